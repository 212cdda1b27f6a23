"""A studio of many people: a handful of calls, and neither a crash nor a denial between two of them does harm."""

import asyncio
import itertools
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from service_kit.consumer import Received
from service_kit.denylist import DenylistCopy
from studio_scraper.domain.crawl import Crawl, Validator, Validators
from tests.simulation.fake_s3 import FakeS3
from tests.simulation.fake_table import FakeDynamo
from tests.unit.crashes import Killed, in_turn, kill
from tests.unit.studio_scraper.conftest import STUDIO, TICKET, Scraper
from tests.unit.studio_scraper.test_crashes import Site, StillClock, state_of

FIRST = ("Mara", "Tomas", "Ines", "Odd", "Petra", "Ruben", "Signe", "Hugo")
LAST = ("Quill", "Reed", "Vale", "Larsen", "Moss", "Thorne", "Ek", "Brandt")
PEOPLE = [(f"{first} {last}", f"{first}.{last}.ink".lower()) for first, last in itertools.product(FIRST, LAST)]


class WholeSite(Site):
    """A website whose pages say when they change."""

    async def read(self, website: str, *, known: Validators) -> Crawl:
        crawl = await super().read(website, known=known)
        validators = {website: Validator(etag='"1"')}
        return Crawl(entry_url=website, pages=crawl.pages, complete=True, validators=validators)


class Calls:
    """Counts the calls to the table; before the one with a given number something happens."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.plan: dict[int, Callable[[], object]] = {}

    def around(self, operation: str, call: Callable[[], Any]) -> Any:
        if operation in {"scan", "get_item"}:  # only tests look
            return call()
        self.made.append(operation)
        self.plan.pop(len(self.made), lambda: None)()
        return call()


@pytest.fixture(autouse=True)
def _no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio, "to_thread", in_turn)


def _studio(people: int) -> tuple[Scraper, Calls, Received]:
    site, calls = WholeSite(), Calls()
    site.team = [*PEOPLE[:people]]
    table = FakeDynamo(around=calls.around).create("Rosters")
    scraper = Scraper(table=table, s3=FakeS3(), sites=site)  # type: ignore[arg-type]
    scraper.clock = StillClock()  # type: ignore[assignment]
    return scraper, calls, scraper.updated(1)


def _is_remembered_unchanged(scraper: Scraper) -> bool:
    return "pages" in scraper.item(f"STUDIO#{STUDIO}", "ATTEMPT")


@pytest.mark.parametrize(("people", "transactions"), [(1, 3), (12, 3), (25, 4), (49, 6)])
async def test_a_look_asks_once_and_writes_in_few_transactions(people: int, transactions: int) -> None:
    scraper, calls, message = _studio(people)
    assert len(await scraper.deliver(message)) == people
    asked = -(-2 * people // 25) + -(-people // 25)  # the fake answers 25 keys at a time, DynamoDB a hundred
    assert calls.made == ["query", *["batch_get_item"] * asked, *["transact_write_items"] * transactions]


async def test_killed_before_any_call_the_next_delivery_ends_as_if_nothing_had_happened() -> None:
    scraper, calls, message = _studio(40)
    await scraper.handlers().handle(message)
    undisturbed = state_of(scraper)
    for number in range(1, len(calls.made) + 1):
        scraper, again, message = _studio(40)
        again.plan[number] = kill
        with pytest.raises(Killed):
            await scraper.handlers().handle(message)
        await scraper.handlers().handle(message)
        where = f"killed before call {number}"
        assert state_of(scraper) == undisturbed, where
        told = [change.key for change in scraper.table.client.changes if change.new and change.new.get("outbox")]
        assert len(told) == len(set(told)) == 40, where


async def test_whoever_is_denied_before_any_call_is_not_kept_and_everybody_else_is() -> None:
    scraper, calls, message = _studio(40)
    await scraper.deliver(message)
    name, handle = PEOPLE[3]
    keys = {scraper.handle_key(handle), scraper.name_key(name)}
    for number in range(1, len(calls.made) + 1):
        scraper, again, message = _studio(40)
        again.plan[number] = partial(scraper.deny, scraper.handle_key(handle))
        await scraper.deliver(message)
        where = f"denied before call {number}"
        assert scraper.traces(name, handle, *keys) == [], where
        assert len([item for item in scraper.items() if item["SK"].startswith("MEMBER#")]) == 39, where
        assert len(scraper.stored_claims()) == 39, where
        assert not _is_remembered_unchanged(scraper), where


@pytest.mark.parametrize("people", [5, 60])
async def test_pages_are_remembered_only_while_nobody_they_name_is_denied(people: int) -> None:
    scraper, calls, message = _studio(people)
    await scraper.deliver(message)
    assert _is_remembered_unchanged(scraper)
    scraper, again, message = _studio(people)
    again.plan[_last_question(calls.made)] = lambda: DenylistCopy(table=scraper.table).deny(
        [scraper.name_key(PEOPLE[0][0])], ticket=TICKET, case_version=1
    )
    await scraper.deliver(message)
    assert scraper.item(f"STUDIO#{STUDIO}", "ATTEMPT")["outcome"] == "read"
    assert not _is_remembered_unchanged(scraper)


def _last_question(made: list[str]) -> int:
    """Where the denylist is asked for the last time: in the last write or, for many keys, just before it."""
    number = len(made)
    while made[number - 2] == "batch_get_item":
        number -= 1
    return number
