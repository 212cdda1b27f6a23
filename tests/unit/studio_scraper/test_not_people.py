"""What studio websites say that looks like people and is not."""

import pytest

from tests.unit.studio_scraper.sites import page, people, roster


@pytest.mark.parametrize("heading", ["What our clients say", "Testimonials", "Reviews", "Kundenstimmen", "Client love"])
def test_customers_who_are_quoted_are_not_artists(heading: str) -> None:
    body = (
        f"<h2>{heading}</h2><div><p>“Mara is a great tattoo artist.”"
        "</p><h4>Carl Customer</h4></div><div><h4>Sue Client</h4></div>"
    )
    assert people(roster(page(body))) == {}


def _card(name: str, below: str = "", *, rank: str = "h3") -> str:
    return f'<div class="card"><img src="a.jpg"><{rank}>{name}</{rank}>{below}</div>'


@pytest.mark.parametrize(
    "words", [["Ustaarabu", "Uzoefu"], ["Gogoeta", "Trebetasuna"], ["Pieredze", "Domāšana"], ["Tapasztalatok", "Elvek"]]
)
def test_words_where_names_stand_are_nobody_in_whatever_language(words: list[str]) -> None:
    cards = "".join(_card("Mara Quill", f"<h4>{word}</h4><p>Lines and dots.</p>") for word in words)
    assert people(roster(page(f"<h2>Our artists</h2>{cards}"))) == {"Mara Quill": None}


def test_a_nickname_is_somebody_in_the_company_of_names() -> None:
    cards = _card("Mara Quill") + _card("Zubby") + _card("Jo Hill")
    assert people(roster(page(f"<h2>Our artists</h2>{cards}"))) == {"Mara Quill": None, "Zubby": None, "Jo Hill": None}


@pytest.mark.parametrize(
    "below", ["<p>Owner</p>", '<a href="https://www.instagram.com/zubby.ink/">Instagram</a>'], ids=["role", "account"]
)
def test_a_nickname_by_itself_is_somebody_where_a_role_or_an_account_stands_by_it(below: str) -> None:
    assert list(people(roster(page(f"<h2>Our artists</h2>{_card('Zubby', below)}")))) == ["Zubby"]


def test_nicknames_that_are_named_in_a_second_place_are_people() -> None:
    cards = _card("Zubby") + _card("Klunt")
    form = "<select name='artist'><option>Zubby</option><option>Klunt</option></select>"
    assert list(people(roster(page(f"<h2>Our artists</h2>{cards}<h2>Book</h2>{form}")))) == ["Zubby", "Klunt"]
    assert people(roster(page(f"<h2>Our artists</h2>{cards}"))) == {}


@pytest.mark.parametrize("heading", ["Projets de Mara Quill", "Works by Mara Quill", "Trabajos de Mara Quill"])
def test_titles_of_works_below_whose_works_they_are_are_nobody(heading: str) -> None:
    artists = "<h2>Artists</h2>" + _card("Mara Quill", "<p>Owner</p>") + _card("Jo Hill", "<p>Resident</p>")
    works = f"<h2>{heading}</h2>" + "".join(
        _card(title, "<p>On a thigh.</p>") for title in ("Lilith", "Marius", "Dagger")
    )
    assert list(people(roster(page(artists + works)))) == ["Mara Quill", "Jo Hill"]


@pytest.mark.parametrize("heading", ["Comentarios de algunos clientes", "Commentaires", "Kommentare"])
def test_who_comments_is_no_artist_though_their_account_is_linked(heading: str) -> None:
    link = '<a href="https://www.instagram.com/jo_hill/">@jo_hill</a>'
    body = f"<h2>Tatuadores</h2>{_card('Mara Quill')}<h3>{heading}</h3>{_card('Jo Hill', link, rank='h4')}"
    assert people(roster(page(body))) == {"Mara Quill": None}


def test_quotes_known_by_their_class_are_not_artists() -> None:
    body = '<h2>Our artists are loved</h2><div class="testimonial-card"><h3>Carl Customer</h3><span>Artist</span></div>'
    assert people(roster(page(body))) == {}


@pytest.mark.parametrize(
    "name",
    [
        "Tattoo Artist A",
        "Artist Name",
        "Mr A",
        "-MR B-",
        "John Doe",
        "Jane Doe",
        "Team Member",
        "Your Name",
        "First Last",
        "Artist 1",
        "Lorem Ipsum",
    ],
)
def test_placeholders_are_not_artists(name: str) -> None:
    body = (
        '<h2>Our Artists</h2><div class="artist-card"><img src="a.jpg">'
        f'<h3 class="artist-name">{name}</h3><p>Tattoo artist</p></div>'
    )
    assert people(roster(page(body))) == {}


def test_a_name_above_filler_text_is_an_artist_and_a_name_left_as_the_template_had_it_is_not() -> None:
    filler = "<p>Lorem ipsum dolor sit amet, consectetur.</p>"
    body = "<h2>Team</h2>" + "".join(f"<div><h3>{name}</h3>{filler}</div>" for name in ("Mara Quill", "John Doe"))
    assert people(roster(page(body))) == {"Mara Quill": None}


@pytest.mark.parametrize(
    "heading",
    [
        "Fine Line",
        "Blackwork",
        "Custom Designs",
        "Neo Traditional",
        "Black & Grey",
        "Our Story",
        "Book Now",
        "Walk-ins Welcome",
        "Opening Hours",
        "Aftercare",
        "Gift Cards",
        "Get in Touch",
        "Follow Us",
        "FAQ",
        "Monday",
        "Why Choose Us?",
        "5.0",
        "10+",
        "Follow me",
        "Safety First",
        "Tooth Gems",
        "Cover Ups",
        "Laser Removal",
    ],
)
def test_other_headings_among_the_artists_are_not_names(heading: str) -> None:
    found = people(
        roster(
            page(f"<h2>Our Artists</h2><div><img src='x.jpg'><h3>{heading}</h3></div><div><h3>Mara Quill</h3></div>")
        )
    )
    assert found == {"Mara Quill": None}


def test_sections_after_the_artists_are_not_artists() -> None:
    body = (
        "<h1>Our Artists</h1><h3>Mara Quill</h3><h2>The Neighbourhood"
        "</h2><h3>Roundhay Park</h3><h3>Kirkgate Market</h3>"
    )
    assert people(roster(page(body))) == {"Mara Quill": None}


def test_a_slogan_about_artists_heads_no_roster() -> None:
    body = "<h1>Best Tattoo Artists in Leeds</h1><h2>Roundhay Park</h2><h2>Kirkgate Market</h2>"
    assert people(roster(page(body, title="Tattoo Artist Leeds | Inkwell"))) == {}


def test_the_titles_of_pictures_are_not_names_and_their_makers_are() -> None:
    body = "<h2>Gallery</h2>" + "".join(
        f'<div class="gallery-info"><h3>{title}</h3><p>Artist: Mara Quill</p></div>'
        for title in ("Koi Lantern", "Raven Gate")
    )
    assert people(roster(page(body))) == {"Mara Quill": None}


def test_the_studios_own_name_is_not_an_artist() -> None:
    body = (
        "<h2>Our Artists</h2><div><h3>Inkwell</h3></div>"
        '<a href="https://instagram.com/inkwelltattoo" aria-label="Inkwell on Instagram">x</a>'
    )
    assert people(roster(page(body))) == {}


def test_reception_and_the_shop_dog_are_not_artists() -> None:
    body = (
        "<h2>Team</h2><div><h3>Mara Quill</h3><p>Artist</p></div><div><h3>Pat Desk"
        "</h3><p>Receptionist</p></div><div><h3>Biscuit</h3><p>Shop dog</p></div>"
    )
    assert people(roster(page(body))) == {"Mara Quill": None}


def team(*members: tuple[str, str]) -> str:
    cards = (f'<div class="card"><img src="x.jpg"><h3>{name}</h3><p>{below}</p></div>' for name, below in members)
    return f"<h2>Our team</h2>{''.join(cards)}"


@pytest.mark.parametrize(
    "job", ["Barber", "Barbeiro", "Friseurin", "Coiffeuse", "Парикмахер", "Hair stylist", "Nail technician"]
)
def test_who_cuts_hair_in_the_same_shop_is_no_artist(job: str) -> None:
    found = roster(
        page(team(("Mara Quill", "Tattoo artist"), ("Tobias Fenn", job), ("Ines Roth", f"{job}, tattooist")))
    )
    assert people(found).keys() == {"Mara Quill", "Ines Roth"}


def test_barbers_under_a_heading_of_their_own_are_no_artists_and_an_artist_called_so_is() -> None:
    barbers = '<h2>Our barbers</h2><div class="card"><img src="x.jpg"><h3>Tobias Fenn</h3></div>'
    found = roster(page(team(("Sam Barber", "Blackwork"), ("Mara Quill", "Flowers")) + barbers))
    assert people(found).keys() == {"Sam Barber", "Mara Quill"}


@pytest.mark.parametrize("number", ["1900", "3 300+", "12.500", "98%", "4k"])
def test_what_a_page_counts_is_nobody(number: str) -> None:
    counters = "".join(
        f"<div class='stat'><b>{many}</b><h3>{what}</h3></div>"
        for many, what in ((number, "Kunden"), ("8", "Stilisten"))
    )
    assert people(roster(page(team(("Mara Quill", "Flowers")) + counters))).keys() == {"Mara Quill"}


def test_a_year_or_the_years_at_the_needle_below_a_name_do_not_make_it_a_counter() -> None:
    cards = "".join(
        f"<li><h3>{name}</h3><b>{number}</b></li>" for name, number in (("Mara Quill", "2009"), ("Tobias Fenn", "12"))
    )
    assert people(roster(page(f"<h2>Our team</h2><ul>{cards}</ul>"))).keys() == {"Mara Quill", "Tobias Fenn"}


def test_what_stands_in_every_card_below_the_name_is_a_label() -> None:
    card = (
        "<article><img src='x.jpg'><h3>{}</h3><h4>Favourites</h4><p>Ships.</p><h4>Werdegang</h4><p>Art.</p></article>"
    )
    found = roster(page(f"<h2>Our artists</h2>{card.format('Mara Quill')}{card.format('Tobias Fenn')}"))
    assert people(found).keys() == {"Mara Quill", "Tobias Fenn"}


def test_an_artist_who_works_in_two_shops_called_like_people_is_no_label() -> None:
    shops = "".join(
        f"<h3>{shop}</h3><div><img src='x.jpg'><h4>Mara Quill</h4><p>Tattoo artist</p></div>"
        for shop in ("Lady Winter", "Captain Moss")
    )
    assert "Mara Quill" in people(roster(page(f"<h2>Our artists</h2>{shops}")))


def test_a_studio_that_was_born_is_nobody_and_an_artist_who_was_is_somebody() -> None:
    story = "<h2>Meet the team</h2><p>{} was born in 2010 above a bakery.{}</p>"
    studio = page(story.format("Inkwell Row", ""), title="Inkwell Row", footer="<footer>© Inkwell Row</footer>")
    assert people(roster(studio)) == {}
    assert people(roster(page(story.format("Mara Quill", " She has drawn ships ever since.")))) == {"Mara Quill": None}


@pytest.mark.parametrize("sentence", ["Você é um tatuador?", "Ela é tatuadora.", "Arte é o que o artista faz."])
def test_a_sentence_about_nobody_by_name_introduces_nobody(sentence: str) -> None:
    assert people(roster(page(f"<p>{sentence} Inkwell Tattoo.</p>"))) == {}


def test_mentors_named_in_a_story_are_not_artists() -> None:
    body = (
        "<h2>Artists</h2><div><h3>Mara Quill</h3>"
        "<p>She apprenticed under Old Joe Ferris in Hull and met Sue Lark there.</p></div>"
    )
    assert people(roster(page(body))) == {"Mara Quill": None}


def test_the_web_designer_is_not_an_artist() -> None:
    body = "<p>Words.</p><footer><p>© 2026 Inkwell, created by David Pixel</p></footer>"
    assert people(roster(page(body))) == {}


def test_an_empty_frame_filled_by_javascript_needs_a_browser() -> None:
    found = roster(
        '<html><head><title>Inkwell</title></head><body><div id="root">'
        '</div><script src="/app.js"></script></body></html>'
    )
    assert found.needs_browser
    assert found.artists == ()


def test_a_frame_that_carries_its_state_needs_no_browser() -> None:
    state = '<script>window.__STATE__ = {"artists": [{"name": "Mara Quill", "instagram": "maraquill.ink"}]}</script>'
    found = roster(f'<html><body><div id="app"></div>{state}</body></html>')
    assert not found.needs_browser
    assert people(found) == {"Mara Quill": "maraquill.ink"}


def test_a_splash_page_with_a_link_needs_no_browser_and_is_followed() -> None:
    found = roster(
        '<html><body><a href="/works"><img src="logo.png" alt="logo"></a><script src="x.js"></script></body></html>',
        works=page("<h2>Artists</h2><h3>Mara Quill</h3>"),
    )
    assert not found.needs_browser
    assert people(found) == {"Mara Quill": None}
