"""Reading studios' pages, and crawling them."""

from parsel import Selector

from studio_scraper.domain.reading import read_page
from tests.benchmarks.crawling import crawl_recorded
from tests.benchmarks.measurement import Measurement, throughput
from tests.labelled_sites import saved_folder

_GOAL_MIB = 300


def measure() -> list[Measurement]:
    """Reading pages by itself; then a crawl of 10,000 pages from a server beside it, and what it holds in memory."""
    return [_reading(), *_crawling()]


def _reading() -> Measurement:
    """Reading a studio's page, against parsing it and walking every link and heading with bare parsel."""
    files = sorted(saved_folder().rglob("*.htm*"))
    pages = [file.read_text(encoding="utf-8", errors="replace") for file in files]

    def ours() -> int:
        for html in pages:
            read_page(url="https://studio.example/", html=html)
        return len(pages)

    def bare() -> int:
        for html in pages:
            selector = Selector(text=html)
            selector.css("a::attr(href)").getall()
            selector.css("h1, h2, h3, h4").xpath("string()").getall()
        return len(pages)

    return throughput("read a studio page", "pages/s/core", ours, baseline="bare parsel", bare=bare)


def _crawling() -> list[Measurement]:
    ours, bare = crawl_recorded(pages=10_000)
    return [
        Measurement(
            name="crawl and read studio pages",
            value=ours.pages_per_second,
            unit="pages/s/core",
            baseline=f"bare Scrapy + parsel on the same pages ({bare.pages_per_second:g})",
            ratio=round(ours.pages_per_second / bare.pages_per_second, 3),
        ),
        Measurement(
            name="studio-scraper's memory after 10,000 pages",
            value=ours.resident_mib,
            unit="MiB",
            baseline=f"goal {_GOAL_MIB} MiB",
            ratio=round(ours.resident_mib / _GOAL_MIB, 3),
        ),
    ]
