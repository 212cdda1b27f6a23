"""A fictional city's studios in a fake source, and discovery with its table in an in-process DynamoDB."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from discovery.adapters.table import StudiosTable
from discovery.domain.places import Area, Box, Point
from discovery.domain.records import SourceRecord, StudioSource
from discovery.domain.run import Discovery
from event_contracts import Context
from event_contracts.claims import Provenance
from service_kit.claims import S3ClaimStore
from service_kit.errors import TransientError
from service_kit.ids import SubjectHasher
from service_kit.outbox import OUTBOX_ATTRIBUTE
from tests.embedded_aws import create_bucket, create_table

T0 = datetime(2026, 3, 1, 2, 0, tzinfo=timezone.utc)
QUEXLEY = Area(name="Quexley", country="GB", south=53.955, west=-2.635, north=54.015, east=-2.535)
CENTRE = Point(lat=53.985, lng=-2.585)
METRES = 1 / 111_195


class HeldClock:
    def __init__(self) -> None:
        self.moment = T0

    def now(self) -> datetime:
        return self.moment


class FakeSource:
    """Shows what it was given, and only within the box it is asked for."""

    def __init__(self, clock: HeldClock) -> None:
        self.records: list[SourceRecord] = []
        self.asked: list[Box] = []
        self.down = False
        self._clock = clock

    def survey(self, box: Box, *, area: Area) -> list[SourceRecord]:
        self.asked.append(box)
        if self.down:
            raise TransientError("source_answered_504")
        fetched_at = self._clock.now()
        return [
            replace(record, provenance=record.provenance.model_copy(update={"fetched_at": fetched_at}))
            for record in self.records
            if box.contains(record.point)
        ]


def make_record(ref: str, *, north: float = 0, east: float = 0, **fields: Any) -> SourceRecord:
    """A record so many metres north and (about) east of the centre of the city."""
    point = Point(lat=CENTRE.lat + north * METRES, lng=CENTRE.lng + east * METRES * 1.7)
    source = Provenance(source="OpenStreetMap", url=f"https://osm.example/{ref}", licence="ODbL-1.0", fetched_at=T0)
    return SourceRecord(**{"ref": ref, "point": point, "provenance": source, "name": "Blackthorn Tattoo", **fields})


class World:
    """Discovery, run after run, and what came of it."""

    def __init__(self, *, table: Any, s3: Any, clock: HeldClock) -> None:
        self.table, self.s3, self.clock = table, s3, clock
        self.source = FakeSource(clock)
        self.sources: list[StudioSource] = [self.source]
        self.claims = S3ClaimStore(s3=s3, bucket="claims", producer=Context.DISCOVERY)
        self.studios = StudiosTable(table=table, clock=clock)
        self.runs = 0
        self.areas: list[Area] = [QUEXLEY]

    @property
    def discovery(self) -> Discovery:
        return Discovery(
            areas=self.areas,
            sources=self.sources,
            studios=self.studios,
            claims=self.claims,
            clock=self.clock,
            mint=SubjectHasher(key=b"a test's key").studio_id,
            revisit_after=timedelta(hours=20),
        )

    def run(self) -> dict[str, int]:
        """A whole run, a day after the last one; tiles that fail are left out, as the state machine does."""
        if self.runs:
            self.clock.moment += timedelta(days=1)
        self.runs += 1
        run_id = f"run-{self.runs}"
        for tile in self.discovery.plan(run_id=run_id, area=None):
            try:
                self.discovery.survey(run_id=run_id, tile=tile)
            except TransientError:
                continue
        return self.discovery.settle(run_id=run_id)

    def shows(self, *records: SourceRecord) -> None:
        self.source.records = list(records)

    def on_record(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.table.scan(ConsistentRead=True)["Items"]
        return [item for item in items if item["PK"].startswith("STUDIO#")]

    def news(self) -> list[tuple[str, str]]:
        """What the studios' items carry now: type and studio."""
        return sorted(
            (json.loads(entry["envelope"])["type"], item["PK"].removeprefix("STUDIO#"))
            for item in self.on_record()
            for entry in item.get(OUTBOX_ATTRIBUTE, [])
        )

    def facts(self) -> list[dict[str, Any]]:
        """Of every open studio, as their claims tell others."""
        return [json.loads(item["facts"]) for item in self.on_record() if not item["closed"]]


@pytest.fixture
def record() -> Callable[..., SourceRecord]:
    return make_record


@pytest.fixture
def world(aws: None) -> World:
    return World(table=create_table("Studios"), s3=create_bucket("claims"), clock=HeldClock())
