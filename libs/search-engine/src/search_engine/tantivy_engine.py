"""The embedded adapter: searches a tantivy index in this process."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Self

from tantivy import DocAddress, Index, Order, Query

from search_engine import suggesting
from search_engine.cursor import Cursor, decode_cursor, encode_cursor
from search_engine.facets import labelled, most_frequent
from search_engine.geo import PointMap, hit_for
from search_engine.model import ArtistDocument, FacetCount, Facets, Hit, SearchRequest, SearchResult, Sort, Suggestion
from search_engine.places import SEPARATOR, area_values
from search_engine.plan import Field, compile_name_query
from search_engine.tantivy_query import node_query, request_query, term_query
from search_engine.tantivy_ranking import DistanceRanking, NumberRanking, Ranking, Window, run
from search_engine.tantivy_schema import BEST_FIRST, KEY_FIELDS, from_tantivy, open_index
from search_engine.text import fold, is_encodable

_ALL_BUCKETS = 50_000
_FACETS_KEPT = 128


class TantivyEngine:
    """Searches one state of an index; what is committed later needs a new engine."""

    def __init__(self, index: Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._counted = lru_cache(maxsize=_FACETS_KEPT)(self._count)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The last committed state of the index in a directory."""
        return cls(open_index(path))

    def __len__(self) -> int:
        return self._searcher.num_docs

    def search(self, request: SearchRequest) -> SearchResult:
        start, page = self._page(self._ranking(self._query(request), request), request)
        items = tuple(hit_for(self._document(address), request.near) for address in page.addresses)
        has_more = start + len(items) < page.total and bool(items)
        last = Cursor(offset=start + len(items), artist_id=items[-1].document.id) if has_more else None
        return SearchResult(
            items=items,
            total=page.total,
            facets=self._facets(request, items, page.total),
            has_more=has_more,
            next_cursor=encode_cursor(last, request) if last else None,
        )

    def suggest(self, q: str, limit: int) -> tuple[Suggestion, ...]:
        return suggesting.suggest(self, q, limit)

    def get(self, artist_id: str) -> ArtistDocument | None:
        address = self._address(artist_id)
        return self._document(address) if address else None

    def listed(self, beginnings: Iterable[str]) -> tuple[tuple[str, datetime], ...]:
        pattern = f"({'|'.join(map(re.escape, beginnings))}).*"
        _, hits = run(self._searcher, Query.regex_query(self._schema, "id", pattern), self._searcher.num_docs)
        documents = (self._document(address) for _, address in hits)
        return tuple(sorted((document.id, document.updated_at) for document in documents))

    def style_counts(self) -> tuple[FacetCount, ...]:
        return self._counted(SearchRequest()).styles

    def area_counts(self) -> tuple[FacetCount, ...]:
        return self._counted(SearchRequest()).areas

    def artists_named(self, q: str, limit: int) -> list[ArtistDocument]:
        """Artists whose name or handle begins like `q`, best first."""
        node = compile_name_query(q, (Field.NAME, Field.HANDLE))
        if node is None:
            return []
        query = node_query(self._schema, node)
        ranking = self._ranked(query, ties=BEST_FIRST, weight="rank_weight")
        return [self._document(address) for address in ranking.window(0, limit).addresses]

    def studios_named(self, q: str) -> list[tuple[str, str, int]]:
        """Id, name and number of artists of the studios at which an artist of a studio named like `q` works."""
        node = compile_name_query(q, (Field.STUDIO,))
        if node is None:
            return []
        counted = self._values(node_query(self._schema, node), ("studio",))["studio"]
        parts = ((*value.partition(SEPARATOR), count) for value, count in counted)
        return [(studio_id, name, count) for studio_id, _, name, count in parts]

    @cached_property
    def _points(self) -> PointMap:
        return PointMap(term for term, _ in self._searcher.terms_with_prefix("point", ""))

    def _query(self, request: SearchRequest) -> Query:
        return request_query(self._schema, request, lambda: self._points)

    def _ranking(self, query: Query, request: SearchRequest) -> Ranking:
        ranked = partial(self._ranked, query)
        if request.sort is Sort.DISTANCE and request.near is not None:
            return DistanceRanking(
                searcher=self._searcher,
                schema=self._schema,
                query=query,
                near=request.near,
                within_km=request.radius_km,
                points=lambda: self._points,
            )
        if request.sort is Sort.NAME:
            return ranked(ties=KEY_FIELDS[1:], field=KEY_FIELDS[0], order=Order.Asc)
        if request.sort is Sort.UPDATED:
            return ranked(ties=KEY_FIELDS, field="updated")
        if fold(request.q):
            return ranked(ties=BEST_FIRST, weight="rank_weight")
        return ranked(ties=KEY_FIELDS, field="best_rank", order=Order.Asc)

    def _ranked(self, query: Query, **options: Any) -> NumberRanking:
        return NumberRanking(searcher=self._searcher, schema=self._schema, query=query, **options)

    def _page(self, ranking: Ranking, request: SearchRequest) -> tuple[int, Window]:
        """Position of the first result of the page, and the page."""
        if request.cursor is None:
            start = (request.page - 1) * request.limit
            return start, ranking.window(start, start + request.limit)
        cursor = decode_cursor(request.cursor, request)
        last_seen = self._address(cursor.artist_id)
        expected = ranking.window(cursor.offset - 1, cursor.offset + request.limit)
        if expected.addresses[:1] == [last_seen]:
            return cursor.offset, Window(expected.total, expected.addresses[1:])
        everything = ranking.window(0, expected.total).addresses
        start = everything.index(last_seen) + 1 if last_seen in everything else cursor.offset - 1
        return start, Window(expected.total, everything[start : start + request.limit])

    def _address(self, artist_id: str) -> DocAddress | None:
        if not is_encodable(artist_id):
            return None
        query = term_query(self._schema, "id", artist_id)
        hits = self._searcher.search(query, 1, count=False).hits
        return hits[0][1] if hits else None

    def _document(self, address: DocAddress) -> ArtistDocument:
        return from_tantivy(self._searcher.doc(address))

    def _facets(self, request: SearchRequest, items: tuple[Hit, ...], total: int) -> Facets:
        if not request.styles and not request.location and len(items) == total:
            return _facets_of_items(items)
        near = request.near if request.radius_km is not None else None
        asked = replace(request, near=near, sort=Sort.RELEVANCE, limit=1, page=1, cursor=None)
        # What one facet needs is what the page showed before its filter was set: often it has just been counted.
        return Facets(
            styles=self._counted(replace(asked, styles=())).styles,
            areas=self._counted(replace(asked, location="")).areas,
        )

    def _count(self, request: SearchRequest) -> Facets:
        return _facets_from(self._values(self._query(request), (Field.STYLE, "area")))

    def _values(self, query: Query, fields: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
        """Exact number of matches per value of each field."""
        wanted = {str(field): {"terms": {"field": str(field), "size": _ALL_BUCKETS}} for field in fields}
        counted = self._searcher.aggregate(query, wanted)
        return {field: [(b["key"], b["doc_count"]) for b in counted[field]["buckets"]] for field in wanted}


def _facets_from(values: Mapping[str, Iterable[tuple[str, int]]]) -> Facets:
    return Facets(styles=most_frequent(values.get(Field.STYLE, ())), areas=labelled(values.get("area", ()), SEPARATOR))


def _facets_of_items(items: tuple[Hit, ...]) -> Facets:
    """The facets of results that are all on the page: cheaper than asking the index."""
    found = Counter(style for item in items for style in item.document.styles)
    areas = Counter(area for item in items for area in area_values(item.document.areas))
    return _facets_from({Field.STYLE: found.items(), "area": areas.items()})
