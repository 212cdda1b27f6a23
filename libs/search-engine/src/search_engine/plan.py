"""What a free-text query means, independent of the engine that runs it.

A query becomes a small tree of exact, prefix and fuzzy term matches. Each match is worth a fixed number of points
(docs/search.md), never a statistic of the corpus, so scores are whole numbers, the same in every engine, and do not
move while somebody pages through the results.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from search_engine import styles
from search_engine.text import allowed_typos, words

MAX_WORDS = 16
EXACT_NAME_POINTS = 200_000
EXACT_HANDLE_POINTS = 100_000


class Field(StrEnum):
    """Term fields of the index. WHOLE_* hold one term for the entire value, the others one per word."""

    WHOLE_NAME = "whole_name"
    WHOLE_HANDLE = "whole_handle"
    NAME = "name"
    HANDLE = "handle"
    STYLE = "style"
    PLACE = "place_word"
    STUDIO = "studio_word"
    BIO = "bio_word"


class Kind(StrEnum):
    """How a term is compared. FUZZY_PREFIX: some beginning of the term is within one edit."""

    TERM = "term"
    PREFIX = "prefix"
    FUZZY_1 = "fuzzy_1"
    FUZZY_2 = "fuzzy_2"
    FUZZY_PREFIX = "fuzzy_prefix"


@dataclass(frozen=True, slots=True)
class Match:
    """`text` occurs in `field`; worth `points`."""

    field: Field
    kind: Kind
    text: str
    points: int


@dataclass(frozen=True, slots=True)
class Best:
    """At least one part matches; worth the best of them."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part matches; worth their sum."""

    parts: tuple["Node", ...]


Node = Match | Best | All


@dataclass(frozen=True, slots=True)
class Plan:
    """`required` must match; each of `bonus` that also matches adds its points."""

    required: Node
    bonus: tuple[Node, ...] = ()


_FIELD_POINTS = {Field.NAME: 100, Field.HANDLE: 90, Field.STYLE: 70, Field.PLACE: 60, Field.STUDIO: 50, Field.BIO: 10}
_KIND_POINTS = {Kind.TERM: 10, Kind.PREFIX: 7, Kind.FUZZY_1: 5, Kind.FUZZY_PREFIX: 4, Kind.FUZZY_2: 3}
_WHO = (Field.NAME, Field.HANDLE)
_WHERE = (Field.PLACE, Field.STUDIO)
_STYLE_KINDS = {0: Kind.TERM, 1: Kind.FUZZY_1, 2: Kind.FUZZY_2}
_SHORTEST_BIO_PREFIX = 3
_SHORTEST_FUZZY_PREFIX = 5
# Words nearly every artist here could be found by: they help the ranking and do not restrict.
_GENERIC = frozenset(
    "tattoo tattoos tattooed tattooing tattooist tattooists tattooer tattooers tatoo tattos artist artists studio studios "
    "parlour parlor shop inked a an and at best by for from good in me my near nearby of on or the to uk with".split()
)


def compile_query(q: str) -> Plan | None:
    """The plan of a query, or None when it has nothing to search for ("", "!?")."""
    query = words(q)[:MAX_WORDS]
    if not query:
        return None
    required = [unit for unit, generic in _units(query) if not generic]
    optional = [unit for unit, generic in _units(query) if generic] if required else []
    tree = _all(required or [_word(word, last=i == len(query) - 1) for i, word in enumerate(query)])
    if len(query) > 1:
        tree = _best([tree, *_written_together("".join(query))])
    return Plan(
        required=tree,
        bonus=(
            *optional,
            Match(Field.WHOLE_NAME, Kind.TERM, " ".join(query), EXACT_NAME_POINTS),
            Match(Field.WHOLE_HANDLE, Kind.TERM, "".join(query), EXACT_HANDLE_POINTS),
        ),
    )


def compile_name_query(q: str, field_points: Iterable[Field] = _WHO) -> Node | None:
    """Like `compile_query` for the beginning of a name: only `fields` count and the last word may be unfinished."""
    query = words(q)[:MAX_WORDS]
    if not query:
        return None
    last = len(query) - 1
    return _all([_best(list(_comparisons(word, tuple(field_points), last=i == last))) for i, word in enumerate(query)])


def _units(query: tuple[str, ...]) -> Iterator[tuple[Node, bool]]:
    """The query cut into style phrases and words, and whether each is a generic word."""
    position = 0
    while position < len(query):
        length, style = styles.longest_phrase(query, position)
        end = position + length
        each = [_word(word, last=i == len(query) - 1) for i, word in enumerate(query[position:end], position)]
        if style:
            yield _best([*_style_matches(style, length), _all(each)]), False
        else:
            yield each[0], query[position] in _GENERIC
        position = end


def _word(word: str, *, last: bool) -> Node:
    bio: list[Node] = [_match(Field.BIO, Kind.TERM, word)]
    if last and len(word) >= _SHORTEST_BIO_PREFIX:
        bio.append(_match(Field.BIO, Kind.PREFIX, word))
    style = styles.meanings(word, prefix=last)
    return _best([*_comparisons(word, (*_WHO, *_WHERE), last=last), *_style_matches(style, 1), *bio])


def _comparisons(word: str, fields: tuple[Field, ...], *, last: bool) -> Iterator[Match]:
    typos = allowed_typos(word)
    for field in fields:
        yield _match(field, Kind.TERM, word)
        if last:
            yield _match(field, Kind.PREFIX, word)
        if typos:
            unfinished = last and len(word) >= _SHORTEST_FUZZY_PREFIX
            yield _match(field, Kind.FUZZY_1, word)
            if unfinished:
                yield _match(field, Kind.FUZZY_PREFIX, word)
        if typos > 1:
            yield _match(field, Kind.FUZZY_2, word)


def _style_matches(found: styles.Meanings, words_covered: int) -> Iterator[Match]:
    for slug, kind in found:
        points = _FIELD_POINTS[Field.STYLE] * _KIND_POINTS[Kind(kind)] * words_covered
        yield Match(Field.STYLE, Kind.TERM, slug, points)


def _written_together(text: str) -> Iterator[Match]:
    for field in _WHO:
        yield _match(field, Kind.TERM, text)
        yield _match(field, Kind.PREFIX, text)


def _match(field: Field, kind: Kind, text: str) -> Match:
    return Match(field, kind, text, _FIELD_POINTS[field] * _KIND_POINTS[kind])


def _best(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Best(tuple(parts))


def _all(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts))
