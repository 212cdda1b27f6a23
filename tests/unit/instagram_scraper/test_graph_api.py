"""What Business Discovery says, and how it says no."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from event_contracts import GoneReason, ScrapeFailure
from instagram_scraper.adapters.graph_api import GraphApiSource, GraphCredentials
from instagram_scraper.domain.profile import ProfileFailed, ProfileGone, ProfileRead
from service_kit.fetching import open_session
from tests.unit.instagram_scraper.fakes import CDN, FakeClock, FakeInstagram, as_json

ADDRESS = "https://graph.facebook.com/v23.0/17840000000000001"
ACCOUNT = {
    "id": "17840000000000077",
    "ig_id": 41001,
    "username": "Robin.Fable",
    "name": "Robin Fable",
    "biography": "Dotwork",
    "profile_picture_url": f"{CDN}/face_n.jpg?oh=1",
    "media": {
        "data": [
            {
                "id": "1799",
                "media_type": "VIDEO",
                "media_url": f"{CDN}/film.mp4",
                "thumbnail_url": f"{CDN}/still.jpg",
                "permalink": "https://www.instagram.com/reel/Cq0001/",
                "timestamp": "2026-02-01T10:00:00+0000",
            },
            {
                "id": "1800",
                "media_type": "IMAGE",
                "media_url": f"{CDN}/post.jpg",
                "caption": "#dotwork",
                "timestamp": "2026-02-03T10:00:00+0000",
            },
        ]
    },
}


@pytest.fixture
async def source(instagram: FakeInstagram) -> AsyncIterator[GraphApiSource]:
    async with open_session(playback=instagram.base) as session:
        yield GraphApiSource(
            session=session,
            credentials=GraphCredentials(user_id="17840000000000001", access_token="secret-token"),
            clock=FakeClock(),
            playback=instagram.base,
        )


async def test_an_account_is_read_under_the_id_the_web_knows_it_by(
    source: GraphApiSource, instagram: FakeInstagram
) -> None:
    instagram.answers[ADDRESS] = as_json({"business_discovery": ACCOUNT, "id": "17840000000000001"})
    outcome = await source.fetch("robin.fable")
    assert isinstance(outcome, ProfileRead)
    profile = outcome.profile
    assert (profile.numeric_id, profile.handle, profile.bio) == ("41001", "robin.fable", "Dotwork")
    assert [(post.ref, post.caption, post.picture_url) for post in profile.posts] == [
        ("1800", "#dotwork", f"{CDN}/post.jpg"),
        ("Cq0001", "", f"{CDN}/still.jpg"),
    ]
    assert profile.posts[0].posted_at == datetime(2026, 2, 3, 10, tzinfo=timezone.utc)


async def test_the_token_is_in_no_address(source: GraphApiSource, instagram: FakeInstagram) -> None:
    await source.fetch("robin.fable")
    (asked,) = instagram.asked
    assert "robin.fable" in asked
    assert "secret-token" not in asked


def _error(code: int, subcode: int = 0) -> dict[str, Any]:
    return {"error": {"message": "…", "type": "OAuthException", "code": code, "error_subcode": subcode}}


async def test_an_account_that_is_not_there_is_not_found(source: GraphApiSource, instagram: FakeInstagram) -> None:
    instagram.answers[ADDRESS] = as_json(_error(110, 2207013), status=400)
    assert await source.fetch("robin.fable") == ProfileGone(reason=GoneReason.NOT_FOUND)


@pytest.mark.parametrize(
    ("body", "status", "failure"),
    [
        (_error(4), 400, ProfileFailed(reason=ScrapeFailure.RATE_LIMITED, retry_after=timedelta(hours=1))),
        (_error(80002), 400, ProfileFailed(reason=ScrapeFailure.RATE_LIMITED, retry_after=timedelta(hours=1))),
        ({}, 429, ProfileFailed(reason=ScrapeFailure.RATE_LIMITED, retry_after=timedelta(hours=1))),
        (_error(190), 401, ProfileFailed(reason=ScrapeFailure.REFUSED)),
        (_error(10), 403, ProfileFailed(reason=ScrapeFailure.REFUSED)),
        ([], 400, ProfileFailed(reason=ScrapeFailure.REFUSED)),
        ({}, 502, ProfileFailed(reason=ScrapeFailure.UNREACHABLE)),
        (
            {"business_discovery": {k: v for k, v in ACCOUNT.items() if k != "ig_id"}},
            200,
            ProfileFailed(reason=ScrapeFailure.UNREADABLE),
        ),
        (
            {"business_discovery": {**ACCOUNT, "username": "no such handle"}},
            200,
            ProfileFailed(reason=ScrapeFailure.UNREADABLE),
        ),
        ({"id": "1"}, 200, ProfileFailed(reason=ScrapeFailure.UNREADABLE)),
    ],
)
async def test_what_is_no_account_is_a_failure(
    source: GraphApiSource, instagram: FakeInstagram, body: Any, status: int, failure: ProfileFailed
) -> None:
    instagram.answers[ADDRESS] = as_json(body, status=status)
    assert await source.fetch("robin.fable") == failure
