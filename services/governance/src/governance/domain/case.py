"""A removal case: what was asked, where it stands, and which moves its state may make."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, field_serializer

from event_contracts.types import Instant, SubjectKey, Ticket


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    AWAITING_REVIEW = "awaiting_review"
    APPROVED = "approved"
    PURGING = "purging"
    COMPLETED = "completed"
    REJECTED = "rejected"
    REINSTATED = "reinstated"


_S = State
TRANSITIONS: dict[State, frozenset[State]] = {
    _S.RECEIVED: frozenset({_S.AWAITING_REVIEW}),
    _S.AWAITING_REVIEW: frozenset({_S.APPROVED, _S.REJECTED}),
    _S.APPROVED: frozenset({_S.PURGING, _S.REINSTATED}),
    _S.PURGING: frozenset({_S.COMPLETED, _S.REINSTATED}),
    _S.COMPLETED: frozenset({_S.PURGING, _S.REINSTATED}),  # back to purging when another key of the person turns up
    _S.REJECTED: frozenset(),
    _S.REINSTATED: frozenset(),
}
DENYING = frozenset({State.APPROVED, State.PURGING, State.COMPLETED})
"""States in which the case's subjects are on the denylist."""

UNFINISHED = frozenset({State.RECEIVED, State.AWAITING_REVIEW, State.APPROVED, State.PURGING})
"""States against which the deadline runs."""


class Relation(StrEnum):
    """Who asks."""

    SELF = "self"
    STUDIO = "studio"
    OTHER = "other"


class RejectionReason(StrEnum):
    """Why a request was refused, as a code that may be published and kept."""

    UNPROVEN = "unproven"
    NOT_THE_SUBJECT = "not_the_subject"
    DUPLICATE = "duplicate"
    ABUSIVE = "abusive"


class TransitionError(Exception):
    """The case cannot make this move from where it stands."""

    def __init__(self, *, ticket: str, state: State, wanted: State) -> None:
        super().__init__(f"{ticket} is {state}; it cannot become {wanted}")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Contact(_Frozen):
    """The personal data of a request: erased when the case ends, the e-mail as soon as the confirmation was sent."""

    handle: str | None = None
    email: str | None = None
    reason: str


class Step(_Frozen):
    """A state and since when."""

    state: State
    at: Instant


class Case(_Frozen):
    """One removal request through its whole life.

    `case_version` is the decision time in integer milliseconds, strictly increasing per ticket; 0 before a decision.
    `purge_run` is the version for which a purge was last set going. `revision` counts the writes of the item.
    """

    ticket: Ticket
    requester_key: str
    relation: Relation
    subject_keys: frozenset[SubjectKey]
    deadline: Instant
    history: tuple[Step, ...]
    contact: Contact | None = None
    case_version: int = 0
    purge_run: int = 0
    escalated_at: Instant | None = None
    rejection: RejectionReason | None = None
    certificate: str | None = None
    revision: int = 0

    @field_serializer("subject_keys")
    def _in_order(self, subject_keys: frozenset[str]) -> list[str]:
        return sorted(subject_keys)

    @property
    def state(self) -> State:
        return self.history[-1].state

    @property
    def received_at(self) -> datetime:
        return self.history[0].at

    def first_in(self, state: State) -> datetime | None:
        """When the case first came into a state."""
        return next((step.at for step in self.history if step.state is state), None)

    def moved_to(self, state: State, *, at: datetime) -> Self:
        """The case in its next state; raises `TransitionError` when it may not go there."""
        if state not in TRANSITIONS[self.state]:
            raise TransitionError(ticket=self.ticket, state=self.state, wanted=state)
        return self.changed(history=(*self.history, Step(state=state, at=at)))

    def changed(self, **fields: object) -> Self:
        return self.model_copy(update=fields)

    def without_email(self) -> Self:
        return self.changed(contact=self.contact and self.contact.model_copy(update={"email": None}))
