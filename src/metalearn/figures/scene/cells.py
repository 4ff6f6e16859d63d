"""The cells of the scene. Each is drawn once and used many times; tumour cells differ from all others by outline."""

from __future__ import annotations

import math

from metalearn.figures.scene.geometry import curve, dots, lobed
from metalearn.figures.svg import element

IDS = "s-"  # a live page with several drawings gives each its own prefix
CLONES = ("", "-a", "-b")


def use(name: str, x: float, y: float, scale: float = 1.0, turn: float = 0.0, kind: str | None = None) -> str:
    """Place one of the shapes."""
    if scale == 1 and not turn:
        return element("use", href=f"#{IDS}{name}", x=x, y=y, class_=kind)
    return element("use", href=f"#{IDS}{name}", transform=placed(x, y, scale, turn), class_=kind)


def placed(x: float, y: float, scale: float = 1.0, turn: float = 0.0) -> str:
    """Return the transform that puts a shape somewhere.

    Example:
        >>> placed(3, 4), placed(3, 4, 2, 90)
        ('translate(3 4)', 'translate(3 4) rotate(90) scale(2)')
    """
    parts = [f"translate({x:.4g} {y:.4g})"]
    parts += [f"rotate({turn:.0f})"] if turn else []
    parts += [f"scale({scale:.3g})"] if scale != 1 else []
    return " ".join(parts)


def doubled(name: str, d: str, down: int | None = None, kind: str | None = None) -> list[str]:
    """Draw a line twice, once as ``name`` and once as ``name-core``, for a wall and what lies inside it."""
    return [
        element("defs", element("path", id=IDS + name, d=d)),
        element("use", href=f"#{IDS}{name}", class_=kind or name),
        element("use", href=f"#{IDS}{name}", class_=f"{kind or name}-core", y=down),
    ]


def shapes() -> list[str]:
    """Return the definitions of all cells."""
    return [
        *(_shape(f"tumour{kind}", *_tumour(kind)) for kind in CLONES),
        _shape("spindle", *_spindle()),
        _shape("red", *_red()),
        _shape("platelet", *_platelet()),
        _shape("killer", *_killer()),
        _shape("guard", element("g", *_killer(), transform="scale(.55)")),
        _shape("neutrophil", *_neutrophil()),
        _shape("macrophage", *_macrophage()),
        _shape("fibroblast", *_fibroblast()),
        _shape("signal", element("path", d="M0-4L4 0L0 4L-4 0z", class_="mc-signal")),
    ]


def _shape(name: str, *parts: str) -> str:
    return element("g", *parts, id=IDS + name)


def _path(kind: str, d: str) -> str:
    return element("path", d=d, class_=kind)


def _circle(kind: str, r: float, x: float = 0, y: float = 0) -> str:
    return element("circle", cx=x or None, cy=y or None, r=r, class_=kind)


def _tumour(kind: str) -> list[str]:
    """A tumour cell: bumpy outline, a nucleus too large for it, two nucleoli. Sub-clones differ a little."""
    turn = 0.5 + CLONES.index(kind)
    return [
        _path(f"mc-tumour mc{kind}" if kind else "mc-tumour", lobed(14 - turn / 2, 9, 0.11, turn)),
        _path("mc-tumour-core", lobed(7.6, 5, 0.1, 1.1 * turn, 0.5, -0.5)),
        _path("mc-tumour-spot", dots([(-1.5, -2), (3, 1.5)])),
    ]


def _spindle() -> list[str]:
    """The same cell after it has let go: drawn out, with feet at its front."""
    body = [(-24, 1), (-12, -6), (2, -8), (14, -5), (21, -9), (25, -6), (20, -1), (27, 1), (20, 4), (22, 9), (12, 6),
            (0, 8), (-12, 6)]  # fmt: skip
    return [
        _path("mc-tumour", curve(body, closed=True)),
        element("ellipse", cx=1, rx=9, ry=5, class_="mc-tumour-core"),
        _path("mc-tumour-spot", dots([(-2, -1), (4, 1)])),
    ]


def _red() -> list[str]:
    return [
        _circle("mc-red", 10.5),
        _circle("mc-red-dent", 5.2),
        _path("mc-shine", "M-7-3.5A8 8 0 0 1-1-7.6"),
    ]


def _platelet() -> list[str]:
    return [_path("mc-platelet", lobed(4.6, 4, 0.2, 0.3))]


def _killer() -> list[str]:
    """A natural killer cell: round and smooth, with receptors all around and granules."""
    turns = [2 * math.pi * i / 12 for i in range(12)]
    spokes = "".join(
        f"M{15 * math.cos(t):.1f} {15 * math.sin(t):.1f}L{19.5 * math.cos(t):.1f} {19.5 * math.sin(t):.1f}"
        for t in turns
    )
    return [
        _path("mc-killer-arm", spokes),
        _circle("mc-killer", 15.5),
        _circle("mc-killer-core", 8.5, -2.5, -2),
        _path("mc-killer-dot", dots([(8, 5), (4.5, 9.5), (10, -1.5), (-3, 10)])),
    ]


def _neutrophil() -> list[str]:
    return [
        _circle("mc-white", 14),
        _path("mc-white-core", dots([(-6, 2), (0, -5), (6, 2.5)])),
        _path("mc-white-link", "M-6 2L0-5L6 2.5"),
    ]


def _macrophage() -> list[str]:
    return [
        _path("mc-eater", lobed(18, 6, 0.17, 0.2)),
        _path("mc-eater-core", "M-8 1A8 7 0 1 1 7 3Q3-2-1 1T-8 1z"),
        _path("mc-eater-dot", dots([(-9, 9), (10, 9), (2, 10), (12, -4)])),
    ]


def _fibroblast() -> list[str]:
    return [
        _path("mc-fibroblast", "M-34 3Q-14-1-9-5Q0-9 9-5Q16-1 34-4Q15 4 8 6Q-1 9-10 6Q-18 3-34 3z"),
        element("ellipse", rx=8, ry=3.8, class_="mc-fibroblast-core"),
    ]
