"""Flowers, leaves and mushrooms."""

import math
from random import Random

import numpy as np

from local.sample_city.art.geometry import TAU, Points, arc, circle, leaf, normals, placed, points, spiral, spline
from local.sample_city.art.motif import Motif, Part, moved


def leaf_part(length: float, width: float, *, bend: float = 0.0, veins: int = 4, tone: str = "leaf") -> Part:
    """A leaf from (0, 0) upwards with its midrib and side veins."""
    outline = leaf(length, width, bend)
    t = np.linspace(0.02, 0.92, 12)
    rib = np.column_stack([bend * t**2, -length * t])
    side = []
    for n in range(veins):
        base = 0.2 + 0.55 * n / max(1, veins - 1)
        x, y = bend * base**2, -length * base
        reach = width * 0.36 * math.sin(math.pi * base)
        side += [
            points((x, y), (x + sign * reach * 0.6, y - length * 0.07), (x + sign * reach, y - length * 0.15))
            for sign in (-1, 1)
        ]
    return Part(outline=outline, tone=tone, details=(rib, *side), root=((0, 0), (bend * 0.5, -length * 0.7)))


def _petal(width: float, length: float, chance: Random) -> Part:
    w, h = width * chance.uniform(0.92, 1.08), length * chance.uniform(0.95, 1.05)
    dip = chance.uniform(-0.06, 0.05)
    outline = spline(
        [
            (-w * 0.2, 0),
            (-w * 0.52, -h * 0.45),
            (-w * 0.5, -h * 0.85),
            (-w * 0.2, -h * (1 + dip)),
            (w * 0.06, -h * 0.97),
            (w * 0.3, -h * 1.02),
            (w * 0.53, -h * 0.8),
            (w * 0.5, -h * 0.42),
            (w * 0.2, 0),
        ],
        closed=True,
        steps=6,
    )
    lip = spline([(-w * 0.42, -h * 0.74), (-w * 0.2, -h * 0.86), (w * 0.08, -h * 0.83), (w * 0.36, -h * 0.8)], steps=6)
    folds = tuple(
        spline([(x * w, -h * 0.12), (x * w * 1.6, -h * 0.42), (x * w * 2.1, -h * 0.6)], steps=5)
        for x in (-0.12, 0.02, 0.13)
    )
    return Part(outline=outline, tone="petal", details=(lip, *folds), root=((0, 0), (0, -h * 0.75)))


def rose(chance: Random) -> Motif:
    """A rose seen from above, with three leaves."""
    parts: list[Part] = []
    for turn in (0.9, 2.5, 4.4):
        parts += moved([leaf_part(0.52, 0.34, bend=0.1)], turn=turn + chance.uniform(-0.2, 0.2), at=_polar(0.48, turn))
    rings = ((6, 0.32, 0.60, 0.44, 0.0), (5, 0.20, 0.48, 0.34, 0.6), (4, 0.10, 0.36, 0.25, 0.2))
    for count, distance, width, length, offset in rings:
        for n in range(count):
            turn = offset + TAU * n / count + chance.uniform(-0.08, 0.08)
            parts += moved([_petal(width, length, chance)], turn=turn, at=_polar(distance, turn))
    heart = placed(spiral(1.7, 0.02, 0.14, 34), turn=chance.uniform(0, TAU))
    parts.append(Part(outline=circle((0, 0), 0.155, 26), tone="petal", details=(heart,), dark=0.2))
    return tuple(parts)


def peony(chance: Random) -> Motif:
    """A full peony with scalloped petals."""
    parts: list[Part] = []
    for turn in (2.2, 3.6, 5.4):
        parts += moved([leaf_part(0.5, 0.26, bend=chance.uniform(-0.12, 0.12))], turn=turn, at=_polar(0.55, turn))
    for ring, (count, distance, width, length) in enumerate(
        ((8, 0.36, 0.42, 0.5), (7, 0.24, 0.36, 0.4), (6, 0.12, 0.3, 0.33), (4, 0.03, 0.22, 0.24))
    ):
        for n in range(count):
            turn = 0.4 * ring + TAU * n / count + chance.uniform(-0.1, 0.1)
            parts += moved([_scallop(width, length, chance)], turn=turn, at=_polar(distance, turn))
    seeds = tuple(circle(_polar(0.05, a), 0.014, 8) for a in np.linspace(0, TAU, 6)[:-1].tolist())
    parts.append(Part(outline=circle((0, 0), 0.08, 20), tone="gold", solids=seeds))
    return tuple(parts)


def _scallop(width: float, length: float, chance: Random) -> Part:
    lobes = 5
    edge = [(-width * 0.12, 0), (-width * 0.5, -length * 0.5)]
    for n in range(2 * lobes - 1):
        x = -0.46 + 0.92 * n / (2 * lobes - 2)
        bump = 0.09 if n % 2 == 0 else -0.01
        edge.append((x * width, -length * (0.86 + bump + 0.1 * math.cos(x * 3) + chance.uniform(-0.02, 0.02))))
    edge += [(width * 0.5, -length * 0.5), (width * 0.12, 0)]
    folds = tuple(
        points((x * width * 0.4, -length * 0.1), (x * width, -length * 0.62)) for x in (-0.24, -0.08, 0.08, 0.24)
    )
    return Part(
        outline=spline(edge, closed=True, steps=5), tone="petal", details=folds, root=((0, 0), (0, -length * 0.8))
    )


def daisy(chance: Random) -> Motif:
    """An open flower with long petals around a seeded heart."""
    count = chance.choice((9, 11, 13))
    parts: list[Part] = []
    for layer, length in ((0, 0.95), (1, 0.78)):
        for n in range(count):
            turn = TAU * (n + layer / 2) / count
            petal = Part(
                outline=leaf(length, 0.36, point=0.66),
                tone="petal",
                details=(points((0, -0.3), (0, -length * 0.6)),),
                root=((0, 0), (0, -length * 0.8)),
            )
            parts += moved([petal], turn=turn)
    k = np.arange(26)
    seeds = tuple(
        circle((0.034 * math.sqrt(n) * math.cos(2.4 * n), 0.034 * math.sqrt(n) * math.sin(2.4 * n)), 0.013, 8)
        for n in k.tolist()
    )
    parts.append(Part(outline=circle((0, 0), 0.21, 30), tone="gold", solids=seeds))
    return tuple(parts)


def stem_path(chance: Random, sway: float = 0.25) -> Points:
    """A gently bent stem from the bottom to the top."""
    s = chance.choice((-1, 1)) * sway
    return spline([(-s * 0.4, 1), (s * 0.25, 0.45), (s * 0.3, -0.1), (-s * 0.1, -0.65), (-s * 0.4, -0.95)], steps=10)


def stem_part(path: Points, width: float = 0.022) -> Part:
    """The stem itself as a narrow closed shape."""
    side = normals(path) * np.linspace(width, width * 0.45, len(path))[:, None]
    return Part(outline=np.vstack([path + side, (path - side)[::-1]]), tone="leaf")


def sprig(chance: Random) -> Motif:
    """An olive-like branch, leaves on both sides."""
    path = stem_path(chance)
    parts = [stem_part(path)]
    count = chance.choice((7, 8, 9))
    for n in range(count):
        t = 0.16 + 0.8 * n / count
        index = int(t * (len(path) - 1))
        sign = -1 if n % 2 else 1
        size = 0.46 - 0.2 * t + chance.uniform(-0.03, 0.03)
        lean = sign * (1.0 - 0.35 * t)
        parts += moved([leaf_part(size, size * 0.36, bend=-sign * 0.07, veins=2)], turn=lean, at=tuple(path[index]))
    parts += moved([leaf_part(0.3, 0.11, veins=2)], turn=_heading(path), at=tuple(path[-2]))
    return tuple(parts)


def fern(chance: Random) -> Motif:
    """A fern frond of narrow leaflets, smaller towards the tip."""
    path = stem_path(chance, 0.35)
    parts = [stem_part(path, 0.016)]
    for n in range(17):
        t = 0.14 + 0.84 * n / 17
        index = int(t * (len(path) - 1))
        size = 0.46 * math.sin(math.pi * (0.22 + 0.76 * t)) + 0.05
        for sign in (-1, 1):
            lobe = Part(
                outline=leaf(size, size * 0.27, bend=sign * 0.06),
                tone="leaf",
                details=(points((0, 0), (sign * 0.03, -size * 0.8)),),
                root=((0, 0), (0, -size)),
            )
            parts += moved([lobe], turn=sign * 1.12 + _heading(path, index) * 0.8, at=tuple(path[index]))
    return tuple(parts)


def lavender(chance: Random) -> Motif:
    """Three lavender stalks tied together."""
    parts: list[Part] = []
    for lean in (-0.26, 0.24, 0.0):
        stalk = placed(stem_path(chance, 0.08), turn=lean, at=(lean * 0.9, 0))
        parts.append(stem_part(stalk, 0.011))
        for n in range(11):
            index = int((0.48 + 0.5 * n / 11) * (len(stalk) - 1))
            for sign in (-1, 1):
                bud = Part(outline=leaf(0.14 - 0.006 * n, 0.075), tone="petal", root=((0, 0), (0, -0.1)))
                parts += moved([bud], turn=lean + sign * 0.75, at=tuple(stalk[index]))
    parts += moved([leaf_part(0.5, 0.1, veins=0)], turn=-0.9, at=(0, 0.55)) + moved(
        [leaf_part(0.44, 0.1, veins=0)], turn=0.95, at=(0.02, 0.6)
    )
    return tuple(parts)


def tulip(chance: Random) -> Motif:
    """A tulip on its stem, two long leaves."""
    path = spline("0,1 .04,.5 0,-.05", steps=12)
    lean = chance.uniform(-0.1, 0.1)
    long_leaf = leaf_part(1.05, 0.24, bend=0.28, veins=0)
    parts: list[Part] = [stem_part(path, 0.03)]
    parts += moved([long_leaf], turn=-0.35, at=(0, 0.98)) + moved(
        moved([long_leaf], scale=(-0.85, 0.85)), turn=0.4, at=(0, 0.98)
    )
    cup: list[Part] = []
    for x, turn, length in (
        (-0.16, -0.34, 0.72),
        (0.16, 0.34, 0.72),
        (0, 0, 0.8),
        (-0.12, -0.15, 0.68),
        (0.13, 0.17, 0.66),
    ):
        petal = Part(
            outline=leaf(length, 0.42, point=0.46),
            tone="petal",
            details=(points((0, -0.1), (0.01, -length * 0.7)),),
            root=((0, 0), (0, -length)),
        )
        cup += moved([petal], turn=turn, at=(x * 0.6, 0))
    return (*parts, *moved(cup, turn=lean, at=(0, 0.02)))


def poppy(chance: Random) -> Motif:
    """A poppy in profile with a nodding bud."""
    path = spline(".05,1 -.06,.5 .02,.05", steps=12)
    bud_path = spline(".02,.75 .3,.4 .48,.12 .58,.2", steps=10)
    parts = [stem_part(bud_path, 0.014), stem_part(path, 0.02)]
    parts += moved(
        [Part(outline=leaf(0.3, 0.2), tone="leaf", details=(points((0, 0), (0, -0.2)),))], turn=math.pi, at=(0.59, 0.14)
    )
    for turn, width, length in ((-0.9, 0.62, 0.62), (0.9, 0.62, 0.62), (0.0, 0.8, 0.66)):
        parts += moved([_petal(width, length, chance)], turn=turn * 0.75, at=(0.02 + turn * 0.1, -0.05))
    parts += moved([_scallop(0.66, 0.36, chance)], turn=0.05, at=(0.02, 0.08))
    parts += moved([leaf_part(0.5, 0.2, bend=-0.1)], turn=-1.0, at=(-0.03, 0.68))
    return tuple(parts)


def mushroom(chance: Random) -> Motif:
    """A toadstool, its gills showing, and a small one beside it."""

    def one() -> Motif:
        stalk = spline("-.13,0 -.1,.4 -.17,.86 0,.93 .17,.86 .1,.4 .13,0", closed=True, steps=6)
        gills = np.vstack([arc((0, 0), (0.66, 0.17), 0, TAU, 40)])
        ribs = tuple(
            points((0.1 * math.cos(a), 0.03 + 0.03 * math.sin(a)), (0.62 * math.cos(a), 0.155 * math.sin(a)))
            for a in np.linspace(0.15, math.pi - 0.15, 17).tolist()
        )
        cap = spline(
            "-.7,-.02 -.6,-.42 -.28,-.72 0,-.79 .28,-.72 .6,-.42 .7,-.02 .34,.07 0,.09 -.34,.07", closed=True, steps=6
        )
        spots = tuple(
            Part(outline=circle((x, y), (r, r * 0.8), 16), tone="light")
            for x, y, r in (
                (-0.36, -0.3, 0.1),
                (0.05, -0.52, 0.12),
                (0.4, -0.26, 0.09),
                (-0.02, -0.14, 0.07),
                (-0.15, -0.66, 0.05),
                (0.3, -0.55, 0.05),
            )
        )
        return (
            Part(outline=gills, tone="paper", details=ribs, dark=0.15),
            Part(outline=stalk, tone="light", root=((0, 0), (0, 0.5))),
            Part(outline=cap, tone="petal"),
            *spots,
        )

    small = moved(one(), scale=0.46, turn=0.16, at=(0.52, 0.52))
    grass = [Part(outline=leaf(0.3, 0.07, bend=b), tone="leaf") for b in (-0.12, 0.05, 0.14)]
    tufts = [part for x, blade in zip((-0.34, 0.1, 0.74), grass, strict=True) for part in moved([blade], at=(x, 0.96))]
    return (*small, *moved(one(), turn=chance.uniform(-0.05, 0.02), at=(-0.12, 0.05)), *tufts)


def _polar(radius: float, turn: float) -> tuple[float, float]:
    """Where a petal that points `turn` away from upwards begins."""
    return radius * math.sin(turn), -radius * math.cos(turn)


def _heading(path: Points, index: int = -2) -> float:
    """How far a path leans away from upwards at a point."""
    dx, dy = path[min(index + 1, len(path) - 1)] - path[index - 1]
    return math.atan2(dx, -dy)
