"""Governance looks for itself, and takes nothing it could not see as clean (GOV-03)."""

from collections.abc import Callable

import httpx
import pytest

from governance.adapters.surfaces import PublicSurfaces

SUBJECT, OTHER = "ar_" + "1" * 32, "ar_" + "2" * 32
HANDLE = "inkwell.nova"
Answer = Callable[[httpx.Request], httpx.Response]


def _clean_site(request: httpx.Request) -> httpx.Response:
    if request.url.path.startswith("/v1/artists/"):
        return httpx.Response(410)
    if request.url.path == "/sitemap.xml":
        return httpx.Response(404)
    return httpx.Response(200, json={"items": [{"id": OTHER}]})


def _check(answer: Answer, *, handle: str | None = HANDLE) -> dict[str, bool]:
    client = httpx.Client(base_url="https://directory.example", transport=httpx.MockTransport(answer))
    return PublicSurfaces(http=client).check(subject_keys=frozenset({SUBJECT}), handle=handle)


def _except(path: str, response: httpx.Response) -> Answer:
    return lambda request: response if request.url.path == path else _clean_site(request)


def test_a_site_without_the_subject_is_clean_everywhere() -> None:
    assert _check(_clean_site) == {"profile": True, "search": True, "sitemap": True, "suggestions": True}


@pytest.mark.parametrize(
    ("surface", "path"), [("search", "/v1/artists"), ("suggestions", "/v1/suggest"), ("sitemap", "/sitemap.xml")]
)
def test_a_page_that_names_the_subject_is_found(surface: str, path: str) -> None:
    found = _check(_except(path, httpx.Response(200, text=f'{{"items": [{{"id": "{SUBJECT}"}}]}}')))
    assert [name for name, clean in found.items() if not clean] == [surface]


@pytest.mark.parametrize("status", [200, 403, 429, 500, 503])
def test_only_not_found_and_gone_prove_that_a_profile_is_away(status: int) -> None:
    assert _check(_except(f"/v1/artists/{SUBJECT}", httpx.Response(status)))["profile"] is False


@pytest.mark.parametrize("status", [404, 429, 500])
def test_a_search_that_gives_no_answer_proves_nothing(status: int) -> None:
    assert _check(_except("/v1/artists", httpx.Response(status)))["search"] is False


def test_a_merged_profile_is_followed_to_where_it_lives_now() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == f"/v1/artists/{SUBJECT}":
            return httpx.Response(308, headers={"Location": f"/v1/artists/{OTHER}"})
        if request.url.path == f"/v1/artists/{OTHER}":
            return httpx.Response(200)
        return _clean_site(request)

    assert _check(answer)["profile"] is False


def test_every_part_of_a_sitemap_is_read() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/sitemap.xml":
            text = "<sitemapindex><sitemap><loc>https://directory.example/sitemap-1.xml</loc></sitemap></sitemapindex>"
            return httpx.Response(200, text=text)
        if request.url.path == "/sitemap-1.xml":
            return httpx.Response(200, text=f"<loc>https://directory.example/artists/{SUBJECT}</loc>")
        return _clean_site(request)

    assert _check(answer)["sitemap"] is False


def test_a_dead_site_proves_nothing() -> None:
    def dead(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("down", request=request)

    assert not any(_check(dead).values())


def test_search_and_suggestions_are_asked_for_the_handle() -> None:
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        return _clean_site(request)

    _check(answer)
    assert {url.path for url in asked if url.params.get("q") == HANDLE} == {"/v1/artists", "/v1/suggest"}


def test_without_a_handle_search_is_still_looked_at() -> None:
    assert _check(_clean_site, handle=None) == {"profile": True, "search": True, "sitemap": True}
