"""Styles of bold outlines and colour: traditional, neo-traditional, new school, Japanese, anime, ignorant, cover-up."""

import math

import numpy as np

from local.sample_city.art import fauna, flora, objects, textures
from local.sample_city.art.compose import (
    arrangement,
    border,
    fillers,
    flash_grid,
    hero,
    medallion,
    pierced,
    ring_spots,
    solo,
)
from local.sample_city.art.geometry import (
    TAU,
    arc,
    circle,
    drawn,
    leaf,
    mirrored,
    placed,
    points,
    ribbon,
    spline,
    star,
    symmetric,
)
from local.sample_city.art.lettering import MARKER, SALOON, SCRIPT, write
from local.sample_city.art.motif import Motif, Part, Treatment, ink, moved
from local.sample_city.art.sheet import INK, PAPER, Colour, Sheet

RED, DEEP_RED, MUSTARD, FOREST, NAVY, TEAL = (
    (192, 42, 40),
    (150, 30, 38),
    (226, 170, 62),
    (50, 98, 66),
    (38, 66, 104),
    (44, 118, 124),
)
_TRADITIONAL = {
    "petal": RED,
    "leaf": FOREST,
    "wing": NAVY,
    "wing2": MUSTARD,
    "gold": MUSTARD,
    "scale": FOREST,
    "fin": RED,
    "fur": (206, 122, 58),
    "body": (92, 70, 60),
    "wood": (158, 104, 62),
    "metal": (186, 200, 204),
    "bone": (250, 240, 214),
    "gem": TEAL,
    "dark": (60, 48, 48),
    "skin": (244, 222, 196),
    "light": (253, 248, 236),
}
_NEO_PALETTES: tuple[dict[str, Colour], ...] = (
    {
        "petal": (176, 62, 92),
        "leaf": (58, 110, 104),
        "wing": (88, 66, 116),
        "wing2": (214, 150, 96),
        "gold": (222, 178, 104),
        "gem": (70, 150, 160),
    },
    {
        "petal": (214, 104, 72),
        "leaf": (88, 112, 70),
        "wing": (40, 92, 104),
        "wing2": (232, 190, 128),
        "gold": (212, 164, 78),
        "gem": (142, 78, 128),
    },
    {
        "petal": (226, 160, 164),
        "leaf": (76, 120, 100),
        "wing": (126, 60, 72),
        "wing2": (210, 176, 140),
        "gold": (200, 156, 92),
        "gem": (60, 100, 140),
    },
)
_NEO_REST: dict[str, Colour] = {
    "scale": (74, 128, 110),
    "fin": (196, 96, 70),
    "fur": (198, 112, 62),
    "body": (84, 66, 80),
    "wood": (136, 94, 78),
    "metal": (170, 186, 196),
    "bone": (240, 226, 200),
    "dark": (62, 46, 62),
    "skin": (238, 210, 186),
    "light": (250, 240, 224),
}
_WORDS = ("MUM", "TRUE LOVE", "HOME", "LUCK", "HOLD FAST", "FAITH", "NO REGRETS", "STAY TRUE")


def traditional(sheet: Sheet) -> None:
    """Bold will hold: thick lines, few colours, pepper shading."""
    chance = sheet.chance
    sheet.wobble = 0.0035
    treatment = Treatment(line=0.026, detail=0.6, tone="pepper", depth=0.13, palette=_TRADITIONAL)
    mains = (
        flora.rose,
        fauna.swallow,
        objects.anchor,
        objects.skull,
        fauna.snake,
        objects.heart,
        objects.horseshoe,
        fauna.moth,
        objects.lighthouse,
    )
    form = chance.randrange(5)
    if form == 0:
        small = Treatment(line=0.017, detail=0.6, tone="pepper", depth=0.1, palette=_TRADITIONAL)
        flash_grid(sheet, (*mains, objects.dagger, objects.hourglass, objects.candle, flora.tulip), small, columns=2)
        border(sheet)
        return
    if form == 1:
        _bannered(sheet, treatment)
        return
    hero(sheet, arrangement(chance, mains, (flora.rose, flora.daisy), (fauna.swallow,)), treatment, scale=0.82)
    fillers(sheet, treatment)


def _bannered(sheet: Sheet, treatment: Treatment) -> None:
    chance = sheet.chance
    main = chance.choice((objects.heart, flora.rose, fauna.swallow, objects.anchor))
    hero(sheet, moved(solo(chance, main), scale=0.86, at=(0, -0.16)), treatment)
    ink(sheet, moved(objects.banner(1.3, 0.26), at=(0, 0.62)), treatment)
    write(sheet, chance.choice(_WORDS), SALOON, width=0.86, at=(0, 0.58))
    fillers(sheet, treatment, count=12)


def neo_traditional(sheet: Sheet) -> None:
    """Richer colours, gems and leaves, often in a frame."""
    chance = sheet.chance
    sheet.wobble = 0.002
    treatment = Treatment(
        line=0.016,
        detail=0.5,
        tone="smooth",
        depth=0.16,
        strength=0.82,
        palette=_NEO_REST | chance.choice(_NEO_PALETTES),
        highlight=True,
    )
    mains = (
        fauna.moth,
        fauna.fox,
        fauna.owl,
        fauna.butterfly,
        fauna.cat,
        objects.crystals,
        objects.skull,
        objects.candle,
        fauna.raven,
        objects.pocket_watch,
    )
    if chance.random() < 0.4:
        medallion(sheet, treatment, tone="gem" if chance.random() < 0.5 else "light", scale=0.8)
        hero(sheet, arrangement(chance, mains, (flora.peony, flora.rose)), treatment, scale=0.66)
        return
    hero(
        sheet,
        arrangement(chance, mains, (flora.peony, flora.rose, flora.daisy), (objects.key, fauna.butterfly)),
        treatment,
        scale=0.84,
    )
    fillers(sheet, treatment, count=14)


def new_school(sheet: Sheet) -> None:
    """Cartoon exaggeration: fat outlines, loud colours, eyes too large."""
    chance = sheet.chance
    sheet.wobble = 0.006
    loud = chance.choice(
        (
            ((255, 92, 120), (40, 190, 170), (255, 206, 60), (120, 90, 220)),
            ((90, 200, 90), (255, 140, 50), (240, 80, 160), (60, 150, 240)),
            ((60, 180, 235), (255, 90, 80), (255, 220, 80), (150, 215, 80)),
        )
    )
    a, b, c, d = loud
    palette: dict[str, Colour] = {
        "petal": a,
        "leaf": b,
        "gold": c,
        "gem": d,
        "light": (255, 255, 250),
        "bone": (255, 240, 200),
        "dark": (70, 40, 80),
        "wood": (190, 120, 70),
        "wing": d,
        "wing2": c,
        "body": (90, 60, 110),
        "metal": (180, 210, 225),
        "fur": c,
        "scale": b,
        "fin": a,
        "skin": (255, 214, 180),
        "paper": PAPER,
    }
    treatment = Treatment(
        line=0.034,
        detail=0.5,
        tone="smooth",
        depth=0.14,
        strength=0.55,
        palette=palette,
        shade=(60, 20, 80),
        highlight=True,
    )
    splat = (
        circle((0, 0), 0.8, 26)
        * np.array([[chance.uniform(0.86, 1.14)] * 2 for _ in range(26)])
        * (1, sheet.reach[1] * 0.92)
    )
    sheet.fill(spline(splat, closed=True, steps=6), d if chance.random() < 0.5 else b, 0.75)
    for spot in ring_spots(chance, 9, 0.86, 0.97, sheet.reach).tolist():
        sheet.dots(np.array([spot]), chance.uniform(0.012, 0.04), d)
    body = chance.choice(
        (objects.cactus, objects.ghost, flora.mushroom, objects.skull, objects.teacup, objects.heart, objects.candle)
    )
    motif = moved(solo(chance, body), scale=(1.05, 0.95))
    hero(sheet, motif, treatment, scale=0.78)
    if body is not objects.skull:
        ink(sheet, moved(_goggle_eyes(chance.uniform(-0.4, 0.4)), scale=0.8, at=(0, 0.02)), treatment)


def _goggle_eyes(look: float) -> Motif:
    parts: list[Part] = []
    for x, size in ((-0.2, 0.24), (0.22, 0.28)):
        pupil = (x + 0.09 * math.sin(look * 4), 0.03)
        parts += [
            Part(
                outline=circle((x, 0), (size * 0.86, size), 30), tone="light", solids=(circle(pupil, size * 0.42, 20),)
            ),
            Part(outline=circle((pupil[0] - size * 0.14, pupil[1] - size * 0.16), size * 0.15, 12), tone="light"),
        ]
    grin = spline("-.26,.36 0,.46 .3,.34 .22,.54 0,.62 -.2,.52", closed=True, steps=6)
    teeth = tuple(points((x, 0.4), (x, 0.58)) for x in (-0.1, 0.02, 0.14))
    return (*parts, Part(outline=grin, tone="light", details=teeth))


def japanese(sheet: Sheet) -> None:
    """Koi, peonies and dragons' weather: waves, wind bars, clouds, maple leaves."""
    chance = sheet.chance
    sheet.wobble = 0.002
    palette: dict[str, Colour] = {
        "scale": chance.choice(((214, 84, 50), (70, 110, 130), (60, 60, 66), (222, 150, 60))),
        "fin": (226, 196, 170),
        "petal": chance.choice((RED, (206, 92, 110), (160, 40, 60))),
        "leaf": (74, 108, 80),
        "gold": MUSTARD,
        "light": (250, 244, 232),
        "wing": (60, 92, 120),
        "wing2": MUSTARD,
        "bone": (244, 234, 214),
        "dark": (50, 40, 44),
        "body": (70, 60, 66),
        "maple": (204, 82, 44),
        "wave": (84, 124, 150),
    }
    treatment = Treatment(line=0.015, detail=0.55, tone="smooth", depth=0.12, strength=0.75, palette=palette)
    if chance.random() < 0.65:
        sheet.fill(
            circle((chance.uniform(-0.3, 0.3), -0.35), 0.52, 70),
            chance.choice(((206, 54, 44), (226, 120, 70), (216, 190, 150))),
            0.92,
        )
    _wind_bars(sheet)
    main = chance.choice((fauna.koi, fauna.koi, flora.peony, fauna.snake, objects.skull, fauna.butterfly))
    hero(sheet, moved(solo(chance, main), at=(0, -0.08)), treatment, scale=0.8)
    for x in (-0.62, 0.6):
        if chance.random() < 0.7:
            ink(
                sheet,
                moved(flora.peony(chance), scale=0.3, at=(x * chance.uniform(0.8, 1.1), chance.uniform(-0.75, 0.3))),
                treatment,
            )
    for spot in ring_spots(chance, 5, 0.5, 0.85, sheet.reach).tolist():
        ink(sheet, moved(_maple(), scale=0.15, turn=chance.uniform(0, 6), at=(spot[0], spot[1])), treatment)
    _waves(sheet, treatment)


def _wind_bars(sheet: Sheet) -> None:
    chance = sheet.chance
    top = -sheet.reach[1] * 0.85
    for n in range(5):
        y = top + 0.3 * n + chance.uniform(-0.04, 0.04)
        x0, x1 = -0.9 + chance.uniform(0, 0.3), 0.9 - chance.uniform(0, 0.3)
        if n % 2:
            x0, x1 = x0 + 0.2, x1 + 0.05
        bar = np.vstack(
            [arc((x1, y), 0.07, -math.pi / 2, math.pi / 2, 12), arc((x0, y), 0.07, math.pi / 2, 1.5 * math.pi, 12)]
        )
        region = sheet.region([bar])
        if region is not None:
            sheet.tone(region, sheet.ramp(region, (0, y + 0.1), (0, y - 0.16)) * 0.8, "smooth", (44, 48, 58))
            sheet.lines([bar], 0.008, INK, closed=True)


def _maple() -> Motif:
    lobes = [
        placed(leaf(length, 0.42, point=0.45), turn=turn)
        for turn, length in ((-1.9, 0.55), (1.9, 0.55), (-1.0, 0.85), (1.0, 0.85), (0, 1.0))
    ]
    return tuple(
        Part(outline=lobe, tone="maple", details=(points((0, 0), tuple(lobe[len(lobe) // 2])),)) for lobe in lobes
    )


def _waves(sheet: Sheet, treatment: Treatment) -> None:
    """Rows of breaking waves along the foot of the sheet, with fingers of foam."""
    chance = sheet.chance
    foot = sheet.reach[1]
    for row, (height, step) in enumerate(((0.62, 0.62), (0.4, 0.54), (0.2, 0.5))):
        base = foot + 0.02
        for n in range(-2, 3):
            x = n * step + (0.26 if row % 2 else 0) + chance.uniform(-0.05, 0.05)
            h = height * chance.uniform(0.85, 1.1)
            crest = spline(
                [
                    (x - 0.4, base),
                    (x - 0.26, base - h * 0.55),
                    (x - 0.02, base - h),
                    (x + 0.2, base - h * 0.96),
                    (x + 0.27, base - h * 0.76),
                    (x + 0.19, base - h * 0.68),
                    (x + 0.1, base - h * 0.78),
                    (x + 0.04, base - h * 0.6),
                    (x + 0.16, base - h * 0.3),
                    (x + 0.4, base),
                ],
                closed=True,
                steps=6,
            )
            stripes = tuple(
                spline(
                    [
                        (x - 0.3 + 0.08 * k, base),
                        (x - 0.2 + 0.06 * k, base - h * 0.5),
                        (x - 0.01 + 0.03 * k, base - h * (0.9 - 0.1 * k)),
                    ],
                    steps=7,
                )
                for k in range(1, 4)
            )
            ink(sheet, [Part(outline=crest, tone="wave", details=stripes, root=((x, base), (x, base - h)))], treatment)
            foam = np.array(
                [(x + 0.05 + 0.055 * k, base - h * (1.0 - 0.04 * abs(k - 1))) for k in range(4)]
                + [(x + 0.27, base - h * 0.8 + 0.06 * k) for k in range(2)]
            )
            sheet.dots(foam, 0.052)
            sheet.dots(foam, 0.042, PAPER)


def anime(sheet: Sheet) -> None:
    """Speed lines, screen tone, wide eyes and forest spirits."""
    chance = sheet.chance
    accent = chance.choice(((238, 92, 130), (70, 150, 230), (120, 90, 210), (40, 180, 150)))
    palette: dict[str, Colour] = {
        "fur": (252, 250, 250),
        "light": PAPER,
        "petal": accent,
        "gem": accent,
        "gold": (250, 204, 84),
        "dark": (50, 44, 60),
        "leaf": (98, 170, 110),
        "bone": PAPER,
    }
    treatment = Treatment(
        line=0.014,
        detail=0.6,
        tone="pepper",
        depth=0.08,
        strength=0.5,
        palette=palette,
        shade=(90, 80, 120),
        highlight=False,
    )
    ry = sheet.reach[1]
    if chance.random() < 0.55:
        for n in range(90):
            a = TAU * n / 90 + chance.uniform(-0.03, 0.03)
            inner = chance.uniform(0.72, 0.9)
            sheet.lines(
                [points((1.5 * math.cos(a), 1.5 * ry * math.sin(a)), (inner * math.cos(a), inner * ry * math.sin(a)))],
                chance.uniform(0.008, 0.03),
                INK,
                taper=-1,
            )
    else:
        disc = circle((0.0, -0.05), 0.82, 70)
        sheet.fill(disc, accent, 0.35)
        grid = np.stack(np.meshgrid(np.arange(-0.9, 0.9, 0.05), np.arange(-0.9, 0.9, 0.05)), axis=-1).reshape(-1, 2)
        sheet.dots(grid[np.hypot(grid[:, 0], grid[:, 1]) < 0.8] + (0, -0.05), 0.011, accent)
    form = chance.randrange(5)
    if form == 0:
        hero(sheet, _big_eyes(), treatment, scale=0.9)
    else:
        hero(sheet, _spirit(form in (1, 2)), treatment, scale=0.84)
    for spot in ring_spots(chance, 7, 0.6, 0.86, sheet.reach).tolist():
        spark = placed(star(4, 0.08, 0.02), at=(spot[0], spot[1]))
        sheet.fill(spark, PAPER)
        sheet.lines([spark], 0.006, INK, closed=True)


def _big_eyes() -> Motif:
    """Two manga eyes under a fringe."""
    lid = spline(".12,.02 .2,-.2 .42,-.3 .66,-.2 .78,.02 .72,-.1 .42,-.2 .2,-.1", closed=True, steps=6)
    white = spline(".16,0 .24,-.2 .42,-.26 .62,-.18 .72,0 .6,.28 .4,.34 .24,.26", closed=True, steps=7)
    iris = circle((0.43, 0.04), (0.17, 0.25), 30)
    lights = (
        Part(outline=circle((0.37, -0.08), (0.07, 0.09), 14), tone="light"),
        Part(outline=circle((0.5, 0.17), 0.035, 10), tone="light"),
    )
    half = (
        Part(outline=white, tone="light"),
        Part(
            outline=iris,
            tone="gem",
            solids=(circle((0.43, 0.02), (0.08, 0.12), 18),),
            root=((0.43, -0.25), (0.43, 0.3)),
        ),
        *lights,
        Part(outline=lid, tone="dark", dark=1, solids=(lid,)),
    )
    brow = spline(".18,-.44 .44,-.54 .74,-.42", steps=8)
    fringe = [
        Part(
            outline=points((x - 0.2, -1.0), (x + 0.16, -1.0), (x + 0.03 + 0.1 * x, -0.42 - 0.16 * (n % 2))),
            tone="petal",
        )
        for n, x in enumerate((-0.8, -0.5, -0.2, 0.12, 0.42, 0.74))
    ]
    mouth = Part(outline=symmetric("0,.66 .08,.66 .05,.76 0,.78", steps=6), tone="petal")
    blush = tuple(points((0.5 + 0.07 * k, 0.46), (0.46 + 0.07 * k, 0.56)) for k in range(3))
    face = Part(
        outline=symmetric("0,-.9 .7,-.8 .92,-.1 .76,.5 .3,.9 0,.98", steps=8),
        tone="fur",
        details=(*blush, *(mirrored(b) for b in blush), brow, mirrored(brow)),
    )
    hair = Part(outline=symmetric("0,-1.08 .86,-.96 1.08,-.2 1.02,.7 .8,1 0,.9", steps=8), tone="petal", dark=0.2)
    return (hair, face, *moved(half, scale=(-1, 1)), *half, mouth, *fringe)


def _spirit(cat_like: bool) -> Motif:
    """A small round forest spirit with a leaf, or a moon cat with a bell."""
    ear = (
        spline(".2,-.5 .4,-.95 .56,-.4", closed=True, steps=6)
        if cat_like
        else spline(".1,-.6 .2,-1 .34,-.96 .34,-.5", closed=True, steps=6)
    )
    body = symmetric("0,-.62 .4,-.56 .62,-.14 .7,.4 .5,.78 0,.86", steps=8)
    belly = symmetric("0,.06 .34,.16 .44,.46 .26,.7 0,.74", steps=8)
    marks = (placed(star(5, 0.16, 0.07), at=(0, 0.4)), circle((0, 0.4), 0.24, 40))
    eye = (
        Part(outline=circle((0.24, -0.24), 0.12, 22), tone="light", solids=(circle((0.22, -0.23), 0.06, 16),)),
        Part(outline=circle((0.2, -0.27), 0.025, 8), tone="light"),
    )
    whiskers = tuple(spline([(0.36, -0.06 + d), (0.6, -0.1 + 2 * d), (0.84, -0.1 + 4 * d)], steps=5) for d in (0, 0.04))
    nose = Part(outline=symmetric("0,-.16 .06,-.15 0,-.1", steps=5), tone="dark", dark=1)
    top = (
        moved([flora.leaf_part(0.6, 0.4, bend=0.2)], turn=0.5, at=(0, -0.58))
        if not cat_like
        else (Part(outline=star(5, 0.14, 0.06) + (0, -0.46), tone="gold"),)
    )
    bell = (
        (
            Part(outline=ribbon(arc((0, 0.0), (0.5, 0.12), 0.2, math.pi - 0.2, 24), 0.06), tone="petal"),
            Part(outline=circle((0, 0.14), 0.09, 18), tone="gold"),
        )
        if cat_like
        else ()
    )
    ears = (*moved([Part(outline=ear, tone="fur")], scale=(-1, 1)), Part(outline=ear, tone="fur"))
    face = Part(outline=body, tone="fur", details=(*whiskers, *(mirrored(w) for w in whiskers)))
    return (
        *ears,
        face,
        Part(outline=belly, tone="light", details=marks if not cat_like else ()),
        *moved(eye, scale=(-1, 1)),
        *eye,
        nose,
        *bell,
        *top,
    )


def ignorant(sheet: Sheet) -> None:
    """Deliberately crude, drawn as if on the bus."""
    chance = sheet.chance
    sheet.wobble = 0.018
    treatment = Treatment(line=0.021, detail=0.9, palette={})
    doodles = (_smiley, _flower_on_legs, _cigarette, objects.ghost, objects.teacup, objects.key, fauna.cat, _knife)
    if chance.random() < 0.45:
        flash_grid(sheet, doodles, Treatment(line=0.016, detail=0.9), columns=2)
    else:
        hero(sheet, solo(chance, chance.choice(doodles)), treatment, scale=0.7)
        write(
            sheet,
            chance.choice(("whatever", "oh no", "ok", "sorry mum", "nope", "be nice", "later!")),
            MARKER,
            width=chance.uniform(0.5, 0.9),
            at=(chance.uniform(-0.15, 0.15), sheet.reach[1] * 0.82),
            turn=chance.uniform(-0.1, 0.1),
        )
    for spot in ring_spots(chance, 5, 0.8, 0.95, sheet.reach).tolist():
        sheet.lines(
            [placed(star(5, 0.06, 0.025), at=(spot[0], spot[1]), turn=chance.uniform(0, 1))], 0.009, closed=True
        )


def _smiley(chance: "object") -> Motif:
    del chance
    eyes = (circle((-0.24, -0.2), (0.06, 0.14), 12), circle((0.26, -0.18), (0.07, 0.12), 12))
    smile = spline("-.46,.12 -.2,.42 .2,.44 .5,.1", steps=8)
    drips = tuple(
        spline([(x, 0.7 - abs(x) * 0.3), (x + 0.02, 0.9), (x - 0.02, 1.05 - abs(x) * 0.4)], steps=5)
        for x in (-0.4, -0.1, 0.3)
    )
    return (Part(outline=circle((0, 0), (0.78, 0.74), 40), details=(smile, *drips), solids=eyes),)


def _flower_on_legs(chance: "object") -> Motif:
    del chance
    petals = [
        Part(outline=placed(circle((0, -0.3), (0.17, 0.22), 16), turn=TAU * n / 7, at=(0, -0.36))) for n in range(7)
    ]
    legs = tuple(
        spline([(x * 0.4, 0.0), (x * 0.6, 0.4), (x * 0.7, 0.8), (x * 1.6, 0.84)], steps=6) for x in (-0.2, 0.22)
    )
    arms = tuple(spline([(x * 0.5, 0.2), (x * 1.6, 0.1), (x * 2, -0.1)], steps=6) for x in (-0.24, 0.24))
    stalk = Part(outline=drawn("-.03,-.2 .03,-.2 .05,.1 -.05,.1"), details=(*legs, *arms))
    return (
        stalk,
        *petals,
        Part(
            outline=circle((0, -0.36), 0.2, 24),
            details=(arc((0, -0.34), 0.1, 0.3, 2.8, 10),),
            solids=(circle((-0.07, -0.42), 0.025, 8), circle((0.07, -0.41), 0.025, 8)),
        ),
    )


def _cigarette(chance: "object") -> Motif:
    del chance
    tube = drawn("-.7,-.1 .5,-.12 .5,.12 -.7,.12")
    smoke = spline(".56,-.1 .66,-.34 .5,-.5 .7,-.7 .56,-.9", steps=8)
    face = (arc((-0.1, 0.0), 0.07, 0.3, 2.8, 8), points((-0.4, -0.1), (-0.4, 0.12)))
    legs = tuple(points((x, 0.12), (x - 0.04, 0.5), (x + 0.08, 0.52)) for x in (-0.3, 0.2))
    tip = Part(outline=drawn(".5,-.12 .62,-.1 .6,.1 .5,.12"), dark=0.5, details=(smoke,))
    return moved(
        (
            Part(
                outline=tube,
                details=(*face, *legs),
                solids=(circle((-0.16, -0.05), 0.02, 8), circle((-0.02, -0.05), 0.02, 8)),
            ),
            tip,
        ),
        turn=-0.25,
    )


def _knife(chance: "object") -> Motif:
    del chance
    blade = spline("-.7,-.06 .2,-.16 .2,.14 -.4,.12", closed=True, steps=6)
    handle = drawn(".2,-.12 .78,-.1 .8,.12 .2,.12")
    return moved(
        (Part(outline=blade), Part(outline=handle, solids=tuple(circle((x, 0), 0.03, 8) for x in (0.34, 0.5, 0.66)))),
        turn=-0.7,
    )


def cover_up(sheet: Sheet) -> None:
    """The old tattoo still showing through at the edges of the new, darker one."""
    chance = sheet.chance
    faded = (150, 164, 166)
    write(
        sheet,
        chance.choice(("Kevin", "Tracey", "Forever", "Darren", "Chantelle")),
        SCRIPT,
        width=1.5,
        at=(0, chance.uniform(-0.3, 0.3)),
        colour=faded,
        turn=chance.uniform(-0.2, 0.2),
    )
    old = moved(
        chance.choice((objects.heart, fauna.butterfly, fauna.swallow))(chance),
        scale=0.5,
        at=(chance.choice((-0.4, 0.4)), 0.5),
    )
    ink(sheet, old, Treatment(line=0.02, ink=faded))
    sheet.image.paste(PAPER, None, sheet.image.convert("L").point(lambda level: 70 if level < 200 else 0))
    palette: dict[str, Colour] = {
        "petal": chance.choice(((120, 26, 44), (88, 40, 96), (30, 66, 96))),
        "leaf": (34, 64, 54),
        "wing": (40, 46, 66),
        "wing2": (140, 60, 50),
        "fur": (120, 60, 36),
        "body": (44, 38, 48),
        "bone": (226, 214, 196),
        "dark": (30, 26, 32),
        "gold": (198, 140, 60),
        "wood": (90, 62, 50),
        "metal": (120, 130, 140),
        "light": (244, 236, 222),
        "scale": (40, 80, 70),
        "gem": (40, 96, 110),
    }
    treatment = Treatment(line=0.018, detail=0.55, tone="smooth", depth=0.15, strength=1.0, palette=palette)
    motif = (
        pierced(chance, flora.peony)
        if chance.random() < 0.3
        else arrangement(
            chance, (flora.peony, fauna.raven, fauna.moth, flora.rose, fauna.owl), (flora.peony, flora.rose)
        )
    )
    hero(sheet, motif, treatment, scale=0.8)
    region = sheet.region([circle((0, 0), (1, sheet.reach[1]), 40)])
    if region is not None:
        haze = textures.cloud_patch((region.mask.height, region.mask.width), chance.randrange(600))
        sheet.wash(region, (150, 160, 170), np.clip(haze - 0.62, 0, 1))
