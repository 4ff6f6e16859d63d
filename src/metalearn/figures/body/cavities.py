"""The cavities of the body map: the belly with its lining and the omentum, and the gap around the lungs."""

from __future__ import annotations

from metalearn.figures.body.geometry import blob, mirror
from metalearn.figures.svg import element

_PERITONEUM = (
    (0, 338),
    (30, 334),
    (62, 330),
    (90, 350),
    (92, 400),
    (94, 450),
    (90, 484),
    (66, 514),
    (30, 534),
    (0, 540),
    (-30, 534),
    (-66, 514),
    (-90, 484),
    (-94, 450),
    (-92, 400),
    (-91, 350),
    (-76, 330),
    (-46, 320),
    (-18, 331),
)
_OMENTUM = (
    (-48, 428),
    (-20, 434),
    (8, 434),
    (36, 430),
    (58, 418),
    (60, 446),
    (50, 472),
    (24, 484),
    (0, 478),
    (-24, 486),
    (-46, 470),
    (-54, 446),
)
_PLEURA = (
    (-32, 192),
    (-50, 203),
    (-70, 226),
    (-84, 262),
    (-93, 300),
    (-95, 346),
    (-74, 331),
    (-46, 325),
    (-18, 335),
    (-13, 300),
    (-14, 240),
    (-18, 206),
)


_WAVES = (
    (-88, 500),
    (-62, 512),
    (-40, 524),
    (24, 524),
    (48, 512),
    (-92, 470),
    (72, 500),
    (-8, 532),
    (-92, 440),
)
_LUMPS = (
    *((-40, 444), (-22, 450), (-4, 446), (14, 450), (32, 444)),
    *((-30, 462), (-10, 464), (8, 466), (28, 462), (42, 456)),
)


def cavities() -> tuple[str, ...]:
    """Return the cavity of the belly with the omentum, and the gaps around the lungs."""
    lumps = "".join(f"M{x} {y}q5 6 10 0" for x, y in _LUMPS)
    waves = "".join(f"M{x} {y}q4-3.5 8 0t8 0" for x, y in _WAVES)
    left = tuple((x, y + (6 if y > 320 else 0)) for x, y in mirror(_PLEURA))
    parts = (
        ("omentum", (("apron", blob(_OMENTUM)), ("lumps", lumps))),
        ("peritoneum", (("lining", blob(_PERITONEUM)), ("waves", waves))),
        ("pleura", (("lining", blob(_PLEURA) + blob(left)),)),
    )
    return tuple(
        element(
            "g", *(element("path", d=d, class_=kind) for kind, d in paths), class_="space", data_part=part
        )
        for part, paths in parts
    )
