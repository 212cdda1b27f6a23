"""The purge from approval to certificate, with crashes, repeats and interruptions at every step (GOV-03…06, A45)."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from event_contracts import ArtistDenylisted, ArtistReinstated, Context, PurgeCompleted
from governance import bootstrap
from governance.adapters.executions import PurgeExecutions
from governance.adapters.mail import ConfirmationMail
from governance.domain.case import RejectionReason, TransitionError
from governance.domain.certificate import subject_token, verify
from governance.domain.decisions import approve, reinstate, reject
from governance.domain.errors import UndeliverableError
from governance.domain.progress import backlog
from governance.handlers import escalate_purge, start_purge, watch_deadlines
from service_kit import aws

if TYPE_CHECKING:
    from tests.unit.governance.conftest import World

ALIAS = "ar_" + "1" * 32


def _ready(world: World) -> str:
    """A ticket whose purge every context has acknowledged."""
    ticket = world.approved()
    world.run_streams()
    world.acknowledge_all(ticket)
    return ticket


def _certificate(world: World, ticket: str) -> Any:
    return world.status(ticket)["certificate"]


def test_approval_denies_publishes_and_sets_one_purge_going(world: World) -> None:
    ticket = world.approved()
    version = world.case(ticket).case_version
    for _ in range(2):  # the stream is delivered at least once
        world.run_streams()
    assert world.denied(world.handle_key)
    assert world.published(ArtistDenylisted.TYPE) == [
        {"ticket": ticket, "case_version": version, "subject_keys": [world.handle_key]}
    ]
    assert world.executions() == [f"{ticket}-{version}"]
    assert world.status(ticket)["state"] == "purging"
    assert world.decisions() == ["received", "approved", "purge_started"]


def test_the_denylist_and_the_audit_trail_hold_nothing_but_keyed_hashes_and_codes(world: World) -> None:
    world.completed()
    for table in ("denylist", "audit"):
        text = json.dumps(world.items(table), default=str)
        assert not any(personal in text for personal in (world.HANDLE, world.EMAIL, world.REASON))


def test_a_finished_purge_leaves_a_confirmation_a_certificate_and_no_personal_data(world: World) -> None:
    ticket = world.completed()
    assert world.status(ticket)["state"] == "completed"
    [mail] = world.mails()
    assert mail.destinations["ToAddresses"] == [world.EMAIL]
    assert ticket in mail.body
    assert [event["ticket"] for event in world.published(PurgeCompleted.TYPE)] == [ticket]
    stored = world.stored_text()
    assert not any(personal in stored for personal in (world.HANDLE, world.EMAIL, world.EMAIL.lower(), world.REASON))


def test_the_certificate_is_signed_by_our_key_and_states_what_was_proven(world: World) -> None:
    ticket = world.completed()
    certified = verify(json.dumps(_certificate(world, ticket)), public_key_pem=bootstrap.signer().public_key_pem())
    assert certified.ticket == ticket
    assert certified.subjects == (subject_token(world.handle_key),)
    assert len(certified.contexts) == 5
    assert certified.surfaces == {"profile": True, "search": True, "sitemap": True, "suggestions": True}


def test_a_missing_acknowledgement_keeps_a_purge_from_being_completed(world: World) -> None:
    ticket = world.approved()
    world.run_streams()
    world.acknowledge(ticket, Context.INDEXER)
    assert not world.complete(world.verify(ticket))
    assert world.mails() == []
    assert world.status(ticket)["state"] == "purging"


def test_an_unclean_surface_keeps_a_purge_from_being_completed(world: World) -> None:
    ticket = _ready(world)
    world.site.listed = {world.handle_key}
    verified = world.verify(ticket)
    assert verified["clean"] is False
    assert verified["surfaces"] == {"profile": False, "search": False, "sitemap": True, "suggestions": False}
    assert not world.complete(verified)
    assert world.mails() == []


def test_what_was_verified_before_a_widening_does_not_complete_the_wider_case(world: World) -> None:
    ticket = _ready(world)
    verified = world.verify(ticket)
    world.acknowledge(ticket, Context.PROFILE_API, aliases=[ALIAS])
    world.acknowledge_all(ticket)
    assert not world.complete(verified)
    assert world.complete(world.verify(ticket))
    assert set(world.case(ticket).subject_keys) == {world.handle_key, ALIAS}


def test_completing_twice_confirms_and_certifies_once(world: World) -> None:
    ticket = _ready(world)
    verified = world.verify(ticket)
    assert world.complete(verified)
    first = _certificate(world, ticket)
    assert world.complete(verified)
    assert _certificate(world, ticket) == first
    assert len(world.mails()) == 1
    assert world.decisions().count("completed") == 1


class _CrashError(Exception):
    pass


def test_a_crash_before_the_confirmation_loses_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = _ready(world)
    verified = world.verify(ticket)
    with monkeypatch.context() as crashing:
        crashing.setattr(ConfirmationMail, "send", _crash)
        with pytest.raises(_CrashError):
            world.complete(verified)
    assert world.status(ticket)["state"] == "purging"
    assert world.complete(verified)
    assert len(world.mails()) == 1


def test_a_crash_between_confirmation_and_certificate_does_not_confirm_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = _ready(world)
    verified = world.verify(ticket)
    with monkeypatch.context() as crashing:
        crashing.setattr(bootstrap, "signer", _crash)
        with pytest.raises(_CrashError):
            world.complete(verified)
    contact = world.case(ticket).contact
    assert contact
    assert contact.email is None
    assert world.complete(verified)
    assert len(world.mails()) == 1
    assert world.decisions()[-2:] == ["notice_sent", "completed"]


def test_a_crash_between_sending_and_recording_confirms_once_more_and_never_not_at_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = _ready(world)
    verified = world.verify(ticket)
    with monkeypatch.context() as crashing:
        crashing.setattr("governance.handlers.complete_purge.record_notice", _crash)
        with pytest.raises(_CrashError):
            world.complete(verified)
    assert world.complete(verified)
    assert len(world.mails()) == 2


def _crash(*_: object, **__: object) -> None:
    raise _CrashError


def test_an_address_that_refuses_mail_does_not_hold_up_the_removal(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UndeliverableError

    monkeypatch.setattr(ConfirmationMail, "send", refuse)
    world.completed()
    assert world.decisions()[-2:] == ["notice_refused", "completed"]
    assert world.EMAIL not in world.stored_text()


def test_an_address_that_the_mail_service_rejects_counts_as_undeliverable(world: World) -> None:
    mail = ConfirmationMail(
        ses=aws.client("sesv2"), sender="unverified@other.example", public_base_url="https://d.example"
    )
    with pytest.raises(UndeliverableError) as caught:
        mail.send(ticket="rr_" + "a" * 22, to=world.EMAIL)
    assert world.EMAIL not in str(caught.value)


def test_a_start_that_failed_is_made_up_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = world.approved()
    with monkeypatch.context() as crashing:
        crashing.setattr(PurgeExecutions, "start", _crash)
        answer = start_purge.handler({"Records": world.stream()}, None)  # type: ignore[arg-type]
        assert len(answer["batchItemFailures"]) == 1
    assert world.status(ticket)["state"] == "approved"
    world.run_streams()
    assert len(world.executions()) == 1
    assert world.status(ticket)["state"] == "purging"


def test_a_rejection_leaves_everything_as_it_was_and_stands_in_the_audit_trail(world: World) -> None:
    ticket = world.requested()
    refusal = partial(reject, now=world.clock.now(), actor="mod-7", reason=RejectionReason.UNPROVEN)
    world.casebook.decide(ticket, refusal)
    world.run_streams()
    assert world.published(ArtistDenylisted.TYPE) == []
    assert world.items("denylist") == []
    assert world.executions() == []
    assert world.decisions() == ["received", "rejected"]
    assert world.status(ticket)["reason"] == "unproven"
    assert world.EMAIL not in world.stored_text()


def test_who_was_rejected_may_ask_again(world: World) -> None:
    ticket = world.requested()
    refusal = partial(reject, now=world.clock.now(), actor="mod-7", reason=RejectionReason.UNPROVEN)
    world.casebook.decide(ticket, refusal)
    assert world.requested() != ticket


def test_reinstatement_allows_the_keys_again_and_brings_nothing_back(world: World) -> None:
    ticket = world.completed()
    denied_at = world.case(ticket).case_version
    world.casebook.decide(ticket, partial(reinstate, now=world.clock.now(), actor="mod-1"))
    world.run_streams()
    [lifted] = world.published(ArtistReinstated.TYPE)
    assert lifted["subject_keys"] == [world.handle_key]
    assert lifted["case_version"] > denied_at  # although the clock stood still
    assert not world.denied(world.handle_key)
    assert world.status(ticket)["state"] == "reinstated"


def test_a_purge_that_is_lifted_while_it_runs_comes_to_no_certificate(world: World) -> None:
    ticket = _ready(world)
    verified = world.verify(ticket)
    world.casebook.decide(ticket, partial(reinstate, now=world.clock.now(), actor="mod-1"))
    assert not world.complete(verified)
    assert world.progress(ticket)["state"] == "reinstated"
    assert "certificate" not in world.status(ticket)


def test_a_purge_that_takes_too_long_is_escalated_once(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = world.approved()
    world.run_streams()
    assert world.progress(ticket)["overdue"] is False
    world.clock.advance(minutes=31)
    assert world.progress(ticket)["overdue"] is True
    for _ in range(2):
        assert escalate_purge.handler({"ticket": ticket}, None) == {"ticket": ticket}  # type: ignore[arg-type]
    assert world.progress(ticket)["escalated"] is True
    assert capsys.readouterr().out.count('"PurgesEscalated":[1.0]') == 1
    assert world.decisions().count("escalated") == 1


def test_a_purge_is_asked_about_often_at_first_and_seldom_later(world: World) -> None:
    ticket = world.approved()
    world.run_streams()
    first = world.progress(ticket)["wait_seconds"]
    world.clock.advance(minutes=11)
    assert first < world.progress(ticket)["wait_seconds"]


def test_unfinished_removals_are_counted_before_their_deadline_passes(world: World) -> None:
    world.completed(profile="finished.artist")
    world.requested()
    due = backlog(world.casebook.cases(), now=world.clock.now())
    assert (due.unfinished, due.due_soon, due.overdue) == (1, 0, 0)
    world.clock.advance(days=6, hours=9)  # 1 June 09:00 → 7 June 18:00; due on 8 June 17:00
    due = backlog(world.casebook.cases(), now=world.clock.now())
    assert (due.unfinished, due.due_soon, due.overdue) == (1, 1, 0)
    world.clock.advance(days=1)
    assert backlog(world.casebook.cases(), now=world.clock.now()).overdue == 1


def test_the_hourly_watch_writes_its_counts_as_metrics(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.requested()
    world.clock.advance(days=30)
    watch_deadlines.handler({}, None)  # type: ignore[arg-type]
    written = json.loads(capsys.readouterr().out)
    assert {name: written[name] for name in ("RemovalsUnfinished", "RemovalsDueSoon", "RemovalsOverdue")} == {
        "RemovalsUnfinished": [1.0],
        "RemovalsDueSoon": [1.0],
        "RemovalsOverdue": [1.0],
    }


def test_a_second_approval_is_refused(world: World) -> None:
    ticket = world.approved()
    with pytest.raises(TransitionError):
        world.casebook.decide(ticket, partial(approve, now=world.clock.now(), actor="mod-2"))
