"""The indexer with a real index and a real table: order, duplicates and crashes do not matter; denial does."""

import itertools
import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from event_contracts import (
    ArtistDenylisted,
    ArtistPublished,
    ArtistReinstated,
    ArtistWithdrawn,
    Context,
    Envelope,
    EventData,
    WithdrawalReason,
)
from event_contracts.claims import SearchClaim
from indexer.adapters.conflicts import repeat_on_conflict
from indexer.adapters.ledger import TableLedger
from indexer.adapters.purge import IndexPurge
from indexer.domain.indexing import Indexing
from search_engine.model import ArtistDocument, SearchRequest
from search_engine.snapshot import SnapshotReader, SnapshotWriter
from service_kit.claims import S3ClaimStore
from service_kit.consumer import Received, consume_together
from service_kit.denylist import DenylistCopy
from service_kit.enforcement import DenylistEnforcer
from service_kit.logs import get_logger

NOW = datetime(2026, 11, 1, tzinfo=timezone.utc)
ARTIST, OTHER = "ar_" + "a" * 32, "ar_" + "b" * 32
TICKET = "rr_" + "T" * 22


class FixedClock:
    def now(self) -> datetime:
        return NOW


class Parker:
    def __init__(self) -> None:
        self.reasons: list[str] = []

    def park(self, *, body: str, reason: str) -> None:
        self.reasons.append(reason)


class World:
    """The context with its table, claims and snapshot, and a reader as the search API has one."""

    def __init__(self, folder: Path) -> None:
        self.s3 = boto3.client("s3", region_name="eu-west-2")
        for bucket in ("claims", "snapshots"):
            self.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        self.table = boto3.resource("dynamodb", region_name="eu-west-2").create_table(
            TableName="Indexed",
            KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": k, "AttributeType": "S"} for k in ("PK", "SK")],
            BillingMode="PAY_PER_REQUEST",
        )
        self.ledger = TableLedger(table=self.table, clock=FixedClock())
        self.writer = SnapshotWriter(s3=self.s3, bucket="snapshots", prefix="artists", directory=folder / "writer")
        self.claims = S3ClaimStore(s3=self.s3, bucket="claims", producer=Context.PROFILE_API)
        self.indexing = Indexing(index=self.writer, ledger=self.ledger, claims=self.claims, repeat=repeat_on_conflict)
        self.parker = Parker()
        self.enforcer = DenylistEnforcer(
            table=self.table,
            context=Context.INDEXER,
            purge=IndexPurge(snapshot=self.writer, ledger=self.ledger),
            clock=FixedClock(),
        )
        self._readers = (folder / f"reader-{number}" for number in itertools.count())

    def published(self, artist_id: str, version: int, name: str = "Nobody Inparticular") -> Envelope:
        document = ArtistDocument(id=artist_id, version=version, name=name, updated_at=NOW)
        claim = self.claims.put(
            subject=artist_id, body=SearchClaim(document=document.to_json()).model_dump(mode="json")
        )
        return _envelope(ArtistPublished(artist_id=artist_id, version=version, claim=claim))

    def deliver(self, *envelopes: Envelope) -> Any:
        records = [
            {"messageId": f"m{n}", "body": json.dumps({"detail": envelope.model_dump(mode="json")})}
            for n, envelope in enumerate(envelopes)
        ]
        return consume_together(
            {"Records": records},
            prepare=self.indexing.prepare,
            apply=self.indexing.apply,
            parker=self.parker,
            logger=get_logger("indexer"),
        )

    def deny(self, artist_id: str) -> None:
        denial = ArtistDenylisted(ticket=TICKET, case_version=1, subject_keys=(artist_id,))
        self.enforcer.enforce(Received(payload=denial, envelope=_envelope(denial, Context.GOVERNANCE)))

    def lift(self, artist_id: str) -> None:
        lift = ArtistReinstated(ticket=TICKET, case_version=2, subject_keys=(artist_id,))
        self.enforcer.reinstate(Received(payload=lift, envelope=_envelope(lift, Context.GOVERNANCE)))

    def visible(self) -> dict[str, int]:
        reader = SnapshotReader(s3=self.s3, bucket="snapshots", prefix="artists", directory=next(self._readers))
        reader.refresh(NOW)
        return {hit.document.id: hit.document.version for hit in reader.engine.search(SearchRequest()).items}

    def announced(self, artist_id: str) -> list[int]:
        return [Envelope.model_validate_json(e["envelope"]).data["version"] for e in self._outbox(artist_id)]

    def event_id(self, artist_id: str) -> str | None:
        return next((entry["id"] for entry in self._outbox(artist_id)), None)

    def _outbox(self, artist_id: str) -> list[dict[str, str]]:
        item: Any = self.table.get_item(Key={"PK": f"ARTIST#{artist_id}", "SK": "INDEXED"}).get("Item", {})
        return list(item.get("outbox", []))


def _envelope(payload: EventData, producer: Context = Context.PROFILE_API) -> Envelope:
    return Envelope.wrap(payload, producer=producer, now=NOW, correlation_id="run-1")


def _withdrawn(artist_id: str, version: int) -> Envelope:
    return _envelope(ArtistWithdrawn(artist_id=artist_id, version=version, reason=WithdrawalReason.LEFT_EVERY_STUDIO))


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield World(tmp_path)


def test_a_published_artist_is_searchable_and_announced(world: World) -> None:
    assert world.deliver(world.published(ARTIST, 3)) == {"batchItemFailures": []}
    assert world.visible() == {ARTIST: 3}
    assert world.announced(ARTIST) == [3]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_index_ends_the_same_in_whatever_order_events_arrive(world: World, order: tuple[int, ...]) -> None:
    events = [world.published(ARTIST, 1), _withdrawn(ARTIST, 2), world.published(ARTIST, 3)]
    for position in order:
        world.deliver(events[position], events[position])
    assert world.visible() == {ARTIST: 3}


def test_a_late_publication_does_not_undo_a_withdrawal(world: World) -> None:
    world.deliver(world.published(OTHER, 1), _withdrawn(ARTIST, 5))
    world.deliver(world.published(ARTIST, 4))
    assert world.visible() == {OTHER: 1}


def test_one_unreadable_document_is_parked_and_the_rest_is_indexed(world: World) -> None:
    bad = world.claims.put(subject=OTHER, body={"document": {"id": OTHER}})
    answer = world.deliver(
        world.published(ARTIST, 1), _envelope(ArtistPublished(artist_id=OTHER, version=1, claim=bad))
    )
    assert answer == {"batchItemFailures": []}
    assert world.parker.reasons == ["unreadable_document"]
    assert world.visible() == {ARTIST: 1}


def test_a_batch_that_cannot_be_committed_comes_back_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("the bucket does not answer")

    with monkeypatch.context() as broken:
        broken.setattr(world.writer, "commit", fail)
        answer = world.deliver(world.published(ARTIST, 1), world.published(OTHER, 1))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}, {"itemIdentifier": "m1"}]}
    assert world.announced(ARTIST) == []


def test_a_denied_artist_vanishes_with_every_byte_and_never_returns(world: World) -> None:
    publication = world.published(ARTIST, 1, name="Unmistakable Pseudonym")
    world.deliver(publication, world.published(OTHER, 1))
    world.deny(ARTIST)
    world.deliver(publication)
    world.deliver(world.published(ARTIST, int(NOW.timestamp() * 1000) + 10))
    assert world.visible() == {OTHER: 1}
    stored = world.s3.list_objects_v2(Bucket="snapshots")["Contents"]
    bodies = b"".join(world.s3.get_object(Bucket="snapshots", Key=o["Key"])["Body"].read() for o in stored)
    assert b"Unmistakable" not in bodies
    assert b"unmistakable" not in bodies


def test_a_denied_artist_vanishes_though_the_publishers_clock_is_ahead(world: World) -> None:
    version = int(NOW.timestamp() * 1000) + 3_600_000
    world.deliver(world.published(ARTIST, version))
    world.deny(ARTIST)
    assert world.visible() == {}


@pytest.mark.parametrize("times", [1, 2])
def test_a_denial_that_overtakes_a_batch_between_two_steps_is_respected(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, times: int
) -> None:
    """The indexer asks the denylist; the denial is enforced by another process; only then the batch goes on."""
    world.deliver(world.published(OTHER, 1))
    elsewhere = SnapshotWriter(s3=world.s3, bucket="snapshots", prefix="artists", directory=tmp_path / "elsewhere")
    purge = IndexPurge(snapshot=elsewhere, ledger=world.ledger)
    for _ in range(times - 1):
        purge([ARTIST])
    asked = world.ledger.denied_among
    answers: list[frozenset[str]] = []

    def overtaken(artist_ids: Iterable[str]) -> frozenset[str]:
        answers.append(asked(artist_ids))
        if len(answers) == 1:
            DenylistCopy(table=world.table).deny([ARTIST], ticket=TICKET, case_version=1)
            purge([ARTIST])
        return answers[-1]

    monkeypatch.setattr(world.ledger, "denied_among", overtaken)
    world.deliver(world.published(ARTIST, 1))
    assert len(answers) == 2
    assert world.visible() == {OTHER: 1}


def test_who_was_reinstated_is_found_again_though_the_publishers_clock_is_behind(world: World) -> None:
    version = int(NOW.timestamp() * 1000) - 3_600_000
    world.deliver(before := world.published(ARTIST, version))
    world.deny(ARTIST)
    world.lift(ARTIST)
    world.deliver(before)
    assert world.visible() == {}
    world.deliver(world.published(ARTIST, version + 1))
    assert world.visible() == {ARTIST: version + 1}


def test_a_denial_is_acknowledged_once_it_is_enforced(world: World) -> None:
    world.deliver(world.published(ARTIST, 1))
    world.deny(ARTIST)
    item: Any = world.table.get_item(Key={"PK": f"PURGE#{TICKET}", "SK": "ACK#1"})["Item"]
    data = Envelope.model_validate_json(item["outbox"][0]["envelope"]).data
    assert (data["context"], data["items_removed"]) == ("indexer", 1)


def test_a_writer_that_was_overtaken_starts_again_from_the_newer_index(world: World, tmp_path: Path) -> None:
    rival = SnapshotWriter(s3=world.s3, bucket="snapshots", prefix="artists", directory=tmp_path / "rival")
    world.deliver(world.published(ARTIST, 1))
    commit = world.writer.commit
    overtaken: list[bool] = []

    def commit_after_the_rival() -> None:
        if not overtaken:
            overtaken.append(True)
            rival.upsert([ArtistDocument(id=OTHER, version=1, name="Somebody Else", updated_at=NOW)])
            rival.commit()
        commit()

    world.writer.commit = commit_after_the_rival  # type: ignore[method-assign]
    assert world.deliver(world.published(ARTIST, 2)) == {"batchItemFailures": []}
    assert world.visible() == {ARTIST: 2, OTHER: 1}


def test_a_batch_is_recorded_in_one_transaction_but_for_whom_was_denied_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The denial comes after the commit and before the record; its purge follows, as always."""
    ids = [f"ar_{number:032x}" for number in range(30)]
    batch = [world.published(artist_id, 2) for artist_id in ids]
    world.deliver(world.published(ids[1], 3))
    commit, client = world.writer.commit, world.table.meta.client
    calls: list[str] = []

    def commit_then_deny() -> None:
        commit()
        DenylistCopy(table=world.table).deny([ids[0]], ticket=TICKET, case_version=1)

    monkeypatch.setattr(world.writer, "commit", commit_then_deny)
    client.meta.events.register("before-call.dynamodb.TransactWriteItems", lambda **_: calls.append("transaction"))
    assert world.deliver(*batch) == {"batchItemFailures": []}
    assert calls == ["transaction"] * 2  # the first says who cannot be recorded
    assert [world.announced(artist_id) for artist_id in ids] == [[], [3], *([2] for _ in ids[2:])]


def test_a_batch_that_comes_again_after_a_crash_announces_only_what_was_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [f"ar_{number:032x}" for number in range(60)]
    batch = [world.published(artist_id, 1) for artist_id in ids]
    write = world.table.meta.client.transact_write_items
    writes: list[Any] = []

    def second_one_fails(**request: Any) -> Any:
        writes.append(request)
        if len(writes) == 2:
            raise ConnectionError
        return write(**request)

    with monkeypatch.context() as broken:
        broken.setattr(world.table.meta.client, "transact_write_items", second_one_fails)
        assert len(world.deliver(*batch)["batchItemFailures"]) == 60
    events = [world.event_id(artist_id) for artist_id in ids]
    assert (all(events[:50]), any(events[50:])) == (True, False)
    assert world.deliver(*batch) == {"batchItemFailures": []}
    assert [world.event_id(artist_id) for artist_id in ids][:50] == events[:50]
    assert all(world.announced(artist_id) == [1] for artist_id in ids)
