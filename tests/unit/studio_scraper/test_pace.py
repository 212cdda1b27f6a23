"""How soon a website is looked at again."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from event_contracts import StudioFailure
from studio_scraper.domain.outcome import Outcome
from studio_scraper.domain.pace import TRAPS, Pace
from tests.unit.studio_scraper.conftest import WEBSITE, Scraper, Web, team

NOW = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
DAY = timedelta(days=1)
outcomes = st.sampled_from([*Outcome, *StudioFailure])


def after(*endings: Outcome | StudioFailure) -> Pace:
    pace = Pace()
    for ending in endings:
        pace = pace.after(ending, website=WEBSITE, now=NOW)
    return pace


def rest(pace: Pace) -> int:
    """For how many daily offers in a row the website is left alone."""
    return next(n for n in range(100) if not pace.is_resting(WEBSITE, now=NOW + (n + 1) * DAY))


def test_a_site_with_news_is_looked_at_whenever_it_is_offered() -> None:
    assert rest(after(Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.READ)) == 0


def test_a_site_without_news_three_times_running_is_looked_at_every_other_day() -> None:
    assert [rest(after(*[Outcome.UNCHANGED] * times)) for times in (1, 2, 3, 9)] == [0, 0, 1, 1]


@pytest.mark.parametrize("trap", sorted(TRAPS))
def test_a_trap_is_left_alone_for_longer_each_time(trap: StudioFailure) -> None:
    assert [rest(after(*[trap] * times)) for times in (1, 2, 3, 4, 5, 6, 40)] == [0, 1, 3, 7, 15, 15, 15]


@given(st.lists(outcomes))
def test_another_address_is_another_website(endings: list[Outcome | StudioFailure]) -> None:
    assert not after(*endings).is_resting("https://elsewhere.example/", now=NOW)


@given(st.lists(outcomes))
def test_turning_an_offer_down_changes_nothing(endings: list[Outcome | StudioFailure]) -> None:
    assert after(*endings, Outcome.RESTED) == after(*endings)


async def test_a_quiet_website_is_not_asked_every_day_and_its_people_stay(web: Web, scraper: Scraper) -> None:
    web.site(index=team(("Mara Quill", None)))
    for version in range(1, 5):
        await scraper.visit(version)
    web.playback.log.recent.clear()
    assert await scraper.visit(5) == []
    assert web.asked == []
    scraper.clock.forward(days=2)
    web.site(index=team(("Mara Quill", None), ("Tomas Reed", None)))
    assert len(await scraper.visit(6)) == 1
