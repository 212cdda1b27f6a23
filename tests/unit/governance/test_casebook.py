"""Races between moderators, contexts and requesters: one of them wins, the other decides again (GOV-06)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from event_contracts import ArtistPurged, Context
from governance.adapters.audit_trail import AuditTrail
from governance.adapters.casebook import CaseBook
from governance.adapters.denylist_table import DenylistTable
from governance.domain.audit import first_break
from governance.domain.case import RejectionReason, TransitionError
from governance.domain.decisions import approve, heed_aliases, reject
from governance.domain.dossier import Change, Dossier
from governance.domain.errors import UnknownTicketError
from governance.domain.intake import open_case, read_form
from service_kit import aws
from service_kit.errors import TransientError
from service_kit.ids import new_ticket

if TYPE_CHECKING:
    from tests.unit.governance.conftest import World

ALIASES = ["ar_" + digit * 32 for digit in "123"]


def _opening(world: World) -> Change:
    form = read_form({"profile": world.HANDLE, "email": world.EMAIL, "relation": "self", "reason": world.REASON})
    return open_case(form, ticket=new_ticket(), hasher=world.hasher, now=world.clock.now())


def _patient_book(naps: list[float]) -> CaseBook:
    return CaseBook(
        requests=aws.table("requests"),
        denylist=DenylistTable(table=aws.table("denylist")),
        audit=AuditTrail(table=aws.table("audit")),
        sleep=naps.append,
    )


def test_a_decision_that_was_overtaken_is_taken_again_on_what_is_there_now(world: World) -> None:
    ticket = world.approved()
    looked: list[int] = []

    def overtaken(dossier: Dossier) -> Change | None:
        looked.append(dossier.case.revision)
        if len(looked) == 1:
            world.casebook.decide(ticket, partial(heed_aliases, now=world.clock.now(), aliases=ALIASES[:1]))
        return heed_aliases(dossier, now=world.clock.now(), aliases=ALIASES[1:])

    world.casebook.decide(ticket, overtaken)
    assert len(looked) == 2
    assert world.case(ticket).subject_keys == {world.handle_key, *ALIASES}


def test_of_two_opposite_decisions_the_second_is_refused(world: World) -> None:
    ticket = world.requested()

    def approve_too_late(dossier: Dossier) -> Change:
        if dossier.case.history[-1].state == "awaiting_review":
            refusal = partial(reject, now=world.clock.now(), actor="mod-2", reason=RejectionReason.UNPROVEN)
            world.casebook.decide(ticket, refusal)
        return approve(dossier, now=world.clock.now(), actor="mod-1")

    with pytest.raises(TransitionError):
        world.casebook.decide(ticket, approve_too_late)
    assert world.items("denylist") == []
    assert world.decisions() == ["received", "rejected"]


def test_two_cases_that_deny_the_same_key_at_once_both_stand_in_the_denylist(world: World) -> None:
    first, second = world.requested(), world.requested(email="studio@inkwell.example")

    def overtaken(dossier: Dossier) -> Change:
        if not dossier.denials:
            world.casebook.decide(second, partial(approve, now=world.clock.now(), actor="mod-2"))
        return approve(dossier, now=world.clock.now(), actor="mod-1")

    world.casebook.decide(first, overtaken)
    [denial] = world.items("denylist")
    assert set(denial["tickets"]) == {first, second}
    assert denial["case_version"] == world.case(first).case_version > world.case(second).case_version


def test_two_identical_requests_at_once_get_one_ticket(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rival_tickets: list[str] = []
    append = AuditTrail.append

    def overtaken(trail: AuditTrail, record: Any) -> dict[str, Any]:
        if not rival_tickets:
            rival_tickets.append("")
            rival_tickets[0] = world.casebook.open(_opening(world))
        return append(trail, record)

    monkeypatch.setattr(AuditTrail, "append", overtaken)
    assert world.casebook.open(_opening(world)) == rival_tickets[0]
    assert world.decisions() == ["received"]


def test_the_chain_stays_whole_when_many_write(world: World) -> None:
    for number in range(5):
        world.approved(profile=f"artist.{number}")
        world.run_streams()
    entries = list(AuditTrail(table=aws.table("audit")).entries())
    assert [entry.sequence for entry in entries] == list(range(1, 16))
    assert first_break(entries) is None


def test_who_never_wins_gives_up_as_a_transient_failure_after_growing_pauses(world: World) -> None:
    ticket = world.approved()
    naps: list[float] = []

    def always_overtaken(dossier: Dossier) -> Change | None:
        key = f"ar_{dossier.case.revision:032x}"
        world.casebook.decide(ticket, partial(heed_aliases, now=world.clock.now(), aliases=[key]), also=[key])
        return heed_aliases(dossier, now=world.clock.now(), aliases=ALIASES)

    with pytest.raises(TransientError, match="case_contended"):
        _patient_book(naps).decide(ticket, always_overtaken)
    assert len(naps) == 12
    assert max(naps) <= 1


def test_a_failed_transaction_that_is_no_race_is_not_hidden(world: World) -> None:
    ticket = world.requested()
    too_many = [f"ar_{number:032x}" for number in range(101)]

    def enormous(dossier: Dossier) -> Change:
        wide = Dossier(case=dossier.case, denials={}, related_keys=frozenset(too_many), acknowledgements=())
        return approve(wide, now=world.clock.now(), actor="mod-1")

    with pytest.raises(Exception, match="transact"):
        world.casebook.decide(ticket, enormous)
    assert world.decisions() == ["received"]


def test_an_unknown_ticket_is_said_to_be_unknown(world: World) -> None:
    with pytest.raises(UnknownTicketError):
        world.casebook.dossier("rr_" + "x" * 22)
    unknown = ArtistPurged(
        ticket="rr_" + "x" * 22, case_version=1, context=Context.INDEXER, aliases=(), items_removed=0
    )
    with pytest.raises(UnknownTicketError):
        world.casebook.acknowledge(unknown, at=world.clock.now())


def test_long_trails_and_many_cases_are_read_to_the_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        world.requested(profile=f"artist.{number}")
    for client in (aws.table("audit").meta.client, aws.table("requests").meta.client):
        for name in ("query", "scan"):
            monkeypatch.setattr(client, name, partial(_one_at_a_time, getattr(client, name)))
    assert len(list(AuditTrail(table=aws.table("audit")).entries())) == 4
    assert len(list(world.casebook.cases())) == 4


def _one_at_a_time(read: Any, **options: Any) -> Any:
    return read(**{"Limit": 1} | options)
