"""The public web profile: one JSON answer, or else the data inside the profile's page.

A refusal is never answered with a second door: the page is asked only when the JSON answer could not be read.
"""

import json
from typing import Any

from event_contracts import GoneReason, ScrapeFailure
from instagram_scraper.adapters.polite import DisallowedError, PoliteFetcher
from instagram_scraper.adapters.profile_page import NoSuchPageError, user_of_page
from instagram_scraper.adapters.refusals import is_login_page, refusal
from instagram_scraper.adapters.web_user import UnreadableError, read_user
from instagram_scraper.domain.profile import ProfileFailed, ProfileGone, ProfileOutcome
from service_kit.clock import Clock
from service_kit.fetching import Fetched, FetchError, FetchLimits

_LIMITS = FetchLimits(max_bytes=6_000_000, total_seconds=30, max_redirects=3)
# The address answers only requests that name the web application's public id; who asks is in the User-Agent.
_HEADERS = {"X-IG-App-ID": "936619743392459", "Accept": "application/json"}

_ANSWERS_WITHOUT_USER = frozenset({"user", "errors", "error_type", "message", "status"})


class WebProfileSource:
    """Reads public profiles as an anonymous, self-declared visitor."""

    host = "www.instagram.com"
    name = "instagram-web-profile"
    licence = "public profile; rights stay with the artist"

    def __init__(self, *, fetcher: PoliteFetcher, clock: Clock) -> None:
        self._fetcher = fetcher
        self._clock = clock

    async def fetch(self, handle: str) -> ProfileOutcome:
        """What is public under a folded handle."""
        try:
            answer = await self._get(f"/api/v1/users/web_profile_info/?username={handle}", headers=_HEADERS)
            outcome = refusal(answer, now=self._clock.now()) or _read_answer(answer)
            if outcome is not None:
                return outcome
            page = await self._get(f"/{handle}/")
        except DisallowedError:
            return ProfileFailed(reason=ScrapeFailure.REFUSED)
        except FetchError:
            return ProfileFailed(reason=ScrapeFailure.UNREACHABLE)
        return refusal(page, now=self._clock.now()) or _read_page(page, handle)

    async def _get(self, path: str, headers: dict[str, str] | None = None) -> Fetched:
        return await self._fetcher.get(f"https://{self.host}{path}", limits=_LIMITS, headers=headers)


def _read_answer(answer: Fetched) -> ProfileOutcome | None:
    """The JSON answer's outcome; None when it is in no known shape, so that the page may be looked at."""
    if answer.status in {404, 410}:
        return ProfileGone(reason=GoneReason.NOT_FOUND)
    try:
        body: Any = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ProfileFailed(reason=ScrapeFailure.LOGIN_WALL) if is_login_page(answer.body) else None
    try:
        user = _user(body)
        # Answered with nothing: a soft refusal, since a missing profile is a 404.
        return read_user(user) if user is not None else ProfileFailed(reason=ScrapeFailure.REFUSED)
    except UnreadableError:
        return None


def _user(body: Any) -> Any:
    """The user in the answer: `data.user` today, `graphql.user` and a bare `user` before; None when it is left out."""
    if not isinstance(body, dict):
        raise UnreadableError
    for wrapper in ("data", "graphql"):
        if isinstance(body.get(wrapper), dict):
            return body[wrapper].get("user")
    if body and not _ANSWERS_WITHOUT_USER & body.keys():
        raise UnreadableError
    return body.get("user")


def _read_page(page: Fetched, handle: str) -> ProfileOutcome:
    if page.status in {404, 410}:
        return ProfileGone(reason=GoneReason.NOT_FOUND)
    try:
        return read_user(user_of_page(page.body, handle))
    except NoSuchPageError:
        return ProfileGone(reason=GoneReason.NOT_FOUND)
    except UnreadableError:
        reason = ScrapeFailure.LOGIN_WALL if is_login_page(page.body) else ScrapeFailure.UNREADABLE
        return ProfileFailed(reason=reason)
