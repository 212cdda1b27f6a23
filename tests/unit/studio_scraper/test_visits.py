"""What a visit to a website writes and announces."""

from contextlib import nullcontext
from typing import Any

import pytest

from event_contracts import ArtistIdentified, ArtistLeftStudio, Role, StudioFailure, StudioScrapeFailed
from tests.unit.studio_scraper.conftest import STUDIO, WEBSITE, Scraper, Web, team
from tests.unit.studio_scraper.sites import page

MARA = ("Mara Quill", "quillwork")
TOMAS = ("Tomas Reed", None)
SHELL = (
    '<html><head><title>Inkwell</title></head><body><div id="root"></div><script src="app.js"></script></body></html>'
)


async def test_artists_are_announced_under_their_handle_or_else_their_name(web: Web, scraper: Scraper) -> None:
    web.site(index=page('<a href="/team">Our team</a>'), team=team(MARA, TOMAS))
    events = {event.subject: event for event in await scraper.visit()}
    mara, tomas = events[scraper.handle_key("quillwork")], events[scraper.name_key("Tomas Reed")]
    assert isinstance(mara, ArtistIdentified)
    assert isinstance(tomas, ArtistIdentified)
    assert len(events) == 2
    assert (mara.handle_key, mara.name_key) == (mara.subject_key, scraper.name_key("Mara Quill"))
    assert (tomas.handle_key, tomas.name_key) == (None, tomas.subject_key)
    facts = scraper.facts(mara.claim)
    assert (facts.name, facts.handle, facts.role) == ("Mara Quill", "quillwork", Role.RESIDENT)
    assert facts.provenance.url == f"{WEBSITE}team"


async def test_the_same_message_twice_makes_one_set_of_writes(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA, TOMAS))
    message = scraper.updated(1)
    assert len(await scraper.deliver(message)) == 2
    before, asked = scraper.items(), web.asked
    assert await scraper.deliver(message) == []
    assert scraper.items() == before
    assert web.asked == asked


async def test_an_unchanged_member_is_neither_written_nor_announced_again(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA, TOMAS))
    await scraper.visit(1)
    mara = scraper.item(f"STUDIO#{STUDIO}", f"MEMBER#{scraper.handle_key('quillwork')}")
    web.site(index=team(MARA, TOMAS, ("Ines Vale", None), intro="<p>Now open on Mondays.</p>"))
    assert [event.subject for event in await scraper.visit(2)] == [scraper.name_key("Ines Vale")]
    assert scraper.item(f"STUDIO#{STUDIO}", f"MEMBER#{scraper.handle_key('quillwork')}") == mara


async def test_a_site_whose_pages_have_not_changed_is_only_asked_whether_they_have(web: Web, scraper: Scraper) -> None:
    web.site(index=page('<a href="/team">Team</a>'), team=team(MARA))
    await scraper.visit(1)
    assert await scraper.visit(2) == []
    assert web.playback.log.not_modified == 2
    assert await scraper.visit(3) == []
    assert web.playback.log.not_modified == 4
    web.site(team=team(MARA, TOMAS))
    assert [event.subject for event in await scraper.visit(4)] == [scraper.name_key("Tomas Reed")]


async def test_who_is_named_no_more_has_left_and_may_come_back(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA, TOMAS))
    await scraper.visit(1)
    web.site(index=team(TOMAS))
    left = await scraper.visit(2)
    assert [(type(event), event.subject) for event in left] == [(ArtistLeftStudio, scraper.handle_key("quillwork"))]
    web.site(index=team(MARA, TOMAS))
    assert [type(event) for event in await scraper.visit(3)] == [ArtistIdentified]


async def test_everybody_leaves_a_closed_studio_and_an_older_visit_brings_nobody_back(
    web: Web, scraper: Scraper
) -> None:
    web.site(index=team(MARA, TOMAS))
    await scraper.visit(1)
    assert [type(event) for event in await scraper.close(3)] == [ArtistLeftStudio] * 2
    assert await scraper.visit(2) == []
    assert await scraper.close(3) == []
    assert len(await scraper.visit(4)) == 2


FAILURES: dict[StudioFailure, dict[str, Any]] = {
    StudioFailure.UNREACHABLE: {"behaviour": {"dead": True}},
    StudioFailure.HTTP_ERROR: {"behaviour": {"status": {"/": 404}}},
    StudioFailure.ROBOTS_DISALLOWED: {"robots": "User-agent: *\nDisallow: /\n"},
    StudioFailure.NEEDS_BROWSER: {"index": SHELL},
    StudioFailure.NO_ARTISTS: {"index": page("<p>Open daily.</p>")},
    StudioFailure.REDIRECT_LOOP: {"behaviour": {"redirects": {"/": WEBSITE}}},
    StudioFailure.NOT_A_STUDIO_SITE: {"behaviour": {"redirects": {"/": "https://www.instagram.com/inkwell/"}}},
    StudioFailure.BLOCKED_ADDRESS: {"behaviour": {"redirects": {"/": "http://169.254.169.254/latest/meta-data/"}}},
    StudioFailure.TOO_LARGE: {"index": "<p>" + "x" * 4_000_001},
}


@pytest.mark.parametrize("reason", FAILURES)
async def test_a_failure_is_announced_with_its_reason_and_the_last_roster_stands(
    reason: StudioFailure, web: Web, scraper: Scraper
) -> None:
    web.site(index=team(MARA))
    await scraper.visit(1)
    web.site(**FAILURES[reason])
    message = scraper.updated(2)
    events = await scraper.deliver(message)
    assert [event.model_dump(exclude={"observed_at"}) for event in events] == [{"studio_id": STUDIO, "reason": reason}]
    assert [type(event) for event in events] == [StudioScrapeFailed]
    assert await scraper.deliver(message) == []
    mara = scraper.item(f"STUDIO#{STUDIO}", f"MEMBER#{scraper.handle_key('quillwork')}")
    assert mara["standing"] == "present"
    assert not any("instagram" in url or "169.254" in url for url in web.asked)


@pytest.mark.parametrize(
    ("website", "reason"),
    [
        (None, StudioFailure.NO_WEBSITE),
        ("https://www.facebook.com/inkwell", StudioFailure.NOT_A_STUDIO_SITE),
        ("http://10.0.0.1/", StudioFailure.BLOCKED_ADDRESS),
        ("http://localhost:8080/", StudioFailure.BLOCKED_ADDRESS),
    ],
)
async def test_what_is_no_website_is_not_asked_for(
    website: str | None, reason: StudioFailure, web: Web, scraper: Scraper
) -> None:
    events = await scraper.visit(website=website)
    assert [event.model_dump()["reason"] for event in events] == [reason]
    assert web.asked == []


async def test_a_website_that_has_moved_is_read_at_its_new_address(web: Web, scraper: Scraper) -> None:
    web.site(behaviour={"redirects": {"/": "https://new-inkwell.example/home"}})
    web.site("new-inkwell.example", home=page('<a href="/team">Team</a>'), team=team(MARA))
    [mara] = await scraper.visit()
    assert isinstance(mara, ArtistIdentified)
    assert scraper.facts(mara.claim).provenance.url == "https://new-inkwell.example/team"
    assert "https://new-inkwell.example/robots.txt" in web.asked


async def test_nobody_has_left_while_a_page_is_missing_that_may_come_back(web: Web, scraper: Scraper) -> None:
    home = page('<a href="/team">Team</a><a href="/artists">Artists</a>')
    web.site(index=home, team=team(MARA), artists=team(TOMAS))
    await scraper.visit(1)
    web.site(behaviour={"status": {"/team": 503}}, artists=team(TOMAS, ("Ines Vale", None)))
    assert [event.subject for event in await scraper.visit(2)] == [scraper.name_key("Ines Vale")]
    web.site(behaviour={"status": {"/team": 404}})
    assert [type(event) for event in await scraper.visit(3)] == [ArtistLeftStudio]


async def test_a_crash_between_claim_and_write_is_mended_by_the_next_delivery(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA, TOMAS))
    message, write = scraper.updated(1), scraper.rosters.announce

    def crash(*_: Any, **__: Any) -> Any:
        raise ConnectionError

    scraper.rosters.announce = crash  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        await scraper.deliver(message)
    assert (len(scraper.stored_claims()), scraper.published()) == (2, [])
    scraper.rosters.announce = write  # type: ignore[method-assign]
    assert len(await scraper.deliver(message)) == 2
    assert await scraper.deliver(message) == []


async def test_a_studio_that_closes_while_it_is_being_read_stays_closed(web: Web, scraper: Scraper) -> None:
    web.site(index=team(MARA))
    read = scraper.sites.read

    async def close_then_read(*args: Any, **kwargs: Any) -> Any:
        await scraper.close(2)
        return await read(*args, **kwargs)

    scraper.sites.read = close_then_read  # type: ignore[method-assign]
    assert await scraper.visit(1) == []
    assert scraper.item(f"STUDIO#{STUDIO}", "ATTEMPT")["outcome"] == "closed"
    assert scraper.item(f"STUDIO#{STUDIO}", f"MEMBER#{scraper.handle_key('quillwork')}") == {}


@pytest.mark.parametrize("other_finishes", [True, False])
async def test_two_tasks_with_the_same_message_announce_everybody_once(
    other_finishes: bool, web: Web, scraper: Scraper
) -> None:
    web.site(index=team(MARA, TOMAS))
    message, read, finish = scraper.updated(1), scraper.sites.read, scraper.rosters.finish

    def stop(*_: Any, **__: Any) -> None:
        raise ConnectionError

    async def let_another_task_go_first(*args: Any, **kwargs: Any) -> Any:
        scraper.sites.read = read  # type: ignore[method-assign]
        scraper.rosters.finish = finish if other_finishes else stop  # type: ignore[method-assign]
        with nullcontext() if other_finishes else pytest.raises(ConnectionError):
            await scraper.handlers().handle(message)
        scraper.rosters.finish = finish  # type: ignore[method-assign]
        announced.extend(scraper.published())
        return await read(*args, **kwargs)

    announced: list[Any] = []
    scraper.sites.read = let_another_task_go_first  # type: ignore[method-assign]
    assert await scraper.deliver(message) == []
    assert len(announced) == 2
