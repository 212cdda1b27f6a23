"""``python -m studio_scraper``: ``worker`` visits studios as the queue names them, ``roster`` prints one roster."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from studio_scraper.adapters.saved_site import read_site
from studio_scraper.domain.crawl import Crawl, CrawlFailedError
from studio_scraper.domain.explain import explain
from studio_scraper.domain.models import PageReading, Roster
from studio_scraper.domain.rendering import BrowserUnavailableError
from studio_scraper.domain.roster import resolve_roster
from studio_scraper.settings import BrowserSettings

_POLITE_DELAY_SECONDS = 2.0


def as_json(roster: Roster) -> dict[str, object]:
    """The roster as plain values, ready for ``json.dumps``."""
    artists = [
        {
            "name": artist.name,
            "instagram": artist.instagram,
            "role": artist.role.value,
            "confidence": artist.confidence,
            "evidence": [
                {"url": e.url, "kind": e.kind.value, "locator": e.locator, "excerpt": e.excerpt}
                for e in artist.evidence
            ],
        }
        for artist in roster.artists
    ]
    return {
        "studio_name": roster.studio_name,
        "studio_instagram": roster.studio_instagram,
        "artists": artists,
        "needs_browser": roster.needs_browser,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen)
    except BrowserUnavailableError as error:
        print(f"STUDIO_SCRAPER_BROWSER: {error}", file=sys.stderr)
        return 2


def _run(chosen: argparse.Namespace) -> int:
    if chosen.command == "worker":
        from studio_scraper.worker import work  # noqa: PLC0415 - only the worker pays for Scrapy and boto3

        asyncio.run(work())
        return 0
    return _print_roster(chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m studio_scraper", description="Finds the artists of a tattoo studio."
    )
    commands = parser.add_subparsers(required=True, dest="command")
    commands.add_parser("worker", help="visit studios as the queue names them, until told to stop")
    roster = commands.add_parser("roster", help="print the roster of one website, saved in a folder or live")
    roster.add_argument("site", help="folder that holds the saved pages, or an https:// address to crawl politely")
    roster.add_argument("entry", nargs="?", default="index.html", help="the page to start from, within the folder")
    roster.add_argument("--explain", action="store_true", help="print for people how it was decided")
    return parser


def _print_roster(chosen: argparse.Namespace) -> int:
    try:
        entry_url, pages = _read(chosen.site, chosen.entry)
    except FileNotFoundError as missing:
        print(f"no such page: {missing}", file=sys.stderr)
        return 2
    except CrawlFailedError as failed:
        print(f"no roster: {failed.reason}", file=sys.stderr)
        return 1
    found = resolve_roster(entry_url=entry_url, pages=pages)
    print(explain(found, pages) if chosen.explain else json.dumps(as_json(found), ensure_ascii=False, indent=1))
    return 0


def _read(site: str, entry: str) -> tuple[str, Sequence[PageReading]]:
    if not site.startswith(("http://", "https://")):
        return read_site(Path(site), entry)
    crawl = asyncio.run(_crawl(site))
    return crawl.entry_url, crawl.pages


async def _crawl(website: str) -> Crawl:
    from studio_scraper.adapters.site_crawler import open_crawler  # noqa: PLC0415 - a saved site needs no Scrapy

    browser = BrowserSettings().studio_scraper_browser
    async with open_crawler(polite_delay_seconds=_POLITE_DELAY_SECONDS, browser=browser) as crawler:
        return await crawler.crawl(website)


if __name__ == "__main__":
    sys.exit(main())
