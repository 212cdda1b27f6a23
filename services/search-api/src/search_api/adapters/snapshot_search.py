"""Searches the snapshot that the indexer keeps, following it as it changes."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aws_lambda_powertools import Logger

from search_engine.port import SearchUnavailable
from search_engine.snapshot import SnapshotMissing, SnapshotReader
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TantivyIndex

SNAPSHOT_PREFIX = "artists"
_ASK_EVERY = timedelta(seconds=2)


class SnapshotSearch:
    """The newest engine there is. Before anything was ever published, that is an empty one."""

    def __init__(self, *, s3: Any, bucket: str, directory: Path, logger: Logger) -> None:
        self._reader = SnapshotReader(
            s3=s3, bucket=bucket, prefix=SNAPSHOT_PREFIX, directory=directory / "snapshot", interval=_ASK_EVERY
        )
        self._empty = directory / "empty"
        self._nothing_published = False
        self._logger = logger

    def engine(self, now: datetime) -> TantivyEngine:
        """Raises `SearchUnavailable` when no state was ever loaded, though there may be one."""
        try:
            if self._reader.refresh(now):
                self._nothing_published = False
        except SnapshotMissing:
            self._nothing_published = True
        except SearchUnavailable:
            self._nothing_published = False  # unknown now; without a state loaded before, nobody is told "empty"
            self._logger.warning("snapshot_unavailable")
        return self._empty_engine() if self._nothing_published else self._reader.engine

    def _empty_engine(self) -> TantivyEngine:
        if not self._empty.exists():
            self._empty.mkdir(parents=True)
            TantivyIndex(self._empty).commit()
        return TantivyEngine.open(self._empty)
