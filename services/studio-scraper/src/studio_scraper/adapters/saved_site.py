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
    # Root-relative links of an entry in a sub-folder mean that sub-folder where the site was saved with others.
    roots = (folder.resolve(), (folder / entry).resolve().parent)
    entry_url = _ORIGIN + quote(entry)
    if _file_of(roots[:1], entry_url) is None:
        raise FileNotFoundError(folder / entry)

    def read(url: str) -> PageReading | None:
        file = _file_of(roots, url)
        if file is None:
            return None
        is_folder = file.stem == "index" and not url.endswith(("/", file.name))
        return read_page(url=url + "/" * is_folder, html=file.read_text(encoding="utf-8", errors="replace"))

    return entry_url, read_pages(entry_url, read)


def _file_of(roots: tuple[Path, ...], url: str) -> Path | None:
    """The saved file of an address: as named, with ``.html``, or the folder's index page; never one outside."""
    name = unquote(urlsplit(url).path).strip("/")
    for root in roots:
        for candidate in (name, f"{name}.html", f"{name}/index.html" if name else "index.html"):
            file = (root / candidate).resolve()
            if candidate and file.is_file() and file.is_relative_to(roots[0]) and file.suffix in _ENDINGS:
                return file
    return None
