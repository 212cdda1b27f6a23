"""A batch of events is read together, and what was read too early misleads nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from event_contracts import Context, Envelope
from service_kit.consumer import Received, dispatch
from tests.unit.profile_api.conftest import at

ARTISTS = ("Rowan Ashe", "Wren Hollow", "Sorrel Finch", "Jay Marsh", "Ivy Stone")


def received(world: Any, payload: Any) -> Received:
    envelope = Envelope.wrap(payload, producer=Context.OPERATIONS, now=world.clock.now(), correlation_id="run-1")
    return Received(payload=payload, envelope=envelope)


@contextmanager
def counted_reads(table: Any) -> Iterator[list[str]]:
    """The names of the reading calls that are made meanwhile."""
    calls: list[str] = []

    def note(model: Any, **_: Any) -> None:
        if model.name in {"Query", "GetItem", "BatchGetItem"}:
            calls.append(model.name)

    table.meta.client.meta.events.register("before-call.dynamodb", note)
    yield calls
    table.meta.client.meta.events.unregister("before-call.dynamodb", note)


def test_however_many_artists_a_batch_is_about_it_is_read_in_four_round_trips(world: Any) -> None:
    world.tell(world.studio("blackthorn"))
    batch = [
        received(world, world.identified(name, studio="blackthorn", handle=f"handle.{number}"))
        for number, name in enumerate(ARTISTS)
    ]
    with counted_reads(world.table) as calls:
        world.listeners.look_ahead(batch)
        for one in batch:
            dispatch(one, world.listeners.handlers)
    assert len(calls) <= 4
    assert sum(item["PK"].startswith("FACTS#hk_") for item in world.items()) == len(ARTISTS)


def test_who_joins_a_studio_after_the_batch_was_read_still_moves_with_it(world: Any) -> None:
    world.tell(world.studio("blackthorn", city="Leeds"))
    joins = world.identified("Rowan Ashe", studio="blackthorn")
    moves = received(world, world.studio("blackthorn", version=2, city="Otley"))

    world.listeners.look_ahead([moves, received(world, joins)])
    world.tell_another_process(joins)
    dispatch(moves, world.listeners.handlers)

    (rowan,) = world.published().values()
    assert rowan["studios"][0]["city"] == "Otley"


@pytest.mark.parametrize("read_first", [True, False])
def test_a_studio_that_changed_after_the_batch_was_read_is_shown_as_it_is_now(world: Any, read_first: bool) -> None:
    world.tell(world.studio("blackthorn", city="Leeds"))
    joins = received(world, world.identified("Rowan Ashe", studio="blackthorn"))

    if read_first:
        world.listeners.look_ahead([joins])
    world.tell_another_process(world.studio("blackthorn", version=2, city="Otley"))
    dispatch(joins, world.listeners.handlers)

    (rowan,) = world.published().values()
    assert rowan["studios"][0]["city"] == "Otley"


def test_what_was_read_ahead_is_read_again_once_it_was_written(world: Any) -> None:
    world.tell(world.studio("blackthorn"), world.identified("Rowan Ashe", studio="blackthorn"))
    named = [
        received(world, world.identified("Rowan Ashe", studio="blackthorn", handle="rowan.inks", day=1)),
        received(world, world.failed("rowan.inks", day=2)),
    ]
    world.listeners.look_ahead(named)
    for one in named:
        dispatch(one, world.listeners.handlers)

    (rowan,) = world.published().values()
    assert rowan["handle"] == "rowan.inks"


def test_a_commit_that_failed_is_tried_again_on_what_is_there_now(world: Any) -> None:
    world.tell(world.studio("blackthorn"))
    joins = received(world, world.identified("Rowan Ashe", studio="blackthorn"))
    world.listeners.look_ahead([joins])
    world.tell_another_process(world.identified("Rowan Ashe", studio="blackthorn", day=-1))
    dispatch(joins, world.listeners.handlers)

    (facts,) = (item["facts"] for item in world.items() if item["PK"].startswith("FACTS#ar_"))
    assert len(facts) == 1
    assert at(0).isoformat().replace("+00:00", "Z") in facts[0]
    assert at(-1).isoformat().replace("+00:00", "Z") in facts[0]
