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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

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
from service_kit.batch_get import batch_get
from service_kit.denylist import DenylistCopy, SubjectDeniedError
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry
from service_kit.paging import partition
from service_kit.transactions import Fate, GuardedChange
from studio_scraper.domain.crawl import Validator, Validators, reader_version
from studio_scraper.domain.members import Listed, Member, Standing
from studio_scraper.domain.outcome import Outcome
from studio_scraper.domain.pace import Mood, Pace
from studio_scraper.domain.records import Attempt, KeysBefore, Remembered

Item = dict[str, Any]

ATTEMPT = "ATTEMPT"
_MEMBER = "MEMBER#"
_MOST_ASKED_IN_A_WRITE = 99  # a transaction has a hundred members


def studio_pk(studio_id: str) -> str:
    return f"STUDIO#{studio_id}"


def subject_pk(key: str) -> str:
    return f"SUBJECT#{key}"


def member_sk(subject_key: str) -> str:
    return f"{_MEMBER}{subject_key}"


class RostersTable:
    """Members, attempts and back-references. A change is in one transaction with its event and the denylist; those of a
    look share transactions.
    """

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

    def keys_until_now(self, studio_id: str, several: Sequence[Listed]) -> KeysBefore:
        places = [_back_reference(studio_id, one.subject_key, by=one.subject_key) for one in several]
        return {item["subject_key"]: frozenset(item["keys"]) for item in batch_get(self._table, places)}

    def prepare(self, attempt: Attempt, several: Sequence[Listed], *, before: KeysBefore) -> frozenset[str]:
        """Leave traces before claims are stored, so that a purge by any key finds them even if we stop in between.

        Keys that somebody had until now lead to them until the new ones are announced.
        """
        keys = {one.subject_key: one.keys | before.get(one.subject_key, frozenset()) for one in several}
        return self._write(
            {
                key: self._denylist.guarded(
                    map(self._put, self._back_references(attempt.studio_id, key, theirs)), subject_keys=theirs
                )
                for key, theirs in keys.items()
            }
        )

    def announce(
        self, attempt: Attempt, *, claims: Mapping[Listed, str], left: Sequence[Member], before: KeysBefore
    ) -> frozenset[str]:
        """Remember and announce; whom this version has dealt with is passed over."""
        there = [_told_of(attempt, one, claim) for one, claim in claims.items()]
        gone = [_told_gone(attempt, member) for member in left]
        return self._write(
            {
                member.subject_key: self._change(
                    attempt, member, event, outdated=before.get(member.subject_key, frozenset()) - member.keys
                )
                for member, event in there + gone
            }
        )

    def finish(
        self,
        attempt: Attempt,
        outcome: Outcome | StudioFailure,
        *,
        validators: Validators,
        named: frozenset[str] = frozenset(),
    ) -> None:
        """Record how the attempt ended; the version counts as done from here on. A failure is announced.

        A denial and the validators cannot pass each other: the write that keeps them asks for whomever the pages name.
        """
        item = _attempt_item(attempt, outcome)
        pages = _validator_fields(validators)
        if len(named) > _MOST_ASKED_IN_A_WRITE:  # nearly as good: asked just before it
            pages = {} if self.denied_among(named) else pages
            named = frozenset()
        try:
            self._denylist.write_unless_denied(
                [self._put_if_due(attempt, item | pages)], subject_keys=named if pages else ()
            )
        except SubjectDeniedError:
            self._denylist.write_unless_denied([self._put_if_due(attempt, item)], subject_keys=())

    def partition(self, pk: str) -> Iterator[Item]:
        """All items of a partition, read consistently."""
        return partition(self._table, pk, ConsistentRead=True)

    def _write(self, changes: Mapping[str, GuardedChange]) -> frozenset[str]:
        """Commit changes, given by subject key. Answers who is denied; nobody else is held up by them."""
        fates = self._denylist.write_each_unless_denied(list(changes.values()))
        return frozenset(key for key, fate in zip(changes, fates, strict=True) if fate is Fate.DENIED)

    def _change(self, attempt: Attempt, member: Member, event: EventData, *, outdated: frozenset[str]) -> GuardedChange:
        """A member with their event and back-references, as long as the attempt's version is still due."""
        still_due: Item = {
            "ConditionCheck": {
                "TableName": self._table.name,
                "Key": {"PK": studio_pk(attempt.studio_id), "SK": ATTEMPT},
                **_still_due(attempt),
            }
        }
        item = _member_item(attempt, member) | {OUTBOX_ATTRIBUTE: [_outbox(attempt, event)]}
        referring = map(self._put, self._back_references(attempt.studio_id, member.subject_key, member.keys))
        places = (_back_reference(attempt.studio_id, member.subject_key, by=key) for key in sorted(outdated))
        no_more = ({"Delete": {"TableName": self._table.name, "Key": place}} for place in places)
        return self._denylist.guarded(
            [still_due, self._put_if_due(attempt, item), *referring, *no_more], subject_keys=member.keys
        )

    def _back_references(self, studio_id: str, subject_key: str, keys: Iterable[str]) -> list[Item]:
        about = {"studio_id": studio_id, "subject_key": subject_key, "keys": set(keys)}
        return [_back_reference(studio_id, subject_key, by=key) | about for key in sorted(keys)]

    def _put(self, item: Item) -> Item:
        return {"Put": {"TableName": self._table.name, "Item": item}}

    def _put_if_due(self, attempt: Attempt, item: Item) -> Item:
        return {"Put": {"TableName": self._table.name, "Item": item, **_still_due(attempt)}}


def _back_reference(studio_id: str, subject_key: str, *, by: str) -> Item:
    """The place of the item by which the key `by` leads to a member."""
    return {"PK": subject_pk(by), "SK": f"{studio_pk(studio_id)}#{member_sk(subject_key)}"}


def _still_due(attempt: Attempt) -> Item:
    """Until the same or a later version has been dealt with; writes of an attempt and its end ask this."""
    return {
        "ConditionExpression": "attribute_not_exists(PK) OR version < :version",
        "ExpressionAttributeValues": {":version": attempt.version},
    }


def _told_of(attempt: Attempt, one: Listed, claim: str) -> tuple[Member, EventData]:
    """Somebody who is there, and the event that says so."""
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
    return member, event


def _told_gone(attempt: Attempt, member: Member) -> tuple[Member, EventData]:
    """Somebody who has left, and the event that says so."""
    event = ArtistLeftStudio(subject_key=member.subject_key, studio_id=attempt.studio_id, observed_at=attempt.now)
    return replace(member, standing=Standing.LEFT, observed_at=attempt.now), event


def _attempt_item(attempt: Attempt, outcome: Outcome | StudioFailure) -> Item:
    item: Item = {
        "PK": studio_pk(attempt.studio_id),
        "SK": ATTEMPT,
        "version": attempt.version,
        "outcome": outcome.value,
        "observed_at": attempt.now.isoformat(),
        **_pace_fields(attempt.next_pace(outcome)),
    }
    if isinstance(outcome, StudioFailure):
        failed = StudioScrapeFailed(studio_id=attempt.studio_id, reason=outcome, observed_at=attempt.now)
        item[OUTBOX_ATTRIBUTE] = [_outbox(attempt, failed)]
    return item


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


def _validator_fields(validators: Validators) -> Item:
    if not validators:
        return {}
    pages = {url: asdict(validator) for url, validator in validators.items()}
    return {"reader": reader_version(), "pages": json.dumps(pages)}


def _read_validators(attempt: Item) -> Validators:
    """Those of the last attempt, unless pages are read by other rules now."""
    if attempt.get("reader") != reader_version():
        return {}
    return {url: Validator(**validator) for url, validator in json.loads(attempt["pages"]).items()}
