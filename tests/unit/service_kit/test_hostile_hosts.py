"""Hosts that mean harm: whatever they send, time and memory stay bounded and the reason is known (AGG-09)."""

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest

from service_kit.fetching import Fetched, FetchError, FetchFailure, FetchLimits, fetch, open_session

CAP = 100_000
LIMITS = FetchLimits(max_bytes=CAP, total_seconds=5, max_redirects=4)
IMPATIENT = FetchLimits(max_bytes=CAP, total_seconds=0.3)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
Act = Callable[["Host"], Awaitable[None]]


class Host:
    """A connection of a host that sends raw bytes and counts what was taken from it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.sent = 0

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()
        self.sent += len(data)

    async def send_for_ever(self, data: bytes) -> None:
        while True:
            await self.send(data)

    async def drip_for_ever(self, data: bytes) -> None:
        while True:
            await self.send(data)
            await asyncio.sleep(0.005)


class Web:
    """One host on loopback that plays a part for every request; `hosts` are its connections."""

    def __init__(self) -> None:
        self.base = ""
        self.hosts: list[Host] = []
        self.act: Act | None = None
        self.tasks: list[asyncio.Task[None] | None] = []

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = Host(reader, writer)
        self.hosts.append(host)
        self.tasks.append(asyncio.current_task())
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            assert self.act
            await self.act(host)
        writer.close()

    @property
    def sent(self) -> int:
        return sum(host.sent for host in self.hosts)


@pytest.fixture
async def hostile() -> AsyncIterator[Web]:
    hostile = Web()
    server = await asyncio.start_server(hostile.answer, "127.0.0.1", 0)
    hostile.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield hostile
    server.close()
    for task in filter(None, hostile.tasks):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _ask(hostile: Web, act: Act, *, limits: FetchLimits = LIMITS) -> Fetched | FetchFailure:
    hostile.act = act
    async with open_session(playback=hostile.base) as session:
        try:
            return await fetch(session, "https://studio.example/", limits=limits, playback=hostile.base)
        except FetchError as error:
            return error.failure


async def ten_gigabytes_announced(host: Host) -> None:
    await host.send(OK + b"Content-Length: 10000000000\r\n\r\n")
    await host.send_for_ever(bytes(65_536))


async def ten_gigabytes_unannounced(host: Host) -> None:
    await host.send(OK + b"\r\n")
    await host.send_for_ever(bytes(65_536))


async def chunks_without_end(host: Host) -> None:
    await host.send(OK + b"Transfer-Encoding: chunked\r\n\r\n")
    await host.send_for_ever(b"400\r\n" + bytes(1_024) + b"\r\n")


async def headers_without_end(host: Host) -> None:
    await host.send(OK)
    await host.send_for_ever(b"X-More: " + b"x" * 1_000 + b"\r\n")


async def one_header_without_end(host: Host) -> None:
    await host.send(OK + b"X-Long: ")
    await host.send_for_ever(b"x" * 65_536)


async def no_http_at_all(host: Host) -> None:
    await host.send(b"\x16\x03\x01\x02\x00 hello\r\n\r\n")


async def less_than_announced(host: Host) -> None:
    await host.send(OK + b"Content-Length: 5000\r\n\r\nshort")


async def a_redirect_as_long_as_a_book(host: Host) -> None:
    await host.send(b"HTTP/1.1 302 Found\r\nLocation: https://studio.example/" + b"x" * 1_000_000 + b"\r\n\r\n")


@pytest.mark.parametrize(
    ("act", "failures"),
    [
        (ten_gigabytes_announced, {FetchFailure.TOO_LARGE}),
        (ten_gigabytes_unannounced, {FetchFailure.TOO_LARGE}),
        (chunks_without_end, {FetchFailure.TOO_LARGE}),
        (headers_without_end, {FetchFailure.UNREACHABLE}),
        (one_header_without_end, {FetchFailure.UNREACHABLE}),
        (no_http_at_all, {FetchFailure.UNREACHABLE}),
        (less_than_announced, {FetchFailure.UNREACHABLE}),
        (a_redirect_as_long_as_a_book, {FetchFailure.UNREACHABLE}),
    ],
)
async def test_what_never_ends_or_is_no_answer_is_left_with_little_taken(
    hostile: Web, act: Act, failures: set[FetchFailure]
) -> None:
    assert await _ask(hostile, act) in failures
    assert hostile.sent < 30_000_000, "what lies in the buffers of two sockets, not what the host would send"


async def drips_in_the_body(host: Host) -> None:
    await host.send(OK + b"Content-Length: 90000\r\n\r\n")
    await host.drip_for_ever(b"x")


async def drips_in_a_header(host: Host) -> None:
    await host.send(OK + b"X-Long: ")
    await host.drip_for_ever(b"x")


async def drips_of_a_packed_body(host: Host) -> None:
    await host.send(OK + b"Content-Encoding: gzip\r\nContent-Length: 90000\r\n\r\n" + gzip.compress(b"x")[:10])
    await host.drip_for_ever(b"\x00")


async def silence(host: Host) -> None:
    await host.reader.read()


@pytest.mark.parametrize("act", [drips_in_the_body, drips_in_a_header, silence])
async def test_a_host_that_keeps_one_waiting_is_left(hostile: Web, act: Act) -> None:
    assert await _ask(hostile, act, limits=IMPATIENT) is FetchFailure.TOO_SLOW


async def test_a_drip_of_packed_rubbish_is_left_one_way_or_the_other(hostile: Web) -> None:
    failure = await _ask(hostile, drips_of_a_packed_body, limits=IMPATIENT)
    assert failure in {FetchFailure.TOO_SLOW, FetchFailure.UNREADABLE}


@pytest.mark.parametrize("encoding", [b"gzip", b"deflate", b"x-gzip"])
async def test_a_bomb_takes_no_more_memory_than_the_cap(hostile: Web, encoding: bytes) -> None:
    bomb = gzip.compress(bytes(300_000_000), 1)

    async def act(host: Host) -> None:
        head = OK + b"Content-Encoding: " + encoding + b"\r\n\r\n"
        await host.send(head + bomb[: CAP // 2])
        await host.send_for_ever(bomb[CAP // 2 : CAP])

    tracemalloc.start()
    try:
        failure = await _ask(hostile, act)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert failure is FetchFailure.TOO_LARGE
    assert peak < 20 * CAP


async def test_a_brotli_bomb_is_not_even_unpacked(hostile: Web) -> None:
    async def act(host: Host) -> None:
        await host.send(
            OK + b"Content-Encoding: br\r\nContent-Length: 12\r\n\r\n\xcf\xff\xff\x7f\xf8\x27\x00\xe2\xb1\x40\x20\xf7"
        )

    assert await _ask(hostile, act) is FetchFailure.UNREADABLE


async def test_a_maze_of_ever_new_addresses_ends(hostile: Web) -> None:
    async def act(host: Host) -> None:
        page = len(hostile.hosts)
        head = f"HTTP/1.1 302 Found\r\nLocation: /page/{page}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        await host.send(head.encode())

    assert await _ask(hostile, act) is FetchFailure.REDIRECT_LOOP
    assert len(hostile.hosts) == LIMITS.max_redirects + 1


@pytest.mark.parametrize(
    "kind", ["image/jpeg", "application/json; charset=no-such-set", "text/html; charset=utf-7", "; ;;", "x" * 2_000]
)
async def test_a_lying_content_type_changes_nothing_about_the_bytes(hostile: Web, kind: str) -> None:
    async def act(host: Host) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: 5\r\n\r\n"
        await host.send(head.encode() + b"<html")

    answer = await _ask(hostile, act)
    assert isinstance(answer, Fetched)
    assert answer.body == b"<html"


@pytest.mark.parametrize(
    "address",
    ["http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[64:ff9b::7f00:1]/", "http://0x7f000001/",
     "http://017700000001/", "http://2130706433/", "http://127.1/", "http://0/", "http://169.254.169.254/latest/",
     "http://[fd00:ec2::254]/", "http://metadata.google.internal.localhost/", "http://127.0.0.1.:80/"],
)  # fmt: skip
async def test_no_spelling_of_an_inner_address_is_followed(hostile: Web, address: str) -> None:
    async def act(host: Host) -> None:
        await host.send(f"HTTP/1.1 302 Found\r\nLocation: {address}\r\nContent-Length: 0\r\n\r\n".encode())

    assert await _ask(hostile, act) is FetchFailure.BLOCKED_ADDRESS
    assert len(hostile.hosts) == 1
