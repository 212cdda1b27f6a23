"""Fixed textures every sheet shares: stipple order, engraved lines, paper grain, ink mottling, cloud noise."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Field = NDArray[np.float32]
_TILE = 256
_SPAN = 1024


def noise(shape: tuple[int, int], cell: float, seed: int) -> Field:
    """Smooth noise 0–1 with features about `cell` pixels wide."""
    rng = np.random.default_rng(seed)
    small = rng.random((max(2, int(shape[0] / cell) + 2), max(2, int(shape[1] / cell) + 2)), dtype=np.float32)
    grown = Image.fromarray(small).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    return np.clip(np.asarray(grown, dtype=np.float32), 0, 1)


def clouds(shape: tuple[int, int], cell: float, seed: int, octaves: int = 4) -> Field:
    """Several sizes of noise in one, 0–1, like pigment settling in water."""
    total = np.zeros(shape, dtype=np.float32)
    weight = 1.0
    for octave in range(octaves):
        total += weight * (noise(shape, max(1.5, cell / 2**octave), seed + octave) - 0.5)
        weight *= 0.55
    settled: Field = np.clip(total * 0.9 + 0.5, 0, 1)
    return settled


def hatching(darkness: Field, grid: tuple[Field, Field], angle: float, pitch: float) -> Field:
    """Engraver's lines: parallel, slightly bent, swelling with the darkness."""
    x, y = grid
    across = x * np.float32(np.sin(angle)) + y * np.float32(np.cos(angle))
    down = x * np.float32(np.cos(angle)) - y * np.float32(np.sin(angle))
    bent = across + 2.2 * np.sin(down * 0.021) + 0.8 * np.sin(down * 0.063 + 1)
    profile = np.abs((bent / pitch) % 1 - 0.5) * 2
    lines: Field = np.clip((darkness * 0.95 - profile) * pitch / 2.2 + 0.25, 0, 1) * (darkness > 0.06)
    return lines


def dotting(darkness: Field, box: tuple[int, int, int, int], *, fine: bool) -> Field:
    """Stippling: each dot of the tile appears once the darkness at it has passed the dot's own threshold."""
    order, cover = _dots(1.05 if fine else 1.45, 17000 if fine else 8200)
    left, top, right, bottom = box
    rows = np.arange(top, bottom) % _TILE
    columns = np.arange(left, right) % _TILE
    tile = np.ix_(rows, columns)
    shown = cover[tile] * (order[tile] < np.square(np.clip(darkness, 0, 1)) * 0.9)
    dots: Field = np.maximum(shown, np.clip((darkness - 0.82) * 6, 0, 1)).astype(np.float32)
    return dots


@cache
def _dots(radius: float, count: int) -> tuple[Field, Field]:
    """For each pixel of the tile: the order (0–1) of the first dot that covers it, and how much it covers."""
    rng = np.random.default_rng(3)
    k = np.arange(count)
    # The plastic-number sequence keeps every prefix evenly spread, so any density looks stippled by hand.
    x = (k * 0.7548776662466927 * _TILE + rng.normal(0, 0.7, count)) % _TILE
    y = (k * 0.5698402909980532 * _TILE + rng.normal(0, 0.7, count)) % _TILE
    size = radius * rng.uniform(0.8, 1.15, count)
    order = np.ones((_TILE, _TILE), dtype=np.float32)
    cover = np.zeros((_TILE, _TILE), dtype=np.float32)
    reach = range(-2, 3)
    for dx in reach:
        for dy in reach:
            px, py = np.floor(x).astype(int) + dx, np.floor(y).astype(int) + dy
            covered = np.clip(size + 0.5 - np.hypot(px + 0.5 - x, py + 0.5 - y), 0, 1).astype(np.float32)
            hit = covered > 0.12
            at = (py[hit] % _TILE, px[hit] % _TILE)
            np.minimum.at(order, at, (k[hit] / count).astype(np.float32))
            np.maximum.at(cover, at, covered[hit])
    return order, cover


def cloud_patch(shape: tuple[int, int], offset: int) -> Field:
    """A piece of one big cloud picture, wherever `offset` says."""
    rows = (np.arange(shape[0]) + offset) % _SPAN
    columns = (np.arange(shape[1]) + offset * 7) % _SPAN
    return _cloud_span()[np.ix_(rows, columns)]


@cache
def _cloud_span() -> Field:
    return clouds((_SPAN, _SPAN), 110, 31)


@cache
def paper_grain() -> Image.Image:
    """Paper as light: mottled, fibrous and a little uneven, 0–255."""
    shape = (_SPAN, _SPAN)
    grain = 0.008 * (noise(shape, 2.6, 11) - 0.5) + 0.022 * (noise(shape, 6, 12) - 0.5)
    mottling = 0.035 * (clouds(shape, 170, 13) - 0.5) + 0.06 * (noise(shape, 420, 17) - 0.5)
    return Image.fromarray(np.clip((0.965 + grain + mottling) * 255, 0, 255).astype(np.uint8))


@cache
def ink_mottle() -> Image.Image:
    """How light ink gets where the paper took less of it."""
    shape = (_SPAN, _SPAN)
    uneven = 20 + 26 * (clouds(shape, 34, 21) - 0.35) + 6 * (noise(shape, 4.0, 22) - 0.5)
    return Image.fromarray(np.clip(uneven, 12, 60).astype(np.uint8))
