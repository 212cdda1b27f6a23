"""Whole pages in the manner of common templates, where people stand among much that is not people."""

from tests.unit.studio_scraper.sites import page, people, roster

IG = "https://www.instagram.com/"


def section(heading: str, *items: str, css: str = "section") -> str:
    return (
        f'<section class="{css}"><div class="container"><h2>{heading}'
        f'</h2><div class="row">{"".join(items)}</div></div></section>'
    )


def box(title: str, inner: str = "", css: str = "item", tag: str = "h4") -> str:
    return (
        f'<div class="col-md-4"><div class="{css}"><img src="x.jpg" alt="">'
        f'<div class="text"><{tag}>{title}</{tag}>{inner}</div></div></div>'
    )


def member(name: str, role: str, handle: str) -> str:
    social = (
        '<div class="social"><a href="#"><i class="fa-twitter"></i></a>'
        f'<a href="{IG}{handle}"><i class="fa-instagram"></i></a></div>'
    )
    return box(name, f"<span>{role}</span>{social}", css="team-item")


def test_a_one_page_agency_template() -> None:
    body = (
        '<div class="hero"><h1>Ink That Lasts</h1><p>Leeds, since 2012</p></div>'
        + section("What we do", box("Bridal Henna", "<p>Soft.</p>"), box("Scar Camouflage", "<p>Kind.</p>"))
        + section(
            "Our Experts",
            member("Mara Quill", "Senior artist", "maraquill.ink"),
            member("Tobias Fenn", "Piercer", "fennworks"),
        )
        + section("Latest Work", box("Koi Lantern", "<p>by Mara</p>"), box("Raven Gate"))
        + section("Our Clients Say!", box("Carl Customer", "<p>Teacher</p>"), box("Sue Client", "<p>Plumber</p>"))
        + section("From the blog", box("Healing In Winter", "<span>by Carl Writer</span>"))
        + section(
            "Where we are", box("Kirkgate", "<p>12 Kirkgate</p>"), box("Chapel Allerton", "<p>4 Harrogate Road</p>")
        )
    )
    found = roster(page(body))
    assert people(found) == {"Mara Quill": "maraquill.ink", "Tobias Fenn": "fennworks"}
    assert found.studio_instagram == "inkwelltattoo"


def test_a_list_of_names_with_roles() -> None:
    items = "<ul><li>Mara Quill – Owner</li><li>Tobias Fenn – Piercer</li><li>Ives Lark – Apprentice</li></ul>"
    found = roster(page(f"<h3>The crew</h3>{items}"))
    assert {artist.name: artist.role.value for artist in found.artists} == {
        "Mara Quill": "owner",
        "Tobias Fenn": "piercer",
        "Ives Lark": "apprentice",
    }


def test_headings_that_carry_the_account_and_the_pronouns() -> None:
    body = section("Artists", box("Mara Quill (she/her) @maraquill.ink"), box("Tobias Fenn (they/them) | @fennworks"))
    assert people(roster(page(body))) == {"Mara Quill": "maraquill.ink", "Tobias Fenn": "fennworks"}


def test_cards_named_by_their_account_alone() -> None:
    body = section("Artists", box("@maraquill.ink", f'<a href="{IG}maraquill.ink">Follow</a>'), box("@fennworks"))
    assert people(roster(page(body))) == {"maraquill.ink": "maraquill.ink", "fennworks": "fennworks"}


def test_portraits_that_are_links_to_accounts() -> None:
    pictures = "".join(
        f'<a href="{IG}{handle}"><img src="p.jpg" alt="{name}"></a>'
        for name, handle in [("Mara Quill", "maraquill.ink"), ("Tobias Fenn", "fennworks")]
    )
    assert people(roster(page(section("Artists", pictures)))) == {
        "Mara Quill": "maraquill.ink",
        "Tobias Fenn": "fennworks",
    }


def test_headings_of_the_same_rank_below_the_team_heading_need_more_than_their_place() -> None:
    body = (
        "<h2>Meet the Team</h2><h2>Mara Quill</h2><img src='m.jpg'><p>Draws moths.</p>"
        "<h2>Tobias Fenn</h2><img src='t.jpg'><p>Draws ferns.</p><h2>Hidden Garden</h2><p>A quiet yard.</p>"
    )
    assert people(roster(page(body))) == {"Mara Quill": None, "Tobias Fenn": None}


def test_a_portfolio_page_of_one_artist_adds_no_picture_titles() -> None:
    home = page('<h2>Artists</h2><a href="/artists/mara"><h3>Mara Quill</h3></a>')
    mara = page("<h1>Mara Quill Portfolio</h1><div><h3>Koi Lantern</h3></div><div><h3>Raven Gate</h3></div>")
    assert people(roster(home, artists__mara=mara)) == {"Mara Quill": None}


def test_resident_and_guest_rosters_on_one_page() -> None:
    body = section("Resident Artists", box("Mara Quill"), box("Ives")) + section("Guest Artists", box("Tobias Fenn"))
    found = roster(page(f"<h1>Artists</h1>{body}"))
    assert {artist.name: artist.role.value for artist in found.artists} == {
        "Mara Quill": "resident",
        "Ives": "resident",
        "Tobias Fenn": "guest",
    }


def test_pop_ups_with_the_same_people_list_each_once() -> None:
    body = section("Team", box("Mara Quill"), box("Tobias Fenn")) + (
        '<div class="modal" id="mara"><h4 class="modal-title">Mara Quill'
        f'</h4><a href="{IG}maraquill.ink">Instagram</a></div>'
        '<div class="modal" id="tobias"><h4 class="modal-title">Tobias Fenn'
        f'</h4><a href="{IG}fennworks">Instagram</a></div>'
    )
    assert people(roster(page(body))) == {"Mara Quill": "maraquill.ink", "Tobias Fenn": "fennworks"}


def test_questions_and_prices_name_nobody() -> None:
    body = section("Questions", box("Do You Do Cover Ups?"), box("Minimum Charge"), box("Deposits")) + section(
        "Prices", box("Palm Size", "<p>£80</p>"), box("Half Day", "<p>£250</p>"), box("Full Day", "<p>£450</p>")
    )
    assert people(roster(page(body))) == {}
