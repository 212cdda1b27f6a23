"""Looks at the public surfaces as a visitor would, and says on which of them a purged artist cannot be found."""

import re
from collections.abc import Callable
from http import HTTPStatus

import httpx

_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_SITEMAP_PART = re.compile(r"<loc>\s*([^<\s]+\.xml)\s*</loc>")
_LARGEST_PAGE = "50"


class PublicSurfaces:
    """Checks through an HTTP client whose base address is the public one. What cannot be read counts as not clean."""

    def __init__(self, *, http: httpx.Client) -> None:
        self._http = http

    def check(self, *, subject_keys: frozenset[str], handle: str | None) -> dict[str, bool]:
        """Surface → whether it is free of the subjects. Without a handle, search is asked for its first page."""
        checks: dict[str, Callable[[], bool]] = {
            "profile": lambda: all(self._is_gone(key) for key in sorted(subject_keys)),
            "search": lambda: self._search_is_free(subject_keys, handle=handle),
            "sitemap": lambda: self._sitemap_is_free(subject_keys),
        }
        if handle:
            checks["suggestions"] = lambda: self._answers_without(
                subject_keys, path="/v1/suggest", params={"q": handle}
            )
        return {name: _proven(check) for name, check in checks.items()}

    def _is_gone(self, subject_key: str) -> bool:
        # A merged profile's old id answers with a redirect; what counts is where it leads.
        return self._http.get(f"/v1/artists/{subject_key}", follow_redirects=True).status_code in _GONE

    def _search_is_free(self, subject_keys: frozenset[str], *, handle: str | None) -> bool:
        params = {"limit": _LARGEST_PAGE} | ({"q": handle} if handle else {})
        return self._answers_without(subject_keys, path="/v1/artists", params=params)

    def _answers_without(self, subject_keys: frozenset[str], *, path: str, params: dict[str, str]) -> bool:
        answer = self._http.get(path, params=params)
        return answer.status_code == HTTPStatus.OK and _names_none(answer.text, subject_keys)

    def _sitemap_is_free(self, subject_keys: frozenset[str]) -> bool:
        index = self._http.get("/sitemap.xml")
        if index.status_code in _GONE:
            return True
        parts = [self._http.get(httpx.URL(address).path) for address in _SITEMAP_PART.findall(index.text)]
        return all(
            page.status_code == HTTPStatus.OK and _names_none(page.text, subject_keys) for page in (index, *parts)
        )


def _names_none(text: str, subject_keys: frozenset[str]) -> bool:
    return not any(key in text for key in subject_keys)


def _proven(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
