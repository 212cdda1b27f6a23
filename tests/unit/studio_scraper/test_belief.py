"""The fitted table: what evidence makes of a name, and how the fit behaves."""

import pytest

from studio_scraper.domain.belief import FITTED, THRESHOLD
from studio_scraper.domain.models import EvidenceKind
from tests.benchmarks.calibration import Observation, expected_calibration_error, fit

_CARD, _PROSE = EvidenceKind.CARD, EvidenceKind.PROSE


def test_the_table_knows_every_kind_of_evidence_and_none_speaks_against_anybody() -> None:
    assert set(FITTED.weights) == set(EvidenceKind)
    assert min(FITTED.weights.values()) > 0


def test_more_kinds_of_evidence_are_believed_more_and_one_kind_twice_is_not() -> None:
    assert FITTED.confidence([_CARD]) < FITTED.confidence([_CARD, _PROSE]) < 1
    assert FITTED.confidence([_CARD, _CARD]) == FITTED.confidence([_CARD])


@pytest.mark.parametrize("kind", [_PROSE, EvidenceKind.ALT_TEXT])
def test_what_is_said_in_passing_is_not_enough_by_itself(kind: EvidenceKind) -> None:
    assert FITTED.alone(kind) < THRESHOLD < FITTED.alone(_CARD)


def test_a_kind_that_is_mostly_wrong_loses_its_weight() -> None:
    right = [Observation(frozenset({_PROSE}), works_there=True)] * 20
    wrong = [Observation(frozenset({_PROSE}), works_there=False)] * 20
    assert fit(wrong).alone(_PROSE) < fit([]).alone(_PROSE) < fit(right).alone(_PROSE)


def test_without_sites_the_fit_stays_at_what_was_expected() -> None:
    assert fit([]).alone(_CARD) == pytest.approx(0.75, abs=0.01)


def test_the_calibration_error_is_the_gap_between_belief_and_truth() -> None:
    assert expected_calibration_error([(0.9, True)] * 9 + [(0.9, False)]) == pytest.approx(0.0)
    assert expected_calibration_error([(0.9, False)]) == pytest.approx(0.9)
