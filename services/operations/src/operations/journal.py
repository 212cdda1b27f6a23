"""The event journal: one item per event under its run, kept for a week. Ids, types and reasons only."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from service_kit.consumer import Received

_KEPT_FOR = timedelta(days=7)
_DETAILS = ("reason", "image_count", "version", "context", "studio_id")


class Journal:
    """Writes what happened. Writing an event twice leaves one item, so duplicates do not count."""

    def __init__(self, *, table: Any) -> None:
        self._table = table

    def write(self, entries: Sequence[dict[str, Any]]) -> None:
        """Keep entries, in as few requests as there can be; a batch may name an event twice."""
        with self._table.batch_writer(overwrite_by_pkeys=["PK", "SK"]) as batch:
            for entry in entries:
                batch.put_item(Item=entry)


def entry_of(received: Received) -> dict[str, Any]:
    """The item that stands for an event."""
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
    return item | {name: envelope.data[name] for name in _DETAILS if name in envelope.data}
