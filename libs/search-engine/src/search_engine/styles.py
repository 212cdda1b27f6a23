"""The taxonomy as the search uses it: broader styles at index time, synonyms, beginnings and typos at query time."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from style_taxonomy import STYLES, slug_for, synonyms

from search_engine.text import allowed_typos, fold, within_edits

# (slug, how the text names it): the values of `plan.Kind`.
Meanings = tuple[tuple[str, str], ...]

_LONGEST_PHRASE = 4
_SHORTEST_PREFIX = 3
_PARENTS = {style.slug: style.parent for style in STYLES}
_NAMES = {style.slug: style.name for style in STYLES}


def style_name(slug: str) -> str:
    """The style as people read it; an unknown slug is its own name."""
    return _NAMES.get(slug, slug)


def style_slug(text: str) -> str:
    """The slug a filter value means, whatever its spelling; an unknown style is its folded words joined by hyphens."""
    return slug_for(text) or fold(text).replace(" ", "-")


def with_broader(slugs: Iterable[str]) -> tuple[str, ...]:
    """The styles in their order, followed by every broader style they belong to."""
    own = tuple(dict.fromkeys(slugs))
    broader: list[str] = []
    for slug in own:
        parent = _PARENTS.get(slug)
        while parent:
            broader.append(parent)
            parent = _PARENTS.get(parent)
    return tuple(dict.fromkeys((*own, *broader)))


@lru_cache(maxsize=1)
def phrases() -> dict[str, str]:
    """Folded name or synonym → slug, also written together ("fine line", "fineline")."""
    found: dict[str, str] = {}
    for text, slug in synonyms().items():
        found.setdefault(fold(text), slug)
    for slug, name in _NAMES.items():
        found[fold(name)] = found[fold(slug)] = slug
    for text, slug in list(found.items()):
        found.setdefault(text.replace(" ", ""), slug)
    found.pop("", None)
    return found


@lru_cache(maxsize=1)
def _sorted_phrases() -> list[str]:
    return sorted(phrases())


@lru_cache(maxsize=1)
def _by_length() -> dict[int, list[tuple[int, str]]]:
    """Phrases by length, each with the set of its letters as bits: a cheap test before the edit distance."""
    table: dict[int, list[tuple[int, str]]] = {}
    for phrase in phrases():
        table.setdefault(len(phrase), []).append((_letters(phrase), phrase))
    return table


def _letters(text: str) -> int:
    bits = 0
    for char in text:
        bits |= 1 << (ord(char) & 31)
    return bits


@lru_cache(maxsize=4096)
def meanings(text: str, *, prefix: bool) -> Meanings:
    """The styles a folded text names, exactly or else as a beginning (`prefix`) or with typos, best first."""
    if slug := phrases().get(text):
        return ((slug, "term"),)
    found: dict[str, str] = {}
    if prefix and len(text) >= _SHORTEST_PREFIX:
        found.update((slug, "prefix") for slug in _beginning_with(text))
    for slug, kind in _misspelt(text):
        found.setdefault(slug, kind)
    return tuple(found.items())


def _beginning_with(text: str) -> Iterable[str]:
    ordered = _sorted_phrases()
    for phrase in ordered[bisect_left(ordered, text) :]:
        if not phrase.startswith(text):
            return
        yield phrases()[phrase]


def _misspelt(text: str) -> Iterable[tuple[str, str]]:
    limit = allowed_typos(text.replace(" ", ""))
    letters = _letters(text)
    near: dict[str, int] = {}
    for length in range(len(text) - limit, len(text) + limit + 1) if limit else ():
        for bits, phrase in _by_length().get(length, ()):
            if (bits ^ letters).bit_count() <= 2 * limit and within_edits(text, phrase, limit):
                edits = 1 if within_edits(text, phrase, 1) else 2
                slug = phrases()[phrase]
                near[slug] = min(edits, near.get(slug, edits))
    return ((slug, f"fuzzy_{edits}") for slug, edits in sorted(near.items(), key=lambda item: item[1]))


def longest_phrase(query: tuple[str, ...], start: int) -> tuple[int, Meanings]:
    """Number of words and styles of the longest phrase of two or more words at `start`; (1, ()) if there is none."""
    for end in range(min(len(query), start + _LONGEST_PHRASE), start + 1, -1):
        if found := meanings(" ".join(query[start:end]), prefix=end == len(query)):
            return end - start, found
    return 1, ()
