"""Searches the snapshot that the indexer keeps, following it as it changes."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from search_engine.port import SearchUnavailable
from search_engine.snapshot import SnapshotMissing, SnapshotReader
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TantivyIndex

SNAPSHOT_PREFIX = "artists"
_ASK_EVERY = timedelta(seconds=2)


class SnapshotSearch:
    """The newest engine there is. Before anything was ever published, that is an empty one."""

    def __init__(self, *, s3: Any, bucket: str, directory: Path) -> None:
        self._reader = SnapshotReader(
            s3=s3, bucket=bucket, prefix=SNAPSHOT_PREFIX, directory=directory / "snapshot", interval=_ASK_EVERY
        )
        self._empty = directory / "empty"

    def engine(self, now: datetime) -> TantivyEngine:
        """Raises `SearchUnavailable` only when no state could ever be loaded."""
        try:
            self._reader.refresh(now)
        except SnapshotMissing:
            return self._nothing_yet()
        except SearchUnavailable:
            return self._reader.engine  # the state loaded before goes on answering
        return self._reader.engine

    def _nothing_yet(self) -> TantivyEngine:
        if not self._empty.exists():
            self._empty.mkdir(parents=True)
            TantivyIndex(self._empty).commit()
        return TantivyEngine.open(self._empty)
