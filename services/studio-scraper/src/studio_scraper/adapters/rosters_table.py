"""The `Rosters` table.

| item           | PK             | SK                               | holds                                         |
|----------------|----------------|----------------------------------|-----------------------------------------------|
| member         | STUDIO#{id}    | MEMBER#{subject key}             | standing, role, confidence, claim, `outbox`   |
| last attempt   | STUDIO#{id}    | ATTEMPT                          | version, outcome, pace, validators, `outbox`   |
| back-reference | SUBJECT#{key}  | STUDIO#{id}#MEMBER#{subject key} | where somebody is remembered, by each key     |
| tombstone      | DENIED#{key}   | TOMBSTONE, ALIASES               | no personal data                              |
| purge          | PURGE#{ticket} | ACK#{case version}               | `outbox`                                      |
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from boto3.dynamodb.conditions import Key
from botocore.exceptions import ClientError

from event_contracts import (
    ArtistIdentified,
    ArtistLeftStudio,
    Context,
    Envelope,
    EventData,
    Role,
    StudioFailure,
    StudioScrapeFailed,
)
from service_kit.denylist import DenylistCopy
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry
from studio_scraper.domain.crawl import Validator, Validators, reader_version
from studio_scraper.domain.members import Listed, Member, Standing
from studio_scraper.domain.outcome import Outcome
from studio_scraper.domain.pace import Mood, Pace
from studio_scraper.domain.records import Attempt, Remembered

Item = dict[str, Any]

ATTEMPT = "ATTEMPT"
_MEMBER = "MEMBER#"
# Until the same or a later version of the studio has been dealt with; both writes of an attempt and its end ask this.
_STILL_DUE = "attribute_not_exists(PK) OR version < :version"


def studio_pk(studio_id: str) -> str:
    return f"STUDIO#{studio_id}"


def subject_pk(key: str) -> str:
    return f"SUBJECT#{key}"


def member_sk(subject_key: str) -> str:
    return f"{_MEMBER}{subject_key}"


class RostersTable:
    """Members, attempts and back-references. Every change is one transaction with its event and the denylist."""

    def __init__(self, *, table: Any) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)

    def load(self, studio_id: str) -> Remembered:
        """Everything about a studio, read consistently."""
        items = list(self.partition(studio_pk(studio_id)))
        attempt = next((item for item in items if item["SK"] == ATTEMPT), None)
        return Remembered(
            version=int(attempt["version"]) if attempt else 0,
            members=tuple(_read_member(item) for item in items if item["SK"].startswith(_MEMBER)),
            validators=_read_validators(attempt or {}),
            pace=_read_pace(attempt or {}),
        )

    def denied_among(self, keys: Iterable[str]) -> frozenset[str]:
        return self._denylist.denied_among(keys)

    def prepare(self, attempt: Attempt, one: Listed) -> None:
        """Leave a trace before the claim is stored, so that a purge by any key finds it even if we stop in between.

        Raises `SubjectDeniedError`.
        """
        self._denylist.write_unless_denied(
            self._back_references(attempt.studio_id, one.subject_key, one.keys), subject_keys=one.keys
        )

    def identified(self, attempt: Attempt, one: Listed, *, claim: str) -> None:
        """Remember and announce; a no-op when this version has dealt with them. Raises `SubjectDeniedError`."""
        member = Member(
            subject_key=one.subject_key,
            handle_key=one.handle_key,
            name_key=one.name_key,
            standing=Standing.PRESENT,
            role=one.role,
            confidence=one.confidence,
            digest=one.digest,
            claim=claim,
            observed_at=attempt.now,
        )
        event = ArtistIdentified(
            subject_key=one.subject_key,
            handle_key=one.handle_key,
            name_key=one.name_key,
            studio_id=attempt.studio_id,
            role=one.role,
            confidence=one.confidence,
            observed_at=attempt.now,
            claim=claim,
        )
        self._write(attempt, member, event)

    def left(self, attempt: Attempt, member: Member) -> None:
        """Remember and announce that a member has left. Raises `SubjectDeniedError`."""
        gone = replace(member, standing=Standing.LEFT, observed_at=attempt.now)
        event = ArtistLeftStudio(subject_key=member.subject_key, studio_id=attempt.studio_id, observed_at=attempt.now)
        self._write(attempt, gone, event)

    def finish(self, attempt: Attempt, outcome: Outcome | StudioFailure, *, validators: Validators) -> None:
        """Record how the attempt ended; the version counts as done from here on. A failure is announced."""
        item: Item = {
            "PK": studio_pk(attempt.studio_id),
            "SK": ATTEMPT,
            "version": attempt.version,
            "outcome": outcome.value,
            "observed_at": attempt.now.isoformat(),
            **_pace_fields(attempt.next_pace(outcome)),
        }
        if validators:
            item["reader"] = reader_version()
            item["pages"] = json.dumps({url: asdict(validator) for url, validator in validators.items()})
        if isinstance(outcome, StudioFailure):
            failed = StudioScrapeFailed(studio_id=attempt.studio_id, reason=outcome, observed_at=attempt.now)
            item[OUTBOX_ATTRIBUTE] = [_outbox(attempt, failed)]
        try:
            self._table.put_item(
                Item=item,
                ConditionExpression=_STILL_DUE,
                ExpressionAttributeValues={":version": attempt.version},
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise

    def partition(self, pk: str) -> Iterator[Item]:
        """All items of a partition, read consistently."""
        query: Item = {"KeyConditionExpression": Key("PK").eq(pk), "ConsistentRead": True}
        while True:
            page = self._table.query(**query)
            yield from page["Items"]
            if "LastEvaluatedKey" not in page:
                return
            query["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def _write(self, attempt: Attempt, member: Member, event: EventData) -> None:
        version = {":version": attempt.version}
        still_due: Item = {
            "ConditionCheck": {
                "TableName": self._table.name,
                "Key": {"PK": studio_pk(attempt.studio_id), "SK": ATTEMPT},
                "ConditionExpression": _STILL_DUE,
                "ExpressionAttributeValues": version,
            }
        }
        item = _member_item(attempt, member) | {OUTBOX_ATTRIBUTE: [_outbox(attempt, event)]}
        put = self._put(item)
        put["Put"] |= {"ConditionExpression": _STILL_DUE, "ExpressionAttributeValues": version}
        back_references = self._back_references(attempt.studio_id, member.subject_key, member.keys)
        self._denylist.write_unless_denied([still_due, put, *back_references], subject_keys=member.keys)

    def _back_references(self, studio_id: str, subject_key: str, keys: Iterable[str]) -> list[Item]:
        return [
            self._put(
                {
                    "PK": subject_pk(key),
                    "SK": f"{studio_pk(studio_id)}#{member_sk(subject_key)}",
                    "studio_id": studio_id,
                    "subject_key": subject_key,
                    "keys": set(keys),
                }
            )
            for key in sorted(keys)
        ]

    def _put(self, item: Item) -> Item:
        return {"Put": {"TableName": self._table.name, "Item": item}}


def _outbox(attempt: Attempt, event: EventData) -> Item:
    return outbox_entry(
        Envelope.wrap(
            event,
            producer=Context.STUDIO_SCRAPER,
            now=attempt.now,
            correlation_id=attempt.cause.correlationid,
            causation_id=str(attempt.cause.id),
        )
    )


def _member_item(attempt: Attempt, member: Member) -> Item:
    return {
        "PK": studio_pk(attempt.studio_id),
        "SK": member_sk(member.subject_key),
        "version": attempt.version,
        "standing": member.standing.value,
        "handle_key": member.handle_key,
        "name_key": member.name_key,
        "role": member.role.value,
        "confidence": Decimal(str(member.confidence)),
        "digest": member.digest,
        "claim": member.claim,
        "observed_at": member.observed_at.isoformat(),
    }


def _read_member(item: Item) -> Member:
    return Member(
        subject_key=item["SK"].removeprefix(_MEMBER),
        handle_key=item["handle_key"],
        name_key=item["name_key"],
        standing=Standing(item["standing"]),
        role=Role(item["role"]),
        confidence=float(item["confidence"]),
        digest=item["digest"],
        claim=item["claim"],
        observed_at=datetime.fromisoformat(item["observed_at"]),
    )


def _pace_fields(pace: Pace) -> Item:
    fields: Item = {"website": pace.website, "mood": pace.mood.value, "streak": pace.streak}
    return fields | ({"rests_until": pace.rests_until.isoformat()} if pace.rests_until else {})


def _read_pace(attempt: Item) -> Pace:
    if "mood" not in attempt:
        return Pace()
    rests_until = attempt.get("rests_until")
    return Pace(
        website=attempt["website"],
        mood=Mood(attempt["mood"]),
        streak=int(attempt["streak"]),
        rests_until=datetime.fromisoformat(rests_until) if rests_until else None,
    )


def _read_validators(attempt: Item) -> Validators:
    """Those of the last attempt, unless pages are read by other rules now."""
    if attempt.get("reader") != reader_version():
        return {}
    return {url: Validator(**validator) for url, validator in json.loads(attempt["pages"]).items()}
