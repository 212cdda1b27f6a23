"""The API's answers, out of the table's items as they lie. No models here: this is on the HTTP function's cold path."""

import json
from collections.abc import Callable, Iterable
from typing import Any

Item = dict[str, Any]
StyleName = Callable[[str], str]

_FALLBACK_WIDTH = 800


def artist_body(items: Iterable[Item], *, style_name: StyleName) -> dict[str, Any]:
    """The answer of `GET /v1/artists/{id}` from everything under `ARTIST#{id}`."""
    by_kind: dict[str, list[Item]] = {"PROFILE": [], "IMAGE": [], "STYLE": []}
    for item in items:
        by_kind[item["SK"].partition("#")[0]].append(item)
    profile = by_kind["PROFILE"][0]
    shown = json.loads(profile["shown"])
    images = [json.loads(item["image"]) for item in sorted(by_kind["IMAGE"], key=lambda item: item["position"])]
    name, handle = profile["name"], shown["handle"]
    return {
        "id": profile["PK"].removeprefix("ARTIST#"),
        "name": name,
        "handle": handle,
        "bio": shown["bio"],
        "role": shown["role"],
        "styles": _styles(by_kind["STYLE"], style_name),
        "picture": _picture(shown["picture"], alt=f"Profile picture of {name}") if shown["picture"] else None,
        "images": [
            _picture(image, alt=f"Tattoo by {name}, picture {number} of {len(images)}")
            for number, image in enumerate(images, start=1)
        ],
        "studios": [_studio_facts(studio) for studio in shown["studios"]],
        "instagram_url": f"https://www.instagram.com/{handle}/" if handle else None,
        "provenance": [
            {key: source[key] for key in ("source", "url", "fetched_at", "licence")} for source in shown["provenance"]
        ],
        "checked_at": profile["checked_at"],
        "updated_at": profile["updated_at"],
    }


def studio_body(profile: Item, roster: Iterable[Item]) -> dict[str, Any]:
    """The answer of `GET /v1/studios/{id}` from the studio's item and its roster items."""
    artists = [
        {"id": item["SK"].removeprefix("ARTIST#"), "name": item["name"], "role": item["role"]} for item in roster
    ]
    return {
        **_studio_facts(json.loads(profile["facts"])),
        "artists": sorted(artists, key=lambda artist: (artist["name"].casefold(), artist["id"])),
    }


def _studio_facts(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": facts["studio_id"],
        **{key: facts[key] for key in ("name", "address", "city", "postcode", "lat", "lng", "website")},
    }


def _styles(items: list[Item], style_name: StyleName) -> list[dict[str, Any]]:
    styles = [(float(item["confidence"]), item["SK"].removeprefix("STYLE#")) for item in items]
    styles.sort(key=lambda style: (-style[0], style[1]))
    return [{"slug": slug, "name": style_name(slug), "confidence": confidence} for confidence, slug in styles]


def _picture(image: dict[str, Any], *, alt: str) -> dict[str, Any]:
    renditions = sorted(image["renditions"], key=lambda r: (r["media_type"], r["width"]))
    return {
        "src": "/media/" + _fallback(renditions)["key"],
        "srcset": [{"src": "/media/" + r["key"], "width": r["width"], "type": r["media_type"]} for r in renditions],
        "width": image["width"],
        "height": image["height"],
        "placeholder": image["placeholder"],
        "colour": image["colour"],
        "alt": alt,
    }


def _fallback(renditions: list[dict[str, Any]]) -> dict[str, Any]:
    """What a browser without AVIF and `srcset` shows: the smallest large enough, else the largest there is."""
    widely_known = [r for r in renditions if r["media_type"] != "image/avif"] or renditions
    large = [r for r in widely_known if r["width"] >= _FALLBACK_WIDTH]
    return min(large, key=lambda r: r["width"]) if large else max(widely_known, key=lambda r: r["width"])
