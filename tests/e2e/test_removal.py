"""An artist who wants to leave, and the moderator who decides (A17, A43–A47)."""

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.driver import REASON, ApiDriver, Json
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("system")]

_INVISIBLE_SECONDS = 30
_KEYS = re.compile(r"(?:ar|hk)_[0-9a-f]{32}")
_PLACES = {"profile", "search by name", "browsing", "suggestions", "map", "studios"}
_WHOLE_MAP = "-179,-89,179,89"


def _email() -> str:
    return f"leaver-{uuid4().hex[:10]}@example.org"


def _everywhere(system: ApiDriver, item: Json) -> list[str]:
    """The public places where an artist, who was found as `item`, can be seen."""
    artist_id, name = item["id"], item["name"]
    places = {
        "profile": system.get(f"/v1/artists/{artist_id}").status_code == 200,
        "search by name": artist_id in system.get("/v1/artists", q=name).text,
        "browsing": artist_id in {item["id"] for item in system.everyone()},
        "suggestions": artist_id in system.get("/v1/suggest", q=name).text,
        "map": artist_id in {item["id"] for item in system.everyone(bbox=_WHOLE_MAP)},
        "studios": any(artist_id in system.get(f"/v1/studios/{one['id']}").text for one in item["studios"]),
    }
    return [place for place, is_there in places.items() if is_there]


def _pictures_of(profile: Json) -> list[str]:
    pictures = [*profile["images"], *([profile["picture"]] if profile["picture"] else [])]
    return [source["src"] for picture in pictures for source in picture["srcset"]]


@pytest.mark.acceptance("A17")
@pytest.mark.acceptance("A45")
def test_an_artist_who_leaves_is_gone_everywhere_and_stays_gone(system: ApiDriver) -> None:
    artist = system.take_artist()
    name, handle, email = artist["name"], artist["instagram"], _email()
    item = system.find(name)
    assert item
    profile = system.profile(item["id"])
    pictures, styles, total = _pictures_of(profile), system.style_counts(), system.search()["total"]
    assert pictures
    assert all(system.get(path).status_code == 200 for path in pictures)

    assert set(_everywhere(system, item)) == _PLACES
    denied = _denied_keys(system)

    ticket = system.remove(handle, email=email)

    eventually(lambda: not _everywhere(system, item), within=_INVISIBLE_SECONDS)
    assert {system.handle_key(handle), item["id"]} <= _denied_keys(system) - denied
    assert system.get(f"/v1/artists/{item['id']}").status_code == 410
    assert system.search()["total"] == total - 1
    assert all(system.style_counts().get(style, 0) == styles[style] - 1 for style in item["styles"])
    assert {system.get(path).status_code for path in pictures} <= {403, 404}
    assert _cleared(system, [name, handle, email, artist["instagram_id"]])
    assert system.messages_holding([name, handle, email]) == []
    noted = {("emulator.log", email)}  # to whom it sent the confirmation
    assert system.logs_holding([name, handle, email]) - noted == set()
    assert _is_valid_certificate(system, ticket)
    _assert_stays_gone(system, artist=artist, item=item)


def _cleared(system: ApiDriver, texts: list[str]) -> bool:
    found = eventually(lambda: not system.stores_holding(texts) or None, within=_INVISIBLE_SECONDS)
    return bool(found)


def _denied_keys(system: ApiDriver) -> set[str]:
    table = system.aws.parameter("governance/denylist-table").rsplit("/", 1)[-1]
    return {key for name, item in system.table_texts() if name == table for key in _KEYS.findall(item)}


def _is_valid_certificate(system: ApiDriver, ticket: str) -> bool:
    file = system.config.home / f"certificate-{ticket}.json"
    file.write_text(system.moderate("certificate", ticket))
    try:
        return system.moderate("verify", str(file)).startswith(f"valid: {ticket}")
    finally:
        file.unlink()


def _assert_stays_gone(system: ApiDriver, *, artist: Json, item: Json) -> None:
    """Their studio's website, which still names them, is read again."""
    (studio,) = artist["studios"]
    host, fetched = system.host_of(studio), len(system.fetches_of(artist["instagram"]))
    asked = len([url for url in system.requests_made() if host in url])
    system.visit(host, house_number="177")
    assert len([url for url in system.requests_made() if host in url]) > asked
    assert len(system.fetches_of(artist["instagram"])) == fetched
    assert _everywhere(system, item) == []
    assert system.stores_holding([artist["name"], artist["instagram"]]) == []


@pytest.mark.acceptance("A45")
def test_a_profile_can_be_removed_by_its_public_address(system: ApiDriver) -> None:
    item = next(
        item for item in system.everyone() if item["handle"] is None and item["name"] in _names_without_account(system)
    )
    system.remove(f"{system.base_url}/artists/{item['id']}", email=_email())
    eventually(lambda: not _everywhere(system, item), within=_INVISIBLE_SECONDS)


def _names_without_account(system: ApiDriver) -> set[str]:
    names = [artist["name"] for artist in system.expected["artists"]]
    return {a["name"] for a in system.expected["artists"] if a["instagram"] is None and names.count(a["name"]) == 1}


@pytest.mark.acceptance("A45")
def test_the_requester_is_told_when_everything_is_gone(system: ApiDriver) -> None:
    artist, email = system.take_artist(), _email()
    ticket = system.remove(artist["instagram"], email=email)
    (mail,) = eventually(lambda: system.mails_to(email))
    assert mail["Subject"] == "Your removal request is complete"
    assert ticket in mail["BodyText"]
    assert not [text for text in (artist["name"], artist["instagram"]) if text in mail["BodyText"]]
    assert email not in system.moderate("show", ticket)


@pytest.mark.acceptance("A43")
def test_a_request_gets_a_ticket_and_an_audit_entry_and_removes_nothing_yet(system: ApiDriver) -> None:
    artist = system.take_artist()
    item = system.find(artist["name"])
    assert item
    ticket = system.request_removal(f"https://www.instagram.com/{artist['instagram']}/", email=_email())
    assert ticket.startswith("rr_")
    assert system.removal_state(ticket) == "awaiting_review"
    assert _decisions(system, ticket) == ["received"]
    assert system.profile(item["id"])["name"] == artist["name"]
    assert system.find(artist["name"])


@pytest.mark.acceptance("A44")
def test_every_bad_field_of_a_request_is_named(system: ApiDriver) -> None:
    body: dict[str, Any] = {"profile": "not a handle!", "email": "nobody", "relation": "self", "reason": "too short"}
    answer = system.http.post("/v1/removal-requests", json=body)
    assert answer.status_code == 400
    assert {param["name"] for param in answer.json()["invalid-params"]} == {"profile", "email", "reason"}


@pytest.mark.acceptance("A46")
def test_a_rejected_request_leaves_everything_as_it_was_and_is_on_record(system: ApiDriver) -> None:
    artist = system.take_artist()
    item = system.find(artist["name"])
    assert item
    before = system.profile(item["id"])
    ticket = system.request_removal(artist["instagram"], email=_email())
    system.moderate("reject", ticket, "--reason", "unproven")
    assert system.removal_state(ticket) == "rejected"
    assert system.profile(item["id"]) == before
    assert system.find(artist["name"]) == item
    assert _decisions(system, ticket) == ["received", "rejected"]
    assert "the chain is whole" in system.moderate("audit")


def _decisions(system: ApiDriver, ticket: str) -> list[str]:
    lines = [line.split("  ") for line in system.moderate("audit").splitlines() if ticket in line]
    return [parts[parts.index(ticket) + 1] for parts in lines]


@pytest.mark.acceptance("A47")
def test_the_same_request_twice_is_one(system: ApiDriver) -> None:
    handle, email = system.take_artist()["instagram"], _email()
    first = system.request_removal(handle, email=email)
    assert system.request_removal(f"@{handle}", email=email) == first
    assert system.request_removal(handle, email=_email()) != first


@pytest.mark.acceptance("A43")
def test_a_request_is_answered_alike_whether_or_not_anybody_is_listed(system: ApiDriver) -> None:
    answers = [
        system.http.post(
            "/v1/removal-requests",
            json={"profile": profile, "email": _email(), "relation": "self", "reason": REASON},
        )
        for profile in (system.take_artist()["instagram"], f"nobody_{uuid4().hex[:8]}")
    ]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json().keys() == answers[1].json().keys()
