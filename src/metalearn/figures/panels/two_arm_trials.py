"""Two-arm trials as a panel: two hundred trials of one truth, how widely they scatter, and the real ones."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.figures.panels import outcomes_looks as looks
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, fixed
from metalearn.figures.panels.outcomes_charts import (
    BLUE,
    NOT_ADVICE,
    ORANGE,
    axis,
    chart,
    label,
    points,
    worked,
)
from metalearn.models.outcomes import real_trials, trials
from metalearn.models.outcomes.trials import Misled, Resampled
from metalearn.words import _, several

TRIALS = 200
SEED = 7
CONTROL_ALIVE = 0.2
SIZES = {
    48: (24, 24),
    99: (33, 66),
    198: (99, 99),
    402: (201, 201),
    1002: (501, 501),
}  # multiples of three looks
BENEFITS = (-5, 0, 5, 10, 15, 25)
_BIN = 5  # percentage points a bar

_WRONG = _(
    "Where the model is wrong: everybody is followed to the end, and people in an arm share one chance. Real trials "
    "compare whole curves. How many are alive without the treatment ({alive} of 100) is made up."
)
_NO_PLACE = _(
    "NRG-BR002 has no mark on the chart: the tables hold no shares of people alive after five years for it. Two "
    "trials can also differ because they asked about different people and different medicines."
)


@functools.cache
def resampled(benefit: int, people: int) -> Resampled:
    """Return the two hundred trials of one truth and one size."""
    return trials.resample(looks.design(CONTROL_ALIVE, benefit, SIZES[people]), TRIALS, seed=SEED)


def sabr_comet() -> real_trials.Published:
    """Return what SABR-COMET showed after five years."""
    return real_trials.result("SABR-COMET", "5-year overall survival")


def _benefit_text(benefit: int) -> str:
    if not benefit:
        return _("none: the treatment changes nothing")
    said = _("{n} more of 100 people alive after 5 years") if benefit > 0 else _("{n} fewer of 100 (harm)")
    return said.format(n=abs(benefit))


_CONTROLS = (
    Control("benefit", _("True benefit"), tuple((b, _benefit_text(b)) for b in BENEFITS), "slider"),
    Control(
        "people",
        _("People in each trial"),
        tuple((n, _("{n} ({a} and {b})").format(n=f"{n:,}", a=a, b=b)) for n, (a, b) in SIZES.items()),
        "slider",
        _("In the control arm, and in the arm with the treatment."),
    ),
    Control("look", _("When somebody looks at the results"), looks.OPTIONS, "choice"),
)


def _scene(benefit: int, people: int, look: str) -> Scene:
    cards = (_frame(),)
    if look != looks.ONCE:
        truth = looks.design(CONTROL_ALIVE, benefit, SIZES[people])
        return looks.scene(truth, look, TRIALS, SEED, cards, (_wrong(), looks.WRONG))
    found = resampled(benefit, people)
    rows = _rows(found)
    return Scene(
        headline=_headline(found, benefit, people),
        facts=_facts(found),
        rows=rows,
        caption=_("What the {n} trials showed").format(n=TRIALS),
        figure=_figure(found, benefit),
        notes=(_wrong(), _NO_PLACE),
        cards=(*cards, *_cards(found, rows)),
    )


def _wrong() -> str:
    return _WRONG.format(alive=round(100 * CONTROL_ALIVE))


def _count(share: float) -> int:
    return round(share * TRIALS)


def _headline(found: Resampled, benefit: int, people: int) -> str:
    low, high = (each[0] for each in (found.differences[0], found.differences[-1]))
    first = _(
        "{trials} trials of {people} people, one truth: they show anything from {low} to {high} points."
    ).format(trials=TRIALS, people=f"{people:,}", low=points(low), high=points(high))
    misled = found.misled
    if not benefit:
        more = _("The treatment changes nothing, and {n} of them are called significant all the same.")
        return f"{first} {more.format(n=_count(misled.false_alarm))}"
    wrong, missed = _count(misled.wrong_way), _count(misled.missed)
    away = several("{n} points the wrong way", "{n} point the wrong way", wrong).format(n=wrong)
    miss = several("{n} misses the true difference", "{n} miss the true difference", missed).format(n=missed)
    more = _("{wrong}, and {missed}: not significant.").format(
        wrong=away if wrong else _("None points the wrong way"),
        missed=miss if missed else _("none misses the true difference"),
    )
    return f"{first} {more}"


def _facts(found: Resampled) -> tuple[tuple[str, str], ...]:
    of = _("{n} of {of}")
    misled = found.misled
    low, high = found.middle()
    facts = [
        (_("Called significant"), of.format(n=_count(misled.significant), of=TRIALS)),
        (
            _("The middle 95% of the trials"),
            _("from {low} to {high} points").format(low=points(low), high=points(high)),
        ),
    ]
    if misled.exaggeration is not None:
        facts.append((_("What the significant ones show"), _exaggeration(misled)))
    return (*facts, (_("SABR-COMET on this picture"), _place(found)), (_("NRG-BR002"), _nrg_text()))


def _exaggeration(misled: Misled) -> str:
    return _("on average {times} times the true difference").format(times=f"{misled.exaggeration:.2g}")


def _place(found: Resampled) -> str:
    sabr = sabr_comet()
    # The two shares of people alive stand in the evidence card, which a reader opens.
    return _("{points} points with {n} people; {k} of these {of} trials showed less").format(
        points=points(sabr.difference),
        n=sabr.n_control + sabr.n_treated,
        k=int(found.place(sabr.difference) * TRIALS),
        of=TRIALS,
    )


def _nrg_text() -> str:
    """Say in plain words what the note of the table says of the trial that has no mark on the chart."""
    return _(
        "{n} people with breast cancer: the treated places were held better, new deposits came elsewhere as often, "
        "and neither survival nor the time without growth was longer"
    ).format(n=re.findall(r"n=(\d+)", _nrg().cautions)[0])


def _nrg() -> datasets.TreatmentOption:
    return next(row for row in datasets.treatment_options() if "NRG-BR002" in row.cautions)


def _bins(found: Resampled) -> dict[int, tuple[int, int]]:
    """How many trials showed about so many points: those that do not point the wrong way, and those that do."""
    bins: dict[int, tuple[int, int]] = {}
    for difference, n in found.differences:
        at = _BIN * round(100 * difference / _BIN)
        wrong = difference * found.design.effect < 0
        right, against = bins.get(at, (0, 0))
        bins[at] = (right, against + n) if wrong else (right + n, against)
    return bins


def _rows(found: Resampled) -> Rows:
    head = [_("About so many points"), _("Trials"), _("Of these, the wrong way")]
    bins = sorted(_bins(found).items())
    return [head, *([points(at / 100), str(right + wrong), str(wrong)] for at, (right, wrong) in bins)]


def _figure(found: Resampled, benefit: int) -> Mapping[str, Any]:
    bins = sorted(_bins(found).items())
    top = max(right + wrong for _at, (right, wrong) in bins)
    traces = [
        _bars(_("not the wrong way"), BLUE, "", {at: right for at, (right, _w) in bins}),
        _bars(_("the wrong way"), ORANGE, "x", {at: wrong for at, (_r, wrong) in bins if wrong}),
    ]
    sabr = 100 * sabr_comet().difference
    lines = [_line(benefit, "solid"), _line(sabr, "dash")]
    height = 1.32 * top
    notes = [
        label(_("truth"), benefit, height, xanchor="right" if benefit < sabr else "left", xshift=-4),
        label("SABR-COMET", round(sabr, 1), height, xanchor="left", xshift=4),
    ]
    return chart(
        _("What {n} trials show").format(n=TRIALS),
        traces,
        axis(_("Benefit shown, in percentage points"), range=[-50, 72]),
        axis(_("Trials"), range=[0, 1.4 * top]),
        barmode="stack",
        showlegend=bool(found.misled.wrong_way),
        legend={"orientation": "h", "y": -0.28, "x": 0},
        shapes=lines,
        annotations=notes,
    )


def _bars(name: str, color: str, pattern: str, bins: Mapping[int, int]) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": list(bins),
        "y": list(bins.values()),
        "width": 0.92 * _BIN,
        "marker": {
            "color": color,
            "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "rgba(0,0,0,0.45)", "size": 6},
        },
        "hovertemplate": "%{x}: %{y}<extra></extra>",
    }


def _line(at: float, dash: str) -> dict[str, Any]:
    line = {"width": 2.5, "dash": dash}  # no colour: the page's ink can be seen on bars by day and by night
    return {
        "type": "line",
        "x0": round(at, 1),
        "x1": round(at, 1),
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": line,
    }


def _frame() -> Evidence:
    said = [
        _("{n} trials").format(n=TRIALS),
        _("{n} of 100 people alive without the treatment").format(n=round(100 * CONTROL_ALIVE)),
        _("after {n} years").format(n=5),
        _("called significant below a p-value of {alpha}").format(alpha=trials.ALPHA),
        _("the middle {share}").format(share="95%"),
    ]
    how = _("chosen for the exercise, and no measurement")
    return worked(_("How the exercise is set up"), said, how, named=True)


def _cards(found: Resampled, rows: Rows) -> tuple[Evidence, ...]:
    sabr = [row for row in datasets.trials() if row.trial == "SABR-COMET" and row.at_months == 60]
    arms = [row for row in sabr if row.outcome == sabr_comet().outcome]
    real = [each for row in arms for each in (row.evidence("value"), row.evidence("n_arm"))]
    told = [
        _headline(found, round(100 * found.design.effect), found.design.n_control + found.design.n_treated)
    ]
    told += [text for name, text in _facts(found)[:-2]]
    told += [cell for row in rows[1:] for cell in row]
    how = _(
        "for each trial, people alive in each arm are drawn at random from the true shares, with a fixed seed; then "
        "they are counted"
    )
    return (
        worked(_("The simulated trials"), told, how),
        *real,
        worked(
            _("SABR-COMET on this picture"),
            [_place(found)],
            _("both arms subtracted, and set among the trials"),
            real,
        ),
        _nrg().evidence("cautions"),
    )


DESIGN = Design(
    name="two-arm-trials",
    title=_("Two hundred trials of one treatment"),
    intro=_(
        "Say how much a treatment truly helps and how many people are in a trial. The same trial is then run {n} "
        "times, and only chance differs."
    ).format(n=TRIALS),
    controls=fixed(*_CONTROLS),
    scene=_scene,
    start={"benefit": 10, "people": 99, "look": looks.ONCE},
    tries=(
        Try(_("A treatment that does nothing"), {"benefit": 0, "people": 99, "look": looks.ONCE}),
        Try(_("The same benefit in far larger trials"), {"benefit": 10, "people": 1002, "look": looks.ONCE}),
        Try(
            _("Nothing to find, and somebody looks early"), {"benefit": 0, "people": 99, "look": looks.OFTEN}
        ),
    ),
    stamp=NOT_ADVICE,
)
