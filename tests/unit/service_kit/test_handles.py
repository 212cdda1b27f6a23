"""Instagram addresses and handles: what names a profile, and what only looks like it."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_kit.handles import find_handles, instagram_handle

HANDLES = st.from_regex(r"[a-z0-9_][a-z0-9_]{0,10}(\.[a-z0-9_]{1,10}){0,2}", fullmatch=True).filter(
    lambda handle: instagram_handle(handle) == handle
)


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("https://www.instagram.com/mara.quill/", "mara.quill"),
        ("http://instagram.com/MaraQuill", "maraquill"),
        ("instagram.com/_mara_", "_mara_"),
        ("//www.instagram.com/mara", "mara"),
        ("https://m.instagram.com/mara", "mara"),
        ("https://instagr.am/mara", "mara"),
        ("https://ig.me/m/mara", "mara"),
        ("https://www.instagram.com/mara?igsh=MnBo==&utm_source=qr", "mara"),
        ("https://www.instagram.com/mara%3Figsh%3DMnBo%3D%3D", "mara"),
        ("https://www.instagram.com/mara%253Figsh%253DMnBo", "mara"),
        ("https://www.instagram.com/mara/?hl=en", "mara"),
        ("https://www.instagram.com/mara#about", "mara"),
        ("https://www.instagram.com/mara&amp;x=1", "mara"),
        ("https://www.instagram.com/@mara", "mara"),
        ("https://www.instagram.com/mara/p/CxYz123/", "mara"),
        ("https://www.instagram.com/mara/profilecard/?igsh=x", "mara"),
        ("https://www.instagram.com/mara/embed", "mara"),
        ("https://www.instagram.com/stories/mara/123", "mara"),
        ("instagram://user?username=mara", "mara"),
        ("@Mara.Quill", "mara.quill"),
        ("  mara_quill \n", "mara_quill"),
        ("mara._ink._", "mara._ink._"),
        ("moth.c.ink", "moth.c.ink"),
        ("https://www.instagram.com/p/CxYz123/ https://www.instagram.com/mara", "mara"),
    ],
)
def test_addresses_and_handles_give_the_folded_handle(text: str, handle: str) -> None:
    assert instagram_handle(text) == handle


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://www.instagram.com",
        "https://www.instagram.com/",
        "https://www.instagram.com/p/CxYz123/",
        "https://www.instagram.com/reel/CxYz123/",
        "https://www.instagram.com/explore/locations/1/leeds",
        "https://www.instagram.com/invites/contact/?i=x",
        "https://www.instagram.com/accounts/onetap/?next=%2F",
        "https://www.instagram.com/stories/highlights/123",
        "https://www.instagram.com/../etc/passwd",
        "https://instagram.com.evil.example/mara",
        "https://notinstagram.com/mara",
        "https://evil.example/instagram.com/mara",
        "https://help.instagram.com/mara",
        "https://l.facebook.com/l.php?u=https://www.instagram.com/reel/x",
        "https://www.facebook.com/mara",
        "mara@inkwell.example",
        "www.inkwell.com",
        "inkwell.co.uk",
        "index.html",
        "hello world",
        "explore",
        "#",
        "javascript:;",
        "a" * 31,
        ".mara",
        "___",
        "мара",
    ],
)
def test_what_names_no_profile_gives_none(text: str) -> None:
    assert instagram_handle(text) is None


def test_running_text_gives_its_accounts_once_and_in_order() -> None:
    text = "Follow @mara.quill and (@Tobias_Fenn), see instagram.com/ives/ or https://instagram.com/mara.quill."
    assert find_handles(text) == ("mara.quill", "tobias_fenn", "ives")


@pytest.mark.parametrize(
    "text",
    [
        "mail hello@inkwell.example today",
        "https://maps.example/@53.8008,-1.5491,15z",
        "@media screen { a { color: red } }",
        "@import url(x.css)",
        "https://www.tiktok.com/@maraquill",
        "TikTok: @maraquill",
        "[email@protected]",
        "costs @ 12",
    ],
)
def test_other_uses_of_the_at_sign_are_no_accounts(text: str) -> None:
    assert find_handles(text) == ()


@given(HANDLES)
def test_every_spelling_of_an_address_gives_the_same_handle(handle: str) -> None:
    spellings = (
        handle,
        f"@{handle}",
        f"https://www.instagram.com/{handle}/",
        f"instagram.com/{handle.upper()}?igsh=abc",
        f"https%3A%2F%2Finstagram.com%2F{handle}",
    )
    assert {instagram_handle(spelling) for spelling in spellings} == {handle}


@given(st.text() | st.text().map("https://instagram.com/{}".format))
def test_reading_never_raises_and_what_it_gives_reads_as_itself(text: str) -> None:
    handle = instagram_handle(text)
    assert handle is None or instagram_handle(handle) == handle


@given(st.text(alphabet="abcXYZ019._@/%?&=: -\u00e9"))
def test_nothing_is_invented(text: str) -> None:
    for handle in (instagram_handle(text), *find_handles(text)):
        assert handle is None or handle in text.lower()


def test_the_filter_answers_line_by_line() -> None:
    lines = "https://instagram.com/mara?x=1\nhttps://instagram.com/p/abc/\n\n@ives\n"
    run = subprocess.run(
        [sys.executable, "-m", "service_kit.handles"], input=lines, capture_output=True, text=True, check=True
    )
    assert run.stdout == "mara\n\n\nives\n"
