"""Lines and shapes that the parts of the scene share: smooth curves, channels and lobed cells."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from metalearn.figures.svg import number

WIDTH, HEIGHT = 960, 480
TOP, BOTTOM = 44, 428  # the illustration; above and below it is room for words
Point = tuple[float, float]
Knots = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """A tube through the picture, given by its middle line and its half width.

    Attributes:
        middle: Knots (x, y) of the middle line, from left to right.
        half: Knots (x, half width).
        start: Where the tube begins.
        stop: Where it ends.
    """

    middle: Knots
    half: Knots
    start: float = -20
    stop: float = 980

    def at(self, x: float, across: float = 0.0) -> Point:
        """Return a point of the tube: ``across`` is 0 on the middle line, -1 on the upper and 1 on the lower wall."""
        slope = (between(self.middle, x + 2) - between(self.middle, x - 2)) / 4
        length = math.hypot(1, slope)
        reach = across * between(self.half, x)
        return x - reach * slope / length, between(self.middle, x) + reach / length

    def angle(self, x: float) -> float:
        """Return the direction of the middle line, in degrees."""
        slope = (between(self.middle, x + 2) - between(self.middle, x - 2)) / 4
        return math.degrees(math.atan(slope))

    def line(self, across: float, step: float = 50) -> list[Point]:
        """Return the points of a line along the tube."""
        count = max(2, round((self.stop - self.start) / step))
        return [self.at(self.start + (self.stop - self.start) * i / count, across) for i in range(count + 1)]


def between(knots: Knots, x: float) -> float:
    """Interpolate between knots, gently: the line is level at every knot.

    Example:
        >>> between(((0, 0), (10, 4)), 5)
        2.0
    """
    place = bisect_right([knot[0] for knot in knots], x)
    if place == 0:
        return knots[0][1]
    if place == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[place - 1], knots[place]
    part = (x - x0) / (x1 - x0)
    return y0 + (y1 - y0) * part * part * (3 - 2 * part)


def curve(points: Sequence[Point], closed: bool = False, digits: int = 0) -> str:
    """Return path data for a smooth line through all points.

    Args:
        points: What it runs through.
        closed: Whether it returns to its beginning.
        digits: Decimals of the coordinates, 0 or 1.

    Example:
        >>> curve([(0, 0), (6, 0), (12, 0)])
        'M0 0C1 0 4 0 6 0S11 0 12 0'
    """
    count = len(points)

    def near(i: int) -> Point:
        return points[i % count] if closed else points[min(max(i, 0), count - 1)]

    def pair(x: float, y: float) -> str:
        return f"{number(round(x, digits))} {number(round(y, digits))}"

    path = "M" + pair(*points[0])
    for i in range(count if closed else count - 1):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = near(i - 1), near(i), near(i + 1), near(i + 2)
        # A following piece mirrors the handle before it, so S needs to say only its second one.
        path += f"C{pair(x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6)} " if i == 0 else "S"
        path += f"{pair(x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6)} {pair(x2, y2)}"
    return path + ("z" if closed else "")


def outline(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """Return path data for the area between two lines that run the same way."""
    return curve(upper) + "L" + curve(lower[::-1])[1:] + "z"


def lobed(radius: float, lobes: int, depth: float, turn: float = 0.0, x: float = 0.0, y: float = 0.0) -> str:
    """Return path data for a cell with an uneven outline.

    Args:
        radius: Mean radius.
        lobes: Number of bulges.
        depth: How far the outline departs from a circle, as a part of the radius.
        turn: Phase of the unevenness, in radians.
        x: Centre.
        y: Centre.
    """
    count = lobes * 2
    points = []
    for i in range(count):
        angle = 2 * math.pi * i / count
        reach = radius * (1 + depth * (1 if i % 2 else -1) + 0.5 * depth * math.sin(2 * angle + turn))
        points.append((x + reach * math.cos(angle + turn), y + reach * math.sin(angle + turn)))
    return curve(points, closed=True, digits=1)


def dots(points: Sequence[Point]) -> str:
    """Return path data that paints a round dot at every point, when stroked with round caps."""
    return "".join(f"M{number(x)} {number(y)}h0" for x, y in points)


def wave(x0: float, x1: float, y: float, height: float, length: float, tilt: float = 0.0) -> str:
    """Return path data for a fibre that waves from left to right and climbs by ``tilt``."""
    count = max(2, round((x1 - x0) / length * 2))
    return curve(
        [
            (x0 + (x1 - x0) * i / count, y + tilt * i / count + (height if i % 2 else -height))
            for i in range(count + 1)
        ]
    )
