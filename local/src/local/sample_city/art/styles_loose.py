"""Styles of brush, pencil and collage: watercolour, sketch, illustrative, abstract, trash polka, lettering."""

import math
from random import Random

import numpy as np

from local.sample_city.art import fauna, flora, objects, textures
from local.sample_city.art.compose import arrangement, bedded, border, hero, ring_spots, solo
from local.sample_city.art.geometry import (
    TAU,
    Points,
    along,
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
    TYPEWRITER,
    diamonds,
    flourish,
    shadowed,
    write,
)
from local.sample_city.art.motif import Motif, Part, Treatment, ink, moved
from local.sample_city.art.sheet import INK, PAPER, Colour, Region, Sheet

_WASHES: tuple[tuple[Colour, ...], ...] = (
    ((64, 140, 214), (120, 90, 200), (236, 110, 150)),
    ((40, 170, 160), (70, 120, 210), (250, 190, 70)),
    ((240, 120, 80), (236, 80, 120), (250, 200, 90)),
    ((90, 170, 90), (40, 140, 160), (220, 220, 90)),
    ((150, 90, 190), (70, 100, 200), (90, 190, 210)),
)
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


def _blob(chance: Random, at: tuple[float, float], radius: float) -> Points:
    count = 18
    bumps = np.array([chance.uniform(0.72, 1.25) for _ in range(count)])[:, None]
    return spline(circle((0, 0), radius, count) * bumps, closed=True, steps=6) + np.array(at)


def _wash(sheet: Sheet, outline: Points, colour: Colour, strength: float = 0.85) -> None:
    """Pigment in a puddle: cloudy inside, darker where the edge dried."""
    region = sheet.region([outline])
    if region is None:
        return
    shape = (region.mask.height, region.mask.width)
    cloud = textures.cloud_patch(shape, sheet.chance.randrange(600))
    rim = np.clip(sheet.form(region, 0.035, light=(0, 0)), 0, 1)
    sheet.wash(region, colour, np.clip((0.22 + 0.75 * cloud + 0.45 * rim) * strength, 0, 1).astype(np.float32))


def _splatter(sheet: Sheet, colour: Colour, count: int, low: float = 0.45, high: float = 0.98) -> None:
    for spot in ring_spots(sheet.chance, count, low, high, sheet.reach).tolist():
        sheet.dots(np.array([spot]), 0.006 + 0.026 * sheet.chance.random() ** 3, colour)


def watercolour(sheet: Sheet) -> None:
    """Washes first, a few loose lines after."""
    chance = sheet.chance
    washes = chance.choice(_WASHES)
    for n in range(5):
        at = (chance.uniform(-0.42, 0.42), chance.uniform(-0.5, 0.5) * sheet.reach[1])
        _wash(sheet, _blob(chance, at, chance.uniform(0.3, 0.56)), washes[n % 3], 0.75)
    for colour in washes:
        _splatter(sheet, colour, 9)
    mains = (
        fauna.swallow,
        flora.poppy,
        fauna.butterfly,
        fauna.koi,
        flora.lavender,
        fauna.owl,
        flora.tulip,
        fauna.fox,
        flora.rose,
        objects.planet,
    )
    motif = moved(solo(chance, chance.choice(mains)), scale=0.72)
    sheet.wobble = 0.004
    for part in motif:
        if chance.random() < 0.55:
            _wash(sheet, part.outline, chance.choice(washes), 0.6)
    outlines = [line for part in motif for line in (np.vstack([part.outline, part.outline[:1]]), *part.details)]
    sheet.lines(outlines, 0.0065, (44, 42, 60), taper=0.55)


def sketch(sheet: Sheet) -> None:
    """Construction lines left standing, contours tried three times."""
    chance = sheet.chance
    mains = (
        fauna.swallow,
        flora.rose,
        fauna.fox,
        objects.skull,
        fauna.raven,
        objects.heart,
        fauna.koi,
        flora.peony,
        fauna.owl,
        objects.hourglass,
    )
    motif = moved(solo(chance, chance.choice(mains)), scale=0.8)
    pencil: Colour = (120, 118, 122)
    guides = [circle((chance.uniform(-0.1, 0.1), chance.uniform(-0.15, 0.15)), r, 70) for r in (0.46, 0.8)]
    sheet.lines(guides, 0.004, (176, 174, 176), closed=True)
    sheet.lines(
        [points((-0.95, 0.02), (0.95, -0.03)), points((0.02, -1.1), (-0.03, 1.1)), points((-0.7, -0.9), (0.72, 0.86))],
        0.004,
        (176, 174, 176),
    )
    for part in motif:
        sheet.fill(part.outline, PAPER, 0.75)
        region = sheet.region([part.outline], 0.1)
        if region is not None:
            sheet.tone(region, np.clip(sheet.form(region, 0.1), 0, 1) * 0.62, "hatch", pencil, angle=0.75, pitch=7)
        for tries, width, colour in ((0.012, 0.005, pencil), (0.007, 0.006, (80, 78, 84)), (0.0, 0.008, INK)):
            sheet.wobble = tries
            loop = np.vstack([part.outline, part.outline[: len(part.outline) // 5]])
            sheet.lines(
                [
                    np.roll(part.outline, chance.randrange(len(loop)), axis=0)[: int(len(loop) * 0.78)],
                    loop[: len(loop) // 2],
                ],
                width,
                colour,
                taper=0.8,
            )
        sheet.wobble = 0.004
        sheet.lines(part.details, 0.005, (70, 68, 74), taper=0.8)
        sheet.fill(part.solids, INK)
    scribble = spline([(0.45 + 0.02 * n, 0.95 + (0.07 if n % 2 else -0.03)) for n in range(14)], steps=4) * (
        1,
        min(1.0, sheet.reach[1] - 0.1),
    )
    sheet.lines([scribble], 0.005, pencil)


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
    palette: dict[str, Colour] = {
        "petal": a,
        "leaf": b,
        "gold": c,
        "fur": a,
        "wing": b,
        "wing2": c,
        "wood": (190, 166, 140),
        "gem": b,
        "light": (252, 248, 238),
        "dark": (150, 140, 136),
        "body": (150, 138, 130),
        "scale": b,
        "fin": c,
        "metal": (206, 206, 200),
        "bone": (244, 236, 220),
        "skin": (240, 224, 204),
    }
    treatment = Treatment(line=0.01, detail=0.6, tone="hatch", depth=0.13, strength=0.85, palette=palette, pitch=5)
    sheet.wobble = 0.003
    mains = (
        fauna.owl,
        flora.mushroom,
        objects.teacup,
        fauna.fox,
        objects.moon,
        fauna.cat,
        objects.candle,
        fauna.raven,
        objects.lighthouse,
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
            arrangement(chance, mains, (flora.daisy, flora.peony, flora.rose), (objects.moon, fauna.butterfly)),
            treatment,
            scale=0.82,
        )
    for spot in ring_spots(chance, 12, 0.7, 0.95, sheet.reach).tolist():
        sheet.lines([placed(star(4, 0.03, 0.01), at=(spot[0], spot[1]))], 0.005, closed=True)


def _brush(sheet: Sheet, path: Points, width: float, colour: Colour, *, dry: float = 0.6) -> None:
    """A loaded brush running dry: bristles leave the paper towards the end."""
    path, side = along(path, 90)
    chance = sheet.chance
    profile = width * (0.75 + 0.25 * np.sin(np.linspace(0.4, 2.6, 90)))
    strands = max(9, int(width * 90))
    for n in range(strands):
        offset = (n + 0.5) / strands - 0.5
        start, end = chance.randrange(0, 6), 90 - int(chance.random() ** 1.6 * 90 * dry * (0.4 + abs(offset)))
        if end - start < 6:
            continue
        line = path[start:end] + side[start:end] * (profile[start:end] * offset)[:, None]
        sheet.fill(ribbon(line, width / strands * chance.uniform(0.9, 1.7)), colour)


def abstract(sheet: Sheet) -> None:
    """Brush strokes, a circle, a few ruled lines."""
    chance = sheet.chance
    tall = sheet.reach[1]
    accent = chance.choice(((204, 50, 40), (36, 90, 160), (226, 160, 40), (30, 120, 110)))
    form = chance.randrange(3)
    if form == 0:
        ring = arc((0, 0), 0.6, chance.uniform(0, 6), chance.uniform(0, 6) + 5.6, 80)
        _brush(sheet, ring, 0.26, INK, dry=0.9)
        sheet.fill(circle((chance.uniform(-0.3, 0.3), chance.uniform(-0.3, 0.3)), chance.uniform(0.1, 0.2), 40), accent)
    else:
        for n in range(chance.choice((2, 3, 4))):
            y = (-0.7 + 0.45 * n) * tall
            sway = chance.uniform(-0.5, 0.5)
            _brush(
                sheet,
                spline(
                    [(-0.8, y), (-0.2, y + sway * 0.6), (0.3, y - sway * 0.4), (0.82, y + chance.uniform(-0.2, 0.4))],
                    steps=14,
                ),
                chance.uniform(0.12, 0.34),
                INK if n != 1 else accent,
                dry=0.8,
            )
        if form == 2:
            sheet.fill(circle((chance.uniform(-0.4, 0.4), chance.uniform(-0.4, 0.4)), 0.24, 50), accent)
    for _ in range(chance.choice((3, 5))):
        x, y, a, length = (
            chance.uniform(-0.6, 0.6),
            chance.uniform(-0.8, 0.8),
            chance.uniform(0, TAU),
            chance.uniform(0.3, 0.8),
        )
        sheet.lines(
            [points((x, y), (x + length * math.cos(a), y + length * math.sin(a)))], chance.choice((0.004, 0.008))
        )
    if chance.random() < 0.5:
        sheet.lines(
            [circle((chance.uniform(-0.3, 0.3), chance.uniform(-0.4, 0.4)), r, 60) for r in (0.32, 0.36)],
            0.005,
            closed=True,
        )
    _splatter(sheet, INK, 24, 0.2, 0.95)


def trash_polka(sheet: Sheet) -> None:
    """A black-and-grey subject, red paint, type and ruled bars."""
    chance = sheet.chance
    tall = sheet.reach[1]
    red: Colour = (196, 26, 34)
    tilt = chance.uniform(-0.35, 0.35)
    _brush(
        sheet,
        spline(
            [(-0.95, 0.5 + tilt), (-0.3, 0.1 + tilt * 0.3), (0.3, -0.1 - tilt * 0.3), (0.95, -0.5 - tilt)], steps=14
        ),
        chance.uniform(0.34, 0.6),
        red,
        dry=0.7,
    )
    if chance.random() < 0.6:
        sheet.fill(circle((chance.uniform(-0.3, 0.3), chance.uniform(-0.5, 0)), chance.uniform(0.3, 0.46), 60), red)
    x, down = chance.choice((-0.82, 0.7)), chance.uniform(0.1, 0.6) * tall
    sheet.fill(points((x, -tall * 0.92), (x + 0.05, -tall * 0.92), (x + 0.05, down), (x, down)))
    sheet.lines([points((x + d, -tall * 0.8), (x + d, down + 0.2)) for d in (0.09, 0.115)], 0.006)
    sheet.fill(
        [
            points(
                (-x - 0.3 + 0.05 * n, tall * 0.5),
                (-x - 0.28 + 0.05 * n, tall * 0.5),
                (-x - 0.28 + 0.05 * n, tall * 0.6),
                (-x - 0.3 + 0.05 * n, tall * 0.6),
            )
            for n in range(7)
        ]
    )
    treatment = Treatment(line=0.006, tone="smooth", depth=0.2, strength=1.15)
    main = chance.choice(
        (
            objects.skull,
            fauna.raven,
            objects.pocket_watch,
            objects.heart,
            fauna.owl,
            objects.hourglass,
            flora.rose,
            fauna.fox,
        )
    )
    hero(sheet, solo(chance, main), treatment, scale=0.68)
    word = chance.choice(("CHAOS", "TIME", "SILENCE", "NO. 19", "REMEMBER", "VOID", "TRUTH", "NOISE"))
    write(
        sheet,
        word,
        chance.choice((TYPEWRITER, SALOON)),
        width=chance.uniform(0.9, 1.3),
        at=(chance.uniform(-0.2, 0.2), tall * 0.72),
        turn=chance.choice((0, 0, 0.08, -0.08)),
    )
    write(
        sheet,
        "the quick red night runs over the river and does not come back",
        TYPEWRITER,
        width=1.2,
        at=(0.1, tall * 0.86),
        colour=(90, 88, 90),
    )
    if chance.random() < 0.6:
        y = chance.uniform(-0.8, -0.6) * tall
        _brush(sheet, spline([(-0.5, y + 0.1), (0.1, y), (0.85, y - 0.06)], steps=12), 0.1, INK, dry=1.0)
    _splatter(sheet, red, 26, 0.3, 0.95)
    _splatter(sheet, INK, 22, 0.3, 0.95)


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
        moved(objects.moon(sheet.chance), scale=0.17, at=(0, -0.26)),
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
    ink(sheet, moved(objects.moon(sheet.chance), scale=0.5, at=(-0.06, -0.3)), treatment)
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
    hero(sheet, moved(objects.eye(Random(3)), at=(0, -0.16)), treatment, scale=0.86)
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
            [Part(outline=np.vstack([wave, wave[::-1] + (0, 0.16)]), root=((0, y + 0.2), (0, y - 0.05)))],
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
    ink(sheet, moved(objects.planet(sheet.chance), scale=0.18), Treatment(line=0.005, palette={"rest": PAPER}))
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
    palette: dict[str, Colour] = {
        "gold": gold,
        "gem": chance.choice(((120, 180, 214), (206, 120, 160), (130, 190, 150), (170, 140, 214))),
        "light": PAPER,
        "skin": (247, 236, 224),
    }
    treatment = Treatment(
        line=0.01, detail=0.6, tone="smooth", depth=0.1, strength=0.7, palette=palette, highlight=True
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
        places = (
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
        return tuple(
            Part(outline=circle((math.cos(a) * 0.7, math.sin(a) * 0.7), 0.42, 22), tone="gem")
            for a in np.linspace(0, TAU, 7)[:-1].tolist()
        ) + (Part(outline=circle((0, 0), 0.4, 22), tone="gold"),)
    if form == 2:
        return (
            Part(
                outline=drawn("-.8,-.5 .8,-.5 1.1,0 0,1.2 -1.1,0"),
                tone="gem",
                details=(points((-1.1, 0), (1.1, 0)), drawn("-.4,0 0,1.1 .4,0 0,-.5 -.4,0")),
            ),
        )
    return (Part(outline=placed(star(8, 1.1, 0.6)), tone="gold"), Part(outline=circle((0, 0), 0.45, 22), tone="gem"))
