"""One studio however many sources list it, and two studios that merely look alike stay two (AGG-02)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discovery.domain.matching import Traits, groups, hosts_of_a_crowd, same_studio, traits
from discovery.domain.places import Point
from discovery.domain.trade import is_tattoo_studio
from discovery.domain.websites import read_website

THOROUGH = settings(max_examples=300)
METRES = 1 / 111_195


def place(ref: str = "osm:node/1", *, north: float = 0, **given_: Any) -> Traits:
    point = Point(lat=53.9 + north * METRES, lng=-2.5)
    return traits(
        **{
            "refs": [ref],
            "name": "Blackthorn Tattoo",
            "point": point,
            "website": None,
            "phone": None,
            "postcode": "",
            **given_,
        }
    )


SITE = "https://blackthorn.example/"

ONE_STUDIO = {
    "the same reference": (place(), place(north=5_000, name="Renamed")),
    "the same website a street away": (place(website=SITE), place("b", north=600, name="BTT", website=SITE)),
    "the same website with and without www": (
        place(website=SITE),
        place("b", name="BTT", website="http://www.blackthorn.example/home?utm_source=map"),
    ),
    "the same phone": (place(phone="+441632960001"), place("b", north=200, name="BTT", phone="+441632960001")),
    "the same name at the same premises": (place(), place("b", north=40)),
    "almost the same name next door": (place(name="The Blackthorn"), place("b", north=40, name="Blackthorne Tattoos")),
    "the name with more generic words": (
        place(name="Blackthorn"),
        place("b", north=40, name="Blackthorn Tattoo Studio"),
    ),
}
TWO_STUDIOS = {
    "branches of a chain": (place(website=SITE), place("b", north=2_500, website=SITE)),
    "branches of a chain in one quarter": (
        place(website=SITE, postcode="QX1 1AA"),
        place("b", north=700, website=SITE, postcode="QX2 2BB"),
    ),
    "neighbours with generic names": (place(name="Tattoo Studio"), place("b", north=30, name="The Tattoo Shop")),
    "neighbours with different names": (place(), place("b", north=10, name="Sloe Room")),
    "a shared page as website": (
        place(name="Sloe Room", website="https://linktr.ee/sloe"),
        place("b", north=10, website="https://linktr.ee/blackthorn"),
    ),
    "namesakes with their own site and phone each": (
        place(website=SITE, phone="+441632960001"),
        place("b", north=20, website="https://other.example/", phone="+441632960002"),
    ),
    "namesakes in different streets": (place(), place("b", north=400)),
}


@pytest.mark.parametrize("pair", ONE_STUDIO.values(), ids=ONE_STUDIO.keys())
def test_these_are_one_studio(pair: tuple[Traits, Traits]) -> None:
    assert same_studio(*pair)


@pytest.mark.parametrize("pair", TWO_STUDIOS.values(), ids=TWO_STUDIOS.keys())
def test_these_are_two_studios(pair: tuple[Traits, Traits]) -> None:
    assert not same_studio(*pair)


places = st.builds(
    lambda number, north, name, website, phone: place(
        f"osm:node/{number}", north=north, name=name, website=website, phone=phone
    ),
    st.integers(1, 12),
    st.sampled_from([0, 60, 200, 700, 3_000]),
    st.sampled_from(["Blackthorn", "Blackthorn Tattoo", "Blackthorne", "Sloe Room", "Sloe Rooms", "Gull & Anchor"]),
    st.sampled_from([None, SITE, "https://sloe.example/"]),
    st.sampled_from([None, "+441632960001", "+441632960002"]),
)


@THOROUGH
@given(st.lists(places, max_size=9), st.randoms())
def test_the_same_studios_are_found_in_any_order_and_any_number(listed: list[Traits], random: Any) -> None:
    again = [*listed, *listed]
    random.shuffle(again)

    def found(things: list[Traits]) -> set[frozenset[Traits]]:
        return {frozenset(group) for group in groups(things, key=lambda one: one)}

    assert found(listed) == found(again)


@given(places, places)
def test_being_one_studio_is_mutual(one: Traits, other: Traits) -> None:
    assert same_studio(one, other) == same_studio(other, one)


def test_a_website_that_differently_named_places_give_is_nobodys() -> None:
    crowd = [
        place(str(n), north=n, name=name, website="https://best-ink-near-you.example/")
        for n, name in enumerate(["Blackthorn", "Sloe Room", "Gull & Anchor"])
    ]
    chain = [place(str(n), north=n * 3_000, website=SITE) for n in range(5)]

    assert hosts_of_a_crowd([*crowd, *chain]) == {"best-ink-near-you.example"}


@pytest.mark.parametrize(
    ("text", "address", "host", "instagram"),
    [
        ("https://www.Blackthorn.example", "https://www.blackthorn.example/", "blackthorn.example", None),
        ("blackthorn.example/home", "https://blackthorn.example/home", "blackthorn.example", None),
        ("https://sloe.example/?utm_source=gmb&page=2", "https://sloe.example/?page=2", "sloe.example", None),
        ("https://sloe.example/; https://other.example/", "https://sloe.example/", "sloe.example", None),
        ("https://www.instagram.com/Blackthorn.Ink/?hl=en", None, None, "blackthorn.ink"),
        ("https://www.facebook.com/blackthorn", None, None, None),
        ("https://m.facebook.com/blackthorn", None, None, None),
        ("https://linktr.ee/blackthorn", "https://linktr.ee/blackthorn", None, None),
        ("https://sites.google.com/view/blackthorn", "https://sites.google.com/view/blackthorn", None, None),
        ("https://www.google.com/maps?cid=1", None, None, None),
        ("https://www.yell.com/biz/blackthorn", None, None, None),
        ("https://usabizlink.top/blackthorn", None, None, None),
        ("https://user:secret@blackthorn.example/", None, None, None),
        ("javascript:alert(1)", None, None, None),
        ("ask at the counter", None, None, None),
        ("", None, None, None),
    ],
)  # fmt: skip
def test_a_website_field_is_read_for_what_it_is(
    text: str, address: str | None, host: str | None, instagram: str | None
) -> None:
    site = read_website(text)

    assert (site.address, site.host, site.instagram) == (address, host, instagram)


@given(st.text(max_size=60))
def test_no_text_in_a_website_field_is_an_error(text: str) -> None:
    site = read_website(text)

    assert site.address is None or read_website(site.address).address == site.address


@pytest.mark.parametrize(
    ("name", "mainly", "is_one"),
    [
        ("Blackthorn Tattoo", True, True),
        ("The Sloe Room", True, True),
        ("Marigold & Ash", False, True),
        ("Hair & Tattoo Lounge", False, True),
        ("Gloss & Glow Nail Bar", False, False),
        ("Gloss & Glow Nail Bar", True, False),
        ("Nailed It Tattoo", True, True),
        ("Brow Room", False, False),
        ("Clean Slate Tattoo Removal", True, False),
        ("Northern Tattoo Supplies", True, False),
        ("Supply & Demand Tattoo", True, True),
        ("Barber & Blade", True, True),
    ],
)
def test_not_everything_a_source_lists_is_a_tattoo_studio(name: str, *, mainly: bool, is_one: bool) -> None:
    assert is_tattoo_studio(name=name, sells_tattoos_mainly=mainly) is is_one
