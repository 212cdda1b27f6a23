"""Styles built from rule and symmetry: mandala, geometric, ornamental, Polynesian, Celtic, tribal."""

import math
from random import Random

import numpy as np

from local.sample_city.art import flora
from local.sample_city.art.compose import border
from local.sample_city.art.fauna import both
from local.sample_city.art.geometry import (
    TAU,
    Points,
    arc,
    around,
    circle,
    drawn,
    leaf,
    mirrored,
    placed,
    points,
    regular,
    ribbon,
    spiral,
    spline,
    star,
    symmetric,
)
from local.sample_city.art.motif import Part, Treatment, ink, moved
from local.sample_city.art.sheet import INK, PAPER, Sheet

_DOTTED = Treatment(line=0.009, detail=0.7, tone="stipple", depth=0.12)


def mandala(sheet: Sheet) -> None:
    """Rings of petals, arches and beads, from the rim inwards."""
    chance = sheet.chance
    folds = chance.choice((8, 10, 12, 16))
    form = chance.randrange(3)
    centre = (0.0, 0.0) if form else (0.0, sheet.reach[1] * 0.9)
    size = 0.9 if form else 1.25
    radius = 1.0
    turn = 0.0
    while radius > 0.16:
        step = chance.uniform(0.13, 0.22)
        _ring(sheet, chance, folds, radius * size, step * size, turn, centre)
        radius -= step
        turn += math.pi / folds if chance.random() < 0.7 else 0.0
    bloom = [
        Part(
            outline=placed(leaf(radius * size, radius * size * 0.5), turn=TAU * n / folds, at=centre),
            tone="paper",
            root=(centre, (centre[0], centre[1] + 0.1)),
        )
        for n in range(folds)
    ]
    ink(sheet, [*bloom, Part(outline=circle(centre, 0.05 * size, 24), solids=(circle(centre, 0.02, 12),))], _DOTTED)
    if form == 2:
        for n in range(3):
            drop = placed(leaf(0.1, 0.05), turn=math.pi, at=(0, 0.95 + 0.12 * n))
            ink(sheet, [Part(outline=drop)], _DOTTED)


def _ring(
    sheet: Sheet, chance: Random, folds: int, radius: float, step: float, turn: float, centre: tuple[float, float]
) -> None:
    """One ring: solid petals, open petals, arches, beads or fans between two circles."""
    kind = chance.randrange(6)
    width = TAU * radius / folds
    inner = radius - step
    shapes: list[Part] = []
    for n in range(folds):
        a = turn + TAU * n / folds
        at = (centre[0] + inner * math.sin(a) * 0.9, centre[1] - inner * math.cos(a) * 0.9)
        outer = leaf(step * 1.35, width * 0.98, point=0.5)
        if kind == 0:
            core = leaf(step * 0.95, width * 0.55, point=0.5)
            shapes += moved(
                [Part(outline=outer, root=((0, 0), (0, -step))), Part(outline=core, tone="dark", solids=(core,))],
                turn=a,
                at=at,
            )
        elif kind == 1:
            shapes += moved(
                [
                    Part(
                        outline=outer,
                        details=(leaf(step * 1.05, width * 0.68), points((0, -0.02), (0, -step))),
                        root=((0, 0), (0, -step * 1.2)),
                    )
                ],
                turn=a,
                at=at,
            )
        elif kind == 2:
            arch = symmetric(
                [(0, -step * 1.2), (width * 0.3, -step * 0.9), (width * 0.5, -step * 0.2), (width * 0.5, 0), (0, 0)],
                steps=6,
            )
            shapes += moved(
                [
                    Part(
                        outline=arch,
                        details=(arch * 0.72,),
                        solids=(circle((0, -step * 0.4), step * 0.14, 12),),
                        root=((0, 0), (0, -step)),
                    )
                ],
                turn=a,
                at=at,
            )
        elif kind == 3:
            shapes += moved(
                [
                    Part(outline=leaf(step * 1.3, width * 0.4)),
                    Part(
                        outline=circle((0, -step * 1.35), step * 0.13, 14),
                        solids=(circle((0, -step * 1.35), step * 0.07, 10),),
                    ),
                ],
                turn=a,
                at=at,
            )
        elif kind == 4:
            fan = np.vstack([points((0, 0)), arc((0, -step * 0.55), (width * 0.48, step * 0.6), math.pi, TAU, 14)])
            ribs = tuple(points((0, 0), (x * width, -step * 0.95)) for x in (-0.3, -0.15, 0, 0.15, 0.3))
            shapes += moved([Part(outline=fan, details=ribs, root=((0, 0), (0, -step * 0.8)))], turn=a, at=at)
        else:
            triangle = points((-width * 0.5, 0), (0, -step * 1.2), (width * 0.5, 0))
            shapes += moved([Part(outline=triangle, solids=(triangle * 0.5 - (0, step * 0.2),))], turn=a, at=at)
    ink(sheet, shapes, _DOTTED)
    sheet.fill(circle(centre, inner, 70), PAPER)
    sheet.lines([circle(centre, inner, 70), circle(centre, inner - 0.02, 70)], 0.007, closed=True)
    if chance.random() < 0.5:
        k = np.arange(folds * 3) * TAU / (folds * 3)
        beads = np.column_stack([centre[0] + (inner - 0.045) * np.sin(k), centre[1] + (inner - 0.045) * np.cos(k)])
        sheet.dots(beads, 0.009)


def geometric(sheet: Sheet) -> None:
    """Facets, lattices and impossible figures."""
    (_facets, _lattice, _impossible, _flower_of_life, _compass)[sheet.chance.randrange(5)](sheet)


def _facets(sheet: Sheet) -> None:
    """A fox folded from triangles, half of its facets toned."""
    half = [
        ((0, -0.3), (0.36, -0.46), (0.2, 0.0)),
        ((0, -0.3), (0.2, 0.0), (0, 0.3)),
        ((0.36, -0.46), (0.58, -0.98), (0.7, -0.3)),
        ((0.36, -0.46), (0.7, -0.3), (0.46, -0.06)),
        ((0.36, -0.46), (0.46, -0.06), (0.2, 0.0)),
        ((0.7, -0.3), (0.84, 0.14), (0.46, -0.06)),
        ((0.46, -0.06), (0.84, 0.14), (0.4, 0.36)),
        ((0.2, 0.0), (0.46, -0.06), (0.4, 0.36)),
        ((0.2, 0.0), (0.4, 0.36), (0, 0.3)),
        ((0, 0.3), (0.4, 0.36), (0.14, 0.66)),
        ((0, 0.3), (0.14, 0.66), (0, 0.9)),
        ((0.14, 0.66), (0.12, 0.74), (0, 0.9)),
    ]
    chance = sheet.chance
    levels = [chance.choice((0.0, 0.0, 0.18, 0.4, 0.75)) for _ in half]
    parts = [
        part
        for shape, level in zip(half, levels, strict=True)
        for part in both(Part(outline=points(*shape), dark=level))
    ]
    tone = chance.choice(("stipple", "hatch"))
    ink(
        sheet,
        moved(parts, scale=0.88),
        Treatment(line=0.009, tone="stipple" if tone == "stipple" else "hatch", depth=0.05, pitch=5),
    )
    ring = [regular(chance.choice((3, 6)), 1.0, -math.pi / 2), circle((0, 0), 0.86, 90)]
    sheet.lines(ring[:1], 0.005, closed=True)


def _lattice(sheet: Sheet) -> None:
    """A tessellation fading out towards the edge."""
    chance = sheet.chance
    cell = chance.choice((0.16, 0.2))
    reach = sheet.reach[1] * 0.9
    parts = []
    for row in range(-12, 13):
        for column in range(-10, 11):
            x = column * cell * math.sqrt(3) + (cell * math.sqrt(3) / 2 if row % 2 else 0)
            y = row * cell * 1.5
            fade = math.hypot(x / 0.92, y / reach)
            if fade > 1:
                continue
            for turn, dark in ((-math.pi / 2, 0.0), (math.pi / 6, 0.35), (5 * math.pi / 6, 0.8)):
                corner = [
                    (0.0, 0.0),
                    *((math.cos(turn + d), math.sin(turn + d)) for d in (-math.pi / 3, 0, math.pi / 3)),
                ]
                rhomb = points(*corner) * cell * (1.0 if fade < 0.5 else 1.5 - fade) + (x, y)
                parts.append(Part(outline=rhomb, dark=dark * (1.1 - fade)))
    ink(sheet, parts, Treatment(line=0.006, tone="stipple", depth=0.02))


def _impossible(sheet: Sheet) -> None:
    """The triangle that cannot be, and its rays."""
    bar = drawn("-.09,.72 .98,.72 1.07,.56 .27,.56 -.13,-.13 -.31,.18") * 0.72
    arms = [Part(outline=placed(bar - (0.0, 0.0), turn=TAU * n / 3), dark=d) for n, d in enumerate((0.05, 0.4, 0.85))]
    for n in range(48):
        a = TAU * n / 48
        sheet.lines(
            [
                points(
                    (0.84 * math.cos(a), 0.84 * math.sin(a)),
                    ((0.95 if n % 2 else 0.9) * math.cos(a), (0.95 if n % 2 else 0.9) * math.sin(a)),
                )
            ],
            0.006,
        )
    sheet.lines([circle((0, 0), 0.82, 90), circle((0, 0), 0.79, 90)], 0.005, closed=True)
    ink(
        sheet,
        moved(arms, scale=0.95),
        Treatment(line=0.012, tone=sheet.chance.choice(("stipple", "hatch")), depth=0.04, pitch=5),
    )


def _flower_of_life(sheet: Sheet) -> None:
    """Overlapping circles in a circle, a solid inside."""
    r = 0.235
    centres = {
        (round(r * (a + b / 2), 4), round(r * b * math.sqrt(3) / 2, 4))
        for a in range(-3, 4)
        for b in range(-3, 4)
        if abs(a + b) <= 3
    }
    sheet.lines([circle(c, r, 44) for c in sorted(centres) if math.hypot(*c) <= 2.2 * r], 0.006, closed=True)
    sheet.lines([circle((0, 0), 3.05 * r, 90), circle((0, 0), 3.18 * r, 90)], 0.009, closed=True)
    form = sheet.chance.choice((3, 4, 6))
    sheet.lines([regular(form, 0.95, -math.pi / 2 + TAU * n / (2 * form)) for n in range(2)], 0.005, closed=True)
    petals = around([placed(leaf(r, r * 0.52))], 6)
    ink(sheet, [Part(outline=p, dark=0.45) for p in petals], Treatment(line=0.007, tone="stipple", depth=0.04))
    sheet.dots(np.array(sorted(centres)), 0.012)


def _compass(sheet: Sheet) -> None:
    """A compass rose over construction lines."""
    parts = []
    for length, width, offset in ((0.52, 0.1, math.pi / 4), (0.88, 0.14, 0.0)):
        for n in range(4):
            for side in (-1, 1):
                blade = points((0, -length), (side * width, -width), (0, 0))
                parts.append(Part(outline=placed(blade, turn=offset + TAU * n / 4), dark=0.0 if side < 0 else 0.75))
    sheet.lines([circle((0, 0), r, 90) for r in (0.9, 0.62, 0.58, 0.3)], 0.005, closed=True)
    sheet.lines(
        [
            points((0.64 * math.cos(a), 0.64 * math.sin(a)), (0.7 * math.cos(a), 0.7 * math.sin(a)))
            for a in np.linspace(0, TAU, 73)[:-1].tolist()
        ],
        0.005,
    )
    ink(sheet, parts, Treatment(line=0.008, tone="stipple", depth=0.05))
    ink(sheet, [Part(outline=circle((0, 0), 0.07, 26), solids=(circle((0, 0), 0.03, 14),))], Treatment(line=0.008))
    border(sheet, 0.004)


def ornamental(sheet: Sheet) -> None:
    """A chandelier down the middle: lotus, filigree, lace, drops."""
    chance = sheet.chance
    tall = sheet.reach[1]
    right: list[Part] = []
    curls = []
    for n in range(chance.choice((3, 4))):
        y = -0.5 * tall + 0.34 * n
        size = 0.5 - 0.09 * n
        curl = placed(
            spiral(1.4, 0.02, 0.2, 40), scale=(size * 1.6, size * 1.4), turn=-0.5 + 0.3 * n, at=(size * 0.95, y)
        )
        curls += [ribbon(curl, np.linspace(0.008, 0.034, len(curl)))]
        sweep = spline(
            [(0.04, y + 0.2), (size * 0.8, y + 0.2), (size * 1.45, y - 0.02), (size * 1.5, y - 0.3)], steps=10
        )
        right.append(
            Part(outline=ribbon(sweep, 0.035 * np.sin(np.linspace(0.1, 3.05, len(sweep)))), tone="dark", dark=1)
        )
        right += moved(
            [flora.leaf_part(0.3 * size + 0.1, 0.12, veins=0)], turn=1.2 + 0.15 * n, at=(size * 0.9, y + 0.16)
        )
    ink(sheet, [part for item in right for part in both(item)], _DOTTED)
    sheet.fill([shape for curl in curls for shape in (curl, mirrored(curl))])
    _lotus(sheet, (0, -0.42 * tall), 0.62)
    y = -0.2 * tall
    for n in range(6):
        size = 0.15 - 0.016 * n
        gem = points((0, -size), (size * 0.62, 0), (0, size), (-size * 0.62, 0))
        ink(sheet, [Part(outline=gem + (0, y), solids=((gem * 0.45) + (0, y),) if n % 2 else ())], _DOTTED)
        y += size * 2 + 0.03
    ink(sheet, [Part(outline=placed(leaf(0.22, 0.12), turn=math.pi, at=(0, y - 0.06)))], _DOTTED)
    for x, top, drop in ((0.22, 0.16, 5), (0.4, -0.06, 4), (0.6, -0.26, 3)):
        for s in (-1, 1):
            chain = np.array([(s * x, top + 0.07 * k) for k in range(drop)])
            sheet.dots(chain, 0.014)
            ink(
                sheet,
                [Part(outline=placed(leaf(0.11, 0.065), turn=math.pi, at=(s * x, top + 0.07 * drop - 0.03)))],
                _DOTTED,
            )


def _lotus(sheet: Sheet, at: tuple[float, float], size: float) -> None:
    petals: list[Part] = []
    for lean, length in ((-1.35, 0.66), (1.35, 0.66), (-0.95, 0.8), (0.95, 0.8), (-0.5, 0.92), (0.5, 0.92), (0.0, 1.0)):
        petals += moved(
            [
                Part(
                    outline=leaf(length, 0.42, point=0.5),
                    details=(leaf(length * 0.74, 0.24, point=0.5),),
                    root=((0, 0), (0, -length)),
                )
            ],
            turn=lean,
        )
    ink(sheet, moved(petals, scale=size, at=(at[0], at[1] + 0.2)), _DOTTED)


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
                for strand in _crossing(i, j, columns, rows, cell, sign):
                    _band(sheet, strand + (x, y), width)
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


def _crossing(i: int, j: int, columns: int, rows: int, cell: float, sign: int) -> list[Points]:
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
