"""The directory in its DynamoDB table: reads with their revision, and one conditional transaction for every change."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError

from profile_api.adapters.items import (
    PROFILE,
    REFRESH_PARTITION,
    STATE,
    Item,
    artist_items,
    artist_pk,
    fact_item,
    facts_pk,
    instant_text,
    read_fact,
    read_standing,
    read_studio,
    roster_items,
    studio_item,
    studio_pk,
)
from profile_api.domain.facts import Fact, FactId, Membership, keys_named_by
from profile_api.domain.profile import PublicProfile
from profile_api.domain.projector import Commit, Holding, Publication, Surroundings
from profile_api.domain.publication import State
from profile_api.domain.studio import Studio
from service_kit.batch_get import batch_get
from service_kit.denylist import DenylistCopy, denied_in, tombstone_key
from service_kit.errors import PermanentError

_MAX_TRANSACTION = 100


class DirectoryTable:
    """Facts, profiles, studios and rosters (`adapters.items` shows where each lies)."""

    def __init__(self, *, table: Any) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)

    def holding(self, keys: Iterable[str]) -> Holding:
        """Every fact that can be reached from `keys`, with the revisions they were read at."""
        known: dict[FactId, Fact] = {}
        revisions: dict[str, int] = {}
        asked_at: dict[str, datetime] = {}
        ahead = set(keys)
        while ahead:
            key = ahead.pop()
            revisions[key] = 0
            for item in self.partition(facts_pk(key)):
                if item["SK"] != STATE:
                    id_, fact = read_fact(item)
                    known[id_] = fact
                    ahead |= keys_named_by([fact]) - revisions.keys()
                else:
                    revisions[key] = int(item["revision"])
                    if "refresh_asked_at" in item:
                        asked_at[key] = datetime.fromisoformat(item["refresh_asked_at"])
        return Holding(known=known, revisions=revisions, asked_at=asked_at)

    def partition(self, pk: str) -> Iterator[Item]:
        """All items under a partition key, read consistently, in order."""
        query: dict[str, Any] = {"KeyConditionExpression": Key("PK").eq(pk), "ConsistentRead": True}
        while True:
            answer = self._table.query(**query)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            query["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def surroundings(self, keys: frozenset[str], *, studio_ids: frozenset[str]) -> Surroundings:
        """Read consistently, in one round trip for up to a hundred items."""
        tombstones = [tombstone_key(key) for key in sorted(keys)]
        profiles = [{"PK": artist_pk(key), "SK": PROFILE} for key in sorted(keys)]
        studios = [{"PK": studio_pk(studio_id), "SK": PROFILE} for studio_id in sorted(studio_ids)]
        items = list(batch_get(self._table, [*tombstones, *profiles, *studios]))
        named = [read_studio(item) for item in items if item["PK"].startswith(studio_pk(""))]
        shown = [item for item in items if item["PK"].startswith(artist_pk(""))]
        return Surroundings(
            denied=denied_in(items),
            standings={item["PK"].removeprefix(artist_pk("")): read_standing(item) for item in shown},
            studios={studio.id: studio for studio in named},
        )

    def public_ids(self) -> Iterator[str]:
        """The id of every public profile, in no order. Reads the whole table: for people's commands alone."""
        scan: dict[str, Any] = {
            "FilterExpression": Attr("SK").eq(PROFILE) & Attr("state").eq(str(State.PUBLISHED)),
            "ProjectionExpression": "PK",
        }
        while True:
            page = self._table.scan(**scan)
            yield from (item["PK"].removeprefix("ARTIST#") for item in page["Items"])
            if "LastEvaluatedKey" not in page:
                return
            scan["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def members(self, studio_id: str) -> list[str]:
        return [
            item["SK"].removeprefix("MEMBER#")
            for item in self.partition(studio_pk(studio_id))
            if item["SK"].startswith("MEMBER#")
        ]

    def save_studio(self, studio: Studio) -> bool:
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
            *self._revision_updates(commit),
            *self._studio_checks(commit),
            *(self._put(fact_item(fact)) for fact in commit.facts),
            *(self._put(_member_item(fact)) for fact in commit.facts if isinstance(fact, Membership)),
        ]
        for publication in commit.publications:
            writes += self._publication_writes(publication)
        if len(writes) + len(commit.subject_keys) > _MAX_TRANSACTION:
            raise PermanentError("change_too_large")
        try:
            return self._denylist.write_unless_denied(writes, subject_keys=commit.subject_keys)
        except ClientError as error:
            if "TransactionConflict" not in _cancellation_codes(error):
                raise
            return False

    def _revision_updates(self, commit: Commit) -> Iterator[Item]:
        for key, revision in commit.revisions.items():
            state: Item = {"PK": facts_pk(key), "SK": STATE, "revision": revision + 1}
            if key in commit.asked_at:
                state["refresh_asked_at"] = instant_text(commit.asked_at[key])
            if key in commit.refresh_due:
                state |= {"gsi2pk": REFRESH_PARTITION, "gsi2sk": instant_text(commit.refresh_due[key])}
            yield self._put(
                state,
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

    def _put(self, item: Item, **condition: Any) -> Item:
        return {"Put": {"TableName": self._table.name, "Item": item, **condition}}


def _member_item(membership: Membership) -> Item:
    return {"PK": studio_pk(membership.studio_id), "SK": f"MEMBER#{membership.subject_key}"}


def _cancellation_codes(error: ClientError) -> list[str | None]:
    return [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
