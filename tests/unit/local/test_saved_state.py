"""What the next run finds of the embedded AWS's data, however the last one ended."""

from pathlib import Path

import pytest

from local.saved_state import settle


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def _save(state: Path, **files: str) -> None:
    """The way the emulator does it: a new file in the place of the old one."""
    for name, text in files.items():
        draft = state / f"{name}.json.tmp"
        draft.write_text(text)
        draft.replace(state / f"{name}.json")


def _read(state: Path) -> dict[str, str]:
    return {file.stem: file.read_text() for file in state.glob("*.json")}


def test_a_complete_save_is_what_the_next_run_starts_from(state: Path) -> None:
    settle(state)
    _save(state, stacks="1", tables="1")
    (state / "complete").touch()
    assert settle(state) is False
    assert _read(state) == {"stacks": "1", "tables": "1"}


def test_of_a_save_that_was_cut_off_nothing_stays(state: Path) -> None:
    settle(state)
    _save(state, stacks="1", tables="1")
    (state / "complete").touch()
    settle(state)
    _save(state, stacks="2", queues="2")
    assert settle(state) is True
    assert _read(state) == {"stacks": "1", "tables": "1"}


def test_what_was_taken_back_once_can_be_taken_back_again(state: Path) -> None:
    settle(state)
    _save(state, stacks="1")
    (state / "complete").touch()
    for cut_off in ("2", "3"):
        settle(state)
        _save(state, stacks=cut_off)
    settle(state)
    assert _read(state) == {"stacks": "1"}


def test_a_first_run_that_was_cut_off_leaves_nothing_not_even_objects(state: Path) -> None:
    settle(state)
    _save(state, stacks="1")
    (state / "s3").mkdir()
    (state / "s3" / "object").write_text("x")
    assert settle(state) is True
    assert _read(state) == {}
    assert not (state / "s3").exists()


def test_a_start_that_never_came_to_a_save_keeps_what_was_there(state: Path) -> None:
    settle(state)
    _save(state, stacks="1")
    (state / "complete").touch()
    settle(state)
    settle(state)
    assert _read(state) == {"stacks": "1"}
