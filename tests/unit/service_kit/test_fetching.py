"""Fetching from the open web: what is refused, and what an answer becomes."""

import asyncio
import gzip
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta, timezone

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from service_kit.fetching import (
    USER_AGENT,
    FetchError,
    FetchFailure,
    FetchLimits,
    GuardedResolver,
    fetch,
    forbids_use,
    is_public_address,
    is_public_host,
    named_pause,
    open_session,
    original_url,
    playback_url,
)

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=timezone.utc)
INNER = [
    "10.0.0.1", "172.16.3.4", "192.168.1.1", "127.0.0.1", "0.0.0.0", "169.254.169.254", "169.254.170.2", "100.64.0.1",  # noqa: S104
    "100.100.100.200", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1",
    "192.88.99.1", "168.63.129.16", "::", "::1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "2002:7f00:1::", "2001:0:1::1", "64:ff9b::7f00:1", "fec0::1",
    "2001:db8::1", "3fff::1", "5f00::1", "not-an-address", "",
]  # fmt: skip


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_is_not_public(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4009::200e"])
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public_address(address)


@given(st.ip_addresses(v=4))
def test_no_ipv6_spelling_of_an_ipv4_address_gets_through(ip: ipaddress.IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "::", "64:ff9b::", "2002::"):
        shift = 80 if prefix == "2002::" else 0
        assert not is_public_address(ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | int(ip) << shift))


@pytest.mark.parametrize(
    "host", ["2130706433", "0177.0.0.1", "0x7f.1", "0x7f000001", "127.1", "127.0.0.1.", "1.2.3.4.5", "localhost",
             "a.localhost", "localhost.", "fe80::1%25eth0", "10.0.0.1"],
)  # fmt: skip
def test_an_odd_spelling_of_an_address_is_no_host(host: str) -> None:
    assert not is_public_host(host)


@pytest.mark.parametrize("host", ["studio.example", "1st-ink.example", "0x.example", "8.8.8.8", "xn--tst-qla.example"])
def test_a_name_or_a_public_address_is_a_host(host: str) -> None:
    assert is_public_host(host)


@given(
    st.sampled_from(["http", "https"]),
    st.from_regex(r"[a-z]{1,9}(\.[a-z]{2,9}){1,2}(:\d{2,4})?", fullmatch=True),
    st.from_regex(r"(/[a-z0-9._%-]{0,9}){0,4}(\?[a-z=&0-9/:]{0,12})?", fullmatch=True),
)
def test_a_played_address_leads_back_to_the_original(scheme: str, host: str, rest: str) -> None:
    url = f"{scheme}://{host}{rest}"
    assert original_url(playback_url(url, "http://127.0.0.1:8090/"), "http://127.0.0.1:8090") == url


def test_an_address_that_is_not_played_stays_as_it_is() -> None:
    assert original_url("https://studio.example/", "http://127.0.0.1:8090") == "https://studio.example/"


class FakeDns(AbstractResolver):
    """Answers with the next of its lists of addresses, as a rebinding name server does."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        addresses = self.answers.pop(0)
        return [
            ResolveResult(hostname=host, host=ip, port=port, family=socket.AF_INET, proto=0, flags=0)
            for ip in addresses
        ]

    async def close(self) -> None:
        self.answers.clear()


async def test_a_name_with_any_inner_address_is_refused_also_when_it_was_public_before() -> None:
    resolver = GuardedResolver(FakeDns(["8.8.8.8"], ["8.8.8.8", "127.0.0.1"]))
    assert [found["host"] for found in await resolver.resolve("studio.example", 443)] == ["8.8.8.8"]
    with pytest.raises(FetchError, match="blocked_address"):
        await resolver.resolve("studio.example", 443)


async def test_the_guard_refuses_before_a_connection_is_made() -> None:
    dns = FakeDns(["127.0.0.1"])
    connector = aiohttp.TCPConnector(resolver=GuardedResolver(dns))
    async with aiohttp.ClientSession(connector=connector) as session:
        with pytest.raises(FetchError, match="blocked_address"):
            await fetch(session, "http://studio.example/")


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts a server on loopback that answers everything with one handler; gives its base address."""
    runners = []

    async def start(handler: Handler) -> str:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield start
    for runner in runners:
        await runner.cleanup()


async def _failure(base: str, url: str = "https://studio.example/", **limits: float) -> FetchFailure:
    async with open_session(playback=base) as session:
        with pytest.raises(FetchError) as caught:
            await fetch(session, url, playback=base, limits=FetchLimits(**limits))  # type: ignore[arg-type]
        return caught.value.failure


async def test_an_answer_counts_as_the_original_addresses_and_the_bot_says_who_it_is(serve: Serve) -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append((request.rel_url.raw_path_qs, request.headers["User-Agent"]))
        return web.Response(body=gzip.compress(b"hello"), headers={"Content-Encoding": "gzip", "ETag": '"1"'})

    base = await serve(answer)
    async with open_session(playback=base) as session:
        fetched = await fetch(session, "https://studio.example/a%20b?q=1#top", playback=base)
    assert (fetched.url, fetched.status, fetched.body) == ("https://studio.example/a%20b?q=1", 200, b"hello")
    assert fetched.headers["etag"] == '"1"'
    assert asked == [("/https/studio.example/a%20b?q=1", USER_AGENT)]


async def test_redirects_are_followed_on_original_addresses_without_the_first_origins_headers(serve: Serve) -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append((request.path, request.headers.get("Authorization")))
        steps = {
            "/http/studio.example/": "/here",
            "/http/studio.example/here": "https://www.studio.example/home",
        }
        if request.path in steps:
            return web.Response(status=302, headers={"Location": steps[request.path]})
        return web.Response(text="home")

    base = await serve(answer)
    async with open_session(playback=base) as session:
        fetched = await fetch(session, "http://studio.example/", playback=base, headers={"Authorization": "secret"})
    assert fetched.url == "https://www.studio.example/home"
    assert asked == [
        ("/http/studio.example/", "secret"),
        ("/http/studio.example/here", "secret"),
        ("/https/www.studio.example/home", None),
    ]


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://2130706433/", "file:///etc/passwd",
     "http://user:word@studio.example/", "http://localhost:8080/", "http://127。0。0。1/"],
)  # fmt: skip
async def test_a_redirect_to_an_inner_address_is_refused(serve: Serve, target: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": target})

    assert await _failure(await serve(answer)) is FetchFailure.BLOCKED_ADDRESS


async def test_redirects_in_a_circle_end(serve: Serve) -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=301, headers={"Location": "/"})

    assert await _failure(await serve(answer), max_redirects=3) is FetchFailure.REDIRECT_LOOP
    assert len(asked) == 4


async def test_a_bomb_is_found_before_it_is_unpacked(serve: Serve) -> None:
    bomb = gzip.compress(bytes(50_000_000))

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})

    assert len(bomb) < 60_000
    assert await _failure(await serve(answer), max_bytes=60_000) is FetchFailure.TOO_LARGE


@pytest.mark.parametrize("announced", [True, False])
async def test_an_answer_over_the_cap_is_refused_announced_or_not(serve: Serve, announced: bool) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        if announced:
            return web.Response(body=bytes(2_000))
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(4):
            await response.write(bytes(500))
        return response

    assert await _failure(await serve(answer), max_bytes=1_999) is FetchFailure.TOO_LARGE


async def test_an_answer_at_the_cap_is_read(serve: Serve) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(bytes(2_000)), headers={"Content-Encoding": "gzip"})

    base = await serve(answer)
    async with open_session(playback=base) as session:
        fetched = await fetch(session, "https://studio.example/", playback=base, limits=FetchLimits(max_bytes=2_000))
    assert fetched.body == bytes(2_000)


async def test_a_server_that_never_ends_is_left(serve: Serve) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"drip")
        await asyncio.Event().wait()
        return response

    assert await _failure(await serve(answer), total_seconds=0.2) is FetchFailure.TOO_SLOW


async def test_a_server_that_hangs_up_is_unreachable(serve: Serve) -> None:
    async def answer(request: web.Request) -> web.Response:
        assert request.transport
        request.transport.abort()
        return web.Response()

    assert await _failure(await serve(answer)) is FetchFailure.UNREACHABLE


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", b"no gzip"), ("gzip", gzip.compress(b"x" * 99, mtime=0)[:-9]), ("br", b"?")],
    ids=["not gzip", "gzip cut short", "not brotli"],  # else the name has bytes in it, and once had the time
)
async def test_an_answer_that_cannot_be_unpacked_is_unreadable(serve: Serve, encoding: str, body: bytes) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Encoding": encoding})

    assert await _failure(await serve(answer)) is FetchFailure.UNREADABLE


@pytest.mark.parametrize(
    "url", ["http://studio.example:99999/", "", "studio.example", "https:///path", "http://10.1.2.3/"]
)
async def test_an_address_that_cannot_be_asked_never_reaches_the_network(serve: Serve, url: str) -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response()

    assert await _failure(await serve(answer), url) in {FetchFailure.UNREACHABLE, FetchFailure.BLOCKED_ADDRESS}
    assert asked == []


async def test_a_post_is_not_sent_again_to_where_it_is_redirected(serve: Serve) -> None:
    bodies = []

    async def answer(request: web.Request) -> web.Response:
        bodies.append(await request.read())
        return web.Response(status=307, headers={"Location": "https://elsewhere.example/"})

    base = await serve(answer)
    async with open_session(playback=base) as session:
        fetched = await fetch(session, "https://api.example/", playback=base, method="POST", data=b"query")
    assert (fetched.status, bodies) == (307, [b"query"])


@pytest.mark.parametrize(
    ("value", "pause"),
    [("120", timedelta(minutes=2)), ("999999999999999", timedelta(days=1)), ("", None), ("soon", None), ("-5", None),
     ("Mon, 02 Mar 2026 03:00:00 GMT", timedelta(hours=1)), ("Mon, 02 Mar 2020 03:00:00 GMT", timedelta(0))],
)  # fmt: skip
def test_a_named_pause_is_read_in_seconds_or_as_a_date(value: str, pause: timedelta | None) -> None:
    assert named_pause({"retry-after": value}, now=NOW) == pause


@pytest.mark.parametrize(
    ("tag", "forbidden"),
    [("noindex", True), ("NoAI", True), ("nofollow, none", True), ("tattooartistdirectorybot: noindex", True),
     ("otherbot: noindex, noai", True), ("otherbot: noindex, tattooartistdirectorybot: noai", True),
     ("otherbot: noindex", False), ("nofollow", False), ("max-snippet: 20", False), ("", False)],
)  # fmt: skip
def test_an_answer_that_is_not_to_be_used_says_so(tag: str, forbidden: bool) -> None:
    assert forbids_use({"x-robots-tag": tag}) is forbidden


async def test_an_answer_may_be_read_up_to_the_cap(serve: Serve) -> None:
    async def answer(request: web.Request) -> web.Response:
        packed = request.path.endswith("/packed")
        body = gzip.compress(b"x" * 2_000) if packed else b"x" * 2_000
        return web.Response(body=body, headers={"Content-Encoding": "gzip"} if packed else {})

    base = await serve(answer)
    limits = FetchLimits(max_bytes=1_999, cut_off=True)
    async with open_session(playback=base) as session:
        for path in ("plain", "packed"):
            fetched = await fetch(session, f"https://studio.example/{path}", playback=base, limits=limits)
            assert fetched.body == b"x" * 1_999


async def test_a_header_that_comes_twice_is_read_twice(serve: Serve) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(headers=[("X-Robots-Tag", "noindex"), ("X-Robots-Tag", "otherbot: nofollow")])

    base = await serve(answer)
    async with open_session(playback=base) as session:
        fetched = await fetch(session, "https://studio.example/", playback=base)
    assert forbids_use(fetched.headers)
