"""Pages that scripts fill in, drawn by a real Chromium: politely, bounded, and without a way of the browser's own."""

import asyncio
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from local.config import ROOT
from local.playback import Playback
from service_kit.fetching import USER_AGENT
from studio_scraper.__main__ import main
from studio_scraper.adapters import browser as browser_adapter
from studio_scraper.adapters.site_crawler import SiteCrawler, open_crawler
from studio_scraper.domain import rendering
from studio_scraper.domain.crawl import Crawl
from studio_scraper.domain.models import Roster
from studio_scraper.domain.rendering import BrowserUnavailableError
from studio_scraper.domain.roster import resolve_roster
from tests.unit.studio_scraper.conftest import HOST, WEBSITE, Web

pytestmark = pytest.mark.xdist_group("chromium")

_CARDS = (
    "const draw = people => { document.getElementById('root').innerHTML = '<h2>Our artists</h2>' + people.map(name =>"
    " `<div class='artist-card'><h3>${name}</h3><p>Tattoo artist</p></div>`).join('') };"
)
_FETCHED = f"{_CARDS} fetch('/people.json').then(answer => answer.json()).then(draw);"


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The browser tests' Chromium, and beside it the process id of the one started last.

    It is started as the README says for where no sandbox is to be had.
    """
    found = subprocess.run(
        ["node", "-e", "import('./browser.mjs').then(async browser => console.log(await browser.executable()))"],
        cwd=ROOT / "tests" / "browser",
        env={"PATH": f"{ROOT / '.venv' / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    folder = tmp_path_factory.mktemp("chromium")
    return program(folder, f'echo $$ > {folder / "pid"}\nexec {found} --no-sandbox "$@"')


def program(folder: Path, lines: str) -> Path:
    file = folder / "chromium"
    file.write_text(f"#!/bin/sh\n{lines}\n")
    file.chmod(0o700)
    return file


@pytest.fixture
async def drawing(web: Web, chromium: Path) -> AsyncIterator[SiteCrawler]:
    async with open_crawler(polite_delay_seconds=0, playback=web.playback.base_url, browser=str(chromium)) as crawler:
        yield crawler


def shell(script: str, *, head: str = "") -> str:
    """A page that holds nothing but a place for its script to fill in."""
    return (
        f"<html><head><title>Inkwell Tattoo Studio</title>{head}</head>"
        f"<body><div id='root'></div><script>{script}</script></body></html>"
    )


def file(web: Web, name: str, text: str) -> None:
    (web.folder / "sites" / HOST / name).write_text(text)


def roster(crawl: Crawl) -> Roster:
    return resolve_roster(entry_url=crawl.entry_url, pages=crawl.pages)


def names(crawl: Crawl) -> set[str]:
    return {artist.name for artist in roster(crawl).artists}


async def test_a_page_filled_by_fetch_gives_its_artists(web: Web, drawing: SiteCrawler) -> None:
    web.site(index=shell(_FETCHED))
    file(web, "people.json", '["Mara Quill", "Tomas Reed"]')
    crawl = await drawing.crawl(WEBSITE)
    assert names(crawl) == {"Mara Quill", "Tomas Reed"}
    assert not roster(crawl).needs_browser
    assert crawl.complete
    assert crawl.validators == {}, "an unchanged page says nothing about what its scripts fetch"
    assert web.asked == [f"{WEBSITE}robots.txt", WEBSITE, f"{WEBSITE}people.json"]


async def test_without_the_setting_it_is_reported(web: Web, sites: SiteCrawler) -> None:
    web.site(index=shell(_FETCHED))
    file(web, "people.json", '["Mara Quill"]')
    crawl = await sites.crawl(WEBSITE)
    assert roster(crawl).needs_browser
    assert names(crawl) == set()
    assert f"{WEBSITE}people.json" not in web.asked


async def test_links_that_a_script_drew_are_followed_and_scripts_are_fetched_once(
    web: Web, drawing: SiteCrawler
) -> None:
    menu = "document.getElementById('root').innerHTML = '<a href=/artists>Artists</a>'"
    app = f"{_CARDS} if (location.pathname == '/artists') draw(['Mara Quill']); else {menu};"
    empty = "<html><body><div id='root'></div><script src='/app.js'></script></body></html>"
    web.site(index=empty, artists=empty)
    file(web, "app.js", app)
    crawl = await drawing.crawl(WEBSITE)
    assert names(crawl) == {"Mara Quill"}
    assert web.asked.count(f"{WEBSITE}app.js") == 1


async def test_a_page_that_can_be_read_is_not_drawn(web: Web, drawing: SiteCrawler) -> None:
    filled = shell("fetch('/people.json')").replace("<div id='root'>", "<h2>Our artists</h2><h3>Mara Quill</h3><div>")
    web.site(index=filled.replace("<script>", f"<p>{'We tattoo by appointment. ' * 10}</p><script>"))
    await drawing.crawl(WEBSITE)
    assert f"{WEBSITE}people.json" not in web.asked


async def test_a_page_that_is_not_to_be_used_is_not_drawn_and_a_script_cannot_take_that_back(
    web: Web, drawing: SiteCrawler
) -> None:
    unfollowed = "<meta name='robots' content='nofollow'>"
    script = f"{_CARDS} document.querySelector('meta').remove(); draw(['Mara Quill']);"
    link = "document.getElementById('root').innerHTML += '<a href=/artists>Artists</a>';"
    web.site(index=shell(script + link, head=unfollowed), artists=shell(""))
    web.site("unused.example", index=shell("fetch('/people.json')", head="<meta name='robots' content='noindex'>"))
    assert names(await drawing.crawl(WEBSITE)) == {"Mara Quill"}
    await drawing.crawl("https://unused.example/")
    assert not any(url.endswith(("/artists", "/people.json")) for url in web.asked)


class Listener:
    """Counts everybody who comes by, on TCP and UDP, whatever they want."""

    def __init__(self) -> None:
        self.tcp, self.udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
        self.tcp.bind(("127.0.0.1", 0))
        self.tcp.listen()
        self.port = self.tcp.getsockname()[1]
        self.udp.bind(("127.0.0.1", self.port))
        for one in (self.tcp, self.udp):
            one.setblocking(False)

    def visitors(self) -> int:
        came = 0
        for come in (self.tcp.accept, lambda: self.udp.recv(1)):
            try:
                come()
                came += 1
            except BlockingIOError:
                pass
        return came


@pytest.fixture
def private() -> Iterator[Listener]:
    listener = Listener()
    with closing(listener.tcp), closing(listener.udp):
        yield listener


_WAYS_OUT = """
const out = `http://127.0.0.1:${PORT}`, other = 'https://elsewhere.example';
const tried = [];
const attempt = (what, how) => {
  tried.push(what);
  try { const end = how(); end && end.catch && end.catch(() => 0) } catch {}
};
const element = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
for (const to of [out, other, '', 'http://169.254.169.254', 'http://[::1]:' + PORT, 'http://localhost:' + PORT]) {
  attempt('post', () => fetch(to + '/post', {method: 'POST', body: 'x'}));
  attempt('put', () => fetch(to + '/put', {method: 'PUT'}));
  attempt('beacon', () => navigator.sendBeacon(to + '/beacon', 'x'));
  attempt('image', () => { new Image().src = to + '/image.png' });
  attempt('video', () => element('video', {src: to + '/video.mp4', preload: 'auto'}));
  attempt('font', () => new FontFace('f', `url(${to}/font.woff2)`).load());
  attempt('style', () => element('link', {rel: 'stylesheet', href: to + '/style.css'}));
  attempt('icon', () => element('link', {rel: 'icon', href: to + '/icon.ico'}));
  for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'prerender', 'manifest'])
    attempt(rel, () => element('link', {rel, href: to + '/' + rel}));
  attempt('frame', () => element('iframe', {src: to + '/frame.json'}));
  attempt('events', () => new EventSource(to + '/events'));
  attempt('popup', () => window.open(to + '/popup'));
  attempt('file', () => Object.assign(document.createElement('a'), {href: to + '/x.zip', download: 'x'}).click());
  attempt('form', () => {
    const form = Object.assign(document.createElement('form'), {action: to + '/form', method: 'post'});
    document.body.append(form); form.submit();
  });
}
for (const to of [out, other]) {
  attempt('get', () => fetch(to + '/get', {mode: 'no-cors'}));
  attempt('script', () => element('script', {src: to + '/script.js'}));
}
for (const to of ['file:///etc/passwd', 'ftp://elsewhere.example/x', 'chrome://version', 'view-source:' + out])
  attempt(to, () => fetch(to));
attempt('socket', () => new WebSocket(`ws://127.0.0.1:${PORT}/socket`));
attempt('own socket', () => new WebSocket('wss://HOST/socket'));
attempt('transport', () => new WebTransport(`https://127.0.0.1:${PORT}/transport`).ready);
attempt('call', () => {
  const call = new RTCPeerConnection({iceServers: [
    {urls: `stun:127.0.0.1:${PORT}`}, {urls: `turn:127.0.0.1:${PORT}?transport=tcp`, username: 'x', credential: 'x'},
  ]});
  call.createDataChannel('x');
  return call.createOffer().then(offer => call.setLocalDescription(offer));
});
attempt('service worker', () => navigator.serviceWorker.register('/service-worker.js'));
attempt('worker', () => new Worker(URL.createObjectURL(new Blob([`
  new WebSocket('ws://127.0.0.1:${PORT}/socket'); fetch('${out}/worker', {mode: 'no-cors'}).catch(() => 0);
  fetch('/worker', {method: 'POST'}).catch(() => 0);
`]))));
attempt('shared worker', () => new SharedWorker('data:text/javascript,new WebSocket("ws://127.0.0.1:PORT/socket")'));
attempt('speculation', () => element('script', {type: 'speculationrules', textContent: JSON.stringify({
  prefetch: [{urls: [out + '/ahead', '/ahead.json']}], prerender: [{urls: [out + '/ahead', '/ahead.json']}],
})}));
attempt('alert', () => alert('hello'));
attempt('place', () => navigator.geolocation.getCurrentPosition(() => 0));
attempt('elsewhere', () => { location.href = out + '/elsewhere' });
draw(['Mara Quill', 'Ways ' + tried.length]);
"""


async def test_whatever_else_a_script_asks_for_reaches_nobody(
    web: Web, drawing: SiteCrawler, private: Listener
) -> None:
    web.site(index=shell(_CARDS + _WAYS_OUT.replace("PORT", str(private.port)).replace("HOST", HOST)))
    web.site("elsewhere.example", index="")
    crawl = await drawing.crawl(WEBSITE)
    assert "Mara Quill" in names(crawl), "the script came to its end"
    assert web.asked == [f"{WEBSITE}robots.txt", WEBSITE]
    assert private.visitors() == 0


async def test_a_script_that_robots_txt_disallows_is_not_fetched(web: Web, drawing: SiteCrawler) -> None:
    web.site(
        robots=f"User-agent: {USER_AGENT.split('/')[0]}\nDisallow: /api/\n",
        index=shell(_FETCHED.replace("/people.json", "/api/people.json")),
    )
    crawl = await drawing.crawl(WEBSITE)
    assert roster(crawl).needs_browser
    assert web.asked == [f"{WEBSITE}robots.txt", WEBSITE]


async def test_a_redirect_of_a_script_leads_no_further_than_one_of_a_page(web: Web, drawing: SiteCrawler) -> None:
    redirects = {
        "/inward": "http://169.254.169.254/",
        "/away": "https://elsewhere.example/",
        "/moved": "/people.json",
    }
    script = "fetch('/inward'); fetch('/away'); " + _FETCHED.replace("/people.json", "/moved")
    web.site(index=shell(script), behaviour={"redirects": redirects})
    file(web, "people.json", '["Mara Quill"]')
    assert names(await drawing.crawl(WEBSITE)) == {"Mara Quill"}
    assert not any("169.254" in url or "elsewhere" in url for url in web.asked)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_adapter, "_PAGE_SECONDS", 3.0)
    monkeypatch.setattr(browser_adapter, "_LAST_LOOK_SECONDS", 1.5)


@pytest.mark.usefixtures("hurried")
async def test_a_page_that_never_rests_is_read_as_it_is_and_counts_as_incomplete(
    web: Web, drawing: SiteCrawler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio_scraper.adapters.page_scripts.MAX_RESOURCES", 5)
    web.site(index=shell(f"{_CARDS} draw(['Mara Quill']); let n = 0; setInterval(() => fetch('/tick?' + n++), 50)"))
    crawl = await drawing.crawl(WEBSITE)
    assert names(crawl) == {"Mara Quill"}
    assert not crawl.complete
    assert len([url for url in web.asked if "/tick" in url]) == 5


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    "script",
    [
        "while (true) {}",
        "while (true) alert('again')",
        "const all = []; while (true) all.push(new Uint8Array(1e8).fill(1))",
        f"document.body.append('x'.repeat({rendering.MAX_DRAWN_CHARACTERS}))",
        "document.documentElement.remove()",
        "location.href = '/elsewhere'; location.reload()",
    ],
    ids=["endless", "endless dialogs", "greedy", "huge", "gone", "lost"],
)
async def test_a_page_that_cannot_be_drawn_needs_a_browser_and_nothing_else_stops(
    script: str, web: Web, drawing: SiteCrawler
) -> None:
    web.site(index=shell(script))
    web.site("other.example", index=shell(f"{_CARDS} draw(['Mara Quill'])"))
    spoilt, other = await asyncio.gather(drawing.crawl(WEBSITE), drawing.crawl("https://other.example/"))
    assert roster(spoilt).needs_browser
    assert names(other) == {"Mara Quill"}


async def test_a_browser_that_dies_costs_one_page(
    web: Web, drawing: SiteCrawler, chromium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Playback._answer

    async def deadly(playback: Playback, request: Any, host: str, path: str) -> Any:
        if path == "people.json":
            os.kill(int((chromium.parent / "pid").read_text()), signal.SIGKILL)
        return await answer(playback, request, host, path)

    monkeypatch.setattr(Playback, "_answer", deadly)
    web.site(index=shell(_FETCHED))
    web.site("other.example", index=shell(f"{_CARDS} draw(['Mara Quill'])"))
    spoilt = await drawing.crawl(WEBSITE)
    assert roster(spoilt).needs_browser
    assert not spoilt.complete
    assert names(await drawing.crawl("https://other.example/")) == {"Mara Quill"}


def test_a_browser_that_is_not_there_is_one_readable_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDIO_SCRAPER_BROWSER", str(tmp_path / "chromium"))
    assert main(["roster", WEBSITE]) == 2
    assert capsys.readouterr().err == f"STUDIO_SCRAPER_BROWSER: there is no program at {tmp_path / 'chromium'}\n"


@pytest.mark.parametrize(
    ("lines", "said"), [("exit 1", "does not start"), ("echo Chromium sandboxing failed! >&2", "sandbox")]
)
async def test_a_browser_that_does_not_start_is_one_readable_error(lines: str, said: str, tmp_path: Path) -> None:
    broken = str(program(tmp_path, lines))
    with pytest.raises(BrowserUnavailableError, match=said):
        async with open_crawler(polite_delay_seconds=0, browser=broken):
            pass


async def test_the_browser_gets_its_share_of_memory_its_sandbox_and_none_of_our_credentials(tmp_path: Path) -> None:
    ours = resource.getrlimit(resource.RLIMIT_DATA)
    told = tmp_path / "told"
    curious = str(program(tmp_path, f'ulimit -d > {told}; env >> {told}; echo "$@" >> {told}; exit 1'))
    with pytest.raises(BrowserUnavailableError):
        async with open_crawler(polite_delay_seconds=0, browser=curious):
            pass
    kilobytes, *rest = told.read_text().splitlines()
    assert kilobytes == str(768 * 1024)
    assert resource.getrlimit(resource.RLIMIT_DATA) == ours
    assert "AWS_SECRET_ACCESS_KEY" in os.environ
    assert not any("AWS" in line or "--no-sandbox" in line for line in rest)


async def test_without_its_package_rendering_is_one_readable_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "studio_scraper.adapters.browser", None)
    monkeypatch.setitem(sys.modules, "playwright", None)
    with pytest.raises(BrowserUnavailableError, match="is not installed"):
        async with open_crawler(polite_delay_seconds=0, browser="/usr/bin/true"):
            pass
