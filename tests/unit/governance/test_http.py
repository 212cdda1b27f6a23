"""`/v1/removal-requests` as its callers meet it (GOV-01, A43, A44, A47)."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest

from event_contracts import ArtistDenylisted, RemovalRequested

if TYPE_CHECKING:
    from tests.unit.governance.conftest import World

PATH = "/v1/removal-requests"
UNKNOWN = f"{PATH}/rr_" + "x" * 22


def test_a_request_is_kept_with_a_ticket_an_audit_entry_and_nothing_removed(world: World) -> None:
    status, answer = world.post()
    assert status == 202
    assert answer == {"ticket": answer["ticket"], "status_url": f"{PATH}/{answer['ticket']}"}
    world.run_streams()
    assert world.decisions() == ["received"]
    assert [event["ticket"] for event in world.published(RemovalRequested.TYPE)] == [answer["ticket"]]
    assert world.published(ArtistDenylisted.TYPE) == []
    assert world.items("denylist") == []
    assert world.executions() == []


def test_the_status_shows_state_steps_and_deadline_and_nothing_of_what_was_written(world: World) -> None:
    ticket = world.requested()
    assert world.status(ticket) == {
        "ticket": ticket,
        "state": "awaiting_review",
        "received_at": "2026-06-01T09:00:00+00:00",
        "deadline": "2026-06-08T17:00:00+00:00",
        "steps": [
            {"state": "received", "at": "2026-06-01T09:00:00Z"},
            {"state": "awaiting_review", "at": "2026-06-01T09:00:00Z"},
        ],
    }


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"profile": "https://instagram.com/Inkwell.Nova/"},
        {"email": "NOVA@INKWELL.example"},
        {"relation": "studio", "reason": "Said in other words this time."},
    ],
)
def test_the_same_person_asking_again_about_the_same_profile_gets_the_same_ticket(
    world: World, again: dict[str, str]
) -> None:
    ticket = world.requested()
    assert world.requested(**again) == ticket
    assert world.decisions() == ["received"]


@pytest.mark.parametrize("other", [{"profile": "someone.else"}, {"email": "other@inkwell.example"}])
def test_another_person_or_another_profile_gets_another_ticket(world: World, other: dict[str, str]) -> None:
    assert world.requested() != world.requested(**other)


def test_a_profiles_own_address_may_be_given_instead_of_a_handle(world: World) -> None:
    public_id = "ar_" + "5" * 32
    ticket = world.requested(profile=f"https://directory.example/artists/{public_id}")
    assert world.case(ticket).subject_keys == {public_id}


def test_the_answer_does_not_tell_whether_the_artist_is_listed_or_denied(world: World) -> None:
    world.completed(profile="denied.artist")
    world.site.listed = {world.hasher.handle_key("listed.artist")}
    answers = [
        world.raw_call(
            "POST",
            PATH,
            body=json.dumps(
                {"profile": profile, "email": "new@inkwell.example", "relation": "self", "reason": world.REASON}
            ),
        )
        for profile in ("listed.artist", "unknown.artist", "denied.artist")
    ]
    tickets = [json.loads(answer["body"])["ticket"] for answer in answers]
    assert len({str(answer).replace(ticket, "") for answer, ticket in zip(answers, tickets, strict=True)}) == 1
    assert len({json.dumps(world.status(ticket)).replace(ticket, "") for ticket in tickets}) == 1


def test_every_bad_field_is_named_in_one_problem(world: World) -> None:
    status, problem = world.post(profile="no good", email="nova", reason="short", relation="friend", extra=1)
    assert status == 400
    assert {param["name"] for param in problem["invalid-params"]} == {"profile", "email", "reason", "relation", "extra"}
    assert problem["instance"] == "request-1"
    assert list(world.casebook.cases()) == []


@pytest.mark.parametrize("body", ["", "{", "nova", "[" * 100_000, "1" * 5_000, None])
def test_a_body_that_is_not_json_is_refused(world: World, body: str | None) -> None:
    status, problem = world.call("POST", PATH, body=body)
    assert status == 400
    assert [param["name"] for param in problem["invalid-params"]] == ["body"]


def test_a_body_that_is_not_even_text_is_refused(world: World) -> None:
    status, _ = world.call("POST", PATH, body=base64.b64encode(b"\xff\xfe{}").decode(), base64_encoded=True)
    assert status == 400


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", None, "application/jsonx"])
def test_another_content_type_is_refused(world: World, content_type: str | None) -> None:
    status, problem = world.call("POST", PATH, body="{}", content_type=content_type)
    assert (status, problem["title"]) == (415, "Unsupported media type")


def test_a_content_type_may_name_its_charset(world: World) -> None:
    status, _ = world.call("POST", PATH, body="{}", content_type="Application/JSON; charset=utf-8")
    assert status == 400  # of the fields, not of the type


@pytest.mark.parametrize("path", [UNKNOWN, f"{PATH}/rr_short", f"{PATH}/REQUEST%23x", f"{PATH}/{'a' * 3000}"])
def test_an_unknown_ticket_is_a_404_problem(world: World, path: str) -> None:
    answer = world.raw_call("GET", path)
    assert answer["statusCode"] == 404
    assert json.loads(answer["body"])["type"].endswith("#not-found")


@pytest.mark.parametrize(("method", "path", "allowed"), [("GET", PATH, "POST"), ("DELETE", UNKNOWN, "GET")])
def test_another_verb_is_a_405_that_says_which_are_allowed(world: World, method: str, path: str, allowed: str) -> None:
    answer = world.raw_call(method, path)
    assert answer["statusCode"] == 405
    assert answer["headers"]["Allow"] == allowed


@pytest.mark.parametrize(("method", "path"), [("POST", PATH), ("GET", UNKNOWN)])
def test_query_parameters_are_refused_by_name(world: World, method: str, path: str) -> None:
    status, problem = world.call(method, path, body="{}", query="debug=1")
    assert status == 400
    assert [param["name"] for param in problem["invalid-params"]] == ["debug"]


def test_more_requests_than_a_second_takes_are_told_when_to_come_back(world: World) -> None:
    answers = [world.raw_call("POST", PATH, body="{}") for _ in range(52)]

    assert [answer["statusCode"] for answer in answers] == [400] * 50 + [429] * 2
    refused = answers[-1]
    assert (refused["headers"]["Content-Type"], refused["headers"]["Retry-After"]) == ("application/problem+json", "1")
    problem = json.loads(refused["body"])
    assert problem["type"].endswith("#too-many-requests")
    assert (problem["status"], problem["instance"]) == (429, "request-1")
    world.clock.advance(seconds=1)
    assert world.post()[0] == 202


def test_asking_for_a_status_is_not_counted_as_a_request(world: World) -> None:
    ticket = world.requested()
    for _ in range(60):
        world.status(ticket)
    assert world.post()[0] == 202


def test_nothing_a_requester_wrote_reaches_events_logs_or_the_other_tables(world: World) -> None:
    world.completed()
    world.post(email="nova@@inkwell.example", reason="x")
    outside = json.dumps([world.bus.details, world.items("denylist"), world.items("audit")], default=str)
    outside += world.log.getvalue()
    assert "event_published" in outside
    for personal in (world.HANDLE, "inkwell", world.REASON):
        assert personal not in outside.lower() + outside
