"""Completions of what is being typed, from artists, studios, styles and areas. Shared by the adapters."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from search_engine import styles
from search_engine.model import ArtistDocument, FacetCount, Suggestion, SuggestionKind
from search_engine.text import allowed_typos, fold, within_edits

_STARTS, _WORD_STARTS, _ALIKE = range(3)
_KIND_ORDER = (SuggestionKind.AREA, SuggestionKind.STYLE, SuggestionKind.ARTIST, SuggestionKind.STUDIO)


class SuggestionSource(Protocol):
    """What an adapter contributes."""

    def artists_named(self, q: str, limit: int) -> list[ArtistDocument]:
        """Artists whose name or handle begins like `q`, best first."""

    def studios_named(self, q: str) -> list[tuple[str, str, int]]:
        """Id, name and number of artists; may contain other studios of the same artists."""

    def style_counts(self) -> tuple[FacetCount, ...]:
        """Every style somebody has."""

    def area_counts(self) -> tuple[FacetCount, ...]:
        """Every area somebody works in."""


def suggest(source: SuggestionSource, q: str, limit: int) -> tuple[Suggestion, ...]:
    """The best completions; no kind takes more than half of the list while others have something to offer."""
    query = fold(q)
    if not query or limit < 1:
        return ()
    graded = [*_areas(source, query), *_styles(source, query), *_studios(source, query)]
    graded += _artists(source, query, limit)
    graded.sort(key=lambda pair: (pair[0], _KIND_ORDER.index(pair[1].kind)))
    share = (limit + 1) // 2
    taken: Counter[SuggestionKind] = Counter()
    chosen: list[Suggestion] = []
    left: list[Suggestion] = []
    for _, suggestion in graded:
        taken[suggestion.kind] += 1
        (chosen if taken[suggestion.kind] <= share else left).append(suggestion)
    return tuple([*chosen, *left][:limit])


def _artists(source: SuggestionSource, query: str, limit: int) -> Iterator[tuple[int, Suggestion]]:
    for artist in source.artists_named(query, limit):
        grades = (_grade(fold(text), query) for text in (artist.name, artist.handle or ""))
        grade = min((grade for grade in grades if grade is not None), default=_ALIKE)
        yield grade, Suggestion(kind=SuggestionKind.ARTIST, text=artist.name, value=artist.name, id=artist.id)


def _studios(source: SuggestionSource, query: str) -> Iterator[tuple[int, Suggestion]]:
    for studio_id, name, _ in sorted(source.studios_named(query), key=lambda row: (-row[2], row[1], row[0])):
        grade = _grade(fold(name), query)
        if grade is not None:
            yield grade, Suggestion(kind=SuggestionKind.STUDIO, text=name, value=name, id=studio_id)


def _areas(source: SuggestionSource, query: str) -> Iterator[tuple[int, Suggestion]]:
    areas = [(area.value, _folded(area.value)) for area in source.area_counts()]
    graded = [(grade, name) for name, folded in areas if (grade := _begins(folded, query)) is not None]
    if not graded:
        graded = [(_ALIKE, name) for name, folded in areas if _resembles(folded, query)]
    for grade, name in graded:
        yield grade, Suggestion(kind=SuggestionKind.AREA, text=name, value=name)


def _styles(source: SuggestionSource, query: str) -> Iterator[tuple[int, Suggestion]]:
    grades = {slug: _ALIKE for slug, _ in styles.meanings(query, prefix=True)}
    for name, slug in styles.names().items():
        if f" {query}" in f" {name}":
            grades[slug] = min(grades.get(slug, _ALIKE), _STARTS if name.startswith(query) else _WORD_STARTS)
    if query in styles.phrases():
        grades[styles.phrases()[query]] = _STARTS
    for style in source.style_counts():
        if style.value in grades:
            name = styles.style_name(style.value)
            yield grades[style.value], Suggestion(kind=SuggestionKind.STYLE, text=name, value=style.value)


_folded = lru_cache(maxsize=4096)(fold)


def _grade(text: str, query: str) -> int | None:
    begins = _begins(text, query)
    return begins if begins is not None else _ALIKE if _resembles(text, query) else None


def _begins(text: str, query: str) -> int | None:
    if text.startswith(query):
        return _STARTS
    if f" {query}" in f" {text}" or text.replace(" ", "").startswith(query.replace(" ", "")):
        return _WORD_STARTS
    return None


def _resembles(text: str, query: str) -> bool:
    """Whether each word typed begins some word of the text, in any order and give or take a typo."""
    found = text.split()
    return all(any(_begins_alike(candidate, word) for candidate in found) for word in query.split())


def _begins_alike(candidate: str, word: str) -> bool:
    if candidate.startswith(word):
        return True
    limit = min(allowed_typos(word), 1)
    lengths = range(len(word) - limit, len(word) + limit + 1) if limit else ()
    return any(within_edits(word, candidate[:length], limit) for length in lengths)
