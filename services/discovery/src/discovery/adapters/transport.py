"""One question to a source over HTTP, and which failures are worth another try."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from service_kit.errors import PermanentError, TransientError
from service_kit.fetching import Fetched, FetchError, FetchLimits, fetch, open_session

_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})


class JsonPoster:
    """Posts and reads JSON; one request at a time. Raises `TransientError` or `PermanentError`, both with a code."""

    def __init__(self, *, playback: str, limits: FetchLimits) -> None:
        self._playback = playback
        self._limits = limits

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
        try:
            answer = asyncio.run(self._post(url, body, headers))
        except FetchError as error:
            raise TransientError(f"source_{error.failure}") from error
        if answer.status in _WORTH_ANOTHER_TRY:
            raise TransientError(f"source_answered_{answer.status}")
        if answer.status != 200:
            raise PermanentError(f"source_answered_{answer.status}")
        try:
            read: dict[str, Any] = json.loads(answer.body)
        except ValueError as error:
            raise TransientError("source_unreadable") from error
        return read

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Fetched:
        async with open_session(playback=self._playback) as session:
            return await fetch(
                session,
                url,
                limits=self._limits,
                headers=headers,
                method="POST",
                data=body,
                playback=self._playback,
            )
