"""What a page says in machine-readable form: JSON-LD, microdata and Open Graph."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import _Element as Element

from service_kit.handles import instagram_handle
from studio_scraper.domain.models import Evidence, EvidenceKind, Mention, Place, Sighting
from studio_scraper.domain.names import person_name
from studio_scraper.domain.outline import Outline, path_of
from studio_scraper.domain.roles import is_other_staff, role_in
from studio_scraper.domain.vocabulary import word_set

# People under these keys speak about the studio; they do not work there.
_OUTSIDERS = frozenset(
    {"review", "reviews", "author", "creator", "publisher", "reviewedBy", "mainEntity", "itemReviewed"}
)
_MAX_DEPTH = 12


@dataclass(slots=True)
class Structured:
    studio_names: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)


def read_structured(page: Outline, url: str) -> Structured:
    """The studio's names and accounts, and the people, which the page declares in metadata."""
    found = Structured()
    for kind, text in page.scripts:
        if kind == "application/ld+json":
            items = list(_json_objects(text))
            authors = {author.get("@id") for item in items for author in _objects(item.get("author"))}
            for item in items:
                if item.get("@type") != "Person" or item.get("@id", "") not in authors:
                    _read_object(item, url, found)
    for node in page.items:
        kind = (node.element.get("itemtype") or "").rsplit("/", 1)[-1]
        if kind == "Person" and not node.quoted and node.element.get("itemprop") not in _OUTSIDERS:
            _read_microdata(node.element, path_of(node), url, found)
    found.studio_names += [name for name in page.declared("property", "og:site_name")[:1] if name]
    return found


def _json_objects(text: str) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(text.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return
    yield from _walk(data, 0)


def _walk(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _walk(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for founder in _objects(data.get("founder")):
            founder.setdefault("jobTitle", "Founder")
        for key, value in data.items():
            if key not in _OUTSIDERS and isinstance(value, dict | list):
                yield from _walk(value, depth + 1)


def _read_object(item: dict[str, Any], url: str, found: Structured) -> None:
    kinds, name = {str(kind) for kind in _listed(item.get("@type"))}, item.get("name")
    same_as = [str(value) for value in (*_listed(item.get("sameAs")), *_listed(item.get("url")))]
    handles = [handle for address in same_as if "/" in address and (handle := instagram_handle(address))]
    if "Person" in kinds and "Organization" in kinds:  # whose website it is: the studio, or who set it up
        found.sightings += _of_organisation(handles)
    elif "Person" in kinds:
        _add_person(str(name or ""), str(item.get("jobTitle") or ""), handles, url, found)
    elif kinds and not kinds & {"Review", "Product", "Offer", "BreadcrumbList", "ListItem", "Question", "ImageObject"}:
        found.sightings += _of_organisation(handles)
        if isinstance(name, str) and item.get("@type") and kinds & _STUDIO_KINDS:
            found.studio_names.append(name)


_STUDIO_KINDS = word_set(
    "TattooParlor Organization LocalBusiness HealthAndBeautyBusiness BeautySalon Store WebSite "
    "ProfessionalService ArtGallery Corporation DaySpa"
)


def _of_organisation(handles: list[str]) -> list[Sighting]:
    return [Sighting(handle=handle, place=Place.ORGANISATION, locator="script[ld+json]") for handle in handles]


def _add_person(raw: str, job: str, handles: list[str], url: str, found: Structured) -> None:
    name = person_name(raw, trusted=True)
    if name is None or is_other_staff(job):
        return
    evidence = Evidence(
        url=url, kind=EvidenceKind.JSON_LD, locator="script[ld+json]", excerpt=f"Person: {raw} {job}".strip()
    )
    handle = handles[0] if handles else None
    found.mentions.append(Mention(name=name, evidence=evidence, role=role_in(job), instagram=handle))


def _read_microdata(element: Element, locator: str, url: str, found: Structured) -> None:
    def prop(name: str) -> str:
        return str(element.xpath("string(.//*[@itemprop=$name])", name=name)).strip()

    name, job = person_name(prop("name"), trusted=True), prop("jobTitle")
    if name is None or is_other_staff(job):
        return
    handle = next((profile for href in element.xpath(".//a/@href") if (profile := _profile(href))), None)
    evidence = Evidence(url=url, kind=EvidenceKind.MICRODATA, locator=locator, excerpt=f"Person: {name} {job}".strip())
    found.mentions.append(Mention(name=name, evidence=evidence, role=role_in(job), instagram=handle))


def _profile(href: str) -> str | None:
    return instagram_handle(href) if "/" in href else None


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in _listed(value) if isinstance(one, dict)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
