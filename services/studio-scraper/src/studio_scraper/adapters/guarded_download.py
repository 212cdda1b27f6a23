"""Scrapy's way to the network: every connection passes the guard of `service_kit.fetching`."""

import asyncio
from typing import Self

import aiohttp
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from yarl import URL

from event_contracts import StudioFailure
from service_kit.fetching import FetchError, is_public_host, open_session, playback_url
from studio_scraper.adapters.page_errors import PageError


class GuardedDownloadHandler:
    """A download handler for http and https that connects to public addresses only, checked after DNS.

    With `PLAYBACK_URL` set it asks for the recording instead. That happens here, behind all middlewares and the
    downloader's slots, so that delays, robots.txt, redirects and links know original addresses only.
    """

    lazy = False

    def __init__(self, *, session: aiohttp.ClientSession, playback: str, max_bytes: int) -> None:
        self._session = session
        self._playback = playback
        self._max_bytes = max_bytes

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        playback = crawler.settings.get("PLAYBACK_URL")
        session = open_session(playback=playback, connections=crawler.settings.getint("CONCURRENT_REQUESTS"))
        return cls(session=session, playback=playback, max_bytes=crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    async def download_request(self, request: Request) -> Response:
        """The answer as it was sent, redirects and compression included."""
        asked = self._target(request.url)
        try:
            async with (
                asyncio.timeout(request.meta["download_timeout"]),
                self._session.get(
                    asked, headers=_headers(request), allow_redirects=False, auto_decompress=False
                ) as answer,
            ):
                return await self._response(request, answer)
        except TimeoutError as error:
            raise PageError(StudioFailure.TOO_SLOW) from error
        except FetchError as error:
            raise PageError(StudioFailure(error.failure.value)) from error
        except (aiohttp.ClientError, OSError) as error:
            raise DownloadFailedError from error

    async def close(self) -> None:
        await self._session.close()

    def _target(self, url: str) -> URL:
        """Where to ask. Literal addresses never reach the resolver, so they are judged here."""
        target = URL(url, encoded=True)
        if target.user is not None or not target.raw_host or not is_public_host(target.raw_host):
            raise PageError(StudioFailure.BLOCKED_ADDRESS)
        return URL(playback_url(url, self._playback), encoded=True) if self._playback else target

    async def _response(self, request: Request, answer: aiohttp.ClientResponse) -> Response:
        headers = Headers(list(answer.headers.items()))
        body = await self._body(answer)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(url=request.url, status=answer.status, headers=headers, body=body, request=request)

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        """As sent, never more than the cap; unpacked it is capped again by Scrapy's `HttpCompressionMiddleware`."""
        body = bytearray()
        async for chunk in answer.content.iter_any():
            body += chunk
            if len(body) > self._max_bytes:
                raise PageError(StudioFailure.TOO_LARGE)
        return bytes(body)


def _headers(request: Request) -> list[tuple[str, str]]:
    headers = request.headers
    return [(name.decode(), value.decode("latin-1")) for name in headers for value in headers.getlist(name)]
