"""Stage migration as a panel: a sharper scan moves people, both groups look better, and nobody lives longer."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.figures.panels.design import Control, Design, People, Rows, Scene, Try, Value, Values
from metalearn.figures.panels.outcomes_charts import (
    BLUE,
    GREY,
    NOT_ADVICE,
    ORANGE,
    axis,
    chart,
    worked,
)
from metalearn.models.stages.stage_migration import Group, Hidden, Migration, example, sharper
from metalearn.words import _, several

INVENTED = "invented"
OLD_MM = 16
# A hundred, of whom each limit below leaves a whole number unseen: a grid can show every one of them.
PEOPLE = Hidden(people=100, with_spread=0.36)
_LIMITS = (16, 8, 4, 2, 1)
_PERCENTS = (0, 5, 10, 20)
CANCERS = ("Lung", "Colon/rectum", "Breast", "Kidney")

_BEFORE, _AFTER = _("before"), _("after")
_EVERYBODY = _("everybody")
_WRONG = _(
    "Where the model is wrong: a real scan changes treatment as well as labels, and some of that helps; here a label "
    "changes nothing. Real scans also miss large deposits now and then, and mistake shadows for deposits."
)
_EXPECTED = _(
    "The shares are what can be expected of many such groups, so they need not come to whole people; the grid counts "
    "whole people by what the scans see."
)
_REAL_WRONG = _(
    "The sizes of the two groups and how they fared are counted. How many move is your setting, and how those who "
    "move fare is invented: half-way between the two groups. Real moves between stages also come with other "
    "treatment."
)


@functools.cache
def _migration(people: str, change: int) -> Migration:
    """The move behind a setting; ``change`` is mm for the invented people, percent for registered ones."""
    return sharper(OLD_MM, change, PEOPLE) if people == INVENTED else example(people, change)


def _controls(values: Values) -> tuple[Control, ...]:
    people = (
        (INVENTED, _("A hundred invented people")),
        *((name, _("{cancer}, stages III and IV").format(cancer=name)) for name in CANCERS),
    )
    return Control("people", _("Who"), people, "menu"), _change(str(values.get("people", INVENTED)))


def _change(people: str) -> Control:
    options: tuple[tuple[Value, str], ...]
    if people == INVENTED:
        options = tuple((mm, _("{mm} mm").format(mm=mm)) for mm in _LIMITS)
        tells = _("Smaller is sharper. The old scan is the first one.")
        return Control("change", _("The new scan sees deposits from"), options, "slider", tells)
    options = tuple((percent, _("{n} of 100").format(n=percent)) for percent in _PERCENTS)
    tells = _("Because better scans find deposits that were hidden before.")
    return Control("change", _("People who move from stage III to stage IV"), options, "slider", tells)


def _scene(people: str, change: int) -> Scene:
    move = _migration(people, change)
    rows = _rows(move, people)
    return Scene(
        headline=_headline(move, people),
        text=_text(move, people),
        rows=rows,
        caption=_("Both groups before and after people changed label"),
        figure=_figure(move, people),
        people=_grid(move) if people == INVENTED else (),
        notes=(_EXPECTED, _WRONG) if people == INVENTED else (_REAL_WRONG,),
        cards=tuple(_cards(move, people, rows)),
    )


def _headline(move: Migration, people: str) -> str:
    if not move.moved:
        return _("Nobody changes label, and nothing changes. Let some people move.")
    shares = [f"{each.survival or 0:.1%}" for each in _groups(move)]
    if people == INVENTED:
        said = _(
            "The new scan finds deposits in {people}. Expected survival rises from {a} to {b} where nothing is seen, "
            "and from {c} to {d} where deposits are seen. Nobody lives a day longer: of everybody together, {all} "
            "can be expected to be alive, before and after."
        )
    else:
        said = _(
            "{people} move from stage III to stage IV. Survival rises from {a} to {b} in stage III, and from {c} to "
            "{d} in stage IV. Nobody lives a day longer: of everybody together it is {all}, before and after."
        )
    who = several("{n} more person", "{n} more people", round(move.moved))
    if people != INVENTED:
        who = several("{n} person", "{n} people", round(move.moved))
    a, b, c, d = shares
    return said.format(
        people=who.format(n=f"{move.moved:,.0f}"), a=a, b=b, c=c, d=d, all=f"{move.overall:.1%}"
    )


def _text(move: Migration, people: str) -> tuple[str, ...]:
    old = _("The old scan saw deposits from {mm} mm.").format(mm=OLD_MM)
    why = move.reasons[-1:] if move.both_rise else ()
    return (old, *why) if people == INVENTED else tuple(why)


def _groups(move: Migration) -> tuple[Group, Group, Group, Group]:
    return move.lower, move.lower_after, move.upper, move.upper_after


def _names(move: Migration, people: str) -> tuple[str, str]:
    if people == INVENTED:
        return move.lower.name, move.upper.name
    stage = _("stage {stage}")
    return stage.format(stage=move.lower.name), stage.format(stage=move.upper.name)


def _rows(move: Migration, people: str) -> Rows:
    alive = (
        _("Expected to be alive, {when}")
        if people == INVENTED
        else _("Had not died of it within 60 months, {when}")
    )
    head = [_("Group")]
    for when in (_BEFORE, _AFTER):
        head += [_("People, {when}").format(when=when), alive.format(when=when)]
    lower, upper = _names(move, people)
    everybody = f"{move.lower.people + move.upper.people:,.0f}"
    return [
        head,
        [lower, *_cells(move.lower), *_cells(move.lower_after)],
        [upper, *_cells(move.upper), *_cells(move.upper_after)],
        [_EVERYBODY, *(everybody, f"{move.overall:.1%}") * 2],
    ]


def _cells(group: Group) -> tuple[str, str]:
    return f"{group.people:,.0f}", "-" if group.survival is None else f"{group.survival:.1%}"


def _grid(move: Migration) -> tuple[People, ...]:
    clear = round(PEOPLE.people * (1 - PEOPLE.with_spread))
    unseen = round(move.lower_after.people) - clear
    found = (
        People(clear, _("have no deposits"), "ring"),
        People(unseen, _("have deposits that neither scan sees"), "dot"),
        People(round(move.moved), _("have deposits that only the new scan sees: they change label"), "half"),
        People(round(move.upper.people), _("have deposits that both scans see"), "full"),
    )
    return tuple(each for each in found if each.n)


def _figure(move: Migration, people: str) -> dict[str, Any]:
    lower, upper = _names(move, people)
    names = [f"{name},<br>{when}" for name in (lower, upper, _EVERYBODY) for when in (_BEFORE, _AFTER)]
    shares = [round(100 * (each.survival or 0), 1) for each in _groups(move)] + [
        round(100 * move.overall, 1)
    ] * 2
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(names))),
        "x": shares,
        "text": [f"{share:.1f}%" for share in shares],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [BLUE, BLUE, ORANGE, ORANGE, GREY, GREY],
            "pattern": {
                "shape": ["/", ""] * 3,
                "fillmode": "overlay",
                "fgcolor": "rgba(255,255,255,0.7)",
                "size": 7,
            },
        },
        "hovertemplate": "%{text}<extra></extra>",
    }
    return chart(
        _("Survival, before and after"),
        [bars],
        axis(
            _("Expected to be alive, of 100") if people == INVENTED else _("Had not died of it, of 100"),
            range=[0, min(112, round(1.3 * max(shares)))],
        ),
        axis(_("Group"), range=[5.6, -0.6], tickvals=list(range(len(names))), ticktext=names),
        height=340,
    )


def _cards(move: Migration, people: str, rows: Rows) -> Iterator[Evidence]:
    numbers = [cell for row in rows[1:] for cell in row[1:]]
    numbers.append(_("{n} change label").format(n=f"{move.moved:,.0f}"))
    if people == INVENTED:
        yield worked(
            _("The invented people"),
            [_text(move, people)[0], _made_up(), *(f"{each.n} {each.label}" for each in _grid(move))],
            _("chosen for the exercise; the sizes of deposits are spread evenly on a logarithmic scale"),
            named=True,
        )
        how = _("the people above sorted by what each scan sees; each keeps the same chance to be alive")
        yield worked(_("Both groups"), numbers, how)
        return
    points = [p for stage in ("III", "IV") for p in datasets.survival_curve(people, stage) if p.months == 60]
    shares = [s for s in datasets.stage_shares() if s.cancer == people and s.stage in ("III", "IV")]
    inputs = [*(p.evidence("survival") for p in points), *(s.evidence("n_cases") for s in shares)]
    yield from inputs
    yield worked(_("When survival is read"), [rows[0][2]], _("the last time of the curves"))
    how = _(
        "people at each stage times their survival at 60 months; those who move do half-way between the two groups"
    )
    yield worked(_("Both groups"), numbers, how, inputs)


def _made_up() -> str:
    return _(
        "{n} people, {spread} of them with deposits from {small} to {large} mm; chance to be alive {clear} without "
        "deposits, {best} with the smallest, {worst} with the largest"
    ).format(
        n=f"{PEOPLE.people:g}",
        spread=f"{PEOPLE.people * PEOPLE.with_spread:g}",
        small=PEOPLE.smallest_mm,
        large=PEOPLE.largest_mm,
        clear=f"{PEOPLE.alive_clear:.0%}",
        best=f"{PEOPLE.alive_small:.0%}",
        worst=f"{PEOPLE.alive_large:.0%}",
    )


DESIGN = Design(
    name="stage-migration",
    title=_("Better scans, better survival in every group, and nobody lives longer"),
    intro=_(
        "A sharper scan finds deposits that were hidden before, so some people move to the group with spread. Make "
        "the new scan sharper, and watch both groups."
    ),
    controls=_controls,
    scene=_scene,
    start={"people": INVENTED, "change": 4},
    tries=(
        Try(_("A scan no sharper than the old one"), {"people": INVENTED, "change": 16}),
        Try(_("The sharpest scan: it sees every deposit"), {"people": INVENTED, "change": 1}),
        Try(_("Registered people: lung cancer"), {"people": "Lung", "change": 10}),
    ),
    closed=_("Show the survival figures"),
    stamp=NOT_ADVICE,
)
