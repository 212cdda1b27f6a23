"""What the adapters ask, what they make of the answers, and which failures are worth another try."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from discovery.adapters.google_places import FIELD_MASK, GooglePlacesSource
from discovery.adapters.overpass import URL, OverpassSource, question
from discovery.adapters.transport import HttpTransport, json_of
from discovery.domain.places import Area, Box
from discovery.domain.records import Finding, SourceRecord
from service_kit.errors import PermanentError, TransientError
from service_kit.fetching import Fetched, FetchLimits
from tests.unit.discovery.transports import FakeTransport, answering

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=timezone.utc)
AREA = Area(name="Quexley", country="GB", south=53.9, west=-2.7, north=54.1, east=-2.5)
BOX = Box(south=53.9, west=-2.7, north=54.1, east=-2.5)


class Clock:
    def now(self) -> datetime:
        return NOW


def element(kind: str = "node", number: int = 1, **tags: str) -> dict[str, Any]:
    position = {"lat": 54.0, "lon": -2.6}
    named = {"name": "Blackthorn", "shop": "tattoo"} | {key.replace("__", ":"): value for key, value in tags.items()}
    return {"type": kind, "id": number, "tags": named} | (position if kind == "node" else {"center": position})


def surveyed(*elements: dict[str, Any]) -> list[SourceRecord]:
    source = OverpassSource(transport=FakeTransport(answering({"elements": list(elements)})), clock=Clock())
    return source.survey(BOX, area=AREA)


def test_overpass_is_asked_one_question_for_every_kind_of_element() -> None:
    transport = FakeTransport(answering({"elements": []}))

    OverpassSource(transport=transport, clock=Clock()).survey(BOX, area=AREA)

    ((url, body, _),) = transport.asked
    (asked,) = parse_qs(body.decode())["data"]
    assert (url, asked) == (URL, question(BOX))
    for part in ("[bbox:53.900000,-2.700000,54.100000,-2.500000]", 'nwr["shop"~"tattoo",i]', 'nwr["tattoo"="yes"]'):
        assert part in asked


def test_a_fully_tagged_studio_is_read() -> None:
    (record,) = surveyed(
        element(
            "way",
            7,
            shop="tattoo;piercing",
            addr__housenumber="12",
            addr__street="Swan Passage",
            addr__suburb="foxgate",
            addr__city="QUEXLEY",
            addr__postcode="qx16zt",
            contact__phone="01632 960001; 01632 960002",
            contact__website="blackthorn.example",
            contact__instagram="@Blackthorn.Ink",
        )
    )

    assert (record.ref, record.address) == ("osm:way/7", "12 Swan Passage")
    assert (record.area, record.city, record.postcode) == ("Foxgate", "Quexley", "QX1 6ZT")
    assert (record.phone, record.website) == ("+441632960001", "https://blackthorn.example/")
    assert record.instagram == "blackthorn.ink"
    assert (record.provenance.licence, record.provenance.url) == (
        "ODbL-1.0", "https://www.openstreetmap.org/way/7",
    )  # fmt: skip


def test_an_instagram_address_in_the_website_field_is_the_studios_account() -> None:
    (record,) = surveyed(element(website="https://www.instagram.com/blackthorn.ink/?hl=en"))

    assert (record.website, record.instagram) == (None, "blackthorn.ink")


@pytest.mark.parametrize(
    ("tags", "finding"),
    [
        ({"shop": "", "disused__shop": "tattoo", "tattoo": "yes"}, Finding.CLOSED),
        ({"shop": "vacant", "tattoo": "yes"}, Finding.CLOSED),
        ({"end_date": "2025-12"}, Finding.CLOSED),
        ({"opening_hours": "closed"}, Finding.CLOSED),
        ({"name": "Blackthorn (closed)"}, Finding.CLOSED),
        ({"name": ""}, Finding.NAMELESS),
        ({"shop": "beauty", "tattoo": "yes", "name": "Gloss & Glow Nail Bar"}, Finding.NOT_A_STUDIO),
        ({"name": "Quexley Tattoo Removal"}, Finding.NOT_A_STUDIO),
    ],
)
def test_what_has_closed_or_is_no_studio_is_found_to_be_so(tags: dict[str, str], finding: Finding) -> None:
    (record,) = surveyed(element("node", 1, **tags))

    assert record.findings == {finding}
    assert not record.is_studio


@pytest.mark.parametrize(
    ("website", "findings"),
    [
        ("https://blackthorn.example/", set()),
        ("https://linktr.ee/blackthorn", set()),
        ("https://www.instagram.com/blackthorn.ink/", {Finding.INSTAGRAM_WEBSITE}),
        ("https://www.facebook.com/blackthorn", {Finding.NETWORK_WEBSITE}),
        ("https://www.yell.com/biz/blackthorn", {Finding.DIRECTORY_WEBSITE}),
        ("https://usabizlink.top/blackthorn", {Finding.SPAM_WEBSITE}),
        ("ask at the counter", {Finding.UNREADABLE_WEBSITE}),
    ],
)
def test_a_website_that_is_not_the_studios_own_is_found_to_be_so(website: str, findings: set[Finding]) -> None:
    (record,) = surveyed(element(website=website))

    assert record.findings == findings
    assert record.is_studio


@pytest.mark.parametrize("tags", [{"disused__shop": "bakery"}, {"end_date": "2026-06-01"}, {"end_date": "about 2020"}])
def test_what_only_looks_closed_is_kept(tags: dict[str, str]) -> None:
    (record,) = surveyed(element("node", 1, **tags))

    assert record.is_studio


def test_elements_without_a_position_or_outside_the_box_are_left_out() -> None:
    nowhere = element("relation", 3) | {"center": {}}
    elsewhere = element(number=4) | {"lat": 51.5}

    assert surveyed(nowhere, elsewhere) == []


def test_half_an_answer_is_no_answer() -> None:
    transport = FakeTransport(
        answering({"elements": [element()], "remark": 'runtime error: Query timed out in "query" at line 1'})
    )

    with pytest.raises(TransientError, match="overpass_incomplete"):
        OverpassSource(transport=transport, clock=Clock()).survey(BOX, area=AREA)


def places(first: int, count: int, *, token: str | None = None) -> Fetched:
    found = [
        {"id": f"place-{n}", "location": {"latitude": 54.0, "longitude": -2.6}} for n in range(first, first + count)
    ]
    return answering({"places": found} | ({"nextPageToken": token} if token else {}))


def test_places_are_asked_for_ids_and_positions_only_and_page_by_page() -> None:
    transport = FakeTransport(places(0, 20, token="next"), places(20, 5))

    records = GooglePlacesSource(transport=transport, clock=Clock(), api_key="key").survey(BOX, area=AREA)

    assert len(records) == 25
    assert {headers["X-Goog-FieldMask"] for _, _, headers in transport.asked} == {FIELD_MASK}
    assert [json.loads(body).get("pageToken") for _, body, _ in transport.asked] == [None, "next"]
    assert all(not record.name and record.provenance.expires_at == NOW + timedelta(days=30) for record in records)


def test_a_box_with_more_places_than_can_be_shown_is_cut_into_four() -> None:
    full = [places(0, 20, token="a"), places(20, 20, token="b"), places(40, 20)]
    transport = FakeTransport(*full, places(0, 19), places(19, 19), places(38, 19), places(57, 19))

    records = GooglePlacesSource(transport=transport, clock=Clock(), api_key="key").survey(BOX, area=AREA)

    assert len(records) == 76
    lows = [json.loads(body)["locationRestriction"]["rectangle"]["low"] for _, body, _ in transport.asked[3:]]
    assert len({(low["latitude"], low["longitude"]) for low in lows}) == 4


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (429, b"", TransientError("source_answered_429")),
        (504, b"", TransientError("source_answered_504")),
        (400, b"", PermanentError("source_answered_400")),
        (200, b"<html>busy</html>", TransientError("source_unreadable")),
    ],
)
async def test_refusals_and_time_outs_are_told_apart(status: int, body: bytes, error: Exception) -> None:
    import asyncio  # noqa: PLC0415

    async def answer(request: web.Request) -> web.Response:
        assert request.path == "/https/overpass-api.de/api/interpreter"
        return web.Response(status=status, body=body)

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    async with TestServer(app) as server:
        transport = HttpTransport(playback=str(server.make_url("/")), limits=FetchLimits())
        with pytest.raises(type(error), match=str(error)):
            json_of(await asyncio.to_thread(transport.post, URL, body=b"data=x", headers={}))


async def test_an_answer_is_read() -> None:
    import asyncio  # noqa: PLC0415

    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"echo": (await request.read()).decode()})

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    async with TestServer(app) as server:
        transport = HttpTransport(playback=str(server.make_url("/")), limits=FetchLimits())
        assert json_of(await asyncio.to_thread(transport.post, URL, body=b"data=x", headers={})) == {"echo": "data=x"}
