"""A studio whose website is an Instagram account is a lead in itself; only a sure one leads to a person."""

import pytest

from event_contracts import ArtistIdentified, Role, StudioFailure, StudioScrapeFailed
from studio_scraper.domain.leads import person_behind
from tests.unit.studio_scraper.conftest import OSM, STUDIO, Scraper, Web, team

ONE_PERSON = [
    ("Tattoos by Mara Quill", "mara.quill.tattoos", "Mara Quill"),
    ("Ink by Tomas", "inkbytomas", "Tomas"),
    ("Mara Quill Tattoo Artist", "maraquill", "Mara Quill"),
    ("Mara Quill | Tattooist", "mara_quill_ink", "Mara Quill"),
    ("Inès Vale – Tatoueuse", "inesvale", "Inès Vale"),
]
A_STUDIO = [
    ("Iron Rose Tattoo", "ironrosetattoo"),
    ("Mara Quill Tattoo", "maraquilltattoo"),
    ("East Leeds Tattoo Artist", "eastleedstattooartist"),
    ("Tattoos by the Sea", "tattoosbythesea"),
    ("Mara Quill Tattoo Artists", "maraquill"),
    ("Tattoos by Mara Quill", "inkandroses"),
    ("Tattoo Artist", "tattooartist"),
]


@pytest.mark.parametrize(("studio", "account", "person"), ONE_PERSON)
def test_a_studio_that_calls_itself_one_person_is_that_person(studio: str, account: str, person: str) -> None:
    assert person_behind(studio, account=account, places=("Headingley", "Leeds")) == person


@pytest.mark.parametrize(("studio", "account"), A_STUDIO)
def test_a_studios_account_is_otherwise_nobodys(studio: str, account: str) -> None:
    assert person_behind(studio, account=account, places=("Headingley", "Leeds")) is None


async def test_a_studio_with_an_account_instead_of_a_website_is_on_record_as_such(web: Web, scraper: Scraper) -> None:
    [failed] = await scraper.visit(website=None, instagram="ironrosetattoo", name="Iron Rose Tattoo")

    assert isinstance(failed, StudioScrapeFailed)
    assert failed.reason is StudioFailure.ONLY_INSTAGRAM
    assert scraper.item(f"STUDIO#{STUDIO}", "ATTEMPT")["outcome"] == "only_instagram"
    assert web.asked == [], "the account is the studio's: nobody is looked up under it"


async def test_the_artist_a_studio_consists_of_is_announced_under_its_account(web: Web, scraper: Scraper) -> None:
    message = scraper.updated(1, website=None, instagram="maraquill", name="Tattoos by Mara Quill")
    [mara] = await scraper.deliver(message)

    assert isinstance(mara, ArtistIdentified)
    assert mara.subject_key == mara.handle_key == scraper.handle_key("maraquill")
    facts = scraper.facts(mara.claim)
    assert (facts.name, facts.handle, facts.role) == ("Mara Quill", "maraquill", Role.OWNER)
    assert (facts.provenance.source, facts.provenance.url, facts.provenance.licence) == (
        "OpenStreetMap", OSM, "ODbL-1.0",
    )  # fmt: skip
    assert await scraper.deliver(message) == []
    assert web.asked == []


async def test_a_denied_artist_is_not_found_again_through_their_studios_account(scraper: Scraper) -> None:
    scraper.deny(scraper.handle_key("maraquill"))

    assert await scraper.visit(website=None, instagram="maraquill", name="Tattoos by Mara Quill") == []


async def test_nobody_has_left_because_the_website_gave_way_to_an_account(web: Web, scraper: Scraper) -> None:
    web.site(index=team(("Tomas Reed", None)))
    await scraper.visit(1)

    announced = await scraper.visit(2, website=None, instagram="maraquill", name="Tattoos by Mara Quill")

    assert [type(event) for event in announced] == [ArtistIdentified]


async def test_a_website_is_read_even_when_the_listing_also_names_an_account(web: Web, scraper: Scraper) -> None:
    web.site(index=team(("Tomas Reed", None)))

    events = await scraper.visit(1, instagram="maraquill", name="Tattoos by Mara Quill")

    assert [event.subject for event in events] == [scraper.name_key("Tomas Reed")]
