"""The search API's handler with its real engine over a handful of fictional artists (A01–A16, A19–A29, A50)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_api.handlers.http import build_app
from search_engine.model import ArtistDocument, Picture, Point, Rendition
from search_engine.port import SearchEngine, SearchUnavailable
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TantivyIndex
from service_kit.logs import get_logger
from service_kit.site import Site

LOGGER = get_logger("search-api")
SITE = Site(origin="https://directory.example", pages=("/", "/faq", "/removal/:ticket"), shell="")


@dataclass(frozen=True)
class Context:
    aws_request_id: str = "0b0c-request"
    function_name: str = "search"
    memory_limit_in_mb: int = 128
    invoked_function_arn: str = "arn:aws:lambda:eu-west-2:123456789012:function:search"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: Any


Ask = Callable[..., Answer]


def _artist(number: int, name: str, *styles: str, area: str = "Leeds", postcode: str = "LS1 1AA") -> ArtistDocument:
    return ArtistDocument(
        id=f"ar_{number:032x}",
        version=1,
        name=name,
        handle=f"{name.split(maxsplit=1)[0].lower()}.inks" if number % 2 else None,
        styles=styles,
        studio_ids=(f"st_{number:032x}",),
        studio_names=(f"Studio {number}",),
        areas=(area,),
        postcodes=(postcode,),
        points=(Point(lat=53.8 + number / 100, lng=-1.5),),
        updated_at=datetime(2026, 11, 1, tzinfo=timezone.utc),
    )


ARTISTS = (
    _artist(1, "Imogen Vale", "blackwork", "dotwork"),
    _artist(2, "Imogene Valentine", "neo-traditional"),
    _artist(3, "Rufus Okafor", "neo-traditional", "japanese"),
    _artist(4, "Petra Lindqvist", "fine-line", area="London", postcode="E1 6AN"),
    _artist(5, "Caspian Holt", "dotwork", area="London", postcode="E1 6AN"),
)


def _get(app: Any, path: str, query: dict[str, str] | None = None, method: str = "GET") -> Answer:
    event = {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": urlencode(query or {}, errors="replace"),
        "headers": {},
        "requestContext": {"http": {"method": method, "path": path}, "stage": "$default", "requestId": "r"},
        "isBase64Encoded": False,
    }
    answer = app.resolve(event, Context())
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    return Answer(status=answer["statusCode"], headers=headers, body=json.loads(answer["body"]))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    folder = tmp_path_factory.mktemp("index")
    index = TantivyIndex(folder)
    index.upsert(ARTISTS)
    index.commit()
    return TantivyEngine.open(folder)


@pytest.fixture(scope="module")
def ask(engine: SearchEngine) -> Ask:
    app = build_app(engine=lambda: engine, site=lambda: SITE, logger=LOGGER)
    return lambda path, method="GET", **query: _get(app, path, query or None, method)


def _names(answer: Answer) -> list[str]:
    return [item["name"] for item in answer.body["items"]]


def test_an_artist_is_found_by_name_with_everything_a_card_shows(ask: Ask) -> None:
    answer = ask("/v1/artists", q="Imogen Vale")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    first = answer.body["items"][0]
    assert first["name"] == "Imogen Vale"
    assert {"id", "name", "handle", "location", "styles"} <= set(first)
    assert first["location"]["city"] == "Leeds"


def test_a_card_offers_every_size_of_its_picture(tmp_path: Path) -> None:
    sizes = (Rendition(path="/media/a/320.avif", width=320, media_type="image/avif"),
             Rendition(path="/media/a/640.webp", width=640, media_type="image/webp"))  # fmt: skip
    picture = Picture(path="/media/a/640.webp", width=640, height=480, renditions=sizes)
    index = TantivyIndex(tmp_path)
    index.upsert([replace(ARTISTS[0], picture=picture)])
    index.commit()
    app = build_app(engine=lambda: TantivyEngine.open(tmp_path), site=lambda: SITE, logger=LOGGER)
    shown = _get(app, "/v1/artists").body["items"][0]["picture"]
    assert shown["src"] == "/media/a/640.webp"
    assert shown["srcset"] == [
        {"src": "/media/a/320.avif", "width": 320, "type": "image/avif"},
        {"src": "/media/a/640.webp", "width": 640, "type": "image/webp"},
    ]


def test_a_typo_still_finds_and_the_exact_name_ranks_first(ask: Ask) -> None:
    assert "Rufus Okafor" in _names(ask("/v1/artists", q="Okafir"))
    assert _names(ask("/v1/artists", q="Imogen Vale"))[0] == "Imogen Vale"


@pytest.mark.parametrize("spelling", ["Neo-Traditional", "neo_traditional", "neotraditional", "NEO TRADITIONAL"])
def test_a_style_is_the_same_however_it_is_spelt(ask: Ask, spelling: str) -> None:
    assert set(_names(ask("/v1/artists", style=spelling))) == {"Imogene Valentine", "Rufus Okafor"}


def test_two_styles_mean_either_unless_all_are_asked_for(ask: Ask) -> None:
    assert ask("/v1/artists", style="blackwork,dotwork").body["total"] == 2
    assert _names(ask("/v1/artists", style="blackwork,dotwork", style_match="all")) == ["Imogen Vale"]


def test_an_unknown_style_finds_nobody(ask: Ask) -> None:
    answer = ask("/v1/artists", style="zzz")
    assert (answer.status, answer.body["total"], answer.body["items"]) == (200, 0, [])


def test_a_place_never_leaks_another(ask: Ask) -> None:
    london = ask("/v1/artists", location="London")
    assert {item["location"]["city"] for item in london.body["items"]} == {"London"}
    assert set(_names(ask("/v1/artists", location="E1"))) == set(_names(london))


def test_a_comma_belongs_to_the_value_it_stands_in(ask: Ask) -> None:
    near = ask("/v1/artists", near="53.81,-1.5", radius_km="5", sort="distance")
    assert near.body["items"][0]["name"] == "Imogen Vale"
    assert ask("/v1/artists", bbox="-2,53,-1,54").body["total"] == len(ARTISTS)
    assert ask("/v1/artists", q="Holt, Caspian").status == 200


def test_pages_are_disjoint_complete_and_stable(ask: Ask) -> None:
    pages = [_names(ask("/v1/artists", limit="2", page=str(page))) for page in (1, 2, 3)]
    assert sorted(name for page in pages for name in page) == sorted(artist.name for artist in ARTISTS)
    assert pages[0] == _names(ask("/v1/artists", limit="2", page="1"))


def test_a_cursor_leads_to_the_next_page_and_a_damaged_one_is_named(ask: Ask) -> None:
    first = ask("/v1/artists", limit="2")
    assert first.body["pagination"]["hasMore"] is True
    second = ask("/v1/artists", limit="2", cursor=first.body["pagination"]["nextCursor"])
    assert set(_names(first)).isdisjoint(_names(second))
    broken = ask("/v1/artists", cursor="@@")
    assert (broken.status, broken.body["invalid-params"][0]["name"]) == (400, "cursor")


def test_a_page_beyond_the_end_is_empty_with_the_right_total(ask: Ask) -> None:
    answer = ask("/v1/artists", page="99")
    assert (answer.status, answer.body["items"], answer.body["total"]) == (200, [], len(ARTISTS))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("limit", value) for value in ("0", "-5", "51", "abc", "1e3", "²")),
        *(("page", value) for value in ("0", "abc", "-1")),
        ("sort", "price"),
        ("style_match", "some"),
        ("near", "53.8"),
        ("near", "nan,0"),
        ("near", "91,0"),
        ("bbox", "1,2,3"),
        ("radius_km", "0"),
        ("q", "a" * 201),
        ("q", "a\u0000b"),
        ("colour", "red"),
    ],
)
def test_a_parameter_that_cannot_be_understood_is_named(ask: Ask, name: str, value: str) -> None:
    answer = ask("/v1/artists", **{name: value})
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
    assert name in [param["name"] for param in answer.body["invalid-params"]]
    assert answer.body["instance"] == Context().aws_request_id


def test_every_bad_parameter_is_named_at_once(ask: Ask) -> None:
    answer = ask("/v1/artists", limit="0", page="x", sort="price")
    assert {param["name"] for param in answer.body["invalid-params"]} == {"limit", "page", "sort"}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.dictionaries(st.sampled_from(["q", "style", "location", "near", "bbox", "cursor", "limit"]), st.text()))
def test_no_input_is_an_internal_error(ask: Ask, query: dict[str, str]) -> None:
    assert ask("/v1/artists", **query).status in {200, 400}


def test_styles_are_counted_and_sorted_and_the_same_every_time(ask: Ask) -> None:
    first, second = ask("/v1/styles"), ask("/v1/styles")
    counts = {item["slug"]: item["count"] for item in first.body["items"]}
    assert counts["dotwork"] == 2
    assert [item["count"] for item in first.body["items"]] == sorted(counts.values(), reverse=True)
    assert first.body == second.body
    assert all(item["name"] and item["description"] for item in first.body["items"])


def test_suggestions_complete_what_is_typed(ask: Ask) -> None:
    texts = [item["text"] for item in ask("/v1/suggest", q="imog").body["items"]]
    assert "Imogen Vale" in texts


@pytest.mark.parametrize("path", ["/v1/nope", "/v1/artists/", "/"])
def test_an_unknown_address_is_a_problem(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert (answer.status, answer.body["status"], answer.headers["content-type"]) == (
        404,
        404,
        "application/problem+json",
    )


def test_a_wrong_verb_is_refused_with_the_right_ones(ask: Ask) -> None:
    answer = ask("/v1/styles", method="POST")
    assert (answer.status, answer.headers["allow"], answer.body["status"]) == (405, "GET", 405)


def test_health_tells_nothing_of_the_inside(ask: Ask) -> None:
    assert ask("/health").body == {"status": "ok"}


def test_an_empty_directory_answers_with_empty_lists(tmp_path: Path) -> None:
    TantivyIndex(tmp_path).commit()
    app = build_app(engine=lambda: TantivyEngine.open(tmp_path), site=lambda: SITE, logger=LOGGER)
    assert _get(app, "/v1/styles").body == {"items": []}
    assert _get(app, "/v1/artists").body["total"] == 0


def test_a_search_that_cannot_be_answered_says_when_to_come_back() -> None:
    def unavailable() -> SearchEngine:
        raise SearchUnavailable("no snapshot has been loaded")

    answer = _get(build_app(engine=unavailable, site=lambda: SITE, logger=LOGGER), "/v1/artists")
    assert (answer.status, answer.headers["retry-after"], answer.body["title"]) == (
        503,
        "10",
        "Search is not available",
    )
