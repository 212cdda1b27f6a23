"""What a free-text query finds, and what it puts first."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_engine import ArtistDocument, Picture, SearchRequest

Artist = Callable[..., ArtistDocument]
Found = Callable[..., list[str]]
PICTURE = Picture(path="a.webp", width=1, height=1)


def test_an_exact_name_comes_before_every_better_filled_profile(adapter: Any, artist: Artist, found: Found) -> None:
    engine = adapter.load(
        artist("longer", "Raven Black", picture=PICTURE, bio="raven", styles=("blackwork",), areas=("Leeds",)),
        artist("handle", "Joe Bloggs", handle="raven", picture=PICTURE),
        artist("exact", "Raven"),
        artist("near", "Ravens", picture=PICTURE),
    )
    assert found(engine, q="raven") == ["exact", "handle", "longer", "near"]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("hutchings", "right"),
        ("hutchigns", "swap"),
        ("hutchins", "missing"),
        ("huttchings", "extra"),
        ("mutchings", "first"),
    ],
)
def test_a_name_is_found_with_one_wrong_letter(
    adapter: Any, artist: Artist, found: Found, typed: str, kind: str
) -> None:
    engine = adapter.load(artist("h", "Sarah Hutchings"), artist("other", "Quentin Vasquez"))
    assert found(engine, q=typed) == ["h"], kind


def test_the_right_spelling_comes_before_the_similar_name(adapter: Any, artist: Artist, found: Found) -> None:
    engine = adapter.load(artist("1", "Marla", picture=PICTURE), artist("2", "Marta"))
    assert found(engine, q="marta") == ["2", "1"]
    assert found(engine, q="marla") == ["1", "2"]


def test_two_typos_are_forgiven_from_eight_letters_and_none_below_four(
    adapter: Any, artist: Artist, found: Found
) -> None:
    engine = adapter.load(artist("long", "Bartholomew"), artist("short", "Ivy"), artist("four", "Otto"))
    assert found(engine, q="bartolemew") == ["long"]
    assert found(engine, q="iwy") == []
    assert found(engine, q="ottp") == ["four"]
    assert found(engine, q="oxtp") == []


def test_the_last_word_may_be_unfinished_and_the_others_not(adapter: Any, artist: Artist, found: Found) -> None:
    engine = adapter.load(artist("1", "Sarah Hutchings"))
    for typed in ("s", "sa", "sar", "sarah hu", "sarah hutch", "hutchings sa"):
        assert found(engine, q=typed) == ["1"], typed
    assert found(engine, q="hut sarah") == []


def test_an_unfinished_word_may_be_misspelt(adapter: Any, artist: Artist, found: Found) -> None:
    engine = adapter.load(artist("1", "Bartholomew Quill"))
    assert found(engine, q="bartolo") == ["1"]


@pytest.mark.parametrize(
    "typed", ["@sarah.inks_tattoo", "sarah.inks_tattoo", "sarahinkstattoo", "sarah inks", "SARAH INKS", "sarahinks"]
)
def test_a_handle_is_found_however_it_is_written(adapter: Any, artist: Artist, found: Found, typed: str) -> None:
    engine = adapter.load(artist("1", "S. Jones", handle="sarah.inks_tattoo"), artist("2", "Someone Else"))
    assert found(engine, q=typed) == ["1"]


def test_a_name_is_found_written_together_or_apart(adapter: Any, artist: Artist, found: Found) -> None:
    engine = adapter.load(artist("together", "SarahJones"), artist("apart", "Sarah Jones"))
    assert found(engine, q="sarah jones") == ["apart", "together"]
    assert found(engine, q="sarahjones") == ["together", "apart"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zoë Müller", "zoe muller"),
        ("Zoe Muller", "ZOË MÜLLER"),
        ("Søren Łukasz", "soren lukasz"),
        ("Seán O'Connor", "sean oconnor"),
        ("Seán O'Connor", "O’Connor"),
        ("Jean-Luc", "jean luc"),
        ("Straße", "strasse"),
        ("Ольга Петрова", "ольга"),
        ("田中 太郎", "田中"),
        ("𝕾𝖆𝖗𝖆𝖍", "sarah"),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(
    adapter: Any, artist: Artist, found: Found, name: str, typed: str
) -> None:
    engine = adapter.load(artist("1", name), artist("2", "Quentin"))
    assert found(engine, q=typed) == ["1"]


@pytest.mark.parametrize(
    "typed", ["fine line", "fineline", "single needle", "fine-line", "fine lin", "fineline tattoo"]
)
def test_a_style_is_found_by_its_synonyms(adapter: Any, artist: Artist, found: Found, typed: str) -> None:
    engine = adapter.load(artist("1", "A", styles=("fine-line",)), artist("2", "B", styles=("celtic",)))
    assert found(engine, q=typed) == ["1"]


@pytest.mark.parametrize("typed", ["blackwrok", "blackw", "blakwork", "irezumi", "japanesse"])
def test_a_style_is_found_unfinished_or_misspelt(adapter: Any, artist: Artist, found: Found, typed: str) -> None:
    engine = adapter.load(artist("1", "A", styles=("blackwork", "japanese")), artist("2", "B", styles=("celtic",)))
    assert found(engine, q=typed) == ["1"]


def test_a_search_for_a_style_finds_the_narrower_one_and_not_the_reverse(
    adapter: Any, artist: Artist, found: Found
) -> None:
    engine = adapter.load(artist("child", "A", styles=("portrait",)), artist("parent", "B", styles=("realism",)))
    assert found(engine, q="realism") == ["child", "parent"] == found(engine, styles=("realism",))
    assert found(engine, q="portrait") == ["child"] == found(engine, styles=("portrait",))


def test_a_found_artist_shows_the_style_that_was_searched_for(adapter: Any, artist: Artist) -> None:
    engine = adapter.load(artist("1", "A", styles=("portrait", "celtic")))
    assert engine.get("1").styles == ("portrait", "celtic", "realism")


def test_every_word_must_be_found_somewhere(adapter: Any, artist: Artist, found: Found) -> None:
    engine = adapter.load(
        artist("both", "Sarah", styles=("blackwork",), areas=("Leeds",)),
        artist("place", "Ivy", styles=("dotwork",), areas=("Leeds",)),
        artist("style", "Zoe", styles=("blackwork",), areas=("York",)),
    )
    assert found(engine, q="blackwork leeds") == ["both"]
    assert found(engine, q="leeds blackwork sarah") == ["both"]
    assert found(engine, q="blackwork leeds zoe") == []


def test_words_that_fit_every_artist_do_not_restrict(adapter: Any, artist: Artist, found: Found) -> None:
    engine = adapter.load(artist("1", "Ivy", areas=("Leeds",)), artist("2", "The Tattoo Artist", areas=("York",)))
    assert found(engine, q="tattoo artist in leeds") == ["1"]
    assert found(engine, q="the tattoo artist") == ["2", "1"]


def test_a_studio_is_found_by_name(adapter: Any, artist: Artist, found: Found) -> None:
    at_work = {"studio_ids": ("s",), "studio_names": ("The Crimson Lantern",)}
    engine = adapter.load(artist("1", "Ivy", **at_work), artist("2", "Zoe"))
    for typed in ("crimson lantern", "thecrimsonlantern", "the crimson", "crimsom lantern"):
        assert found(engine, q=typed) == ["1"], typed


@pytest.mark.parametrize("typed", ["", "   ", "!?", "🔥", "\"'\\"])
def test_a_query_without_words_browses(adapter: Any, artist: Artist, found: Found, typed: str) -> None:
    engine = adapter.load(artist("1", "Zoe"), artist("2", "Ivy"), artist("3", "Amy", picture=PICTURE))
    assert found(engine, q=typed) == ["3", "2", "1"]


def test_nothing_found_is_an_empty_page(adapter: Any, artist: Artist) -> None:
    result = adapter.load(artist("1", "Zoe")).search(SearchRequest(q="xylophonist"))
    assert (result.items, result.total, result.has_more, result.next_cursor) == ((), 0, False, None)
    assert result.facets.styles == result.facets.areas == ()


HOSTILE = st.text(max_size=300) | st.text(alphabet='"*:~^()[]{}+-!/\\&|<>=?_ ANDORTO\x00\u202e\ud800a1', max_size=60)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=HOSTILE, location=HOSTILE, style=HOSTILE)
def test_no_text_whatsoever_is_an_error(library: Any, q: str, location: str, style: str) -> None:
    for request in (
        SearchRequest(q=q),
        SearchRequest(location=location),
        SearchRequest(styles=(style,)),
        SearchRequest(q=q * 20, location=location, styles=(style,)),
    ):
        result = library.engine.search(request)
        assert result.total >= len(result.items)
    assert library.engine.get(q) is None
    assert len(library.engine.suggest(q, 5)) <= 5
