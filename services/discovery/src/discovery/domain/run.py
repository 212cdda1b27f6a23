"""A run over the areas: plan the tiles, survey each, settle what was not seen."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from discovery.domain.matching import REACH_METRES
from discovery.domain.places import Area, Cell, Point, Tile, cells_over, tiles_of
from discovery.domain.records import Finding, SourceRecord, StudioSource
from discovery.domain.studio import KnownStudio, News, Step, missed, revisited
from discovery.domain.survey import survey_steps, without_crowded_websites
from event_contracts import Context, Envelope, EventData, StudioClosed, StudioDiscovered, StudioUpdated
from service_kit.clock import Clock
from service_kit.errors import PermanentError, TransientError


@dataclass(frozen=True, slots=True, kw_only=True)
class TileOutcome:
    """How a tile's survey ended: how many studios it showed, or why it failed (a code).

    `findings`: the references of places that were left out or whose website is not theirs, by what was found.
    """

    tile_id: str
    studios: int = 0
    failure: str | None = None
    findings: Mapping[Finding, tuple[str, ...]] = field(default_factory=dict)


class Studios(Protocol):
    """The studios' table."""

    def save_plan(self, run_id: str, tiles: Sequence[Tile]) -> None: ...

    def plan(self, run_id: str) -> list[Tile]: ...

    def save_outcome(self, run_id: str, outcome: TileOutcome) -> None: ...

    def outcomes(self, run_id: str) -> list[TileOutcome]: ...

    def in_cells(self, cells: Iterable[Cell]) -> list[KnownStudio]: ...

    def by_ids(self, ids: Iterable[str]) -> list[KnownStudio]: ...

    def save(self, step: Step, *, outbox: Envelope | None) -> bool:
        """False when the studio is no more as the step found it."""

    def save_sightings(self, records: Iterable[SourceRecord]) -> None: ...

    def forget_positions(self, *, expired_by: datetime) -> int:
        """Delete the positions of sightings whose time is up; answers how many."""


class Claims(Protocol):
    def put(self, *, subject: str, body: dict[str, Any]) -> str: ...


class Discovery:
    """Every step may be repeated: what is already on record is not told again."""

    def __init__(
        self,
        *,
        areas: Sequence[Area],
        sources: Sequence[StudioSource],
        studios: Studios,
        claims: Claims,
        clock: Clock,
        mint: Callable[[str], str],
        revisit_after: timedelta,
    ) -> None:
        self._areas = areas
        self._sources = sources
        self._studios = studios
        self._claims = claims
        self._clock = clock
        self._mint = mint
        self._revisit_after = revisit_after

    def plan(self, *, run_id: str, area: str | None) -> list[Tile]:
        """Tiles of one area, or of all; raises `PermanentError` for an area that is not configured."""
        chosen = [one for one in self._areas if area is None or one.name == area]
        if not chosen:
            raise PermanentError("unknown_area")
        tiles = [tile for one in chosen for tile in tiles_of(one)]
        self._studios.save_plan(run_id, tiles)
        return tiles

    def survey(self, *, run_id: str, tile: Tile) -> TileOutcome:
        """Ask the sources about a tile and record what they show. A failure is recorded, then raised to be retried."""
        try:
            outcome = self._survey(run_id, tile)
        except Exception as error:
            reason = error.reason if isinstance(error, TransientError | PermanentError) else type(error).__name__
            self._studios.save_outcome(run_id, TileOutcome(tile_id=tile.id, failure=reason))
            raise
        self._studios.save_outcome(run_id, outcome)
        return outcome

    def _survey(self, run_id: str, tile: Tile) -> TileOutcome:
        box = tile.widened(REACH_METRES)
        shown = [record for source in self._sources for record in source.survey(box, area=tile)]
        self._studios.save_sightings(record for record in shown if record.is_sighting)
        records = without_crowded_websites([record for record in shown if record.is_studio])
        known = {studio.id: studio for studio in self._studios.in_cells(cells_over(box.widened(REACH_METRES)))}
        minted = {self._mint(record.ref) for record in records} - known.keys()
        known |= {studio.id: studio for studio in self._studios.by_ids(minted)}
        steps = survey_steps(
            records,
            known=known.values(),
            tile=tile,
            areas=self._areas,
            run_id=run_id,
            now=self._clock.now(),
            mint=self._mint,
        )
        for step in steps:
            if not self._save(step, run_id=run_id):
                raise TransientError("studio_changed_meanwhile")
        return TileOutcome(
            tile_id=tile.id,
            studios=sum(not step.after.closed for step in steps),
            findings=_findings([*records, *(record for record in shown if not record.is_studio)], tile),
        )

    def settle(self, *, run_id: str) -> dict[str, int]:
        """Close what two runs in a row did not see, in tiles that could be surveyed; offer websites for a new visit."""
        done = {outcome.tile_id for outcome in self._studios.outcomes(run_id) if outcome.failure is None}
        counts = {"tiles": 0, "failed_tiles": 0, "studios": 0, "closed": 0, "revisited": 0}
        counts["forgotten_positions"] = self._studios.forget_positions(expired_by=self._clock.now())
        for tile in self._studios.plan(run_id):
            counts["tiles"] += 1
            counts["failed_tiles"] += tile.id not in done
            for studio in self._studios.in_cells(cells_over(tile)):
                if not studio.closed and tile.contains(Point(lat=studio.facts.lat, lng=studio.facts.lng)):
                    counts["studios"] += 1
                    news = self._settle(studio, run_id=run_id, surveyed=tile.id in done)
                    counts["closed"] += news is News.CLOSED
                    counts["revisited"] += news is News.UPDATED
        return counts

    def _settle(self, studio: KnownStudio, *, run_id: str, surveyed: bool) -> News | None:
        step = missed(studio, run_id=run_id) if surveyed else None
        step = step or revisited(studio, after=self._revisit_after, now=self._clock.now())
        return step.news if step and self._save(step, run_id=run_id) else None

    def _save(self, step: Step, *, run_id: str) -> bool:
        event = self._event(step)
        now = self._clock.now()
        wrapped = Envelope.wrap(event, producer=Context.DISCOVERY, now=now, correlation_id=run_id) if event else None
        return self._studios.save(step, outbox=wrapped)

    def _event(self, step: Step) -> EventData | None:
        studio = step.after
        match step.news:
            case None:
                return None
            case News.CLOSED:
                return StudioClosed(studio_id=studio.id, version=studio.version)
            case News.DISCOVERED:
                return StudioDiscovered(studio_id=studio.id, version=studio.version, claim=self._claim(studio))
            case News.UPDATED:
                return StudioUpdated(studio_id=studio.id, version=studio.version, claim=self._claim(studio))

    def _claim(self, studio: KnownStudio) -> str:
        return self._claims.put(subject=studio.id, body=studio.facts.model_dump(mode="json"))


def _findings(records: Iterable[SourceRecord], tile: Tile) -> dict[Finding, tuple[str, ...]]:
    found: dict[Finding, set[str]] = defaultdict(set)
    for record in records:
        for finding in record.findings if tile.contains(record.point) else ():
            found[finding].add(record.ref)
    return {finding: tuple(sorted(found[finding])) for finding in sorted(found)}
