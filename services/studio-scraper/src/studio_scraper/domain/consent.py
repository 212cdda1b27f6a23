"""What a page asks of robots: `noindex`, `nofollow`, `noai`, in its head or in the X-Robots-Tag header."""

import re
from dataclasses import replace

from service_kit.robots_tag import addressed
from studio_scraper.domain.models import PageReading

_NOT_TO_BE_USED = frozenset({"noindex", "none", "noai"})
_NOT_TO_BE_FOLLOWED = frozenset({"nofollow", "none"})
_DIRECTIVE = re.compile(r"[a-z]+")


def directives(value: str, *, agent: str) -> frozenset[str]:
    """The words of a robots meta tag or one X-Robots-Tag header; none when it is addressed to another agent."""
    whom, said = addressed(value)
    return frozenset(_DIRECTIVE.findall(said)) if whom in {"", agent.lower()} else frozenset()


def as_allowed(reading: PageReading, asked: frozenset[str]) -> PageReading:
    """The reading without what the page asks not to use or not to follow."""
    if asked & _NOT_TO_BE_USED:
        reading = PageReading(url=reading.url, links=reading.links, text_length=reading.text_length)
    return replace(reading, links=()) if asked & _NOT_TO_BE_FOLLOWED else reading
