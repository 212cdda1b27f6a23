"""Plays a folder of recordings as real HTTP: `https://host/path?query` is asked as `http://127.0.0.1:PORT/https/host/path?query`."""

import argparse
import asyncio
import hashlib
import json
import mimetypes
import re
import sys
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from local.recordings import OVERPASS, SITE_BEHAVIOUR, RecordingsError, SiteBehaviour, load_recordings

REQUEST_LOG = "/_playback/requests"
RECENT_REQUESTS = 10_000
CLOSE_SECONDS = 0.2  # for requests under way when the server stops

_META_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_INSTAGRAM_HOSTS = frozenset({"www.instagram.com", "instagram.com", "i.instagram.com"})
_PROFILE_INFO = "api/v1/users/web_profile_info"
_GONE_PROFILE = {"data": {"user": None}, "status": "fail"}


@dataclass(slots=True)
class RequestLog:
    """Counts of what was asked, and the latest original URLs."""

    total: int = 0
    not_modified: int = 0
    by_host: Counter[str] = field(default_factory=Counter)
    by_status: Counter[int] = field(default_factory=Counter)
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=RECENT_REQUESTS))

    def add(self, url: str, host: str) -> None:
        """Note a request when it arrives, whatever becomes of it."""
        self.total += 1
        self.by_host[host] += 1
        self.recent.append(url)

    def answered(self, status: int) -> None:
        """Note how a request was answered."""
        self.by_status[status] += 1
        self.not_modified += status == HTTPStatus.NOT_MODIFIED

    def as_json(self) -> dict[str, Any]:
        """The body of `GET /_playback/requests`."""
        return {
            "total": self.total,
            "not_modified": self.not_modified,
            "by_host": dict(self.by_host),
            "by_status": {str(status): count for status, count in sorted(self.by_status.items())},
            "paths": list(self.recent),
        }


@dataclass(slots=True, kw_only=True)
class Playback:
    """A server of one folder of recordings on the loopback address; `port=0` takes a free one.

    Use it as `async with Playback(folder=…) as playback`, or with `start()` and `stop()`.
    """

    folder: Path
    port: int = 0
    log: RequestLog = field(default_factory=RequestLog)
    _runner: web.AppRunner | None = None

    @property
    def base_url(self) -> str:
        """`http://127.0.0.1:PORT`, once started."""
        return f"http://127.0.0.1:{self.port}"

    def url(self, original: str) -> str:
        """Where the recording of an original `https://host/path` is asked for."""
        scheme, _, rest = original.partition("://")
        return f"{self.base_url}/{scheme}/{rest}"

    async def start(self) -> None:
        """Check the recordings and listen; raises `RecordingsError` for a bad folder."""
        load_recordings(self.folder)
        app = web.Application()
        app.router.add_get(REQUEST_LOG, self._show_log)
        app.router.add_route("*", "/{scheme:https?}/{host}", self._play)
        app.router.add_route("*", "/{scheme:https?}/{host}/{path:.*}", self._play)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close the listening socket and every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _show_log(self, _: web.Request) -> web.Response:
        return web.json_response(self.log.as_json())

    async def _play(self, request: web.Request) -> web.Response:
        scheme, host = request.match_info["scheme"], request.match_info["host"].lower()
        path = request.match_info.get("path", "")
        self.log.add(f"{scheme}://{request.rel_url.raw_path.split('/', 2)[2]}{_query(request)}", host)
        response = await self._answer(request, host, path)
        self.log.answered(response.status)
        return response

    async def _answer(self, request: web.Request, host: str, path: str) -> web.Response:
        if host == "overpass-api.de":
            return self._overpass(path)
        if host in _INSTAGRAM_HOSTS:
            return self._instagram(request, path)
        media = self.folder / "media" / host
        if media.is_dir():
            return _file_response(request, _inside(media, path))
        return await self._site(request, self.folder / "sites" / host, path)

    def _overpass(self, path: str) -> web.Response:
        if path.strip("/") != "api/interpreter":
            return _refusal(HTTPStatus.NOT_FOUND)
        return web.Response(body=(self.folder / OVERPASS).read_bytes(), content_type="application/json")

    def _instagram(self, request: web.Request, path: str) -> web.Response:
        asks_api = path.strip("/") == _PROFILE_INFO
        handle = (request.query.get("username", "") if asks_api else path.strip("/")).lower()
        if not re.fullmatch(r"[a-z0-9._]{1,30}", handle):
            return _refusal(HTTPStatus.NOT_FOUND)
        refused = self.folder / "instagram" / f"{handle}.status.json"
        if refused.is_file():
            answer = json.loads(refused.read_bytes())
            return web.json_response(answer.get("body", {}), status=answer["status"])
        profile = self.folder / "instagram" / f"{handle}.json"
        if not profile.is_file():
            return web.json_response(_GONE_PROFILE, status=404) if asks_api else _refusal(HTTPStatus.NOT_FOUND)
        if asks_api:
            return web.Response(body=profile.read_bytes(), content_type="application/json", charset="utf-8")
        return _profile_page(json.loads(profile.read_bytes())["data"]["user"])

    async def _site(self, request: web.Request, folder: Path, path: str) -> web.Response:
        behaviour = _behaviour(folder)
        if behaviour.dead:
            return _hang_up(request)
        if behaviour.delay_seconds:
            await asyncio.sleep(behaviour.delay_seconds)
        if status := behaviour.status.get(f"/{path}", behaviour.status.get(path)):
            return _refusal(HTTPStatus(status))
        if target := behaviour.redirects.get(f"/{path}", behaviour.redirects.get(path)):
            return web.Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": target})
        found = _page_file(folder, path)
        if found is not None and found.is_dir():
            return web.Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": f"/{path}/"})
        return _file_response(request, found)


def _behaviour(folder: Path) -> SiteBehaviour:
    """How a site answers; one that was not recorded is as dead as an unknown host."""
    file = folder / SITE_BEHAVIOUR
    return (
        SiteBehaviour.model_validate_json(file.read_bytes())
        if file.is_file()
        else SiteBehaviour(dead=not folder.is_dir())
    )


def _query(request: web.Request) -> str:
    return f"?{request.query_string}" if request.query_string else ""


def _inside(folder: Path, path: str) -> Path | None:
    """The file or folder `path` names, unless it is hidden, missing or outside `folder`."""
    if "\0" in path or any(part.startswith(".") for part in path.split("/")):
        return None
    found = (folder / path).resolve()
    return found if found.is_relative_to(folder.resolve()) and found.exists() else None


def _page_file(folder: Path, path: str) -> Path | None:
    """The file of a page address: `a/` is `a/index.html`, `a` may be `a.html`; a folder means "add the slash"."""
    if path == "" or path.endswith("/"):
        return _inside(folder, f"{path}index.html")
    found = _inside(folder, path)
    if found is None or (found.is_dir() and not (found / "index.html").is_file()):
        return _inside(folder, f"{path}.html")
    return found


def _file_response(request: web.Request, file: Path | None) -> web.Response:
    if file is None or not file.is_file():
        return _refusal(HTTPStatus.NOT_FOUND)
    body = file.read_bytes()
    modified = datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
    etag = hashlib.blake2b(body, digest_size=12).hexdigest()
    response = web.Response(body=body, content_type=_content_type(file), charset=_charset(file, body))
    response.etag = etag
    response.last_modified = modified
    if _is_unchanged(request, etag, modified):
        return web.Response(
            status=HTTPStatus.NOT_MODIFIED,
            headers={name: response.headers[name] for name in ("ETag", "Last-Modified")},
        )
    return response


def _is_unchanged(request: web.Request, etag: str, modified: datetime) -> bool:
    """RFC 9110: `If-None-Match` decides alone when it is there, else `If-Modified-Since`."""
    if request.if_none_match is not None:
        return any(tag.value in (etag, "*") for tag in request.if_none_match)
    return request.if_modified_since is not None and modified <= request.if_modified_since


def _content_type(file: Path) -> str:
    return mimetypes.guess_type(file.name)[0] or ("application/octet-stream" if file.suffix else "text/html")


def _charset(file: Path, body: bytes) -> str | None:
    """The charset a page declares itself, so that old encodings arrive as they were saved; UTF-8 for other text."""
    kind = _content_type(file)
    if kind == "text/html" and (declared := _META_CHARSET.search(body[:2048])):
        return declared[1].decode("ascii").lower()
    return "utf-8" if kind.startswith("text/") or kind in ("application/json", "application/xml") else None


def _refusal(status: HTTPStatus) -> web.Response:
    title = f"{status.value} {status.phrase}"
    return web.Response(
        status=status, text=f"<!doctype html><title>{title}</title><h1>{title}</h1>", content_type="text/html"
    )


def _hang_up(request: web.Request) -> web.Response:
    """Close the connection without a word, as close to "connection refused" as one shared port allows."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)


def _profile_page(user: dict[str, Any]) -> web.Response:
    """The public profile page as an anonymous visitor gets it: hardly more than `og:` fields."""
    title = escape(f"{user['full_name']} (@{user['username']})")
    text = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} • Instagram</title>'
        f'<meta property="og:type" content="profile"><meta property="og:title" content="{title}">'
        f'<meta property="og:description" content="{escape(user["biography"])}">'
        f'<meta property="og:image" content="{escape(user["profile_pic_url_hd"])}">'
        f'<meta property="og:url" content="https://www.instagram.com/{user["username"]}/"></head><body></body></html>'
    )
    return web.Response(text=text, content_type="text/html")


async def _serve_forever(playback: Playback) -> None:
    async with playback:
        print(f"{playback.folder} is played at {playback.base_url}", flush=True)
        await asyncio.Event().wait()


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line: `python -m local.playback FOLDER --port 8090` plays until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m local.playback", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8090)
    chosen = parser.parse_args(arguments)
    try:
        asyncio.run(_serve_forever(Playback(folder=chosen.folder, port=chosen.port)))
    except KeyboardInterrupt:
        return
    except (RecordingsError, OSError) as error:
        sys.exit(f"error: {error}.")


if __name__ == "__main__":
    main()
