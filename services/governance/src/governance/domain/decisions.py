"""What may be decided about a case. Each function looks at a dossier and gives the change to write, or None for none.

Pure: the shell (`adapters.casebook`) reads the dossier, commits the change in one transaction, and asks again with a
fresh dossier when somebody else wrote in between.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from event_contracts import ArtistDenylisted, ArtistReinstated, EventData, PurgeCompleted
from governance.domain.audit import SYSTEM, Decision, Record
from governance.domain.case import DENYING, Case, RejectionReason, State
from governance.domain.certificate import Signer, certify, statement
from governance.domain.dossier import Change, Denial, Dossier

Decide = Callable[[Dossier], Change | None]


def approve(dossier: Dossier, *, now: datetime, actor: str) -> Change:
    """Deny the subjects, and have every context purge them."""
    approved = dossier.case.moved_to(State.APPROVED, at=now)
    version = dossier.next_version(now)
    keys = approved.subject_keys | dossier.related_keys
    case = approved.changed(subject_keys=keys, case_version=version, purge_run=version)
    return _denying(dossier, case=case, decision=Decision.APPROVED, now=now, actor=actor)


def reject(dossier: Dossier, *, now: datetime, actor: str, reason: RejectionReason) -> Change:
    """Leave everything as it was. What the requester wrote is of no further use and goes."""
    case = dossier.case.moved_to(State.REJECTED, at=now).changed(rejection=reason, contact=None)
    record = Record(ticket=case.ticket, at=now, decision=Decision.REJECTED, actor=actor, reason=reason)
    return Change(case=case, record=record, frees_requester=True)


def heed_aliases(dossier: Dossier, *, now: datetime, aliases: Iterable[str]) -> Change | None:
    """What further keys of the same person come to: denied with a case in force, lifted with one that was lifted.

    None when nothing is new. Each change adds at least one key to the case, and keys are finite, so acknowledgements
    and decisions about them come to an end.
    """
    new = frozenset(aliases) - dossier.case.subject_keys
    if not new:
        return None
    if dossier.case.state in DENYING:
        return _widen(dossier, now=now, aliases=new)
    if dossier.case.state is State.REINSTATED:
        return _lift_late(dossier, now=now, aliases=new)
    return None


def _widen(dossier: Dossier, *, now: datetime, aliases: frozenset[str]) -> Change:
    """Deny the keys as well. A finished purge starts again."""
    version = dossier.next_version(now)
    keys = dossier.case.subject_keys | aliases | dossier.related_keys
    case = dossier.case.changed(subject_keys=keys, case_version=version)
    decision = Decision.WIDENED
    if case.state is State.COMPLETED:
        case = case.moved_to(State.PURGING, at=now).changed(purge_run=version, certificate=None, escalated_at=None)
        decision = Decision.REOPENED
    return _denying(dossier, case=case, decision=decision, now=now)


def _lift_late(dossier: Dossier, *, now: datetime, aliases: frozenset[str]) -> Change:
    """The context that names the keys denied them on its own when it purged; nobody else would tell it of the lift."""
    keys = dossier.case.subject_keys | aliases
    case = dossier.case.changed(subject_keys=keys, case_version=dossier.next_version(now))
    return _lifting(dossier, case=case, keys=aliases, decision=Decision.ALIASES_LIFTED, now=now)


def reinstate(dossier: Dossier, *, now: datetime, actor: str) -> Change:
    """Lift the denial of every key that no other ticket denies. Nothing old comes back."""
    case = dossier.case.moved_to(State.REINSTATED, at=now)
    case = case.changed(case_version=dossier.next_version(now), contact=None, certificate=None)
    change = _lifting(dossier, case=case, keys=case.subject_keys, decision=Decision.REINSTATED, now=now, actor=actor)
    return replace(change, frees_requester=True)


def reapply(dossier: Dossier, *, now: datetime, actor: str) -> Change | None:
    """Say the case's last word again, under the same version; None when nothing was ever denied or lifted by it.

    Who has heard it already repeats a purge that finds nothing. Who has forgotten it, because an older state of their
    table was restored, ends where the denylist is.
    """
    case = dossier.case
    event: EventData
    if case.state in DENYING:
        event = _denylisted(case)
    elif lifted := tuple(key for key, denial in sorted(dossier.denials.items()) if _is_lifted(denial, case=case)):
        event = ArtistReinstated(ticket=case.ticket, case_version=case.case_version, subject_keys=lifted)
    else:
        return None
    record = _record(case, decision=Decision.REAPPLIED, now=now, actor=actor)
    return Change(case=case, record=record, event=event)


def begin_purge(dossier: Dossier, *, now: datetime) -> Change | None:
    """The purge is being followed from now on; None when it already is, or is no longer wanted."""
    if dossier.case.state is not State.APPROVED:
        return None
    case = dossier.case.moved_to(State.PURGING, at=now)
    return Change(case=case, record=_record(case, decision=Decision.PURGE_STARTED, now=now))


def escalate(dossier: Dossier, *, now: datetime) -> Change | None:
    """Remember that people were called to a purge that takes too long; None when they were, or it is over."""
    if dossier.case.state is not State.PURGING or dossier.case.escalated_at:
        return None
    case = dossier.case.changed(escalated_at=now)
    return Change(case=case, record=_record(case, decision=Decision.ESCALATED, now=now))


def record_notice(dossier: Dossier, *, now: datetime, refused: bool) -> Change | None:
    """The confirmation went out (or can never be delivered): its address is erased at once."""
    if not email_of(dossier.case):
        return None
    decision = Decision.NOTICE_REFUSED if refused else Decision.NOTICE_SENT
    case = dossier.case.without_email()
    return Change(case=case, record=_record(case, decision=decision, now=now))


def is_proven(dossier: Dossier, *, case_version: int, surfaces: dict[str, bool]) -> bool:
    """Whether every context acknowledged and every surface is clean, for the case as it still is."""
    case = dossier.case
    present = case.state is State.PURGING and case.case_version == case_version
    return present and not dossier.missing and all(surfaces.values())


def complete(
    dossier: Dossier, *, now: datetime, case_version: int, surfaces: dict[str, bool], signer: Signer
) -> Change | None:
    """Certify the purge and erase what is left of the request; None when it was widened or lifted meanwhile."""
    if not is_proven(dossier, case_version=case_version, surfaces=surfaces):
        return None
    certificate = certify(statement(dossier, surfaces=surfaces, completed_at=now), signer=signer)
    case = dossier.case.moved_to(State.COMPLETED, at=now).changed(certificate=certificate, contact=None)
    record = Record(
        ticket=case.ticket,
        at=now,
        decision=Decision.COMPLETED,
        case_version=case_version,
        surfaces=surfaces,
        evidence=sha256(certificate.encode()).hexdigest(),
    )
    return Change(case=case, record=record, event=PurgeCompleted(ticket=case.ticket, completed_at=now))


def email_of(case: Case) -> str | None:
    """Where the confirmation is still to be sent."""
    return case.contact.email if case.contact else None


def _denying(dossier: Dossier, *, case: Case, decision: Decision, now: datetime, actor: str = SYSTEM) -> Change:
    return Change(
        case=case,
        record=_record(case, decision=decision, now=now, actor=actor),
        event=_denylisted(case),
        denials=tuple(_denied(dossier.denials.get(key), key=key, case=case) for key in sorted(case.subject_keys)),
    )


def _denylisted(case: Case) -> ArtistDenylisted:
    keys = tuple(sorted(case.subject_keys))
    return ArtistDenylisted(ticket=case.ticket, case_version=case.case_version, subject_keys=keys)


def _lifting(
    dossier: Dossier, *, case: Case, keys: Iterable[str], decision: Decision, now: datetime, actor: str = SYSTEM
) -> Change:
    remaining = tuple(_lifted(dossier.denials.get(key), key=key, case=case) for key in sorted(keys))
    lifted = tuple(denial.key for denial in remaining if not denial.tickets)
    return Change(
        case=case,
        record=_record(case, decision=decision, now=now, actor=actor),
        event=ArtistReinstated(ticket=case.ticket, case_version=case.case_version, subject_keys=lifted)
        if lifted
        else None,
        denials=remaining,
    )


def _lifted(old: Denial | None, *, key: str, case: Case) -> Denial:
    return Denial(
        key=key,
        case_version=case.case_version,
        tickets=(old.tickets if old else frozenset()) - {case.ticket},
        replaces=old.case_version if old else None,
    )


def _is_lifted(denial: Denial, *, case: Case) -> bool:
    return case.state is State.REINSTATED and denial.key in case.subject_keys and not denial.tickets


def _denied(old: Denial | None, *, key: str, case: Case) -> Denial:
    return Denial(
        key=key,
        case_version=case.case_version,
        tickets=(old.tickets if old else frozenset()) | {case.ticket},
        replaces=old.case_version if old else None,
    )


def _record(case: Case, *, decision: Decision, now: datetime, actor: str = SYSTEM) -> Record:
    return Record(ticket=case.ticket, at=now, decision=decision, actor=actor, case_version=case.case_version)
