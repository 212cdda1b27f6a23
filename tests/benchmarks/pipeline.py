"""The whole pipeline with politeness off: from discovered studios to searchable artists, with no emulator in between.

The services' own classes, crawler, fetcher and picture processing run over real HTTP against the sample city's
recordings. Tables, bucket, bus and queues are the simulation's, in memory: what is measured is ours.
"""

import asyncio
import random
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

import aiohttp

from event_contracts import Context
from event_contracts.claims import StudioFacts
from instagram_scraper.adapters.objects import MediaBucket
from instagram_scraper.adapters.pauses_table import PausesTable
from instagram_scraper.adapters.pictures import PictureKeeper
from instagram_scraper.adapters.polite import PoliteFetcher
from instagram_scraper.adapters.profiles_table import ProfilesTable
from instagram_scraper.adapters.web_profile import WebProfileSource
from instagram_scraper.domain.hosts import HostGuard
from instagram_scraper.domain.reader import ProfileReader
from instagram_scraper.handlers.consume import ProfileEvents
from local.config import ROOT
from local.playback import Playback
from local.sample_city import generate
from search_engine.model import SearchRequest
from service_kit.consumer import Received, read_message
from service_kit.errors import TransientError
from service_kit.fetching import open_session
from studio_scraper.adapters.rosters_table import RostersTable
from studio_scraper.adapters.site_crawler import open_crawler
from studio_scraper.domain.visits import StudioVisits
from studio_scraper.handlers.consume import StudioEvents
from tests.benchmarks.measurement import Measurement
from tests.simulation.bus import WORK, Message, Queue
from tests.simulation.fake_table import StreamRecord
from tests.simulation.system import LOGGER, MEDIA, NoMeter, System
from tests.simulation.world import HASHER

T = TypeVar("T")
Handle = Callable[[Received], Coroutine[Any, Any, None]]
_CONCURRENCY = 16
_BATCH = 50


def measure() -> list[Measurement]:
    """Artists a minute, against fetching the same addresses with bare aiohttp and doing nothing with them."""
    folder = ROOT / ".local" / "sample-city"
    generate(folder)
    artists, seconds, bare_seconds = asyncio.run(_timed(folder))
    return [
        Measurement(
            name="pipeline, politeness off",
            value=round(artists / seconds * 60, 1),
            unit="artists/min",
            baseline="bare aiohttp fetching the same addresses",
            ratio=round(bare_seconds / seconds, 3),
        )
    ]


async def _timed(folder: Path) -> tuple[int, float, float]:
    async with Playback(folder=folder) as playback:
        start = time.perf_counter()
        artists = await _run(playback, sorted(path.name for path in (folder / "sites").iterdir()))
        seconds = time.perf_counter() - start
        addresses = list(playback.log.recent)
        start = time.perf_counter()
        await _fetch_all([playback.url(address) for address in addresses])
        return artists, seconds, time.perf_counter() - start


async def _fetch_all(urls: list[str]) -> None:
    room = asyncio.Semaphore(_CONCURRENCY)
    async with aiohttp.ClientSession() as session:

        async def fetch(url: str) -> None:
            async with room, session.get(url, allow_redirects=False) as answer:
                await answer.read()

        await asyncio.gather(*(fetch(url) for url in urls), return_exceptions=True)


async def _run(playback: Playback, hosts: list[str]) -> int:
    """Everything from announced studios to rest; answers how many artists a search finds."""
    nothing: Any = None  # nobody asks the simulation's world
    calm: Any = _OneAtATime()
    system = System(
        world=nothing,
        faults=calm,
        random_source=random.Random(1),
        skews={},
        scratch=Path(mkdtemp()),
    )
    async with AsyncExitStack() as stack:
        stack.callback(system.close)
        handles = await _scrapers(system, playback.base_url, stack)
        for host in hosts:
            system.announce(_RecordedStudio(host))  # type: ignore[arg-type]
        await _until_at_rest(system, handles)
        system.search.refresh(datetime.now(timezone.utc))
        return system.search.engine.search(SearchRequest(limit=1)).total


async def _scrapers(system: System, playback: str, stack: AsyncExitStack) -> dict[Context, Handle]:
    sites = await stack.enter_async_context(
        open_crawler(polite_delay_seconds=0, playback=playback, concurrency=_CONCURRENCY)
    )
    session = await stack.enter_async_context(open_session(playback=playback, connections=4 * _CONCURRENCY))
    rosters = system.claims(Context.STUDIO_SCRAPER)
    visits = StudioVisits(
        sites=sites,
        rosters=RostersTable(table=system.tables[Context.STUDIO_SCRAPER]),
        claims=rosters,
        hasher=HASHER,
        clock=system.clocks[Context.STUDIO_SCRAPER],
    )
    return {
        Context.STUDIO_SCRAPER: StudioEvents(visits=visits, claims=rosters, logger=LOGGER).handle,
        Context.INSTAGRAM_SCRAPER: _profile_events(system, session, playback).handle,
    }


def _profile_events(system: System, session: aiohttp.ClientSession, playback: str) -> ProfileEvents:
    table, clock = system.tables[Context.INSTAGRAM_SCRAPER], system.clocks[Context.INSTAGRAM_SCRAPER]
    fetcher = PoliteFetcher(session=session, delay_seconds=0, playback=playback)
    source = WebProfileSource(fetcher=fetcher, clock=clock)
    s3: Any = system.s3
    reader = ProfileReader(
        store=ProfilesTable(table=table),
        objects=system.objects(),
        pictures=PictureKeeper(fetcher=fetcher, media=MediaBucket(s3=s3, bucket=MEDIA), logger=LOGGER),
        source=source,
        host=HostGuard(host=source.host, pauses=PausesTable(table=table), meter=NoMeter()),
        hasher=HASHER,
        clock=clock,
        logger=LOGGER,
    )
    return ProfileEvents(reader=reader, claims=system.claims(Context.INSTAGRAM_SCRAPER), hasher=HASHER)


async def _until_at_rest(system: System, handles: dict[Context, Handle]) -> None:
    under_way: set[asyncio.Task[None]] = set()
    while True:
        moved = _relay(system)
        for queue in system.bus.busy():
            if handle := handles.get(queue.context) if queue.kind == WORK else None:
                for message in queue.waiting[: _CONCURRENCY - len(under_way)]:
                    queue.waiting.remove(message)
                    under_way.add(asyncio.create_task(_attempt(handle, message, queue)))
            else:
                moved |= _serve(system, queue, queue.waiting[:_BATCH])
        if under_way:
            _, under_way = await asyncio.wait(
                under_way, timeout=0 if moved else None, return_when=asyncio.FIRST_COMPLETED
            )
        elif not moved:
            return


async def _attempt(handle: Handle, message: Message, queue: Queue) -> None:
    try:
        await handle(read_message(message.body))
    except TransientError:
        queue.waiting.append(message)


def _relay(system: System) -> bool:
    records: list[StreamRecord] = list(system.dynamo.changes)
    system.dynamo.changes.clear()
    for record in records:
        system.relay(record)
    return bool(records)


def _serve(system: System, queue: Queue, messages: list[Message]) -> bool:
    failed = system.handle(messages, queue)
    for message in messages:
        if message.id in failed:
            raise RuntimeError(f"a message came back to {queue.name}")
        queue.done(message, again=False)
    return bool(messages)


class _OneAtATime:
    """No faults, but no two calls to a store at once: the fakes know no threads."""

    depth = 0

    def __init__(self) -> None:
        self._turn = threading.RLock()

    def around(self, _: str, operation: Callable[[], T]) -> T:
        with self._turn:
            return operation()


@dataclass(frozen=True, slots=True)
class _RecordedStudio:
    host: str
    closed: bool = False

    @property
    def id(self) -> str:
        return HASHER.studio_id(self.host)

    def facts(self, now: datetime) -> StudioFacts:
        return StudioFacts.model_validate(
            {
                "studio_id": self.id,
                "name": self.host,
                "website": f"https://{self.host}/",
                "address": "",
                "area": "",
                "city": "Quexley",
                "postcode": "",
                "country": "GB",
                "lat": 53.8,
                "lng": -1.56,
                "provenance": [{"source": "OpenStreetMap", "licence": "ODbL", "fetched_at": now}],
            }
        )
