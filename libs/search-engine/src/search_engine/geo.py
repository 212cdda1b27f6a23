"""Exact geography on top of a term index.

Artists share studios, so an index has few distinct points. Every point is a term; every point also carries the terms of
the quad-tree cells around it. A region becomes the few cells that lie wholly inside it plus the single points at its
rim that pass the exact test: no false positive, no second pass, and totals and facets are exact.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import asin, cos, degrees, radians, sin, sqrt
from typing import Protocol

from search_engine.model import ArtistDocument, BoundingBox, Hit, Point

EARTH_RADIUS_KM = 6371.0088
CELL_LEVELS = 16  # the finest cell is about 0.4 km x 0.3 km; below it points are tested one by one
_FEW_POINTS = 12  # testing these one by one is faster than dividing further
_QUADRANTS = ("01", "23")

Cell = tuple[float, float, float, float]  # west, south, east, north in degrees
_WORLD: Cell = (-180.0, -90.0, 180.0, 90.0)


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance (haversine, mean earth radius)."""
    phi_a, phi_b = radians(a.lat), radians(b.lat)
    chord = sin((phi_b - phi_a) / 2) ** 2 + cos(phi_a) * cos(phi_b) * sin(radians(b.lng - a.lng) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def hit_for(document: ArtistDocument, near: Point | None) -> Hit:
    """The artist as a hit, with the distance to the closest place if both ends are known."""
    if near is None or not document.points:
        return Hit(document=document)
    return Hit(document=document, distance_km=min(distance_km(near, point) for point in document.points))


def point_term(point: Point) -> str:
    """The exact term of a point: its finest cell, latitude and longitude. Terms of one cell sort together."""
    return f"{_cell_path(point)}:{point.lat!r}:{point.lng!r}"


@lru_cache(maxsize=65_536)
def parse_point_term(term: str) -> Point:
    """The point behind `point_term`, without loss."""
    _, lat, lng = term.split(":")
    return Point(lat=float(lat), lng=float(lng))


def cell_terms(point: Point) -> tuple[str, ...]:
    """The quad-tree cells around a point, coarse to fine: "2", "21", "213", …"""
    path = _cell_path(point)
    return tuple(path[:level] for level in range(1, CELL_LEVELS + 1))


def _cell_path(point: Point) -> str:
    # By comparison, not by arithmetic on the coordinate: rounding must never move a point across the edge of a cell.
    west, south, east, north = _WORLD
    path = ""
    for _ in range(CELL_LEVELS):
        lng, lat = (west + east) / 2, (south + north) / 2
        right, upper = point.lng >= lng, point.lat >= lat
        west, east = (lng, east) if right else (west, lng)
        south, north = (lat, north) if upper else (south, lat)
        path += _QUADRANTS[upper][right]
    return path


class Region(Protocol):
    """An area on the map."""

    def contains(self, point: Point) -> bool:
        """Exact membership."""

    def covers(self, cell: Cell) -> bool:
        """True only if every point of the cell is inside."""

    def may_touch(self, cell: Cell) -> bool:
        """False only if no point of the cell is inside."""


class BoxRegion:
    """A bounding box; one that crosses the antimeridian is two intervals of longitude."""

    def __init__(self, box: BoundingBox) -> None:
        wraps = box.west > box.east
        self._longitudes = ((box.west, 180.0), (-180.0, box.east)) if wraps else ((box.west, box.east),)
        self._south, self._north = box.south, box.north

    def contains(self, point: Point) -> bool:
        inside = any(west <= point.lng <= east for west, east in self._longitudes)
        return inside and self._south <= point.lat <= self._north

    def covers(self, cell: Cell) -> bool:
        inside = any(west <= cell[0] and cell[2] <= east for west, east in self._longitudes)
        return inside and self._south <= cell[1] and cell[3] <= self._north

    def may_touch(self, cell: Cell) -> bool:
        touching = any(west <= cell[2] and cell[0] <= east for west, east in self._longitudes)
        return touching and self._south <= cell[3] and cell[1] <= self._north


class CircleRegion:
    """Everything within `radius_km` of a centre."""

    def __init__(self, centre: Point, radius_km: float) -> None:
        self._centre, self._radius = centre, radius_km
        angle = degrees(radius_km / EARTH_RADIUS_KM) * (1 + 1e-9) + 1e-9
        south, north = centre.lat - angle, centre.lat + angle
        self._polar = south <= -90 or north >= 90
        if self._polar:
            west, east = -180.0, 180.0
        else:
            reach = degrees(asin(sin(radians(angle)) / cos(radians(centre.lat)))) + 1e-9
            west, east = centre.lng - reach, centre.lng + reach
            west, east = (west + 360 if west < -180 else west), (east - 360 if east > 180 else east)
        self._around = BoxRegion(BoundingBox(west=west, south=max(south, -90.0), east=east, north=min(north, 90.0)))

    def contains(self, point: Point) -> bool:
        return distance_km(self._centre, point) <= self._radius

    def covers(self, cell: Cell) -> bool:
        # Unless the circle reaches a pole, the point of a cell that is farthest from the centre is one of its corners.
        if self._polar:
            return False
        west, south, east, north = cell
        corners = ((south, west), (south, east), (north, west), (north, east))
        margin = self._radius * (1 - 1e-9)
        return all(distance_km(self._centre, Point(lat=lat, lng=lng)) <= margin for lat, lng in corners)

    def may_touch(self, cell: Cell) -> bool:
        return self._around.may_touch(cell)


@dataclass(frozen=True)
class Cover:
    """The terms that together match exactly the points of a region."""

    cells: tuple[str, ...]
    points: tuple[str, ...]


class PointMap:
    """The distinct points of an index, as terms, ready to be covered."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = sorted(terms)

    def cover(self, region: Region) -> Cover:
        """The cells inside the region and the points at its rim."""
        cells, rim = self._split(region)
        return Cover(cells=tuple(cells), points=tuple(term for term in rim if region.contains(parse_point_term(term))))

    def within(self, centre: Point, radius_km: float) -> list[tuple[float, str]]:
        """Distance in km and term of every point of the circle, nearest first."""
        cells, rim = self._split(CircleRegion(centre, radius_km))
        inside = (self._terms[slice(*self._span(cell))] for cell in cells)
        found = ((distance_km(centre, parse_point_term(term)), term) for term in chain(rim, *inside))
        return sorted(pair for pair in found if pair[0] <= radius_km)

    def _split(self, region: Region) -> tuple[list[str], list[str]]:
        """Cells wholly inside the region, and the points of the cells at its rim."""
        cells: list[str] = []
        rim: list[str] = []
        pending: list[tuple[str, Cell]] = [("", _WORLD)]
        while pending:
            path, cell = pending.pop()
            low, high = self._span(path)
            if low == high or not region.may_touch(cell):
                continue
            if high - low <= _FEW_POINTS or len(path) == CELL_LEVELS:
                rim += self._terms[low:high]
            elif path and region.covers(cell):
                cells.append(path)
            else:
                pending += _quarters(path, cell)
        return cells, rim

    def _span(self, path: str) -> tuple[int, int]:
        return bisect_left(self._terms, path), bisect_left(self._terms, path + ";")


def _quarters(path: str, cell: Cell) -> tuple[tuple[str, Cell], ...]:
    west, south, east, north = cell
    lng, lat = (west + east) / 2, (south + north) / 2
    return (
        (path + "0", (west, south, lng, lat)),
        (path + "1", (lng, south, east, lat)),
        (path + "2", (west, lat, lng, north)),
        (path + "3", (lng, lat, east, north)),
    )
