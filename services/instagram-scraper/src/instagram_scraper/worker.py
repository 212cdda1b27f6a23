"""The queue-fed task: builds the reader of profiles and runs it until the task is taken away."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import aiohttp

from instagram_scraper import bootstrap
from instagram_scraper.adapters.disabled import DisabledSource
from instagram_scraper.adapters.graph_api import GraphApiSource, GraphCredentials
from instagram_scraper.adapters.meter import LogMeter
from instagram_scraper.adapters.pauses_table import PausesTable
from instagram_scraper.adapters.pictures import PictureKeeper
from instagram_scraper.adapters.polite import PoliteFetcher
from instagram_scraper.adapters.profiles_table import ProfilesTable
from instagram_scraper.adapters.web_profile import WebProfileSource
from instagram_scraper.domain.hosts import HostGuard
from instagram_scraper.domain.ports import InstagramSource
from instagram_scraper.domain.reader import ProfileReader
from instagram_scraper.handlers.consume import ProfileEvents
from instagram_scraper.settings import Settings, Source
from service_kit import aws
from service_kit.clock import SystemClock
from service_kit.fetching import open_session
from service_kit.ids import SubjectHasher
from service_kit.settings import secret_bytes
from service_kit.worker import QueueWorker


async def work() -> None:
    """Run until SIGTERM; what is in flight is finished first."""
    settings = bootstrap.settings()
    # Every blocking AWS call of every message in flight has a thread: none waits for another's.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2 * settings.concurrency + 4))
    async with open_session(playback=settings.playback_url, connections=4 * settings.concurrency) as session:
        worker = _worker(settings, session)
        worker.stop_on_signals()
        await worker.run()


def _worker(settings: Settings, session: aiohttp.ClientSession) -> QueueWorker:
    hasher = SubjectHasher(key=secret_bytes(settings.identity_secret_arn))
    reader = _reader(settings, session, hasher=hasher)
    return QueueWorker(
        sqs=aws.client("sqs"),
        queue_url=settings.queue_url,
        handle=ProfileEvents(reader=reader, claims=bootstrap.claims(), hasher=hasher).handle,
        parker=bootstrap.parker(),
        logger=bootstrap.logger(),
        concurrency=settings.concurrency,
        visibility_seconds=settings.visibility_seconds,
    )


def _reader(settings: Settings, session: aiohttp.ClientSession, *, hasher: SubjectHasher) -> ProfileReader:
    table, logger = bootstrap.table(), bootstrap.logger()
    fetcher = PoliteFetcher(
        session=session, delay_seconds=settings.polite_delay_seconds, playback=settings.playback_url
    )
    pictures = PoliteFetcher(
        session=session, delay_seconds=settings.picture_delay_seconds, playback=settings.playback_url
    )
    source = _source(settings, session, fetcher=fetcher)
    return ProfileReader(
        store=ProfilesTable(table=table),
        objects=bootstrap.objects(),
        pictures=PictureKeeper(fetcher=pictures, media=bootstrap.media(), logger=logger, avif=settings.avif_pictures),
        source=source,
        host=HostGuard(host=source.host, pauses=PausesTable(table=table), meter=LogMeter(service=bootstrap.CONTEXT)),
        hasher=hasher,
        clock=SystemClock(),
        logger=logger,
    )


def _source(settings: Settings, session: aiohttp.ClientSession, *, fetcher: PoliteFetcher) -> InstagramSource:
    match settings.instagram_source:
        case Source.WEB_PROFILE:
            return WebProfileSource(fetcher=fetcher, clock=SystemClock())
        case Source.GRAPH_API:
            credentials = GraphCredentials.model_validate_json(secret_bytes(settings.graph_api_secret_arn))
            return GraphApiSource(
                session=session, credentials=credentials, clock=SystemClock(), playback=settings.playback_url
            )
        case Source.DISABLED:
            return DisabledSource()
