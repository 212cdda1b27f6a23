"""Recognises the many ways in which Instagram says "not now" and "not you". None of them is worked around."""

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from event_contracts import ScrapeFailure
from instagram_scraper.domain.profile import ProfileFailed
from service_kit.fetching import Fetched, named_pause

_LOGIN_PATH = re.compile(r"^/accounts/login", re.ASCII)
_CHALLENGE_PATH = re.compile(r"^/(?:challenge|checkpoint|accounts/suspended)", re.ASCII)
_LOGIN_PAGE = re.compile(
    rb"""<link[^>]+href=["'][^"']*/accounts/login/\?next=|"LoginAndSignupPage":\[|<title>\s*Login\b""", re.IGNORECASE
)
_WAIT = "wait a few minutes"
_WORDS = (  # in this order: a challenge also asks for a login
    ({"checkpoint_required", "challenge_required", "checkpoint_url"}, ScrapeFailure.CHALLENGE),
    ({"feedback_required", "rate_limit_error", _WAIT}, ScrapeFailure.RATE_LIMITED),
    ({"login_required", "require_login"}, ScrapeFailure.LOGIN_WALL),
)


def refusal(answer: Fetched, *, now: datetime) -> ProfileFailed | None:
    """The refusal an answer stands for; None when it answers the question, if only with "there is no such profile"."""
    pause = named_pause(answer.headers, now=now)
    if answer.status == 429 or (answer.status == 503 and pause is not None):
        return ProfileFailed(reason=ScrapeFailure.RATE_LIMITED, retry_after=pause)
    reason = _said_by_address(answer.url) or _said_in_words(answer.body) or _said_by_status(answer.status)
    return ProfileFailed(reason=reason) if reason else None


def is_login_page(body: bytes) -> bool:
    """Whether a page without a profile is the wall an anonymous visitor gets instead of it."""
    return bool(_LOGIN_PAGE.search(body))


def _said_by_address(url: str) -> ScrapeFailure | None:
    path = urlsplit(url).path
    if _CHALLENGE_PATH.match(path):
        return ScrapeFailure.CHALLENGE
    return ScrapeFailure.LOGIN_WALL if _LOGIN_PATH.match(path) else None


def _said_by_status(status: int) -> ScrapeFailure | None:
    if status >= 500:
        return ScrapeFailure.UNREACHABLE
    return ScrapeFailure.REFUSED if status >= 400 and status not in {404, 410} else None


def _said_in_words(body: bytes) -> ScrapeFailure | None:
    """What a JSON body says of a refusal in its few known fields; a bio that uses the same words does not count."""
    try:
        said: Any = json.loads(body)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    if said.get("authenticated") is False:
        return ScrapeFailure.LOGIN_WALL
    if said.get("status") == "ok":
        return None
    words = {str(said.get(field, "")).lower() for field in ("message", "error_type", "feedback_title")}
    words |= {field for field in ("checkpoint_url", "require_login") if said.get(field)}
    if any(_WAIT in word for word in words):
        words.add(_WAIT)
    return next((reason for signs, reason in _WORDS if signs & words), None)
