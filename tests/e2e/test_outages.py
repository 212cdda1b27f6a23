"""What visitors see while the index is empty, lost or back again (A27, A30–A32).

The deployed search function is started anew with a bucket of its own, so that the indexer goes on undisturbed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import httpx
import pytest

from tests.e2e.driver import ApiDriver
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("system")]

_PATHS = ("/v1/artists", "/v1/styles", "/v1/areas", "/v1/suggest?q=a")


@contextmanager
def _other_snapshot_bucket(system: ApiDriver) -> Iterator[str]:
    """The search function, started anew, follows an empty bucket of its own; afterwards the real one again."""
    s3, lambda_ = system.aws.client("s3"), system.aws.client("lambda")
    name = system.function("search-api", "Http")
    environment = lambda_.get_function_configuration(FunctionName=name)["Environment"]
    bucket = f"other-{uuid4().hex}"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    changed = {"Variables": {**environment["Variables"], "SNAPSHOT_BUCKET": bucket}}
    lambda_.update_function_configuration(FunctionName=name, Environment=changed)
    try:
        yield bucket
    finally:
        lambda_.update_function_configuration(FunctionName=name, Environment=environment)
        for key in _keys(system, bucket):
            s3.delete_object(Bucket=bucket, Key=key)
        s3.delete_bucket(Bucket=bucket)
        eventually(lambda: system.search()["total"])


def _keys(system: ApiDriver, bucket: str) -> list[str]:
    pages = system.aws.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return [entry["Key"] for page in pages for entry in page.get("Contents", [])]


def _copy_of_the_index(system: ApiDriver, *, to: str) -> str | None:
    """Copy one whole state of the index; the key of its manifest, or None when it was replaced meanwhile."""
    s3, source = system.aws.client("s3"), system.aws.parameter("platform/search-snapshot-bucket")
    (manifest,) = [key for key in _keys(system, source) if key.endswith("manifest.json")]
    before = s3.head_object(Bucket=source, Key=manifest)["ETag"]
    for key in _keys(system, source):
        s3.copy_object(Bucket=to, Key=key, CopySource={"Bucket": source, "Key": key})
    return manifest if s3.head_object(Bucket=source, Key=manifest)["ETag"] == before else None


@contextmanager
def _without(system: ApiDriver, *, bucket: str, key: str) -> Iterator[None]:
    """An object is gone, and comes back as it was."""
    s3 = system.aws.client("s3")
    body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    s3.delete_object(Bucket=bucket, Key=key)
    try:
        yield
    finally:
        s3.put_object(Bucket=bucket, Key=key, Body=body)


def _is_unavailable(answer: httpx.Response) -> bool:
    return (
        answer.status_code == 503
        and answer.headers["content-type"] == "application/problem+json"
        and int(answer.headers["retry-after"]) > 0
    )


@pytest.mark.acceptance("A27")
def test_before_anything_was_indexed_every_list_is_empty_and_none_is_an_error(system: ApiDriver) -> None:
    with _other_snapshot_bucket(system):
        for _ in range(3):  # also while the function may not ask S3 again yet
            answers = {path: system.get(path) for path in _PATHS}
            assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(_PATHS, 200)
            assert {path: answer.json()["items"] for path, answer in answers.items()} == {path: [] for path in _PATHS}


@pytest.mark.acceptance("A30")
@pytest.mark.acceptance("A31")
@pytest.mark.acceptance("A32")
def test_a_search_that_cannot_reach_the_index_says_so_while_profiles_open_and_recovers_by_itself(
    system: ApiDriver,
) -> None:
    item = system.search()["items"][0]
    with _other_snapshot_bucket(system) as bucket:
        manifest = eventually(lambda: _copy_of_the_index(system, to=bucket))
        with _without(system, bucket=bucket, key=manifest):
            assert {path: _is_unavailable(system.get(path)) for path in _PATHS} == dict.fromkeys(_PATHS, True)
            assert system.profile(item["id"])["name"] == item["name"]
            assert system.get("/health").status_code == 200
        assert eventually(lambda: system.get("/v1/artists").status_code == 200 and system.find(item["name"]))


@pytest.mark.acceptance("A30")
def test_with_the_index_lost_a_running_search_goes_on_with_what_it_had(system: ApiDriver) -> None:
    with _other_snapshot_bucket(system) as bucket:
        manifest = eventually(lambda: _copy_of_the_index(system, to=bucket))
        before, noticed = system.search(limit=50), _times_noticed(system)
        assert before["items"]
        with _without(system, bucket=bucket, key=manifest):
            assert eventually(lambda: _asked(system) and _times_noticed(system) > noticed)
            assert system.search(limit=50) == before


def _asked(system: ApiDriver) -> bool:
    return system.get("/v1/styles").status_code == 200


def _times_noticed(system: ApiDriver) -> int:
    return sum(1 for _ in system.log_lines(containing="snapshot_unavailable"))
