"""`.local/last-run.json`: the run in figures, for scripts and comparisons."""

import json
from pathlib import Path
from typing import Any

from local.journal import RunSummary


def write_report(
    path: Path, summary: RunSummary, *, listed: int, requests: dict[str, Any], dead_letters: dict[str, int]
) -> None:
    """The run by kind and reason, its seconds per stage and requests per host, and how many are `listed` now."""
    report = {
        "started": summary.started.isoformat(),
        "studios": summary.studios,
        "artists": len(summary.artists_found),
        "searchable": len(summary.searchable),
        "listed": listed,
        "images": summary.images,
        "events": dict(sorted(summary.events.items())),
        "failures": dict(summary.failures.most_common()),
        "dead_letters": dead_letters,
        "stage_seconds": summary.stage_seconds,
        "seconds_from_discovered_to_searchable": summary.seconds_to_searchable,
        "requests": requests,
    }
    path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
