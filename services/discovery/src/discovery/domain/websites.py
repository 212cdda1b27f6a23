"""Reads a place's website field: is it theirs, a page on somebody else's site, an Instagram account, or spam?"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import HttpUrl, TypeAdapter, ValidationError

from service_kit.handles import instagram_handle

_ADDRESS: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)

# Pages of social networks: nothing to crawl, and no evidence that two places are one.
_NETWORKS = frozenset(
    [
        "facebook.com",
        "fb.com",
        "fb.me",
        "m.me",
        "messenger.com",
        "tiktok.com",
        "x.com",
        "twitter.com",
        "youtube.com",
        "youtu.be",
        "threads.net",
        "threads.com",
        "pinterest.com",
        "pinterest.co.uk",
        "wa.me",
        "whatsapp.com",
        "t.me",
        "vk.com",
        "snapchat.com",
        "instagram.com",
        "instagr.am",
        "google.com",
        "google.co.uk",
        "g.page",
        "goo.gl",
        "maps.app.goo.gl",
        "g.co",
        "bit.ly",
        "tinyurl.com",
    ]
)
# Other people's lists of places; their pages name hundreds of studios.
_DIRECTORIES = frozenset(
    [
        "yell.com",
        "yelp.com",
        "yelp.co.uk",
        "tripadvisor.com",
        "tripadvisor.co.uk",
        "foursquare.com",
        "thomsonlocal.com",
        "cylex-uk.co.uk",
        "192.com",
        "freeindex.co.uk",
        "scoot.co.uk",
        "hotfrog.co.uk",
        "nextdoor.co.uk",
        "groupon.co.uk",
        "groupon.com",
        "treatwell.co.uk",
        "tattoodo.com",
        "booksy.com",
        "fresha.com",
        "tattoshopsnearme.com",
        "toptattooplaces.com",
        "tattoostudio.co.uk",
        "bark.com",
    ]
)
# Many studios share these hosts, each with a page of its own: worth a visit, but no evidence.
_SHARED = frozenset(
    [
        "linktr.ee",
        "linktree.com",
        "beacons.ai",
        "bio.link",
        "linkin.bio",
        "lnk.bio",
        "campsite.bio",
        "solo.to",
        "dot.cards",
        "linqapp.com",
        "vagaro.com",
        "squareup.com",
        "square.site",
        "setmore.com",
        "acuityscheduling.com",
        "as.me",
        "calendly.com",
        "bookedin.com",
        "heygoldie.com",
        "getporter.io",
        "venue.ink",
        "jotform.com",
        "forms.gle",
        "docs.google.com",
        "bio.site",
        "mailchi.mp",
        "sites.google.com",
        "business.site",
        "canva.site",
        "keepthefees.com",
        "goodbarber.com",
    ]
)
# Listings are hijacked to point here.
_SPAM = frozenset(["zzmaps.xyz"])
_SPAM_ENDINGS = (".top", ".icu", ".buzz", ".click")
_TRACKING = ("utm_", "fbclid", "gclid", "y_source")


class WebsiteKind(StrEnum):
    """Whose page a website field leads to."""

    NONE = "none"
    OWN = "own"
    SHARED = "shared"
    INSTAGRAM = "instagram"
    NETWORK = "network"
    DIRECTORY = "directory"
    SPAM = "spam"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Website:
    """`address` is worth a visit; `host` identifies the studio; `instagram` is the folded handle."""

    kind: WebsiteKind
    address: str | None = None
    host: str | None = None
    instagram: str | None = None


def read_website(text: str) -> Website:
    """What a website field says; nothing for what is no address, a social network's page, a directory or spam."""
    text = text.split(";", maxsplit=1)[0].strip()
    if not text:
        return Website(kind=WebsiteKind.NONE)
    handle = instagram_handle(text) if "insta" in text.lower() else None
    if handle:
        return Website(kind=WebsiteKind.INSTAGRAM, instagram=handle)
    address = _normalised(text)
    host = _host_of(address) if address else None
    if address is None or host is None:
        return Website(kind=WebsiteKind.UNREADABLE)
    kind = _kind_of(host)
    return Website(
        kind=kind,
        address=address if kind in {WebsiteKind.OWN, WebsiteKind.SHARED} else None,
        host=host if kind is WebsiteKind.OWN else None,
    )


def _kind_of(host: str) -> WebsiteKind:
    if host.endswith(_SPAM_ENDINGS):
        return WebsiteKind.SPAM
    # In this order: a shared host may belong to a network (sites.google.com).
    known = (
        (_SHARED, WebsiteKind.SHARED),
        (_SPAM, WebsiteKind.SPAM),
        (_DIRECTORIES, WebsiteKind.DIRECTORY),
        (_NETWORKS, WebsiteKind.NETWORK),
    )
    return next((kind for hosts, kind in known if _belongs_to(host, hosts)), WebsiteKind.OWN)


def own_host(address: str | None) -> str | None:
    """The host that identifies a studio by its website; None when others share it."""
    return read_website(address).host if address else None


def _host_of(address: str) -> str | None:
    host = (urlsplit(address).hostname or "").rstrip(".")
    return host.removeprefix("www.") or None


def _normalised(text: str) -> str | None:
    try:
        parts = urlsplit(str(_ADDRESS.validate_python(text if "://" in text else f"https://{text}")))
    except (ValidationError, ValueError):
        return None
    if "." not in (parts.hostname or "") or parts.username or parts.password:
        return None
    kept = "&".join(part for part in parts.query.split("&") if part and not part.lower().startswith(_TRACKING))
    return parts._replace(query=kept, fragment="").geturl()


def _belongs_to(host: str, names: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in names for start in range(len(labels)))
