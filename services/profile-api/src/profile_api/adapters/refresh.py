"""Finds the handles that were last looked at too long ago and asks for them, once each (AGG-06)."""

from datetime import datetime, timedelta
from typing import Any

import uuid6
from boto3.dynamodb.conditions import Key

from event_contracts import ArtistRefreshDue, Context, Envelope
from profile_api.adapters.items import REFRESH_PARTITION, Item, instant_text
from service_kit.clock import Clock
from service_kit.denylist import DenylistCopy, SubjectDeniedError
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry

REFRESH_INDEX = "refresh-due-index"


class RefreshScheduler:
    """Raises `ArtistRefreshDue` for due handles, longest overdue first; asks again only after another `every`."""

    def __init__(self, *, table: Any, clock: Clock, every: timedelta) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)
        self._clock = clock
        self._every = every

    def raise_due(self, *, at_most: int) -> int:
        """How many were asked for now."""
        now = self._clock.now()
        due = self._table.query(
            IndexName=REFRESH_INDEX,
            KeyConditionExpression=Key("gsi2pk").eq(REFRESH_PARTITION) & Key("gsi2sk").lte(instant_text(now)),
            Limit=at_most,
        )["Items"]
        run_id = str(uuid6.uuid7())
        return sum(self._ask_for(item, now=now, run_id=run_id) for item in due)

    def _ask_for(self, item: Item, *, now: datetime, run_id: str) -> bool:
        handle_key = item["PK"].removeprefix("FACTS#")
        event = ArtistRefreshDue(handle_key=handle_key, due_since=datetime.fromisoformat(item["gsi2sk"]))
        envelope = Envelope.wrap(event, producer=Context.PROFILE_API, now=now, correlation_id=run_id)
        update = {
            "TableName": self._table.name,
            "Key": {"PK": item["PK"], "SK": item["SK"]},
            "UpdateExpression": "SET revision = revision + :one, refresh_asked_at = :now, gsi2sk = :next, #o = :outbox",
            "ConditionExpression": "gsi2sk = :due",
            "ExpressionAttributeNames": {"#o": OUTBOX_ATTRIBUTE},
            "ExpressionAttributeValues": {
                ":one": 1,
                ":now": instant_text(now),
                ":next": instant_text(now + self._every),
                ":due": item["gsi2sk"],
                ":outbox": [outbox_entry(envelope)],
            },
        }
        try:
            return self._denylist.write_unless_denied([{"Update": update}], subject_keys=[handle_key])
        except SubjectDeniedError:
            return False
