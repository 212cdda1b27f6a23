"""What a decision looks at, and what it comes to: plain values in, plain values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from event_contracts import DENYLIST_ENFORCERS, Context, EventData
from event_contracts.types import Instant
from governance.domain.audit import Record
from governance.domain.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A key on the denylist and the tickets that keep it there. With no ticket left the key is allowed again.

    `replaces` is the version this one was made from: None when the key was not on the list before.
    """

    key: str
    case_version: int
    tickets: frozenset[str]
    replaces: int | None


class Acknowledgement(BaseModel):
    """A context's word that it holds nothing about the case's subjects any more."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    context: Context
    case_version: int
    items_removed: int
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A case with everything a decision about it needs, read consistently.

    `denials` are the denylist's entries for the case's keys and for `related_keys`: keys that other standing tickets
    deny together with one of this case's, so they belong to the same person.
    """

    case: Case
    denials: Mapping[str, Denial]
    related_keys: frozenset[str]
    acknowledgements: tuple[Acknowledgement, ...]

    def next_version(self, now: datetime) -> int:
        """Decision time in milliseconds, above every version of the case and of its keys."""
        known = [self.case.case_version, *(denial.case_version for denial in self.denials.values())]
        return max(int(now.timestamp() * 1000), max(known) + 1)

    @property
    def current(self) -> tuple[Acknowledgement, ...]:
        """The acknowledgements of the case's present version."""
        return tuple(ack for ack in self.acknowledgements if ack.case_version == self.case.case_version)

    @property
    def missing(self) -> frozenset[Context]:
        """The contexts that have not acknowledged the present version."""
        return DENYLIST_ENFORCERS - {ack.context for ack in self.current}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a decision comes to; written in one transaction. `frees_requester` lets the same person ask anew."""

    case: Case
    record: Record
    event: EventData | None = None
    denials: tuple[Denial, ...] = ()
    frees_requester: bool = False
