"""The embedded AWS's data between runs: one file per service, written one after the other when it ends.

A save that was cut off would mix two moments, such as stacks without their tables. So the files of the last complete
save are kept beside those in use, and taken back when the present ones are not complete.
"""

import shutil
from pathlib import Path

_COMPLETE = "complete"  # written by emulator_process after the last file
_KEPT = "kept"
_FORMAT = "format"
_PRESENT_FORMAT = "4"
"""Raised when data that an earlier version kept are of no use: other keys, another index, another stack's bucket."""


def is_of_another_version(state: Path) -> bool:
    """Whether data are kept that this version of the project cannot go on with."""
    kept = state / _FORMAT
    return any(state.glob("*.json")) and (not kept.exists() or kept.read_text() != _PRESENT_FORMAT)


def settle(state: Path) -> bool:
    """Before a start: only a complete save stays, and is kept. Returns whether anything later had to be given up."""
    kept = state / _KEPT
    is_cut_off = kept.exists() and not (state / _COMPLETE).exists()
    if is_cut_off:
        _take_back(state, kept)
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    for file in state.glob("*.json"):
        (kept / file.name).hardlink_to(file)  # the emulator replaces its files, it never writes into one
    (state / _COMPLETE).unlink(missing_ok=True)
    (state / _FORMAT).write_text(_PRESENT_FORMAT)
    return is_cut_off


def _take_back(state: Path, kept: Path) -> None:
    if not any(kept.iterdir()):
        shutil.rmtree(state)  # no run has ever ended: objects alone are of no use
        return
    for file in state.glob("*.json"):
        file.unlink()
    for file in kept.iterdir():
        (state / file.name).hardlink_to(file)
