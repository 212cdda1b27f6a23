"""Fetching from the open web without being led astray: no inner address, no bomb, no endless answer (AGG-09).

`open_session` makes a pooled session whose every connection, also after a redirect or a change of DNS, goes to a public
address. `fetch` follows a few redirects itself and caps bytes and time. With `playback` set, the recording of
`https://host/path?q` is asked for at `{playback}/https/host/path?q`, and answers count as the original address's.
"""

import asyncio
import ipaddress
import re
import socket
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from service_kit.robots_tag import addressed

USER_AGENT: Final = "TattooArtistDirectoryBot/1.0 (+https://tattoo-artist-directory.example/bot)"
AGENT_TOKEN: Final = USER_AGENT.partition("/")[0]  # how robots.txt and X-Robots-Tag call us

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Global by the registries, yet they lead inside: an embedded IPv4 address, a cloud's own services, retired site-local.
_LEADS_INSIDE = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "2001::/32", "2002::/16", "3fff::/20")
)
_GLOBAL_UNICAST_V6 = ipaddress.ip_network("2000::/3")
# What `inet_aton` takes for an address although it is not four plain decimals: 2130706433, 0177.0.0.1, 0x7f.1, 127.1
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
_LONGEST_PAUSE = timedelta(days=1)
_DO_NOT_USE = frozenset({"noindex", "none", "noai"})
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


class FetchFailure(StrEnum):
    """Why an address gave no answer. The values are those of `StudioFailure`."""

    BLOCKED_ADDRESS = "blocked_address"
    UNREACHABLE = "unreachable"
    REDIRECT_LOOP = "redirect_loop"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    UNREADABLE = "unreadable"


class FetchError(Exception):
    """No answer could be had. The message is the failure's code; it never quotes the address."""

    def __init__(self, failure: FetchFailure) -> None:
        super().__init__(failure.value)
        self.failure = failure


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Caps of one fetch: bytes both on the wire and unpacked, seconds over all redirects, and redirects.

    `cut_off`: what is larger is read up to the cap instead of being refused.
    """

    max_bytes: int = 4_000_000
    cut_off: bool = False
    total_seconds: float = 20.0
    max_redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer of any status. `url` is the original address of the last hop, `headers` have lower-case names."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def is_public_address(address: str | IpAddress) -> bool:
    """Whether an IP address is on the open internet; private, local, metadata, translated and reserved ones are not."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved or any(ip in network for network in _LEADS_INSIDE):
        return False
    return ip.version == 4 or ip in _GLOBAL_UNICAST_V6


@lru_cache(maxsize=1024)
def is_public_host(host: str) -> bool:
    """Whether a host may be asked for at all: a name, or a public address in its plain spelling. DNS comes later."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return not _ENDS_IN_NUMBER.search(host) and "%" not in host and not host.rstrip(".").endswith("localhost")
    return is_public_address(ip)


def playback_url(url: str, base: str) -> str:
    """Where the recording of an original address is played."""
    scheme, _, rest = url.partition("://")
    return f"{base.rstrip('/')}/{scheme}/{rest}"


def original_url(played: str, base: str) -> str:
    """The original address of a played one; an address that is not played stays as it is."""
    prefix = base.rstrip("/") + "/"
    if not played.startswith(prefix):
        return played
    scheme, _, rest = played.removeprefix(prefix).partition("/")
    return f"{scheme}://{rest}"


def named_pause(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """The pause that `Retry-After` asks for, in seconds or as a date (RFC 9110 §10.2.3); at most a day.

    `headers` have lower-case names, as those of `Fetched`.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=min(int(value), 10**9)), _LONGEST_PAUSE)
    try:
        pause = parsedate_to_datetime(value) - now
    except (ValueError, TypeError):
        return None
    return min(max(pause, timedelta()), _LONGEST_PAUSE)


def forbids_use(headers: Mapping[str, str]) -> bool:
    """Whether an answer's `X-Robots-Tag` keeps us from using it: to everybody, or to our bot by name.

    Several headers come joined here, so nobody can tell where the words for an agent end: it gets one, and what follows
    is for everybody.
    """
    said = map(addressed, headers.get("x-robots-tag", "").split(","))
    return any(whom in {"", AGENT_TOKEN.lower()} and directive in _DO_NOT_USE for whom, directive in said)


class GuardedResolver(AbstractResolver):
    """Resolves names and refuses those with any inner address; aiohttp connects to exactly what was checked here."""

    def __init__(self, inner: AbstractResolver | None = None) -> None:
        self._inner = inner or aiohttp.DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Public addresses of a host; raises `FetchError(BLOCKED_ADDRESS)`."""
        if not is_public_host(host):
            raise FetchError(FetchFailure.BLOCKED_ADDRESS)
        found = await self._inner.resolve(host, port, family)
        if not all(is_public_address(result["host"]) for result in found):
            raise FetchError(FetchFailure.BLOCKED_ADDRESS)
        return found

    async def close(self) -> None:
        await self._inner.close()


def open_session(*, playback: str = "", connections: int = 32, connections_per_host: int = 4) -> aiohttp.ClientSession:
    """A pooled session without cookies and without the environment's proxy; guarded unless recordings are played."""
    resolver = None if playback else GuardedResolver()
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            resolver=resolver,
            limit=connections,
            limit_per_host=0 if playback else connections_per_host,  # all recordings come from one host
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
        timeout=aiohttp.ClientTimeout(total=None),  # `fetch` keeps the time over all hops
        trust_env=False,
    )


async def fetch(
    session: aiohttp.ClientSession,
    url: str,
    *,
    limits: FetchLimits = FetchLimits(),
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    data: bytes | None = None,
    playback: str = "",
) -> Fetched:
    """The answer to a request, whatever its status; raises `FetchError`.

    Redirects are followed for GET only. `headers` go to the first origin and not to where it redirects.
    """
    try:
        async with asyncio.timeout(limits.total_seconds):
            origin = target = _checked(url)
            for _ in range(limits.max_redirects + 1):
                own = headers if target.origin() == origin.origin() else None
                answer = await _request(
                    session, target, limits, headers=own, method=method, data=data, playback=playback
                )
                location = answer.headers.get("location")
                if method != "GET" or answer.status not in _REDIRECTS or not location:
                    return answer
                target = _checked(location, base=target)
    except TimeoutError as error:
        raise FetchError(FetchFailure.TOO_SLOW) from error
    except (aiohttp.ClientError, OSError) as error:
        raise FetchError(FetchFailure.UNREACHABLE) from error
    raise FetchError(FetchFailure.REDIRECT_LOOP)


def _checked(url: str, *, base: URL | None = None) -> URL:
    """An address that may be asked; literal addresses never reach the resolver, so they are judged here."""
    try:
        target = base.join(URL(url)) if base else URL(url)
    except ValueError as error:
        raise FetchError(FetchFailure.UNREACHABLE) from error
    if target.scheme not in {"http", "https"} or target.user is not None or target.password is not None:
        raise FetchError(FetchFailure.BLOCKED_ADDRESS)
    if not target.raw_host or not is_public_host(target.raw_host):
        raise FetchError(FetchFailure.BLOCKED_ADDRESS)
    return target.with_fragment(None)


async def _request(
    session: aiohttp.ClientSession,
    target: URL,
    limits: FetchLimits,
    *,
    headers: Mapping[str, str] | None,
    method: str,
    data: bytes | None,
    playback: str,
) -> Fetched:
    asked = URL(playback_url(str(target), playback), encoded=True) if playback else target
    async with session.request(
        method, asked, headers=headers, data=data, allow_redirects=False, auto_decompress=False
    ) as response:
        return Fetched(
            url=str(target),
            status=response.status,
            headers={
                name.lower(): ", ".join(response.headers.getall(name)) for name in dict.fromkeys(response.headers)
            },
            body=await _body(response, limits),
        )


async def _body(response: aiohttp.ClientResponse, limits: FetchLimits) -> bytes:
    if (response.content_length or 0) > limits.max_bytes and not limits.cut_off:
        raise FetchError(FetchFailure.TOO_LARGE)
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    chunks = response.content.iter_any()
    if encoding in {"", "identity"}:
        return await _read_plain(chunks, limits)
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return await _read_packed(chunks, limits)
    raise FetchError(FetchFailure.UNREADABLE)


async def _read_plain(chunks: AsyncIterator[bytes], limits: FetchLimits) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > limits.max_bytes:
            return _up_to_the_cap(body, limits)
    return bytes(body)


async def _read_packed(chunks: AsyncIterator[bytes], limits: FetchLimits) -> bytes:
    """Unpack as it arrives, never more than one byte past the cap: a bomb is found before it has gone off."""
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    body = bytearray()
    try:
        async for chunk in chunks:
            body += unpacker.decompress(chunk, limits.max_bytes + 1 - len(body))
            if len(body) > limits.max_bytes:
                return _up_to_the_cap(body, limits)
    except zlib.error as error:
        raise FetchError(FetchFailure.UNREADABLE) from error
    if body and not unpacker.eof:
        raise FetchError(FetchFailure.UNREADABLE)
    return bytes(body)


def _up_to_the_cap(body: bytearray, limits: FetchLimits) -> bytes:
    if not limits.cut_off:
        raise FetchError(FetchFailure.TOO_LARGE)
    return bytes(body[: limits.max_bytes])
