"""The listing rule: who is public, under which id, and when they are so no more."""

from typing import Any

import pytest

from search_engine.model import ArtistDocument
from service_kit.ids import SubjectHasher

HASHER = SubjectHasher(key=b"a test's key")
ROWAN, ROWAN_ID, ROWAN_KEY = "Rowan Ashe", HASHER.artist_id("100"), HASHER.handle_key("rowan.inks")
NAME_KEY = HASHER.name_key(studio_id=HASHER.studio_id("blackthorn"), name=ROWAN)


@pytest.fixture
def rowan(world: Any) -> Any:
    """A world in which a studio names Rowan with a handle."""
    world.tell(world.studio("blackthorn"), world.identified(ROWAN, studio="blackthorn", handle="rowan.inks"))
    return world


def test_an_artist_with_a_handle_waits_until_the_account_was_looked_at(rowan: Any) -> None:
    assert rowan.published() == {}


def test_a_read_account_is_public_under_the_id_of_the_account(rowan: Any) -> None:
    rowan.tell(rowan.scraped("rowan.inks", number="100"), rowan.styles("100", "dotwork"))

    assert list(rowan.published()) == [ROWAN_ID]
    shown = rowan.published()[ROWAN_ID]
    assert (shown["name"], shown["handle"], shown["bio"]) == (ROWAN, "rowan.inks", "Dots and lines")
    assert rowan.item(f"ARTIST#{ROWAN_ID}")["styles"] == {"dotwork"}


@pytest.mark.parametrize("reason", ["private", "not_found"])
def test_an_account_that_is_gone_leaves_the_studios_facts_under_the_handles_key(rowan: Any, reason: str) -> None:
    rowan.tell(rowan.gone("rowan.inks", day=1, reason=reason))

    shown = rowan.published()[ROWAN_KEY]
    assert (shown["name"], shown["bio"], shown["picture"]) == (ROWAN, "", None)
    assert shown["handle"] == ("rowan.inks" if reason == "private" else None)


def test_a_failed_read_leaves_the_studios_facts_and_a_later_read_takes_the_profile_over(rowan: Any) -> None:
    rowan.tell(rowan.failed("rowan.inks"))
    assert list(rowan.published()) == [ROWAN_KEY]

    rowan.tell(rowan.scraped("rowan.inks", number="100", day=1))

    assert list(rowan.published()) == [ROWAN_ID]
    assert rowan.item(f"ARTIST#{ROWAN_KEY}")["moved_to"] == ROWAN_ID
    withdrawn = rowan.announced(ROWAN_KEY)
    assert (withdrawn["type"], withdrawn["data"]["reason"]) == ("artist.withdrawn.v1", "merged")


def test_a_failed_refresh_keeps_what_was_read_before(rowan: Any) -> None:
    rowan.tell(rowan.scraped("rowan.inks", number="100"), rowan.failed("rowan.inks", day=3))

    assert rowan.published()[ROWAN_ID]["bio"] == "Dots and lines"


def test_an_account_turned_private_loses_what_was_read_but_keeps_its_address(rowan: Any) -> None:
    rowan.tell(rowan.scraped("rowan.inks", number="100"), rowan.gone("rowan.inks", number="100", day=3))

    shown = rowan.published()[ROWAN_ID]
    assert (shown["bio"], shown["picture"], shown["handle"]) == ("", None, "rowan.inks")
    assert not [i for i in rowan.items() if i["SK"].startswith(("IMAGE#", "STYLE#"))]


def test_an_artist_without_a_handle_is_public_at_once(world: Any) -> None:
    world.tell(world.studio("blackthorn"), world.identified(ROWAN, studio="blackthorn"))

    assert world.published()[NAME_KEY]["name"] == ROWAN


def test_nobody_is_public_before_their_studio_is_known(world: Any) -> None:
    world.tell(world.identified(ROWAN, studio="blackthorn"))
    assert world.published() == {}

    world.tell(world.studio("blackthorn"))
    assert list(world.published()) == [NAME_KEY]


def test_a_name_moves_to_the_account_the_studio_names_later(world: Any) -> None:
    world.tell(world.studio("blackthorn"), world.identified(ROWAN, studio="blackthorn"))

    world.tell(world.identified(ROWAN, studio="blackthorn", handle="rowan.inks", day=1))
    assert list(world.published()) == [NAME_KEY], "stays under the name while the account waits to be read"

    world.tell(world.left(NAME_KEY, studio="blackthorn", day=1), world.scraped("rowan.inks", number="100", day=1))
    assert list(world.published()) == [ROWAN_ID]
    assert world.item(f"ARTIST#{NAME_KEY}")["moved_to"] == ROWAN_ID


def test_leaving_one_of_two_studios_leaves_the_other(rowan: Any) -> None:
    rowan.tell(
        rowan.studio("gull", city="York"),
        rowan.identified(ROWAN, studio="gull", handle="rowan.inks"),
        rowan.scraped("rowan.inks", number="100"),
        rowan.left(ROWAN_KEY, studio="blackthorn", day=1),
    )

    assert [studio["name"] for studio in rowan.published()[ROWAN_ID]["studios"]] == ["gull"]
    assert rowan.item(f"STUDIO#{HASHER.studio_id('blackthorn')}", f"ARTIST#{ROWAN_ID}") is None
    assert rowan.item(f"STUDIO#{HASHER.studio_id('gull')}", f"ARTIST#{ROWAN_ID}")


def test_leaving_every_studio_withdraws_the_profile_and_coming_back_publishes_it_again(rowan: Any) -> None:
    rowan.tell(rowan.scraped("rowan.inks", number="100"), rowan.left(ROWAN_KEY, studio="blackthorn", day=1))
    assert rowan.state(ROWAN_ID) == "withdrawn"
    assert rowan.announced(ROWAN_ID)["data"]["reason"] == "left_every_studio"
    assert not {"name", "shown"} & rowan.item(f"ARTIST#{ROWAN_ID}").keys()
    assert rowan.claims.stored(ROWAN_ID) == []
    before = rowan.item(f"ARTIST#{ROWAN_ID}")["version"]

    rowan.tell(rowan.identified(ROWAN, studio="blackthorn", handle="rowan.inks", day=2))
    assert rowan.state(ROWAN_ID) == "published"
    assert rowan.item(f"ARTIST#{ROWAN_ID}")["version"] > before


def test_a_late_message_about_the_past_changes_nothing(rowan: Any) -> None:
    rowan.tell(
        rowan.scraped("rowan.inks", number="100", day=5, bio="New"),
        rowan.identified(ROWAN, studio="blackthorn", handle="rowan.inks", day=5),
    )
    rowan.tell(
        rowan.scraped("rowan.inks", number="100", day=4, bio="Old"), rowan.left(ROWAN_KEY, studio="blackthorn", day=4)
    )

    assert rowan.published()[ROWAN_ID]["bio"] == "New"


def test_a_closed_studio_withdraws_those_who_work_nowhere_else(rowan: Any) -> None:
    rowan.tell(rowan.scraped("rowan.inks", number="100"), rowan.studio_closed("blackthorn", version=2))
    assert rowan.state(ROWAN_ID) == "withdrawn"

    rowan.tell(rowan.studio("blackthorn", version=3))
    assert rowan.state(ROWAN_ID) == "published"


def test_an_older_version_of_a_studio_changes_nothing(rowan: Any) -> None:
    rowan.tell(rowan.scraped("rowan.inks", number="100"), rowan.studio("blackthorn", version=3, city="Otley"))
    rowan.tell(rowan.studio("blackthorn", version=2, city="Bingley"), rowan.studio_closed("blackthorn", version=1))

    assert rowan.published()[ROWAN_ID]["studios"][0]["city"] == "Otley"


def test_a_renamed_account_keeps_its_profile_and_brings_both_handles_studios(rowan: Any) -> None:
    rowan.tell(
        rowan.studio("gull"),
        rowan.scraped("rowan.inks", number="100"),
        rowan.gone("rowan.inks", number="100", day=2, reason="renamed"),
        rowan.scraped("rowan.ashe", number="100", day=2, former=("rowan.inks",)),
        rowan.identified(ROWAN, studio="gull", handle="rowan.ashe", day=3),
    )

    shown = rowan.published()[ROWAN_ID]
    assert shown["handle"] == "rowan.ashe"
    assert {studio["name"] for studio in shown["studios"]} == {"blackthorn", "gull"}


def test_who_takes_a_handle_over_never_inherits_the_profile(rowan: Any) -> None:
    rowan.tell(
        rowan.scraped("rowan.inks", number="100"),
        rowan.scraped("rowan.inks", number="666", day=5, bio="Cheap watches"),
        rowan.gone("rowan.inks", number="100", day=5, reason="renamed"),
        rowan.identified(ROWAN, studio="blackthorn", handle="rowan.inks", day=6),
    )

    assert list(rowan.published()) == [ROWAN_ID]
    shown = rowan.published()[ROWAN_ID]
    assert (shown["handle"], shown["bio"]) == (None, "")


def test_the_same_events_again_write_and_publish_nothing(rowan: Any) -> None:
    events = [
        rowan.identified(ROWAN, studio="blackthorn", handle="rowan.inks"),
        rowan.scraped("rowan.inks", number="100"),
        rowan.styles("100", "dotwork"),
    ]
    rowan.tell(*events)
    before = sorted(rowan.items(), key=str)

    rowan.tell(*events, rowan.studio("blackthorn"))

    assert sorted(rowan.items(), key=str) == before


def test_looking_again_without_a_change_notes_the_time_but_announces_nothing(rowan: Any) -> None:
    rowan.tell(rowan.scraped("rowan.inks", number="100"))
    before = rowan.item(f"ARTIST#{ROWAN_ID}")

    rowan.tell(rowan.scraped("rowan.inks", number="100", day=2))

    after = rowan.item(f"ARTIST#{ROWAN_ID}")
    assert after["version"] == before["version"]
    assert after["checked_at"] > before["checked_at"]
    assert "outbox" not in after


def test_the_search_document_says_where_and_in_which_style(rowan: Any) -> None:
    rowan.tell(rowan.scraped("rowan.inks", number="100"), rowan.styles("100", "dotwork", "blackwork"))

    document = ArtistDocument.from_json(rowan.document(ROWAN_ID))
    assert document.areas == ("Leeds", "Headingley")
    assert document.styles == ("blackwork", "dotwork")
    assert document.studio_names == ("blackthorn",)
    assert document.picture
    assert (document.picture.path, document.picture.height) == ("/media/rowan.inks-0/640.webp", 480)
    assert {(one.path, one.width, one.media_type) for one in document.picture.renditions} == {
        (f"/media/rowan.inks-0/{width}.{kind}", width, f"image/{kind}")
        for width in (320, 640, 1200)
        for kind in ("avif", "webp")
    }
    assert (document.version, document.images_count) == (rowan.announced(ROWAN_ID)["data"]["version"], 2)


def test_styles_are_found_by_place_without_a_search_engine(rowan: Any) -> None:
    rowan.tell(rowan.scraped("rowan.inks", number="100"), rowan.styles("100", "dotwork"))

    from boto3.dynamodb.conditions import Key  # noqa: PLC0415

    found = rowan.table.query(
        IndexName="style-location-index",
        KeyConditionExpression=Key("gsi1pk").eq("STYLE#dotwork") & Key("gsi1sk").begins_with("LOCATION#GB#leeds#"),
    )["Items"]
    assert [item["PK"] for item in found] == [f"ARTIST#{ROWAN_ID}"]
