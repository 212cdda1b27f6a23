"""Curves as arrays of points in sheet units: centre (0, 0), short side from -1 to 1, y growing downwards."""

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]
TAU = 2 * math.pi


def points(*pairs: tuple[float, float]) -> Points:
    """An array of shape (n, 2)."""
    return np.array(pairs, dtype=np.float64)


def drawn(outline: str) -> Points:
    """Points from `"x,y x,y …"`."""
    return np.array([pair.split(",") for pair in outline.split()], dtype=np.float64)


def spline(control: ArrayLike | str, *, closed: bool = False, steps: int = 10) -> Points:
    """A Catmull-Rom curve through the control points (an array, or as `drawn` reads them)."""
    p = drawn(control) if isinstance(control, str) else np.asarray(control, dtype=np.float64)
    before, after = (p[-1:], p[:2]) if closed else (2 * p[:1] - p[1:2], 2 * p[-1:] - p[-2:-1])
    p = np.vstack([before, p, after])
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    p0, p1, p2, p3 = (p[i : len(p) - 3 + i, None, :] for i in range(4))
    curve = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
    flat: Points = curve.reshape(-1, 2)
    return flat if closed else np.vstack([flat, p[-2:-1]])


def arc(
    centre: tuple[float, float],
    radius: float | tuple[float, float],
    start: float = 0,
    end: float = TAU,
    steps: int = 48,
) -> Points:
    """Part of a circle or an ellipse, angles in radians, clockwise on the sheet."""
    rx, ry = radius if isinstance(radius, tuple) else (radius, radius)
    a = np.linspace(start, end, steps)
    return np.column_stack([centre[0] + rx * np.cos(a), centre[1] + ry * np.sin(a)])


def circle(centre: tuple[float, float], radius: float | tuple[float, float], steps: int = 48) -> Points:
    """A closed circle or ellipse."""
    return arc(centre, radius, 0, TAU, steps + 1)[:-1]


def regular(sides: int, radius: float, turn: float = 0) -> Points:
    """A regular polygon around the centre."""
    return arc((0, 0), radius, turn, turn + TAU, sides + 1)[:-1]


def star(tips: int, outer: float, inner: float, turn: float = -math.pi / 2) -> Points:
    """A star around the centre."""
    a = turn + np.arange(2 * tips) * math.pi / tips
    r = np.where(np.arange(2 * tips) % 2 == 0, outer, inner)
    return np.column_stack([r * np.cos(a), r * np.sin(a)])


def placed(
    shape: Points, *, scale: float | tuple[float, float] = 1, turn: float = 0, at: tuple[float, float] = (0, 0)
) -> Points:
    """The shape scaled, then turned (radians), then moved."""
    sx, sy = scale if isinstance(scale, tuple) else (scale, scale)
    c, s = math.cos(turn), math.sin(turn)
    result: Points = shape @ np.array([[sx * c, sx * s], [-sy * s, sy * c]]) + at
    return result


def mirrored(shape: Points) -> Points:
    """The shape seen in a vertical mirror at x = 0."""
    return shape[::-1] * (-1, 1)


def symmetric(half: ArrayLike | str, *, steps: int = 10) -> Points:
    """A closed smooth shape from the control points of its right half, from top to bottom."""
    h = drawn(half) if isinstance(half, str) else np.asarray(half, dtype=np.float64)
    inner = h[1:-1] if h[0, 0] == 0 and h[-1, 0] == 0 else h
    control = np.vstack([h, mirrored(inner)])
    return spline(control, closed=True, steps=steps)


def along(path: Points, count: int) -> tuple[Points, Points]:
    """`count` points at equal distances along a path, and the unit normals there."""
    steps = np.hypot(*np.diff(path, axis=0).T)
    distance = np.concatenate([[0], np.cumsum(steps)])
    wanted = np.linspace(0, distance[-1], count)
    at = np.column_stack([np.interp(wanted, distance, path[:, i]) for i in (0, 1)])
    return at, normals(at)


def normals(path: Points) -> Points:
    """Unit normals of a path, to the left as it runs."""
    tangent = np.empty_like(path)
    tangent[1:-1] = path[2:] - path[:-2]
    tangent[0], tangent[-1] = path[1] - path[0], path[-1] - path[-2]
    length = np.sqrt(tangent[:, 0] ** 2 + tangent[:, 1] ** 2)
    length[length == 0] = 1
    turned = tangent[:, ::-1] / length[:, None]
    turned[:, 1] *= -1
    return turned


def ribbon(path: Points, width: float | NDArray[np.float64]) -> Points:
    """A closed outline around a path, as wide as `width` (one number or one for each point)."""
    half = width[:, None] / 2 if isinstance(width, np.ndarray) else width / 2
    side = normals(path) * half
    return np.concatenate([path + side, (path - side)[::-1]])


def pen(path: Points, width: float, *, taper: float = 0.0, closed: bool = False) -> Points:
    """A pen's stroke; `taper` 0 keeps the width, 1 runs out to points at both ends, -1 only at the far end."""
    if closed:
        path = np.concatenate([path, path[:2]])
        return ribbon(path, width)
    if not taper:
        return ribbon(path, width)
    return ribbon(path, width * ((1 - abs(taper)) + abs(taper) * _swell(len(path), taper > 0)))


@cache
def _swell(count: int, both_ends: bool) -> NDArray[np.float64]:
    """A pen's pressure along a stroke of `count` points, 0–1."""
    t = np.linspace(0, 1, count)
    pressure: NDArray[np.float64] = np.clip(np.sin(math.pi * t) if both_ends else np.cos(math.pi / 2 * t), 0, 1) ** 0.7
    return pressure


def leaf(length: float, width: float, bend: float = 0.0, point: float = 0.55) -> Points:
    """A leaf or petal from (0, 0) upwards, its widest place at `point` of its length."""
    t = np.linspace(0, 1, 15)
    half = width / 2 * np.sin(math.pi * t ** (math.log(0.5) / math.log(point))) ** 0.9
    spine = np.column_stack([bend * t**2, -length * t])
    side = normals(spine) * half[:, None]
    return np.vstack([spine + side, (spine - side)[-2:0:-1]])


def spiral(turns: float, start: float, end: float, steps: int = 60) -> Points:
    """A spiral around the centre from radius `start` to `end`."""
    t = np.linspace(0, 1, steps)
    r = start + (end - start) * t
    a = TAU * turns * t
    return np.column_stack([r * np.cos(a), r * np.sin(a)])


def around(shapes: Sequence[Points], times: int, turn: float = 0) -> list[Points]:
    """Copies of the shapes turned around the centre."""
    return [placed(shape, turn=turn + TAU * n / times) for n in range(times) for shape in shapes]
