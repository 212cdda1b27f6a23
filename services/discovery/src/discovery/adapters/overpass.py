"""Studios from OpenStreetMap through the Overpass API: one question for a whole tile, ODbL kept on every record."""

from typing import Any, Final, Protocol
from urllib.parse import urlencode

from discovery.adapters.osm_tags import facts_in_tags
from discovery.domain.places import Area, Box, Point
from discovery.domain.records import SourceRecord
from discovery.domain.terms import OPEN_STREET_MAP
from service_kit.clock import Clock
from service_kit.errors import TransientError

URL: Final = "https://overpass-api.de/api/interpreter"
SERVER_SECONDS: Final = 180  # the public server's own limit


class Poster(Protocol):
    def post(self, url: str, *, body: bytes, headers: dict[str, str]) -> dict[str, Any]: ...


def question(box: Box) -> str:
    """Overpass QL: every element whose shop is, among others, a tattoo shop, or that says it does tattoos."""
    return (
        f"[out:json][timeout:{SERVER_SECONDS}][bbox:{box.south:.6f},{box.west:.6f},{box.north:.6f},{box.east:.6f}];"
        '(nwr["shop"~"tattoo",i];nwr["tattoo"="yes"];);'
        "out center tags;"
    )


class OverpassSource:
    """A `StudioSource`. The run asks tile after tile, so there is never more than one question at a time."""

    def __init__(self, *, poster: Poster, clock: Clock) -> None:
        self._poster = poster
        self._clock = clock

    def survey(self, box: Box, *, area: Area) -> list[SourceRecord]:
        answer = self._poster.post(
            URL,
            body=urlencode({"data": question(box)}).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        if "error" in answer.get("remark", ""):  # out of time or memory: status 200 and half the elements
            raise TransientError("overpass_incomplete")
        records = (self._record(element, country=area.country) for element in answer.get("elements", []))
        return [record for record in records if record and box.contains(record.point)]

    def _record(self, element: dict[str, Any], *, country: str) -> SourceRecord | None:
        tags: dict[str, str] = element.get("tags", {})
        position = element.get("center", element)
        if "lat" not in position:
            return None
        now = self._clock.now()
        name = f"{element['type']}/{element['id']}"
        return SourceRecord(
            ref=f"osm:{name}",
            point=Point(lat=position["lat"], lng=position["lon"]),
            provenance=OPEN_STREET_MAP.provenance(url=f"https://www.openstreetmap.org/{name}", fetched_at=now),
            **facts_in_tags(tags, country=country, today=now.date()),
        )
