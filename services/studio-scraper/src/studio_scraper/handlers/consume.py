"""Working queue: which studio event asks for what."""

import asyncio

from aws_lambda_powertools import Logger

from event_contracts import StudioClosed, StudioDiscovered, StudioUpdated
from event_contracts.claims import StudioFacts
from service_kit.claims import ClaimStore
from service_kit.consumer import Received
from service_kit.errors import PermanentError
from studio_scraper.domain.leads import lead_in
from studio_scraper.domain.visits import StudioVisits


class StudioEvents:
    """Handles `StudioDiscovered`, `StudioUpdated` and `StudioClosed`."""

    def __init__(self, *, visits: StudioVisits, claims: ClaimStore, logger: Logger) -> None:
        self._visits = visits
        self._claims = claims
        self._logger = logger

    async def handle(self, received: Received) -> None:
        """Done when the outcome is durable; raises for a message that is to be parked or handed over again."""
        event = received.payload
        match event:
            case StudioDiscovered() | StudioUpdated():
                facts = StudioFacts.model_validate(await asyncio.to_thread(self._claims.get, event.claim))
                outcome = await self._visits.visit(
                    studio_id=event.studio_id,
                    version=event.version,
                    website=str(facts.website) if facts.website else None,
                    lead=lead_in(facts),
                    cause=received.envelope,
                )
                self._logger.info("studio_visited", studio_id=event.studio_id, outcome=outcome or "done_before")
            case StudioClosed():
                await self._visits.close(studio_id=event.studio_id, version=event.version, cause=received.envelope)
            case _:
                raise PermanentError("unrouted_event_type")
