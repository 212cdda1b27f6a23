"""Why Scrapy gave no page, in this context's words."""

import zlib

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)

from event_contracts import StudioFailure

_UNREACHABLE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError)
_UNREADABLE = (UnsupportedURLSchemeError, ValueError, OSError, EOFError, zlib.error)


class PageError(IgnoreRequest):
    """A page that was refused or could not be had. The message is a code; it never quotes the address."""

    def __init__(self, failure: StudioFailure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class RobotsDisallowError(PageError):
    """robots.txt asks not to read the page."""

    def __init__(self) -> None:
        super().__init__(StudioFailure.ROBOTS_DISALLOWED)


def failure_of(error: Exception) -> StudioFailure:
    """The code of whatever the crawler raised; anything that is not about the website is raised again."""
    if isinstance(error, PageError):
        return error.failure
    if isinstance(error, IgnoreRequest):  # by Scrapy itself: a page that unpacks to too much has a cause, a loop none
        return StudioFailure.TOO_LARGE if error.__cause__ else StudioFailure.REDIRECT_LOOP
    if isinstance(error, _UNREACHABLE):
        return StudioFailure.UNREACHABLE
    if isinstance(error, _UNREADABLE):
        return StudioFailure.UNREADABLE
    raise error
