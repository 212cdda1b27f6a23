"""Styles that joke: new school, anime, ignorant."""

import math

import numpy as np

from local.sample_city.art import beasts, flora, objects, wonders
from local.sample_city.art.compose import (
    flash_grid,
    hero,
    ring_spots,
    solo,
)
from local.sample_city.art.geometry import (
    TAU,
    arc,
    circle,
    drawn,
    mirrored,
    placed,
    points,
    ribbon,
    spline,
    star,
    symmetric,
)
from local.sample_city.art.lettering import MARKER, write
from local.sample_city.art.motif import Motif, Part, Treatment, ink, moved
from local.sample_city.art.sheet import INK, PAPER, Colour, Sheet, palette

_GARISH = palette("light=fffffa bone=fff0c8 dark=462850 wood=be7846 body=5a3c6e metal=b4d2e1 skin=ffd6b4")
_LOUD = (
    "petal=ff5c78 leaf=28beaa gold=ffce3c gem=785adc",
    "petal=5ac85a leaf=ff8c32 gold=f050a0 gem=3c96f0",
    "petal=3cb4eb leaf=ff5a50 gold=ffdc50 gem=96d750",
)


def new_school(sheet: Sheet) -> None:
    """Cartoon exaggeration: fat outlines, loud colours, eyes too large."""
    chance = sheet.chance
    sheet.wobble = 0.006
    colours = _GARISH | palette(chance.choice(_LOUD))
    treatment = Treatment(
        line=0.034,
        detail=0.5,
        tone="smooth",
        depth=0.14,
        strength=0.55,
        palette=colours,
        shade=(60, 20, 80),
        highlight=True,
    )
    splat = (
        circle((0, 0), 0.8, 26)
        * np.array([[chance.uniform(0.86, 1.14)] * 2 for _ in range(26)])
        * (1, sheet.reach[1] * 0.92)
    )
    sheet.fill(spline(splat, closed=True, steps=6), colours[chance.choice(("gem", "leaf"))], 0.75)
    for spot in ring_spots(chance, 9, 0.86, 0.97, sheet.reach).tolist():
        sheet.dots(np.array([spot]), chance.uniform(0.012, 0.04), colours["gem"])
    body = chance.choice(
        (objects.cactus, objects.ghost, flora.mushroom, objects.skull, objects.teacup, objects.heart, wonders.candle)
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


def anime(sheet: Sheet) -> None:
    """Speed lines, screen tone, wide eyes and forest spirits."""
    chance = sheet.chance
    accent = chance.choice(((238, 92, 130), (70, 150, 230), (120, 90, 210), (40, 180, 150)))
    colours: dict[str, Colour] = palette("fur=fcfafa gold=facc54 dark=322c3c leaf=62aa6e") | {
        "light": PAPER,
        "petal": accent,
        "gem": accent,
        "bone": PAPER,
    }
    treatment = Treatment(
        line=0.014,
        detail=0.6,
        tone="pepper",
        depth=0.08,
        strength=0.5,
        palette=colours,
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
        else (Part(outline=placed(star(5, 0.14, 0.06), at=(0, -0.46)), tone="gold"),)
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
    doodles = (_smiley, _flower_on_legs, _cigarette, objects.ghost, objects.teacup, objects.key, beasts.cat, _knife)
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
