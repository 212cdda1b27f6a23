"""The numeric account decides who is who: renames and take-overs (AGG-10)."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from event_contracts import ArtistGone, ArtistScraped, GoneReason
from event_contracts.claims import ProfileFacts
from tests.unit.instagram_scraper.conftest import Scraper

OLD, NEW = "robin.fable", "robin.fable.ink"


async def test_a_known_account_under_a_new_handle_is_a_rename(scraper: Scraper) -> None:
    scraper.instagram.shows(OLD, "41001", posts=2)
    await scraper.identify(OLD)
    pictures = len(scraper.instagram.pictures_asked)
    scraper.instagram.lacks(OLD)
    scraper.instagram.shows(NEW, "41001", posts=2)
    await scraper.identify(NEW)
    renamed = scraper.events[1]
    assert isinstance(renamed, ArtistScraped)
    assert renamed.artist_id == scraper.hasher.artist_id("41001")
    assert renamed.handle_key == scraper.key(NEW)
    facts = ProfileFacts.model_validate(scraper.claim_of(renamed))
    assert facts.former_handle_keys == (scraper.key(OLD),)
    assert facts.posts[0].image is not None
    assert len(scraper.instagram.pictures_asked) == pictures


async def test_the_handle_a_renamed_artist_left_behind_says_so_and_takes_nothing_with_it(scraper: Scraper) -> None:
    scraper.instagram.shows(OLD, "41001")
    await scraper.identify(OLD)
    scraper.instagram.lacks(OLD)
    scraper.instagram.shows(NEW, "41001")
    await scraper.identify(NEW)
    stored = scraper.stored()
    scraper.clock.forward(hours=48)
    await scraper.refresh(OLD)
    gone = scraper.events[-1]
    assert isinstance(gone, ArtistGone)
    assert (gone.handle_key, gone.reason) == (scraper.key(OLD), GoneReason.RENAMED)
    assert gone.artist_id == scraper.hasher.artist_id("41001")
    assert scraper.stored() == stored


async def test_a_stranger_with_the_old_handle_inherits_nothing(scraper: Scraper) -> None:
    scraper.instagram.shows(OLD, "41001", posts=2)
    await scraper.identify(OLD)
    scraper.clock.forward(hours=48)
    scraper.instagram.shows(OLD, "99009", posts=0, full_name="Snap Cases")
    await scraper.identify(OLD)
    scraped = [event for event in scraper.events if isinstance(event, ArtistScraped)]
    gone = [event for event in scraper.events if isinstance(event, ArtistGone)]
    assert [event.artist_id for event in scraped] == [scraper.hasher.artist_id(n) for n in ("41001", "99009")]
    assert [(g.artist_id, g.reason, g.handle_key) for g in gone] == [
        (scraper.hasher.artist_id("41001"), GoneReason.RENAMED, scraper.key(OLD))
    ]
    facts = ProfileFacts.model_validate(scraper.claim_of(scraped[1]))
    assert (facts.name, facts.former_handle_keys, facts.posts) == ("Snap Cases", (), ())
    assert not any(scraper.hasher.artist_id("41001") in key for key in scraper.stored() | scraper.stored("claims"))


async def test_an_artist_whose_old_handle_was_taken_keeps_their_profile_under_the_new_one(scraper: Scraper) -> None:
    scraper.instagram.shows(OLD, "41001")
    await scraper.identify(OLD)
    scraper.instagram.shows(NEW, "41001")
    await scraper.identify(NEW)
    scraper.clock.forward(hours=48)
    scraper.instagram.shows(OLD, "99009")
    await scraper.identify(OLD)
    person = scraper.store.person(scraper.hasher.artist_id("41001"))
    assert (person.handle_key, person.handle_keys) == (scraper.key(NEW), {scraper.key(NEW)})
    assert any(scraper.hasher.artist_id("41001") in key for key in scraper.stored())
    await scraper.identify(NEW)
    facts = ProfileFacts.model_validate(scraper.claim_of(scraper.events[-1]))
    assert facts.former_handle_keys == ()


async def test_an_account_that_hides_under_a_new_handle_is_forgotten_under_the_old_one_too(scraper: Scraper) -> None:
    scraper.instagram.shows(OLD, "41001")
    await scraper.identify(OLD)
    scraper.instagram.shows(NEW, "41001", is_private=True)
    await scraper.identify(NEW)
    gone = {(e.handle_key, e.reason) for e in scraper.events if isinstance(e, ArtistGone)}
    assert gone == {(scraper.key(NEW), GoneReason.PRIVATE), (scraper.key(OLD), GoneReason.RENAMED)}
    assert (scraper.stored(), scraper.stored("claims")) == (set(), set())


async def test_a_private_stranger_takes_the_handle_away(scraper: Scraper) -> None:
    scraper.instagram.shows(OLD, "41001")
    await scraper.identify(OLD)
    scraper.instagram.shows(OLD, "99009", is_private=True)
    scraper.clock.forward(hours=48)
    await scraper.identify(OLD)
    gone = {(e.artist_id, e.reason) for e in scraper.events if isinstance(e, ArtistGone)}
    assert gone == {
        (scraper.hasher.artist_id("99009"), GoneReason.PRIVATE),
        (scraper.hasher.artist_id("41001"), GoneReason.RENAMED),
    }
    assert scraper.stored() == set()


async def test_an_account_that_answers_under_another_handle_is_found_by_both(scraper: Scraper) -> None:
    scraper.instagram.shows(OLD, "41001", username=NEW)
    await scraper.identify(OLD)
    facts = ProfileFacts.model_validate(scraper.claim_of(scraper.events[0]))
    assert (facts.handle, facts.former_handle_keys) == (NEW, (scraper.key(NEW),))
    scraper.deny(scraper.key(NEW))
    assert {item.rsplit("/")[0].split("#")[0] for item in scraper.kept()} == set()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["ann", "bob", "cat"]), st.sampled_from(["1001", "1002", "gone", "hidden", "401"])),
        min_size=1,
        max_size=7,
    )
)
async def test_whatever_happens_to_handles_a_profile_shows_only_its_own_account(
    scraper: Scraper, history: list[tuple[str, str]]
) -> None:
    scraper = _somewhere_new(scraper)
    for handle, fate in history:
        scraper.clock.forward(hours=48)
        match fate:
            case "gone":
                scraper.instagram.lacks(handle)
            case "401":
                scraper.instagram.refuses(handle)
            case "hidden":
                scraper.instagram.shows(handle, "1001", posts=0, is_private=True)
            case numeric_id:
                scraper.instagram.shows(handle, numeric_id, posts=0, biography=f"account {numeric_id}")
        await scraper.identify(handle)
        _check(scraper)


def _check(scraper: Scraper) -> None:
    """Objects exist exactly for the people something is held about, and they are those people's own."""
    people = {n: scraper.store.person(scraper.hasher.artist_id(n)) for n in ("1001", "1002")}
    held = {numeric_id for numeric_id, person in people.items() if person and person.handle_key}
    for bucket in ("media", "claims"):
        owners = {key.split("/")[1] for key in scraper.stored(bucket)}
        assert owners == {scraper.hasher.artist_id(numeric_id) for numeric_id in held}
    latest = {e.artist_id: e for e in scraper.events if isinstance(e, ArtistScraped)}
    for numeric_id in held:
        facts = scraper.claim_of(latest[scraper.hasher.artist_id(numeric_id)])
        assert facts["bio"] == f"account {numeric_id}"
    links = [item for item in scraper.items() if item["SK"] == "LINK" and item["PK"].startswith("HANDLE#")]
    owned = [key for person in people.values() if person for key in person.handle_keys]
    assert len(owned) == len(set(owned)), "a handle belongs to one person"
    assert {link["PK"].removeprefix("HANDLE#") for link in links if link["artist_id"]} >= set(owned)
    assert not any(item.endswith("/UNSETTLED") for item in scraper.kept())


def _somewhere_new(scraper: Scraper) -> Scraper:
    """The fixture serves all examples: empty its stores between them."""
    for item in scraper.items():
        scraper.table.delete_item(Key={"PK": item["PK"], "SK": item["SK"]})
    fresh = Scraper(table=scraper.table, s3=scraper.s3, instagram=scraper.instagram, session=scraper.session)
    for numeric_id in ("1001", "1002"):
        fresh.objects.forget(fresh.hasher.artist_id(numeric_id))
    return fresh
