"""Words: real typefaces as masks, set on a line or along a curve, and the flourishes around them."""

import math
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from local.sample_city.art.geometry import Points, points, spline
from local.sample_city.art.sheet import INK, Colour, Region, Sheet

SCRIPT, FORMAL, BLACKLETTER, MARKER, TYPEWRITER, SALOON = (
    "great-vibes",
    "pinyon-script",
    "unifrakturcook",
    "permanent-marker",
    "special-elite",
    "rye",
)
_FONTS = Path(__file__).parent / "fonts"


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"{face}.woff"), size)


def word_mask(text: str, face: str, size: int, *, stroke: int = 0) -> Image.Image:
    """A word as coverage, cropped to its ink."""
    font = _font(face, size)
    left, top, right, bottom = font.getbbox(text, stroke_width=stroke)
    pad = size // 3
    mask = Image.new("L", (int(right - left) + 2 * pad, int(bottom - top) + 2 * pad))
    ImageDraw.Draw(mask).text((pad - left, pad - top), text, fill=255, font=font, stroke_width=stroke)
    return mask.crop(mask.getbbox())


def write(
    sheet: Sheet,
    text: str,
    face: str,
    *,
    width: float,
    at: tuple[float, float] = (0, 0),
    turn: float = 0,
    colour: Colour = INK,
    stroke: int = 0,
) -> Region:
    """Write a word `width` units wide, centred at a place, turned anticlockwise by radians; returns where it is."""
    probe = word_mask(text, face, 100)
    size = max(10, min(400, int(100 * width * sheet.unit / probe.width)))
    mask = word_mask(text, face, size, stroke=stroke)
    if turn:
        mask = mask.rotate(math.degrees(turn), Image.Resampling.BICUBIC, expand=True)
    x = int(sheet.size[0] / 2 + at[0] * sheet.unit - mask.width / 2)
    y = int(sheet.size[1] / 2 + at[1] * sheet.unit - mask.height / 2)
    full = Image.new("L", sheet.size)
    full.paste(mask, (x, y))
    box = full.getbbox() or (0, 0, 1, 1)
    region = Region(box=box, mask=full.crop(box))
    sheet.stamp(colour, box, region.mask)
    return region


def shadowed(sheet: Sheet, region: Region, offset: float, colour: Colour) -> None:
    """A drop shadow of a written word, laid under it the next time it is written."""
    d = round(offset * sheet.unit)
    left, top, right, bottom = region.box
    sheet.stamp(colour, (left + d, top + d, right + d, bottom + d), region.mask)


def flourish(width: float, loops: int, chance: Random) -> list[Points]:
    """Calligrapher's swashes: a long sweep with loops, thick in the middle of each bow."""
    height = width * chance.uniform(0.09, 0.15)
    path = [(-width, 0.0)]
    for n in range(loops):
        x = -width + 2 * width * (n + 0.5) / loops
        step = width / loops
        path += [
            (x - step * 0.2, -height),
            (x + step * 0.55, -height * 0.2),
            (x + step * 0.1, height * 0.9),
            (x - step * 0.35, height * 0.1),
        ]
    path += [(width * 0.9, -height * 0.4), (width * 1.04, height * 0.25)]
    tails = [
        spline(
            [
                (side * width * 0.98, 0),
                (side * width * 1.12, -height * 0.9),
                (side * width * 0.92, -height * 1.3),
                (side * width * 0.86, -height * 0.7),
            ],
            steps=9,
        )
        for side in (-1, 1)
    ]
    return [spline(path, steps=10), *tails]


def diamonds(centre: tuple[float, float], count: int, gap: float, size: float) -> list[Points]:
    """Calligrapher's lozenges in a row."""
    x0 = centre[0] - gap * (count - 1) / 2
    shape = points((0, -1.3), (1, 0), (0, 1.3), (-1, 0)) * size
    return [shape + np.array([x0 + gap * n, centre[1]]) for n in range(count)]
