"""Crawls studios' websites with Scrapy: one engine for the life of the task, many sites at once, each page by page."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.http import HtmlResponse, Response

from event_contracts import StudioFailure
from service_kit.fetching import USER_AGENT, forbids_use
from studio_scraper.adapters.page_errors import failure_of
from studio_scraper.adapters.site_policy import VISIT, Visit
from studio_scraper.domain.crawl import Crawl, CrawlFailedError, Unchanged, Validator, Validators, site_of
from studio_scraper.domain.frontier import Frontier
from studio_scraper.domain.models import PageReading
from studio_scraper.domain.reading import read_page

STUDIO_SECONDS: Final = 240.0
_PAGE_SECONDS = 20.0
_PAGE_BYTES = 4_000_000
_NOT_MODIFIED = 304
_HEAD = 20_000  # characters in which a page says how it may be used
_META_ROBOTS = re.compile(r"""<meta\s[^>]{0,300}name=["']?robots["']?[^>]{0,300}>""", re.IGNORECASE)
_META_CONTENT = re.compile(r"""content=["']([^"']*)""", re.IGNORECASE)
_MAY_PASS = frozenset({StudioFailure.UNREACHABLE, StudioFailure.TOO_SLOW})
_HERE = "studio_scraper.adapters"


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
        },
        "EXTENSIONS_BASE": {},
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "CONCURRENT_REQUESTS": 4 * concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": polite_delay_seconds,
        "DOWNLOAD_TIMEOUT": _PAGE_SECONDS,
        "DOWNLOAD_MAXSIZE": _PAGE_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_MAXDELAY": 5,
        "RETRY_TIMES": 1,
        "RETRY_HTTP_CODES": [500, 502, 503, 504],
        "RETRY_EXCEPTIONS": ["scrapy.exceptions.DownloadFailedError"],
        "LOG_ENABLED": False,
        "STATS_DUMP": False,
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
) -> AsyncIterator["SiteCrawler"]:
    """A running crawler. `polite_delay_seconds` lie between requests to a host, `studio_seconds` are for a site."""
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
        yield SiteCrawler(crawler=crawler, studio_seconds=studio_seconds)
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

    def __init__(self, *, crawler: Crawler, studio_seconds: float) -> None:
        self._crawler = crawler
        self._studio_seconds = studio_seconds

    async def read(self, website: str, *, known: Validators) -> Crawl | Unchanged:
        """The site's pages, or `Unchanged` when each of the `known` ones is. Raises `CrawlFailedError`."""
        if known and await self._is_unchanged(known):
            return Unchanged()
        return await self.crawl(website)

    async def crawl(self, website: str) -> Crawl:
        """The site's pages. Raises `CrawlFailedError`."""
        deadline = asyncio.get_running_loop().time() + self._studio_seconds
        return await _SiteCrawl(crawler=self._crawler, deadline=deadline).run(website)

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
    visit: Visit = field(default_factory=Visit)
    frontier: Frontier = field(default_factory=Frontier)
    pages: dict[str, PageReading] = field(default_factory=dict)
    validators: dict[str, Validator] = field(default_factory=dict)
    complete: bool = True
    refused: bool = False

    async def run(self, website: str) -> Crawl:
        self.frontier.start(website)
        while (url := self.frontier.take()) is not None:
            if self.refused or (self.pages and asyncio.get_running_loop().time() > self.deadline):
                self.complete = False
                break
            await self._visit_page(url)
        return Crawl(
            entry_url=next(iter(self.pages)),
            pages=tuple(self.pages.values()),
            complete=self.complete,
            validators=self.validators if self.complete and all(self.validators.values()) else {},
        )

    async def _visit_page(self, url: str) -> None:
        """Read one page. A failure ends the crawl when it is the entry's, else it costs one page."""
        try:
            found = await _get(self.crawler, url, visit=self.visit)
            self.refused = _asks_for_a_pause(found)  # it has one until the next visit
            answer = _readable(found)
        except CrawlFailedError as failed:
            if not self.pages:
                raise
            self.complete &= not failed.may_pass
        else:
            await self._keep(answer)

    async def _keep(self, answer: HtmlResponse) -> None:
        url = answer.url
        if url in self.pages:  # several addresses may lead to it
            return
        reading = await asyncio.to_thread(read_page, url=url, html=answer.text)
        self.visit.site = self.visit.site or site_of(url)
        self.pages[url] = reading
        self.validators[url] = Validator(etag=_header(answer, "ETag"), last_modified=_header(answer, "Last-Modified"))
        self.frontier.add(reading)


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
    if _is_not_to_be_used(answer):
        raise CrawlFailedError(StudioFailure.ROBOTS_DISALLOWED)
    return answer


def _asks_for_a_pause(answer: Response) -> bool:
    return answer.status == 429 or (answer.status == 503 and "Retry-After" in answer.headers)


def _is_not_to_be_used(answer: HtmlResponse) -> bool:
    """Whether the page says `noindex` or `noai`, in its headers or in its head."""
    said = [value.decode("latin-1") for value in answer.headers.getlist("X-Robots-Tag")]
    said += [content for meta in _META_ROBOTS.findall(answer.text[:_HEAD]) for content in _META_CONTENT.findall(meta)]
    return forbids_use({"x-robots-tag": ", ".join(said)})


def _header(answer: Response, name: str) -> str | None:
    value = answer.headers.get(name)
    return value.decode("latin-1") if value else None
