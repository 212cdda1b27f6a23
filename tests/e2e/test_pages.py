"""Pages and sitemaps with their real statuses, and answers to who asks too fast (A48, A49, A53)."""

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from parsel import Selector

from tests.e2e.driver import ApiDriver
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("system")]

_UNKNOWN = "ar_" + "0" * 32
_PROBLEM = "application/problem+json"


def _sitemap_addresses(system: ApiDriver) -> Iterator[str]:
    """Paths that a crawler learns of, from robots.txt on."""
    [sitemap] = [line[9:] for line in system.get("/robots.txt").text.splitlines() if line.startswith("Sitemap: ")]
    for part in _locations(system, sitemap):
        for address in _locations(system, part):
            yield urlsplit(address).path


def _locations(system: ApiDriver, address: str) -> list[str]:
    answer = system.get(urlsplit(address).path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    selector = Selector(body=answer.content, type="xml")
    selector.remove_namespaces()
    return selector.css("loc::text").getall()


@pytest.mark.acceptance("A53")
@pytest.mark.parametrize("path", ["/nope", f"/artists/{_UNKNOWN}", "/artists/nobody", "/artists", "/artists/"])
def test_an_unknown_page_is_a_404_with_a_way_back(system: ApiDriver, path: str) -> None:
    answer = system.get(path)
    page = Selector(answer.text)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (404, "text/html")
    assert page.css("title::text").get() == "Not found · Tattoo Artist Directory"
    assert page.css("noscript a::attr(href)").get() == "/"


@pytest.mark.acceptance("A49")
@pytest.mark.acceptance("A53")
def test_a_profile_is_a_page_that_describes_its_artist_under_a_strict_policy(system: ApiDriver) -> None:
    item = next(item for item in system.search()["items"] if item["picture"])
    answer = system.get(f"/artists/{item['id']}")
    page = Selector(answer.text)
    assert answer.status_code == 200
    assert page.css("title::text").get("").startswith(item["name"])
    assert page.css("meta[property='og:title']::attr(content)").get() == item["name"]
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    image = urlsplit(page.css("meta[property='og:image']::attr(content)").get("")).path
    assert system.get(image).status_code == 200


def test_every_artist_is_in_the_sitemap_and_every_page_of_it_is_there(system: ApiDriver) -> None:
    addresses = set(_sitemap_addresses(system))
    artists = {address for address in addresses if address.startswith("/artists/")}
    assert artists == {f"/artists/{item['id']}" for item in system.everyone()}
    for page in addresses - artists:
        assert system.get(page).status_code == 200, page


@pytest.mark.acceptance("A45")
def test_a_removed_artist_leaves_page_and_sitemap(system: ApiDriver) -> None:
    artist = system.take_artist()
    found = system.find(artist["name"])
    assert found
    path = f"/artists/{found['id']}"
    assert path in set(_sitemap_addresses(system))
    system.remove(artist["instagram"], email="pages@example.com")

    def gone() -> httpx.Response:
        answer = system.get(path)
        assert answer.status_code == 410
        return answer

    page = eventually(gone).text
    eventually(lambda: path not in set(_sitemap_addresses(system)))
    assert artist["name"] not in page
    assert artist["instagram"] not in page


@pytest.mark.acceptance("A48")
@pytest.mark.parametrize(
    ("method", "path", "count"), [("GET", "/v1/styles", 500), ("POST", "/v1/removal-requests", 300)]
)
def test_a_burst_above_the_limit_is_told_when_to_come_back(
    system: ApiDriver, method: str, path: str, count: int
) -> None:
    async def burst() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=count)
        async with httpx.AsyncClient(base_url=system.base_url, limits=limits, timeout=120) as http:
            return await asyncio.gather(*(http.request(method, path) for _ in range(count)))

    answers = asyncio.run(burst())
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert {answer.status_code for answer in answers} <= {200, 415, 429}
    for answer in refused:
        assert (answer.headers["content-type"], int(answer.headers["retry-after"]) > 0) == (_PROBLEM, True)
        assert answer.json()["type"].endswith("#too-many-requests")
