"""Builds what the handlers need, once per process."""

from functools import cache
from typing import Any

import aiohttp

from event_contracts import Context
from instagram_scraper.adapters.disabled import DisabledSource
from instagram_scraper.adapters.graph_api import GraphApiSource, GraphCredentials
from instagram_scraper.adapters.meter import LogMeter
from instagram_scraper.adapters.objects import MediaBucket, StoredObjects
from instagram_scraper.adapters.pauses_table import PausesTable
from instagram_scraper.adapters.pictures import PictureKeeper
from instagram_scraper.adapters.polite import PoliteFetcher
from instagram_scraper.adapters.profiles_table import ProfilesTable
from instagram_scraper.adapters.purge import ProfilePurge
from instagram_scraper.adapters.web_profile import WebProfileSource
from instagram_scraper.domain.hosts import HostGuard
from instagram_scraper.domain.ports import InstagramSource
from instagram_scraper.domain.reader import ProfileReader
from instagram_scraper.handlers.consume import ProfileEvents
from instagram_scraper.settings import Settings, Source
from service_kit import aws
from service_kit.claims import S3ClaimStore
from service_kit.clock import SystemClock
from service_kit.consumer import DeadLetterParker
from service_kit.enforcement import DenylistEnforcer
from service_kit.ids import SubjectHasher
from service_kit.logs import Logger, get_logger
from service_kit.publisher import EventPublisher
from service_kit.settings import secret_bytes
from service_kit.worker import QueueWorker

_CONTEXT = Context.INSTAGRAM_SCRAPER


@cache
def settings() -> Settings:
    return Settings()


@cache
def logger() -> Logger:
    return get_logger(_CONTEXT)


@cache
def claims() -> S3ClaimStore:
    return S3ClaimStore(s3=aws.client("s3"), bucket=settings().claims_bucket, producer=_CONTEXT)


@cache
def media() -> MediaBucket:
    return MediaBucket(s3=aws.client("s3"), bucket=settings().media_bucket)


@cache
def objects() -> StoredObjects:
    return StoredObjects(claims=claims(), media=media())


def table() -> Any:
    return aws.table(settings().table_name)


@cache
def parker() -> DeadLetterParker:
    return DeadLetterParker(sqs=aws.client("sqs"), dead_letter_url=settings().dead_letter_url)


@cache
def publisher() -> EventPublisher:
    return EventPublisher(events=aws.client("events"), bus_name=settings().bus_name, producer=_CONTEXT)


@cache
def enforcer() -> DenylistEnforcer:
    purge = ProfilePurge(table=table(), profiles=ProfilesTable(table=table()), objects=objects())
    return DenylistEnforcer(table=table(), context=_CONTEXT, purge=purge, clock=SystemClock())


def source(session: aiohttp.ClientSession, fetcher: PoliteFetcher) -> InstagramSource:
    """The Instagram source this stage is configured with."""
    chosen = settings().instagram_source
    if chosen is Source.WEB_PROFILE:
        return WebProfileSource(fetcher=fetcher, clock=SystemClock())
    if chosen is Source.GRAPH_API:
        return GraphApiSource(
            session=session,
            credentials=GraphCredentials.model_validate_json(secret_bytes(settings().graph_api_secret_arn)),
            clock=SystemClock(),
            playback=settings().playback_url,
        )
    return DisabledSource()


def reader(session: aiohttp.ClientSession) -> ProfileReader:
    fetcher = PoliteFetcher(
        session=session, delay_seconds=settings().polite_delay_seconds, playback=settings().playback_url
    )
    chosen = source(session, fetcher)
    return ProfileReader(
        store=ProfilesTable(table=table()),
        objects=objects(),
        pictures=PictureKeeper(fetcher=fetcher, media=media(), logger=logger()),
        source=chosen,
        host=HostGuard(host=chosen.host, pauses=PausesTable(table=table()), meter=LogMeter(service=_CONTEXT)),
        hasher=hasher(),
        clock=SystemClock(),
        logger=logger(),
    )


@cache
def hasher() -> SubjectHasher:
    return SubjectHasher(key=secret_bytes(settings().identity_secret_arn))


def worker(session: aiohttp.ClientSession) -> QueueWorker:
    events = ProfileEvents(reader=reader(session), claims=claims(), hasher=hasher())
    return QueueWorker(
        sqs=aws.client("sqs"),
        queue_url=settings().queue_url,
        handle=events.handle,
        parker=parker(),
        logger=logger(),
        concurrency=settings().concurrency,
        visibility_seconds=settings().visibility_seconds,
    )
