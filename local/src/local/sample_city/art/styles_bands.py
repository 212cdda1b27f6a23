"""Styles of bands and interlace: Polynesian, Celtic, tribal."""

import math
from random import Random

import numpy as np

from local.sample_city.art.geometry import (
    TAU,
    Points,
    arc,
    around,
    circle,
    leaf,
    mirrored,
    placed,
    points,
    ribbon,
    spiral,
    spline,
    star,
    symmetric,
)
from local.sample_city.art.motif import Part, Treatment, ink
from local.sample_city.art.sheet import INK, PAPER, Sheet


def polynesian(sheet: Sheet) -> None:
    """Bands of teeth, spearheads and waves, in a disc or down a panel."""
    chance = sheet.chance
    if chance.random() < 0.5:
        radius = 0.92
        while radius > 0.2:
            depth = chance.choice((0.1, 0.13, 0.17))
            _band_ring(sheet, chance, radius, depth)
            radius -= depth + 0.035
        _poly_heart(sheet, radius)
        return
    top, foot = -sheet.reach[1] * 0.92, sheet.reach[1] * 0.92
    y = top
    width = 0.62
    while y < foot - 0.1:
        depth = min(chance.choice((0.12, 0.16, 0.2)), foot - y)
        _band_row(sheet, chance, y, depth, width)
        y += depth + 0.03
    sheet.lines([points((s * (width + 0.04), top), (s * (width + 0.04), foot)) for s in (-1, 1)], 0.02)


def _band_ring(sheet: Sheet, chance: Random, radius: float, depth: float) -> None:
    count = max(10, int(TAU * radius / 0.13))
    kind = chance.randrange(5)
    inner = radius - depth
    sheet.lines([circle((0, 0), radius, 110), circle((0, 0), inner, 110)], 0.012, closed=True)
    if kind == 4:
        sheet.fill(
            np.vstack(
                [
                    circle((0, 0), radius - 0.02, 110),
                    circle((0, 0), radius - 0.02, 110)[:1],
                    circle((0, 0), inner + 0.02, 110)[::-1],
                    circle((0, 0), inner + 0.02, 110)[-1:],
                ]
            )
        )
        sheet.lines(
            [arc((0, 0), (radius + inner) / 2, TAU * n / count, TAU * (n + 0.6) / count, 6) for n in range(count)],
            depth * 0.16,
            PAPER,
        )
        return
    for n in range(count):
        sheet.fill(
            [
                placed(
                    shape,
                    turn=TAU * n / count,
                    at=(inner * math.sin(TAU * n / count), -inner * math.cos(TAU * n / count)),
                )
                for shape in _unit(kind, TAU * inner / count, depth, n)
            ]
        )


def _band_row(sheet: Sheet, chance: Random, y: float, depth: float, width: float) -> None:
    kind = chance.randrange(4)
    count = max(6, round(2 * width / (depth * 0.85)))
    step = 2 * width / count
    shapes = [
        shape * (1, 1) + (-width + step * (n + 0.5), y + depth)
        for n in range(count)
        for shape in _unit(kind, step, depth, n)
    ]
    sheet.fill(shapes)
    sheet.lines([points((-width, y), (width, y)), points((-width, y + depth), (width, y + depth))], 0.012)


def _unit(kind: int, width: float, depth: float, number: int) -> list[Points]:
    """One element of a band, standing on (0, 0)."""
    w = width / 2
    if kind == 0:
        return [points((-w, 0), (0, -depth), (w, 0))]
    if kind == 1:
        return [
            points((-w * 0.9, 0), (0, -depth * 0.55), (w * 0.9, 0), (0, -depth * 0.2)),
            points((-w * 0.9, -depth * 0.45), (0, -depth), (w * 0.9, -depth * 0.45), (0, -depth * 0.65)),
        ]
    if kind == 2:
        curl = placed(spiral(1.3, 0.02, 0.5, 30), scale=min(width, depth) * 0.85, at=(0, -depth * 0.5))
        return [ribbon(curl, np.linspace(0.006, min(width, depth) * 0.24, len(curl)))]
    s = 1 if number % 2 else -1
    return [points((-w, 0), (w, 0), (s * w, -depth), (0, -depth * 0.4))]


def _poly_heart(sheet: Sheet, radius: float) -> None:
    if radius < 0.08:
        return
    sheet.fill(circle((0, 0), radius * 0.9, 40))
    sheet.fill(around([placed(leaf(radius * 0.75, radius * 0.3))], 6), PAPER)


def celtic(sheet: Sheet) -> None:
    """Interlace: square panels of knotwork, triquetras, ringed crosses."""
    chance = sheet.chance
    form = chance.randrange(4)
    if form == 0:
        _triquetra(sheet)
    elif form == 1:
        _torus_ring(sheet, chance)
    else:
        columns = chance.choice((2, 3)) if form == 2 else 4
        rows = round(columns * (1.3 if sheet.reach[1] > 1.1 else 1)) if form == 2 else 4
        _plait(sheet, columns, rows, 0.84)


def _interlaced(sheet: Sheet, path: Points, width: float, crossings: int, *, phase: float = 0.5) -> None:
    """A closed strand drawn in overlapping pieces so that it passes over and under itself by turns."""
    n = len(path)
    pieces = crossings * 2
    closed = np.vstack([path, path[: n // pieces + 4]])

    def piece(k: int) -> Points:
        start = int(n * ((k + phase) / pieces)) % n
        return closed[start : start + n // pieces + 3]

    for k in (*range(0, pieces, 2), *range(1, pieces, 2)):
        strand = piece(k)
        sheet.fill(ribbon(strand, width * 1.42), PAPER)
        sheet.fill(ribbon(strand, width))
        sheet.fill(ribbon(strand, width * 0.68), (246, 240, 226))
        sheet.fill(ribbon(strand, width * 0.16))


def _triquetra(sheet: Sheet) -> None:
    t = np.linspace(0, TAU, 361)[:-1]
    r = 0.62
    path = np.column_stack([np.sin(t) + 2 * np.sin(2 * t), -(np.cos(t) - 2 * np.cos(2 * t))]) * r / 2.6
    ink(
        sheet,
        [Part(outline=circle((0, 0.03), 0.92, 90)), Part(outline=circle((0, 0.03), 0.84, 90))],
        Treatment(line=0.014),
    )
    beads = arc((0, 0.03), 0.88, 0, TAU, 61)[:-1]
    sheet.dots(beads, 0.014)
    _interlaced(sheet, placed(path, at=(0, 0.03), turn=math.pi), 0.12, 3)


def _torus_ring(sheet: Sheet, chance: Random) -> None:
    """A strand woven around a circle, a cross or a star inside."""
    lobes = chance.choice((8, 10, 12))
    t = np.linspace(0, 2 * TAU, 1201)[:-1]
    r = 0.72 + 0.13 * np.cos((lobes + 0.5) * t)
    path = np.column_stack([r * np.sin(t), -r * np.cos(t)])
    _interlaced(sheet, path, 0.062, 2 * lobes + 1, phase=0.0)
    inner = np.linspace(0, TAU, 721)[:-1]
    k = chance.choice((2, 3))
    rr = 0.28 + 0.16 * np.cos((2 * k + 1) / 2 * 2 * inner)
    rose = np.column_stack([rr * np.sin(2 * inner), -rr * np.cos(2 * inner)])
    _interlaced(sheet, rose, 0.05, 2 * (2 * k + 1), phase=0.0)


def _plait(sheet: Sheet, columns: int, rows: int, reach: float) -> None:
    """A mirror-curve plait: two families of strands, over and under at every crossing."""
    cell = min(reach / columns, reach * sheet.reach[1] / rows)
    x0, y0 = -cell * columns, -cell * rows
    width = cell * 0.42
    for parity in (0, 1):
        for i in range(2 * columns + 1):
            for j in range(2 * rows + 1):
                if (i + j) % 2 == 0:
                    continue
                x, y = x0 + i * cell, y0 + j * cell
                sign = 1 if (i + (i + j) // 2 + j) % 2 == parity else -1
                for strand in _crossing(i, j, columns=columns, rows=rows, cell=cell, sign=sign):
                    _band(sheet, placed(strand, at=(x, y)), width)
    sheet.lines(
        [
            points(
                (x0 - cell * 0.9, y0 - cell * 0.9),
                (-x0 + cell * 0.9, y0 - cell * 0.9),
                (-x0 + cell * 0.9, -y0 + cell * 0.9),
                (x0 - cell * 0.9, -y0 + cell * 0.9),
            )
        ],
        0.018,
        closed=True,
    )


def _crossing(i: int, j: int, *, columns: int, rows: int, cell: float, sign: int) -> list[Points]:
    """The strand(s) through one lattice point: a diagonal inside, a turn at the rim."""
    h = cell * 0.62
    if i in (0, 2 * columns):
        s = 1 if i == 0 else -1
        return (
            [
                spline(
                    [(s * h, -h), (s * h * 0.15, -h * 0.45), (-s * 0.1 * h, 0), (s * h * 0.15, h * 0.45), (s * h, h)],
                    steps=6,
                )
            ]
            if sign > 0
            else []
        )
    if j in (0, 2 * rows):
        s = 1 if j == 0 else -1
        return (
            [
                spline(
                    [(-h, s * h), (-h * 0.45, s * h * 0.15), (0, -s * 0.1 * h), (h * 0.45, s * h * 0.15), (h, s * h)],
                    steps=6,
                )
            ]
            if sign > 0
            else []
        )
    return [points((-h, -sign * h), (0, 0), (h, sign * h))]


def _band(sheet: Sheet, path: Points, width: float) -> None:
    sheet.fill(ribbon(path, width * 1.4), PAPER)
    sheet.fill(ribbon(path, width))
    sheet.fill(ribbon(path, width * 0.7), (246, 240, 226))
    sheet.fill(ribbon(path, width * 0.16))


def tribal(sheet: Sheet) -> None:
    """Sweeping black blades, mirrored; or thin thorned sigils."""
    chance = sheet.chance
    sigil = chance.random() < 0.45
    tall = sheet.reach[1]
    blades: list[Points] = []
    for _ in range(chance.choice((6, 7, 8))):
        y = chance.uniform(-0.7, 0.6) * tall
        out = chance.uniform(0.35, 0.9)
        rise = chance.uniform(-0.6, 0.6)
        path = spline(
            [(0.02, y), (out * 0.45, y + rise * 0.25), (out * 0.8, y + rise * 0.1), (out, y - rise * 0.7)], steps=14
        )
        t = np.linspace(0, 1, len(path))
        girth = (0.05 if sigil else 0.17) * np.sin(np.pi * (0.08 + 0.92 * t)) ** 1.3 * chance.uniform(0.7, 1.2)
        blades.append(ribbon(path, girth))
        thorn = path[len(path) // 2]
        blades.append(
            points(
                tuple(thorn),
                (thorn[0] + 0.07, thorn[1] + 0.05),
                (thorn[0] + 0.2 * out, thorn[1] + 0.24 * (1 if rise > 0 else -1)),
            )
        )
    spine = symmetric(
        [
            (0, -0.92 * tall),
            (0.03 if sigil else 0.09, -0.4),
            (0.015, 0.0),
            (0.03 if sigil else 0.1, 0.4),
            (0, 0.95 * tall),
        ],
        steps=10,
    )
    shapes = [spine, *blades, *(mirrored(b) for b in blades)]
    gap = 0.012 if sigil else 0.02
    for shape in shapes:
        sheet.lines([shape], gap, PAPER, closed=True)
        sheet.fill(shape, INK)
    if sigil:
        for y in np.linspace(-0.7, 0.7, 5).tolist():
            sheet.fill(placed(star(4, 0.08, 0.012), at=(0, y * tall)))
