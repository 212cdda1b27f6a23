"""One example of every event, as it would stand in EventBridge's `detail`. Fictional and stable."""

from datetime import datetime, timezone
from typing import Any
from uuid import UUID

from event_contracts import events as e
from event_contracts.catalogue import CATALOGUE
from event_contracts.envelope import Envelope
from event_contracts.types import (
    Context,
    GoneReason,
    Role,
    ScrapeFailure,
    StudioFailure,
    WithdrawalReason,
)

_WHEN = datetime(2026, 11, 1, 2, 0, tzinfo=timezone.utc)
_STUDIO = "st_" + "5a" * 16
_ARTIST = "ar_" + "a1" * 16
_NAMED = "ar_" + "c3" * 16
_HANDLE = "hk_" + "b2" * 16
_TICKET = "rr_" + "T" * 22


def _claim(producer: Context, subject: str) -> str:
    return f"{producer}/{subject}/{'0f' * 16}.json"


_DENIED = (_ARTIST, _HANDLE, _NAMED)

PAYLOADS: tuple[e.EventData, ...] = (
    e.StudioDiscovered(studio_id=_STUDIO, version=1, claim=_claim(Context.DISCOVERY, _STUDIO)),
    e.StudioUpdated(studio_id=_STUDIO, version=2, claim=_claim(Context.DISCOVERY, _STUDIO)),
    e.StudioClosed(studio_id=_STUDIO, version=3),
    e.ArtistIdentified(
        subject_key=_HANDLE,
        handle_key=_HANDLE,
        name_key=_NAMED,
        studio_id=_STUDIO,
        role=Role.RESIDENT,
        confidence=0.93,
        observed_at=_WHEN,
        claim=_claim(Context.STUDIO_SCRAPER, _HANDLE),
    ),
    e.ArtistLeftStudio(subject_key=_HANDLE, studio_id=_STUDIO, observed_at=_WHEN),
    e.StudioScrapeFailed(studio_id=_STUDIO, reason=StudioFailure.NEEDS_BROWSER, observed_at=_WHEN),
    e.ArtistScraped(
        artist_id=_ARTIST,
        handle_key=_HANDLE,
        observed_at=_WHEN,
        image_count=9,
        claim=_claim(Context.INSTAGRAM_SCRAPER, _ARTIST),
    ),
    e.ArtistGone(handle_key=_HANDLE, artist_id=_ARTIST, reason=GoneReason.PRIVATE, observed_at=_WHEN),
    e.ArtistScrapeFailed(handle_key=_HANDLE, reason=ScrapeFailure.LOGIN_WALL, observed_at=_WHEN),
    e.StylesInferred(
        artist_id=_ARTIST,
        observed_at=_WHEN,
        taxonomy_version="1",
        styles=(e.InferredStyle(slug="dotwork", confidence=0.9, evidence_count=4),),
    ),
    e.ArtistPublished(artist_id=_ARTIST, version=3, claim=_claim(Context.PROFILE_API, _ARTIST)),
    e.ArtistWithdrawn(artist_id=_ARTIST, version=4, reason=WithdrawalReason.LEFT_EVERY_STUDIO),
    e.ArtistRefreshDue(handle_key=_HANDLE, due_since=_WHEN),
    e.ArtistIndexed(artist_id=_ARTIST, version=3),
    e.RemovalRequested(ticket=_TICKET, received_at=_WHEN),
    e.ArtistDenylisted(ticket=_TICKET, case_version=1, subject_keys=_DENIED),
    e.ArtistReinstated(ticket=_TICKET, case_version=2, subject_keys=_DENIED),
    e.ArtistPurged(ticket=_TICKET, case_version=1, context=Context.INDEXER, aliases=(), items_removed=1),
    e.PurgeCompleted(ticket=_TICKET, completed_at=_WHEN),
)


def example(payload: e.EventData) -> dict[str, Any]:
    """The payload in its envelope, with ids that do not change from one generation to the next."""
    entry = CATALOGUE[payload.TYPE]
    envelope = Envelope.wrap(
        payload, producer=sorted(entry.producers)[0], now=_WHEN, correlation_id="run-2026-11-01T02-00-00Z"
    )
    fixed = envelope.model_copy(update={"id": UUID("019a3c5e-8000-7000-8000-000000000001")})
    return fixed.model_dump(mode="json")


EXAMPLES: dict[str, dict[str, Any]] = {payload.TYPE: example(payload) for payload in PAYLOADS}
