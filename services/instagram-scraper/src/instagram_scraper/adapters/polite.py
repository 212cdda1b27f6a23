"""Asks hosts politely: robots.txt first (RFC 9309), one request at a time and host, a pause between two."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import aiohttp
from protego import Protego

from service_kit.fetching import USER_AGENT, Fetched, FetchError, FetchFailure, FetchLimits, fetch

_ROBOTS_LIMITS = FetchLimits(max_bytes=500_000, total_seconds=15)
_ROBOTS_KEPT = timedelta(hours=24).total_seconds()
_ROBOTS_KEPT_WHEN_UNREACHABLE = timedelta(minutes=10).total_seconds()
_AGENT_TOKEN = USER_AGENT.partition("/")[0]
_DISALLOW_ALL = "User-agent: *\nDisallow: /"


class DisallowedError(Exception):
    """The host's robots.txt does not want this address to be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Policy:
    rules: Protego
    good_until: float


class PoliteFetcher:
    """Fetches for this task; `delay_seconds` lies between the starts of two requests to one host."""

    def __init__(self, *, session: aiohttp.ClientSession, delay_seconds: float, playback: str) -> None:
        self._session = session
        self._delay = delay_seconds
        self._playback = playback
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}
        self._policies: dict[str, _Policy] = {}
        self._asking_robots: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, url: str, *, limits: FetchLimits, headers: Mapping[str, str] | None = None) -> Fetched:
        """An answer of any status; a lost connection is tried once more. Raises `FetchError`, `DisallowedError`."""
        if not await self._allows(url):
            raise DisallowedError
        try:
            return await self._ask(url, limits=limits, headers=headers)
        except FetchError as error:
            if error.failure is not FetchFailure.UNREACHABLE:
                raise
        return await self._ask(url, limits=limits, headers=headers)

    async def _ask(self, url: str, *, limits: FetchLimits, headers: Mapping[str, str] | None = None) -> Fetched:
        await self._wait_for_turn(urlsplit(url).netloc)
        return await fetch(self._session, url, limits=limits, headers=headers, playback=self._playback)

    async def _wait_for_turn(self, host: str) -> None:
        if not self._delay:
            return
        async with self._turns[host]:
            loop = asyncio.get_running_loop()
            await asyncio.sleep(self._free_at.get(host, 0) - loop.time())
            self._free_at[host] = loop.time() + self._delay

    async def _allows(self, url: str) -> bool:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._asking_robots[origin]:
            now = asyncio.get_running_loop().time()
            policy = self._policies.get(origin)
            if policy is None or policy.good_until <= now:
                policy = self._policies[origin] = await self._policy(origin, now)
        return bool(policy.rules.can_fetch(url, _AGENT_TOKEN))

    async def _policy(self, origin: str, now: float) -> _Policy:
        """RFC 9309 §2.3.1: no file means everything is allowed, an unreachable one that nothing is."""
        try:
            answer = await self._ask(f"{origin}/robots.txt", limits=_ROBOTS_LIMITS)
        except FetchError:
            answer = None
        if answer is None or answer.status >= 500:
            return _Policy(rules=Protego.parse(_DISALLOW_ALL), good_until=now + _ROBOTS_KEPT_WHEN_UNREACHABLE)
        text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
        return _Policy(rules=Protego.parse(text), good_until=now + _ROBOTS_KEPT)
