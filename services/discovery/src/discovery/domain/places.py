"""Points, boxes, the tiles of a run, and the fixed grid by which studios near a place are found."""

from dataclasses import dataclass
from math import asin, ceil, cos, floor, radians, sin, sqrt
from typing import Self

from pydantic import BaseModel, ConfigDict

_EARTH_RADIUS_M = 6_371_008.8
_METRES_PER_DEGREE = 111_195
_CELLS_PER_DEGREE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """WGS84 degrees."""

    lat: float
    lng: float

    def metres_to(self, other: "Point") -> float:
        """Great-circle distance."""
        phi, other_phi = radians(self.lat), radians(other.lat)
        half = sin((other_phi - phi) / 2) ** 2 + cos(phi) * cos(other_phi) * sin(radians(other.lng - self.lng) / 2) ** 2
        return 2 * _EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


class Box(BaseModel):
    """A box in WGS84 degrees. South and west edges belong to it, north and east edges to its neighbours."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    south: float
    west: float
    north: float
    east: float

    def contains(self, point: Point) -> bool:
        return self.south <= point.lat < self.north and self.west <= point.lng < self.east

    @property
    def centre(self) -> Point:
        return Point(lat=(self.south + self.north) / 2, lng=(self.west + self.east) / 2)

    def widened(self, metres: float) -> "Box":
        by_lat = metres / _METRES_PER_DEGREE
        by_lng = by_lat / max(0.05, cos(radians(max(abs(self.south), abs(self.north)))))
        return Box(
            south=self.south - by_lat, west=self.west - by_lng, north=self.north + by_lat, east=self.east + by_lng
        )

    def quarters(self) -> tuple["Box", ...]:
        middle = self.centre
        return tuple(
            Box(south=south, west=west, north=north, east=east)
            for south, north in ((self.south, middle.lat), (middle.lat, self.north))
            for west, east in ((self.west, middle.lng), (middle.lng, self.east))
        )


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One half-degree square of the grid."""

    row: int
    column: int

    @classmethod
    def of(cls, point: Point) -> Self:
        return cls(floor(point.lat * _CELLS_PER_DEGREE), floor(point.lng * _CELLS_PER_DEGREE))

    @property
    def name(self) -> str:
        return f"{self.row}_{self.column}"

    @property
    def box(self) -> Box:
        return Box(
            south=self.row / _CELLS_PER_DEGREE,
            west=self.column / _CELLS_PER_DEGREE,
            north=(self.row + 1) / _CELLS_PER_DEGREE,
            east=(self.column + 1) / _CELLS_PER_DEGREE,
        )


def cells_over(box: Box) -> list[Cell]:
    """The cells that a box touches."""
    low = Cell.of(Point(lat=box.south, lng=box.west))
    high = Cell.of(Point(lat=box.north, lng=box.east))
    cells = (Cell(row, column) for row in range(low.row, high.row + 1) for column in range(low.column, high.column + 1))
    return [cell for cell in cells if cell.box.south < box.north and cell.box.west < box.east]


class Area(Box):
    """A place to cover, as people name it; `country` is ISO 3166-1 alpha-2."""

    name: str
    country: str


class Tile(Area):
    """A part of an area: what one survey asks for."""

    id: str


def tiles_of(area: Area) -> list[Tile]:
    """The area cut into equal tiles of at most one degree: a city is one question to a source."""
    rows = max(1, ceil(area.north - area.south))
    columns = max(1, ceil(area.east - area.west))
    height, width = (area.north - area.south) / rows, (area.east - area.west) / columns
    return [
        Tile(
            id=f"{area.name}-{row}-{column}",
            name=area.name,
            country=area.country,
            south=area.south + row * height,
            west=area.west + column * width,
            north=area.north if row == rows - 1 else area.south + (row + 1) * height,
            east=area.east if column == columns - 1 else area.west + (column + 1) * width,
        )
        for row in range(rows)
        for column in range(columns)
    ]
