"""All that a query or a scan finds, page after page, each asked for when it is needed.

`table` is a boto3 Table resource; `request` goes into the query or the scan as it is.
"""

from collections.abc import Iterator
from typing import Any

from boto3.dynamodb.conditions import Key


def partition(table: Any, pk: str, **request: Any) -> Iterator[dict[str, Any]]:
    """The items under a partition key, in order."""
    return _items(table, "query", KeyConditionExpression=Key("PK").eq(pk), **request)


def scan(table: Any, **request: Any) -> Iterator[dict[str, Any]]:
    """The items of a whole table, in no order."""
    return _items(table, "scan", **request)


def _items(table: Any, operation: str, **request: Any) -> Iterator[dict[str, Any]]:
    for page in table.meta.client.get_paginator(operation).paginate(TableName=table.name, **request):
        yield from page["Items"]
