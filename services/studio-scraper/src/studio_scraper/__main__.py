"""``python -m studio_scraper roster FOLDER ENTRY [--explain]``: the roster of a saved website as one JSON object."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from studio_scraper.adapters.saved_site import read_site
from studio_scraper.domain.explain import explain
from studio_scraper.domain.models import Roster
from studio_scraper.domain.roster import resolve_roster


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
    parser = argparse.ArgumentParser(
        prog="python -m studio_scraper", description="Finds the artists of a tattoo studio."
    )
    commands = parser.add_subparsers(required=True)
    roster = commands.add_parser("roster", help="print the roster of a website saved in a folder")
    roster.add_argument("folder", type=Path, help="folder that holds the saved pages")
    roster.add_argument("entry", help="the page to start from, relative to the folder")
    roster.add_argument("--explain", action="store_true", help="print for people how it was decided")
    chosen = parser.parse_args(arguments)
    try:
        entry_url, pages = read_site(chosen.folder, chosen.entry)
    except FileNotFoundError as missing:
        print(f"no such page: {missing}", file=sys.stderr)
        return 2
    found = resolve_roster(entry_url=entry_url, pages=pages)
    print(explain(found, pages) if chosen.explain else json.dumps(as_json(found), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
