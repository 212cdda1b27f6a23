"""What a look at a website comes to."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from event_contracts import StudioFailure
from studio_scraper.domain.models import PageReading

# A studio may link here, or send its visitors here, but these are not its own website: they are never crawled.
_OTHER_PEOPLES_SITES = frozenset(
    {"instagram.com", "facebook.com", "fb.com", "tiktok.com", "twitter.com", "x.com", "youtube.com", "google.com"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What a page's server gave to ask by later whether the page has changed (RFC 9110, 13.1)."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


Validators = Mapping[str, Validator]
"""A validator for each page of a site, by address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """The pages that were read. `complete`: no page was missed for want of time or by a failure that may pass.

    `validators` is empty unless the site was read completely and every page has one.
    """

    entry_url: str
    pages: tuple[PageReading, ...]
    complete: bool
    validators: Validators = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Every page of the last complete crawl is as it was."""


class CrawlFailedError(Exception):
    """A page, or for want of the first one the website, could not be read. `may_pass`: it may well be there later."""

    def __init__(self, reason: StudioFailure, *, may_pass: bool = False) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.may_pass = may_pass


def site_of(url: str) -> str:
    """The host an address belongs to, `www.` left aside."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_somebody_elses(url: str) -> bool:
    """Whether an address is on a network or service that hosts everybody."""
    site = site_of(url)
    return any(site == other or site.endswith("." + other) for other in _OTHER_PEOPLES_SITES)


@cache
def reader_version() -> str:
    """Changes with what pages are read by: what an older one made of an unchanged page says nothing any more."""
    code = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.[pt]*")))
    return hashlib.sha256(code).hexdigest()[:16]
