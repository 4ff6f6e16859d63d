"""Looking at a trial before its end: when two hundred trials stop, and why those that stop early exaggerate."""

from __future__ import annotations

import functools
from typing import Any

from metalearn.datasets import Evidence
from metalearn.figures.panels.design import Rows, Scene, Value
from metalearn.figures.panels.outcomes_charts import BLUE, GREY, ORANGE, axis, chart, points, worked
from metalearn.models.outcomes import early_stopping
from metalearn.models.outcomes.early_stopping import Monitored
from metalearn.models.outcomes.trials import Design as Truth
from metalearn.words import _

ONCE, OFTEN, STRICT = "once", "often", "strict"
LOOKS = 3
OPTIONS: tuple[tuple[Value, str], ...] = (
    (ONCE, _("once, at the end")),
    (OFTEN, _("three times, with the usual limit each time")),
    (STRICT, _("three times, with limits that are strict at first (O'Brien and Fleming)")),
)
WRONG = _("Real looks come at dates in the calendar, and committees weigh harm, other trials and doubt too.")


def design(control: float, benefit: int, arms: tuple[int, int]) -> Truth:
    """Return the truth behind a setting.

    Args:
        control: True share alive in the control arm.
        benefit: How many more of 100 people are alive with the treatment.
        arms: People in the control arm, and in the other.

    Example:
        >>> design(0.2, 10, (33, 66)).p_treated
        0.3
    """
    return Truth(*arms, control, round(control + benefit / 100, 4))


def boundary(look: str) -> tuple[float, ...]:
    """Return the limit at each of the three looks.

    Example:
        >>> [round(each, 2) for each in boundary("often")]
        [1.96, 1.96, 1.96]
    """
    return early_stopping.unadjusted(LOOKS) if look == OFTEN else early_stopping.obrien_fleming(LOOKS)


@functools.cache
def watched(truth: Truth, look: str, trials: int, seed: int) -> tuple[Monitored, Monitored]:
    """Return what happened to the trials, and what would happen in the long run."""
    found = early_stopping.resample(truth, boundary(look), trials, seed=seed)
    return found, early_stopping.monitored(boundary(look), found.drift)


def scene(
    truth: Truth, look: str, trials: int, seed: int, cards: tuple[Evidence, ...], notes: tuple[str, ...]
) -> Scene:
    """Return what the panel shows when somebody looks early.

    Args:
        truth: Size and truth.
        look: "often" or "strict".
        trials: How many trials there are.
        seed: Of the chance.
        cards: Of what was chosen.
        notes: What stands below.
    """
    found, expected = watched(truth, look, trials, seed)
    rows = _rows(found, trials)
    headline, facts = _headline(found, truth, trials), _facts(found, expected, truth)
    how = _(
        "at each look, people alive so far are compared; a trial stops when the limit at that look is passed"
    )
    run = _("worked out look by look by numerical integration, not by simulation")
    limits = [f"{each:.2f}" for each in found.boundary]
    said = [headline, *(text for _name, text in facts[1:]), *(cell for row in rows for cell in row)]
    return Scene(
        headline=headline,
        facts=facts,
        rows=rows,
        caption=_("When the {n} trials ended").format(n=trials),
        figure=_figure(found, trials),
        notes=notes,
        cards=(
            *cards,
            worked(_("The simulated trials"), [*said, *limits], how),
            worked(*facts[0][:1], facts[0][1:], run),
        ),
    )


def _count(share: float, trials: int) -> int:
    return round(share * trials)


def _early(found: Monitored) -> tuple[float, float]:
    """Share of trials stopped before the end: because the treatment seemed better, because it seemed worse."""
    return sum(found.better[:-1]), sum(found.worse[:-1])


def _headline(found: Monitored, truth: Truth, trials: int) -> str:
    significant = _count(found.significant, trials)
    better = _count(_early(found)[0], trials)
    if not truth.effect:
        said = _(
            "The treatment changes nothing. With {looks} looks, {n} of {trials} trials are called significant all "
            "the same, and {early} of them stopped early because the treatment seemed better."
        )
    else:
        said = _(
            "With {looks} looks, {n} of {trials} trials are called significant, and {early} stopped early because "
            "the treatment seemed better."
        )
    return said.format(looks=LOOKS, n=significant, trials=trials, early=better)


def _facts(found: Monitored, expected: Monitored, truth: Truth) -> tuple[tuple[str, str], ...]:
    facts = [
        (
            _("Called significant in the long run"),
            _("{share} of such trials").format(share=f"{expected.significant:.1%}"),
        ),
        (
            _("Limits at the looks"),
            _("{limits} standard errors").format(limits=", ".join(f"{b:.2f}" for b in found.boundary)),
        ),
        (
            _("People who take part"),
            _("on average {share} of those planned").format(share=f"{found.people:.0%}"),
        ),
    ]
    if truth.effect and found.estimate_if_early is not None:
        text = _("on average {shown} points, where the truth is {truth}").format(
            shown=points(found.estimate_if_early * truth.effect), truth=points(truth.effect)
        )
        facts.append((_("What those stopped early for benefit show"), text))
    return tuple(facts)


def _ends(found: Monitored, trials: int) -> list[tuple[str, int, int, int]]:
    """Each look with the trials that end there: seeming better, seeming worse, and neither."""
    ends = []
    for look, (better, worse) in enumerate(zip(found.better, found.worse, strict=True), start=1):
        last = look == LOOKS
        name = _("Look {n} (the end)").format(n=look) if last else _("Look {n}").format(n=look)
        neither = trials - _count(found.significant, trials) if last else 0
        ends.append((name, _count(better, trials), _count(worse, trials), neither))
    return ends


def _rows(found: Monitored, trials: int) -> Rows:
    head = [
        _("Ended at"),
        _("Treatment called better"),
        _("Treatment called worse"),
        _("No difference called"),
    ]
    return [head, *([name, *map(str, counts)] for name, *counts in _ends(found, trials))]


def _figure(found: Monitored, trials: int) -> dict[str, Any]:
    ends = _ends(found, trials)
    looks = [name for name, *_counts in ends]
    kinds = (
        (_("called better"), BLUE, ""),
        (_("called worse"), ORANGE, "x"),
        (_("no difference called"), GREY, "/"),
    )
    traces = [
        {
            "type": "bar",
            "name": name,
            "x": looks,
            "y": [counts[k + 1] for counts in ends],
            "text": [str(counts[k + 1]) if counts[k + 1] else "" for counts in ends],
            "textposition": "outside",
            "cliponaxis": False,
            "marker": {
                "color": color,
                "pattern": {"shape": shape, "fillmode": "overlay", "fgcolor": "rgba(0,0,0,0.45)", "size": 6},
            },
        }
        for k, (name, color, shape) in enumerate(kinds)
    ]
    return chart(
        _("When {n} trials ended").format(n=trials),
        traces,
        axis(_("Look at the results")),
        axis(_("Trials"), range=[0, 220]),
        barmode="group",
        showlegend=True,
        legend={"orientation": "h", "y": -0.28, "x": 0},
    )
