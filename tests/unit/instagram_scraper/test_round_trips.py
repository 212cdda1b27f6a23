"""How often the table is asked for one handle, and that fewer calls leave no less behind after a crash."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from event_contracts import ArtistScraped, ArtistScrapeFailed, ScrapeFailure
from instagram_scraper.adapters.pauses_table import PausesTable
from instagram_scraper.domain.backoff import Backoff
from service_kit.denylist import DenylistCopy
from tests.simulation.fake_table import FakeDynamo
from tests.unit.crashes import Killed, Steps, kill
from tests.unit.instagram_scraper import test_crashes
from tests.unit.instagram_scraper.conftest import TICKET, Scraper
from tests.unit.instagram_scraper.fakes import NOW

HANDLE = test_crashes.HANDLE
HOST = "www.instagram.com"


class Calls:
    """What the table was asked, in order."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def around(self, operation: str, call: Callable[[], Any]) -> Any:
        self.made.append(operation)
        return call()

    def of(self) -> list[str]:
        """Those since the last look, without the tests' own."""
        made, self.made = [call for call in self.made if call != "scan"], []
        return made


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def table(calls: Calls) -> Any:
    return FakeDynamo(around=calls.around).create("Profiles")


# The crashes' fixtures, on a table whose calls are counted.
s3, scene, _no_threads = test_crashes.s3, test_crashes.scene, test_crashes._no_threads


_NOTE_AND_COMMIT = ["get_item", "transact_write_items", "transact_write_items"]


async def test_a_first_look_is_one_read_before_the_fetch_and_three_calls_after_it(scene: Scraper, calls: Calls) -> None:
    await scene.identify(HANDLE)
    assert calls.of() == ["batch_get_item", *_NOTE_AND_COMMIT]


async def test_a_later_look_asks_once_more_by_the_keys_it_has_found(scene: Scraper, calls: Calls) -> None:
    await scene.identify(HANDLE)
    scene.clock.forward(hours=48)
    calls.of()
    await scene.refresh(HANDLE)
    assert calls.of() == ["batch_get_item", "batch_get_item", *_NOTE_AND_COMMIT]
    assert [type(event) for event in scene.events] == [ArtistScraped, ArtistScraped]


async def test_a_handle_that_was_just_looked_at_costs_reads_alone(scene: Scraper, calls: Calls) -> None:
    await scene.identify(HANDLE)
    calls.of()
    await scene.identify(HANDLE)
    assert calls.of() == ["batch_get_item", "batch_get_item"]


@pytest.mark.parametrize("known_by", ["handle", "name", "account"])
async def test_who_is_denied_is_not_fetched_by_whichever_key(scene: Scraper, calls: Calls, known_by: str) -> None:
    message = scene.identified(HANDLE)
    await scene.deliver(message)
    asked = list(scene.instagram.asked)
    keys = {"handle": scene.key(HANDLE), "name": message.payload.name_key, "account": scene.hasher.artist_id("41001")}
    DenylistCopy(table=scene.table).deny([keys[known_by]], ticket=TICKET, case_version=1)
    scene.clock.forward(hours=48)
    calls.of()
    await scene.refresh(HANDLE)
    assert scene.instagram.asked == asked
    assert set(calls.of()) == {"batch_get_item"}


async def test_the_pause_is_read_anew_for_every_handle(scene: Scraper, calls: Calls) -> None:
    await scene.identify(HANDLE)
    pauses, until = PausesTable(table=scene.table), NOW + timedelta(minutes=15)
    assert pauses.open(HOST, Backoff(until=until, level=1), now=NOW)
    asked = list(scene.instagram.asked)
    calls.of()
    await scene.identify("ines.vale")
    assert calls.of() == ["batch_get_item", "transact_write_items"]
    assert scene.instagram.asked == asked
    assert isinstance(scene.events[-1], ArtistScrapeFailed)
    assert scene.events[-1].reason is ScrapeFailure.RATE_LIMITED
    scene.clock.forward(minutes=15)
    await scene.identify("ines.vale")
    assert scene.instagram.asked != asked


@pytest.mark.parametrize(("shown_now", "is_left"), [("41001", False), ("99009", True)])
async def test_a_note_outlives_the_commit_only_when_somebodys_objects_are_to_go(
    scene: Scraper, shown_now: str, is_left: bool
) -> None:
    await scene.identify(HANDLE)
    scene.clock.forward(hours=48)
    scene.instagram.shows(HANDLE, shown_now, posts=1)
    noted = f"HANDLE#{scene.key(HANDLE)}/UNSETTLED"
    store, commits = scene.store, Steps({2: kill}, after=True)  # the second is the commit

    class Watched:
        def __getattr__(self, name: str) -> Any:
            return getattr(commits.around(store) if name in {"begin", "commit"} else store, name)

    scene.store = Watched()
    scene.restart()
    with pytest.raises(Killed):
        await scene.refresh(HANDLE)
    assert (noted in scene.kept()) is is_left
    scene.store = store
    scene.restart()
    await scene.refresh(HANDLE)
    assert noted not in scene.kept()
    assert {key.split("/")[1] for key in scene.stored()} == {scene.hasher.artist_id(shown_now)}
