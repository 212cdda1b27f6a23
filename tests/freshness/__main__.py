"""`python -m tests.freshness`: prints how old the oldest profile gets in three weeks of production settings."""

from rich.console import Console
from rich.table import Table

from tests.freshness.model import simulate
from tests.freshness.scenarios import DAYS, SCENARIOS


def main() -> None:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for column in ("scenario", "all read after", "oldest profile after that", "requests a day"):
        table.add_column(column, justify="left" if column == "scenario" else "right")
    for name, plan in SCENARIOS.items():
        result = simulate(plan, days=DAYS)
        table.add_row(name, _hours(result.all_read_after), _hours(result.oldest), f"{result.requests_a_day:,.0f}")
    Console().print(table)


def _hours(span: object) -> str:
    return "never" if span is None else f"{span.total_seconds() / 3600:.1f} h"  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
