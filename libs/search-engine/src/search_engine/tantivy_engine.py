"""The embedded adapter: searches a tantivy index in this process."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Self

from tantivy import DocAddress, Index, Order, Query

from search_engine import suggesting
from search_engine.cursor import Cursor, decode_cursor, encode_cursor
from search_engine.facets import labelled, most_frequent
from search_engine.geo import PointMap, distance_km
from search_engine.model import ArtistDocument, FacetCount, Facets, Hit, SearchRequest, SearchResult, Sort, Suggestion
from search_engine.plan import Field, compile_name_query
from search_engine.tantivy_query import Filters, compile_filters, node_query
from search_engine.tantivy_ranking import DistanceRanking, NumberRanking, Ranking
from search_engine.tantivy_schema import SEPARATOR, from_tantivy, open_index

_ALL_BUCKETS = 50_000


class TantivyEngine:
    """Searches one state of an index; what is committed later needs a new engine."""

    def __init__(self, index: Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def open(cls, path: Path) -> Self:
        """The last committed state of the index in a directory."""
        return cls(open_index(path))

    def __len__(self) -> int:
        return self._searcher.num_docs

    def search(self, request: SearchRequest) -> SearchResult:
        filters = compile_filters(self._schema, request, lambda: self._points)
        query = filters.everything()
        total = self._searcher.search(query, 1).count
        ranking = self._ranking(query, request, total)
        start, addresses = self._page(ranking, request, total)
        items = tuple(_hit(self._document(address), request) for address in addresses)
        has_more = start + len(items) < total and bool(items)
        last = Cursor(offset=start + len(items), artist_id=items[-1].document.id) if has_more else None
        return SearchResult(
            items=items,
            total=total,
            facets=self._facets(filters),
            has_more=has_more,
            next_cursor=last and encode_cursor(last, request),
        )

    def suggest(self, q: str, limit: int) -> tuple[Suggestion, ...]:
        return suggesting.suggest(self, q, limit)

    def get(self, artist_id: str) -> ArtistDocument | None:
        address = self._address(artist_id)
        return address and self._document(address)

    def style_counts(self) -> tuple[FacetCount, ...]:
        return self._everybody.styles

    def area_counts(self) -> tuple[FacetCount, ...]:
        return self._everybody.areas
