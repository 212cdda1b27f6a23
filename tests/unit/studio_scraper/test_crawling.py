"""Which pages are read, in which order, and how many."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_scraper.__main__ import main
from studio_scraper.domain.frontier import MAX_PAGES, Frontier, next_pages, read_pages
from studio_scraper.domain.models import PageReading
from studio_scraper.domain.reading import read_page
from tests.unit.studio_scraper.sites import ORIGIN, page, read


def links(*pairs: tuple[str, str]) -> PageReading:
    return read(page("".join(f'<a href="{href}">{text}</a>' for href, text in pairs), footer=""))


def test_pages_about_people_come_first() -> None:
    reading = links(
        ("/gallery", "Gallery"),
        ("/about", "About"),
        ("/xyz", "Our neighbours"),
        ("/artists/mara", "Mara"),
        ("/team", "Team"),
    )
    assert [url.removeprefix(ORIGIN) for _, url in next_pages(reading)] == [
        "/team",
        "/artists/mara",
        "/about",
        "/gallery",
        "/xyz",
    ]


@pytest.mark.parametrize(
    "path", ["/aftercare", "/faq", "/privacy-policy", "/shop/cart", "/blog/tattoo-artists", "/flash.pdf", "/mara.jpg"]
)
def test_pages_that_tell_nothing_about_people_are_left_out(path: str) -> None:
    assert next_pages(links((path, "More"))) == []


@pytest.mark.parametrize(
    "href", ["https://other.example/artists", "mailto:mara@inkwell.example", "tel:123", "#artists", "javascript:;", ""]
)
def test_only_pages_of_the_same_site_are_followed(href: str) -> None:
    assert next_pages(links((href, "Artists"))) == []


@pytest.mark.parametrize(
    "path", ["/unsere-künstler", "/%C3%A9quipe", "/nos-tatoueurs", "/tatuadores", "/our-team.html", "/staff/"]
)
def test_people_pages_of_other_languages_are_known_by_their_address(path: str) -> None:
    assert [rank for rank, _ in next_pages(links((path, "→")))] == [0]


def test_a_page_is_given_out_once_however_it_is_spelt() -> None:
    frontier = Frontier()
    frontier.start(f"{ORIGIN}/index.html")
    assert frontier.take() == f"{ORIGIN}/index.html"
    frontier.add(
        links(("/", "Home"), ("/artists", "A"), ("/artists/", "A"), ("/artists.html", "A"), ("/artists?x=1", "A"))
    )
    assert [frontier.take(), frontier.take()] == [f"{ORIGIN}/artists", None]


def test_a_site_that_never_ends_is_read_up_to_the_limit() -> None:
    def endless(url: str) -> PageReading:
        body = "".join(f'<a href="/artists/a{url[-3:].strip("/")}{n}">Artist</a>' for n in range(9))
        return read_page(url=url, html=page(body))

    assert len(read_pages(f"{ORIGIN}/", endless)) == MAX_PAGES


def test_links_are_followed_to_a_bounded_depth() -> None:
    def deeper(url: str) -> PageReading:
        return read_page(url=url, html=page(f'<a href="{url}x/team">Team</a>'))

    assert len(read_pages(f"{ORIGIN}/", deeper)) == 4


@given(st.text(max_size=400) | st.binary(max_size=400).map(lambda raw: raw.decode("latin-1")))
def test_no_page_is_too_broken_to_read(html: str) -> None:
    assert read_page(url=f"{ORIGIN}/", html=html).url == f"{ORIGIN}/"


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<h2>",
                "Our Artists",
                "<a href='//[x'>",
                "Mara",
                "</a>",
                "<li",
                "<script>{[",
                "'",
                "{name:",
            ]
        )
    )
)
def test_no_tangle_of_tags_is_too_broken_to_read(pieces: list[str]) -> None:
    assert read_page(url=f"{ORIGIN}/", html="".join(pieces)).url == f"{ORIGIN}/"


def test_deeply_nested_pages_are_read() -> None:
    assert read_page(url=f"{ORIGIN}/", html="<div>" * 5000 + "x").url == f"{ORIGIN}/"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    (tmp_path / "artists").mkdir()
    (tmp_path / "index.html").write_text(page('<a href="artists">Artists</a> <a href="../../secret">Team</a>'))
    (tmp_path / "artists" / "index.html").write_text(
        page('<h1>Artists</h1><a href="mara quill.html"><h2>Mara Quill</h2></a>')
    )
    (tmp_path / "artists" / "mara quill.html").write_text(
        page("<h1>Mara Quill</h1><a href='https://instagram.com/quillwork'>ig</a>")
    )
    (tmp_path / "truth.json").write_text('{"artists": [{"name": "Somebody Else"}]}')
    return tmp_path


def test_the_command_prints_the_roster_of_a_saved_site(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", str(saved), "index.html"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["studio_instagram"] == "inkwelltattoo"
    assert [(artist["name"], artist["instagram"], artist["role"]) for artist in printed["artists"]] == [
        ("Mara Quill", "quillwork", "resident")
    ]
    assert printed["needs_browser"] is False


def test_the_command_explains_itself(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", str(saved), "index.html", "--explain"]) == 0
    printed = capsys.readouterr().out
    assert "Mara Quill (resident, @quillwork)" in printed
    assert "person-page" in printed
    assert "Read 3 pages" in printed


def test_the_command_says_when_there_is_no_such_page(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", str(saved), "nothing.html"]) == 2
    assert "nothing.html" in capsys.readouterr().err
