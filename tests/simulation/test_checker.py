"""The checker notices: with one safeguard taken away, some history breaks a promise."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest

from indexer.adapters.purge import IndexPurge
from instagram_scraper.adapters import profiles_table
from instagram_scraper.adapters.objects import StoredObjects
from profile_api.domain import publication
from search_engine.tantivy_index import TantivyIndex
from service_kit.denylist import DenylistCopy
from service_kit.enforcement import DenylistEnforcer
from service_kit.transactions import GuardedChange
from studio_scraper.adapters.rosters_table import RostersTable
from tests.simulation import system
from tests.simulation.outcome import Settings
from tests.simulation.simulation import run

SEEDS = range(1, 121)
SETTINGS = Settings(steps=250, skew=timedelta())


def _writes_unchecked() -> AbstractContextManager[object]:
    """No write asks the denylist any more."""
    honest = DenylistCopy.guarded

    def careless(self: DenylistCopy, writes: Iterable[Any], *, subject_keys: Iterable[str]) -> GuardedChange:
        return honest(self, writes, subject_keys=())

    return patch.object(DenylistCopy, "guarded", careless)


@contextmanager
def _denylist_never_asked() -> Iterator[None]:
    """Neither before a look nor in a write is the denylist asked."""
    with (
        _writes_unchecked(),
        patch.object(DenylistCopy, "denied_among", lambda *_: frozenset()),
        patch.object(profiles_table, "denied_in", lambda *_: frozenset()),
    ):
        yield


def _any_version_wins() -> AbstractContextManager[object]:
    """The index takes what comes last for the newest."""
    return patch.object(TantivyIndex, "_is_newer", lambda *_: True)


def _index_not_purged() -> AbstractContextManager[object]:
    """The indexer forgets its ledger, not its index."""
    return patch.object(IndexPurge, "_remove", lambda *_: None)


def _objects_not_deleted() -> AbstractContextManager[object]:
    """Claims and pictures of a profile outlive its purge."""
    return patch.object(StoredObjects, "forget", lambda *_: 0)


def _events_lost() -> AbstractContextManager[object]:
    """An outbox function that forgets what an item said before."""
    return patch.object(system, "new_envelopes", lambda **_: [])


def _withdrawals_unannounced() -> AbstractContextManager[object]:
    """Whoever is no longer public is not withdrawn from the index."""
    return patch.object(publication, "_withdrawal", lambda *_: None)


def _lifts_ignored() -> AbstractContextManager[object]:
    """A context hears of a reinstatement and goes on refusing."""
    return patch.object(DenylistEnforcer, "reinstate", lambda *_: None)


def _writes_unchecked_in(table: Any) -> Any:
    """No write of one context asks the denylist any more."""

    def mutant() -> AbstractContextManager[object]:
        made = table.__init__

        def make(self: Any, **parts: Any) -> None:
            made(self, **parts)
            honest = self._denylist.guarded
            self._denylist.guarded = lambda writes, **_: honest(writes, subject_keys=())

        return patch.object(table, "__init__", make)

    return mutant


MUTANTS = {
    "lifts ignored": (_lifts_ignored, "every context denies whom governance denies"),
    "writes unchecked in studio-scraper": (
        _writes_unchecked_in(RostersTable),
        "no write about somebody denied commits",
    ),
    "writes unchecked": (_writes_unchecked, "no write about somebody denied commits"),
    "denylist never asked": (_denylist_never_asked, "no write about somebody denied commits"),
    "any version wins": (_any_version_wins, "the index equals the table"),
    "index not purged": (_index_not_purged, "a denied artist is never found again"),
    "objects not deleted": (_objects_not_deleted, "no bytes are left of somebody denied"),
    "events lost": (_events_lost, "no event is lost"),
    "withdrawals unannounced": (_withdrawals_unannounced, "the index equals the table"),
}


@pytest.mark.parametrize(("mutant", "promise"), MUTANTS.values(), ids=MUTANTS.keys())
def test_a_missing_safeguard_is_noticed(mutant: Any, promise: str) -> None:
    with mutant():
        assert any((run(seed, SETTINGS).violation or "").startswith(promise) for seed in SEEDS)
