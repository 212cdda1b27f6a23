"""Websites with the right answer beside them: the fictional ones here, the sample city's, and a folder of real ones."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from local.sample_city.city import plan_city
from local.sample_city.generator import DEFAULT_SEED
from local.sample_city.model import Outcome, Studio
from local.sample_city.sites import site_behaviour, site_files
from studio_scraper.adapters.saved_site import read_site
from studio_scraper.domain.frontier import read_pages
from studio_scraper.domain.models import PageReading
from studio_scraper.domain.names import fold
from studio_scraper.domain.reading import read_page

_OWN = Path(__file__).parent / "studio_sites"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledArtist:
    """Somebody who works there, under any of the names, and the accounts that may be given to them."""

    names: frozenset[str]
    instagram: str | None
    acceptable: frozenset[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSite:
    """A website as it was read, and who works there; `extras` may be listed or not, names are folded."""

    name: str
    entry_url: str
    pages: tuple[PageReading, ...]
    artists: tuple[LabelledArtist, ...]
    extras: frozenset[str]
    studio_accounts: frozenset[str | None]


def fictional_sites() -> list[LabelledSite]:
    """The whole sites of the tests, and the readable ones of the sample city."""
    return [*_saved(_OWN), *sample_city_sites()]


def real_sites() -> list[LabelledSite]:
    """The sites in the folder which the variable STUDIO_SITES names, each with its `truth.json`; none without it."""
    folder = os.environ.get("STUDIO_SITES")
    return _saved(Path(folder)) if folder else []


def saved_folder() -> Path:
    """The folder of real sites, or of the fictional ones where there is none."""
    return Path(os.environ.get("STUDIO_SITES") or _OWN)


@cache
def sample_city_sites() -> tuple[LabelledSite, ...]:
    """The sample city's studios whose websites can be read, over the addresses which they really have."""
    studios = plan_city(DEFAULT_SEED).studios
    return tuple(_of_city(studio) for studio in studios if studio.structure and studio.outcome is Outcome.LISTED)


def _saved(folder: Path) -> list[LabelledSite]:
    return [
        _of_folder(truth.parent, json.loads(truth.read_text("utf-8"))) for truth in sorted(folder.glob("*/truth.json"))
    ]


def _of_folder(folder: Path, truth: dict[str, Any]) -> LabelledSite:
    entry_url, pages = read_site(folder, truth["entry"])
    extras = truth.get("acceptable_extra_artists", [])
    return LabelledSite(
        name=folder.name,
        entry_url=entry_url,
        pages=tuple(pages),
        artists=tuple(_labels(truth["artists"])),
        extras=frozenset(fold(extra["name"] if isinstance(extra, dict) else extra) for extra in extras),
        studio_accounts=frozenset({truth["studio_instagram"], *truth.get("acceptable_studio_instagram", [])}),
    )


def _labels(artists: list[dict[str, Any]]) -> Iterator[LabelledArtist]:
    for artist in artists:
        yield LabelledArtist(
            names=frozenset(fold(name) for name in (artist["name"], *artist.get("aliases", []))),
            instagram=artist["instagram"],
            acceptable=frozenset({artist["instagram"], *artist.get("acceptable_instagram", [])}),
        )


def _of_city(studio: Studio) -> LabelledSite:
    origin, files = f"https://{studio.host}", site_files(studio)
    redirects = site_behaviour(studio).get("redirects", {})

    def read(url: str) -> PageReading | None:
        path = url.removeprefix(origin)
        path = redirects.get(path, path).removeprefix(origin).split("?")[0].strip("/")
        for name in (path, f"{path}.html", f"{path}/index.html".lstrip("/")):
            if name in files:
                body = files[name]
                html = body.decode("cp1252") if isinstance(body, bytes) else body
                return read_page(url=url, html=html)
        return None

    entry_url = f"{origin}/"
    account = frozenset({studio.handle})
    artists = (
        LabelledArtist(
            names=frozenset({fold(line.name)}),
            instagram=line.shown_handle,
            # The studio's own account beside its owner is better left out than given to one person.
            acceptable=frozenset({line.shown_handle} | ({None} if line.shown_handle == studio.handle else set())),
        )
        for line in studio.roster
    )
    return LabelledSite(
        name=studio.slug,
        entry_url=entry_url,
        pages=tuple(read_pages(entry_url, read)),
        artists=tuple(artists),
        extras=frozenset(),
        studio_accounts=account,
    )
