"""One question in several cohorts as a panel: every answer with its denominator, and why no two may be pooled."""

from __future__ import annotations

import functools
from itertools import combinations
from string import ascii_uppercase
from typing import Any, get_args

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.errors import UnknownNameError
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, Value, Values
from metalearn.figures.panels.outcomes_charts import (
    BLUE,
    GREEN,
    ORANGE,
    PINK,
    YELLOW,
    axis,
    chart,
    label,
    worked,
)
from metalearn.models.spread.cohort_sums import pool, why_apart
from metalearn.models.spread.cohorts import Direction, Entry, SideBySide, side_by_side
from metalearn.models.spread.denominators import KINDS
from metalearn.words import _, several

FORWARD, BACKWARD = get_args(Direction)
NONE = ""
# Questions that at least so many cohorts answer; fewer would leave nothing to set side by side.
_FEWEST = {FORWARD: 3, BACKWARD: 2}

_DIRECTIONS: tuple[tuple[Value, str], ...] = (
    (FORWARD, _("How often does a cancer spread to an organ?")),
    (BACKWARD, _("Of the metastases in an organ, how many came from one chosen cancer?")),
)
_WIDE, _SPREAD, _SAMPLES, _DEAD, _BACK = (
    _("of everybody with the cancer"),
    _("of those with metastases"),
    _("of sequenced samples"),
    _("of autopsies"),
    _("of metastases, backwards"),
)
# Kind of denominator -> what the legend calls it; all others count people who have metastases.
_FAMILIES = {
    **dict.fromkeys(("all_cases", "cases_of_that_cancer", "patients_of_one_centre"), _WIDE),
    "sequenced_metastases": _SAMPLES,
    **dict.fromkeys((kind for kind in KINDS if kind.startswith("autopsies")), _DEAD),
    **dict.fromkeys(("patients_with_metastasis_at_site", "metastases_at_site", "all_metastases"), _BACK),
}
_LOOKS = {
    _WIDE: (BLUE, "circle"),
    _SPREAD: (ORANGE, "square"),
    _SAMPLES: (PINK, "diamond"),
    _DEAD: (GREEN, "triangle-up"),
    _BACK: (YELLOW, "triangle-down"),
}
_CHANCE = _(
    "A line is a 95% sampling interval: how far chance alone would move the share. It says nothing of who was "
    "missed, misread or chosen. A hollow mark has none, because its source gives no count."
)
_NOT_ODDS = _("None of these shares is the chance of one person: each describes the people who were counted.")


@functools.cache
def questions(direction: str) -> dict[str, tuple[str, ...]]:
    """Return the cancers with the organs for which enough cohorts have an answer."""
    rows: dict[tuple[str, str], set[str]] = {}
    for row in datasets.site_frequencies():
        rows.setdefault((row.primary, row.site.removesuffix(" only")), set())
    found: dict[str, list[str]] = {}
    for primary, site in rows:
        answers = _asked(primary, site, direction)
        if answers and len({each.cohort for each in answers}) >= _FEWEST[direction]:
            found.setdefault(primary, []).append(site)
    return {primary: tuple(sorted(sites)) for primary, sites in sorted(found.items())}


@functools.cache
def _asked(primary: str, site: str, direction: str) -> SideBySide | None:
    try:
        return side_by_side(primary, site, direction=BACKWARD if direction == BACKWARD else FORWARD)
    except UnknownNameError:
        return None


def _controls(values: Values) -> tuple[Control, ...]:
    direction = str(values.get("direction", FORWARD))
    there = questions(direction)
    primary = str(values.get("primary", next(iter(there))))
    sites = there.get(primary, ())
    site = str(values.get("site", sites[0] if sites else ""))
    answers = _asked(primary, site, direction)
    return (
        Control("direction", _("Question"), _DIRECTIONS, "choice"),
        Control("primary", _("Cancer"), tuple((each, each) for each in there), "menu"),
        Control("site", _("Organ"), tuple((each, each) for each in sites), "menu"),
        Control("two", _("Put two answers together"), _pairs(answers), "menu"),
    )


def _pairs(answers: SideBySide | None) -> tuple[tuple[Value, str], ...]:
    places = range(len(answers) if answers else 0)
    two = _("{one} and {other}")
    pairs = ((ascii_uppercase[i], ascii_uppercase[j]) for i, j in combinations(places, 2))
    return ((NONE, _("leave them apart")), *((a + b, two.format(one=a, other=b)) for a, b in pairs))


def _scene(direction: str, primary: str, site: str, two: str) -> Scene:
    answers = _asked(primary, site, direction)
    assert answers is not None  # the controls offer only questions that have answers
    rows = _rows(answers)
    pooled, reason = _together(answers, two)
    facts = (
        ((_("As one number"), pooled or _("Not possible. {reason}").format(reason=reason)),) if two else ()
    )
    return Scene(
        headline=_headline(answers),
        facts=facts,
        rows=rows,
        caption=_("The answers, cohort by cohort"),
        figure=_figure(answers, two),
        notes=(_CHANCE, _NOT_ODDS),
        cards=_cards(answers, rows, pooled),
    )


def _headline(answers: SideBySide) -> str:
    kinds = len({each.denominator_kind for each in answers})
    low, high = _ends(answers)
    said = several("{n} answer", "{n} answers", len(answers)).format(n=len(answers))
    what = several("{n} kind of denominator", "{n} kinds of denominator", kinds).format(n=kinds)
    return _("{question} {answers}, from {low}% to {high}%, with {kinds}.").format(
        question=answers.question, answers=said, low=f"{low:.3g}", high=f"{high:.3g}", kinds=what
    )


def _ends(answers: SideBySide) -> tuple[float, float]:
    shares = [each.percent for each in answers if each.percent is not None]
    for each in answers:
        if each.percent is None and each.reading:
            shares += [each.reading.low, each.reading.high]
    return min(shares), max(shares)


def _together(answers: SideBySide, two: str) -> tuple[str, str]:
    """Two answers as one number, or why they cannot be; one of the two is empty."""
    if not two:
        return "", ""
    pair = [answers.entries[ascii_uppercase.index(letter)] for letter in two]
    reason = why_apart(pair)
    return ("" if reason else str(pool(pair))), reason


def _rows(answers: SideBySide) -> Rows:
    head, *body = answers.table()
    head = [_("Row"), head[0], head[1], _("Chance alone, 95%"), *head[2:]]
    letters = ascii_uppercase[: len(body)]
    return [
        head,
        *(
            [letter, row[0], row[1], _span(entry), *row[2:]]
            for letter, entry, row in zip(letters, answers, body, strict=True)
        ),
    ]


def _span(entry: Entry) -> str:
    span = entry.sampling
    return _("{low}% to {high}%").format(low=f"{span.low:.3g}", high=f"{span.high:.3g}") if span else "-"


def _family(entry: Entry) -> str:
    return _FAMILIES.get(entry.denominator_kind, _SPREAD)


def _figure(answers: SideBySide, two: str) -> dict[str, Any]:
    families: dict[str, list[tuple[int, Entry]]] = {}
    for place, entry in enumerate(answers):
        families.setdefault(_family(entry), []).append((place, entry))
    n = len(answers)
    notes = [
        label(
            f"<b>{ascii_uppercase[place]}</b> {entry.cohort}: {entry.share.partition(' (')[0]}",
            0,
            place - 0.16,
            xref="paper",
            xanchor="left",
            yanchor="bottom",
            align="left",
        )
        for place, entry in enumerate(answers)
    ]
    return chart(
        f"{answers.primary} → {answers.site}",
        [trace for name, places in families.items() for trace in _traces(name, places, two)],
        axis(_("Share, in percent"), range=[0, 100]),
        axis(_("Answers"), range=[n - 0.5, -0.75], showticklabels=False, showgrid=False),
        height=130 + 46 * n,
        showlegend=True,
        legend={"orientation": "h", "y": -0.22, "x": 0},
        annotations=notes,
    )


def _traces(name: str, places: list[tuple[int, Entry]], two: str) -> list[dict[str, Any]]:
    """The marks of one kind of whole: filled where there is an interval, hollow where there is none."""
    kinds = (
        [each for each in places if _has_line(each[1])],
        [each for each in places if not _has_line(each[1])],
    )
    traces = [_marks(name, kind, two) for kind in kinds if kind]
    return [{**trace, "showlegend": i == 0} for i, trace in enumerate(traces)]


def _has_line(entry: Entry) -> bool:
    return entry.sampling is not None or entry.percent is None


def _marks(name: str, places: list[tuple[int, Entry]], two: str) -> dict[str, Any]:
    color, symbol = _LOOKS[name]
    spans = [_interval(entry) for _place, entry in places]
    filled = places[0][1].sampling is not None
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [round(middle, 1) for _low, middle, _high in spans],
        "y": [place for place, _entry in places],
        "marker": {
            "color": color,
            "opacity": 1,
            "size": [14 if ascii_uppercase[place] in two else 10 for place, _entry in places],
            "symbol": symbol if filled else f"{symbol}-open",
            "line": {"color": color, "width": 1 if filled else 2},
        },
        "hovertemplate": "%{x}%<extra>%{fullData.name}</extra>",
    }
    if _has_line(places[0][1]):
        more = [round(high - middle, 1) for _low, middle, high in spans]
        less = [round(middle - low, 1) for low, middle, _high in spans]
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": more,
            "arrayminus": less,
            "color": color,
        }
    return trace


def _interval(entry: Entry) -> tuple[float, float, float]:
    """Where an answer begins, stands and ends: a range without a middle stands at its middle."""
    if entry.percent is None and entry.reading:
        return entry.reading.low, (entry.reading.low + entry.reading.high) / 2, entry.reading.high
    middle = entry.percent or 0.0
    span = entry.sampling
    return (span.low, middle, span.high) if span else (middle, middle, middle)


def _cards(answers: SideBySide, rows: Rows, pooled: str) -> tuple[Evidence, ...]:
    inputs = [each.evidence for each in answers]
    kinds = {each.denominator_kind for each in answers}
    told = [f"{len(answers)}; {len(kinds)}", *(cell for row in rows[1:] for cell in row[1:5])]
    how = _(
        "each answer as its table gives it; where a whole is smaller than the table's own, the share is worked out; "
        "the sampling interval is Wilson's; answers and kinds of denominator are counted"
    )
    more = [worked(_("Together"), [pooled], _("the parts added, the wholes added"), inputs)] if pooled else []
    frame = worked(_("Sampling intervals"), ["95%"], _("the usual level, chosen by convention"))
    return (*inputs, worked(_("The answers"), told, how, inputs), *more, frame)


DESIGN = Design(
    name="cohorts",
    title=_("One question, several cohorts"),
    intro=_(
        "How often a cancer spreads to an organ depends on whom you count. Choose a question, compare the answers, "
        "and try to make one number of two of them."
    ),
    controls=_controls,
    scene=_scene,
    start={"direction": FORWARD, "primary": "Colorectal", "site": "Liver", "two": NONE},
    tries=(
        Try(
            _("A registry and a hospital as one number"),
            {"direction": FORWARD, "primary": "Colorectal", "site": "Liver", "two": "AC"},
        ),
        Try(
            _("Two reports from one registry"),
            {"direction": FORWARD, "primary": "Breast", "site": "Bone", "two": "AB"},
        ),
        Try(
            _("The question turned round"),
            {"direction": BACKWARD, "primary": "Lung", "site": "Brain/CNS", "two": NONE},
        ),
    ),
)
