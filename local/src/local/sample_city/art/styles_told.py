"""Styles that tell something: illustrative, surrealism, lettering; and the piercer's card."""

import math
from random import Random

import numpy as np

from local.sample_city.art import beasts, fauna, flora, objects, wonders
from local.sample_city.art.compose import arrangement, bedded, border, hero, ring_spots
from local.sample_city.art.geometry import (
    TAU,
    arc,
    circle,
    drawn,
    leaf,
    placed,
    points,
    ribbon,
    spline,
    star,
)
from local.sample_city.art.lettering import (
    BLACKLETTER,
    FORMAL,
    MARKER,
    SALOON,
    SCRIPT,
    diamonds,
    flourish,
    shadowed,
    write,
)
from local.sample_city.art.motif import Motif, Part, Treatment, ink, moved
from local.sample_city.art.sheet import PAPER, Colour, Region, Sheet, palette

_LETTERED = (
    "Wild",
    "Hope",
    "Grace",
    "Amor",
    "Breathe",
    "Mother",
    "Honour",
    "Freedom",
    "Serenity",
    "Lucky",
    "Fearless",
    "Forever",
    "Solace",
    "Valiant",
)


def illustrative(sheet: Sheet) -> None:
    """Pages from a storybook: hatched line, two or three quiet colours."""
    chance = sheet.chance
    quiet = chance.choice(
        (
            ((206, 146, 96), (122, 150, 132), (226, 200, 150)),
            ((176, 110, 104), (120, 134, 160), (232, 208, 170)),
            ((140, 150, 100), (196, 160, 90), (210, 196, 176)),
        )
    )
    a, b, c = quiet
    colours: dict[str, Colour] = palette(
        "wood=bea68c light=fcf8ee dark=968c88 body=968a82 metal=cecec8 bone=f4ecdc skin=f0e0cc"
    ) | {"petal": a, "leaf": b, "gold": c, "fur": a, "wing": b, "wing2": c, "gem": b, "scale": b, "fin": c}
    treatment = Treatment(line=0.01, detail=0.6, tone="hatch", depth=0.13, strength=0.85, palette=colours, pitch=5)
    sheet.wobble = 0.003
    mains = (
        fauna.owl,
        flora.mushroom,
        objects.teacup,
        beasts.fox,
        wonders.moon,
        beasts.cat,
        wonders.candle,
        fauna.raven,
        wonders.lighthouse,
        objects.key,
        fauna.beetle,
    )
    if chance.random() < 0.4:
        ink(
            sheet,
            [Part(outline=circle((0.1, -0.25), 0.62, 70), tone="gold")],
            Treatment(line=0.008, palette={"gold": c}),
        )
        hero(sheet, moved(bedded(chance, chance.choice(mains), flora.daisy), at=(0, 0.06)), treatment, scale=0.78)
    else:
        hero(
            sheet,
            arrangement(chance, mains, (flora.daisy, flora.peony, flora.rose), (wonders.moon, fauna.butterfly)),
            treatment,
            scale=0.82,
        )
    for spot in ring_spots(chance, 12, 0.7, 0.95, sheet.reach).tolist():
        sheet.lines([placed(star(4, 0.03, 0.01), at=(spot[0], spot[1]))], 0.005, closed=True)


def lettering(sheet: Sheet) -> None:
    """One word, done properly."""
    chance = sheet.chance
    tall = sheet.reach[1]
    word = chance.choice(_LETTERED)
    face = chance.choice((SCRIPT, FORMAL, BLACKLETTER, BLACKLETTER, SALOON, MARKER))
    width = min(1.7, 0.34 * len(word) + (0.3 if face in (SCRIPT, FORMAL) else 0.1))
    turn = chance.choice((0, 0, 0.14)) if face in (SCRIPT, MARKER) else 0
    probe = write(sheet, word, face, width=width, turn=turn)
    if chance.random() < 0.6:
        shadowed(sheet, probe, 0.03, chance.choice(((196, 60, 50), (150, 150, 152), (60, 100, 140), (206, 160, 80))))
        write(sheet, word, face, width=width, turn=turn, colour=PAPER, stroke=4)
        write(sheet, word, face, width=width, turn=turn)
    if face == BLACKLETTER:
        _bright_edge(sheet, probe)
    half = probe.mask.height / sheet.unit / 2
    for side in (-1, 1):
        y = side * (half + 0.16)
        strokes = [
            stroke * (1, -side) + (0, y)
            for stroke in flourish(0.72 * chance.uniform(0.8, 1.05), chance.choice((2, 3)), chance)
        ]
        sheet.lines(strokes, 0.02, taper=0.85)
        if tall > 1.1:
            sheet.fill(
                [d for k in range(3) for d in diamonds((0, side * (half + 0.42 + 0.09 * k)), 5 - 2 * k, 0.09, 0.022)]
            )
    if chance.random() < 0.35:
        hero(
            sheet,
            moved(flora.rose(chance), scale=0.3, at=(0, tall * 0.72)),
            Treatment(line=0.008, tone="stipple", depth=0.1),
        )


def _bright_edge(sheet: Sheet, region: Region) -> None:
    """A thin highlight down the left of every letter."""
    rim = sheet.form(region, 0.02, light=(1.6, 0.2))
    inner = np.clip((rim - 0.75) * 3, 0, 1).astype(np.float32)
    sheet.tone(region, inner * 0.5, "smooth", (150, 146, 150))


def surrealism(sheet: Sheet) -> None:
    """Doors in clouds, stairs into teacups, the moon where it should not be."""
    chance = sheet.chance
    treatment = Treatment(
        line=0.0085, detail=0.6, tone=chance.choice(("stipple", "hatch", "smooth")), depth=0.16, strength=0.95, pitch=5
    )
    (_door, _moon_tea, _eye_sea, _moth_window)[chance.randrange(4)](sheet, treatment)
    for spot in ring_spots(chance, 10, 0.8, 0.96, sheet.reach).tolist():
        sheet.fill(placed(star(4, chance.uniform(0.02, 0.05), 0.008), at=(spot[0], spot[1])))


def _cloud(at: tuple[float, float], scale: float) -> Motif:
    lumps = (
        (-0.8, 0.1, 0.3),
        (-0.4, -0.14, 0.4),
        (0.1, -0.22, 0.46),
        (0.55, -0.04, 0.36),
        (0.85, 0.14, 0.26),
        (0, 0.16, 0.5),
    )
    return moved([Part(outline=circle((x, y), (r, r * 0.8), 30)) for x, y, r in lumps], scale=scale, at=at)


def _door(sheet: Sheet, treatment: Treatment) -> None:
    steps = [
        Part(
            outline=points(
                (-0.3 - 0.06 * n, 0.42 + 0.13 * n),
                (0.3 + 0.06 * n, 0.42 + 0.13 * n),
                (0.34 + 0.06 * n, 0.55 + 0.13 * n),
                (-0.34 - 0.06 * n, 0.55 + 0.13 * n),
            ),
            dark=0.08 * n,
        )
        for n in range(4)
    ]
    frame = np.vstack([arc((0, -0.3), 0.36, math.pi, TAU, 24), points((0.36, 0.44), (-0.36, 0.44))])
    night = np.vstack([arc((0, -0.3), 0.28, math.pi, TAU, 24), points((0.28, 0.42), (-0.28, 0.42))])
    leaf_ = drawn(".28,-.42 .62,-.62 .62,.6 .28,.42")
    ink(sheet, (*_cloud((-0.5, 0.5), 0.44), *_cloud((0.52, 0.52), 0.42), *steps), treatment)
    ink(
        sheet,
        [
            Part(outline=frame),
            Part(outline=night, dark=1.0, tone="dark"),
            Part(outline=leaf_, details=(drawn(".36,-.3 .54,-.4 .54,.36 .36,.26"),)),
        ],
        treatment,
    )
    ink(
        sheet,
        moved(wonders.moon(sheet.chance), scale=0.17, at=(0, -0.26)),
        Treatment(line=0.006, palette={"rest": PAPER}),
    )
    ink(
        sheet,
        (
            *_cloud((-0.3, -0.8 * sheet.reach[1]), 0.3),
            *_cloud((0.4, -0.66 * sheet.reach[1]), 0.22),
            *_cloud((0, 0.98), 0.4),
        ),
        treatment,
    )


def _moon_tea(sheet: Sheet, treatment: Treatment) -> None:
    cup = moved(objects.teacup(sheet.chance), scale=0.86, at=(0, 0.36))
    ink(sheet, moved(wonders.moon(sheet.chance), scale=0.5, at=(-0.06, -0.3)), treatment)
    ink(sheet, [part for part in cup if part.details == () or part.tone != "paper"], treatment)
    ladder = [points((0.3, -0.9 * sheet.reach[1]), (0.42, 0.26)), points((0.44, -0.9 * sheet.reach[1]), (0.56, 0.26))]
    rungs = [
        points(
            (0.31 + 0.105 * t, -0.9 * sheet.reach[1] * (1 - t) + 0.26 * t),
            (0.45 + 0.105 * t, -0.9 * sheet.reach[1] * (1 - t) + 0.26 * t),
        )
        for t in np.linspace(0.05, 0.95, 13).tolist()
    ]
    sheet.lines([*ladder, *rungs], 0.012)
    ink(sheet, (*_cloud((-0.56, -0.8 * sheet.reach[1]), 0.26), *_cloud((0.5, -0.84 * sheet.reach[1]), 0.3)), treatment)


def _eye_sea(sheet: Sheet, treatment: Treatment) -> None:
    hero(sheet, moved(wonders.eye(Random(3)), at=(0, -0.16)), treatment, scale=0.86)  # noqa: S311 - drawing
    for n in range(7):
        x = -0.42 + 0.14 * n
        drop = 0.16 + 0.14 * sheet.chance.random()
        ink(
            sheet,
            [Part(outline=placed(leaf(drop, 0.08), turn=math.pi, at=(x, 0.06 + 0.1 * math.cos(x * 3))))],
            treatment,
        )
    for row in range(3):
        y = 0.56 + 0.15 * row
        wave = spline([(-0.9 + 0.15 * k, y + (0.05 if k % 2 else -0.05)) for k in range(13)], steps=7)
        ink(
            sheet,
            [Part(outline=np.vstack([wave, placed(wave[::-1], at=(0, 0.16))]), root=((0, y + 0.2), (0, y - 0.05)))],
            treatment,
        )
    ink(
        sheet,
        [
            Part(outline=drawn(".2,.5 .52,.5 .44,.6 .28,.6")),
            Part(outline=drawn(".36,.2 .36,.48 .54,.46")),
            Part(outline=drawn(".33,.26 .33,.48 .2,.46")),
        ],
        treatment,
    )


def _moth_window(sheet: Sheet, treatment: Treatment) -> None:
    hero(sheet, fauna.moth(sheet.chance), treatment, scale=0.84)
    hole = circle((0, 0.0), (0.2, 0.3), 40)
    ink(sheet, [Part(outline=hole, dark=1)], treatment)
    ink(sheet, moved(wonders.planet(sheet.chance), scale=0.18), Treatment(line=0.005, palette={"rest": PAPER}))
    stairs = [
        Part(
            outline=points(
                (-0.1 - 0.03 * n, 0.3 + 0.1 * n),
                (0.1 + 0.03 * n, 0.3 + 0.1 * n),
                (0.12 + 0.03 * n, 0.4 + 0.1 * n),
                (-0.12 - 0.03 * n, 0.4 + 0.1 * n),
            ),
            dark=0.06 * n,
        )
        for n in range(6)
    ]
    ink(sheet, stairs, treatment)


def piercing(sheet: Sheet) -> None:
    """A piercer's card: an ear, or a tray, of gems, rings and bars."""
    chance = sheet.chance
    gold: Colour = (214, 176, 104)
    colours: dict[str, Colour] = {
        "gold": gold,
        "gem": chance.choice(((120, 180, 214), (206, 120, 160), (130, 190, 150), (170, 140, 214))),
        "light": PAPER,
        "skin": (247, 236, 224),
    }
    treatment = Treatment(
        line=0.01, detail=0.6, tone="smooth", depth=0.1, strength=0.7, palette=colours, highlight=True
    )
    if chance.random() < 0.5:
        outer = spline(
            "-.1,.86 -.3,.62 -.36,.3 -.5,-.1 -.46,-.56 -.14,-.86 .28,-.82 .5,-.46 .44,-.06 .22,.2 .2,.56 .1,.84",
            closed=True,
            steps=8,
        )
        folds = (
            spline("-.3,0 -.34,-.46 -.08,-.7 .22,-.64 .34,-.36", steps=9),
            spline("-.12,.3 -.22,-.1 -.06,-.44 .18,-.4 .16,-.1 0,.1 .08,.3", steps=9),
        )
        ink(sheet, [Part(outline=outer, tone="skin", details=folds)], treatment)
        places: tuple[tuple[float, float], ...] = (
            (-0.04, 0.68),
            (-0.2, 0.5),
            (-0.4, 0.06),
            (-0.47, -0.24),
            (-0.36, -0.62),
            (-0.02, -0.82),
            (0.02, -0.2),
            (0.12, 0.12),
        )
    else:
        places = tuple((x, y * sheet.reach[1]) for y in (-0.6, 0.0, 0.6) for x in (-0.54, 0.0, 0.54))
    big = 0.16 if len(places) == 9 else 0.085
    for x, y in places:
        ink(
            sheet,
            moved(_jewel(chance), scale=big * chance.uniform(0.8, 1.15), turn=chance.uniform(-0.3, 0.3), at=(x, y)),
            treatment,
        )
    border(sheet, 0.004, gold)


def _jewel(chance: Random) -> Motif:
    form = chance.randrange(4)
    if form == 0:
        return (
            Part(outline=ribbon(circle((0, 0.3), 0.8, 40), 0.24), tone="gold"),
            Part(outline=circle((0, 1.1), 0.28, 20), tone="gem"),
        )
    if form == 1:
        petals = [
            circle((math.cos(a) * 0.7, math.sin(a) * 0.7), 0.42, 22) for a in np.linspace(0, TAU, 7)[:-1].tolist()
        ]
        return (
            *(Part(outline=petal, tone="gem") for petal in petals),
            Part(outline=circle((0, 0), 0.4, 22), tone="gold"),
        )
    if form == 2:
        return (
            Part(
                outline=drawn("-.8,-.5 .8,-.5 1.1,0 0,1.2 -1.1,0"),
                tone="gem",
                details=(points((-1.1, 0), (1.1, 0)), drawn("-.4,0 0,1.1 .4,0 0,-.5 -.4,0")),
            ),
        )
    return (Part(outline=placed(star(8, 1.1, 0.6)), tone="gold"), Part(outline=circle((0, 0), 0.45, 22), tone="gem"))
