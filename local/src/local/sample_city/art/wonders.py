"""Lights, heavenly bodies, eyes, shells, and things of the night."""

import math
from random import Random

import numpy as np

from local.sample_city.art.fauna import both
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
    spiral,
    spline,
    star,
    symmetric,
)
from local.sample_city.art.motif import Motif, Part, moved


def candle(chance: Random) -> Motif:
    """A dripping candle in a dish."""
    drips = [
        (-0.2, -0.3),
        (-0.21, 0.1),
        (-0.17, 0.16),
        (-0.13, 0.02),
        (-0.1, -0.12),
        (-0.06, 0.3),
        (0.0, 0.36),
        (0.05, 0.26),
        (0.06, -0.06),
        (0.1, 0.0),
        (0.14, 0.12),
        (0.2, 0.06),
        (0.2, -0.3),
        (0, -0.38),
    ]
    body = drawn("-.19,-.28 .19,-.28 .2,.74 -.2,.74")
    dish = symmetric("0,.66 .5,.66 .56,.74 .4,.88 0,.92", steps=6)
    handle = ribbon(arc((0.62, 0.76), 0.13, -2.2, 2.0, 24), 0.05)
    flame = placed(leaf(0.5, 0.24, chance.uniform(-0.06, 0.06)), at=(0, -0.42))
    core = placed(leaf(0.26, 0.11), at=(0, -0.45))
    wick = Part(outline=drawn("-.012,-.34 .012,-.34 .012,-.5 -.012,-.5"), tone="dark", dark=1)
    glow = tuple(
        points((0.36 * math.sin(a), -0.6 - 0.36 * math.cos(a)), (0.5 * math.sin(a), -0.6 - 0.5 * math.cos(a)))
        for a in np.linspace(-2.2, 2.2, 13).tolist()
    )
    return (
        Part(outline=handle, tone="metal"),
        Part(outline=dish, tone="metal"),
        Part(outline=body, tone="light"),
        Part(outline=spline(drips, closed=True, steps=6), tone="light", dark=0.05),
        wick,
        Part(outline=flame, tone="gold", details=glow),
        Part(outline=core, tone="light"),
    )


def lighthouse(chance: Random) -> Motif:
    """A lighthouse on its rock, its beam out at sea."""
    tower = drawn("-.18,-.42 .18,-.42 .28,.62 -.28,.62")
    stripes = [
        Part(
            outline=points(
                (-0.18 - y * 0.1, -0.42 + y),
                (0.18 + y * 0.1, -0.42 + y),
                (0.2 + y * 0.1, -0.42 + y + 0.2),
                (-0.2 - y * 0.1, -0.42 + y + 0.2),
            ),
            tone="petal",
            dark=0.5,
        )
        for y in (0.16, 0.56)
    ]
    gallery = drawn("-.26,-.48 .26,-.48 .24,-.4 -.24,-.4")
    lamp = drawn("-.13,-.7 .13,-.7 .13,-.48 -.13,-.48")
    bars = tuple(points((x, -0.7), (x, -0.48)) for x in (-0.045, 0.045))
    dome = symmetric("0,-.9 .1,-.84 .19,-.7 0,-.7", steps=6)
    rock = spline("-.72,.94 -.56,.66 -.34,.7 -.2,.54 .1,.6 .34,.54 .5,.74 .74,.94 0,1", closed=True, steps=5)
    side = chance.choice((-1, 1))
    beam = points((0.12 * side, -0.6), (1.0 * side, -0.92), (1.0 * side, -0.42))
    rays = tuple(points((0.2 * side, -0.6 + d * 0.1), (0.96 * side, -0.66 + d)) for d in (-0.2, -0.1, 0, 0.1, 0.2))
    window = tuple(circle((0, y), (0.045, 0.06), 12) for y in (-0.12, 0.3))
    gull = spline(
        [
            (-0.62 * side, -0.5),
            (-0.54 * side, -0.57),
            (-0.5 * side, -0.51),
            (-0.45 * side, -0.58),
            (-0.36 * side, -0.52),
        ],
        steps=5,
    )
    return (
        Part(outline=beam, tone="gold", details=rays),
        Part(outline=rock, tone="wood", dark=0.1),
        Part(outline=tower, tone="light", details=(gull,)),
        *stripes,
        Part(outline=window[0], tone="dark", dark=1),
        Part(outline=window[1], tone="dark", dark=1),
        Part(outline=lamp, tone="gold", details=bars),
        Part(outline=gallery, tone="metal"),
        Part(outline=dome, tone="petal"),
    )


def moon(chance: Random) -> Motif:
    """A crescent with a sleeping face, and stars."""
    outer = arc((0, 0), 0.9, 0.95, TAU - 0.95, 60)
    profile = spline(
        ".52,-.73 .2,-.6 -.04,-.4 -.13,-.22 -.12,-.12 .1,.05 -.08,.1 -.02,.18 -.08,.24 -.01,.32 0,.44 .2,.62 .52,.73",
        steps=6,
    )
    body = np.vstack([outer, profile])
    eye = spline("-.42,-.14 -.34,-.08 -.24,-.13", steps=6)
    lashes = tuple(points((x, y), (x - 0.02, y + 0.07)) for x, y in ((-0.4, -0.12), (-0.34, -0.09), (-0.28, -0.1)))
    brow = spline("-.48,-.28 -.36,-.34 -.22,-.29", steps=6)
    mouth = spline("-.06,.2 -.16,.22 -.2,.19", steps=5)
    cheek = placed(spiral(1.2, 0.02, 0.09, 24), at=(-0.36, 0.16))
    stars = [
        Part(outline=placed(star(n, 0.14, 0.05), at=at), tone="gold")
        for n, at in ((4, (0.38, -0.3)), (5, (0.62, 0.02)), (4, (0.34, 0.3)))
    ]
    return (
        Part(outline=body, tone="gold", details=(eye, *lashes, brow, mouth, cheek)),
        *stars[: chance.choice((2, 3))],
    )


def sun(chance: Random) -> Motif:
    """A sun with a face and wavy rays."""
    count = chance.choice((8, 10, 12))
    rays = []
    for n in range(2 * count):
        wave = spline("-.1,-.42 -.02,-.62 -.08,-.78 .03,-1 .06,-.74 .12,-.6 .1,-.42", closed=True, steps=5)
        spike = drawn("-.09,-.44 0,-.86 .09,-.44")
        rays.append(
            Part(
                outline=placed(wave if n % 2 else spike, turn=TAU * n / (2 * count)),
                tone="gold" if n % 2 else "petal",
                root=None,
            )
        )
    eye = spline(".07,-.1 .17,-.17 .28,-.1 .17,-.06", closed=True, steps=5)
    brow = spline(".05,-.2 .18,-.26 .3,-.18", steps=6)
    nose = spline("-.03,-.1 -.05,.08 0,.12 .05,.08", steps=6)
    lips = spline("-.13,.22 -.04,.19 0,.21 .04,.19 .13,.22 0,.28", closed=True, steps=5)
    disc = Part(
        outline=circle((0, 0), 0.46, 50),
        tone="gold",
        details=(brow, mirrored(brow), nose, circle((0, 0), 0.41, 50)),
        solids=(),
    )
    return (
        *rays,
        disc,
        *both(Part(outline=eye, tone="light", solids=(circle((0.175, -0.115), 0.03, 10),))),
        Part(outline=lips, tone="petal"),
    )


def eye(chance: Random) -> Motif:
    """An eye with lashes, in rays of light."""
    count = 14
    rays = (
        [
            Part(
                outline=placed(
                    points((-0.05, -0.62), (0, -0.98 if n % 2 else -0.8), (0.05, -0.62)), turn=TAU * n / count
                ),
                tone="gold",
            )
            for n in range(count)
        ]
        if chance.random() < 0.6
        else []
    )
    almond = symmetric("0,-.36 .3,-.3 .56,-.1 .72,.06 .5,.16 .26,.3 0,.34", steps=8)
    lid = spline("-.72,.02 -.4,-.34 0,-.5 .4,-.34 .72,.02", steps=8)
    lashes = tuple(
        points((0.6 * math.sin(a), -0.1 - 0.34 * math.cos(a)), (0.76 * math.sin(a), -0.1 - 0.52 * math.cos(a)))
        for a in np.linspace(-1.2, 1.2, 11).tolist()
    )
    fibres = tuple(
        points((0.12 * math.cos(a), 0.12 * math.sin(a)), (0.25 * math.cos(a), 0.25 * math.sin(a)))
        for a in np.linspace(0, TAU, 25).tolist()
    )
    iris = Part(outline=circle((0, 0), 0.28, 36), tone="gem", details=fibres, solids=(circle((0, 0), 0.12, 22),))
    return (
        *rays,
        Part(outline=almond, tone="light", details=(lid, *(lashes if not rays else ()))),
        iris,
        Part(outline=circle((-0.08, -0.09), 0.05, 14), tone="light"),
    )


def planet(chance: Random) -> Motif:
    """A ringed planet among small stars."""
    tilt = chance.uniform(-0.5, -0.25)
    ring = np.vstack([arc((0, 0), (0.98, 0.26), 0, TAU, 60), arc((0, 0), (0.7, 0.16), TAU, 0, 50)])
    front = np.vstack([arc((0, 0), (0.98, 0.26), 0, math.pi, 40), arc((0, 0), (0.7, 0.16), math.pi, 0, 36)])
    bands = tuple(
        arc((0, y), (math.sqrt(0.27 - y * y), 0.06), 0.1, math.pi - 0.1, 20) for y in (-0.3, -0.12, 0.2, 0.34)
    )
    stars = [
        Part(outline=placed(star(4, r, r * 0.3), at=at), tone="gold")
        for r, at in ((0.1, (0.7, -0.62)), (0.07, (-0.72, 0.6)), (0.06, (-0.6, -0.66)), (0.05, (0.5, 0.74)))
    ]
    return (
        *moved([Part(outline=ring, tone="gold")], turn=tilt),
        Part(outline=circle((0, 0), 0.54, 54), tone="gem", details=tuple(placed(b, turn=tilt) for b in bands)),
        *moved([Part(outline=front, tone="gold")], turn=tilt),
        *stars,
    )


def crystals(chance: Random) -> Motif:
    """A cluster of cut crystals."""
    parts: list[Part] = []
    for x, height, lean, width in (
        (-0.42, 0.8, -0.42, 0.15),
        (0.44, 0.86, 0.4, 0.16),
        (-0.22, 1.15, -0.16, 0.18),
        (0.24, 1.05, 0.2, 0.17),
        (0.0, 1.45, 0.02, 0.21),
    ):
        h = height * chance.uniform(0.92, 1.06)
        facets = (
            points((-width, 0), (-width, -h * 0.74), (0, -h), (0, 0)),
            points((0, 0), (0, -h), (width, -h * 0.7), (width, 0)),
            points((-width * 0.4, 0), (-width * 0.4, -h * 0.66), (0, -h), (width * 0.35, -h * 0.64), (width * 0.35, 0)),
        )
        parts += moved(
            [Part(outline=facet, tone="gem", dark=dark) for facet, dark in zip(facets, (0.0, 0.35, 0.08), strict=True)],
            turn=lean,
            at=(x, 0.72),
        )
    base = spline("-.78,.86 -.6,.62 -.3,.7 0,.6 .34,.7 .62,.6 .8,.86 0,.95", closed=True, steps=5)
    return (*parts, Part(outline=base, tone="wood", dark=0.2))


def shell(chance: Random) -> Motif:
    """A nautilus, chamber by chamber."""
    turns = 2.15
    t = np.linspace(0, turns * TAU, 120)
    r = 0.055 * np.exp(0.19 * t)
    r *= 0.86 / r[-1]
    outline = np.column_stack([r * np.cos(t), r * np.sin(t)])
    last = t > t[-1] - TAU
    body = np.vstack([outline[last], outline[last][:1]])
    walls = tuple(
        spline(
            [
                (r[n] * math.cos(t[n]), r[n] * math.sin(t[n])),
                (r[n] * 0.62 * math.cos(t[n] + 0.34), r[n] * 0.62 * math.sin(t[n] + 0.34)),
                (
                    r[n - 55 + 1] * math.cos(t[n]) if n >= 55 else 0.0,
                    r[n - 55 + 1] * math.sin(t[n]) if n >= 55 else 0.0,
                ),
            ],
            steps=6,
        )
        for n in range(30, 118, 5)
    )
    return moved(
        [Part(outline=body, tone="light", details=(outline, *walls))], turn=chance.uniform(-0.4, 0.4), at=(-0.1, 0.1)
    )


def bat(chance: Random) -> Motif:
    """A bat on the wing."""
    wing = spline(
        ".08,-.16 .4,-.4 .6,-.5 .98,-.2 .86,0 .82,.24 .64,.12 .52,.36 .36,.18 .2,.36 .06,.2", closed=True, steps=5
    )
    bones = tuple(points((0.58, -0.46), (x, y)) for x, y in ((0.82, 0.2), (0.52, 0.32), (0.22, 0.32)))
    body = symmetric("0,-.26 .1,-.1 .11,.14 .04,.36 0,.4", steps=7)
    head = spline("-.11,-.24 -.13,-.5 -.04,-.4 .04,-.4 .13,-.5 .11,-.24 0,-.14", closed=True, steps=5)
    eyes = (circle((-0.045, -0.29), 0.018, 8), circle((0.045, -0.29), 0.018, 8))
    return moved(
        (
            *both(Part(outline=wing, tone="wing", details=bones, root=((0.1, 0), (0.7, -0.1)))),
            Part(outline=body, tone="body", dark=0.3),
            Part(outline=head, tone="body", solids=eyes),
        ),
        turn=chance.uniform(-0.12, 0.12),
    )
