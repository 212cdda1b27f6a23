"""What the scripts of a site's pages are given, and when there is no more."""

import asyncio

import pytest
from scrapy.http import Response

from event_contracts import StudioFailure
from studio_scraper.adapters import page_scripts
from studio_scraper.adapters.page_scripts import PageScripts
from studio_scraper.domain.crawl import CrawlFailedError
from studio_scraper.domain.rendering import MAX_DRAWN_PAGES, Drawn, FetchResource, Resource, may_be_asked
from tests.unit.studio_scraper.conftest import WEBSITE

URL = f"{WEBSITE}people.json"


class FakeBrowser:
    """Draws a page by asking for what it is told to."""

    def __init__(self, *urls: str) -> None:
        self.urls = urls
        self.drawn = 0
        self.given: list[Resource | None] = []
        self.fetch: FetchResource | None = None

    async def draw(self, *, url: str, html: str, fetch: FetchResource, until: float) -> Drawn | None:
        self.drawn += 1
        self.fetch = fetch
        self.given = list(await asyncio.gather(*(fetch(asked) for asked in self.urls)))
        return Drawn(html=html, at_rest=True)


class Site:
    """Answers what a test says and remembers what it was asked."""

    def __init__(self, answer: Response | CrawlFailedError | None = None) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.is_over = False

    async def ask(self, url: str) -> Response:
        self.asked.append(url)
        if isinstance(self.answer, CrawlFailedError):
            raise self.answer
        return self.answer or Response(url, body=b"[]", headers={"Content-Type": "application/json"})

    def scripts(self, browser: FakeBrowser) -> PageScripts:
        return PageScripts(renderer=browser, ask=self.ask, is_over=lambda: self.is_over, deadline=0)


async def test_a_script_is_given_what_the_site_answers_and_the_next_page_the_same() -> None:
    site, browser = Site(), FakeBrowser(URL, URL)
    scripts = site.scripts(browser)
    for _ in range(2):
        await scripts.draw(WEBSITE, "")
        assert browser.given == 2 * [Resource(status=200, content_type="application/json", body=b"[]")]
    assert site.asked == [URL]
    assert scripts.complete


async def test_a_site_of_nothing_but_empty_pages_has_the_first_ones_drawn() -> None:
    browser = FakeBrowser()
    scripts = Site().scripts(browser)
    drawn = [await scripts.draw(f"{WEBSITE}{n}", "") for n in range(MAX_DRAWN_PAGES + 1)]
    assert drawn[-1] is None
    assert browser.drawn == MAX_DRAWN_PAGES
    assert not scripts.complete


@pytest.mark.parametrize(("bound", "most"), [("MAX_RESOURCES", 3), ("MAX_RESOURCE_BYTES", 6)])
async def test_a_site_is_asked_no_more_than_so_often_and_for_so_much(
    bound: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_scripts, bound, most)
    site, browser = Site(), FakeBrowser(*(f"{URL}?{n}" for n in range(5)))
    scripts = site.scripts(browser)
    await scripts.draw(WEBSITE, "")
    assert len(site.asked) == 3
    assert browser.given[3:] == [None, None]
    assert not scripts.complete


async def test_nothing_is_drawn_or_asked_once_the_visit_is_over() -> None:
    site, browser = Site(), FakeBrowser(URL)
    scripts = site.scripts(browser)
    site.is_over = True
    assert await scripts.draw(WEBSITE, "") is None
    assert (browser.drawn, site.asked, scripts.complete) == (0, [], False)


async def test_what_a_page_still_waits_for_when_it_is_gone_is_not_asked_for() -> None:
    site, browser = Site(), FakeBrowser()
    await site.scripts(browser).draw(WEBSITE, "")
    assert browser.fetch is not None
    assert await browser.fetch(URL) is None
    assert site.asked == []


@pytest.mark.parametrize(
    ("answer", "complete"),
    [
        (Response(URL, status=404), True),
        (Response(URL, status=503), False),
        (CrawlFailedError(StudioFailure.ROBOTS_DISALLOWED), True),
        (CrawlFailedError(StudioFailure.TOO_SLOW, may_pass=True), False),
    ],
    ids=["missing", "failing", "disallowed", "slow"],
)
async def test_what_may_be_there_later_makes_the_look_incomplete(
    answer: Response | CrawlFailedError, complete: bool
) -> None:
    browser = FakeBrowser(URL)
    scripts = Site(answer).scripts(browser)
    await scripts.draw(WEBSITE, "")
    assert scripts.complete is complete
    assert [given is None for given in browser.given] == [isinstance(answer, CrawlFailedError)]


@pytest.mark.parametrize(
    ("url", "method", "kind", "may"),
    [
        (URL, "GET", "fetch", True),
        (URL, "GET", "xhr", True),
        (URL, "GET", "script", True),
        (URL, "POST", "fetch", False),
        (URL, "GET", "image", False),
        (URL, "GET", "eventsource", False),
        (URL, "GET", "document", False),
        ("ftp://inkwell.example/people.json", "GET", "fetch", False),
    ],
)
def test_only_what_may_tell_something_is_put_to_the_downloader(url: str, method: str, kind: str, may: bool) -> None:
    assert may_be_asked(url=url, method=method, kind=kind) is may
