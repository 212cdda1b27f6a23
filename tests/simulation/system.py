"""The system under test: the services' own classes over the fakes, one runner for each queue, stream and schedule."""

import asyncio
import random
import shutil
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

from aws_lambda_powertools import Logger

from event_contracts import Context, Envelope, EventData, StudioClosed, StudioDiscovered, StudioUpdated
from event_contracts.claims import StoredImage
from indexer.adapters.ledger import TableLedger
from indexer.adapters.purge import IndexPurge
from indexer.domain.indexing import Indexing
from instagram_scraper.adapters.objects import MediaBucket, StoredObjects
from instagram_scraper.adapters.pauses_table import PausesTable
from instagram_scraper.adapters.profiles_table import ProfilesTable
from instagram_scraper.adapters.purge import ProfilePurge
from instagram_scraper.domain.hosts import HostGuard
from instagram_scraper.domain.ports import WantedPicture
from instagram_scraper.domain.profile import ProfileOutcome
from instagram_scraper.domain.reader import ProfileReader
from instagram_scraper.handlers.consume import ProfileEvents
from profile_api.adapters.purge import Purger
from profile_api.adapters.reader import DirectoryReader
from profile_api.adapters.refresh import RefreshScheduler
from profile_api.adapters.table import DirectoryTable
from profile_api.domain.projector import Projector
from profile_api.handlers.listeners import Listeners
from search_engine.snapshot import SnapshotReader, SnapshotWriter
from service_kit.claims import ClaimForgottenError, S3ClaimStore
from service_kit.consumer import Handlers, LookAhead, Received, consume, consume_together, read_message
from service_kit.enforcement import DenylistEnforcer
from service_kit.errors import PermanentError
from service_kit.outbox import OUTBOX_ATTRIBUTE, new_envelopes, outbox_entry
from service_kit.publisher import EventPublisher
from studio_scraper.adapters.purge import RosterPurge
from studio_scraper.adapters.rosters_table import RostersTable
from studio_scraper.domain.crawl import Crawl, Unchanged, Validators
from studio_scraper.domain.visits import StudioVisits
from studio_scraper.handlers.consume import StudioEvents
from style_inference.adapters.inferences import InferenceTable
from style_inference.inferring import ProfileInference
from tests.simulation.bus import DENYLIST, WORK, Bus, Message, Queue
from tests.simulation.fake_s3 import FakeS3
from tests.simulation.fake_table import FakeDynamo, FakeTable, StreamRecord
from tests.simulation.faults import Faults
from tests.simulation.world import HASHER, Studio, World

C = Context
T0 = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)
CLAIMS, MEDIA, SNAPSHOT, PREFIX = "claims", "media", "snapshot", "artists"
EVERY = timedelta(hours=48)
LOGGER = Logger(service="simulation", level="CRITICAL")
ENFORCERS = (C.STUDIO_SCRAPER, C.INSTAGRAM_SCRAPER, C.STYLE_INFERENCE, C.PROFILE_API, C.INDEXER)
_INDEXES = {"style-location-index": "gsi1", "refresh-due-index": "gsi2"}

Runner = Callable[[Sequence[Message], Queue], frozenset[str]]
"""Handles messages of a queue; answers the ids of those that come back."""


class Time:
    """The world's time. Every look at a clock takes a millisecond."""

    def __init__(self) -> None:
        self.moment = T0

    def forward(self, by: timedelta) -> None:
        self.moment += by


class SkewedClock:
    """A context's clock, which may go wrong by a constant."""

    def __init__(self, time: Time, skew: timedelta) -> None:
        self._time = time
        self._skew = skew

    def now(self) -> datetime:
        self._time.forward(timedelta(milliseconds=1))
        return self._time.moment + self._skew


class System:
    """All contexts but governance, which `governance.Governance` adds."""

    def __init__(
        self,
        *,
        world: World,
        faults: Faults,
        random_source: random.Random,
        skews: Mapping[Context, timedelta],
        scratch: Path,
    ) -> None:
        self.world = world
        self.faults = faults
        self.time = Time()
        self.clocks = {context: SkewedClock(self.time, skews.get(context, timedelta())) for context in Context}
        self.dynamo = FakeDynamo(around=faults.around)
        self.s3 = FakeS3(around=faults.around)
        self.bus = Bus(random_source=random_source, around=faults.around)
        self.tables: dict[Context, FakeTable] = {
            context: self.dynamo.create(context, indexes=_INDEXES) for context in (C.DISCOVERY, *ENFORCERS)
        }
        self.refresh = RefreshScheduler(table=self.tables[C.PROFILE_API], clock=self.clocks[C.PROFILE_API], every=EVERY)
        self.reader = DirectoryReader(table=self.tables[C.PROFILE_API], style_name=str)
        self.scratch = scratch
        self.search = SnapshotReader(
            s3=self._s3, bucket=SNAPSHOT, prefix=PREFIX, directory=scratch / "reader", interval=timedelta()
        )
        self._processes: dict[tuple[Context, int], Runner] = {}
        self._made = 0
        self._version = 0

    @property
    def _s3(self) -> Any:
        return self.s3

    def enforcer_purge(self, context: Context) -> Any:
        """How a context purges: its own class."""
        table, clock = self.tables[context], self.clocks[context]
        match context:
            case C.STUDIO_SCRAPER:
                return RosterPurge(table=table, rosters=RostersTable(table=table), claims=self.claims(context))
            case C.INSTAGRAM_SCRAPER:
                return ProfilePurge(table=table, profiles=ProfilesTable(table=table), objects=self.objects())
            case C.STYLE_INFERENCE:
                return InferenceTable(table=table, clock=clock).purge
            case C.PROFILE_API:
                return Purger(
                    table=table,
                    directory=DirectoryTable(table=table),
                    claims=self.claims(context),
                    clock=clock,
                    correlation_id=lambda: "removal",
                ).purge
            case _:
                return IndexPurge(snapshot=self._snapshot(), ledger=TableLedger(table=table, clock=clock))

    def claims(self, producer: Context) -> S3ClaimStore:
        return S3ClaimStore(s3=self._s3, bucket=CLAIMS, producer=producer)

    def publisher(self, producer: Context) -> EventPublisher:
        return EventPublisher(events=self.bus, bus_name="directory", producer=producer, sleep=lambda _: None)

    # --- what runs

    def relay(self, record: StreamRecord) -> None:
        """The outbox function of a table."""
        self.publisher(Context(record.table)).publish(new_envelopes(old_image=record.old, new_image=record.new))

    def handle(self, messages: Sequence[Message], queue: Queue) -> frozenset[str]:
        """Give messages to the process that serves a queue now; a process of its own for each handler under way."""
        place = (queue.context, self.faults.depth if queue.kind == WORK else -1 - self.faults.depth)
        if place not in self._processes:
            self._processes[place] = self._start(queue)
        return self._processes[place](messages, queue)

    def restart(self, queue: Queue) -> None:
        """After a crash nothing in memory is left."""
        depth = self.faults.depth + 1
        self._processes.pop((queue.context, depth if queue.kind == WORK else -1 - depth), None)

    def restart_all(self) -> None:
        """Every process starts again."""
        self._processes.clear()

    def announce(self, studio: Studio) -> None:
        """What discovery says of a studio: a fact in its table, with the event in the same write."""
        now = self.clocks[C.DISCOVERY].now()
        table = self.tables[C.DISCOVERY]
        known = "Item" in table.get_item(Key={"PK": f"STUDIO#{studio.id}", "SK": "STUDIO"})
        self._version += 1
        payload: EventData
        if studio.closed:
            payload = StudioClosed(studio_id=studio.id, version=self._version)
        else:
            claim = self.claims(C.DISCOVERY).put(subject=studio.id, body=studio.facts(now).model_dump(mode="json"))
            kind = StudioUpdated if known else StudioDiscovered
            payload = kind(studio_id=studio.id, version=self._version, claim=claim)
        envelope = Envelope.wrap(payload, producer=C.DISCOVERY, now=now, correlation_id="run")
        item = {"PK": f"STUDIO#{studio.id}", "SK": "STUDIO", OUTBOX_ATTRIBUTE: [outbox_entry(envelope)]}
        table.put_item(Item=item)

    # --- how processes are made

    def _start(self, queue: Queue) -> Runner:
        if queue.kind == DENYLIST:
            context = queue.context
            enforcer = DenylistEnforcer(
                table=self.tables[context],
                context=context,
                purge=self.enforcer_purge(context),
                clock=self.clocks[context],
            )
            return function(enforcer.handlers)
        return self._workers[queue.context]()

    @property
    def _workers(self) -> dict[Context, Callable[[], Runner]]:
        return {
            C.STUDIO_SCRAPER: self._studio_scraper,
            C.INSTAGRAM_SCRAPER: self._instagram_scraper,
            C.STYLE_INFERENCE: self._style_inference,
            C.PROFILE_API: self._profile_api,
            C.INDEXER: self._indexer,
        }

    def _studio_scraper(self) -> Runner:
        claims = self.claims(C.STUDIO_SCRAPER)
        visits = StudioVisits(
            sites=_Sites(self.world),
            rosters=RostersTable(table=self.tables[C.STUDIO_SCRAPER]),
            claims=claims,
            hasher=HASHER,
            clock=self.clocks[C.STUDIO_SCRAPER],
        )
        return task(StudioEvents(visits=visits, claims=claims, logger=LOGGER).handle)

    def _instagram_scraper(self) -> Runner:
        table, clock = self.tables[C.INSTAGRAM_SCRAPER], self.clocks[C.INSTAGRAM_SCRAPER]
        source = _Instagram(self.world, clock)
        reader = ProfileReader(
            store=ProfilesTable(table=table),
            objects=self.objects(),
            pictures=_Pictures(MediaBucket(s3=self._s3, bucket=MEDIA)),
            source=source,
            host=HostGuard(host=source.host, pauses=PausesTable(table=table), meter=NoMeter()),
            hasher=HASHER,
            clock=clock,
            logger=LOGGER,
        )
        claims = self.claims(C.INSTAGRAM_SCRAPER)
        return task(ProfileEvents(reader=reader, claims=claims, hasher=HASHER).handle)

    def _style_inference(self) -> Runner:
        inferences = InferenceTable(table=self.tables[C.STYLE_INFERENCE], clock=self.clocks[C.STYLE_INFERENCE])
        inference = ProfileInference(claims=self.claims(C.STYLE_INFERENCE), inferences=inferences)
        return function(inference.look_ahead)

    def _profile_api(self) -> Runner:
        directory = DirectoryTable(table=self.tables[C.PROFILE_API])
        listeners = Listeners(
            projector=self._projector(directory), claims=self.claims(C.PROFILE_API), directory=directory
        )
        return function(listeners.look_ahead)

    def _projector(self, directory: DirectoryTable) -> Projector:
        return Projector(
            directory=directory,
            claims=self.claims(C.PROFILE_API),
            clock=self.clocks[C.PROFILE_API],
            refresh_every=EVERY,
            pause=lambda _: None,
        )

    def lose_the_index(self) -> None:
        """The search snapshot is gone; the directory announces everybody once more."""
        self.s3.lose(SNAPSHOT)
        self.restart_all()
        directory = DirectoryTable(table=self.tables[C.PROFILE_API])
        projector = self._projector(directory)
        for artist_id in sorted(directory.public_ids()):
            projector.announce_again(artist_id, run_id="rebuild")

    def _indexer(self) -> Runner:
        ledger = TableLedger(table=self.tables[C.INDEXER], clock=self.clocks[C.INDEXER])
        indexing = Indexing(
            index=self._snapshot(), ledger=ledger, claims=self.claims(C.INDEXER), repeat=lambda change: change()
        )

        def run(messages: Sequence[Message], queue: Queue) -> frozenset[str]:
            answer = consume_together(
                _sqs_event(messages), prepare=indexing.prepare, apply=indexing.apply, parker=queue, logger=LOGGER
            )
            return _failed(answer)

        return run

    def objects(self) -> StoredObjects:
        media = MediaBucket(s3=self._s3, bucket=MEDIA)
        return StoredObjects(claims=self.claims(C.INSTAGRAM_SCRAPER), media=media)

    def _snapshot(self) -> SnapshotWriter:
        self._made += 1
        directory = self.scratch / f"writer-{self._made}"
        return SnapshotWriter(s3=self._s3, bucket=SNAPSHOT, prefix=PREFIX, directory=directory)

    def close(self) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)


def function(handlers: Handlers | LookAhead) -> Runner:
    """A Lambda behind a queue."""

    def run(messages: Sequence[Message], queue: Queue) -> frozenset[str]:
        context: Any = None
        try:
            answer = consume(_sqs_event(messages), context, handlers=handlers, parker=queue, logger=LOGGER)
        except Exception:  # looking ahead failed: the whole batch comes back
            return frozenset(message.id for message in messages)
        return _failed(answer)

    return run


def task(handle: Callable[[Received], Awaitable[None]]) -> Runner:
    """A Fargate task's way with a message (`QueueWorker`), one at a time."""

    def run(messages: Sequence[Message], queue: Queue) -> frozenset[str]:
        return frozenset(message.id for message in messages if not attempt(message, queue))

    def attempt(message: Message, queue: Queue) -> bool:
        try:
            finish(handle(read_message(message.body)))
        except ClaimForgottenError:
            return True
        except PermanentError as error:
            queue.park(body=message.body, reason=error.reason)
        except Exception:
            return False
        return True

    return run


def finish(work: Awaitable[None]) -> None:
    """Run a coroutine to its end. With `in_line` nothing in it ever waits, so no loop is needed."""
    steps = work.__await__()
    try:
        next(steps)
    except StopIteration:
        return
    raise RuntimeError("the coroutine waits for something that never comes")


async def _in_line(function: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
    return function(*arguments, **options)


def reproducible() -> Any:
    """Patches what would make two runs differ: threads of asyncio and the ids of events."""
    ids: Iterator[UUID] = (UUID(int=number) for number in range(1, 1 << 60))
    return patch.multiple("uuid6", uuid7=lambda: next(ids)), patch.object(asyncio, "to_thread", _in_line)


class _Sites:
    def __init__(self, world: World) -> None:
        self._world = world

    async def read(self, website: str, *, known: Validators) -> Crawl | Unchanged:
        return self._world.look_at_site(website, known)


class _Instagram:
    host, name, licence = "www.instagram.com", "instagram", "shown by permission"

    def __init__(self, world: World, clock: SkewedClock) -> None:
        self._world = world
        self._clock = clock

    async def fetch(self, handle: str) -> ProfileOutcome:
        return self._world.look_at_profile(handle, self._clock.now())


class _Pictures:
    """Keeps one small file for each picture; its bytes carry the mark of the account."""

    def __init__(self, media: MediaBucket) -> None:
        self._media = media

    async def keep(
        self, artist_id: str, wanted: Sequence[WantedPicture], *, held: Mapping[str, StoredImage]
    ) -> dict[str, StoredImage]:
        return {picture.ref: held.get(picture.ref) or self._keep(artist_id, picture) for picture in wanted}

    def _keep(self, artist_id: str, picture: WantedPicture) -> StoredImage:
        content_hash = picture.url.removeprefix("https://pictures.example/").replace("/", "-").removesuffix(".jpg")
        key = f"{artist_id}/{content_hash}/480.webp"
        self._media.put(key, picture.url.encode(), media_type="image/webp")
        return StoredImage.model_validate(
            {
                "content_hash": content_hash,
                "width": 480,
                "height": 600,
                "colour": "#112233",
                "placeholder": "cGxhY2Vob2xkZXI=",
                "renditions": [{"key": key, "width": 480, "media_type": "image/webp"}],
            }
        )


class NoMeter:
    def count(self, metric: str) -> None:
        """Nobody looks."""


def _sqs_event(messages: Sequence[Message]) -> dict[str, Any]:
    records = [
        {"messageId": message.id, "body": message.body, "receiptHandle": message.id, "eventSource": "aws:sqs"}
        for message in messages
    ]
    return {"Records": records}


def _failed(answer: Any) -> frozenset[str]:
    return frozenset(failure["itemIdentifier"] for failure in answer["batchItemFailures"])
