"""Filters by place and style."""

from collections.abc import Callable
from typing import Any

import pytest

from search_engine import ArtistDocument, BoundingBox, Point, SearchRequest, Sort, StyleMatch

Artist = Callable[..., ArtistDocument]
Found = Callable[..., list[str]]


@pytest.fixture
def placed(adapter: Any, artist: Artist) -> Any:
    return adapter.load(
        artist("leeds", "A", areas=("Leeds", "Headingley"), postcodes=("LS6 3AA",), country="GB"),
        artist("london", "B", areas=("London, UK",), postcodes=("ec1a1bb",), country="United Kingdom"),
        artist("leeds14", "C", areas=("leeds",), postcodes=("LS14 1AB",)),
        artist("nowhere", "D", country=""),
    )


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("London", ["london"]),
        ("leeds", ["leeds", "leeds14"]),
        ("LONDON, UK", ["london"]),
        ("London, GB", ["london"]),
        ("Headingley, Leeds", ["leeds"]),
        ("UK", ["leeds", "london", "leeds14"]),
        ("LS6 3AA", ["leeds"]),
        ("ls63aa", ["leeds"]),
        ("LS6", ["leeds"]),
        ("LS6 3", ["leeds"]),
        ("LS1", []),
        ("LS1 4", []),
        ("LS14", ["leeds14"]),
        ("Leeds LS6", ["leeds"]),
        ("London LS6", []),
        ("EC1A", ["london"]),
        ("EC1", ["london"]),
        ("Lond", []),
        ("Lee", []),
        ("don", []),
        ("?!", []),
    ],
)
def test_a_place_matches_whole_or_not_at_all(placed: Any, found: Found, location: str, expected: list[str]) -> None:
    assert found(placed, location=location, sort=Sort.NAME) == expected


def test_areas_are_counted_and_found_under_one_spelling(placed: Any) -> None:
    assert [area.count for area in placed.area_counts()] == [2, 1, 1]
    for area in placed.area_counts():
        assert placed.search(SearchRequest(location=area.value)).total == area.count


@pytest.mark.parametrize(
    "spelling", ["Neo-Traditional", "neo_traditional", "neotraditional", "NEO TRAD", "neo-traditional"]
)
def test_every_spelling_of_a_style_means_the_same(adapter: Any, artist: Artist, found: Found, spelling: str) -> None:
    engine = adapter.load(artist("1", "A", styles=("neo-traditional",)), artist("2", "B", styles=("traditional",)))
    assert found(engine, styles=(spelling,)) == ["1"]


def test_an_unknown_style_finds_nobody(adapter: Any, artist: Artist, found: Found) -> None:
    assert found(adapter.load(artist("1", "A", styles=("celtic",))), styles=("zzz",)) == []


def test_several_styles_widen_or_narrow(adapter: Any, artist: Artist, found: Found) -> None:
    engine = adapter.load(
        artist("b", "A", styles=("blackwork",)),
        artist("bd", "B", styles=("blackwork", "dotwork")),
        artist("d", "C", styles=("dotwork",)),
    )
    both = ("blackwork", "dotwork")
    assert found(engine, styles=both, sort=Sort.NAME) == ["b", "bd", "d"]
    assert found(engine, styles=both, style_match=StyleMatch.ALL) == ["bd"]


def test_a_circle_counts_the_closest_studio_and_says_how_far(adapter: Any, artist: Artist) -> None:
    leeds, york, london = Point(lat=53.8, lng=-1.55), Point(lat=53.96, lng=-1.08), Point(lat=51.5, lng=-0.12)
    engine = adapter.load(
        artist("two", "A", points=(london, york)), artist("one", "B", points=(london,)), artist("none", "C")
    )
    hits = engine.search(SearchRequest(near=leeds, radius_km=50)).items
    assert [(hit.document.id, round(hit.distance_km)) for hit in hits] == [("two", 36)]
    everybody = engine.search(SearchRequest(near=leeds, sort=Sort.DISTANCE)).items
    assert [hit.document.id for hit in everybody] == ["two", "one", "none"]
    assert everybody[-1].distance_km is None


def test_points_of_different_studios_do_not_mix_in_a_box(adapter: Any, artist: Artist, found: Found) -> None:
    engine = adapter.load(artist("1", "A", points=(Point(lat=50, lng=0), Point(lat=55, lng=-3))))
    assert found(engine, bbox=BoundingBox(south=49, north=51, west=-4, east=-2)) == []
    assert found(engine, bbox=BoundingBox(south=49, north=51, west=-1, east=1)) == ["1"]


def test_a_box_may_cross_the_antimeridian(adapter: Any, artist: Artist, found: Found) -> None:
    fiji, tonga, leeds = Point(lat=-17.7, lng=178), Point(lat=-21.1, lng=-175.2), Point(lat=53.8, lng=-1.55)
    engine = adapter.load(
        artist("fiji", "A", points=(fiji,)),
        artist("tonga", "B", points=(tonga,)),
        artist("leeds", "C", points=(leeds,)),
    )
    box = BoundingBox(south=-30, north=60, west=170, east=-170)
    assert found(engine, bbox=box, sort=Sort.NAME) == ["fiji", "tonga"]
