"""What a motif is made of, and the treatments that ink the same motif in the manner of different styles."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np

from local.sample_city.art.geometry import Points, pen, placed
from local.sample_city.art.sheet import INK, PAPER, Colour, Field, Sheet, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One closed shape of a motif: `tone` names its colour in a palette, `dark` is its base darkness 0–1."""

    outline: Points
    tone: str = "paper"
    details: tuple[Points, ...] = ()
    solids: tuple[Points, ...] = ()
    dark: float = 0.0
    root: tuple[tuple[float, float], tuple[float, float]] | None = None


Motif = tuple[Part, ...]
MotifMaker = Callable[[Random], Motif]


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """How a style inks a motif: line weights in units, kind and depth of shading, colours by tone."""

    line: float = 0.012
    detail: float = 0.55
    tone: Tone | None = None
    depth: float = 0.10
    strength: float = 1.0
    ink: Colour = INK
    palette: Mapping[str, Colour] = field(default_factory=dict)
    solid: bool = False
    shade: Colour | None = None
    pitch: float = 6.0
    highlight: bool = False


def moved(
    motif: Iterable[Part], *, scale: float | tuple[float, float] = 1, turn: float = 0, at: tuple[float, float] = (0, 0)
) -> Motif:
    """The motif scaled, turned and moved."""

    def shift(shape: Points) -> Points:
        return placed(shape, scale=scale, turn=turn, at=at)

    def shift_root(part: Part) -> tuple[tuple[float, float], tuple[float, float]] | None:
        if part.root is None:
            return None
        (x0, y0), (x1, y1) = shift(np.array(part.root)).tolist()
        return (x0, y0), (x1, y1)

    return tuple(
        replace(
            part,
            outline=shift(part.outline),
            details=tuple(shift(line) for line in part.details),
            solids=tuple(shift(shape) for shape in part.solids),
            root=shift_root(part),
        )
        for part in motif
    )


def ink(sheet: Sheet, motif: Iterable[Part], treatment: Treatment) -> None:
    """Ink a motif's parts, back to front, each covering what lies behind it."""
    for number, part in enumerate(motif):
        if treatment.solid:
            _ink_solid(sheet, part, treatment)
        else:
            _ink_shaded(sheet, part, treatment, number)


def _ink_solid(sheet: Sheet, part: Part, treatment: Treatment) -> None:
    """Blackwork: black bodies, the drawing left open in paper colour."""
    dark = part.tone not in ("light", "paper", "gem")
    sheet.fill(part.outline, treatment.ink if dark else PAPER)
    line = PAPER if dark else treatment.ink
    if not dark or _span(part) > treatment.line * 5:
        sheet.lines([part.outline], treatment.line, line, closed=True)
        sheet.lines(part.details, treatment.line * treatment.detail, line, taper=0.6)
    sheet.fill(part.solids, line)


def _span(part: Part) -> float:
    """How thick a part is, in units: twice its area by its length around."""
    x, y = part.outline[:, 0], part.outline[:, 1]
    area = abs(float(x[:-1] @ y[1:] - y[:-1] @ x[1:] + x[-1] * y[0] - y[-1] * x[0])) / 2
    length = float(np.sqrt(np.square(np.diff(x)) + np.square(np.diff(y))).sum())
    return 2 * area / max(length, 1e-6)


def _ink_shaded(sheet: Sheet, part: Part, treatment: Treatment, number: int) -> None:
    colour = treatment.palette.get(part.tone, treatment.palette.get("rest", PAPER))
    if treatment.tone is None:
        sheet.fill(part.outline, colour)
    else:
        _shade(sheet, part, treatment, colour, angle=0.35 + (number * 0.83) % 1.9)
    if treatment.highlight:
        _shine(sheet, part)
    strokes = list(part.solids)
    if treatment.line:
        strokes += [pen(line, treatment.line * treatment.detail, taper=0.7) for line in part.details]
        strokes.append(pen(part.outline, treatment.line, closed=True))
    sheet.fill(strokes, treatment.ink)


def _shade(sheet: Sheet, part: Part, treatment: Treatment, colour: Colour, *, angle: float) -> None:
    """Fill a part and lay its shadows: on the side away from the light, and towards its root."""
    depth = min(treatment.depth, _span(part) * 0.62)
    region = sheet.region([part.outline], depth * 0.4)
    if region is None or treatment.tone is None:
        return
    sheet.cover(region, colour)
    darkness: Field = np.minimum(sheet.form(region, depth), 1) * np.float32(0.9)
    if part.root is not None:
        darkness = np.maximum(darkness, sheet.ramp(region, *part.root) ** np.float32(1.6) * np.float32(0.95))
    darkness = np.clip((darkness + np.float32(part.dark)) * np.float32(treatment.strength), 0, 1)
    sheet.tone(region, darkness, treatment.tone, treatment.shade or treatment.ink, angle=angle, pitch=treatment.pitch)


def _shine(sheet: Sheet, part: Part) -> None:
    """A small bright stroke towards the light."""
    centre = part.outline.mean(axis=0)
    span = float(np.ptp(part.outline, axis=0).min())
    if span < 0.12:
        return
    inner = centre + (part.outline - centre) * 0.68
    start = int(np.argmin(inner @ np.array([0.6, 1.0])))
    stroke = np.roll(inner, -start + len(inner) // 14, axis=0)[: max(3, len(inner) // 7)]
    sheet.lines([stroke], span * 0.07, PAPER, taper=0.8)
