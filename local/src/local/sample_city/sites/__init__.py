"""The studios' websites: one template for each way real ones present their artists."""

from collections.abc import Callable
from typing import Any

from local.sample_city.model import Outcome, Studio
from local.sample_city.sites import builders, cards, data, oddities
from local.sample_city.sites.markup import Files

STRUCTURES: dict[str, Callable[[Studio], Files]] = {
    template.__name__: template
    for template in (
        cards.cards, cards.long_page, cards.icon_links, cards.svg_icons, cards.link_texts, cards.table,
        cards.messy_links, cards.fancy_names, cards.dialogs, cards.owner_is_studio,
        data.script_array, data.json_ld, data.app_shell, data.next_data, data.microdata, data.attribute_data,
        data.embeds, data.nav_menu,
        builders.builder_mesh, builders.builder_blocks, builders.widget_theme, builders.block_theme,
        builders.collection_list, builders.clean_addresses, builders.paged,
        oddities.solo, oddities.names_only, oddities.bilingual, oddities.stale_pages, oddities.placeholders,
        oddities.prose, oddities.frames, oddities.link_hub, oddities.guest_calendar, oddities.old_encoding,
        oddities.vintage,
    )
}  # fmt: skip

_ROBOTS = {
    "thornfield-tattoo": "User-agent: *\nDisallow: /\n",
    "gull-sextant": "User-agent: *\nDisallow: /contact\nDisallow: /cgi-bin/\n",
}


def site_files(studio: Studio) -> Files:
    """Every file of a studio's website by its path; empty without a website of its own."""
    if studio.structure is None:
        return {}
    files = STRUCTURES[studio.structure](studio)
    if robots := _ROBOTS.get(studio.slug):
        files["robots.txt"] = robots
    return files


def site_behaviour(studio: Studio) -> dict[str, Any]:
    """The site's `.site.json`; empty for one that simply hands out its files."""
    if studio.outcome is Outcome.UNREACHABLE:
        return {"dead": True}
    if studio.structure == "paged":
        return {"redirects": {"/team": "/artists/", "/team/": f"https://{studio.host}/artists/"}}
    if studio.slug == "sable-room":
        return {"status": {f"/artists/{studio.roster[-1].slug}.html": 503}}
    if studio.slug == "emberline-tattoo":
        return {"delay_seconds": 0.2}
    return {}
