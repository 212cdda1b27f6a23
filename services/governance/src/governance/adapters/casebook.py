"""The shell around the decisions: reads a dossier, lets a pure function decide, writes all of the change or nothing."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from boto3.dynamodb.conditions import Attr
from botocore.exceptions import ClientError

from event_contracts import ArtistPurged, Context, Envelope
from governance.adapters.audit_trail import AuditTrail
from governance.adapters.denylist_table import DenylistTable
from governance.domain.case import DENYING, Case
from governance.domain.decisions import Decide
from governance.domain.dossier import Acknowledgement, Change, Dossier
from governance.domain.errors import UnknownTicketError
from service_kit.errors import TransientError
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry
from service_kit.paging import partition, scan

_CASE = "_CASE"
_ACKNOWLEDGED = "ACK#"
_ATTEMPTS = 12
_LOST_A_RACE = frozenset({"ConditionalCheckFailed", "TransactionConflict"})
_T = TypeVar("_T")


class _LostRaceError(Exception):
    """Somebody else wrote first: decide again on what is there now."""


def _case_partition(ticket: str) -> str:
    return f"REQUEST#{ticket}"


def _requester_key(case: Case) -> dict[str, str]:
    return {"PK": f"REQUESTER#{case.requester_key}", "SK": "TICKET"}


class CaseBook:
    """All cases, in the Requests table (a boto3 Table resource), with the denylist and the audit trail beside it."""

    def __init__(
        self, *, requests: Any, denylist: DenylistTable, audit: AuditTrail, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._requests = requests
        self._denylist = denylist
        self._audit = audit
        self._sleep = sleep

    def open(self, change: Change) -> str:
        """Keep a new case and return its ticket; the ticket there is when the same requester asked for it before."""
        case = change.case

        def attempt() -> str:
            earlier = self._requests.get_item(Key=_requester_key(case), ConsistentRead=True).get("Item")
            if earlier:
                return str(earlier["ticket"])
            self._commit(change, self._put_new(_requester_key(case) | {"ticket": case.ticket}))
            return case.ticket

        return self._until_won(attempt)

    def decide(self, ticket: str, decision: Decide, *, also: Iterable[str] = ()) -> Change | None:
        """Take a decision about a case and write what it comes to; `also` are further keys it looks at.

        Raises `UnknownTicketError`, and whatever the decision raises; `TransientError` when others kept writing.
        """

        def attempt() -> Change | None:
            change = decision(self.dossier(ticket, also=also))
            if change:
                self._commit(change)
            return change

        return self._until_won(attempt)

    def acknowledge(self, purged: ArtistPurged, *, at: datetime) -> None:
        """Keep a context's acknowledgement; the first one of a version stands. Raises `UnknownTicketError`."""
        self.dossier(purged.ticket)
        acknowledgement = Acknowledgement(
            context=purged.context, case_version=purged.case_version, items_removed=purged.items_removed, at=at
        )
        try:
            self._requests.put_item(
                Item={
                    "PK": _case_partition(purged.ticket),
                    "SK": f"{_ACKNOWLEDGED}{purged.case_version:015d}#{purged.context}",
                    **acknowledgement.model_dump(mode="json"),
                },
                ConditionExpression="attribute_not_exists(PK)",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise

    def dossier(self, ticket: str, *, also: Iterable[str] = ()) -> Dossier:
        """A case with all that decisions look at, read consistently; raises `UnknownTicketError`."""
        case, acknowledgements = self._read(ticket)
        if case is None:
            raise UnknownTicketError
        denials = self._denylist.read(case.subject_keys.union(also))
        others = {other for denial in denials.values() for other in denial.tickets} - {ticket}
        related = self._subject_keys_of(others)
        return Dossier(
            case=case,
            denials=denials | self._denylist.read(related - denials.keys()),
            related_keys=related,
            acknowledgements=acknowledgements,
        )

    def cases(self) -> Iterator[Case]:
        """Every case, in no order. Reads the whole table: for moderators and the hourly count, not for requests."""
        items = scan(self._requests, FilterExpression=Attr("SK").eq(_CASE), ConsistentRead=True)
        return map(Case.model_validate, items)

    def _read(self, ticket: str) -> tuple[Case | None, tuple[Acknowledgement, ...]]:
        items = list(partition(self._requests, _case_partition(ticket), ConsistentRead=True))
        cases = [Case.model_validate(item) for item in items if item["SK"] == _CASE]
        acknowledgements = [Acknowledgement.model_validate(item) for item in items if item["SK"] != _CASE]
        return (cases[0] if cases else None), tuple(acknowledgements)

    def _subject_keys_of(self, tickets: Iterable[str]) -> frozenset[str]:
        keys: set[str] = set()
        for ticket in tickets:
            case, _ = self._read(ticket)
            if case and case.state in DENYING:
                keys |= case.subject_keys
        return frozenset(keys)

    def _commit(self, change: Change, *further: dict[str, Any]) -> None:
        writes = [
            self._put_case(change),
            self._audit.append(change.record),
            *map(self._denylist.write, change.denials),
            *further,
        ]
        if change.frees_requester:
            writes.append({"Delete": {"TableName": self._requests.name, "Key": _requester_key(change.case)}})
        try:
            self._requests.meta.client.transact_write_items(TransactItems=writes)
        except ClientError as error:
            reasons = {reason.get("Code", "None") for reason in error.response.get("CancellationReasons", [])}
            if reasons & _LOST_A_RACE and reasons <= _LOST_A_RACE | {"None"}:
                raise _LostRaceError from error
            raise

    def _put_case(self, change: Change) -> dict[str, Any]:
        case = change.case.changed(revision=change.case.revision + 1)
        item = {"PK": _case_partition(case.ticket), "SK": _CASE, **case.model_dump(mode="json", exclude_none=True)}
        if change.event:
            envelope = Envelope.wrap(
                change.event, producer=Context.GOVERNANCE, now=change.record.at, correlation_id=case.ticket
            )
            item[OUTBOX_ATTRIBUTE] = [outbox_entry(envelope)]
        if case.revision == 1:
            return self._put_new(item)
        return {
            "Put": {
                "TableName": self._requests.name,
                "Item": item,
                "ConditionExpression": "revision = :read",
                "ExpressionAttributeValues": {":read": change.case.revision},
            }
        }

    def _put_new(self, item: dict[str, Any]) -> dict[str, Any]:
        return {
            "Put": {
                "TableName": self._requests.name,
                "Item": item,
                "ConditionExpression": "attribute_not_exists(PK)",
            }
        }

    def _until_won(self, attempt: Callable[[], _T]) -> _T:
        for tries in range(_ATTEMPTS):
            try:
                return attempt()
            except _LostRaceError:
                self._sleep(random.uniform(0, min(1.0, 0.02 * 2**tries)))  # noqa: S311 - jitter needs no secrecy
        raise TransientError("case_contended")
