"""What a page asks of robots: `noindex`, `nofollow`, `noai`, in its head or in the X-Robots-Tag header."""

import re
from dataclasses import replace

from studio_scraper.domain.models import PageReading

_NOT_TO_BE_USED = frozenset({"noindex", "none", "noai"})
_NOT_TO_BE_FOLLOWED = frozenset({"nofollow", "none"})
_DIRECTIVE = re.compile(r"[a-z]+")
# "googlebot: noindex" is for somebody else; "unavailable_after: …" is for everybody.
_FOR_AN_AGENT = re.compile(r"^\s*(?!unavailable_after|max-)(?P<agent>[\w-]+)\s*:(?P<rest>.*)$", re.IGNORECASE)


def directives(value: str, *, agent: str) -> frozenset[str]:
    """The words of a robots meta tag or one X-Robots-Tag header; none when it is addressed to another agent."""
    addressed = _FOR_AN_AGENT.match(value)
    if addressed and addressed["agent"].lower() != agent.lower():
        return frozenset()
    said = addressed["rest"] if addressed else value
    return frozenset(_DIRECTIVE.findall(said.lower()))


def as_allowed(reading: PageReading, asked: frozenset[str]) -> PageReading:
    """The reading without what the page asks not to use or not to follow."""
    if asked & _NOT_TO_BE_USED:
        reading = PageReading(url=reading.url, links=reading.links, text_length=reading.text_length)
    return replace(reading, links=()) if asked & _NOT_TO_BE_FOLLOWED else reading
