"""The two ports of the library: one to read, one to write. Adapters: `tantivy_engine`, `opensearch_engine`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from search_engine.model import ArtistDocument, FacetCount, SearchRequest, SearchResult, Suggestion


class SearchUnavailable(Exception):
    """The engine cannot answer or store at the moment; trying again later may succeed."""


class InvalidCursor(ValueError):
    """The cursor is damaged or belongs to another search."""


class SearchEngine(Protocol):
    """Reads the index. Any query string is answered; only SearchUnavailable and InvalidCursor are raised."""

    def search(self, request: SearchRequest) -> SearchResult:
        """One page of artists with totals and facets."""

    def suggest(self, q: str, limit: int) -> tuple[Suggestion, ...]:
        """At most `limit` completions of what has been typed so far, best first."""

    def get(self, artist_id: str) -> ArtistDocument | None:
        """The indexed artist, or None."""

    def listed(self, beginnings: Iterable[str]) -> tuple[tuple[str, datetime], ...]:
        """Id and time of the last change of every artist whose id begins with one of these letters, in order of ids."""

    def style_counts(self) -> tuple[FacetCount, ...]:
        """Every style somebody has (slug), most frequent first."""

    def area_counts(self) -> tuple[FacetCount, ...]:
        """Every area somebody works in (name), most frequent first."""


class SearchIndex(Protocol):
    """Writes the index.

    The highest version of an artist wins in whatever order writes arrive. A withdrawal wins against an upsert of its
    own version and leaves a tombstone, so that nothing older brings the artist back.
    """

    def upsert(self, documents: Iterable[ArtistDocument]) -> frozenset[str]:
        """Stages documents; returns the ids that were not outdated."""

    def withdraw(self, versions: Mapping[str, int]) -> frozenset[str]:
        """Stages the removal of artists (id → version of the withdrawal); returns the ids that were not outdated."""

    def commit(self) -> None:
        """Makes everything staged durable and visible to readers that refresh."""
