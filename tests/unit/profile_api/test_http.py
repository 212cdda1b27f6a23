"""What people get when they open a profile or a studio (API-03, API-04, API-07)."""

import importlib
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from service_kit import aws
from service_kit.ids import SubjectHasher

HASHER = SubjectHasher(key=b"a test's key")
ROWAN, ROWAN_ID, ROWAN_KEY = "Rowan Ashe", HASHER.artist_id("100"), HASHER.handle_key("rowan.inks")
STUDIO = HASHER.studio_id("blackthorn")
UNKNOWN = "ar_" + "0" * 32

Get = Callable[..., SimpleNamespace]


@pytest.fixture
def get(world: Any, table: Any, monkeypatch: pytest.MonkeyPatch) -> Get:
    from profile_api.handlers import http  # noqa: PLC0415 - the logger it makes wants the test's environment

    monkeypatch.setenv("TABLE_NAME", table.name)
    aws.table.cache_clear()
    http = importlib.reload(http)

    def request(
        path: str, *, method: str = "GET", query: dict[str, str] | None = None, **headers: str
    ) -> SimpleNamespace:
        event = {
            "version": "2.0",
            "rawPath": path,
            "rawQueryString": "",
            "headers": {name.replace("_", "-"): value for name, value in headers.items()},
            "queryStringParameters": query,
            "requestContext": {"http": {"method": method, "path": path}, "stage": "$default"},
            "isBase64Encoded": False,
        }
        context: Any = SimpleNamespace(aws_request_id="request-1")
        answer = http.handler(event, context)
        body = json.loads(answer["body"]) if answer.get("body") else None
        return SimpleNamespace(status=answer["statusCode"], headers=answer["headers"], body=body)

    return request


@pytest.fixture
def rowan(world: Any) -> Any:
    world.tell(
        world.studio("blackthorn"),
        world.identified(ROWAN, studio="blackthorn", handle="rowan.inks"),
        world.scraped("rowan.inks", number="100"),
        world.styles("100", "dotwork"),
    )
    return world


def test_a_profile_shows_everything_that_is_public(rowan: Any, get: Get) -> None:
    answer = get(f"/v1/artists/{ROWAN_ID}")

    assert answer.status == 200
    body = answer.body
    assert list(body) == [
        "id", "name", "handle", "bio", "role", "styles", "picture", "images", "studios", "instagram_url", "provenance",
        "checked_at", "updated_at",
    ]  # fmt: skip
    assert (body["id"], body["name"], body["handle"]) == (ROWAN_ID, ROWAN, "rowan.inks")
    assert body["styles"] == [{"slug": "dotwork", "name": "Dotwork", "confidence": 0.8}]
    assert body["studios"] == [
        {
            "id": STUDIO,
            "name": "blackthorn",
            "address": "1 Needle Street",
            "city": "Leeds",
            "postcode": "LS6 1AA",
            "lat": 53.81,
            "lng": -1.56,
            "website": "https://blackthorn.example/",
        }
    ]
    assert body["instagram_url"] == "https://www.instagram.com/rowan.inks/"
    assert [source["source"] for source in body["provenance"]] == ["Instagram", "studio website", "OpenStreetMap"]
    assert set(body["provenance"][0]) == {"source", "url", "fetched_at", "licence"}


def test_a_picture_says_its_sizes_its_colour_and_what_it_is(rowan: Any, get: Get) -> None:
    first, second = get(f"/v1/artists/{ROWAN_ID}").body["images"]

    assert first["src"] == "/media/rowan.inks-0/1200.webp"
    assert {"src": "/media/rowan.inks-0/320.avif", "width": 320, "type": "image/avif"} in first["srcset"]
    assert (first["width"], first["height"], first["colour"]) == (1200, 900, "#112233")
    assert second["alt"] == "Tattoo by Rowan Ashe, picture 2 of 2"


def test_an_unchanged_profile_is_answered_without_its_body(rowan: Any, get: Get) -> None:
    etag = get(f"/v1/artists/{ROWAN_ID}").headers["ETag"]

    again = get(f"/v1/artists/{ROWAN_ID}", if_none_match=f'"other", W/{etag}')

    assert (again.status, again.body, again.headers["ETag"]) == (304, None, etag)


def test_a_removed_profile_is_gone_and_an_unknown_one_was_never_here(rowan: Any, get: Get) -> None:
    rowan.deny(ROWAN_KEY)

    gone, unknown = get(f"/v1/artists/{ROWAN_ID}"), get(f"/v1/artists/{UNKNOWN}")

    assert (gone.status, gone.body["status"], gone.headers["Content-Type"]) == (410, 410, "application/problem+json")
    assert (unknown.status, unknown.body["title"]) == (404, "Not found")
    assert ROWAN not in json.dumps(gone.body)


def test_a_tombstone_hides_a_profile_that_is_still_being_purged(rowan: Any, get: Get) -> None:
    from service_kit.denylist import DenylistCopy  # noqa: PLC0415

    DenylistCopy(table=rowan.table).deny([ROWAN_ID], ticket="rr_" + "A" * 22, case_version=1)

    assert get(f"/v1/artists/{ROWAN_ID}").status == 410
    assert get(f"/v1/studios/{STUDIO}").body["artists"] == []


def test_an_artist_who_left_is_gone(rowan: Any, get: Get) -> None:
    rowan.tell(rowan.left(ROWAN_KEY, studio="blackthorn", day=1))

    assert get(f"/v1/artists/{ROWAN_ID}").status == 410


def test_the_old_address_of_a_merged_profile_leads_to_the_new_one(rowan: Any, get: Get) -> None:
    answer = get(f"/v1/artists/{ROWAN_KEY}")

    assert (answer.status, answer.headers["Location"]) == (308, f"/v1/artists/{ROWAN_ID}")


def test_a_studio_shows_its_artists(rowan: Any, get: Get) -> None:
    rowan.tell(rowan.identified("Alder Moss", studio="blackthorn"))

    answer = get(f"/v1/studios/{STUDIO}")

    assert answer.status == 200
    assert set(answer.body) == {
        "id", "name", "address", "city", "postcode", "lat", "lng", "website", "artists"
    }  # fmt: skip
    assert [artist["name"] for artist in answer.body["artists"]] == ["Alder Moss", ROWAN]
    assert answer.body["artists"][1] == {"id": ROWAN_ID, "name": ROWAN, "role": "resident"}


def test_a_closed_studio_is_gone(rowan: Any, get: Get) -> None:
    rowan.tell(rowan.studio_closed("blackthorn", version=2))

    assert get(f"/v1/studios/{STUDIO}").status == 410


@pytest.mark.parametrize(
    "path",
    ["/v1/artists/", "/v1/artists/nobody", "/v1/artists/ar_%00", "/v1/studios/st_1", "/v1/studios/", "/v1/nope"],
)
def test_what_is_no_address_of_ours_is_not_found(get: Get, path: str) -> None:
    answer = get(path)

    assert (answer.status, answer.body["status"], answer.body["instance"]) == (404, 404, "request-1")


def test_an_unknown_parameter_is_named(rowan: Any, get: Get) -> None:
    answer = get(f"/v1/artists/{ROWAN_ID}", query={"colour": "red"})

    assert answer.status == 400
    assert [param["name"] for param in answer.body["invalid-params"]] == ["colour"]


def test_another_verb_is_refused(get: Get) -> None:
    answer = get(f"/v1/artists/{UNKNOWN}", method="DELETE")

    assert (answer.status, answer.headers["Allow"]) == (405, "GET")
