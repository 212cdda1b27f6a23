"""Whole fictional websites, as builders, templates and hands make them: who works there, by hand, in ``truth.json``.

They were written before the rules were tried on them. A rule that is changed has to keep all of them right.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from studio_scraper.adapters.saved_site import read_site
from studio_scraper.domain.models import Roster
from studio_scraper.domain.names import fold
from studio_scraper.domain.roster import resolve_roster
from tests.labelled_sites import LabelledSite, sample_city_sites

_SITES = Path(__file__).parents[2] / "studio_sites"
_EVERY_SITE = sorted(folder.parent for folder in _SITES.glob("*/truth.json"))


def _read(site: Path) -> tuple[dict[str, Any], Roster]:
    truth = json.loads((site / "truth.json").read_text(encoding="utf-8"))
    entry_url, pages = read_site(site, truth["entry"])
    return truth, resolve_roster(entry_url=entry_url, pages=pages)


@pytest.mark.parametrize("site", _EVERY_SITE, ids=lambda site: site.name)
def test_a_whole_site_is_read_as_a_person_reads_it(site: Path) -> None:
    truth, roster = _read(site)
    allowed = {
        artist["name"]: {artist["instagram"], *artist.get("acceptable_instagram", [])} for artist in truth["artists"]
    }
    found = {artist.name: artist.instagram for artist in roster.artists}
    assert found.keys() == allowed.keys()
    assert [name for name, account in found.items() if account not in allowed[name]] == []
    assert {artist.name: artist.role for artist in roster.artists} == {
        artist["name"]: artist["role"] for artist in truth["artists"]
    }
    assert roster.studio_instagram == truth["studio_instagram"]
    assert roster.needs_browser == truth.get("requires_js", False)


@pytest.mark.parametrize("site", sample_city_sites(), ids=lambda site: site.name)
def test_a_readable_studio_of_the_sample_city_is_read_right(site: LabelledSite) -> None:
    roster = resolve_roster(entry_url=site.entry_url, pages=site.pages)
    found = {fold(artist.name): artist.instagram for artist in roster.artists}
    assert found.keys() == set().union(*(artist.names for artist in site.artists))
    assert [one.names for one in site.artists if not {found[name] for name in one.names} <= one.acceptable] == []
    assert roster.studio_instagram in site.studio_accounts
