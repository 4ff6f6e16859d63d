"""Flat shapes by rows: where a horizontal line enters and leaves an ellipse, and regions built of such shapes.

Lengths are millimetres; x runs to the right of the picture, y downwards. A region asked for one line answers with
spans, so a picture is drawn by rows and no point is tested on its own.

Where the model is wrong about the world: organs are not ellipses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

Spans = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse, or with a power above 2 something towards a rectangle; only a true ellipse may be turned.

    Attributes:
        x: Centre, mm.
        y: Centre, mm.
        rx: Half the width before turning, mm.
        ry: Half the height before turning, mm.
        turn: Degrees, clockwise as seen on the picture.
        power: 2 for an ellipse.

    Example:
        >>> Ellipse(0, 0, 5, 3).span(0)
        (-5.0, 5.0)
        >>> Ellipse(0, 0, 5, 3).span(3.5) is None
        True
    """

    x: float
    y: float
    rx: float
    ry: float
    turn: float = 0.0
    power: float = 2.0

    def __post_init__(self) -> None:
        if not (self.rx > 0 and self.ry > 0 and self.power > 0):
            raise ValueError(
                f"The radii are {self.rx} and {self.ry}, the power {self.power}; each must be above 0."
            )
        if self.turn and self.power != 2:
            raise ValueError(f"The power is {self.power}; only an ellipse (power 2) may be turned.")

    def span(self, y: float) -> tuple[float, float] | None:
        """Return from where to where the line at height ``y`` lies inside, in mm, or None when it misses."""
        return self._turned(y - self.y) if self.turn else self._upright(y - self.y)

    def _upright(self, y: float) -> tuple[float, float] | None:
        left = 1 - abs(y / self.ry) ** self.power
        if left <= 0:
            return None
        half = self.rx * left ** (1 / self.power)
        return self.x - half, self.x + half

    def _turned(self, y: float) -> tuple[float, float] | None:
        """The ellipse's equation in x, A x^2 + 2 B y x + C y^2 = 1, solved for x."""
        a, b, c = _terms(self.rx, self.ry, self.turn)
        b, c = b * y, c * y * y
        under = b * b - a * (c - 1)
        if under <= 0:
            return None
        root = math.sqrt(under)
        return self.x + (-b - root) / a, self.x + (-b + root) / a

    def area(self) -> float:
        """Return the area of a true ellipse, in square mm."""
        return math.pi * self.rx * self.ry

    def reach(self) -> tuple[float, float]:
        """Return the heights between which the shape lies, in mm."""
        turn = math.radians(self.turn)
        half = math.hypot(self.rx * math.sin(turn), self.ry * math.cos(turn))
        return self.y - half, self.y + half


@lru_cache(maxsize=256)  # the same on every line of an ellipse
def _terms(rx: float, ry: float, turn: float) -> tuple[float, float, float]:
    """A, B and C of a turned ellipse's equation."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    wide, high = 1 / rx**2, 1 / ry**2
    return cos * cos * wide + sin * sin * high, cos * sin * (wide - high), sin * sin * wide + cos * cos * high


@dataclass(frozen=True, slots=True)
class Region:
    """Shapes joined, kept inside others, with others cut out.

    Attributes:
        parts: The shapes that are joined.
        inside: Every point must lie in each of these.
        cuts: No point may lie in any of these.
        top: Only points below this height (greater y) count, mm.
        bottom: Only points above this height (smaller y) count, mm.

    Example:
        >>> Region((Ellipse(0, 0, 5, 5),), cuts=(Ellipse(0, 0, 2, 2),)).spans(0)
        [(-5.0, -2.0), (2.0, 5.0)]
    """

    parts: tuple[Ellipse, ...]
    inside: tuple[Ellipse, ...] = ()
    cuts: tuple[Ellipse, ...] = ()
    top: float = -math.inf
    bottom: float = math.inf

    def spans(self, y: float) -> Spans:
        """Return from where to where the line at height ``y`` lies inside, left to right and apart, in mm."""
        if not self.top <= y <= self.bottom:
            return []
        found = joined([span for part in self.parts if (span := part.span(y)) is not None])
        for each in self.inside:
            found = kept(found, each.span(y))
        for each in self.cuts:
            found = without(found, each.span(y))
        return found

    def reach(self) -> tuple[float, float]:
        """Return the heights between which the region lies, in mm."""
        reaches = [part.reach() for part in self.parts]
        low, high = min(low for low, _ in reaches), max(high for _, high in reaches)
        return max(low, self.top), min(high, self.bottom)


def joined(spans: Sequence[tuple[float, float]]) -> Spans:
    """Return spans in order, with those that touch made one.

    Example:
        >>> joined([(4, 6), (0, 2), (1, 3)])
        [(0, 3), (4, 6)]
    """
    if len(spans) < 2:  # nearly always
        return list(spans)
    result: Spans = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return result


def kept(spans: Spans, within: tuple[float, float] | None) -> Spans:
    """Return what of the spans lies within one span.

    Example:
        >>> kept([(0, 3), (4, 6)], (2, 5))
        [(2, 3), (4, 5)]
    """
    if within is None:
        return []
    low, high = within
    return [(max(start, low), min(end, high)) for start, end in spans if start < high and end > low]


def without(spans: Spans, cut: tuple[float, float] | None) -> Spans:
    """Return what of the spans lies outside one span.

    Example:
        >>> without([(0, 6)], (2, 5))
        [(0, 2), (5, 6)]
    """
    if cut is None:
        return spans
    low, high = cut
    result: Spans = []
    for start, end in spans:
        if end <= low or start >= high:
            result.append((start, end))
            continue
        if start < low:
            result.append((start, low))
        if end > high:
            result.append((high, end))
    return result
