"""How the live crawler behaves towards other people's servers."""

import asyncio
from typing import Any

import pytest
from protego import Protego

from event_contracts import StudioFailure
from local.playback import Playback
from service_kit.fetching import USER_AGENT
from studio_scraper.adapters.site_crawler import SiteCrawler, open_crawler
from studio_scraper.adapters.site_policy import delay_asked
from studio_scraper.domain.crawl import CrawlFailedError, Unchanged
from studio_scraper.domain.frontier import read_pages
from studio_scraper.domain.models import PageReading
from studio_scraper.domain.reading import read_page
from tests.unit.studio_scraper.conftest import HOST, WEBSITE, Web, team
from tests.unit.studio_scraper.sites import page


async def test_robots_txt_is_asked_first_and_disallowed_pages_are_left_out(web: Web, sites: SiteCrawler) -> None:
    web.site(
        robots=f"User-agent: {USER_AGENT.split('/')[0]}\nDisallow: /team\n\nUser-agent: *\nDisallow: /\n",
        index=page('<a href="/team">Team</a><a href="/about">About</a>'),
        team=team(("Mara Quill", None)),
        about=page("About us"),
    )
    crawl = await sites.crawl(WEBSITE)
    assert web.asked == [f"{WEBSITE}robots.txt", WEBSITE, f"{WEBSITE}about"]
    assert [reading.url for reading in crawl.pages] == [WEBSITE, f"{WEBSITE}about"]


@pytest.mark.parametrize(("status", "is_read"), [(404, True), (403, True), (429, False), (500, False), (503, False)])
async def test_robots_txt_that_is_missing_allows_and_one_that_fails_disallows(
    status: int, is_read: bool, web: Web, sites: SiteCrawler
) -> None:
    web.site(index=team(("Mara Quill", None)), behaviour={"status": {"/robots.txt": status}})
    if is_read:
        assert len((await sites.crawl(WEBSITE)).pages) == 1
    else:
        with pytest.raises(CrawlFailedError, match="robots_disallowed"):
            await sites.crawl(WEBSITE)
        assert WEBSITE not in web.asked


async def test_pages_are_the_same_and_in_the_same_order_as_in_a_saved_copy(web: Web, sites: SiteCrawler) -> None:
    pages = {
        "index": page('<a href="/gallery">Gallery</a><a href="/artists">Artists</a><a href="/prices.pdf">Prices</a>'),
        "gallery": page("Gallery"),
        "artists": page('<a href="/artists/mara">Mara</a><a href="/gallery#top">Work</a>'),
        "artists/mara": team(("Mara Quill", None)),
    }
    for name, html in pages.items():
        web.site(**{name.replace("/", "__"): html})  # type: ignore[arg-type]

    def saved(url: str) -> PageReading | None:
        name = url.removeprefix(WEBSITE) or "index"
        return read_page(url=url, html=pages[name]) if name in pages else None

    assert list((await sites.crawl(WEBSITE)).pages) == read_pages(WEBSITE, saved)


async def test_a_page_that_leads_off_the_site_is_not_followed(web: Web, sites: SiteCrawler) -> None:
    web.site(
        index=page('<a href="/booking">Booking</a>'), behaviour={"redirects": {"/booking": "https://shop.example/"}}
    )
    web.site("shop.example", index=team(("Mara Quill", None)))
    crawl = await sites.crawl(WEBSITE)
    assert [reading.url for reading in crawl.pages] == [WEBSITE]
    assert crawl.complete
    assert not any("shop.example" in url for url in web.asked)


async def test_old_encodings_are_read(web: Web, sites: SiteCrawler) -> None:
    web.site(index="")
    with_name = team(("Zoë Quillère", None)).replace("<head>", '<head><meta charset="iso-8859-1">')
    (web.folder / "sites" / HOST / "index.html").write_bytes(with_name.encode("latin-1"))
    [reading] = (await sites.crawl(WEBSITE)).pages
    assert "Zoë Quillère" in {mention.name for mention in reading.mentions}


async def test_what_is_not_html_is_unreadable(web: Web, sites: SiteCrawler) -> None:
    web.site(behaviour={"redirects": {"/": f"{WEBSITE}data.json"}})
    (web.folder / "sites" / HOST / "data.json").write_text("{}")
    with pytest.raises(CrawlFailedError, match="unreadable"):
        await sites.crawl(WEBSITE)


async def test_a_site_is_left_when_its_time_is_up_and_counts_as_incomplete(web: Web) -> None:
    web.site(index=page('<a href="/team">Team</a>'), team=team(("Mara Quill", None)))
    async with open_crawler(polite_delay_seconds=0, playback=web.playback.base_url, studio_seconds=0) as crawler:
        crawl = await crawler.crawl(WEBSITE)
    assert len(crawl.pages) == 1
    assert not crawl.complete
    assert crawl.validators == {}


async def test_one_request_at_a_time_and_host_though_many_hosts_at_once(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy: dict[str, int] = {}
    most: dict[str, int] = {}
    answer = Playback._answer

    async def watch(playback: Playback, request: Any, host: str, path: str) -> Any:
        busy[host] = busy.get(host, 0) + 1
        most[host] = max(most.get(host, 0), busy[host])
        most["all"] = max(most.get("all", 0), sum(busy.values()))
        await asyncio.sleep(0)
        try:
            return await answer(playback, request, host, path)
        finally:
            busy[host] -= 1

    monkeypatch.setattr(Playback, "_answer", watch)
    hosts = [f"{name}.example" for name in ("one", "two", "three")]
    for host in hosts:
        web.site(host, index=page('<a href="/a">A</a><a href="/b">B</a>'), a=page("A"), b=page("B"))
    async with open_crawler(polite_delay_seconds=0.001, playback=web.playback.base_url) as crawler:
        await asyncio.gather(*(crawler.crawl(f"https://{host}/") for host in [*hosts, *hosts]))
    assert {most[host] for host in hosts} == {1}
    assert most["all"] > 1


async def test_a_name_that_resolves_to_an_inner_address_is_refused_at_the_connection(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def inner(self: Any, host: str, port: int = 0, family: Any = 0) -> list[dict[str, Any]]:
        asked.append(host)
        return [{"hostname": host, "host": "127.0.0.1", "port": web.playback.port, "family": 2, "proto": 0, "flags": 0}]

    monkeypatch.setattr("aiohttp.DefaultResolver.resolve", inner)
    async with open_crawler(polite_delay_seconds=0) as crawler:
        with pytest.raises(CrawlFailedError) as failed:
            await crawler.crawl(f"http://rebound.example:{web.playback.port}/")
    assert failed.value.reason is StudioFailure.BLOCKED_ADDRESS
    assert asked == ["rebound.example"]
    assert web.asked == []


async def test_a_host_that_asks_for_a_pause_is_asked_nothing_more_in_this_visit(web: Web, sites: SiteCrawler) -> None:
    web.site(
        index=page('<a href="/team">Team</a><a href="/artists">Artists</a>'),
        artists=team(("Mara Quill", None)),
        behaviour={"status": {"/team": 429}},
    )
    crawl = await sites.crawl(WEBSITE)
    assert [reading.url for reading in crawl.pages] == [WEBSITE]
    assert not crawl.complete, "nobody has left on the word of such a visit"
    assert f"{WEBSITE}artists" not in web.asked


async def test_the_delay_that_robots_txt_asks_for_is_kept(web: Web) -> None:
    web.site(robots="User-agent: *\nCrawl-delay: 0.02\n", index=page('<a href="/team">Team</a>'), team=page("Team"))
    async with open_crawler(polite_delay_seconds=0.01, playback=web.playback.base_url) as crawler:
        await crawler.crawl(WEBSITE)
        slot = crawler._crawler.engine.downloader.slots[HOST]
        assert (slot.delay, slot.jitter) == (0.02, 0.0)


@pytest.mark.parametrize(("asked", "polite", "kept"), [("3600", 2.0, 30.0), ("1", 2.0, 2.0), ("nonsense", 2.0, 2.0)])
def test_the_delay_is_never_shorter_than_ours_nor_longer_than_half_a_minute(
    asked: str, polite: float, kept: float
) -> None:
    assert delay_asked(Protego.parse(f"User-agent: *\nCrawl-delay: {asked}"), at_least=polite) == kept


@pytest.mark.parametrize("directive", ["noindex", "NOAI", "none", "noindex, follow"])
async def test_a_page_that_is_not_to_be_used_names_nobody(directive: str, web: Web, sites: SiteCrawler) -> None:
    asking = team(("Mara Quill", None)).replace("<head>", f'<head><meta name="Robots" content="{directive}">')
    web.site(index=asking)
    [reading] = (await sites.crawl(WEBSITE)).pages
    assert reading.mentions == ()


async def test_links_that_are_not_to_be_followed_are_left_alone(web: Web, sites: SiteCrawler) -> None:
    closed = page('<a href="/secret">Team</a>').replace("<head>", '<head><meta name="robots" content="nofollow">')
    menu = '<a href="/team">Team</a><a rel="nofollow" href="/artists">Artists</a>'
    web.site(index=page(menu), team=closed, artists=page("x"), secret=page("x"))
    assert [reading.url for reading in (await sites.crawl(WEBSITE)).pages] == [WEBSITE, f"{WEBSITE}team"]


async def test_a_sitemap_helps_where_no_link_leads_to_people(web: Web, sites: SiteCrawler) -> None:
    entries = "".join(
        f"<url><loc>{address}</loc></url>"
        for address in (
            f"{WEBSITE}artists/mara", f"{WEBSITE}aftercare", "https://elsewhere.example/team", "not an address",
        )
    )  # fmt: skip
    web.site(
        robots=f"Sitemap: {WEBSITE}sitemap.xml",
        index=page("<div id='menu'></div>"),
        artists__mara=page("<h1>Mara Quill</h1>"),
        aftercare=page("Keep it clean."),
    )
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    (web.folder / "sites" / HOST / "sitemap.xml").write_text(sitemap)
    crawl = await sites.crawl(WEBSITE)
    assert [reading.url for reading in crawl.pages] == [WEBSITE, f"{WEBSITE}artists/mara"]


async def test_a_sitemap_is_not_asked_for_where_a_link_leads_to_people(web: Web, sites: SiteCrawler) -> None:
    web.site(robots=f"Sitemap: {WEBSITE}sitemap.xml", index=page('<a href="/team">Team</a>'), team=page("Team"))
    await sites.crawl(WEBSITE)
    assert f"{WEBSITE}sitemap.xml" not in web.asked


async def test_sites_that_have_not_changed_cost_next_to_nothing_the_next_time(web: Web, sites: SiteCrawler) -> None:
    hosts = [f"studio-{number}.example" for number in range(10)]
    for host in hosts:
        menu = '<a href="/team">Team</a><a href="/about">About</a>'
        web.site(host, index=page(menu), team=team(("Mara Quill", None)), about=page("About"))
    first = [await sites.crawl(f"https://{host}/") for host in hosts]
    web.site(hosts[0], team=team(("Mara Quill", None), ("Tomas Reed", None)))
    web.playback.log.recent.clear()
    again = [
        await sites.read(f"https://{host}/", known=crawl.validators) for host, crawl in zip(hosts, first, strict=True)
    ]
    asked = [url for url in web.asked if not url.endswith("/robots.txt")]
    assert [isinstance(one, Unchanged) for one in again] == [False, *[True] * 9]
    assert web.playback.log.not_modified >= 0.8 * len(asked)
