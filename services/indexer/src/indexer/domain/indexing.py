"""Applies changes to the index: denied artists never, outdated versions never, everything else once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from event_contracts import ArtistPublished, ArtistWithdrawn
from indexer.domain.changes import Change, published, withdrawn
from search_engine.model import ArtistDocument
from service_kit.claims import ClaimStore
from service_kit.consumer import Received
from service_kit.errors import PermanentError

T = TypeVar("T")


class Index(Protocol):
    """The part of the index that indexing needs; versions decide, so that order does not matter."""

    def begin(self) -> None: ...

    def upsert(self, documents: Iterable[ArtistDocument]) -> frozenset[str]: ...

    def withdraw(self, versions: Mapping[str, int]) -> frozenset[str]: ...

    def commit(self) -> None: ...


class Ledger(Protocol):
    """What the context remembers: who is denied, and which version of whom was made searchable."""

    def denied_among(self, artist_ids: Iterable[str]) -> frozenset[str]: ...

    def record(self, changes: Sequence[Change]) -> None: ...


class Repeat(Protocol):
    """Runs a change again when another writer of the index was faster."""

    def __call__(self, change: Callable[[], T]) -> T: ...


class Indexing:
    """Turns a batch of events into one commit of the index."""

    def __init__(self, *, index: Index, ledger: Ledger, claims: ClaimStore, repeat: Repeat) -> None:
        self._index = index
        self._ledger = ledger
        self._claims = claims
        self._repeat = repeat

    def prepare(self, received: Received) -> Change:
        match received.payload:
            case ArtistPublished(claim=claim):
                return published(received, claim=self._claims.get(claim))
            case ArtistWithdrawn():
                return withdrawn(received)
            case _:
                raise PermanentError("unrouted_event_type")

    def apply(self, changes: Sequence[Change]) -> None:
        """Commit first, record afterwards: a crash between the two repeats the batch, which changes nothing."""
        if not changes:
            return
        self._ledger.record(self._repeat(lambda: self._commit(changes)))

    def _commit(self, changes: Sequence[Change]) -> list[Change]:
        """What is searchable now.

        Asks the denylist each time, and after the batch has begun: a purge that comes later than the answer is in the
        way of the commit, which is then repeated.
        """
        self._index.begin()
        denied = self._ledger.denied_among(change.artist_id for change in changes)
        shown = [c for c in changes if c.document is not None and c.artist_id not in denied]
        self._index.upsert(change.document for change in shown if change.document is not None)
        self._index.withdraw({change.artist_id: change.version for change in changes if change.document is None})
        self._index.commit()
        return shown
