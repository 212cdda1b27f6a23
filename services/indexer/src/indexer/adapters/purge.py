"""Removes denied artists from the index and its snapshot, bytes included."""

from collections.abc import Iterable

from indexer.adapters.conflicts import repeat_on_conflict
from indexer.adapters.ledger import TableLedger
from search_engine.snapshot import SnapshotWriter
from service_kit.clock import Clock
from service_kit.enforcement import PurgeReport


class IndexPurge:
    """Idempotent: a second purge of the same subjects finds nothing and deletes nothing."""

    def __init__(self, *, snapshot: SnapshotWriter, ledger: TableLedger, clock: Clock) -> None:
        self._snapshot = snapshot
        self._ledger = ledger
        self._clock = clock

    def __call__(self, subject_keys: Iterable[str]) -> PurgeReport:
        # Versions are milliseconds: whatever was published until now is older than this withdrawal, and what may be
        # published after a reinstatement is newer.
        now = int(self._clock.now().timestamp() * 1000)
        keys = list(subject_keys)
        repeat_on_conflict(lambda: self._remove(dict.fromkeys(keys, now)))
        return PurgeReport(items_removed=sum(self._ledger.forget(key) for key in keys))

    def _remove(self, versions: dict[str, int]) -> None:
        self._snapshot.withdraw(versions)
        self._snapshot.purge()
