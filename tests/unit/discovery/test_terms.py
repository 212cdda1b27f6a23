"""Nothing of a source's that its terms forbid to keep reaches a store, an event or a log, and what may be kept for a
while goes in time."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from discovery.adapters.google_places import GooglePlacesSource
from discovery.domain.places import Area, Box, Point
from discovery.domain.records import SourceRecord
from discovery.domain.run import Discovery
from discovery.domain.terms import GOOGLE_PLACES, OPEN_STREET_MAP
from event_contracts.claims import Provenance
from service_kit.fetching import Fetched
from tests.unit.discovery.transports import FakeTransport, answering

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=timezone.utc)
PLACE = {
    "id": "ChIJ-place-1",
    "name": "places/ChIJ-place-1",
    "displayName": {"text": "Canary Name Tattoo", "languageCode": "en"},
    "formattedAddress": "99 Canary Street, Quexley QX9 9ZZ",
    "addressComponents": [{"longText": "Canary Street", "types": ["route"]}],
    "nationalPhoneNumber": "01632 960999",
    "websiteUri": "https://www.instagram.com/canary.handle/",
    "location": {"latitude": 53.98123, "longitude": -2.58123},
    "regularOpeningHours": {"weekdayDescriptions": ["Monday: Canary hours"]},
    "reviews": [{"text": {"text": "A canary review"}, "authorAttribution": {"displayName": "Canary Reviewer"}}],
    "photos": [{"name": "places/ChIJ-place-1/photos/canary-photo"}],
    "googleMapsUri": "https://maps.google.com/?cid=960999",
}
NEVER_KEPT = ("canary", "960999", "qx9 9zz", "maps.google.com")
COORDINATES = ("53.98123", "2.58123")


class MorePlacesThanAskedFor(FakeTransport):
    """Answers with everything the service knows, whatever the field mask says; or with nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[dict[str, Any]] = [PLACE]

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> Fetched:
        return answering({"places": self.places})


class BothSources:
    """A world's discovery that also asks Google."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.google = MorePlacesThanAskedFor()
        world.sources.append(GooglePlacesSource(transport=self.google, clock=world.clock, api_key="key"))

    def run(self, run_id: str) -> dict[str, int]:
        discovery: Discovery = self.world.discovery
        for tile in discovery.plan(run_id=run_id, area=None):
            discovery.survey(run_id=run_id, tile=tile)
        return discovery.settle(run_id=run_id)

    def kept(self) -> Iterator[str]:
        """Everything in the table, outbox included, and every claim: whatever the index can ever be made from."""
        yield from (json.dumps(item, default=str).lower() for item in self.world.table.scan()["Items"])
        for entry in self.world.s3.list_objects_v2(Bucket="claims").get("Contents", []):
            yield self.world.s3.get_object(Bucket="claims", Key=entry["Key"])["Body"].read().decode().lower()


@pytest.fixture
def both(world: Any, record: Any) -> BothSources:
    world.shows(record("osm:node/1"))
    return BothSources(world)


def test_of_a_google_place_only_its_id_and_for_a_while_its_position_reach_a_store_or_a_log(
    both: BothSources, capfd: pytest.CaptureFixture[str]
) -> None:
    both.run("run-1")

    kept = list(both.kept())
    logged = "".join(capfd.readouterr()).lower()
    assert any("chij-place-1" in text for text in kept), "the answer did arrive"
    assert [word for word in NEVER_KEPT if any(word in text for text in [*kept, logged])] == []
    with_position = [text for text in kept if any(number in text for number in COORDINATES)]
    assert len(with_position) == 1
    assert json.loads(with_position[0])["pk"] == "positions"
    assert not any(number in logged for number in COORDINATES)


def test_positions_are_deleted_when_thirty_days_are_over_and_not_before(both: BothSources) -> None:
    both.run("run-1")
    both.google.places = []
    both.world.clock.moment += timedelta(days=30, seconds=-1)
    assert both.run("run-2")["forgotten_positions"] == 0

    both.world.clock.moment += timedelta(seconds=1)
    assert both.run("run-3")["forgotten_positions"] == 1

    kept = list(both.kept())
    assert not any(number in text for text in kept for number in COORDINATES)
    assert any("chij-place-1" in text for text in kept), "the id may stay"


def test_a_place_that_is_seen_again_keeps_its_position_for_another_thirty_days(both: BothSources) -> None:
    both.run("run-1")
    both.world.clock.moment += timedelta(days=29)
    both.run("run-2")
    both.world.clock.moment += timedelta(days=29)

    assert both.run("run-3")["forgotten_positions"] == 0


def make(provenance: Provenance, **fields: Any) -> SourceRecord:
    return SourceRecord(ref="google:1", point=Point(lat=54, lng=-2.6), provenance=provenance, **fields)


@pytest.mark.parametrize("field", ["name", "website", "instagram", "phone", "address", "area", "city", "postcode"])
def test_a_record_with_a_field_that_its_terms_forbid_cannot_be_made(field: str) -> None:
    make(OPEN_STREET_MAP.provenance(fetched_at=NOW), **{field: "something"})
    with pytest.raises(ValueError, match="restricted_field"):
        make(GOOGLE_PLACES.provenance(fetched_at=NOW), **{field: "something"})


def test_every_field_of_a_record_is_under_its_terms() -> None:
    facts = set(SourceRecord.__dataclass_fields__) - {"ref", "point", "provenance", "findings"}

    assert facts == {"name", "website", "instagram", "phone", "address", "area", "city", "postcode"}


@pytest.mark.parametrize("expires_at", [None, NOW + timedelta(days=30, seconds=1)])
def test_coordinates_cannot_be_kept_longer_than_the_terms_allow(expires_at: datetime | None) -> None:
    provenance = GOOGLE_PLACES.provenance(fetched_at=NOW).model_copy(update={"expires_at": expires_at})

    with pytest.raises(ValueError, match="coordinates_kept_too_long"):
        make(provenance)


def test_a_source_whose_terms_nobody_has_read_cannot_be_kept() -> None:
    with pytest.raises(ValueError, match="source_without_terms"):
        make(Provenance(source="Yellow Pages", licence="?", fetched_at=NOW))


def test_google_is_never_asked_for_a_field_that_may_not_be_kept() -> None:
    transport = FakeTransport(answering({}))

    class Clock:
        def now(self) -> datetime:
            return NOW

    box = Box(south=53.9, west=-2.7, north=54.1, east=-2.5)
    GooglePlacesSource(transport=transport, clock=Clock(), api_key="key").survey(
        box, area=Area(name="Quexley", country="GB", **box.model_dump())
    )

    ((_, _, headers),) = transport.asked
    assert headers["X-Goog-FieldMask"] == "places.id,places.location,nextPageToken"
