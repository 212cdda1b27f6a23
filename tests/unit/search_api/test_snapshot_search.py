"""Which index answers: the published one, an empty one before there is any, or none at all (A27, A30, A32)."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from search_api.adapters.snapshot_search import SNAPSHOT_PREFIX, SnapshotSearch
from search_engine import ArtistDocument, SearchRequest, SearchUnavailable
from search_engine.snapshot import SnapshotWriter
from service_kit.logs import get_logger

START = datetime(2026, 11, 1, tzinfo=timezone.utc)
AN_ASK_LATER = timedelta(seconds=3)
BUCKET = "snapshots"


@pytest.fixture
def s3() -> Iterator[Any]:
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
        client.create_bucket(Bucket=BUCKET)
        yield client


@pytest.fixture
def search(s3: Any, tmp_path: Path) -> SnapshotSearch:
    return _search(s3, tmp_path)


def _search(s3: Any, folder: Path, bucket: str = BUCKET) -> SnapshotSearch:
    return SnapshotSearch(s3=s3, bucket=bucket, directory=folder / "search", logger=get_logger("search-api"))


def _publish(s3: Any, folder: Path) -> None:
    writer = SnapshotWriter(s3=s3, bucket=BUCKET, prefix=SNAPSHOT_PREFIX, directory=folder / "writer")
    writer.upsert([ArtistDocument(id="ar_1", version=1, name="Imogen Vale", updated_at=START)])
    writer.commit()


def _take_manifest(s3: Any) -> tuple[str, bytes]:
    (key,) = [o["Key"] for o in s3.list_objects_v2(Bucket=BUCKET)["Contents"] if o["Key"].endswith("manifest.json")]
    body: bytes = s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    s3.delete_object(Bucket=BUCKET, Key=key)
    return key, body


def _total(search: SnapshotSearch, now: datetime) -> int:
    return search.engine(now).search(SearchRequest()).total


def test_before_anything_was_published_the_index_is_empty_at_every_request(search: SnapshotSearch) -> None:
    assert [_total(search, START + timedelta(seconds=second)) for second in (0, 1, 3, 4)] == [0, 0, 0, 0]


def test_the_first_publication_takes_the_place_of_the_empty_index(
    search: SnapshotSearch, s3: Any, tmp_path: Path
) -> None:
    assert _total(search, START) == 0
    _publish(s3, tmp_path)
    assert _total(search, START + AN_ASK_LATER) == 1


def test_a_lost_manifest_leaves_the_loaded_index_as_it_is(search: SnapshotSearch, s3: Any, tmp_path: Path) -> None:
    _publish(s3, tmp_path)
    assert _total(search, START) == 1
    _take_manifest(s3)
    assert [_total(search, START + n * AN_ASK_LATER) for n in (1, 2)] == [1, 1]


def test_a_search_that_starts_without_the_manifest_is_unavailable_until_it_is_back(
    search: SnapshotSearch, s3: Any, tmp_path: Path
) -> None:
    _publish(s3, tmp_path)
    key, manifest = _take_manifest(s3)
    for seconds in (0, 1):  # the second time without asking S3
        with pytest.raises(SearchUnavailable):
            search.engine(START + timedelta(seconds=seconds))
    s3.put_object(Bucket=BUCKET, Key=key, Body=manifest)
    assert _total(search, START + AN_ASK_LATER) == 1


def test_an_empty_index_is_not_vouched_for_while_s3_does_not_answer(
    search: SnapshotSearch, s3: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _total(search, START) == 0

    def refuse(**_: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(s3, "get_object", refuse)
    with pytest.raises(SearchUnavailable):
        search.engine(START + AN_ASK_LATER)


def test_a_bucket_that_does_not_exist_is_no_empty_index(s3: Any, tmp_path: Path) -> None:
    with pytest.raises(SearchUnavailable):
        _search(s3, tmp_path, bucket="elsewhere").engine(START)
