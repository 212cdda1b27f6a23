"""The labelled evaluation: fictional profiles in many languages, with the styles a reader would give them.

`cases.json` was used to write the rules. `blind_cases.json` was labelled before the rules had seen it (README).
"""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from style_inference.domain import infer
from style_inference.evaluation import Case, evaluate

FOLDER = Path(__file__).parent


def _read(name: str) -> list[Case]:
    return TypeAdapter(list[Case]).validate_json((FOLDER / name).read_bytes())


CASES, BLIND = _read("cases.json"), _read("blind_cases.json")
NOTHING = [case for case in CASES if case.kind == "none"]


def test_the_cases_speak_many_languages_and_are_of_every_kind() -> None:
    assert len({case.lang for case in CASES}) >= 14
    for cases in (CASES, BLIND):
        assert {case.kind for case in cases} == {"hashtag", "text", "trap", "none"}
        assert len({case.id for case in cases}) == len(cases)


@pytest.mark.parametrize(("kind", "least"), [("hashtag", 0.98), ("text", 0.95), ("trap", 0.95)])
def test_styles_are_inferred_accurately(kind: str, least: float) -> None:
    assert evaluate(CASES)[kind].f1 >= least


@pytest.mark.parametrize(("kind", "least"), [("hashtag", 0.95), ("text", 0.93), ("trap", 0.9)])
def test_styles_of_profiles_the_rules_were_not_written_for_are_inferred_accurately(kind: str, least: float) -> None:
    assert evaluate(BLIND)[kind].f1 >= least


def test_rare_styles_are_inferred_as_well_as_common_ones() -> None:
    assert evaluate(CASES)["all"].macro_f1 >= 0.95
    assert evaluate(BLIND)["all"].macro_f1 >= 0.93


def test_confidence_means_what_it_says_within_an_eighth() -> None:
    assert evaluate([*CASES, *BLIND])["all"].calibration_error <= 0.125


@pytest.mark.parametrize("case", NOTHING, ids=lambda case: case.id)
def test_nothing_is_inferred_from_nothing(case: Case) -> None:
    assert infer(bio=case.bio, captions=case.captions).styles == ()


def test_of_unknown_profiles_with_nothing_to_find_hardly_any_is_given_a_style() -> None:
    assert evaluate(BLIND)["none"].silent_when_right >= 0.94


def _case(number: int, *, expected: set[str], acceptable: frozenset[str] = frozenset()) -> Case:
    return Case(
        id=str(number),
        kind="text",
        bio="Dotwork tattoos",
        captions=(),
        expected=frozenset(expected),
        acceptable=acceptable,
    )


def test_the_score_counts_right_wrong_missed_and_acceptable_answers() -> None:
    right, wrong = _case(1, expected={"dotwork"}), _case(2, expected={"blackwork"})
    either = _case(3, expected=set(), acceptable=frozenset({"dotwork"}))

    score = evaluate([right, wrong, either])["all"]

    assert (score.cases, score.precision, score.recall, score.f1) == (3, 0.5, 0.5, 0.5)
    assert (score.silent, score.silent_when_right) == (0.0, 1.0)
    (style,) = infer(bio="Dotwork tattoos", captions=()).styles
    assert score.calibration_error == pytest.approx(abs(style.confidence - 0.5))
