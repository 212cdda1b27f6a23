"""What a hashtag names: styles, stop words, or something the taxonomy does not know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from style_inference.domain.lexicon import Meaning, Sense, key, tag_hints, tag_pieces, tag_terms

_SHORTEST_SURE = 7  # a shorter alias may stand inside any word ("trad" in "trader")
_SHORTEST_SURE_UNSPACED = 3  # in Han, kana and Hangul
_SHORTEST_MISSPELT = 7
_SHORTEST_PIECE = 3
_LONGEST_TAG = 80
_UNKNOWN_COST = 10
_PIECE_COST = 3


@dataclass(frozen=True, slots=True)
class TagReading:
    """The styles a tag names, or what it suggests; unknown if neither, and not made of stop words alone.

    In a tag on another trade ("#tradclimbing") the word of a style is none.
    """

    slugs: tuple[str, ...] = ()
    hint: Meaning | None = None
    is_unknown: bool = False
    is_other_trade: bool = False
    is_about_tattoos: bool = False


@lru_cache(maxsize=4096)
def read_tag(tag: str) -> TagReading:
    """Reads a folded tag, without its #."""
    body = key(tag)[:_LONGEST_TAG]
    pieces = _pieces(body)
    has_unknown = any(not known for _, known in pieces)
    known = [piece for piece, is_known in pieces if is_known]
    terms = [piece for piece in known if piece in tag_terms()]
    if tag_pieces("other_trade") & set(known):
        return TagReading(_slugs(terms), is_unknown=True, is_other_trade=True)
    says_tattoo = bool(tag_pieces("tattoo") & set(known))
    about_tattoos = says_tattoo or not (has_unknown or _has_filling(pieces))
    misspelt = _misspelt(body) if has_unknown else []  # first: "surealism" is not "su" and "realism"
    named = misspelt or [term for term in terms if about_tattoos or _is_sure(term)]
    if named:
        return TagReading(_slugs(named), is_about_tattoos=says_tattoo)
    hint, *others = [piece for piece in known if piece not in tag_pieces("tattoo")] or [""]
    if hint in tag_hints() and not others and not has_unknown:
        return TagReading(hint=tag_hints()[hint])
    return TagReading(is_unknown=has_unknown or bool(terms))


def _has_filling(pieces: Sequence[tuple[str, bool]]) -> bool:
    """Whether the pieces hold together only by scraps, as "trad-es-man" does."""
    return any(len(piece) < _SHORTEST_PIECE and piece.isascii() for piece, _ in pieces[:-1])


def read_compound(word: str) -> tuple[str, ...]:
    """The styles a word names that is written together with a word for tattoos or another style ("Blumentattoos")."""
    pieces = _pieces(key(word)[:_LONGEST_TAG])
    terms = [piece for piece, _ in pieces if piece in tag_terms()]
    about_tattoos = any(piece in tag_pieces("tattoo") for piece, _ in pieces)
    if all(known for _, known in pieces) and (about_tattoos or len(terms) > 1):
        return _slugs(terms)
    return ()


def _slugs(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slug for term in terms for slug in tag_terms()[term]))


def tag_meaning(reading: TagReading) -> Meaning | None:
    """What a reading says about styles."""
    return Meaning(Sense.NAMED, reading.slugs) if reading.slugs else reading.hint


def _is_sure(term: str) -> bool:
    shortest = _SHORTEST_SURE if term.isascii() or term[0] < "\u1100" else _SHORTEST_SURE_UNSPACED
    return len(term) >= shortest and term not in tag_pieces("unsure")


@cache
def _vocabulary() -> frozenset[str]:
    lists = ("tattoo", "neutral", "places", "other_trade")
    return frozenset(tag_terms()) | frozenset(tag_hints()) | frozenset().union(*(tag_pieces(name) for name in lists))


@cache
def _longest_piece() -> int:
    return max(map(len, _vocabulary()))


def _pieces(body: str) -> list[tuple[str, bool]]:
    """The cheapest way to read the tag as known pieces with as few unknown letters between them as can be."""
    best: list[tuple[int, int, bool]] = [(0, 0, False)]  # cost, start of the last piece, whether it is known
    for end in range(1, len(body) + 1):
        starts = range(max(0, end - _longest_piece()), end)
        readings = [(best[at][0] + _PIECE_COST, at, True) for at in starts if body[at:end] in _vocabulary()]
        best.append(min([(best[end - 1][0] + _UNKNOWN_COST, end - 1, False), *readings]))
    pieces: list[tuple[str, bool]] = []
    end = len(body)
    while end:
        _, start, known = best[end]
        if not known and pieces and not pieces[-1][1]:
            pieces[-1] = (body[start:end] + pieces[-1][0], False)
        else:
            pieces.append((body[start:end], known))
        end = start
    return pieces[::-1]


def _misspelt(body: str) -> list[str]:
    """The alias one slip away from the tag, with or without the words for tattoos at its end."""
    bare = next(
        (body[:cut] for cut in range(_SHORTEST_MISSPELT, len(body)) if body[cut:] in tag_pieces("tattoo")), body
    )
    return [term for text in (bare, body) if (term := nearest_term(text))][:1]


@lru_cache(maxsize=4096)
def nearest_term(text: str) -> str | None:
    """The alias with the same first letter that is one missing, extra, wrong or swapped letter away, if any."""
    if len(text) < _SHORTEST_MISSPELT or text in tag_pieces("not_misspelt"):
        return None
    for term in _by_first_letter().get(text[0], ()):
        if abs(len(term) - len(text)) <= 1 and OSA.distance(term, text, score_cutoff=1) <= 1:
            return term
    return None


@cache
def _by_first_letter() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for term in tag_terms():
        if len(term) >= _SHORTEST_MISSPELT and term.isalpha() and not term.endswith(tuple(tag_pieces("tattoo"))):
            table.setdefault(term[0], []).append(term)
    return table
