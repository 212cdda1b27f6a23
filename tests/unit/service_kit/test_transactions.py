"""Changes that share transactions: few calls, and what is refused keeps nothing else from being written."""

from collections.abc import Iterable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from service_kit.denylist import DenylistCopy
from service_kit.transactions import Fate, GuardedChange
from tests.simulation.fake_table import FakeDynamo, FakeTable, client_error

TICKET = "rr_" + "T" * 22
STILL_OPEN = "attribute_not_exists(PK)"


class Calls:
    """Counts the transactions, those that were cancelled included; `conflicts` of them fail for no fault of theirs."""

    def __init__(self, *, conflicts: int = 0) -> None:
        self.transactions = 0
        self._conflicts = conflicts

    def around(self, operation: str, call: Any) -> Any:
        if operation == "transact_write_items":
            self.transactions += 1
            if self.transactions <= self._conflicts:
                reasons = [{"Code": "TransactionConflict"}, {"Code": "None"}]
                raise client_error("TransactionCanceledException", operation, CancellationReasons=reasons)
        return call()


class Artists:
    """A table of artists and their versions."""

    def __init__(self, *, conflicts: int = 0) -> None:
        self.calls = Calls(conflicts=conflicts)
        self.table: FakeTable = FakeDynamo(around=self.calls.around).create("Things")
        self.denylist = DenylistCopy(table=self.table)

    def deny(self, *keys: str) -> None:
        self.denylist.deny(keys, ticket=TICKET, case_version=1)

    def change(self, artist: str, version: int, *, keys: Iterable[str] = (), only_if: Any = None) -> GuardedChange:
        put = {
            "TableName": "Things",
            "Item": {"PK": artist, "SK": "VERSION", "version": version},
            "ConditionExpression": "attribute_not_exists(PK) OR version < :v",
            "ExpressionAttributeValues": {":v": version},
        }
        return self.denylist.guarded([*([only_if] if only_if else []), {"Put": put}], subject_keys=[artist, *keys])

    def write(self, *changes: GuardedChange) -> list[Fate]:
        return self.denylist.write_each_unless_denied(changes)

    def versions(self) -> dict[str, int]:
        items = self.table.client.items("Things")
        return {item["PK"]: int(item["version"]) for item in items if item["SK"] == "VERSION"}


def test_a_hundred_guarded_changes_are_two_transactions() -> None:
    artists = Artists()
    fates = artists.write(*(artists.change(f"a{n}", 1) for n in range(100)))
    assert set(fates) == {Fate.COMMITTED}
    assert len(artists.versions()) == 100
    assert artists.calls.transactions == 2


def test_no_changes_are_no_transaction() -> None:
    artists = Artists()
    assert artists.write() == []
    assert artists.calls.transactions == 0


def test_who_is_denied_or_overtaken_keeps_nobody_else_from_being_written() -> None:
    artists = Artists()
    artists.write(artists.change("overtaken", 9))
    artists.deny("denied")
    artists.calls.transactions = 0
    assert artists.write(
        artists.change("first", 1),
        artists.change("denied", 1),
        artists.change("overtaken", 2),
        artists.change("last", 1),
    ) == [Fate.COMMITTED, Fate.DENIED, Fate.OUTDATED, Fate.COMMITTED]
    assert artists.versions() == {"first": 1, "overtaken": 9, "last": 1}
    assert artists.calls.transactions == 2  # one is cancelled and says whose fault it is, one goes without them


def test_a_key_that_two_share_denies_both() -> None:
    artists = Artists()
    artists.deny("shared")
    assert artists.write(
        artists.change("a", 1, keys=["shared"]), artists.change("b", 1, keys=["shared"]), artists.change("c", 1)
    ) == [Fate.DENIED, Fate.DENIED, Fate.COMMITTED]


def test_a_condition_that_all_share_is_asked_once_and_refuses_all() -> None:
    artists = Artists()
    key = {"PK": "studio", "SK": "DONE"}
    check = {"ConditionCheck": {"TableName": "Things", "Key": key, "ConditionExpression": STILL_OPEN}}
    changes = [artists.change(f"a{n}", 1, only_if=check) for n in range(49)]
    assert set(artists.write(*changes)) == {Fate.COMMITTED}
    assert artists.calls.transactions == 1
    artists.table.put_item(Item=key)
    assert set(artists.write(*(artists.change(f"b{n}", 1, only_if=check) for n in range(3)))) == {Fate.OUTDATED}
    assert len(artists.versions()) == 49


def test_a_change_that_names_an_item_twice_is_refused_as_a_whole() -> None:
    artists = Artists()
    check = artists.denylist.allowed("a")
    with pytest.raises(ClientError, match="ValidationException"):
        artists.write(artists.change("a", 1, only_if=check))
    assert artists.versions() == {}


def test_two_versions_of_one_artist_are_written_one_after_the_other() -> None:
    artists = Artists()
    fates = artists.write(
        artists.change("a", 1), artists.change("b", 5), artists.change("a", 2), artists.change("b", 4)
    )
    assert fates == [Fate.COMMITTED, Fate.COMMITTED, Fate.COMMITTED, Fate.OUTDATED]
    assert artists.versions() == {"a": 2, "b": 5}


def test_a_conflict_with_a_parallel_transaction_is_raised_and_is_nobodys_fate() -> None:
    artists = Artists(conflicts=1)
    with pytest.raises(ClientError):
        artists.write(artists.change("a", 1), artists.change("b", 1))
    assert artists.versions() == {}
    assert artists.write(artists.change("a", 1), artists.change("b", 1)) == [Fate.COMMITTED, Fate.COMMITTED]


@given(
    changes=st.lists(st.tuples(st.sampled_from("abcdefg"), st.integers(1, 3)), max_size=130),
    denied=st.sets(st.sampled_from("abc"), max_size=2),
)
def test_together_ends_as_one_after_the_other(changes: list[tuple[str, int]], denied: set[str]) -> None:
    together, apart = Artists(), Artists()
    for artists in (together, apart):
        artists.deny(*denied)
    fates = together.write(*(together.change(*change) for change in changes))
    assert fates == [fate for change in changes for fate in apart.write(apart.change(*change))]
    assert together.versions() == apart.versions()
