"""A fictional Instagram played over HTTP: drawn pictures, and bodies in the shapes the real one has used."""

import asyncio
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from aiohttp import web
from PIL import Image

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=timezone.utc)
CDN = "https://pictures.example"


class FakeClock:
    def __init__(self, now: datetime = NOW) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def forward(self, **delta: float) -> None:
        self.moment += timedelta(**delta)


class FakeMeter:
    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def count(self, metric: str) -> None:
        self.counts[metric] = self.counts.get(metric, 0) + 1


def picture(seed: int = 90, *, width: int = 40, height: int = 50, form: str = "JPEG", **options: Any) -> bytes:
    """A small picture file: one colour with a darker corner."""
    image = Image.new("RGB", (width, height), (seed * 47 % 256, seed * 91 % 256, 160))
    image.paste((10, 10, 10), (0, 0, width // 2, height // 2))
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def post(number: int, *, caption: str = "#dotwork", **overrides: Any) -> dict[str, Any]:
    """A timeline node as `web_profile_info` gives it."""
    return {
        "__typename": "GraphImage",
        "id": str(3_000_000_000 + number),
        "shortcode": f"Cq{number:04d}",
        "dimensions": {"height": 1350, "width": 1080},
        "display_url": f"{CDN}/v/t51.2885-15/post{number}_n.jpg?stp=dst-jpg_e35&oh=signed{number}",
        "is_video": False,
        "edge_media_to_caption": {"edges": [{"node": {"text": caption}}] if caption else []},
        "taken_at_timestamp": int((NOW - timedelta(days=number)).timestamp()),
        **overrides,
    }


def user(handle: str, numeric_id: str, *, posts: int = 1, **overrides: Any) -> dict[str, Any]:
    """A user as `web_profile_info` gives it."""
    return {
        "biography": "Dotwork and lettering. Books open.",
        "full_name": "Robin Fable",
        "id": numeric_id,
        "is_private": False,
        "profile_pic_url": f"{CDN}/v/t51.2885-19/face{numeric_id}_n.jpg?stp=s150x150&oh=1",
        "profile_pic_url_hd": face_url(numeric_id),
        "username": handle,
        "edge_owner_to_timeline_media": {
            "count": posts,
            "edges": [{"node": post(number)} for number in range(1, posts + 1)],
        },
        **overrides,
    }


@dataclass(slots=True)
class Answer:
    """How one address answers, after hanging up `lost` times."""

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    lost: int = 0


@dataclass(slots=True)
class Hold:
    """A request that has come and waits."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    release: asyncio.Event = field(default_factory=asyncio.Event)


def as_json(value: Any, *, status: int = 200, **headers: str) -> Answer:
    return Answer(status=status, body=json.dumps(value).encode(), headers=headers)


class FakeInstagram:
    """Answers as `{base}/https/{host}/{path}`; what nobody set up is a 404. Keeps what it was asked, in order."""

    def __init__(self) -> None:
        self.base = ""
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.held: dict[str, Hold] = {}
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        url = request.rel_url.raw_path_qs.removeprefix("/").replace("/", "://", 1)
        self.asked.append(url)
        if hold := self.held.get(url):
            hold.reached.set()
            await hold.release.wait()
        answer = self.answers.get(url) or self.answers.get(url.partition("?")[0])
        if answer is None:
            return web.Response(status=404)
        if answer.lost and request.transport:
            answer.lost -= 1
            request.transport.abort()
        return web.Response(status=answer.status, body=answer.body, headers=dict(answer.headers))

    def hold(self, url: str) -> "Hold":
        """From now on the address does not answer until it is let."""
        return self.held.setdefault(url, Hold())

    @property
    def profiles_asked(self) -> list[str]:
        """Handles that were asked for, in order."""
        return [url.partition("username=")[2] for url in self.asked if "web_profile_info" in url]

    @property
    def pictures_asked(self) -> list[str]:
        return [url for url in self.asked if url.startswith(CDN) and not url.endswith("/robots.txt")]

    def profile(self, handle: str, answer: Answer) -> None:
        self.answers[profile_url(handle)] = answer

    def shows(self, handle: str, numeric_id: str, *, posts: int = 1, **overrides: Any) -> None:
        """The handle is a public profile, and its pictures are there."""
        shown = user(handle, numeric_id, posts=posts, **overrides)
        self.profile(handle, as_json({"data": {"user": shown}, "status": "ok"}))
        self.answers[f"{CDN}/v/t51.2885-19/face{numeric_id}_n.jpg"] = Answer(body=picture(int(numeric_id)))
        for number in range(1, posts + 1):
            self.answers[f"{CDN}/v/t51.2885-15/post{number}_n.jpg"] = Answer(body=picture(number))

    def lacks(self, handle: str) -> None:
        self.profile(handle, as_json({"data": {"user": None}, "status": "fail"}, status=404))

    def refuses(self, handle: str, status: int = 401, **headers: str) -> None:
        self.profile(handle, as_json({"message": "", "status": "fail"}, status=status, **headers))


def face_url(numeric_id: str) -> str:
    return f"{CDN}/v/t51.2885-19/face{numeric_id}_n.jpg?stp=s320x320&oh=2"


def profile_url(handle: str) -> str:
    return f"https://www.instagram.com/api/v1/users/web_profile_info/?username={handle}"
