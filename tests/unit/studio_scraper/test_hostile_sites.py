"""Websites that mean harm, or are broken as if they did, through the real crawler: bounded, left, and with a reason."""

import asyncio
import contextlib
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import brotli
import pytest
from aiohttp import web

from event_contracts import StudioFailure
from studio_scraper.adapters import site_crawler
from studio_scraper.adapters.site_crawler import SiteCrawler, open_crawler
from studio_scraper.domain.crawl import Crawl, CrawlFailedError
from studio_scraper.domain.frontier import MAX_PAGES
from studio_scraper.domain.roster import resolve_roster
from tests.unit.studio_scraper.conftest import WEBSITE, team
from tests.unit.studio_scraper.sites import page

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
_MEGABYTE = 1_000_000
_ARTISTS = team(("Mara Quill", "quillwork"))


@dataclass
class Trap:
    """A server that answers each path of the website as a test says, and everything else as `otherwise` says."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.path.split("/", 3)[3] if request.path.count("/") > 2 else "/"
        self.asked.append(path)
        handler = self.answers.get(path) or (None if path == "/robots.txt" else self.answers.get("*"))
        return await handler(request) if handler else web.Response(status=404)


@pytest.fixture
async def trap() -> AsyncIterator[Trap]:
    trap = Trap()
    app = web.Application()
    app.router.add_get("/{path:.*}", trap.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    trap.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield trap
    await runner.cleanup()


@pytest.fixture
async def sites(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SiteCrawler]:
    monkeypatch.setattr(site_crawler, "_PAGE_SECONDS", 0.3)
    async with open_crawler(polite_delay_seconds=0, playback=trap.address) as crawler:
        yield crawler


def saying(body: str | bytes, *, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    raw = body.encode() if isinstance(body, str) else body

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=raw, headers={"Content-Type": kind} | _named(headers))

    return answer


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


async def without_end(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    for _ in range(10_000):
        await response.write(b"<p>more</p>" * 100_000)
    return response


async def announced_without_end(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": str(10 * 1000 * _MEGABYTE)})
    await response.prepare(request)
    for _ in range(10_000):
        await response.write(b"x" * _MEGABYTE)
    return response


async def dripping(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    while True:
        await response.write(b"<p>")
        await asyncio.sleep(0.05)


async def to_itself(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound(f"{WEBSITE}{request.path.split('/', 3)[3]}x")


def packed_zeros(pack: Callable[[bytes], bytes]) -> bytes:
    return pack(bytes(60 * _MEGABYTE))


_BOMBS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda raw: brotli.compress(raw, quality=1)}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (without_end, StudioFailure.TOO_LARGE),
        (announced_without_end, StudioFailure.TOO_LARGE),
        (dripping, StudioFailure.TOO_SLOW),
        (to_itself, StudioFailure.REDIRECT_LOOP),
    ],
    ids=["endless", "ten gigabytes announced", "dripping", "redirects in a circle"],
)
async def test_an_entry_page_that_is_a_trap_ends_the_visit_with_its_reason(
    answer: Answer, reason: StudioFailure, trap: Trap, sites: SiteCrawler
) -> None:
    trap.answers["*"] = answer
    with pytest.raises(CrawlFailedError) as failed:
        await sites.crawl(WEBSITE)
    assert failed.value.reason is reason


@pytest.mark.parametrize("encoding", _BOMBS)
async def test_a_small_answer_that_unpacks_to_a_huge_one_is_too_large(
    encoding: str, trap: Trap, sites: SiteCrawler
) -> None:
    trap.answers["/"] = saying(packed_zeros(_BOMBS[encoding]), Content_Encoding=encoding)
    with pytest.raises(CrawlFailedError, match="too_large"):
        await sites.crawl(WEBSITE)


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/meta-data/", "http://2130706433/", "http://[::1]/"])
async def test_a_redirect_to_an_inner_address_is_not_followed(target: str, trap: Trap, sites: SiteCrawler) -> None:
    async def inward(_: web.Request) -> web.Response:
        raise web.HTTPFound(target)

    trap.answers["/"] = inward
    with pytest.raises(CrawlFailedError, match="blocked_address"):
        await sites.crawl(WEBSITE)


async def test_pages_that_are_traps_are_tried_three_times_and_then_the_site_is_left(
    trap: Trap, sites: SiteCrawler
) -> None:
    menu = "".join(f'<a href="/artists/a{n}">Artist</a>' for n in range(12))
    trap.answers |= {"/": saying(page(f"{_ARTISTS}{menu}")), "*": to_itself}
    crawl = await sites.crawl(WEBSITE)
    assert [reading.url for reading in crawl.pages] == [WEBSITE]
    assert not crawl.complete
    assert len({path[:11].rstrip("x") for path in trap.asked if path.startswith("/artists/")}) == 3


async def test_a_calendar_without_end_is_read_up_to_the_limit(trap: Trap, sites: SiteCrawler) -> None:
    async def month(request: web.Request) -> web.Response:
        number = int(request.path.rsplit("/", 1)[1] or 0) if request.path[-1].isdigit() else 0
        days = "".join(f'<a href="/artists/calendar/{number + n}">Next</a>' for n in range(1, 40))
        return web.Response(text=page(days), content_type="text/html")

    trap.answers["*"] = month
    crawl = await sites.crawl(WEBSITE)
    assert len(crawl.pages) <= MAX_PAGES
    assert len(trap.asked) <= MAX_PAGES + 1


@pytest.mark.parametrize(
    "body",
    [
        page(f"{_ARTISTS}<p>{'x' * _MEGABYTE}</p>"),
        page(f"{_ARTISTS}{'<div>' * 50_000}"),
        page(f"{_ARTISTS}{'<a href=/x>' * 20_000}"),
        "<!DOCTYPE html><!-- " + "-" * _MEGABYTE + f"-->{_ARTISTS}",
        page(f"{_ARTISTS}<script type='application/ld+json'>{'[' * 100_000}</script>"),
        page(f"{_ARTISTS}<script>var team = {'{' * 100_000}</script>"),
        page(f"{_ARTISTS}{'(' * 50_000} By {'Aa ' * 30_000}"),
        page(f"{_ARTISTS}<p>{'© - ' * 20_000}</p>"),
        page(f"{_ARTISTS}<p>{'@a ' * 100_000}</p>"),
        page(f"{_ARTISTS}{'<h1>Our Artists</h1>x<br>' * 20_000}"),
    ],
    ids=[
        "one long line",
        "deeply nested",
        "links in links",
        "comment",
        "json",
        "script",
        "brackets",
        "marks",
        "handles",
        "headings",
    ],
)
async def test_a_page_made_to_choke_a_parser_is_read_in_its_stride(body: str, trap: Trap, sites: SiteCrawler) -> None:
    trap.answers["/"] = saying(body)
    assert _names(await sites.crawl(WEBSITE)) == {"Mara Quill"}


@pytest.mark.parametrize("value", ["1", '">"', "'<p>'"])
async def test_a_page_with_countless_attributes_is_not_parsed(value: str, trap: Trap, sites: SiteCrawler) -> None:
    attributes = " ".join(f"data-{n}={value}" for n in range(100_000))
    trap.answers["/"] = saying(page(f"{_ARTISTS}<p {attributes}>x</p>"))
    assert _names(await sites.crawl(WEBSITE)) == set()  # parsing it takes more than half a minute


@pytest.mark.parametrize(
    "kind", ["image/png", "application/octet-stream", "text/html; charset=klingon", "text/html; charset=utf-16", ""]
)
async def test_what_the_content_type_lies_about_is_read_or_refused_but_never_an_error(
    kind: str, trap: Trap, sites: SiteCrawler
) -> None:
    trap.answers["/"] = saying(_ARTISTS, kind=kind)
    with contextlib.suppress(CrawlFailedError):
        assert _names(await sites.crawl(WEBSITE)) <= {"Mara Quill"}


async def test_a_picture_that_says_it_is_a_page_names_nobody(trap: Trap, sites: SiteCrawler) -> None:
    trap.answers["/"] = saying(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 500)
    assert _names(await sites.crawl(WEBSITE)) == set()


@pytest.mark.parametrize("body", [b"", b"<", b"<urlset>" * 10_000, b"\x00\xff" * 5_000, b"<a>&bomb;</a>"])
async def test_a_sitemap_that_is_none_is_passed_over(body: bytes, trap: Trap, sites: SiteCrawler) -> None:
    robots = f"Sitemap: {WEBSITE}sitemap.xml\nSitemap: https://elsewhere.example/sitemap.xml"
    trap.answers |= {
        "/robots.txt": saying(robots, kind="text/plain"),
        "/": saying(page("Hello")),
        "/sitemap.xml": saying(body, kind="application/xml"),
    }
    assert len((await sites.crawl(WEBSITE)).pages) == 1
    assert trap.asked == ["/robots.txt", "/", "/sitemap.xml"]


def _names(crawl: Crawl) -> set[str]:
    return {artist.name for artist in resolve_roster(entry_url=crawl.entry_url, pages=crawl.pages).artists}
