"""Query parameters → a search request. Every parameter that cannot be understood is named (API-07)."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from search_engine.model import BoundingBox, Point, SearchRequest, Sort, StyleMatch
from service_kit.http import InvalidParam, invalid_request, reject_unknown_parameters
from style_taxonomy import slug_for

_SEARCH_PARAMETERS = frozenset(
    {"q", "query", "style", "style_match", "location", "near", "radius_km", "bbox", "sort", "limit", "page", "cursor"}
)
_LONGEST_TEXT = 200
_LONGEST_CURSOR = 1000
_MAX_LIMIT = 50
_MAX_PAGE = 10_000
_MAX_RADIUS_KM = 500.0
_MOST_STYLES = 34
_DEFAULT_LIMIT = 20
_DEFAULT_RADIUS_KM = 50.0
_MAX_SUGGESTIONS = 8
_NOBODYS_STYLE = "none-of-the-styles"  # an unknown style matches nobody: an empty 200, not an error (A14)

Parameters = Mapping[str, Sequence[str]]
Choice = TypeVar("Choice", bound=StrEnum)


class _Reader:
    """Reads parameters and collects every bad one instead of stopping at the first."""

    def __init__(self, given: Parameters) -> None:
        self._given = given
        self.problems: list[InvalidParam] = []

    def refuse(self, name: str, reason: str) -> None:
        self.problems.append(InvalidParam(name, reason))

    def given(self, name: str) -> bool:
        return bool(self._given.get(name))

    def text(self, name: str, *, longest: int = _LONGEST_TEXT) -> str:
        values = self._given.get(name) or [""]
        value = values[0].strip()
        if len(values) > 1:
            self.refuse(name, "is given more than once")
        elif len(value) > longest:
            self.refuse(name, f"is longer than {longest} characters")
        elif _has_control_characters(value):
            self.refuse(name, "has control characters")
        else:
            return value
        return ""

    def whole_number(self, name: str, *, default: int, most: int) -> int:
        if not self.given(name):
            return default
        value = self.text(name)
        if value.isascii() and value.isdigit() and len(value) < 10 and 1 <= int(value) <= most:
            return int(value)
        self.refuse(name, f"must be a whole number from 1 to {most}")
        return default

    def numbers(self, name: str, *, count: int, shape: str) -> list[float] | None:
        if not self.given(name):
            return None
        try:
            found = [float(part) for part in self.text(name).split(",")]
        except ValueError:
            found = []
        if len(found) != count or not all(math.isfinite(number) for number in found):
            self.refuse(name, f"must be {shape}")
            return None
        return found

    def choice(self, name: str, kind: type[Choice], *, default: Choice) -> Choice:
        value = self.text(name)
        if not value:
            return default
        if value in set(kind):
            return kind(value)
        self.refuse(name, "must be one of " + ", ".join(kind))
        return default

    def styles(self) -> tuple[str, ...]:
        """Slugs of what was selected, whatever the spelling: repeated parameters and comma-separated lists."""
        names = [name.strip() for value in self._given.get("style", ()) for name in value.split(",") if name.strip()]
        if len(names) > _MOST_STYLES:
            self.refuse("style", f"names more than {_MOST_STYLES} styles")
            return ()
        if any(len(name) > _LONGEST_TEXT or _has_control_characters(name) for name in names):
            self.refuse("style", "is too long or has control characters")
            return ()
        return tuple(dict.fromkeys(slug_for(name) or _NOBODYS_STYLE for name in names))

    def point(self, name: str) -> Point | None:
        found = self.numbers(name, count=2, shape="lat,lng in degrees")
        if found is None:
            return None
        try:
            return Point(lat=found[0], lng=found[1])
        except ValueError:
            self.refuse(name, "must be lat,lng in degrees")
            return None

    def box(self, name: str) -> BoundingBox | None:
        shape = "west,south,east,north in degrees"
        found = self.numbers(name, count=4, shape=shape)
        if found is None:
            return None
        west, south, east, north = found
        try:
            return BoundingBox(west=west, south=south, east=east, north=north)
        except ValueError:
            self.refuse(name, f"must be {shape}")
            return None

    def done(self) -> None:
        if self.problems:
            raise invalid_request(self.problems)


def _has_control_characters(text: str) -> bool:
    return any(unicodedata.category(character) in {"Cc", "Cs"} for character in text)


def read_search(given: Parameters) -> SearchRequest:
    """The request behind `GET /v1/artists`; no parameter at all browses everything (A09)."""
    reject_unknown_parameters(given, known=_SEARCH_PARAMETERS)
    reader = _Reader(given)
    if reader.given("q") and reader.given("query"):
        reader.refuse("query", "is another name of q; give one of them")
    near = reader.point("near")
    radius = _radius(reader, near)
    sort = reader.choice("sort", Sort, default=Sort.RELEVANCE)
    if sort is Sort.DISTANCE and near is None:
        reader.refuse("sort", "by distance needs near")
        sort = Sort.RELEVANCE
    request = SearchRequest(
        q=reader.text("q") or reader.text("query"),
        styles=reader.styles(),
        style_match=reader.choice("style_match", StyleMatch, default=StyleMatch.ANY),
        location=reader.text("location"),
        near=near,
        radius_km=radius,
        bbox=reader.box("bbox"),
        sort=sort,
        limit=reader.whole_number("limit", default=_DEFAULT_LIMIT, most=_MAX_LIMIT),
        page=reader.whole_number("page", default=1, most=_MAX_PAGE),
        cursor=reader.text("cursor", longest=_LONGEST_CURSOR) or None,
    )
    reader.done()
    return request


def _radius(reader: _Reader, near: Point | None) -> float | None:
    found = reader.numbers("radius_km", count=1, shape=f"a number above 0, up to {_MAX_RADIUS_KM:g}")
    if found is None:
        return _DEFAULT_RADIUS_KM if near else None
    if not reader.given("near"):
        reader.refuse("radius_km", "needs near")
        return None
    if not 0 < found[0] <= _MAX_RADIUS_KM:
        reader.refuse("radius_km", f"must be a number above 0, up to {_MAX_RADIUS_KM:g}")
        return None
    return found[0] if near else None


def read_suggest(given: Parameters) -> tuple[str, int]:
    """What has been typed so far, and how many suggestions to give."""
    reject_unknown_parameters(given, known={"q", "limit"})
    reader = _Reader(given)
    typed = reader.text("q")
    limit = reader.whole_number("limit", default=_MAX_SUGGESTIONS, most=_MAX_SUGGESTIONS)
    reader.done()
    return typed, limit
