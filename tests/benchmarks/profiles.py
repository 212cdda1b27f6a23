"""Reading profiles: 10,000 of them from a local server, each reader in a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass

from tests.benchmarks.measurement import Measurement

_PROFILES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What `profile_reading` reports: memory in MB when a tenth and when all was read."""

    seconds: float
    resident_early: float
    resident_late: float


def measure() -> list[Measurement]:
    """The scraper's whole way of a profile, its stores left out, against bare aiohttp and json over the same server."""
    ours, bare = _run("ours"), _run("bare")
    per_minute, bare_per_minute = (_PROFILES / run.seconds * 60 for run in (ours, bare))
    return [
        Measurement(
            name="read a profile",
            value=round(per_minute),
            unit="profiles/min",
            baseline="bare aiohttp and json",
            ratio=round(per_minute / bare_per_minute, 3),
        ),
        Measurement(
            name=f"memory after {_PROFILES:,} profiles",
            value=round(ours.resident_late, 1),
            unit="MB",
            baseline="the same after a tenth of them",
            ratio=round(ours.resident_late / ours.resident_early, 3),
        ),
    ]


def _run(reader: str) -> Run:
    command = [sys.executable, "-m", "tests.benchmarks.profile_reading", reader, str(_PROFILES)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Run(**json.loads(done.stdout))
