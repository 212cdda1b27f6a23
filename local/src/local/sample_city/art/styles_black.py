"""Styles of black ink on motifs: blackwork, greys, stipple, engraving, portraits, horror."""

import math
from random import Random

import numpy as np

from local.sample_city.art import beasts, fauna, flora, objects, wonders
from local.sample_city.art.compose import arrangement, bedded, border, fillers, hero, solo, wreathed
from local.sample_city.art.geometry import TAU, along, arc, circle, placed, points, spline, star
from local.sample_city.art.lettering import BLACKLETTER, SCRIPT, write
from local.sample_city.art.motif import MotifMaker, Part, Treatment, ink, moved
from local.sample_city.art.sheet import INK, PAPER, Colour, Sheet, palette

GRAPHITE: Colour = (70, 70, 76)


_FLOWERS: tuple[MotifMaker, ...] = (flora.rose, flora.peony, flora.daisy)


def blackwork(sheet: Sheet) -> None:
    """Solid black, the drawing left open."""
    chance = sheet.chance
    sheet.wobble = 0.002
    treatment = Treatment(line=0.014, detail=0.7, solid=True)
    mains = (
        fauna.raven,
        fauna.moth,
        flora.tulip,
        beasts.snake,
        wonders.sun,
        wonders.moon,
        fauna.beetle,
        beasts.fox,
        fauna.swallow,
        flora.poppy,
    )
    form = chance.randrange(4)
    if form == 0:
        sheet.fill(circle((0, 0), 0.84, 80))
        hero(
            sheet,
            solo(chance, chance.choice((flora.daisy, fauna.moth, fauna.swallow, flora.fern))),
            Treatment(line=0.014, detail=0.7, tone="hatch", depth=0.12, pitch=7),
            scale=0.62,
        )
    elif form == 1:
        hero(sheet, wreathed(chance, chance.choice(mains)), treatment, scale=0.86)
    else:
        hero(sheet, arrangement(chance, mains, _FLOWERS), treatment, scale=0.84)
        fillers(sheet, treatment, count=12)


def black_and_grey(sheet: Sheet) -> None:
    """Soft washes of diluted black."""
    chance = sheet.chance
    treatment = Treatment(line=0.007, detail=0.6, tone="smooth", depth=0.2, strength=0.95)
    mains = (
        flora.rose,
        objects.skull,
        fauna.raven,
        objects.pocket_watch,
        wonders.lighthouse,
        fauna.owl,
        objects.heart,
        objects.hourglass,
    )
    _halo(sheet, 0.75)
    hero(
        sheet,
        arrangement(chance, mains, (flora.rose, flora.peony), (fauna.swallow, objects.key)),
        treatment,
        scale=0.84,
    )


def _halo(sheet: Sheet, radius: float, strength: float = 0.55) -> None:
    """A soft dark cloud behind a motif."""
    outline = circle((sheet.chance.uniform(-0.1, 0.1), 0), (radius, radius * min(1.2, sheet.reach[1])), 50)
    region = sheet.region([outline], 0.05)
    if region is not None:
        x, y = region.grid()
        cx, cy = sheet.size[0] / 2, sheet.size[1] / 2
        r = np.hypot((x - cx) / (radius * sheet.unit), (y - cy) / (radius * sheet.unit * min(1.2, sheet.reach[1])))
        sheet.tone(region, (np.clip(1 - r, 0, 1) ** 0.8 * strength).astype(np.float32), "smooth", (58, 58, 64))


def dotwork(sheet: Sheet) -> None:
    """Everything shaded in dots."""
    chance = sheet.chance
    treatment = Treatment(line=0.008, detail=0.6, tone="stipple", depth=0.22)
    form = chance.randrange(4)
    if form == 0:
        _moon_phases(sheet, treatment)
        hero(
            sheet,
            solo(chance, chance.choice((fauna.moth, wonders.eye, wonders.planet, objects.hand))),
            treatment,
            scale=0.62,
        )
        return
    if form == 1:
        _mountains(sheet)
        return
    mains = (
        wonders.planet,
        fauna.beetle,
        wonders.shell,
        wonders.moon,
        wonders.sun,
        fauna.moth,
        wonders.crystals,
        flora.mushroom,
        wonders.eye,
        objects.hand,
    )
    hero(sheet, arrangement(chance, mains, (flora.daisy, flora.peony)), treatment, scale=0.84)
    fillers(sheet, treatment, count=22, kind="dots")


def _moon_phases(sheet: Sheet, treatment: Treatment) -> None:
    y = -sheet.reach[1] * 0.82
    for n, x in enumerate(np.linspace(-0.72, 0.72, 5).tolist()):
        r = 0.115 if n == 2 else 0.09
        disc = circle((x, y), r, 30)
        ink(sheet, [Part(outline=disc, tone="paper")], treatment)
        if n != 2:
            side = -1 if n < 2 else 1
            bulge = 0.1 if n in (1, 3) else 0.75
            shadow = np.vstack(
                [
                    arc((x, y), r, side * math.pi / 2, side * 1.5 * math.pi, 20),
                    arc((x, y), (r * bulge, r), -side * math.pi / 2, side * math.pi / 2, 20),
                ]
            )
            sheet.fill(shadow)
    for y2 in (y + 0.2, sheet.reach[1] * 0.86):
        sheet.dots(np.column_stack([np.linspace(-0.7, 0.7, 41), np.full(41, y2)]), 0.006)


def _mountains(sheet: Sheet) -> None:
    """A range in a circle, its ridges stippled, the moon above."""
    chance = sheet.chance
    treatment = Treatment(line=0.008, tone="stipple", depth=0.1)
    ink(sheet, [Part(outline=circle((0, 0), 0.84, 80), tone="paper")], Treatment(line=0.01))
    ink(
        sheet,
        [Part(outline=circle((chance.uniform(-0.3, 0.3), -0.34), 0.2, 40), tone="paper")],
        Treatment(line=0.008, tone="stipple", depth=0.16),
    )
    for layer, base in enumerate((0.14, 0.34, 0.56)):
        half = math.sqrt(0.83**2 - base**2)
        xs = np.linspace(-half, half, 8)
        peaks = [
            (x, base - (0.34 - 0.05 * layer) * (n % 2) * chance.uniform(0.6, 1.3) * (1 - abs(x)))
            for n, x in enumerate(xs.tolist())
        ]
        end = math.asin(base / 0.83)
        ground = arc((0, 0), 0.83, end, math.pi - end, 24)
        outline = np.vstack([np.array(peaks), ground])
        ink(sheet, [Part(outline=outline, root=((0, base - 0.3), (0, base + 0.25)))], treatment)
    border(sheet, 0.004)


def engraving(sheet: Sheet) -> None:
    """Plates from an old atlas: hatched and cross-hatched."""
    chance = sheet.chance
    treatment = Treatment(
        line=0.0085,
        detail=0.55,
        tone=chance.choice(("hatch", "cross")),
        depth=0.17,
        pitch=chance.choice((4.6, 5.2, 6.0)),
    )
    mains = (
        fauna.beetle,
        wonders.lighthouse,
        wonders.sun,
        objects.heart,
        fauna.moth,
        objects.hand,
        fauna.raven,
        wonders.shell,
        beasts.koi,
        wonders.moon,
        fauna.owl,
    )
    if chance.random() < 0.5:
        hero(sheet, moved(solo(chance, chance.choice(mains)), at=(0, -0.06)), treatment, scale=0.78)
        border(sheet, 0.005)
        write(
            sheet,
            chance.choice(("Fig. I", "Fig. IV", "Tab. XII", "Plate VII", "Fig. IX")),
            "pinyon-script",
            width=0.34,
            at=(0, sheet.reach[1] - 0.2),
        )
    else:
        hero(sheet, arrangement(chance, mains, (flora.rose, flora.daisy, flora.peony)), treatment, scale=0.84)


def portrait(sheet: Sheet) -> None:
    """Beloved animals and cameos, shaded with fur strokes and soft grey."""
    chance = sheet.chance
    _halo(sheet, 0.9, 0.4)
    treatment = Treatment(
        line=0.006,
        detail=0.6,
        tone="smooth",
        depth=0.24,
        strength=0.85,
        palette=palette("gold=ceaa60 gem=86aa8c dark=787478"),
    )
    maker = chance.choice((beasts.cat, beasts.fox, fauna.owl, beasts.cat, fauna.raven))
    motif = solo(chance, maker)
    if chance.random() < 0.4:
        motif = bedded(chance, maker, flora.rose)
    hero(sheet, motif, treatment, scale=0.8)
    _fur(sheet, chance)
    if chance.random() < 0.5:
        oval = circle((0, 0), (0.93, min(1.16, sheet.reach[1] - 0.06)), 90)
        sheet.lines([oval], 0.008, closed=True)
        sheet.dots(along(np.vstack([oval, oval[:1]]) * 0.97, 90)[0], 0.006)


def _fur(sheet: Sheet, chance: Random) -> None:
    """Loose hairs around the edge of a head."""
    strokes = []
    for n in range(150):
        a = TAU * n / 150 + chance.uniform(-0.02, 0.02)
        r0 = 0.34 + 0.22 * chance.random()
        r1 = r0 + chance.uniform(0.05, 0.1)
        strokes.append(
            points(
                (r0 * math.cos(a), r0 * 0.9 * math.sin(a)),
                ((r0 + r1) / 2 * math.cos(a + 0.03), (r0 + r1) / 2 * 0.9 * math.sin(a + 0.03)),
                (r1 * math.cos(a + 0.02), r1 * 0.9 * math.sin(a + 0.02) + 0.02),
            )
        )
    sheet.lines(strokes, 0.004, GRAPHITE, taper=-1)


def dark_art(sheet: Sheet) -> None:
    """Skulls, candles, bats and ruined arches."""
    chance = sheet.chance
    treatment = Treatment(
        line=0.011, detail=0.6, tone=chance.choice(("cross", "stipple", "hatch")), depth=0.24, strength=1.15, pitch=5
    )
    if chance.random() < 0.45:
        _arch(sheet)
        hero(
            sheet,
            moved(solo(chance, chance.choice((objects.skull, fauna.raven, wonders.candle, fauna.owl))), at=(0, 0.12)),
            treatment,
            scale=0.54,
        )
    else:
        mains = (objects.skull, fauna.raven, wonders.candle, fauna.moth, beasts.snake, objects.hand, wonders.bat)
        hero(
            sheet,
            arrangement(chance, mains, (flora.rose, flora.peony), (wonders.bat, wonders.moon)),
            treatment,
            scale=0.84,
        )
    for x, y in ((-0.7, -0.86), (0.62, -0.94), (0.8, -0.6)):
        ink(
            sheet,
            moved(wonders.bat(chance), scale=chance.uniform(0.08, 0.16), at=(x, y * sheet.reach[1])),
            Treatment(solid=True, line=0.003),
        )


def _arch(sheet: Sheet) -> None:
    """A pointed gothic window with a black night in it."""
    w, spring, foot = 0.66, -0.3, sheet.reach[1] * 0.86
    apex = (0.0, -sheet.reach[1] * 0.88)
    half = spline([apex, (w * 0.55, -0.76 * sheet.reach[1]), (w, spring), (w, 0.2), (w, foot)], steps=10)
    outline = np.vstack([half, half[::-1] * (-1, 1)])
    sheet.fill(outline * (1.14, 1.04), PAPER)
    sheet.lines([outline * (1.14, 1.04), outline * (1.07, 1.02)], 0.01, closed=True)
    sheet.fill(outline)
    moon = circle((0.2, -0.4), 0.3, 50)
    sheet.fill(moon, (232, 226, 214))
    bricks = [
        points((s * (w * 1.07), y), (s * w * 1.14, y)) for s in (-1, 1) for y in np.arange(spring, foot, 0.16).tolist()
    ]
    sheet.lines(bricks, 0.008)


def chicano(sheet: Sheet) -> None:
    """Fine black and grey: roses, rosaries, clocks, wheels, script."""
    chance = sheet.chance
    treatment = Treatment(line=0.007, detail=0.6, tone="smooth", depth=0.2, strength=0.95)
    _halo(sheet, 0.8, 0.45)
    form = chance.randrange(3)
    if form == 0:
        _wheel(sheet, treatment)
    else:
        main = chance.choice((objects.heart, flora.rose, objects.pocket_watch, objects.skull, objects.hourglass))
        hero(sheet, moved(bedded(chance, main, flora.rose), at=(0, -0.14)), treatment, scale=0.76)
    _rosary(sheet, treatment)
    word = chance.choice(("Familia", "Hermanos", "Loyalty", "Respeto", "Con Amor", "Mi Vida"))
    face = chance.choice((BLACKLETTER, SCRIPT))
    y = sheet.reach[1] - 0.22
    write(sheet, word, face, width=1.2, at=(0.012, y + 0.012), colour=(170, 168, 168))
    write(sheet, word, face, width=1.2, at=(0, y))


def _wheel(sheet: Sheet, treatment: Treatment) -> None:
    """A lowrider's wire wheel."""
    parts = [
        Part(outline=circle((0, -0.14), r, 80), tone="paper", dark=d)
        for r, d in ((0.78, 0.75), (0.6, 0.0), (0.54, 0.35))
    ]
    ink(sheet, parts, treatment)
    spokes = [
        points((0.1 * math.cos(a + s), -0.14 + 0.1 * math.sin(a + s)), (0.53 * math.cos(a), -0.14 + 0.53 * math.sin(a)))
        for a in np.linspace(0, TAU, 37)[:-1].tolist()
        for s in (-0.7, 0.7)
    ]
    sheet.lines(spokes, 0.011, (226, 226, 230))
    sheet.lines(spokes, 0.003, INK)
    hub = [Part(outline=circle((0, -0.14), r, 36), tone="paper") for r in (0.15, 0.09)]
    ink(sheet, [*hub, Part(outline=placed(star(3, 0.19, 0.05), at=(0, -0.14)), tone="paper")], treatment)


def _rosary(sheet: Sheet, treatment: Treatment) -> None:
    path = spline("-.82,-.9 -.9,-.2 -.62,.34 -.2,.5 .3,.42 .78,.06 .88,-.5 .8,-.92", steps=10)
    beads, _ = along(path, 44)
    ink(sheet, [Part(outline=circle((x, y), 0.032, 14)) for x, y in beads.tolist()], treatment)
