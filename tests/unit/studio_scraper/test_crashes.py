"""A task may be killed or cancelled anywhere, and a denial may come: in the end everything is as if it had not."""

import asyncio
import itertools
import json
from datetime import datetime, timezone
from functools import partial
from typing import Any

import pytest

from service_kit.consumer import Received
from service_kit.logs import get_logger
from service_kit.worker import QueueWorker
from studio_scraper.domain.crawl import Crawl, Validators
from studio_scraper.domain.models import Evidence, EvidenceKind, Mention, PageReading, Role
from studio_scraper.domain.visits import StudioVisits
from studio_scraper.handlers.consume import StudioEvents
from tests.simulation.fake_s3 import FakeS3
from tests.simulation.fake_table import FakeDynamo
from tests.unit.crashes import Killed, Steps, cancelled_at, in_turn, kill
from tests.unit.studio_scraper.conftest import STUDIO, Scraper

MARA, TOMAS, INES = ("Mara Quill", "quillwork"), ("Tomas Reed", None), ("Ines Vale", "vale.inks")


class StillClock:
    """Attempts of the same minute store the same claims; later ones differ in when they looked, and in nothing else."""

    def now(self) -> datetime:
        return datetime(2026, 3, 2, 2, tzinfo=timezone.utc)


class Site:
    """A website whose pages have been read; reading it takes a while."""

    def __init__(self) -> None:
        self.team: list[tuple[str, str | None]] = [MARA, TOMAS]

    async def read(self, website: str, *, known: Validators) -> Crawl:
        await asyncio.sleep(0)
        mentions = tuple(
            Mention(
                name=name,
                instagram=handle,
                role=Role.RESIDENT,
                evidence=Evidence(url=website, kind=EvidenceKind.JSON_LD, locator="script", excerpt=""),
            )
            for name, handle in self.team
        )
        page = PageReading(url=website, studio_names=("Inkwell",), mentions=mentions, text_length=900)
        return Crawl(entry_url=website, pages=(page,), complete=True)


@pytest.fixture(autouse=True)
def _no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio, "to_thread", in_turn)


async def _scene(fate: str) -> tuple[Scraper, Received]:
    """A studio never visited; or visited before Tomas left and Ines came; or visited and closed. And its event."""
    site = Site()
    scraper = Scraper(table=FakeDynamo().create("Rosters"), s3=FakeS3(), sites=site)  # type: ignore[arg-type]
    scraper.clock = StillClock()  # type: ignore[assignment]
    if fate == "first visit":
        return scraper, scraper.updated(1)
    await scraper.visit(1)
    site.team = [MARA, INES]
    return scraper, scraper.updated(2) if fate == "later visit" else scraper.closed(2)


def _handlers(scraper: Scraper, steps: Steps) -> StudioEvents:
    """The task, with its steps watched."""
    visits = StudioVisits(
        sites=scraper.sites,
        rosters=steps.around(scraper.rosters),
        claims=steps.around(scraper.claims),
        hasher=scraper.hasher,
        clock=scraper.clock,
    )
    return StudioEvents(visits=visits, claims=scraper.discovery, logger=get_logger("studio-scraper"))


async def _survives(scraper: Scraper, message: Received, steps: Steps) -> bool:
    try:
        await _handlers(scraper, steps).handle(message)
    except Killed:
        return False
    return True


def state_of(scraper: Scraper) -> Any:
    """All items but for the ids of their events, the claims there are, and what was published, in no order."""
    items = [{**item, "outbox": len(item.get("outbox", []))} for item in scraper.items()]
    published = [f"{event.TYPE} {event.subject}" for event in scraper.published()]
    return sorted(items, key=lambda item: (item["PK"], item["SK"])), set(scraper.stored_claims()), sorted(published)


FATES = pytest.mark.parametrize("fate", ["first visit", "later visit", "closed"])


async def _undisturbed(fate: str) -> Any:
    scraper, message = await _scene(fate)
    await scraper.handlers().handle(message)
    return state_of(scraper)


@FATES
@pytest.mark.parametrize("after", [False, True])
async def test_killed_at_any_step_the_next_delivery_ends_as_if_nothing_had_happened(fate: str, after: bool) -> None:
    undisturbed = await _undisturbed(fate)
    for number in itertools.count(1):
        scraper, message = await _scene(fate)
        if await _survives(scraper, message, steps := Steps({number: kill}, after=after)):
            break
        await scraper.handlers().handle(message)
        assert state_of(scraper) == undisturbed, f"killed at step {number}"
    assert number == steps.count + 1 > 3, "not every step was reached"


@FATES
async def test_cancelled_at_any_wait_the_next_delivery_ends_as_if_nothing_had_happened(fate: str) -> None:
    undisturbed = await _undisturbed(fate)
    for number in itertools.count(1):
        scraper, message = await _scene(fate)
        if not await cancelled_at(number, scraper.handlers().handle(message)):
            break
        await scraper.handlers().handle(message)
        assert state_of(scraper) == undisturbed, f"cancelled at wait {number}"
    assert number > 2, "the task was never cancelled late"


@FATES
async def test_a_message_that_comes_again_after_its_end_changes_nothing(fate: str) -> None:
    scraper, message = await _scene(fate)
    await scraper.handlers().handle(message)
    undisturbed = state_of(scraper)
    await scraper.handlers().handle(message)
    assert state_of(scraper)[:2] == undisturbed[:2]
    assert scraper.published() == []


@FATES
@pytest.mark.parametrize("known_by", ["handle", "name"])
async def test_denied_before_any_step_nothing_is_kept_however_the_task_ends(fate: str, known_by: str) -> None:
    for denied_at in itertools.count(1):
        scraper, message = await _scene(fate)
        steps = Steps({denied_at: lambda: None})
        await _survives(scraper, message, steps)
        if steps.count < denied_at:
            break
        for killed_at in (0, *range(denied_at + 1, steps.count + 2)):
            scraper, message = await _scene(fate)
            keys = {"handle": scraper.handle_key("quillwork"), "name": scraper.name_key("Mara Quill")}
            denial = partial(scraper.deny, keys[known_by])
            steps_of_this_life = Steps({denied_at: denial, killed_at: kill})
            if not await _survives(scraper, message, steps_of_this_life):
                await scraper.handlers().handle(message)
            where = f"denied at step {denied_at}, killed at step {killed_at}"
            assert scraper.traces(*keys.values(), "Mara", "quillwork") == [], where
    assert denied_at > 3, "no step was reached"


@FATES
@pytest.mark.parametrize("known_by", ["handle", "name"])
async def test_denied_after_a_task_was_killed_for_good_nothing_is_left(fate: str, known_by: str) -> None:
    """Nobody delivers the message again: the purge alone has to find what the task had stored."""
    for number in itertools.count(1):
        scraper, message = await _scene(fate)
        survived = await _survives(scraper, message, steps := Steps({number: kill}, after=True))
        keys = {"handle": scraper.handle_key("quillwork"), "name": scraper.name_key("Mara Quill")}
        scraper.deny(keys[known_by])
        assert scraper.traces(*keys.values(), "Mara", "quillwork") == [], f"killed after step {number}"
        if survived:
            break
    assert number == steps.count + 1 > 3, "not every step was reached"


class OneMessage:
    """A queue with one message. Notes what is durable when that is acknowledged."""

    def __init__(self, scraper: Scraper, message: Received) -> None:
        self._scraper = scraper
        self._bodies = [json.dumps({"detail": message.envelope.model_dump(mode="json")})]
        self.worker: QueueWorker | None = None
        self.durable: list[tuple[int, int]] = []

    def receive_message(self, **_: Any) -> dict[str, Any]:
        if self._bodies:
            return {"Messages": [{"Body": self._bodies.pop(), "MessageId": "m1", "ReceiptHandle": "r1"}]}
        assert self.worker
        self.worker.stop()
        return {}

    def delete_message_batch(self, **_: Any) -> dict[str, Any]:
        self.durable.append((self._scraper.rosters.load(STUDIO).version, len(self._scraper.published())))
        return {"Successful": [{"Id": "0"}]}


@pytest.mark.parametrize("fails_at", [None, 1, 3, 5])
async def test_a_message_is_acknowledged_only_when_its_effect_is_durable(fails_at: int | None) -> None:
    scraper, message = await _scene("first visit")

    def refused() -> None:
        raise ConnectionError

    queue = OneMessage(scraper, message)
    queue.worker = QueueWorker(
        sqs=queue,
        queue_url="queue",
        handle=_handlers(scraper, Steps({fails_at: refused} if fails_at else {})).handle,
        parker=Parker(),
        logger=get_logger("studio-scraper"),
        concurrency=1,
        visibility_seconds=60,
    )
    await queue.worker.run()
    assert queue.durable == ([] if fails_at else [(1, 2)])


class Parker:
    def park(self, *, body: str, reason: str) -> None:
        pytest.fail(f"a good message was parked: {reason}")
