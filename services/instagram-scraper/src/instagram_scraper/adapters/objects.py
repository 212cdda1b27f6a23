"""Stored objects about people: claims in the claims bucket, pictures under `media/{artist_id}/` in the media bucket."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from botocore.exceptions import ClientError

from service_kit.claims import ClaimStore

MEDIA_PREFIX = "media/"
# A removal must not outlive itself in browsers: they ask again after ten minutes, the CDN is told to forget.
_CACHE_CONTROL = "public, max-age=600, s-maxage=86400"


class MediaBucket:
    """Pictures by artist. Everything about an artist lies under one prefix, so that forgetting is complete."""

    def __init__(self, *, s3: Any, bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket

    def put(self, key: str, body: bytes, *, media_type: str) -> None:
        """Store a picture unless it is there; `key` is the path under `/media/`."""
        try:
            self._s3.put_object(
                Bucket=self._bucket,
                Key=MEDIA_PREFIX + key,
                Body=body,
                ContentType=media_type,
                CacheControl=_CACHE_CONTROL,
                IfNoneMatch="*",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "PreconditionFailed":
                raise

    def forget(self, artist_id: str) -> int:
        """Delete every picture of an artist, all versions included; returns how many objects went."""
        return self._delete(artist_id, lambda _: True)

    def sweep(self, artist_id: str, *, keep: Iterable[str]) -> int:
        """Delete the pictures of an artist whose content hash is not to be kept."""
        kept = frozenset(keep)
        return self._delete(artist_id, lambda key: key.split("/")[2] not in kept)

    def _delete(self, artist_id: str, doomed: Callable[[str], bool]) -> int:
        removed = 0
        for page in self._versions(f"{MEDIA_PREFIX}{artist_id}/"):
            objects = [
                {"Key": entry["Key"], "VersionId": entry["VersionId"]}
                for entry in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
                if doomed(entry["Key"])
            ]
            if objects:
                self._s3.delete_objects(Bucket=self._bucket, Delete={"Objects": objects, "Quiet": True})
                removed += len(objects)
        return removed

    def _versions(self, prefix: str) -> Iterator[dict[str, Any]]:
        yield from self._s3.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=prefix)


class StoredObjects:
    """Claims and pictures together."""

    def __init__(self, *, claims: ClaimStore, media: MediaBucket) -> None:
        self._claims = claims
        self._media = media

    def put_claim(self, artist_id: str, body: dict[str, Any]) -> str:
        return self._claims.put(subject=artist_id, body=body)

    def forget(self, artist_id: str) -> int:
        return self._claims.forget(artist_id) + self._media.forget(artist_id)

    def sweep(self, artist_id: str, *, keep: Iterable[str]) -> int:
        return self._media.sweep(artist_id, keep=keep)
