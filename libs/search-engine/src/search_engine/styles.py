"""The taxonomy as the search uses it: broader styles at index time, synonyms, beginnings and typos at query time."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from search_engine.text import allowed_typos, fold, within_edits
from style_taxonomy import STYLES, slug_for, synonyms

# (slug, how the text names it: a value of `plan.Kind`), best first.
Meanings = tuple[tuple[str, str], ...]

_LONGEST_PHRASE = 4
_SHORTEST_PREFIX = 3


def style_name(slug: str) -> str:
    """The style as people read it; an unknown slug is its own name."""
    return STYLES[slug].name if slug in STYLES else slug


def style_slug(text: str) -> str:
    """The slug a filter value means, whatever its spelling; an unknown style is its folded words joined by hyphens."""
    return text if text in STYLES else slug_for(text) or fold(text).replace(" ", "-")


def with_broader(slugs: Iterable[str]) -> tuple[str, ...]:
    """The styles in their order, followed by every broader style they belong to."""
    own = tuple(dict.fromkeys(slugs))
    return tuple(dict.fromkeys((*own, *(broader for slug in own for broader in _broader(slug)))))


def _broader(slug: str) -> Iterator[str]:
    parent = STYLES[slug].parent if slug in STYLES else None
    if parent:
        yield parent
        yield from _broader(parent)


@cache
def names() -> dict[str, str]:
    """Folded name → slug, also as the slug spells it and written together ("black grey", "black and grey", …)."""
    found = {fold(text): style.slug for style in STYLES.values() for text in (style.name, style.slug)}
    return _or_together(found)


@cache
def phrases() -> dict[str, str]:
    """Folded name or synonym → slug."""
    found = {fold(phrase): slug for slug, listed in synonyms().items() for phrase in listed}
    found.pop("", None)
    return _or_together(found) | names()


def _or_together(found: dict[str, str]) -> dict[str, str]:
    return {text.replace(" ", ""): slug for text, slug in found.items()} | found


@cache
def _sorted_names() -> list[str]:
    return sorted(names())


@cache
def _phrases_like() -> dict[tuple[bool, int], list[tuple[int, str]]]:
    """Phrases by script and length, each with the set of its letters as bits: cheap tests before the edit distance."""
    table: dict[tuple[bool, int], list[tuple[int, str]]] = {}
    for phrase in phrases():
        table.setdefault((phrase.isascii(), len(phrase)), []).append((_letters(phrase), phrase))
    return table


def _letters(text: str) -> int:
    bits = 0
    for char in text:
        bits |= 1 << (ord(char) & 31)
    return bits


@lru_cache(maxsize=4096)
def meanings(text: str, *, prefix: bool) -> Meanings:
    """The styles a folded text names, exactly or else as a beginning (`prefix`) or with typos."""
    if slug := phrases().get(text):
        return ((slug, "term"),)
    found: dict[str, str] = {}
    if prefix and len(text) >= _SHORTEST_PREFIX:
        found.update((slug, "prefix") for slug in _beginning_with(text))
    for slug, kind in _misspelt(text):
        found.setdefault(slug, kind)
    return tuple(found.items())


def _beginning_with(text: str) -> Iterator[str]:
    ordered = _sorted_names()
    for name in ordered[bisect_left(ordered, text) :]:
        if not name.startswith(text):
            return
        yield names()[name]


def _misspelt(text: str) -> list[tuple[str, str]]:
    limit = allowed_typos(text.replace(" ", ""))
    letters, plain = _letters(text), text.isascii()
    edits: dict[str, int] = {}
    for length in range(len(text) - limit, len(text) + limit + 1) if limit else ():
        alike = _phrases_like().get((plain, length), ())
        for phrase in [phrase for bits, phrase in alike if (bits ^ letters).bit_count() <= 2 * limit]:
            if within_edits(text, phrase, limit):
                slug = phrases()[phrase]
                edits[slug] = min(edits.get(slug, limit), 1 if within_edits(text, phrase, 1) else limit)
    return [(slug, f"fuzzy_{count}") for slug, count in sorted(edits.items(), key=lambda item: item[1])]


def longest_phrase(query: tuple[str, ...], start: int) -> tuple[int, Meanings]:
    """Number of words and styles of the longest phrase of two or more words at `start`; (1, ()) if there is none."""
    for end in range(min(len(query), start + _LONGEST_PHRASE), start + 1, -1):
        if found := meanings(" ".join(query[start:end]), prefix=end == len(query)):
            return end - start, found
    return 1, ()
