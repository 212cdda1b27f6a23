"""What crawlers are told: robots.txt, and the sitemaps of the pages and of all public artists.

Artists are divided by the first letter of their id's hash: a change touches one part, and each of the sixteen may hold
the 50,000 addresses that the format allows.
"""

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

PARTS = "0123456789abcdef"

_KINDS_OF_ID = ("ar_", "hk_")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_KEPT_OUT = ("/removal/", "/*bbox=", "/*near=")


def robots(origin: str) -> str:
    """robots.txt: everything may be read but single requests and searches round a place."""
    rules = ["User-agent: *", "Allow: /", *(f"Disallow: {path}" for path in _KEPT_OUT)]
    return "\n".join([*rules, f"Sitemap: {origin}/sitemap.xml", ""])


def sitemap_index(origin: str) -> bytes:
    parts = [f"{origin}/sitemap-{part}.xml" for part in ("pages", *PARTS)]
    return _document("sitemapindex", "sitemap", ((part, None) for part in parts))


def sitemap_of_pages(origin: str, pages: Iterable[str]) -> bytes:
    """`pages` as `service_kit.site.Site` gives them: those with a variable part are nobody's but their reader's."""
    return _document("urlset", "url", ((origin + page, None) for page in pages if ":" not in page))


def sitemap_of_artists(origin: str, artists: Iterable[tuple[str, datetime]]) -> bytes:
    """The profiles behind ids, with the time of their last change."""
    return _document("urlset", "url", ((f"{origin}/artists/{artist_id}", at) for artist_id, at in artists))


def beginnings(part: str) -> list[str]:
    """How the ids of a part begin."""
    return [kind + part for kind in _KINDS_OF_ID]


def _document(root_name: str, entry_name: str, addresses: Iterable[tuple[str, datetime | None]]) -> bytes:
    root = Element(root_name, xmlns=_NAMESPACE)
    for address, changed in addresses:
        entry = SubElement(root, entry_name)
        SubElement(entry, "loc").text = address
        if changed is not None:
            SubElement(entry, "lastmod").text = changed.isoformat(timespec="seconds")
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document
