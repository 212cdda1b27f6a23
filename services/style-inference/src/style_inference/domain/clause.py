"""One clause: which styles it mentions, and whether as the artist's own present work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from style_inference.domain.hashtags import nearest_term, read_compound, read_tag, tag_meaning
from style_inference.domain.lexicon import NAMING, SUGGESTING, Meaning, Sense, phrases, tag_pieces
from style_inference.domain.model import Kind
from style_inference.domain.phrases import BREAK, HANDLE, TAG, Match
from style_inference.domain.tokens import Clause, Token, TokenKind

_DENIAL_REACH = 6  # words
_TAG_DENIAL_REACH = 2
_NEAR = 2  # words between a loose term and the word that makes it a style
_BY_A_NAME = 3  # words between a style's name and the word that makes it another trade's
_SHORTEST_COMPOUND = 8
_UNSPACED_FROM = "\u0e00"


_ELSEWHERE = frozenset({Sense.OUTSIDE, Sense.OTHER_TRADE})
_PASSED = NAMING | {Sense.FILLER, Sense.DENIAL}  # what may stand between a denial and a tag it denies
_CERTAIN = frozenset({Sense.CRAFT, Sense.NAMED, Sense.STRONG})  # where one of these stands, tattooing is talked about


class Stance(StrEnum):
    """How a clause speaks of a style."""

    OWN = "own"
    UNSURE = "unsure"  # perhaps not the style at all: no evidence for anything
    DENIED = "denied"
    PAST = "past"
    WISHED = "wished"
    LEARNT = "learnt"
    DISCUSSED = "discussed"
    OUTSIDE = "outside"


_STANCES = {
    Sense.DENIAL: Stance.DENIED,
    Sense.PAST: Stance.PAST,
    Sense.WISH: Stance.WISHED,
    Sense.LEARNING: Stance.LEARNT,
    Sense.OPINION: Stance.DISCUSSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A mention of styles at `words[start:end]`; `is_tattoo_tag` for a hashtag that says itself it is a tattoo's."""

    start: int
    end: int
    meaning: Meaning
    term: str
    kind: Kind = Kind.PHRASE
    stance: Stance = Stance.OWN
    is_tattoo_tag: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseReading:
    """`marks` are the senses of everything found; `stance` is the one the clause ends with.

    From word `mine_from` on the artist says "I do"; None if nowhere.
    """

    hits: tuple[Hit, ...]
    mine_from: int | None
    marks: frozenset[Sense]
    stance: Stance
    starts_with_denial: bool

    def claims(self, hit: Hit) -> bool:
        """Whether the artist says of the mention "I do", whatever is said of others."""
        return self.mine_from is not None and hit.start > self.mine_from


def read_clause(clause: Clause, *, strangers: int) -> ClauseReading:
    """Reads a clause; a loose term without a word on tattooing beside it bears at most `strangers` unknown words."""
    words = [_word(token) for token in clause.tokens]
    matches = phrases().find(words)
    matches += _compounds(words, matches)
    matches.sort(key=lambda match: match.start)
    hits, stance = _in_their_stance(clause, words, matches)
    checked = (_checked(hit, words, matches, strangers=strangers) for hit in hits)
    first = matches[0] if matches else None
    return ClauseReading(
        hits=tuple(checked),
        mine_from=next((match.start for match in matches if match.payload.sense is Sense.MINE), None),
        marks=_marks(matches),
        stance=stance,
        starts_with_denial=first is not None and first.start == 0 and first.payload.sense is Sense.DENIAL,
    )


def _marks(matches: Sequence[Match[Meaning]]) -> frozenset[Sense]:
    """The senses found. Who says "no tattoos" has not said that they tattoo."""
    denied = {
        after.start
        for before, after in pairwise(matches)
        if before.payload.sense is Sense.DENIAL and before.end == after.start
    }
    return frozenset(
        match.payload.sense
        for match in matches
        if match.payload.sense is not Sense.TATTOOER or match.start not in denied
    )


def _word(token: Token) -> str:
    symbols = {TokenKind.COMMA: BREAK, TokenKind.HANDLE: HANDLE, TokenKind.HASHTAG: TAG}
    return symbols.get(token.kind, token.text)


def _compounds(words: Sequence[str], matches: Sequence[Match[Meaning]]) -> list[Match[Meaning]]:
    """Unknown long words that are made of known pieces or misspelt."""
    taken = {at for match in matches for at in range(match.start, match.end)}
    found = []
    for at, word in enumerate(words):
        if at in taken or len(word) < _SHORTEST_COMPOUND:
            continue
        if slugs := read_compound(word):
            found.append(Match(at, at + 1, Meaning(Sense.NAMED, slugs)))
        elif term := nearest_term(word):
            found.append(Match(at, at + 1, Meaning(Sense.LOOSE, read_tag(term).slugs)))
    return found


def _in_their_stance(
    clause: Clause, words: Sequence[str], matches: Sequence[Match[Meaning]]
) -> tuple[list[Hit], Stance]:
    hits: list[Hit] = []
    stance, since = Stance.OWN, 0
    at_word = {match.start: match for match in matches}
    end = _end_without_fillers(words, matches)
    for at, token in enumerate(clause.tokens):
        if stance is Stance.DENIED and _denial_ends(words, hits, at, since):
            stance = Stance.OWN
        if token.kind is TokenKind.HASHTAG:
            hits.extend(_tag_hits(token, at, _for_tag(stance, words, matches, since, at)))
        match = at_word.get(at)
        if match is None:
            continue
        sense = match.payload.sense
        if sense in NAMING | SUGGESTING or sense is Sense.DECOY:
            hits.append(_hit(match, words, stance))
        elif sense is Sense.DENIAL_AFTER or (sense is Sense.DENIAL and match.end >= end and _follows_a_word(words, at)):
            hits = [replace(hit, stance=Stance.DENIED) if hit.start >= since else hit for hit in hits]
        elif sense in _STANCES and not _is_a_number(words, match.end):
            stance, since = _STANCES[sense], match.end
        elif sense in {Sense.REVERSAL, Sense.MINE, Sense.ONLY}:
            stance, since = Stance.OWN, match.end
            if sense is Sense.ONLY and hits and hits[-1].end == match.start:
                hits[-1] = replace(hits[-1], stance=Stance.OWN)
    return hits, stance


def _end_without_fillers(words: Sequence[str], matches: Sequence[Match[Meaning]]) -> int:
    fillers = {at for match in matches if match.payload.sense is Sense.FILLER for at in range(match.start, match.end)}
    return max((at + 1 for at in range(len(words)) if at not in fillers), default=0)


def _follows_a_word(words: Sequence[str], at: int) -> bool:
    """Whether a denial at the end of its clause is about what stands before it, as in "portraits no"."""
    return at > 0 and words[at - 1] != BREAK


def _hit(match: Match[Meaning], words: Sequence[str], stance: Stance) -> Hit:
    term = " ".join(words[match.start : match.end])
    if match.payload.sense is Sense.DECOY:
        stance = Stance.OUTSIDE
    return Hit(start=match.start, end=match.end, meaning=match.payload, term=term, stance=stance)


def _tag_hits(token: Token, at: int, stance: Stance) -> Iterator[Hit]:
    reading = read_tag(token.text)
    if reading.is_other_trade:
        stance = Stance.OUTSIDE
    if meaning := tag_meaning(reading):
        yield Hit(
            start=at,
            end=at + 1,
            meaning=meaning,
            term=token.text,
            kind=Kind.HASHTAG,
            stance=stance,
            is_tattoo_tag=reading.is_about_tattoos,
        )


def _for_tag(stance: Stance, words: Sequence[str], matches: Sequence[Match[Meaning]], since: int, at: int) -> Stance:
    """A denial reaches the next tags, unless it has denied something else on the way ("without eyes #horror")."""
    if stance is not Stance.DENIED:
        return stance
    passed = {at for match in matches if match.payload.sense in _PASSED for at in range(match.start, match.end)}
    spent = any(words[between] not in {BREAK, TAG} and between not in passed for between in range(since, at))
    return Stance.OWN if spent or at - since > _TAG_DENIAL_REACH else stance


def _denial_ends(words: Sequence[str], hits: Sequence[Hit], at: int, since: int) -> bool:
    """A denial reaches a few words, and past a comma only in a list of styles ("no tribal, lettering or anime")."""
    denied = [hit for hit in hits if hit.start >= since]
    if denied:
        return at - denied[-1].end > _DENIAL_REACH
    if words[at] == BREAK:
        return at > since
    return at - since > _DENIAL_REACH and words[at] < _UNSPACED_FROM


def _is_a_number(words: Sequence[str], at: int) -> bool:
    return at < len(words) and words[at].isdigit()


def _checked(hit: Hit, words: Sequence[str], matches: Sequence[Match[Meaning]], *, strangers: int) -> Hit:
    """The hit as it stands, or unsure if a loose term is not about tattooing, or outside if another trade is near."""
    if hit.kind is Kind.HASHTAG or hit.stance is not Stance.OWN:
        return hit
    beside = [match.payload for match in matches if _is_near(hit, match)]
    near = {meaning.sense for meaning in beside}
    if not near & _CERTAIN and any(match.payload.sense in _ELSEWHERE and _tells(match, hit) for match in matches):
        return replace(hit, stance=Stance.OUTSIDE)
    if (
        hit.meaning.sense is Sense.LOOSE
        and not near & _CERTAIN
        and tag_pieces("tattoo").isdisjoint(hit.term.split())
        and not any(_supports(meaning, hit.meaning) for meaning in beside)
        and not _stands_alone(hit, words, matches, strangers)
    ):
        return replace(hit, stance=Stance.UNSURE)
    return hit


def _tells(elsewhere: Match[Meaning], hit: Hit) -> bool:
    """Whether a word of another trade is about the mention: for a style's own name it has to stand by it."""
    return hit.meaning.sense is not Sense.NAMED or _between(hit, elsewhere) <= _BY_A_NAME


def _supports(other: Meaning, vague: Meaning) -> bool:
    """A hint or the vague word of another style beside it makes a vague word surer; its own repetition does not."""
    return other.sense is Sense.HINT or (other.sense is Sense.LOOSE and other.slugs != vague.slugs)


def _is_near(hit: Hit, match: Match[Meaning]) -> bool:
    return match.start != hit.start and _between(hit, match) <= _NEAR


def _between(hit: Hit, match: Match[Meaning]) -> int:
    return match.start - hit.end if match.start >= hit.end else hit.start - match.end


def _stands_alone(hit: Hit, words: Sequence[str], matches: Sequence[Match[Meaning]], strangers: int) -> bool:
    """Whether little else is said in the clause, or tattooing is, and the term describes no unknown noun."""
    known = {at for match in matches for at in range(match.start, match.end)}
    unknown = {at for at, word in enumerate(words) if at not in known and word.isalpha() and word < _UNSPACED_FROM}
    about_tattoos = any(match.payload.sense in _CERTAIN for match in matches)
    return about_tattoos or (len(unknown) <= strangers and hit.end not in unknown)
