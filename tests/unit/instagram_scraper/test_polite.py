"""Hosts are asked politely: robots.txt first, a pause between two requests, no second try after a refusal."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from instagram_scraper.adapters.polite import DisallowedError, PoliteFetcher
from service_kit.clock import Clock
from service_kit.fetching import FetchError, FetchLimits, open_session
from tests.unit.instagram_scraper.fakes import Answer, FakeClock, FakeInstagram

LIMITS = FetchLimits()
PAGE, ROBOTS = "https://host.example/page", "https://host.example/robots.txt"


@pytest.fixture
async def session(instagram: FakeInstagram) -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session(playback=instagram.base) as opened:
        yield opened


def _fetcher(
    session: aiohttp.ClientSession, instagram: FakeInstagram, delay: float = 0, clock: Clock | None = None
) -> PoliteFetcher:
    return PoliteFetcher(session=session, delay_seconds=delay, playback=instagram.base, clock=clock or FakeClock())


async def test_robots_txt_is_asked_once_for_a_host_and_before_anything_else(
    session: aiohttp.ClientSession, instagram: FakeInstagram
) -> None:
    fetcher = _fetcher(session, instagram)
    await asyncio.gather(*(fetcher.get(PAGE, limits=LIMITS) for _ in range(5)))
    assert instagram.asked[0] == ROBOTS
    assert instagram.asked.count(ROBOTS) == 1
    assert instagram.asked.count(PAGE) == 5


@pytest.mark.parametrize(
    "rules",
    ["User-agent: *\nDisallow: /page", "User-agent: TattooArtistDirectoryBot\nDisallow: /",
     "User-agent: tattooartistdirectorybot\nDisallow: /\n\nUser-agent: *\nAllow: /",
     "\ufeffUser-agent: *\nDisallow: /page", "# long\n" * 70_000 + "User-agent: *\nDisallow: /page"],
)  # fmt: skip
async def test_an_address_a_host_does_not_want_asked_is_not_asked(
    session: aiohttp.ClientSession, instagram: FakeInstagram, rules: str
) -> None:
    instagram.answers[ROBOTS] = Answer(body=rules.encode())
    with pytest.raises(DisallowedError):
        await _fetcher(session, instagram).get(PAGE, limits=LIMITS)
    assert instagram.asked == [ROBOTS]


@pytest.mark.parametrize("rules", ["User-agent: OtherBot\nDisallow: /", "User-agent: *\nDisallow: /pages", "\xff\x00"])
async def test_other_rules_do_not_concern_us(
    session: aiohttp.ClientSession, instagram: FakeInstagram, rules: str
) -> None:
    instagram.answers[ROBOTS] = Answer(body=rules.encode("latin-1"))
    assert (await _fetcher(session, instagram).get(PAGE, limits=LIMITS)).status == 404


async def test_rules_after_the_first_half_megabyte_are_not_read_and_those_before_hold(
    session: aiohttp.ClientSession, instagram: FakeInstagram
) -> None:
    rules = "User-agent: *\nDisallow: /other\n" + "# long\n" * 200_000 + "Disallow: /page\n"
    instagram.answers[ROBOTS] = Answer(body=rules.encode())
    fetcher = _fetcher(session, instagram)
    assert (await fetcher.get(PAGE, limits=LIMITS)).status == 404
    with pytest.raises(DisallowedError):
        await fetcher.get("https://host.example/other", limits=LIMITS)


async def test_rules_are_read_where_they_have_moved_to(
    session: aiohttp.ClientSession, instagram: FakeInstagram
) -> None:
    moved = "https://www.host.example/robots.txt"
    instagram.answers[ROBOTS] = Answer(status=301, headers={"Location": moved})
    instagram.answers[moved] = Answer(body=b"User-agent: *\nDisallow: /page")
    with pytest.raises(DisallowedError):
        await _fetcher(session, instagram).get(PAGE, limits=LIMITS)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_host_without_rules_may_be_asked_everything(
    session: aiohttp.ClientSession, instagram: FakeInstagram, status: int
) -> None:
    instagram.answers[ROBOTS] = Answer(status=status, body=b"User-agent: *\nDisallow: /")
    instagram.answers[PAGE] = Answer(body=b"here")
    assert (await _fetcher(session, instagram).get(PAGE, limits=LIMITS)).body == b"here"


async def test_what_a_host_does_not_want_used_is_not_used(
    session: aiohttp.ClientSession, instagram: FakeInstagram
) -> None:
    instagram.answers[PAGE] = Answer(body=b"here", headers={"X-Robots-Tag": "noindex"})
    with pytest.raises(DisallowedError):
        await _fetcher(session, instagram).get(PAGE, limits=LIMITS)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_host_that_asks_for_a_pause_is_not_asked_until_it_is_over(
    session: aiohttp.ClientSession, instagram: FakeInstagram, status: int
) -> None:
    clock = FakeClock()
    fetcher = _fetcher(session, instagram, clock=clock)
    instagram.answers[PAGE] = Answer(status=status, headers={"Retry-After": "60"})
    assert (await fetcher.get(PAGE, limits=LIMITS)).status == status
    instagram.answers[PAGE] = Answer(body=b"here")
    clock.forward(seconds=59)
    with pytest.raises(DisallowedError):
        await fetcher.get(PAGE, limits=LIMITS)
    assert (await fetcher.get("https://other.example/", limits=LIMITS)).status == 404
    assert instagram.asked.count(PAGE) == 1
    clock.forward(seconds=1)
    assert (await fetcher.get(PAGE, limits=LIMITS)).body == b"here"


async def test_one_request_at_a_time_is_made_to_a_host_and_a_slow_one_holds_nobody_else_up(
    session: aiohttp.ClientSession, instagram: FakeInstagram
) -> None:
    fetcher = _fetcher(session, instagram, delay=0.001)
    instagram.answers[ROBOTS] = instagram.answers["https://other.example/robots.txt"] = Answer(status=404)
    hold = instagram.hold(PAGE)
    slow = [asyncio.create_task(fetcher.get(PAGE, limits=LIMITS)) for _ in range(3)]
    await hold.reached.wait()
    await fetcher.get("https://other.example/", limits=LIMITS)
    assert instagram.asked.count(PAGE) == 1, "the others wait their turn"
    hold.release.set()
    await asyncio.gather(*slow)
    assert instagram.asked.count(PAGE) == 3


async def test_a_host_that_wants_longer_pauses_gets_them(
    session: aiohttp.ClientSession, instagram: FakeInstagram, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("instagram_scraper.adapters.polite.asyncio.sleep", sleep)
    instagram.answers[ROBOTS] = Answer(body=b"User-agent: *\nCrawl-delay: 30\n")
    fetcher = _fetcher(session, instagram, delay=2)
    for _ in range(3):
        await fetcher.get(PAGE, limits=LIMITS)
    assert [wait > 25 for wait in waits] == [False, False, True, True]


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_host_whose_rules_cannot_be_read_is_not_asked(
    session: aiohttp.ClientSession, instagram: FakeInstagram, status: int
) -> None:
    instagram.answers[ROBOTS] = Answer(status=status)
    with pytest.raises(DisallowedError):
        await _fetcher(session, instagram).get(PAGE, limits=LIMITS)


async def test_requests_to_one_host_start_apart_and_other_hosts_do_not_wait(
    session: aiohttp.ClientSession, instagram: FakeInstagram, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("instagram_scraper.adapters.polite.asyncio.sleep", sleep)
    fetcher = _fetcher(session, instagram, delay=50)
    await fetcher.get(PAGE, limits=LIMITS)
    await fetcher.get("https://other.example/", limits=LIMITS)
    assert [wait > 40 for wait in waits] == [False, True, False, True]
    assert max(waits) <= 50


@pytest.mark.parametrize("lost", [1, 99])
async def test_a_lost_connection_is_tried_once_more(
    session: aiohttp.ClientSession, instagram: FakeInstagram, lost: int
) -> None:
    instagram.answers[PAGE] = Answer(body=b"here", lost=lost)
    fetcher = _fetcher(session, instagram)
    if lost == 1:
        assert (await fetcher.get(PAGE, limits=LIMITS)).body == b"here"
    else:
        with pytest.raises(FetchError, match="unreachable"):
            await fetcher.get(PAGE, limits=LIMITS)
    assert instagram.asked.count(PAGE) in range(2, 5), "the client gives each try one more chance itself"


async def test_an_answer_that_is_too_large_is_not_asked_for_again(
    session: aiohttp.ClientSession, instagram: FakeInstagram
) -> None:
    instagram.answers[PAGE] = Answer(body=bytes(100))
    with pytest.raises(FetchError, match="too_large"):
        await _fetcher(session, instagram).get(PAGE, limits=FetchLimits(max_bytes=99))
    assert instagram.asked.count(PAGE) == 1


async def test_a_host_that_is_hostile_again_and_again_is_left_alone_for_an_hour(
    session: aiohttp.ClientSession, instagram: FakeInstagram
) -> None:
    clock = FakeClock()
    fetcher = _fetcher(session, instagram, clock=clock)
    instagram.answers[PAGE] = Answer(body=bytes(100))
    for _ in range(3):
        with pytest.raises(FetchError, match="too_large"):
            await fetcher.get(PAGE, limits=FetchLimits(max_bytes=99))
    with pytest.raises(DisallowedError):
        await fetcher.get(PAGE, limits=LIMITS)
    assert instagram.asked.count(PAGE) == 3
    clock.forward(minutes=60)
    assert (await fetcher.get(PAGE, limits=LIMITS)).status == 200


async def test_a_good_answer_makes_up_for_bad_ones(session: aiohttp.ClientSession, instagram: FakeInstagram) -> None:
    fetcher = _fetcher(session, instagram)
    instagram.answers[PAGE] = Answer(body=bytes(100))
    for _ in range(4):
        with pytest.raises(FetchError, match="too_large"):
            await fetcher.get(PAGE, limits=FetchLimits(max_bytes=99))
        assert (await fetcher.get(PAGE, limits=LIMITS)).status == 200
