"""The Audit table: one chain of entries, each put once under its sequence number and never written again."""

from collections.abc import Iterator
from typing import Any

from boto3.dynamodb.conditions import Key

from governance.domain.audit import Entry, Record, follow
from service_kit.paging import partition

_PARTITION = "AUDIT"


class AuditTrail:
    """Appends to and reads the chain (a boto3 Table resource). Needs no right to update or delete."""

    def __init__(self, *, table: Any) -> None:
        self._table = table

    def append(self, record: Record) -> dict[str, Any]:
        """The transaction's part that puts `record` behind the present last entry; it fails if another came first."""
        entry = follow(self._last(), record)
        return {
            "Put": {
                "TableName": self._table.name,
                "Item": {
                    "PK": _PARTITION,
                    "SK": f"{entry.sequence:012d}",
                    **entry.model_dump(mode="json", exclude_none=True),
                },
                "ConditionExpression": "attribute_not_exists(PK)",
            }
        }

    def entries(self) -> Iterator[Entry]:
        """The whole chain, oldest first."""
        return map(Entry.model_validate, partition(self._table, _PARTITION, ConsistentRead=True))

    def _last(self) -> Entry | None:
        page = self._table.query(
            KeyConditionExpression=Key("PK").eq(_PARTITION), ConsistentRead=True, ScanIndexForward=False, Limit=1
        )
        return next(map(Entry.model_validate, page["Items"]), None)
