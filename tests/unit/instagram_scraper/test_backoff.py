"""One refusal is a profile's failure; repeated ones close the host for everybody, for a while."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from event_contracts import ArtistScraped, ArtistScrapeFailed, GoneReason, ScrapeFailure
from instagram_scraper.adapters.pauses_table import PausesTable
from instagram_scraper.domain.backoff import Backoff, RefusalWindow, next_backoff
from instagram_scraper.domain.profile import ProfileFailed, ProfileGone, ProfileOutcome
from tests.unit.instagram_scraper.conftest import Scraper
from tests.unit.instagram_scraper.fakes import NOW

REFUSED: ProfileOutcome = ProfileFailed(reason=ScrapeFailure.LOGIN_WALL)
FINE: ProfileOutcome = ProfileGone(reason=GoneReason.NOT_FOUND)


def test_the_third_refusal_within_ten_outcomes_closes_the_host() -> None:
    window = RefusalWindow()
    outcomes = [REFUSED, FINE, FINE, FINE, REFUSED, FINE, FINE, FINE, FINE, REFUSED]
    assert [window.closes_after(outcome) for outcome in outcomes] == [False] * 9 + [True]


def test_refusals_far_apart_do_not_close_the_host() -> None:
    window = RefusalWindow()
    assert not any(window.closes_after(outcome) for outcome in [REFUSED, *[FINE] * 4] * 20)


def test_a_named_pause_closes_the_host_at_once() -> None:
    paused = ProfileFailed(reason=ScrapeFailure.RATE_LIMITED, retry_after=timedelta(minutes=1))
    assert RefusalWindow().closes_after(paused)


def test_what_is_no_refusal_never_closes_the_host() -> None:
    window = RefusalWindow()
    for reason in (ScrapeFailure.UNREACHABLE, ScrapeFailure.UNREADABLE, ScrapeFailure.SOURCE_DISABLED):
        assert not any(window.closes_after(ProfileFailed(reason=reason)) for _ in range(20))


@given(st.lists(st.timedeltas(min_value=timedelta(), max_value=timedelta(hours=12)), max_size=20))
def test_pauses_that_follow_one_another_grow_up_to_a_day(gaps: list[timedelta]) -> None:
    last, now, pauses = None, NOW, []
    for gap in gaps:
        last = next_backoff(last, now=now, retry_after=None)
        pauses.append(last.until - now)
        now = last.until + gap
    assert pauses == sorted(pauses)
    assert all(timedelta(minutes=15) <= pause <= timedelta(hours=24) for pause in pauses)


def test_a_pause_long_over_is_forgiven_and_a_named_one_is_kept_to() -> None:
    long_ago = Backoff(until=NOW - timedelta(hours=13), level=6)
    assert next_backoff(long_ago, now=NOW, retry_after=None).until == NOW + timedelta(minutes=15)
    assert next_backoff(None, now=NOW, retry_after=timedelta(hours=2)).until == NOW + timedelta(hours=2)
    assert next_backoff(None, now=NOW, retry_after=timedelta(days=9)).until == NOW + timedelta(hours=24)


async def test_of_two_tasks_one_opens_the_pause(scraper: Scraper) -> None:
    pauses = PausesTable(table=scraper.table)
    first, second = (Backoff(until=NOW + timedelta(hours=n), level=n) for n in (1, 2))
    assert pauses.open("www.instagram.com", first, now=NOW)
    assert not pauses.open("www.instagram.com", second, now=NOW)
    assert pauses.latest("www.instagram.com") == first
    assert pauses.open("www.instagram.com", second, now=first.until)


async def test_one_refusing_profile_does_not_stop_the_city(scraper: Scraper) -> None:
    scraper.instagram.refuses("artist.0", 429)
    scraper.instagram.refuses("artist.5", 401)
    for number in range(10):
        if number not in {0, 5}:
            scraper.instagram.shows(f"artist.{number}", f"4100{number}", posts=0)
        await scraper.identify(f"artist.{number}", name=f"Artist {number}")
    assert sum(isinstance(event, ArtistScraped) for event in scraper.events) == 8
    assert scraper.meter.counts == {"InstagramRefusals": 2}


async def test_a_host_that_refuses_us_is_left_alone_by_every_task(scraper: Scraper, rival: Scraper) -> None:
    for number in range(3):
        scraper.instagram.refuses(f"artist.{number}", 403)
        await scraper.identify(f"artist.{number}", name=f"Artist {number}")
    assert scraper.meter.counts == {"InstagramRefusals": 3, "InstagramPauses": 1}
    asked = list(scraper.instagram.asked)
    scraper.instagram.shows("robin.fable", "41001")
    await rival.identify("robin.fable")
    (event,) = [e for e in rival.events if isinstance(e, ArtistScrapeFailed) and e.reason == "rate_limited"]
    assert event.handle_key == scraper.key("robin.fable"), "listed at once, from what the studio says"
    assert scraper.instagram.asked == asked
    rival.clock.forward(minutes=16)
    await rival.identify("robin.fable")
    assert isinstance(rival.events[-1], ArtistScraped)


async def test_a_429_that_names_a_pause_is_obeyed(scraper: Scraper) -> None:
    scraper.instagram.refuses("artist.0", 429, **{"Retry-After": "7200"})
    await scraper.identify("artist.0")
    scraper.clock.forward(minutes=119)
    scraper.instagram.shows("robin.fable", "41001")
    await scraper.identify("robin.fable", name="Robin")
    assert scraper.instagram.profiles_asked == ["artist.0"]
    scraper.clock.forward(minutes=2)
    await scraper.identify("robin.fable", name="Robin")
    assert scraper.instagram.profiles_asked == ["artist.0", "robin.fable"]
