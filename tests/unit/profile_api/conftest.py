"""A directory in an in-process DynamoDB, the contexts that speak to it, and a small fictional cast."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import boto3
import pytest

from event_contracts import (
    ArtistDenylisted,
    ArtistGone,
    ArtistIdentified,
    ArtistLeftStudio,
    ArtistScraped,
    ArtistScrapeFailed,
    Context,
    Envelope,
    EventData,
    GoneReason,
    InferredStyle,
    Role,
    ScrapeFailure,
    StudioClosed,
    StudioDiscovered,
    StylesInferred,
)
from event_contracts.claims import Post, ProfileFacts, Provenance, Rendition, RosterFacts, StoredImage, StudioFacts
from profile_api.adapters.purge import Purger
from profile_api.adapters.refresh import RefreshScheduler
from profile_api.adapters.table import DirectoryTable
from profile_api.domain.projector import Projector
from profile_api.handlers.listeners import Listeners
from service_kit.claims import S3ClaimStore
from service_kit.consumer import Received, dispatch
from service_kit.enforcement import DenylistEnforcer
from service_kit.ids import SubjectHasher
from service_kit.outbox import OUTBOX_ATTRIBUTE

T0 = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)
TICKET = "rr_" + "A" * 22
HASHER = SubjectHasher(key=b"a test's key")
TABLE, BUCKET = "TattooDirectory", "claims"
DAYS = timedelta(days=1)
REFRESH_EVERY = timedelta(hours=48)

_INDEXES = [("style-location-index", "gsi1"), ("refresh-due-index", "gsi2")]


class HeldClock:
    def __init__(self) -> None:
        self.moment = T0

    def now(self) -> datetime:
        return self.moment

    def advance(self, by: timedelta) -> None:
        self.moment += by


def at(days: float) -> datetime:
    return T0 + timedelta(days=days)


def handle_key(handle: str) -> str:
    return HASHER.handle_key(handle)


def account(number: str) -> str:
    return HASHER.artist_id(number)


def studio_id(name: str) -> str:
    return HASHER.studio_id(name)


def name_key(studio: str, name: str) -> str:
    return HASHER.name_key(studio_id=studio_id(studio), name=name)


def provenance(source: str, url: str | None = None) -> Provenance:
    return Provenance(source=source, url=url, licence="facts", fetched_at=T0)


def image(name: str) -> StoredImage:
    return StoredImage(
        content_hash=name,
        width=1200,
        height=900,
        colour="#112233",
        placeholder="cGxhY2Vob2xkZXI=",
        renditions=tuple(
            Rendition(key=f"{name}/{width}.{kind}", width=width, media_type=f"image/{kind}")
            for kind in ("avif", "webp")
            for width in (320, 640, 1200)
        ),
    )


def studio_facts(studio: str, *, city: str = "Leeds", area: str = "Headingley", **changes: Any) -> StudioFacts:
    return StudioFacts(
        **{
            "studio_id": studio_id(studio),
            "name": studio,
            "website": f"https://{studio}.example/",
            "address": "1 Needle Street",
            "area": area,
            "city": city,
            "postcode": "LS6 1AA",
            "country": "GB",
            "lat": 53.81,
            "lng": -1.56,
            "provenance": (provenance("OpenStreetMap", "https://www.openstreetmap.org/node/1"),),
            **changes,
        }
    )


class World:
    """Speaks to the directory as the other contexts do, and looks at what came of it."""

    def __init__(self, *, table: Any, s3: Any, clock: HeldClock) -> None:
        self.table = table
        self.clock = clock
        self.claims = S3ClaimStore(s3=s3, bucket=BUCKET, producer=Context.PROFILE_API)
        self.directory = DirectoryTable(table=table)
        self.projector = Projector(
            directory=self.directory, claims=self.claims, clock=clock, refresh_every=REFRESH_EVERY, pause=lambda _: None
        )
        self.listeners = Listeners(projector=self.projector, claims=self.claims, directory=self.directory)
        self.purger = Purger(
            table=table, directory=self.directory, claims=self.claims, clock=clock, correlation_id=lambda: "removal"
        )
        self.enforcer = DenylistEnforcer(table=table, context=Context.PROFILE_API, purge=self.purger.purge, clock=clock)
        self.refresh = RefreshScheduler(table=table, clock=clock, every=REFRESH_EVERY)
        self._claims_of = {
            context: S3ClaimStore(s3=s3, bucket=BUCKET, producer=context)
            for context in (Context.DISCOVERY, Context.STUDIO_SCRAPER, Context.INSTAGRAM_SCRAPER)
        }

    # --- what the others say

    def hear(self, payload: EventData, *, producer: Context) -> None:
        envelope = Envelope.wrap(payload, producer=producer, now=self.clock.now(), correlation_id="run-1")
        received = Received(payload=payload, envelope=envelope)
        self.listeners.look_ahead([received])
        dispatch(received, {**self.listeners.handlers, **self.enforcer.handlers})

    def studio(self, studio: str, *, version: int = 1, **facts: Any) -> StudioDiscovered:
        body = studio_facts(studio, **facts).model_dump(mode="json")
        claim = self._claims_of[Context.DISCOVERY].put(subject=studio_id(studio), body=body)
        return StudioDiscovered(studio_id=studio_id(studio), version=version, claim=claim)

    def studio_closed(self, studio: str, *, version: int) -> StudioClosed:
        return StudioClosed(studio_id=studio_id(studio), version=version)

    def identified(
        self, name: str, *, studio: str, day: float = 0, handle: str | None = None, role: Role = Role.RESIDENT
    ) -> ArtistIdentified:
        named = name_key(studio, name)
        key = handle_key(handle) if handle else None
        roster = RosterFacts(
            name=name,
            handle=handle,
            role=role,
            confidence=0.9,
            provenance=provenance("studio website", f"https://{studio}.example/artists"),
        )
        claim = self._claims_of[Context.STUDIO_SCRAPER].put(subject=key or named, body=roster.model_dump(mode="json"))
        return ArtistIdentified(
            subject_key=key or named,
            handle_key=key,
            name_key=named,
            studio_id=studio_id(studio),
            role=role,
            confidence=0.9,
            observed_at=at(day),
            claim=claim,
        )

    def left(self, subject_key: str, *, studio: str, day: float) -> ArtistLeftStudio:
        return ArtistLeftStudio(subject_key=subject_key, studio_id=studio_id(studio), observed_at=at(day))

    def scraped(
        self,
        handle: str,
        *,
        number: str,
        day: float = 0,
        bio: str = "Dots and lines",
        images: int = 2,
        former: tuple[str, ...] = (),
    ) -> ArtistScraped:
        profile = ProfileFacts(
            handle=handle,
            name=handle.title(),
            bio=bio,
            picture=image(f"{handle}-face"),
            posts=tuple(
                Post(caption="A new one", posted_at=at(-n), image=image(f"{handle}-{n}")) for n in range(images)
            ),
            former_handle_keys=tuple(handle_key(name) for name in former),
            provenance=provenance("Instagram", f"https://www.instagram.com/{handle}/"),
        )
        claim = self._claims_of[Context.INSTAGRAM_SCRAPER].put(
            subject=account(number), body=profile.model_dump(mode="json")
        )
        return ArtistScraped(
            artist_id=account(number),
            handle_key=handle_key(handle),
            observed_at=at(day),
            image_count=images,
            claim=claim,
        )

    def failed(self, handle: str, *, day: float = 0, reason: str = "login_wall") -> ArtistScrapeFailed:
        return ArtistScrapeFailed(handle_key=handle_key(handle), reason=ScrapeFailure(reason), observed_at=at(day))

    def gone(self, handle: str, *, day: float, number: str | None = None, reason: str = "private") -> ArtistGone:
        return ArtistGone(
            handle_key=handle_key(handle),
            artist_id=account(number) if number else None,
            reason=GoneReason(reason),
            observed_at=at(day),
        )

    def styles(self, number: str, *slugs: str, day: float = 0) -> StylesInferred:
        return StylesInferred(
            artist_id=account(number),
            observed_at=at(day),
            taxonomy_version="1",
            styles=tuple(InferredStyle(slug=slug, confidence=0.8, evidence_count=3) for slug in slugs),
        )

    def tell(self, *payloads: EventData) -> None:
        for payload in payloads:
            self.hear(payload, producer=Context.OPERATIONS)

    def tell_another_process(self, payload: EventData) -> None:
        """Handled beside this one, over the same table."""
        elsewhere = DirectoryTable(table=self.table)
        projector = Projector(
            directory=elsewhere, claims=self.claims, clock=self.clock, refresh_every=REFRESH_EVERY, pause=lambda _: None
        )
        listeners = Listeners(projector=projector, claims=self.claims, directory=elsewhere)
        envelope = Envelope.wrap(payload, producer=Context.OPERATIONS, now=self.clock.now(), correlation_id="run-1")
        dispatch(Received(payload=payload, envelope=envelope), listeners.handlers)

    def forget_claim_of(self, event: ArtistIdentified) -> None:
        """As the studio-scraper does when somebody is denied."""
        self._claims_of[Context.STUDIO_SCRAPER].forget(event.subject_key)

    def deny(self, *keys: str, case_version: int = 1) -> None:
        self.tell(ArtistDenylisted(ticket=TICKET, case_version=case_version, subject_keys=keys))

    # --- what came of it

    def items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.table.scan(ConsistentRead=True)["Items"]
        return items

    def item(self, pk: str, sk: str = "PROFILE") -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.table.get_item(Key={"PK": pk, "SK": sk}).get("Item")
        return found

    def state(self, artist_id: str) -> str | None:
        item = self.item(f"ARTIST#{artist_id}")
        return item["state"] if item else None

    def published(self) -> dict[str, dict[str, Any]]:
        """Name, and what else is shown, of every public profile by id."""
        return {
            item["PK"].removeprefix("ARTIST#"): {"name": item["name"], **json.loads(item["shown"])}
            for item in self.items()
            if item.get("state") == "published"
        }

    def announced(self, artist_id: str, *, pk: str | None = None, sk: str = "PROFILE") -> dict[str, Any] | None:
        """The event that the artist's item carries now."""
        entries = (self.item(pk or f"ARTIST#{artist_id}", sk) or {}).get(OUTBOX_ATTRIBUTE)
        return json.loads(entries[0]["envelope"]) if entries else None

    def document(self, artist_id: str) -> dict[str, Any]:
        announced = self.announced(artist_id)
        assert announced
        document: dict[str, Any] = self.claims.get(announced["data"]["claim"])["document"]
        return document


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def table(aws: None) -> Any:
    keys = ["PK", "SK", *(prefix + part for _, prefix in _INDEXES for part in ("pk", "sk"))]
    return boto3.resource("dynamodb").create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": name,
                "KeySchema": [
                    {"AttributeName": prefix + "pk", "KeyType": "HASH"},
                    {"AttributeName": prefix + "sk", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
            for name, prefix in _INDEXES
        ],
    )


@pytest.fixture
def world(table: Any, clock: HeldClock) -> World:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    return World(table=table, s3=s3, clock=clock)
