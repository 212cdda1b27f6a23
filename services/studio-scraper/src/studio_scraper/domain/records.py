"""What a visit knows and leaves behind, and the ports it does so through."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from event_contracts import Envelope, StudioFailure
from studio_scraper.domain.crawl import Crawl, Unchanged, Validators
from studio_scraper.domain.members import Listed, Member
from studio_scraper.domain.outcome import Outcome
from studio_scraper.domain.pace import Mood, Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is known about a studio. `version` is that of the last finished attempt, 0 before the first."""

    version: int = 0
    members: tuple[Member, ...] = ()
    validators: Validators = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)

    def is_resting(self, website: str | None, *, now: datetime) -> bool:
        """Whether the website is left in peace now; one whose pages have to be read anew is not."""
        return self.pace.is_resting(website, now=now) and (bool(self.validators) or self.pace.mood is Mood.TRAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One message's worth of work on a studio: all writes of it carry its version, time and cause.

    `website` is what was looked at, `pace` what it was looked at by.
    """

    studio_id: str
    version: int
    now: datetime
    cause: Envelope
    website: str | None = None
    pace: Pace = field(default_factory=Pace)

    def next_pace(self, outcome: Outcome | StudioFailure) -> Pace:
        """By what the website is looked at next."""
        return self.pace.after(outcome, website=self.website, now=self.now)


KeysBefore = Mapping[str, frozenset[str]]
"""By subject key: the keys that led to somebody before an attempt."""


class SiteReader(Protocol):
    async def read(self, website: str, *, known: Validators) -> Crawl | Unchanged:
        """The site's pages; raises `CrawlFailedError`."""


class Rosters(Protocol):
    """Where members are remembered. No write of an attempt succeeds once the same or a later version has ended."""

    def load(self, studio_id: str) -> Remembered: ...

    def denied_among(self, keys: Iterable[str]) -> frozenset[str]: ...

    def keys_until_now(self, studio_id: str, several: Sequence[Listed]) -> KeysBefore:
        """Which keys lead to people as the studio named them before."""

    def prepare(self, attempt: Attempt, several: Sequence[Listed], *, before: KeysBefore) -> frozenset[str]:
        """Leave traces of whose claims are about to be stored. Answers the subject keys of who is denied."""

    def announce(
        self, attempt: Attempt, *, claims: Mapping[Listed, str], left: Sequence[Member], before: KeysBefore
    ) -> frozenset[str]:
        """Remember and announce who is there and who has left. Answers the subject keys of who is denied."""

    def finish(
        self,
        attempt: Attempt,
        outcome: Outcome | StudioFailure,
        *,
        validators: Validators,
        named: frozenset[str] = frozenset(),
    ) -> None:
        """Record how an attempt ended; the validators are kept while nobody whom the pages name is denied."""
