"""Reads the JSON that Instagram describes a user with. Its shape changed over the years; all known ones are read.

A user has `id` (or `pk`), `username`, `full_name`, `biography` and pictures. Posts hang in a timeline connection (2018
on), in `media.nodes` (before), or in a feed's `items` (mobile).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import Any

from event_contracts import GoneReason
from instagram_scraper.domain.profile import ProfileGone, ProfileRead, RemotePost, RemoteProfile
from service_kit.handles import instagram_handle

_WIDEST = 1080
_TIMELINES = ("edge_owner_to_timeline_media", "xdt_api__v1__feed__user_timeline_graphql_connection")


class UnreadableError(ValueError):
    """The body is not in any shape that is known."""


def read_user(user: Any) -> ProfileRead | ProfileGone:
    """A profile, or that it is private; raises `UnreadableError`."""
    fields = _dict(user)
    numeric_id = str(fields.get("id") or fields.get("pk") or fields.get("pk_id") or "")
    handle = instagram_handle(str(fields.get("username") or ""))
    if not (numeric_id.isascii() and numeric_id.isdigit()) or handle is None:
        raise UnreadableError
    if fields.get("is_private"):
        return ProfileGone(reason=GoneReason.PRIVATE, numeric_id=numeric_id)
    posts = sorted(_posts(fields), key=lambda post: post.posted_at, reverse=True)
    return ProfileRead(
        profile=RemoteProfile(
            numeric_id=numeric_id,
            handle=handle,
            name=_text(fields.get("full_name")),
            bio=_text(fields.get("biography")),
            picture_url=_picture(fields),
            posts=tuple(posts),
        )
    )


def looks_like_user(value: Any) -> bool:
    return (
        isinstance(value, dict) and "username" in value and "biography" in value and bool({"id", "pk"} & value.keys())
    )


def _posts(user: dict[str, Any]) -> Iterator[RemotePost]:
    seen = set()
    for node in _nodes(user):
        post = _post(node)
        if post and post.ref not in seen:
            seen.add(post.ref)
            yield post


def _nodes(user: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for timeline in _TIMELINES:
        yield from (_dict(_dict(edge).get("node")) for edge in _list(_dict(user.get(timeline)).get("edges")))
    yield from (_dict(node) for node in _list(_dict(user.get("media")).get("nodes")))
    yield from (_dict(item) for item in _list(user.get("items")))


def _post(node: dict[str, Any]) -> RemotePost | None:
    ref = _text(node.get("shortcode")) or _text(node.get("code"))
    taken_at = node.get("taken_at_timestamp") or node.get("taken_at") or node.get("date")
    if not ref or not isinstance(taken_at, int | float):
        return None
    try:
        posted_at = datetime.fromtimestamp(taken_at, timezone.utc)
    except (ValueError, OverflowError, OSError):
        return None
    return RemotePost(ref=ref, caption=_caption(node), posted_at=posted_at, picture_url=_post_picture(node))


def _caption(node: dict[str, Any]) -> str:
    edges = _list(_dict(node.get("edge_media_to_caption")).get("edges"))
    if edges:
        return _text(_dict(_dict(edges[0]).get("node")).get("text"))
    caption = node.get("caption")
    return _text(caption.get("text")) if isinstance(caption, dict) else _text(caption)


def _post_picture(node: dict[str, Any]) -> str | None:
    candidates = [_dict(c) for c in _list(_dict(node.get("image_versions2")).get("candidates"))]
    return (
        _address(node.get("display_url"))
        or _address(node.get("display_src"))
        or _best(candidates)
        or _address(node.get("thumbnail_src"))
    )


def _best(candidates: Iterable[dict[str, Any]]) -> str | None:
    """The smallest candidate that fills the widest rendition, else the widest."""
    sized = [
        (c["width"], url) for c in candidates if isinstance(c.get("width"), int) and (url := _address(c.get("url")))
    ]
    enough = [found for found in sized if found[0] >= _WIDEST]
    chosen = min(enough) if enough else max(sized, default=None)
    return chosen[1] if chosen else None


def _picture(user: dict[str, Any]) -> str | None:
    return (
        _address(user.get("profile_pic_url_hd"))
        or _address(_dict(user.get("hd_profile_pic_url_info")).get("url"))
        or _address(user.get("profile_pic_url"))
    )


def _address(value: Any) -> str | None:
    return value if isinstance(value, str) and value.startswith(("https://", "http://")) else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
