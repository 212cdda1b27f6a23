"""One question to a source over HTTP, and which failures are worth another try."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Protocol

from service_kit.errors import PermanentError, TransientError
from service_kit.fetching import Fetched, FetchError, FetchLimits, fetch, open_session

_A_FEW_LINES = FetchLimits(max_bytes=64_000, total_seconds=10.0, max_redirects=0)
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})


class Transport(Protocol):
    """Raises `TransientError` with a code when there is no answer at all."""

    def get(self, url: str) -> Fetched:
        """A short text, such as a status."""

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> Fetched: ...


class HttpTransport:
    """A `Transport` over the guarded fetcher; one request at a time."""

    def __init__(self, *, playback: str, limits: FetchLimits) -> None:
        self._playback = playback
        self._limits = limits

    def get(self, url: str) -> Fetched:
        return self._ask(url, method="GET", limits=_A_FEW_LINES)

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> Fetched:
        return self._ask(url, method="POST", limits=self._limits, data=body, headers=headers)

    def _ask(self, url: str, **request: Any) -> Fetched:
        try:
            return asyncio.run(self._fetch(url, **request))
        except FetchError as error:
            raise TransientError(f"source_{error.failure}") from error

    async def _fetch(self, url: str, **request: Any) -> Fetched:
        async with open_session(playback=self._playback) as session:
            return await fetch(session, url, playback=self._playback, **request)


def json_of(answer: Fetched) -> dict[str, Any]:
    """What a source answered. Raises `TransientError` or `PermanentError`, both with a code."""
    if answer.status in _WORTH_ANOTHER_TRY:
        raise TransientError(f"source_answered_{answer.status}")
    if answer.status != 200:
        raise PermanentError(f"source_answered_{answer.status}")
    try:
        read: dict[str, Any] = json.loads(answer.body)
    except ValueError as error:
        raise TransientError("source_unreadable") from error
    return read
