"""Any combination of filters, order and page gives exactly what reading through all artists one by one gives."""

from dataclasses import replace
from math import asin, cos, radians, sin, sqrt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_engine import ArtistDocument, BoundingBox, Point, SearchRequest, Sort, StyleMatch

PARENTS = {"micro-realism": "realism", "portrait": "realism", "neo-traditional": "traditional"}
LEEDS = Point(lat=53.7997, lng=-1.5492)
LONDON = Point(lat=51.5072, lng=-0.1276)
# Words that are neither style names nor misspellings or beginnings of each other, so that matching is plain equality.
WORDS = ("sarah", "zoe", "bartholomew", "okonkwo", "muller", "vegan", "freehand", "crimson", "quill", "leeds", "wick")

points = st.sampled_from((LEEDS, LONDON, Point(lat=53.84, lng=-1.51), Point(lat=-40.0, lng=179.9)))
boxes = st.builds(
    lambda at, height, width: BoundingBox(
        south=at.lat - height, north=at.lat + height, west=max(at.lng - width, -180), east=min(at.lng + width, 180)
    ),
    points,
    st.sampled_from((0.01, 0.04, 1.0, 20.0)),
    st.sampled_from((0.01, 0.05, 2.0, 30.0)),
)


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    near = draw(st.none() | points)
    orders = [Sort.RELEVANCE, Sort.NAME, Sort.UPDATED, *([Sort.DISTANCE] if near else [])]
    return SearchRequest(
        q=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=2))),
        styles=tuple(
            draw(st.sets(st.sampled_from(("blackwork", "realism", "portrait", "traditional", "x")), max_size=2))
        ),
        style_match=draw(st.sampled_from(StyleMatch)),
        location=draw(
            st.sampled_from(("", "", "Leeds", "hackney wick", "LS6", "EC1", "LS1 4AP", "Leeds, LS6", "UK", "?"))
        ),
        near=near,
        radius_km=draw(st.none() | st.sampled_from((0.5, 3.0, 10.0, 400.0, 20_020.0))) if near else None,
        bbox=draw(st.none() | boxes),
        sort=draw(st.sampled_from(orders)),
        limit=draw(st.sampled_from((1, 7, 50))),
        page=draw(st.sampled_from((1, 1, 2, 3, 40))),
    )


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request=requests())
def test_results_totals_and_facets_equal_a_scan_of_all_artists(library: Any, request: SearchRequest) -> None:
    result = library.engine.search(request)
    expected = sorted(
        (artist for artist in library.documents if matches(artist, request)), key=lambda artist: order(artist, request)
    )
    start = (request.page - 1) * request.limit
    page = expected[start : start + request.limit]
    assert [hit.document.id for hit in result.items] == [artist.id for artist in page]
    assert result.total == len(expected)
    assert result.has_more == (bool(page) and len(expected) > start + request.limit)
    assert {facet.value: facet.count for facet in result.facets.styles} == counts(library, request, "styles")
    assert {facet.value: facet.count for facet in result.facets.areas} == counts(library, request, "location")
    for hit in result.items:
        expected_km = distance(hit.document, request.near)
        assert (hit.distance_km is None) == (expected_km is None)
        assert hit.distance_km is None or abs(hit.distance_km - expected_km) < 1e-6


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request=requests())
def test_following_the_cursor_visits_every_result_once_in_order(library: Any, request: SearchRequest) -> None:
    pages = follow(library.engine, request)
    expected = sorted(
        (artist for artist in library.documents if matches(artist, request)), key=lambda artist: order(artist, request)
    )
    skipped = (request.page - 1) * request.limit
    assert pages == [artist.id for artist in expected[skipped:]]


def follow(engine: Any, request: SearchRequest) -> list[str]:
    seen: list[str] = []
    while True:
        result = engine.search(request)
        seen += [hit.document.id for hit in result.items]
        if not result.has_more:
            assert result.next_cursor is None
            return seen
        request = replace(request, cursor=result.next_cursor, limit=50)


def counts(library: Any, request: SearchRequest, own_filter: str) -> dict[str, int]:
    without = replace(request, styles=()) if own_filter == "styles" else replace(request, location="")
    found: dict[str, int] = {}
    for artist in library.documents:
        if matches(artist, without):
            for value in all_styles(artist) if own_filter == "styles" else set(artist.areas):
                found[value] = found.get(value, 0) + 1
    return found


def matches(artist: ArtistDocument, request: SearchRequest) -> bool:
    wanted = set(request.styles)
    style = wanted <= all_styles(artist) if request.style_match is StyleMatch.ALL else bool(wanted & all_styles(artist))
    near = request.radius_km is None or any(km(request.near, point) <= request.radius_km for point in artist.points)
    return (
        all(points_of_word(artist, word) for word in request.q.split())
        and (not wanted or style)
        and in_location(artist, request.location)
        and near
        and (request.bbox is None or any(inside(request.bbox, point) for point in artist.points))
    )


def in_location(artist: ArtistDocument, location: str) -> bool:
    outcodes = {code.split()[0] for code in artist.postcodes}
    match location:
        case "" | "UK":
            return True
        case "Leeds, LS6":
            return "Leeds" in artist.areas and "LS6" in outcodes
        case "EC1":
            return "EC1A" in outcodes
        case "LS6":
            return "LS6" in outcodes
        case "LS1 4AP":
            return "LS1 4AP" in artist.postcodes
    return location.lower() in {area.lower() for area in artist.areas}


def all_styles(artist: ArtistDocument) -> set[str]:
    return {*artist.styles, *(PARENTS[style] for style in artist.styles if style in PARENTS)}


def points_of_word(artist: ArtistDocument, word: str) -> int:
    """What docs/search.md says a word found exactly is worth."""
    places = [(artist.name, 100), (artist.handle or "", 90), (" ".join(artist.areas), 60)]
    places += [(" ".join(artist.studio_names), 50), (artist.bio, 10)]
    return max((points for text, points in places if word in plain(text)), default=0)


def plain(text: str) -> list[str]:
    return text.lower().replace("ë", "e").replace("ü", "u").replace(".", " ").split()


def completeness(artist: ArtistDocument) -> int:
    placed = bool(artist.areas or artist.points)
    return 3 * bool(artist.picture) + bool(artist.styles) + placed + bool(artist.bio) + (artist.images_count >= 3)


def order(artist: ArtistDocument, request: SearchRequest) -> tuple[Any, ...]:
    name = (" ".join(plain(artist.name)), artist.id)
    match request.sort:
        case Sort.NAME:
            return name
        case Sort.UPDATED:
            return (-artist.updated_at.timestamp(), *name)
        case Sort.DISTANCE:
            away = distance(artist, request.near)
            return (away is None, round(away or 0, 6), *name)
    score = sum(points_of_word(artist, word) for word in request.q.split())
    score += 800 * (plain(artist.name) == request.q.split() != [])
    return (-score, -completeness(artist), *name)


def distance(artist: ArtistDocument, near: Point | None) -> float | None:
    return min((km(near, point) for point in artist.points), default=None) if near else None


def inside(box: BoundingBox, point: Point) -> bool:
    return box.south <= point.lat <= box.north and box.west <= point.lng <= box.east


def km(a: Point | None, b: Point) -> float:
    assert a is not None
    north, east = radians(b.lat - a.lat), radians(b.lng - a.lng)
    h = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(min(1.0, h)))
