"""One average against its mix as a panel: the claim of 22%, the published figure, and what an average can hide."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from metalearn import datasets
from metalearn.datasets import Evidence, RelativeSurvival, StagingFact
from metalearn.figures.panels.design import Control, Design, People, Rows, Scene, Try, fixed
from metalearn.figures.panels.outcomes_charts import (
    BLUE,
    GREY,
    NOT_ADVICE,
    ORANGE,
    axis,
    broken,
    chart,
    worked,
)
from metalearn.models.outcomes import averages
from metalearn.models.outcomes.averages import Group
from metalearn.words import _

CLAIM, ONE, MIX = "claim", "one", "mix"
CLAIMED = 0.22  # said, without a source, by the web source that the fact S66 names
PERIODS = ("2013-2019", "2015-2021")
_NOW = "2015-2021"

_MADE_UP = {
    "everybody alike": _("Made up: everybody alike"),
    "two halves": _("Made up: two halves"),
    "a few do very well": _("Made up: a few do very well"),
    "a few do very badly": _("Made up: a few do very badly"),
}
_BEHIND = (
    (CLAIM, _("All cancers with distant spread: the claim and the figures")),
    *(
        (period, _("Breast cancer, distant, {period}: its subtypes").format(period=period))
        for period in PERIODS
    ),
    *_MADE_UP.items(),
)
_CONTROLS = (
    Control("average", _("The average"), _BEHIND, "menu"),
    Control(
        "view", _("What you see"), ((ONE, _("the average alone")), (MIX, _("what it is made of"))), "choice"
    ),
)

_ONE_PERSON = _("An average describes a group. It does not say which of these people somebody is.")
_RELATIVE = _(
    "Five-year relative survival: people with the cancer beside people of the same age without it. Counted are "
    "people whose cancer had spread when it was first found; people whose cancer came back later are not in these "
    "figures."
)
_SHARES = _(
    "How many people have each subtype is not in the source: the sizes shown are one answer of many that give the "
    "average."
)
_NAMES = _(
    "HR+ or HR-: with or without receptors for hormones; HER2+ or HER2-: with or without much of the protein HER2. "
    "Triple negative has neither."
)
_RELATIVE_AXIS = _("Five-year relative survival, %")
_INVENTED = _("The groups are made up, so that all four mixes have the same average.")


def _scene(average: str, view: str) -> Scene:
    if average == CLAIM:
        return _claim(view)
    return _subtypes(average, view) if average in PERIODS else _made_up(average, view)


def _made_up(average: str, view: str) -> Scene:
    groups = averages.MADE_UP[average]
    together = averages.average(groups)
    told = averages.said(groups) if view == MIX else _alone(together)
    rows, people = _mix_rows(groups, view), _grid(groups, view)
    facts = _died_by(together) if average == "everybody alike" and view == MIX else ()
    bars = [(_("the average"), 100 * together, BLUE)]
    if view == MIX and len(groups) > 1:
        bars += [(each.name, 100 * each.survival, GREY) for each in groups]
    numbers = [told, *(text for _name, text in facts), *(cell for row in rows for cell in row)]
    numbers += [f"{each.n} {each.label}" for each in people]
    return Scene(
        headline=told,
        facts=facts,
        text=(_ONE_PERSON,),
        rows=rows,
        caption=_("One average, and the groups in it") if view == MIX else _("One average"),
        figure=_bars(
            _("The average and its groups"), _("Alive after five years, of 100"), bars, 100 * together
        ),
        people=people,
        notes=(_INVENTED,),
        cards=(
            _frame(),
            worked(_("The average and its groups"), numbers, _("groups made up for the exercise")),
        ),
    )


def _subtypes(period: str, view: str) -> Scene:
    """Breast cancer that was distant when first found: relative survival of all, and of each subtype."""
    together, groups = averages.breast_subtypes(period)
    percents = [f"{100 * each.survival:.3g}" for each in groups]
    rows = [[_("Group"), _("Five-year relative survival"), _("People of 100, one answer of many")]]
    bars = [(_("all together"), 100 * together, BLUE)]
    if view == MIX:
        counted = averages.people(groups)
        rows += [
            [each.name, f"{percent}%", str(n.people)]
            for each, percent, n in zip(groups, percents, counted, strict=True)
        ]
        bars += [(each.name, 100 * each.survival, GREY) for each in groups]
        told = _(
            "Diagnosed {period}, breast cancer with distant spread: {all}% together, and from {low}% to {high}% by "
            "subtype."
        )
    else:
        told = _(
            "Diagnosed {period}, breast cancer with distant spread: {all}%. What could stand behind that number?"
        )
    rows.append([_("all together"), f"{100 * together:.3g}%", "100"])
    ends = sorted(each.survival for each in groups)
    inputs = [row.evidence("percent") for row in _breast(period)]
    shares = worked(_("People of each subtype"), [period, *(row[2] for row in rows[1:])], _SHARES, inputs)
    headline = told.format(
        period=period, all=f"{100 * together:.3g}", low=f"{100 * ends[0]:.3g}", high=f"{100 * ends[-1]:.3g}"
    )
    return Scene(
        headline=headline,
        text=(_ONE_PERSON,),
        rows=rows,
        caption=_("Five-year relative survival with distant spread"),
        figure=_bars(_("The average and its subtypes"), _RELATIVE_AXIS, bars, 100 * together),
        notes=(_RELATIVE, _NAMES, _SHARES) if view == MIX else (_RELATIVE,),
        cards=(*inputs, _frame(), shares),
    )


def _breast(period: str) -> list[RelativeSurvival]:
    return [
        row
        for row in datasets.relative_survival()
        if row.period == period
        and row.stage == "Distant"
        and row.cancer.startswith(("Breast HR", "Breast (female)"))
    ]


def _alone(together: float) -> str:
    return _("Of {of} people, {n} are alive after five years. What could stand behind that number?").format(
        of=100, n=round(100 * together)
    )


def _died_by(together: float) -> tuple[tuple[str, str], ...]:
    """When people die who all face the same risk: the same odds are not the same life."""
    said = [
        _("{n} by {years} years").format(n=died, years=f"{years:.1f}")
        for died, years in averages.spread(together, 5)
    ]
    return ((_("How many of a hundred people who all face the same risk have died"), "; ".join(said)),)


def _mix_rows(groups: Sequence[Group], view: str) -> Rows:
    head = [_("Group"), _("People of 100"), _("Alive after five years")]
    counted = averages.people(groups)
    everybody = [_("everybody"), "100", str(sum(each.alive for each in counted))]
    if view == ONE or len(counted) == 1:
        return [head, everybody]
    return [head, *([each.name, str(each.people), str(each.alive)] for each in counted), everybody]


def _grid(groups: Sequence[Group], view: str) -> tuple[People, ...]:
    counted = averages.people(groups)
    if view == ONE or len(counted) == 1:
        alive = sum(each.alive for each in counted)
        return People(alive, _("alive after five years"), "full"), People(100 - alive, _("not alive"), "ring")
    if len(counted) > 2:  # more groups than a grid can tell apart: their table says it
        return ()
    one, other = counted
    found = (
        People(one.alive, _("{name}: alive").format(name=one.name), "full"),
        People(one.people - one.alive, _("{name}: not alive").format(name=one.name), "ring"),
        People(other.alive, _("{name}: alive").format(name=other.name), "square"),
        People(other.people - other.alive, _("{name}: not alive").format(name=other.name), "cross"),
    )
    return tuple(each for each in found if each.n)


def _bars(title: str, along: str, bars: list[tuple[str, float, str]], line: float) -> dict[str, Any]:
    names = [broken(name) for name, _value, _color in bars]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(bars))),
        "x": [round(value, 1) for _name, value, _color in bars],
        "text": [f"{round(value, 1):g}%" for _name, value, _color in bars],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [color for _name, _value, color in bars],
            "pattern": {
                "shape": ["/" if color == GREY else "" for _n, _v, color in bars],
                "fillmode": "overlay",
                "size": 7,
            },
        },
        "hovertemplate": "%{text}<extra></extra>",
    }
    shape = {"type": "line", "x0": line, "x1": line, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
    return chart(
        title,
        [trace],
        axis(along, range=[0, 106]),
        axis(_("Group"), range=[len(bars) - 0.4, -0.6], tickvals=list(range(len(bars))), ticktext=names),
        height=150 + 34 * len(bars),
        shapes=[{**shape, "line": {"color": "#6f6f6f", "width": 1.5, "dash": "dash"}}],
    )


def _frame() -> Evidence:
    return worked(
        _("How it is counted"), [_("of {n} people").format(n=100)], _("people are counted in hundreds")
    )


@functools.cache
def fact() -> StagingFact:
    """Return the fact that sets the claim beside the published figures."""
    return next(row for row in datasets.staging_facts() if row.topic == "survival" and "22%" in row.trap)


def _distant() -> list[RelativeSurvival]:
    """Rows of distant disease of one period; figures of different years are never put side by side."""
    rows = [row for row in datasets.relative_survival() if row.period == _NOW and row.stage == "Distant"]
    return [row for row in rows if row.percent is not None]


def _claim(view: str) -> Scene:
    cards = [
        fact().evidence("fact"),
        fact().evidence("trap"),
        *(row.evidence("percent") for row in _distant()),
    ]
    years = _("diagnosed {period}").format(period=_NOW)
    bars = [(_("the claim"), 100 * CLAIMED, ORANGE)]
    rows = [[_("Figure"), _("Five-year survival"), _("Where it comes from")]]
    rows.append([_("the claim"), f"{CLAIMED:.0%}", _("a web source that names none")])
    if view == MIX:
        told = _(
            "The claim names no source, no year and no range. The published average is {now}% ({years}); the cancers "
            "and subtypes in this table run from {low}% to {high}%."
        )
        distant = [row.percent or 0 for row in _distant()]
        overall = next(row for row in _distant() if row.cancer == "All cancers")
        headline = told.format(
            now=f"{overall.percent:g}", years=years, low=f"{min(distant):g}", high=f"{max(distant):g}"
        )
        for row in sorted(_distant(), key=lambda row: (row.cancer != "All cancers", -(row.percent or 0))):
            rows.append(
                [row.cancer, f"{row.percent:g}%", f"{datasets.reference(row.source_id).short()}, {years}"]
            )
            bars.append((row.cancer, row.percent or 0, BLUE if row is overall else GREY))
    else:
        headline = _(
            "“Around {claim} for all types of metastatic cancer combined”, says a web source about five-year "
            "survival. Whom did it count, and when?"
        ).format(claim=f"{CLAIMED:.0%}")
    return Scene(
        headline=headline,
        facts=((_("What was found"), fact().fact), (_("Mind"), fact().trap)) if view == MIX else (),
        text=(_ONE_PERSON,) if view == MIX else (),
        rows=rows,
        caption=_("The claim and the published figures") if view == MIX else _("The claim"),
        figure=_bars(_("The claim and the figures"), _RELATIVE_AXIS, bars, 100 * CLAIMED),
        notes=(_RELATIVE, _NAMES) if view == MIX else (_RELATIVE,),
        cards=(*cards, _frame(), worked(_("Years of diagnosis"), [years], _("as the rows say"), cards[2:])),
    )


DESIGN = Design(
    name="averages",
    title=_("One average against its mix"),
    intro=_(
        "A single survival figure is made of groups. Choose an average, then look at what it is made of."
    ),
    controls=fixed(*_CONTROLS),
    scene=_scene,
    start={"average": CLAIM, "view": MIX},
    tries=(
        Try(_("Two halves that differ, one average"), {"average": "two halves", "view": MIX}),
        Try(_("Everybody alike, and still not the same"), {"average": "everybody alike", "view": MIX}),
        Try(_("Breast cancer by subtype"), {"average": PERIODS[0], "view": MIX}),
    ),
    closed=_("Show the survival figures"),
    stamp=NOT_ADVICE,
)
