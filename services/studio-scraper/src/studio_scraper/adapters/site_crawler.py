"""Crawls studios' websites with Scrapy: one engine for the life of the task, many sites at once, each page by page."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any, Final, TypeVar

from lxml.etree import LxmlError
from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.http import HtmlResponse, Response
from scrapy.utils.sitemap import Sitemap

from event_contracts import StudioFailure
from service_kit.fetching import AGENT_TOKEN, USER_AGENT
from studio_scraper.adapters.page_errors import failure_of
from studio_scraper.adapters.page_scripts import PageScripts
from studio_scraper.adapters.site_policy import VISIT, Visit
from studio_scraper.domain.consent import as_allowed, directives
from studio_scraper.domain.crawl import Crawl, CrawlFailedError, Unchanged, Validator, Validators, site_of
from studio_scraper.domain.frontier import Frontier
from studio_scraper.domain.models import PageReading
from studio_scraper.domain.reading import read_page
from studio_scraper.domain.rendering import BrowserUnavailableError, Renderer, filled_in
from studio_scraper.domain.roster import resolve_roster

T = TypeVar("T")

STUDIO_SECONDS: Final = 240.0
_PAGE_SECONDS = 20.0
_PAGE_BYTES = 4_000_000
_NOT_MODIFIED = 304
_MAY_PASS = frozenset({StudioFailure.UNREACHABLE, StudioFailure.TOO_SLOW})
# What a trap answers: bodies without end, drips, circles. A site that does so again and again is left.
_OFFENCES = frozenset({StudioFailure.TOO_LARGE, StudioFailure.TOO_SLOW, StudioFailure.REDIRECT_LOOP})
_MAX_OFFENCES = 3
_MAX_SITEMAPS = 3
_MAX_SITEMAP_ENTRIES = 5_000
_HERE = "studio_scraper.adapters"
_READER = ThreadPoolExecutor(1, thread_name_prefix="reader")  # more would only take the interpreter from one another
_SOON_READ = 50_000  # characters; what is read in a few milliseconds costs less than the way to a thread and back


def _settings(*, polite_delay_seconds: float, playback: str, concurrency: int) -> dict[str, Any]:
    handler = f"{_HERE}.guarded_download.GuardedDownloadHandler"
    return {
        "TWISTED_REACTOR_ENABLED": False,  # Scrapy on plain asyncio
        "PLAYBACK_URL": playback,
        "USER_AGENT": USER_AGENT,
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, "ftp": None, "file": None, "data": None, "s3": None},
        "DOWNLOADER_MIDDLEWARES": {
            f"{_HERE}.site_policy.SitePolicyMiddleware": 100,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
        },
        "EXTENSIONS_BASE": {},
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "CONCURRENT_REQUESTS": 4 * concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": polite_delay_seconds,
        "DOWNLOAD_DELAY_JITTER": 0,  # Scrapy's own would halve every other pause
        "DOWNLOAD_TIMEOUT": _PAGE_SECONDS,
        "DOWNLOAD_MAXSIZE": _PAGE_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_MAXDELAY": 5,
        "RETRY_TIMES": 1,
        "RETRY_HTTP_CODES": [500, 502, 503, 504],
        "RETRY_EXCEPTIONS": ["scrapy.exceptions.DownloadFailedError"],
        "LOG_ENABLED": False,
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "DOWNLOADER_STATS": False,
    }


class _StudioSpider(Spider):
    """Keeps the engine open; each visit asks it for its pages."""

    name = "scrapy.studios"

    async def start(self) -> AsyncIterator[Any]:
        await asyncio.Event().wait()
        yield None


@asynccontextmanager
async def open_crawler(
    *,
    polite_delay_seconds: float,
    playback: str = "",
    concurrency: int = 8,
    studio_seconds: float = STUDIO_SECONDS,
    browser: str = "",
) -> AsyncIterator["SiteCrawler"]:
    """A running crawler. `polite_delay_seconds` lie between requests to a host, `studio_seconds` are for a site.

    `browser`: the Chromium that draws pages which scripts fill in. Raises `BrowserUnavailableError`.
    """
    async with (
        _renderer(browser) as renderer,
        _running(polite_delay_seconds=polite_delay_seconds, playback=playback, concurrency=concurrency) as crawler,
    ):
        yield SiteCrawler(crawler=crawler, studio_seconds=studio_seconds, renderer=renderer)


@asynccontextmanager
async def _renderer(browser: str) -> AsyncIterator[Renderer | None]:
    if not browser:
        yield None
        return
    try:
        from studio_scraper.adapters.browser import open_browser  # noqa: PLC0415 - its package is optional
    except ModuleNotFoundError as missing:
        raise BrowserUnavailableError(f"the package {missing.name} is not installed: studio-scraper[browser]") from None
    async with open_browser(browser) as renderer:
        yield renderer


@asynccontextmanager
async def _running(*, polite_delay_seconds: float, playback: str, concurrency: int) -> AsyncIterator[Crawler]:
    logging.getLogger("scrapy").setLevel(logging.CRITICAL + 1)  # its messages quote addresses, and those name people
    runner = AsyncCrawlerRunner(
        _settings(polite_delay_seconds=polite_delay_seconds, playback=playback, concurrency=concurrency)
    )
    crawler = runner.create_crawler(_StudioSpider)
    started = asyncio.Event()
    crawler.signals.connect(started.set, signal=signals.engine_started, weak=False)
    running = runner.crawl(crawler)
    try:
        await _first(started.wait(), running)
        yield crawler
    finally:
        await runner.stop()
        await running


async def _first(started: Any, running: asyncio.Task[None]) -> None:
    """Wait for the engine to start, or raise what kept it from doing so."""
    waiting = asyncio.ensure_future(started)
    await asyncio.wait({waiting, running}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        waiting.cancel()
        running.result()


class SiteCrawler:
    """Reads whole sites, following the domain's `Frontier`."""

    def __init__(self, *, crawler: Crawler, studio_seconds: float, renderer: Renderer | None) -> None:
        self._crawler = crawler
        self._studio_seconds = studio_seconds
        self._renderer = renderer

    async def read(self, website: str, *, known: Validators) -> Crawl | Unchanged:
        """The site's pages, or `Unchanged` when each of the `known` ones is. Raises `CrawlFailedError`."""
        if known and await self._is_unchanged(known):
            return Unchanged()
        return await self.crawl(website)

    async def crawl(self, website: str) -> Crawl:
        """The site's pages. Raises `CrawlFailedError`."""
        deadline = asyncio.get_running_loop().time() + self._studio_seconds
        return await _SiteCrawl(crawler=self._crawler, deadline=deadline, renderer=self._renderer).run(website)

    async def _is_unchanged(self, known: Validators) -> bool:
        """The entry page is asked first, and the asking ends with the first page that has changed."""
        visit = Visit()
        for url, validator in known.items():
            try:
                answer = await _get(self._crawler, url, visit=visit, validator=validator)
            except CrawlFailedError:
                return False
            if answer.status != _NOT_MODIFIED:
                return False
        return True


@dataclass(slots=True)
class _SiteCrawl:
    """One site, one request at a time."""

    crawler: Crawler
    deadline: float
    renderer: Renderer | None
    visit: Visit = field(default_factory=Visit)
    frontier: Frontier = field(default_factory=Frontier)
    pages: dict[str, PageReading] = field(default_factory=dict)
    validators: dict[str, Validator] = field(default_factory=dict)
    complete: bool = True
    offences: int = 0
    refused: bool = False
    scripts: PageScripts | None = None

    def __post_init__(self) -> None:
        if self.renderer is not None:
            self.scripts = PageScripts(
                renderer=self.renderer, ask=self._ask, is_over=lambda: self._is_over, deadline=self.deadline
            )

    async def run(self, website: str) -> Crawl:
        self.frontier.start(website)
        await self._read_on()
        if not self.frontier.led_to_people:  # menus that a script draws lead nowhere; a sitemap may
            await self._ask_sitemaps()
            await self._read_on()
        return Crawl(
            entry_url=next(iter(self.pages)),
            pages=tuple(self.pages.values()),
            complete=self.complete,
            validators=self.validators if self.complete and all(self.validators.values()) else {},
        )

    async def _read_on(self) -> None:
        """Read pages until there are no more, the time is up, or the site wants a pause or is a trap."""
        while (url := self.frontier.take()) is not None:
            if self.pages and self._is_over:
                self.complete = False
                return
            await self._visit_page(url)

    @property
    def _is_over(self) -> bool:
        is_late = asyncio.get_running_loop().time() > self.deadline
        return is_late or self.refused or self.offences >= _MAX_OFFENCES

    async def _visit_page(self, url: str) -> None:
        """Read one page. A failure ends the crawl when it is the entry's, else it costs one page."""
        try:
            answer = _readable(await self._ask(url))
        except CrawlFailedError as failed:
            if not self.pages:
                raise
            self.complete &= not failed.may_pass
        else:
            await self._keep(answer)

    async def _ask(self, url: str) -> Response:
        """An answer of any status. What the site wants or does to us is kept in mind; raises `CrawlFailedError`."""
        try:
            found = await _get(self.crawler, url, visit=self.visit)
        except CrawlFailedError as failed:
            self.offences += failed.reason in _OFFENCES
            raise
        self.refused |= _asks_for_a_pause(found)  # it has one until the next visit
        return found

    async def _ask_sitemaps(self) -> None:
        """Queue what the sitemaps named in robots.txt say about people; an index counts as one more sitemap."""
        waiting = self.visit.sitemaps()
        for _ in range(_MAX_SITEMAPS):
            if not waiting or self._is_over:
                return
            try:
                answer = await _get(self.crawler, waiting.pop(0), visit=self.visit)
            except CrawlFailedError:
                continue
            kind, addresses = _read_sitemap(answer)
            found = [address for address in addresses if site_of(address) == self.visit.site]
            if kind == "sitemapindex":
                waiting += found
            else:
                self.frontier.add_sitemap(found)

    async def _keep(self, answer: HtmlResponse) -> None:
        url = answer.url
        if url in self.pages:  # several addresses may lead to it
            return
        self.visit.site = self.visit.site or site_of(url)
        read = await _read(url, answer.text)
        asked = _asked_of_robots(*_robots_tags(answer), read.robots)
        reading = as_allowed(read, asked)
        validator = Validator(etag=_header(answer, "ETag"), last_modified=_header(answer, "Last-Modified"))
        if self.scripts is not None and await _in_the_reader(_is_filled_in, reading):
            drawn = await self.scripts.draw(url, answer.text)
            self.complete &= self.scripts.complete
            if drawn is not None:
                read = await _read(url, drawn.html)
                asked |= _asked_of_robots(read.robots)  # a script may not take back what the page asked for
                reading = filled_in(as_allowed(read, asked), drawn)
                validator = Validator()  # the page's own says nothing about what its scripts fetched
        self.pages[url] = reading
        self.validators[url] = validator
        self.frontier.add(reading)


async def _in_the_reader(work: Callable[..., T], *arguments: object) -> T:
    return await asyncio.get_running_loop().run_in_executor(_READER, work, *arguments)


async def _read(url: str, html: str) -> PageReading:
    read = partial(read_page, url=url, html=html)
    return read() if len(html) <= _SOON_READ else await _in_the_reader(read)


def _is_filled_in(reading: PageReading) -> bool:
    """Whether the page, were it all there is, would be reported as one that needs a browser."""
    return resolve_roster(entry_url=reading.url, pages=[reading]).needs_browser


async def _get(crawler: Crawler, url: str, *, visit: Visit, validator: Validator | None = None) -> Response:
    """A page through all of Scrapy's downloader, or `CrawlFailedError`."""
    asked_for = {
        "If-None-Match": validator and validator.etag,
        "If-Modified-Since": validator and validator.last_modified,
    }
    headers = {name: value for name, value in asked_for.items() if value}
    try:
        return await crawler.engine.download_async(Request(url, headers=headers, meta={VISIT: visit}))
    except Exception as error:
        reason = failure_of(error)
        raise CrawlFailedError(reason, may_pass=reason in _MAY_PASS) from error


def _readable(answer: Response) -> HtmlResponse:
    """A page of HTML, or `CrawlFailedError`."""
    if answer.status != 200:
        raise CrawlFailedError(StudioFailure.HTTP_ERROR, may_pass=answer.status == 429 or answer.status >= 500)
    if not isinstance(answer, HtmlResponse):
        raise CrawlFailedError(StudioFailure.UNREADABLE)
    return answer


def _asks_for_a_pause(answer: Response) -> bool:
    return answer.status == 429 or (answer.status == 503 and "Retry-After" in answer.headers)


def _read_sitemap(answer: Response) -> tuple[str, list[str]]:
    """What kind of sitemap it is and the addresses in it; none for what is no sitemap."""
    try:
        sitemap = Sitemap(answer.body)
        return sitemap.type, [entry["loc"] for entry in islice(sitemap, _MAX_SITEMAP_ENTRIES) if entry.get("loc")]
    except (StopIteration, AttributeError, LxmlError):  # Scrapy's reader of sitemaps trusts that it is given one
        return "", []


def _robots_tags(answer: Response) -> list[str]:
    return [value.decode("latin-1") for value in answer.headers.getlist("X-Robots-Tag")]


def _asked_of_robots(*tags: str) -> frozenset[str]:
    return frozenset[str]().union(*(directives(tag, agent=AGENT_TOKEN) for tag in tags))


def _header(answer: Response, name: str) -> str | None:
    value = answer.headers.get(name)
    return value.decode("latin-1") if value else None
