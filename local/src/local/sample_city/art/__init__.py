"""Flash art and emblems as JPEG bytes, drawn by rule in each style's manner; one seed, one picture."""

import random
from collections.abc import Callable

from local.sample_city.art import (
    styles_bands,
    styles_black,
    styles_bold,
    styles_fine,
    styles_loose,
    styles_pattern,
    styles_playful,
    styles_real,
    styles_told,
)
from local.sample_city.art.compose import PAPERS
from local.sample_city.art.emblem import emblem
from local.sample_city.art.sheet import Sheet

_PAINTERS: dict[str, Callable[[Sheet], None]] = {
    painter.__name__.replace("_", "-"): painter
    for painter in (
        styles_bold.traditional, styles_bold.neo_traditional, styles_playful.new_school, styles_bold.japanese,
        styles_playful.anime, styles_playful.ignorant, styles_bold.cover_up,
        styles_black.blackwork, styles_black.black_and_grey, styles_black.dotwork, styles_black.engraving,
        styles_fine.botanical, styles_fine.fine_line, styles_fine.micro_realism, styles_black.portrait,
        styles_fine.handpoke, styles_black.dark_art, styles_black.chicano, styles_fine.minimalist,
        styles_pattern.mandala, styles_pattern.geometric, styles_pattern.ornamental, styles_bands.polynesian,
        styles_bands.celtic, styles_bands.tribal,
        styles_loose.watercolour, styles_loose.sketch, styles_told.illustrative, styles_loose.abstract,
        styles_loose.trash_polka, styles_told.surrealism, styles_told.lettering,
        styles_real.realism, styles_real.biomechanical,
    )
}  # fmt: skip

_INK_ONLY = frozenset(
    [
        "blackwork",
        "black-and-grey",
        "dotwork",
        "engraving",
        "fine-line",
        "handpoke",
        "dark-art",
        "chicano",
        "minimalist",
        "mandala",
        "geometric",
        "ornamental",
        "polynesian",
        "celtic",
        "tribal",
        "surrealism",
        "sketch",
        "ignorant",
    ]
)


def draw_flash(*, style: str | None, seed: int, size: tuple[int, int]) -> bytes:
    """A flash picture of `size` pixels in a style's manner, as JPEG; a piercer's card without a style."""
    sheet = Sheet(size, random.Random(seed), grey=style in _INK_ONLY)  # noqa: S311 - drawing
    painter = _PAINTERS[style] if style else styles_told.piercing
    painter(sheet)
    return sheet.finish(sheet.chance.choice(PAPERS))


def draw_emblem(*, style: str | None, seed: int, initials: str) -> bytes:
    """A square profile picture of 320 pixels, as JPEG."""
    sheet = Sheet((320, 320), random.Random(seed))  # noqa: S311 - drawing
    emblem(sheet, style, initials)
    return sheet.finish(sheet.chance.choice(PAPERS))
