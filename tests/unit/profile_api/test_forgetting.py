"""A denial takes everything, leaves opaque tombstones, and nothing brings the person back (GOV-03, GOV-06)."""

import json
from typing import Any
from unittest.mock import MagicMock

import pytest
from botocore.exceptions import ClientError

from event_contracts import Role
from service_kit.claims import ClaimForgottenError
from service_kit.ids import SubjectHasher
from service_kit.outbox import OUTBOX_ATTRIBUTE

HASHER = SubjectHasher(key=b"a test's key")
ROWAN, ROWAN_ID, ROWAN_KEY = "Rowan Ashe", HASHER.artist_id("100"), HASHER.handle_key("rowan.inks")
STUDIO = HASHER.studio_id("blackthorn")
NAME_KEY = HASHER.name_key(studio_id=STUDIO, name=ROWAN)
TICKET = "rr_" + "A" * 22


@pytest.fixture
def listed(world: Any) -> Any:
    """Rowan and Wren work at the same studio; Rowan's account was read."""
    world.tell(
        world.studio("blackthorn"),
        world.identified(ROWAN, studio="blackthorn", handle="rowan.inks"),
        world.identified("Wren Hollow", studio="blackthorn"),
        world.scraped("rowan.inks", number="100"),
        world.styles("100", "dotwork"),
    )
    return world


def history_of(world: Any) -> list[Any]:
    return [
        world.studio("blackthorn", version=2),
        world.identified(ROWAN, studio="blackthorn", handle="rowan.inks", day=9),
        world.identified(ROWAN, studio="blackthorn", day=9),
        world.scraped("rowan.inks", number="100", day=9),
        world.styles("100", "dotwork", day=9),
        world.failed("rowan.inks", day=9),
    ]


def acknowledged(world: Any) -> dict[str, Any]:
    entry = world.item(f"PURGE#{TICKET}", "ACK#1")[OUTBOX_ATTRIBUTE][0]
    data: dict[str, Any] = json.loads(entry["envelope"])["data"]
    return data


@pytest.mark.parametrize("key", [ROWAN_ID, ROWAN_KEY, NAME_KEY])
def test_any_key_forgets_everything_and_names_the_others(listed: Any, key: str) -> None:
    listed.deny(key)

    assert [shown["name"] for shown in listed.published().values()] == ["Wren Hollow"]
    left = json.dumps([i for i in listed.items() if not i["PK"].startswith("PURGE#")], default=str)
    for trace in (ROWAN, "rowan.inks", "Dots and lines"):
        assert trace not in left
    assert {key, *acknowledged(listed)["aliases"]} == {ROWAN_ID, ROWAN_KEY, NAME_KEY}
    assert not [i for i in listed.items() if i["PK"] in {f"ARTIST#{ROWAN_ID}", f"FACTS#{ROWAN_KEY}"}]


def test_the_withdrawal_is_announced_from_beside_the_tombstone(listed: Any) -> None:
    version = listed.item(f"ARTIST#{ROWAN_ID}")["version"]

    listed.deny(ROWAN_KEY)

    announced = listed.announced(ROWAN_ID, pk=f"DENIED#{ROWAN_ID}", sk="WITHDRAWN")
    assert (announced["type"], announced["data"]["reason"]) == ("artist.withdrawn.v1", "denied")
    assert announced["data"]["version"] > version


def test_the_search_documents_go_too(listed: Any) -> None:
    listed.document(ROWAN_ID)

    listed.deny(ROWAN_KEY)

    assert listed.claims.forget(ROWAN_ID) == 0, "nothing was left to forget"


def test_nothing_that_is_told_afterwards_brings_the_person_back(listed: Any) -> None:
    listed.deny(ROWAN_KEY)
    before = [i for i in listed.items() if i["PK"].startswith(("ARTIST#", "FACTS#"))]

    listed.tell(*history_of(listed))

    assert [i for i in listed.items() if i["PK"].startswith(("ARTIST#", "FACTS#"))] == before
    assert listed.claims.forget(ROWAN_ID) == 0


def test_a_new_handle_of_a_denied_account_stays_hidden_and_is_purged_when_governance_names_it(listed: Any) -> None:
    listed.deny(ROWAN_ID)
    listed.tell(
        listed.identified("R. Ashe", studio="blackthorn", handle="rowan.again", day=9),
        listed.scraped("rowan.again", number="100", day=9),
    )
    assert [shown["name"] for shown in listed.published().values()] == ["Wren Hollow"]

    listed.deny(HASHER.handle_key("rowan.again"), case_version=2)
    assert "R. Ashe" not in json.dumps(listed.items(), default=str)


def test_a_repeated_denial_acknowledges_the_same_aliases(listed: Any) -> None:
    listed.deny(ROWAN_KEY)
    first = acknowledged(listed)

    listed.deny(ROWAN_KEY)

    assert acknowledged(listed)["aliases"] == first["aliases"]


def test_an_interrupted_purge_still_finds_every_key(listed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    forget, calls = listed.claims.forget, []

    def fails_once(subject: str) -> int:
        calls.append(subject)
        if len(calls) == 2:
            raise ClientError({"Error": {"Code": "SlowDown"}}, "DeleteObjects")
        forgotten: int = forget(subject)
        return forgotten

    monkeypatch.setattr(listed.claims, "forget", fails_once)
    with pytest.raises(ClientError):
        listed.deny(ROWAN_KEY)

    listed.deny(ROWAN_KEY)

    assert set(acknowledged(listed)["aliases"]) == {ROWAN_ID, NAME_KEY}
    assert ROWAN not in json.dumps(listed.items(), default=str)


@pytest.mark.parametrize("deletion", ["_delete", "_delete_together"])
@pytest.mark.parametrize("then", [ROWAN_KEY, ROWAN_ID, NAME_KEY])
def test_a_purge_that_is_killed_after_a_deletion_is_made_good_by_the_next_of_the_same_person(
    listed: Any, monkeypatch: pytest.MonkeyPatch, deletion: str, then: str
) -> None:
    delete, killed = getattr(listed.purger, deletion), ClientError({"Error": {"Code": "SlowDown"}}, "BatchWriteItem")

    def of_the_first_alone(keys: Any) -> int:
        delete([*keys][:1])
        raise killed

    def as_it_is(keys: Any) -> int:
        delete(keys)
        raise killed

    with monkeypatch.context() as patched:
        patched.setattr(listed.purger, deletion, of_the_first_alone if deletion == "_delete" else as_it_is)
        with pytest.raises(ClientError):
            listed.deny(ROWAN_KEY)
    listed.deny(then, case_version=2)
    left = [item for item in listed.items() if not item["PK"].startswith(("DENIED#", "PURGE#"))]
    assert not [item for item in left if any(key in str(item) for key in (ROWAN_KEY, NAME_KEY, ROWAN_ID))]


def test_a_denial_between_reading_and_writing_wins(listed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = listed.directory.commit

    def denied_meanwhile(concluded: Any) -> bool:
        monkeypatch.undo()
        listed.deny(ROWAN_KEY)
        result: bool = commit(concluded)
        return result

    monkeypatch.setattr(listed.directory, "commit", denied_meanwhile)
    listed.tell(listed.scraped("rowan.inks", number="100", day=3, bio="Newer lines"))

    assert [shown["name"] for shown in listed.published().values()] == ["Wren Hollow"]
    assert listed.claims.forget(ROWAN_ID) == 0


@pytest.mark.parametrize("denied", [ROWAN_ID, ROWAN_KEY, NAME_KEY])
@pytest.mark.parametrize("cut_short", ["putting", "taking back"])
@pytest.mark.parametrize("told_in_full", [True, False], ids=["again", "again without its claim"])
def test_a_denial_that_overtakes_an_attempt_cut_short_leaves_no_claim_behind(
    listed: Any, monkeypatch: pytest.MonkeyPatch, denied: str, cut_short: str, told_in_full: bool
) -> None:
    put, refused = listed.claims.put, ClientError({"Error": {"Code": "SlowDown"}}, "ListObjectVersions")

    def denied_meanwhile(**claim: Any) -> str:
        monkeypatch.undo()
        listed.deny(denied)
        key: str = put(**claim)
        if cut_short == "putting":
            raise refused
        monkeypatch.setattr(listed.claims, "forget", MagicMock(side_effect=refused))
        return key

    monkeypatch.setattr(listed.claims, "put", denied_meanwhile)
    news = listed.identified(ROWAN, studio="blackthorn", handle="rowan.inks", day=3, role=Role.OWNER)
    with pytest.raises(ClientError):
        listed.tell(news)
    monkeypatch.undo()

    if told_in_full:
        listed.tell(news)
    else:
        listed.forget_claim_of(news)
        with pytest.raises(ClaimForgottenError):
            listed.tell(news)

    assert listed.claims.forget(ROWAN_ID) == 0


def test_the_new_holder_of_a_handle_is_not_removed_with_the_old_one(listed: Any) -> None:
    listed.tell(
        listed.scraped("rowan.ashe", number="100", day=2, former=("rowan.inks",)),
        listed.scraped("rowan.inks", number="777", day=3),
        listed.studio("gull"),
        listed.identified("Sorrel Finch", studio="gull", handle="rowan.inks", day=4),
    )
    sorrel = HASHER.artist_id("777")
    assert sorrel in listed.published()

    listed.deny(ROWAN_ID)

    assert sorrel in listed.published()
    assert ROWAN_ID not in listed.published()
    assert ROWAN_KEY not in acknowledged(listed)["aliases"]
    told = listed.item(f"FACTS#{ROWAN_KEY}", "FACTS")["facts"]
    assert told, "what is known of the handle's new holder stays"
    assert not [fact for fact in told if ROWAN_ID in fact or NAME_KEY in fact]


def test_that_a_handle_led_to_somebody_denied_is_neither_kept_nor_written(world: Any) -> None:
    """An account that was private when it was looked at is known by nothing but its handle's end."""
    hidden = world.gone("rowan.inks", day=1, number="100")
    world.tell(world.studio("blackthorn"), world.identified(ROWAN, studio="blackthorn", handle="rowan.inks"), hidden)
    assert ROWAN_ID in json.dumps(world.items(), default=str)

    world.deny(ROWAN_ID)
    world.tell(hidden, world.gone("rowan.inks", day=2, number="100"))

    told = [fact for item in world.items() for fact in item.get("facts", [])]
    assert told, "what the studio says stays"
    assert not [fact for fact in told if ROWAN_ID in fact]


def test_after_a_reinstatement_fresh_facts_publish_under_a_later_version(listed: Any) -> None:
    from event_contracts import ArtistReinstated  # noqa: PLC0415

    listed.deny(ROWAN_KEY)
    withdrawn = listed.item(f"DENIED#{ROWAN_ID}", "WITHDRAWN")["version"]
    listed.tell(ArtistReinstated(ticket=TICKET, case_version=2, subject_keys=(ROWAN_KEY, ROWAN_ID, NAME_KEY)))
    assert ROWAN_ID not in listed.published(), "nothing old comes back"

    from datetime import timedelta  # noqa: PLC0415

    listed.clock.advance(timedelta(days=1))
    listed.tell(*history_of(listed))
    assert listed.item(f"ARTIST#{ROWAN_ID}")["version"] > withdrawn
