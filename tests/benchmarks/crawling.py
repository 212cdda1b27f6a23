"""Crawling recorded sites from a server beside it: our crawler and bare Scrapy on the same pages, each on its own.

Each crawl is a process of its own, so that its processor time and memory are its own: `python -m
tests.benchmarks.crawling crawl|bare SERVER PAGES` prints one JSON object.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from aiohttp import web
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse

from studio_scraper.adapters.site_crawler import open_crawler
from studio_scraper.domain.crawl import CrawlFailedError
from tests.labelled_sites import saved_folder

_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """What one crawl came to: pages per second of processor time, and the memory it held at the end (MiB)."""

    pages_per_second: float
    resident_mib: float


def crawl_recorded(*, pages: int) -> tuple[Crawled, Crawled]:
    """Our crawler over at least so many pages, then bare Scrapy over the same ones."""
    with _server() as address:
        ours = _measured("crawl", address, pages)
        bare = _measured("bare", address, min(pages, 2_000))
    return ours, bare


def _measured(what: str, address: str, pages: int) -> Crawled:
    command = [sys.executable, "-m", __name__, what, address, str(pages)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Crawled(**json.loads(done.stdout))


@contextmanager
def _server() -> Iterator[str]:
    with subprocess.Popen([sys.executable, "-m", __name__, "serve"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


# --- in processes of their own ------------------------------------------------------------------------------------
def _recorded() -> list[dict[str, bytes]]:
    """Each recorded site's pages by path."""
    folders = sorted(truth.parent for truth in saved_folder().glob("*/truth.json"))
    return [
        {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.htm*")}
        | {"": (folder / json.loads((folder / "truth.json").read_text("utf-8"))["entry"]).read_bytes()}
        for folder in folders
    ]


async def _serve() -> None:
    """Answer `/https/site-N.example/path` with a page of the Nth recorded site, around and around."""
    sites = _recorded()

    async def answer(request: web.Request) -> web.Response:
        _, _, host, *path = unquote(request.path).split("/")
        pages = sites[int(host.removeprefix("site-").removesuffix(".example")) % len(sites)]
        name = "/".join(path)
        body = next((pages[one] for one in (name, f"{name}.html", f"{name}/index.html") if one in pages), None)
        return web.Response(body=body, content_type="text/html") if body is not None else web.Response(status=404)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    print(f"http://127.0.0.1:{port}", flush=True)
    await asyncio.Event().wait()


async def _crawl(address: str, wanted: int) -> int:
    numbers, read = count(), 0

    async def worker(crawler: Any) -> None:
        nonlocal read
        while read < wanted:
            try:
                read += len((await crawler.crawl(f"https://site-{next(numbers)}.example/")).pages)
            except CrawlFailedError:
                continue

    async with open_crawler(polite_delay_seconds=0, playback=address, concurrency=_AT_ONCE) as crawler:
        await asyncio.gather(*(worker(crawler) for _ in range(_AT_ONCE)))
    return read


class _BareSpider(Spider):
    """Fetches recorded pages and parses each as the least useful spider would."""

    name = "bare"
    read = 0

    def __init__(self, *, address: str, wanted: int, **arguments: Any) -> None:
        super().__init__(**arguments)
        sites = _recorded()
        self.urls = [
            f"{address}/https/site-{number}.example/{path}"
            for number in range(wanted)
            for path in sites[number % len(sites)]
        ][:wanted]

    async def start(self) -> Any:
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Any) -> None:
        if isinstance(response, HtmlResponse):
            response.css("a::attr(href)").getall()
            response.css("h1, h2, h3, h4").xpath("string()").getall()
            type(self).read += 1


def _bare(address: str, wanted: int) -> int:
    settings = {"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 16}
    process = AsyncCrawlerProcess(settings)
    process.crawl(_BareSpider, address=address, wanted=wanted)
    process.start()
    return _BareSpider.read


def _resident_mib() -> float:
    """What this process holds now; the peak where the system does not say."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def main() -> None:
    """`serve`, or `crawl`/`bare` with the server's address and the number of pages."""
    what, *arguments = sys.argv[1:]
    if what == "serve":
        asyncio.run(_serve())
        return
    address, wanted = arguments[0], int(arguments[1])
    start = time.process_time()
    read = asyncio.run(_crawl(address, wanted)) if what == "crawl" else _bare(address, wanted)
    speed = read / (time.process_time() - start)
    print(json.dumps({"pages_per_second": round(speed, 1), "resident_mib": round(_resident_mib(), 1)}))


if __name__ == "__main__":
    main()
