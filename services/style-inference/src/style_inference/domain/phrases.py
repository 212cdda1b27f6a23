"""Finding the longest known phrases in a row of words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from style_inference.domain.tokens import plain_words

P = TypeVar("P")
Words = tuple[str, ...]

ANY = "_"  # in a phrase: up to two words, whatever they are
HANDLE = "@"  # in a phrase and in a row of words: somebody's handle
BREAK = ","  # in a row of words: a comma, which no phrase crosses
TAG = "#"  # in a row of words: a hashtag
_LONGEST_GAP = 2
_SHORTEST_STEM = 3
# Plural and case endings of the languages that write with spaces, for words long enough to stand without them.
_ENDINGS = ("s", "es", "e", "n", "en", "er", "em", "t", "a", "na", "r", "et")
_SHORTEST_INFLECTED = 6
_SHORTEST_PLURAL = 5


@dataclass(frozen=True, slots=True)
class Match(Generic[P]):
    """`payload` was found in `words[start:end]`."""

    start: int
    end: int
    payload: P


def words_of(phrase: str) -> Words:
    """A folded phrase as the words of a text; one may end in `*` (any ending), `_` is any words, `@` any handle."""
    words: list[str] = []
    for part in phrase.split():
        found = [part] if part in {ANY, HANDLE} else plain_words(part)
        if part.endswith("*") and found:
            found[-1] += "*"
        words.extend(found)
    return tuple(words)


class Phrases(Generic[P]):
    """Phrases with what they mean.

    Of overlapping matches the longest wins, then the one of the lowest rank, then the first.
    """

    def __init__(self, entries: Iterable[tuple[Words, P]], *, rank: Callable[[P], int] = lambda _: 0) -> None:
        self._rank = rank
        self._by_word: dict[str, list[tuple[Words, P]]] = defaultdict(list)
        self._by_stem: dict[str, list[tuple[Words, P]]] = defaultdict(list)
        for words, payload in entries:
            if words:
                first = words[0]
                stem = first.endswith("*")
                table = self._by_stem if stem else self._by_word
                table[first[:_SHORTEST_STEM] if stem else first].append((words, payload))

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
        forms = (*_inflections(word), *_number(word))
        candidates = [entry for form in forms for entry in self._by_word.get(form, ())]
        candidates += self._by_stem.get(word[:_SHORTEST_STEM], ())
        for phrase, payload in candidates:
            if end := _end(phrase, words, start):
                yield Match(start, end, payload)


def _end(phrase: Words, words: Sequence[str], start: int) -> int | None:
    """Where the phrase ends if it stands at `start`; in a phrase of several words each may be singular or plural."""
    at = start
    for position, expected in enumerate(phrase):
        if expected == ANY:
            return _end_after_gap(phrase[position + 1 :], words, at)
        if at >= len(words) or not _same(expected, words[at], any_number=len(phrase) > 1):
            return None
        at += 1
    return at


def _end_after_gap(rest: Words, words: Sequence[str], start: int) -> int | None:
    for gap in range(_LONGEST_GAP + 1):
        if BREAK in words[start : start + gap]:
            return None
        if end := _end(rest, words, start + gap):
            return end
    return None


def _same(expected: str, word: str, *, any_number: bool) -> bool:
    if expected.endswith("*"):
        return word.startswith(expected[:-1])
    return expected == word or expected in _inflections(word) or (any_number and expected in _number(word))


def _inflections(word: str) -> tuple[str, ...]:
    if len(word) <= _SHORTEST_INFLECTED:
        return (word,)
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return (word, *(stem for stem in stems if len(stem) >= _SHORTEST_INFLECTED))


def _number(word: str) -> tuple[str, ...]:
    """The other number of a word in the languages whose plural ends in s."""
    if word.endswith("s"):
        return (word[:-1],) if len(word) >= _SHORTEST_PLURAL and not word.endswith("ss") else ()
    return (word + "s",) if len(word) >= _SHORTEST_PLURAL - 1 else ()
