"""The executable catalogue: which context says what, and who listens. Rules, pages and tests are made from it."""

from dataclasses import dataclass
from typing import Any

from event_contracts import events as e
from event_contracts.envelope import Envelope
from event_contracts.events import EventData
from event_contracts.types import Context


class UnknownEventError(ValueError):
    """The event's type is not in the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """One event: its model, the contexts that may publish it, and the contexts that consume it."""

    model: type[EventData]
    producers: frozenset[Context]
    consumers: frozenset[Context]


DENYLIST_ENFORCERS = frozenset(
    {
        Context.STUDIO_SCRAPER,
        Context.INSTAGRAM_SCRAPER,
        Context.STYLE_INFERENCE,
        Context.PROFILE_API,
        Context.INDEXER,
    }
)
"""The contexts that hold artists' data: each keeps a denylist copy and acknowledges every denial."""


def _entry(model: type[EventData], producers: set[Context], consumers: set[Context]) -> tuple[str, CatalogueEntry]:
    return model.TYPE, CatalogueEntry(
        model=model,
        producers=frozenset(producers),
        # Operations keeps a journal of every event: what happened, by type and correlation id, without personal data.
        consumers=frozenset(consumers | {Context.OPERATIONS}),
    )


_C = Context
CATALOGUE: dict[str, CatalogueEntry] = dict(
    [
        _entry(e.StudioDiscovered, {_C.DISCOVERY}, {_C.STUDIO_SCRAPER, _C.PROFILE_API}),
        _entry(e.StudioUpdated, {_C.DISCOVERY}, {_C.STUDIO_SCRAPER, _C.PROFILE_API}),
        _entry(e.StudioClosed, {_C.DISCOVERY}, {_C.STUDIO_SCRAPER, _C.PROFILE_API}),
        _entry(e.ArtistIdentified, {_C.STUDIO_SCRAPER}, {_C.INSTAGRAM_SCRAPER, _C.PROFILE_API}),
        _entry(e.ArtistLeftStudio, {_C.STUDIO_SCRAPER}, {_C.PROFILE_API}),
        _entry(e.StudioScrapeFailed, {_C.STUDIO_SCRAPER}, set()),
        _entry(e.ArtistScraped, {_C.INSTAGRAM_SCRAPER}, {_C.STYLE_INFERENCE, _C.PROFILE_API}),
        _entry(e.ArtistGone, {_C.INSTAGRAM_SCRAPER}, {_C.PROFILE_API}),
        _entry(e.ArtistScrapeFailed, {_C.INSTAGRAM_SCRAPER}, {_C.PROFILE_API}),
        _entry(e.StylesInferred, {_C.STYLE_INFERENCE}, {_C.PROFILE_API}),
        _entry(e.ArtistPublished, {_C.PROFILE_API}, {_C.INDEXER}),
        _entry(e.ArtistWithdrawn, {_C.PROFILE_API}, {_C.INDEXER}),
        _entry(e.ArtistRefreshDue, {_C.PROFILE_API}, {_C.INSTAGRAM_SCRAPER}),
        _entry(e.ArtistIndexed, {_C.INDEXER}, set()),
        _entry(e.RemovalRequested, {_C.GOVERNANCE}, set()),
        _entry(e.ArtistDenylisted, {_C.GOVERNANCE}, set(DENYLIST_ENFORCERS)),
        _entry(e.ArtistReinstated, {_C.GOVERNANCE}, set(DENYLIST_ENFORCERS)),
        _entry(e.ArtistPurged, set(DENYLIST_ENFORCERS), {_C.GOVERNANCE}),
        _entry(e.PurgeCompleted, {_C.GOVERNANCE}, set()),
    ]
)

DENYLIST_EVENTS = frozenset({e.ArtistDenylisted.TYPE, e.ArtistReinstated.TYPE})
"""Travel on a queue of their own in every enforcing context, so that no backlog delays a removal."""


def consumed_by(context: Context) -> frozenset[str]:
    """Types of the events a context's working queue receives (the denylist queue's are `DENYLIST_EVENTS`)."""
    return frozenset(
        name for name, entry in CATALOGUE.items() if context in entry.consumers and name not in DENYLIST_EVENTS
    )


def produced_by(context: Context) -> frozenset[str]:
    """Types of the events a context may publish."""
    return frozenset(name for name, entry in CATALOGUE.items() if context in entry.producers)


def parse(envelope: Envelope) -> EventData:
    """The typed payload of a received event; additions by a newer producer are ignored.

    Raises `UnknownEventError` for a type outside the catalogue and pydantic's `ValidationError` for a bad payload.
    """
    entry = CATALOGUE.get(envelope.type)
    if entry is None:
        raise UnknownEventError(f"type: unknown event {envelope.type!r}")
    return entry.model.model_validate(envelope.data, extra="ignore")


def read_detail(detail: dict[str, Any]) -> tuple[Envelope, EventData]:
    """Envelope and payload out of EventBridge's `detail`."""
    envelope = Envelope.model_validate(detail)
    return envelope, parse(envelope)
