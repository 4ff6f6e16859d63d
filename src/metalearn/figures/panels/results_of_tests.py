"""What a test result says: a hundred or a thousand people tested, and the chance of disease after each result."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from metalearn import datasets
from metalearn.datasets import Accuracy, Evidence
from metalearn.datasets.cards import told
from metalearn.datasets.numbers import numbers
from metalearn.figures.panels.design import Control, Design, People, Rows, Scene, Try, Value, Values
from metalearn.figures.panels.outcomes_charts import BLUE, GREY, NOT_ADVICE, ORANGE, axis, chart, worked
from metalearn.models.finding import diagnosis
from metalearn.models.finding.diagnosis import DiagnosticTest, Prediction
from metalearn.models.finding.diagnosis_intervals import Uncertain, uncertain
from metalearn.models.finding.two_tests import combine, covariance_bounds
from metalearn.models.wording import percent
from metalearn.words import _, several

OWN = "own"
DRAWS = 500
ROWS = ("DA03", "DA45", "DA43", "DA53", "DA54", "DA59", "DA65")
CHANCES = (1, 10, 25, 50, 80)
SENSITIVITIES = (60, 80, 90)
FALSE_ALARMS = (2, 9, 20)
ONE, ANY, BOTH, SAME = "one", "any", "both", "same"

_SECOND = {
    ONE: _("no second test"),
    ANY: _("positive if either of two is"),
    BOTH: _("positive only if both are"),
    SAME: _("both, and both err in the same people"),
}
_AFTER = _("After a positive result"), _("After a negative result")
_BEFORE = _("Before the test")
_TICKS = _("before"), _("if positive"), _("if negative")
_WRONG = _(
    "Where the model is wrong: how well a test does is taken as fixed. It changes with who is tested (large deposits "
    "are easier to find), with the reader and the machine, and with what was taken as proof. The chance before the "
    "test is invented; for a person it is what doctors know least."
)
_SECOND_WRONG = _(
    "The second test is taken to be as good as the first. Whether two tests err in the same people is hardly ever "
    "published; that they err independently flatters them."
)
_SURE = _("up to 100%, if the published 100% is exact")
_INVENTED = _("The figures of this test are invented.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """People who were tested, and what their results mean.

    Attributes:
        row: The published row, or None for a test of one's own.
        chance: Chance before the test, 0 to 1.
        test: How the test, or the pair of tests, does.
        crowd: Whole people who add up.
        prediction: What the results mean.
        second: Which second test: "one" (none), "any", "both" or "same".
        said: What two tests do, in short sentences; () for one test.
    """

    row: Accuracy | None
    chance: float
    test: DiagnosticTest
    crowd: diagnosis.People
    prediction: Prediction
    second: str
    said: tuple[str, ...]


@functools.cache
def outcome(test: str, chance: int, second: str, sensitivity: int = 0, false_alarms: int = 0) -> Outcome:
    """Test people.

    Args:
        test: A row of the accuracy table, or "own".
        chance: Chance before the test, in percent.
        second: "one", "any", "both" or "same".
        sensitivity: Of a test of one's own, in percent.
        false_alarms: Of those without the disease, how many test positive; in percent.

    Example:
        >>> group = outcome("own", 1, "one", 90, 9).crowd
        >>> group.true_positive, group.positive
        (9, 98)
    """
    row = None if test == OWN else next(row for row in datasets.accuracy() if row.id == test)
    one = DiagnosticTest(sensitivity / 100, 1 - false_alarms / 100) if row is None else diagnosis.of(row)
    before = chance / 100
    both, said = one, tuple[str, ...]()
    if second != ONE:
        pair = combine(one, one, before, "positive" if second == ANY else "negative", **_errors(one, second))
        both, said = pair.test, pair.reasons
    total = 100 if chance >= 10 else 1000  # so that the rarer group can be seen
    return Outcome(
        row,
        before,
        both,
        diagnosis.people(before, both, total),
        diagnosis.predict(before, both),
        second,
        said,
    )


def _errors(test: DiagnosticTest, second: str) -> dict[str, float]:
    """How far the two tests err together: not at all, or as far as can be."""
    if second != SAME:
        return {}
    ill, well = (covariance_bounds(share, share)[1] for share in (test.sensitivity, test.specificity))
    return {"covariance_ill": ill, "covariance_well": well}


@functools.cache
def _uncertain(row: str, chance: float, which: Literal["ppv", "npv"]) -> Uncertain | None:
    found = next(each for each in datasets.accuracy() if each.id == row)
    return (
        uncertain(chance, diagnosis.of(found), which, draws=DRAWS)
        if found.sensitivity_low is not None
        else None
    )


def _controls(values: Values) -> tuple[Control, ...]:
    rows = {row.id: row for row in datasets.accuracy()}
    names = tuple(
        (name, f"{rows[name].organ}: {rows[name].modality} ({rows[name].context})") for name in ROWS
    )
    own = values.get("test", OWN) == OWN
    sliders = (
        Control("sensitivity", _("Of those who have it, it finds"), _percents(SENSITIVITIES), "slider"),
        Control("false_alarms", _("Of those who do not, it alarms"), _percents(FALSE_ALARMS), "slider"),
    )
    return (
        Control("chance", _("Chance before the test"), _percents(CHANCES), "slider"),
        Control("test", _("Test"), ((OWN, _("Your own: set it yourself")), *names), "menu"),
        *(sliders if own else ()),
        Control("second", _("A second test of the same kind"), _seconds(own), "choice"),
    )


def _seconds(own: bool) -> tuple[tuple[Value, str], ...]:
    """What can be asked of a second test; of a published one only whether both must be positive."""
    return tuple((name, text) for name, text in _SECOND.items() if own or name in (ONE, BOTH))


def _percents(values: tuple[int, ...]) -> tuple[tuple[Value, str], ...]:
    return tuple((n, _("{n} of 100").format(n=n)) for n in values)


def _scene(chance: int, test: str, second: str, sensitivity: int = 0, false_alarms: int = 0) -> Scene:
    found = outcome(test, chance, second, sensitivity, false_alarms)
    chances = [_said(span) for span in _spans(found)]
    rows = _rows(found)
    return Scene(
        headline=_headline(found),
        facts=((_BEFORE, percent(found.chance)), *zip(_AFTER, chances, strict=True)),
        text=tuple(_text(found)),
        rows=rows,
        caption=_("Everybody, by what is true and what the test says"),
        figure=_figure(found),
        people=_grid(found.crowd),
        notes=(
            _WRONG,
            *((_SECOND_WRONG,) if second != ONE else ()),
            *((_INVENTED,) if found.row is None else ()),
        ),
        cards=tuple(_cards(found, rows, chances)),
    )


def _headline(found: Outcome) -> str:
    crowd = found.crowd
    said = crowd.reasons[-1]
    if crowd.false_positive > crowd.true_positive:
        why = _(
            "The {well} without it give {alarms} false alarms: a small share of many is more than a large share of few."
        )
    elif crowd.false_positive:
        why = several(
            "The {well} without it give no more than {alarms} false alarm.",
            "The {well} without it give no more than {alarms} false alarms.",
            crowd.false_positive,
        )
    elif crowd.positive:
        why = _(
            "Rounded to whole people, none of the {well} without it tests positive. That does not make a positive "
            "result a proof."
        )
    else:
        why = ""
    missed = _("The test misses {missed} of the {ill} who have it.") if crowd.false_negative else ""
    text = " ".join(filter(None, (said, why, missed)))
    return text.format(
        well=f"{crowd.well:,}",
        alarms=f"{crowd.false_positive:,}",
        missed=crowd.false_negative,
        ill=f"{crowd.ill:,}",
    )


def _spans(found: Outcome) -> tuple[tuple[float, float, float] | None, ...]:
    """The chance after a positive and after a negative result, each with its range; None when nobody has that result.

    The range is what the published accuracy leaves open; without one it is the value itself.
    """
    spans: list[tuple[float, float, float] | None] = []
    for value, which in ((found.prediction.ppv, "ppv"), (found.prediction.fom, "npv")):
        ends = None
        if found.row is not None and found.second == ONE:
            ends = _uncertain(found.row.id, found.chance, "ppv" if which == "ppv" else "npv")
        if value is None or ends is None:
            spans.append(None if value is None else (value, value, value))
        elif which == "ppv":
            spans.append((value, ends.low, ends.high))
        else:  # of a negative result, the chance of disease is one minus its predictive value
            spans.append((value, 1 - ends.high, 1 - ends.low))
    return tuple(spans)


def _said(span: tuple[float, float, float] | None) -> str:
    if span is None:
        return _("nobody has that result")
    value, low, high = map(percent, span)
    if span[0] == 1:  # a rounded 100% is no certainty: only its range can be said
        return _SURE if low == high else _("{low} to {high}").format(low=low, high=high)
    if low == high:
        return value
    return _("{n} ({low} to {high})").format(n=value, low=low, high=high)


def _text(found: Outcome) -> Iterator[str]:
    if found.row is not None:
        row = found.row
        yield _("Published: it finds {sensitivity} of those who have it and clears {specificity} of those who do not "
                "({studies} studies: {design}).").format(
            sensitivity=_published(row.sensitivity, row.sensitivity_low, row.sensitivity_high),
            specificity=_published(row.specificity, row.specificity_low, row.specificity_high),
            studies=row.n_studies,
            design=row.design,
        )  # fmt: skip
    yield from found.said


def _published(value: float | None, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"{value:g}%"
    return _("{n}% ({low} to {high}%)").format(n=f"{value:g}", low=f"{low:g}", high=f"{high:g}")


def _rows(found: Outcome) -> Rows:
    crowd = found.crowd
    counts = (
        (_("have it"), crowd.true_positive, crowd.false_negative, crowd.ill),
        (_("do not have it"), crowd.false_positive, crowd.true_negative, crowd.well),
        (_("everybody"), crowd.positive, crowd.negative, crowd.total),
    )
    header = [_("People who"), _("test positive"), _("test negative"), _("all")]
    return [header, *([name, *(f"{n:,}" for n in cells)] for name, *cells in counts)]


def _grid(crowd: diagnosis.People) -> tuple[People, ...]:
    groups = (
        People(crowd.true_positive, _("have it, and test positive"), "full"),
        People(crowd.false_negative, _("have it, but test negative: missed"), "half"),
        People(crowd.false_positive, _("do not have it, but test positive: a false alarm"), "cross"),
        People(crowd.true_negative, _("do not have it, and test negative"), "dot"),
    )
    return tuple(each for each in groups if each.n)


def _figure(found: Outcome) -> dict[str, Any]:
    before = (found.chance, found.chance, found.chance)
    spans = [before, *(span or (0.0, 0.0, 0.0) for span in _spans(found))]
    places = list(range(len(spans)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [round(100 * value, 1) for value, _low, _high in spans],
        "width": 0.5,
        "text": [percent(found.chance), *(_short(span) for span in spans[1:])],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": _MARKER,
        "hovertemplate": "%{x}<extra></extra>",
    }
    ranges = [_range(place, low, high) for place, (_value, low, high) in enumerate(spans) if low < high]
    return chart(
        _("Chance of having it, and its range") if ranges else _("Chance of having it"),
        [bars, *ranges],
        axis(_("People who have it, of 100"), range=[0, 135], tickvals=[0, 20, 40, 60, 80, 100]),
        axis(_("When"), range=[2.6, -0.5], tickvals=places, ticktext=list(_TICKS)),
        height=240,
    )


def _short(span: tuple[float, float, float]) -> str:
    value, low, _high = span
    if value < 1:
        return percent(value)
    return _("up to {n}").format(n="100%") if low == 1 else _said(span)


def _range(place: int, low: float, high: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "y": [place + 0.38] * 2,
        "x": [round(100 * low, 1), round(100 * high, 1)],
        "line": {"color": _MARKER["color"][place], "width": 4},
        "hovertemplate": "%{x}<extra></extra>",
    }


_MARKER: dict[str, Any] = {
    "color": [GREY, ORANGE, BLUE],
    "pattern": {"shape": ["", "", "/"], "fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.7)", "size": 7},
}


def _cards(found: Outcome, rows: Rows, chances: list[str]) -> Iterator[Evidence]:
    inputs = []
    if found.row is not None:
        inputs = [found.row.evidence("sensitivity"), found.row.evidence("specificity")]
        yield from inputs
        yield found.row.evidence("n_studies")
        yield from told(found.row, "design", "modality", "context")
    yield worked(
        _("Whole people"),
        [*(cell for row in rows[1:] for cell in row[1:]), percent(found.chance)],
        _(
            "the chance before the test times everybody; then what the test does in those with it and those without"
        ),
    )
    yield worked(
        _("Chance after the test"),
        chances,
        _("Bayes' rule, and where the accuracy has a range, draws from it"),
    )
    if found.said:
        figures = [number.text for text in found.said for number in numbers(text)]
        yield worked(_("Two tests"), figures, _("the chances that both are right, and that both err"))


DESIGN = Design(
    name="test-results",
    title=_("What does a positive test mean?"),
    intro=_(
        "Set how likely the disease is before the test, then how good the test is. See who tests positive, and how "
        "many of them have it."
    ),
    controls=_controls,
    scene=_scene,
    start={"chance": 1, "test": OWN, "sensitivity": 90, "false_alarms": 9, "second": ONE},
    tries=(
        Try(_("The same test where half of the people have it"), {"chance": 50, "test": OWN}),
        Try(_("A second test, and both must be positive"), {"chance": 1, "test": OWN, "second": BOTH}),
        Try(
            _("A published test: PET for metastases in the brain"),
            {"chance": 25, "test": "DA54", "second": ONE},
        ),
    ),
    stamp=NOT_ADVICE,
)
