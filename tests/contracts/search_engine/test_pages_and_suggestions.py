"""Pages stay stable while the index changes; suggestions lead to what exists."""

from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from search_engine import ArtistDocument, InvalidCursor, Point, SearchRequest, Sort, SuggestionKind
from search_engine.text import fold

Artist = Callable[..., ArtistDocument]
LEEDS = Point(lat=53.8, lng=-1.55)
ORDERS = [
    SearchRequest(limit=2),
    SearchRequest(limit=2, q="same"),
    SearchRequest(limit=2, sort=Sort.NAME),
    SearchRequest(limit=2, sort=Sort.UPDATED),
    SearchRequest(limit=2, sort=Sort.DISTANCE, near=LEEDS),
]


def ids(result: Any) -> list[str]:
    return [hit.document.id for hit in result.items]


@pytest.mark.parametrize("request_", ORDERS, ids=lambda request: f"{request.sort}-{request.q}")
def test_artists_that_tie_in_everything_are_ordered_by_id(
    adapter: Any, artist: Artist, request_: SearchRequest
) -> None:
    engine = adapter.load(*(artist(key, "Same Name") for key in "fbdace"))
    pages = [ids(engine.search(replace(request_, page=page))) for page in (1, 2, 3, 4)]
    assert pages == [["a", "b"], ["c", "d"], ["e", "f"], []]


@pytest.mark.parametrize("request_", ORDERS, ids=lambda request: f"{request.sort}-{request.q}")
def test_many_artists_that_tie_are_in_order_of_their_whole_names_on_every_page(
    adapter: Any, artist: Artist, request_: SearchRequest
) -> None:
    names = [
        f"Same {kind} {n}" for kind in ("ß-Straße", "Maximiliana Theodora of the long name, number") for n in range(90)
    ]
    engine = adapter.load(*(artist(f"{n:04}", name) for n, name in enumerate(names)))
    in_order = [f"{n:04}" for n, name in sorted(enumerate(names), key=lambda one: (fold(one[1]), one[0]))]
    pages = [ids(engine.search(replace(request_, limit=50, page=page))) for page in (1, 2, 3, 4)]
    assert [one for page in pages for one in page] == in_order


@pytest.mark.parametrize("request_", ORDERS, ids=lambda request: f"{request.sort}-{request.q}")
def test_a_cursor_neither_repeats_nor_skips_when_others_come_and_go(
    adapter: Any, artist: Artist, request_: SearchRequest
) -> None:
    engine = adapter.load(*(artist(key, "Same Name", version=1) for key in "bcdefg"))
    first = engine.search(request_)
    assert ids(first) == ["b", "c"]
    adapter.index.withdraw({"b": 1, "f": 1})
    engine = adapter.load(artist("a", "Same Name"), artist("d1", "Same Name"))
    second = engine.search(replace(request_, cursor=first.next_cursor))
    assert ids(second) == ["d", "d1"]
    assert ids(engine.search(replace(request_, cursor=second.next_cursor))) == ["e", "g"]


def test_a_cursor_survives_the_removal_of_the_artist_it_points_at(adapter: Any, artist: Artist) -> None:
    engine = adapter.load(*(artist(key, "Same Name") for key in "abcdef"))
    first = engine.search(SearchRequest(limit=3))
    adapter.index.withdraw({"c": 1})
    assert ids(adapter.commit().search(SearchRequest(limit=3, cursor=first.next_cursor))) == ["d", "e", "f"]


def test_everybody_is_listed_by_the_beginning_of_the_id_until_withdrawn(adapter: Any, artist: Artist) -> None:
    engine = adapter.load(*(artist(key, f"Artist {key}") for key in ("ar_0b", "ar_0a", "hk_0c", "ar_1a", "xar_0a")))
    listed = engine.listed(["ar_0", "hk_0"])
    assert [artist_id for artist_id, _ in listed] == ["ar_0a", "ar_0b", "hk_0c"]
    assert listed[0][1] == engine.get("ar_0a").updated_at
    adapter.index.withdraw({"ar_0a": 1})
    assert [artist_id for artist_id, _ in adapter.commit().listed(["ar_"])] == ["ar_0b", "ar_1a"]
    assert adapter.commit().listed(["zz_"]) == ()


def test_a_cursor_holds_no_name_and_fits_only_its_own_search(adapter: Any, artist: Artist) -> None:
    engine = adapter.load(artist("1", "Secretname"), artist("2", "Secretname"))
    cursor = engine.search(SearchRequest(limit=1)).next_cursor
    assert b"secret" not in urlsafe_b64decode(cursor + "==").lower()
    for bad in (
        SearchRequest(limit=1, q="secretname", cursor=cursor),
        SearchRequest(limit=1, cursor=cursor[:-3]),
        SearchRequest(limit=1, cursor="é"),
        SearchRequest(limit=1, cursor="bm90IGpzb24"),
        SearchRequest(limit=1, cursor="WzEsMl0"),
    ):
        with pytest.raises(InvalidCursor):
            engine.search(bad)


@pytest.mark.parametrize("page", [40, 3_000, 10**9])
def test_a_page_beyond_the_end_is_empty_and_knows_the_total(library: Any, page: int) -> None:
    result = library.engine.search(SearchRequest(page=page, limit=50))
    assert (result.items, result.total, result.has_more) == ((), len(library.documents), False)
    assert result.facets.styles == library.engine.style_counts()


@pytest.fixture
def engine(adapter: Any, artist: Artist) -> Any:
    lantern = {"studio_ids": ("s1",), "studio_names": ("The Crimson Lantern",)}
    return adapter.load(
        artist("1", "Leona Marsh", handle="marsh.ink", areas=("Leeds",), styles=("fine-line",), **lantern),
        artist("2", "Bea Leonard", areas=("Leeds", "Headingley"), styles=("lettering",), **lantern),
        artist("3", "Ivy", areas=("York",), studio_ids=("s1", "s2"), studio_names=("The Crimson Lantern", "Quill")),
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("le", [("area", "Leeds"), ("style", "Lettering"), ("artist", "Leona Marsh"), ("artist", "Bea Leonard")]),
        ("leona", [("artist", "Leona Marsh"), ("artist", "Bea Leonard")]),
        ("marsh.ink", [("artist", "Leona Marsh")]),
        ("crim", [("studio", "The Crimson Lantern")]),
        ("the crimson l", [("studio", "The Crimson Lantern")]),
        ("crimsonl", [("studio", "The Crimson Lantern")]),
        ("quil", [("studio", "Quill")]),
        ("single needle", [("style", "Fine line")]),
        ("heding", [("area", "Headingley")]),
        ("lettring", [("style", "Lettering")]),
        ("japanese", []),
        ("", []),
        ("?", []),
    ],
)
def test_suggestions_complete_what_is_typed(engine: Any, typed: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.kind, found.text) for found in engine.suggest(typed, 8)] == expected


def test_a_suggestion_says_what_to_search_for(engine: Any) -> None:
    (studio,) = engine.suggest("crimson", 8)
    assert (studio.kind, studio.id, studio.value) == (SuggestionKind.STUDIO, "s1", "The Crimson Lantern")
    (style,) = engine.suggest("fine lin", 8)
    assert engine.search(SearchRequest(styles=(style.value,))).total == 1
    (artist,) = engine.suggest("ivy", 8)
    assert artist.id == "3"


def test_no_kind_of_suggestion_crowds_out_the_others(adapter: Any, artist: Artist) -> None:
    at_work = {"studio_ids": ("s",), "studio_names": ("The Leonine",)}
    engine = adapter.load(*(artist(f"{i}", f"Leon {i}", areas=("Port Leon",), **at_work) for i in range(20)))
    kinds = [found.kind for found in engine.suggest("leon", 6)]
    assert kinds == ["artist", "artist", "artist", "area", "studio", "artist"]
    assert len(engine.suggest("leon", 1)) == 1
    assert engine.suggest("leon", 0) == ()
