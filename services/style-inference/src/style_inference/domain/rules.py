"""The rules: a style model that weighs words and hashtags one by one, without statistics."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from style_inference.domain.clause import ClauseReading, Hit, Stance, read_clause
from style_inference.domain.hashtags import read_tag
from style_inference.domain.lexicon import NAMING, Sense
from style_inference.domain.model import Finding, Kind, Reading, Source, StyleEvidence
from style_inference.domain.tokens import TokenKind, clauses

_WALL = 6  # so many styles in one text are reach spam
_STRANGERS = {Source.BIO: 2, Source.CAPTION: 1}
_WEIGHT = {Sense.NAMED: 1.0, Sense.LOOSE: 1.0, Sense.STRONG: 1.5, Sense.HINT: 0.5}
_ENOUGH = 1.0
_ENOUGH_BESIDE_SURE = 1.5  # in a profile that has a surer style
_ENOUGH_BESIDE_TAGS = 2.0  # in a profile that names its styles by hashtag
_UNDECIDED = {Stance.OWN, Stance.UNSURE}


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
        if Sense.OTHER_TRADE in about.marks and Sense.TATTOOER not in about.marks:
            return Reading(unknown_tags=tags)
        disclaimed = _disclaimed(tuple(about.hits))
        findings = [finding for text in texts for finding in _findings(text) if finding.slug not in disclaimed]
        return Reading(findings=tuple(_enough(findings)), unknown_tags=tags)


def _read(text: str, source: Source, index: int) -> _Text:
    parts = clauses(text)
    read = [read_clause(part, strangers=_STRANGERS[source]) for part in parts]
    for at in range(len(read) - 1):
        answer = read[at + 1]
        denied_answer = parts[at].question and answer.starts_with_denial
        taken_back = source is Source.BIO and Sense.DENIAL_AFTER in answer.marks and not answer.hits
        if denied_answer or taken_back:
            read[at] = replace(read[at], hits=tuple(replace(hit, stance=Stance.DENIED) for hit in read[at].hits))
    bodies = (token.text for part in parts for token in part.tokens if token.kind is TokenKind.HASHTAG)
    unknown = tuple(dict.fromkeys(tag for tag in bodies if read_tag(tag).is_unknown))
    return _Text(source=source, index=index, clauses=tuple(read), unknown_tags=unknown)


def _disclaimed(hits: Sequence[Hit]) -> frozenset[str]:
    """The styles a bio says the artist does not do, unless it says elsewhere that they do."""
    refused = {Stance.DENIED, Stance.PAST, Stance.LEARNT}
    own = {slug for hit in hits if hit.stance is Stance.OWN for slug in hit.meaning.slugs}
    return frozenset(slug for hit in hits if hit.stance in refused for slug in hit.meaning.slugs) - own


def _findings(text: _Text) -> Iterator[Finding]:
    if text.source is Source.CAPTION and _is_about_other_work(text.marks):
        return
    hits = [hit for hit in _own(text) if hit.meaning.slugs]
    named = {slug for hit in hits if hit.meaning.sense in NAMING for slug in hit.meaning.slugs}
    if len(named) >= _WALL:
        return
    for hit in hits:
        evidence = StyleEvidence(source=text.source, index=text.index, matched_term=hit.term, kind=hit.kind)
        for slug in hit.meaning.slugs:
            sense = hit.meaning.sense
            yield Finding(slug=slug, named=sense in NAMING, weight=_WEIGHT[sense], evidence=evidence)


def _is_about_other_work(marks: frozenset[Sense]) -> bool:
    return Sense.OTHERS in marks or (Sense.EXCEPTION in marks and Sense.MORE not in marks)


def _own(text: _Text) -> Iterator[Hit]:
    """The mentions of own work. A tag follows what the words beside it say of its style."""
    words = [hit for hit in text.hits if hit.kind is Kind.PHRASE]
    owned = {slug for hit in words if hit.stance is Stance.OWN for slug in hit.meaning.slugs}
    refused = {slug for hit in text.hits if hit.stance not in _UNDECIDED for slug in hit.meaning.slugs}
    carried = Stance.OWN
    for clause in text.clauses:
        if Sense.REVERSAL in clause.marks or Sense.ONLY in clause.marks:
            carried = Stance.OWN
        for hit in clause.hits:
            if hit.stance is not Stance.OWN or (Sense.OTHERS in clause.marks):
                continue
            if hit.kind is Kind.PHRASE or (carried is Stance.OWN and not (set(hit.meaning.slugs) & refused) - owned):
                yield hit
        if clause.stance in {Stance.WISHED, Stance.DISCUSSED}:
            carried = clause.stance


def _enough(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of the styles that are named or suggested by enough different terms."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for finding in findings:
        weights[finding.slug][finding.evidence.matched_term] = finding.weight
    named = {finding.slug for finding in findings if finding.named}
    total = {slug: sum(by_term.values()) for slug, by_term in weights.items()}
    if any(finding.named and finding.evidence.kind is Kind.HASHTAG for finding in findings):
        enough = _ENOUGH_BESIDE_TAGS
    elif named or max(total.values(), default=0) >= _ENOUGH_BESIDE_SURE:
        enough = _ENOUGH_BESIDE_SURE
    else:
        enough = _ENOUGH
    suggested = {slug for slug, weight in total.items() if weight >= enough}
    return (finding for finding in findings if finding.slug in named | suggested)
