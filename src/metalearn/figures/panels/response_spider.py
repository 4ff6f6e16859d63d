"""The spider chart of one person: the change from baseline at each visit, its lowest point, and two lines to cross."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from metalearn.figures.panels.outcomes_charts import BLUE, GREEN, ORANGE, axis, chart, label, segments
from metalearn.figures.panels.response_course import WEEKS, Answer
from metalearn.models.response.target_response import percent
from metalearn.words import _

_TITLE = _("Change from baseline, by visit")
_NADIR = _("smallest (nadir)")
_RESPONSE, _END, _LOW = -30, 27, -145
_HEIGHT, _CLOSE = 380, 34  # two labels need this many pixels
_X = axis(
    _("Weeks since baseline"),
    range=[-1.5, 41],
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
    return chart(
        _TITLE,
        [_course(weeks, changes, done), _PARTIAL, _progression(weeks, limits)],
        _X,
        axis(_("Change from baseline, in percent"), range=[_LOW, top], tickvals=_ticks(top)),
        annotations=_names(limits[-1], top),
        height=_HEIGHT,
    )


def _course(weeks: Sequence[float], changes: Sequence[float], done: Sequence[Answer]) -> dict[str, Any]:
    """The person's own line: its lowest point is a diamond, and says so."""
    lowest = changes.index(min(changes))
    said = ["", *(f"{percent(each.targets.from_baseline or 0)} {each.overall}" for each in done)]
    said[lowest] = f"{said[lowest]}<br>{_NADIR}".removeprefix("<br>")
    falls = [i == lowest or (i > 0 and changes[i] < changes[i - 1]) for i in range(len(changes))]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": weeks,
        "y": changes,
        "text": said,
        "textposition": ["bottom center" if each else "top center" for each in falls],
        "cliponaxis": False,
        "line": {"color": BLUE, "width": 3},
        "marker": {
            "size": 10,
            "color": BLUE,
            "symbol": ["diamond" if i == lowest else "circle" for i in range(len(changes))],
        },
        "hoverinfo": "skip",
    }


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
    gap = (limit - _RESPONSE) * (_HEIGHT - 100) / (top - _LOW)
    apart = max(0.0, (_CLOSE - abs(gap)) / 2)
    shift = round(apart if gap >= 0 else -apart)
    more = {"xanchor": "left", "align": "left", "xshift": 4}
    return [
        label(_("30% down:<br>PR"), _END, _RESPONSE, yshift=-shift, **more),
        label(_("20% up:<br>PD"), _END, limit, yshift=shift, **more),
    ]


def _ticks(top: float) -> list[int]:
    step = 50 if top < 200 else 100
    return list(range(-100, int(top), step))


def _limit(each: Answer) -> float:
    """Where progression begins at a visit, in percent of baseline: 20% and 5 mm above the smallest sum before it."""
    nadir, baseline = each.targets.nadir_mm, each.targets.baseline_mm
    return round(100 * max(1.2 * nadir, nadir + 5) / baseline - 100, 1)
