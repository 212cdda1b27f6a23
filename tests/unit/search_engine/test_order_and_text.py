"""Folding, typos and the numbers that stand for a name when results are sorted."""

from datetime import UTC, datetime
from itertools import pairwise
from math import log2
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search_engine import ArtistDocument, Picture, Point, SearchRequest, Sort
from search_engine.model import BoundingBox
from search_engine.ordering import best_rank, completeness, key_parts, name_key, name_rank, rank_weight
from search_engine.plan import MAX_WORDS, MOST_POINTS, All, Best, Match, compile_query
from search_engine.text import allowed_typos, fold, within_edits

folded = st.text(alphabet="ab09я ", max_size=4).map(fold) | st.text(alphabet="abz é", max_size=16).map(fold)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def artist(name: str, **known: Any) -> ArtistDocument:
    return ArtistDocument(**{"id": "1", "version": 1, "name": name, "updated_at": NOW, **known})


@given(text=st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(text=st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_plain_ascii_is_folded_as_any_other_text(text: str) -> None:
    assert fold(text) == fold(text + " é").removesuffix("e").rstrip()


@settings(max_examples=500)
@given(a=folded, b=folded)
@example(a="1b", b="2a")
def test_a_rank_never_contradicts_the_name(a: str, b: str) -> None:
    assert (name_rank(a) <= name_rank(b)) if a <= b else (name_rank(a) >= name_rank(b))


@settings(max_examples=500)
@given(a=folded, b=folded, one=st.text(alphabet="ab0я", max_size=40), other=st.text(alphabet="ab0я", max_size=40))
@example(a="ivy", b="ivy b", one="z", other="a")
def test_the_parts_of_a_key_never_contradict_it(a: str, b: str, one: str, other: str) -> None:
    first, second = artist(a, id=one), artist(b, id=other)
    if name_key(first) <= name_key(second):
        assert key_parts(first) <= key_parts(second)
    else:
        assert key_parts(first) >= key_parts(second)
    assert all(0 <= part < 2**56 for part in key_parts(first))


def test_ranks_tell_ordinary_names_apart() -> None:
    names = ["", "amy", "amy b", "amyb", "bartholomew", "zoe"]
    assert [name_rank(name) for name in names] == sorted({name_rank(name) for name in names})


def test_a_weight_orders_equal_scores_and_never_reaches_the_next_point() -> None:
    weights = [rank_weight(step << 54) for step in range(512)]
    factors = [log2(2 + weight) for weight in weights]
    assert all(better > worse for better, worse in pairwise(factors))
    assert min(factors) == 1
    assert MOST_POINTS * max(factors) < MOST_POINTS + 1


def test_a_fuller_profile_ranks_before_a_better_name() -> None:
    full = artist(
        "Zoe",
        picture=Picture(path="a", width=1, height=1),
        styles=("celtic",),
        points=(Point(lat=0, lng=0),),
        bio="x",
        images_count=3,
    )
    assert (completeness(full), completeness(artist("Amy"))) == (7, 0)
    assert best_rank(full) < best_rank(artist("Amy")) < 2**63


@given(q=st.text(alphabet="abc dotwork realism fine line", max_size=400))
def test_no_query_is_worth_more_points_than_the_scale_has(q: str) -> None:
    plan = compile_query(q)
    if plan:
        worth = sum(most(node) for node in (*plan.bonus, *([plan.required] if plan.required else [])))
        assert worth <= MOST_POINTS


def most(node: object) -> int:
    match node:
        case Match(points=points):
            return points
        case Best(parts):
            return max(map(most, parts))
        case All(parts):
            return sum(map(most, parts))
    raise AssertionError(node)


def test_only_the_first_words_of_an_endless_query_count() -> None:
    assert compile_query("crimson " * MAX_WORDS) == compile_query("crimson " * 10_000)


@pytest.mark.parametrize(
    ("word", "typos"), [("ivy", 0), ("otto", 1), ("hutchin", 1), ("hutching", 2), ("ls14ab", 0), ("a" * 40, 0)]
)
def test_longer_words_may_hold_more_typos(word: str, typos: int) -> None:
    assert allowed_typos(word) == typos


words = st.text(alphabet="abc", max_size=6)


@given(a=words, b=words, limit=st.integers(0, 2))
def test_the_edit_distance_equals_its_definition(a: str, b: str, limit: int) -> None:
    assert within_edits(a, b, limit) == (edits(a, b) <= limit)


def edits(a: str, b: str) -> int:
    if not a or not b:
        return len(a) + len(b)
    options = [edits(a[1:], b) + 1, edits(a, b[1:]) + 1, edits(a[1:], b[1:]) + (a[0] != b[0])]
    if len(a) > 1 < len(b) and a[:2] == b[1::-1]:
        options.append(edits(a[2:], b[2:]) + 1)
    return min(options)


@pytest.mark.parametrize(
    "request_",
    [
        {"limit": 0},
        {"page": 0},
        {"sort": Sort.DISTANCE},
        {"radius_km": 5},
        {"near": Point(lat=0, lng=0), "radius_km": 0},
        {"near": Point(lat=0, lng=0), "radius_km": float("nan")},
    ],
)
def test_a_search_that_makes_no_sense_cannot_be_built(request_: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"need|start|positive"):
        SearchRequest(**request_)


def test_a_box_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="south"):
        BoundingBox(west=0, east=1, south=2, north=1)


def test_a_document_needs_a_time_zone_and_a_name_for_every_studio() -> None:
    with pytest.raises(ValueError, match="time zone"):
        artist("Amy", updated_at=datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="studio"):
        artist("Amy", studio_ids=("1",))
