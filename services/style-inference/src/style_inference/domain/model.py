"""What goes in, what comes out, and the port a style model fills."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Source(StrEnum):
    BIO = "bio"
    CAPTION = "caption"


class Kind(StrEnum):
    HASHTAG = "hashtag"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleEvidence:
    """Where a style was read. `index` counts captions from 0 (0 for the bio); `matched_term` is the term, folded."""

    source: Source
    index: int
    matched_term: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredStyle:
    """A style with its confidence (above 0, below 1) and the evidence for it, never empty."""

    slug: str
    confidence: float
    evidence: tuple[StyleEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """The styles, surest first, and the hashtags that name no style and are not stop words."""

    styles: tuple[InferredStyle, ...]
    unknown_tags: tuple[str, ...]
    taxonomy_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One piece of evidence for a style; the weight is 1 where the style is named, less where it is suggested."""

    slug: str
    weight: float
    evidence: StyleEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All a model found in one profile."""

    findings: tuple[Finding, ...] = ()
    unknown_tags: tuple[str, ...] = ()


class StyleModel(Protocol):
    """Reads styles out of a bio and captions; a model without evidence returns no findings."""

    def read(self, *, bio: str, captions: Sequence[str]) -> Reading: ...
