"""The Denylist table: keyed hashes only, each with the tickets that deny it. Entries are never deleted."""

from collections.abc import Iterable
from typing import Any

from governance.domain.dossier import Denial
from service_kit.denylist import tombstone_key


class DenylistTable:
    """Reads denials and makes the transaction's parts that write them (a boto3 Table resource)."""

    def __init__(self, *, table: Any) -> None:
        self._table = table

    def read(self, keys: Iterable[str]) -> dict[str, Denial]:
        """What the list says about the keys, read consistently; keys it has never held are left out."""
        found: dict[str, Denial] = {}
        for key in sorted(set(keys)):
            item = self._table.get_item(Key=tombstone_key(key), ConsistentRead=True).get("Item")
            if item:
                version = int(item["case_version"])
                found[key] = Denial(key=key, case_version=version, tickets=frozenset(item["tickets"]), replaces=version)
        return found

    def write(self, denial: Denial) -> dict[str, Any]:
        """The transaction's part that writes a denial; it fails if the key changed since it was read."""
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(PK)"}
        if denial.replaces is not None:
            condition = {
                "ConditionExpression": "case_version = :read",
                "ExpressionAttributeValues": {":read": denial.replaces},
            }
        return {
            "Put": {
                "TableName": self._table.name,
                "Item": {
                    **tombstone_key(denial.key),
                    "case_version": denial.case_version,
                    "tickets": sorted(denial.tickets),
                },
                **condition,
            }
        }
