"""Where metastases in one organ came from: published shares beside those of one referral centre."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import told, whole
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, fixed
from metalearn.figures.panels.outcomes_charts import BLUE, YELLOW, axis, chart, label, worked
from metalearn.models.spread.origins import Origin, against_published
from metalearn.models.wording import amount, inside
from metalearn.words import _

_WRONG = _(
    "Where it can mislead: the two sides count different people, and nothing here makes them agree. A referral centre "
    "sees other people than a whole country does; a registry holds what was found at diagnosis, a laboratory what was "
    "cut out. Neither is a chance for one person."
)


@functools.cache
def groups() -> dict[str, tuple[Origin, ...]]:
    """Return the comparisons, by who was counted for the published shares.

    Example:
        >>> [origin.primary for origin in groups()["SEER liver (Wang)"]]
        ['Lung', 'Colorectal', 'Pancreas']
    """
    found: dict[str, tuple[Origin, ...]] = {}
    for origin in against_published():
        found[origin.published_cohort] = (*found.get(origin.published_cohort, ()), origin)
    return found


def _controls() -> tuple[Control, ...]:
    options = tuple((name, f"{each[0].site}: {name}") for name, each in groups().items())
    return (Control("published", _("Metastases in, and who was counted"), options, "menu"),)


def _scene(published: str) -> Scene:
    origins = groups()[published]
    rows = _rows(origins)
    return Scene(
        headline=_headline(origins),
        rows=rows,
        caption=_("Where they came from, of 100 people with such metastases"),
        figure=_figure(origins),
        notes=(_WRONG,),
        cards=tuple(_cards(origins, rows)),
    )


def _headline(origins: tuple[Origin, ...]) -> str:
    most = max(origins, key=_distance)
    said = _(
        "Of {whom}, {published} had {primary} as their primary in the published count, and {counted}% in {cohort}. The "
        "question is the same; the people who were counted are not."
    )
    if not _distance(most):
        said = _(
            "Of {whom}, {published} had {primary} as their primary in the published counts. The {counted}% in {cohort} "
            "lie inside that range, and so do its other shares: a wide range is easy to agree with."
        )
    return said.format(
        whom=most.denominator,
        published=most.published,
        primary=inside(most.primary),
        counted=amount(most.counted),
        cohort=most.cohort,
    )


def _distance(origin: Origin) -> float:
    """How far our count lies outside of what was published."""
    low, high = _ends(origin)
    return max(low - origin.counted, origin.counted - high, 0.0)


def _ends(origin: Origin) -> tuple[float, float]:
    if origin.percent is not None:
        return origin.percent, origin.percent
    return origin.percent_low or 0.0, origin.percent_high or 0.0


def _rows(origins: tuple[Origin, ...]) -> Rows:
    header = [
        _("Primary"),
        _("Published"),
        _("In {cohort}").format(cohort=origins[0].cohort),
        _("By the intervals of the counts"),
    ]
    to = _("{low} to {high}%")
    return [
        header,
        *(
            [
                each.primary,
                each.published,
                f"{amount(each.counted)}%",
                to.format(low=amount(each.counted_low), high=amount(each.counted_high)),
            ]
            for each in origins
        ),
    ]


def _figure(origins: tuple[Origin, ...]) -> dict[str, Any]:
    places = list(range(len(origins)))
    ends = [_ends(each) for each in origins]
    striped = {"shape": "/", "fillmode": "overlay", "fgcolor": "rgba(0,0,0,0.45)", "size": 7}
    spans = [low < high for low, high in ends]
    published = {
        "type": "bar",
        "orientation": "h",
        "y": [place - 0.18 for place in places],
        "base": [low if span else 0 for (low, _high), span in zip(ends, spans, strict=True)],
        "x": [high - low if span else high for (low, high), span in zip(ends, spans, strict=True)],
        "width": 0.3,
        "text": [each.published for each in origins],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": BLUE},
        "hovertemplate": "%{text}<extra></extra>",
    }
    counted = {
        **published,
        "y": [place + 0.18 for place in places],
        "base": [0] * len(origins),
        "x": [round(each.counted, 1) for each in origins],
        "text": [f"{amount(each.counted)}%" for each in origins],
        "marker": {"color": YELLOW, "pattern": striped},
    }
    return chart(
        _("Two counts of the same question"),
        [published, counted],
        axis(_("Of 100 people with such metastases"), range=[0, 100]),
        axis(
            _("Primary"),
            range=[len(origins) - 0.5, -0.5],
            tickvals=places,
            ticktext=[each.primary.removesuffix(" and renal pelvis") for each in origins],
        ),
        height=140 + 60 * len(origins),
        margin={"l": 12, "r": 16, "t": 64, "b": 48},
        annotations=[
            label(
                _("plain: published; striped: {cohort}").format(cohort=origins[0].cohort),
                0, 1, xref="paper", yref="paper", xanchor="left", yanchor="bottom",
            )
        ],
    )  # fmt: skip


def _cards(origins: tuple[Origin, ...], rows: Rows) -> Iterator[Evidence]:
    held = {row.id: row for row in datasets.site_frequencies()}
    for each in origins:
        yield held[each.row].evidence("percent")
        yield from told(held[each.row], "cohort")
    counts = whole("flows")
    yield counts
    yield worked(
        _("Counted in one centre"),
        [cell for row in rows[1:] for cell in row[2:]],
        _(
            "patients with such metastases who have this primary, of all patients of the table with such metastases"
        ),
        [counts],
    )
    yield worked(_("A share"), ["100"], _("percent, as people of a hundred"))


DESIGN = Design(
    name="origins",
    title=_("Where did the metastases in this organ come from?"),
    intro=_(
        "Choose an organ and a published count. Its shares stand beside those of the one referral centre whose numbers "
        "this course uses."
    ),
    controls=fixed(*_controls()),
    scene=_scene,
    start={"published": "SEER brain origins 2010-2015"},
    tries=(
        Try(_("Liver, in the same country's registry"), {"published": "SEER liver (Wang)"}),
        Try(_("Liver, in laboratories of another country"), {"published": "Netherlands liver samples"}),
        Try(_("Brain, as ranges from several studies"), {"published": "PDQ brain origins"}),
    ),
)
