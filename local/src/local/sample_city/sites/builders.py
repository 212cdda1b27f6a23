# ruff: noqa: E501 - markup is kept on one line, as the sites have it
"""Sites as the usual site builders and themes put them out: deep markup, generated class names, odd wrappers."""

from html import escape

from local.sample_city.model import Listing, Studio
from local.sample_city.sites.markup import Files, footer, instagram, name, page


def builder_mesh(studio: Studio) -> Files:
    """Absolutely positioned boxes: the name and the link are cousins, held together by one container."""
    boxes = "".join(
        f'<div id="comp-q{n}" class="comp-q{n} wixui-box"><div data-mesh-id="comp-q{n}inlineContent">'
        f'<div class="wixui-rich-text" data-testid="richTextElement"><h2 class="font_2"><span style="letter-spacing:.05em">{name(line)}</span></h2></div>'
        f'<div class="wixui-rich-text"><p class="font_8">{escape(line.blurb)}</p></div>{_social_bar(line)}</div></div>'
        for n, line in enumerate(studio.roster)
    )
    bar = f'<ul aria-label="Social Bar"><li><a href="{instagram(studio.handle or "")}"><img alt="Instagram"></a></li></ul>'
    return {
        "index.html": page(
            f"Home | {studio.name}",
            f'<div id="SITE_CONTAINER"><header>{bar}<a href="https://{studio.host}/our-artists">Our Artists</a></header></div>{footer(studio)}',
        ),
        "our-artists.html": page(
            f"Our Artists | {studio.name}",
            f'<div id="SITE_CONTAINER"><header>{bar}</header><main>{boxes}</main></div>{footer(studio)}',
        ),
    }


def _social_bar(line: Listing) -> str:
    if line.shown_handle is None:
        return ""
    return (
        '<div class="wixui-social-bar"><ul aria-label="Social Bar"><li><a data-testid="linkElement" '
        f'href="https://www.instagram.com/{line.shown_handle}?igsh=cXhxeHF4" target="_blank"><img alt="Instagram"></a></li></ul></div>'
    )


def builder_blocks(studio: Studio) -> Files:
    """Image, text and button blocks side by side in a fluid grid, ten wrappers deep."""
    sections = "".join(
        f'<section class="page-section"><div class="content-wrapper"><div class="fluid-engine fe-{n}">'
        f'<div class="fe-block"><div class="sqs-block image-block"><img data-src="/s/{n}.jpg" alt="{n}.jpg"></div></div>'
        f'<div class="fe-block"><div class="sqs-block html-block"><div class="sqs-html-content"><h3 style="white-space:pre-wrap">{name(line)}</h3>'
        f"<p>{escape(line.blurb)}</p></div></div></div>{_button_block(line)}</div></div></section>"
        for n, line in enumerate(studio.roster)
    )
    head = '<meta name="generator" content="Site builder">\n'
    return {
        "index.html": page(
            studio.name, f'<a href="/artists-1" class="header-nav-item">Artists</a>{footer(studio)}', head=head
        ),
        "artists-1.html": page(
            f"Artists — {studio.name}", f'<main id="page">{sections}</main>{footer(studio)}', head=head
        ),
    }


def _button_block(line: Listing) -> str:
    if line.shown_handle is None:
        return ""
    return (
        '<div class="fe-block"><div class="sqs-block button-block"><a class="sqs-block-button-element" '
        f'href="{instagram(line.shown_handle)}" target="_blank">Instagram</a></div></div>'
    )


def widget_theme(studio: Studio) -> Files:
    """A page-builder theme: team widgets, social icons with screen-reader text."""
    widgets = "".join(
        '<div class="elementor-column elementor-col-33"><div class="elementor-widget-image-box"><div class="elementor-image-box-content">'
        f'<h3 class="elementor-image-box-title">{name(line)}</h3><p class="elementor-image-box-description">{line.role.value.title()}</p></div></div>'
        + (
            f'<div class="elementor-widget-social-icons"><a class="elementor-icon elementor-social-icon elementor-social-icon-instagram" '
            f'href="{instagram(line.shown_handle)}"><span class="elementor-screen-only">Instagram</span></a></div>'
            if line.shown_handle
            else ""
        )
        + "</div>"
        for line in studio.roster
    )
    menu = '<ul id="menu-main"><li class="menu-item"><a href="/">Home</a></li><li class="menu-item"><a href="/meet-the-team/">Meet the team</a></li></ul>'
    own = f'<a class="elementor-social-icon-instagram" href="{instagram(studio.handle or "")}"><span class="elementor-screen-only">Instagram</span></a>'
    return {
        "index.html": page(studio.name, f"{menu}<h1>{escape(studio.name)}</h1>{own}{footer(studio)}"),
        "meet-the-team/index.html": page(
            f"Meet the team – {studio.name}", f'{menu}<div class="elementor">{widgets}</div>{own}{footer(studio)}'
        ),
    }


def block_theme(studio: Studio) -> Files:
    """A block editor's columns and groups, with captions instead of headings."""
    columns = "".join(
        f'<div class="wp-block-column"><figure class="wp-block-image"><img src="/wp-content/uploads/{line.slug}.jpg" alt="">'
        f'<figcaption class="wp-element-caption"><strong>{name(line)}</strong> – {line.role.value}</figcaption></figure>'
        + (
            f'<ul class="wp-block-social-links"><li class="wp-social-link wp-social-link-instagram"><a href="{instagram(line.shown_handle)}">'
            '<span class="wp-block-social-link-label screen-reader-text">Instagram</span></a></li></ul>'
            if line.shown_handle
            else ""
        )
        + "</div>"
        for line in studio.roster
    )
    return {
        "index.html": page(
            studio.name,
            f'<h1 class="wp-block-site-title">{escape(studio.name)}</h1><div class="wp-block-columns">{columns}</div>{footer(studio)}',
        )
    }


def collection_list(studio: Studio) -> Files:
    """A collection list: the whole card is one link to the artist's page, which carries the account."""
    items = "".join(
        f'<div role="listitem" class="w-dyn-item"><a href="/artist/{line.slug}" class="w-inline-block"><div class="text-block-7">{name(line)}</div>'
        f'<div class="tag">{line.role.value.title()}</div></a></div>'
        for line in studio.roster
    )
    files: Files = {
        "index.html": page(
            studio.name,
            f'<div class="w-dyn-list"><div role="list" class="w-dyn-items">{items}</div></div>{footer(studio)}',
        )
    }
    for line in studio.roster:
        link = (
            f'<a class="social w-inline-block" href="{instagram(line.shown_handle)}"><img src="/ig.svg" alt=""></a>'
            if line.shown_handle
            else ""
        )
        files[f"artist/{line.slug}.html"] = page(
            f"{line.name} at {studio.name}",
            f'<h1 class="heading-2">{name(line)}</h1><div class="rich w-richtext"><p>{escape(line.blurb)}</p></div>{link}{footer(studio)}',
        )
    return files


def clean_addresses(studio: Studio) -> Files:
    """Addresses without file names, a definition list as the index, absolute links, a site map."""
    terms = "".join(
        f'<dt><a href="https://{studio.host}/artists/{line.slug}/">{name(line)}</a></dt><dd>{escape(line.blurb)}</dd>'
        for line in studio.roster
    )
    addresses = "".join(f"<url><loc>https://{studio.host}/artists/{line.slug}/</loc></url>" for line in studio.roster)
    files: Files = {
        "index.html": page(
            studio.name, f'<h1>{escape(studio.name)}</h1><a href="artists/">Artists</a>{footer(studio)}'
        ),
        "artists/index.html": page(f"Artists · {studio.name}", f"<h1>Artists</h1><dl>{terms}</dl>{footer(studio)}"),
        "sitemap.xml": f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{addresses}</urlset>',
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: https://{studio.host}/sitemap.xml\n",
    }
    for line in studio.roster:
        link = (
            f'<p>On Instagram as <a href="{instagram(line.shown_handle)}">{line.shown_handle}</a></p>'
            if line.shown_handle
            else ""
        )
        files[f"artists/{line.slug}/index.html"] = page(
            f"{line.name} · {studio.name}",
            f'<p><a href="../">Artists</a></p><h1>{name(line)}</h1>{link}{footer(studio)}',
        )
    return files


def paged(studio: Studio) -> Files:
    """The roster over two pages, reached through an old address that redirects."""
    half = (len(studio.roster) + 1) // 2

    def grid(lines: tuple[Listing, ...]) -> str:
        return "".join(
            f'<div class="tile"><h2>{name(line)}</h2><p>{escape(line.blurb)}</p>'
            + (
                f'<a href="{instagram(line.shown_handle)}" title="Instagram">@{line.shown_handle}</a>'
                if line.shown_handle
                else ""
            )
            + "</div>"
            for line in lines
        )

    return {
        "index.html": page(studio.name, f'<h1>{escape(studio.name)}</h1><a href="/team">Our team</a>{footer(studio)}'),
        "artists/index.html": page(
            f"Artists – {studio.name}",
            f'{grid(studio.roster[:half])}<a rel="next" href="/artists/page/2/">Older →</a>{footer(studio)}',
        ),
        "artists/page/2/index.html": page(
            f"Artists, page 2 – {studio.name}",
            f'{grid(studio.roster[half:])}<a rel="prev" href="/artists/">← Newer</a>{footer(studio)}',
        ),
    }
