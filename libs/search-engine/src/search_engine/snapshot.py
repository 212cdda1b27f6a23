"""The embedded index in S3: one writer keeps it, any number of readers follow it."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from search_engine.model import ArtistDocument
from search_engine.port import SearchUnavailable
from search_engine.snapshot_store import (
    FileMissing,
    Manifest,
    SnapshotConflict,
    SnapshotMissing,
    SnapshotStore,
    forget_directory,
    forget_unused,
)
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TOMBSTONES, TantivyIndex

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

__all__ = ["SnapshotConflict", "SnapshotMissing", "SnapshotReader", "SnapshotWriter"]

_META = "meta.json"


class SnapshotReader:
    """Follows a snapshot with an engine on local files. One process per directory."""

    def __init__(
        self, *, s3: "S3Client", bucket: str, prefix: str, directory: Path, interval: timedelta = timedelta(seconds=5)
    ) -> None:
        self._store = SnapshotStore(s3=s3, bucket=bucket, prefix=prefix)
        self._directory = directory
        self._interval = interval
        self._manifest = Manifest()
        self._state: Path | None = None
        self._engine: TantivyEngine | None = None
        self._asked_at: datetime | None = None

    @property
    def engine(self) -> TantivyEngine:
        """The newest state that has been loaded. Raises SearchUnavailable before the first."""
        if self._engine is None:
            raise SearchUnavailable("no snapshot has been loaded")
        return self._engine

    def refresh(self, now: datetime) -> bool:
        """Loads the published state if it is a new one, asking at most once per interval; returns whether it was.

        Raises SnapshotMissing while nothing has ever been published, and any other SearchUnavailable if loading fails;
        the state loaded before goes on answering.
        """
        if self._asked_at is not None and now - self._asked_at < self._interval:
            return False
        self._asked_at = now
        try:
            return self._load_newer()
        except FileMissing:
            return self._load_newer()  # purged between the manifest and its files: the next manifest is there already

    def _load_newer(self) -> bool:
        manifest = self._newer_manifest()
        if manifest is None:
            return False
        state = _new_state(self._directory)
        self._store.materialise(manifest, _cache(self._directory), state)
        self._engine = TantivyEngine.open(state)
        forget_directory(self._state)
        forget_unused(_cache(self._directory), manifest)
        self._state, self._manifest = state, manifest
        return True

    def _newer_manifest(self) -> Manifest | None:
        """A manifest that was there once is lost, not missing: an empty index would be a lie."""
        try:
            return self._store.manifest(self._manifest)
        except SnapshotMissing as error:
            if self._manifest.etag or self._store.holds_files():
                raise SearchUnavailable("the manifest is lost") from error
            raise


class SnapshotWriter:
    """Writes a snapshot: a batch is staged on a local copy of the published state and becomes visible at once.

    There should be one writer; if there are two, one of them gets SnapshotConflict at its commit and must repeat its
    batch. Nothing is remembered between batches that has to be right: versions and tombstones are in the snapshot.
    """

    def __init__(self, *, s3: "S3Client", bucket: str, prefix: str, directory: Path) -> None:
        self._store = SnapshotStore(s3=s3, bucket=bucket, prefix=prefix)
        self._directory = directory
        self._manifest = Manifest()
        self._state: Path | None = None
        self._copy: TantivyIndex | None = None
        self._in_batch = False
        self._changed = False

    def upsert(self, documents: Iterable[ArtistDocument]) -> frozenset[str]:
        applied = self._working_copy().upsert(documents)
        self._changed = self._changed or bool(applied)
        return applied

    def withdraw(self, versions: Mapping[str, int]) -> frozenset[str]:
        applied = self._working_copy().withdraw(versions)
        self._changed = self._changed or bool(applied)
        return applied

    def begin(self) -> None:
        """Starts a batch from what is published now: what is published after this is in its way at the commit."""
        self._working_copy()

    def erase(self, artist_ids: Iterable[str]) -> frozenset[str]:
        """Withdraws whatever version is there. Always changes the snapshot, so a batch under way has to start again."""
        applied = self._working_copy().erase(artist_ids)
        self._changed = self._changed or bool(applied)
        return applied

    def commit(self) -> None:
        """Publishes what is staged; the very first commit publishes even an empty index. Raises SnapshotConflict."""
        copy = self._working_copy()
        if self._changed or not self._manifest.etag:
            copy.commit()
            self._publish()
        self._in_batch = False

    def purge(self) -> int:
        """Makes withdrawn and replaced content unrecoverable: commits, rewrites the index if it still holds any, and
        deletes every version of every file that is no longer part of it. Returns how many versions went.

        What is deleted is listed before the manifest is replaced: a writer that is uploading at this moment then either
        loses against the new manifest, or started from it and its files are not on the list.
        """
        self._working_copy().commit()
        stored = self._store.versions()
        if self._state is not None and _deletions(self._state):
            self._rewrite()
        self._publish()
        self._in_batch = False
        kept = frozenset(self._manifest.parts.values())
        unused = [version for version in stored if version.key not in kept]
        self._store.delete(unused)
        return len(unused)

    def _working_copy(self) -> TantivyIndex:
        if self._copy is None or not self._in_batch:
            self._copy = self._pull(self._copy)
            self._in_batch = True
        return self._copy

    def _pull(self, copy: TantivyIndex | None) -> TantivyIndex:
        """The local copy if it is still what is published, else a new one."""
        try:
            manifest = self._store.manifest(self._manifest if copy else Manifest())
        except SnapshotMissing:
            manifest = Manifest()
        if manifest is None and copy is not None:
            return copy
        self._manifest = manifest or Manifest()
        state = _new_state(self._directory)
        self._store.materialise(self._manifest, _cache(self._directory), state)
        self._enter(state)
        return TantivyIndex(state)

    def _rewrite(self) -> None:
        state = _new_state(self._directory)
        self._working_copy().rewrite(state)
        self._copy = TantivyIndex(state)
        self._enter(state)

    def _enter(self, state: Path) -> None:
        forget_directory(self._state)
        self._state = state
        self._changed = False

    def _publish(self) -> None:
        if self._state is None:
            return
        try:
            self._manifest = self._store.publish(
                segments=_segment_files(self._state), rest=_changing_files(self._state), previous=self._manifest
            )
        except SearchUnavailable:
            self._copy = None  # holds what was not published
            raise
        self._changed = False
        forget_unused(_cache(self._directory), self._manifest)


def _cache(directory: Path) -> Path:
    return directory / "objects"


def _new_state(directory: Path) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    return Path(mkdtemp(prefix="state-", dir=directory))


def _segment_files(state: Path) -> dict[str, list[Path]]:
    """The files of each segment of the committed index; merged segments may still lie beside them."""
    stems = (_stem(segment) for segment in _segments(state))
    return {stem: sorted(file for file in state.glob(f"{stem}.*") if file.suffix != ".del") for stem in stems}


def _changing_files(state: Path) -> list[Path]:
    """What is in force now: the list of segments, what is deleted in each, and who is withdrawn."""
    deleted = [f"{_stem(segment)}.{segment['deletes']['opstamp']}.del" for segment in _deletions(state)]
    return [state / name for name in (_META, TOMBSTONES, *deleted) if (state / name).exists()]


def _stem(segment: dict[str, Any]) -> str:
    stem: str = segment["segment_id"].replace("-", "")
    return stem


def _deletions(state: Path) -> list[dict[str, Any]]:
    return [segment for segment in _segments(state) if segment["deletes"]]


def _segments(state: Path) -> list[dict[str, Any]]:
    segments: list[dict[str, Any]] = json.loads((state / _META).read_text())["segments"]
    return segments
