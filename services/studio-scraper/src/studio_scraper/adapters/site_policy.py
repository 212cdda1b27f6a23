"""Where a crawl may go: the studio's own site, as far as robots.txt allows (RFC 9309)."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler

from event_contracts import StudioFailure
from service_kit.fetching import AGENT_TOKEN
from studio_scraper.adapters.page_errors import PageError, RobotsDisallowError, failure_of
from studio_scraper.domain.crawl import is_somebody_elses, site_of

VISIT = "visit"
_TOO_MANY = 429
_LONGEST_DELAY_SECONDS = 30.0
_MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: at least this much is read


@dataclass(slots=True)
class Visit:
    """What one crawl of one site has learnt on its way; carried by its requests, gone with them.

    `site` is set once the entry page has answered: until then the website may send us to another host.
    """

    site: str | None = None
    robots: dict[str, Protego] = field(default_factory=dict)

    def sitemaps(self) -> list[str]:
        """The sitemaps which the site's robots.txt names."""
        return [url for rules in self.robots.values() for url in rules.sitemaps]


class SitePolicyMiddleware:
    """Asked before every request, redirected ones too. Scrapy's own robots.txt middleware allows what it cannot ask."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise `PageError`."""
        visit: Visit | None = request.meta.get(VISIT)
        if visit is None:  # robots.txt itself
            return
        if is_somebody_elses(request.url) or visit.site not in {None, site_of(request.url)}:
            raise PageError(StudioFailure.NOT_A_STUDIO_SITE)
        rules = await self._rules(visit, request)
        if not rules.can_fetch(request.url, AGENT_TOKEN):
            raise RobotsDisallowError
        self._keep_the_pace(rules, request)

    def _keep_the_pace(self, rules: Protego, request: Request) -> None:
        """Let as long between two requests to the host as it asks for."""
        downloader = self._crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))  # made for robots.txt a moment ago
        if slot is not None and slot.delay > 0:  # recordings are played without pauses
            slot.delay = delay_asked(rules, at_least=slot.delay)

    async def _rules(self, visit: Visit, request: Request) -> Protego:
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in visit.robots:
            visit.robots[origin] = await self._ask(f"{origin}/robots.txt")
        return visit.robots[origin]

    async def _ask(self, url: str) -> Protego:
        """No file means that everything is allowed; one that cannot be asked for, that nothing is.

        A host that cannot be reached at all is reported as such, not as one that disallows.
        """
        try:
            answer = await self._crawler.engine.download_async(Request(url))
        except Exception as error:
            failure = failure_of(error)
            if failure is StudioFailure.REDIRECT_LOOP:  # RFC 9309, 2.3.1.2: as if there were no file
                return Protego.parse("")
            raise PageError(failure) from error
        if answer.status >= 500 or answer.status == _TOO_MANY:  # the latter is no word on the file
            raise RobotsDisallowError
        text = answer.body[:_MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace") if answer.status == 200 else ""
        return Protego.parse(text)


def delay_asked(rules: Protego, *, at_least: float) -> float:
    """The seconds between two requests: what robots.txt asks for, up to half a minute, and never less than ours.

    With more than that a visit's time would be over after a few pages anyway.
    """
    return max(at_least, min(rules.crawl_delay(AGENT_TOKEN) or 0.0, _LONGEST_DELAY_SECONDS))
