"""Profiles that were last read more than 48 hours ago are asked for again, once each (AGG-06)."""

from datetime import timedelta
from typing import Any

import pytest

from service_kit.ids import SubjectHasher

HASHER = SubjectHasher(key=b"a test's key")
ROWAN, ROWAN_KEY = "Rowan Ashe", HASHER.handle_key("rowan.inks")


@pytest.fixture
def rowan(world: Any) -> Any:
    world.tell(
        world.studio("blackthorn"),
        world.identified(ROWAN, studio="blackthorn", handle="rowan.inks"),
        world.scraped("rowan.inks", number="100"),
    )
    return world


def asked(world: Any) -> int:
    count: int = world.refresh.raise_due(at_most=10)
    return count


def test_a_profile_is_due_after_48_hours_and_is_asked_for_once(rowan: Any) -> None:
    rowan.clock.advance(timedelta(hours=47))
    assert asked(rowan) == 0

    rowan.clock.advance(timedelta(hours=2))
    assert (asked(rowan), asked(rowan)) == (1, 0)

    due = rowan.announced("", pk=f"FACTS#{ROWAN_KEY}", sk="FACTS")
    assert due["type"] == "artist.refresh_due.v1"
    assert due["data"]["due_since"] == "2026-03-03T09:00:00Z"


def test_a_change_in_between_does_not_ask_twice(rowan: Any) -> None:
    rowan.clock.advance(timedelta(hours=49))
    assert asked(rowan) == 1

    rowan.tell(rowan.studio("blackthorn", version=2, city="Otley"))

    assert asked(rowan) == 0


def test_a_profile_that_was_read_again_is_due_two_days_later(rowan: Any) -> None:
    rowan.clock.advance(timedelta(hours=49))
    asked(rowan)
    rowan.tell(rowan.scraped("rowan.inks", number="100", day=49 / 24))

    rowan.clock.advance(timedelta(hours=47))
    assert asked(rowan) == 0
    rowan.clock.advance(timedelta(hours=2))
    assert asked(rowan) == 1


def test_an_account_that_could_not_be_read_is_tried_again(world: Any) -> None:
    world.tell(
        world.studio("blackthorn"),
        world.identified(ROWAN, studio="blackthorn", handle="rowan.inks"),
        world.failed("rowan.inks"),
    )
    assert asked(world) == 0
    world.clock.advance(timedelta(hours=7))

    assert asked(world) == 1


def test_a_source_that_is_switched_off_is_not_asked_sooner(world: Any) -> None:
    world.tell(
        world.studio("blackthorn"),
        world.identified(ROWAN, studio="blackthorn", handle="rowan.inks"),
        world.failed("rowan.inks", reason="source_disabled"),
    )
    world.clock.advance(timedelta(hours=47))
    assert asked(world) == 0

    world.clock.advance(timedelta(hours=2))
    assert asked(world) == 1


def test_nobody_is_asked_for_who_left_or_was_denied(rowan: Any) -> None:
    rowan.tell(rowan.identified("Wren Hollow", studio="blackthorn", handle="wren"), rowan.scraped("wren", number="200"))
    rowan.tell(rowan.left(ROWAN_KEY, studio="blackthorn", day=1))
    rowan.deny(HASHER.handle_key("wren"))
    rowan.clock.advance(timedelta(hours=72))

    assert asked(rowan) == 0
