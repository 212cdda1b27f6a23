"""Small pieces of HTML shared by the sites' templates; each template brings its own structure and style."""

from html import escape

from local.sample_city.model import Listing, Studio

Files = dict[str, str | bytes]

AFTERCARE = (
    "Leave the wrap on until bedtime. Wash with warm water and plain soap, pat dry, and use as little balm as you can. "
    "No swimming, no sunbathing and no picking for a fortnight."
)


def instagram(handle: str) -> str:
    """A profile's address as most sites write it."""
    return f"https://www.instagram.com/{handle}/"


def page(title: str, body: str, *, css: str = "", head: str = "", lang: str = "en-GB") -> str:
    """A whole HTML document."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"{head}<style>{css}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def address(studio: Studio) -> str:
    """The postal address on one line, escaped."""
    place = studio.places[0]
    return escape(f"{place.number} {place.street}, {place.district}, Quexley {place.postcode}")


def footer(studio: Studio) -> str:
    """A footer with the noise real ones have: phone, mail, the studio's own accounts, a map link."""
    place = studio.places[0]
    social = f'<a href="{instagram(studio.handle)}">Follow the studio</a> ' if studio.handle else ""
    return (
        f'<footer><p>{escape(studio.name)} · {address(studio)} · <a href="tel:{studio.phone.replace(" ", "")}">'
        f'{studio.phone}</a> · <a href="mailto:{studio.email}">{studio.email}</a></p><p>{social}'
        f'<a href="https://www.google.com/maps/@{place.latitude},{place.longitude},17z">Find us</a> '
        f'<a href="https://www.tiktok.com/@{studio.slug.replace("-", "")}">TikTok</a></p>'
        "<p>Over 18s only. Bring photo ID.</p></footer>"
    )


def name(line: Listing) -> str:
    """The artist's name as shown, escaped."""
    return escape(line.name)


def named_links(lines: tuple[Listing, ...], prefix: str, suffix: str = ".html") -> str:
    """`<li>` links to the artists' own pages."""
    return "".join(f'<li><a href="{prefix}{line.slug}{suffix}">{name(line)}</a></li>' for line in lines)
