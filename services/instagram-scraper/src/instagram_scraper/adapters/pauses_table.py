"""Hosts' pauses in the context's table: `PK=HOST#{host}`, `SK=BACKOFF`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from instagram_scraper.domain.backoff import Backoff


class PausesTable:
    """Reads and opens pauses; of several tasks that want to open one, one does."""

    def __init__(self, *, table: Any) -> None:
        self._client = table.meta.client
        self._name = table.name

    def latest(self, host: str) -> Backoff | None:
        """The host's pause, over or not."""
        answer = self._client.get_item(TableName=self._name, Key=pause_key(host), ConsistentRead=True)
        return as_pause(answer.get("Item"))

    def open(self, host: str, backoff: Backoff, *, now: datetime) -> bool:
        """Open a pause; False when one is open already."""
        try:
            self._client.put_item(
                TableName=self._name,
                Item={**pause_key(host), "until": backoff.until.isoformat(timespec="seconds"), "level": backoff.level},
                ConditionExpression="attribute_not_exists(PK) OR #until <= :now",
                ExpressionAttributeNames={"#until": "until"},
                ExpressionAttributeValues={":now": now.isoformat(timespec="seconds")},
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                return False
            raise
        return True


def pause_key(host: str) -> dict[str, str]:
    return {"PK": f"HOST#{host}", "SK": "BACKOFF"}


def as_pause(item: Mapping[str, Any] | None) -> Backoff | None:
    return Backoff(until=datetime.fromisoformat(item["until"]), level=int(item["level"])) if item else None
