"""`python -m tests.benchmarks`: measures, each as a ratio to a named baseline in the same run. A ratio of 1 is as fast.

Prints a table and writes `.local/bench.json`: {name: {"value", "unit", "baseline", "ratio"}}. One module per subject.
"""

import argparse
import json

from rich.console import Console
from rich.table import Table

from local.config import ROOT
from tests.benchmarks import last_run, pictures, pipeline, profiles, rosters, search, studio_pages, styles
from tests.benchmarks.measurement import Measurement

_SUBJECTS = {
    "studio-pages": studio_pages,
    "rosters": rosters,
    "profiles": profiles,
    "pictures": pictures,
    "styles": styles,
    "search": search,
    "pipeline": pipeline,
    "last-run": last_run,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.partition(":")[0])
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(_SUBJECTS))
    wanted = parser.parse_args().subjects or list(_SUBJECTS)
    for unknown in set(wanted) - _SUBJECTS.keys():
        parser.error(f"no such subject: {unknown}")
    measurements = [measurement for subject in wanted for measurement in _SUBJECTS[subject].measure()]
    _show(measurements)
    _save(measurements)


def _show(measurements: list[Measurement]) -> None:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for column in ("benchmark", "value", "unit", "ratio", "baseline"):
        table.add_column(column, justify="right" if column in {"value", "ratio"} else "left")
    for m in measurements:
        table.add_row(
            m.name, f"{m.value:,.4g}" if m.unit == "share" else f"{m.value:,.1f}", m.unit, f"{m.ratio:.3f}", m.baseline
        )
    Console().print(table)


def _save(measurements: list[Measurement]) -> None:
    report = {
        m.name: {"value": m.value, "unit": m.unit, "baseline": m.baseline, "ratio": m.ratio} for m in measurements
    }
    out = ROOT / ".local" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
