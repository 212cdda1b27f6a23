"""Field types shared by the events. All of them are opaque: none can be read back into a person."""

from datetime import datetime, timezone
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints


class Context(StrEnum):
    """The bounded contexts, named as their folders are."""

    DISCOVERY = "discovery"
    STUDIO_SCRAPER = "studio-scraper"
    INSTAGRAM_SCRAPER = "instagram-scraper"
    STYLE_INFERENCE = "style-inference"
    PROFILE_API = "profile-api"
    INDEXER = "indexer"
    SEARCH_API = "search-api"
    GOVERNANCE = "governance"
    OPERATIONS = "operations"


class Role(StrEnum):
    """What an artist is at a studio (AGG-03)."""

    OWNER = "owner"
    RESIDENT = "resident"
    GUEST = "guest"
    APPRENTICE = "apprentice"
    PIERCER = "piercer"


class StudioFailure(StrEnum):
    """Why a studio's website gave no roster."""

    NO_WEBSITE = "no_website"
    ONLY_INSTAGRAM = "only_instagram"
    NOT_A_STUDIO_SITE = "not_a_studio_site"
    UNREACHABLE = "unreachable"
    HTTP_ERROR = "http_error"
    ROBOTS_DISALLOWED = "robots_disallowed"
    BLOCKED_ADDRESS = "blocked_address"
    NEEDS_BROWSER = "needs_browser"
    NO_ARTISTS = "no_artists"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    REDIRECT_LOOP = "redirect_loop"
    UNREADABLE = "unreadable"


class ScrapeFailure(StrEnum):
    """Why an Instagram profile could not be read this time."""

    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    LOGIN_WALL = "login_wall"
    CHALLENGE = "challenge"
    SOURCE_DISABLED = "source_disabled"
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"


class GoneReason(StrEnum):
    """Why an Instagram profile is no longer to be read under this handle."""

    NOT_FOUND = "not_found"
    PRIVATE = "private"
    RENAMED = "renamed"


class WithdrawalReason(StrEnum):
    """Why an artist is no longer shown."""

    DENIED = "denied"
    LEFT_EVERY_STUDIO = "left_every_studio"
    MERGED = "merged"


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(timezone.utc)


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A moment, timezone-aware, kept in UTC."""

StudioId = Annotated[str, StringConstraints(pattern=r"^st_[0-9a-f]{32}$")]
"""Opaque studio id, stable across sources and runs."""

SubjectKey = Annotated[str, StringConstraints(pattern=r"^(ar|hk)_[0-9a-f]{32}$")]
"""Keyed hash that names one artist: `ar_` an artist id, `hk_` a handle key. The denylist is made of these."""

ArtistId = SubjectKey
"""Public id of a profile: `ar_…`, or `hk_…` while only a handle, and no numeric account id, is known."""

HandleKey = Annotated[str, StringConstraints(pattern=r"^hk_[0-9a-f]{32}$")]
"""Keyed hash of a normalised Instagram handle."""

Ticket = Annotated[str, StringConstraints(pattern=r"^rr_[0-9A-Za-z_-]{22}$")]
"""Opaque reference of a removal request (128 random bits)."""

ClaimKey = Annotated[str, StringConstraints(pattern=r"^[a-z-]+/[a-z]{2}_[0-9a-f]{32}/[0-9A-Za-z._-]+\.json$")]
"""Where the forgettable payload lies: `<producer>/<subject>/<name>.json` in the claims bucket."""

StyleSlug = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=32)]

Version = Annotated[int, Field(ge=1)]
"""Monotonic per subject and producer; a lower one never overwrites a higher one."""

Confidence = Annotated[float, Field(ge=0, le=1)]
