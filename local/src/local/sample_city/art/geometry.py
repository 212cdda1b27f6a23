"""Curves as arrays of points in sheet units: the centre is (0, 0), the short side runs from -1 to 1, y grows downwards."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]
TAU = 2 * math.pi


def points(*pairs: tuple[float, float]) -> Points:
    """An array of shape (n, 2)."""
    return np.array(pairs, dtype=np.float64)


def spline(control: ArrayLike, *, closed: bool = False, steps: int = 10) -> Points:
    """A Catmull-Rom curve through the control points."""
    p = np.asarray(control, dtype=np.float64)
    if closed:
        p = np.vstack([p[-1:], p, p[:2]])
    else:
        p = np.vstack([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    p0, p1, p2, p3 = (p[i : len(p) - 3 + i, None, :] for i in range(4))
    curve = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
    flat: Points = curve.reshape(-1, 2)
    return flat if closed else np.vstack([flat, p[-2:-1]])


def arc(centre: tuple[float, float], radius: float | tuple[float, float], start: float = 0, end: float = TAU, steps: int = 48) -> Points:
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


def placed(shape: Points, *, scale: float | tuple[float, float] = 1, turn: float = 0, at: tuple[float, float] = (0, 0)) -> Points:
    """The shape scaled, then turned (radians), then moved."""
    sx, sy = scale if isinstance(scale, tuple) else (scale, scale)
    x, y = shape[:, 0] * sx, shape[:, 1] * sy
    c, s = math.cos(turn), math.sin(turn)
    return np.column_stack([x * c - y * s + at[0], x * s + y * c + at[1]])


def mirrored(shape: Points) -> Points:
    """The shape seen in a vertical mirror at x = 0."""
    return shape[::-1] * (-1, 1)


def symmetric(half: ArrayLike, *, steps: int = 10) -> Points:
    """A closed smooth shape from the control points of its right half, from top to bottom."""
    h = np.asarray(half, dtype=np.float64)
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
    tangent = np.gradient(path, axis=0) if len(path) > 1 else np.array([[1.0, 0.0]])
    length = np.hypot(tangent[:, 0], tangent[:, 1])
    length[length == 0] = 1
    return np.column_stack([tangent[:, 1], -tangent[:, 0]]) / length[:, None]


def ribbon(path: Points, width: float | NDArray[np.float64]) -> Points:
    """A closed outline around a path, as wide as `width` (one number or one for each point)."""
    half = np.broadcast_to(np.asarray(width, dtype=np.float64) / 2, len(path))[:, None]
    side = normals(path) * half
    return np.vstack([path + side, (path - side)[::-1]])


def pen(path: Points, width: float, *, taper: float = 0.0, closed: bool = False) -> Points:
    """A pen's stroke; `taper` 0 keeps the width, 1 runs out to points at both ends, -1 only at the far end."""
    if closed:
        path = np.vstack([path, path[:2]])
        return ribbon(path, width)
    t = np.linspace(0, 1, len(path))
    swell = np.sin(math.pi * t) if taper >= 0 else np.cos(math.pi / 2 * t)
    profile = width * ((1 - abs(taper)) + abs(taper) * np.clip(swell, 0, 1) ** 0.7)
    return ribbon(path, profile)


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
