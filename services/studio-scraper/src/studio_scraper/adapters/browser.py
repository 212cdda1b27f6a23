"""Chromium, without a way to the network: each request it makes is answered by the crawler or not at all.

Imported only when it is switched on, for the package `playwright` is optional.
"""

import asyncio
import os
import shlex
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.async_api import Browser, BrowserContext, BrowserType, Error, Page, Route, async_playwright

from service_kit.fetching import USER_AGENT
from studio_scraper.domain.rendering import (
    MAX_DRAWN_CHARACTERS,
    BrowserUnavailableError,
    Drawn,
    FetchResource,
    may_be_asked,
)

_PAGE_SECONDS = 60.0  # two seconds between two requests to the site are part of it
_LAST_LOOK_SECONDS = 3.0
_START_SECONDS = 15.0
_CLOSE_SECONDS = 5.0
_AT_ONCE = 2  # a browser each, some 300 MB
_PROCESS_KILOBYTES = 768 * 1024  # a page that wants more is refused it
_QUIET_MILLISECONDS = 500

# What is not intercepted finds no name, no way around the proxy, and no proxy.
_NOWHERE: Final = "http://nowhere.invalid:9"
_FLAGS: Final = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--no-pings",
    "--block-new-web-contents",
    "--disable-3d-apis",
    "--js-flags=--max-old-space-size=256",
)
# The environment holds credentials; a browser needs none.
_ENVIRONMENT: Final = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "CHROMIUM_FLAGS")

_QUIET_FOR_A_WHILE = f"new Promise(done => setTimeout(() => requestIdleCallback(() => done()), {_QUIET_MILLISECONDS}))"
_HTML = f"(document.documentElement?.outerHTML ?? '').slice(0, {MAX_DRAWN_CHARACTERS + 1})"


@asynccontextmanager
async def open_browser(executable: str) -> AsyncIterator["BrowserRenderer"]:
    """Renders with the Chromium at `executable`, tried once before anything depends on it.

    Raises `BrowserUnavailableError`.
    """
    program = shutil.which(executable)
    if program is None:
        raise BrowserUnavailableError(f"there is no program at {executable}")
    async with AsyncExitStack() as stack:
        driver = await stack.enter_async_context(async_playwright())
        modest = stack.enter_context(_modest(program))
        renderer = BrowserRenderer(chromium=driver.chromium, executable=modest)
        try:
            await renderer.try_out()
        except Error as error:
            raise BrowserUnavailableError(_why(error, executable)) from error
        yield renderer


@contextmanager
def _modest(program: str) -> Iterator[str]:
    """A script that starts a program none of whose processes may have more than its share of memory.

    The limit is set there because the driver takes none, and one of our own process would hold for us as well.
    """
    with TemporaryDirectory(prefix="browser-") as folder:
        script = Path(folder) / "chromium"
        script.write_text(f'#!/bin/sh\nulimit -d {_PROCESS_KILOBYTES}\nexec {shlex.quote(program)} "$@"\n')
        script.chmod(0o700)
        yield str(script)


class BrowserRenderer:
    """A `Renderer`. Every page has a browser of its own, which is gone with it: one that breaks spoils no other."""

    def __init__(self, *, chromium: BrowserType, executable: str) -> None:
        self._chromium = chromium
        self._executable = executable
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def try_out(self) -> None:
        """Start and stop the browser; raises `Error` with what keeps it from starting."""
        await _close(await self._launch())

    async def draw(self, *, url: str, html: str, fetch: FetchResource, until: float) -> Drawn | None:
        async with self._turns:
            try:
                browser = await self._launch()
            except Error:
                return None
            end = min(asyncio.get_running_loop().time() + _PAGE_SECONDS, until)
            try:
                async with asyncio.timeout_at(end):
                    return await _draw(browser, url=url, answers=_Answers(html=html, fetch=fetch), end=end)
            except (Error, TimeoutError):
                return None
            finally:
                await _close(browser)

    async def _launch(self) -> Browser:
        return await self._chromium.launch(
            executable_path=self._executable,
            args=_FLAGS,
            ignore_default_args=["--disable-popup-blocking"],
            chromium_sandbox=True,
            proxy={"server": _NOWHERE},
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            timeout=1000 * _START_SECONDS,
        )


def _why(error: Error, executable: str) -> str:
    if "sandbox" in error.message.lower():
        return (
            f"{executable} cannot set up its sandbox here (root, or a container without user namespaces); "
            "see services/studio-scraper/README.md"
        )
    return f"{executable} does not start: {error.message.splitlines()[0]}"


async def _close(browser: Browser) -> None:
    with suppress(Error, TimeoutError):  # the driver kills what does not go by itself
        async with asyncio.timeout(_CLOSE_SECONDS):
            await browser.close()


@dataclass(kw_only=True)  # no slots: the driver leaves a mark on whose method it calls
class _Answers:
    """Answers one page's requests: the page itself, once, from what the crawler has read, the rest through `fetch`."""

    html: str
    fetch: FetchResource
    moves: int = 0
    waiting: int = 0
    _is_given: bool = False

    async def to(self, route: Route) -> None:
        with suppress(Error):  # the page may be gone by the time its answer is there
            await self._answer(route)

    async def _answer(self, route: Route) -> None:
        request = route.request
        if request.resource_type == "document":
            await self._give(route)
        elif request.resource_type == "stylesheet":  # a loader may wait for its styles; they tell nothing
            await route.fulfill(content_type="text/css", body="")
        elif may_be_asked(url=request.url, method=request.method, kind=request.resource_type):
            await self._bring(route)
        else:
            await route.abort()

    async def _give(self, route: Route) -> None:
        """The page; frames and whatever a script would go to next are empty, and a page stays where it is."""
        if self._is_given:
            await route.fulfill(status=204)
            return
        self._is_given = True
        await route.fulfill(content_type="text/html; charset=utf-8", body=self.html)

    async def _bring(self, route: Route) -> None:
        self.moves += 1
        self.waiting += 1
        try:
            found = await self.fetch(route.request.url)
            if found is None:
                await route.abort()
            else:
                await route.fulfill(status=found.status, content_type=found.content_type, body=found.body)
        finally:
            self.moves += 1
            self.waiting -= 1


async def _draw(browser: Browser, *, url: str, answers: _Answers, end: float) -> Drawn | None:
    context = await browser.new_context(accept_downloads=False, service_workers="block", user_agent=USER_AGENT)
    await context.route("**/*", answers.to)
    page = await context.new_page()
    context.on("page", _close_popup)
    at_rest = True
    try:
        async with asyncio.timeout_at(end - _LAST_LOOK_SECONDS):
            await page.goto(url, wait_until="commit")
            world = await _World.beside(page, context)
            await _rest(world, answers)
    except TimeoutError:
        at_rest = False
        async with asyncio.timeout_at(end):
            world = await _World.beside(page, context)
    html = await world.value(_HTML)
    return Drawn(html=html, at_rest=at_rest) if 0 < len(html) <= MAX_DRAWN_CHARACTERS else None


async def _close_popup(popup: Page) -> None:
    with suppress(Error):
        await popup.close()


async def _rest(world: "_World", answers: _Answers) -> None:
    """Wait until the page has been idle for a while, and has neither asked for anything nor been answered meanwhile."""
    while True:
        moves = answers.moves
        await world.value(_QUIET_FOR_A_WHILE)
        if answers.moves == moves and not answers.waiting:
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class _World:
    """A place beside the page's own scripts, which cannot change what words mean there."""

    session: Any
    context_id: int

    @classmethod
    async def beside(cls, page: Page, context: BrowserContext) -> "_World":
        session = await context.new_cdp_session(page)
        tree = await session.send("Page.getFrameTree")
        made = await session.send("Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]})
        return cls(session=session, context_id=made["executionContextId"])

    async def value(self, expression: str) -> Any:
        evaluated = await self.session.send(
            "Runtime.evaluate",
            {"contextId": self.context_id, "expression": expression, "awaitPromise": True, "returnByValue": True},
        )
        return evaluated["result"].get("value")
