"""Turns the events of the working queue into requests to read a handle."""

import asyncio

from event_contracts import ArtistIdentified, ArtistRefreshDue
from event_contracts.claims import RosterFacts
from instagram_scraper.domain.look import Request
from instagram_scraper.domain.reader import ProfileReader
from service_kit.claims import ClaimStore
from service_kit.consumer import Received
from service_kit.errors import PermanentError
from service_kit.handles import instagram_handle
from service_kit.ids import SubjectHasher


class ProfileEvents:
    """Handles `ArtistIdentified` (when the studio names an account) and `ArtistRefreshDue`."""

    def __init__(self, *, reader: ProfileReader, claims: ClaimStore, hasher: SubjectHasher) -> None:
        self._reader = reader
        self._claims = claims
        self._hasher = hasher

    async def handle(self, received: Received) -> None:
        """Done when the outcome is durable; raises for a message that is to be parked or handed over again."""
        match received.payload:
            case ArtistIdentified(handle_key=None):
                return
            case ArtistIdentified():
                await self._reader.read(await self._identified(received))
            case ArtistRefreshDue():
                await self._reader.read(_refresh(received))
            case _:
                raise PermanentError("unrouted_event_type")

    async def _identified(self, received: Received) -> Request:
        event: ArtistIdentified = received.payload
        facts = RosterFacts.model_validate(await asyncio.to_thread(self._claims.get, event.claim))
        handle = instagram_handle(facts.handle or "")
        # The denylist is asked by the key, the network by the handle: they have to be the same person.
        if handle is None or event.handle_key is None or self._hasher.handle_key(handle) != event.handle_key:
            raise PermanentError("handle_does_not_match_its_key")
        return Request(
            handle_key=event.handle_key,
            handle=handle,
            name_key=event.name_key,
            due_since=None,
            cause=received.envelope,
        )


def _refresh(received: Received) -> Request:
    event: ArtistRefreshDue = received.payload
    return Request(
        handle_key=event.handle_key,
        handle=None,
        name_key=None,
        due_since=event.due_since,
        cause=received.envelope,
    )
