"""Which pages of a site to read next: those that lead to people first, and never more than a bounded number."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.models import Link, PageReading
from studio_scraper.domain.names import fold, person_name
from studio_scraper.domain.sections import heads_people, is_people_page, is_person_page, path_segments

MAX_PAGES = 40
MAX_DEPTH = 3
_TO_PEOPLE = 1
_ANYTHING, _ANYTHING_UNTIL = 5, 10  # pages with nothing to recommend them are read on small sites only
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif|pdf|zip|mp4|mov|webm|css|js|json|xml|ico|ics|docx?)$", re.IGNORECASE
)


def read_pages(entry_url: str, read: Callable[[str], PageReading | None]) -> list[PageReading]:
    """The readings of every page the frontier chooses, given a way to read one (None: there is no such page)."""
    frontier, readings = Frontier(), []
    frontier.start(entry_url)
    while (url := frontier.take()) is not None:
        if (reading := read(url)) is not None:
            readings.append(reading)
            frontier.add(reading)
    return readings


def next_pages(reading: PageReading) -> list[tuple[int, str]]:
    """The page's links worth reading, as (rank, address); the lowest rank leads most surely to people."""
    ranked = [(rank, link.url) for link in reading.links if (rank := _rank(link)) is not None]
    return sorted(ranked, key=lambda item: item[0])


def _rank(link: Link) -> int | None:
    """How surely a link leads to people, 0 the surest; None when it is not worth reading."""
    slug = frozenset[str]().union(*path_segments(link.url))
    said = slug | frozenset(fold(link.text).split())
    if _FILES.search(urlsplit(link.url).path):
        return None
    if not slug & words.NOT_FOR_PEOPLE:
        if heads_people(link.text) or (is_people_page(link.url) and not is_person_page(link.url)):
            return 0
        if is_person_page(link.url) or link.among_people:
            return 1
    if said & words.NOT_FOR_PEOPLE:
        return None
    ranks = ((2, bool(said & words.ABOUT)), (3, bool(person_name(link.text))), (4, bool(said & words.WORK) or not slug))
    return next((rank for rank, holds in ranks if holds), _ANYTHING)


@dataclass(slots=True)
class Frontier:
    """The crawl's to-do list. Feed it each reading; ask it for the next address until it has none left."""

    max_pages: int = MAX_PAGES
    max_depth: int = MAX_DEPTH
    _waiting: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)
    _depths: dict[str, int] = field(default_factory=dict)
    _ranks: set[int] = field(default_factory=set)

    def start(self, url: str) -> None:
        self._offer(url, rank=0, depth=0)

    @property
    def led_to_people(self) -> bool:
        """Whether any link so far was sure to lead to people."""
        return any(rank <= _TO_PEOPLE for rank in self._ranks)

    def add(self, reading: PageReading) -> None:
        """Queue the links of a page that was read."""
        depth = self._depths.get(_same_page(reading.url), 0) + 1
        if depth <= self.max_depth:
            for rank, url in next_pages(reading):
                self._ranks.add(rank)
                self._offer(url, rank=rank, depth=depth)

    def add_sitemap(self, urls: Iterable[str]) -> None:
        """Queue those addresses of a sitemap that tell by themselves that they lead to people."""
        for url in urls:
            rank = _rank(Link(url=url, text=""))
            if rank is not None and rank <= _TO_PEOPLE:
                self._offer(url, rank=rank, depth=1)

    def take(self) -> str | None:
        """The most promising address not yet given out; None when done or when the page limit is reached."""
        if not self._waiting or len(self._given) >= self.max_pages:
            return None
        url = min(self._waiting, key=lambda waiting: self._waiting[waiting])
        if self._waiting[url][0] == _ANYTHING and len(self._given) >= _ANYTHING_UNTIL:
            return None
        del self._waiting[url]
        self._given.add(_same_page(url))
        return url

    def _offer(self, url: str, *, rank: int, depth: int) -> None:
        page = _same_page(url)
        if page in self._given or page in self._depths:
            return
        self._depths[page] = depth
        self._waiting[url] = (rank, depth, len(self._depths))


def _same_page(url: str) -> str:
    """One address for the spellings of one page: no query or fragment, no index file, no final slash or ``.html``."""
    parts = urlsplit(url)
    path = re.sub(r"(?:/index)?(?:\.(?:html?|php))?/?$", "", parts.path)
    return f"{parts.netloc.removeprefix('www.')}{path}"
