"""Skulls, daggers, hearts, lights and other things that flash sheets are full of."""

import math
from random import Random

import numpy as np

from local.sample_city.art.fauna import both
from local.sample_city.art.flora import leaf_part
from local.sample_city.art.geometry import (
    TAU,
    along,
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


def skull(chance: Random) -> Motif:
    """A skull from the front, cracked or whole."""
    cranium = symmetric("0,-.92 .4,-.86 .68,-.56 .72,-.16 .58,.1 .6,.26 .44,.4 .3,.42 0,.42", steps=8)
    jaw = symmetric("0,.36 .36,.34 .44,.46 .38,.74 .2,.88 0,.9", steps=7)
    socket = spline(".12,-.02 .16,-.2 .34,-.27 .52,-.18 .52,.02 .38,.14 .22,.12", closed=True, steps=7)
    nose = symmetric("0,.08 .05,.12 .11,.27 .04,.3 0,.26", steps=6)
    cheek = spline(".62,.04 .5,.2 .34,.24", steps=7)
    brow = spline(".1,-.16 .24,-.34 .46,-.36 .58,-.22", steps=8)
    crack = (
        drawn("-.2,-.88 -.14,-.7 -.24,-.62 -.15,-.46 -.2,-.38")
        if chance.random() < 0.6
        else points((-0.3, -0.6), (-0.26, -0.58))
    )
    temple = spline(".66,-.3 .58,-.2 .6,-.06", steps=6)
    teeth = [
        Part(
            outline=symmetric([(0, y), (0.048, y), (0.052, y + h * 0.8), (0.02, y + h), (0, y + h)], steps=5) + (x, 0),
            tone="light",
        )
        for y, h in ((0.37, 0.15), (0.53, 0.13))
        for x in (-0.26, -0.157, -0.052, 0.052, 0.157, 0.26)
    ]
    chin = spline("-.14,.78 0,.83 .14,.78", steps=6)
    return (
        Part(outline=jaw, tone="bone", details=(chin,), dark=0.08),
        Part(
            outline=cranium,
            tone="bone",
            details=(cheek, mirrored(cheek), brow, mirrored(brow), crack, temple, mirrored(temple)),
        ),
        *both(Part(outline=socket, tone="dark", dark=0.75)),
        Part(outline=nose, tone="dark", dark=0.8),
        *teeth,
    )


def dagger(chance: Random) -> Motif:
    """A dagger pointing down, its grip bound with cord."""
    w = chance.uniform(0.11, 0.15)
    blade = np.vstack(
        [
            points((-w, -0.3), (w, -0.3)),
            spline([(w, -0.3), (w * 1.05, 0.15), (w * 0.8, 0.62), (0, 1.02)], steps=7),
            spline([(0, 1.02), (-w * 0.8, 0.62), (-w * 1.05, 0.15), (-w, -0.3)], steps=7),
        ]
    )
    half = np.vstack(
        [points((0, -0.3), (w, -0.3)), spline([(w, -0.3), (w * 1.05, 0.15), (w * 0.8, 0.62), (0, 1.02)], steps=7)]
    )
    guard = symmetric("0,-.4 .2,-.39 .36,-.46 .46,-.4 .4,-.3 .2,-.27 0,-.25", steps=6)
    grip = symmetric("0,-.8 .07,-.8 .085,-.6 .065,-.4 0,-.38", steps=6)
    cords = tuple(points((-0.08, y), (0.08, y - 0.05)) for y in (-0.45, -0.53, -0.61, -0.69))
    pommel = circle((0, -0.88), (0.11, 0.1), 24)
    gem = circle((0, -0.88), 0.05, 16)
    boss = circle((0, -0.335), 0.06, 18)
    return (
        Part(outline=blade, tone="metal"),
        Part(outline=half, tone="metal", dark=0.25),
        Part(outline=grip, tone="wood", details=cords),
        Part(outline=guard, tone="gold"),
        Part(outline=boss, tone="petal"),
        Part(outline=pommel, tone="gold"),
        Part(outline=gem, tone="petal"),
    )


def anchor(chance: Random) -> Motif:
    """A ship's anchor with a rope."""
    ring = circle((0, -0.84), 0.15, 30)
    hole = circle((0, -0.84), 0.085, 24)
    stock = symmetric("0,-.6 .4,-.6 .46,-.54 .4,-.48 0,-.48", steps=5)
    shank = drawn("-.07,-.72 .07,-.72 .1,.7 -.1,.7")
    arms = np.vstack(
        [
            spline("0,.72 .34,.66 .56,.4", steps=8),
            drawn(".46,.42 .68,.06 .82,.46 .7,.44"),
            spline(".7,.44 .48,.82 0,1", steps=8),
        ]
    )
    arms = np.vstack([arms, mirrored(arms)])
    rope_path, side = along(spline(".08,-.86 .36,-.5 .06,-.16 -.28,.12 .02,.42 .3,.62 .2,.9", steps=10), 70)
    rope = np.vstack([rope_path + side * 0.04, (rope_path - side * 0.04)[::-1]])
    twists = tuple(
        np.vstack([rope_path[n] + side[n] * 0.04, rope_path[n + 2] - side[n + 2] * 0.04]) for n in range(1, 66, 3)
    )
    back = moved([Part(outline=rope, tone="gold", details=twists)], scale=(chance.choice((-1, 1)), 1))
    return (
        Part(outline=ring, tone="metal"),
        Part(outline=hole, tone="paper"),
        Part(outline=stock, tone="wood"),
        Part(outline=shank, tone="metal", dark=0.1),
        Part(outline=arms, tone="metal"),
        *back,
    )


def heart(chance: Random) -> Motif:
    """A sacred heart: flames, a ring of thorns, light behind."""
    rays = tuple(
        Part(
            outline=placed(
                leaf(0.34 if n % 2 else 0.24, 0.1),
                turn=TAU * n / 20,
                at=(0.66 * math.sin(TAU * n / 20), 0.1 - 0.66 * math.cos(TAU * n / 20)),
            ),
            tone="gold",
        )
        for n in range(20)
    )
    body = symmetric("0,-.24 .16,-.42 .42,-.44 .58,-.22 .5,.16 .24,.52 0,.78", steps=9)
    flames = [
        Part(
            outline=placed(leaf(h, 0.24, bend), at=(x, -0.3)),
            tone="gold" if n % 2 else "petal",
            root=((x, -0.3), (x, -0.3 - h)),
        )
        for n, (x, h, bend) in enumerate(((-0.13, 0.44, -0.12), (0.13, 0.44, 0.12), (0, 0.62, 0.02)))
    ]
    thorn_path = spline("-.56,.02 -.28,.16 0,.04 .3,.17 .55,0", steps=10)
    thorns = tuple(points(tuple(p), (p[0] + 0.03, p[1] - 0.1), (p[0] + 0.05, p[1])) for p in thorn_path[3::6].tolist())
    second = thorn_path[:, :] * (1, -1) + (0, 0.2)
    vines = [
        Part(outline=ribbon(path, 0.05), tone="leaf", solids=thorns if first else ())
        for path, first in ((second, False), (thorn_path, True))
    ]
    drops = tuple(
        Part(outline=placed(leaf(0.14, 0.07), at=(x, y)), tone="petal") for x, y in ((-0.2, 0.42), (0.14, 0.5))
    )
    return (*rays, *flames, Part(outline=body, tone="petal"), *vines, *(drops if chance.random() < 0.5 else ()))


def banner(width: float = 1.6, height: float = 0.24) -> Motif:
    """A ribbon for a word, its ends folded back."""
    w, h = width / 2, height / 2
    x = np.linspace(-w, w, 20)
    bow = 0.09 * np.cos(x / w * math.pi / 2)
    front = np.vstack([np.column_stack([x, -h - bow]), np.column_stack([x, h - bow])[::-1]])
    tail = points(
        (w * 0.86, -h * 0.2), (w * 1.26, -h * 0.6), (w * 1.14, h * 0.6), (w * 1.3, h * 1.7), (w * 0.88, h * 1.9)
    )
    fold = points((w * 0.86, h * 0.9), (w, h), (w * 0.88, h * 1.9))
    return (
        *both(Part(outline=tail, tone="light", dark=0.12)),
        *both(Part(outline=fold, tone="dark", dark=0.6)),
        Part(outline=front, tone="light"),
    )


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


def hourglass(chance: Random) -> Motif:
    """An hourglass between two turned posts."""
    glass = symmetric("0,-.66 .36,-.66 .38,-.4 .06,-.02 .06,.04 .38,.44 .36,.68 0,.68", steps=8)
    level = chance.uniform(0.2, 0.4)
    top = symmetric([(0, -level), (level * 0.9, -level), (0.05, -0.03), (0, -0.02)], steps=5)
    heap = symmetric("0,.36 .12,.46 .34,.64 0,.65", steps=5)
    post = drawn(".46,-.68 .54,-.68 .54,.7 .46,.7")
    knob = circle((0.5, 0.0), (0.075, 0.13), 18)
    plate = symmetric("0,-.84 .62,-.84 .66,-.75 .6,-.66 0,-.66", steps=5)
    return (
        *both(Part(outline=post, tone="wood")),
        *both(Part(outline=knob, tone="wood")),
        Part(outline=glass, tone="light", details=(points((0, 0), (0, 0.4)),)),
        Part(outline=top, tone="gold", dark=0.2),
        Part(outline=heap, tone="gold", dark=0.2),
        Part(outline=plate, tone="wood"),
        Part(outline=plate * (1, -1) + (0, 0.02), tone="wood"),
    )


def key(chance: Random) -> Motif:
    """An old key with a clover bow."""
    bow = [
        Part(outline=circle((0.2 * math.cos(a), -0.62 + 0.2 * math.sin(a)), 0.2, 26), tone="gold")
        for a in (-math.pi / 2, math.pi * 0.85, math.pi * 0.15)
    ]
    holes = [
        Part(outline=circle((0.21 * math.cos(a), -0.62 + 0.21 * math.sin(a)), 0.085, 18), tone="paper")
        for a in (-math.pi / 2, math.pi * 0.85, math.pi * 0.15)
    ]
    shaft = drawn("-.06,-.5 .06,-.5 .06,.92 -.06,.92")
    collar = drawn("-.11,-.36 .11,-.36 .11,-.24 -.11,-.24")
    s = chance.choice((-1, 1))
    bit = drawn(".05,.5 .3,.5 .3,.62 .2,.62 .2,.68 .32,.68 .32,.86 .05,.86") * (s, 1)
    return (
        *bow,
        *holes,
        Part(outline=bit, tone="gold"),
        Part(outline=shaft, tone="gold"),
        Part(outline=collar, tone="metal"),
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


def teacup(chance: Random) -> Motif:
    """A steaming cup on its saucer, a flower on its side."""
    handle = ribbon(arc((0.52, 0.2), (0.2, 0.2), -1.9, 1.7, 26), 0.06)
    cup = symmetric("0,-.08 .52,-.08 .5,.22 .28,.54 0,.58", steps=8)
    rim = circle((0, -0.08), (0.52, 0.11), 40)
    tea = circle((0, -0.06), (0.44, 0.075), 36)
    saucer = circle((0, 0.62), (0.78, 0.14), 44)
    steam = tuple(
        spline([(x, -0.24), (x - 0.09, -0.42), (x + 0.08, -0.6), (x - 0.04, -0.84)], steps=8)
        for x in (-0.16, 0.02, 0.2)
    )
    bloom = [Part(outline=placed(leaf(0.12, 0.09), turn=TAU * n / 5, at=(0, 0.22)), tone="petal") for n in range(5)]
    twigs = moved([leaf_part(0.16, 0.07, veins=0)], turn=1.7, at=(0.1, 0.24)) + moved(
        [leaf_part(0.16, 0.07, veins=0)], turn=-1.7, at=(-0.1, 0.24)
    )
    del chance
    return (
        Part(outline=saucer, tone="light", details=(arc((0, 0.61), (0.5, 0.07), 0, TAU, 40),)),
        Part(outline=handle, tone="light"),
        Part(outline=cup, tone="light"),
        Part(outline=rim, tone="paper", details=steam),
        Part(outline=tea, tone="wood", dark=0.3),
        *twigs,
        *bloom,
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


def pocket_watch(chance: Random) -> Motif:
    """A pocket watch on its chain."""
    chain = [
        Part(
            outline=ribbon(circle((0.12 + 0.11 * n, -0.88 - 0.02 * math.sin(n)), (0.065, 0.045), 18), 0.022),
            tone="gold",
        )
        for n in range(6)
    ]
    bow = ribbon(circle((0, -0.8), 0.13, 26), 0.05)
    crown = drawn("-.07,-.7 .07,-.7 .06,-.58 -.06,-.58")
    ticks = tuple(
        points((0.44 * math.sin(a), 0.06 - 0.44 * math.cos(a)), (0.38 * math.sin(a), 0.06 - 0.38 * math.cos(a)))
        for a in np.linspace(0, TAU, 13)[:-1].tolist()
    )
    a, b = chance.uniform(0, TAU), chance.uniform(0, TAU)
    hands = tuple(
        ribbon(points((0, 0.06), (r * math.sin(t), 0.06 - r * math.cos(t))), np.array([0.05, 0.008]))
        for r, t in ((0.24, a), (0.36, b))
    )
    small = circle((0, 0.28), 0.1, 22)
    return (
        *chain,
        Part(outline=bow, tone="gold"),
        Part(outline=crown, tone="gold"),
        Part(outline=circle((0, 0.06), 0.66, 60), tone="gold"),
        Part(
            outline=circle((0, 0.06), 0.52, 54),
            tone="light",
            details=(*ticks, small),
            solids=(*hands, circle((0, 0.06), 0.035, 12)),
        ),
    )


def hand(chance: Random) -> Motif:
    """A raised hand, an eye or a flower in its palm."""
    fingers = []
    for x, top, lean in ((-0.33, -0.5, -0.16), (-0.12, -0.78, -0.05), (0.1, -0.82, 0.04), (0.3, -0.66, 0.14)):
        finger = symmetric("0,-.62 .085,-.56 .1,-.3 .105,.1 0,.12", steps=6)
        creases = (points((-0.06, -0.34), (0.06, -0.34)), points((-0.07, -0.1), (0.07, -0.1)))
        nail = Part(outline=circle((0, -0.53), (0.045, 0.06), 14), tone="petal")
        fingers += moved(
            [Part(outline=finger, tone="skin", details=creases), nail],
            scale=(1.12, (0.2 - top) * 1.5),
            turn=lean,
            at=(x, 0.06),
        )
    thumb = spline(".36,.5 .56,.24 .66,-.06 .76,-.1 .82,0 .74,.28 .56,.6 .4,.7", closed=True, steps=7)
    palm = spline("-.44,0 -.2,-.06 .1,-.08 .42,0 .46,.34 .3,.66 .24,1 -.26,1 -.32,.66 -.46,.36", closed=True, steps=7)
    lines_ = (spline(".4,.16 .16,.3 .1,.62", steps=7), spline("-.4,.2 -.1,.16 .2,.06", steps=7))
    centre = (
        moved(eye(Random(1)), scale=0.3, at=(-0.02, 0.36))
        if chance.random() < 0.6
        else moved(sun(Random(2)), scale=0.26, at=(-0.02, 0.36))
    )
    return (*fingers, Part(outline=thumb, tone="skin"), Part(outline=palm, tone="skin", details=lines_), *centre)


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


def cactus(chance: Random) -> Motif:
    """A potted cactus in flower."""
    trunk = symmetric("0,-.72 .2,-.64 .26,-.4 .24,.4 0,.44", steps=7)
    arm = spline(".2,.1 .44,.08 .46,-.26 .58,-.34 .7,-.24 .66,.2 .46,.32 .2,.3", closed=True, steps=7)
    ribs = tuple(spline([(x, -0.6), (x * 1.3, -0.2), (x * 1.2, 0.36)], steps=6) for x in (-0.1, 0, 0.1))
    pot = drawn("-.4,.4 .4,.4 .3,.92 -.3,.92")
    lip = drawn("-.46,.32 .46,.32 .46,.46 -.46,.46")
    bloom = [
        Part(outline=placed(leaf(0.24, 0.13), turn=a, at=(0, -0.68)), tone="petal") for a in (-1.1, 1.1, -0.55, 0.55, 0)
    ]
    side = chance.choice((-1, 1))
    return (
        *moved([Part(outline=arm, tone="leaf", details=(spline(".56,-.24 .56,.1 .4,.2", steps=6),))], scale=(side, 1)),
        Part(outline=trunk, tone="leaf", details=ribs),
        *bloom,
        Part(outline=pot, tone="gold"),
        Part(outline=lip, tone="gold"),
    )


def ghost(chance: Random) -> Motif:
    """A sheet with eyes."""
    hem = [(-0.5, 0.8), (-0.36, 0.66), (-0.2, 0.84), (0.0, 0.7), (0.2, 0.86), (0.36, 0.68), (0.54, 0.8)]
    body = spline(
        [*hem, (0.52, 0.2), (0.5, -0.3), (0.3, -0.66), (0, -0.76), (-0.3, -0.66), (-0.5, -0.3), (-0.5, 0.2)],
        closed=True,
        steps=7,
    )
    eyes = (
        circle((-0.16, -0.26), (0.07, 0.11), 16),
        circle((0.16, -0.26), (0.07, 0.11), 16),
        circle((0, 0.02), (0.07, 0.09 * chance.uniform(0.4, 1.2)), 16),
    )
    folds = tuple(spline([(x, 0.1), (x * 1.2, 0.4), (x * 1.1, 0.62)], steps=6) for x in (-0.3, 0.02, 0.32))
    return (Part(outline=body, tone="light", details=folds, solids=eyes),)


def horseshoe(chance: Random) -> Motif:
    """A lucky horseshoe with its nail holes."""
    band = ribbon(arc((0, -0.1), (0.58, 0.64), math.pi * 0.86, TAU + math.pi * 0.14, 50), 0.25)
    nails = tuple(
        circle((0.58 * math.cos(a), -0.1 + 0.64 * math.sin(a)), (0.03, 0.04), 10)
        for a in (math.pi * x for x in (1.0, 1.15, 1.32, 1.68, 1.85, 2.0))
    )
    groove = arc((0, -0.1), (0.58, 0.64), math.pi * 0.92, TAU + math.pi * 0.08, 46)
    clover = [
        Part(
            outline=placed(
                symmetric("0,0 .16,-.22 .1,-.34 0,-.28", steps=6),
                turn=TAU * n / 4 + chance.uniform(-0.05, 0.05),
                at=(0, 0.1),
            ),
            tone="leaf",
        )
        for n in range(4)
    ]
    return (Part(outline=band, tone="metal", details=(groove,), solids=nails), *clover)


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
