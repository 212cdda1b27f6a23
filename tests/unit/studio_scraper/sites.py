"""Small fictional studio websites, read as the crawler reads them."""

from studio_scraper.domain.frontier import read_pages
from studio_scraper.domain.models import PageReading, Roster
from studio_scraper.domain.reading import read_page
from studio_scraper.domain.roster import resolve_roster

ORIGIN = "https://inkwell.example"
HEAD = "<title>Inkwell Tattoo Studio</title>"
FOOTER = (
    '<footer><a href="https://www.instagram.com/inkwelltattoo/">Instagram'
    "</a><p>© 2026 Inkwell Tattoo Studio</p></footer>"
)


def page(body: str, *, title: str = "Inkwell Tattoo Studio", nav: str = "", footer: str = FOOTER) -> str:
    return f"<html><head><title>{title}</title></head><body><nav>{nav}</nav>{body}{footer}</body></html>"


def read(html: str, path: str = "/") -> PageReading:
    return read_page(url=ORIGIN + path, html=html)


def roster(home: str, **others: str) -> Roster:
    """The roster of a site given as its home page and further pages by name: ``artists=...`` is ``/artists``."""
    site = {f"{ORIGIN}/": home} | {f"{ORIGIN}/{name.replace('__', '/')}": html for name, html in others.items()}

    def reader(url: str) -> PageReading | None:
        return read_page(url=url, html=site[url]) if url in site else None

    return resolve_roster(entry_url=f"{ORIGIN}/", pages=read_pages(f"{ORIGIN}/", reader))


def people(found: Roster) -> dict[str, str | None]:
    return {artist.name: artist.instagram for artist in found.artists}
