"""The city's studios as OpenStreetMap has them: points, outlines and relations, tagged by many hands."""

from typing import Any

from local.sample_city.model import Outcome, Place, Studio
from local.sample_city.plan import CITY_NAME
from local.sample_city.sites.markup import instagram

_FIRST_ID = 990_000_100_000
_MAPPED_TWICE = "rook-raven"


def overpass_elements(studios: tuple[Studio, ...]) -> list[dict[str, Any]]:
    """Nodes, and ways and relations with their centre; one element for each outlet."""
    elements = []
    for number, studio in enumerate(studios):
        for outlet, place in enumerate(studio.places):
            kind = ("node", "node", "way", "node", "relation")[(number + outlet) % 5]
            elements.append(_element(kind, _FIRST_ID + 10 * number + outlet, place, _tags(number, studio, place)))
        if studio.slug == _MAPPED_TWICE:
            outline = {key: value for key, value in _tags(number, studio, studio.places[0]).items() if key != "website"}
            elements.append(_element("way", _FIRST_ID + 10 * number + 9, studio.places[0], outline, nudge=0.00007))
    return elements


def _element(kind: str, identity: int, place: Place, tags: dict[str, str], nudge: float = 0) -> dict[str, Any]:
    at = {"lat": round(place.latitude + nudge, 6), "lon": round(place.longitude - nudge, 6)}
    if kind == "node":
        return {"type": kind, "id": identity, **at, "tags": tags}
    members: dict[str, Any] = (
        {"nodes": [identity + 1_000_000 + n for n in (0, 1, 2, 3, 0)]} if kind == "way" else {"members": []}
    )
    return {"type": kind, "id": identity, "center": at, **members, "tags": tags}


def _tags(number: int, studio: Studio, place: Place) -> dict[str, str]:
    tags = {
        "name": studio.name,
        "addr:housenumber": place.number,
        "addr:street": place.street,
        "addr:suburb": place.district,
        "addr:city": CITY_NAME,
        "addr:postcode": place.postcode,
        **_trade(number, studio),
        **_website(number, studio),
    }
    if len(studio.places) > 1:
        tags["branch"] = place.district
    local = "0" + studio.phone.removeprefix("+44 ")
    phone = (("phone", studio.phone), ("contact:phone", studio.phone), ("phone", local), None)[number % 4]
    if phone:
        tags[phone[0]] = phone[1]
    if number % 3 == 0:
        tags["opening_hours"] = "Tu-Sa 11:00-18:00"
    return dict(sorted(tags.items()))


def _trade(number: int, studio: Studio) -> dict[str, str]:
    if studio.outcome is Outcome.CLOSED:
        return {"disused:shop": "tattoo", "tattoo": "yes"}
    if studio.outcome is Outcome.NOT_A_STUDIO:
        return {"shop": "beauty", "beauty": "nails", "tattoo": "yes"}
    if "Piercing" in studio.name:
        return {"shop": "tattoo;piercing"}
    if number % 11 == 5:
        return {"shop": "art", "tattoo": "yes"}
    return {"shop": "tattoo"}


def _website(number: int, studio: Studio) -> dict[str, str]:
    if studio.slug == "small-hours-tattoo":
        return {"website": f"https://www.instagram.com/{studio.handle}/?hl=en"}
    if studio.slug == "verdigris-tattoo":
        return {"contact:instagram": instagram(studio.handle or "")}
    if studio.structure is None:
        return {"website": f"https://www.facebook.com/{studio.slug}"}
    forms = (
        ("website", f"https://{studio.host}/"),
        ("contact:website", f"https://{studio.host}"),
        ("website", f"https://{studio.host}/?utm_source=gmb&utm_medium=organic"),
        ("website", f"https://{studio.host}"),
    )
    return dict([forms[number % 4]])
