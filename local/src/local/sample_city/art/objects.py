"""Skulls, daggers, hearts and the other things that flash sheets are full of."""

import math
from random import Random

import numpy as np

from local.sample_city.art import wonders
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
    spline,
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
            outline=placed(
                symmetric([(0, y), (0.048, y), (0.052, y + h * 0.8), (0.02, y + h), (0, y + h)], steps=5), at=(x, 0)
            ),
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
    fingers: list[Part] = []
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
        moved(wonders.eye(Random(1)), scale=0.3, at=(-0.02, 0.36))  # noqa: S311 - drawing
        if chance.random() < 0.6
        else moved(wonders.sun(Random(2)), scale=0.26, at=(-0.02, 0.36))  # noqa: S311 - drawing
    )
    return (*fingers, Part(outline=thumb, tone="skin"), Part(outline=palm, tone="skin", details=lines_), *centre)


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
