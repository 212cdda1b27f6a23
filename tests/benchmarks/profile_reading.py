"""`python -m tests.benchmarks.profile_reading ours|bare COUNT`: reads that many profiles and reports time and memory.

The server is a process of its own. It answers any handle with a profile of the shape and size (some 100 kB, twelve
posts) that the public web profile has. Pictures are another benchmark's (`pictures`): the profiles have none.
"""

import argparse
import asyncio
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from aiohttp import web

from event_contracts import ArtistRefreshDue, Context, Envelope
from event_contracts.claims import StoredImage
from instagram_scraper.adapters.polite import PoliteFetcher
from instagram_scraper.adapters.web_profile import WebProfileSource
from instagram_scraper.domain.backoff import Backoff
from instagram_scraper.domain.hosts import HostGuard
from instagram_scraper.domain.look import Request
from instagram_scraper.domain.reader import ProfileReader
from instagram_scraper.domain.records import Briefing, Change, HandleLink, KnownHandle, KnownPerson, Unsettled, Written
from instagram_scraper.settings import Settings
from service_kit.clock import SystemClock
from service_kit.fetching import open_session
from service_kit.ids import SubjectHasher
from service_kit.logs import get_logger

_IN_FLIGHT = Settings.model_fields["concurrency"].default
_SIZES = (150, 240, 320, 480, 640, 750, 1080)
_HASHER = SubjectHasher(key=b"benchmark")


def _post(number: int) -> dict[str, Any]:
    address = f"https://pictures.example/v/t51/{'x' * 180}{number}.jpg"
    return {
        "__typename": "GraphImage",
        "id": str(3_000_000_000 + number),
        "shortcode": f"Cq{number:04d}",
        "display_resources": [{"src": address, "config_width": size, "config_height": size} for size in _SIZES * 3],
        "edge_media_to_caption": {"edges": [{"node": {"text": "Healed piece, books are open #dotwork " * 8}}]},
        "taken_at_timestamp": 1_770_000_000 + number,
    }


def _profile(handle: str, number: int) -> bytes:
    user = {
        "id": str(number),
        "username": handle,
        "full_name": "Robin Fable",
        "biography": "Dotwork and lettering. Books open.",
        "is_private": False,
        "edge_owner_to_timeline_media": {"edges": [{"node": _post(n)} for n in range(12)]},
    }
    return json.dumps({"data": {"user": user}, "status": "ok"}).encode()


def _serve(ready: Connection) -> None:
    body = _profile("HANDLE", 1)

    async def answer(request: web.Request) -> web.Response:
        handle = request.query.get("username")
        if handle is None:
            return web.Response(status=404)
        number = handle.rpartition(".")[2]
        return web.Response(
            body=body.replace(b"HANDLE", handle.encode()).replace(b'"id": "1"', f'"id": "{number}"'.encode())
        )

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        ready.send(f"http://127.0.0.1:{runner.addresses[0][1]}")
        await asyncio.Event().wait()

    asyncio.run(run())


class _Nothing:
    """Stores that keep nothing, what grows then is the reader's own; they count the profiles that were read."""

    profiles = 0

    def brief(self, handle_key: str, *, name_key: str | None, host: str) -> Briefing:
        return Briefing(known=KnownHandle(), denied=False, pause=None)

    def person(self, artist_id: str) -> KnownPerson | None:
        return None

    def denied_among(self, subject_keys: Iterable[str]) -> frozenset[str]:
        return frozenset()

    def begin(self, handle_key: str, note: Unsettled, *, subject_keys: Iterable[str]) -> Written:
        return Written.COMMITTED

    def settle(self, handle_key: str) -> None: ...

    def remember_name(self, link: HandleLink, name_key: str) -> Written:
        return Written.COMMITTED

    def commit(self, change: Change) -> Written:
        return Written.COMMITTED

    def widen(self, denied_key: str, widening: object) -> None: ...

    def put_claim(self, artist_id: str, body: dict[str, Any]) -> str:
        json.dumps(body)
        self.profiles += 1
        return f"instagram-scraper/{artist_id}/{'0' * 32}.json"

    def forget(self, artist_id: str) -> int:
        return 0

    def sweep(self, artist_id: str, *, keep: Iterable[str]) -> int:
        return 0

    async def keep(self, artist_id: str, wanted: object, *, held: object) -> dict[str, StoredImage]:
        return {}

    def latest(self, host: str) -> Backoff | None:
        return None

    def open(self, host: str, backoff: Backoff, *, now: object) -> bool:
        return True

    def count(self, metric: str) -> None: ...


Read = Callable[[str], Awaitable[None]]


async def _with_ours(base: str, use: Callable[[Read], Awaitable[None]], *, count: int) -> None:
    nothing, clock, logger = _Nothing(), SystemClock(), get_logger("benchmark")
    logger.setLevel("CRITICAL")
    async with open_session(playback=base, connections=4 * _IN_FLIGHT) as session:
        source = WebProfileSource(
            fetcher=PoliteFetcher(session=session, delay_seconds=0, playback=base, clock=clock), clock=clock
        )
        host = HostGuard(host=source.host, pauses=nothing, meter=nothing)
        reader = ProfileReader(
            store=nothing,
            objects=nothing,
            pictures=nothing,
            source=source,
            host=host,
            hasher=_HASHER,
            clock=clock,
            logger=logger,
        )

        async def read(handle: str) -> None:
            await reader.read(_request(handle))

        await use(read)
    if nothing.profiles != count:
        raise RuntimeError(f"{nothing.profiles} of {count} profiles were read")


def _request(handle: str) -> Request:
    key, now = _HASHER.handle_key(handle), SystemClock().now()
    due = ArtistRefreshDue(handle_key=key, due_since=now)
    cause = Envelope.wrap(due, producer=Context.PROFILE_API, now=now, correlation_id="benchmark")
    return Request(handle_key=key, handle=handle, name_key=None, due_since=now, cause=cause)


async def _with_bare(base: str, use: Callable[[Read], Awaitable[None]], *, count: int) -> None:
    del count
    async with open_session(playback=base) as session:

        async def read(handle: str) -> None:
            async with session.get(f"{base}/?username={handle}") as answer:
                json.loads(await answer.read())

        await use(read)


def _resident() -> float:
    """Megabytes of this process now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


async def _measure(read: Read, count: int) -> dict[str, float]:
    handles = iter(range(1, count + 1))
    early = 0.0

    async def work() -> None:
        nonlocal early
        for number in handles:
            await read(f"artist.{number}")
            if number == count // 10:
                early = _resident()

    start = time.monotonic()
    await asyncio.gather(*(work() for _ in range(_IN_FLIGHT)))
    return {"seconds": time.monotonic() - start, "resident_early": early, "resident_late": _resident()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.profile_reading")
    parser.add_argument("reader", choices=("ours", "bare"))
    parser.add_argument("count", type=int)
    asked = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    base: str = ours.recv()
    result: dict[str, float] = {}

    async def use(read: Read) -> None:
        result.update(await _measure(read, asked.count))

    asyncio.run((_with_ours if asked.reader == "ours" else _with_bare)(base, use, count=asked.count))
    server.terminate()
    server.join()
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
