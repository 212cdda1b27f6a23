"""What was found out about a text is remembered: pages of a site repeat most of them, and sites each other's."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_MOST_ANSWERS = 8192  # of each function
_MOST_CHARACTERS = 20_000_000  # of pages: what a hostile site may have us keep is no more than a few of its pages


class Memory:
    """Makes functions of texts remember their answers, and all of them forget before it is too much."""

    def __init__(self, *, at_most: int) -> None:
        self._at_most = at_most
        self._characters = 0
        self._forget: list[Callable[[], None]] = []

    def __call__(self, function: Callable[P, T]) -> Callable[P, T]:
        remembering = lru_cache(maxsize=_MOST_ANSWERS)(function)
        self._forget.append(remembering.cache_clear)
        return remembering  # type: ignore[return-value]  # its arguments have to be hashable, and are

    def make_room(self, characters: int) -> None:
        """Before a page of so many characters is read. The answers may hold on to all that was read since the last."""
        self._characters += characters
        if self._characters > self._at_most:
            self._characters = characters
            for forget in self._forget:
                forget()


remembered = Memory(at_most=_MOST_CHARACTERS)
