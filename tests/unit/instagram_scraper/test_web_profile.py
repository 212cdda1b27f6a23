"""What the public web profile says, in all the shapes it has had, and how it says no."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from event_contracts import GoneReason, ScrapeFailure
from instagram_scraper.adapters.polite import PoliteFetcher
from instagram_scraper.adapters.profile_page import user_of_page
from instagram_scraper.adapters.web_profile import WebProfileSource
from instagram_scraper.adapters.web_user import UnreadableError, read_user
from instagram_scraper.domain.profile import ProfileFailed, ProfileGone, ProfileOutcome, ProfileRead, RemoteProfile
from service_kit.fetching import open_session
from tests.unit.instagram_scraper.fakes import CDN, NOW, Answer, FakeClock, FakeInstagram, as_json, post, user

HANDLE = "robin.fable"
PAGE = f"https://www.instagram.com/{HANDLE}/"


@pytest.fixture
async def source(instagram: FakeInstagram) -> AsyncIterator[WebProfileSource]:
    async with open_session(playback=instagram.base) as session:
        fetcher = PoliteFetcher(session=session, delay_seconds=0, playback=instagram.base)
        yield WebProfileSource(fetcher=fetcher, clock=FakeClock())


def _profile(outcome: ProfileOutcome) -> RemoteProfile:
    assert isinstance(outcome, ProfileRead)
    return outcome.profile


async def test_todays_answer_is_read(source: WebProfileSource, instagram: FakeInstagram) -> None:
    instagram.shows(HANDLE, "41001", posts=2)
    profile = _profile(await source.fetch(HANDLE))
    assert (profile.numeric_id, profile.handle, profile.name) == ("41001", HANDLE, "Robin Fable")
    assert profile.bio == "Dotwork and lettering. Books open."
    assert profile.picture_url == f"{CDN}/v/t51.2885-19/face41001_n.jpg?stp=s320x320&oh=2"
    assert [(p.ref, p.caption, p.posted_at) for p in profile.posts] == [
        ("Cq0001", "#dotwork", NOW - timedelta(days=1)),
        ("Cq0002", "#dotwork", NOW - timedelta(days=2)),
    ]
    assert profile.posts[0].picture_url == f"{CDN}/v/t51.2885-15/post1_n.jpg?stp=dst-jpg_e35&oh=signed1"


def _mobile(node: dict[str, Any]) -> dict[str, Any]:
    """The same post as the mobile API and today's page data give it."""
    return {
        "pk": node["id"],
        "code": node["shortcode"],
        "taken_at": node["taken_at_timestamp"],
        "caption": {"text": node["edge_media_to_caption"]["edges"][0]["node"]["text"]},
        "image_versions2": {
            "candidates": [
                {"width": 1440, "height": 1800, "url": f"{CDN}/w1440.jpg"},
                {"width": 1080, "height": 1350, "url": f"{CDN}/w1080.jpg"},
                {"width": 320, "height": 400, "url": f"{CDN}/w320.jpg"},
            ]
        },
    }


def _oldest(node: dict[str, Any]) -> dict[str, Any]:
    """The same post as of 2017."""
    return {
        "code": node["shortcode"],
        "date": node["taken_at_timestamp"],
        "caption": node["edge_media_to_caption"]["edges"][0]["node"]["text"],
        "display_src": f"{CDN}/w1080.jpg",
    }


TIMELINE = "xdt_api__v1__feed__user_timeline_graphql_connection"
BARE = {"username": HANDLE, "full_name": "Robin Fable", "biography": "Dotwork"}
SHAPES = {
    "graphql": {"graphql": {"user": user(HANDLE, "41001")}, "logging_page_id": "profilePage_41001"},
    "2017": {"user": {**BARE, "id": "41001", "media": {"nodes": [_oldest(post(1))]}}},
    "mobile": {
        "user": {
            **BARE,
            "pk": 41001,
            "hd_profile_pic_url_info": {"url": f"{CDN}/face.jpg", "width": 1080},
            "items": [_mobile(post(1))],
        }
    },
    "page data": {"data": {"user": {**BARE, "pk": "41001", TIMELINE: {"edges": [{"node": _mobile(post(1))}]}}}},
}


@pytest.mark.parametrize("shape", SHAPES)
async def test_older_and_newer_answers_are_read(source: WebProfileSource, instagram: FakeInstagram, shape: str) -> None:
    instagram.profile(HANDLE, as_json(SHAPES[shape]))
    profile = _profile(await source.fetch(HANDLE))
    assert (profile.numeric_id, profile.handle) == ("41001", HANDLE)
    (read,) = profile.posts
    assert (read.ref, read.caption, read.posted_at) == ("Cq0001", "#dotwork", NOW - timedelta(days=1))
    assert read.picture_url
    assert "w1440" not in read.picture_url, "no more is fetched than is shown"


@pytest.mark.parametrize(
    "node",
    [{}, {"shortcode": "Cq1"}, {"taken_at_timestamp": 1}, {"shortcode": "Cq1", "taken_at_timestamp": 10**15},
     {"shortcode": 5, "taken_at_timestamp": 1}, {"shortcode": "Cq1", "taken_at_timestamp": "today"}],
)  # fmt: skip
def test_a_post_without_its_essentials_is_left_out(node: dict[str, Any]) -> None:
    shown = user(HANDLE, "41001", edge_owner_to_timeline_media={"edges": [{"node": node}, {"node": post(2)}, None]})
    assert [read.ref for read in _profile(read_user(shown)).posts] == ["Cq0002"]


def test_pinned_posts_do_not_hide_the_latest_and_no_post_counts_twice() -> None:
    edges = [{"node": post(number)} for number in (9, 1, 2, 1)]
    shown = user(HANDLE, "41001", edge_owner_to_timeline_media={"edges": edges})
    assert [read.ref for read in _profile(read_user(shown)).posts] == ["Cq0001", "Cq0002", "Cq0009"]


_FIELDS = {
    "id", "pk", "username", "full_name", "biography", "is_private", "edge_owner_to_timeline_media", "edges", "node",
    "media", "nodes", "items", "shortcode", "code", "taken_at", "caption", "text", "image_versions2", "candidates",
    "width", "url", "profile_pic_url", TIMELINE, "edge_media_to_caption",
}  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["41001", HANDLE, f"{CDN}/a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(_FIELDS)), inner, max_size=6),
    max_leaves=20,
)


@given(JSON)
def test_no_body_breaks_the_reader(body: Any) -> None:
    try:
        outcome = read_user(body)
    except UnreadableError:
        return
    assert isinstance(outcome, ProfileRead | ProfileGone)


async def test_a_private_account_tells_its_id_and_nothing_else(
    source: WebProfileSource, instagram: FakeInstagram
) -> None:
    instagram.shows(HANDLE, "41001", is_private=True)
    assert await source.fetch(HANDLE) == ProfileGone(reason=GoneReason.PRIVATE, numeric_id="41001")


@pytest.mark.parametrize("status", [404, 410])
async def test_a_missing_profile_is_not_found_and_its_page_is_not_asked(
    source: WebProfileSource, instagram: FakeInstagram, status: int
) -> None:
    instagram.profile(HANDLE, Answer(status=status, body=b"<!doctype html><title>Page not found</title>"))
    assert await source.fetch(HANDLE) == ProfileGone(reason=GoneReason.NOT_FOUND)
    assert PAGE not in instagram.asked


REFUSALS = [
    (Answer(status=401), ScrapeFailure.REFUSED),
    (Answer(status=403), ScrapeFailure.REFUSED),
    (Answer(status=400), ScrapeFailure.REFUSED),
    (Answer(status=429), ScrapeFailure.RATE_LIMITED),
    (Answer(status=503), ScrapeFailure.UNREACHABLE),
    (Answer(status=503, headers={"Retry-After": "60"}), ScrapeFailure.RATE_LIMITED),
    (as_json({"authenticated": False, "user": True, "status": "ok"}), ScrapeFailure.LOGIN_WALL),
    (as_json({"message": "login_required", "status": "fail"}, status=403), ScrapeFailure.LOGIN_WALL),
    (as_json({"message": "", "require_login": True, "status": "fail"}, status=401), ScrapeFailure.LOGIN_WALL),
    (
        as_json(
            {"message": "Please wait a few minutes before you try again.", "require_login": True, "status": "fail"},
            status=401,
        ),
        ScrapeFailure.RATE_LIMITED,
    ),
    (as_json({"message": "checkpoint_required", "checkpoint_url": "/x", "status": "fail"}), ScrapeFailure.CHALLENGE),
    (as_json({"message": "challenge_required", "status": "fail"}, status=400), ScrapeFailure.CHALLENGE),
    (as_json({"message": "feedback_required", "status": "fail"}, status=400), ScrapeFailure.RATE_LIMITED),
    (as_json({"data": {"user": None}, "status": "ok"}), ScrapeFailure.REFUSED),
    (as_json({"data": {}, "status": "ok"}), ScrapeFailure.REFUSED),
    (as_json({}), ScrapeFailure.REFUSED),
    (as_json({"errors": {"error": ["Sorry"]}, "status": "ok", "error_type": "generic"}), ScrapeFailure.REFUSED),
    (
        Answer(body=b"<html><head><title>Login \xe2\x80\xa2 Instagram</title></head></html>"),
        ScrapeFailure.LOGIN_WALL,
    ),
    (
        Answer(body=b'<link rel="alternate" href="https://www.instagram.com/accounts/login/?next=%2F" hreflang="en">'),
        ScrapeFailure.LOGIN_WALL,
    ),
]


@pytest.mark.parametrize(("answer", "reason"), REFUSALS)
async def test_a_refusal_is_recognised_and_no_other_door_is_tried(
    source: WebProfileSource, instagram: FakeInstagram, answer: Answer, reason: ScrapeFailure
) -> None:
    instagram.profile(HANDLE, answer)
    instagram.answers[PAGE] = Answer(body=_page(user(HANDLE, "41001")))
    outcome = await source.fetch(HANDLE)
    assert isinstance(outcome, ProfileFailed)
    assert outcome.reason is reason
    assert PAGE not in instagram.asked


@pytest.mark.parametrize(
    ("target", "reason"),
    [("/accounts/login/?next=/robin.fable/", ScrapeFailure.LOGIN_WALL), ("/challenge/?next=/", ScrapeFailure.CHALLENGE),
     ("https://www.instagram.com/accounts/suspended/", ScrapeFailure.CHALLENGE)],
)  # fmt: skip
async def test_a_redirect_to_a_wall_is_a_refusal(
    source: WebProfileSource, instagram: FakeInstagram, target: str, reason: ScrapeFailure
) -> None:
    instagram.profile(HANDLE, Answer(status=302, headers={"Location": target}))
    wall = target.removeprefix("https://www.instagram.com").partition("?")[0]
    instagram.answers["https://www.instagram.com" + wall] = Answer(body=b"<html></html>")
    assert await source.fetch(HANDLE) == ProfileFailed(reason=reason)


async def test_a_bio_that_talks_about_refusals_is_none(source: WebProfileSource, instagram: FakeInstagram) -> None:
    instagram.shows(HANDLE, "41001", biography="checkpoint_required, please wait a few minutes, login_required")
    assert _profile(await source.fetch(HANDLE)).numeric_id == "41001"


async def test_robots_txt_that_does_not_want_us_is_a_refusal_without_asking(
    source: WebProfileSource, instagram: FakeInstagram
) -> None:
    instagram.shows(HANDLE, "41001")
    instagram.answers["https://www.instagram.com/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /")
    assert await source.fetch(HANDLE) == ProfileFailed(reason=ScrapeFailure.REFUSED)
    assert instagram.profiles_asked == []


def _page(shown: dict[str, Any], *, viewer: dict[str, Any] | None = None) -> bytes:
    data = {"config": {"viewer": viewer}, "entry_data": {"ProfilePage": [{"graphql": {"user": shown}}]}}
    return _script(f"window._sharedData = {json.dumps(data)};")


def _script(text: str, kind: str = "text/javascript") -> bytes:
    return f'<!doctype html><html><body><script type="{kind}">{text}</script></body></html>'.encode()


PAGES = {
    "shared data": _page(user(HANDLE, "41001")),
    "shared data beside a viewer": _page(user(HANDLE, "41001"), viewer=user("somebody", "5")),
    "additional data": _script(
        "window.__additionalDataLoaded = function(path, data) {};"
        f"window.__additionalDataLoaded('/{HANDLE}/',{json.dumps({'graphql': {'user': user(HANDLE, '41001')}})});"
    ),
    "broken shared data, additional data": _script(
        "window._sharedData = {failed;"
        f"window.__additionalDataLoaded('/{HANDLE}/',{json.dumps({'graphql': {'user': user(HANDLE, '41001')}})});"
    ),
    "page scripts": _script(
        json.dumps({"require": [["RelayPrefetchedStreamCache", [{"result": SHAPES["page data"]}]]]}),
        "application/json",
    ),
}


@pytest.mark.parametrize("page", PAGES)
async def test_an_unreadable_answer_is_made_up_for_by_the_page(
    source: WebProfileSource, instagram: FakeInstagram, page: str
) -> None:
    instagram.profile(HANDLE, Answer(body=b"for (;;);{}"))
    instagram.answers[PAGE] = Answer(body=PAGES[page])
    profile = _profile(await source.fetch(HANDLE))
    assert (profile.numeric_id, profile.handle) == ("41001", HANDLE)
    assert profile.posts


UNREADABLE_PAGES = [
    (b"<html><title>Robin</title><meta property='og:title' content='Robin'></html>", ScrapeFailure.UNREADABLE),
    (_script("window._sharedData = {failed;"), ScrapeFailure.UNREADABLE),
    (_page(user("somebody", "5")), ScrapeFailure.UNREADABLE),
    (_script("window._sharedData = " + "[" * 5_000), ScrapeFailure.UNREADABLE),
    (_script('window._sharedData = {"entry_data":{"LoginAndSignupPage":[{}]}};'), ScrapeFailure.LOGIN_WALL),
]


@pytest.mark.parametrize(("page", "reason"), UNREADABLE_PAGES)
async def test_a_page_without_the_profile_is_unreadable_or_a_wall(
    source: WebProfileSource, instagram: FakeInstagram, page: bytes, reason: ScrapeFailure
) -> None:
    instagram.profile(HANDLE, Answer(body=b"for (;;);{}"))
    instagram.answers[PAGE] = Answer(body=page)
    assert await source.fetch(HANDLE) == ProfileFailed(reason=reason)


async def test_an_answer_in_a_shape_nobody_knows_is_no_refusal(
    source: WebProfileSource, instagram: FakeInstagram
) -> None:
    instagram.profile(HANDLE, as_json({"viewer": {"profile": user(HANDLE, "41001")}}))
    instagram.answers[PAGE] = Answer(body=b"<html></html>")
    assert await source.fetch(HANDLE) == ProfileFailed(reason=ScrapeFailure.UNREADABLE)


async def test_a_page_that_says_there_is_nobody_is_not_found(
    source: WebProfileSource, instagram: FakeInstagram
) -> None:
    instagram.profile(HANDLE, Answer(body=b"for (;;);{}"))
    instagram.answers[PAGE] = Answer(body=_script('window._sharedData = {"entry_data":{"HttpErrorPage":[{}]}};'))
    assert await source.fetch(HANDLE) == ProfileGone(reason=GoneReason.NOT_FOUND)


def test_a_page_whose_data_nests_without_end_is_unreadable() -> None:
    deep = '{"a":' * 500 + json.dumps(user(HANDLE, "41001")) + "}" * 500
    with pytest.raises(UnreadableError):
        user_of_page(_script(f"window._sharedData = {deep};"), HANDLE)
