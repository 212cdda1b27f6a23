"""Which event tells the projector what: reads the claim, turns event and claim into facts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from event_contracts import (
    ArtistGone,
    ArtistIdentified,
    ArtistLeftStudio,
    ArtistScraped,
    ArtistScrapeFailed,
    EventData,
    StudioClosed,
    StudioDiscovered,
    StudioUpdated,
    StylesInferred,
)
from event_contracts.claims import ProfileFacts, RosterFacts, StudioFacts
from profile_api.domain import hearing
from profile_api.domain.projector import Projector
from profile_api.domain.studio import Studio
from service_kit.claims import ClaimForgottenError, ClaimStore
from service_kit.consumer import EventHandler, Handlers, Received

_KEYS = ("subject_key", "handle_key", "name_key", "artist_id")


class ReadsAhead(Protocol):
    """The directory's table, as far as it can be told what will be asked for."""

    def look_ahead(self, keys: Iterable[str], *, studio_ids: Iterable[str]) -> None: ...


class Listeners:
    """One handler for each event the directory listens to."""

    def __init__(self, *, projector: Projector, claims: ClaimStore, directory: ReadsAhead) -> None:
        self._projector = projector
        self._claims = claims
        self._directory = directory

    @property
    def handlers(self) -> Handlers:
        return {
            ArtistIdentified: self._unless_forgotten(self._identified),
            ArtistLeftStudio: self._tell(hearing.left_studio),
            ArtistScraped: self._unless_forgotten(self._scraped),
            ArtistGone: self._tell(hearing.gone),
            ArtistScrapeFailed: self._tell(hearing.scrape_failed),
            StylesInferred: self._tell(hearing.styles_inferred),
            StudioDiscovered: self._studio,
            StudioUpdated: self._studio,
            StudioClosed: self._studio_closed,
        }

    def look_ahead(self, batch: Sequence[Received]) -> Handlers:
        """Have what a batch is about read together, as far as the events themselves tell; answers the handlers."""
        payloads = [received.payload for received in batch]
        self._directory.look_ahead(
            {key for payload in payloads for key in _keys_of(payload)},
            studio_ids={payload.studio_id for payload in payloads if hasattr(payload, "studio_id")},
        )
        return self.handlers

    def _tell(self, facts_of: Any) -> EventHandler:
        return lambda received: self._projector.tell(facts_of(received.payload), cause=received.envelope)

    def _unless_forgotten(self, handle: EventHandler) -> EventHandler:
        """A forgotten claim may be somebody's who was denied: what an attempt at the event has put goes, too."""

        def handled(received: Received) -> None:
            try:
                handle(received)
            except ClaimForgottenError:
                self._projector.take_back(frozenset(_keys_of(received.payload)))
                raise

        return handled

    def _identified(self, received: Received) -> None:
        event: ArtistIdentified = received.payload
        roster = RosterFacts.model_validate(self._claims.get(event.claim))
        self._projector.tell(hearing.identified(event, roster), cause=received.envelope)

    def _scraped(self, received: Received) -> None:
        event: ArtistScraped = received.payload
        profile = ProfileFacts.model_validate(self._claims.get(event.claim))
        self._projector.tell(hearing.scraped(event, profile), cause=received.envelope)

    def _studio(self, received: Received) -> None:
        event: StudioDiscovered | StudioUpdated = received.payload
        facts = StudioFacts.model_validate(self._claims.get(event.claim))
        studio = Studio(id=event.studio_id, version=event.version, closed=False, facts=facts)
        self._projector.studio_changed(studio, cause=received.envelope)

    def _studio_closed(self, received: Received) -> None:
        event: StudioClosed = received.payload
        studio = Studio(id=event.studio_id, version=event.version, closed=True)
        self._projector.studio_changed(studio, cause=received.envelope)


def _keys_of(payload: EventData) -> Iterator[str]:
    return (key for name in _KEYS if (key := getattr(payload, name, None)))
