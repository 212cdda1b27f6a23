"""How far a purge is, and when people must look at it (GOV-03, GOV-04)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from governance.domain.case import UNFINISHED, Case, State
from governance.domain.dossier import Dossier

PATIENCE = timedelta(minutes=30)
"""Every live surface should be clean within ten minutes; after thirty somebody has to look."""

WARNING = timedelta(days=1)
"""How long before its deadline a case counts as due soon."""

_EAGER_FOR = timedelta(minutes=10)
_EAGER_SECONDS = 2
_PATIENT_SECONDS = 600  # keeps an execution of many days well under the 25,000 events its history may have


class Progress(TypedDict):
    """What the state machine decides on. `wait_seconds`: until it should ask again."""

    ticket: str
    state: str
    case_version: int
    acknowledged: list[str]
    missing: list[str]
    overdue: bool
    escalated: bool
    wait_seconds: int


def progress(dossier: Dossier, *, now: datetime) -> Progress:
    """Where the purge stands."""
    case = dossier.case
    running = now - _purging_since(case)
    return Progress(
        ticket=case.ticket,
        state=case.state,
        case_version=case.case_version,
        acknowledged=sorted(ack.context for ack in dossier.current),
        missing=sorted(dossier.missing),
        overdue=running > PATIENCE or is_due_soon(case, now=now),
        escalated=case.escalated_at is not None,
        wait_seconds=_EAGER_SECONDS if running < _EAGER_FOR else _PATIENT_SECONDS,
    )


def _purging_since(case: Case) -> datetime:
    return max((step.at for step in case.history if step.state is State.PURGING), default=case.history[-1].at)


def is_due_soon(case: Case, *, now: datetime) -> bool:
    """Less than a day is left, or the deadline has passed."""
    return now >= case.deadline - WARNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """The unfinished cases by how much time they have left. `due_soon` includes the overdue ones."""

    unfinished: int
    due_soon: int
    overdue: int


def backlog(cases: Iterable[Case], *, now: datetime) -> Backlog:
    """Count what is not finished."""
    unfinished = [case for case in cases if case.state in UNFINISHED]
    return Backlog(
        unfinished=len(unfinished),
        due_soon=sum(is_due_soon(case, now=now) for case in unfinished),
        overdue=sum(now >= case.deadline for case in unfinished),
    )
