"""Snakes, fish, and the heads of beasts."""

import math
from random import Random

import numpy as np

from local.sample_city.art.fauna import both
from local.sample_city.art.geometry import (
    Points,
    along,
    arc,
    circle,
    drawn,
    mirrored,
    placed,
    points,
    spline,
    symmetric,
)
from local.sample_city.art.motif import Motif, Part, moved


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
