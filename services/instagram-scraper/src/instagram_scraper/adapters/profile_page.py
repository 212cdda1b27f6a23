"""Finds the user in the data that a profile's web page carries for its own scripts."""

import json
import re
from collections.abc import Iterator
from typing import Any

from parsel import Selector

from instagram_scraper.adapters.web_user import UnreadableError, looks_like_user

_ASSIGNMENT = re.compile(r"window\._sharedData\s*=\s*|__additionalDataLoaded\(\s*'[^']*'\s*,\s*")
_DEEPEST = 60
_DECODER = json.JSONDecoder()


class NoSuchPageError(Exception):
    """The page says that there is no such profile."""


def user_of_page(body: bytes, handle: str) -> dict[str, Any]:
    """The user a page is about. Raises `NoSuchPageError`, and `UnreadableError` when the page carries no user."""
    text = body.decode("utf-8", "replace")
    fallback: dict[str, Any] | None = None
    for data in _embedded(text):
        if "HttpErrorPage" in _dict(_dict(data).get("entry_data")):
            raise NoSuchPageError
        for user in _users(data, _DEEPEST):
            if str(user.get("username")).lower() != handle:
                continue
            if any("timeline" in field or field in {"media", "items"} for field in user):
                return user
            fallback = fallback or user
    if fallback is None:
        raise UnreadableError
    return fallback


def _embedded(text: str) -> Iterator[Any]:
    for match in _ASSIGNMENT.finditer(text):
        try:
            yield _DECODER.raw_decode(text, match.end())[0]
        except (ValueError, RecursionError):
            continue
    for script in Selector(text, type="html").xpath("//script[@type='application/json']/text()").getall():
        try:
            yield json.loads(script)
        except (ValueError, RecursionError):
            continue


def _users(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if looks_like_user(value):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _users(child, depth - 1)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
