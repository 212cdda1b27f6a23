"""Builds what the functions need, once per process. The worker's own parts are in `worker.py`: functions stay light."""

from functools import cache
from typing import Any

from aws_lambda_powertools import Logger

from event_contracts import Context
from service_kit import aws
from service_kit.claims import S3ClaimStore
from service_kit.clock import SystemClock
from service_kit.consumer import DeadLetterParker
from service_kit.enforcement import DenylistEnforcer
from service_kit.logs import get_logger
from service_kit.publisher import EventPublisher
from studio_scraper.adapters.purge import RosterPurge
from studio_scraper.adapters.rosters_table import RostersTable
from studio_scraper.settings import Settings

CONTEXT = Context.STUDIO_SCRAPER


@cache
def settings() -> Settings:
    return Settings()


@cache
def logger() -> Logger:
    return get_logger(CONTEXT)


@cache
def claims() -> S3ClaimStore:
    return S3ClaimStore(s3=aws.client("s3"), bucket=settings().claims_bucket, producer=CONTEXT)


def table() -> Any:
    return aws.table(settings().table_name)


@cache
def rosters() -> RostersTable:
    return RostersTable(table=table())


@cache
def parker() -> DeadLetterParker:
    return DeadLetterParker(sqs=aws.client("sqs"), dead_letter_url=settings().dead_letter_url)


@cache
def publisher() -> EventPublisher:
    return EventPublisher(events=aws.client("events"), bus_name=settings().bus_name, producer=CONTEXT)


@cache
def enforcer() -> DenylistEnforcer:
    purge = RosterPurge(table=table(), rosters=rosters(), claims=claims())
    return DenylistEnforcer(table=table(), context=CONTEXT, purge=purge, clock=SystemClock())
