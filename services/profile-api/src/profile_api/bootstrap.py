"""Builds what the event handlers need, once per process. The HTTP handler wires itself, to start fast."""

import random
import time
from datetime import timedelta
from functools import cache

from aws_lambda_powertools import Logger

from event_contracts import Context
from profile_api.adapters.purge import Purger
from profile_api.adapters.refresh import RefreshScheduler
from profile_api.adapters.table import DirectoryTable
from profile_api.domain.projector import Projector
from profile_api.domain.publication import ASK_AGAIN
from profile_api.settings import ProfileApiSettings
from service_kit import aws
from service_kit.claims import S3ClaimStore
from service_kit.clock import SystemClock
from service_kit.consumer import DeadLetterParker
from service_kit.enforcement import DenylistEnforcer
from service_kit.logs import get_logger
from service_kit.publisher import EventPublisher
from service_kit.settings import ServiceSettings


@cache
def settings() -> ProfileApiSettings:
    return ProfileApiSettings()


@cache
def logger() -> Logger:
    return get_logger("profile-api")


@cache
def directory() -> DirectoryTable:
    return DirectoryTable(table=aws.table(settings().table_name))


@cache
def claims() -> S3ClaimStore:
    return S3ClaimStore(s3=aws.client("s3"), bucket=settings().claims_bucket, producer=Context.PROFILE_API)


@cache
def projector() -> Projector:
    return _projector(directory(), claims(), refresh_after_hours=settings().refresh_after_hours)


def directory_of(*, table_name: str, claims_bucket: str) -> tuple[DirectoryTable, Projector]:
    """The directory over a table and a bucket, by name, for commands that people run."""
    directory = DirectoryTable(table=aws.table(table_name))
    claims = S3ClaimStore(s3=aws.client("s3"), bucket=claims_bucket, producer=Context.PROFILE_API)
    hours: int = ProfileApiSettings.model_fields["refresh_after_hours"].default
    return directory, _projector(directory, claims, refresh_after_hours=hours)


def _projector(directory: DirectoryTable, claims: S3ClaimStore, *, refresh_after_hours: int) -> Projector:
    return Projector(
        directory=directory,
        claims=claims,
        clock=SystemClock(),
        refresh_every=timedelta(hours=refresh_after_hours),
        pause=_pause,
    )


def _pause(attempt: int) -> None:
    time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - jitter needs no secrecy


@cache
def enforcer() -> DenylistEnforcer:
    table = aws.table(settings().table_name)
    purger = Purger(
        table=table,
        directory=directory(),
        claims=claims(),
        clock=SystemClock(),
        correlation_id=lambda: logger().get_correlation_id() or "removal",
    )
    return DenylistEnforcer(table=table, context=Context.PROFILE_API, purge=purger.purge, clock=SystemClock())


@cache
def refresh_scheduler() -> RefreshScheduler:
    return RefreshScheduler(
        table=aws.table(settings().table_name),
        clock=SystemClock(),
        every=ASK_AGAIN,
    )


@cache
def parker() -> DeadLetterParker:
    return DeadLetterParker(sqs=aws.client("sqs"), dead_letter_url=settings().dead_letter_url)


@cache
def publisher() -> EventPublisher:
    return EventPublisher(
        events=aws.client("events"), bus_name=ServiceSettings().bus_name, producer=Context.PROFILE_API
    )
