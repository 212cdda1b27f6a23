"""The denylist copy: nothing is written for a denied subject, and late decisions change nothing (AGG-07, GOV-06)."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service_kit.denylist import DenylistCopy, SubjectDeniedError

ARTIST, HANDLE = "ar_" + "a" * 32, "hk_" + "b" * 32
TICKET = "rr_" + "T" * 22


def _put(table: Any, version: int) -> dict[str, Any]:
    return {
        "Put": {
            "TableName": table.name,
            "Item": {"PK": f"ARTIST#{ARTIST}", "SK": "PROFILE", "version": version},
            "ConditionExpression": "attribute_not_exists(PK) OR version < :v",
            "ExpressionAttributeValues": {":v": version},
        }
    }


def _stored(table: Any) -> Any:
    return table.get_item(Key={"PK": f"ARTIST#{ARTIST}", "SK": "PROFILE"}).get("Item")


def test_a_write_for_a_denied_subject_is_refused_and_leaves_nothing(table: Any) -> None:
    denylist = DenylistCopy(table=table)
    denylist.deny([HANDLE], ticket=TICKET, case_version=1)
    with pytest.raises(SubjectDeniedError):
        denylist.write_unless_denied([_put(table, 1)], subject_keys=[ARTIST, HANDLE])
    assert _stored(table) is None


def test_a_stale_write_is_told_apart_from_a_denied_one(table: Any) -> None:
    denylist = DenylistCopy(table=table)
    assert denylist.write_unless_denied([_put(table, 2)], subject_keys=[ARTIST]) is True
    assert denylist.write_unless_denied([_put(table, 1)], subject_keys=[ARTIST]) is False
    assert _stored(table)["version"] == 2


def test_after_a_lift_fresh_data_may_be_written(table: Any) -> None:
    denylist = DenylistCopy(table=table)
    denylist.deny([ARTIST], ticket=TICKET, case_version=1)
    denylist.lift([ARTIST], ticket=TICKET, case_version=2)
    assert denylist.denied_among([ARTIST]) == frozenset()
    assert denylist.write_unless_denied([_put(table, 1)], subject_keys=[ARTIST]) is True


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    decisions=st.lists(st.tuples(st.integers(1, 6), st.booleans()), min_size=1, max_size=8, unique_by=lambda d: d[0])
)
def test_the_latest_decision_stands_in_whatever_order_they_arrive(
    table: Any, decisions: list[tuple[int, bool]]
) -> None:
    table.delete_item(Key={"PK": f"DENIED#{ARTIST}", "SK": "TOMBSTONE"})
    denylist = DenylistCopy(table=table)
    for version, denied in decisions:
        change = denylist.deny if denied else denylist.lift
        change([ARTIST], ticket=TICKET, case_version=version)
    latest = max(decisions)[1]
    assert denylist.denied_among([ARTIST]) == (frozenset({ARTIST}) if latest else frozenset())


def test_more_keys_than_one_read_takes_are_all_asked(table: Any) -> None:
    denylist = DenylistCopy(table=table)
    keys = [f"ar_{number:032x}" for number in range(230)]
    denylist.deny(keys[::2], ticket=TICKET, case_version=1)
    assert denylist.denied_among(keys) == frozenset(keys[::2])
