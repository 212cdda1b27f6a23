"""When a host that refuses us is left alone, and for how long."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from instagram_scraper.domain.profile import REFUSALS, ProfileFailed, ProfileOutcome

_OUTCOMES_LOOKED_AT = 10
_REFUSALS_THAT_CLOSE = 3
_SHORTEST = timedelta(minutes=15)
_LONGEST = timedelta(hours=24)
_FORGIVEN_AFTER = timedelta(hours=12)  # a bad hour every day is no growing trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """A host's pause: nothing is asked before `until`; `level` counts the pauses that followed one another."""

    until: datetime
    level: int

    def holds(self, now: datetime) -> bool:
        """Whether it is not over yet."""
        return self.until > now


class RefusalWindow:
    """The latest outcomes of one host. One refusal is about a profile; several, or a named pause, are about us."""

    def __init__(self) -> None:
        self._refused: deque[bool] = deque(maxlen=_OUTCOMES_LOOKED_AT)

    def closes_after(self, outcome: ProfileOutcome) -> bool:
        """Note an outcome; True when the host is to be left alone now."""
        refused = isinstance(outcome, ProfileFailed) and outcome.reason in REFUSALS
        self._refused.append(refused)
        names_a_pause = isinstance(outcome, ProfileFailed) and refused and outcome.retry_after is not None
        if names_a_pause or sum(self._refused) >= _REFUSALS_THAT_CLOSE:
            self._refused.clear()
            return True
        return False


def next_backoff(last: Backoff | None, *, now: datetime, retry_after: timedelta | None) -> Backoff:
    """The pause after a refusal: twice as long as the one before it, unless that is long over; at most a day."""
    level = 1 if last is None or now - last.until > _FORGIVEN_AFTER else last.level + 1
    pause = min(_SHORTEST * 2 ** min(level - 1, 10), _LONGEST)
    return Backoff(until=now + min(max(pause, retry_after or timedelta()), _LONGEST), level=level)
