"""From a profile's texts to its styles."""

from collections import defaultdict
from collections.abc import Sequence

from style_inference.domain.model import Finding, Inference, InferredStyle, Kind, Source, StyleModel
from style_inference.domain.rules import Rules
from style_taxonomy import STYLES, TAXONOMY_VERSION

_RULES = Rules()
_MOST_CERTAIN = 0.99
# How far one piece of evidence settles a style. A tag may be cast for reach, and one caption may be a single piece.
_CERTAINTY = {
    (Source.BIO, Kind.PHRASE): 0.93,
    (Source.BIO, Kind.HASHTAG): 0.9,
    (Source.CAPTION, Kind.PHRASE): 0.8,
    (Source.CAPTION, Kind.HASHTAG): 0.85,
}
_REPEATED = 0.3  # of that for a further mention from the same place


def infer(*, bio: str, captions: Sequence[str], model: StyleModel = _RULES) -> Inference:
    """The styles the texts speak for, surest first; without evidence none. Parents are not implied."""
    reading = model.read(bio=bio, captions=captions)
    by_slug: dict[str, list[Finding]] = defaultdict(list)
    for finding in reading.findings:
        by_slug[finding.slug].append(finding)
    styles = [
        InferredStyle(slug=slug, confidence=_confidence(found), evidence=tuple(f.evidence for f in found))
        for slug in STYLES
        if (found := by_slug.get(slug))
    ]
    styles.sort(key=lambda style: -style.confidence)
    return Inference(styles=tuple(styles), unknown_tags=reading.unknown_tags, taxonomy_version=TAXONOMY_VERSION)


def _confidence(findings: Sequence[Finding]) -> float:
    doubt = 1.0
    seen: set[tuple[Source, Kind]] = set()
    for finding in findings:
        place = (finding.evidence.source, finding.evidence.kind)
        doubt *= 1 - _CERTAINTY[place] * finding.weight * (_REPEATED if place in seen else 1)
        seen.add(place)
    return round(min(1 - doubt, _MOST_CERTAIN), 3)
