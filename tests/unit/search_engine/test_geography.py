"""A region covered by cells and points holds exactly the points a test of each one says it holds."""

from math import acos, cos, nextafter, radians, sin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search_engine import BoundingBox, Point
from search_engine.geo import (
    EARTH_RADIUS_KM,
    BoxRegion,
    CircleRegion,
    Cover,
    PointMap,
    Region,
    cell_terms,
    distance_km,
    parse_point_term,
    point_term,
)

# Exact edges of cells and their closest neighbours are where rounding would show.
edges = st.sampled_from((0.0, 45.0, -45.0, 22.5, 90 / 2**13)).flatmap(
    lambda edge: st.sampled_from((edge, nextafter(edge, 91), nextafter(edge, -91), edge + 1e-9))
)
latitudes = st.floats(-90, 90) | edges | st.sampled_from((-90.0, 90.0, 89.9999))
longitudes = st.floats(-180, 180) | edges | st.sampled_from((-180.0, 180.0, 179.9999))
anywhere = st.builds(lambda lat, lng: Point(lat=lat, lng=lng), latitudes, longitudes)
in_leeds = st.builds(lambda lat, lng: Point(lat=lat, lng=lng), st.floats(53.7, 53.9), st.floats(-1.7, -1.4))
clouds = st.lists(anywhere | in_leeds, min_size=1, max_size=60)


@st.composite
def boxes(draw: st.DrawFn) -> BoundingBox:
    south, north = sorted((draw(latitudes), draw(latitudes)))
    return BoundingBox(south=south, north=north, west=draw(longitudes), east=draw(longitudes))


def held(cover: Cover, points: list[Point]) -> set[str]:
    """What an index finds: artists that have one of the cells or one of the points."""
    return {
        point_term(point)
        for point in points
        if point_term(point) in cover.points or set(cell_terms(point)) & set(cover.cells)
    }


def covered_exactly(region: Region, points: list[Point]) -> bool:
    wanted = {point_term(point) for point in points if region.contains(point)}
    return held(PointMap({point_term(point) for point in points}).cover(region), points) == wanted


@given(points=clouds, box=boxes())
def test_a_box_is_covered_exactly_also_across_the_antimeridian(points: list[Point], box: BoundingBox) -> None:
    assert covered_exactly(BoxRegion(box), points)


@given(points=clouds, edge=st.data())
def test_a_box_with_its_edges_on_points_includes_them(points: list[Point], edge: st.DataObject) -> None:
    a, b = edge.draw(st.sampled_from(points)), edge.draw(st.sampled_from(points))
    box = BoundingBox(south=min(a.lat, b.lat), north=max(a.lat, b.lat), west=min(a.lng, b.lng), east=max(a.lng, b.lng))
    assert BoxRegion(box).contains(a)
    assert covered_exactly(BoxRegion(box), points)


@given(points=clouds, centre=anywhere | in_leeds, radius=st.floats(0.001, 21_000) | st.floats(0.1, 30))
@example(points=[Point(lat=89.9, lng=170)], centre=Point(lat=89.9, lng=-10), radius=50)
@example(points=[Point(lat=0, lng=-179.9)], centre=Point(lat=0, lng=179.9), radius=50)
def test_a_circle_is_covered_exactly_also_around_a_pole(points: list[Point], centre: Point, radius: float) -> None:
    assert covered_exactly(CircleRegion(centre, radius), points)


@given(points=clouds, centre=anywhere, radius=st.floats(0.1, 21_000))
def test_points_within_a_circle_come_nearest_first(points: list[Point], centre: Point, radius: float) -> None:
    terms = {point_term(point) for point in points}
    found = PointMap(terms).within(centre, radius)
    expected = {term for term in terms if distance_km(centre, parse_point_term(term)) <= radius}
    assert {term for _, term in found} == expected
    assert [km for km, _ in found] == sorted(km for km, _ in found)


def test_many_points_of_a_city_become_few_terms() -> None:
    points = [Point(lat=53.7 + i / 500, lng=-1.7 + j / 300) for i in range(60) for j in range(60)]
    cover = PointMap(point_term(point) for point in points).cover(CircleRegion(Point(lat=53.76, lng=-1.6), 6))
    inside = sum(distance_km(Point(lat=53.76, lng=-1.6), point) <= 6 for point in points)
    assert inside > 1000
    assert len(cover.cells) + len(cover.points) < inside / 3


@given(point=anywhere)
def test_a_point_survives_being_a_term(point: Point) -> None:
    assert parse_point_term(point_term(point)) == point


@given(a=anywhere, b=anywhere)
def test_the_distance_agrees_with_the_law_of_cosines(a: Point, b: Point) -> None:
    phi, psi = radians(a.lat), radians(b.lat)
    cosine = sin(phi) * sin(psi) + cos(phi) * cos(psi) * cos(radians(b.lng - a.lng))
    assert distance_km(a, b) == pytest.approx(EARTH_RADIUS_KM * acos(max(-1.0, min(1.0, cosine))), abs=0.3)


def test_the_distance_from_leeds_to_london_is_known() -> None:
    assert distance_km(Point(lat=53.7997, lng=-1.5492), Point(lat=51.5072, lng=-0.1276)) == pytest.approx(
        272.6, abs=0.5
    )


@pytest.mark.parametrize(("lat", "lng"), [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_coordinates_off_the_globe_are_refused(lat: float, lng: float) -> None:
    with pytest.raises(ValueError, match="range"):
        Point(lat=lat, lng=lng)
