"""Styles of black ink on motifs: blackwork, greys, stipple, engraving, fine lines, handpoked, portraits, horror."""

import math
from collections.abc import Sequence
from random import Random

import numpy as np

from local.sample_city.art import fauna, flora, objects
from local.sample_city.art.compose import arrangement, bedded, border, fillers, flash_grid, hero, paired, solo, wreathed
from local.sample_city.art.geometry import TAU, along, arc, circle, drawn, placed, points, ribbon, spline, star
from local.sample_city.art.lettering import BLACKLETTER, SCRIPT, write
from local.sample_city.art.motif import Motif, MotifMaker, Part, Treatment, ink, moved
from local.sample_city.art.sheet import INK, PAPER, Colour, Sheet

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
        fauna.snake,
        objects.sun,
        objects.moon,
        fauna.beetle,
        fauna.fox,
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
        objects.lighthouse,
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
            solo(chance, chance.choice((fauna.moth, objects.eye, objects.planet, objects.hand))),
            treatment,
            scale=0.62,
        )
        return
    if form == 1:
        _mountains(sheet)
        return
    mains = (
        objects.planet,
        fauna.beetle,
        objects.shell,
        objects.moon,
        objects.sun,
        fauna.moth,
        objects.crystals,
        flora.mushroom,
        objects.eye,
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
        objects.lighthouse,
        objects.sun,
        objects.heart,
        fauna.moth,
        objects.hand,
        fauna.raven,
        objects.shell,
        fauna.koi,
        objects.moon,
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


def botanical(sheet: Sheet) -> None:
    """Flowers and leaves, as if pressed that morning; some tinted."""
    chance = sheet.chance
    tinted = chance.random() < 0.45
    palette: dict[str, Colour] = (
        {
            "leaf": (196, 210, 176),
            "petal": chance.choice(((238, 196, 190), (222, 206, 232), (246, 220, 170), (200, 216, 236))),
            "gold": (240, 214, 140),
        }
        if tinted
        else {}
    )
    treatment = Treatment(
        line=0.0085,
        detail=0.55,
        tone=chance.choice(("stipple", "hatch", "smooth")),
        depth=0.1,
        strength=0.72,
        palette=palette,
        pitch=5,
    )
    plants = (
        flora.sprig,
        flora.fern,
        flora.lavender,
        flora.tulip,
        flora.poppy,
        flora.peony,
        flora.rose,
        flora.mushroom,
    )
    form = chance.randrange(4)
    if form == 0:
        flash_grid(sheet, plants, treatment, columns=2)
    elif form == 1:
        _posy(sheet, treatment, plants)
    elif form == 2:
        hero(sheet, wreathed(chance, chance.choice(plants)), treatment, scale=0.88)
    else:
        hero(sheet, solo(chance, chance.choice(plants)), treatment, scale=0.86)
        write(
            sheet,
            chance.choice(
                ("Salvia noctis", "Rosa quexleyi", "Papaver lunae", "Filix minor", "Viola aurora", "Tulipa serena")
            ),
            "pinyon-script",
            width=0.62,
            at=(0.3, sheet.reach[1] - 0.14),
            colour=GRAPHITE,
        )


def _posy(sheet: Sheet, treatment: Treatment, plants: Sequence[MotifMaker]) -> None:
    chance = sheet.chance
    for lean in (-0.62, 0.58, -0.3, 0.28, 0.0):
        maker = chance.choice((flora.sprig, flora.fern, flora.lavender, flora.tulip, flora.poppy))
        stalk = moved(maker(chance), scale=0.72, at=(0, -0.72))
        ink(sheet, moved(stalk, turn=lean, at=(0, 0.62)), treatment)
    bow = [
        ribbon(spline([(0, 0.62), (s * 0.22, 0.5), (s * 0.3, 0.66), (0, 0.64), (s * 0.18, 0.9)], steps=8), 0.03)
        for s in (-1, 1)
    ]
    ink(sheet, [Part(outline=loop, tone="petal") for loop in bow], treatment)
    del plants


def fine_line(sheet: Sheet) -> None:
    """A single needle and a steady hand."""
    chance = sheet.chance
    treatment = Treatment(line=0.0048, detail=0.75, ink=(48, 46, 50))
    mains = (
        flora.sprig,
        flora.lavender,
        flora.rose,
        flora.poppy,
        fauna.butterfly,
        objects.moon,
        flora.peony,
        fauna.swallow,
        objects.hand,
        flora.fern,
        objects.crystals,
    )
    form = chance.randrange(3)
    if form == 0:
        hero(sheet, paired(chance, chance.choice(mains), chance.choice(mains)), treatment, scale=0.74)
    else:
        hero(sheet, solo(chance, chance.choice(mains)), treatment, scale=chance.uniform(0.56, 0.74))
    if form == 1:
        sheet.lines([circle((0, 0), (0.82, 0.82 * min(1.15, sheet.reach[1])), 90)], 0.004, (48, 46, 50), closed=True)
    for spot in ([-0.72, -0.66], [0.74, 0.58], [0.66, -0.78]):
        sheet.fill(placed(star(4, 0.05, 0.009), at=(spot[0], spot[1])), (48, 46, 50))


def micro_realism(sheet: Sheet) -> None:
    """Very small, very finished, a great deal of paper around."""
    chance = sheet.chance
    palette: dict[str, Colour] = {
        "petal": chance.choice(((222, 92, 84), (214, 130, 170), (236, 160, 60))),
        "leaf": (104, 150, 98),
        "wing": (96, 146, 204),
        "wing2": (238, 186, 96),
        "gold": (226, 184, 104),
        "gem": (110, 150, 200),
        "scale": (230, 140, 80),
        "fin": (236, 200, 170),
        "fur": (214, 146, 88),
        "body": (96, 84, 84),
        "wood": (160, 118, 84),
        "metal": (196, 204, 212),
        "light": (252, 250, 244),
        "bone": (244, 236, 220),
        "dark": (70, 60, 64),
        "skin": (240, 214, 196),
    }
    treatment = Treatment(
        line=0.0035, detail=0.6, tone="smooth", depth=0.16, strength=0.7, palette=palette, shade=(60, 44, 60)
    )
    makers = (
        fauna.swallow,
        objects.pocket_watch,
        objects.planet,
        flora.mushroom,
        fauna.butterfly,
        fauna.koi,
        objects.teacup,
        flora.tulip,
        fauna.cat,
        fauna.fox,
        objects.crystals,
        flora.poppy,
        objects.lighthouse,
    )
    chosen = chance.sample(makers, 3)
    if chance.random() < 0.5:
        hero(sheet, solo(chance, chosen[0]), treatment, scale=0.46)
    else:
        for n, maker in enumerate(chosen):
            ink(sheet, moved(maker(chance), scale=0.3, at=((-0.46, 0.42, -0.2)[n], (-0.56, -0.02, 0.6)[n])), treatment)
    ruler = [
        points((-0.9 + 0.06 * n, sheet.reach[1] - 0.12), (-0.9 + 0.06 * n, sheet.reach[1] - (0.17 if n % 5 else 0.2)))
        for n in range(11)
    ]
    sheet.lines([*ruler, points((-0.9, sheet.reach[1] - 0.12), (-0.3, sheet.reach[1] - 0.12))], 0.005, GRAPHITE)


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
        palette={"gold": (206, 170, 96), "gem": (134, 170, 140), "dark": (120, 116, 120)},
    )
    maker = chance.choice((fauna.cat, fauna.fox, fauna.owl, fauna.cat, fauna.raven))
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


def handpoke(sheet: Sheet) -> None:
    """Lines made of single dots."""
    chance = sheet.chance
    sheet.wobble = 0.006
    makers = (
        objects.sun,
        fauna.snake,
        flora.mushroom,
        flora.sprig,
        objects.moon,
        flora.tulip,
        objects.ghost,
        objects.eye,
        fauna.butterfly,
        objects.horseshoe,
    )
    if chance.random() < 0.55:
        columns = 2
        for row in range(3 if sheet.reach[1] > 1.1 else 2):
            for column in range(columns):
                at = (-0.46 + 0.92 * column, (row - (1 if sheet.reach[1] > 1.1 else 0.5)) * 0.78)
                _poked(sheet, moved(chance.choice(makers)(chance), scale=0.33, at=at), 0.0085, 0.024)
        return
    _poked(sheet, moved(solo(chance, chance.choice(makers)), scale=0.72), 0.0125, 0.032)
    fillers(sheet, Treatment(line=0.016), count=14, kind="dots")


def _poked(sheet: Sheet, motif: Motif, dot: float, gap: float) -> None:
    for part in motif:
        sheet.fill(part.outline, PAPER)
        for path in (np.vstack([part.outline, part.outline[:1]]), *part.details):
            length = float(np.hypot(*np.diff(path, axis=0).T).sum())
            if length > gap:
                sheet.dots(along(path, max(2, int(length / gap)))[0], dot)
        for shape in part.solids:
            sheet.fill(shape)


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
            moved(solo(chance, chance.choice((objects.skull, fauna.raven, objects.candle, fauna.owl))), at=(0, 0.12)),
            treatment,
            scale=0.54,
        )
    else:
        mains = (objects.skull, fauna.raven, objects.candle, fauna.moth, fauna.snake, objects.hand, objects.bat)
        hero(
            sheet,
            arrangement(chance, mains, (flora.rose, flora.peony), (objects.bat, objects.moon)),
            treatment,
            scale=0.84,
        )
    for x, y in ((-0.7, -0.86), (0.62, -0.94), (0.8, -0.6)):
        ink(
            sheet,
            moved(objects.bat(chance), scale=chance.uniform(0.08, 0.16), at=(x, y * sheet.reach[1])),
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
    ink(sheet, [*hub, Part(outline=star(3, 0.19, 0.05) + (0, -0.14), tone="paper")], treatment)


def _rosary(sheet: Sheet, treatment: Treatment) -> None:
    path = spline("-.82,-.9 -.9,-.2 -.62,.34 -.2,.5 .3,.42 .78,.06 .88,-.5 .8,-.92", steps=10)
    beads, _ = along(path, 44)
    ink(sheet, [Part(outline=circle((x, y), 0.032, 14)) for x, y in beads.tolist()], treatment)


def minimalist(sheet: Sheet) -> None:
    """Few lines, small, alone on the paper."""
    chance = sheet.chance
    icons = (_peaks, _sail, _wave, _line_cat, _bird, _cup, _sunrise, _heart_line, _leafy)
    line = 0.0065
    if chance.random() < 0.5:
        lines = chance.choice(icons)()
        sheet.lines([placed(p, scale=0.5) for p in lines], line)
        return
    chosen = chance.sample(icons, 6)
    rows = 3 if sheet.reach[1] > 1.1 else 2
    for n, icon in enumerate(chosen[: 2 * rows]):
        at = (-0.42 + 0.84 * (n % 2), (n // 2 - (rows - 1) / 2) * 0.72)
        sheet.lines([placed(p, scale=0.23, at=at) for p in icon()], line)


Strokes = list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]


def _peaks() -> list[np.ndarray]:
    return [
        drawn("-1,.5 -.4,-.5 -.1,0 .2,-.3 .9,.5"),
        drawn("-.54,-.26 -.4,-.14 -.28,-.28"),
        circle((0.5, -0.6), 0.16, 30),
    ]


def _sail() -> list[np.ndarray]:
    return [
        points((0, -0.9), (0, 0.4)),
        drawn(".06,-.85 .6,.25 .06,.25"),
        drawn("-.06,-.6 -.5,.25 -.06,.25"),
        spline("-.7,.4 -.4,.7 .4,.7 .7,.4", steps=8),
        points((-0.72, 0.4), (0.72, 0.4)),
    ]


def _wave() -> list[np.ndarray]:
    return [
        spline("-1,.4 -.5,.3 -.1,-.3 .4,-.5 .6,-.1 .35,.05 .2,-.15", steps=10),
        spline("-.2,.5 .2,.36 .6,.5 1,.4", steps=8),
    ]


def _line_cat() -> list[np.ndarray]:
    return [
        spline(
            ".8,.2 .9,.6 .4,.7 -.3,.7 -.4,.2 -.5,-.2 -.55,-.7 -.3,-.5 -.1,-.52 .1,-.72 .08,-.2 .3,.2 .4,.66", steps=9
        ),
        spline("-.3,-.2 -.22,-.14 -.14,-.2", steps=5),
    ]


def _bird() -> list[np.ndarray]:
    return [
        spline("-.9,-.2 -.5,-.5 -.1,-.1 0,.1 .1,-.1 .5,-.5 .9,-.2", steps=9),
        spline("-.3,.5 -.15,.38 0,.5 .15,.38 .3,.5", steps=6),
    ]


def _cup() -> list[np.ndarray]:
    return [
        spline("-.5,-.1 -.45,.5 0,.66 .45,.5 .5,-.1", steps=8),
        points((-0.5, -0.1), (0.5, -0.1)),
        arc((0.5, 0.18), 0.2, -1.3, 1.6, 20),
        spline("-.1,-.3 0,-.5 -.1,-.7", steps=7),
        spline(".15,-.3 .25,-.5 .15,-.7", steps=7),
    ]


def _sunrise() -> list[np.ndarray]:
    rays = [
        points((0.55 * math.cos(a), 0.2 - 0.55 * math.sin(a)), (0.78 * math.cos(a), 0.2 - 0.78 * math.sin(a)))
        for a in np.linspace(0.15, math.pi - 0.15, 9).tolist()
    ]
    return [
        arc((0, 0.2), 0.42, math.pi, TAU, 30),
        points((-0.9, 0.2), (0.9, 0.2)),
        points((-0.5, 0.36), (0.5, 0.36)),
        points((-0.2, 0.52), (0.2, 0.52)),
        *rays,
    ]


def _heart_line() -> list[np.ndarray]:
    return [
        spline(
            "-1,.4 -.4,.36 .05,.55 .5,0 .4,-.4 .1,-.36 0,-.1 -.12,-.38 -.44,-.34 -.46,.05 0,.5 .5,.38 1,.42", steps=9
        )
    ]


def _leafy() -> list[np.ndarray]:
    blades = [
        spline(
            [
                (0.02 * s, 0.7 - 0.32 * n),
                (s * 0.34, 0.52 - 0.34 * n),
                (s * 0.36, 0.24 - 0.34 * n),
                (0.0, 0.5 - 0.34 * n),
            ],
            steps=8,
        )
        for n in range(4)
        for s in (-1, 1)
    ]
    return [spline("0,.95 .04,.2 0,-.75", steps=8), *blades]
