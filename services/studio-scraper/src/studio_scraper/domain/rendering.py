"""Pages that scripts fill in: what a browser may ask for while it draws one, and what comes of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from studio_scraper.domain.models import PageReading

MAX_DRAWN_PAGES: Final = 10
MAX_RESOURCES: Final = 60
MAX_RESOURCE_BYTES: Final = 16_000_000
MAX_DRAWN_CHARACTERS: Final = 4_000_000

# What a page's texts come from. Pictures, fonts, media, frames, beacons and sockets show or send, they tell nothing.
_TELLING = frozenset({"script", "xhr", "fetch"})


class BrowserUnavailableError(Exception):
    """Rendering is switched on and cannot be had. The message is for whoever switched it on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What the site answered to a script; of any status, for a script may expect a 404."""

    status: int
    content_type: str
    body: bytes


FetchResource = Callable[[str], Awaitable[Resource | None]]
"""The crawler's own way to an address; None when it may not be asked or cannot be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A page as its scripts left it. `at_rest`: they had come to an end."""

    html: str
    at_rest: bool


class Renderer(Protocol):
    async def draw(self, *, url: str, html: str, fetch: FetchResource, until: float) -> Drawn | None:
        """The page, drawn before the event loop's time `until`; None when the browser could not. Never raises."""


def may_be_asked(*, url: str, method: str, kind: str) -> bool:
    """Whether a request, of a kind in Chromium's words, is put to the downloader at all; that judges its address."""
    return method == "GET" and kind in _TELLING and url.startswith(("https://", "http://"))


def filled_in(reading: PageReading, drawn: Drawn) -> PageReading:
    """The reading of a drawn page: a frame is empty no more once scripts have filled it with names, however few."""
    return replace(reading, is_shell=reading.is_shell and not (drawn.at_rest and reading.mentions))
