"""Meta's Graph API, Business Discovery: business and creator accounts, by agreement and with a token."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from event_contracts import GoneReason, ScrapeFailure
from instagram_scraper.domain.profile import (
    ProfileFailed,
    ProfileGone,
    ProfileOutcome,
    ProfileRead,
    RemotePost,
    RemoteProfile,
)
from service_kit.clock import Clock
from service_kit.fetching import Fetched, FetchError, FetchLimits, fetch, named_pause
from service_kit.handles import instagram_handle

_LIMITS = FetchLimits(max_bytes=2_000_000, total_seconds=30, max_redirects=0)
_MEDIA = "media.limit(12){id,caption,media_type,media_url,thumbnail_url,permalink,timestamp}"
_FIELDS = f"ig_id,username,name,biography,profile_picture_url,{_MEDIA}"
_TOO_MANY_CALLS = frozenset({4, 17, 32, 613, 80002})
_NO_SUCH_ACCOUNT = (110, 2207013)  # code, sub-code: not there, or neither a business nor a creator account
_DEFAULT_PAUSE = timedelta(hours=1)  # call limits are counted over a rolling hour


class GraphCredentials(BaseModel):
    """The account that asks, and its token: the JSON of the secret."""

    user_id: str = Field(pattern=r"^\d+$")
    access_token: str


class _Media(BaseModel):
    id: str
    caption: str = ""
    media_type: str = ""
    media_url: str | None = None
    thumbnail_url: str | None = None
    permalink: str | None = None
    timestamp: AwareDatetime

    def as_post(self) -> RemotePost:
        shortcode = urlsplit(self.permalink or "").path.rstrip("/").rpartition("/")[2]
        still = self.thumbnail_url if self.media_type == "VIDEO" else self.media_url
        return RemotePost(ref=shortcode or self.id, caption=self.caption, posted_at=self.timestamp, picture_url=still)


class _MediaPage(BaseModel):
    data: tuple[_Media, ...] = ()


class _Account(BaseModel):
    """`ig_id` is the account's numeric id, the same that the web shows; `id` is another one, of the Graph's own."""

    ig_id: int = Field(gt=0)
    username: str
    name: str = ""
    biography: str = ""
    profile_picture_url: str | None = None
    media: _MediaPage = _MediaPage()


class _Answer(BaseModel):
    business_discovery: _Account


class _Error(BaseModel):
    code: int = 0
    error_subcode: int = 0


class _Refusal(BaseModel):
    error: _Error


class GraphApiSource:
    """Asks for one account at a time; the token travels in a header, so no address ever holds it."""

    host = "graph.facebook.com"
    name = "instagram-graph-api"
    licence = "Instagram Platform Terms; rights stay with the artist"

    def __init__(
        self,
        *,
        session: aiohttp.ClientSession,
        credentials: GraphCredentials,
        clock: Clock,
        version: str = "v23.0",
        playback: str = "",
    ) -> None:
        self._session = session
        self._headers = {"Authorization": f"Bearer {credentials.access_token}"}
        self._base = f"https://{self.host}/{version}/{credentials.user_id}"
        self._clock = clock
        self._playback = playback

    async def fetch(self, handle: str) -> ProfileOutcome:
        """What Business Discovery knows of a folded handle."""
        query = urlencode({"fields": f"business_discovery.username({handle}){{{_FIELDS}}}"})
        try:
            answer = await fetch(
                self._session,
                f"{self._base}?{query}",
                limits=_LIMITS,
                headers=self._headers,
                playback=self._playback,
            )
        except FetchError:
            return ProfileFailed(reason=ScrapeFailure.UNREACHABLE)
        if answer.status == 200:
            return _read(answer)
        return self._refused(answer)

    def _refused(self, answer: Fetched) -> ProfileOutcome:
        if answer.status >= 500:
            return ProfileFailed(reason=ScrapeFailure.UNREACHABLE)
        try:
            error = _Refusal.model_validate_json(answer.body).error
        except ValidationError:
            error = _Error()
        if (error.code, error.error_subcode) == _NO_SUCH_ACCOUNT:
            return ProfileGone(reason=GoneReason.NOT_FOUND)
        if answer.status == 429 or error.code in _TOO_MANY_CALLS:
            pause = named_pause(answer.headers, now=self._clock.now()) or _DEFAULT_PAUSE
            return ProfileFailed(reason=ScrapeFailure.RATE_LIMITED, retry_after=pause)
        return ProfileFailed(reason=ScrapeFailure.REFUSED)


def _read(answer: Fetched) -> ProfileOutcome:
    try:
        account = _Answer.model_validate_json(answer.body).business_discovery
    except ValidationError:
        return ProfileFailed(reason=ScrapeFailure.UNREADABLE)
    handle = instagram_handle(account.username)
    if handle is None:
        return ProfileFailed(reason=ScrapeFailure.UNREADABLE)
    posts: list[Any] = sorted((m.as_post() for m in account.media.data), key=lambda p: p.posted_at, reverse=True)
    return ProfileRead(
        profile=RemoteProfile(
            numeric_id=str(account.ig_id),
            handle=handle,
            name=account.name,
            bio=account.biography,
            picture_url=account.profile_picture_url,
            posts=tuple(posts),
        )
    )
