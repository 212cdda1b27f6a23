"""The queue-fed task: builds the crawler and visits studios until the task is taken away."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from service_kit import aws
from service_kit.clock import SystemClock
from service_kit.ids import SubjectHasher
from service_kit.settings import secret_bytes
from service_kit.worker import QueueWorker
from studio_scraper import bootstrap
from studio_scraper.adapters.site_crawler import SiteCrawler, open_crawler
from studio_scraper.domain.visits import StudioVisits
from studio_scraper.handlers.consume import StudioEvents
from studio_scraper.settings import Settings


async def work() -> None:
    """Run until SIGTERM; what is in flight is finished first."""
    settings = bootstrap.settings()
    # Every blocking call of every message in flight has a thread: none waits for another's.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2 * settings.concurrency + 4))
    async with open_crawler(
        polite_delay_seconds=settings.polite_delay_seconds,
        playback=settings.playback_url,
        concurrency=settings.concurrency,
        browser=settings.studio_scraper_browser,
    ) as sites:
        worker = _worker(settings, sites)
        worker.stop_on_signals()
        await worker.run()


def _worker(settings: Settings, sites: SiteCrawler) -> QueueWorker:
    visits = StudioVisits(
        sites=sites,
        rosters=bootstrap.rosters(),
        claims=bootstrap.claims(),
        hasher=SubjectHasher(key=secret_bytes(settings.identity_secret_arn)),
        clock=SystemClock(),
    )
    return QueueWorker(
        sqs=aws.client("sqs"),
        queue_url=settings.queue_url,
        handle=StudioEvents(visits=visits, claims=bootstrap.claims(), logger=bootstrap.logger()).handle,
        parker=bootstrap.parker(),
        logger=bootstrap.logger(),
        concurrency=settings.concurrency,
        visibility_seconds=settings.visibility_seconds,
    )
