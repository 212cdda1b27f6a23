# ruff: noqa: E501 - markup is kept on one line, as the sites have it
"""Sites that give each artist a card, a heading or a row: links with icons, texts, queries, tables, dialogues."""

from html import escape
from urllib.parse import quote

from local.sample_city.model import Listing, Role, Studio
from local.sample_city.sites.markup import AFTERCARE, Files, address, footer, instagram, name, page

_DARK = "body{background:#0c0b0a;color:#e9e2d5;font-family:Georgia,serif;margin:0 6vw}a{color:#d8a657}@media(max-width:600px){body{margin:0 1rem}}"
_LIGHT = "body{font:17px/1.6 system-ui,sans-serif;color:#222;max-width:70rem;margin:auto}@import url('/fonts.css');"


def cards(studio: Studio) -> Files:
    """An index of cards; the account stands only on the artist's own page, beside the studio's."""
    menu = '<nav><a href="/">Home</a> <a href="artists.html">Artists</a> <a href="aftercare.html">Aftercare</a></nav>'
    grid = "".join(
        f'<article class="card"><a href="artists/{line.slug}.html"><img src="/img/{line.slug}.jpg" alt="">'
        f"<h3>{name(line)}</h3></a><p>{line.role.value.title()}</p></article>"
        for line in studio.roster
    )
    files: Files = {
        "index.html": page(
            studio.name,
            f"{menu}<header><h1>{escape(studio.name)}</h1><p>Custom tattooing in Quexley since 2009.</p></header>"
            f'<a class="button" href="artists.html">Meet the artists</a>{footer(studio)}',
            css=_DARK,
        ),
        "artists.html": page(
            f"Artists | {studio.name}",
            f'{menu}<h1>Our artists</h1><div class="grid">{grid}</div>{footer(studio)}',
            css=_DARK,
        ),
        "aftercare.html": page(
            f"Aftercare | {studio.name}", f"{menu}<h1>Aftercare</h1><p>{AFTERCARE}</p>{footer(studio)}", css=_DARK
        ),
    }
    back = '<a class="back-link" href="../artists.html">← All artists</a>'
    for line in studio.roster:
        files[f"artists/{line.slug}.html"] = page(
            f"{line.name} | {studio.name}",
            f"{back}<main><h1>{name(line)}</h1><p>{escape(line.blurb)}</p>{_button(line, studio)}</main>{footer(studio)}",
            css=_DARK,
        )
    return files


def _button(line: Listing, studio: Studio) -> str:
    if line.shown_handle is None:
        return '<a class="btn" href="mailto:' + studio.email + '">Enquire at the desk</a>'
    return (
        f'<a class="btn" href="{instagram(line.shown_handle)}" target="_blank" rel="noopener" '
        f'aria-label="Visit {name(line)} on Instagram">Instagram</a>'
    )


def long_page(studio: Studio) -> Files:
    """One page, a heading for each artist, the account in a following sibling."""
    sections = "".join(
        f'<h2 id="{line.slug}">{name(line)}</h2>\n<p class="role">{line.role.value}</p>\n<p>{escape(line.blurb)}</p>\n'
        + (
            f'<p class="follow"><a href="{instagram(line.shown_handle)}">@{line.shown_handle}</a></p>'
            if line.shown_handle
            else ""
        )
        + f"<h2>{name(line).split()[0]}’s work</h2><div class=wall><img src=a.jpg alt=''><img src=b.jpg alt=''></div><hr>\n"
        for line in studio.roster
    )
    body = (
        f"<h1>{escape(studio.name)}</h1><p>{address(studio)}</p><h2>Opening hours</h2><p>Tue–Sat, 11 to 6</p>"
        f'<section id="team">{sections}</section><h2>Aftercare</h2><p>{AFTERCARE}</p>{footer(studio)}'
    )
    return {"index.html": page(f"{studio.name}, Quexley", body, css=_LIGHT)}


def icon_links(studio: Studio) -> Files:
    """Font icons without any text, on a page of their own."""
    boxes = "".join(
        f'<div class="col-md-4 team-box"><img class="img-fluid" src="/assets/{n}.jpg" alt="artist">'
        f'<div class="team-text"><h4>{name(line)}</h4><span class="text-muted">{line.role.value.title()}</span>'
        f'<ul class="social">{_icon(line)}<li><a href="#"><i class="fa fa-facebook"></i></a></li></ul></div></div>'
        for n, line in enumerate(studio.roster)
    )
    top = (
        f'<nav class="navbar"><a class="navbar-brand" href="/">{escape(studio.name)}</a>'
        '<a href="/team">Team</a><a href="/contact">Contact</a></nav>'
    )
    icons = f'<a href="{instagram(studio.handle or "")}?hl=en"><i class="fa fa-instagram"></i></a>'
    return {
        "index.html": page(
            studio.name, f"{top}<h1>Tattooing, slowly.</h1><div class=social>{icons}</div>{footer(studio)}"
        ),
        "team.html": page(
            f"Team – {studio.name}",
            f'{top}<div class="container"><h1>The team</h1><div class="row">{boxes}</div></div>'
            f"<div class=social>{icons}</div>{footer(studio)}",
        ),
        "contact.html": page(
            f"Contact – {studio.name}", f"{top}<h1>Contact</h1><p>{address(studio)}</p>{footer(studio)}"
        ),
    }


def _icon(line: Listing) -> str:
    if line.shown_handle is None:
        return ""
    return f'<li><a href="{instagram(line.shown_handle)}"><i class="fa fa-instagram"></i></a></li>'


def svg_icons(studio: Studio) -> Files:
    """Inline SVG in the anchor, the name in a caption; piercers under a heading of their own."""
    svg = '<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="3" y="3" width="18" height="18" rx="5"/></svg>'

    def figure(line: Listing) -> str:
        link = f'<a class="ig" href="{instagram(line.shown_handle)}">{svg}</a>' if line.shown_handle else ""
        return (
            f'<figure class="member"><img loading="lazy" src="/p/{line.slug}.webp" alt="Portrait">'
            f"<figcaption><strong>{name(line)}</strong>{link}<em>{line.role.value.title()}</em></figcaption></figure>"
        )

    tattooers = "".join(figure(line) for line in studio.roster if line.role is not Role.PIERCER)
    piercers = "".join(figure(line) for line in studio.roster if line.role is Role.PIERCER)
    body = (
        f'<header><a href="{instagram(studio.handle or "")}" aria-label="Instagram">{svg}</a><h1>{escape(studio.name)}</h1>'
        f'</header><main><h2>Tattooers</h2><div class="wall">{tattooers}</div><h2>Piercers</h2><div class="wall">{piercers}</div></main>{footer(studio)}'
    )
    return {
        "index.html": page(
            studio.name, body, css=".wall{display:grid;grid-template-columns:repeat(3,1fr)}svg{width:1.4em}"
        )
    }


def link_texts(studio: Studio) -> Files:
    """The link's text is just "Instagram", "IG" or "See my work", page by page."""
    words = ("Instagram", "Insta", "IG →", "See my work", "Follow")
    rows = "".join(
        f'<li class="artist"><b>{name(line)}</b> <i>{line.role.value}</i> – {escape(line.blurb)} '
        + (
            f'<a href="http://instagram.com/{line.shown_handle}">{words[n % len(words)]}</a>'
            if line.shown_handle
            else "<span>ask in the shop</span>"
        )
        + "</li>"
        for n, line in enumerate(studio.roster)
    )
    body = (
        f'<h1>{escape(studio.name)}</h1><ul class="artists">{rows}</ul>'
        f'<p>Studio: <a href="{instagram(studio.handle or "")}">Instagram</a></p>{footer(studio)}'
    )
    return {
        "index.html": page(
            studio.name, f'<a href="about-us/">About us</a> <a href="/about-us/#artists">Artists</a>{footer(studio)}'
        ),
        "about-us/index.html": page(f"About us · {studio.name}", body, css=_LIGHT),
    }


def table(studio: Studio) -> Files:
    """A plain roster table: who, what, which days, where to look."""
    rows = "".join(
        f"<tr><td>{name(line)}</td><td>{line.role.value.title()}</td><td>{'Tue–Thu' if n % 2 else 'Fri–Sun'}</td><td>"
        + (f'<a href="{instagram(line.shown_handle)}">@{line.shown_handle}</a>' if line.shown_handle else "–")
        + "</td></tr>\n"
        for n, line in enumerate(studio.roster)
    )
    body = (
        f"<h1>{escape(studio.name)}</h1><table border=1><thead><tr><th>Artist</th><th>Position</th><th>Days</th>"
        f"<th>Instagram</th></tr></thead><tbody>{rows}</tbody></table><table><tr><th>Size</th><th>From</th></tr>"
        f"<tr><td>Small</td><td>£60</td></tr><tr><td>Day</td><td>£450</td></tr></table>{footer(studio)}"
    )
    return {"index.html": page(studio.name, body)}


def messy_links(studio: Studio) -> Files:
    """Accounts behind share parameters, encoded queries, capitals and redirectors."""
    forms = (
        "https://www.instagram.com/{h}?igsh=MWx2c3R0cXlqeA==&utm_source=qr",
        "https://instagram.com/{h}%3Figsh%3DZ3Jh%3D%3D",
        "https://www.instagram.com/{H}/",
        "https://l.instagram.com/?u=" + quote("https://www.instagram.com/", safe="") + "{h}%2F&e=AT0",
    )
    blocks = []
    with_account = 0
    for line in studio.roster:
        link = ""
        if line.shown_handle:
            target = forms[with_account % len(forms)].format(h=line.shown_handle, H=line.shown_handle.upper())
            link = f'<a href="{target}">portfolio</a> <a href="https://www.instagram.com/p/CxQxQxQx/">latest</a>'
            with_account += 1
        blocks.append(f"<section><h3>{name(line)}</h3><p>{escape(line.blurb)}</p>{link}</section>")
    body = f"<h1>{escape(studio.name)}</h1>{''.join(blocks)}<a href='https://www.instagram.com'>Instagram</a>{footer(studio)}"
    return {"index.html": page(studio.name, body, css=_LIGHT)}


def fancy_names(studio: Studio) -> Files:
    """Names in Fraktur, script letters and small stars, as people paste them from their bios."""
    offsets = (0x1D56C, 0x1D4D0, 0x1D5D4)

    def fancy(text: str, start: int) -> str:
        return "".join(
            chr(start + ord(c) - 65) if "A" <= c <= "Z" else chr(start + 26 + ord(c) - 97) if "a" <= c <= "z" else c
            for c in text
        )

    cards_ = "".join(
        f'<div class="card"><h2>✦ {fancy(line.name, offsets[n % 3])} ✦</h2><p>{escape(line.blurb)}</p>'
        + (f'<a href="{instagram(line.shown_handle)}">📷</a>' if line.shown_handle else "")
        + "</div>"
        for n, line in enumerate(studio.roster)
    )
    return {"index.html": page(studio.name, f"<h1>{escape(studio.name)}</h1>{cards_}{footer(studio)}", css=_DARK)}


def dialogs(studio: Studio) -> Files:
    """Thumbnails open Bootstrap dialogues further down the same page, where the accounts are."""
    thumbs = "".join(
        f'<a data-bs-toggle="modal" href="#m{n}"><img src="/t/{n}.jpg" alt="{name(line)}"></a>'
        for n, line in enumerate(studio.roster)
    )
    windows = "".join(
        f'<div class="modal fade" id="m{n}" tabindex="-1"><div class="modal-content"><h5 class="modal-title">{name(line)}</h5>'
        f'<div class="modal-body"><p>{escape(line.blurb)}</p>'
        + (
            f'<a class="btn" href="{instagram(line.shown_handle)}">@{line.shown_handle}</a>'
            if line.shown_handle
            else ""
        )
        + '</div><button class="btn-close" aria-label="Close"></button></div></div>'
        for n, line in enumerate(studio.roster)
    )
    body = f'<h1>{escape(studio.name)}</h1><h2>Artists</h2><div class="thumbs">{thumbs}</div>{windows}{footer(studio)}'
    return {"index.html": page(studio.name, body)}


def owner_is_studio(studio: Studio) -> Files:
    """The owner's card links the studio's account; the others have their own or none."""
    rows = "".join(
        f'<div class="crew"><h3>{name(line)}</h3><h6>{"Owner / artist" if line.role is Role.OWNER else "Artist"}</h6>'
        + (f'<a class="ig" href="{instagram(line.shown_handle)}">Instagram</a>' if line.shown_handle else "")
        + "</div>"
        for line in studio.roster
    )
    return {"index.html": page(studio.name, f"<h1>{escape(studio.name)}</h1>{rows}{footer(studio)}", css=_DARK)}
