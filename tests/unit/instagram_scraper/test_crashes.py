"""A task may be killed, and a denial may come, between any two steps: in the end everything is as if it had not."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from event_contracts import ArtistScraped
from service_kit.denylist import DenylistCopy
from tests.unit.instagram_scraper.conftest import TICKET, Scraper

HANDLE = "robin.fable"
STEPS = range(1, 16)


class Killed(BaseException):
    """The process is gone: nothing catches it."""


class Steps:
    """Wraps what touches stores; before or after the step with a given number something happens.

    Steps of different threads take turns, and a killed process takes no further step.
    """

    def __init__(self, plan: dict[int, Callable[[], None]], *, after: bool = False) -> None:
        self.plan = plan
        self.after = after
        self.count = 0
        self.turn = threading.Lock()
        self.dead = False

    def around(self, target: Any) -> Any:
        return _Around(target, self)


class _Around:
    def __init__(self, target: Any, steps: Steps) -> None:
        self._target, self._steps = target, steps

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._target, name)

        def step(*arguments: Any, **options: Any) -> Any:
            with self._steps.turn:
                return self._taken(lambda: method(*arguments, **options))

        return step

    def _taken(self, method: Callable[[], Any]) -> Any:
        steps = self._steps
        if steps.dead:
            raise Killed
        steps.count += 1
        happening = steps.plan.get(steps.count, lambda: None)
        try:
            if not steps.after:
                happening()
            result = method()
            if steps.after:
                happening()
        except Killed:
            steps.dead = True
            raise
        return result


def _kill() -> None:
    raise Killed


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
    versions = scraper.s3.list_object_versions(Bucket="media").get("Versions", [])
    return scraper.kept(), scraper.stored(), len(versions), [type(event) for event in scraper.events]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("fate", ["read", "gone", "taken"])
async def test_killed_at_any_step_the_next_delivery_ends_as_if_nothing_had_happened(
    scene: Scraper, fate: str, after: bool
) -> None:
    message = scene.identified(HANDLE)
    undisturbed, reached_the_end = None, False
    for number in (0, *STEPS):
        await _start_over(scene, fate)
        steps = Steps({number: _kill}, after=after)
        survived = await _attempt(scene, message, steps)
        if not survived:
            await scene.deliver(message)
        undisturbed = undisturbed or _state(scene)
        assert _state(scene) == undisturbed, f"killed at step {number}"
        reached_the_end = reached_the_end or (survived and number > steps.count)
    assert reached_the_end, "STEPS does not cover the whole path"


async def test_denied_before_any_step_nothing_is_kept_however_the_task_ends(scene: Scraper) -> None:
    message = scene.identified(HANDLE)
    for denied_at in STEPS:
        for killed_at in (0, *range(denied_at + 1, STEPS.stop)):
            await _start_over(scene, "read")
            steps = Steps({denied_at: lambda: scene.deny(scene.key(HANDLE)), killed_at: _kill})
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
