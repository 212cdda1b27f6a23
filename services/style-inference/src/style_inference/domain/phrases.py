"""Finding the longest known phrases in a row of words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from style_inference.domain.tokens import TokenKind, clauses

P = TypeVar("P")

ANY = "_"  # in a phrase: up to two words, whatever they are
HANDLE = "@"  # in a phrase and in a row of words: somebody's handle
BREAK = ","  # in a row of words: a comma, which no phrase crosses
TAG = "#"  # in a row of words: a hashtag
_LONGEST_GAP = 2
_SHORTEST_STEM = 3
# Plural and case endings of the languages that write with spaces; only words long enough to stand without them lose one.
_ENDINGS = ("s", "es", "e", "n", "en", "er", "em", "t", "a", "na", "r", "et")
_SHORTEST_INFLECTED = 6


@dataclass(frozen=True, slots=True)
class Match(Generic[P]):
    """`payload` was found in `words[start:end]`."""

    start: int
    end: int
    payload: P


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the words of a text; one may end in `*` (any ending), `_` is any words, `@` any handle."""
    words: list[str] = []
    for part in phrase.split():
        if part in {ANY, HANDLE}:
            words.append(part)
            continue
        found = [t.text for c in clauses(part) for t in c.tokens if t.kind is TokenKind.WORD]
        if part.endswith("*") and found:
            found[-1] += "*"
        words.extend(found)
    return tuple(words)


class Phrases(Generic[P]):
    """Phrases with what they mean. Of overlapping matches the longest wins, then the one of lowest rank, then the first."""

    def __init__(self, entries: Iterable[tuple[str, P]], *, rank: Callable[[P], int] = lambda _: 0) -> None:
        self._rank = rank
        self._by_word: dict[str, list[tuple[tuple[str, ...], P]]] = defaultdict(list)
        self._by_stem: dict[str, list[tuple[tuple[str, ...], P]]] = defaultdict(list)
        for phrase, payload in entries:
            if words := words_of(phrase):
                first = words[0]
                table, key = (self._by_stem, first[:_SHORTEST_STEM]) if first.endswith("*") else (self._by_word, first)
                table[key].append((words, payload))

    def find(self, words: Sequence[str]) -> list[Match[P]]:
        """Matches in order, none overlapping another."""
        found = [match for start in range(len(words)) for match in self._at(words, start)]
        found.sort(key=lambda match: (match.start - match.end, self._rank(match.payload), match.start))
        taken: set[int] = set()
        kept: list[Match[P]] = []
        for match in found:
            span = range(match.start, match.end)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(match)
        return sorted(kept, key=lambda match: match.start)

    def is_phrase(self, words: Sequence[str]) -> bool:
        """Whether the words as a whole are one of the phrases."""
        return any(match.end == len(words) for match in self._at(words, 0)) if words else False

    def _at(self, words: Sequence[str], start: int) -> Iterator[Match[P]]:
        word = words[start]
        candidates = [entry for form in _forms(word) for entry in self._by_word.get(form, ())]
        candidates += self._by_stem.get(word[:_SHORTEST_STEM], ())
        for phrase, payload in candidates:
            if end := _end(phrase, words, start):
                yield Match(start, end, payload)


def _end(phrase: Sequence[str], words: Sequence[str], at: int) -> int | None:
    for position, expected in enumerate(phrase):
        if expected == ANY:
            rest = phrase[position + 1 :]
            gaps = range(_LONGEST_GAP + 1)
            return next(
                (end for gap in gaps if BREAK not in words[at : at + gap] and (end := _end(rest, words, at + gap))),
                None,
            )
        if at >= len(words) or not _same(expected, words[at]):
            return None
        at += 1
    return at


def _same(expected: str, word: str) -> bool:
    if expected.endswith("*"):
        return word.startswith(expected[:-1])
    return expected in _forms(word)


def _forms(word: str) -> list[str]:
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    return [word, *(stem for stem in stems if len(stem) >= _SHORTEST_INFLECTED)]
