"""The `Profiles` table: handles, people, the names studios use, and notes of unfinished business.

| item | PK | SK |
|---|---|---|
| link | `HANDLE#{handle_key}` | `LINK` |
| note | `HANDLE#{handle_key}` | `UNSETTLED` |
| person | `ARTIST#{artist_id}` | `PROFILE` |
| name | `NAME#{name_key}` | `LINK` |
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from event_contracts import ArtistGone, ArtistPurged, Context, Envelope, EventData, GoneReason
from event_contracts.claims import StoredImage
from instagram_scraper.adapters.pauses_table import as_pause, pause_key
from instagram_scraper.domain.ports import Widening
from instagram_scraper.domain.records import (
    Briefing,
    Change,
    HandleLink,
    KnownHandle,
    KnownPerson,
    Outcome,
    PersonChange,
    Unsettled,
    Written,
    taken_from,
)
from service_kit.batch_get import batch_get
from service_kit.denylist import DenylistCopy, SubjectDeniedError, denied_in, tombstone_key
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry

_IMAGES = TypeAdapter(dict[str, StoredImage])


def link_key(handle_key: str) -> dict[str, str]:
    return {"PK": f"HANDLE#{handle_key}", "SK": "LINK"}


def note_key(handle_key: str) -> dict[str, str]:
    return {"PK": f"HANDLE#{handle_key}", "SK": "UNSETTLED"}


def person_key(artist_id: str) -> dict[str, str]:
    return {"PK": f"ARTIST#{artist_id}", "SK": "PROFILE"}


def name_item_key(name_key: str) -> dict[str, str]:
    return {"PK": f"NAME#{name_key}", "SK": "LINK"}


class ProfilesTable:
    """Reads and conditional writes on a boto3 Table resource."""

    def __init__(self, *, table: Any) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)

    def brief(self, handle_key: str, *, name_key: str | None, host: str) -> Briefing:
        """What has to be known before a look, in one read; a second one asks about keys that the first has found."""
        given = frozenset({handle_key, name_key or handle_key})
        keys = [link_key(handle_key), note_key(handle_key), pause_key(host), *map(tombstone_key, sorted(given))]
        items = list(batch_get(self._table, keys))
        found = {item["SK"]: item for item in items}
        known = _as_known(found)
        denied = denied_in(items) or self.denied_among(known.subject_keys - given)
        return Briefing(known=known, denied=bool(denied), pause=as_pause(found.get("BACKOFF")))

    def handle(self, handle_key: str) -> KnownHandle:
        """Everything under a handle key, read consistently."""
        answer = self._table.meta.client.query(
            TableName=self._table.name,
            KeyConditionExpression="PK = :pk",
            ExpressionAttributeValues={":pk": f"HANDLE#{handle_key}"},
            ConsistentRead=True,
        )
        return _as_known({item["SK"]: item for item in answer["Items"]})

    def person(self, artist_id: str) -> KnownPerson | None:
        """A person, read consistently."""
        item = self._get(person_key(artist_id))
        if item is None:
            return None
        return KnownPerson(
            artist_id=artist_id,
            handle_key=item.get("handle_key"),
            handle_keys=frozenset(item.get("handle_keys", ())),
            observed_at=datetime.fromisoformat(item["observed_at"]),
            images=_IMAGES.validate_json(item.get("images", "{}")),
        )

    def named(self, name_key: str) -> str | None:
        """The handle key a studio's name was last seen with."""
        item = self._get(name_item_key(name_key))
        return str(item["handle_key"]) if item else None

    def _get(self, key: dict[str, str]) -> dict[str, Any] | None:
        answer = self._table.meta.client.get_item(TableName=self._table.name, Key=key, ConsistentRead=True)
        item: dict[str, Any] | None = answer.get("Item")
        return item

    def denied_among(self, subject_keys: Iterable[str]) -> frozenset[str]:
        return self._denylist.denied_among(subject_keys)

    def begin(self, handle_key: str, note: Unsettled, *, subject_keys: Iterable[str]) -> Written:
        """Note whose objects are about to change."""
        item: dict[str, Any] = {**note_key(handle_key), "artist_id": note.artist_id}
        if note.others:
            item["others"] = set(note.others)
        return self._write([self._put(item)], subject_keys=subject_keys)

    def settle(self, handle_key: str) -> None:
        """Objects and table agree again."""
        self._table.meta.client.delete_item(TableName=self._table.name, Key=note_key(handle_key))

    def remember_name(self, link: HandleLink, name_key: str) -> Written:
        """A name leads to a known handle."""
        update = self._update(
            link_key(link.handle_key),
            "ADD name_keys :names",
            {":names": {name_key}},
            condition="attribute_exists(PK)",
        )
        subject_keys = {link.handle_key, name_key, *link.name_keys, *filter(None, [link.artist_id])}
        return self._write([update, self._name_write(name_key, link.handle_key)], subject_keys=subject_keys)

    def commit(self, change: Change) -> Written:
        """Write a look's result in one transaction; the note of the look goes with it where that settles everything."""
        link = change.link
        writes = [
            self._link_write(change),
            *(self._alias_write(key, link) for key in sorted(change.also_linked)),
            *(self._person_write(person, link.observed_at) for person in change.people),
            *(self._name_write(name_key, link.handle_key) for name_key in sorted(link.name_keys)),
        ]
        if change.settles:
            writes.append({"Delete": {"TableName": self._table.name, "Key": note_key(link.handle_key)}})
        return self._write(writes, subject_keys=change.subject_keys)

    def widen(self, denied_key: str, widening: Widening) -> None:
        """Tell governance of a denied person's further keys, then deny them under the same case. After a crash between
        the two governance's own denial of them comes; the other way round nobody would ever lift what was denied here.

        A handle that was somebody else's before is taken off them, so that the purge to come does not reach them.
        """
        tombstone = self._get(tombstone_key(denied_key))
        if tombstone is None or not tombstone["denied"]:
            return  # lifted meanwhile: the next look may read
        ticket, case_version = tombstone["ticket"], int(tombstone["case_version"])
        purged = ArtistPurged(
            ticket=ticket,
            case_version=case_version,
            context=Context.INSTAGRAM_SCRAPER,
            aliases=tuple(sorted(widening.new_keys)),
            items_removed=0,
        )
        events: list[EventData] = [purged]
        writes: list[dict[str, Any]] = []
        if widening.displaced:
            events.append(_renamed(widening, widening.displaced.artist_id))
            writes = [
                self._person_write(taken_from(widening.displaced, widening.handle_key), widening.now),
                {"Delete": {"TableName": self._table.name, "Key": link_key(widening.handle_key)}},
            ]
        acknowledgement = {
            "PK": f"PURGE#{ticket}",
            "SK": f"ACK#{case_version}#{widening.handle_key}",
            OUTBOX_ATTRIBUTE: _outbox([_envelope(event, widening) for event in events]),
        }
        self._table.meta.client.transact_write_items(TransactItems=[*writes, self._put(acknowledgement)])
        self._denylist.deny(sorted(widening.new_keys), ticket=ticket, case_version=case_version)

    def _write(self, writes: list[dict[str, Any]], *, subject_keys: Iterable[str]) -> Written:
        try:
            committed = self._denylist.write_unless_denied(writes, subject_keys=subject_keys)
        except SubjectDeniedError:
            return Written.DENIED
        return Written.COMMITTED if committed else Written.OUTDATED

    def _link_write(self, change: Change) -> dict[str, Any]:
        link = change.link
        return self._update(
            link_key(link.handle_key),
            f"SET {_LINK_FIELDS}, {OUTBOX_ATTRIBUTE} = :outbox" + (" ADD name_keys :names" if link.name_keys else ""),
            {
                **_link_values(link),
                ":outbox": _outbox(change.events),
                **({":names": set(link.name_keys)} if link.name_keys else {}),
            },
            unchanged_since=change.seen.observed_at if change.seen else None,
        )

    def _alias_write(self, handle_key: str, link: HandleLink) -> dict[str, Any]:
        """The account answered under another handle than asked: that one leads to the person too."""
        return {
            "Update": {
                "TableName": self._table.name,
                "Key": link_key(handle_key),
                "UpdateExpression": f"SET {_LINK_FIELDS}",
                "ExpressionAttributeValues": _link_values(link),
            }
        }

    def _person_write(self, person: PersonChange, now: datetime) -> dict[str, Any]:
        sets, removes = ["observed_at = :now"], []
        values: dict[str, Any] = {":now": now.isoformat()}
        if person.held:
            sets.append(f"handle_key = :handle, claim = :claim, images = :images, {OUTBOX_ATTRIBUTE} = :outbox")
            values |= {
                ":handle": person.held.handle_key,
                ":claim": person.held.claim,
                ":images": _IMAGES.dump_json(dict(person.held.images)).decode(),
                ":outbox": _outbox([person.held.event]),
            }
        elif not person.held_stays:
            removes = ["handle_key", "claim", "images"]
        expression = "SET " + ", ".join(sets) + (" REMOVE " + ", ".join(removes) if removes else "")
        for verb, name, keys in (("ADD", ":gained", person.gained), ("DELETE", ":lost", person.lost)):
            if keys:
                expression += f" {verb} handle_keys {name}"
                values[name] = set(keys)
        return self._update(
            person_key(person.artist_id),
            expression,
            values,
            unchanged_since=person.seen.observed_at if person.seen else None,
        )

    def _name_write(self, name_key: str, handle_key: str) -> dict[str, Any]:
        return self._put({**name_item_key(name_key), "handle_key": handle_key})

    def _put(self, item: dict[str, Any]) -> dict[str, Any]:
        return {"Put": {"TableName": self._table.name, "Item": item}}

    def _update(
        self,
        key: dict[str, str],
        expression: str,
        values: Mapping[str, Any],
        *,
        condition: str = "",
        unchanged_since: datetime | None = None,
    ) -> dict[str, Any]:
        """An update on `condition`, or by default only if the item is still as it was seen (None: not there)."""
        seen = {":seen": unchanged_since.isoformat()} if unchanged_since else {}
        unchanged = "observed_at = :seen" if unchanged_since else "attribute_not_exists(PK)"
        return {
            "Update": {
                "TableName": self._table.name,
                "Key": key,
                "UpdateExpression": expression,
                "ConditionExpression": condition or unchanged,
                "ExpressionAttributeValues": {**values, **seen},
            }
        }


_LINK_FIELDS = "handle = :handle, artist_id = :artist, outcome = :outcome, observed_at = :now, due_at = :due"


def _link_values(link: HandleLink) -> dict[str, Any]:
    return {
        ":handle": link.handle,
        ":artist": link.artist_id,
        ":outcome": link.outcome.value,
        ":now": link.observed_at.isoformat(),
        ":due": link.due_at.isoformat(),
    }


def _as_known(items: Mapping[str, Mapping[str, Any]]) -> KnownHandle:
    """From the items of a handle by their sort keys."""
    return KnownHandle(link=_as_link(items.get("LINK")), unsettled=_as_note(items.get("UNSETTLED")))


def _as_link(item: Mapping[str, Any] | None) -> HandleLink | None:
    if item is None:
        return None
    return HandleLink(
        handle_key=item["PK"].removeprefix("HANDLE#"),
        handle=item["handle"],
        artist_id=item["artist_id"],
        name_keys=frozenset(item.get("name_keys", ())),
        outcome=Outcome(item["outcome"]),
        observed_at=datetime.fromisoformat(item["observed_at"]),
        due_at=datetime.fromisoformat(item["due_at"]),
    )


def _as_note(item: Mapping[str, Any] | None) -> Unsettled | None:
    if item is None:
        return None
    return Unsettled(artist_id=item["artist_id"], others=frozenset(item.get("others", ())))


def _renamed(widening: Widening, artist_id: str) -> ArtistGone:
    return ArtistGone(
        handle_key=widening.handle_key, artist_id=artist_id, reason=GoneReason.RENAMED, observed_at=widening.now
    )


def _envelope(payload: EventData, widening: Widening) -> Envelope:
    return Envelope.wrap(
        payload,
        producer=Context.INSTAGRAM_SCRAPER,
        now=widening.now,
        correlation_id=widening.cause.correlationid,
        causation_id=str(widening.cause.id),
    )


def _outbox(envelopes: Iterable[Envelope]) -> list[dict[str, Any]]:
    return [outbox_entry(envelope) for envelope in envelopes]
