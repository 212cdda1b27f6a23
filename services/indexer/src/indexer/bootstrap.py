"""Builds what the handlers need, once per process."""

import tempfile
from functools import cache
from pathlib import Path

from aws_lambda_powertools import Logger

from event_contracts import Context
from indexer.adapters.conflicts import repeat_on_conflict
from indexer.adapters.ledger import TableLedger
from indexer.adapters.purge import IndexPurge
from indexer.domain.indexing import Indexing
from indexer.settings import IndexerSettings
from search_engine.snapshot import SnapshotWriter
from service_kit import aws
from service_kit.claims import S3ClaimStore
from service_kit.clock import SystemClock
from service_kit.consumer import DeadLetterParker
from service_kit.enforcement import DenylistEnforcer
from service_kit.logs import get_logger
from service_kit.publisher import EventPublisher
from service_kit.settings import ServiceSettings

SNAPSHOT_PREFIX = "artists"


@cache
def settings() -> IndexerSettings:
    return IndexerSettings()


@cache
def logger() -> Logger:
    return get_logger(Context.INDEXER)


@cache
def ledger() -> TableLedger:
    return TableLedger(table=aws.table(settings().table_name), clock=SystemClock())


@cache
def snapshot() -> SnapshotWriter:
    return SnapshotWriter(
        s3=aws.client("s3"),
        bucket=settings().snapshot_bucket,
        prefix=SNAPSHOT_PREFIX,
        directory=Path(tempfile.mkdtemp(prefix="index-")),
    )


@cache
def indexing() -> Indexing:
    claims = S3ClaimStore(s3=aws.client("s3"), bucket=settings().claims_bucket, producer=Context.INDEXER)
    return Indexing(index=snapshot(), ledger=ledger(), claims=claims, repeat=repeat_on_conflict)


@cache
def enforcer() -> DenylistEnforcer:
    return DenylistEnforcer(
        table=aws.table(settings().table_name),
        context=Context.INDEXER,
        purge=IndexPurge(snapshot=snapshot(), ledger=ledger()),
        clock=SystemClock(),
    )


@cache
def parker() -> DeadLetterParker:
    return DeadLetterParker(sqs=aws.client("sqs"), dead_letter_url=settings().dead_letter_url)


@cache
def publisher() -> EventPublisher:
    return EventPublisher(events=aws.client("events"), bus_name=ServiceSettings().bus_name, producer=Context.INDEXER)
