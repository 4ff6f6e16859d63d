"""What a treatment is for: the rows of the treatment table by goal and reach, and which goals speak to what matters.

Education, not advice. Nothing is ranked: the goals that speak to what somebody says stand first, because they said it.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from metalearn import datasets
from metalearn.datasets import Evidence, TreatmentOption
from metalearn.datasets.cards import computed, told, whole
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, fixed
from metalearn.figures.panels.goals_words import (
    EXAMPLES,
    GOALS,
    MATTERS,
    NOTES,
    REACHES,
    REASONS,
    SAYS,
)
from metalearn.figures.panels.outcomes_charts import worked
from metalearn.models.teaching.options import ANY_PRIMARY
from metalearn.models.wording import inside
from metalearn.words import _, several

ANYWHERE, OTHER = "any", "other"
SHOWN = 3  # examples of an opened cell
_FIELDS = ("condition", "option", "side_effects")

Cell = tuple[TreatmentOption, ...]

_CONTROLS = (
    Control(
        "matters",
        _("What matters most just now"),
        tuple((name, text) for name, (text, _short) in MATTERS.items()),
        "choice",
        _("The goals that speak to it come first in the table. It is your say, and no ranking."),
    ),
    Control("goal", _("Open a goal"), tuple((name, label) for name, (label, _means) in GOALS.items())),
    Control("reach", _("Reach"), tuple(REACHES.items()), "choice"),
)


def goals_of(row: TreatmentOption) -> tuple[str, ...]:
    """Return the goals that the goal cell of a row names; most rows have one, some two.

    Example:
        >>> rows = {row.id: row for row in datasets.treatment_options()}
        >>> goals_of(rows["T060"]), goals_of(rows["T085"])
        (('cure', 'control'), ('watch',))
    """
    return tuple(goal for goal in SAYS if _names(row, goal))


def _names(row: TreatmentOption, goal: str) -> bool:
    """Whether the goal cell of a row names a goal."""
    return any(word in row.goal_of_care for word in SAYS[goal])


def reach_of(row: TreatmentOption) -> str:
    """Return the reach of a row: "local", "systemic", or "other" for both together and for neither.

    Example:
        >>> {reach_of(row) for row in datasets.treatment_options()} == {"local", "systemic", "other"}
        True
    """
    return row.local_or_systemic if row.local_or_systemic in REACHES else OTHER


@functools.cache
def cell(goal: str, reach: str) -> Cell:
    """Return the rows of a goal and a reach, in the order of the table.

    Args:
        goal: One of ``GOALS``.
        reach: One of ``REACHES``; "any" for all.

    Example:
        >>> [row.id for row in cell("watch", "any")]
        ['T085', 'T105', 'T200']
    """
    return tuple(
        row
        for row in datasets.treatment_options()
        if reach in (ANYWHERE, reach_of(row)) and _names(row, goal)
    )


def examples(goal: str, reach: str) -> Cell:
    """Return up to three rows of a cell: those chosen for teaching first, then others, each of another cancer.

    Example:
        >>> [row.id for row in examples("cure", "systemic")]
        ['T168', 'T169', 'T061']
    """
    rows = cell(goal, reach)
    chosen = sorted(rows, key=lambda row: EXAMPLES.index(row.id) if row.id in EXAMPLES else len(EXAMPLES))
    first: dict[str, TreatmentOption] = {}
    for row in chosen:
        name = row.id if row.primary == ANY_PRIMARY else row.primary
        first.setdefault(name, row)
    return tuple(first.values())[:SHOWN]


def _scene(matters: str, goal: str, reach: str) -> Scene:
    shown = examples(goal, reach)
    label = GOALS[goal][0]
    rows = _rows(matters)
    return Scene(
        headline=_headline(matters, goal, reach),
        facts=(
            *((GOALS[name][0], why) for name, why in REASONS[matters].items()),
            (_("Opened: {goal}").format(goal=label), GOALS[goal][1]),
        ),
        text=tuple(map(_example, shown)) or (NOTES["empty"],),
        rows=rows,
        caption=_("Rows of the treatment table, by goal and reach"),
        notes=(NOTES["no_advice"], NOTES["twice"], *((NOTES["visits"],) if matters == "visits" else ())),
        cards=_cards(matters, goal, reach, shown, rows),
    )


def _headline(matters: str, goal: str, reach: str) -> str:
    speak = several(
        "{n} of {all} goals speaks to it.", "{n} of {all} goals speak to it.", len(REASONS[matters])
    ).format(n=len(REASONS[matters]), all=len(GOALS))
    n = len(cell(goal, reach))
    opened = several("Open: {goal}, {reach}, {n} row.", "Open: {goal}, {reach}, {n} rows.", n)
    return " ".join(
        (
            _("{what} matters most: {speak}").format(what=MATTERS[matters][1], speak=speak),
            opened.format(goal=GOALS[goal][0].split(":")[0].lower(), reach=REACHES[reach].split(":")[0], n=n),
        )
    )


def _rows(matters: str) -> Rows:
    """The goals that speak to what matters first; behind each, its rows by reach."""
    speak = list(REASONS[matters])
    names = [*speak, *(name for name in GOALS if name not in speak)]
    header = (
        _("Goal"),
        _("Local"),
        _("Systemic"),
        _("Both or neither"),
        _("Speaks to: {what}").format(what=MATTERS[matters][1].lower()),
    )
    return (header, *(_row(name, name in speak) for name in names))


def _row(goal: str, speaks: bool) -> Sequence[str]:
    counts = (str(len(cell(goal, reach))) for reach in REACHES if reach != ANYWHERE)
    return (GOALS[goal][0].split(":")[0], *counts, _("yes") if speaks else _("not by itself"))


def _example(row: TreatmentOption) -> str:
    """One row in a sentence or two, saying what was not checked."""
    use = _("{primary}, {condition}: {option}; {reach}.").format(
        primary=row.primary,
        condition=inside(row.condition),
        option=inside(row.option),
        reach=_reach_text(row),
    )
    if row.checked != "yes":
        use = _("{use} This use was not checked.").format(use=use)
    if not row.side_effects:
        return use
    said = _("{use} It can bring: {effects}.") if row.side_effects_checked == "yes" else _UNSURE
    return said.format(use=use, effects=inside(row.side_effects))


_UNSURE = _("{use} It can bring: {effects} (not, or not wholly, checked).")


def _reach_text(row: TreatmentOption) -> str:
    words = {"local": _("local"), "systemic": _("systemic"), "both": _("local and systemic")}
    return words.get(row.local_or_systemic, _("neither local nor systemic"))


def _cards(matters: str, goal: str, reach: str, shown: Cell, rows: Rows) -> tuple[Evidence, ...]:
    counts = [figure for row in rows[1:] for figure in row[1:4]]
    counts.append(str(len(cell(goal, reach))))
    return (
        worked(
            _("Rows by goal and reach"),
            counts,
            _(
                "the rows of the treatment table counted by the words of their goal, and by whether they are local or "
                "systemic"
            ),
            [whole("treatment_options")],
        ),
        computed(
            _("Goals that speak to what matters"),
            f"{len(REASONS[matters])}; {len(GOALS)}",
            _("a choice of this course, for teaching; others would choose otherwise"),
        ),
        *(row.evidence("goal_of_care") for row in shown),
        *(card for row in shown for card in told(row, *_FIELDS)),
    )


DESIGN = Design(
    name="goals",
    title=_("What is a treatment for?"),
    intro=_(
        "Say what matters most, and see which goals speak to it. Then open a goal: which treatments does a table list "
        "for it, in one place or in the whole body?"
    ),
    controls=fixed(*_CONTROLS),
    scene=_scene,
    start={"matters": "comfort", "goal": "relief", "reach": ANYWHERE},
    tries=(
        Try(
            _("A chance of cure, in the whole body"),
            {"matters": "chance", "goal": "cure", "reach": "systemic"},
        ),
        Try(_("Comfort, in one place"), {"matters": "comfort", "goal": "relief", "reach": "local"}),
        Try(_("Few visits: watching"), {"matters": "visits", "goal": "watch", "reach": ANYWHERE}),
    ),
    stamp=_("Education, not advice"),
)
