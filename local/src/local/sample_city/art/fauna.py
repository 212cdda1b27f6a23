"""Birds, moths, snakes, fish and heads of beasts."""

import math
from random import Random

import numpy as np

from local.sample_city.art.geometry import (
    Points,
    along,
    arc,
    circle,
    drawn,
    mirrored,
    normals,
    placed,
    points,
    spline,
    symmetric,
)
from local.sample_city.art.motif import Motif, Part, moved


def both(part: Part) -> Motif:
    """A part and its mirror image."""
    return moved([part], scale=(-1, 1)) + (part,)


def moth(chance: Random) -> Motif:
    """A moth from above, wings spread."""
    w, h = chance.uniform(0.96, 1.05), chance.uniform(0.94, 1.06)
    fore = spline(
        [
            (0.06, -0.3),
            (0.3, -0.62 * h),
            (0.7 * w, -0.78 * h),
            (0.98 * w, -0.66 * h),
            (0.9 * w, -0.34),
            (0.7 * w, -0.06),
            (0.34, 0.06),
            (0.08, 0.0),
        ],
        closed=True,
        steps=7,
    )
    hind = spline(
        [
            (0.07, 0.0),
            (0.4, -0.04),
            (0.66 * w, 0.12),
            (0.7 * w, 0.42),
            (0.5, 0.62 * h),
            (0.34, 0.5),
            (0.2, 0.66 * h),
            (0.1, 0.3),
        ],
        closed=True,
        steps=7,
    )
    veins = tuple(
        spline([(0.1, -0.2), (0.4 + 0.1 * n, -0.36 + 0.06 * n), (0.92 * w - 0.08 * n, -0.62 * h + 0.2 * n)], steps=6)
        for n in range(4)
    )
    hind_veins = tuple(
        spline([(0.1, 0.06), (0.3, 0.2 + 0.03 * n), (0.62 - 0.14 * n, 0.3 + 0.12 * n)], steps=6) for n in range(3)
    )
    border = spline([(0.84 * w, -0.6 * h), (0.76 * w, -0.34), (0.58 * w, -0.12), (0.34, -0.04)], steps=7)
    fore_part = Part(outline=fore, tone="wing", details=(*veins, border), root=((0.05, -0.1), (0.7, -0.4)))
    hind_part = Part(outline=hind, tone="wing2", details=hind_veins, root=((0.05, 0.05), (0.5, 0.35)))
    spot = Part(
        outline=circle((0.58 * w, -0.42 * h), 0.105, 22),
        tone="light",
        solids=(circle((0.58 * w, -0.42 * h), 0.055, 18),),
    )
    low_spot = Part(outline=circle((0.42, 0.28), 0.075, 18), tone="light", solids=(circle((0.42, 0.28), 0.036, 14),))
    body = symmetric("0,-.4 .075,-.3 .085,-.1 .07,.1 .085,.26 .05,.46 0,.56", steps=6)
    rings = tuple(arc((0, y), (0.075, 0.025), 0.1, math.pi - 0.1, 10) for y in (0.08, 0.17, 0.26, 0.35, 0.43))
    feeler = spline(".02,-.38 .1,-.56 .24,-.7 .32,-.72", steps=8)
    comb = tuple(points(tuple(p), (p[0] + 0.05, p[1] - 0.035)) for p in feeler[6::3].tolist())
    head = Part(
        outline=circle((0, -0.4), 0.06, 16),
        tone="body",
        details=(feeler, mirrored(feeler), *comb, *(mirrored(c) for c in comb)),
    )
    return (
        *both(hind_part),
        *both(low_spot),
        *both(fore_part),
        *both(spot),
        Part(outline=body, tone="body", details=rings, dark=0.12),
        head,
    )


def butterfly(chance: Random) -> Motif:
    """A butterfly with pointed fore wings and scalloped hind wings."""
    t = chance.uniform(0.9, 1.1)
    fore = spline(
        [
            (0.05, -0.16),
            (0.22, -0.6),
            (0.62, -0.95 * t),
            (0.92, -0.86),
            (0.86, -0.46),
            (0.62, -0.12),
            (0.3, 0.0),
            (0.06, 0.0),
        ],
        closed=True,
        steps=7,
    )
    hind = spline(
        [
            (0.05, 0.02),
            (0.36, 0.02),
            (0.66, 0.08),
            (0.74, 0.3),
            (0.62, 0.46),
            (0.56, 0.62 * t),
            (0.42, 0.58),
            (0.32, 0.8 * t),
            (0.24, 0.56),
            (0.1, 0.34),
        ],
        closed=True,
        steps=6,
    )
    cells = tuple(
        spline([(0.08, -0.1), (0.3 + 0.08 * n, -0.3 - 0.02 * n), (0.66 + 0.07 * n, -0.8 + 0.17 * n)], steps=6)
        for n in range(4)
    )
    rim = spline([(0.62, -0.84 * t), (0.8, -0.74), (0.76, -0.46), (0.56, -0.18)], steps=7)
    pearls = tuple(circle((0.8 - 0.05 * n, -0.78 + 0.16 * n), 0.026, 10) for n in range(4))
    tails = tuple(spline([(0.08, 0.08), (0.3, 0.2), (0.62 - 0.14 * n, 0.28 + 0.14 * n)], steps=6) for n in range(3))
    body = symmetric("0,-.24 .045,-.14 .04,.1 .03,.34 0,.42", steps=6)
    feeler = spline(".015,-.22 .08,-.46 .2,-.6", steps=7)
    tip = circle((0.2, -0.6), 0.02, 8)
    return (
        *both(Part(outline=hind, tone="wing2", details=tails, root=((0.05, 0.05), (0.5, 0.4)))),
        *both(Part(outline=fore, tone="wing", details=(*cells, rim), solids=pearls, root=((0.05, -0.05), (0.6, -0.6)))),
        Part(outline=body, tone="body", details=(feeler, mirrored(feeler)), solids=(tip, mirrored(tip)), dark=0.3),
    )


def beetle(chance: Random) -> Motif:
    """A stag beetle or a scarab, from above."""
    legs: list[Part] = []
    for y, reach, fall in ((-0.22, 0.62, -0.34), (0.08, 0.7, 0.1), (0.34, 0.6, 0.56)):
        path = spline(
            [(0.28, y), (0.5, y + fall * 0.25 - 0.06), (reach, y + fall * 0.7), (reach + 0.06, y + fall)], steps=7
        )
        side = normals(path) * np.linspace(0.035, 0.012, len(path))[:, None]
        legs += both(Part(outline=np.vstack([path + side, (path - side)[::-1]]), tone="body", dark=0.2))
    shell = symmetric("0,-.2 .3,-.2 .46,.05 .44,.45 .24,.78 0,.88", steps=8)
    seam = points((0, -0.2), (0, 0.86))
    grooves = tuple(spline([(x, -0.14), (x * 1.35, 0.25), (x * 0.75, 0.72)], steps=8) for x in (0.1, 0.2, 0.29))
    plate = symmetric("0,-.5 .26,-.46 .37,-.3 .32,-.17 0,-.15", steps=7)
    head = symmetric("0,-.66 .13,-.62 .19,-.52 .12,-.45 0,-.44", steps=7)
    horn = spline(
        ".09,-.6 .24,-.76 .2,-.98 .06,-1.06 .13,-.96 .14,-.86 .06,-.84 .11,-.76 .03,-.64", closed=True, steps=6
    )
    horns = both(Part(outline=horn, tone="body", dark=0.15)) if chance.random() < 0.65 else ()
    return (
        *legs,
        *horns,
        Part(outline=head, tone="body"),
        Part(outline=plate, tone="wing2", details=(arc((0, -0.33), (0.24, 0.07), 0.3, 2.8, 12),)),
        Part(outline=shell, tone="wing", details=(seam, *grooves, *(mirrored(g) for g in grooves))),
    )


def swallow(chance: Random) -> Motif:
    """A swallow diving, in the old sailors' manner."""
    far = spline("-.02,-.1 .1,-.42 .42,-.78 .86,-.96 .66,-.62 .46,-.3 .2,-.02", closed=True, steps=7)
    body = spline(
        "-.62,.12 -.56,-.06 -.4,-.14 -.1,-.12 .2,.04 .42,.3 .3,.36 0,.32 -.3,.3 -.5,.24", closed=True, steps=7
    )
    belly = spline("-.56,.16 -.36,.12 -.06,.18 .24,.3 0,.32 -.3,.3 -.48,.25", closed=True, steps=6)
    tail = drawn(".26,.2 .58,.36 .98,.42 .66,.5 .96,.86 .5,.6 .3,.38")
    near = spline(
        "-.22,-.02 -.3,-.4 -.52,-.74 -.86,-.98 -.44,-.84 -.06,-.54 .14,-.2 .14,.08 -.04,.1", closed=True, steps=7
    )
    feathers = tuple(
        spline([(-0.16 + 0.08 * n, 0.02), (-0.26 + 0.1 * n, -0.4), (-0.6 + 0.17 * n, -0.82 + 0.09 * n)], steps=6)
        for n in range(4)
    )
    far_feathers = tuple(
        spline([(0.06 + 0.05 * n, -0.1), (0.24 + 0.05 * n, -0.4), (0.62 + 0.04 * n, -0.84 + 0.12 * n)], steps=6)
        for n in range(3)
    )
    beak = drawn("-.6,.02 -.78,.12 -.6,.13")
    throat = spline("-.61,.1 -.44,.06 -.36,.2 -.5,.25 -.6,.18", closed=True, steps=6)
    parts = (
        Part(
            outline=tail, tone="wing", details=(points((0.36, 0.28), (0.9, 0.44)), points((0.36, 0.32), (0.88, 0.78)))
        ),
        Part(outline=far, tone="wing", details=far_feathers, root=((0.1, 0), (0.5, -0.6))),
        Part(outline=beak, tone="gold"),
        Part(outline=body, tone="wing"),
        Part(outline=belly, tone="light"),
        Part(outline=throat, tone="petal", solids=()),
        Part(outline=near, tone="wing", details=feathers, root=((0, 0.1), (-0.4, -0.6))),
        Part(outline=circle((-0.5, 0.02), 0.032, 12), tone="light", solids=(circle((-0.505, 0.02), 0.017, 10),)),
    )
    return moved(parts, scale=(chance.choice((-1, 1)), 1))


def raven(chance: Random) -> Motif:
    """A raven on a bare branch."""
    branch_path = spline("-.95,.72 -.4,.62 .1,.66 .6,.56 .96,.62", steps=8)
    side = normals(branch_path) * np.linspace(0.07, 0.02, len(branch_path))[:, None]
    branch = Part(
        outline=np.vstack([branch_path + side, (branch_path - side)[::-1]]),
        tone="wood",
        details=(branch_path[4:18] + (0, 0.02),),
    )
    tail = drawn(".2,.34 .62,.78 .56,.98 .4,.98 .22,.86 .02,.5")
    body = spline(
        "-.52,-.62 -.4,-.76 -.2,-.74 -.08,-.56 .14,-.3 .34,.1 .34,.44 .12,.6 -.16,.54 -.36,.28 -.42,-.06 -.38,-.36",
        closed=True,
        steps=7,
    )
    wing = spline("-.14,-.34 .1,-.3 .32,.06 .42,.5 .44,.72 .2,.56 -.04,.36 -.2,.02", closed=True, steps=7)
    plumes = tuple(
        spline(
            [
                (-0.08 + 0.07 * n, -0.16 + 0.06 * n),
                (0.08 + 0.07 * n, 0.16 + 0.02 * n),
                (0.22 + 0.06 * n, 0.54 + 0.04 * n),
            ],
            steps=7,
        )
        for n in range(4)
    )
    beak = spline("-.44,-.7 -.66,-.68 -.9,-.54 -.7,-.56 -.48,-.54", closed=True, steps=6)
    ruff = tuple(
        spline([(-0.34 + 0.05 * n, -0.4), (-0.38 + 0.06 * n, -0.24), (-0.34 + 0.06 * n, -0.12)], steps=5)
        for n in range(5)
    )
    feet = Part(outline=drawn("-.1,.5 -.08,.68 -.02,.68 0,.5"), tone="body")
    parts = (
        Part(outline=tail, tone="body", details=(points((0.2, 0.5), (0.5, 0.92)), points((0.12, 0.5), (0.36, 0.92)))),
        branch,
        feet,
        moved([feet], at=(0.16, 0))[0],
        Part(outline=beak, tone="body", details=(spline("-.5,-.61 -.68,-.61 -.84,-.56", steps=6),), dark=0.1),
        Part(outline=body, tone="body", details=ruff, dark=0.25),
        Part(outline=wing, tone="wing", details=plumes, dark=0.3, root=((-0.1, -0.3), (0.3, 0.6))),
        Part(outline=circle((-0.38, -0.62), 0.042, 14), tone="light", solids=(circle((-0.385, -0.62), 0.022, 10),)),
    )
    return moved(parts, scale=(chance.choice((-1, 1)), 1))


def snake(chance: Random) -> Motif:
    """A snake in three bends, scaled back, tongue out."""
    bend = chance.uniform(0.85, 1.1)
    path = spline(
        [
            (0.15, 1.0),
            (0.48 * bend, 0.78),
            (0.3, 0.5),
            (-0.3, 0.4),
            (-0.52 * bend, 0.14),
            (-0.2, -0.12),
            (0.34, -0.2),
            (0.48 * bend, -0.5),
            (0.16, -0.72),
            (-0.16, -0.74),
        ],
        steps=12,
    )
    path, side = along(path, 110)
    width = 0.125 * np.sin(np.linspace(0.06, 1, 110) * math.pi * 0.62) ** 0.8
    width[-12:] = np.linspace(width[-13], 0.085, 12)
    body = np.vstack([path + side * width[:, None], (path - side * width[:, None])[::-1]])
    bands = tuple(
        np.vstack([path[n] + side[n] * width[n], path[n + 3], path[n] - side[n] * width[n] * 0.2])
        for n in range(4, 104, 3)
    )
    belly = np.vstack([path - side * width[:, None], (path - side * width[:, None] * 0.4)[::-1]])
    rungs = tuple(
        np.vstack([path[n] - side[n] * width[n], path[n + 1] - side[n] * width[n] * 0.4]) for n in range(3, 106, 3)
    )
    head = placed(
        symmetric("0,-.26 .1,-.2 .16,-.02 .12,.13 0,.16", steps=7), turn=-math.pi / 2 - 0.05, at=(-0.28, -0.75)
    )
    tongue = spline("-.5,-.75 -.64,-.78 -.76,-.72", steps=6)
    fork = drawn("-.64,-.775 -.72,-.84 -.78,-.85")
    eye = circle((-0.34, -0.81), 0.028, 10)
    parts = (
        Part(outline=body, tone="scale", details=bands),
        Part(outline=belly, tone="light", details=rungs),
        Part(
            outline=head,
            tone="scale",
            details=(tongue, fork, spline("-.52,-.7 -.36,-.68 -.24,-.7", steps=5)),
            solids=(eye,),
        ),
    )
    return moved(parts, scale=(chance.choice((-1, 1)), 1))


def koi(chance: Random) -> Motif:
    """A koi leaping, scales row by row."""
    path, side = along(spline(".1,.86 .4,.5 .36,.1 .02,-.24 -.24,-.52 -.2,-.92", steps=14), 60)
    width = np.interp(np.linspace(0, 1, 60), [0, 0.12, 0.45, 0.8, 0.95, 1], [0.05, 0.09, 0.25, 0.23, 0.13, 0.05])
    body = np.vstack([path + side * width[:, None], (path - side * width[:, None])[::-1]])
    scales = tuple(
        arc(tuple(path[n] + side[n] * width[n] * offset), 0.058, a, a + math.pi, 9)
        for n in range(8, 47, 4)
        for offset in ((-0.7, -0.25, 0.2, 0.65) if n % 8 else (-0.5, -0.02, 0.44))
        for a in [math.atan2(-side[n][0], side[n][1]) + math.pi / 2 + math.pi]
    )
    tail = spline(".12,.78 -.06,.92 -.3,.9 -.12,1.02 0,1.18 .14,1 .34,1.16 .34,.98 .24,.8", closed=True, steps=7)
    rays = tuple(points((0.15, 0.86), (x, y)) for x, y in ((-0.2, 0.92), (-0.06, 1.04), (0.14, 0.99), (0.3, 1.06)))
    dorsal = spline(
        [tuple(path[16] + side[16] * 0.17), (0.76, 0.3), (0.72, -0.06), (0.42, -0.3), tuple(path[38] + side[38] * 0.2)],
        closed=True,
        steps=7,
    )
    fin = spline("-.1,-.22 -.5,-.3 -.72,-.12 -.56,.06 -.28,.04", closed=True, steps=7)
    fin_rays = tuple(points((-0.16, -0.14), (x, y)) for x, y in ((-0.52, -0.24), (-0.6, -0.1), (-0.5, 0.02)))
    gill = spline([tuple(path[49] + side[49] * 0.2), tuple(path[46]), tuple(path[49] - side[49] * 0.2)], steps=8)
    whisker = spline("-.26,-.88 -.44,-.9 -.5,-1.04", steps=7)
    eye = tuple(path[53] - side[53] * 0.1)
    parts = (
        Part(outline=tail, tone="fin", details=rays),
        Part(outline=dorsal, tone="fin", details=(points((0.5, 0.2), (0.7, 0.1)), points((0.44, 0), (0.64, -0.1)))),
        Part(outline=body, tone="scale", details=(*scales, gill, whisker)),
        Part(outline=fin, tone="fin", details=fin_rays),
        Part(outline=circle(eye, 0.036, 12), tone="light", solids=(circle(eye, 0.018, 10),)),
    )
    return moved(parts, scale=(chance.choice((-1, 1)), 1))


def _fur(region: Points, centre: tuple[float, float], chance: Random, count: int, length: float) -> tuple[Points, ...]:
    """Short strokes away from a centre, inside a shape's middle."""
    low, high = region.min(axis=0), region.max(axis=0)
    strokes = []
    for _ in range(count):
        x, y = chance.uniform(low[0], high[0]), chance.uniform(low[1], high[1])
        dx, dy = x - centre[0], y - centre[1]
        reach = math.hypot(dx, dy) or 1
        strokes.append(points((x, y), (x + dx / reach * length, y + dy / reach * length + 0.02)))
    return tuple(strokes)


def fox(chance: Random) -> Motif:
    """A fox's face from the front."""
    ear = spline(".2,-.5 .42,-.98 .6,-.98 .66,-.5 .56,-.2", closed=True, steps=6)
    inner_ear = spline(".36,-.5 .48,-.82 .56,-.8 .56,-.44", closed=True, steps=6)
    face = symmetric("0,-.56 .3,-.54 .56,-.28 .76,.1 .52,.26 .34,.44 .16,.74 0,.86", steps=7)
    cheek = spline(".1,.3 .3,.04 .54,0 .74,.1 .52,.26 .34,.44 .14,.72", closed=True, steps=6)
    eye = spline(".16,0 .26,-.1 .4,-.1 .32,.03", closed=True, steps=6)
    muzzle = symmetric("0,.1 .1,.24 .17,.46 .14,.7 0,.84", steps=6)
    nose = symmetric("0,.58 .09,.58 .08,.66 0,.72", steps=6)
    fur = _fur(points((-0.3, -0.5), (0.3, -0.1)), (0, 0.4), chance, 26, 0.07)
    whiskers = tuple(
        spline([(0.12, 0.56 + d), (0.36, 0.54 + 2 * d), (0.62, 0.5 + 4 * d)], steps=5) for d in (0, 0.03, 0.06)
    )
    return (
        *both(Part(outline=ear, tone="fur", root=((0.4, -0.3), (0.5, -0.9)))),
        *both(Part(outline=inner_ear, tone="dark", dark=0.5)),
        Part(outline=face, tone="fur", details=fur),
        *both(
            Part(outline=cheek, tone="light", details=_fur(points((0.3, 0.1), (0.6, 0.3)), (0, -0.2), chance, 9, 0.07))
        ),
        Part(outline=muzzle, tone="light", details=(*whiskers, *(mirrored(w) for w in whiskers))),
        *both(Part(outline=eye, tone="gold", solids=(circle((0.28, -0.045), (0.03, 0.055), 12),))),
        Part(outline=nose, tone="dark", solids=(nose,)),
    )


def cat(chance: Random) -> Motif:
    """A cat's face from the front."""
    ear = spline(".16,-.5 .4,-.94 .56,-.92 .66,-.4 .6,-.2", closed=True, steps=6)
    inner_ear = spline(".32,-.52 .46,-.8 .52,-.76 .56,-.42", closed=True, steps=6)
    face = symmetric("0,-.52 .34,-.5 .62,-.22 .7,.12 .54,.46 .26,.66 0,.7", steps=8)
    eye = spline(".14,.04 .24,-.1 .4,-.12 .46,-.02 .34,.08", closed=True, steps=6)
    muzzle = symmetric("0,.2 .14,.22 .27,.38 .2,.54 0,.56", steps=7)
    nose = symmetric("0,.2 .08,.2 .05,.27 0,.3", steps=6)
    mouth = spline("0,.3 .02,.4 .12,.43 .2,.38", steps=6)
    stripes = tuple(
        spline([(x, -0.5 + abs(x) * 0.2), (x * 0.85, -0.36), (x * 0.8, -0.24)], steps=5)
        for x in (-0.2, -0.1, 0, 0.1, 0.2)
    )
    cheeks = tuple(spline([(0.66, y), (0.54, y + 0.03), (0.46, y + 0.1)], steps=5) for y in (0.08, 0.2, 0.32))
    whiskers = tuple(
        spline([(0.16, 0.38 + d), (0.5, 0.32 + 2 * d), (0.9, 0.26 + 5 * d)], steps=6) for d in (0, 0.03, 0.06)
    )
    fur = _fur(points((-0.5, -0.4), (0.5, 0.6)), (0, 0.2), chance, 60, 0.06)
    return (
        *both(Part(outline=ear, tone="fur", root=((0.4, -0.3), (0.5, -0.9)))),
        *both(Part(outline=inner_ear, tone="petal", dark=0.3)),
        Part(outline=face, tone="fur", details=(*stripes, *cheeks, *(mirrored(c) for c in cheeks), *fur)),
        Part(
            outline=muzzle, tone="light", details=(mouth, mirrored(mouth), *whiskers, *(mirrored(w) for w in whiskers))
        ),
        Part(outline=nose, tone="petal"),
        *both(Part(outline=eye, tone="gem", solids=(circle((0.3, -0.02), (0.035, 0.08), 14),))),
    )


def owl(chance: Random) -> Motif:
    """An owl facing us, wings folded."""
    body = symmetric("0,-.8 .3,-.78 .52,-.56 .56,-.1 .5,.4 .3,.78 0,.88", steps=8)
    tuft = spline(".18,-.74 .44,-.98 .54,-.72 .46,-.54", closed=True, steps=6)
    wing = spline(".5,-.34 .62,0 .56,.44 .36,.86 .34,.4 .36,0", closed=True, steps=7)
    rows = tuple(
        arc((x, y), 0.075, 0.2, math.pi - 0.2, 9)
        for j, y in enumerate(np.arange(-0.1, 0.7, 0.12).tolist())
        for x in np.arange(-0.3 + 0.075 * (j % 2), 0.31, 0.15).tolist()
    )
    disc = circle((0.22, -0.42), 0.23, 28)
    spokes = tuple(
        points(
            (0.22 + 0.15 * math.cos(a), -0.42 + 0.15 * math.sin(a)),
            (0.22 + 0.22 * math.cos(a), -0.42 + 0.22 * math.sin(a)),
        )
        for a in np.linspace(0, 6, 16).tolist()
    )
    eye = Part(outline=circle((0.22, -0.42), 0.125, 22), tone="gold", solids=(circle((0.22, -0.42), 0.07, 16),))
    beak = symmetric("0,-.38 .06,-.3 0,-.12", steps=6)
    feathers = tuple(
        spline([(0.42, -0.1 + 0.14 * n), (0.5, 0.1 + 0.14 * n), (0.44, 0.3 + 0.14 * n)], steps=5) for n in range(4)
    )
    return (
        *both(Part(outline=tuft, tone="wing")),
        Part(outline=body, tone="fur", details=rows),
        *both(Part(outline=wing, tone="wing", details=feathers)),
        *both(Part(outline=disc, tone="light", details=spokes)),
        *both(eye),
        Part(outline=beak, tone="body", dark=0.2),
    )
