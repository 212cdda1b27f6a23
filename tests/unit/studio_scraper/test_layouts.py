"""Each way in which studio websites set out their artists, on fictional sites."""

import pytest

from studio_scraper.domain.models import EvidenceKind, Role
from tests.unit.studio_scraper.sites import page, people, roster

IG = "https://www.instagram.com/"


def test_cards_below_an_artists_heading_pair_each_name_with_the_account_in_its_card() -> None:
    cards = "".join(
        f'<div class="col"><img src="{n}.jpg"><h3>{name}</h3><p>Blackwork, fine line</p>'
        f'<a href="{IG}{handle}/?igsh=abc"><i class="fa fa-instagram"></i></a></div>'
        for n, (name, handle) in enumerate(
            [("Mara Quill", "maraquill.ink"), ("Tobias Fenn", "fennworks"), ("Ives", "_ives_")]
        )
    )
    found = roster(page(f"<main><h2>Our Artists</h2><div class='row'>{cards}</div><h2>Aftercare</h2></main>"))
    assert people(found) == {"Mara Quill": "maraquill.ink", "Tobias Fenn": "fennworks", "Ives": "_ives_"}
    assert found.studio_instagram == "inkwelltattoo"


def test_an_index_of_cards_leads_to_the_pages_that_hold_the_accounts() -> None:
    nav = '<a href="/">Home</a><a href="/artists">Artists</a>'
    index = page(
        (
            '<h1>Artists</h1><a href="/artists/mara"><h2>Mara Quill'
            '</h2></a><a href="/artists/tobias"><h2>Tobias Fenn</h2></a>'
        ),
        nav=nav,
    )
    mara = page(
        f'<h1>Mara Quill</h1><p>Bold work.</p><a href="{IG}darkwaterink">Instagram</a>',
        nav=nav,
        title="Mara Quill | Inkwell",
    )
    tobias = page(f'<h1>Tobias Fenn</h1><a href="{IG}fennworks" aria-label="Instagram"><svg></svg></a>', nav=nav)
    found = roster(
        page("<h1>Inkwell Tattoo Studio</h1>", nav=nav), artists=index, artists__mara=mara, artists__tobias=tobias
    )
    assert people(found) == {"Mara Quill": "darkwaterink", "Tobias Fenn": "fennworks"}


def test_one_long_page_of_headings_of_the_same_rank_pairs_what_follows_each() -> None:
    body = "".join(
        f'<h1>{name}</h1><div><img src="x.jpg"><p>Tattooing since 2015.'
        f'</p><a href="{IG}{handle}"><img src="ig.png" alt=""></a></div>'
        "<h1>Tattoo work</h1><div><img src='1.jpg'></div>"
        for name, handle in [("MARA", "maraquill.ink"), ("TOBIAS", "fennworks")]
    )
    assert people(roster(page(f"<h1>Tattoos</h1>{body}"))) == {"Mara": "maraquill.ink", "Tobias": "fennworks"}


def test_names_in_a_menu_below_artists_are_artists() -> None:
    nav = (
        '<ul><li><a href="/">Home</a></li><li><a href="/artists">Artists</a><ul><li><a href="/mara">Mara Quill</a></li>'
        '<li><a href="/tobias">Tobias Fenn</a></li><li><a href="/artists">See All'
        '</a></li></ul></li><li><a href="/x">Contact</a></li></ul>'
    )
    assert people(roster(page("<h1>Inkwell</h1>", nav=nav))) == {"Mara Quill": None, "Tobias Fenn": None}


def test_a_flat_menu_names_nobody() -> None:
    nav = '<a href="/artists">Artists</a><a href="/g">Gallery</a><a href="/m">Merlin Room</a><a href="/c">Contact</a>'
    assert people(roster(page("<h1>Inkwell</h1>", nav=nav))) == {}


def test_a_roster_kept_in_a_javascript_array_is_read() -> None:
    script = """<script>/* add artists here */ const ARTISTS = [
      {slug: 'mara', name: 'Mara', ig: 'maraquill.ink', role: 'Owner'}, // the boss
      {slug: "tobias", name: "Tobias", ig: "fennworks", bio: ['It\\'s {great}', "x"]}];</script>"""
    found = roster(page(f"<div id='list'></div>{script}"))
    assert people(found) == {"Mara": "maraquill.ink", "Tobias": "fennworks"}
    assert found.artists[0].role is Role.OWNER


def test_state_embedded_by_a_framework_is_read() -> None:
    state = (
        '<script id="__NEXT_DATA__" type="application/json">{"props":{"team":[{"id":1,"name":"Mara Quill",'
        '"instagram":"https://instagram.com/maraquill.ink"}],"reviews":[{"name":"Carl Customer","role":"artist"}]}}'
        "</script>"
    )
    assert people(roster(page(f"<div id='__next'></div>{state}"))) == {"Mara Quill": "maraquill.ink"}


def test_json_ld_employees_are_artists_and_review_authors_are_not() -> None:
    data = """<script type="application/ld+json">{"@type":"TattooParlor","name":"Inkwell","sameAs":["https://instagram.com/inkwell.leeds"],
      "employee":[{"@type":"Person","name":"Mara Quill","jobTitle":"Tattoo Artist","sameAs":"https://www.instagram.com/maraquill.ink"}],
      "review":{"@type":"Review","author":{"@type":"Person","name":"Carl Customer"}}}</script>"""
    found = roster(page(data, footer=""))
    assert people(found) == {"Mara Quill": "maraquill.ink"}
    assert found.studio_instagram == "inkwell.leeds"


def test_microdata_people_are_artists() -> None:
    body = (
        '<div itemscope itemtype="https://schema.org/Person"><span itemprop="name">Mara Quill</span>'
        f'<span itemprop="jobTitle">Piercer</span><a itemprop="sameAs" href="{IG}maraquill.ink">ig</a></div>'
    )
    found = roster(page(body))
    assert people(found) == {"Mara Quill": "maraquill.ink"}
    assert found.artists[0].role is Role.PIERCER


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Owner · Tattoo Artist", Role.OWNER),
        ("Resident Artist", Role.RESIDENT),
        ("Guest artist", Role.GUEST),
        ("Apprentice", Role.APPRENTICE),
        ("Professional Piercer", Role.PIERCER),
        ("Propriétaire et tatoueuse", Role.OWNER),
        ("Tätowiererin", Role.RESIDENT),
        ("Aprendiz", Role.APPRENTICE),
    ],
)
def test_the_label_beside_a_name_gives_the_role(label: str, role: Role) -> None:
    found = roster(page(f"<h2>Who works here</h2><div><h3>Mara Quill</h3><p>{label}</p></div>"))
    assert [(artist.name, artist.role) for artist in found.artists] == [("Mara Quill", role)]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("A little bit about Mara...", "Mara"),
        ("Meet Mara Quill", "Mara Quill"),
        ("OUR ARTIST-MARA", "Mara"),
        ("Über Mara", "Mara"),
        ("OM MARA", "Mara"),
        ("Mara Quill - Tattoo Artist", "Mara Quill"),
        ("Tattoos by Mara Quill", "Mara Quill"),
    ],
)
def test_a_heading_may_name_somebody_in_a_phrase(heading: str, name: str) -> None:
    assert people(roster(page(f"<h2>{heading}</h2><p>Words.</p>"))) == {name: None}


@pytest.mark.parametrize(
    "sentence",
    [
        "Hi, I'm Mara Quill and I have been drawing since I was four.",
        "Hello! My name is Mara Quill, I tattoo in Leeds.",
        "Mara Quill is an award-winning tattoo artist from York.",
        "Mara Quill has been tattooing for eleven years.",
        "Je m'appelle Mara Quill, tatoueuse.",
        "Mara Quill är tatuerare i Malmö.",
        "Ich bin Mara Quill, Tätowiererin aus Bonn.",
    ],
)
def test_prose_may_introduce_somebody(sentence: str) -> None:
    assert people(roster(page(f"<p>{sentence}</p>"))) == {"Mara Quill": None}


def test_the_options_of_a_preferred_artist_field_are_artists() -> None:
    form = (
        '<form><select name="artist"><option>Choose an artist'
        "</option><option>Mara Quill</option><option>Tobias</option>"
        "<option>No preference</option></select><select name='size'>"
        "<option>Small</option><option>Palm</option></select></form>"
    )
    assert people(roster(page(form))) == {"Mara Quill": None, "Tobias": None}


def test_plain_lists_and_lines_below_an_artists_heading_are_artists() -> None:
    assert people(roster(page("<h3>Resident artists</h3><ul><li>Mara Quill</li><li>Tobias Fenn</li></ul>"))) == {
        "Mara Quill": None,
        "Tobias Fenn": None,
    }
    assert people(roster(page("<h3>Artists</h3><p>Mara, Tobias &amp; Ives</p>"))) == {
        "Mara": None,
        "Tobias": None,
        "Ives": None,
    }


def test_links_whose_words_are_names_are_artists() -> None:
    body = f'<h2>The team</h2><p><a href="{IG}maraquill.ink">Mara</a> <a href="{IG}fennworks">Tobias</a></p>'
    assert people(roster(page(body))) == {"Mara": "maraquill.ink", "Tobias": "fennworks"}


def test_tables_of_artists_are_read() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{role}</td><td><a href='{IG}{handle}'>@{handle}</a></td></tr>"
        for name, role, handle in [("Mara Quill", "Owner", "maraquill.ink"), ("Tobias Fenn", "Artist", "fennworks")]
    )
    assert people(roster(page(f"<h2>Our Team</h2><table>{rows}</table>"))) == {
        "Mara Quill": "maraquill.ink",
        "Tobias Fenn": "fennworks",
    }


def test_accounts_written_as_text_are_read() -> None:
    cards = "".join(
        f"<div><h3>{name}</h3><p>Instagram: @{handle}</p></div>"
        for name, handle in [("Mara Quill", "maraquill.ink"), ("Tobias Fenn", "fennworks")]
    )
    assert people(roster(page(f"<h2>Artists</h2>{cards}"))) == {
        "Mara Quill": "maraquill.ink",
        "Tobias Fenn": "fennworks",
    }


def test_site_builders_that_set_every_block_apart_are_read() -> None:
    def block(inner: str) -> str:
        return f'<div class="comp-k3"><div class="wixui-rich-text">{inner}</div></div>'

    card = (
        '<div class="inner">'
        + block('<h2 class="font_2"><span style="x"><span>{0}</span></span></h2>')
        + block('<p class="font_8"><span>{1}</span></p>')
        + '<div class="bar"><ul><li><a href="'
        + IG
        + ('{2}"><img alt="Instagram"></a></li></ul></div></div>')
    )
    cards = card.format("Mara Quill", "Resident Artist", "maraquill.ink") + card.format(
        "Tobias Fenn", "Piercer", "fennworks"
    )
    found = roster(page(f"<main>{block('<h2>MEET THE TEAM</h2>')}{cards}</main>"))
    assert people(found) == {"Mara Quill": "maraquill.ink", "Tobias Fenn": "fennworks"}


def test_names_in_captions_and_bold_text_are_read() -> None:
    figures = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>{n}</figcaption></figure>" for n in ("Mara Quill", "Tobias Fenn")
    )
    assert set(people(roster(page(f"<h2>Our tattooists</h2>{figures}")))) == {"Mara Quill", "Tobias Fenn"}
    bold = "".join(
        f"<p><strong>{n}</strong> works in bold colours and has a dog.</p>" for n in ("Mara Quill", "Tobias Fenn")
    )
    assert set(people(roster(page(f"<h2>Our tattooists</h2>{bold}")))) == {"Mara Quill", "Tobias Fenn"}


@pytest.mark.parametrize(
    "heading",
    [
        "Nos artistes",
        "Unser Team",
        "Nuestros artistas",
        "I nostri tatuatori",
        "Våra tatuerare",
        "Nossa equipe",
        "Наши мастера",
    ],
)
def test_people_headings_of_other_languages_are_known(heading: str) -> None:
    found = roster(page(f"<h2>{heading}</h2><div><h3>Mara Quill</h3></div><div><h3>Tobias Fenn</h3></div>"))
    assert set(people(found)) == {"Mara Quill", "Tobias Fenn"}


def test_guests_under_their_own_heading_are_guests() -> None:
    body = "<h2>Guest artists</h2><div><h3>Mara Quill</h3><p>12–14 May</p></div><div><h3>Tobias Fenn</h3></div>"
    assert {artist.role for artist in roster(page(body)).artists} == {Role.GUEST}


def test_evidence_says_where_and_how() -> None:
    found = roster(page("<section id='team'><h2>Team</h2><h3 class='who'>Mara Quill</h3><p>Owner</p></section>"))
    evidence = found.artists[0].evidence[0]
    assert (evidence.url, evidence.kind) == ("https://inkwell.example/", EvidenceKind.CARD)
    assert "h3.who" in evidence.locator
    assert "Owner" in evidence.excerpt


def test_a_studio_that_bears_a_full_name_and_speaks_as_one_person_is_that_artist() -> None:
    home = page("<h2>About me</h2><p>My work is botanical.</p>", title="Zubby Quill Tattoo", footer="")
    assert people(roster(home)) == {"Zubby Quill": None}
    many = page("<h2>About us</h2><p>Our work is botanical.</p>", title="Zubby Quill Tattoo", footer="")
    assert people(roster(many)) == {}


def test_a_studio_whose_name_begins_with_a_given_name_is_that_artist_if_nobody_else_is_named() -> None:
    works, team = "<h2>Works</h2><p>Botanical.</p>", "<h2>Our artists</h2><h3>Jo Hill</h3><p>Owner</p>"
    assert people(roster(page(works, title="Mara Quill Tattoo", footer=""))) == {"Mara Quill": None}
    assert people(roster(page(team, title="Mara Quill Tattoo", footer=""))) == {"Jo Hill": None}


@pytest.mark.parametrize("studio", ["Lucky Cat Tattoo", "Cary Street Tattoo", "Mara's Tattoo", "Iron Quill Tattoo"])
def test_a_studio_that_bears_less_than_a_full_name_is_nobody(studio: str) -> None:
    assert people(roster(page("<h2>Works</h2><p>Botanical.</p>", title=studio, footer=""))) == {}


def test_cards_that_are_pictures_only_lead_to_pages_that_name_their_artist() -> None:
    index = page(
        '<h1>Artists</h1><a href="/mara-quill"><img src="1.jpg"></a><a href="/terms-of-trade"><img src="2.jpg"></a>'
    )
    mara = page(f'<h1>Mara Quill</h1><p>Moths.</p><h4>Follow</h4><a href="{IG}darkwaterink">ig</a>')
    home = page('<a href="/artists">Artists</a>')
    assert people(roster(home, artists=index, **{"mara-quill": mara})) == {"Mara Quill": "darkwaterink"}


def test_pages_that_all_bear_the_studios_title_are_told_apart_by_the_full_name_that_heads_them() -> None:
    title = "<h1>Inkwell Tattoo</h1>"
    index = page(title + "<h2>Tatuadores</h2><a href='/p1'><img src='1.jpg'></a><a href='/p2'><img src='2.jpg'></a>")
    mara, terms = (page(f"{title}<h1>{heads}</h1><p>Moths.</p>") for heads in ("Mara Quill", "Terms of Trade"))
    home = page('<a href="/tatuadores">Tatuadores</a>')
    assert people(roster(home, tatuadores=index, p1=mara, p2=terms)) == {"Mara Quill": None}


def test_names_followed_by_their_style_are_names_among_artists() -> None:
    body = "<h2>Our artists</h2><h3>Mara Quill | Blackwork</h3><h3>Tobias – fine line &amp; florals</h3>"
    assert set(people(roster(page(body)))) == {"Mara Quill", "Tobias"}


def test_text_styled_as_a_heading_by_its_class_counts_as_one() -> None:
    body = "<h2>Our artists</h2>" + "".join(
        (f'<div><p class="h4 mb-0">{n}</p><p>Moths and ferns.</p></div>') for n in ("Mara", "Ives")
    )
    assert set(people(roster(page(body)))) == {"Mara", "Ives"}


def test_accounts_listed_below_an_artists_heading_stand_for_their_artists() -> None:
    body = (
        f'<h2>Artists</h2><ul><li><a href="{IG}maraquill.ink">@maraquill.ink'
        f'</a></li><li><a href="{IG}fennworks">@fennworks</a></li></ul>'
    )
    assert people(roster(page(body))) == {"maraquill.ink": "maraquill.ink", "fennworks": "fennworks"}
