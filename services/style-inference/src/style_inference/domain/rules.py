"""The rules: a style model that weighs words and hashtags one by one, without statistics."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from style_inference.domain.clause import ClauseReading, Hit, Stance, read_clause
from style_inference.domain.hashtags import read_tag
from style_inference.domain.lexicon import NAMING, Sense, tag_pieces
from style_inference.domain.model import Finding, Kind, Reading, Source, StyleEvidence
from style_inference.domain.tokens import Clause, TokenKind, clauses

_WALL = 6  # so many styles in one text are reach spam
_LONGEST_TEXT = 4_000  # characters; a caption has 2,200 at most
_STRANGERS = {Source.BIO: 2, Source.CAPTION: 1}
_WEIGHT = {Sense.NAMED: 1.0, Sense.LOOSE: 1.0, Sense.STRONG: 0.8, Sense.HINT: 0.4}
# A style that is nowhere named needs hints of different words: the more, the surer the profile is of others.
_HINTS = {Sense.STRONG: 3, Sense.HINT: 1}
_ENOUGH_HINTS = 2
_ENOUGH_HINTS_BESIDE_SURE = 3
_ENOUGH_HINTS_BESIDE_TAGS = 4
_NOT_REFUSED = {Stance.OWN, Stance.UNSURE, Stance.OUTSIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A bio or caption with what was read in it."""

    source: Source
    index: int
    clauses: tuple[ClauseReading, ...]
    unknown_tags: tuple[str, ...]

    @property
    def hits(self) -> Iterator[Hit]:
        return (hit for clause in self.clauses for hit in clause.hits)

    @property
    def marks(self) -> frozenset[Sense]:
        return frozenset[Sense]().union(*(clause.marks for clause in self.clauses))


class Rules:
    """The default `StyleModel`."""

    def read(self, *, bio: str, captions: Sequence[str]) -> Reading:
        """Findings in the order of the texts; nothing for an account that is not a tattooer's."""
        about = _read(bio, Source.BIO, 0)
        texts = [about, *(_read(caption, Source.CAPTION, at) for at, caption in enumerate(captions))]
        tags = tuple(dict.fromkeys(tag for text in texts for tag in text.unknown_tags))
        if Sense.OTHER_TRADE in about.marks and not _offers_tattoos(about):
            return Reading(unknown_tags=tags)
        disclaimed = _disclaimed(tuple(about.hits))
        hits = [
            (slug, hit, text)
            for text in texts
            for hit in _counting(text)
            for slug in hit.meaning.slugs
            if slug not in disclaimed
        ]
        sure = _sure([(slug, hit) for slug, hit, _ in hits])
        findings = (_finding(slug, hit, text) for slug, hit, text in hits if slug in sure)
        return Reading(findings=tuple(findings), unknown_tags=tags)


def _offers_tattoos(about: _Text) -> bool:
    """Whether a bio calls its owner a tattooer or names a style of tattoos as their own ("neo-traditional tattoos")."""
    said = (word for hit in about.hits if hit.stance is Stance.OWN for word in hit.term.split())
    return Sense.TATTOOER in about.marks or not tag_pieces("tattoo").isdisjoint(said)


def _read(text: str, source: Source, index: int) -> _Text:
    parts = clauses(text[:_LONGEST_TEXT])
    read = [read_clause(part, strangers=_STRANGERS[source]) for part in parts]
    for at in range(len(read) - 1):
        answer = read[at + 1]
        denied_answer = answer.starts_with_denial and (parts[at].question or _is_bare(parts[at + 1]))
        taken_back = source is Source.BIO and Sense.DENIAL_AFTER in answer.marks and not answer.hits
        if denied_answer or taken_back:
            read[at] = replace(read[at], hits=tuple(replace(hit, stance=Stance.DENIED) for hit in read[at].hits))
    bodies = (token.text for part in parts for token in part.tokens if token.kind is TokenKind.HASHTAG)
    unknown = tuple(dict.fromkeys(tag for tag in bodies if read_tag(tag).is_unknown))
    return _Text(source=source, index=index, clauses=tuple(read), unknown_tags=unknown)


def _is_bare(part: Clause) -> bool:
    """Whether a clause is a word by itself ("Realism – no") or begins with one ("Realism – no, tribal – no")."""
    return len(part.tokens) == 1 or part.tokens[1].kind is TokenKind.COMMA


def _disclaimed(hits: Sequence[Hit]) -> frozenset[str]:
    """The styles a bio says the artist does not do, unless it says elsewhere that they do."""
    refused = {Stance.DENIED, Stance.PAST, Stance.LEARNT}
    own = {slug for hit in hits if hit.stance is Stance.OWN for slug in hit.meaning.slugs}
    return frozenset(slug for hit in hits if hit.stance in refused for slug in hit.meaning.slugs) - own


def _counting(text: _Text) -> Sequence[Hit]:
    """The mentions of own work, unless the text is about something else or names so many styles that it names none."""
    hits = tuple(_own(text))
    named = {slug for hit in hits if hit.meaning.sense in NAMING for slug in hit.meaning.slugs}
    return hits if len(named) < _WALL else ()


def _finding(slug: str, hit: Hit, text: _Text) -> Finding:
    evidence = StyleEvidence(source=text.source, index=text.index, matched_term=hit.term, kind=hit.kind)
    return Finding(slug=slug, weight=_WEIGHT[hit.meaning.sense], evidence=evidence)


def _own(text: _Text) -> Iterator[Hit]:
    """The mentions of own work. A tag follows what the words beside it say of its style; that they mean something else
    ("my nan") says nothing about a tag on tattoos."""
    words = [hit for hit in text.hits if hit.kind is Kind.PHRASE]
    owned = {slug for hit in words if hit.stance is Stance.OWN for slug in hit.meaning.slugs}
    outside = {slug for hit in text.hits if hit.stance is Stance.OUTSIDE for slug in hit.meaning.slugs}
    refused = {slug for hit in text.hits if hit.stance not in _NOT_REFUSED for slug in hit.meaning.slugs}
    carried = Stance.OWN
    is_caption = text.source is Source.CAPTION
    if is_caption and Sense.EXCEPTION in text.marks and Sense.MORE not in text.marks:
        return
    about_others = is_caption and Sense.OTHERS in text.marks
    for clause in text.clauses:
        if not clause.marks.isdisjoint({Sense.REVERSAL, Sense.MINE, Sense.ONLY}):
            carried = Stance.OWN
        for hit in clause.hits:
            if hit.stance is not Stance.OWN:
                continue
            if (about_others or Sense.OTHERS in clause.marks) and not clause.claims(hit):
                continue
            against = refused if hit.is_tattoo_tag else refused | outside
            if hit.kind is Kind.PHRASE or (carried is Stance.OWN and not (set(hit.meaning.slugs) & against) - owned):
                yield hit
        if clause.stance in {Stance.WISHED, Stance.DISCUSSED}:
            carried = clause.stance


def _sure(hits: Sequence[tuple[str, Hit]]) -> frozenset[str]:
    """The styles that are named, or hinted at by enough different words."""
    named = {slug for slug, hit in hits if hit.meaning.sense in NAMING}
    hints: dict[str, dict[str, int]] = defaultdict(dict)
    for slug, hit in hits:
        hints[slug][hit.term] = _HINTS.get(hit.meaning.sense, 0)
    total = {slug: sum(by_term.values()) for slug, by_term in hints.items()}
    if any(hit.kind is Kind.HASHTAG and hit.meaning.sense in NAMING for _, hit in hits):
        enough = _ENOUGH_HINTS_BESIDE_TAGS
    elif named or max(total.values(), default=0) >= _ENOUGH_HINTS_BESIDE_SURE:
        enough = _ENOUGH_HINTS_BESIDE_SURE
    else:
        enough = _ENOUGH_HINTS
    return frozenset(named | {slug for slug, hinted in total.items() if hinted >= enough})
