"""A waterfall chart: the best change of each person, what it shows, and what two equal ones can hide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from metalearn.datasets import Evidence
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, fixed
from metalearn.figures.panels.outcomes_charts import (
    BLUE,
    GREEN,
    GREY,
    NOT_ADVICE,
    ORANGE,
    SKY,
    axis,
    chart,
    label,
    worked,
)
from metalearn.figures.panels.response_series import START, WEEKS, people
from metalearn.figures.panels.response_words import named
from metalearn.figures.panels.staging_cards import fact_card
from metalearn.models.response.response_charts import Bar, Line, spider, waterfall
from metalearn.models.response.target_response import percent
from metalearn.words import _

_LOOKS = {"CR": (GREEN, "x"), "PR": (BLUE, ""), "SD": (SKY, "/"), "PD": (ORANGE, "\\")}
_HEADER = (_("Person"), _("Best change"), _("In week"), _("Best overall response"), _("Progression"))
_INVENTED = _(
    "Both series are invented, with a start of {n} mm for everybody. No drug and no trial is meant."
).format(n=START)
_HIDES = _(
    "A waterfall shows target lesions at their best moment. It leaves out time, new lesions, other lesions, side "
    "effects and how people felt; people without a second scan have no bar."
)


def _scene(series: str, show: str) -> Scene:
    group = people(series)
    bars, lines = waterfall(group), {line.name: line for line in spider(group)}
    rows = _rows(show, bars, lines)
    shrank = sum(bar.change <= -30 for bar in bars)
    headline, text = _words(show, bars, lines, shrank)
    facts = tuple(_facts(show, bars, lines))
    shown = [
        headline,
        text,
        *(said for fact in facts for said in fact),
        *(cell for row in rows[1:] for cell in row),
    ]
    return Scene(
        headline=headline,
        facts=facts,
        text=(text,),
        rows=rows,
        caption=_("One row a person"),
        figure=_over_time(lines) if show == "time" else _falling(bars, show),
        notes=(_INVENTED, _HIDES),
        cards=tuple(_cards(shown)),
    )


def _words(show: str, bars: Sequence[Bar], lines: dict[str, Line], shrank: int) -> tuple[str, str]:
    if show == "bars":
        text = _(
            "In {n} of {all} people the target lesions shrank by 30% or more. That is all that this chart says."
        )
        return text.format(n=shrank, all=len(bars)), _(
            "Switch the series: the bars stay the same. Then look at what each person's answer was, and at time."
        )
    if show == "answers":
        answered = sum(bar.best in ("CR", "PR") for bar in bars)
        text = _(
            "In {n} of {all} people the target lesions shrank by 30% or more; {real} of them count as a response."
        )
        surprises = [bar.name for bar in bars if bar.surprise]
        return text.format(n=shrank, all=len(bars), real=answered), _surprise(surprises)
    text = _("By week {week}, {n} of {all} people had progression.")
    return text.format(week=WEEKS[-1], n=_progressed(lines), all=len(bars)), _(
        "Each line is one person; it ends with the last scan. A cross marks progression."
    )


def _surprise(names: Sequence[str]) -> str:
    if not names:
        return _("In this series every large fall was a response.")
    text = _("Targets that shrank, and progression all the same (a new lesion, or others worse): {names}.")
    return text.format(names=", ".join(names))


def _progressed(lines: dict[str, Line]) -> int:
    return sum(line.progressed is not None for line in lines.values())


def _facts(show: str, bars: Sequence[Bar], lines: dict[str, Line]) -> Iterator[tuple[str, str]]:
    yield _("People whose target lesions shrank by 30% or more"), str(sum(bar.change <= -30 for bar in bars))
    if show != "bars":
        yield _("Response by RECIST"), str(sum(bar.best in ("CR", "PR") for bar in bars))
    if show == "time":
        yield _("Progression by week {week}").format(week=WEEKS[-1]), str(_progressed(lines))


def _rows(show: str, bars: Sequence[Bar], lines: dict[str, Line]) -> Rows:
    """The numbers behind the chart, and no more than it shows."""
    shown = {"bars": 2, "answers": 4, "time": 5}[show]
    return [row[:shown] for row in (list(_HEADER), *(_row(bar, lines[bar.name]) for bar in bars))]


def _row(bar: Bar, line: Line) -> list[str]:
    when = _("none") if line.progressed is None else _("week {week:g}").format(week=line.progressed)
    return [bar.name, percent(bar.change), f"{bar.week:g}", named(bar.best), when]


def _falling(bars: Sequence[Bar], show: str) -> dict[str, Any]:
    plain = show == "bars"
    looks = [(GREY, "") if plain else _LOOKS[bar.best] for bar in bars]
    texts = ["" if plain else bar.best for bar in bars]
    trace = {
        "type": "bar",
        "x": [bar.name for bar in bars],
        "y": [round(bar.change, 1) for bar in bars],
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [color for color, _shape in looks],
            "pattern": {
                "shape": [shape for _color, shape in looks],
                "fillmode": "overlay",
                "fgcolor": "rgba(0,0,0,0.55)",
                "size": 7,
            },
        },
        "hoverinfo": "skip",
    }
    return chart(
        _("Best change, one bar a person"),
        [trace, _line(bars[0].name, bars[-1].name)],
        axis(_("Person")),
        axis(_("Best change, in percent"), range=[-118, 55]),
        annotations=[label(_("30% below"), 0, -30, yanchor="top", xanchor="left")],
        height=360,
    )


def _line(first: object, last: object) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [first, last],
        "y": [-30, -30],
        "line": {"color": GREEN, "width": 2, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _over_time(lines: dict[str, Line]) -> dict[str, Any]:
    traces = [_course(line) for line in lines.values()]
    return chart(
        _("The same people over time"),
        [*traces, _line(0, WEEKS[-1])],
        axis(_("Weeks since baseline"), range=[-1, WEEKS[-1] + 3], tickvals=[0, *WEEKS], showgrid=False),
        axis(_("Change from baseline, in percent"), range=[-112, 45]),
        annotations=[
            label(name, line.points[-1][0], round(line.points[-1][1], 1), xanchor="left", xshift=7)
            for name, line in lines.items()
        ],
        height=420,
    )


def _course(line: Line) -> dict[str, Any]:
    ended = line.progressed is not None
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [week for week, _change in line.points],
        "y": [round(change, 1) for _week, change in line.points],
        "line": {"color": ORANGE if ended else BLUE, "width": 2, "dash": "dot" if ended else "solid"},
        "marker": {
            "size": [0] + [10 if week == line.progressed else 5 for week, _change in line.points[1:]],
            "color": ORANGE if ended else BLUE,
            "symbol": ["x" if week == line.progressed else "circle" for week, _change in line.points],
        },
        "hoverinfo": "skip",
    }


def _cards(texts: Sequence[str]) -> Iterator[Evidence]:
    limits = (fact_card("S52"), fact_card("S53"))
    yield from limits
    yield worked(_("The invented people"), [_INVENTED], _("chosen for the exercise, and no measurement"))
    how = _("counted over the invented people; each change is (sum − baseline) / baseline, by RECIST 1.1")
    yield worked(_("Changes, weeks and counts"), texts, how, limits)


_CONTROLS = (
    Control(
        "series",
        _("Which invented series"),
        (("lasting", _("the first")), ("short", _("the second"))),
        "choice",
    ),
    Control(
        "show",
        _("What to look at"),
        (
            ("bars", _("the bars alone")),
            ("answers", _("the bars with the best overall response")),
            ("time", _("the same people over time")),
        ),
        "choice",
    ),
)

DESIGN = Design(
    name="waterfall",
    title=_("What a waterfall chart shows, and what it hides"),
    intro=_(
        "Each bar is the best change of one person's target lesions. Two invented series give the same bars. Look "
        "behind them."
    ),
    controls=fixed(*_CONTROLS),
    scene=_scene,
    start={"series": "lasting", "show": "bars"},
    tries=(
        Try(_("The second series: the same bars"), {"series": "short", "show": "bars"}),
        Try(_("Was each fall a response?"), {"series": "short", "show": "answers"}),
        Try(_("How long did it last? The first"), {"series": "lasting", "show": "time"}),
        Try(_("How long did it last? The second"), {"series": "short", "show": "time"}),
    ),
    stamp=NOT_ADVICE,
)
