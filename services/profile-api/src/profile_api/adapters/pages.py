"""A profile's own page: the application's shell with what machines read of it, rendered before it is sent.

Everything that comes from outside goes through `_text` or `_data`; there is no other way into the page.
"""

import json
from html import escape
from typing import Any

from service_kit.site import Site

_SITE_NAME = "Tattoo Artist Directory"
_ABOUT = ("<!--about-->", "<!--/about-->")
_TEXT = ("<!--text-->", "<!--/text-->")
_WAY_BACK = '<p><a href="/">Search the artists</a></p>'

Body = dict[str, Any]


def artist_page(site: Site, artist: Body) -> str:
    """The page of a public profile, from the answer of `GET /v1/artists/{id}`."""
    name, summary, address = artist["name"], _summary(artist), f"{site.origin}/artists/{artist['id']}"
    picture = next(iter([*artist["images"], *filter(None, [artist["picture"]])]), None)
    image = site.origin + picture["src"] if picture else None
    described = {
        "og:title": name,
        "og:description": summary,
        "og:type": "profile",
        "og:url": address,
        "og:site_name": _SITE_NAME,
        "og:locale": "en_GB",
        "og:image": image,
    }
    about = [
        _title(name),
        _meta("name", "description", summary),
        f'<link rel="canonical" href="{_text(address)}">',
        *(_meta("property", key, value) for key, value in described.items() if value),
        _meta("name", "twitter:card", "summary_large_image" if image else "summary"),
        f'<script id="structured-data" type="application/ld+json">{_data(_graph(artist, address, site))}</script>',
    ]
    return _filled(site.shell, about, f"<h1>{_text(name)}</h1><p>{_text(summary)}</p>{_WAY_BACK}")


def unknown_page(site: Site) -> str:
    """The page at an address that no artist ever had."""
    return _lost(site, "Not found", "No artist has this address.")


def removed_page(site: Site) -> str:
    """The page of a profile that was withdrawn or removed: it says that, and nothing else."""
    return _lost(site, "No longer here", "This profile is no longer here.")


def _lost(site: Site, title: str, heading: str) -> str:
    about = [_title(title), _meta("name", "robots", "noindex")]
    return _filled(site.shell, about, f"<h1>{heading}</h1>{_WAY_BACK}")


def _filled(shell: str, about: list[str], text: str) -> str:
    for (start, end), content in ((_ABOUT, "".join(about)), (_TEXT, text)):
        before, _, rest = shell.partition(start)
        shell = before + content + rest.partition(end)[2]
    return shell


def _title(title: str) -> str:
    return f"<title>{_text(title)} · {_SITE_NAME}</title>"


def _meta(attribute: str, key: str, content: str) -> str:
    return f'<meta {attribute}="{key}" content="{_text(content)}">'


def _text(value: str) -> str:
    return escape(value, quote=True)


def _data(value: Body) -> str:
    # A script element ends at "</script" and changes its meaning at "<!--", wherever they stand.
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _summary(artist: Body) -> str:
    styles = [style["name"].lower() for style in artist["styles"][:3]]
    what = f"{_listed(styles)} tattoo artist" if styles else "tattoo artist"
    studio = next(iter(artist["studios"]), None)
    where = " at " + ", ".join(filter(None, [studio["name"], studio["city"]])) if studio else ""
    return f"{artist['name']}, {what}{where}: work, styles, studio and how to get in touch."


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _graph(artist: Body, address: str, site: Site) -> Body:
    """schema.org's ProfilePage, and the way to it."""
    picture = artist["picture"]
    person = {
        "@type": "Person",
        "name": artist["name"],
        "jobTitle": "Tattoo artist",
        "alternateName": f"@{artist['handle']}" if artist["handle"] else None,
        "description": artist["bio"],
        "image": site.origin + picture["src"] if picture else None,
        "sameAs": [artist["instagram_url"]] if artist["instagram_url"] else None,
        "knowsAbout": [f"{style['name']} tattoos" for style in artist["styles"]],
        "worksFor": [_parlour(studio) for studio in artist["studios"]],
    }
    steps = (("Artists", f"{site.origin}/"), (artist["name"], address))
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "ProfilePage",
                "url": address,
                "dateModified": artist["updated_at"],
                "mainEntity": _known(person),
            },
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": position, "name": name, "item": item}
                    for position, (name, item) in enumerate(steps, start=1)
                ],
            },
        ],
    }


def _parlour(studio: Body) -> Body:
    address = {
        "@type": "PostalAddress",
        "streetAddress": studio["address"],
        "addressLocality": studio["city"],
        "postalCode": studio["postcode"],
    }
    at = {"@type": "GeoCoordinates", "latitude": studio["lat"], "longitude": studio["lng"]}
    parlour = {
        "@type": "TattooParlor",
        "name": studio["name"],
        "url": studio["website"],
        "address": _known(address),
        "geo": at if studio["lat"] is not None else None,
    }
    return _known(parlour)


def _known(facts: Body) -> Body:
    return {key: value for key, value in facts.items() if value}
