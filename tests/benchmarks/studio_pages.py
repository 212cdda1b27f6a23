"""Reading studios' pages."""

from parsel import Selector

from local.config import ROOT
from local.sample_city import generate
from studio_scraper.domain.reading import read_page
from tests.benchmarks.measurement import Measurement, throughput


def measure() -> list[Measurement]:
    """Reading a studio's page, against parsing it and walking every link and heading with bare parsel."""
    folder = ROOT / ".local" / "sample-city"
    generate(folder)
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in sorted((folder / "sites").rglob("*.html"))]

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

    return [throughput("read a studio page", "pages/s/core", ours, baseline="bare parsel", bare=bare)]
