"""Smooth lines through a few points, from which the whole person of the body map is drawn.

The middle of the body is x = 0, and the person faces us: the person's right is on the left of the picture, where x is
negative. y grows downwards.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Points = Sequence[Point]

TOP, HEIGHT = 0, 770
WIDE, NARROW = (-360, 720), (-206, 412)
"""Left edge and width of the picture, with room for labels beside the person and without."""


def mirror(points: Points) -> tuple[Point, ...]:
    """Return the points of the other side of the body.

    Example:
        >>> mirror([(10, 5), (20, 6)])
        ((-10, 5), (-20, 6))
    """
    return tuple((-x, y) for x, y in points)


def both_sides(points: Points) -> tuple[Point, ...]:
    """Return a closed outline whose two halves mirror each other; the points go down one side.

    Example:
        >>> both_sides([(0, 0), (10, 5), (0, 9)])
        ((0, 0), (10, 5), (0, 9), (-10, 5))
    """
    back = [point for point in reversed(mirror(points)) if point[0]]
    return (*points, *back)


def line(points: Points) -> str:
    """Return a smooth open line through the points.

    Example:
        >>> line([(0, 0), (10, 0), (20, 10)])
        'M0 0c2 0 7-2 10 0s8 8 10 10'
    """
    return _path(points, closed=False)


def blob(points: Points) -> str:
    """Return a smooth closed outline through the points.

    Example:
        >>> blob([(0, 0), (10, 0), (10, 10), (0, 10)])[-1]
        'Z'
    """
    return _path(points, closed=True)


def _path(points: Points, closed: bool) -> str:
    """A Catmull-Rom spline as cubic curves; "s" leaves out the first handle, which mirrors the last one.

    Steps are relative and whole, and each starts where the last one ended: short to write, and no drift.
    """
    ends = (points[-1], *points[:2]) if closed else (points[0], points[-1])
    around = (ends[0], *points, *ends[1:])
    x, y = _whole(points[0])
    parts = [f"M{_joined([str(x), str(y)])}"]
    fours = zip(around, around[1:], around[2:], around[3:], strict=False)
    for i, (before, here, there, after) in enumerate(fours):
        out = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        into = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        handles = [_whole(point) for point in ((into, there) if i else (out, into, there))]
        steps = [str(step) for handle in handles for step in (handle[0] - x, handle[1] - y)]
        parts.append(("s" if i else "c") + _joined(steps))
        x, y = handles[-1]
    return "".join(parts) + ("Z" if closed else "")


def _whole(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _pair(point: Point) -> str:
    return _joined(map(_short, point))


def _joined(values: Iterable[str]) -> str:
    """Numbers as a path wants them: a minus sign parts two as well as a space does."""
    return " ".join(values).replace(" -", "-")


def _short(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def along(points: Points, share: float) -> tuple[Point, float]:
    """Return the place at a share of the way along straight pieces, and the direction there in degrees.

    Example:
        >>> along([(0, 0), (10, 0), (10, 30)], 0.5)
        ((10.0, 10.0), 90.0)
    """
    pieces = list(itertools.pairwise(points))
    left = share * sum(math.dist(a, b) for a, b in pieces)
    for a, b in pieces:
        length = math.dist(a, b)
        if left <= length:
            part = left / length
            break
        left -= length
    else:
        part = 1.0
    (x1, y1), (x2, y2) = a, b
    return (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part), math.degrees(math.atan2(y2 - y1, x2 - x1))


def arrow(points: Points, share: float = 0.55, size: float = 4.5) -> str:
    """Return a chevron on a line that shows which way it flows.

    Example:
        >>> arrow([(0, 0), (10, 0)], 0.5, size=2)
        'M4-2L6 0L4 2'
    """
    (x, y), degrees = along(points, share)
    turn = math.radians(degrees)
    corners = []
    for dx, dy in ((-size / 2, -size), (size / 2, 0.0), (-size / 2, size)):
        corners.append(
            (x + dx * math.cos(turn) - dy * math.sin(turn), y + dx * math.sin(turn) + dy * math.cos(turn))
        )
    return "M" + "L".join(map(_pair, corners))
