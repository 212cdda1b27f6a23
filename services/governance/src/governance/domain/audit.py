"""The audit trail: what was decided, when and by whom, chained by hashes so that no entry can be changed or dropped."""

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from event_contracts.types import Instant, Ticket

SYSTEM = "system"
"""Actor of what nobody decided by hand."""

MODERATOR_PATTERN = r"[a-z0-9-]{2,40}"
"""A moderator's opaque name: a role or staff code, never a person's name or address."""


class Decision(StrEnum):
    """What happened to a case."""

    RECEIVED = "received"
    APPROVED = "approved"
    REJECTED = "rejected"
    PURGE_STARTED = "purge_started"
    WIDENED = "widened"
    REOPENED = "reopened"
    ESCALATED = "escalated"
    NOTICE_SENT = "notice_sent"
    NOTICE_REFUSED = "notice_refused"
    COMPLETED = "completed"
    REINSTATED = "reinstated"
    ALIASES_LIFTED = "aliases_lifted"
    REAPPLIED = "reapplied"


class Record(BaseModel):
    """One fact for the trail. Holds no personal data; `evidence` is the SHA-256 of a certificate."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ticket: Ticket
    at: Instant
    decision: Decision
    actor: str = Field(default=SYSTEM, pattern=f"^{MODERATOR_PATTERN}$")
    case_version: int = 0
    reason: str | None = None
    surfaces: dict[str, bool] | None = None
    evidence: str | None = None


class Entry(BaseModel):
    """A record at its place in the chain; `digest` covers the record, the place and the entry before."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sequence: int
    previous: str
    record: Record
    digest: str

    def is_intact(self) -> bool:
        return self.digest == _digest(sequence=self.sequence, previous=self.previous, record=self.record)


def _digest(*, sequence: int, previous: str, record: Record) -> str:
    facts = [sequence, previous, record.model_dump(mode="json", exclude_none=True)]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def follow(last: Entry | None, record: Record) -> Entry:
    """The entry that comes after `last` (None: the first of all)."""
    sequence = last.sequence + 1 if last else 1
    previous = last.digest if last else ""
    return Entry(
        sequence=sequence,
        previous=previous,
        record=record,
        digest=_digest(sequence=sequence, previous=previous, record=record),
    )


def first_break(entries: Iterable[Entry]) -> int | None:
    """The sequence number at which the chain is broken (changed, missing or inserted), or None when it is whole."""
    expected, previous = 1, ""
    for entry in entries:
        if entry.sequence != expected or entry.previous != previous or not entry.is_intact():
            return expected
        expected, previous = expected + 1, entry.digest
    return None
