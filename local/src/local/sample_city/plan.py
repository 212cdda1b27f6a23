"""The city's plan: which studios there are, how each presents its artists, and what is odd about it."""

from dataclasses import dataclass

from local.sample_city.model import Outcome, Role

CITY_NAME = "Quexley"
COUNTRY = "GB"
# High moorland without a single address within kilometres, so that no studio lands on anybody's house.
CENTRE = (53.9850, -2.5850)
POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"

ROLES = {
    "o": Role.OWNER,
    "r": Role.RESIDENT,
    "g": Role.GUEST,
    "a": Role.APPRENTICE,
    "p": Role.PIERCER,
}


@dataclass(frozen=True, slots=True)
class StudioPlan:
    """One studio: `crew` has a letter for each artist (see `ROLES`), upper case with an Instagram account."""

    name: str
    structure: str | None
    crew: str
    outcome: Outcome = Outcome.LISTED
    outlets: int = 1
    has_account: bool = True


STUDIOS = (
    StudioPlan("Lantern House Tattoo", "cards", "OrRRRG"),
    StudioPlan("Millrace Tattoo Collective", "long_page", "ORRrRa"),
    StudioPlan("Saint Ember", "icon_links", "ORRg"),
    StudioPlan("The Gilded Thistle", "svg_icons", "ORrRP"),
    StudioPlan("Black Heron Tattoo", "link_texts", "OrRra"),
    StudioPlan("Copperplate Studio", "nav_menu", "oRRr"),
    StudioPlan("Moth & Marrow", "script_array", "ORRrRG"),
    StudioPlan("Kittiwake Ink", "json_ld", "ORRr"),
    StudioPlan("Wren Hollow", "solo", "O"),
    StudioPlan("Anchor Lane Tattoo", "names_only", "orrra"),
    StudioPlan("Paper Moon Tattoo", "app_shell", "ORrR", Outcome.NEEDS_BROWSER),
    StudioPlan("Dom Igły", "bilingual", "ORR"),
    StudioPlan("Silver Birch Tattoo", "builder_mesh", "ORRg"),
    StudioPlan("Halcyon Skin Gallery", "builder_blocks", "ORrR"),
    StudioPlan("Rook & Raven", "widget_theme", "ORrrp"),
    StudioPlan("Northbeck Electric", "next_data", "ORrRg"),
    StudioPlan("Orchard End Tattoo", "microdata", "ORr"),
    StudioPlan("Cinder Hill Custom", "stale_pages", "ORRr"),
    StudioPlan("Pale Horse Parlour", "placeholders", "orr", has_account=False),
    StudioPlan("The Quiet Needle", "prose", "OR"),
    StudioPlan("Ropewalk Tattoo Club", "table", "ORRra"),
    StudioPlan("Iron Lantern", "frames", "ORr"),
    StudioPlan("Vesper Tattoo", "messy_links", "ORRRr"),
    StudioPlan("Bone China Tattoo", "fancy_names", "ORRr"),
    StudioPlan("Tidewater Tattoo", "link_hub", "ORR"),
    StudioPlan("Hollow Crown", "clean_addresses", "Orrr"),
    StudioPlan("Wandering Star", "guest_calendar", "OGGggg"),
    StudioPlan("Marigold & Ash", "paged", "ORRRrrra"),
    StudioPlan("Nine Bells Tattoo", "dialogs", "ORrR"),
    StudioPlan("Atelier Ébène", "old_encoding", "Orr"),
    StudioPlan("Hare & Compass Tattoo", "cards", "ORRrRA", outlets=2),
    StudioPlan("Small Hours Tattoo", None, "", Outcome.NO_WEBSITE),
    StudioPlan("Kingfisher Tattoo", "long_page", "Or", Outcome.UNREACHABLE),
    StudioPlan("Old Needle Row", "names_only", "or", Outcome.CLOSED, has_account=False),
    StudioPlan("Thornfield Tattoo", "long_page", "Orr", Outcome.DISALLOWED),
    StudioPlan("Gloss & Glow Nail Bar", "link_texts", "Or", Outcome.NOT_A_STUDIO),
    StudioPlan("Gull & Sextant", "icon_links", "ORr"),
    StudioPlan("Sable Room", "cards", "ORr"),
    StudioPlan("Emberline Tattoo", "long_page", "ORr"),
    StudioPlan("Verdigris Tattoo", None, "", Outcome.NO_WEBSITE),
    StudioPlan("Needle & Nettle", None, "", Outcome.NO_WEBSITE, has_account=False),
    StudioPlan("Ink & Oak", "block_theme", "ORrr"),
    StudioPlan("Juniper Tattoo Rooms", "embeds", "OR"),
    StudioPlan("Black Ram Tattoo", "vintage", "Orr"),
    StudioPlan("Cloudberry Tattoo", "collection_list", "ORrG"),
    StudioPlan("Second Skin Society", "attribute_data", "ORrR"),
    StudioPlan("Honest Jack's", "owner_is_studio", "oRr"),
    StudioPlan("Mossbank Tattoo & Piercing", "svg_icons", "opPR"),
)
