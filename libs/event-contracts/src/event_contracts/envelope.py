"""The envelope around every event: CloudEvents 1.0 attributes in EventBridge's `detail`."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

import uuid6
from pydantic import BaseModel, ConfigDict

from event_contracts.events import EventData
from event_contracts.types import Context, Instant

SOURCE_PREFIX = "directory."
SCHEMA_BASE = "https://schemas.tattoo-artist-directory.example/"


class Envelope(BaseModel):
    """One event as it travels; `data` is the typed payload's JSON form."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    type: str
    source: str
    time: Instant
    subject: str
    correlationid: str
    causationid: str | None = None
    traceparent: str | None = None
    dataschema: str
    data: dict[str, Any]

    @classmethod
    def wrap(
        cls,
        payload: EventData,
        *,
        producer: Context,
        now: datetime,
        correlation_id: str,
        causation_id: str | None = None,
        traceparent: str | None = None,
    ) -> Self:
        """Wrap a payload; the id is a UUIDv7, so ids sort by time."""
        return cls(
            id=UUID(str(uuid6.uuid7())),
            type=payload.TYPE,
            source=SOURCE_PREFIX + producer,
            time=now,
            subject=payload.subject,
            correlationid=correlation_id,
            causationid=causation_id,
            traceparent=traceparent,
            dataschema=f"{SCHEMA_BASE}{payload.TYPE}.json",
            data=payload.model_dump(mode="json"),
        )
