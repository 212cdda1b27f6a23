"""A studio's life: discovered, seen again, changed, missed once, closed, found again. Pure steps."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from event_contracts.claims import StudioFacts


class News(StrEnum):
    """What others shall hear of a step."""

    DISCOVERED = "discovered"
    UPDATED = "updated"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStudio:
    """A studio on record. `raised_at` is when its website was last offered for a visit; `missing_in` the first run in a
    row that did not see it; `version` grows with every event."""

    id: str
    version: int
    facts: StudioFacts
    refs: frozenset[str]
    first_seen_at: datetime
    seen_in: str
    raised_at: datetime
    missing_in: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next state of a studio, what it replaces, and what is to be told."""

    before: KnownStudio | None
    after: KnownStudio
    news: News | None


def digest_of(facts: StudioFacts) -> str:
    """Equal for equal facts from equal sources, whenever they were fetched."""
    shown = facts.model_dump(mode="json")
    for source in shown["provenance"]:
        del source["fetched_at"], source["expires_at"]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def discovered(facts: StudioFacts, *, refs: frozenset[str], run_id: str, now: datetime) -> Step:
    studio = KnownStudio(
        id=facts.studio_id,
        version=1,
        facts=facts,
        refs=refs,
        first_seen_at=now,
        seen_in=run_id,
        raised_at=now,
    )
    return Step(before=None, after=studio, news=News.DISCOVERED)


def seen(known: KnownStudio, facts: StudioFacts, *, refs: frozenset[str], run_id: str, now: datetime) -> Step:
    """Still there, or back again."""
    changed = known.closed or digest_of(facts) != digest_of(known.facts)
    after = replace(
        known,
        facts=facts,
        refs=refs,
        seen_in=run_id,
        missing_in=None,
        closed=False,
        version=known.version + changed,
        raised_at=now if changed else known.raised_at,
    )
    return Step(before=known, after=after, news=News.UPDATED if changed else None)


def missed(known: KnownStudio, *, run_id: str) -> Step | None:
    """Not in any source any more. One run may err; the second in a row closes the studio."""
    if known.closed or run_id in {known.seen_in, known.missing_in}:
        return None
    if known.missing_in is None:
        return Step(before=known, after=replace(known, missing_in=run_id), news=None)
    return closed(known)


def closed(known: KnownStudio) -> Step:
    after = replace(known, closed=True, version=known.version + 1)
    return Step(before=known, after=after, news=News.CLOSED)


def revisited(known: KnownStudio, *, after: timedelta, now: datetime) -> Step | None:
    """Due for another look at its website although nothing about it changed."""
    if known.closed or now - known.raised_at < after:
        return None
    next_ = replace(known, version=known.version + 1, raised_at=now)
    return Step(before=known, after=next_, news=News.UPDATED)
