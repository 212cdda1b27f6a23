"""Versioned S3 buckets in memory, as the services use them. Checked against moto by `test_fakes.py`."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.simulation.fake_table import Around, client_error, straight

_PAGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of an object."""

    id: str
    body: bytes
    etag: str


class FakeS3:
    """All buckets. Deleting a version is for good; nothing here writes delete markers."""

    def __init__(self, *, around: Around = straight) -> None:
        self.around = around
        self._objects: dict[tuple[str, str], list[Version]] = {}
        self._count = 0

    def stored(self, bucket: str, prefix: str = "") -> dict[str, bytes]:
        """The latest body of every object, for the checker."""
        return {
            key: versions[-1].body
            for (name, key), versions in self._objects.items()
            if name == bucket and key.startswith(prefix)
        }

    def lose(self, bucket: str) -> None:
        """Every version of every object is gone."""
        self._objects = {address: versions for address, versions in self._objects.items() if address[0] != bucket}

    def put_object(
        self,
        *,
        Bucket: str,
        Key: str,
        Body: bytes,
        IfMatch: str | None = None,
        IfNoneMatch: str | None = None,
        ContentType: str = "",
        CacheControl: str = "",
    ) -> dict[str, Any]:
        def put() -> dict[str, Any]:
            versions = self._objects.get((Bucket, Key), [])
            if (IfNoneMatch == "*" and versions) or (IfMatch and (not versions or versions[-1].etag != IfMatch)):
                raise client_error("PreconditionFailed", "PutObject", status=412)
            self._count += 1
            version = Version(id=f"v{self._count}", body=Body, etag=f'"{hashlib.sha256(Body).hexdigest()[:32]}"')
            self._objects.setdefault((Bucket, Key), []).append(version)
            return {"VersionId": version.id, "ETag": version.etag}

        return self._around("put_object", put)

    def get_object(self, *, Bucket: str, Key: str, IfNoneMatch: str | None = None) -> dict[str, Any]:
        def get() -> dict[str, Any]:
            versions = self._objects.get((Bucket, Key))
            if not versions:
                raise client_error("NoSuchKey", "GetObject", status=404)
            if versions[-1].etag == IfNoneMatch:
                raise client_error("304", "GetObject", status=304)
            return {"Body": io.BytesIO(versions[-1].body), "ETag": versions[-1].etag}

        return self._around("get_object", get)

    def delete_objects(self, *, Bucket: str, Delete: dict[str, Any]) -> dict[str, Any]:
        def delete() -> dict[str, Any]:
            for doomed in Delete["Objects"]:
                address = (Bucket, doomed["Key"])
                left = [v for v in self._objects.get(address, []) if v.id != doomed["VersionId"]]
                self._objects.pop(address, None)
                if left:
                    self._objects[address] = left
            return {}

        return self._around("delete_objects", delete)

    def get_paginator(self, operation: str) -> "_Versions":
        if operation != "list_object_versions":
            raise NotImplementedError(operation)
        return _Versions(self)

    def page_of_versions(self, bucket: str, prefix: str, after: tuple[str, int]) -> list[tuple[str, int]]:
        """Key and negative number of the versions that follow, latest first within a key; one more than a page."""

        def page() -> list[tuple[str, int]]:
            versions = (
                (key, -int(version.id[1:]))
                for (name, key), versions in self._objects.items()
                if name == bucket and key.startswith(prefix)
                for version in versions
            )
            return sorted(version for version in versions if version > after)[: _PAGE + 1]

        found: list[tuple[str, int]] = self.around("list_object_versions", page)
        return found

    def _around(self, name: str, operation: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        answer: dict[str, Any] = self.around(name, operation)
        return answer


class _Versions:
    def __init__(self, s3: FakeS3) -> None:
        self._s3 = s3

    def paginate(self, *, Bucket: str, Prefix: str) -> Iterator[dict[str, Any]]:
        """Asked for page by page, as somebody deletes what they were shown."""
        after, more = ("", 0), True
        while more:
            found = self._s3.page_of_versions(Bucket, Prefix, after)
            page, more = found[:_PAGE], len(found) > _PAGE
            after = page[-1] if page else after
            yield {"Versions": [{"Key": key, "VersionId": f"v{-number}"} for key, number in page]} if page else {}
