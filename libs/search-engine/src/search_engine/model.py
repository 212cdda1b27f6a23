"""What is searched and what a search returns. Plain dataclasses, because the search Lambda imports this when cold."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import isfinite
from typing import Any, Self


class StyleMatch(StrEnum):
    """How several selected styles combine."""

    ANY = "any"
    ALL = "all"


class Sort(StrEnum):
    """Order of the results; every order ends in (name, id), so that it is total."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    NAME = "name"
    UPDATED = "updated"


class SuggestionKind(StrEnum):
    """What a suggestion leads to."""

    ARTIST = "artist"
    STUDIO = "studio"
    STYLE = "style"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A WGS 84 coordinate in degrees. ValueError outside ±90 / ±180."""

    lat: float
    lng: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lat) and isfinite(self.lng) and abs(self.lat) <= 90 and abs(self.lng) <= 180):
            raise ValueError("coordinates out of range")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundingBox:
    """Degrees, edges included. `west > east` crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        Point(lat=self.south, lng=self.west)
        Point(lat=self.north, lng=self.east)
        if self.south > self.north:
            raise ValueError("south is north of north")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One size of a picture: media path, width in pixels, and media type."""

    path: str
    width: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture of a card: media path, size in pixels, what to show until it has loaded, and every size there is."""

    path: str
    width: int
    height: int
    placeholder: str | None = None
    colour: str | None = None
    renditions: tuple[Rendition, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The picture as JSON types: its fields by name, each rendition as a list of its own."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return fields | {"renditions": [[one.path, one.width, one.media_type] for one in self.renditions]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The picture behind `to_json`. ValueError, KeyError or TypeError if it is none."""
        listed = data.get("renditions", ())  # what was written before there were any has none
        renditions = tuple(Rendition(path=path, width=width, media_type=kind) for path, width, kind in listed)
        return cls(**data | {"renditions": renditions})


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistDocument:
    """One artist as the index holds them.

    `version` grows with every change of the artist. `styles` are taxonomy slugs; the index adds the broader styles each
    belongs to, after the artist's own. `areas` are place names as people read them ("Leeds", "Headingley").
    """

    id: str
    version: int
    name: str
    updated_at: datetime
    handle: str | None = None
    bio: str = ""
    styles: tuple[str, ...] = ()
    studio_ids: tuple[str, ...] = ()
    studio_names: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    country: str = "GB"
    postcodes: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    picture: Picture | None = None
    images_count: int = 0

    def __post_init__(self) -> None:
        if self.updated_at.tzinfo is None:
            raise ValueError("updated_at needs a time zone")
        if len(self.studio_ids) != len(self.studio_names):
            raise ValueError("every studio needs an id and a name")

    def to_json(self) -> dict[str, Any]:
        """The document as JSON types; the inverse of `from_json`."""
        return {
            "id": self.id,
            "version": self.version,
            "name": self.name,
            "handle": self.handle,
            "bio": self.bio,
            "styles": list(self.styles),
            "studio_ids": list(self.studio_ids),
            "studio_names": list(self.studio_names),
            "areas": list(self.areas),
            "country": self.country,
            "postcodes": list(self.postcodes),
            "points": [[point.lat, point.lng] for point in self.points],
            "picture": self.picture and self.picture.to_json(),
            "images_count": self.images_count,
            "updated_at": self.updated_at.isoformat(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The document behind `to_json`. KeyError or ValueError for anything else."""
        picture = data["picture"]
        return cls(
            id=data["id"],
            version=data["version"],
            name=data["name"],
            handle=data["handle"],
            bio=data["bio"],
            styles=tuple(data["styles"]),
            studio_ids=tuple(data["studio_ids"]),
            studio_names=tuple(data["studio_names"]),
            areas=tuple(data["areas"]),
            country=data["country"],
            postcodes=tuple(data["postcodes"]),
            points=tuple(Point(lat=lat, lng=lng) for lat, lng in data["points"]),
            picture=Picture.from_json(picture) if picture else None,
            images_count=data["images_count"],
            updated_at=datetime.fromisoformat(data["updated_at"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """One search. Empty filters do not restrict; `cursor` wins over `page`. ValueError for what cannot be asked."""

    q: str = ""
    styles: tuple[str, ...] = ()
    style_match: StyleMatch = StyleMatch.ANY
    location: str = ""
    near: Point | None = None
    radius_km: float | None = None
    bbox: BoundingBox | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    page: int = 1
    cursor: str | None = None

    def __post_init__(self) -> None:
        if self.limit < 1 or self.page < 1:
            raise ValueError("limit and page start at 1")
        if self.near is None and (self.radius_km is not None or self.sort is Sort.DISTANCE):
            raise ValueError("a radius and the order by distance need near")
        if self.radius_km is not None and not (isfinite(self.radius_km) and self.radius_km > 0):
            raise ValueError("the radius must be positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found artist; `distance_km` from `near` to the closest of the artist's studios, if both are known."""

    document: ArtistDocument
    distance_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many artists selecting this value would show."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Exact and disjunctive: styles ignore the style filter, areas ignore the location filter. Most frequent first."""

    styles: tuple[FacetCount, ...] = ()
    areas: tuple[FacetCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """One page of hits with the exact number of all matches; `next_cursor` is set exactly when `has_more`."""

    items: tuple[Hit, ...]
    total: int
    facets: Facets
    has_more: bool
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A completion: `text` to show, `value` to search for, `id` of the artist or studio."""

    kind: SuggestionKind
    text: str
    value: str
    id: str | None = None
