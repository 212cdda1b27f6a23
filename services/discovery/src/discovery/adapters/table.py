"""The `Studios` table.

| what         | PK              | SK             |                                                              |
|--------------|-----------------|----------------|--------------------------------------------------------------|
| studio       | STUDIO#{id}     | PROFILE        | version, `facts` JSON, refs, when seen, missed, raised, closed |
| in a cell    | CELL#{cell}     | STUDIO#{id}    | finds the studios of a half-degree square                    |
| plan         | RUN#{run}       | PLAN           | tiles, JSON; expires                                         |
| tile outcome | RUN#{run}       | TILE#{tile id} | studios, failure, findings; expires                          |
| sighting     | SIGHTING#{ref}  | ID             | that a place with this id exists; kept                       |
| its place    | POSITIONS       | {ref}          | coordinates; deleted when the source's terms say             |

Positions share a partition so that every run can delete those whose time is up; the table's time to live, which may be
days late, is there for the case that no run comes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from boto3.dynamodb.conditions import Attr
from botocore.exceptions import ClientError

from discovery.domain.places import Cell, Point, Tile
from discovery.domain.records import Finding, SourceRecord
from discovery.domain.run import TileOutcome
from discovery.domain.studio import KnownStudio, Step
from event_contracts import Envelope
from event_contracts.claims import StudioFacts
from service_kit.batch_get import batch_get
from service_kit.clock import Clock
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry
from service_kit.paging import partition

Item = dict[str, Any]

_PROFILE = "PROFILE"
_POSITIONS = "POSITIONS"
_RUNS_KEPT = timedelta(days=90)


class StudiosTable:
    """Studios, runs and sightings in DynamoDB."""

    def __init__(self, *, table: Any, clock: Clock) -> None:
        self._table = table
        self._clock = clock

    def save_plan(self, run_id: str, tiles: Sequence[Tile]) -> None:
        plan = json.dumps([tile.model_dump() for tile in tiles])
        self._table.put_item(Item={**_run_key(run_id, "PLAN"), "tiles": plan, "expires_at": self._run_expiry()})

    def plan(self, run_id: str) -> list[Tile]:
        item = self._item(f"RUN#{run_id}", "PLAN")
        return [Tile.model_validate(tile) for tile in json.loads(item["tiles"])] if item else []

    def save_outcome(self, run_id: str, outcome: TileOutcome) -> None:
        self._table.put_item(
            Item={
                **_run_key(run_id, f"TILE#{outcome.tile_id}"),
                "studios": outcome.studios,
                "failure": outcome.failure,
                "findings": json.dumps(outcome.findings),
                "expires_at": self._run_expiry(),
            }
        )

    def outcomes(self, run_id: str) -> list[TileOutcome]:
        return [
            TileOutcome(
                tile_id=item["SK"].removeprefix("TILE#"),
                studios=int(item["studios"]),
                failure=item["failure"],
                findings={Finding(code): tuple(refs) for code, refs in json.loads(item["findings"]).items()},
            )
            for item in self._partition(f"RUN#{run_id}")
            if item["SK"].startswith("TILE#")
        ]

    def in_cells(self, cells: Iterable[Cell]) -> list[KnownStudio]:
        ids = {item["SK"].removeprefix("STUDIO#") for cell in cells for item in self._partition(f"CELL#{cell.name}")}
        return self.by_ids(ids)

    def by_ids(self, ids: Iterable[str]) -> list[KnownStudio]:
        found = batch_get(self._table, [{"PK": f"STUDIO#{id_}", "SK": _PROFILE} for id_ in set(ids)])
        return sorted(map(_read_studio, found), key=lambda studio: studio.id)

    def save(self, step: Step, *, outbox: Envelope | None) -> bool:
        before, after = step.before, step.after
        item = _studio_item(after)
        if outbox:
            item[OUTBOX_ATTRIBUTE] = [outbox_entry(outbox)]
        writes = [self._put_if_unchanged(item, before)]
        if before is None or _cell_key(before) != _cell_key(after):
            writes.append({"Put": {"TableName": self._table.name, "Item": _cell_key(after)}})
            if before is not None:
                writes.append({"Delete": {"TableName": self._table.name, "Key": _cell_key(before)}})
        try:
            self._table.meta.client.transact_write_items(TransactItems=writes)
        except ClientError as error:
            codes = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
            if "ConditionalCheckFailed" not in codes:
                raise
            return False
        return True

    def _put_if_unchanged(self, item: Item, before: KnownStudio | None) -> Item:
        put: Item = {"TableName": self._table.name, "Item": item}
        if before is None:
            put["ConditionExpression"] = "attribute_not_exists(PK)"
        else:
            put["ConditionExpression"] = "version = :version AND seen_in = :seen_in"
            put["ExpressionAttributeValues"] = {":version": before.version, ":seen_in": before.seen_in}
        return {"Put": put}

    def save_sightings(self, records: Iterable[SourceRecord]) -> None:
        """Keeps the id for good and the coordinates only as long as they may be kept."""
        with self._table.batch_writer(overwrite_by_pkeys=["PK", "SK"]) as batch:
            for record in records:
                source = record.provenance
                seen = {"source": source.source, "licence": source.licence, "fetched_at": source.fetched_at.isoformat()}
                batch.put_item(Item={"PK": f"SIGHTING#{record.ref}", "SK": "ID", **seen})
                if source.expires_at is not None:
                    position = json.dumps([record.point.lat, record.point.lng])
                    expires_at = int(source.expires_at.timestamp())
                    batch.put_item(
                        Item={
                            "PK": _POSITIONS,
                            "SK": record.ref,
                            **seen,
                            "position": position,
                            "expires_at": expires_at,
                        }
                    )

    def forget_positions(self, *, expired_by: datetime) -> int:
        """Delete the positions of sightings whose time is up; answers how many."""
        up = Attr("expires_at").lte(int(expired_by.timestamp()))
        doomed = list(self._partition(_POSITIONS, FilterExpression=up))
        with self._table.batch_writer() as batch:
            for item in doomed:
                batch.delete_item(Key={"PK": item["PK"], "SK": item["SK"]})
        return len(doomed)

    def _run_expiry(self) -> int:
        return int((self._clock.now() + _RUNS_KEPT).timestamp())

    def _item(self, pk: str, sk: str) -> Item | None:
        item: Item | None = self._table.get_item(Key={"PK": pk, "SK": sk}, ConsistentRead=True).get("Item")
        return item

    def _partition(self, pk: str, **narrowed: Any) -> Iterator[Item]:
        return partition(self._table, pk, ConsistentRead=True, **narrowed)


def _run_key(run_id: str, sk: str) -> Item:
    return {"PK": f"RUN#{run_id}", "SK": sk}


def _cell_key(studio: KnownStudio) -> Item:
    cell = Cell.of(Point(lat=studio.facts.lat, lng=studio.facts.lng))
    return {"PK": f"CELL#{cell.name}", "SK": f"STUDIO#{studio.id}"}


def _studio_item(studio: KnownStudio) -> Item:
    return {
        "PK": f"STUDIO#{studio.id}",
        "SK": _PROFILE,
        "version": studio.version,
        "facts": studio.facts.model_dump_json(),
        "refs": set(studio.refs),
        "first_seen_at": studio.first_seen_at.isoformat(),
        "seen_in": studio.seen_in,
        "missing_in": studio.missing_in,
        "raised_at": studio.raised_at.isoformat(),
        "closed": studio.closed,
    }


def _read_studio(item: Item) -> KnownStudio:
    return KnownStudio(
        id=item["PK"].removeprefix("STUDIO#"),
        version=int(item["version"]),
        facts=StudioFacts.model_validate_json(item["facts"]),
        refs=frozenset(item["refs"]),
        first_seen_at=datetime.fromisoformat(item["first_seen_at"]),
        seen_in=item["seen_in"],
        missing_in=item["missing_in"],
        raised_at=datetime.fromisoformat(item["raised_at"]),
        closed=item["closed"],
    )
