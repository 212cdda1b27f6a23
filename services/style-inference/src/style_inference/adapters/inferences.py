"""The `Inferences` table: per artist the styles last inferred, with evidence, guarded by when they were observed.

| item      | PK          | SK        | holds                                                                 |
|-----------|-------------|-----------|-----------------------------------------------------------------------|
| inference | ARTIST#{id} | INFERENCE | styles, evidence, unknown tags, observation, taxonomy, claim, `outbox` |
| taxonomy  | TAXONOMY    | APPLIED   | the version that every inference has been made under                  |
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from boto3.dynamodb.conditions import Attr

from event_contracts import ArtistScraped, Context, Envelope, InferredStyle, StylesInferred
from service_kit.clock import Clock
from service_kit.denylist import DenylistCopy
from service_kit.enforcement import PurgeReport
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry
from service_kit.paging import scan
from style_inference.domain import Inference

_APPLIED = {"PK": "TAXONOMY", "SK": "APPLIED"}


def _key(artist_id: str) -> dict[str, str]:
    return {"PK": f"ARTIST#{artist_id}", "SK": "INFERENCE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A profile as it was read at a moment: whose it is and where its texts lie."""

    artist_id: str
    handle_key: str
    observed_at: datetime
    claim: str

    @classmethod
    def of(cls, scraped: ArtistScraped) -> "Observation":
        return cls(
            artist_id=scraped.artist_id,
            handle_key=scraped.handle_key,
            observed_at=scraped.observed_at,
            claim=scraped.claim,
        )

    @property
    def subject_keys(self) -> tuple[str, str]:
        return self.artist_id, self.handle_key


class InferenceTable:
    """Writes an inference and its event in one transaction, unless the artist is denied or a newer one is there."""

    def __init__(self, *, table: Any, clock: Clock) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)
        self._clock = clock

    def denied_among(self, subject_keys: Iterable[str]) -> frozenset[str]:
        return self._denylist.denied_among(subject_keys)

    def is_applied(self, taxonomy_version: str) -> bool:
        """Whether every inference is known to be of this taxonomy."""
        return bool(self._table.get_item(Key=_APPLIED).get("Item", {}).get("version") == taxonomy_version)

    def outdated(self, taxonomy_version: str) -> Iterator[Observation]:
        """What was inferred under another taxonomy and can be inferred again. Reads the whole table."""
        another = Attr("claim").exists() & Attr("taxonomy_version").ne(taxonomy_version)
        possible = Attr("stays_under").not_exists() | Attr("stays_under").ne(taxonomy_version)
        return map(_observation, scan(self._table, FilterExpression=another & possible))

    def leave(self, seen: Observation, *, taxonomy_version: str) -> None:
        """Remember that an observation cannot be inferred under a taxonomy; the next one of the artist can."""
        with suppress(self._table.meta.client.exceptions.ConditionalCheckFailedException):
            self._table.update_item(
                Key=_key(seen.artist_id),
                UpdateExpression="SET stays_under = :taxonomy",
                ConditionExpression="observed_at = :at",
                ExpressionAttributeValues={":at": _sortable(seen.observed_at), ":taxonomy": taxonomy_version},
            )

    def all_are_under(self, taxonomy_version: str) -> None:
        """Remember that no inference is outdated: the next look need not read the table."""
        self._table.put_item(Item={**_APPLIED, "version": taxonomy_version})

    def save(
        self, seen: Observation, inference: Inference, *, correlation_id: str, causation_id: str | None = None
    ) -> bool:
        """False when the same or a newer observation has been inferred already. Raises `SubjectDeniedError`."""
        put = {
            "Put": {
                "TableName": self._table.name,
                "Item": self._item(seen, inference, correlation_id=correlation_id, causation_id=causation_id),
                "ConditionExpression": (
                    "attribute_not_exists(PK) OR observed_at < :at"
                    " OR (observed_at = :at AND taxonomy_version <> :taxonomy)"
                ),
                "ExpressionAttributeValues": {
                    ":at": _sortable(seen.observed_at),
                    ":taxonomy": inference.taxonomy_version,
                },
            }
        }
        return self._denylist.write_unless_denied([put], subject_keys=seen.subject_keys)

    def _item(
        self, seen: Observation, inference: Inference, *, correlation_id: str, causation_id: str | None
    ) -> dict[str, Any]:
        event = Envelope.wrap(
            StylesInferred(
                artist_id=seen.artist_id,
                observed_at=seen.observed_at,
                taxonomy_version=inference.taxonomy_version,
                styles=tuple(
                    InferredStyle(slug=s.slug, confidence=s.confidence, evidence_count=len(s.evidence))
                    for s in inference.styles
                ),
            ),
            producer=Context.STYLE_INFERENCE,
            now=self._clock.now(),
            correlation_id=correlation_id,
            causation_id=causation_id,
        )
        return {
            **_key(seen.artist_id),
            "handle_key": seen.handle_key,
            "observed_at": _sortable(seen.observed_at),
            "taxonomy_version": inference.taxonomy_version,
            # The text itself stays where it was read; a new taxonomy reads it there again.
            "claim": seen.claim,
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


def _observation(item: dict[str, Any]) -> Observation:
    return Observation(
        artist_id=item["PK"].removeprefix("ARTIST#"),
        handle_key=item["handle_key"],
        observed_at=datetime.fromisoformat(item["observed_at"]),
        claim=item["claim"],
    )
