"""Denied artists: never written, never announced, forgotten by whichever key they are named."""

from typing import Any

import pytest

from event_contracts import ArtistIdentified, ArtistPurged
from service_kit.denylist import DenylistCopy
from studio_scraper.adapters.rosters_table import RostersTable
from tests.unit.studio_scraper.conftest import STUDIO, TICKET, Scraper, Web, team
from tests.unit.studio_scraper.sites import page

MARA = ("Mara Quill", "quillwork")
TOMAS = ("Tomas Reed", None)


@pytest.mark.parametrize("by", ["handle", "name"])
async def test_a_denied_artist_is_never_written(by: str, web: Web, scraper: Scraper) -> None:
    key = scraper.handle_key("quillwork") if by == "handle" else scraper.name_key("Mara Quill")
    scraper.deny(key)
    home = page('<a href="/team/mara_quill">Mara Quill</a><a href="/about">About</a>')
    web.site(index=home, team__mara_quill=team(MARA), about=team(TOMAS))
    events = await scraper.visit()
    assert [event.subject for event in events] == [scraper.name_key("Tomas Reed")]
    other = scraper.name_key("Mara Quill") if by == "handle" else scraper.handle_key("quillwork")
    assert scraper.traces("Mara", "mara", "quillwork", key, other) == []


@pytest.mark.parametrize("by", ["handle", "name"])
async def test_a_purge_by_any_key_removes_everything_and_tells_the_others(by: str, web: Web, scraper: Scraper) -> None:
    web.site(index=page('<a href="/team/mara_quill">Mara Quill</a>'), team__mara_quill=team(MARA, TOMAS))
    await scraper.visit(1)
    keys = {scraper.handle_key("quillwork"), scraper.name_key("Mara Quill")}
    key = scraper.handle_key("quillwork") if by == "handle" else scraper.name_key("Mara Quill")
    [purged] = scraper.deny(key)
    assert isinstance(purged, ArtistPurged)
    assert (set(purged.aliases), purged.items_removed) == (keys - {key}, 4)  # a claim, a member, two back-references
    assert scraper.traces("Mara", "mara", "quillwork", *keys) == []
    assert len(scraper.stored_claims()) == 1
    assert await scraper.visit(2) == []
    assert scraper.traces("Mara", "mara", "quillwork", *keys) == []


async def test_a_purge_that_was_interrupted_still_tells_the_other_keys(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA))
    await scraper.visit(1)
    key, enforcer = scraper.handle_key("quillwork"), scraper.deny
    forget, scraper.claims.forget = scraper.claims.forget, _fail
    with pytest.raises(ConnectionError):
        enforcer(key)
    scraper.claims.forget = forget
    [purged] = enforcer(key)
    assert isinstance(purged, ArtistPurged)
    assert purged.aliases == (scraper.name_key("Mara Quill"),)
    [again] = enforcer(key, case_version=2)
    assert isinstance(again, ArtistPurged)
    assert (again.aliases, again.items_removed) == (purged.aliases, 0)


async def test_who_is_denied_during_a_visit_leaves_no_claim_behind(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA, TOMAS))
    put = scraper.claims.put

    def deny_then_put(*, subject: str, body: dict[str, Any]) -> str:
        scraper.deny(scraper.handle_key("quillwork"))
        return str(put(subject=subject, body=body))

    scraper.claims.put = deny_then_put
    events = await scraper.visit()
    assert [event.subject for event in events if isinstance(event, ArtistIdentified)] == [
        scraper.name_key("Tomas Reed")
    ]
    assert scraper.traces("Mara", "quillwork", scraper.handle_key("quillwork")) == []


async def test_a_claim_left_by_a_crash_is_found_by_a_purge_that_knows_only_the_name(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA))
    write, scraper.rosters.announce = scraper.rosters.announce, _fail  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        await scraper.visit(1)
    assert len(scraper.stored_claims()) == 1
    [purged] = scraper.deny(scraper.name_key("Mara Quill"))
    assert isinstance(purged, ArtistPurged)
    assert purged.aliases == (scraper.handle_key("quillwork"),)
    assert scraper.stored_claims() == []
    scraper.rosters.announce = write  # type: ignore[method-assign]
    assert await scraper.visit(1) == []


async def test_a_reinstated_artist_comes_back_although_the_site_has_not_changed(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA, TOMAS))
    key = scraper.handle_key("quillwork")
    await scraper.visit(1)
    [purged] = scraper.deny(key)
    assert isinstance(purged, ArtistPurged)
    await scraper.visit(2)
    scraper.reinstate(key, *purged.aliases, case_version=2)
    assert [event.subject for event in await scraper.visit(3)] == [key]


async def test_an_artist_who_changed_handles_is_reached_through_the_name(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA))
    await scraper.visit(1)
    web.site(index=team(("Mara Quill", "mara.quill.ink")))
    await scraper.visit(2)
    [purged] = scraper.deny(scraper.handle_key("mara.quill.ink"))
    assert isinstance(purged, ArtistPurged)
    assert scraper.handle_key("quillwork") in purged.aliases
    assert scraper.stored_claims() == []


@pytest.mark.parametrize("killed", [False, True], ids=["announced", "killed before that"])
async def test_a_handle_that_had_another_name_leaves_nothing_under_that(
    killed: bool, web: Web, scraper: Scraper, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.site(index=team(("Mara Q. Reed", "quillwork")))
    await scraper.visit(1)
    web.site(index=team(MARA))
    if killed:
        with monkeypatch.context() as patched:
            patched.setattr(scraper.claims, "put", _fail)
            with pytest.raises(ConnectionError):
                await scraper.visit(2)
        web.site(index=team(("Mara Q. Reed", "quillwork")))
    await scraper.visit(3)
    scraper.deny(scraper.handle_key("quillwork"))
    names = {scraper.name_key("Mara Quill"), scraper.name_key("Mara Q. Reed")}
    assert scraper.traces(scraper.handle_key("quillwork"), *names) == []


def _fail(*_: Any, **__: Any) -> Any:
    raise ConnectionError


async def test_no_write_passes_the_tombstone(table: Any, scraper: Scraper, web: Web) -> None:
    class Blind(RostersTable):
        def denied_among(self, keys: Any) -> frozenset[str]:
            return frozenset()

    scraper.rosters = Blind(table=table)
    DenylistCopy(table=table).deny([scraper.name_key("Mara Quill")], ticket=TICKET, case_version=1)
    web.site(index=team(MARA, TOMAS))
    assert [event.subject for event in await scraper.visit()] == [scraper.name_key("Tomas Reed")]
    assert scraper.item(f"STUDIO#{STUDIO}", f"MEMBER#{scraper.handle_key('quillwork')}") == {}
