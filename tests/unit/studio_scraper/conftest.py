"""An embedded AWS, a fictional web, and a driver that delivers events as the queue does."""

import json
import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import boto3
import pytest
from moto import mock_aws

from event_contracts import (
    ArtistDenylisted,
    ArtistReinstated,
    Context,
    Envelope,
    EventData,
    StudioClosed,
    StudioUpdated,
    read_detail,
)
from event_contracts.claims import RosterFacts, StudioFacts
from local.playback import Playback
from local.recordings import Area, Recordings, write_json, write_manifest
from service_kit.claims import S3ClaimStore
from service_kit.consumer import Received
from service_kit.enforcement import DenylistEnforcer
from service_kit.ids import SubjectHasher
from service_kit.logs import get_logger
from service_kit.outbox import new_envelopes
from studio_scraper.adapters.purge import RosterPurge
from studio_scraper.adapters.rosters_table import RostersTable
from studio_scraper.adapters.site_crawler import SiteCrawler, open_crawler
from studio_scraper.domain.visits import StudioVisits
from studio_scraper.handlers.consume import StudioEvents
from tests.unit.studio_scraper.sites import page

STUDIO = "st_" + "a" * 32
TICKET = "rr_" + "T" * 22
REGION: Final = "eu-west-2"
HOST = "inkwell.example"
WEBSITE = f"https://{HOST}/"
OSM = "https://www.openstreetmap.org/node/1"


@pytest.fixture(scope="session", autouse=True)
def _credentials() -> None:
    os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION=REGION)


@pytest.fixture
def aws() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.fixture
def table(aws: None) -> Any:
    created = boto3.resource("dynamodb", region_name=REGION).create_table(
        TableName="Rosters",
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("PK", "SK")],
        BillingMode="PAY_PER_REQUEST",
    )
    return _one_call_at_a_time(created)


def _one_call_at_a_time(table: Any) -> Any:
    """DynamoDB's transactions are isolated; the emulation's are not when several threads call it."""
    client, lock = table.meta.client, threading.Lock()
    call = client._make_api_call

    def locked(*args: Any) -> Any:
        with lock:
            return call(*args)

    client._make_api_call = locked
    return table


@pytest.fixture
def s3(aws: None) -> Any:
    client = boto3.client("s3", region_name=REGION)
    client.create_bucket(Bucket="claims", CreateBucketConfiguration={"LocationConstraint": REGION})
    client.put_bucket_versioning(Bucket="claims", VersioningConfiguration={"Status": "Enabled"})
    return client


def team(*people: tuple[str, str | None], intro: str = "") -> str:
    """A page that introduces people by name and, perhaps, account."""
    cards = "".join(
        f"<div class='artist-card'><h3>{name}</h3><p>Tattoo artist</p>"
        + (f'<a href="https://www.instagram.com/{handle}/">Instagram</a>' if handle else "")
        + "</div>"
        for name, handle in people
    )
    return page(f"{intro}<h2>Our artists</h2>{cards}")


class Web:
    """A folder of recorded sites that tests write and the crawler reads over HTTP."""

    def __init__(self, *, folder: Path, playback: Playback) -> None:
        self.folder = folder
        self.playback = playback

    def site(self, host: str = HOST, *, behaviour: dict[str, Any] | None = None, **pages: str) -> None:
        """Publish a site's pages by name; `index` is its home, `robots` its robots.txt."""
        folder = self.folder / "sites" / host
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            file = "robots.txt" if name == "robots" else f"{name.replace('__', '/')}.html"
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text)
        if behaviour is not None:
            write_json(folder / ".site.json", behaviour)

    @property
    def asked(self) -> list[str]:
        return list(self.playback.log.recent)


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    area = Area(name="Leeds", country="GB", south=53.7, west=-1.7, north=53.9, east=-1.4)
    write_manifest(tmp_path, Recordings(name="test", area=area))
    async with Playback(folder=tmp_path) as playback:
        yield Web(folder=tmp_path, playback=playback)


OpenCrawler = Callable[..., AbstractAsyncContextManager[SiteCrawler]]


@pytest.fixture
async def sites(web: Web) -> AsyncIterator[SiteCrawler]:
    async with open_crawler(polite_delay_seconds=0, playback=web.playback.base_url) as crawler:
        yield crawler


class FakeClock:
    """Every look is a minute later."""

    def __init__(self) -> None:
        self._moment = datetime(2026, 3, 2, 2, tzinfo=timezone.utc)

    def now(self) -> datetime:
        self.forward(minutes=1)
        return self._moment

    def forward(self, **by: float) -> None:
        self._moment += timedelta(**by)


class Scraper:
    """Delivers events to the context and looks at what became of them."""

    def __init__(self, *, table: Any, s3: Any, sites: SiteCrawler) -> None:
        self.table = table
        self.s3 = s3
        self.clock = FakeClock()
        self.hasher = SubjectHasher(key=b"test-key")
        self.rosters = RostersTable(table=table)
        self.claims: Any = S3ClaimStore(s3=s3, bucket="claims", producer=Context.STUDIO_SCRAPER)
        self.discovery = S3ClaimStore(s3=s3, bucket="claims", producer=Context.DISCOVERY)
        self.sites = sites
        self._seen: set[Any] = set()

    def handlers(self) -> StudioEvents:
        visits = StudioVisits(
            sites=self.sites, rosters=self.rosters, claims=self.claims, hasher=self.hasher, clock=self.clock
        )
        return StudioEvents(visits=visits, claims=self.discovery, logger=get_logger("studio-scraper"))

    def updated(self, version: int, *, website: str | None = WEBSITE, **listed: str) -> Received:
        source = {"source": "OpenStreetMap", "url": OSM, "licence": "ODbL-1.0", "fetched_at": "2026-03-02T02:00:00Z"}
        facts = StudioFacts.model_validate(
            {
                "studio_id": STUDIO, "name": "Inkwell", "website": website, "address": "1 High Row", "area": "Leeds",
                "city": "Leeds", "country": "GB", "lat": 53.8, "lng": -1.5, "provenance": [source], **listed,
            }
        )  # fmt: skip
        claim = self.discovery.put(subject=STUDIO, body=facts.model_dump(mode="json"))
        return received(StudioUpdated(studio_id=STUDIO, version=version, claim=claim), producer=Context.DISCOVERY)

    async def visit(self, version: int = 1, *, website: str | None = WEBSITE, **listed: str) -> list[EventData]:
        """Deliver that the studio is due; answers what was published."""
        return await self.deliver(self.updated(version, website=website, **listed))

    async def close(self, version: int) -> list[EventData]:
        return await self.deliver(self.closed(version))

    def closed(self, version: int) -> Received:
        return received(StudioClosed(studio_id=STUDIO, version=version), producer=Context.DISCOVERY)

    async def deliver(self, message: Received) -> list[EventData]:
        await self.handlers().handle(message)
        return self.published()

    def deny(self, *subject_keys: str, case_version: int = 1) -> list[EventData]:
        denial = ArtistDenylisted(ticket=TICKET, case_version=case_version, subject_keys=subject_keys)
        self._enforcer().enforce(received(denial, producer=Context.GOVERNANCE))
        return self.published()

    def reinstate(self, *subject_keys: str, case_version: int) -> None:
        lift = ArtistReinstated(ticket=TICKET, case_version=case_version, subject_keys=subject_keys)
        self._enforcer().reinstate(received(lift, producer=Context.GOVERNANCE))

    def _enforcer(self) -> DenylistEnforcer:
        purge = RosterPurge(table=self.table, rosters=self.rosters, claims=self.claims)
        return DenylistEnforcer(table=self.table, context=Context.STUDIO_SCRAPER, purge=purge, clock=self.clock)

    def handle_key(self, handle: str) -> str:
        return self.hasher.handle_key(handle)

    def name_key(self, name: str) -> str:
        return self.hasher.name_key(studio_id=STUDIO, name=name)

    def published(self) -> list[EventData]:
        """The events that items carry since the last look, as the table's stream hands them on."""
        fresh = [
            envelope
            for item in self.items()
            for envelope in new_envelopes(old_image=None, new_image=item)
            if envelope.id not in self._seen
        ]
        self._seen |= {envelope.id for envelope in fresh}
        return [read_detail(envelope.model_dump(mode="json"))[1] for envelope in fresh]

    def items(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.table.scan(ConsistentRead=True)["Items"]
        return found

    def item(self, pk: str, sk: str) -> dict[str, Any]:
        found: dict[str, Any] = self.table.get_item(Key={"PK": pk, "SK": sk}, ConsistentRead=True).get("Item", {})
        return found

    def facts(self, claim: str) -> RosterFacts:
        return RosterFacts.model_validate(self.claims.get(claim))

    def stored_claims(self) -> list[str]:
        """Keys of this context's stored claims, whatever version."""
        pages = self.s3.get_paginator("list_object_versions").paginate(Bucket="claims", Prefix="studio-scraper/")
        return [entry["Key"] for page in pages for entry in page.get("Versions", [])]

    def traces(self, *words: str) -> list[str]:
        """Items and claims in which any of the words stands, tombstones aside."""
        items = [json.dumps(item, default=str) for item in self.items() if not item["PK"].startswith("DENIED#")]
        items = [item for item in items if not item.startswith('{"PK": "PURGE#')]
        claims = [key + self.s3.get_object(Bucket="claims", Key=key)["Body"].read().decode()
                  for key in self.stored_claims()]  # fmt: skip
        return [text for text in (*items, *claims) if any(word in text for word in words)]


def received(payload: EventData, *, producer: Context) -> Received:
    envelope = Envelope.wrap(
        payload, producer=producer, now=datetime(2026, 3, 2, tzinfo=timezone.utc), correlation_id="run-1"
    )
    return Received(payload=payload, envelope=envelope)


@pytest.fixture
def scraper(table: Any, s3: Any, sites: SiteCrawler) -> Scraper:
    return Scraper(table=table, s3=s3, sites=sites)
