"""What every context does with a denial or a lift: remember it, purge its own stores, acknowledge (GOV-03)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from event_contracts import ArtistDenylisted, ArtistPurged, ArtistReinstated, Context, Envelope, EventData
from service_kit.clock import Clock
from service_kit.consumer import EventHandler, Received
from service_kit.denylist import PURGED_KEYS, AliasNotes, DenylistCopy, purge_pk
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeReport:
    """What a purge removed, and which further keys of the same person the context knew."""

    items_removed: int
    aliases: frozenset[str] = frozenset()


Purge = Callable[[Iterable[str]], PurgeReport]
"""Deletes everything a context holds about the subject keys. Idempotent: a second run finds nothing."""


class DenylistEnforcer:
    """Handles `ArtistDenylisted` and `ArtistReinstated` for one context."""

    def __init__(self, *, table: Any, context: Context, purge: Purge, clock: Clock) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)
        self._notes = AliasNotes(table=table)
        self._context = context
        self._purge = purge
        self._clock = clock

    @property
    def handlers(self) -> dict[type[EventData], EventHandler]:
        return {ArtistDenylisted: self.enforce, ArtistReinstated: self.reinstate}

    def enforce(self, received: Received) -> None:
        """First refuse, then purge, then acknowledge: a write that slips in between is refused by the tombstone."""
        denial: ArtistDenylisted = received.payload
        self._denylist.deny(denial.subject_keys, ticket=denial.ticket, case_version=denial.case_version)
        # A late denial that has been lifted since purges nobody: what is there was collected afresh.
        report = self._purge(self._denylist.denied_among(denial.subject_keys))
        # What an attempt before this one found counts, too: the denial may have been lifted since.
        aliases = (report.aliases | self._notes.of(denial.subject_keys)) - set(denial.subject_keys)
        if aliases:
            self._denylist.deny(aliases, ticket=denial.ticket, case_version=denial.case_version)
            removed = self._purge(self._denylist.denied_among(aliases)).items_removed
            report = PurgeReport(items_removed=report.items_removed + removed, aliases=aliases)
        self._acknowledge(denial, report=report, cause=received.envelope)

    def reinstate(self, received: Received) -> None:
        """Allow fresh collection again; nothing old comes back."""
        lift: ArtistReinstated = received.payload
        self._denylist.lift(lift.subject_keys, ticket=lift.ticket, case_version=lift.case_version)

    def _acknowledge(self, denial: ArtistDenylisted, *, report: PurgeReport, cause: Envelope) -> None:
        acknowledgement = Envelope.wrap(
            ArtistPurged(
                ticket=denial.ticket,
                case_version=denial.case_version,
                context=self._context,
                aliases=tuple(sorted(report.aliases)),
                items_removed=report.items_removed,
            ),
            producer=self._context,
            now=self._clock.now(),
            correlation_id=cause.correlationid,
            causation_id=str(cause.id),
        )
        self._table.put_item(
            Item={
                "PK": purge_pk(denial.ticket),
                "SK": f"ACK#{denial.case_version}",
                PURGED_KEYS: {*denial.subject_keys, *report.aliases},
                OUTBOX_ATTRIBUTE: [outbox_entry(acknowledgement)],
            }
        )
