"""The unknown-primary detective: the organs in which metastases were found move the chance of each primary."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from metalearn.datasets import Evidence
from metalearn.datasets.cards import whole
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, Value, fixed
from metalearn.figures.panels.outcomes_charts import BLUE, GREY, YELLOW, axis, chart, worked
from metalearn.models.spread.in_words import organ_in_text
from metalearn.models.spread.unknown_primary import Candidate, Posterior, Prior, posterior
from metalearn.models.wording import inside, listed, percent
from metalearn.words import _

# Control -> organ of the flows, in the order of how often these metastases are asked about.
ORGANS = {
    "liver": "Liver",
    "lung": "Lung",
    "bone": "Bone",
    "brain": "Brain/CNS",
    "nodes": "Distant lymph nodes",
    "peritoneum": "Peritoneum/abdomen",
    "pleura": "Pleura",
    "adrenal": "Adrenal",
    "skin": "Skin",
}
COHORT, EQUAL, WOMAN, MAN = "cohort", "equal", "woman", "man"
# Primaries that a woman or a man cannot have; and breast cancer, which is rare in men and not counted for them alone.
WITHOUT = {WOMAN: ("Prostate",), MAN: ("Ovary", "Endometrium", "Breast")}
SHOWN = 5
_MOST_TICKED = 3
_EDGE = 115

_STARTS = {
    COHORT: _("As common as in this cohort"),
    WOMAN: _("The same, for a woman"),
    MAN: _("The same, for a man"),
    EQUAL: _("All equally likely"),
}
_OTHERS = _("all {n} others together")
_WRONG = (
    _(
        "Where the model is wrong: it takes the organs as independent within each cancer, which they are not, and "
        "knows nothing but organs: no age, no blood test, and above all no tissue. Doctors name a primary from tissue."
    ),
    _(
        "The counts are those of one referral centre, of people whose primary was known. People whose primary cannot "
        "be found differ from them, and a cancer that is not in the table does not exist for this model."
    ),
)
_SEX = {
    WOMAN: _("For a woman, prostate cancer is left out."),
    MAN: _(
        "For a man, cancers of ovary and endometrium are left out; so is breast cancer, which is rare in men and not "
        "counted for them alone."
    ),
}


@functools.cache
def found(start: str, clear: bool, involved: tuple[str, ...]) -> Posterior:
    """Return the chance of each primary.

    Args:
        start: The chances to begin with: "cohort", "equal", "woman" or "man".
        clear: Whether every other organ was looked at and is clear.
        involved: Organs with metastases.

    Example:
        >>> found("cohort", False, ("Brain/CNS",)).candidates[0].primary
        'Lung (non-small cell)'
        >>> found("equal", False, ("Brain/CNS",)).candidates[0].primary
        'Lung (small cell)'
    """
    others = [organ for organ in ORGANS.values() if organ not in involved] if clear else []
    prior: Prior = start
    if start in WITHOUT:
        base = found(COHORT, False, ()).candidates
        prior = {each.primary: each.prior for each in base if each.primary not in WITHOUT[start]}
    return posterior(involved, others, prior=prior)


def _controls() -> tuple[Control, ...]:
    off_on = ((False, _("not found")), (True, _("metastases found")))
    return (
        *(Control(name, organ, off_on, "check") for name, organ in ORGANS.items()),
        Control(
            "clear",
            _("The other organs are clear"),
            ((False, _("no")), (True, _("yes"))),
            "check",
        ),
        Control("start", _("Before the organs are known"), tuple(_STARTS.items()), "choice"),
    )


def _shipped() -> Iterator[dict[str, Value]]:
    """A few organs: more from the cohort's chances than from the others. A kernel works out the rest."""
    for start in _STARTS:
        for clear in (False, True):
            most = _MOST_TICKED if start == COHORT and not clear else 1
            for n in range(most + 1):
                for ticked in itertools.combinations(ORGANS, n):
                    yield {**{name: name in ticked for name in ORGANS}, "clear": clear, "start": start}


def _scene(clear: bool, start: str, **organs: bool) -> Scene:
    involved = tuple(organ for name, organ in ORGANS.items() if organs[name])
    result = found(start, clear, involved)
    rows = _rows(result)
    return Scene(
        headline=_headline(result),
        facts=tuple(_facts(result)),
        text=(_SEX[start],) if start in _SEX else (),
        rows=rows,
        caption=_("Chance of each primary, by this model"),
        figure=_figure(result),
        notes=_WRONG,
        cards=tuple(_cards(result, rows)),
    )


def _headline(result: Posterior) -> str:
    first, second, *_rest = result.candidates
    if not (result.involved or result.clear):
        return _("No organ is named yet: this is where the chances begin. Tick where metastases were found.")
    known = []
    if result.involved:
        organs = listed([organ_in_text(organ) for organ in result.involved])
        known.append(_("metastases in {organs}").format(organs=organs))
    if result.clear:
        known.append(_("none in any other organ") if result.involved else _("none in any of these organs"))
    said = _(
        "With {findings}, this model puts {first} first ({share}) and {second} next ({next}). In {rest} of 100 such "
        "people it would have begun elsewhere than in the first: a list of organs does not name a primary."
    )
    if _level(result):
        said = _(
            "With {findings}, this model puts {first} and {second} first, level with each other ({share} each). In "
            "{rest} of 100 such people it would have begun in neither: a list of organs does not name a primary."
        )
    return said.format(
        findings=_("{one}, and {other}").format(one=known[0], other=known[1]) if known[1:] else known[0],
        first=inside(first.primary),
        share=percent(first.posterior),
        second=inside(second.primary),
        next=percent(second.posterior),
        rest=_elsewhere(result),
    )


def _level(result: Posterior) -> bool:
    """Whether the first two are printed with the same chance: to call one of them the first would say too much."""
    first, second, *_others = result.candidates
    return percent(first.posterior) == percent(second.posterior)


def _elsewhere(result: Posterior) -> str:
    """How many of a hundred would have begun elsewhere than in the first, or than in the first two where level."""
    named = result.candidates[: 2 if _level(result) else 1]
    return _of_hundred(1 - sum(each.posterior for each in named))


def _of_hundred(share: float) -> str:
    return f"{100 * share:.0f}"


def _facts(result: Posterior) -> Iterator[tuple[str, str]]:
    first = result.candidates[0]
    if result.involved or result.clear:
        yield (
            _("What the organs did to the first"),
            _("from {before} to {after}").format(before=percent(first.prior), after=percent(first.posterior)),
        )
    three = [each.primary for each in result.candidates[:3]]
    yield _("The first three together"), percent(result.chance(*three))


def _rows(result: Posterior) -> Rows:
    shown, rest = result.candidates[:SHOWN], result.candidates[SHOWN:]
    header = [_("Primary"), _("Before"), _("With these findings"), _("By the intervals of the counts")]
    sums = [sum(each.prior for each in rest), sum(each.posterior for each in rest)]
    return [
        header,
        *([each.primary, percent(each.prior), percent(each.posterior), _span(each)] for each in shown),
        [_OTHERS.format(n=len(rest)), *map(percent, sums), "-"],
    ]


def _span(each: Candidate) -> str:
    low, high = percent(each.low), percent(each.high)
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def _figure(result: Posterior) -> dict[str, Any]:
    shown, rest = result.candidates[:SHOWN], result.candidates[SHOWN:]
    names = [*(each.primary for each in shown), _OTHERS.format(n=len(rest))]
    before = [*(each.prior for each in shown), sum(each.prior for each in rest)]
    after = [*(each.posterior for each in shown), sum(each.posterior for each in rest)]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": [round(100 * share, 1) for share in after],
        "marker": _MARKER,
        "hovertemplate": "%{y}: %{x}<extra></extra>",
    }
    marks = {
        "type": "scatter",
        "mode": "markers",
        "y": names,
        "x": [round(100 * share, 1) for share in before],
        "marker": {
            "color": YELLOW,
            "symbol": "diamond",
            "size": 10,
            "line": {"color": "#222222", "width": 1},
        },
        "hovertemplate": "%{x}<extra></extra>",
    }
    labels = {
        "type": "scatter",
        "mode": "text",
        "y": names,
        "x": [_EDGE] * len(names),  # one column, clear of bars and diamonds
        "text": [percent(share) for share in after],
        "textposition": "middle left",
        "hoverinfo": "skip",
    }
    return chart(
        _("Bars: with these findings; diamonds: before"),
        [bars, marks, labels],
        axis(
            _("People of 100, by this model"),
            range=[0, _EDGE],
            tickvals=[0, 20, 40, 60, 80, 100],
        ),
        axis(_("Primary"), autorange="reversed"),
        height=340,
    )


_MARKER = {
    "color": [*[BLUE] * SHOWN, GREY],
    "pattern": {
        "shape": [*[""] * SHOWN, "/"],
        "fillmode": "overlay",
        "fgcolor": "rgba(255,255,255,0.7)",
        "size": 7,
    },
}


def _cards(result: Posterior, rows: Rows) -> Iterator[Evidence]:
    inputs = [whole("flows"), whole("primaries"), whole("cancer_types")]
    yield from inputs
    three = result.chance(*(each.primary for each in result.candidates[:3]))
    yield worked(
        _("Chance of each primary"),
        [
            *(cell for row in rows[1:] for cell in row[1:]),
            rows[-1][0],
            _elsewhere(result),
            "100",
            percent(three),
        ],
        _(
            "how common each cancer is in the cohort, times how often it reaches just these organs (Bayes' rule)"
        ),
        inputs,
    )


DESIGN = Design(
    name="unknown-primary",
    title=_("Where did it begin? Each organ moves the chances"),
    intro=_(
        "Tick the organs in which metastases were found. The bars show how the chance of each primary moves, in the "
        "counts of one hospital."
    ),
    controls=fixed(*_controls()),
    scene=_scene,
    start={**dict.fromkeys(ORGANS, False), "liver": True, "clear": False, "start": COHORT},
    tries=(
        Try(
            _("Brain only"), {**dict.fromkeys(ORGANS, False), "brain": True, "clear": False, "start": COHORT}
        ),
        Try(
            _("Brain only, all primaries equally likely before"),
            {**dict.fromkeys(ORGANS, False), "brain": True, "clear": False, "start": EQUAL},
        ),
        Try(
            _("Bone in a man, nothing elsewhere"),
            {**dict.fromkeys(ORGANS, False), "bone": True, "clear": True, "start": MAN},
        ),
    ),
    stamp=_("A model of one hospital's counts, not a diagnosis"),
    shipped=_shipped,
)
