"""What a person, or a log, sees of a run."""

from datetime import datetime, timezone
from io import StringIO

import pytest
from rich.console import Console

from local.journal import RunSummary
from local.progress import Progress, print_result

SUMMARY = RunSummary(started=datetime(2026, 11, 1, tzinfo=timezone.utc))
URL = "http://localhost:65535"


@pytest.fixture
def console() -> Console:
    return Console(file=StringIO(), width=80)


def _said(console: Console) -> list[str]:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().splitlines()


def test_the_address_to_open_stands_on_a_line_of_its_own_and_nothing_is_wider_than_a_terminal(console: Console) -> None:
    print_result(console, SUMMARY, listed=164, url=URL, dead_letters={})
    assert f"Open {URL}" in _said(console)
    assert max(len(line) for line in _said(console)) <= 80


def test_a_run_that_finds_nothing_new_says_so_and_how_many_are_listed(console: Console) -> None:
    print_result(console, SUMMARY, listed=164, url=None, dead_letters={})
    said = " ".join(_said(console))
    assert "Nothing has changed since the last run" in said
    assert "164 artists are listed" in said


def test_a_single_run_names_no_address(console: Console) -> None:
    print_result(console, SUMMARY, listed=164, url=None, dead_letters={})
    assert not [line for line in _said(console) if "Open" in line]


def test_dead_letters_are_named_whole_with_the_command_that_helps(console: Console) -> None:
    name = "directory-local-style-inference-ProfilesDeadLetters" + "F" * 30
    print_result(console, SUMMARY, listed=164, url=URL, dead_letters={name: 2})
    assert f"2 parked in {name} (python -m local redrive --help)" in _said(console)


def test_without_a_terminal_progress_is_plain_lines(console: Console) -> None:
    progress = Progress(console)
    with progress:
        progress.step("embedded AWS is up")
        progress.show(SUMMARY)
    first, second = _said(console)
    assert first.endswith(" s  embedded AWS is up")
    assert second.endswith("0 studios, 0 artists found, 0 images, 0 searchable, 0 events, 0 failures")
    assert "\x1b" not in first + second
