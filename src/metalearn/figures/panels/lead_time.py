"""Lead time as a panel: finding a cancer earlier moves the clock, and here it moves nothing else."""

from __future__ import annotations

import functools
from typing import Any

from metalearn.datasets import Evidence
from metalearn.figures.panels.design import Control, Design, People, Rows, Scene, Try, fixed
from metalearn.figures.panels.outcomes_charts import (
    BLUE,
    GREY,
    ORANGE,
    axis,
    chart,
    segments,
    worked,
)
from metalearn.models.outcomes.lead_time import Person, simulate, survival
from metalearn.words import _, several

YEARS = 5
SEED = 3
DRAWN = 10
LEADS = (0, 0.5, 1, 2, 3, 4)
MEDIANS = (1, 2, 4)

_WRONG = _(
    "Where the model is wrong: here finding the cancer early changes nothing about its course, on purpose. In the "
    "world it can save lives, and whether it does is seen in deaths counted by the calendar in the whole population, "
    "not in survival since diagnosis."
)
_SHAPE = _(
    "Everybody is invented; the risk is the same at all times, and everybody's cancer is found in the end."
)


def _years(years: float) -> str:
    return several("{n} year", "{n} years", 1 if years == 1 else 2).format(n=f"{years:g}")


_CONTROLS = (
    Control(
        "lead",
        _("How much earlier the cancer is found"),
        tuple((each, _years(each)) for each in LEADS),
        "slider",
    ),
    Control(
        "median",
        _("Half of the people live longer than this after symptoms"),
        tuple((each, _years(each)) for each in MEDIANS),
        "choice",
    ),
    Control("varied", _("The gain varies"), ((False, _("off")), (True, _("on"))), "check"),
)


@functools.cache
def passing(lead: float, median: float, varied: bool) -> tuple[int, int]:
    """Return how many of 100 people pass five years: counted from symptoms, and from the earlier diagnosis."""
    late = survival(YEARS, median)
    early = survival(YEARS, median, lead, varied=varied)
    return round(100 * late), round(100 * early)


@functools.cache
def people(lead: float, median: float, varied: bool) -> tuple[Person, ...]:
    """Return ten invented people, those who die first at the top."""
    found = simulate(DRAWN, median, lead, years=YEARS, varied=varied, seed=SEED).people
    return tuple(sorted(found, key=lambda each: each.death))


def _scene(lead: float, median: float, varied: bool) -> Scene:
    late, early = passing(lead, median, varied)
    rows = _rows(people(lead, median, varied))
    return Scene(
        headline=_headline(lead, late, early, varied),
        facts=(
            (_("The clock starts at symptoms"), _passed(late)),
            (_("The clock starts at the earlier diagnosis"), _passed(early)),
            (_("Days that anybody lives longer"), _("none")),
        ),
        rows=rows,
        caption=_("Ten invented people, in years"),
        figure=_figure(people(lead, median, varied)),
        people=_grid(late, early),
        notes=(_WRONG, _SHAPE),
        cards=_cards(late, early, rows),
    )


def _passed(n: int) -> str:
    return _("{n} of 100 people pass {years} years").format(n=n, years=YEARS)


def _headline(lead: float, late: int, early: int, varied: bool) -> str:
    if not lead:
        return _(
            "Found when symptoms come, {late} of 100 people are alive {years} years after diagnosis. Now find the "
            "cancer earlier."
        ).format(late=late, years=YEARS)
    said = _(
        "Found {lead} earlier, {early} of 100 people instead of {late} are alive {years} years after diagnosis. The "
        "clock started sooner; each of them dies on the same day as before."
    )
    lead_text = _("on average {years}").format(years=_years(lead)) if varied else _years(lead)
    return said.format(lead=lead_text, early=early, late=late, years=YEARS)


def _grid(late: int, early: int) -> tuple[People, ...]:
    found = (
        People(late, _("pass {years} years by either clock").format(years=YEARS), "full"),
        People(early - late, _("pass them only by the earlier clock"), "half"),
        People(100 - early, _("do not pass them by either"), "ring"),
    )
    return tuple(each for each in found if each.n)


def _rows(group: tuple[Person, ...]) -> Rows:
    head = [
        _("Person"),
        _("Found early"),
        _("Symptoms"),
        _("Died"),
        _("Lived after symptoms"),
        _("Lived after being found early"),
    ]
    return [head, *([str(i), *_cells(each)] for i, each in enumerate(group, start=1))]


def _cells(each: Person) -> tuple[str, ...]:
    # Of the rounded figures, so that a reader who subtracts finds the same.
    found, symptoms, death = (round(figure, 1) for figure in (each.found, each.symptoms, each.death))
    figures = (found, symptoms, death, death - symptoms, death - found)
    return tuple(f"{figure:.1f}" for figure in figures)


def _figure(group: tuple[Person, ...]) -> dict[str, Any]:
    places = [(i, each) for i, each in enumerate(group, start=1)]
    ahead = [(round(each.found, 1), round(each.symptoms, 1), i) for i, each in places]
    after = [(round(each.symptoms, 1), round(each.death, 1), i) for i, each in places]
    traces: list[dict[str, Any]] = [
        _line(ORANGE, "dot", ahead),
        _line(BLUE, "solid", after),
        _marks(_("found early"), ORANGE, "diamond", [(start, i) for start, _end, i in ahead]),
        _marks(_("symptoms"), BLUE, "circle", [(start, i) for start, _end, i in after]),
        _marks(_("death, the same day by either clock"), GREY, "x", [(end, i) for _start, end, i in after]),
    ]
    return chart(
        _("Two clocks, one end"),
        traces,
        axis(_("Years since the cancer could first be found"), rangemode="tozero"),
        axis(_("Person"), range=[DRAWN + 0.7, 0.3], tickvals=[1, 5, 10]),
        height=380,
        showlegend=True,
        legend={"orientation": "h", "y": -0.2, "x": 0},
    )


def _line(color: str, dash: str, ends: list[tuple[float, float, int]]) -> dict[str, Any]:
    line = {"color": color, "dash": dash, "width": 3}
    return {
        "type": "scatter",
        "mode": "lines",
        "showlegend": False,
        "line": line,
        "hoverinfo": "skip",
        **segments(ends),
    }


def _marks(name: str, color: str, symbol: str, places: list[tuple[float, int]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [x for x, _y in places],
        "y": [y for _x, y in places],
        "marker": {"color": color, "symbol": symbol, "size": 8},
        "hovertemplate": "%{x}<extra>%{fullData.name}</extra>",
    }


def _cards(late: int, early: int, rows: Rows) -> tuple[Evidence, ...]:
    frame = [_years(YEARS), _("{n} of {of} people").format(n=DRAWN, of=100)]
    counts = [_passed(late), _passed(early), *(f"{each.n} {each.label}" for each in _grid(late, early))]
    how = _(
        "survival falls at the same rate at all times; the earlier diagnosis moves its start by the years gained"
    )
    drawn = [cell for row in rows[1:] for cell in row]
    return (
        worked(_("How the exercise is set up"), frame, _("chosen for the exercise; nobody was measured")),
        worked(_("People who pass five years"), counts, how),
        worked(_("The ten people"), drawn, _("drawn at random with a fixed seed, on the same assumptions")),
    )


DESIGN = Design(
    name="lead-time",
    title=_("Earlier diagnosis, longer survival, the same life"),
    intro=_(
        "Survival is counted from diagnosis. Find the cancer earlier, change nothing else, and watch the share of "
        "people who pass five years."
    ),
    controls=fixed(*_CONTROLS),
    scene=_scene,
    start={"lead": 2, "median": 2, "varied": False},
    tries=(
        Try(_("No gain: the cancer is found when symptoms come"), {"lead": 0, "median": 2, "varied": False}),
        Try(_("The largest gain in the fastest cancer"), {"lead": 4, "median": 1, "varied": False}),
        Try(_("A gain that differs from person to person"), {"lead": 2, "median": 2, "varied": True}),
    ),
    closed=_("Show the survival figures"),
    stamp=_("Invented people. Education, not advice."),
)
