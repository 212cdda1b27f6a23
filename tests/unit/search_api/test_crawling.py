"""What crawlers are told about artists and pages (WEB-03, API-06)."""

from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from parsel import Selector

from search_api.handlers.http import build_app
from search_engine.model import ArtistDocument
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TantivyIndex
from service_kit.logs import get_logger
from service_kit.site import Site

ORIGIN = "https://directory.example"
SITE = Site(origin=ORIGIN, pages=("/", "/faq", "/removal/:ticket"), shell="")
IDS = ["ar_" + "0" * 32, "ar_" + "f" * 32, "hk_" + "f" * 32]


class Crawler:
    """Follows what it is told, from robots.txt on."""

    def __init__(self, folder: Path) -> None:
        self.index = TantivyIndex(folder)
        self._app = build_app(
            engine=lambda: TantivyEngine.open(folder), site=lambda: SITE, logger=get_logger("search-api")
        )

    def get(self, path: str) -> SimpleNamespace:
        event = {
            "version": "2.0",
            "rawPath": path,
            "rawQueryString": "",
            "headers": {},
            "requestContext": {"http": {"method": "GET", "path": path}, "stage": "$default", "requestId": "r"},
            "isBase64Encoded": False,
        }
        context: Any = SimpleNamespace(aws_request_id="request-1")
        answer = self._app.resolve(event, context)
        return SimpleNamespace(status=answer["statusCode"], headers=answer["headers"], body=answer["body"])

    def follow(self, address: str) -> Selector:
        answer = self.get(urlsplit(address).path)
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/xml")
        selector = Selector(body=answer.body.encode(), type="xml")
        selector.remove_namespaces()
        return selector

    def addresses(self) -> set[str]:
        """Every address that can be found from robots.txt."""
        [sitemap] = [line[9:] for line in self.get("/robots.txt").body.splitlines() if line.startswith("Sitemap: ")]
        parts = self.follow(sitemap).css("sitemap > loc::text").getall()
        return {address for part in parts for address in self.follow(part).css("url > loc::text").getall()}


@pytest.fixture
def crawler(tmp_path: Path) -> Crawler:
    crawler = Crawler(tmp_path)
    crawler.index.upsert(
        ArtistDocument(id=one, version=1, name="Ivy", updated_at=datetime(2026, 11, 1, 9, tzinfo=timezone.utc))
        for one in IDS
    )
    crawler.index.commit()
    return crawler


def test_every_artist_and_every_public_page_can_be_found_from_robots_txt(crawler: Crawler) -> None:
    assert crawler.addresses() == {f"{ORIGIN}/", f"{ORIGIN}/faq", *(f"{ORIGIN}/artists/{one}" for one in IDS)}


def test_a_withdrawn_artist_is_in_no_sitemap(crawler: Crawler) -> None:
    crawler.index.withdraw({IDS[0]: 2})
    crawler.index.commit()

    assert f"{ORIGIN}/artists/{IDS[0]}" not in crawler.addresses()


def test_a_sitemap_says_when_a_profile_last_changed(crawler: Crawler) -> None:
    assert crawler.follow("/sitemap-0.xml").css("lastmod::text").getall() == ["2026-11-01T09:00:00+00:00"]


def test_no_sitemap_is_kept_longer_than_a_search(crawler: Crawler) -> None:
    for path in ("/robots.txt", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-a.xml"):
        assert crawler.get(path).headers["Cache-Control"] == "public, max-age=5"


@pytest.mark.parametrize("path", ["/sitemap-g.xml", "/sitemap-.xml", "/sitemap-00.xml", "/sitemap-axxml"])
def test_another_part_is_not_found(crawler: Crawler, path: str) -> None:
    assert crawler.get(path).status == 404
