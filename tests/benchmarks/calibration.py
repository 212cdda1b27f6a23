"""Fits the table by which evidence becomes confidence, and judges it on sites that it was not fitted on.

`STUDIO_SITES=folder python -m tests.benchmarks.calibration` writes the table to `studio_scraper/domain/fitted.py`. The
folder of real websites is optional (README, "Your own studios"); without it the fictional ones have to do.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from studio_scraper.domain import fitted
from studio_scraper.domain.belief import Belief
from studio_scraper.domain.models import EvidenceKind
from studio_scraper.domain.names import fold
from studio_scraper.domain.roster import possible_artists
from studio_scraper.domain.studio import studio_account, studio_name
from tests.labelled_sites import LabelledSite, fictional_sites, real_sites

_KINDS = list(EvidenceKind)
# How far each kind of evidence was thought to carry alone, before anything was measured. The fit starts here and
# stays near where there is little to learn from.
_EXPECTED = {
    EvidenceKind.JSON_LD: 0.9,
    EvidenceKind.MICRODATA: 0.9,
    EvidenceKind.PAGE_STATE: 0.9,
    EvidenceKind.CARD: 0.75,
    EvidenceKind.PERSON_PAGE: 0.7,
    EvidenceKind.NAVIGATION: 0.7,
    EvidenceKind.ROLE_TEXT: 0.65,
    EvidenceKind.LISTING: 0.65,
    EvidenceKind.FORM_OPTION: 0.65,
    EvidenceKind.INSTAGRAM_LINK: 0.6,
    EvidenceKind.INTRODUCTION: 0.55,
    EvidenceKind.LINK_TEXT: 0.5,
    EvidenceKind.NAMESAKE: 0.5,
    EvidenceKind.ALT_TEXT: 0.35,
    EvidenceKind.PROSE: 0.35,
}
# A short text without any evidence. Not fitted: no site shows it, since what speaks for nobody is never gathered.
_EXPECTED_OF_NOTHING = 0.18
_TRUST_IN_EXPECTATION = 1.0  # precision of the normal prior around each expected weight
_BINS = 10


@dataclass(frozen=True, slots=True)
class Observation:
    """Somebody whom a site's pages may name: the kinds of evidence, and whether they really work there."""

    kinds: frozenset[EvidenceKind]
    works_there: bool


def observations(site: LabelledSite) -> list[Observation]:
    """Everybody the site may name, without those whom the answer leaves open."""
    studio = studio_name(site.entry_url, site.pages)
    persons = possible_artists(site.pages, studio, studio_account(site.entry_url, site.pages, studio))
    right = frozenset().union(*(artist.names for artist in site.artists))
    named = [(person, {fold(name) for name in person.names}) for person in persons]
    return [Observation(person.kinds, bool(names & right)) for person, names in named if not names & site.extras]


def fit(seen: Sequence[Observation]) -> Belief:
    """The logistic table of greatest posterior probability (Newton's method; the objective is strictly convex)."""
    features = np.array([[float(kind in one.kinds) for kind in _KINDS] for one in seen]).reshape(-1, len(_KINDS))
    labels = np.array([float(one.works_there) for one in seen])
    start = _logit(_EXPECTED_OF_NOTHING)
    prior = np.array([_logit(_EXPECTED[kind]) - start for kind in _KINDS])
    weights = prior.copy()
    for _ in range(25):
        chance = 1 / (1 + np.exp(-start - features @ weights))
        slope = features.T @ (chance - labels) + _TRUST_IN_EXPECTATION * (weights - prior)
        curve = (features.T * (chance * (1 - chance))) @ features + _TRUST_IN_EXPECTATION * np.eye(len(prior))
        weights = weights - np.linalg.solve(curve, slope)
    fitted_weights = (round(float(weight), 2) for weight in weights)
    return Belief(intercept=round(start, 2), weights=dict(zip(_KINDS, fitted_weights, strict=True)))


def _logit(chance: float) -> float:
    return log(chance / (1 - chance))


def expected_calibration_error(told: Iterable[tuple[float, bool]]) -> float:
    """The mean gap, over ten bins of confidence, between what was believed and what was so; 0 is perfect."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    total = 0
    for confidence, so in told:
        bins.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, so))
        total += 1
    gaps = (abs(sum(c for c, _ in inside) - sum(so for _, so in inside)) for inside in bins.values())
    return sum(gaps) / total if total else 0.0


def write_table(belief: Belief, provenance: str) -> None:
    """Write the fitted table as a module, strongest evidence first."""
    ranked = sorted(belief.weights.items(), key=lambda item: -item[1])
    rows = "".join(f'    "{kind.value}": {weight},\n' for kind, weight in ranked)
    Path(fitted.__file__).write_text(
        f'"""What each kind of evidence adds to the log-odds that somebody works at the studio. Written by\n'
        f"`python -m tests.benchmarks.calibration`; {provenance}.\n"
        f'"""\n\nINTERCEPT = {belief.intercept}\nWEIGHTS = {{\n{rows}}}\n',
        encoding="utf-8",
    )


def main() -> None:
    sites = {"real": real_sites(), "fictional": fictional_sites()}
    seen = {kind: [one for site in group for one in observations(site)] for kind, group in sites.items()}
    everybody = [one for group in seen.values() for one in group]
    parts = (f"{len(sites[kind])} {kind} sites ({len(seen[kind])} names)" for kind in sites)
    wrong = sum(not one.works_there for one in everybody)
    write_table(fit(everybody), f"fitted on {' and '.join(parts)},\n{wrong} of the names nobody's")
    kinds = Counter(kind.value for one in everybody for kind in one.kinds)
    print(f"{len(everybody)} names, {wrong} nobody's; evidence: {dict(kinds)}")


if __name__ == "__main__":
    main()
