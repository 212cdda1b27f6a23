"""Leaves a host alone once it has shown that it does not want to be asked."""

import asyncio
from datetime import datetime

from instagram_scraper.domain.backoff import RefusalWindow, next_backoff
from instagram_scraper.domain.ports import Meter, Pauses
from instagram_scraper.domain.profile import REFUSALS, ProfileFailed, ProfileOutcome

REFUSALS_METRIC = "InstagramRefusals"
PAUSES_METRIC = "InstagramPauses"


class HostGuard:
    """Opens one host's pauses. The window of outcomes is this task's own; a pause, once opened, holds for all tasks."""

    def __init__(self, *, host: str, pauses: Pauses, meter: Meter) -> None:
        self.host = host
        self._pauses = pauses
        self._meter = meter
        self._window = RefusalWindow()

    async def note(self, outcome: ProfileOutcome, *, now: datetime) -> None:
        """Take an outcome in; opens a pause when it was one refusal too many."""
        if isinstance(outcome, ProfileFailed) and outcome.reason in REFUSALS:
            self._meter.count(REFUSALS_METRIC)
        if not self._window.closes_after(outcome):
            return
        retry_after = outcome.retry_after if isinstance(outcome, ProfileFailed) else None
        latest = await asyncio.to_thread(self._pauses.latest, self.host)
        pause = next_backoff(latest, now=now, retry_after=retry_after)
        if await asyncio.to_thread(self._pauses.open, self.host, pause, now=now):
            self._meter.count(PAUSES_METRIC)
