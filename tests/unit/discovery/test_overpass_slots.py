"""What is made of a refusal for want of a slot: how long Overpass wants us to wait, and whether there is time to."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st

from discovery.adapters.overpass import LONGEST_WAIT, OverpassSource
from discovery.adapters.overpass_slots import seconds_until_slot
from discovery.adapters.transport import HttpTransport
from discovery.domain.places import Area, Box
from service_kit.errors import TransientError
from service_kit.fetching import Fetched, FetchLimits
from tests.unit.discovery.transports import FakeTransport, answering

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)
BOX = Box(south=53.9, west=-2.7, north=54.1, east=-2.5)
AREA = Area(name="Quexley", country="GB", south=53.9, west=-2.7, north=54.1, east=-2.5)
HEAD = "Connected as: 1234567890\nCurrent time: 2026-03-01T09:00:00Z\nAnnounced endpoint: none\nRate limit: 2\n"
TAIL = "Currently running queries (pid, space limit, time limit, start time):\n"
BOTH_TAKEN = (
    f"{HEAD}Slot available after: 2026-03-01T09:00:35Z, in 35 seconds.\n"
    f"Slot available after: 2026-03-01T09:01:10Z, in 70 seconds.\n{TAIL}"
)
ONE_FREE = f"{HEAD}1 slots available now.\nSlot available after: 2026-03-01T09:00:35Z, in 35 seconds.\n{TAIL}"
REFUSED = answering("", status=429)
NOTHING_THERE = answering({"elements": []})


class Clock:
    """Time passes only by waiting."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def now(self) -> datetime:
        return NOW + timedelta(seconds=sum(self.waited))

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


def survey(transport: FakeTransport | HttpTransport) -> list[float]:
    """Ask about a tile; answers the pauses that were made."""
    clock = Clock()
    OverpassSource(transport=transport, clock=clock, sleep=clock.sleep).survey(BOX, area=AREA)
    return clock.waited


@pytest.mark.parametrize(
    ("status", "seconds"),
    [
        (BOTH_TAKEN, 35),
        (ONE_FREE, 0),
        (f"{HEAD}2 slots available now.\n{TAIL}", 0),
        (f"{HEAD}Slot available after: 2026-03-01T08:59:59Z, in -1 seconds.\n", 0),
        (f"{HEAD}0 slots available now.\nSlot available after: 2026-03-01T09:00:09Z, in 9 seconds.\n", 9),
        (HEAD.replace("2\n", "0\n") + TAIL, None),
        ("<html><title>504 Gateway Timeout</title></html>", None),
        ("", None),
    ],
    ids=["both taken", "one free", "both free", "free for a moment", "none free", "no limit", "an error", "nothing"],
)
def test_the_status_says_when_the_first_slot_is_free(status: str, seconds: int | None) -> None:
    assert seconds_until_slot(status) == seconds


_LINES = st.sampled_from(
    [
        "Slot available after: ",
        "2026-03-01T09:00:35Z, in ",
        " slots available now.",
        "-",
        "9" * 5000,
        "٣",
        " seconds",
        "\n",
    ]
)


@given(st.text() | st.lists(_LINES).map("".join))
def test_no_status_is_too_odd_to_be_read(status: str) -> None:
    seconds = seconds_until_slot(status)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("refusal", "status_page", "pause"),
    [
        (REFUSED, answering(BOTH_TAKEN), 36),
        (REFUSED, answering(ONE_FREE), 1),
        (answering("", status=429, retry_after="50"), answering(BOTH_TAKEN), 50),
        (answering("", status=429, retry_after="20"), answering(BOTH_TAKEN), 36),
        (answering("", status=429, retry_after="20"), answering("", status=504), 20),
    ],
    ids=["till the first slot", "none", "as Retry-After says", "the longer of both", "no status"],
)
def test_a_refusal_is_followed_by_the_pause_that_overpass_asks_for_and_one_more_question(
    refusal: Fetched, status_page: Fetched, pause: float
) -> None:
    transport = FakeTransport(refusal, NOTHING_THERE, status_page=status_page)

    assert survey(transport) == [pause]
    assert transport.statuses_asked == ["https://overpass-api.de/api/status"]
    assert len(transport.asked) == 2


@pytest.mark.parametrize(
    ("refusal", "status_page"),
    [
        (REFUSED, answering("<html>busy</html>")),
        (REFUSED, answering(BOTH_TAKEN, status=503)),
        (REFUSED, answering(b"\xff\xfe")),
        (REFUSED, TransientError("source_unreachable")),
        (REFUSED, answering(f"Slot available after: …, in {LONGEST_WAIT.seconds} seconds.")),
        (answering("", status=429, retry_after="3600"), answering(ONE_FREE)),
    ],
    ids=["unreadable", "an error", "not text", "unreachable", "too late", "Retry-After too late"],
)
def test_without_a_word_on_slots_or_the_time_to_wait_the_tile_is_left_to_the_growing_pauses(
    refusal: Fetched, status_page: Fetched | Exception
) -> None:
    transport = FakeTransport(refusal, status_page=status_page)

    with pytest.raises(TransientError, match="source_answered_429"):
        survey(transport)
    assert len(transport.asked) == 1


def test_a_second_refusal_is_left_to_the_growing_pauses() -> None:
    transport = FakeTransport(REFUSED, REFUSED, status_page=answering(ONE_FREE))

    with pytest.raises(TransientError, match="source_answered_429"):
        survey(transport)
    assert len(transport.asked) == 2


def test_an_overloaded_server_is_not_asked_for_its_slots() -> None:
    transport = FakeTransport(answering("", status=504), status_page=answering(ONE_FREE))

    with pytest.raises(TransientError, match="source_answered_504"):
        survey(transport)
    assert transport.statuses_asked == []


@pytest.fixture
async def busy_server() -> AsyncIterator[str]:
    """Refuses the first question, says when to ask again, and then answers."""
    asked: list[str] = []

    async def interpreter(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=429) if len(asked) == 1 else web.json_response({"elements": []})

    async def status(_: web.Request) -> web.Response:
        return web.Response(text=BOTH_TAKEN)

    app = web.Application()
    app.router.add_post("/https/overpass-api.de/api/interpreter", interpreter)
    app.router.add_get("/https/overpass-api.de/api/status", status)
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


async def test_the_status_page_of_a_real_server_is_read(busy_server: str) -> None:
    transport = HttpTransport(playback=busy_server, limits=FetchLimits())

    assert await asyncio.to_thread(survey, transport) == [36]
