"""Claims: the forgettable payloads that events point at. Each producer writes and deletes only its own prefix."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final, Protocol

from botocore.exceptions import ClientError

from event_contracts import Context
from service_kit.errors import PermanentError

StoredVersion = dict[str, str]
"""One version of a claim's object, as S3 names it."""

_MOST_AT_ONCE: Final = 1000  # of S3


class ClaimStore(Protocol):
    """Where claims lie. `put` gives the claim key that goes into the event."""

    def put(self, *, subject: str, body: dict[str, Any]) -> str: ...

    def get(self, key: str) -> dict[str, Any]: ...

    def forget(self, subject: str) -> int: ...


class ClaimForgottenError(PermanentError):
    """The claim is no more: its subject was purged, or it expired. Nothing is left to act on."""

    def __init__(self) -> None:
        super().__init__("claim_forgotten")


def claim_key(*, producer: Context, subject: str, body: bytes) -> str:
    """Content-addressed, so that writing the same claim twice leaves one object."""
    return f"{producer}/{subject}/{hashlib.sha256(body).hexdigest()[:32]}.json"


class S3ClaimStore:
    """Claims in one bucket: `put` and `forget` act under the producer's prefix, `get` reads what an event names."""

    def __init__(self, *, s3: Any, bucket: str, producer: Context) -> None:
        self._s3 = s3
        self._bucket = bucket
        self._producer = producer

    def put(self, *, subject: str, body: dict[str, Any]) -> str:
        """Store a payload about `subject` and return its claim key."""
        raw = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
        key = claim_key(producer=self._producer, subject=subject, body=raw)
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=raw, ContentType="application/json")
        return key

    def get(self, key: str) -> dict[str, Any]:
        """The payload; raises `ClaimForgottenError` when it has been deleted."""
        try:
            raw = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in {"NoSuchKey", "404"}:
                raise ClaimForgottenError from error
            raise
        body: dict[str, Any] = json.loads(raw)
        return body

    def forget(self, subject: str) -> int:
        """Delete every claim of a subject, all versions included; returns how many objects went."""
        return self.delete(self.stored(subject))

    def stored(self, subject: str) -> list[StoredVersion]:
        """What is there of a subject's claims: each version of each object."""
        prefix = f"{self._producer}/{subject}/"
        pages = self._s3.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=prefix)
        return [
            {"Key": entry["Key"], "VersionId": entry["VersionId"]}
            for page in pages
            for entry in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        ]

    def delete(self, versions: Sequence[StoredVersion]) -> int:
        """Delete what `stored` has found, and nothing that came later."""
        for start in range(0, len(versions), _MOST_AT_ONCE):
            doomed = versions[start : start + _MOST_AT_ONCE]
            self._s3.delete_objects(Bucket=self._bucket, Delete={"Objects": doomed, "Quiet": True})
        return len(versions)
