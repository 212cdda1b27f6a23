"""How sure the evidence for a name makes us that this person works at the studio."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

from studio_scraper.domain import fitted
from studio_scraper.domain.models import EvidenceKind

THRESHOLD = 0.5  # from here on somebody is listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """A logistic table: log-odds of working here without evidence, and what each kind of evidence adds to them.

    A kind counts once, however often it occurs: menus and footers repeat themselves on every page.
    """

    intercept: float
    weights: Mapping[EvidenceKind, float]

    def confidence(self, kinds: Iterable[EvidenceKind]) -> float:
        """The probability, between 0 and 1, that somebody with evidence of these kinds works at the studio."""
        return 1 / (1 + exp(-self.intercept - sum(self.weights[kind] for kind in set(kinds))))

    def alone(self, kind: EvidenceKind) -> float:
        """How far one kind of evidence would carry by itself."""
        return self.confidence([kind])


FITTED = Belief(
    intercept=fitted.INTERCEPT, weights={EvidenceKind(kind): weight for kind, weight in fitted.WEIGHTS.items()}
)
