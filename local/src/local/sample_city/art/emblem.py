"""Profile pictures: a monogram or a small motif on a roundel."""

import numpy as np

from local.sample_city.art import beasts, fauna, flora, objects, wonders
from local.sample_city.art.compose import bedded, solo
from local.sample_city.art.geometry import TAU, arc, circle, drawn, placed, star
from local.sample_city.art.lettering import BLACKLETTER, FORMAL, SALOON, write
from local.sample_city.art.motif import Treatment, ink, moved
from local.sample_city.art.sheet import INK, PAPER, Colour, Sheet

_GROUNDS: tuple[Colour, ...] = (
    (34, 32, 36),
    (120, 34, 38),
    (34, 62, 84),
    (44, 84, 70),
    (196, 148, 70),
    (104, 70, 110),
    (188, 98, 74),
    (60, 104, 116),
    (206, 176, 160),
    (222, 206, 178),
)
_ICONS = (
    fauna.moth,
    beasts.fox,
    beasts.cat,
    fauna.owl,
    fauna.swallow,
    fauna.raven,
    fauna.beetle,
    fauna.butterfly,
    flora.rose,
    flora.daisy,
    flora.mushroom,
    flora.tulip,
    objects.skull,
    wonders.moon,
    wonders.sun,
    wonders.eye,
    wonders.crystals,
    objects.heart,
    wonders.planet,
    objects.ghost,
)
_COLOURLESS = frozenset(
    {"blackwork", "dotwork", "engraving", "fine-line", "minimalist", "dark-art", "handpoke", "black-and-grey", None}
)


def emblem(sheet: Sheet, style: str | None, initials: str) -> None:
    """Draw a roundel: icon, initials or both."""
    chance = sheet.chance
    ground = _GROUNDS[0] if style in _COLOURLESS and chance.random() < 0.6 else chance.choice(_GROUNDS)
    sheet.fill(drawn("-1.1,-1.1 1.1,-1.1 1.1,1.1 -1.1,1.1"), ground, 0.16 if chance.random() < 0.5 else 0.9)
    light = sum(ground) > 420
    disc, mark = (PAPER, INK) if light or chance.random() < 0.5 else (ground, (250, 240, 222))
    sheet.fill(circle((0, 0), 0.86, 80), disc)
    sheet.lines([circle((0, 0), 0.86, 80), circle((0, 0), 0.8, 80)], 0.014, mark, closed=True)
    if chance.random() < 0.42:
        _monogram(sheet, initials, mark)
        return
    icon = chance.choice(_ICONS)
    motif = bedded(chance, icon, flora.daisy) if chance.random() < 0.25 else solo(chance, icon)
    if mark == INK:
        ink(
            sheet,
            moved(motif, scale=0.62),
            Treatment(
                line=0.02,
                detail=0.6,
                tone=chance.choice(("stipple", "smooth", "hatch")),
                depth=0.16,
                palette={
                    "petal": ground,
                    "wing": ground,
                    "gold": (226, 184, 104),
                    "fur": ground,
                    "leaf": (120, 150, 120),
                }
                if ground != _GROUNDS[0]
                else {},
            ),
        )
    else:
        ink(sheet, moved(motif, scale=0.62), Treatment(line=0.02, detail=0.7, ink=disc, palette={"rest": mark}))


def _monogram(sheet: Sheet, initials: str, mark: Colour) -> None:
    face = sheet.chance.choice((BLACKLETTER, FORMAL, SALOON))
    write(sheet, initials, face, width=0.84 if len(initials) > 1 else 0.5, colour=mark)
    for at in ((0.0, -0.6), (0.0, 0.6)):
        sheet.fill(placed(star(4, 0.09, 0.025), at=at), mark)
    k = np.vstack([arc((0, 0), 0.7, a, a + 0.9, 14) for a in (-0.45, TAU / 2 - 0.45)])
    sheet.dots(k, 0.014, mark)
