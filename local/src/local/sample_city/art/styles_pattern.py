"""Styles built from rule and symmetry: mandala, geometric, ornamental."""

import math
from random import Random

import numpy as np

from local.sample_city.art import flora
from local.sample_city.art.compose import border
from local.sample_city.art.fauna import both
from local.sample_city.art.geometry import (
    TAU,
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
    symmetric,
)
from local.sample_city.art.motif import Motif, Part, Treatment, ink, moved
from local.sample_city.art.sheet import PAPER, Sheet

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
        _ring(sheet, chance, folds=folds, radius=radius * size, step=step * size, turn=turn, centre=centre)
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
    sheet: Sheet, chance: Random, *, folds: int, radius: float, step: float, turn: float, centre: tuple[float, float]
) -> None:
    """One ring: solid petals, open petals, arches, beads or fans between two circles."""
    kind = chance.randrange(6)
    width = TAU * radius / folds
    inner = radius - step
    element = _element(kind, width, step)
    shapes: list[Part] = []
    for n in range(folds):
        a = turn + TAU * n / folds
        at = (centre[0] + inner * math.sin(a) * 0.9, centre[1] - inner * math.cos(a) * 0.9)
        shapes += moved(element, turn=a, at=at)
    ink(sheet, shapes, _DOTTED)
    sheet.fill(circle(centre, inner, 70), PAPER)
    sheet.lines([circle(centre, inner, 70), circle(centre, inner - 0.02, 70)], 0.007, closed=True)
    if chance.random() < 0.5:
        k = np.arange(folds * 3) * TAU / (folds * 3)
        beads = np.column_stack([centre[0] + (inner - 0.045) * np.sin(k), centre[1] + (inner - 0.045) * np.cos(k)])
        sheet.dots(beads, 0.009)


def _element(kind: int, width: float, step: float) -> Motif:
    """What a ring repeats, standing on (0, 0): petals with cores or veins, arches, beads on stalks, fans, spikes."""
    outer = leaf(step * 1.35, width * 0.98, point=0.5)
    if kind == 0:
        core = leaf(step * 0.95, width * 0.55, point=0.5)
        return (Part(outline=outer, root=((0, 0), (0, -step))), Part(outline=core, tone="dark", solids=(core,)))
    if kind == 1:
        veins = (leaf(step * 1.05, width * 0.68), points((0, -0.02), (0, -step)))
        return (Part(outline=outer, details=veins, root=((0, 0), (0, -step * 1.2))),)
    if kind == 2:
        w = width / 2
        arch = symmetric([(0, -step * 1.2), (w * 0.6, -step * 0.9), (w, -step * 0.2), (w, 0), (0, 0)], steps=6)
        bead = circle((0, -step * 0.4), step * 0.14, 12)
        return (Part(outline=arch, details=(arch * 0.72,), solids=(bead,), root=((0, 0), (0, -step))),)
    if kind == 3:
        top = (0.0, -step * 1.35)
        pearl = Part(outline=circle(top, step * 0.13, 14), solids=(circle(top, step * 0.07, 10),))
        return (Part(outline=leaf(step * 1.3, width * 0.4)), pearl)
    if kind == 4:
        fan = np.vstack([points((0, 0)), arc((0, -step * 0.55), (width * 0.48, step * 0.6), math.pi, TAU, 14)])
        ribs = tuple(points((0, 0), (x * width, -step * 0.95)) for x in (-0.3, -0.15, 0, 0.15, 0.3))
        return (Part(outline=fan, details=ribs, root=((0, 0), (0, -step * 0.8))),)
    triangle = points((-width * 0.5, 0), (0, -step * 1.2), (width * 0.5, 0))
    return (Part(outline=triangle, solids=(placed(triangle, scale=0.5, at=(0, -step * 0.2)),)),)


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
    """Jewellery for skin: chandeliers, lace cuffs, pendants."""
    (_chandelier, _chandelier, _cuff, _pendant)[sheet.chance.randrange(4)](sheet)


def _cuff(sheet: Sheet) -> None:
    """Bands of lace around a wrist: scallops, leaves, beads, fans."""
    chance, tall = sheet.chance, sheet.reach[1]
    y = -0.72 * tall
    while y < 0.6 * tall:
        depth = chance.uniform(0.16, 0.3)
        count = chance.choice((5, 6, 7, 8))
        width = 1.6 / count
        element = _element(chance.randrange(6), width, depth * 0.74)
        at = [(-0.8 + width * (n + 0.5), y + depth) for n in range(count)]
        ink(sheet, [part for x, foot in at for part in moved(element, at=(x, foot))], _DOTTED)
        sheet.lines([points((-0.84, y + depth + d), (0.84, y + depth + d)) for d in (0.015, 0.04)], 0.008)
        sheet.dots(
            np.column_stack([np.linspace(-0.8, 0.8, 4 * count + 1), np.full(4 * count + 1, y + depth + 0.075)]), 0.01
        )
        y += depth + 0.14
    for n in range(7):
        drop = placed(leaf(0.16 - 0.03 * abs(n - 3), 0.08), turn=math.pi, at=(-0.66 + 0.22 * n, y + 0.02))
        ink(sheet, [Part(outline=drop, root=((0, y), (0, y + 0.1)))], _DOTTED)


def _pendant(sheet: Sheet) -> None:
    """A lotus on a crescent, chains and drops below."""
    chance, tall = sheet.chance, sheet.reach[1]
    crescent = np.vstack([arc((0, 0), 0.62, 0.3, math.pi - 0.3, 50), arc((0, -0.2), 0.62, math.pi - 0.02, 0.02, 50)])
    crescent = placed(crescent, at=(0, -0.12))
    ink(sheet, [Part(outline=crescent, root=((0, 0.5), (0, 0)))], _DOTTED)
    _lotus(sheet, (0, -0.06), chance.uniform(0.5, 0.62))
    count = chance.choice((5, 7))
    for n in range(count):
        x = (n - (count - 1) / 2) * 0.9 / (count - 1)
        top = -0.12 + math.sqrt(max(0.0, 0.62**2 - x * x)) + 0.03
        length = 0.5 * tall - 0.9 * abs(x) * chance.uniform(0.55, 0.6)
        chain = np.column_stack([np.full(9, x), np.linspace(top, top + length * 0.62, 9)])
        sheet.dots(chain, 0.013)
        ink(
            sheet,
            moved(_element(chance.choice((0, 1, 3)), 0.13, 0.13), turn=math.pi, at=(x, top + length * 0.62)),
            _DOTTED,
        )
    halo = [circle((0, -0.2), r * min(1.1, tall), 80) for r in (0.84, 0.88)]
    sheet.lines([np.vstack([ring[38:80], ring[:3]]) for ring in halo], 0.006)
    rays = np.linspace(math.pi, TAU, 25)
    sheet.dots(np.column_stack([0.94 * np.cos(rays), -0.2 + 0.94 * min(1.1, tall) * np.sin(rays)]), 0.012)


def _chandelier(sheet: Sheet) -> None:
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
    _lotus(sheet, (0, -0.42 * tall), chance.uniform(0.5, 0.66))
    y = -0.2 * tall
    for n in range(6):
        size = 0.15 - 0.016 * n
        gem = points((0, -size), (size * 0.62, 0), (0, size), (-size * 0.62, 0))
        ink(
            sheet,
            [Part(outline=placed(gem, at=(0, y)), solids=(placed(gem, scale=0.45, at=(0, y)),) if n % 2 else ())],
            _DOTTED,
        )
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
