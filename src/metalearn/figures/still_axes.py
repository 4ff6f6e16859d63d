"""The axes of a chart drawn as a still picture: from a plotly axis to places in the picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metalearn.figures import svg
from metalearn.figures.still_text import lines, wide

_NICE = (1, 2, 2.5, 5, 10)
_TURN = 32  # degrees by which names are turned that would run into each other
_LINE = 13.0  # from one line of a name to the next, in pixels
_ROOM = 0.04  # of the span, beyond the outermost value


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: what its values are, and where they stand.

    Attributes:
        low: The value at ``start``; for a logarithmic axis its power of ten, for names the place before the first.
        high: The value at ``end``, in the same way.
        start: Where it begins, in pixels.
        end: Where it ends, in pixels.
        kind: "linear", "log" or "category".
        names: The categories, in order.
        ticks: Each tick's value and text.
        title: What stands along it.
    """

    low: float
    high: float
    start: float
    end: float
    kind: str
    names: tuple[str, ...]
    ticks: tuple[tuple[Any, str], ...]
    title: str

    def at(self, value: Any) -> float:
        """Return the place of a value, in pixels."""
        share = (self.number(value) - self.low) / ((self.high - self.low) or 1)
        return self.start + share * (self.end - self.start)

    def number(self, value: Any) -> float:
        """Return the number that a value has on this axis."""
        if self.kind == "category" and not isinstance(value, int | float):
            return float(self.names.index(str(value)))
        if self.kind == "log":
            return math.log10(value) if value > 0 else self.low
        return float(value)

    @property
    def band(self) -> float:
        """How many pixels one unit, or one category, takes."""
        return abs(self.end - self.start) / abs((self.high - self.low) or 1)


def axis(layout: Mapping[str, Any], values: Sequence[Any], start: float, end: float) -> Axis:
    """Return the axis of a chart.

    Args:
        layout: plotly's description of the axis ("type", "range", "title", "tickvals", "ticktext", "autorange").
        values: All values that stand on it.
        start: Where it begins, in pixels.
        end: Where it ends, in pixels.
    """
    kind = _kind(layout, values)
    names = (
        tuple(dict.fromkeys(map(str, layout.get("categoryarray") or values))) if kind == "category" else ()
    )
    low, high = _span(layout, kind, names, values)
    if layout.get("autorange") == "reversed":
        low, high = high, low
    ticks = tuple(_ticks(layout, kind, names, min(low, high), max(low, high)))
    title = layout.get("title") or ""
    said = str(title.get("text", "") if isinstance(title, Mapping) else title)
    return Axis(low, high, start, end, kind, names, ticks, said)


def turned(x: Axis) -> bool:
    """Return whether the names along an axis must be turned, so as not to run into each other."""
    room = abs(x.end - x.start) / max(1, len(x.ticks))
    return max((wide(text) for _, text in x.ticks), default=0.0) > room + 6


def reach(x: Axis) -> float:
    """Return by how much the turned names of an axis would reach beyond the left edge of the picture, in pixels."""
    if not turned(x):
        return 0.0
    cosine = math.cos(math.radians(_TURN))
    return max(wide(text) * cosine + 4 - x.at(value) for value, text in x.ticks)


def room_below(x: Axis) -> float:
    """Return how much room the names and the title of an axis need below it, in pixels."""
    rows = max((len(lines(text)) for _, text in x.ticks), default=1)
    if not turned(x):
        return 35.0 + _LINE * max(1, rows)
    sine, cosine = math.sin(math.radians(_TURN)), math.cos(math.radians(_TURN))
    deep = max(wide(text) * sine + _LINE * len(lines(text)) * cosine for _, text in x.ticks)
    return deep + 36.0


def ticks_across(x: Axis, below: float) -> Iterator[str]:
    """Yield the names along an axis, below ``below``: level, or turned where they would run into each other."""
    steep = turned(x)
    for value, text in x.ticks:
        at = x.at(value)
        said = lines(text)
        if not steep:
            for k, line in enumerate(said):
                yield svg.label(line, x=at, y=below + 16 + _LINE * k, text_anchor="middle")
            continue
        place = f"translate({at:.1f} {below + 14:.1f}) rotate(-{_TURN})"
        names = (svg.label(line, x=0, y=_LINE * k, text_anchor="end") for k, line in enumerate(said))
        yield svg.element("g", *names, transform=place)


def ticks_down(y: Axis, left: float) -> Iterator[str]:
    """Yield the names along an upright axis, left of ``left``, each in the middle of its lines."""
    for value, text in y.ticks:
        said = lines(text)
        first = y.at(value) + 4 - _LINE * (len(said) - 1) / 2
        for k, line in enumerate(said):
            yield svg.label(line, x=left - 6, y=first + _LINE * k, text_anchor="end")


def _kind(layout: Mapping[str, Any], values: Sequence[Any]) -> str:
    given = layout.get("type")
    if given in ("log", "category", "linear"):
        return str(given)
    return "category" if any(isinstance(value, str) for value in values) else "linear"


def _span(
    layout: Mapping[str, Any], kind: str, names: Sequence[str], values: Sequence[Any]
) -> tuple[float, float]:
    given = layout.get("range")
    if given and None not in given:
        return float(given[0]), float(given[1])  # of a logarithmic axis, plotly too gives the powers of ten
    if kind == "category":
        return -0.5, len(names) - 0.5
    numbers = [float(value) for value in values if value is not None]
    if kind == "log":
        numbers = [math.log10(value) for value in numbers if value > 0]
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    room = (high - low or 1) * _ROOM
    if layout.get("rangemode") == "tozero" or (kind == "linear" and 0 <= low < (high - low)):
        return min(low, 0.0), high + room
    return low - room, high + room


def _ticks(
    layout: Mapping[str, Any], kind: str, names: Sequence[str], low: float, high: float
) -> Iterable[tuple[Any, str]]:
    if layout.get("showticklabels") is False or layout.get("visible") is False:
        return []
    if layout.get("tickvals") is not None:
        texts = layout.get("ticktext") or [_text(value) for value in layout["tickvals"]]
        return list(zip(layout["tickvals"], map(str, texts), strict=True))
    suffix = str(layout.get("ticksuffix") or "")
    if kind == "category":
        return [(name, name) for name in names]
    if kind == "log":
        powers = range(math.ceil(low), math.floor(high) + 1)
        step = max(1, len(powers) // 6)
        return [(10.0**power, _text(10.0**power) + suffix) for power in powers[::step]]
    return [(value, _text(value) + suffix) for value in _nice(low, high)]


def _nice(low: float, high: float, most: int = 6) -> list[float]:
    """Round values between two ends, at most some of them."""
    raw = (high - low) / most
    if raw <= 0:
        return [low]
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(each * power for each in _NICE if each * power >= raw)
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 10) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def _text(value: float) -> str:
    if value and (abs(value) >= 1e7 or abs(value) < 1e-4):
        return f"10^{math.log10(value):.0f}" if value > 0 else f"{value:g}"
    return f"{value:,.10g}"
