"""Reading studios' pages, and crawling them."""

from parsel import Selector

from studio_scraper.domain.reading import read_page
from tests.benchmarks.crawling import crawl_recorded
from tests.benchmarks.measurement import Measurement, throughput
from tests.labelled_sites import saved_folder

_GOAL_MIB = 300


def measure() -> list[Measurement]:
    """Reading pages by itself; then a crawl of 10,000 pages from a server beside it, and what it holds in memory."""
    reading = _reading()
    ours, bare = crawl_recorded(pages=10_000)
    scrapy = f"bare Scrapy + parsel fetching and parsing the same pages ({bare.pages_per_second:g})"
    return [
        reading,
        _beside("read a studio page that is there", reading.value, "pages/s/core", scrapy, bare.pages_per_second),
        _beside("crawl and read studio pages", ours.pages_per_second, "pages/s/core", scrapy, bare.pages_per_second),
        _beside("studio-scraper's memory after 10,000 pages", ours.resident_mib, "MiB", "goal 300 MiB", _GOAL_MIB),
    ]


def _beside(name: str, value: float, unit: str, baseline: str, base: float) -> Measurement:
    return Measurement(name=name, value=value, unit=unit, baseline=baseline, ratio=round(value / base, 3))


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
