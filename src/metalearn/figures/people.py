"""A hundred or a thousand people as a grid: one mark each, told apart by shape as well as by colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from metalearn.figures import svg
from metalearn.figures.panels.design import People

PITCH = 10  # from one mark to the next
_STROKE = 1.5
_DISC = "m-3.5,0a3.5,3.5 0 1 0 7,0a3.5,3.5 0 1 0 -7,0z"

# Mark -> outline from the middle of its place, "fill" or "stroke", and colour. The view draws with the same.
MARKS: dict[str, tuple[str, Literal["fill", "stroke"], str]] = {
    "full": (_DISC, "fill", "#0072B2"),
    "ring": ("m-2.9,0a2.9,2.9 0 1 0 5.8,0a2.9,2.9 0 1 0 -5.8,0z", "stroke", "#0072B2"),
    "cross": ("m-2.7,-2.7l5.4,5.4m0,-5.4l-5.4,5.4", "stroke", "#D55E00"),
    "dot": ("m-1.3,0a1.3,1.3 0 1 0 2.6,0a1.3,1.3 0 1 0 -2.6,0z", "fill", "currentColor"),
    "half": (f"{_DISC}m3.5,-2.3a2.3,2.3 0 0 1 0,4.6z", "fill", "#009E73"),
    "square": ("m-2.9,-2.9h5.8v5.8h-5.8z", "fill", "#CC79A7"),
}


def columns(n: int) -> int:
    """Return how many stand in a row: ten up to a hundred, then twenty, and forty from five hundred on.

    Example:
        >>> columns(100), columns(200), columns(1000)
        (10, 20, 40)
    """
    return 10 if n <= 100 else 20 if n < 500 else 40


def outlines(groups: Sequence[People]) -> list[str]:
    """Return one path for each group, its people following those of the group before.

    Example:
        >>> outlines([People(1, "a", "dot"), People(0, "b", "ring")])
        ['M5 5m-1.3,0a1.3,1.3 0 1 0 2.6,0a1.3,1.3 0 1 0 -2.6,0z', '']
    """
    wide = columns(sum(each.n for each in groups))
    found, begun = [], 0
    for each in groups:
        places = (divmod(place, wide) for place in range(begun, begun + each.n))
        half = PITCH // 2
        outline = MARKS[each.mark][0]
        found.append("".join(f"M{x * PITCH + half} {y * PITCH + half}{outline}" for y, x in places))
        begun += each.n
    return found


def drawing(groups: Sequence[People]) -> str:
    """Return the grid as an ``<svg>`` element for the static twin."""
    total = sum(each.n for each in groups)
    wide = columns(total)
    high = -(-total // wide)
    paths = (
        _path(each.mark, outline) for each, outline in zip(groups, outlines(groups), strict=True) if outline
    )
    return _svg(paths, wide * PITCH, high * PITCH)


def sample(mark: str) -> str:
    """Return one mark alone, for a legend."""
    return _svg([_path(mark, f"M5 5{MARKS[mark][0]}")], PITCH, PITCH)


def _path(mark: str, outline: str) -> str:
    _, way, colour = MARKS[mark]
    if way == "fill":
        return svg.element("path", d=outline, fill=colour, fill_rule="evenodd")
    return svg.element("path", d=outline, fill="none", stroke=colour, stroke_width=_STROKE)


def _svg(parts: Iterable[str], width: int, height: int) -> str:
    box = f"0 0 {width} {height}"
    return svg.element(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=box, class_="ml-drawing people"
    )
