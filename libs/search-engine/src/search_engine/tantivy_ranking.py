"""Total orders over the matches of a query.

tantivy orders by one number and breaks ties by place in the index. Here ties are broken by further numbers instead, the
last of which are the beginning of name and id. A group of equals that a window touches is sorted by their columns; one
that goes on beyond what was fetched is searched again, by the next number. A document is read only when all are equal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from tantivy import DocAddress, FieldType, Occur, Order, Query, Schema, Searcher

from search_engine.geo import PointMap
from search_engine.model import Point
from search_engine.ordering import name_key
from search_engine.tantivy_query import any_of, join, term_query
from search_engine.tantivy_schema import KEY_FIELDS, from_tantivy

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
    """By score times `weight`, or by the number `field`; equals by each number of `ties`, upwards, then name and id."""

    searcher: Searcher
    schema: Schema
    query: Query
    ties: tuple[str, ...]
    field: str | None = None
    order: Order = Order.Desc
    weight: str | None = None

    def window(self, start: int, stop: int) -> Window:
        total, ranked = self._down_to(stop)
        if _is_whole(ranked, stop, total):
            return Window(total, _stretch(ranked, start, stop, self._settled))
        open_group = ranked[-1][0]
        before = [hit for hit in ranked if hit[0] != open_group]
        known = _stretch(before, start, stop, self._settled)
        others = self._among(int(open_group)).window(max(start - len(before), 0), stop - len(before))
        return Window(total, known + others.addresses)

    def _down_to(self, stop: int) -> tuple[int, list[Ranked]]:
        """Number of all matches, and the first of them, at least to position `stop`.

        The group that contains position `stop` - 1 is whole, unless it can be searched by the next number.
        """
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
            if _is_whole(hits, stop, total) or (self.field and self.ties):
                return total, hits
            limit *= _GROWTH

    def _among(self, value: int) -> "NumberRanking":
        """The matches whose number is this one, by the next."""
        assert self.field is not None  # noqa: S101 - scores cannot be asked for
        same = Query.range_query(self.schema, self.field, FieldType.Integer, value, value)
        query = Query.boolean_query([(Occur.Must, self.query), (Occur.Must, same)])
        return replace(self, query=query, field=self.ties[0], ties=self.ties[1:], order=Order.Asc)

    def _settled(self, equals: list[DocAddress], start: int, stop: int) -> list[DocAddress]:
        return self._by_columns(equals, start, stop, self.ties)

    def _by_columns(
        self, equals: list[DocAddress], start: int, stop: int, columns: tuple[str, ...]
    ) -> list[DocAddress]:
        if not columns:
            return sorted(equals, key=self._name_key)[start:stop]
        values = self.searcher.fast_field_values(columns[0], equals)
        ranked = sorted(zip(values, equals, strict=True), key=itemgetter(0))
        return _stretch(ranked, start, stop, lambda same, low, high: self._by_columns(same, low, high, columns[1:]))

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
        return NumberRanking(searcher=self.searcher, schema=self.schema, query=query, ties=KEY_FIELDS)


def run(searcher: Searcher, query: Query, limit: int, **options: Any) -> tuple[int, list[Ranked]]:
    """Number of all matches, and the first `limit` of them."""
    # The stub of tantivy does not know the count.
    result: Any = searcher.search(query, max(min(limit, searcher.num_docs), 1), **options)
    return result.count, result.hits


def _is_whole(ranked: list[Ranked], stop: int, total: int) -> bool:
    """Whether the group of equals around position `stop` - 1 ends within the matches that were fetched."""
    return len(ranked) == total or ranked[-1][0] != ranked[stop - 1][0]


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
