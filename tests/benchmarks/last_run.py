"""What the last run of the whole system took."""

import json

from local.config import ROOT
from tests.benchmarks.measurement import Measurement


def measure() -> list[Measurement]:
    """From a studio's discovery to its artists being searchable, as the last `make run` on this machine saw it."""
    report = ROOT / ".local" / "last-run.json"
    if not report.exists():
        return []
    waits = json.loads(report.read_text()).get("seconds_from_discovered_to_searchable", {})
    goal = 10.0
    return [
        Measurement(name=f"discovered → searchable, {name}", value=value, unit="s", baseline="10 s", ratio=value / goal)
        for name, value in waits.items()
    ]
