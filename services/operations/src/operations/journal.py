"""The event journal: one item per event under its run, kept for a week. Ids, types and reasons only."""

from datetime import timedelta
from typing import Any

from event_contracts import CATALOGUE, EventData
from service_kit.consumer import EventHandler, Received

_KEPT_FOR = timedelta(days=7)


class Journal:
    """Writes what happened. Writing an event twice leaves one item, so duplicates do not count."""

    def __init__(self, *, table: Any) -> None:
        self._table = table

    @property
    def handlers(self) -> dict[type[EventData], EventHandler]:
        return {entry.model: self.record for entry in CATALOGUE.values()}

    def record(self, received: Received) -> None:
        envelope = received.envelope
        item = {
            "PK": f"RUN#{envelope.correlationid}",
            "SK": f"EVENT#{envelope.id}",
            "type": envelope.type,
            "source": envelope.source,
            "subject": envelope.subject,
            "time": envelope.time.isoformat(),
            "expires_at": int((envelope.time + _KEPT_FOR).timestamp()),
        }
        if envelope.causationid:
            item["cause"] = envelope.causationid
        for detail in ("reason", "image_count", "version", "context", "studio_id"):
            if detail in envelope.data:
                item[detail] = envelope.data[detail]
        self._table.put_item(Item=item)
