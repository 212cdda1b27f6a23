"""The canonical styles. Raise `TAXONOMY_VERSION` with every change here or in `aliases.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

TAXONOMY_VERSION = "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style as the API, the index and the pages know it; `parent` is the slug of the broader style."""

    slug: str
    name: str
    parent: str | None
    description: str


# (slug, name, parent, description), in the order in which styles are listed.
_TABLE: tuple[tuple[str, str, str | None, str], ...] = (
    (
        "traditional",
        "Traditional",
        None,
        "Old-school American and European work: heavy outlines, few colours, anchors, roses and daggers.",
    ),
    (
        "neo-traditional",
        "Neo-traditional",
        "traditional",
        "Traditional line made richer, with depth, ornament and a wider palette.",
    ),
    ("new-school", "New school", None, "Exaggerated cartoon shapes and loud colour with graffiti in the blood."),
    ("japanese", "Japanese", None, "Irezumi and wabori: koi, dragons and waves across whole sleeves and backs."),
    ("blackwork", "Blackwork", None, "Nothing but black: solid areas, strong contrast and bold shapes."),
    ("black-and-grey", "Black & grey", None, "Soft gradients shaded in diluted black ink."),
    ("realism", "Realism", None, "A likeness as true as a photograph, in colour or in black and grey."),
    ("micro-realism", "Micro-realism", "realism", "Realism at the size of a coin, with very fine detail."),
    ("portrait", "Portrait", "realism", "The likeness of a person or an animal."),
    ("fine-line", "Fine line", None, "Delicate lines drawn with a single thin needle."),
    ("minimalist", "Minimalist", "fine-line", "Small designs of a few simple lines."),
    ("dotwork", "Dotwork", None, "Shading and pattern built from thousands of dots."),
    ("geometric", "Geometric", None, "Shapes, symmetry and patterns of straight lines."),
    ("mandala", "Mandala", "ornamental", "Circular patterns that repeat around a centre."),
    ("ornamental", "Ornamental", None, "Decoration that follows the body: lace, jewellery and henna patterns."),
    ("tribal", "Tribal", None, "Bold flowing black shapes, from tribal bands to neo-tribal and cyber-sigilism."),
    ("polynesian", "Polynesian", "tribal", "Pattern work of the Pacific: Maori, Samoan, Hawaiian and Marquesan."),
    ("celtic", "Celtic", None, "Knots, crosses and interlace, Pictish and Norse ones too."),
    ("watercolour", "Watercolour", None, "Washes, splashes and runs of colour with hardly an outline."),
    ("illustrative", "Illustrative", None, "Drawn like a picture in a book."),
    ("sketch", "Sketch", "illustrative", "Loose pencil-like lines, left as if unfinished."),
    ("engraving", "Engraving", "illustrative", "Hatched lines in the manner of etchings and woodcuts."),
    ("botanical", "Botanical", None, "Flowers, leaves and other plants."),
    ("lettering", "Lettering", None, "Words as the picture: script, calligraphy and graffiti letters."),
    ("anime", "Anime", None, "Characters and scenes of anime, manga and games."),
    ("surrealism", "Surrealism", None, "Dreamlike and impossible scenes."),
    ("abstract", "Abstract", None, "Brush strokes, shapes and textures that picture nothing."),
    ("biomechanical", "Biomechanical", None, "Machines and alien tissue under torn skin, after Giger."),
    ("trash-polka", "Trash polka", None, "Collages of realism, type and smears in black and red."),
    (
        "chicano",
        "Chicano",
        "black-and-grey",
        "West Coast black and grey: lowriders, fine script and religious imagery.",
    ),
    ("ignorant", "Ignorant", None, "Doodles made crude on purpose, born of graffiti."),
    ("dark-art", "Dark art", None, "Horror, the macabre and the gothic."),
    ("handpoke", "Handpoke", None, "Poked by hand with a needle, without a machine."),
    ("cover-up", "Cover-up", None, "New work that hides or reworks an older tattoo."),
)

STYLES: Mapping[str, Style] = MappingProxyType(
    {
        slug: Style(slug=slug, name=name, parent=parent, description=description)
        for slug, name, parent, description in _TABLE
    }
)
