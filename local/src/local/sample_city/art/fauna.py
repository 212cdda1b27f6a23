"""Birds, moths and beetles."""

import math
from random import Random

import numpy as np

from local.sample_city.art.geometry import (
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
    return (*moved([part], scale=(-1, 1)), part)


def _moth_wings(chance: Random) -> Motif:
    """Both pairs of wings, veined and spotted; control points run outwards from the body."""
    w, h = chance.uniform(0.96, 1.05), chance.uniform(0.94, 1.06)
    fore = spline(
        drawn(".06,-.3 .3,-.62 .7,-.78 .98,-.66 .9,-.34 .7,-.06 .34,.06 .08,0") * (w, h), closed=True, steps=7
    )
    hind = spline(drawn(".07,0 .4,-.04 .66,.12 .7,.42 .5,.62 .34,.5 .2,.66 .1,.3") * (w, h), closed=True, steps=7)
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
    return (*both(hind_part), *both(low_spot), *both(fore_part), *both(spot))


def moth(chance: Random) -> Motif:
    """A moth from above, wings spread."""
    wings = _moth_wings(chance)
    body = symmetric("0,-.4 .075,-.3 .085,-.1 .07,.1 .085,.26 .05,.46 0,.56", steps=6)
    rings = tuple(arc((0, y), (0.075, 0.025), 0.1, math.pi - 0.1, 10) for y in (0.08, 0.17, 0.26, 0.35, 0.43))
    feeler = spline(".02,-.38 .1,-.56 .24,-.7 .32,-.72", steps=8)
    comb = tuple(points(tuple(p), (p[0] + 0.05, p[1] - 0.035)) for p in feeler[6::3].tolist())
    head = Part(
        outline=circle((0, -0.4), 0.06, 16),
        tone="body",
        details=(feeler, mirrored(feeler), *comb, *(mirrored(c) for c in comb)),
    )
    return (*wings, Part(outline=body, tone="body", details=rings, dark=0.12), head)


def butterfly(chance: Random) -> Motif:
    """A butterfly with pointed fore wings and scalloped hind wings."""
    t = chance.uniform(0.9, 1.1)
    fore = spline(
        drawn(".05,-.16 .22,-.6 .62,-.95 .92,-.86 .86,-.46 .62,-.12 .3,0 .06,0") * (1, t), closed=True, steps=7
    )
    hind = spline(
        drawn(".05,.02 .36,.02 .66,.08 .74,.3 .62,.46 .56,.62 .42,.58 .32,.8 .24,.56 .1,.34") * (1, t),
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
        details=(placed(branch_path[4:18], at=(0, 0.02)),),
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


def owl(chance: Random) -> Motif:
    """An owl facing us, wings folded, broader or slimmer."""
    girth = chance.uniform(0.94, 1.06)
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
    parts = (
        *both(Part(outline=tuft, tone="wing")),
        Part(outline=body, tone="fur", details=rows),
        *both(Part(outline=wing, tone="wing", details=feathers)),
        *both(Part(outline=disc, tone="light", details=spokes)),
        *both(eye),
        Part(outline=beak, tone="body", dark=0.2),
    )
    return moved(parts, scale=(girth, 1))
