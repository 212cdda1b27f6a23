"""Hosts are asked politely: robots.txt first, a pause between two requests, no second try after a refusal."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from instagram_scraper.adapters.polite import DisallowedError, PoliteFetcher
from service_kit.fetching import FetchError, FetchLimits, open_session
from tests.unit.instagram_scraper.fakes import Answer, FakeInstagram

LIMITS = FetchLimits()
PAGE, ROBOTS = "https://host.example/page", "https://host.example/robots.txt"


@pytest.fixture
async def session(instagram: FakeInstagram) -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session(playback=instagram.base) as opened:
        yield opened


def _fetcher(session: aiohttp.ClientSession, instagram: FakeInstagram, delay: float = 0) -> PoliteFetcher:
    return PoliteFetcher(session=session, delay_seconds=delay, playback=instagram.base)


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
     "User-agent: tattooartistdirectorybot\nDisallow: /\n\nUser-agent: *\nAllow: /"],
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


async def test_a_host_whose_rules_cannot_be_read_is_not_asked(
    session: aiohttp.ClientSession, instagram: FakeInstagram
) -> None:
    instagram.answers[ROBOTS] = Answer(status=503)
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
