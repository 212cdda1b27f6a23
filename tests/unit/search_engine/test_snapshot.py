"""The snapshot in S3: what readers see, what conflicting writers get, and what a purge leaves behind."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from moto import mock_aws

from search_engine import ArtistDocument, SearchRequest, SearchUnavailable
from search_engine.snapshot import SnapshotConflict, SnapshotMissing, SnapshotReader, SnapshotWriter
from search_engine.tantivy_schema import FORMAT

START = datetime(2026, 1, 1, tzinfo=UTC)


def artist(key: str, name: str = "Nobody", version: int = 1) -> ArtistDocument:
    return ArtistDocument(id=key, version=version, name=name, updated_at=START, bio=f"bio of {name}")


class Bucket:
    """A versioned bucket, with counters and faults."""

    def __init__(self, s3: Any, name: str) -> None:
        self.s3 = s3
        self.name = name
        self.calls: list[tuple[str, str]] = []
        self.before: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.s3, name)
        if name not in ("get_object", "put_object", "delete_objects"):
            return method

        def call(**arguments: Any) -> Any:
            self.calls.append((name, arguments.get("Key", "")))
            if hook := self.before.pop(name, None):
                hook(arguments)
            return method(**arguments)

        return call

    def versions(self) -> list[dict[str, Any]]:
        versions: list[dict[str, Any]] = self.s3.list_object_versions(Bucket=self.name).get("Versions", [])
        return versions

    def holds(self, text: bytes) -> bool:
        """Whether any version of any object contains these bytes."""
        return any(
            text
            in self.s3.get_object(Bucket=self.name, Key=version["Key"], VersionId=version["VersionId"])["Body"].read()
            for version in self.versions()
        )

    def manifest(self) -> dict[str, Any]:
        stored = self.s3.get_object(Bucket=self.name, Key=f"search/v{FORMAT}/manifest.json")
        manifest: dict[str, Any] = json.loads(stored["Body"].read())
        return manifest


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client("s3", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


@pytest.fixture
def bucket(s3: Any, tmp_path: Path) -> Bucket:
    name = f"index-{abs(hash(tmp_path)):x}"
    s3.create_bucket(Bucket=name)
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return Bucket(s3, name)


@pytest.fixture
def opened(bucket: Bucket, tmp_path: Path) -> Any:
    """Makes writers and readers, each with a directory of its own."""
    count = iter(range(100))

    def make(kind: type, **options: Any) -> Any:
        return kind(s3=bucket, bucket=bucket.name, prefix="search", directory=tmp_path / str(next(count)), **options)

    return make


def later(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def test_a_reader_follows_the_writer(opened: Any) -> None:
    writer, reader = opened(SnapshotWriter), opened(SnapshotReader)
    writer.upsert([artist("1", "Ivy")])
    writer.commit()
    assert reader.refresh(START)
    assert reader.engine.get("1").name == "Ivy"
    writer.upsert([artist("1", "Zoe", version=2)])
    writer.commit()
    assert reader.refresh(later(10))
    assert reader.engine.get("1").name == "Zoe"


def test_a_reader_asks_no_more_often_than_its_interval(opened: Any, bucket: Bucket) -> None:
    opened(SnapshotWriter).commit()
    reader = opened(SnapshotReader, interval=timedelta(seconds=5))
    reader.refresh(START)
    bucket.calls.clear()
    assert not any(reader.refresh(later(second)) for second in (1, 2, 4.9))
    assert bucket.calls == []
    assert not reader.refresh(later(5))
    assert bucket.calls == [("get_object", f"search/v{FORMAT}/manifest.json")]


def test_only_new_files_travel(opened: Any, bucket: Bucket) -> None:
    writer, reader = opened(SnapshotWriter), opened(SnapshotReader, interval=timedelta(0))
    writer.upsert(artist(f"{i}", f"Name {i}") for i in range(50))
    writer.commit()
    reader.refresh(START)
    before = set(bucket.manifest()["parts"].values())
    bucket.calls.clear()
    writer.upsert([artist("new", "Ivy")])
    writer.commit()
    uploaded = {key for call, key in bucket.calls if call == "put_object" and "/files/" in key}
    assert uploaded == set(bucket.manifest()["parts"].values()) - before
    bucket.calls.clear()
    reader.refresh(later(1))
    assert {key for call, key in bucket.calls if "/files/" in key} == uploaded
    assert len(reader.engine) == 51


def test_a_commit_without_a_change_publishes_nothing(opened: Any, bucket: Bucket) -> None:
    writer = opened(SnapshotWriter)
    writer.upsert([artist("1", version=5)])
    writer.commit()
    generation = bucket.manifest()["generation"]
    writer.upsert([artist("1", version=4)])
    writer.commit()
    assert bucket.manifest()["generation"] == generation


def test_the_first_commit_publishes_even_an_empty_index(opened: Any) -> None:
    reader = opened(SnapshotReader)
    with pytest.raises(SnapshotMissing):
        reader.refresh(START)
    with pytest.raises(SearchUnavailable):
        _ = reader.engine
    opened(SnapshotWriter).commit()
    assert reader.refresh(later(10))
    assert reader.engine.search(SearchRequest()).total == 0


def test_the_slower_of_two_writers_conflicts_and_succeeds_when_it_repeats(opened: Any) -> None:
    fast, slow, reader = opened(SnapshotWriter), opened(SnapshotWriter), opened(SnapshotReader)
    fast.commit()
    slow.upsert([artist("slow")])
    fast.upsert([artist("fast")])
    fast.commit()
    with pytest.raises(SnapshotConflict):
        slow.commit()
    slow.upsert([artist("slow")])
    slow.commit()
    reader.refresh(START)
    assert {hit.document.id for hit in reader.engine.search(SearchRequest()).items} == {"fast", "slow"}


def test_a_conflict_leaves_no_file_behind(opened: Any, bucket: Bucket) -> None:
    fast, slow = opened(SnapshotWriter), opened(SnapshotWriter)
    fast.commit()
    slow.upsert([artist("1", "Unpublished Ursula")])
    fast.withdraw({"1": 1})
    fast.commit()
    with pytest.raises(SnapshotConflict):
        slow.commit()
    assert not bucket.holds(b"rsula")


def test_two_first_writers_do_not_both_win(opened: Any) -> None:
    one, two = opened(SnapshotWriter), opened(SnapshotWriter)
    one.upsert([artist("1")])
    two.upsert([artist("2")])
    one.commit()
    with pytest.raises(SnapshotConflict):
        two.commit()


def test_tombstones_reach_a_writer_that_has_never_seen_the_artist(opened: Any) -> None:
    first = opened(SnapshotWriter)
    first.withdraw({"1": 9})
    first.commit()
    second = opened(SnapshotWriter)
    assert second.upsert([artist("1", version=9)]) == frozenset()
    second.purge()
    third = opened(SnapshotWriter)
    assert third.upsert([artist("1", version=8), artist("1", version=9)]) == frozenset()
    assert third.upsert([artist("1", version=10)]) == {"1"}


def test_after_a_purge_no_version_of_any_object_holds_the_withdrawn_or_the_replaced(
    opened: Any, bucket: Bucket
) -> None:
    writer, reader = opened(SnapshotWriter), opened(SnapshotReader, interval=timedelta(0))
    for name in ("Secretivia", "Formerly", "Remaining"):
        writer.upsert([artist(name[0], name)])
        writer.commit()
    reader.refresh(START)
    writer.withdraw({"S": 1})
    writer.upsert([artist("F", "Latterly", version=2)])
    writer.commit()
    # Compression may replace a first letter that has occurred before, hence the rest of each name.
    assert bucket.holds(b"ecretivia")
    assert bucket.holds(b"ormerly")
    assert writer.purge() > 0
    assert not bucket.holds(b"ecretivia")
    assert not bucket.holds(b"ormerly")
    assert bucket.holds(b"emaining")
    stored = {version["Key"] for version in bucket.versions() if "/files/" in version["Key"]}
    assert stored == set(bucket.manifest()["parts"].values())
    reader.refresh(later(1))
    assert sorted(hit.document.name for hit in reader.engine.search(SearchRequest()).items) == ["Latterly", "Remaining"]


def test_a_purge_removes_the_withdrawn_from_the_disks_of_writer_and_reader(
    opened: Any, bucket: Bucket, tmp_path: Path
) -> None:
    writer, reader = opened(SnapshotWriter), opened(SnapshotReader, interval=timedelta(0))
    writer.upsert([artist("1", "Secretivia"), artist("2", "Remaining")])
    writer.commit()
    reader.refresh(START)
    assert on_disk(tmp_path, b"ecretivia")
    writer.withdraw({"1": 1})
    writer.purge()
    reader.refresh(later(1))
    assert not on_disk(tmp_path, b"ecretivia")
    assert on_disk(tmp_path, b"emaining")


def on_disk(folder: Path, text: bytes) -> bool:
    return any(text in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_purge_spares_what_another_writer_is_publishing_meanwhile(opened: Any, bucket: Bucket) -> None:
    purger, other, reader = opened(SnapshotWriter), opened(SnapshotWriter), opened(SnapshotReader)
    purger.upsert([artist("1", "Gone"), artist("2", "Stays")])
    purger.commit()
    purger.withdraw({"1": 1})

    def publish_meanwhile(_: object) -> None:
        other.upsert([artist("3", "Newcomer")])
        other.commit()

    bucket.before["delete_objects"] = publish_meanwhile
    purger.purge()
    reader.refresh(START)
    assert {hit.document.id for hit in reader.engine.search(SearchRequest()).items} == {"2", "3"}


def test_a_reader_whose_files_are_purged_while_it_reads_takes_the_next_state(opened: Any, bucket: Bucket) -> None:
    writer, reader = opened(SnapshotWriter), opened(SnapshotReader)
    writer.upsert([artist("1", "Gone"), artist("2", "Stays")])
    writer.commit()

    def purge_after_the_manifest(arguments: dict[str, Any]) -> None:
        def purge(_: object) -> None:
            writer.withdraw({"1": 1})
            writer.purge()

        bucket.before["get_object"] = purge

    bucket.before["get_object"] = purge_after_the_manifest
    assert reader.refresh(START)
    assert [hit.document.id for hit in reader.engine.search(SearchRequest()).items] == ["2"]


@pytest.mark.parametrize(
    "error",
    [
        EndpointConnectionError(endpoint_url="https://s3"),
        ClientError({"Error": {"Code": "SlowDown"}}, "GetObject"),
    ],
)
def test_a_reader_goes_on_with_what_it_has_when_s3_fails(opened: Any, bucket: Bucket, error: Exception) -> None:
    writer, reader = opened(SnapshotWriter), opened(SnapshotReader, interval=timedelta(0))
    writer.upsert([artist("1")])
    writer.commit()
    reader.refresh(START)

    def fail(_: object) -> None:
        raise error

    bucket.before["get_object"] = fail
    with pytest.raises(SearchUnavailable):
        reader.refresh(later(1))
    assert reader.engine.get("1") is not None
    assert not reader.refresh(later(2))


def test_a_damaged_file_is_noticed(opened: Any, bucket: Bucket) -> None:
    writer, reader = opened(SnapshotWriter), opened(SnapshotReader)
    writer.upsert([artist("1")])
    writer.commit()
    key = next(iter(bucket.manifest()["parts"].values()))
    bucket.s3.put_object(Bucket=bucket.name, Key=key, Body=b"damaged")
    with pytest.raises(SearchUnavailable, match="damaged"):
        reader.refresh(START)


def test_a_writer_that_failed_to_upload_starts_again_from_what_is_published(opened: Any, bucket: Bucket) -> None:
    writer, reader = opened(SnapshotWriter), opened(SnapshotReader)
    writer.commit()
    writer.upsert([artist("1", "Lost")])

    def fail(_: object) -> None:
        raise EndpointConnectionError(endpoint_url="https://s3")

    bucket.before["put_object"] = fail
    with pytest.raises(SearchUnavailable):
        writer.commit()
    writer.upsert([artist("2", "Kept")])
    writer.commit()
    reader.refresh(START)
    assert [hit.document.name for hit in reader.engine.search(SearchRequest()).items] == ["Kept"]


def test_many_small_commits_stay_few_files(opened: Any, bucket: Bucket) -> None:
    writer = opened(SnapshotWriter)
    for number in range(20):
        writer.upsert([artist(f"{number}")])
        writer.commit()
    assert len(bucket.manifest()["parts"]) < 15
    writer.withdraw({"0": 1})
    writer.purge()
    assert len(bucket.manifest()["parts"]) == 2
    writer.upsert([artist("next")])
    writer.commit()
