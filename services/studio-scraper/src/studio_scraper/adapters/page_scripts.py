"""One site's pages that scripts fill in: drawn by a browser, served by nothing but the crawler's own downloader."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from scrapy.http import Response

from studio_scraper.domain.crawl import CrawlFailedError
from studio_scraper.domain.rendering import (
    MAX_DRAWN_PAGES,
    MAX_RESOURCE_BYTES,
    MAX_RESOURCES,
    Drawn,
    Renderer,
    Resource,
)


@dataclass(slots=True, kw_only=True)
class PageScripts:
    """What the site's scripts are given. `ask` obeys every rule of the crawl or raises `CrawlFailedError`."""

    renderer: Renderer
    ask: Callable[[str], Awaitable[Response]]
    is_over: Callable[[], bool]
    deadline: float
    complete: bool = True
    _pages: int = 0
    _done: int = 0
    _bytes: int = 0
    _had: dict[str, Resource | None] = field(default_factory=dict)  # pages of a site share their scripts
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, url: str, html: str) -> Drawn | None:
        """The page as its scripts leave it; None when there is no time for it or the browser fails."""
        drawn = None
        if self._pages < MAX_DRAWN_PAGES and not self.is_over():
            self._pages += 1
            fetch = partial(self._fetch, page=self._pages)
            drawn = await self.renderer.draw(url=url, html=html, fetch=fetch, until=self.deadline)
            self._done = self._pages
        self.complete &= drawn is not None and drawn.at_rest
        return drawn

    async def _fetch(self, url: str, *, page: int) -> Resource | None:
        async with self._turn:
            if page <= self._done:  # in the meantime nobody wants it any more
                return None
            if url not in self._had:
                self._had[url] = await self._bring(url)
            return self._had[url]

    async def _bring(self, url: str) -> Resource | None:
        if self.is_over() or len(self._had) >= MAX_RESOURCES or self._bytes >= MAX_RESOURCE_BYTES:
            self.complete = False
            return None
        try:
            answer = await self.ask(url)
        except CrawlFailedError as failed:
            self.complete &= not failed.may_pass
            return None
        self.complete &= answer.status < 500
        self._bytes += len(answer.body)
        content_type = (answer.headers.get("Content-Type") or b"").decode("latin-1")
        return Resource(status=answer.status, content_type=content_type, body=answer.body)
