"""The `Inferences` table: per artist the styles last inferred, with evidence, guarded by when they were observed."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from event_contracts import ArtistScraped, Context, Envelope, InferredStyle, StylesInferred
from service_kit.clock import Clock
from service_kit.denylist import DenylistCopy
from service_kit.enforcement import PurgeReport
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry
from style_inference.domain import Inference


def _key(artist_id: str) -> dict[str, str]:
    return {"PK": f"ARTIST#{artist_id}", "SK": "INFERENCE"}


class InferenceTable:
    """Writes an inference and its event in one transaction, unless the artist is denied or a newer one is there."""

    def __init__(self, *, table: Any, clock: Clock) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)
        self._clock = clock

    def is_denied(self, scraped: ArtistScraped) -> bool:
        return bool(self._denylist.denied_among([scraped.artist_id, scraped.handle_key]))

    def save(self, scraped: ArtistScraped, inference: Inference, *, cause: Envelope) -> bool:
        """False when the same or a newer observation has been inferred already. Raises `SubjectDeniedError`."""
        put = {
            "Put": {
                "TableName": self._table.name,
                "Item": self._item(scraped, inference, cause=cause),
                "ConditionExpression": (
                    "attribute_not_exists(PK) OR observed_at < :at"
                    " OR (observed_at = :at AND taxonomy_version <> :taxonomy)"
                ),
                "ExpressionAttributeValues": {
                    ":at": _sortable(scraped.observed_at),
                    ":taxonomy": inference.taxonomy_version,
                },
            }
        }
        return self._denylist.write_unless_denied([put], subject_keys=[scraped.artist_id, scraped.handle_key])

    def _item(self, scraped: ArtistScraped, inference: Inference, *, cause: Envelope) -> dict[str, Any]:
        event = Envelope.wrap(
            StylesInferred(
                artist_id=scraped.artist_id,
                observed_at=scraped.observed_at,
                taxonomy_version=inference.taxonomy_version,
                styles=tuple(
                    InferredStyle(slug=s.slug, confidence=s.confidence, evidence_count=len(s.evidence))
                    for s in inference.styles
                ),
            ),
            producer=Context.STYLE_INFERENCE,
            now=self._clock.now(),
            correlation_id=cause.correlationid,
            causation_id=str(cause.id),
        )
        return {
            **_key(scraped.artist_id),
            "observed_at": _sortable(scraped.observed_at),
            "taxonomy_version": inference.taxonomy_version,
            # The text itself stays where it was read; a new taxonomy reads it there again.
            "claim": scraped.claim,
            "styles": [
                {
                    "slug": style.slug,
                    "confidence": Decimal(str(style.confidence)),
                    "evidence": [
                        {"source": e.source, "index": e.index, "kind": e.kind, "term": e.matched_term}
                        for e in style.evidence
                    ],
                }
                for style in inference.styles
            ],
            "unknown_tags": list(inference.unknown_tags),
            OUTBOX_ATTRIBUTE: [outbox_entry(event)],
        }

    def purge(self, subject_keys: Iterable[str]) -> PurgeReport:
        """Delete what was inferred about the subjects."""
        removed = 0
        for key in subject_keys:
            answer = self._table.delete_item(Key=_key(key), ReturnValues="ALL_OLD")
            removed += int("Attributes" in answer)
        return PurgeReport(items_removed=removed)


def _sortable(moment: datetime) -> str:
    """Fixed width, so that text order is time order."""
    return moment.isoformat(timespec="microseconds")
