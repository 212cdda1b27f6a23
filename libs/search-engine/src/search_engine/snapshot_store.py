"""The objects of a snapshot: a small manifest that is replaced, and files that never change.

`{prefix}/v{FORMAT}/manifest.json` names the parts of one state of the index. A part is an archive of index files, an
object under `files/` named after the attempt that wrote it and its SHA-256: no key is ever written twice, so deleting
one hurts no other. One part for each segment, because a segment never changes, and one for everything that does: a
commit uploads two archives and a manifest, however many files the index has.
"""

import io
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_STORED, ZipFile

from search_engine.port import SearchUnavailable
from search_engine.tantivy_schema import FORMAT

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_REST = "rest"
_DELETE_BATCH = 1000
_DOWNLOADS = 8
_NOT_MODIFIED, _NOT_FOUND, _CONFLICT, _PRECONDITION_FAILED = 304, 404, 409, 412


class SnapshotConflict(SearchUnavailable):
    """Another writer was faster; nothing of this commit is visible. Transient: repeat the whole batch."""


class SnapshotMissing(SearchUnavailable):
    """Nothing has been published at this address yet."""


class FileMissing(SearchUnavailable):
    """A part of a manifest is gone: the manifest has been replaced and its parts purged."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of the index: part → object key. `etag` identifies the stored manifest, "" that there is none."""

    generation: int = 0
    parts: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""


@dataclass(frozen=True, slots=True)
class ObjectVersion:
    """One version of an object, a delete marker included."""

    key: str
    version_id: str | None


class SnapshotStore:
    """One snapshot address in a bucket. Raises SearchUnavailable when S3 does not do what it is asked."""

    def __init__(self, *, s3: "S3Client", bucket: str, prefix: str) -> None:
        self._s3: Any = s3
        self._bucket = bucket
        self._root = "/".join(part for part in (prefix.strip("/"), f"v{FORMAT}") if part)
        self._manifest_key = f"{self._root}/manifest.json"

    def manifest(self, known: Manifest) -> Manifest | None:
        """The stored manifest, or None if it still is the `known` one. Raises SnapshotMissing."""
        condition = {"IfNoneMatch": known.etag} if known.etag else {}
        try:
            reply = self._s3.get_object(Bucket=self._bucket, Key=self._manifest_key, **condition)
        except Exception as error:
            if _status(error) == _NOT_MODIFIED:
                return None
            if _status(error) == _NOT_FOUND:
                raise SnapshotMissing("no snapshot") from error
            raise SearchUnavailable("the manifest cannot be read") from error
        content = json.loads(reply["Body"].read())
        return Manifest(generation=content["generation"], parts=content["parts"], etag=reply["ETag"])

    def holds_files(self) -> bool:
        """Whether anything of any state is stored, with or without a manifest. Raises SearchUnavailable."""
        try:
            reply = self._s3.list_objects_v2(Bucket=self._bucket, Prefix=f"{self._root}/", MaxKeys=1)
        except Exception as error:
            raise SearchUnavailable("the snapshot cannot be listed") from error
        return bool(reply["KeyCount"])

    def publish(self, *, segments: Mapping[str, Sequence[Path]], rest: Sequence[Path], previous: Manifest) -> Manifest:
        """Uploads what `previous` does not have and replaces it. SnapshotConflict if it is no longer the stored one.

        A segment's files are the same wherever its name is; `rest` are the files that change.
        """
        generation = previous.generation + 1
        attempt = f"{generation:08d}-{token_hex(4)}"
        kept = {name: key for name, key in previous.parts.items() if name in segments}
        fresh = {name: files for name, files in segments.items() if name not in kept} | {_REST: rest}
        uploaded = {name: self._upload_part(attempt, files) for name, files in sorted(fresh.items())}
        parts = kept | {name: part.key for name, part in uploaded.items()}
        try:
            return self._replace_manifest(Manifest(generation=generation, parts=parts), previous)
        except SnapshotConflict:
            self.delete(uploaded.values())
            raise

    def _upload_part(self, attempt: str, files: Sequence[Path]) -> ObjectVersion:
        archive = io.BytesIO()
        with ZipFile(archive, "w", ZIP_STORED) as part:
            for file in files:
                part.write(file, file.name)
        content = archive.getvalue()
        return self._upload(f"{self._root}/files/{attempt}-{sha256(content).hexdigest()}", content)

    def _upload(self, key: str, content: bytes) -> ObjectVersion:
        try:
            reply = self._s3.put_object(Bucket=self._bucket, Key=key, Body=content)
        except Exception as error:
            raise SearchUnavailable("a file cannot be stored") from error
        return ObjectVersion(key=key, version_id=reply.get("VersionId"))

    def _replace_manifest(self, manifest: Manifest, previous: Manifest) -> Manifest:
        condition = {"IfMatch": previous.etag} if previous.etag else {"IfNoneMatch": "*"}
        body = json.dumps({"generation": manifest.generation, "parts": manifest.parts}, sort_keys=True).encode()
        try:
            reply = self._s3.put_object(
                Bucket=self._bucket, Key=self._manifest_key, Body=body, ContentType="application/json", **condition
            )
        except Exception as error:
            if _status(error) in (_NOT_FOUND, _CONFLICT, _PRECONDITION_FAILED):
                raise SnapshotConflict("the snapshot has changed meanwhile") from error
            raise SearchUnavailable("the manifest cannot be stored") from error
        return Manifest(generation=manifest.generation, parts=manifest.parts, etag=reply["ETag"])

    def materialise(self, manifest: Manifest, cache: Path, target: Path) -> None:
        """Fills the empty directory `target` with the files, downloading parts the cache lacks. Raises FileMissing."""
        cache.mkdir(parents=True, exist_ok=True)
        absent = {key for key in manifest.parts.values() if not (cache / _basename(key)).exists()}
        if absent:
            with ThreadPoolExecutor(_DOWNLOADS) as pool:
                list(pool.map(partial(self._download, cache), absent))
        for key in manifest.parts.values():
            for file in (cache / _basename(key)).iterdir():
                (target / file.name).hardlink_to(file)

    def _download(self, cache: Path, key: str) -> None:
        try:
            content = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except Exception as error:
            if _status(error) == _NOT_FOUND:
                raise FileMissing("a file of the snapshot is gone") from error
            raise SearchUnavailable("a file of the snapshot cannot be read") from error
        if sha256(content).hexdigest() != _digest_of(key):
            raise SearchUnavailable("a file of the snapshot is damaged")
        draft = cache / f"{_basename(key)}.new"
        with ZipFile(io.BytesIO(content)) as part:
            part.extractall(draft)
        draft.replace(cache / _basename(key))

    def versions(self) -> list[ObjectVersion]:
        """Every stored version of every file."""
        return list(self._versions())

    def _versions(self) -> Iterator[ObjectVersion]:
        pages = self._s3.get_paginator("list_object_versions")
        for page in pages.paginate(Bucket=self._bucket, Prefix=f"{self._root}/files/"):
            for listed in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                yield ObjectVersion(key=listed["Key"], version_id=listed["VersionId"])

    def delete(self, versions: Iterable[ObjectVersion]) -> None:
        """Deletes these versions for good."""
        pending = [
            {"Key": version.key} | ({"VersionId": version.version_id} if version.version_id else {})
            for version in versions
        ]
        for start in range(0, len(pending), _DELETE_BATCH):
            batch = {"Objects": pending[start : start + _DELETE_BATCH], "Quiet": True}
            try:
                failures = self._s3.delete_objects(Bucket=self._bucket, Delete=batch).get("Errors")
            except Exception as error:
                raise SearchUnavailable("files could not be deleted") from error
            if failures:
                raise SearchUnavailable("some files could not be deleted")


def forget_unused(cache: Path, manifest: Manifest) -> None:
    """Removes from a cache what the manifest does not name: it may hold what has been withdrawn."""
    used = {_basename(key) for key in manifest.parts.values()}
    for part in cache.iterdir():
        if part.name not in used:
            shutil.rmtree(part, ignore_errors=True)


def forget_directory(directory: Path | None) -> None:
    """Removes a materialised state; an engine that still reads it is not disturbed."""
    if directory is not None:
        shutil.rmtree(directory, ignore_errors=True)


def _basename(key: str) -> str:
    return key.rpartition("/")[2]


def _digest_of(key: str) -> str:
    return key.rpartition("-")[2]


def _status(error: Exception) -> int | None:
    """HTTP status behind an error of botocore, which readers need not have installed."""
    response = getattr(error, "response", None)
    if not isinstance(response, dict):
        return None
    status: int | None = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return status
