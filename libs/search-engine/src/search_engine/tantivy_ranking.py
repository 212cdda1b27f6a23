"""Total orders over the matches of a query.

tantivy orders by one number and breaks ties by place in the index. Here ties are broken by rank, name and id instead:
every group of equals that a window touches is fetched whole and sorted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from tantivy import DocAddress, Occur, Order, Query, Schema, Searcher

from search_engine.geo import PointMap
from search_engine.model import Point
from search_engine.ordering import name_key
from search_engine.tantivy_query import any_of, join, term_query
from search_engine.tantivy_schema import from_tantivy

Ranked = tuple[float, DocAddress]

_GROWTH = 16
_SPARE = 64
_SPARE_EQUALS = 1000  # scores tie often, and a longer list is cheaper than a second search
_FEW_MATCHES = 1000
_MANY_POINTS = 200
_FIRST_CIRCLE_KM = 1.0
_WHOLE_EARTH_KM = 20_100.0


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the results, and how many there are in all."""

    total: int
    addresses: list[DocAddress]


class Ranking(Protocol):
    """The matches of a query in their order."""

    def window(self, start: int, stop: int) -> Window:
        """The matches from position `start` up to, not including, `stop`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRanking:
    """By score times `weight`, or by the number `field`; equals by the number `ties`, then name and id."""

    searcher: Searcher
    query: Query
    ties: str
    field: str | None = None
    order: Order = Order.Desc
    weight: str | None = None

    def window(self, start: int, stop: int) -> Window:
        total, ranked = self._down_to(stop)
        return Window(total, _stretch(ranked, start, stop, self._settled))

    def _down_to(self, stop: int) -> tuple[int, list[Ranked]]:
        """Number of all matches, and the matches down to the end of the group that contains position `stop` - 1."""
        limit = stop + (_SPARE_EQUALS if self.weight else _SPARE)
        while True:
            total, hits = run(
                self.searcher,
                self.query,
                limit,
                order_by_field=self.field,
                order=self.order,
                weight_by_field=self.weight,
            )
            if len(hits) == total or hits[-1][0] != hits[stop - 1][0]:
                return total, hits
            limit *= _GROWTH

    def _settled(self, equals: list[DocAddress], start: int, stop: int) -> list[DocAddress]:
        ranks = self.searcher.fast_field_values(self.ties, equals)
        by_rank = sorted(zip(ranks, equals, strict=True), key=itemgetter(0))
        return _stretch(by_rank, start, stop, lambda same, low, high: sorted(same, key=self._name_key)[low:high])

    def _name_key(self, address: DocAddress) -> tuple[str, str]:
        return name_key(from_tantivy(self.searcher.doc(address)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceRanking:
    """Nearest first, then by name; artists without a known place come last."""

    searcher: Searcher
    schema: Schema
    query: Query
    near: Point
    within_km: float | None
    points: Callable[[], PointMap]

    def window(self, start: int, stop: int) -> Window:
        total, _ = run(self.searcher, self.query, 1)
        points, reach = self.points(), self.within_km or _WHOLE_EARTH_KM
        radius = _FIRST_CIRCLE_KM
        while radius < reach:
            nearest = points.within(self.near, radius)
            if len(nearest) > _MANY_POINTS and total <= _FEW_MATCHES:
                points = self._points_of_matches()
                break
            circle = self._by_distance(nearest, Occur.Must).window(start, stop)
            if circle.total >= min(stop, total):
                return Window(total, circle.addresses)
            radius *= 2
        return self._by_distance(points.within(self.near, reach), Occur.Should).window(start, stop)

    def _points_of_matches(self) -> PointMap:
        counted = self.searcher.aggregate(self.query, {"at": {"terms": {"field": "point", "size": 10 * _FEW_MATCHES}}})
        return PointMap(bucket["key"] for bucket in counted["at"]["buckets"])

    def _by_distance(self, points: list[tuple[float, str]], occur: Occur) -> NumberRanking:
        """The matches at these points (and, with Occur.Should, the others after them) in the order of the points."""
        nearest = [list(group) for _, group in groupby(points, key=itemgetter(0))]
        closeness = [
            Query.const_score_query(any_of([term_query(self.schema, "point", term) for _, term in group]), score)
            for score, group in enumerate(reversed(nearest), 1)
        ]
        near = Query.disjunction_max_query(closeness) if closeness else Query.empty_query()
        query = Query.boolean_query([(Occur.Must, join(None, (self.query,))), (occur, near)])
        return NumberRanking(searcher=self.searcher, query=query, ties="name_rank")


def run(searcher: Searcher, query: Query, limit: int, **options: Any) -> tuple[int, list[Ranked]]:
    """Number of all matches, and the first `limit` of them."""
    # The stub of tantivy does not know the count.
    result: Any = searcher.search(query, max(min(limit, searcher.num_docs), 1), **options)
    return result.count, result.hits


def _stretch(
    ranked: Iterable[tuple[Any, DocAddress]],
    start: int,
    stop: int,
    settled: Callable[[list[DocAddress], int, int], list[DocAddress]],
) -> list[DocAddress]:
    """Positions `start` to `stop` of what is sorted by its first element, with groups of equals settled."""
    found: list[DocAddress] = []
    position = 0
    for _, group in groupby(ranked, key=itemgetter(0)):
        equals = [address for _, address in group]
        low, high = max(start - position, 0), max(stop - position, 0)
        position += len(equals)
        if position > start and high > 0:
            found += settled(equals, low, high) if len(equals) > 1 else equals[low:high]
    return found
