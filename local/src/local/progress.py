"""What a person sees while the system starts and works: a live table in a terminal, plain lines elsewhere."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from local.journal import RunSummary

_PLAIN_EVERY_SECONDS = 5.0


class Progress:
    """Steps with their seconds, then the run's counters."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()
        self._live: Live | None = None
        self._last_plain = 0.0

    def step(self, text: str) -> None:
        seconds = time.monotonic() - self._began
        self._console.print(Text.assemble((f"{seconds:5.1f} s  ", "dim"), text), soft_wrap=True)

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._live = Live(console=self._console, refresh_per_second=4, transient=True)
            self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.__exit__(kind, error, trace)
            self._live = None

    def show(self, summary: RunSummary) -> None:
        if self._live is not None:
            self._live.update(_table(summary))
        elif time.monotonic() - self._last_plain > _PLAIN_EVERY_SECONDS:
            self._last_plain = time.monotonic()
            self.step(", ".join(f"{count} {what}" for what, count in _counters(summary).items()))


def _counters(summary: RunSummary) -> dict[str, int]:
    return {
        "studios": summary.studios,
        "artists found": len(summary.artists_found),
        "images": summary.images,
        "searchable": len(summary.searchable),
        "events": summary.events.total(),
        "failures": summary.failures.total(),
    }


def _table(summary: RunSummary) -> Table:
    table = Table(box=None, padding=(0, 3, 0, 0), header_style="dim")
    counters = _counters(summary)
    for what in counters:
        table.add_column(what, justify="right")
    table.add_row(*(f"[bold]{count:,}[/bold]" for count in counters.values()))
    return table


def print_result(
    console: Console, summary: RunSummary, *, listed: int, url: str | None, dead_letters: dict[str, int]
) -> None:
    """What was found, what failed and why, how many artists are listed, and the address to open."""
    console.print()
    if summary.events:
        console.print(_table(summary))
    else:
        console.print("Nothing has changed since the last run: every studio is known, and no website is due yet.")
    console.print(f"\n[bold]{listed:,}[/bold] artists are listed")
    if summary.failures:
        console.print()
        reasons = Table(box=None, padding=(0, 3, 0, 0), header_style="dim")
        reasons.add_column("not read, and why")
        reasons.add_column("", justify="right")
        for reason, count in summary.failures.most_common():
            reasons.add_row(reason.replace("_", " "), str(count))
        console.print(reasons)
    for name, count in dead_letters.items():
        console.print(f"[yellow]{count} parked in {name}[/yellow] (python -m local redrive --help)", soft_wrap=True)
    if url:
        console.print(f"\nOpen [bold]{url}[/bold]", soft_wrap=True)
        console.print("Ctrl-C stops; the data stay, `make clean` removes them")
