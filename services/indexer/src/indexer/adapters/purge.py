"""Removes denied artists from the index and its snapshot, bytes included."""

from collections.abc import Iterable

from indexer.adapters.conflicts import repeat_on_conflict
from indexer.adapters.ledger import TableLedger
from search_engine.snapshot import SnapshotWriter
from service_kit.enforcement import PurgeReport


class IndexPurge:
    """Idempotent: a second purge of the same subjects finds nothing."""

    def __init__(self, *, snapshot: SnapshotWriter, ledger: TableLedger) -> None:
        self._snapshot = snapshot
        self._ledger = ledger

    def __call__(self, subject_keys: Iterable[str]) -> PurgeReport:
        keys = list(subject_keys)
        repeat_on_conflict(lambda: self._remove(keys))
        return PurgeReport(items_removed=sum(self._ledger.forget(key) for key in keys))

    def _remove(self, keys: list[str]) -> None:
        # Under the version that is there, not under one of this context's clock: that may run behind the publisher's,
        # and then the artist would stay; or before it, and then a reinstated artist would be refused as outdated.
        self._snapshot.erase(keys)
        self._snapshot.purge()
