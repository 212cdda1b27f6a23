"""A task may be killed, and a denial may come, between any two steps: in the end everything is as if it had not."""

import asyncio
import itertools
from typing import Any

import pytest

from event_contracts import ArtistPurged, ArtistScraped
from service_kit.denylist import DenylistCopy
from tests.simulation.fake_s3 import FakeS3
from tests.simulation.fake_table import FakeDynamo
from tests.unit.crashes import Killed, Steps, cancelled_at, in_turn, kill
from tests.unit.instagram_scraper.conftest import TICKET, Scraper
from tests.unit.instagram_scraper.fakes import NOW, face_url, profile_url

HANDLE = "robin.fable"
STEPS = range(1, 16)


@pytest.fixture
def table() -> Any:
    """In memory, held against the real answers by the simulation's tests: hundreds of lives of a task are quick."""
    return FakeDynamo().create("Profiles")


@pytest.fixture
def s3() -> Any:
    return FakeS3()


@pytest.fixture(autouse=True)
def _no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio, "to_thread", in_turn)


@pytest.fixture
def scene(scraper: Scraper) -> Scraper:
    """A public profile with a picture and one post."""
    scraper.instagram.shows(HANDLE, "41001", posts=1)
    return scraper


async def _attempt(scraper: Scraper, message: Any, steps: Steps) -> bool:
    """Deliver to a task whose steps are watched; True when it was not killed."""
    store, objects, media = scraper.store, scraper.objects, scraper.media
    scraper.store, scraper.objects, scraper.media = (steps.around(port) for port in (store, objects, media))
    scraper.restart()
    try:
        await scraper.deliver(message)
    except Killed:
        return False
    finally:
        scraper.store, scraper.objects, scraper.media = store, objects, media
        scraper.restart()
    return True


def _state(scraper: Scraper) -> tuple[Any, ...]:
    stored = scraper.stored(), scraper.stored("claims")
    return scraper.kept(), stored, len(scraper.versions("media")), [type(event) for event in scraper.events]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("fate", ["read", "gone", "taken"])
async def test_killed_at_any_step_the_next_delivery_ends_as_if_nothing_had_happened(
    scene: Scraper, fate: str, after: bool
) -> None:
    message = scene.identified(HANDLE)
    undisturbed, reached_the_end = None, False
    for number in (0, *STEPS):
        await _start_over(scene, fate)
        steps = Steps({number: kill}, after=after)
        survived = await _attempt(scene, message, steps)
        if not survived:
            await scene.deliver(message)
        undisturbed = undisturbed or _state(scene)
        assert _state(scene) == undisturbed, f"killed at step {number}"
        reached_the_end = reached_the_end or (survived and number > steps.count)
    assert reached_the_end, "STEPS does not cover the whole path"


@pytest.mark.parametrize("fate", ["read", "gone", "taken"])
async def test_cancelled_at_any_wait_the_next_delivery_ends_as_if_nothing_had_happened(
    scene: Scraper, fate: str
) -> None:
    message = scene.identified(HANDLE)
    await _start_over(scene, fate)
    await scene.deliver(message)
    undisturbed = _state(scene)
    for number in itertools.count(1):
        await _start_over(scene, fate)
        if not await cancelled_at(number, scene.deliver(message)):
            break
        scene.restart()
        await scene.deliver(message)
        assert _state(scene) == undisturbed, f"cancelled at wait {number}"
    assert number > len(STEPS), "the task was never cancelled late"


async def test_denied_before_any_step_nothing_is_kept_however_the_task_ends(scene: Scraper) -> None:
    message = scene.identified(HANDLE)
    for denied_at in STEPS:
        for killed_at in (0, *range(denied_at + 1, STEPS.stop)):
            await _start_over(scene, "read")
            steps = Steps({denied_at: lambda: scene.deny(scene.key(HANDLE)), killed_at: kill})
            survived = await _attempt(scene, message, steps)
            if steps.count < denied_at:
                return
            asked = list(scene.instagram.asked)
            if not survived:  # only then the queue hands the message over again
                await scene.deliver(message)
            where = f"denied at step {denied_at}, killed at step {killed_at}"
            assert scene.instagram.asked == asked, where
            assert (scene.stored(), scene.stored("claims"), scene.kept()) == (set(), set(), set()), where
    pytest.fail("STEPS does not cover the whole path")


async def test_what_is_denied_beyond_the_denial_is_told_to_governance_wherever_the_task_is_killed(
    scene: Scraper,
) -> None:
    """The handle is denied while it is being read; the account is then refused too, and somebody has to lift that."""
    message, account = scene.identified(HANDLE), scene.hasher.artist_id("41001")
    client = scene.table.client
    for number in itertools.count(1):
        await _start_over(scene, "read")
        steps = Steps({number: kill})
        scene.table.client = steps.around(client)
        denial = Steps(
            {2: lambda: DenylistCopy(table=scene.table).deny([scene.key(HANDLE)], ticket=TICKET, case_version=1)}
        )
        survived = await _attempt(scene, message, denial)
        scene.table.client = client
        scene.collect()
        beyond = DenylistCopy(table=scene.table).denied_among([account])
        told = [event for event in scene.events if isinstance(event, ArtistPurged) and account in event.aliases]
        assert bool(told) or not beyond, f"killed before call {number}"
        if survived:
            break
    assert told
    assert number == steps.count + 1 > 8, "not every call was reached"
    assert beyond


async def test_pictures_stored_while_a_purge_is_half_done_go_too(scene: Scraper) -> None:
    """The purge has deleted the objects and not yet the person's item when a refresh stores a new picture."""
    await scene.identify(HANDLE)
    artist_id = scene.hasher.artist_id("41001")
    scene.instagram.shows(HANDLE, "41001", posts=2)
    scene.clock.forward(hours=48)

    def half_a_purge() -> None:
        DenylistCopy(table=scene.table).deny([artist_id], ticket=TICKET, case_version=1)
        scene.objects.forget(artist_id)

    scene.media = Steps({1: half_a_purge}).around(scene.media)
    scene.restart()
    await scene.identify(HANDLE)
    assert (scene.stored(), scene.stored("claims")) == (set(), set())


async def _start_over(scene: Scraper, fate: str) -> None:
    for item in scene.items():
        scene.table.delete_item(Key={"PK": item["PK"], "SK": item["SK"]})
    for numeric_id in ("41001", "99009"):
        scene.objects.forget(scene.hasher.artist_id(numeric_id))
    scene.events.clear()
    scene.envelopes.clear()
    scene.clock.moment = NOW
    scene.instagram.shows(HANDLE, "41001", posts=1)
    if fate == "read":
        return
    await scene.identify(HANDLE)
    assert isinstance(scene.events.pop(), ArtistScraped)
    scene.clock.forward(hours=48)
    if fate == "gone":
        scene.instagram.lacks(HANDLE)
    else:
        scene.instagram.shows(HANDLE, "99009", posts=1)


async def test_two_handles_of_one_account_read_at_the_same_time_are_both_kept(scraper: Scraper) -> None:
    handles = HANDLE, "robin.fable.ink"
    for handle in handles:
        scraper.instagram.shows(handle, "41001", posts=1)
    picture, profile = (scraper.instagram.hold(url) for url in (face_url("41001"), profile_url(handles[1])))
    first = asyncio.create_task(scraper.identify(handles[0]))
    await picture.reached.wait()
    second = asyncio.create_task(scraper.identify(handles[1]))
    await profile.reached.wait()
    profile.release.set()
    picture.release.set()
    await asyncio.gather(first, second)
    person = scraper.store.person(scraper.hasher.artist_id("41001"))
    assert person.handle_keys == {scraper.key(handle) for handle in handles}
    assert [type(event) for event in scraper.events] == [ArtistScraped, ArtistScraped]
