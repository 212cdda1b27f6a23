"""Follows a run in the event journal: what was found, what failed, when each stage was busy."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from event_contracts import (
    ArtistGone,
    ArtistIdentified,
    ArtistIndexed,
    ArtistScraped,
    ArtistScrapeFailed,
    StudioDiscovered,
    StudioScrapeFailed,
    StylesInferred,
)
from service_kit.paging import partition

_FAILURES = frozenset({StudioScrapeFailed.TYPE, ArtistScrapeFailed.TYPE, ArtistGone.TYPE})
_STAGES = {
    "discovery": (StudioDiscovered.TYPE,),
    "studio websites": (ArtistIdentified.TYPE, StudioScrapeFailed.TYPE),
    "instagram and images": (ArtistScraped.TYPE, ArtistScrapeFailed.TYPE, ArtistGone.TYPE),
    "styles": (StylesInferred.TYPE,),
    "index": (ArtistIndexed.TYPE,),
}


@dataclass(slots=True, kw_only=True)
class RunSummary:
    """What the journal says about one run. Seconds count from the run's start to a stage's last event."""

    started: datetime
    events: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    images: int = 0
    artists_found: set[str] = field(default_factory=set)
    searchable: set[str] = field(default_factory=set)
    last_event_at: dict[str, datetime] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    chain: dict[str, tuple[str, datetime, str | None]] = field(default_factory=dict)
    first_indexed: dict[str, str] = field(default_factory=dict)

    def add(self, item: dict[str, Any]) -> None:
        """Count one journal item; a second sight of it counts nothing."""
        if item["SK"] in self.seen:
            return
        self.seen.add(item["SK"])
        kind, at = item["type"], datetime.fromisoformat(item["time"])
        self.events[kind] += 1
        self.last_event_at[kind] = max(at, self.last_event_at.get(kind, at))
        self.images += int(item.get("image_count", 0))
        if kind in _FAILURES:
            self.failures[f"{kind.split('.')[0]}: {item['reason']}"] += 1
        if kind == ArtistIdentified.TYPE:
            self.artists_found.add(item["subject"])
        event_id = item["SK"].removeprefix("EVENT#")
        self.chain[event_id] = (kind, at, item.get("cause"))
        if kind == ArtistIndexed.TYPE:
            self.searchable.add(item["subject"])
            self.first_indexed.setdefault(item["subject"], event_id)

    @property
    def studios(self) -> int:
        return self.events[StudioDiscovered.TYPE]

    @property
    def seconds_to_searchable(self) -> dict[str, float]:
        """p50 and p95 over artists, from their studio's discovery to the first time they could be found."""
        waits = sorted(
            wait for event in self.first_indexed.values() if (wait := self._since_discovery(event)) is not None
        )
        if not waits:
            return {}
        return {"p50": waits[len(waits) // 2], "p95": waits[min(len(waits) - 1, len(waits) * 95 // 100)]}

    def _since_discovery(self, event_id: str) -> float | None:
        """Follows what caused what back to the studio; None when the chain starts elsewhere."""
        _, end, _ = self.chain[event_id]
        step: str | None = event_id
        while step in self.chain:
            kind, at, step = self.chain[step]
            if kind == StudioDiscovered.TYPE:
                return round((end - at).total_seconds(), 1)
        return None

    @property
    def stage_seconds(self) -> dict[str, float]:
        found = {}
        for stage, kinds in _STAGES.items():
            moments = [self.last_event_at[kind] for kind in kinds if kind in self.last_event_at]
            if moments:
                found[stage] = round((max(moments) - self.started).total_seconds(), 1)
        return found


class JournalReader:
    """Reads a run's new journal items; ids sort by time, so only the recent tail is read again."""

    def __init__(self, *, table: Any, run_id: str) -> None:
        self._table = table
        self._run_id = run_id

    def read_into(self, summary: RunSummary) -> None:
        for item in partition(self._table, f"RUN#{self._run_id}"):
            summary.add(item)
