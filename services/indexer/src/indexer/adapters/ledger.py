"""The `Indexed` table: one item per artist with the version that is searchable, its event, and the denylist copy."""

from collections.abc import Iterable, Sequence
from typing import Any

from event_contracts import ArtistIndexed, Context, Envelope
from indexer.domain.changes import Change
from service_kit.clock import Clock
from service_kit.denylist import DenylistCopy
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry


def _key(artist_id: str) -> dict[str, str]:
    return {"PK": f"ARTIST#{artist_id}", "SK": "INDEXED"}


class TableLedger:
    """Writes are guarded by version and by the denylist, in one transaction with their events."""

    def __init__(self, *, table: Any, clock: Clock) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)
        self._clock = clock

    def denied_among(self, artist_ids: Iterable[str]) -> frozenset[str]:
        return self._denylist.denied_among(artist_ids)

    def record(self, changes: Sequence[Change]) -> None:
        """Remember and announce which versions are searchable; one that was announced, or denied since, is not."""
        self._denylist.write_each_unless_denied(
            [self._denylist.guarded([self._put(change)], subject_keys=[change.artist_id]) for change in changes]
        )

    def _put(self, change: Change) -> dict[str, Any]:
        event = Envelope.wrap(
            ArtistIndexed(artist_id=change.artist_id, version=change.version),
            producer=Context.INDEXER,
            now=self._clock.now(),
            correlation_id=change.cause.correlationid,
            causation_id=str(change.cause.id),
        )
        return {
            "Put": {
                "TableName": self._table.name,
                "Item": {
                    **_key(change.artist_id),
                    "version": change.version,
                    OUTBOX_ATTRIBUTE: [outbox_entry(event)],
                },
                "ConditionExpression": "attribute_not_exists(PK) OR version < :version",
                "ExpressionAttributeValues": {":version": change.version},
            }
        }

    def forget(self, artist_id: str) -> int:
        """Delete what is remembered about an artist; returns how many items went."""
        answer = self._table.delete_item(Key=_key(artist_id), ReturnValues="ALL_OLD")
        return int("Attributes" in answer)
