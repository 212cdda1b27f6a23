# ruff: noqa: E501 - markup is kept on one line, as the sites have it
"""Sites whose roster lives in scripts, structured data or attributes rather than in the visible markup."""

import json
from html import escape

from local.sample_city.model import Listing, Role, Studio
from local.sample_city.sites.markup import Files, footer, instagram, name, page


def script_array(studio: Studio) -> Files:
    """The roster is a JavaScript array; the page builds its cards in the browser."""
    entries = ",\n".join(
        f"  {{slug:'{line.slug}', name:{json.dumps(line.name)}, role:'{line.role.value}', "
        f"ig:{json.dumps(line.shown_handle) if line.shown_handle else 'null'}}}"
        for line in studio.roster
    )
    script = (
        f"<script>\nconst ARTISTS = [\n{entries}\n];\nconst grid = document.getElementById('grid');\n"
        "for (const a of ARTISTS) {\n  const el = document.createElement('div');\n"
        "  el.innerHTML = '<h3>' + a.name + '</h3>' + (a.ig ? '<a href=\"https://instagram.com/' + a.ig + '\">@' + a.ig + '</a>' : '');\n"
        "  grid.append(el);\n}\n</script>"
    )
    links = "".join(f'<a href="pages/team.html#{line.slug}">{name(line).split()[0]}</a> ' for line in studio.roster)
    return {
        "index.html": page(studio.name, f"<h1>{escape(studio.name)}</h1><nav>{links}</nav>{footer(studio)}"),
        "pages/team.html": page(f"Team · {studio.name}", f'<h1>Team</h1><div id="grid"></div>{script}{footer(studio)}'),
    }


def json_ld(studio: Studio) -> Files:
    """schema.org as JSON-LD: employees and founder with `sameAs`; the page itself shows first names only."""

    def person(line: Listing) -> dict[str, object]:
        known = {"sameAs": [instagram(line.shown_handle)]} if line.shown_handle else {}
        return {"@type": "Person", "name": line.name, "jobTitle": f"Tattoo artist ({line.role.value})", **known}

    place = studio.places[0]
    graph = {
        "@context": "https://schema.org",
        "@type": ["LocalBusiness", "TattooParlor"],
        "name": studio.name,
        "telephone": studio.phone,
        "sameAs": [instagram(studio.handle or ""), f"https://www.facebook.com/{studio.slug}"],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": f"{place.number} {place.street}",
            "postalCode": place.postcode,
        },
        "founder": person(studio.roster[0]),
        "employee": [person(line) for line in studio.roster[1:]],
    }
    head = f'<script type="application/ld+json">{json.dumps(graph, ensure_ascii=False)}</script>\n'
    first_names = ", ".join(name(line).split()[0] for line in studio.roster)
    body = f"<h1>{escape(studio.name)}</h1><p>Say hello to {first_names}.</p>{footer(studio)}"
    return {"index.html": page(studio.name, body, head=head)}


def app_shell(studio: Studio) -> Files:
    """A single-page application: nothing without a browser. Its bundle holds the roster."""
    roster = json.dumps([{"n": line.name, "i": line.shown_handle} for line in studio.roster])
    shell = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(studio.name)}</title>'
        '<script type="module" crossorigin src="/assets/index-Bq3xQx.js"></script></head>'
        '<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>'
    )
    bundle = f"const r={roster};document.getElementById('root').innerHTML=r.map(a=>`<h2>${{a.n}}</h2>`).join('');"
    return {"index.html": shell, "assets/index-Bq3xQx.js": bundle}


def next_data(studio: Studio) -> Files:
    """A framework page: server-rendered names, and the whole data again in `__NEXT_DATA__`."""
    crew = [
        {
            "_id": f"a{n}",
            "name": line.name,
            "slug": {"current": line.slug},
            "role": line.role.value,
            "instagram": line.shown_handle or "",
        }
        for n, line in enumerate(studio.roster)
    ]
    state = {"props": {"pageProps": {"settings": {"instagram": studio.handle}, "artists": crew}}, "page": "/artists"}
    cells = "".join(
        f'<a class="css-1x9q" href="/artists/{line.slug}"><span>{name(line)}</span></a>' for line in studio.roster
    )
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    body = (
        f'<div id="__next"><main><h1>Artists</h1><div class="css-0">{cells}</div></main>{footer(studio)}</div>{script}'
    )
    files: Files = {
        "index.html": page(
            studio.name, f'<div id="__next"><h1>{escape(studio.name)}</h1><a href="/artists">Artists</a></div>'
        ),
        "artists.html": page(f"Artists — {studio.name}", body),
    }
    for line in studio.roster:
        files[f"artists/{line.slug}.html"] = page(
            f"{line.name} — {studio.name}", f'<div id="__next"><h1>{name(line)}</h1><p>{escape(line.blurb)}</p></div>'
        )
    return files


def microdata(studio: Studio) -> Files:
    """schema.org as microdata attributes on otherwise plain markup."""
    people = "".join(
        f'<div itemprop="employee" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{name(line)}</span>, '
        f'<span itemprop="jobTitle">{line.role.value}</span>'
        + (f' <a itemprop="sameAs" href="{instagram(line.shown_handle)}">photos</a>' if line.shown_handle else "")
        + "</div>"
        for line in studio.roster
    )
    body = (
        f'<div itemscope itemtype="https://schema.org/TattooParlor"><h1 itemprop="name">{escape(studio.name)}</h1>'
        f'<link itemprop="sameAs" href="{instagram(studio.handle or "")}">{people}</div>{footer(studio)}'
    )
    return {"index.html": page(studio.name, body)}


def attribute_data(studio: Studio) -> Files:
    """The roster as JSON in an `x-data` attribute, beside cards that name the artists."""
    state = json.dumps(
        {"team": [{"name": line.name, "instagram": line.shown_handle} for line in studio.roster], "open": None}
    )
    cards = "".join(f'<button @click="open={n}"><h3>{name(line)}</h3></button>' for n, line in enumerate(studio.roster))
    body = f'<h1>{escape(studio.name)}</h1><section x-data="{escape(state)}"><h2>Artists</h2>{cards}</section>{footer(studio)}'
    return {"index.html": page(studio.name, body)}


def embeds(studio: Studio) -> Files:
    """Instagram's own embeds: an iframe of the profile, and a quoted post with its author's link."""
    parts = []
    for n, line in enumerate(studio.roster):
        handle = line.shown_handle or ""
        embed = (
            f'<iframe src="https://www.instagram.com/{handle}/embed" width="320" height="440" title="Instagram"></iframe>'
            if n % 2 == 0
            else '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CqxQXqx12/">'
            f'<a href="{instagram(handle)}?utm_source=ig_embed">A post shared by {name(line)} (@{handle})</a></blockquote>'
        )
        parts.append(f"<article><h2>{name(line)}</h2><p>{escape(line.blurb)}</p>{embed if handle else ''}</article>")
    return {"index.html": page(studio.name, f"<h1>{escape(studio.name)}</h1>{''.join(parts)}{footer(studio)}")}


def nav_menu(studio: Studio) -> Files:
    """Names only in a drop-down of the navigation; the account is plain text on a page behind it."""
    items = "".join(
        f'<li><a class="dropdown-item" href="/pages/{line.slug}.html">{name(line)}</a></li>' for line in studio.roster
    )
    menu = (
        f'<nav><ul><li><a href="/">Home</a></li><li class="dropdown"><a href="#">Artists</a><ul class="dropdown-menu">{items}'
        '</ul></li><li class="dropdown"><a href="#">Services</a><ul><li><a href="/pages/removal.html">Laser</a></li></ul></li></ul></nav>'
    )
    files: Files = {
        "index.html": page(studio.name, f"{menu}<h1>{escape(studio.name)}</h1><p>Est. 1998.</p>{footer(studio)}"),
        "pages/removal.html": page(
            f"Laser – {studio.name}", f"{menu}<h1>Laser removal</h1><p>From £40.</p>{footer(studio)}"
        ),
    }
    for line in studio.roster:
        account = f"<p>Instagram: @{line.shown_handle}.</p>" if line.shown_handle else "<p>Not on social media.</p>"
        role = "Owner" if line.role is Role.OWNER else "Artist"
        files[f"pages/{line.slug}.html"] = page(
            f"{line.name} – {studio.name}", f"{menu}<h1>{name(line)}</h1><h4>{role}</h4>{account}{footer(studio)}"
        )
    return files
