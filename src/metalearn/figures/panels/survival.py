"""Survival as a panel: one average of a cancer against its stages, as curves and as a hundred people."""

from __future__ import annotations

import functools
from typing import Any

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.figures.panels.design import Control, Design, People, Rows, Scene, Try, fixed
from metalearn.figures.panels.outcomes_charts import (
    BLUE,
    GREEN,
    GREY,
    NOT_ADVICE,
    ORANGE,
    PINK,
    SKY,
    axis,
    chart,
    worked,
)
from metalearn.models.outcomes import averages
from metalearn.models.outcomes.survival import Curve, Point, curve
from metalearn.words import _, several

ALL = "all"
STAGES = ("I", "II", "III", "IV")
_COUNTED = (*STAGES, "Unknown")
_TIMES = (12, 24, 60)
_DRAWN = (0, 3, 6, 9, 12, 18, 24, 30, 36, 42, 48, 54, 60)  # curves fall fastest at first
_LOOKS = {
    ALL: (GREY, "solid"),
    "I": (BLUE, "solid"),
    "II": (GREEN, "dash"),
    "III": (ORANGE, "dashdot"),
    "IV": (PINK, "dot"),
    "Unknown": (SKY, "longdash"),
}

_DATE = _(
    "People aged 50 to 79, diagnosed 2006 to 2015 in parts of the United States and staged by the 6th edition. "
    "Treatment has changed since, so these figures look back, not ahead."
)
_ONE_PERSON = _(
    "What no curve can say: what will happen to one person. A curve describes a group; the people in it differ in "
    "age, in the cancer they have, in treatment, and in much that nobody measured."
)
_KIND = _(
    "Cause-specific: only deaths from this cancer are counted, as if nobody died of anything else. The shares of "
    "people still alive are lower. Stage IV is not the same as distant spread in every cancer."
)


_INTERVAL = _("95% interval of this group's figures (chance only)")


def _group(group: str) -> str:
    if group == ALL:
        return _("all stages together")
    return _("stage unknown") if group == "Unknown" else _("stage {stage}").format(stage=group)


def _years(months: int) -> str:
    years = months // 12
    return several("{n} year", "{n} years", years).format(n=years)


CANCERS = tuple(each.cancer for each in datasets.seer_cancers() if each.kind == "solid")
_CONTROLS = (
    Control("cancer", _("Cancer"), tuple((name, name) for name in CANCERS), "menu"),
    Control("group", _("People"), tuple((each, _group(each)) for each in (ALL, *STAGES)), "menu"),
    Control("months", _("Time since diagnosis"), tuple((each, _years(each)) for each in _TIMES), "choice"),
)


@functools.cache
def curves(cancer: str) -> dict[str, Curve]:
    """Return the curve of each stage of a cancer, and of the people whose stage nobody knows."""
    return {stage: curve(cancer, stage) for stage in _COUNTED}


@functools.cache
def average(cancer: str) -> tuple[float, ...]:
    """Return the average of all stages at each time of the curves: every person counts the same."""
    parts = curves(cancer)
    total = sum(each.n for each in parts.values())
    times = range(len(parts["I"].points))
    return tuple(
        averages.average(
            [averages.Group(stage, each.n / total, each.points[i].survival) for stage, each in parts.items()]
        )
        for i in times
    )


def _shares(cancer: str, group: str) -> tuple[float, ...]:
    return average(cancer) if group == ALL else tuple(each.survival for each in curves(cancer)[group].points)


def _at(cancer: str, group: str, months: int) -> float:
    times = [each.months for each in curves(cancer)["I"].points]
    return _shares(cancer, group)[times.index(months)]


def _scene(cancer: str, group: str, months: int) -> Scene:
    left = round(100 * _at(cancer, group, months))
    return Scene(
        headline=_headline(cancer, group, months, left),
        facts=_facts(cancer, group),
        rows=_rows(cancer),
        caption=_("{cancer}: people who had not died of this cancer").format(cancer=cancer),
        figure=_figure(cancer, group, months),
        people=_people(left),
        notes=(_DATE, _KIND, _ONE_PERSON),
        cards=(*_group_cards(cancer, group), _average_card(cancer), *_point_cards(cancer)),
    )


def _headline(cancer: str, group: str, months: int, left: int) -> str:
    said = _(
        "{cancer}, {group}: of 100 people, about {left} would not have died of this cancer after {years}, if nobody "
        "died of anything else. The figure does not say which."
    ).format(cancer=cancer, group=_group(group), left=left, years=_years(months))
    if group != ALL:
        return said
    low, high = _ends(cancer, months)
    more = _("One average hides its stages: among them it runs from {low} to {high} of 100.")
    return f"{said} {more.format(low=low, high=high)}"


def _ends(cancer: str, months: int) -> tuple[int, int]:
    """The lowest and the highest of the stages, of 100 people."""
    ends = [round(100 * _at(cancer, stage, months)) for stage in STAGES]
    return min(ends), max(ends)


def _facts(cancer: str, group: str) -> tuple[tuple[str, str], ...]:
    parts = curves(cancer)
    if group == ALL:
        total = sum(each.n for each in parts.values())
        said = [f"{_group(stage)}: {each.n:,}" for stage, each in parts.items()]
        people = _("{parts}; together {total} people").format(parts="; ".join(said), total=f"{total:,}")
        return ((_("Who is in the average"), people),)
    own = parts[group]
    facts = [
        (
            _INTERVAL,
            "; ".join(_span(each) for each in map(own.at, _TIMES)),
        ),
        (_("When half would have died of it"), str(own.median())),
    ]
    later = _("{n} of 100 would not have died of it by {years}").format(
        n=round(100 * own.given(12, 60).survival), years=_years(60)
    )
    facts.append((_("Of those who had not died of it in the first year"), later))
    return (*facts, (_("Mind"), own.caution)) if own.caution else tuple(facts)


def _span(point: Point) -> str:
    return _("{years}: {low} to {high}").format(
        years=_years(point.months), low=f"{point.low:.1%}", high=f"{point.high:.1%}"
    )


def _rows(cancer: str) -> Rows:
    head = [
        _("People"),
        _("At the start"),
        *(_("After {years}").format(years=_years(each)) for each in _TIMES),
    ]
    parts = curves(cancer)
    total = sum(each.n for each in parts.values())
    rows = [head, [_group(ALL), f"{total:,}", *(f"{_at(cancer, ALL, each):.1%}" for each in _TIMES)]]
    for stage, own in parts.items():
        rows.append([_group(stage), f"{own.n:,}", *(f"{own.at(each).survival:.1%}" for each in _TIMES)])
    return rows


def _people(left: int) -> tuple[People, ...]:
    found = (
        People(left, _("would not have died of this cancer by then"), "full"),
        People(100 - left, _("would have died of it"), "ring"),
    )
    return tuple(each for each in found if each.n)


def _figure(cancer: str, group: str, months: int) -> dict[str, Any]:
    drawn = [i for i, each in enumerate(curves(cancer)["I"].points) if each.months in _DRAWN]
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": _group(each),
            "x": [each / 12 for each in _DRAWN],
            "y": [round(100 * _shares(cancer, each)[i], 1) for i in drawn],
            "line": {"color": color, "dash": dash, "width": 4 if each == group else 2},
            "hovertemplate": "%{y:.1f}%<extra>%{fullData.name}</extra>",
        }
        for each, (color, dash) in _LOOKS.items()
    ]
    mark = {
        "type": "scatter",
        "mode": "markers",
        "showlegend": False,
        "x": [months / 12],
        "y": [round(100 * _at(cancer, group, months))],
        "marker": {"color": _LOOKS[group][0], "size": 12, "symbol": "diamond"},
        "hoverinfo": "skip",
    }
    return chart(
        _("{cancer} by stage").format(cancer=cancer),
        [*traces, mark],
        axis(_("Years since diagnosis"), range=[0, 5.15], tickvals=[0, 1, 2, 3, 4, 5]),
        axis(_("Had not died of it, of 100"), range=[0, 106]),
        height=400,
        showlegend=True,
        legend={"orientation": "h", "y": -0.2, "x": 0},
    )


@functools.cache
def _point_cards(cancer: str) -> tuple[Evidence, ...]:
    """The cards of every counted number in the table of a cancer."""
    points = [point for stage in _COUNTED for point in datasets.survival_curve(cancer, stage)]
    return (_frame(), *(each.evidence("survival") for each in points if each.months in _TIMES))


@functools.cache
def _frame() -> Evidence:
    said = (_DATE, *map(_years, _TIMES), _("{n} people").format(n=100))
    return worked(
        _("Who and when"),
        said,
        _("as the table of survival curves says; 100 people, to count with"),
        named=True,
    )


@functools.cache
def _group_cards(cancer: str, group: str) -> tuple[Evidence, ...]:
    """The cards of what was worked out for a group: the average of all stages, or what a curve implies."""
    inputs = _point_cards(cancer)[1:]
    left = [_("{n} of {of}").format(n=round(100 * _at(cancer, group, each)), of=100) for each in _TIMES]
    rest = [str(100 - round(100 * _at(cancer, group, each))) for each in _TIMES]
    if group == ALL:
        told = [str(end) for each in _TIMES for end in _ends(cancer, each)]
    else:
        told = [_INTERVAL, *(text for _name, text in _facts(cancer, group)[1:3])]
    how = _("read off the curve; shares after the first year are ratios of two of its points")
    return (
        worked(
            _("{cancer}, {group}").format(cancer=cancer, group=_group(group)),
            [*left, *rest, *told],
            how,
            inputs,
        ),
    )


@functools.cache
def _average_card(cancer: str) -> Evidence:
    how = _("each stage weighed by its people at the start")
    return worked(_group(ALL), _rows(cancer)[1][1:], how, _point_cards(cancer)[1:])


DESIGN = Design(
    name="survival",
    title=_("One average, and what it hides"),
    intro=_(
        "Survival after a diagnosis, for one cancer: all stages together, and each by itself. Choose a cancer, a "
        "group and a time. The figures describe groups of people diagnosed years ago."
    ),
    controls=fixed(*_CONTROLS),
    scene=_scene,
    start={"cancer": "Colon/rectum", "group": ALL, "months": 60},
    tries=(
        Try(_("The same cancer at stage IV"), {"cancer": "Colon/rectum", "group": "IV", "months": 60}),
        Try(_("Lung, all stages together"), {"cancer": "Lung", "group": ALL, "months": 60}),
        Try(_("Melanoma at stage IV"), {"cancer": "Melanoma", "group": "IV", "months": 60}),
    ),
    closed=_("Show the survival figures"),
    stamp=NOT_ADVICE,
)
