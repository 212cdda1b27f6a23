"""Acknowledgements: duplicated, late, out of order, and with further keys of the same person (GOV-03, GOV-06)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from event_contracts import DENYLIST_ENFORCERS, ArtistDenylisted, ArtistPurged, ArtistReinstated, Context
from governance.domain.case import RejectionReason
from governance.domain.decisions import reinstate, reject
from service_kit import aws

if TYPE_CHECKING:
    from tests.unit.governance.conftest import World

ALIAS, FURTHER = "ar_" + "1" * 32, "ar_" + "2" * 32
DONE: dict[str, list[str]] = {"batchItemFailures": []}


def _parked() -> list[str]:
    sqs = aws.client("sqs")
    messages = sqs.receive_message(
        QueueUrl=sqs.get_queue_url(QueueName="dead")["QueueUrl"], MessageAttributeNames=["All"], MaxNumberOfMessages=10
    ).get("Messages", [])
    return [message["MessageAttributes"]["reason"]["StringValue"] for message in messages]


def test_a_purge_waits_until_every_context_has_acknowledged(world: World) -> None:
    ticket = world.approved()
    waiting = set(DENYLIST_ENFORCERS)
    for context in sorted(DENYLIST_ENFORCERS):
        assert set(world.progress(ticket)["missing"]) == waiting
        assert world.acknowledge(ticket, context) == DONE
        waiting.discard(context)
    assert world.progress(ticket)["missing"] == []
    assert set(world.progress(ticket)["acknowledged"]) == DENYLIST_ENFORCERS


def test_an_acknowledgement_twice_is_as_good_as_once(world: World) -> None:
    ticket = world.approved()
    world.acknowledge(ticket, Context.INDEXER)
    before = world.items("requests")
    world.clock.advance(minutes=1)
    world.acknowledge(ticket, Context.INDEXER)
    assert world.items("requests") == before


def test_a_further_key_is_denied_and_every_context_is_asked_again(world: World) -> None:
    ticket = world.approved()
    first = world.case(ticket).case_version
    world.acknowledge(ticket, Context.INDEXER)
    world.acknowledge(ticket, Context.PROFILE_API, aliases=[ALIAS])
    world.run_streams()
    assert world.denied(ALIAS)
    widened = world.published(ArtistDenylisted.TYPE)[-1]
    assert widened["subject_keys"] == sorted([ALIAS, world.handle_key])
    assert widened["case_version"] > first
    assert set(world.progress(ticket)["missing"]) == DENYLIST_ENFORCERS


def test_a_redelivered_alias_widens_once(world: World) -> None:
    ticket = world.approved()
    version = world.case(ticket).case_version
    for _ in range(3):
        world.acknowledge(ticket, Context.PROFILE_API, version=version, aliases=[ALIAS])
    assert world.decisions().count("widened") == 1


def test_two_contexts_that_name_the_same_aliases_in_turn_come_to_an_end(world: World) -> None:
    ticket = world.approved()
    for _ in range(4):
        version = world.case(ticket).case_version
        world.acknowledge(ticket, Context.PROFILE_API, version=version, aliases=[ALIAS])
        world.acknowledge(ticket, Context.INSTAGRAM_SCRAPER, version=version, aliases=[ALIAS, FURTHER])
    assert world.decisions().count("widened") == 2
    assert world.case(ticket).subject_keys == {world.handle_key, ALIAS, FURTHER}


def test_an_acknowledgement_of_an_older_version_does_not_count_for_the_present_one(world: World) -> None:
    ticket = world.approved()
    first = world.case(ticket).case_version
    world.acknowledge(ticket, Context.PROFILE_API, aliases=[ALIAS])
    world.acknowledge(ticket, Context.INDEXER, version=first)
    assert Context.INDEXER in world.progress(ticket)["missing"]


def test_a_new_alias_of_a_completed_removal_starts_the_purge_again(world: World) -> None:
    ticket = world.completed()
    world.acknowledge(ticket, Context.INSTAGRAM_SCRAPER, aliases=[ALIAS])
    world.run_streams()
    assert world.status(ticket)["state"] == "purging"
    assert "certificate" not in world.status(ticket)
    assert len(world.executions()) == 2
    world.acknowledge_all(ticket)
    assert world.complete(world.verify(ticket))
    assert world.status(ticket)["state"] == "completed"
    assert len(world.mails()) == 1  # the address was erased: nobody is written to twice


@pytest.fixture
def lifted(world: World) -> str:
    """The ticket of a denial that was lifted before every context had acknowledged it."""
    ticket = world.approved()
    world.casebook.decide(ticket, partial(reinstate, now=world.clock.now(), actor="mod-1"))
    return ticket


def test_a_late_alias_denies_nobody_whose_request_was_rejected(world: World) -> None:
    ticket = world.requested()
    refusal = partial(reject, now=world.clock.now(), actor="mod-1", reason=RejectionReason.UNPROVEN)
    world.casebook.decide(ticket, refusal)
    before = world.items("denylist"), world.decisions()
    world.acknowledge(ticket, Context.PROFILE_API, version=1, aliases=[ALIAS])
    assert (world.items("denylist"), world.decisions()) == before


def test_a_late_alias_of_a_lifted_denial_is_lifted_too(world: World, lifted: str) -> None:
    """The context that names it denied it under the version it acknowledges; no other decision is about it."""
    denied_under = world.case(lifted).case_version - 1
    world.acknowledge(lifted, Context.PROFILE_API, version=denied_under, aliases=[ALIAS])
    world.run_streams()
    assert not world.denied(ALIAS)
    lift = world.published(ArtistReinstated.TYPE)[-1]
    assert lift["subject_keys"] == [ALIAS]
    assert lift["case_version"] > denied_under
    assert world.decisions()[-1] == "aliases_lifted"
    assert world.status(lifted)["state"] == "reinstated"


def test_a_late_alias_that_comes_again_is_lifted_once(world: World, lifted: str) -> None:
    for _ in range(3):
        world.acknowledge(lifted, Context.PROFILE_API, version=1, aliases=[ALIAS])
    assert world.decisions().count("aliases_lifted") == 1


def test_a_late_alias_that_another_case_denies_stays_denied(world: World, lifted: str) -> None:
    other = world.approved(profile=ALIAS)
    world.acknowledge(lifted, Context.PROFILE_API, version=1, aliases=[ALIAS, FURTHER])
    world.run_streams()
    assert world.denied(ALIAS)
    assert world.published(ArtistReinstated.TYPE)[-1]["subject_keys"] == [FURTHER]
    world.casebook.decide(other, partial(reinstate, now=world.clock.now(), actor="mod-1"))
    assert not world.denied(ALIAS)


def test_an_acknowledgement_for_an_unknown_ticket_is_parked(world: World) -> None:
    unknown = ArtistPurged(
        ticket="rr_" + "x" * 22, case_version=1, context=Context.INDEXER, aliases=(), items_removed=0
    )
    assert world.deliver(unknown) == DONE
    assert _parked() == ["unknown_ticket"]
    assert world.items("requests") == []
