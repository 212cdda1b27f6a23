"""Playing recordings: what a scraper gets for an original address."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from local.playback import REQUEST_LOG, Playback
from local.recordings import RecordingsError, overpass_answer, write_json

PROFILE_API = "https://www.instagram.com/api/v1/users/web_profile_info/?username="


def put(folder: Path, path: str, content: str | bytes) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_a_page_is_found_by_its_folder_its_name_and_its_clean_address(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    put(folder, "sites/ink.example/index.html", "home")
    put(folder, "sites/ink.example/artists/ada.html", "ada")
    for address, body in (("", "home"), ("/", "home"), ("/artists/ada.html", "ada"), ("/artists/ada", "ada")):
        async with client.get(playback.url(f"https://ink.example{address}")) as answer:
            assert (answer.status, await answer.text()) == (200, body)


async def test_a_folder_without_its_slash_redirects_to_the_original_style_path(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    put(folder, "sites/ink.example/artists/index.html", "all")
    async with client.get(playback.url("https://ink.example/artists"), allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (301, "/artists/")


async def test_recorded_redirects_and_errors_are_played(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    put(folder, "sites/ink.example/index.html", "home")
    behaviour = {"redirects": {"/team": "https://ink.example/artists/"}, "status": {"/shop": 503}}
    write_json(folder / "sites/ink.example/.site.json", behaviour)
    async with client.get(playback.url("https://ink.example/team"), allow_redirects=False) as answer:
        assert answer.headers["Location"] == "https://ink.example/artists/"
    async with client.get(playback.url("https://ink.example/shop")) as answer:
        assert answer.status == 503


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
async def test_an_unchanged_page_is_not_sent_again(
    folder: Path, playback: Playback, client: aiohttp.ClientSession, header: str
) -> None:
    put(folder, "sites/ink.example/index.html", "home")
    url = playback.url("https://ink.example/")
    async with client.get(url) as first:
        validator = first.headers[header]
    condition = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]
    async with client.get(url, headers={condition: validator}) as second:
        assert (second.status, await second.read()) == (304, b"")
        assert second.headers["ETag"] == first.headers["ETag"]
    assert playback.log.not_modified == 1


async def test_a_changed_page_is_sent_although_its_time_is_older(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    page = put(folder, "sites/ink.example/index.html", "old")
    url = playback.url("https://ink.example/")
    async with client.get(url) as first:
        headers = {"If-None-Match": first.headers["ETag"], "If-Modified-Since": first.headers["Last-Modified"]}
    page.write_text("new")
    os.utime(page, (1, 1))
    async with client.get(url, headers=headers) as second:
        assert (second.status, await second.text()) == (200, "new")


@pytest.mark.parametrize("host", ["dead.example", "never-recorded.example"])
async def test_a_dead_or_unknown_host_closes_the_connection(
    folder: Path, playback: Playback, client: aiohttp.ClientSession, host: str
) -> None:
    put(folder, "sites/dead.example/index.html", "home")
    write_json(folder / "sites/dead.example/.site.json", {"dead": True})
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.get(playback.url(f"https://{host}/"))


async def test_a_page_keeps_the_encoding_it_declares(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    put(folder, "sites/ink.example/index.html", '<meta charset="windows-1252">Café'.encode("cp1252"))
    async with client.get(playback.url("https://ink.example/")) as answer:
        assert answer.headers["Content-Type"] == "text/html; charset=windows-1252"
        assert (await answer.text()).endswith("Café")


async def test_robots_txt_is_the_sites_own_or_missing(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    put(folder, "sites/ink.example/robots.txt", "User-agent: *\nDisallow: /\n")
    put(folder, "sites/open.example/index.html", "home")
    async with client.get(playback.url("https://ink.example/robots.txt")) as answer:
        assert (answer.status, answer.content_type) == (200, "text/plain")
    async with client.get(playback.url("https://open.example/robots.txt")) as answer:
        assert answer.status == 404


@pytest.mark.parametrize("path", ["%2e%2e/%2e%2e/recordings.json", "..%2f..%2frecordings.json", ".site.json", "a%00b"])
async def test_nothing_outside_a_site_and_nothing_hidden_is_handed_out(
    folder: Path, playback: Playback, client: aiohttp.ClientSession, path: str
) -> None:
    put(folder, "sites/ink.example/index.html", "home")
    write_json(folder / "sites/ink.example/.site.json", {})
    address = URL(f"{playback.base_url}/https/ink.example/{path}", encoded=True)
    async with client.get(address) as answer:
        assert answer.status == 404


async def test_the_overpass_answer_is_the_same_for_get_and_post(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    write_json(
        folder / "overpass.json", overpass_answer([{"type": "node", "id": 1, "lat": 1.0, "lon": 2.0, "tags": {}}])
    )
    url = playback.url("https://overpass-api.de/api/interpreter")
    async with client.get(url, params={"data": "[out:json];"}) as got, client.post(url, data={"data": "x"}) as posted:
        assert (await got.json())["elements"] == (await posted.json())["elements"] != []


async def test_a_profile_answers_as_json_and_as_a_page_whatever_the_case_of_the_handle(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    user = {
        "username": "ada.qx",
        "full_name": "Ada <Test>",
        "biography": "ink & tea",
        "profile_pic_url_hd": "https://c/p.jpg",
    }
    write_json(folder / "instagram/ada.qx.json", {"data": {"user": user}, "status": "ok"})
    async with client.get(playback.url(PROFILE_API + "Ada.qx")) as answer:
        assert (await answer.json())["data"]["user"] == user
    async with client.get(playback.url("https://www.instagram.com/ada.qx/")) as page:
        assert "Ada &lt;Test&gt; (@ada.qx)" in await page.text()


async def test_a_refusing_profile_answers_with_its_recorded_status(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    write_json(folder / "instagram/busy.qx.status.json", {"status": 429, "body": {"message": "wait"}})
    for address in (PROFILE_API + "busy.qx", "https://www.instagram.com/busy.qx/"):
        async with client.get(playback.url(address)) as answer:
            assert (answer.status, await answer.json()) == (429, {"message": "wait"})


@pytest.mark.parametrize("handle", ["nobody.qx", "", "../recordings", "a b"])
async def test_an_unknown_or_impossible_handle_is_gone_and_not_a_login_wall(
    playback: Playback, client: aiohttp.ClientSession, handle: str
) -> None:
    async with client.get(playback.url(PROFILE_API.removesuffix("?username=")), params={"username": handle}) as answer:
        assert answer.status == 404


async def test_media_are_served_from_the_recorded_image_host_with_their_type(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    put(folder, "media/cdn.example/v/p.jpg", b"\xff\xd8jpeg")
    async with client.get(playback.url("https://cdn.example/v/p.jpg?stp=dst")) as answer:
        assert (answer.content_type, await answer.read()) == ("image/jpeg", b"\xff\xd8jpeg")


async def test_the_request_log_knows_every_original_address_also_of_dead_hosts(
    folder: Path, playback: Playback, client: aiohttp.ClientSession
) -> None:
    put(folder, "sites/ink.example/index.html", "home")
    async with client.get(playback.url("https://ink.example/?utm_source=x")):
        pass
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.get(playback.url("https://gone.example/a"))
    async with client.get(playback.base_url + REQUEST_LOG) as answer:
        log = await answer.json()
    assert log["total"] == sum(log["by_host"].values())
    assert log["by_host"]["ink.example"] == 1
    assert "https://ink.example/?utm_source=x" in log["paths"]
    assert "https://gone.example/a" in log["paths"]


async def test_playing_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingsError, match=r"recordings\.json"):
        await Playback(folder=tmp_path).start()
