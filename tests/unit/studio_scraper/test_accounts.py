"""Whose Instagram account is whose: the studio's, an artist's, or nobody's here."""

from tests.unit.studio_scraper.sites import FOOTER, page, people, roster

IG = "https://www.instagram.com/"


def card(name: str, inner: str = "", role: str = "Tattoo Artist") -> str:
    return f'<div class="card"><img src="x.jpg"><h3>{name}</h3><p>{role}</p>{inner}</div>'


def link(handle: str, text: str = "Instagram") -> str:
    return f'<a href="{IG}{handle}">{text}</a>'


def test_the_account_in_every_header_and_footer_is_the_studios_and_nobody_elses() -> None:
    footer = f"<footer>{link('skinhouse')}</footer>"
    nav = f'<a href="/artists/mara">Mara Quill</a>{link("skinhouse")}'
    mara = page("<h1>Mara Quill</h1><p>Tattoo artist</p>", nav=nav, footer=footer)
    found = roster(page("<h1>Welcome</h1>", nav=nav, footer=footer), artists__mara=mara)
    assert found.studio_instagram == "skinhouse"
    assert people(found) == {"Mara Quill": None}


def test_an_owner_who_links_the_studios_account_gets_none() -> None:
    body = "<h2>Artists</h2>" + card("Mara Quill", link("inkwelltattoo")) + card("Tobias Fenn", link("fennworks"))
    assert people(roster(page(body))) == {"Mara Quill": None, "Tobias Fenn": "fennworks"}


def test_the_studios_account_is_known_by_its_name_when_it_stands_only_beside_the_owner() -> None:
    body = "<h2>Artists</h2>" + card("Mara Quill", link("inkwell.tattoo")) + card("Tobias Fenn", link("fennworks"))
    found = roster(page(body, footer=""))
    assert found.studio_instagram == "inkwell.tattoo"
    assert people(found)["Mara Quill"] is None


def test_an_artists_account_does_not_become_the_studios() -> None:
    body = "<h2>Artists</h2>" + card("Mara Quill", link("maraquill.ink"))
    found = roster(page(body, footer="<footer>© Inkwell Tattoo</footer>"))
    assert found.studio_instagram is None
    assert people(found) == {"Mara Quill": "maraquill.ink"}


def test_a_solo_artists_account_is_both_when_it_bears_the_artists_name() -> None:
    body = f"<p>Hi, I'm Mara Quill and I tattoo in York.</p><footer>{link('maraquill.ink')}</footer>"
    found = roster(page(body, footer="", title="Mara Quill Tattoo"))
    assert (found.studio_instagram, people(found)) == ("maraquill.ink", {"Mara Quill": "maraquill.ink"})


def test_the_web_designers_account_is_nobodys() -> None:
    footer = (
        f"<footer>{link('inkwelltattoo')}<p>Website by <a href='{IG}pixelpanda.design'>Pixel Panda</a></p></footer>"
    )
    found = roster(page("<h2>Artists</h2>" + card("Mara Quill"), footer=footer))
    assert found.studio_instagram == "inkwelltattoo"
    assert people(found) == {"Mara Quill": None}


def test_the_accounts_of_sponsors_are_nobodys() -> None:
    body = (
        "<h2>Artists</h2>"
        + card("Mara Quill")
        + f"<h2>Our sponsors</h2><div>{link('needleco', 'Needle Co')}{link('balmly', 'Balmly')}</div>"
    )
    assert people(roster(page(body))) == {"Mara Quill": None}


def test_branches_with_accounts_of_their_own_are_not_people() -> None:
    body = (
        f"<h2>Our locations</h2><div><h3>Soho</h3>{link('inkwell.soho')}"
        f"</div><div><h3>Camden</h3>{link('inkwell.camden')}</div>"
    )
    assert people(roster(page(body))) == {}


def test_one_account_beside_two_people_is_given_to_neither() -> None:
    body = "<h2>Artists</h2>" + card("Mara Quill", link("sharedwork")) + card("Tobias Fenn", link("sharedwork"))
    assert set(people(roster(page(body))).values()) == {None}


def test_placeholder_links_give_no_account() -> None:
    inner = '<a href="#"><i class="fa-instagram"></i></a><a href="https://instagram.com">ig</a><a href="">x</a>'
    assert people(roster(page("<h2>Artists</h2>" + card("Mara Quill", inner)))) == {"Mara Quill": None}


def test_accounts_of_other_networks_and_maps_are_not_instagram() -> None:
    inner = (
        '<a href="https://www.tiktok.com/@maraquill">TikTok</a>'
        '<a href="https://www.google.com/maps/@53.8,-1.5,15z">map</a>'
        "<p>TikTok: @maratok</p><p>mara@inkwell.example</p>"
    )
    assert people(roster(page("<h2>Artists</h2>" + card("Mara Quill", inner)))) == {"Mara Quill": None}


def test_a_persons_page_with_two_strange_accounts_gives_neither() -> None:
    home = page('<h2>Artists</h2><a href="/artists/mara"><h3>Mara Quill</h3></a>')
    mara = page(f"<h1>Mara Quill</h1><h2>Find me</h2>{link('nightgarden')}<h2>Friends</h2>{link('otherwork')}")
    assert people(roster(home, artists__mara=mara)) == {"Mara Quill": None}


def test_a_persons_page_with_two_accounts_gives_the_one_that_bears_the_name() -> None:
    home = page('<h2>Artists</h2><a href="/artists/mara"><h3>Mara Quill</h3></a>')
    mara = page(f"<h1>Mara Quill</h1><h2>Find me</h2>{link('maraquill.ink')}<h2>Friends</h2>{link('otherwork')}")
    assert people(roster(home, artists__mara=mara)) == {"Mara Quill": "maraquill.ink"}


def test_an_account_in_the_page_header_of_one_persons_page_is_theirs() -> None:
    home = page('<h2>Artists</h2><a href="/artists/mara"><h3>Mara Quill</h3></a>')
    mara = page(f"<header><h1>Mara Quill</h1>{link('darkwaterink')}</header><p>Words</p>")
    assert people(roster(home, artists__mara=mara)) == {"Mara Quill": "darkwaterink"}


def test_pages_in_two_languages_list_each_person_once() -> None:
    nav = '<a href="/artists">Artists</a><a href="/fr/artistes">Artistes</a>'
    english = page("<h1>Artists</h1>" + card("Zoë Lund", link("zoelund")), nav=nav)
    french = page("<h1>Artistes</h1>" + card("ZOE LUND", link("zoelund"), "Tatoueuse"), nav=nav)
    found = roster(page("<p>Hello</p>", nav=nav), artists=english, fr__artistes=french)
    assert people(found) == {"Zoë Lund": "zoelund"}


def test_a_first_name_joins_the_only_full_name_it_can_mean() -> None:
    body = "<h2>Artists</h2>" + card("Mara") + "<p>Mara Quill has been tattooing for ten years.</p>"
    assert list(people(roster(page(body)))) == ["Mara Quill"]
    two = body + "<p>Mara Stone has been tattooing for ten years.</p>"
    assert set(people(roster(page(two)))) == {"Mara", "Mara Quill", "Mara Stone"}


def test_the_footer_alone_gives_the_studios_account() -> None:
    assert roster(page("<h1>Hello</h1>", footer=FOOTER)).studio_instagram == "inkwelltattoo"
    assert roster(page("<h1>Hello</h1>", footer="")).studio_instagram is None


def test_two_accounts_with_equal_claims_leave_the_studio_without() -> None:
    body = f"<p>{link('nightjar.works')} {link('harrow.works')}</p>"
    assert roster(page(body, footer="")).studio_instagram is None


def test_an_account_is_not_the_studios_for_holding_the_word_tattoo() -> None:
    body = "<h2>Artists</h2>" + card("Mara Quill", link("quilltattoo_art")) + card("Tobias Fenn", link("fennworks"))
    found = roster(page(body, title="Tattoo", footer=""))
    assert found.studio_instagram is None
    assert people(found)["Mara Quill"] == "quilltattoo_art"


def test_a_studio_called_by_its_trade_has_the_account_that_begins_so() -> None:
    body = "<h2>Artists</h2>" + card("Mara Quill", link("thetattooshop")) + card("Tobias Fenn", link("fennworks"))
    assert roster(page(body, title="The Tattoo Shop", footer="")).studio_instagram == "thetattooshop"
