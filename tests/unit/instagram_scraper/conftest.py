"""An embedded AWS, a fictional Instagram, and a driver that delivers events as the queue does."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any, Final

import boto3
import pytest
from moto import mock_aws

from event_contracts import (
    ArtistDenylisted,
    ArtistIdentified,
    ArtistRefreshDue,
    ArtistReinstated,
    Context,
    Envelope,
    EventData,
    Role,
    read_detail,
)
from event_contracts.claims import Provenance, RosterFacts
from instagram_scraper.adapters.objects import MediaBucket, StoredObjects
from instagram_scraper.adapters.pauses_table import PausesTable
from instagram_scraper.adapters.pictures import PictureKeeper
from instagram_scraper.adapters.polite import PoliteFetcher
from instagram_scraper.adapters.profiles_table import ProfilesTable
from instagram_scraper.adapters.purge import ProfilePurge
from instagram_scraper.adapters.web_profile import WebProfileSource
from instagram_scraper.domain.hosts import HostGuard
from instagram_scraper.domain.reader import ProfileReader
from instagram_scraper.handlers.consume import ProfileEvents
from service_kit.claims import S3ClaimStore
from service_kit.consumer import Received
from service_kit.enforcement import DenylistEnforcer
from service_kit.fetching import open_session
from service_kit.ids import SubjectHasher
from service_kit.logs import get_logger
from service_kit.outbox import new_envelopes
from tests.unit.instagram_scraper.fakes import NOW, FakeClock, FakeInstagram, FakeMeter

STUDIO = "st_" + "a" * 32
TICKET = "rr_" + "T" * 22
REGION: Final = "eu-west-2"


@pytest.fixture(scope="session", autouse=True)
def _credentials() -> None:
    os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION=REGION)


@pytest.fixture
def aws() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.fixture
def table(aws: None) -> Any:
    return boto3.resource("dynamodb", region_name=REGION).create_table(
        TableName="Profiles",
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("PK", "SK")],
        BillingMode="PAY_PER_REQUEST",
    )


@pytest.fixture
def s3(aws: None) -> Any:
    client = boto3.client("s3", region_name=REGION)
    for bucket in ("claims", "media"):
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return client


@pytest.fixture
async def instagram() -> AsyncIterator[FakeInstagram]:
    fake = FakeInstagram()
    await fake.start()
    yield fake
    await fake.stop()


class Scraper:
    """Delivers events to the context and looks at what became of them."""

    def __init__(self, *, table: Any, s3: Any, instagram: FakeInstagram, session: Any) -> None:
        self.table = table
        self.s3 = s3
        self.instagram = instagram
        self.session = session
        self.clock = FakeClock()
        self.meter = FakeMeter()
        self.hasher = SubjectHasher(key=b"test-key")
        self.store: Any = ProfilesTable(table=table)
        self.media: Any = MediaBucket(s3=s3, bucket="media")
        self.rosters = S3ClaimStore(s3=s3, bucket="claims", producer=Context.STUDIO_SCRAPER)
        self.claims = S3ClaimStore(s3=s3, bucket="claims", producer=Context.INSTAGRAM_SCRAPER)
        self.objects: Any = StoredObjects(claims=self.claims, media=self.media)
        self.events: list[EventData] = []
        self.envelopes: list[Envelope] = []
        self.restart()

    def restart(self) -> None:
        """A new task: nothing in memory, everything in the stores."""
        logger = self.logger = get_logger("instagram-scraper")
        fetcher = PoliteFetcher(session=self.session, delay_seconds=0, playback=self.instagram.base, clock=self.clock)
        source = WebProfileSource(fetcher=fetcher, clock=self.clock)
        self.reader = ProfileReader(
            store=self.store,
            objects=self.objects,
            pictures=PictureKeeper(fetcher=fetcher, media=self.media, logger=logger),
            source=source,
            host=HostGuard(host=source.host, pauses=PausesTable(table=self.table), meter=self.meter),
            hasher=self.hasher,
            clock=self.clock,
            logger=logger,
        )
        self.handlers = ProfileEvents(reader=self.reader, claims=self.claims, hasher=self.hasher)

    def key(self, handle: str) -> str:
        return self.hasher.handle_key(handle)

    def identified(self, handle: str, *, name: str = "Robin Fable") -> Received:
        """The event and claim of a studio's website that names an artist."""
        facts = RosterFacts(
            name=name,
            handle=handle,
            role=Role.RESIDENT,
            confidence=1,
            provenance=Provenance(source="studio-website", licence="facts", fetched_at=NOW),
        )
        key = self.key(handle)
        return received(
            ArtistIdentified(
                subject_key=key,
                handle_key=key,
                name_key=self.hasher.name_key(studio_id=STUDIO, name=name),
                studio_id=STUDIO,
                role=Role.RESIDENT,
                confidence=1,
                observed_at=NOW,
                claim=self.rosters.put(subject=key, body=facts.model_dump(mode="json")),
            ),
            producer=Context.STUDIO_SCRAPER,
        )

    async def deliver(self, message: Received) -> None:
        try:
            await self.handlers.handle(message)
        finally:
            self.collect()

    async def identify(self, handle: str, *, name: str = "Robin Fable") -> None:
        await self.deliver(self.identified(handle, name=name))

    async def refresh(self, handle: str, *, due_since: datetime | None = None) -> None:
        due = ArtistRefreshDue(handle_key=self.key(handle), due_since=due_since or self.clock.now())
        await self.deliver(received(due, producer=Context.PROFILE_API))

    def deny(self, *subject_keys: str, case_version: int = 1) -> None:
        denial = ArtistDenylisted(ticket=TICKET, case_version=case_version, subject_keys=subject_keys)
        self._enforcer().enforce(received(denial, producer=Context.GOVERNANCE))
        self.collect()

    def reinstate(self, *subject_keys: str, case_version: int) -> None:
        lift = ArtistReinstated(ticket=TICKET, case_version=case_version, subject_keys=subject_keys)
        self._enforcer().reinstate(received(lift, producer=Context.GOVERNANCE))

    def _enforcer(self) -> DenylistEnforcer:
        objects = StoredObjects(claims=self.claims, media=MediaBucket(s3=self.s3, bucket="media"))
        purge = ProfilePurge(table=self.table, profiles=ProfilesTable(table=self.table), objects=objects)
        return DenylistEnforcer(table=self.table, context=Context.INSTAGRAM_SCRAPER, purge=purge, clock=self.clock)

    def collect(self) -> None:
        """Take the events that items carry since the last look, as the table's stream does."""
        seen = {envelope.id for envelope in self.envelopes}
        for item in self.items():
            for envelope in new_envelopes(old_image=None, new_image=item):
                if envelope.id not in seen:
                    self.envelopes.append(envelope)
                    self.events.append(read_detail(envelope.model_dump(mode="json"))[1])

    def items(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.table.scan(ConsistentRead=True)["Items"]
        return found

    def kept(self) -> set[str]:
        """What the table holds about people: everything but tombstones, acknowledgements and pauses."""
        return {
            f"{item['PK']}/{item['SK']}"
            for item in self.items()
            if item["PK"].split("#")[0] not in {"DENIED", "PURGE", "HOST"}
        }

    def stored(self, bucket: str = "media") -> set[str]:
        """Keys of stored objects of this context, whatever version."""
        prefix = "media/" if bucket == "media" else "instagram-scraper/"
        return {entry["Key"] for entry in self.versions(bucket, prefix)}

    def versions(self, bucket: str, prefix: str = "") -> list[dict[str, Any]]:
        """Every version of every object, delete markers included."""
        pages = self.s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix)
        return [entry for page in pages for entry in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]]

    def claim_of(self, event: Any) -> dict[str, Any]:
        return self.claims.get(event.claim)


def received(payload: EventData, *, producer: Context) -> Received:
    envelope = Envelope.wrap(payload, producer=producer, now=NOW, correlation_id="run-1")
    return Received(payload=payload, envelope=envelope)


@pytest.fixture
async def scraper(table: Any, s3: Any, instagram: FakeInstagram) -> AsyncIterator[Scraper]:
    async with open_session(playback=instagram.base) as session:
        yield Scraper(table=table, s3=s3, instagram=instagram, session=session)


@pytest.fixture
def rival(scraper: Scraper) -> Scraper:
    """A second task of the same context."""
    return Scraper(table=scraper.table, s3=scraper.s3, instagram=scraper.instagram, session=scraper.session)
