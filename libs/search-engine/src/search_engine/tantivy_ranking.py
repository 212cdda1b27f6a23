"""Total orders over the matches of a query.

tantivy orders by one number and breaks ties by place in the index. Here ties are broken by rank, name and id instead:
every group of equals that a window touches is fetched whole and sorted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from tantivy import DocAddress, Occur, Order, Query, Schema, Searcher

from search_engine.geo import PointMap
from search_engine.model import Point
from search_engine.ordering import name_key
from search_engine.tantivy_query import any_of, join
from search_engine.tantivy_schema import from_tantivy

Ranked = tuple[float, DocAddress]

_GROWTH = 8
_FEW_MATCHES = 1000
_FIRST_CIRCLE_KM = 2.0
_WHOLE_EARTH_KM = 20_100.0


class Ranking(Protocol):
    """The matches of a query in their order."""

    def window(self, start: int, stop: int) -> list[DocAddress]:
        """The matches from position `start` up to, not including, `stop`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRanking:
    """By score (`field` None, best first) or by a number of the document; equals by the number `ties`, name and id."""

    searcher: Searcher
    query: Query
    ties: str
    field: str | None = None
    order: Order = Order.Desc

    def window(self, start: int, stop: int) -> list[DocAddress]:
        found: list[DocAddress] = []
        position = 0
        for _, group in groupby(self._down_to(stop), key=itemgetter(0)):
            equals = [address for _, address in group]
            end = position + len(equals)
            if end > start:
                found += self._settled(equals, start - position, stop - position)
            position = end
        return found

    def _down_to(self, stop: int) -> list[Ranked]:
        """The matches down to the end of the group that contains position `stop` - 1."""
        limit = min(stop + 1, self.searcher.num_docs)
        while limit > 0:
            hits: list[Ranked] = self.searcher.search(
                self.query, limit, count=False, order_by_field=self.field, order=self.order
            ).hits
            if len(hits) < limit or hits[-1][0] != hits[min(stop, len(hits)) - 1][0]:
                return hits
            if limit == self.searcher.num_docs:
                return hits
            limit = min(limit * _GROWTH, self.searcher.num_docs)
        return []

    def _settled(self, equals: list[DocAddress], start: int, stop: int) -> list[DocAddress]:
        """The equals from `start` to `stop` in their final order."""
        start, stop = max(start, 0), max(stop, 0)
        if len(equals) == 1:
            return equals[start:stop]
        ranks = self.searcher.fast_field_values(self.ties, equals)
        found: list[DocAddress] = []
        position = 0
        by_rank = sorted(zip(ranks, equals, strict=True), key=itemgetter(0))
        for _, group in groupby(by_rank, key=itemgetter(0)):
            same = [address for _, address in group]
            end = position + len(same)
            if end > start and position < stop:
                same = sorted(same, key=self._name_key) if len(same) > 1 else same
                found += same[max(start - position, 0) : stop - position]
            position = end
        return found

    def _name_key(self, address: DocAddress) -> tuple[str, str]:
        return name_key(from_tantivy(self.searcher.doc(address)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceRanking:
    """Nearest first, then by name; artists without a known place come last."""

    searcher: Searcher
    schema: Schema
    query: Query
    near: Point
    points: Callable[[], PointMap]
    total: int

    def window(self, start: int, stop: int) -> list[DocAddress]:
        nearest = self._points_of(min(stop, self.total))
        closeness = [
            Query.const_score_query(any_of([Query.term_query(self.schema, "point", term, "basic") for term in terms]), n)
            for n, terms in enumerate(reversed(nearest), 1)
        ]
        required = (Occur.Must, join(None, (self.query,)))
        scored = Query.boolean_query([required, (Occur.Should, Query.disjunction_max_query(closeness))])
        ranking = NumberRanking(searcher=self.searcher, query=scored if closeness else self.query, ties="name_rank")
        return ranking.window(start, stop)

    def _points_of(self, wanted: int) -> list[list[str]]:
        """Points near the centre, equally distant ones together, that have at least `wanted` matches if any do."""
        if self.total <= _FEW_MATCHES:
            return self._by_distance(self._points_of_matches(), _WHOLE_EARTH_KM)
        radius = _FIRST_CIRCLE_KM
        while True:
            nearest = self._by_distance(self.points(), radius)
            if radius >= _WHOLE_EARTH_KM or self._matches_at(nearest) >= wanted:
                return nearest
            radius *= 2

    def _points_of_matches(self) -> PointMap:
        counted = self.searcher.aggregate(self.query, {"at": {"terms": {"field": "point", "size": 10 * _FEW_MATCHES}}})
        return PointMap(bucket["key"] for bucket in counted["at"]["buckets"])

    def _by_distance(self, points: PointMap, radius_km: float) -> list[list[str]]:
        within = points.within(self.near, radius_km)
        return [[term for _, term in group] for _, group in groupby(within, key=itemgetter(0))]

    def _matches_at(self, nearest: list[list[str]]) -> int:
        terms = [term for group in nearest for term in group]
        if not terms:
            return 0
        there = join(None, (self.query, Query.term_set_query(self.schema, "point", terms)))
        return self.searcher.search(there, 1).count
