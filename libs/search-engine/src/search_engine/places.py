"""Places as exact terms: areas, postcodes and outcodes. A place matches whole or not at all, so "London" never finds
Leeds through a shared "UK"."""

import re
from collections.abc import Iterable

from search_engine.text import fold

SEPARATOR = "\x1f"  # between the key and the label of a facet value
_UNIT = re.compile(r"([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})")
_SECTOR = re.compile(r"([a-z]{1,2}\d[a-z\d]?) (\d)")
_OUTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]?")
_TRAILING_POSTCODE = re.compile(r"(.*[a-z]) ([a-z]{1,2}\d[a-z\d]?(?: ?\d[a-z]{2}| \d)?)")
_BRITAIN = frozenset({"uk", "gb", "united kingdom", "great britain", "britain"})


def _postcode(folded: str) -> str | None:
    """The one spelling of a postcode, sector or outcode: "ls1 4ab", "ls1 4", "ls1"."""
    if unit := _UNIT.fullmatch(folded):
        return f"{unit[1]} {unit[2]}"
    if _SECTOR.fullmatch(folded) or _OUTCODE.fullmatch(folded):
        return folded
    return None


def _postcode_terms(postcode: str) -> Iterable[str]:
    code = _postcode(fold(postcode))
    if code is None:
        return
    yield code
    outcode, _, inward = code.partition(" ")
    yield outcode
    if inward:
        yield f"{outcode} {inward[0]}"
    if outcode[-1].isalpha():
        yield outcode[:-1]  # people say EC1 for EC1A


def _country(folded: str) -> str:
    return "gb" if folded in _BRITAIN else folded


def area_labels(areas: Iterable[str]) -> dict[str, str]:
    """Folded area → the name to show. "Leeds, West Yorkshire" is two areas, "London E1" is London, "UK" is none."""
    labels: dict[str, str] = {}
    for part in (part.strip() for area in areas for part in area.split(",")):
        folded = fold(part)
        if tail := _TRAILING_POSTCODE.fullmatch(folded):
            labels.setdefault(tail[1], tail[1].title())
        elif folded and folded not in _BRITAIN and _postcode(folded) is None:
            labels.setdefault(folded, part)
    return labels


def area_values(areas: Iterable[str]) -> tuple[str, ...]:
    """Areas as facet values: the folded name, by which they are counted, and the name to show."""
    return tuple(f"{key}{SEPARATOR}{label}" for key, label in area_labels(areas).items())


def place_terms(*, areas: Iterable[str], postcodes: Iterable[str], country: str) -> tuple[str, ...]:
    """Every term under which a place filter finds an artist."""
    terms = set(area_labels(areas))
    terms.update(term for postcode in postcodes for term in _postcode_terms(postcode))
    terms.add(_country(fold(country)))
    return tuple(sorted(terms - {""}))


def place_words(*, areas: Iterable[str], postcodes: Iterable[str]) -> tuple[str, ...]:
    """The words under which a free-text query finds an artist's places: "hyde", "park", "ls6", "3aa"."""
    found = {word for area in area_labels(areas) for word in area.split()}
    found.update(word for postcode in postcodes for word in (_postcode(fold(postcode)) or "").split())
    return tuple(sorted(found))


def location_terms(location: str) -> tuple[str, ...]:
    """The place terms a location asks for, all of which must match: "Leeds, LS1" → leeds, ls1. Empty: not a place."""
    terms: list[str] = []
    for part in map(fold, location.split(",")):
        if code := _postcode(part):
            terms.append(code)
        elif tail := _TRAILING_POSTCODE.fullmatch(part):
            terms += [tail[1], _postcode(tail[2]) or tail[2]]
        elif part:
            terms.append(_country(part))
    without_country = [term for term in terms if term != "gb"]
    return tuple(without_country or terms)
