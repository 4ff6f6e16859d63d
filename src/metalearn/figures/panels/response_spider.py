"""The spider chart of one person: the change from baseline at each visit, its lowest point, and two lines to cross."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from metalearn.figures.panels.outcomes_charts import BLUE, GREEN, ORANGE, axis, chart, label, segments
from metalearn.figures.panels.response_course import WEEKS, Answer
from metalearn.models.response.target_response import percent
from metalearn.words import _

_TITLE = _("Change from baseline, by visit")
_NADIR = _("smallest (nadir)")
_RESPONSE, _END, _LOW = -30, 28, -145
_HEIGHT, _CLOSE = 380, 17  # two labels need this many pixels
_NAMES_WIDE = 100  # pixels beside the chart, for the names of the two lines
_NEAR, _LINE = 7, 15  # a visit's words: pixels to the first line, and of each line
_ACROSS = {"center": (-3.0, 3.0), "right": (0.5, 6.0), "left": (-6.0, -0.5)}  # and the weeks they stand over
Point = tuple[float, float]
_X = axis(
    _("Weeks since baseline"),
    range=[-1.5, _END],
    tickvals=[0, *WEEKS],
    ticktext=["0", *map(str, WEEKS)],
    showgrid=False,
)
_PARTIAL = {
    "type": "scatter",
    "mode": "lines",
    "line": {"color": GREEN, "width": 2, "dash": "dash"},
    "hoverinfo": "skip",
    "x": [0, _END],
    "y": [_RESPONSE, _RESPONSE],
}


def spider(done: Sequence[Answer]) -> dict[str, Any]:
    """Return the chart of one person's visits.

    Args:
        done: The answer at each visit, in order.

    Example:
        >>> from metalearn.figures.panels.response_course import Course, answers
        >>> figure = spider(answers(Course("RECIST 1.1", 80, (40, 56))))
        >>> figure["data"][0]["y"]
        [0, -50.0, -30.0]
    """
    changes = [0, *(round(each.targets.from_baseline or 0, 1) for each in done)]
    limits = [_limit(each) for each in done]
    weeks = [0, *(each.week for each in done)]
    top = max(50.0, *changes, *limits) + 30
    said = _words(changes, done)
    places = _places(weeks, changes, limits, said, top)
    return chart(
        _TITLE,
        [_course(weeks, changes, said, places), _PARTIAL, _progression(weeks, limits)],
        _X,
        axis(_("Change from baseline, in percent"), range=[_LOW, top], tickvals=_ticks(top)),
        annotations=_names(limits[-1], top),
        height=_HEIGHT,
        margin={"l": 12, "r": _NAMES_WIDE, "t": 44, "b": 48},
    )


def _words(changes: Sequence[float], done: Sequence[Answer]) -> list[str]:
    """What stands at each visit: its change and its answer, and at the lowest point that it is the lowest."""
    lowest = changes.index(min(changes))
    said = ["", *(f"{percent(each.targets.from_baseline or 0)} {each.overall}" for each in done)]
    said[lowest] = f"{said[lowest]}<br>{_NADIR}".removeprefix("<br>")
    return said


def _course(
    weeks: Sequence[float], changes: Sequence[float], said: Sequence[str], places: Sequence[str]
) -> dict[str, Any]:
    """The person's own line: its lowest point is a diamond, and says so."""
    lowest = changes.index(min(changes))
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": weeks,
        "y": changes,
        "text": said,
        "textposition": list(places),
        "cliponaxis": False,
        "line": {"color": BLUE, "width": 3},
        "marker": {
            "size": 10,
            "color": BLUE,
            "symbol": ["diamond" if i == lowest else "circle" for i in range(len(changes))],
        },
        "hoverinfo": "skip",
    }


def _places(
    weeks: Sequence[float], changes: Sequence[float], limits: Sequence[float], said: Sequence[str], top: float
) -> list[str]:
    """Where the words of each visit stand: where the fewest lines and words run through them."""
    points = list(zip(weeks, changes, strict=True))
    names = _END + _ACROSS["right"][1]  # beyond the end, a line goes on as its name
    lines = [((0, _RESPONSE), (names, _RESPONSE)), *pairwise(points)]
    ends = [*weeks[1:-1], names]
    lines += [((a, y), (b, y)) for a, b, y in zip(weeks, ends, limits, strict=False)]
    lines *= 2  # a line weighs more than other words: those are met on a narrow page only
    lowest = changes.index(min(changes))
    found = []
    for i, change in enumerate(changes):
        falls = i == lowest or (i > 0 and change < changes[i - 1])
        ups = ("bottom", "top") if falls else ("top", "bottom")
        ways = [f"{up} {across}" for across in _ACROSS if i or across != "left" for up in ups]
        rows = said[i].count("<br>") + 1
        found.append(min(ways, key=lambda way: _crossed(points[i], way, rows, lines, top)))
        lines += _taken(points[i], found[-1], rows if said[i] else 0, top)
    return found


def _crossed(at: Point, way: str, rows: int, lines: Sequence[tuple[Point, Point]], top: float) -> int:
    """How many lines run through words in so many rows that stand this way of a point."""
    up, across = way.split()
    left, right = (at[0] + each for each in _ACROSS[across])
    side = (1 if up == "top" else -1) / _percents(1, top)
    count = 0
    for (x0, y0), (x1, y1) in lines:
        start, end = max(left, x0), min(right, x1)
        if start >= end:
            continue
        seen = sorted(side * (y0 + (y1 - y0) * (x - x0) / (x1 - x0) - at[1]) for x in (start, end))
        count += seen[0] < _NEAR + _LINE * rows and seen[1] > _NEAR
    return count


def _taken(at: Point, way: str, rows: int, top: float) -> list[tuple[Point, Point]]:
    """The words of a visit as lines, so far to the right as they reach on a narrow page."""
    up, across = way.split()
    side = 1 if up == "top" else -1
    reach = at[0] + {"left": 0.0, "center": 5.5, "right": 9.0}[across]
    heights = [at[1] + side * _percents(_NEAR + _LINE * (row + 0.5), top) for row in range(rows)]
    return [((at[0], y), (reach, y)) for y in heights]


def _percents(pixels: float, top: float) -> float:
    """How many percent on the axis so many pixels are."""
    return pixels * (top - _LOW) / (_HEIGHT - 100)


def _progression(weeks: Sequence[float], limits: Sequence[float]) -> dict[str, Any]:
    """The line that the sum must not reach: it falls with the smallest sum so far."""
    ends = [*weeks[1:-1], _END]
    return {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": ORANGE, "width": 2, "dash": "dot"},
        "hoverinfo": "skip",
        **segments(zip(weeks[:-1], ends, limits, strict=True)),
    }


def _names(limit: float, top: float) -> list[dict[str, Any]]:
    """The names of the two lines at their right end, kept apart."""
    gap = (limit - _RESPONSE) / _percents(1, top)
    apart = max(0.0, (_CLOSE - abs(gap)) / 2)
    shift = round(apart if gap >= 0 else -apart)
    more = {"xanchor": "left", "align": "left", "xshift": 4}
    return [
        label(_("30% down: PR"), _END, _RESPONSE, yshift=-shift, **more),
        label(_("20% up: PD"), _END, limit, yshift=shift, **more),
    ]


def _ticks(top: float) -> list[int]:
    step = 50 if top < 200 else 100
    return list(range(-100, int(top), step))


def _limit(each: Answer) -> float:
    """Where progression begins at a visit, in percent of baseline: 20% and 5 mm above the smallest sum before it."""
    nadir, baseline = each.targets.nadir_mm, each.targets.baseline_mm
    return round(100 * max(1.2 * nadir, nadir + 5) / baseline - 100, 1)
