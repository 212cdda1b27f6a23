"""Forgets a person: everything the directory holds about them goes, opaque tombstones stay (GOV-03, GOV-06)."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from event_contracts import ArtistWithdrawn, Context, Envelope, WithdrawalReason
from profile_api.adapters.items import PROFILE, Item, artist_pk, facts_pk, read_standing, studio_pk
from profile_api.adapters.table import DirectoryTable, Key
from profile_api.domain.facts import Membership, keys_named_by
from profile_api.domain.persons import keys_of_same_person
from profile_api.domain.projector import Claims
from profile_api.domain.publication import Standing, State, next_version
from service_kit.clock import Clock
from service_kit.denylist import AliasNotes, tombstone_key
from service_kit.enforcement import PurgeReport
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry

_MOST_IN_A_TRANSACTION = 100  # DynamoDB's limit


class Purger:
    """Removes persons by any of their keys. May be interrupted and repeated: what it learns, it keeps."""

    def __init__(
        self, *, table: Any, directory: DirectoryTable, claims: Claims, clock: Clock, correlation_id: Callable[[], str]
    ) -> None:
        self._table = table
        self._notes = AliasNotes(table=table)
        self._directory = directory
        self._claims = claims
        self._clock = clock
        self._correlation_id = correlation_id

    def purge(self, subject_keys: Iterable[str]) -> PurgeReport:
        """Delete facts, profiles, images, styles, roster places and claims; tell which keys the person also had."""
        given = frozenset(subject_keys)
        known_before = given | self._notes.of(given)
        holding = self._directory.holding(known_before)
        doomed = keys_of_same_person(holding.known, known_before)
        self._notes.keep(given, doomed - given)
        removed = sum(self._withdraw(key) for key in sorted(doomed))
        about_them = [fact for fact in holding.known.values() if keys_named_by([fact]) & doomed]
        # A fact leads to its place on the roster, so that goes first.
        removed += self._delete(_roster_place(fact) for fact in about_them if isinstance(fact, Membership))
        elsewhere = {fact.subject_key for fact in about_them} - doomed
        removed += sum(self._directory.forget_facts(key, about=doomed) for key in sorted(elsewhere))
        facts = (item for key in sorted(doomed) for item in self._directory.partition(facts_pk(key)))
        removed += self._delete_together([(item["PK"], item["SK"]) for item in facts])
        return PurgeReport(items_removed=removed, aliases=doomed - given)

    def _withdraw(self, artist_id: str) -> int:
        """Take a profile down; the announcement is kept beside the tombstone, where nothing is personal."""
        items = list(self._directory.partition(artist_pk(artist_id)))
        profile = next((item for item in items if item["SK"] == PROFILE), None)
        rosters = [(studio_pk(id_), artist_pk(artist_id)) for id_ in (profile or {}).get("studio_ids", ())]
        removed = self._delete([*rosters, *((i["PK"], i["SK"]) for i in items if i["SK"] != PROFILE)])
        removed += self._claims.forget(artist_id)
        if profile is None:
            return removed
        writes: list[Item] = [{"Delete": {"TableName": self._table.name, "Key": _key((profile["PK"], PROFILE))}}]
        standing = read_standing(profile)
        if standing.state is State.PUBLISHED:
            writes.append({"Put": {"TableName": self._table.name, "Item": self._withdrawal(artist_id, standing)}})
        self._table.meta.client.transact_write_items(TransactItems=writes)
        return removed + 1

    def _withdrawal(self, artist_id: str, standing: Standing) -> Item:
        now = self._clock.now()
        event = ArtistWithdrawn(
            artist_id=artist_id, version=next_version(standing, now), reason=WithdrawalReason.DENIED
        )
        envelope = Envelope.wrap(event, producer=Context.PROFILE_API, now=now, correlation_id=self._correlation_id())
        return {
            "PK": tombstone_key(artist_id)["PK"],
            "SK": "WITHDRAWN",
            "version": event.version,
            OUTBOX_ATTRIBUTE: [outbox_entry(envelope)],
        }

    def _delete(self, keys: Iterable[Key]) -> int:
        doomed = sorted(set(keys))
        with self._table.batch_writer() as batch:
            for key in doomed:
                batch.delete_item(Key=_key(key))
        return len(doomed)

    def _delete_together(self, doomed: Sequence[Key]) -> int:
        """All or none: from each key's facts another case's purge of the same person finds the others."""
        for start in range(0, len(doomed), _MOST_IN_A_TRANSACTION):
            some = doomed[start : start + _MOST_IN_A_TRANSACTION]
            writes = [{"Delete": {"TableName": self._table.name, "Key": _key(key)}} for key in some]
            self._table.meta.client.transact_write_items(TransactItems=writes)
        return len(doomed)


def _key(key: Key) -> dict[str, str]:
    return {"PK": key[0], "SK": key[1]}


def _roster_place(membership: Membership) -> Key:
    return studio_pk(membership.studio_id), f"MEMBER#{membership.subject_key}"
