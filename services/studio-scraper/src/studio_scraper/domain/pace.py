"""How soon a website is looked at again. Studios are offered about once a day; some are left in peace for longer.

- A site that had no news three times running is looked at every other day.
- A trap (bodies without end, drips, circles) is left alone for two days the second time, then four, eight, sixteen.
- Another address is another website: it is looked at when it is offered.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from event_contracts import StudioFailure
from studio_scraper.domain.outcome import Outcome

TRAPS = frozenset({StudioFailure.TOO_LARGE, StudioFailure.TOO_SLOW, StudioFailure.REDIRECT_LOOP})

_QUIET_AFTER = 3
_QUIET_DAYS = 2
_MOST_DAYS = 16
_EARLY = timedelta(hours=4)  # an offer that comes a little before the day is over is not turned down for another day


class Mood(StrEnum):
    """How a website's latest visits ended."""

    LIVELY = "lively"
    QUIET = "quiet"
    TRAP = "trap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often in a row visits of a website ended in its mood, and until when it rests.

    `website` is a hash of the address: an address may spell a name.
    """

    website: str = ""
    mood: Mood = Mood.LIVELY
    streak: int = 0
    rests_until: datetime | None = None

    def is_resting(self, website: str | None, *, now: datetime) -> bool:
        """Whether an offer of the website is to be turned down."""
        return _hash(website) == self.website and self.rests_until is not None and now < self.rests_until

    def after(self, outcome: Outcome | StudioFailure, *, website: str | None, now: datetime) -> Self:
        """The pace once a visit has ended."""
        if outcome is Outcome.RESTED:
            return self
        mood, site = _mood(outcome), _hash(website)
        streak = self.streak + 1 if (mood, site) == (self.mood, self.website) else 1
        rest = _rest(mood, streak)
        return type(self)(website=site, mood=mood, streak=streak, rests_until=now + rest - _EARLY if rest else None)


def _hash(website: str | None) -> str:
    return hashlib.sha256((website or "").encode()).hexdigest()[:16]


def _mood(outcome: Outcome | StudioFailure) -> Mood:
    if outcome is Outcome.UNCHANGED:
        return Mood.QUIET
    return Mood.TRAP if outcome in TRAPS else Mood.LIVELY


def _rest(mood: Mood, streak: int) -> timedelta:
    """For how long a website rests; zero: until it is offered again."""
    match mood:
        case Mood.QUIET if streak >= _QUIET_AFTER:
            return timedelta(days=_QUIET_DAYS)
        case Mood.TRAP if streak > 1:
            return timedelta(days=min(2 ** (streak - 1), _MOST_DAYS))
    return timedelta()
