"""Builds what the handlers need, once per process."""

from datetime import timedelta
from functools import cache

from aws_lambda_powertools import Logger

from discovery.adapters.google_places import GooglePlacesSource
from discovery.adapters.overpass import ANSWER_SECONDS, OverpassSource
from discovery.adapters.table import StudiosTable
from discovery.adapters.transport import HttpTransport
from discovery.domain.records import StudioSource
from discovery.domain.run import Discovery
from discovery.settings import DiscoverySettings
from event_contracts import Context
from service_kit import aws
from service_kit.claims import S3ClaimStore
from service_kit.clock import SystemClock
from service_kit.fetching import FetchLimits
from service_kit.ids import SubjectHasher
from service_kit.logs import get_logger
from service_kit.publisher import EventPublisher
from service_kit.settings import ServiceSettings, secret_bytes


@cache
def settings() -> DiscoverySettings:
    return DiscoverySettings()


@cache
def logger() -> Logger:
    return get_logger("discovery")


@cache
def discovery() -> Discovery:
    clock = SystemClock()
    hasher = SubjectHasher(key=secret_bytes(settings().identity_secret_arn))
    return Discovery(
        areas=settings().areas,
        sources=[source(name) for name in settings().studio_sources],
        studios=StudiosTable(table=aws.table(settings().table_name), clock=clock),
        claims=S3ClaimStore(s3=aws.client("s3"), bucket=settings().claims_bucket, producer=Context.DISCOVERY),
        clock=clock,
        mint=hasher.studio_id,
        revisit_after=timedelta(hours=settings().revisit_after_hours),
    )


def source(name: str) -> StudioSource:
    """The adapter of that name; raises `ValueError` for an unknown one."""
    limits = FetchLimits(max_bytes=64_000_000, total_seconds=ANSWER_SECONDS, max_redirects=0)
    transport = HttpTransport(playback=settings().playback_url, limits=limits)
    match name:
        case "overpass":
            return OverpassSource(transport=transport, clock=SystemClock())
        case "google_places":
            api_key = secret_bytes(settings().google_api_key_secret_arn).decode()
            return GooglePlacesSource(transport=transport, clock=SystemClock(), api_key=api_key)
        case _:
            raise ValueError(f"STUDIO_SOURCES: no source is called {name!r}")


@cache
def publisher() -> EventPublisher:
    return EventPublisher(events=aws.client("events"), bus_name=ServiceSettings().bus_name, producer=Context.DISCOVERY)
