"""Studios from OpenStreetMap through the Overpass API: one question for a whole tile, ODbL kept on every record."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode, urljoin

from discovery.adapters.osm_tags import facts_in_tags
from discovery.adapters.overpass_slots import seconds_until_slot
from discovery.adapters.transport import Transport, json_of
from discovery.domain.places import Area, Box, Point
from discovery.domain.records import SourceRecord
from discovery.domain.terms import OPEN_STREET_MAP
from service_kit.clock import Clock
from service_kit.errors import TransientError
from service_kit.fetching import Fetched, named_pause

URL: Final = "https://overpass-api.de/api/interpreter"
SERVER_SECONDS: Final = 180  # the public server's own limit
ANSWER_SECONDS: Final = SERVER_SECONDS + 20
# From the first question to the second: the function's time is five minutes, and an answer may take most of them.
LONGEST_WAIT: Final = timedelta(seconds=75)

_STATUS_URL = urljoin(URL, "status")
_TOO_MANY_REQUESTS = 429
_ROUNDING = timedelta(seconds=1)  # the status counts whole seconds


def question(box: Box) -> str:
    """Overpass QL: every element whose shop is, among others, a tattoo shop, or that says it does tattoos."""
    return (
        f"[out:json][timeout:{SERVER_SECONDS}][bbox:{box.south:.6f},{box.west:.6f},{box.north:.6f},{box.east:.6f}];"
        '(nwr["shop"~"tattoo",i];nwr["tattoo"="yes"];);'
        "out center tags;"
    )


class OverpassSource:
    """A `StudioSource`. The run asks tile after tile, so there is never more than one question at a time."""

    def __init__(self, *, transport: Transport, clock: Clock, sleep: Callable[[float], None] = time.sleep) -> None:
        self._transport = transport
        self._clock = clock
        self._sleep = sleep

    def survey(self, box: Box, *, area: Area) -> list[SourceRecord]:
        answer = json_of(self._ask(box))
        if "error" in answer.get("remark", ""):  # out of time or memory: status 200 and half the elements
            raise TransientError("overpass_incomplete")
        records = (self._record(element, country=area.country) for element in answer.get("elements", []))
        return [record for record in records if record and box.contains(record.point)]

    def _ask(self, box: Box) -> Fetched:
        """The answer; the second one if the first was that all our slots are taken, and one is free soon enough.

        Only 429 speaks of slots: after a 504 the server is overloaded, and a free slot is no reason to ask again.
        """
        latest = self._clock.now() + LONGEST_WAIT
        answer = self._post(box)
        if answer.status != _TOO_MANY_REQUESTS:
            return answer
        pause = self._pause_asked_by(answer)
        if pause is None or self._clock.now() + pause > latest:
            return answer
        self._sleep(pause.total_seconds())
        return self._post(box)

    def _post(self, box: Box) -> Fetched:
        return self._transport.post(
            URL,
            body=urlencode({"data": question(box)}).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )

    def _pause_asked_by(self, refusal: Fetched) -> timedelta | None:
        """The longer of what `Retry-After` and the status page say; None when neither says anything."""
        asked = (self._until_slot(), named_pause(refusal.headers, now=self._clock.now()))
        return max((pause for pause in asked if pause is not None), default=None)

    def _until_slot(self) -> timedelta | None:
        try:
            status = self._transport.get(_STATUS_URL)
        except TransientError:
            return None
        seconds = seconds_until_slot(status.body.decode("utf-8", "replace")) if status.status == 200 else None
        return None if seconds is None else timedelta(seconds=seconds) + _ROUNDING

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
