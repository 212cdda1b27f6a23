"""Styles of bold outlines and colour: traditional, neo-traditional, Japanese, cover-up."""

import math

import numpy as np

from local.sample_city.art import beasts, fauna, flora, objects, textures, wonders
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
    arc,
    circle,
    leaf,
    placed,
    points,
    spline,
)
from local.sample_city.art.lettering import SALOON, SCRIPT, write
from local.sample_city.art.motif import Motif, Part, Treatment, ink, moved
from local.sample_city.art.sheet import INK, PAPER, Colour, Sheet, palette

RED, DEEP_RED, MUSTARD, FOREST, NAVY, TEAL = (
    (192, 42, 40),
    (150, 30, 38),
    (226, 170, 62),
    (50, 98, 66),
    (38, 66, 104),
    (44, 118, 124),
)


_TRADITIONAL = palette(
    "fur=ce7a3a body=5c463c wood=9e683e metal=bac8cc bone=faf0d6 dark=3c3030 skin=f4dec4 light=fdf8ec"
) | {
    "petal": RED,
    "leaf": FOREST,
    "wing": NAVY,
    "wing2": MUSTARD,
    "gold": MUSTARD,
    "scale": FOREST,
    "fin": RED,
    "gem": TEAL,
}


_NEO_PALETTES: tuple[dict[str, Colour], ...] = (
    palette("petal=b03e5c leaf=3a6e68 wing=584274 wing2=d69660 gold=deb268 gem=4696a0"),
    palette("petal=d66848 leaf=587046 wing=285c68 wing2=e8be80 gold=d4a44e gem=8e4e80"),
    palette("petal=e2a0a4 leaf=4c7864 wing=7e3c48 wing2=d2b08c gold=c89c5c gem=3c648c"),
)


_NEO_REST: dict[str, Colour] = palette(
    "scale=4a806e fin=c46046 fur=c6703e body=544250 wood=885e4e metal=aabac4 bone=f0e2c8 "
    "dark=3e2e3e skin=eed2ba light=faf0e0"
)


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
        beasts.snake,
        objects.heart,
        objects.horseshoe,
        fauna.moth,
        wonders.lighthouse,
    )
    form = chance.randrange(5)
    if form == 0:
        small = Treatment(line=0.017, detail=0.6, tone="pepper", depth=0.1, palette=_TRADITIONAL)
        flash_grid(sheet, (*mains, objects.dagger, objects.hourglass, wonders.candle, flora.tulip), small, columns=2)
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
        beasts.fox,
        fauna.owl,
        fauna.butterfly,
        beasts.cat,
        wonders.crystals,
        objects.skull,
        wonders.candle,
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


def japanese(sheet: Sheet) -> None:
    """Koi, peonies and dragons' weather: waves, wind bars, clouds, maple leaves."""
    chance = sheet.chance
    sheet.wobble = 0.002
    colours: dict[str, Colour] = palette(
        "fin=e2c4aa leaf=4a6c50 light=faf4e8 wing=3c5c78 bone=f4ead6 dark=32282c body=463c42 maple=cc522c wave=547c96"
    ) | {
        "scale": chance.choice(((214, 84, 50), (70, 110, 130), (60, 60, 66), (222, 150, 60))),
        "petal": chance.choice((RED, (206, 92, 110), (160, 40, 60))),
        "gold": MUSTARD,
        "wing2": MUSTARD,
    }
    treatment = Treatment(line=0.015, detail=0.55, tone="smooth", depth=0.12, strength=0.75, palette=colours)
    if chance.random() < 0.65:
        sheet.fill(
            circle((chance.uniform(-0.3, 0.3), -0.35), 0.52, 70),
            chance.choice(((206, 54, 44), (226, 120, 70), (216, 190, 150))),
            0.92,
        )
    _wind_bars(sheet)
    main = chance.choice((beasts.koi, beasts.koi, flora.peony, beasts.snake, objects.skull, fauna.butterfly))
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
    colours: dict[str, Colour] = palette(
        "leaf=224036 wing=282e42 wing2=8c3c32 fur=783c24 body=2c2630 bone=e2d6c4 dark=1e1a20 "
        "gold=c68c3c wood=5a3e32 metal=78828c light=f4ecde scale=285046 gem=28606e"
    ) | {"petal": chance.choice(((120, 26, 44), (88, 40, 96), (30, 66, 96)))}
    treatment = Treatment(line=0.018, detail=0.55, tone="smooth", depth=0.15, strength=1.0, palette=colours)
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
