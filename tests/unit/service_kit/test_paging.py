"""What comes in pages is read to its end."""

from typing import Any

from service_kit.paging import partition, scan


def _put(table: Any) -> None:
    for pk, sk in (("a", "3"), ("a", "1"), ("b", "1"), ("a", "2")):
        table.put_item(Item={"PK": pk, "SK": sk})


def test_a_partition_is_read_in_order_and_to_its_end(table: Any) -> None:
    _put(table)
    assert [item["SK"] for item in partition(table, "a", ConsistentRead=True, Limit=1)] == ["1", "2", "3"]
    assert list(partition(table, "c")) == []


def test_a_table_is_read_to_its_end(table: Any) -> None:
    _put(table)
    assert sorted(item["PK"] + item["SK"] for item in scan(table, Limit=1)) == ["a1", "a2", "a3", "b1"]
