"""Styles of brush, pencil and collage: watercolour, sketch, abstract, trash polka."""

import math
from random import Random

import numpy as np

from local.sample_city.art import beasts, fauna, flora, objects, textures, wonders
from local.sample_city.art.compose import hero, ring_spots, solo
from local.sample_city.art.geometry import (
    TAU,
    Points,
    along,
    arc,
    circle,
    placed,
    points,
    ribbon,
    spline,
)
from local.sample_city.art.lettering import (
    SALOON,
    TYPEWRITER,
    write,
)
from local.sample_city.art.motif import Treatment, moved
from local.sample_city.art.sheet import INK, PAPER, Colour, Sheet

_WASHES: tuple[tuple[Colour, ...], ...] = (
    ((64, 140, 214), (120, 90, 200), (236, 110, 150)),
    ((40, 170, 160), (70, 120, 210), (250, 190, 70)),
    ((240, 120, 80), (236, 80, 120), (250, 200, 90)),
    ((90, 170, 90), (40, 140, 160), (220, 220, 90)),
    ((150, 90, 190), (70, 100, 200), (90, 190, 210)),
)


def _blob(chance: Random, at: tuple[float, float], radius: float) -> Points:
    count = 18
    bumps = np.array([chance.uniform(0.72, 1.25) for _ in range(count)])[:, None]
    return placed(spline(circle((0, 0), radius, count) * bumps, closed=True, steps=6), at=at)


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
        beasts.koi,
        flora.lavender,
        fauna.owl,
        flora.tulip,
        beasts.fox,
        flora.rose,
        wonders.planet,
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
        beasts.fox,
        objects.skull,
        fauna.raven,
        objects.heart,
        beasts.koi,
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
        _tried_outline(sheet, part.outline)
        sheet.wobble = 0.004
        sheet.lines(part.details, 0.005, (70, 68, 74), taper=0.8)
        sheet.fill(part.solids, INK)
    scribble = spline([(0.45 + 0.02 * n, 0.95 + (0.07 if n % 2 else -0.03)) for n in range(14)], steps=4) * (
        1,
        min(1.0, sheet.reach[1] - 0.1),
    )
    sheet.lines([scribble], 0.005, pencil)


def _tried_outline(sheet: Sheet, outline: Points) -> None:
    """A contour drawn three times: twice searching, once sure."""
    chance, pencil = sheet.chance, (120, 118, 122)
    for tries, width, colour in ((0.012, 0.005, pencil), (0.007, 0.006, (80, 78, 84)), (0.0, 0.008, INK)):
        sheet.wobble = tries
        loop = np.vstack([outline, outline[: len(outline) // 5]])
        sheet.lines(
            [
                np.roll(outline, chance.randrange(len(loop)), axis=0)[: int(len(loop) * 0.78)],
                loop[: len(loop) // 2],
            ],
            width,
            colour,
            taper=0.8,
        )


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
    _red_and_black(sheet, red)
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
            beasts.fox,
        )
    )
    hero(sheet, solo(chance, main), treatment, scale=0.68)
    _headline(sheet)
    if chance.random() < 0.6:
        y = chance.uniform(-0.8, -0.6) * tall
        _brush(sheet, spline([(-0.5, y + 0.1), (0.1, y), (0.85, y - 0.06)], steps=12), 0.1, INK, dry=1.0)
    _splatter(sheet, red, 26, 0.3, 0.95)
    _splatter(sheet, INK, 22, 0.3, 0.95)


def _red_and_black(sheet: Sheet, red: Colour) -> None:
    """Red paint across the sheet, a black bar and a row of ticks."""
    chance, tall = sheet.chance, sheet.reach[1]
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


def _headline(sheet: Sheet) -> None:
    """A torn-out word and a line of small type."""
    chance, tall = sheet.chance, sheet.reach[1]
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
