"""Crawling recorded sites from a server beside it: our crawler and bare Scrapy on the same pages, each on its own.

Each crawl is a process of its own, so that its processor time and memory are its own: `python -m
tests.benchmarks.crawling crawl SERVER PAGES ADDRESSES` and `… bare SERVER ADDRESSES` print one JSON object. ADDRESSES
is a file in which our crawler leaves the addresses of the pages it read, for bare Scrapy to read the same.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32

from aiohttp import web
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse

from service_kit.fetching import playback_url
from studio_scraper.adapters.site_crawler import open_crawler
from tests.labelled_sites import saved_folder

_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """What one crawl came to: pages per second of processor time, and the memory it held at the end (MiB)."""

    pages_per_second: float
    resident_mib: float


def crawl_recorded(*, pages: int) -> tuple[Crawled, Crawled]:
    """Our crawler over at least so many pages, then bare Scrapy over the same ones."""
    with _server() as server, TemporaryDirectory() as folder:
        addresses = str(Path(folder) / "addresses")
        ours = _measured("crawl", server, str(pages), addresses)
        bare = _measured("bare", server, addresses)
    return ours, bare


def _measured(*arguments: str) -> Crawled:
    command = [sys.executable, "-m", __name__, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Crawled(**json.loads(done.stdout))


@contextmanager
def _server() -> Iterator[str]:
    with subprocess.Popen([sys.executable, "-m", __name__, "serve"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


# --- in processes of their own ------------------------------------------------------------------------------------
def _recorded() -> list[list[bytes]]:
    """Each recorded site's pages."""
    folders = sorted(truth.parent for truth in saved_folder().glob("*/truth.json"))
    return [[file.read_bytes() for file in sorted(folder.rglob("*.htm*"))] for folder in folders]


async def _serve() -> None:
    """Answer `/https/site-N.example/path` with a page of the Nth recorded site, around and around.

    Sites are rarely saved whole. Whatever else they link to is answered with one of their pages as well.
    """
    sites = _recorded()

    async def answer(request: web.Request) -> web.Response:
        _, _, host, *path = request.path.split("/")
        if path == ["robots.txt"]:
            return web.Response(status=404)
        pages = sites[int(host.removeprefix("site-").removesuffix(".example")) % len(sites)]
        return web.Response(body=pages[crc32("/".join(path).encode()) % len(pages)], content_type="text/html")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    print(f"http://127.0.0.1:{port}", flush=True)
    await asyncio.Event().wait()


async def _crawl(server: str, wanted: int) -> list[str]:
    numbers, read = count(), list[str]()

    async def worker(crawler: Any) -> None:
        while len(read) < wanted:
            crawl = await crawler.crawl(f"https://site-{next(numbers)}.example/")
            read.extend(page.url for page in crawl.pages)

    async with open_crawler(polite_delay_seconds=0, playback=server, concurrency=_AT_ONCE) as crawler:
        await asyncio.gather(*(worker(crawler) for _ in range(_AT_ONCE)))
    return [playback_url(url, server) for url in read]


class _BareSpider(Spider):
    """Fetches recorded pages and parses each as the least useful spider would."""

    name = "bare"
    read = 0

    def __init__(self, *, addresses: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.urls = Path(addresses).read_text(encoding="utf-8").splitlines()

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Any) -> None:
        if isinstance(response, HtmlResponse):
            response.css("a::attr(href)").getall()
            response.css("h1, h2, h3, h4").xpath("string()").getall()
            type(self).read += 1


def _bare(addresses: str) -> int:
    settings = {"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 16}
    process = AsyncCrawlerProcess(settings)
    process.crawl(_BareSpider, addresses=addresses)
    process.start()
    return _BareSpider.read


def _resident_mib() -> float:
    """What this process holds now; the peak where the system does not say."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def main() -> None:
    """Serve, or crawl what is served."""
    what, *arguments = sys.argv[1:]
    if what == "serve":
        asyncio.run(_serve())
        return
    start = time.process_time()
    if what == "crawl":
        server, pages, addresses = arguments
        urls = asyncio.run(_crawl(server, int(pages)))
        Path(addresses).write_text("\n".join(urls), encoding="utf-8")
        read = len(urls)
    else:
        read = _bare(arguments[1])
    speed = read / (time.process_time() - start)
    print(json.dumps({"pages_per_second": round(speed, 1), "resident_mib": round(_resident_mib(), 1)}))


if __name__ == "__main__":
    main()
