# ruff: noqa: E501 - markup is kept on one line, as the sites have it
"""Sites that give a scraper the most trouble: old, bilingual, half-finished, wordy, or not made of pages at all."""

from html import escape

from local.sample_city.model import Listing, Studio
from local.sample_city.sites.markup import Files, address, footer, instagram, name, page


def solo(studio: Studio) -> Files:
    """One artist, whose account is the studio's."""
    me = studio.roster[0]
    body = (
        f"<header><h1>{escape(studio.name)}</h1><h2>a private studio by {name(me)}</h2></header>"
        f"<p>I’m {name(me).split()[0]}. {escape(me.blurb)}</p>"
        f'<a href="{instagram(studio.handle or "")}">@{studio.handle}</a>{footer(studio)}'
    )
    return {"index.html": page(f"{studio.name} | {me.name}", body)}


def names_only(studio: Studio) -> Files:
    """No account anywhere: headings like "A little bit about…" and the columns of a price table."""
    about = "".join(
        f"<h3>A little bit about {name(line).split()[0]}…</h3><p><b>{name(line)}</b> ({line.role.value}). {escape(line.blurb)}</p>"
        for line in studio.roster
    )
    columns = "".join(f"<th>{name(line).split()[0]}</th>" for line in studio.roster)
    prices = "".join(f"<td>£{70 + 10 * n}/h</td>" for n, _ in enumerate(studio.roster))
    menu = '<a href="index.html">Home</a> | <a href="aboutus.html">About us</a> | <a href="prices.html">Prices</a>'
    return {
        "index.html": page(studio.name, f"{menu}<h1>Welcome to {escape(studio.name)}</h1>{footer(studio)}"),
        "aboutus.html": page(f"About us - {studio.name}", f"{menu}<h2>Meet the team</h2>{about}{footer(studio)}"),
        "prices.html": page(
            f"Prices - {studio.name}", f"{menu}<table><tr><th></th>{columns}</tr><tr><td>Rate</td>{prices}</tr></table>"
        ),
    }


def bilingual(studio: Studio) -> Files:
    """Polish and English trees side by side, everything twice."""

    def tree(language: str, heading: str, roles: dict[str, str]) -> str:
        rows = "".join(
            f"<li><strong>{name(line)}</strong> <small>{roles.get(line.role.value, line.role.value)}</small>"
            + (f' <a href="{instagram(line.shown_handle)}">Instagram</a>' if line.shown_handle else "")
            + "</li>"
            for line in studio.roster
        )
        switch = '<a href="/en/" hreflang="en">EN</a> <a href="/" hreflang="pl">PL</a>'
        return page(
            studio.name,
            f"{switch}<h1>{escape(studio.name)}</h1><h2>{heading}</h2><ul>{rows}</ul>{footer(studio)}",
            lang=language,
        )

    return {
        "index.html": tree("pl", "Nasi artyści", {"owner": "właścicielka", "resident": "artysta"}),
        "en/index.html": tree("en", "Our artists", {"owner": "owner", "resident": "resident artist"}),
    }


def stale_pages(studio: Studio) -> Files:
    """Older pages of the same people, still deployed and linked from nowhere; a stub that redirects in a script."""
    current = "".join(
        f'<div class="artist-card"><h3>{name(line)}</h3>'
        + (f'<a href="{instagram(line.shown_handle)}">Instagram</a>' if line.shown_handle else "")
        + "</div>"
        for line in studio.roster
    )
    files: Files = {
        "index.html": page(studio.name, f"<h1>{escape(studio.name)}</h1>{current}{footer(studio)}"),
        "artists.html": "<script>location.replace('/#artists')</script>",
        "old/our-artists.html": page(
            f"Our artists (2019) {studio.name}",
            '<h2>Gone Longago</h2><a href="https://www.instagram.com/gone.longago.qxold/">Instagram</a>'
            f"<h2>{name(studio.roster[0])}</h2>",
        ),
    }
    return files


def placeholders(studio: Studio) -> Files:
    """A bought template hardly filled in: dead links, invented roles, filler text beside real names."""
    filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
    real = "".join(
        f'<div class="team-item"><h4>{name(line)}</h4><p>{filler}</p><a href="#">Instagram</a><a href="https://instagram.com">IG</a></div>'
        for line in studio.roster
    )
    unfilled = "".join(
        f'<div class="team-item"><h4>{label}</h4><p>{filler}</p><a href="">Instagram</a></div>'
        for label in ("Tattoo Artist A", "Artist Name", "MR B", "John Doe")
    )
    return {
        "index.html": page(
            studio.name, f"<h1>{escape(studio.name)}</h1><h2>Our creative team</h2>{real}{unfilled}{footer(studio)}"
        )
    }


def prose(studio: Studio) -> Files:
    """Everything in sentences; names and accounts inside running text."""

    def told(line: Listing) -> str:
        account = (
            f' Their drawings are at <a href="{instagram(line.shown_handle)}">@{line.shown_handle}</a>.'
            if line.shown_handle
            else ""
        )
        return f"{name(line)} joined in spring. {escape(line.blurb)}{account}"

    story = " ".join(told(line) for line in studio.roster)
    body = (
        f"<h1>{escape(studio.name)}</h1><p>We are a small room above a bakery at {address(studio)}. {story} "
        f"Write to {studio.email} or send a message to @{studio.handle}.</p>"
    )
    return {"index.html": page(studio.name, body, css="p{max-width:34em}")}


def frames(studio: Studio) -> Files:
    """A frameset, the roster in the main frame."""
    rows = "<br>".join(
        f'<font size="+1">{name(line)}</font>'
        + (f' <a href="http://www.instagram.com/{line.shown_handle}">instagram</a>' if line.shown_handle else "")
        for line in studio.roster
    )
    return {
        "index.html": f"<html><head><title>{escape(studio.name)}</title></head><frameset cols='180,*'>"
        "<frame src='menu.htm'><frame src='main.htm' name='main'></frameset></html>",
        "menu.htm": "<a href='main.htm' target='main'>Start</a><br><a href='crew.htm' target='main'>The crew</a>",
        "main.htm": f"<h1>{escape(studio.name)}</h1>{footer(studio)}",
        "crew.htm": f"<title>The crew</title><h2>Artists</h2>{rows}",
    }


def link_hub(studio: Studio) -> Files:
    """A hub of buttons, one for each artist, named only by the buttons."""
    buttons = "".join(
        f'<a class="hub-button" href="{instagram(line.shown_handle)}"><p>{name(line)} | {line.role.value}</p></a>'
        for line in studio.roster
        if line.shown_handle
    )
    own = f'<a class="hub-button" href="{instagram(studio.handle or "")}"><p>{escape(studio.name)}</p></a>'
    extra = f'<a class="hub-button" href="https://www.tiktok.com/@{studio.slug}"><p>TikTok</p></a><a class="hub-button" href="/book.html"><p>Book now</p></a>'
    return {
        "index.html": page(f"@{studio.handle} | links", f"<h1>@{studio.handle}</h1>{own}{buttons}{extra}"),
        "book.html": page("Book now", f"<form><label>Your idea <textarea></textarea></label></form>{footer(studio)}"),
    }


def guest_calendar(studio: Studio) -> Files:
    """Residents on one page, guests in a calendar with dates on another."""
    months = ("January", "February", "March", "April", "May", "June")
    owner, guests = studio.roster[0], studio.roster[1:]
    rows = "".join(
        f"<tr><td>{3 + 2 * n}–{6 + 2 * n} {months[n % 6]}</td><td>{name(line)}</td><td>"
        + (f'<a href="{instagram(line.shown_handle)}">@{line.shown_handle}</a>' if line.shown_handle else "tba")
        + "</td></tr>"
        for n, line in enumerate(guests)
    )
    menu = '<a href="/">Home</a> <a href="/guests/">Guest spots</a>'
    resident = (
        f'<h2>Resident artist</h2><h3>{name(owner)}</h3><a href="{instagram(owner.shown_handle or "")}">Instagram</a>'
    )
    return {
        "index.html": page(studio.name, f"{menu}<h1>{escape(studio.name)}</h1>{resident}{footer(studio)}"),
        "guests/index.html": page(
            f"Guest artists · {studio.name}", f"{menu}<h1>Guest artists</h1><table>{rows}</table>{footer(studio)}"
        ),
    }


def old_encoding(studio: Studio) -> Files:
    """A page in windows-1252 that says so itself."""
    rows = "".join(
        f"<p><b>{name(line)}</b> – {line.role.value} – spécialiste du détail "
        + (f'<a href="{instagram(line.shown_handle)}">galerie</a>' if line.shown_handle else "")
        + "</p>"
        for line in studio.roster
    )
    text = page(studio.name, f"<h1>{escape(studio.name)} – café & tatouage</h1>{rows}{footer(studio)}")
    return {
        "index.html": text.replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252", "xmlcharrefreplace")
    }


def vintage(studio: Studio) -> Files:
    """Hand-typed in 2003: capitals, tables for layout, unclosed tags, a visitor counter."""
    cells = "".join(
        f"<TR><TD BGCOLOR=#330000><FONT COLOR=gold FACE='Comic Sans MS'>{name(line).upper()}<TD>{escape(line.blurb)}"
        + (
            f"<A HREF='HTTP://WWW.INSTAGRAM.COM/{line.shown_handle}'><IMG SRC=insta.gif></A>"
            if line.shown_handle
            else ""
        )
        for line in studio.roster
    )
    return {
        "index.html": f"<HTML><HEAD><TITLE>{escape(studio.name)}</TITLE></HEAD><BODY BGCOLOR=black TEXT=white><CENTER><H1>{escape(studio.name)}</H1>"
        f"<TABLE BORDER=3>{cells}</TABLE><P>You are visitor no. 004213</CENTER>{footer(studio)}</BODY></HTML>"
    }
