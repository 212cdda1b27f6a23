"""A website saved in a folder, read through the same frontier as the live crawler."""

from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from studio_scraper.domain.frontier import read_pages
from studio_scraper.domain.models import PageReading
from studio_scraper.domain.reading import read_page

_ORIGIN = "https://saved.invalid/"
_ENDINGS = frozenset({".html", ".htm", ""})


def read_site(folder: Path, entry: str) -> tuple[str, list[PageReading]]:
    """The entry's address and the readings of all pages reached from it. Raises FileNotFoundError for no entry."""
    entry_url = _ORIGIN + quote(entry)
    if _file_of(folder, entry_url) is None:
        raise FileNotFoundError(folder / entry)

    def read(url: str) -> PageReading | None:
        file = _file_of(folder, url)
        return read_page(url=url, html=file.read_text(encoding="utf-8", errors="replace")) if file else None

    return entry_url, read_pages(entry_url, read)


def _file_of(folder: Path, url: str) -> Path | None:
    """The saved file of an address: as named, with ``.html``, or the folder's index page."""
    root, name = folder.resolve(), unquote(urlsplit(url).path).strip("/")
    for candidate in (name, f"{name}.html", f"{name}/index.html" if name else "index.html"):
        file = (root / candidate).resolve()
        if candidate and file.is_file() and file.is_relative_to(root) and file.suffix in _ENDINGS:
            return file
    return None
