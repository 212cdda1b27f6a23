"""The embedded index in S3, as the indexer keeps it and readers follow it.

`{prefix}/v{FORMAT}/manifest.json` lists the files of one state of the index; the files themselves are immutable objects
named after their content. A writer uploads what is new and then replaces the manifest on the condition that nobody else
has. Readers ask whether the manifest has changed and download what they lack. Tombstones are one of the files.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search_engine.model import ArtistDocument
from search_engine.port import SearchUnavailable
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TOMBSTONES, TantivyIndex
from search_engine.tantivy_schema import FORMAT

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_INDEX_META = "meta.json"
_DELETE_BATCH = 1000


class SnapshotConflict(SearchUnavailable):
    """Another writer was faster; nothing of this commit is visible. Transient: repeat the whole batch."""


class SnapshotMissing(SearchUnavailable):
    """Nothing has been published under this address yet."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of the index: file name → key of its content. `etag` identifies the stored manifest ("" if none is)."""

    generation: int = 0
    files: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""


class _Store:
    """Manifest and files of one snapshot address."""

    def __init__(self, *, s3: "S3Client", bucket: str, prefix: str) -> None:
        self._s3 = s3
        self._bucket = bucket
        self._root = f"{prefix.strip('/')}/v{FORMAT}"
        self._manifest_key = f"{self._root}/manifest.json"

    def manifest(self, known: Manifest) -> Manifest | None:
        """The current manifest, or None if it is still the `known` one. Raises SnapshotMissing."""
        condition: dict[str, Any] = {"IfNoneMatch": known.etag} if known.etag else {}
        try:
            reply = self._s3.get_object(Bucket=self._bucket, Key=self._manifest_key, **condition)
        except Exception as error:
            match _status(error):
                case 304:
                    return None
                case 404:
                    raise SnapshotMissing(self._root) from error
            raise SearchUnavailable("the snapshot cannot be read") from error
        content = json.loads(reply["Body"].read())
        return Manifest(generation=content["generation"], files=content["files"], etag=reply["ETag"])
