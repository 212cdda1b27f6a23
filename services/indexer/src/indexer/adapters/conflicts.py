"""Two functions may write the index at once (SQS allows no fewer): the slower one starts again from the newer state."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from search_engine.snapshot import SnapshotConflict

T = TypeVar("T")
_ATTEMPTS = 10
_LONGEST_FIRST_PAUSE_SECONDS = 0.1


def repeat_on_conflict(change: Callable[[], T], *, sleep: Callable[[float], None] = time.sleep) -> T:
    """The change's result. Raises `SnapshotConflict` when others were faster ten times; the queue tries again."""
    for attempt in range(_ATTEMPTS - 1):
        try:
            return change()
        except SnapshotConflict:
            sleep(random.uniform(0, _LONGEST_FIRST_PAUSE_SECONDS * 2 ** min(attempt, 4)))  # noqa: S311 - jitter
    return change()
