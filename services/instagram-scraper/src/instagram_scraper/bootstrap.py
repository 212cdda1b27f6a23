"""Builds what the functions need, once per process. The worker's own parts are in `worker.py`: functions stay light."""

from functools import cache
from typing import Any

from aws_lambda_powertools import Logger

from event_contracts import Context
from instagram_scraper.adapters.objects import MediaBucket, StoredObjects
from instagram_scraper.adapters.profiles_table import ProfilesTable
from instagram_scraper.adapters.purge import ProfilePurge
from instagram_scraper.settings import Settings
from service_kit import aws
from service_kit.claims import S3ClaimStore
from service_kit.clock import SystemClock
from service_kit.consumer import DeadLetterParker
from service_kit.enforcement import DenylistEnforcer
from service_kit.logs import get_logger
from service_kit.publisher import EventPublisher
from service_kit.settings import ServiceSettings

CONTEXT = Context.INSTAGRAM_SCRAPER


@cache
def settings() -> Settings:
    return Settings()


@cache
def logger() -> Logger:
    return get_logger(CONTEXT)


@cache
def claims() -> S3ClaimStore:
    return S3ClaimStore(s3=aws.client("s3"), bucket=settings().claims_bucket, producer=CONTEXT)


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
    return EventPublisher(events=aws.client("events"), bus_name=ServiceSettings().bus_name, producer=CONTEXT)


@cache
def enforcer() -> DenylistEnforcer:
    purge = ProfilePurge(table=table(), profiles=ProfilesTable(table=table()), objects=objects())
    return DenylistEnforcer(table=table(), context=CONTEXT, purge=purge, clock=SystemClock())
