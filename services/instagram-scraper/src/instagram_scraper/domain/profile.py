"""What a source can say about a handle."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from event_contracts import GoneReason, ScrapeFailure

REFUSALS = frozenset(
    {ScrapeFailure.REFUSED, ScrapeFailure.RATE_LIMITED, ScrapeFailure.LOGIN_WALL, ScrapeFailure.CHALLENGE}
)
"""The host does not want to be asked. Never evaded: it is the profile's failure, and repeated, everybody's pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePost:
    """A post as the source gives it. `ref` is stable over the post's life, its picture's address is not."""

    ref: str
    caption: str
    posted_at: datetime
    picture_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteProfile:
    """A public profile as the source gives it; `posts` latest first, `handle` folded, maybe not the one asked for."""

    numeric_id: str
    handle: str
    name: str
    bio: str
    picture_url: str | None
    posts: tuple[RemotePost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRead:
    """The profile is public and was read."""

    profile: RemoteProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileGone:
    """There is nothing public under the handle; a private account may still tell its numeric id."""

    reason: GoneReason
    numeric_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFailed:
    """The profile could not be read this time. `retry_after` is set when the host itself named a pause."""

    reason: ScrapeFailure
    retry_after: timedelta | None = None


ProfileOutcome = ProfileRead | ProfileGone | ProfileFailed
