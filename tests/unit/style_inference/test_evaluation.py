"""The labelled evaluation: fictional profiles in many languages, with the styles a reader would give them."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from style_inference.domain import infer

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))


def answers(case: dict[str, Any]) -> set[str]:
    return {style.slug for style in infer(bio=case["bio"], captions=case["captions"]).styles}


def f1(counts: Counter[str]) -> float:
    return 2 * counts["hit"] / (2 * counts["hit"] + counts["wrong"] + counts["missed"])


def counted(chosen: Callable[[dict[str, Any]], bool]) -> dict[str, Counter[str]]:
    by_slug: dict[str, Counter[str]] = {}
    for case in filter(chosen, CASES):
        expected, found = set(case["expected"]), answers(case)
        groups = {
            "hit": found & expected,
            "missed": expected - found,
            "wrong": found - expected - set(case["acceptable"]),
        }
        for what, slugs in groups.items():
            for slug in slugs:
                by_slug.setdefault(slug, Counter())[what] += 1
    return by_slug


def test_the_cases_speak_many_languages_and_are_of_every_kind() -> None:
    assert len({case["lang"] for case in CASES}) >= 14
    assert {case["kind"] for case in CASES} == {"hashtag", "text", "trap", "none"}
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(("kind", "least"), [("hashtag", 0.98), ("text", 0.95), ("trap", 0.95)])
def test_styles_are_inferred_accurately(kind: str, least: float) -> None:
    assert f1(sum(counted(lambda case: case["kind"] == kind).values(), Counter())) >= least


def test_rare_styles_are_inferred_as_well_as_common_ones() -> None:
    per_slug = [f1(counts) for counts in counted(lambda _: True).values() if counts["hit"] + counts["missed"] >= 3]
    assert sum(per_slug) / len(per_slug) >= 0.95


@pytest.mark.parametrize("case", [case for case in CASES if case["kind"] == "none"], ids=lambda case: case["id"])
def test_nothing_is_inferred_from_nothing(case: dict[str, Any]) -> None:
    assert answers(case) == set()
