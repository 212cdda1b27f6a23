"""Many items of a table in as few round trips as there can be."""

from collections.abc import Iterator, Sequence
from typing import Any

_MOST = 100  # DynamoDB's limit for one request


def batch_get(table: Any, keys: Sequence[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """The items that are there, in no order, read consistently. `table` is a boto3 Table resource."""
    for start in range(0, len(keys), _MOST):
        wanted = {"Keys": list(keys[start : start + _MOST]), "ConsistentRead": True}
        request: dict[str, Any] = {table.name: wanted}
        while request:
            answer = table.meta.client.batch_get_item(RequestItems=request)
            yield from answer["Responses"].get(table.name, [])
            request = answer.get("UnprocessedKeys") or {}
