"""Styles of light and volume: realism by turned solids and painted eyes, biomechanical by shaded tubes."""

import math

import numpy as np
from PIL import Image

from local.sample_city.art import flora, objects
from local.sample_city.art.compose import hero, solo
from local.sample_city.art.geometry import TAU, Points, along, circle, drawn, placed, points, spline, star
from local.sample_city.art.motif import Part, Treatment, ink
from local.sample_city.art.sheet import INK, Colour, Field, Region, Sheet

_PIECES: dict[str, str] = {
    # height from the top (-1) to the foot (1), radius
    "king": "-.62,.02 -.6,.2 -.5,.3 -.4,.24 -.3,.17 -.26,.3 -.2,.18 .1,.16 .5,.24 .62,.42 .7,.36 .78,.5 .92,.52 .95,.5",
    "pawn": "-.5,.02 -.46,.17 -.3,.28 -.12,.24 -.02,.12 .02,.27 .08,.14 .4,.2 .6,.36 .68,.32 .78,.46 .92,.48 .95,.46",
    "bishop": "-.72,.02 -.68,.08 -.6,.05 -.5,.17 -.32,.25 -.16,.16 -.1,.28 -.04,.15 .3,.15 .58,.32 .66,.3 .95,.47",
    "vase": "-.7,.2 -.66,.24 -.5,.13 -.3,.16 0,.44 .3,.52 .6,.4 .82,.2 .88,.28 .95,.28",
    "bottle": "-.86,.1 -.84,.13 -.78,.1 -.4,.11 -.2,.28 0,.34 .9,.34 .95,.3",
}


def _turned(
    sheet: Sheet,
    profile: str,
    *,
    at: tuple[float, float],
    scale: float,
    base: Colour = (232, 230, 228),
) -> None:
    """Shade a solid of revolution lit from the upper left, with a gleam and a rim light."""
    heights, radii = drawn(profile).T
    y = np.linspace(heights[0], heights[-1], 160)
    smooth = np.convolve(np.pad(np.interp(y, heights, radii), 3, mode="edge"), np.ones(7) / 7, mode="valid")
    outline = np.vstack([np.column_stack([smooth, y]), np.column_stack([-smooth, y])[::-1]]) * scale + np.array(at)
    region = sheet.region([outline])
    if region is None:
        return
    gx, gy = region.grid()
    ux = (gx - sheet.size[0] / 2) / sheet.unit
    uy = ((gy - sheet.size[1] / 2) / sheet.unit - at[1]) / scale
    r = np.interp(uy[:, 0], y, smooth)[:, None].astype(np.float32)
    slope = np.interp(uy[:, 0], y, np.gradient(smooth, y))[:, None].astype(np.float32)
    nx = np.clip((ux - at[0]) / scale / np.maximum(r, 1e-3), -1, 1)
    nz = np.sqrt(np.clip(1 - nx * nx, 0, 1))
    length = np.sqrt(1 + slope * slope)
    light = np.clip((-0.55 * nx + 0.62 * nz + 0.5 * slope * 0.55) / length, 0, 1)
    gleam = np.clip(light - 0.72, 0, 1) ** 2 * 7
    rim = np.clip(nx - 0.86, 0, 1) * 2.2
    level = np.clip(0.06 + 0.95 * light**1.25 + rim, 0, 1)
    _paint(sheet, region, level=level, gleam=gleam, base=base)


def _paint(sheet: Sheet, region: Region, *, level: Field, gleam: Field, base: Colour) -> None:
    cover = region.cover[..., None]
    patch = np.asarray(sheet.image.crop(region.box), dtype=np.float32)
    colour = (
        level[..., None] * np.array(base, dtype=np.float32)
        + gleam[..., None] * 70
        + (1 - level[..., None]) * np.array((18, 18, 22), dtype=np.float32)
    )
    mixed = patch * (1 - cover) + np.clip(colour, 0, 255) * cover
    sheet.image.paste(_image(mixed), region.box[:2])


def _image(values: Field) -> Image.Image:
    return Image.fromarray(values.astype(np.uint8))


def realism(sheet: Sheet) -> None:
    """No outlines: an eye, chessmen, still lifes, roses in light and shade."""
    chance = sheet.chance
    form = chance.randrange(4)
    if form == 0:
        _painted_eye(sheet)
        return
    _ground(sheet)
    if form == 1:
        names = chance.sample(sorted(_PIECES), 3)
        for name, x, scale in zip(names, (-0.48, 0.5, 0.02), (0.62, 0.58, 0.86), strict=True):
            _turned(
                sheet,
                _PIECES[name],
                at=(x, 0.78 - 0.95 * scale),
                scale=scale,
                base=chance.choice(((236, 234, 230), (206, 190, 170), (120, 120, 128))),
            )
        return
    treatment = Treatment(
        line=0.0,
        tone="smooth",
        depth=0.2,
        strength=1.15,
        palette={"petal": chance.choice(((236, 236, 236), (206, 70, 74), (232, 190, 196))), "leaf": (150, 160, 150)},
    )
    maker = chance.choice((flora.rose, flora.peony, objects.skull, flora.tulip))
    hero(sheet, solo(chance, maker), treatment, scale=0.72)


def _ground(sheet: Sheet) -> None:
    """A dark backdrop and a soft table edge."""
    tall = sheet.reach[1]
    region = sheet.region([circle((0, -0.05), (0.95, tall * 0.95), 60)], 0.02)
    if region is None:
        return
    x, y = region.grid()
    r = np.hypot((x / sheet.size[0] - 0.5) * 2, (y / sheet.size[1] - 0.475) * 2)
    sheet.tone(region, (np.clip(0.94 - r, 0, 1) ** 0.8 * 1.05).astype(np.float32), "smooth", (30, 30, 36))


def _painted_eye(sheet: Sheet) -> None:
    """An eye as a photograph has it: iris fibres, wet light, lashes."""
    chance = sheet.chance
    iris: Colour = chance.choice(((96, 130, 150), (110, 120, 70), (120, 78, 44), (90, 100, 110)))
    skin = sheet.region([circle((0, 0), (0.98, 0.86), 70)])
    if skin is not None:
        x, y = skin.grid()
        u, v = (x - sheet.size[0] / 2) / sheet.unit, (y - sheet.size[1] / 2) / sheet.unit
        crease = np.exp(-(((v + 0.42 - 0.28 * u * u) / 0.05) ** 2)) * 0.7
        shade = (
            np.exp(-(((v + 0.3 - 0.3 * u * u) / 0.26) ** 2)) * 0.55
            + crease
            + np.clip(np.hypot(u, v * 1.1) - 0.3, 0, 1) * 0.25
        )
        fade = np.clip(1.2 - np.hypot(u / 0.98, v / 0.86) * 1.2, 0, 1) ** 0.6
        sheet.tone(skin, (shade * fade).astype(np.float32), "smooth", (50, 44, 46))
    upper = spline("-.78,.1 -.5,-.16 -.05,-.32 .4,-.22 .76,.04", steps=12)
    lower = spline(".76,.04 .4,.22 0,.28 -.4,.22 -.78,.1", steps=12)
    ball = np.vstack([upper, lower])
    region = sheet.region([ball])
    if region is None:
        return
    x, y = region.grid()
    u, v = (x - sheet.size[0] / 2) / sheet.unit, (y - sheet.size[1] / 2) / sheet.unit
    r, a = np.hypot(u, v + 0.02), np.arctan2(v + 0.02, u)
    white = np.clip(1.02 - 0.5 * np.abs(u) ** 2 - np.clip(-v - 0.02, 0, 1) * 1.9, 0.2, 1)
    fibre = 0.62 + 0.2 * np.sin(a * 46 + 5 * r) + 0.18 * np.sin(a * 23 + 2) + 0.4 * (r / 0.3 - 0.5)
    inside = np.clip((0.3 - r) * 60, 0, 1)
    pupil = np.clip((0.125 - r) * 60, 0, 1)
    rim = np.exp(-(((r - 0.29) / 0.022) ** 2)) * 0.7
    level = np.clip(
        white * (1 - inside) + inside * fibre * (1 - pupil) * np.clip(1 - np.clip(-v - 0.08, 0, 1) * 2.4, 0.2, 1) - rim,
        0,
        1,
    ).astype(np.float32)
    gleam = (
        np.exp(-((u + 0.09) ** 2 + (v + 0.12) ** 2) / 0.0035) * 3.5
        + np.exp(-((u - 0.1) ** 2 + (v - 0.13) ** 2) / 0.002)
    ).astype(np.float32)
    tint = np.clip(inside, 0, 1)[..., None] * (np.array(iris, dtype=np.float32) - 238) + 238
    patch = np.asarray(sheet.image.crop(region.box), dtype=np.float32)
    cover = region.cover[..., None]
    mixed = patch * (1 - cover) + np.clip(level[..., None] * tint + gleam[..., None] * 70 + 12, 0, 255) * cover
    sheet.image.paste(_image(mixed), region.box[:2])
    _lashes(sheet, upper, lower)


def _lashes(sheet: Sheet, upper: Points, lower: Points) -> None:
    chance = sheet.chance
    strokes = []
    for line, count, length, up in ((upper, 46, 0.24, -1), (lower, 34, 0.1, 1)):
        roots, _ = along(line, count)
        for x, y in roots[2:-2].tolist():
            lean = x * 0.3 + chance.uniform(-0.05, 0.05)
            reach = length * chance.uniform(0.75, 1.1)
            strokes.append(
                spline([(x, y), (x + lean * 0.35, y + up * reach * 0.6), (x + lean, y + up * reach)], steps=5)
            )
    sheet.lines(strokes, 0.012, INK, taper=-1)
    sheet.lines([upper], 0.034, INK, taper=0.6)
    sheet.lines([lower], 0.01, (70, 56, 56), taper=0.6)
    brow = []
    for n in range(110):
        x = -0.8 + 1.6 * n / 110
        y = -0.72 + 0.22 * (x - 0.25) ** 2 + chance.uniform(-0.045, 0.045)
        brow.append(spline([(x, y), (x + 0.05, y - 0.035), (x + 0.12, y - 0.03)], steps=4))
    sheet.lines(brow, 0.009, (40, 36, 38), taper=-1)


def _tube(sheet: Sheet, path: Points, width: float, *, rings: float = 0.0, base: Colour = (216, 214, 212)) -> None:
    """A ribbed hose or a rod, shaded across its width."""
    path, side = along(path, 90)
    steps = 15
    edges = np.linspace(-0.5, 0.5, steps + 1)
    halo = np.vstack([path + side * width * 0.56, (path - side * width * 0.56)[::-1]])
    sheet.fill(halo, INK)
    for k in range(steps):
        mid = (edges[k] + edges[k + 1]) / 2
        light = max(0.0, 0.35 - 1.5 * abs(mid - 0.16) ** 1.4 * 2) + 0.75 * math.exp(-(((mid - 0.2) / 0.1) ** 2))
        level = min(1.0, 0.12 + light + (0.25 if mid < -0.4 else 0))
        colour: Colour = (int(base[0] * level), int(base[1] * level), int(base[2] * level))
        strip = np.vstack([path + side * width * edges[k], (path + side * width * edges[k + 1])[::-1]])
        sheet.fill(strip, colour)
    if rings:
        at, normal = along(path, max(3, int(90 * rings)))
        ribs = [
            np.vstack([p - n * width * 0.5, p + np.array([n[1], -n[0]]) * width * 0.12, p + n * width * 0.5])
            for p, n in zip(at, normal, strict=True)
        ]
        sheet.lines([spline(rib, steps=5) for rib in ribs], 0.011, INK)


def biomechanical(sheet: Sheet) -> None:
    """Torn skin, and hoses, rods and gears beneath."""
    chance = sheet.chance
    tall = sheet.reach[1]
    metal: Colour = chance.choice(((216, 214, 212), (206, 196, 180), (186, 200, 208), (214, 188, 160)))
    count = 30
    edge = np.array([chance.uniform(0.78, 1.0) * (0.94 if n % 2 else 0.8) for n in range(count)])[:, None]
    tear = spline(circle((0, 0), (0.9, min(1.12, tall * 0.93)), count) * edge, closed=True, steps=4)
    ink(
        sheet,
        [Part(outline=tear * 1.07, tone="skin", dark=0.05)],
        Treatment(line=0.008, tone="stipple", depth=0.07, palette={"skin": (246, 236, 224)}),
    )
    sheet.fill(tear, (24, 23, 27))
    for _ in range(4):
        x0, x1 = chance.uniform(-0.34, 0.34), chance.uniform(-0.34, 0.34)
        path = spline(
            [
                (x0, -0.6 * tall),
                (x0 + chance.uniform(-0.3, 0.3), -0.2),
                (x1 + chance.uniform(-0.3, 0.3), 0.25),
                (x1, 0.6 * tall),
            ],
            steps=14,
        )
        _tube(sheet, path, chance.uniform(0.07, 0.16), rings=chance.choice((0.0, 0.35, 0.5)), base=metal)
    for _ in range(3):
        _gear(sheet, (chance.uniform(-0.42, 0.42), chance.uniform(-0.5, 0.5) * tall), chance.uniform(0.16, 0.28), metal)
    x = chance.uniform(-0.25, 0.25)
    _tube(sheet, points((x, -0.6 * tall), (x, 0.05)), 0.11, base=metal)
    _tube(sheet, points((x, -0.05), (x, 0.6 * tall)), 0.2, rings=0.1, base=metal)


def _gear(sheet: Sheet, at: tuple[float, float], radius: float, metal: Colour) -> None:
    teeth = star(16, radius, radius * 0.84) + np.array(at)
    treatment = Treatment(line=0.007, tone="smooth", depth=radius * 0.35, strength=0.9, palette={"rest": metal})
    ink(
        sheet,
        [
            Part(outline=teeth),
            Part(outline=circle(at, radius * 0.6, 36), dark=0.3),
            Part(outline=circle(at, radius * 0.3, 26)),
        ],
        treatment,
    )
    bolts = placed(circle((0, 0), radius * 0.45, 6), at=at, turn=TAU / 12)
    sheet.dots(bolts, radius * 0.07)
