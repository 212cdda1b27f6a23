"""How old the oldest profile gets: a discrete-event simulation of the refresh planner, the queue, the one task and the
hosts, with the settings of production.

Simulated: 17,000 artists found at once; the hourly planner and its batch; messages in flight; one request at a time and
host with its pause; new pictures, all from one host; times in which the host refuses, with the service's own rules for
pauses. Left out: everything that takes no time compared with the pauses (tables, queues, making renditions).
"""

import heapq
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from event_contracts import GoneReason, ScrapeFailure
from instagram_scraper.domain.backoff import Backoff, RefusalWindow, next_backoff
from instagram_scraper.domain.facts import PICTURES_OF_POSTS
from instagram_scraper.domain.profile import ProfileFailed, ProfileGone
from instagram_scraper.domain.records import HandleLink, Outcome, is_due, next_look

START = datetime(2026, 3, 1, 2, 0, tzinfo=timezone.utc)
_HOUR = timedelta(hours=1)
_PROFILE_SECONDS, _PICTURE_SECONDS = 0.8, 0.2  # a host's usual time to answer; the tail is exponential
_POSTS_A_DAY = 0.5
_NOTHING_DONE = timedelta(seconds=0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The settings under test. `refusing`: from when to when the host answers everybody with a refusal."""

    artists: int
    refresh_after: timedelta
    ask_again: timedelta
    batch_an_hour: int
    in_flight: int
    profile_pause: timedelta
    picture_pause: timedelta
    refusing: Sequence[tuple[datetime, datetime]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """What came of it. `all_read_after` counts from the start; `oldest` is the oldest profile ever shown after that."""

    all_read_after: timedelta | None
    oldest: timedelta
    requests_a_day: float


@dataclass(slots=True)
class _Host:
    """One request at a time, and a pause between the end of one and the start of the next."""

    pause: timedelta
    free_at: datetime = START

    def ask(self, at: datetime, seconds: float, chance: random.Random) -> datetime:
        ends = max(at, self.free_at) + timedelta(seconds=seconds / 2 + chance.expovariate(2 / seconds))
        self.free_at = ends + self.pause
        return ends


@dataclass(slots=True)
class _World:
    plan: Plan
    chance: random.Random = field(default_factory=lambda: random.Random(17))
    links: dict[int, HandleLink] = field(default_factory=dict)
    read_at: dict[int, datetime] = field(default_factory=dict)
    due: list[tuple[datetime, int]] = field(default_factory=list)
    due_at: dict[int, datetime] = field(default_factory=dict)
    queue: deque[tuple[int, datetime | None]] = field(default_factory=deque)
    workers: list[datetime] = field(default_factory=list)
    window: RefusalWindow = field(default_factory=RefusalWindow)
    backoff: Backoff | None = None
    requests: int = 0
    profiles: _Host = field(init=False)
    pictures: _Host = field(init=False)

    def __post_init__(self) -> None:
        self.profiles = _Host(pause=self.plan.profile_pause)
        self.pictures = _Host(pause=self.plan.picture_pause)

    def schedule(self, artist: int, at: datetime) -> None:
        self.due_at[artist] = at
        heapq.heappush(self.due, (at, artist))


def simulate(plan: Plan, *, days: int) -> Freshness:
    """Deterministic: the same plan gives the same result."""
    world = _World(plan=plan, queue=deque((artist, None) for artist in range(plan.artists)))
    world.workers = [START] * plan.in_flight
    all_read_after: timedelta | None = None
    oldest = timedelta()
    for hour in range(days * 24):
        now = START + hour * _HOUR
        _plan_refreshes(world, now)
        while world.queue and max(world.workers[0], now) < now + _HOUR:
            starts = max(heapq.heappop(world.workers), now)
            artist, due_since = world.queue.popleft()
            heapq.heappush(world.workers, _handle(world, artist, due_since, starts))
        if all_read_after is None and len(world.read_at) == plan.artists:
            all_read_after = now + _HOUR - START
        elif all_read_after is not None:
            oldest = max(oldest, now + _HOUR - min(world.read_at.values()))
    return Freshness(all_read_after=all_read_after, oldest=oldest, requests_a_day=world.requests / days)


def _plan_refreshes(world: _World, now: datetime) -> None:
    asked = 0
    while world.due and world.due[0][0] <= now and asked < world.plan.batch_an_hour:
        at, artist = heapq.heappop(world.due)
        if world.due_at[artist] == at:  # else it has been looked at since
            world.queue.append((artist, at))
            world.schedule(artist, now + world.plan.ask_again)
            asked += 1


def _handle(world: _World, artist: int, due_since: datetime | None, now: datetime) -> datetime:
    """One message; answers when its place in flight is free again."""
    if not is_due(world.links.get(artist), now=now, due_since=due_since):
        return now + _NOTHING_DONE
    if world.backoff and world.backoff.until > now:
        _remember(world, artist, Outcome.FAILED, now, due_at=world.backoff.until)
        return now + _NOTHING_DONE
    ends = world.profiles.ask(now, _PROFILE_SECONDS, world.chance)
    world.requests += 1
    if any(since <= now < until for since, until in world.plan.refusing):
        if world.window.closes_after(ProfileFailed(reason=ScrapeFailure.LOGIN_WALL)):
            world.backoff = next_backoff(world.backoff, now=now, retry_after=None)
        _remember(world, artist, Outcome.FAILED, now, due_at=next_look(Outcome.FAILED, now=now))
        return ends
    world.window.closes_after(ProfileGone(reason=GoneReason.NOT_FOUND))  # any answer that is no refusal
    for _ in range(_new_pictures(world, artist, now)):
        ends = world.pictures.ask(ends, _PICTURE_SECONDS, world.chance)
        world.requests += 1
    world.read_at[artist] = now
    _remember(world, artist, Outcome.SCRAPED, now, due_at=next_look(Outcome.SCRAPED, now=now))
    return ends


def _remember(world: _World, artist: int, outcome: Outcome, now: datetime, *, due_at: datetime) -> None:
    world.links[artist] = HandleLink(
        handle_key="hk",
        handle="",
        artist_id=None,
        name_keys=frozenset(),
        outcome=outcome,
        observed_at=now,
        due_at=due_at,
    )
    after = world.plan.refresh_after if outcome is Outcome.SCRAPED else world.plan.ask_again
    world.schedule(artist, now + after)


def _new_pictures(world: _World, artist: int, now: datetime) -> int:
    before = world.read_at.get(artist)
    if before is None:
        return PICTURES_OF_POSTS + 1
    posts = (now - before) / timedelta(days=1) * _POSTS_A_DAY
    return min(PICTURES_OF_POSTS, int(posts) + (world.chance.random() < posts % 1))
