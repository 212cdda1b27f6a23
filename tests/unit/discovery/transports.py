"""A source's server that answers from a script."""

import json
from collections.abc import Mapping
from typing import Any

from service_kit.fetching import Fetched


def answering(body: dict[str, Any] | str | bytes, *, status: int = 200, **headers: str) -> Fetched:
    raw = json.dumps(body) if isinstance(body, dict) else body
    return Fetched(
        url="",
        status=status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        body=raw.encode() if isinstance(raw, str) else raw,
    )


class FakeTransport:
    """Remembers what was asked; `status_page` is what it answers to a GET."""

    def __init__(self, *answers: Fetched, status_page: Fetched | Exception | None = None) -> None:
        self.answers = list(answers)
        self.status_page = status_page or answering("", status=404)
        self.asked: list[tuple[str, bytes, Mapping[str, str]]] = []
        self.statuses_asked: list[str] = []

    def get(self, url: str) -> Fetched:
        self.statuses_asked.append(url)
        if isinstance(self.status_page, Exception):
            raise self.status_page
        return self.status_page

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> Fetched:
        self.asked.append((url, body, headers))
        return self.answers.pop(0)
