"""Nobody denied is fetched, stored or announced, whenever the denial comes and under whatever handle."""

from event_contracts import ArtistGone, ArtistPurged, ArtistScraped, Context
from service_kit.denylist import DenylistCopy
from tests.unit.instagram_scraper.conftest import STUDIO, TICKET, Scraper

HANDLE, OTHER = "robin.fable", "robin.fable.ink"


async def test_a_denied_handle_is_not_fetched(scraper: Scraper) -> None:
    scraper.instagram.shows(HANDLE, "41001")
    scraper.deny(scraper.key(HANDLE))
    await scraper.identify(HANDLE)
    assert scraper.instagram.asked == []
    assert scraper.kept() == set()


async def test_a_denied_name_is_not_fetched_under_any_handle(scraper: Scraper) -> None:
    scraper.instagram.shows(HANDLE, "41001")
    scraper.deny(scraper.hasher.name_key(studio_id=STUDIO, name="Robin Fable"))
    await scraper.identify(HANDLE)
    assert scraper.instagram.asked == []
    assert scraper.kept() == set()


async def test_a_denied_account_is_not_fetched_under_a_handle_that_is_known_to_be_its(scraper: Scraper) -> None:
    scraper.instagram.shows(HANDLE, "41001")
    await scraper.identify(HANDLE)
    asked = list(scraper.instagram.asked)
    scraper.deny(scraper.hasher.artist_id("41001"))
    scraper.clock.forward(hours=48)
    await scraper.identify(HANDLE)
    await scraper.refresh(HANDLE)
    assert scraper.instagram.asked == asked


async def test_a_purge_by_any_key_removes_everything_and_names_the_other_keys(scraper: Scraper) -> None:
    name_key = scraper.hasher.name_key(studio_id=STUDIO, name="Robin Fable")
    keys = {scraper.key(HANDLE), scraper.key(OTHER), scraper.hasher.artist_id("41001"), name_key}
    for number, key in enumerate(sorted(keys), start=1):
        scraper.instagram.shows(HANDLE, "41001")
        await scraper.identify(HANDLE)
        scraper.instagram.shows(OTHER, "41001")
        await scraper.identify(OTHER)
        assert len(scraper.stored()) == 2
        assert len(scraper.kept()) == 4
        scraper.deny(key, case_version=2 * number)
        purged = scraper.events[-1]
        assert isinstance(purged, ArtistPurged)
        assert (purged.ticket, purged.context) == (TICKET, Context.INSTAGRAM_SCRAPER)
        assert {key, *purged.aliases} == keys
        assert purged.items_removed >= 6
        assert (scraper.kept(), scraper.stored(), scraper.stored("claims")) == (set(), set(), set())
        scraper.reinstate(*keys, case_version=2 * number + 1)


async def test_a_purge_leaves_everybody_else(scraper: Scraper) -> None:
    scraper.instagram.shows(HANDLE, "41001")
    scraper.instagram.shows("jo.other", "41002")
    await scraper.identify(HANDLE)
    await scraper.identify("jo.other", name="Jo Other")
    scraper.deny(scraper.key(HANDLE))
    assert {key.split("/")[1] for key in scraper.stored()} == {scraper.hasher.artist_id("41002")}
    assert len(scraper.kept()) == 3


async def test_a_second_purge_finds_nothing_and_acknowledges_again(scraper: Scraper) -> None:
    scraper.instagram.shows(HANDLE, "41001")
    await scraper.identify(HANDLE)
    scraper.deny(scraper.key(HANDLE))
    scraper.deny(scraper.key(HANDLE), case_version=2)
    again = scraper.events[-1]
    assert isinstance(again, ArtistPurged)
    assert (again.case_version, again.items_removed) == (2, 0)


async def test_a_denied_account_under_a_new_handle_leaves_no_trace_and_widens_the_case(scraper: Scraper) -> None:
    scraper.instagram.shows(HANDLE, "41001")
    await scraper.identify(HANDLE)
    scraper.deny(scraper.key(HANDLE))
    scraper.instagram.shows(OTHER, "41001")
    pictures = scraper.instagram.pictures_asked
    await scraper.identify(OTHER, name="R. Fable")
    widened = scraper.events[-1]
    assert isinstance(widened, ArtistPurged)
    assert (widened.ticket, widened.case_version, widened.aliases) == (TICKET, 1, (scraper.key(OTHER),))
    assert (scraper.kept(), scraper.stored(), scraper.stored("claims")) == (set(), set(), set())
    asked = list(scraper.instagram.asked)
    assert scraper.instagram.pictures_asked == pictures, "no picture of a denied person is fetched"
    await scraper.identify(OTHER, name="R. Fable")
    assert scraper.instagram.asked == asked


async def test_a_widened_case_does_not_undo_a_later_decision_about_the_new_handle(scraper: Scraper) -> None:
    scraper.deny(scraper.hasher.artist_id("41001"))
    scraper.reinstate(scraper.key(OTHER), case_version=5)
    scraper.instagram.shows(OTHER, "41001")
    await scraper.identify(OTHER)
    assert DenylistCopy(table=scraper.table).denied_among([scraper.key(OTHER)]) == frozenset()
    assert (scraper.kept(), scraper.stored()) == (set(), set())


async def test_a_denied_account_that_took_a_handle_does_not_drag_its_former_owner_along(scraper: Scraper) -> None:
    scraper.deny(scraper.hasher.artist_id("41001"))
    scraper.instagram.shows(HANDLE, "41002")
    await scraper.identify(HANDLE)
    scraper.instagram.shows(OTHER, "41002")
    await scraper.identify(OTHER)
    scraper.instagram.shows(HANDLE, "41001")
    scraper.clock.forward(hours=48)
    await scraper.identify(HANDLE)
    gone = [event for event in scraper.events if isinstance(event, ArtistGone)]
    assert [(event.handle_key, event.artist_id) for event in gone] == [
        (scraper.key(HANDLE), scraper.hasher.artist_id("41002"))
    ]
    scraper.deny(scraper.hasher.artist_id("41001"), scraper.key(HANDLE), case_version=2)
    innocent = scraper.store.person(scraper.hasher.artist_id("41002"))
    assert (innocent.handle_key, innocent.handle_keys) == (scraper.key(OTHER), {scraper.key(OTHER)})
    assert any(innocent.artist_id in key for key in scraper.stored())


async def test_a_lifted_denial_allows_fresh_collection(scraper: Scraper) -> None:
    scraper.instagram.shows(HANDLE, "41001")
    scraper.deny(scraper.key(HANDLE))
    scraper.reinstate(scraper.key(HANDLE), case_version=2)
    await scraper.identify(HANDLE)
    assert isinstance(scraper.events[-1], ArtistScraped)
