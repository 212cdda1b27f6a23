"""The directory in its DynamoDB table: reads with their revision, and one conditional transaction for every change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from boto3.dynamodb.conditions import Attr
from botocore.exceptions import ClientError

from profile_api.adapters.items import (
    FACTS,
    PROFILE,
    REFRESH_PARTITION,
    Item,
    artist_items,
    artist_pk,
    fact_texts,
    facts_key,
    facts_pk,
    instant_text,
    read_facts,
    read_standing,
    read_studio,
    roster_items,
    studio_item,
    studio_pk,
)
from profile_api.domain.facts import Fact, FactId, Membership, keys_named_by
from profile_api.domain.persons import all_keys
from profile_api.domain.profile import PublicProfile, studios_named_by
from profile_api.domain.projector import Commit, Holding, Publication, Surroundings
from profile_api.domain.publication import State
from profile_api.domain.studio import Studio
from service_kit.batch_get import batch_get
from service_kit.denylist import TOMBSTONE, DenylistCopy, denied_in, tombstone_key
from service_kit.errors import PermanentError
from service_kit.paging import partition, scan

_MAX_TRANSACTION = 100

Key = tuple[str, str]
"""Partition key and sort key."""


class DirectoryTable:
    """Facts, profiles, studios and rosters (`adapters.items` shows where each lies)."""

    def __init__(self, *, table: Any) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)
        self._ahead: dict[Key, Item | None] = {}

    def look_ahead(self, keys: Iterable[str], *, studio_ids: Iterable[str]) -> None:
        """Read together what a batch of events is about, in some four round trips instead of three for each.

        An item serves until it is written here, or a commit fails: commits rest on conditions, so one that was read too
        early costs another attempt. Where there is nothing to commit, the facts were known that long ago already.
        """
        ahead: dict[Key, Item | None] = {}

        def read(wanted: Sequence[Key]) -> list[Item]:
            fresh = [key for key in wanted if key not in ahead]
            found = self._fetch(fresh)
            ahead.update(dict.fromkeys(fresh) | {(item["PK"], item["SK"]): item for item in found})
            return found

        known = _reachable(keys, read).known
        read(_around(all_keys(known) | frozenset(keys), studio_ids=studios_named_by(known) | frozenset(studio_ids)))
        self._ahead = ahead

    def holding(self, keys: Iterable[str]) -> Holding:
        """Every fact that can be reached from `keys`, with the revisions they were read at."""
        return _reachable(keys, self._read)

    def _read(self, wanted: Sequence[Key]) -> list[Item]:
        at_hand = {key: self._ahead[key] for key in wanted if key in self._ahead}
        return [item for item in at_hand.values() if item] + self._fetch(key for key in wanted if key not in at_hand)

    def _fetch(self, wanted: Iterable[Key]) -> list[Item]:
        return list(batch_get(self._table, [{"PK": pk, "SK": sk} for pk, sk in wanted]))

    def partition(self, pk: str) -> Iterator[Item]:
        """All items under a partition key, read consistently, in order."""
        return partition(self._table, pk, ConsistentRead=True)

    def surroundings(self, keys: frozenset[str], *, studio_ids: frozenset[str]) -> Surroundings:
        """Read consistently, in one round trip for up to a hundred items."""
        items = self._read(_around(keys, studio_ids=studio_ids))
        named = [read_studio(item) for item in items if item["PK"].startswith(studio_pk(""))]
        shown = [item for item in items if item["PK"].startswith(artist_pk(""))]
        return Surroundings(
            denied=denied_in(items),
            standings={item["PK"].removeprefix(artist_pk("")): read_standing(item) for item in shown},
            studios={studio.id: studio for studio in named},
        )

    def purged_with(self, denied: frozenset[str]) -> frozenset[str]:
        return self._denylist.purged_with(denied)

    def public_ids(self) -> Iterator[str]:
        """The id of every public profile, in no order. Reads the whole table: for people's commands alone."""
        public = Attr("SK").eq(PROFILE) & Attr("state").eq(str(State.PUBLISHED))
        for item in scan(self._table, FilterExpression=public, ProjectionExpression="PK"):
            yield item["PK"].removeprefix("ARTIST#")

    def members(self, studio_id: str) -> list[str]:
        members = [
            item["SK"].removeprefix("MEMBER#")
            for item in self.partition(studio_pk(studio_id))
            if item["SK"].startswith("MEMBER#")
        ]
        if members:  # to be looked at as they are after the studio's change, not as read ahead of it
            self._ahead.clear()
        return members

    def save_studio(self, studio: Studio) -> bool:
        self._ahead.pop((studio_pk(studio.id), PROFILE), None)
        try:
            self._table.put_item(
                Item=studio_item(studio),
                ConditionExpression="attribute_not_exists(PK) OR version <= :version",
                ExpressionAttributeValues={":version": studio.version},
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def commit(self, commit: Commit) -> bool:
        writes = [
            *self._facts(commit),
            *self._studio_checks(commit),
            *(self._put(_member_item(fact)) for fact in commit.news if isinstance(fact, Membership)),
        ]
        for publication in commit.publications:
            writes += self._publication_writes(publication)
        if len(writes) + len(commit.subject_keys) > _MAX_TRANSACTION:
            raise PermanentError("change_too_large")
        ahead, self._ahead = self._ahead, {}
        try:
            done = self._denylist.write_unless_denied(writes, subject_keys=commit.subject_keys)
        except ClientError as error:
            if "TransactionConflict" not in _cancellation_codes(error):
                raise
            return False
        if done:
            written = {pk(key) for key in commit.subject_keys for pk in (facts_pk, artist_pk)}
            self._ahead = {key: item for key, item in ahead.items() if key[0] not in written}
        return done

    def _facts(self, commit: Commit) -> Iterator[Item]:
        for key, revision in commit.revisions.items():
            about = fact_texts(fact for fact in commit.facts.values() if fact.subject_key == key)
            item: Item = {**facts_key(key), "facts": about, "revision": revision + 1}
            if key in commit.asked_at:
                item["refresh_asked_at"] = instant_text(commit.asked_at[key])
            if key in commit.refresh_due:
                item |= {"gsi2pk": REFRESH_PARTITION, "gsi2sk": instant_text(commit.refresh_due[key])}
            yield self._put(
                item,
                ConditionExpression="revision = :revision" if revision else "attribute_not_exists(PK)",
                **({"ExpressionAttributeValues": {":revision": revision}} if revision else {}),
            )

    def _studio_checks(self, commit: Commit) -> Iterator[Item]:
        for studio_id, studio in commit.studios.items():
            check: Item = {"TableName": self._table.name, "Key": {"PK": studio_pk(studio_id), "SK": PROFILE}}
            if studio:
                check["ConditionExpression"] = "version = :version"
                check["ExpressionAttributeValues"] = {":version": studio.version}
            else:
                check["ConditionExpression"] = "attribute_not_exists(PK)"
            yield {"ConditionCheck": check}

    def _publication_writes(self, publication: Publication) -> Iterator[Item]:
        """The difference between what lies under the artist and what shall."""
        change = publication.change
        lying_there = () if change.first else self.partition(artist_pk(change.id))
        before = {(item["PK"], item["SK"]): item for item in lying_there}
        profile = before.get((artist_pk(change.id), PROFILE), {})
        on_rosters = {(studio_pk(id_), artist_pk(change.id)) for id_ in profile.get("studio_ids", ())}
        wanted = artist_items(change.id, form=change.form, standing=change.standing, outbox=publication.outbox)
        if isinstance(change.form, PublicProfile):
            wanted += roster_items(change.form)
        for item in wanted:
            if before.get((item["PK"], item["SK"])) != item:
                yield self._put(item)
        for pk, sk in sorted((before.keys() | on_rosters) - {(item["PK"], item["SK"]) for item in wanted}):
            yield {"Delete": {"TableName": self._table.name, "Key": {"PK": pk, "SK": sk}}}

    def forget_facts(self, key: str, *, about: frozenset[str]) -> int:
        """Leave out of a key's facts those that name somebody in `about`; how many went."""
        while True:
            item = self._table.get_item(Key=facts_key(key), ConsistentRead=True).get("Item")
            facts = read_facts(item).values() if item else ()
            kept = [fact for fact in facts if not keys_named_by([fact]) & about]
            if item is None or len(kept) == len(facts):
                return 0
            try:
                self._table.update_item(
                    Key=facts_key(key),
                    UpdateExpression="SET facts = :kept, revision = revision + :one",
                    ConditionExpression="revision = :seen",
                    ExpressionAttributeValues={":kept": fact_texts(kept), ":one": 1, ":seen": item["revision"]},
                )
            except ClientError as error:
                if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                    raise
            else:
                return len(facts) - len(kept)

    def _put(self, item: Item, **condition: Any) -> Item:
        return {"Put": {"TableName": self._table.name, "Item": item, **condition}}


def _reachable(keys: Iterable[str], read: Callable[[Sequence[Key]], list[Item]]) -> Holding:
    """The facts of `keys`, of the keys that those name, and so on."""
    known: dict[FactId, Fact] = {}
    revisions: dict[str, int] = {}
    asked_at: dict[str, datetime] = {}
    ahead = frozenset(keys)
    while ahead:
        revisions |= dict.fromkeys(ahead, 0)
        for item in read([(facts_pk(key), FACTS) for key in sorted(ahead)]):
            key = item["PK"].removeprefix(facts_pk(""))
            known |= read_facts(item)
            revisions[key] = int(item["revision"])
            if "refresh_asked_at" in item:
                asked_at[key] = datetime.fromisoformat(item["refresh_asked_at"])
        ahead = keys_named_by(known.values()) - revisions.keys()
    return Holding(known=known, revisions=revisions, asked_at=asked_at)


def _around(keys: frozenset[str], *, studio_ids: frozenset[str]) -> list[Key]:
    tombstones = [(tombstone_key(key)["PK"], TOMBSTONE) for key in sorted(keys)]
    profiles = [(artist_pk(key), PROFILE) for key in sorted(keys)]
    return [*tombstones, *profiles, *((studio_pk(studio_id), PROFILE) for studio_id in sorted(studio_ids))]


def _member_item(membership: Membership) -> Item:
    return {"PK": studio_pk(membership.studio_id), "SK": f"MEMBER#{membership.subject_key}"}


def _cancellation_codes(error: ClientError) -> list[str | None]:
    return [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
