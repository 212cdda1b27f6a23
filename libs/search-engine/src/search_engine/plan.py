"""What a free-text query means, independent of the engine that runs it.

A query becomes a small tree of exact, prefix and fuzzy term matches. Each match is worth a fixed number of points
(docs/search.md), never a statistic of the corpus, so scores are whole numbers, the same in every engine, and do not
move while somebody pages through the results.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from search_engine import styles
from search_engine.text import allowed_typos, words

MAX_WORDS = 16
EXACT_NAME_POINTS = 800
EXACT_HANDLE_POINTS = 300
LONGEST_START = 2
MOST_POINTS = 4095  # no query can be worth more: 16 words of at most 100 points, and both of the above


class Field(StrEnum):
    """Term fields of the index: one term for the entire value in WHOLE_*, one per slug in STYLE, else one per word."""

    WHOLE_NAME = "whole_name"
    WHOLE_HANDLE = "whole_handle"
    NAME = "name"
    HANDLE = "handle"
    START = "start"  # the first one and two letters of every word of name and handle
    STYLE = "style"
    PLACE = "place_word"
    STUDIO = "studio_word"
    KEY = "key_word"  # every word of name, handle, places and studios: where typos are looked for
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
    """`required` must match if there is one; each of `bonus` that also matches adds its points."""

    required: Node | None
    bonus: tuple[Node, ...]


_FIELD_POINTS = {
    Field.NAME: 100,
    Field.HANDLE: 90,
    Field.START: 90,
    Field.STYLE: 70,
    Field.KEY: 70,
    Field.PLACE: 60,
    Field.STUDIO: 50,
    Field.BIO: 10,
}
_KIND_PERCENT = {Kind.TERM: 100, Kind.PREFIX: 70, Kind.FUZZY_1: 50, Kind.FUZZY_PREFIX: 40, Kind.FUZZY_2: 30}
_WHO = (Field.NAME, Field.HANDLE)
_KEYS = (*_WHO, Field.PLACE, Field.STUDIO)
_SHORTEST_BIO_PREFIX = 3
_SHORTEST_FUZZY_PREFIX = 5
# Words nearly every artist here could be found by: they help the ranking and do not restrict.
_GENERIC = frozenset(
    (
        *("tattoo", "tattoos", "tattooed", "tattooing", "tattooist", "tattooists", "tattooer", "tattooers", "tatoo"),
        *("artist", "artists", "studio", "studios", "parlour", "parlor", "shop", "inked", "best", "good", "me", "my"),
        *("a", "an", "and", "at", "by", "for", "from", "in", "near", "nearby", "of", "on", "or", "the", "to", "uk"),
        "with",
    )
)


def compile_query(q: str) -> Plan | None:
    """The plan of a query, or None when it has nothing to search for ("", "!?")."""
    query = words(q)[:MAX_WORDS]
    if not query:
        return None
    required: list[Node] = []
    bonus: list[Node] = [
        Match(Field.WHOLE_NAME, Kind.TERM, " ".join(query), EXACT_NAME_POINTS),
        Match(Field.WHOLE_HANDLE, Kind.TERM, "".join(query), EXACT_HANDLE_POINTS),
    ]
    for unit, is_required in _units(query):
        (required if is_required else bonus).append(unit)
    return Plan(required=_or_written_together(_all(required), query) if required else None, bonus=tuple(bonus))


def compile_name_query(q: str, fields: tuple[Field, ...]) -> Node | None:
    """The beginning of a name, looked for in `fields` only; None when there is nothing to look for."""
    query = words(q)[:MAX_WORDS]
    if not query:
        return None
    last = len(query) - 1
    return _all([_best(list(_comparisons(word, fields, fields, last=i == last))) for i, word in enumerate(query)])


def _units(query: tuple[str, ...]) -> Iterator[tuple[Node, bool]]:
    """The query cut into style phrases and words, and whether each is required."""
    position = 0
    while position < len(query):
        length, style = styles.longest_phrase(query, position)
        end = position + length
        if style:
            each = _all([_word(word, last=i == len(query)) for i, word in enumerate(query[position:end], position + 1)])
            yield _best([*_style_matches(style, length), each]), True
        elif query[position] in _GENERIC:
            yield _best([_match(field, Kind.TERM, query[position]) for field in (*_WHO, Field.STUDIO)]), False
        else:
            yield _word(query[position], last=end == len(query)), True
        position = end


def _word(word: str, *, last: bool) -> Node:
    bio: list[Node] = [_match(Field.BIO, Kind.TERM, word)]
    if last and len(word) >= _SHORTEST_BIO_PREFIX:
        bio.append(_match(Field.BIO, Kind.PREFIX, word))
    style = styles.meanings(word, prefix=last)
    return _best([*_comparisons(word, _KEYS, (Field.KEY,), last=last), *_style_matches(style, 1), *bio])


def _comparisons(word: str, fields: tuple[Field, ...], typos_in: tuple[Field, ...], *, last: bool) -> Iterator[Match]:
    by_start = len(word) <= LONGEST_START and Field.NAME in fields
    for field in fields:
        yield _match(field, Kind.TERM, word)
        if last and not (by_start and field in _WHO):
            yield _match(field, Kind.PREFIX, word)
    if last and by_start:
        yield Match(Field.START, Kind.TERM, word, _points(Field.START, Kind.PREFIX))
    typos = allowed_typos(word)
    for field in typos_in if typos else ():
        yield _match(field, Kind.FUZZY_1, word)
        if last and len(word) >= _SHORTEST_FUZZY_PREFIX:
            yield _match(field, Kind.FUZZY_PREFIX, word)
        if typos > 1:
            yield _match(field, Kind.FUZZY_2, word)


def _style_matches(found: styles.Meanings, words_covered: int) -> Iterator[Match]:
    for slug, kind in found:
        yield Match(Field.STYLE, Kind.TERM, slug, _points(Field.STYLE, Kind(kind)) * words_covered)


def _or_written_together(tree: Node, query: tuple[str, ...]) -> Node:
    """Also finds "SarahJones" for "sarah jones"."""
    if len(query) == 1:
        return tree
    together = "".join(query)
    return _best([tree, *(_match(field, kind, together) for field in _WHO for kind in (Kind.TERM, Kind.PREFIX))])


def _match(field: Field, kind: Kind, text: str) -> Match:
    return Match(field, kind, text, _points(field, kind))


def _points(field: Field, kind: Kind) -> int:
    return _FIELD_POINTS[field] * _KIND_PERCENT[kind] // 100


def _best(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Best(tuple(parts))


def _all(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts))
