"""Asks hosts politely: robots.txt first (RFC 9309), one request at a time and host, a pause between two.

A host that asks for a pause gets it. There is never more than one task (the stack sees to that), so what holds in this
process holds for everybody.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import aiohttp
from protego import Protego

from service_kit.clock import Clock, SystemClock
from service_kit.fetching import (
    AGENT_TOKEN,
    Fetched,
    FetchError,
    FetchFailure,
    FetchLimits,
    fetch,
    forbids_use,
    named_pause,
)

# RFC 9309 §2.5: at least 500 KiB are read; what a longer file says after that is not.
_ROBOTS_LIMITS = FetchLimits(max_bytes=500 * 1024, cut_off=True, total_seconds=15)
_ROBOTS_KEPT = timedelta(hours=24).total_seconds()
_ROBOTS_KEPT_WHEN_UNREACHABLE = timedelta(minutes=10).total_seconds()
_DISALLOW_ALL = "User-agent: *\nDisallow: /"
_LONGEST_CRAWL_DELAY = 60.0
_TOO_MANY = frozenset({429, 503})
_STRIKES = 3
_QUARANTINE = timedelta(hours=1)


class DisallowedError(Exception):
    """The host is left alone: by its robots.txt, its `X-Robots-Tag`, a pause it named, or for having been hostile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Policy:
    rules: Protego
    good_until: float

    @property
    def crawl_delay(self) -> float:
        return min(self.rules.crawl_delay(AGENT_TOKEN) or 0.0, _LONGEST_CRAWL_DELAY)


class PoliteFetcher:
    """Fetches for this task; `delay_seconds` lies between two requests to one host, or what its robots.txt asks for.

    Without a delay, which only recordings are asked, requests to one host do not wait for each other.
    """

    def __init__(
        self, *, session: aiohttp.ClientSession, delay_seconds: float, playback: str, clock: Clock | None = None
    ) -> None:
        self._session = session
        self._clock = clock or SystemClock()
        self._delay = delay_seconds
        self._playback = playback
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}
        self._paused_until: dict[str, datetime] = {}
        self._strikes: Counter[str] = Counter()
        self._policies: dict[str, _Policy] = {}
        self._asking_robots: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, url: str, *, limits: FetchLimits, headers: Mapping[str, str] | None = None) -> Fetched:
        """An answer of any status; a lost connection is tried once more. Raises `FetchError`, `DisallowedError`."""
        policy = await self._policy_for(url)
        if not policy.rules.can_fetch(url, AGENT_TOKEN):
            raise DisallowedError
        try:
            answer = await self._ask(url, limits=limits, headers=headers, delay=policy.crawl_delay)
        except FetchError as error:
            if error.failure is not FetchFailure.UNREACHABLE:
                raise
            answer = await self._ask(url, limits=limits, headers=headers, delay=policy.crawl_delay)
        if forbids_use(answer.headers):
            raise DisallowedError
        return answer

    async def _ask(
        self, url: str, *, limits: FetchLimits, headers: Mapping[str, str] | None = None, delay: float = 0
    ) -> Fetched:
        host = urlsplit(url).netloc
        async with self._turn(host, delay=delay):
            paused_until = self._paused_until.get(host)
            if paused_until and paused_until > self._clock.now():
                raise DisallowedError
            try:
                answer = await fetch(self._session, url, limits=limits, headers=headers, playback=self._playback)
            except FetchError as error:
                self._note_failure(host, error.failure)
                raise
            self._strikes.pop(host, None)
            self._note_pause(host, answer)
            return answer

    @asynccontextmanager
    async def _turn(self, host: str, *, delay: float) -> AsyncIterator[None]:
        """One request at a time; the pause counts from the end of the one before."""
        pause = max(self._delay, delay)
        if not pause:
            yield
            return
        async with self._turns[host]:
            loop = asyncio.get_running_loop()
            await asyncio.sleep(self._free_at.get(host, 0) - loop.time())
            try:
                yield
            finally:
                self._free_at[host] = loop.time() + pause

    def _note_failure(self, host: str, failure: FetchFailure) -> None:
        """A host that again and again answers with bombs, drips or mazes is left alone for a while."""
        if failure is FetchFailure.UNREACHABLE:
            return
        self._strikes[host] += 1
        if self._strikes[host] >= _STRIKES:
            self._paused_until[host] = self._clock.now() + _QUARANTINE

    def _note_pause(self, host: str, answer: Fetched) -> None:
        now = self._clock.now()
        pause = named_pause(answer.headers, now=now) if answer.status in _TOO_MANY else None
        if pause:
            self._paused_until[host] = now + pause

    async def _policy_for(self, url: str) -> _Policy:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._asking_robots[origin]:
            now = asyncio.get_running_loop().time()
            policy = self._policies.get(origin)
            if policy is None or policy.good_until <= now:
                policy = self._policies[origin] = await self._policy(origin, now)
        return policy

    async def _policy(self, origin: str, now: float) -> _Policy:
        """RFC 9309 §2.3.1: no file means everything is allowed, an unreachable one that nothing is.

        "Too many requests" is no word on the file, so it counts as unreachable.
        """
        try:
            answer = await self._ask(f"{origin}/robots.txt", limits=_ROBOTS_LIMITS)
        except (FetchError, DisallowedError):
            answer = None
        if answer is None or answer.status >= 500 or answer.status == 429:
            return _Policy(rules=Protego.parse(_DISALLOW_ALL), good_until=now + _ROBOTS_KEPT_WHEN_UNREACHABLE)
        text = answer.body.decode("utf-8-sig", "replace") if answer.status == 200 else ""
        return _Policy(rules=Protego.parse(text), good_until=now + _ROBOTS_KEPT)
