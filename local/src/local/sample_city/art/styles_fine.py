"""Styles of small things and thin lines: botanical, fine line, micro-realism, handpoked, minimalist."""

import math

import numpy as np

from local.sample_city.art import beasts, fauna, flora, objects, wonders
from local.sample_city.art.compose import fillers, flash_grid, hero, paired, solo, wreathed
from local.sample_city.art.geometry import TAU, along, arc, circle, drawn, placed, points, ribbon, spline, star
from local.sample_city.art.lettering import write
from local.sample_city.art.motif import Motif, Part, Treatment, ink, moved
from local.sample_city.art.sheet import PAPER, Colour, Sheet, palette

GRAPHITE: Colour = (70, 70, 76)
_PLANTS = (flora.sprig, flora.fern, flora.lavender, flora.tulip, flora.poppy, flora.peony, flora.rose, flora.mushroom)
_TINTS = tuple(f"leaf=c4d2b0 gold=f0d68c petal={petal}" for petal in ("eec4be", "decee8", "f6dcaa", "c8d8ec"))


def botanical(sheet: Sheet) -> None:
    """Flowers and leaves, as if pressed that morning; some tinted."""
    chance = sheet.chance
    colours = palette(chance.choice(_TINTS)) if chance.random() < 0.45 else {}
    treatment = Treatment(
        line=0.0085,
        detail=0.55,
        tone=chance.choice(("stipple", "hatch", "smooth")),
        depth=0.1,
        strength=0.72,
        palette=colours,
        pitch=5,
    )
    form = chance.randrange(4)
    if form == 0:
        flash_grid(sheet, _PLANTS, treatment, columns=2)
    elif form == 1:
        _posy(sheet, treatment)
    elif form == 2:
        hero(sheet, wreathed(chance, chance.choice(_PLANTS)), treatment, scale=0.88)
    else:
        hero(sheet, solo(chance, chance.choice(_PLANTS)), treatment, scale=0.86)
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


def _posy(sheet: Sheet, treatment: Treatment) -> None:
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
        wonders.moon,
        flora.peony,
        fauna.swallow,
        objects.hand,
        flora.fern,
        wonders.crystals,
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
    colours: dict[str, Colour] = palette(
        "leaf=689662 wing=6092cc wing2=eeba60 gold=e2b868 gem=6e96c8 scale=e68c50 fin=ecc8aa "
        "fur=d69258 body=605454 wood=a07654 metal=c4ccd4 light=fcfaf4 bone=f4ecdc dark=463c40 "
        "skin=f0d6c4"
    ) | {"petal": chance.choice(((222, 92, 84), (214, 130, 170), (236, 160, 60)))}
    treatment = Treatment(
        line=0.0035, detail=0.6, tone="smooth", depth=0.16, strength=0.7, palette=colours, shade=(60, 44, 60)
    )
    makers = (
        fauna.swallow,
        objects.pocket_watch,
        wonders.planet,
        flora.mushroom,
        fauna.butterfly,
        beasts.koi,
        objects.teacup,
        flora.tulip,
        beasts.cat,
        beasts.fox,
        wonders.crystals,
        flora.poppy,
        wonders.lighthouse,
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


def handpoke(sheet: Sheet) -> None:
    """Lines made of single dots."""
    chance = sheet.chance
    sheet.wobble = 0.006
    makers = (
        wonders.sun,
        beasts.snake,
        flora.mushroom,
        flora.sprig,
        wonders.moon,
        flora.tulip,
        objects.ghost,
        wonders.eye,
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
