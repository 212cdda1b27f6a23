"""Sightings from the Google Places API (New). Off unless configured; keeps only what the terms allow to be kept.

A place's id may be kept for good, its coordinates for 30 days, nothing else at all: names, addresses and websites are
not even asked for (the field mask). So its records have no name and never become a studio; they show where a studio
may be missing from the open sources. See docs/data-sources.md before switching it on.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from discovery.adapters.transport import Transport, json_of
from discovery.domain.places import Area, Box, Point
from discovery.domain.records import SourceRecord
from discovery.domain.terms import GOOGLE_PLACES
from service_kit.clock import Clock

URL: Final = "https://places.googleapis.com/v1/places:searchText"
FIELD_MASK: Final = "places.id,places.location,nextPageToken"

_PAGE_SIZE = 20
_MOST_RESULTS = 60  # the service never gives more for one question: a fuller box is cut into four
_DEEPEST_CUT = 6


class GooglePlacesSource:
    """A `StudioSource` of nameless sightings."""

    def __init__(self, *, transport: Transport, clock: Clock, api_key: str) -> None:
        self._transport = transport
        self._clock = clock
        self._api_key = api_key

    def survey(self, box: Box, *, area: Area) -> list[SourceRecord]:
        del area  # nothing that is kept depends on the country
        places = {place["id"]: place["location"] for place in self._places(box, cuts=0)}
        return [self._record(place_id, location) for place_id, location in sorted(places.items())]

    def _places(self, box: Box, *, cuts: int) -> Iterator[dict[str, Any]]:
        found = list(self._pages(box))
        if len(found) < _MOST_RESULTS or cuts == _DEEPEST_CUT:
            yield from found
            return
        for quarter in box.quarters():
            yield from self._places(quarter, cuts=cuts + 1)

    def _pages(self, box: Box) -> Iterator[dict[str, Any]]:
        request: dict[str, Any] = {
            "textQuery": "tattoo studio",
            "pageSize": _PAGE_SIZE,
            "locationRestriction": {
                "rectangle": {
                    "low": {"latitude": box.south, "longitude": box.west},
                    "high": {"latitude": box.north, "longitude": box.east},
                }
            },
        }
        headers = {
            "Content-Type": "application/json",
            "X-Goog-Api-Key": self._api_key,
            "X-Goog-FieldMask": FIELD_MASK,
        }
        while True:
            answer = json_of(self._transport.post(URL, body=json.dumps(request).encode(), headers=headers))
            yield from answer.get("places", [])
            token = answer.get("nextPageToken")
            if not token:
                return
            request["pageToken"] = token

    def _record(self, place_id: str, location: dict[str, float]) -> SourceRecord:
        return SourceRecord(
            ref=f"google:{place_id}",
            point=Point(lat=location["latitude"], lng=location["longitude"]),
            provenance=GOOGLE_PLACES.provenance(fetched_at=self._clock.now()),
        )
