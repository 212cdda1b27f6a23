"""What OpenStreetMap's tags say about a studio. Many hands write them, in many ways."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TypedDict

import phonenumbers
from uk_postcodes_parsing import ukpostcode

from discovery.domain.records import Finding
from discovery.domain.trade import is_tattoo_studio
from discovery.domain.websites import WebsiteKind, read_website
from service_kit.handles import instagram_handle

Tags = Mapping[str, str]

_ENDED = ("disused:", "abandoned:", "was:", "demolished:", "removed:", "razed:", "closed:")
_CLOSED_WORDS = re.compile(r"\b(?:permanently closed|closed down)\b|\(closed\)", re.IGNORECASE)
_CITY = ("addr:city", "addr:town", "addr:village", "is_in:city")
_AREA = ("addr:suburb", "addr:district", "addr:quarter", "addr:neighbourhood", "addr:place", "addr:hamlet")


_FINDINGS = {
    WebsiteKind.INSTAGRAM: Finding.INSTAGRAM_WEBSITE,
    WebsiteKind.NETWORK: Finding.NETWORK_WEBSITE,
    WebsiteKind.DIRECTORY: Finding.DIRECTORY_WEBSITE,
    WebsiteKind.SPAM: Finding.SPAM_WEBSITE,
    WebsiteKind.UNREADABLE: Finding.UNREADABLE_WEBSITE,
}


class Facts(TypedDict):
    """The fields of a `SourceRecord` that tags tell."""

    name: str
    website: str | None
    instagram: str | None
    phone: str | None
    address: str
    area: str
    city: str
    postcode: str
    findings: frozenset[Finding]


def _standing(tags: Tags, *, name: str, today: date) -> Finding | None:
    """Why the element is no tattoo studio that is (still) there under a name; None when it is one."""
    if not name:
        return Finding.NAMELESS
    if _has_ended(tags, today=today):
        return Finding.CLOSED
    sells_tattoos = "tattoo" in tags.get("shop", "").lower()
    return None if is_tattoo_studio(name=name, sells_tattoos_mainly=sells_tattoos) else Finding.NOT_A_STUDIO


def _has_ended(tags: Tags, *, today: date) -> bool:
    ended_shop = any(tags.get(prefix + "shop") for prefix in _ENDED) and "tattoo" not in tags.get("shop", "").lower()
    vacant = tags.get("shop") == "vacant" or tags.get("opening_hours", "").lower() in {"closed", "off"}
    told = any(_CLOSED_WORDS.search(tags.get(key, "")) for key in ("name", "note", "description"))
    return ended_shop or vacant or told or _is_past(tags.get("end_date", ""), today)


def _is_past(end_date: str, today: date) -> bool:
    """`end_date` is a year, a month or a day; anything vaguer says nothing."""
    given = re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", end_date)
    return given is not None and end_date < today.isoformat()[: len(end_date)]


def facts_in_tags(tags: Tags, *, country: str, today: date) -> Facts:
    """Everything the tags tell; `findings` say what is odd about it, first of all that it is no studio."""
    name = " ".join((tags.get("name") or tags.get("brand") or tags.get("operator") or "").split())
    sites = [read_website(tags.get(key, "")) for key in ("website", "contact:website", "url", "brand:website")]
    findings = {_standing(tags, name=name, today=today), *(_FINDINGS.get(site.kind) for site in sites)}
    return Facts(
        name=name,
        website=next((site.address for site in sites if site.address), None),
        instagram=_instagram(tags) or next((site.instagram for site in sites if site.instagram), None),
        phone=_phone(tags, country),
        address=_address(tags),
        area=_place(tags, _AREA),
        city=_place(tags, _CITY),
        postcode=_postcode(tags.get("addr:postcode", ""), country),
        findings=frozenset(filter(None, findings)),
    )


def _instagram(tags: Tags) -> str | None:
    given = (tags.get(key, "") for key in ("contact:instagram", "instagram"))
    return next((handle for text in given if (handle := instagram_handle(text.split(";")[0]))), None)


def _phone(tags: Tags, country: str) -> str | None:
    """The first number that can be one, in E.164."""
    given = (tags.get(key, "") for key in ("phone", "contact:phone", "mobile", "contact:mobile"))
    for text in (part for field in given for part in re.split(r"[;,/]", field) if part.strip()):
        try:
            number = phonenumbers.parse(text, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _address(tags: Tags) -> str:
    number, street = tags.get("addr:housenumber", ""), tags.get("addr:street") or tags.get("addr:place", "")
    unit, house = tags.get("addr:unit", ""), tags.get("addr:housename", "")
    first = f"Unit {unit}" if unit and not unit.lower().startswith("unit") else unit
    return ", ".join(part for part in (first, house, f"{number} {street}".strip()) if part)


def _place(tags: Tags, keys: tuple[str, ...]) -> str:
    name = next((tags[key].strip() for key in keys if tags.get(key, "").strip()), "")
    return name.title() if name.islower() or name.isupper() else name


def _postcode(text: str, country: str) -> str:
    """As people write it; a British one in its two parts, or empty when it cannot be one."""
    text = " ".join(text.upper().split())
    if country not in {"GB", "UK"} or not text:
        return text
    parsed = ukpostcode.parse(text) if len(text.replace(" ", "")) >= 5 else None
    return parsed.postcode if parsed else text
