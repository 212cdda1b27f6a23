"""Arrangements of motifs on a sheet, fillers between them, frames around them."""

import math
from collections.abc import Sequence
from random import Random

import numpy as np

from local.sample_city.art import flora, objects
from local.sample_city.art.geometry import TAU, Points, arc, circle, placed, points, ribbon, star
from local.sample_city.art.motif import Motif, MotifMaker, Part, Treatment, ink, moved
from local.sample_city.art.sheet import INK, Colour, Sheet

PAPERS: tuple[Colour, ...] = (
    (250, 243, 229),
    (246, 238, 220),
    (252, 248, 240),
    (243, 236, 224),
    (248, 240, 232),
    (240, 234, 218),
    (251, 246, 234),
)


def solo(chance: Random, main: MotifMaker) -> Motif:
    """One motif, slightly tilted."""
    return moved(main(chance), turn=chance.uniform(-0.08, 0.08))


def pierced(chance: Random, main: MotifMaker) -> Motif:
    """A dagger behind and through the motif."""
    tilt = chance.choice((-1, 1)) * chance.uniform(0.25, 0.5)
    return (*moved(objects.dagger(chance), scale=1.12, turn=tilt), *moved(main(chance), scale=0.58, at=(0, 0.06)))


def bedded(chance: Random, main: MotifMaker, flower: MotifMaker) -> Motif:
    """The motif above a bed of flowers and leaves."""
    leaves = [
        part
        for lean in (-1.5, -1.05, -0.65, 0.65, 1.05, 1.5)
        for part in moved([flora.leaf_part(0.72, 0.3, bend=lean * 0.08)], turn=lean, at=(lean * 0.12, 0.42))
    ]
    beds = [
        moved(flower(chance), scale=s, turn=chance.uniform(0, 6), at=at)
        for s, at in ((0.4, (-0.52, 0.52)), (0.4, (0.52, 0.52)), (0.46, (0, 0.74)))
    ]
    return (*leaves, *moved(main(chance), scale=0.74, at=(0, -0.26)), *(part for bed in beds for part in bed))


def wreathed(chance: Random, main: MotifMaker) -> Motif:
    """The motif inside a wreath of leaves."""
    hoop = ribbon(circle((0, 0), 0.845, 90), 0.016)
    count, ring = chance.choice((18, 20, 24)), [Part(outline=np.vstack([hoop, hoop[:1]]), tone="leaf")]
    for n in range(count):
        turn = TAU * n / count
        sign = 1 if n < count / 2 else -1
        blade = flora.leaf_part(0.34, 0.13, veins=2)
        lean = turn + sign * (0.95 if n % 2 else 0.45)
        ring += moved([blade], turn=lean, at=(0.84 * math.sin(turn), -0.84 * math.cos(turn)))
    return (*ring, *moved(main(chance), scale=0.56))


def paired(chance: Random, upper: MotifMaker, lower: MotifMaker) -> Motif:
    """Two motifs, one over the other."""
    side = chance.choice((-1, 1))
    return (
        *moved(lower(chance), scale=0.6, turn=chance.uniform(-0.2, 0.2), at=(side * 0.3, 0.46)),
        *moved(upper(chance), scale=0.62, turn=chance.uniform(-0.2, 0.2), at=(-side * 0.26, -0.44)),
    )


def arrangement(
    chance: Random, mains: Sequence[MotifMaker], flowers: Sequence[MotifMaker], others: Sequence[MotifMaker] = ()
) -> Motif:
    """One of the arrangements, from a style's own motifs."""
    main = chance.choice(list(mains))
    form = chance.randrange(10)
    if form < 3:
        return solo(chance, main)
    if form < 5:
        return bedded(chance, main, chance.choice(list(flowers)))
    if form < 6:
        return pierced(chance, chance.choice(list(flowers)))
    if form < 8:
        return wreathed(chance, main)
    return paired(chance, chance.choice([*others, main]), chance.choice(list(flowers)))


def hero(sheet: Sheet, motif: Motif, treatment: Treatment, *, scale: float = 0.8) -> None:
    """Ink a motif large in the middle, filling tall sheets better than square ones."""
    tall = sheet.reach[1] > 1.1
    ink(sheet, moved(motif, scale=scale * (1.08 if tall else 1.0)), treatment)


def flash_grid(sheet: Sheet, makers: Sequence[MotifMaker], treatment: Treatment, *, columns: int = 2) -> None:
    """Several small motifs in rows, as on a sheet pinned to a studio's wall."""
    chance = sheet.chance
    width, height = sheet.reach
    rows = max(2, round(columns * height / width))
    chosen = list(makers) * (1 + columns * rows // len(makers))
    chance.shuffle(chosen)
    cell = min(width / columns, height / rows)
    for row in range(rows):
        for column in range(columns):
            at = (width * (2 * column + 1 - columns) / columns * 0.94, height * (2 * row + 1 - rows) / rows * 0.94)
            motif = chosen[row * columns + column](chance)
            ink(sheet, moved(motif, scale=cell * 0.74, turn=chance.uniform(-0.12, 0.12), at=at), treatment)


def ring_spots(chance: Random, count: int, low: float, high: float, reach: tuple[float, float]) -> Points:
    """Random places in an elliptic ring around the middle, spread by the golden angle."""
    start = chance.uniform(0, TAU)
    a = start + np.arange(count) * 2.399963
    r = np.array([chance.uniform(low, high) for _ in range(count)])
    return np.column_stack([r * np.cos(a) * reach[0], r * np.sin(a) * reach[1]])


def fillers(sheet: Sheet, treatment: Treatment, *, count: int = 16, kind: str = "mixed") -> None:
    """Small dots, stars and sparks around the main motif."""
    for n, at in enumerate(ring_spots(sheet.chance, count, 0.84, 0.95, sheet.reach).tolist()):
        form = n % 3 if kind == "mixed" else 0
        if form == 0:
            sheet.dots(np.array([at]), treatment.line * 0.75, treatment.ink)
        elif form == 1:
            spark = placed(star(4, 0.055, 0.014), at=(at[0], at[1]))
            sheet.fill(spark, treatment.ink)
        else:
            sheet.lines([circle((at[0], at[1]), 0.018, 12)], treatment.line * 0.6, treatment.ink, closed=True)


def border(sheet: Sheet, width: float = 0.006, colour: Colour = INK, inset: float = 0.06) -> None:
    """A ruled double border with cut corners."""
    for extra, line in ((0.0, width), (0.028, width * 0.5)):
        x, y = sheet.reach[0] - inset - extra, sheet.reach[1] - inset - extra
        c = 0.05
        frame = points(
            (-x + c, -y), (x - c, -y), (x, -y + c), (x, y - c), (x - c, y), (-x + c, y), (-x, y - c), (-x, -y + c)
        )
        sheet.lines([frame], line, colour, closed=True)


def medallion(sheet: Sheet, treatment: Treatment, *, tone: str = "rest", scale: float = 0.86) -> None:
    """An oval frame with beads, something to set a motif on."""
    rx, ry = scale * 0.92, scale * min(1.15, sheet.reach[1] * 0.95)
    ink(
        sheet,
        [
            Part(outline=circle((0, 0), (rx + 0.06, ry + 0.06), 80), tone="gold"),
            Part(outline=circle((0, 0), (rx, ry), 80), tone=tone),
        ],
        treatment,
    )
    beads = arc((0, 0), (rx + 0.03, ry + 0.03), 0, TAU, 61)[:-1]
    sheet.dots(beads, 0.011, treatment.ink)
