"""A sheet of paper to ink on: fills, strokes and shading in sheet units, then paper grain and JPEG."""

import io
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import aggdraw
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

from local.sample_city.art import textures
from local.sample_city.art.geometry import Points, pen

Colour = tuple[int, int, int]
Field = NDArray[np.float32]
Tone = Literal["smooth", "stipple", "pepper", "hatch", "cross"]

INK: Colour = (27, 25, 28)
PAPER: Colour = (255, 255, 255)
_WHITE = aggdraw.Brush(255)
_LIGHT = (-0.55, -0.8)


def palette(text: str) -> dict[str, Colour]:
    """Colours by tone, from `"petal=c02a28 leaf=326242 …"`."""
    pairs = (entry.split("=") for entry in text.split())
    return {tone: (int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)) for tone, code in pairs}


@dataclass(slots=True, kw_only=True)
class Region:
    """The part of a sheet an outline covers: pixel box, coverage 0–255, and pixel coordinates on demand."""

    box: tuple[int, int, int, int]
    mask: Image.Image

    @property
    def cover(self) -> Field:
        """Coverage 0–1 as an array of shape (height, width)."""
        return np.asarray(self.mask).astype(np.float32) * np.float32(1 / 255)

    def grid(self) -> tuple[Field, Field]:
        """Pixel coordinates x, y of the box."""
        left, top, right, bottom = self.box
        x = np.arange(left, right, dtype=np.float32)[None, :]
        y = np.arange(top, bottom, dtype=np.float32)[:, None]
        return x, y


class Sheet:
    """One picture in the making; every shape is given in sheet units (see `geometry`).

    A grey sheet has one channel, which makes it much quicker: it keeps the lightness of every colour only.
    """

    def __init__(self, size: tuple[int, int], chance: random.Random, *, grey: bool = False) -> None:
        self.size = size
        self.chance = chance
        self.unit = min(size) / 2
        self.reach = (size[0] / 2 / self.unit, size[1] / 2 / self.unit)
        self.image = Image.new("L", size, 255) if grey else Image.new("RGB", size, PAPER)
        self.wobble = 0.0
        self._waves = [(chance.uniform(3, 9), chance.uniform(3, 9), chance.uniform(0, 6.3)) for _ in range(4)]

    def pixels(self, shape: Points) -> Points:
        """Sheet units to pixels, with the hand's unsteadiness."""
        if self.wobble:
            x, y = shape[:, 0], shape[:, 1]
            (a, b, c), (d, e, f), (g, h, i), (j, k, m) = self._waves
            dx = np.sin(a * y + c) + 0.6 * np.sin(b * 2.3 * x + f) + 0.35 * np.sin(g * 4 * (x + y) + i)
            dy = np.sin(d * x + i) + 0.6 * np.sin(e * 2.3 * y + m) + 0.35 * np.sin(j * 4 * (x - y) + c + h + k)
            shape = shape + self.wobble * np.column_stack([dx, dy])
        return shape * self.unit + (self.size[0] / 2, self.size[1] / 2)

    def region(self, outlines: Sequence[Points], margin: float = 0) -> Region | None:
        """The union of some outlines, `margin` units of room around them; nothing when outside the sheet."""
        shapes = [self.pixels(outline) for outline in outlines if len(outline) > 2]
        if not shapes:
            return None
        every = shapes[0] if len(shapes) == 1 else np.concatenate(shapes)
        low = every.min(axis=0) - margin * self.unit - 1
        high = every.max(axis=0) + margin * self.unit + 2
        left, top = (max(0, int(v)) for v in low)
        right, bottom = (min(limit, math.ceil(v)) for limit, v in zip(self.size, high, strict=True))
        if right <= left or bottom <= top:
            return None
        extent = (right - left, bottom - top)
        draw = aggdraw.Draw("L", extent, 0)
        for shape in shapes:
            draw.polygon((shape - (left, top)).ravel().tolist(), None, _WHITE)
        return Region(box=(left, top, right, bottom), mask=Image.frombuffer("L", extent, draw.tobytes()))

    def stamp(self, colour: Colour, box: tuple[int, int, int, int], mask: Image.Image) -> None:
        """Press a colour through a mask onto a box of pixels."""
        self.image.paste(colour if self.image.mode == "RGB" else _lightness(colour), box, mask)

    def cover(self, region: Region, colour: Colour) -> None:
        """Cover a region with a colour."""
        self.stamp(colour, region.box, region.mask)

    def fill(self, outlines: Points | Sequence[Points], colour: Colour = INK, strength: float = 1) -> None:
        """Cover outlines with a colour."""
        region = self.region([outlines] if isinstance(outlines, np.ndarray) else outlines)
        if region is not None:
            mask = region.mask if strength >= 1 else region.mask.point(lambda value: int(value * strength))
            self.stamp(colour, region.box, mask)

    def lines(
        self, paths: Iterable[Points], width: float, colour: Colour = INK, *, taper: float = 0, closed: bool = False
    ) -> None:
        """Draw pen strokes of a width in units (0.01 is about 3.5 pixels)."""
        self.fill([pen(path, width, taper=taper, closed=closed) for path in paths if len(path) > 1], colour)

    def dots(self, centres: Points, radius: float, colour: Colour = INK) -> None:
        """Draw round dots, radius in units."""
        if len(centres) == 0:
            return
        spots, r = self.pixels(centres), radius * self.unit
        left, top = (max(0, int(v - r - 1)) for v in spots.min(axis=0))
        right, bottom = (
            min(limit, math.ceil(v + r + 1)) for limit, v in zip(self.size, spots.max(axis=0), strict=True)
        )
        if right <= left or bottom <= top:
            return
        extent = (right - left, bottom - top)
        draw = aggdraw.Draw("L", extent, 0)
        for x, y in (spots - (left, top)).tolist():
            draw.ellipse((x - r, y - r, x + r, y + r), None, _WHITE)
        self.stamp(colour, (left, top, right, bottom), Image.frombuffer("L", extent, draw.tobytes()))

    def form(self, region: Region, depth: float, light: tuple[float, float] = _LIGHT) -> Field:
        """Darkness 0–1 as on a cushion lit from the upper left: the outline's blur, moved towards the light."""
        radius = max(1.0, depth * self.unit)
        soft = region.mask.filter(ImageFilter.BoxBlur(radius)).filter(ImageFilter.BoxBlur(radius / 2))
        dx, dy = round(-light[0] * radius * 0.7), round(-light[1] * radius * 0.7)
        moved = soft.crop((dx, dy, dx + soft.width, dy + soft.height))
        return np.asarray(moved).astype(np.float32) * np.float32(-1.35 / 255) + np.float32(1.35)

    def ramp(self, region: Region, start: tuple[float, float], end: tuple[float, float]) -> Field:
        """Darkness falling from 1 at `start` to 0 at `end` (units)."""
        (x0, y0), (x1, y1) = self.pixels(np.array([start, end])).tolist()
        x, y = region.grid()
        length = max(1e-6, (x1 - x0) ** 2 + (y1 - y0) ** 2)
        fall: Field = np.clip(1 - ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length, 0, 1).astype(np.float32)
        return fall

    def tone(
        self, region: Region, darkness: Field, tone: Tone, colour: Colour = INK, *, angle: float = 0.6, pitch: float = 6
    ) -> None:
        """Lay darkness into a region as wash, dots, pepper or engraved lines."""
        if tone == "smooth":
            alpha = darkness
        elif tone == "hatch":
            alpha = textures.hatching(darkness, region.grid(), angle, pitch)
        elif tone == "cross":
            alpha = textures.hatching(darkness, region.grid(), angle, pitch)
            alpha = np.maximum(alpha, textures.hatching(darkness - 0.38, region.grid(), angle + 1.25, pitch))
        else:
            alpha = textures.dotting(darkness, region.box, fine=tone == "pepper")
        self.stamp(colour, region.box, Image.fromarray((alpha * region.cover * 255).astype(np.uint8)))

    def wash(self, region: Region, colour: Colour, strength: Field) -> None:
        """Multiply a transparent colour into a region."""
        patch = np.asarray(self.image.crop(region.box), dtype=np.float32)
        alpha = (strength * region.cover)[..., None]
        tint = np.array(colour, dtype=np.float32) / 255
        mixed = patch * (1 - alpha * (1 - tint))
        self.image.paste(Image.fromarray(mixed.astype(np.uint8)), region.box[:2])

    def finish(self, paper: Colour, quality: int = 44) -> bytes:
        """Settle the ink into tinted, grainy paper; JPEG bytes."""
        grain, mottle = textures.paper_grain(), textures.ink_mottle()
        x, y = self.chance.randrange(200), self.chance.randrange(100)
        box = (x, y, x + self.size[0], y + self.size[1])
        light, uneven = grain.crop(box), mottle.crop(box)
        inks = self.image.split() if self.image.mode == "RGB" else (self.image,) * 3
        settled = [
            ImageChops.multiply(ImageChops.lighter(ink, uneven), light.point(_tint(value)))
            for ink, value in zip(inks, paper, strict=True)
        ]
        out = io.BytesIO()
        Image.merge("RGB", settled).save(out, "JPEG", quality=quality, optimize=True)
        return out.getvalue()


@cache
def _lightness(colour: Colour) -> int:
    return round(0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2])


@cache
def _tint(value: int) -> list[int]:
    return [round(level * value / 255) for level in range(256)]
