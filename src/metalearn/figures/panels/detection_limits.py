"""Detection limits: what a deposit of some size holds, and which published test would see a ball of that size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from metalearn import datasets
from metalearn.datasets import Accuracy, Evidence
from metalearn.datasets.cards import told
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, fixed
from metalearn.figures.panels.journey_cards import cited
from metalearn.figures.panels.outcomes_charts import BLUE, GREY, ORANGE, SKY, axis, chart, label, worked
from metalearn.models.journey.detection import Limit, limits
from metalearn.models.journey.growth import (
    CELLS_PER_CM3,
    CELLS_PER_CM3_LOW,
    cells_in,
    doublings,
    volume_ml,
)
from metalearn.models.wording import amount, rough
from metalearn.words import _

SIZES_MM = (0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 6, 7, 10, 13, 16, 20)
TERMS = ("isolated tumour cells", "micrometastasis")
# The words of the glossary for breast cancer, as sizes.
_ISOLATED_MM, _MICRO_MM = 0.2, 2
_MISSED = "DA57"  # operations in which CT had missed a metastasis in the lung

SEEN, SOME, UNSEEN = "seen", "some", "unseen"
_VERDICTS = {
    SEEN: _("sees it"),
    SOME: _("some systems see it"),
    UNSEEN: _("does not see it"),
}
_IN_SHORT = {SEEN: _("sees it"), SOME: _("some see it"), UNSEEN: _("does not see it")}
# Row of cascade_quantities -> what stands beside its line in the chart.
_SHORT = {
    "Q34": _("uptake 15×, 16 minutes"),
    "Q32": _("uptake 15×, 2 to 4 minutes"),
    "Q31": _("uptake 5×"),
    "Q33": _("uptake 1.88×"),
}
_WRONG = _(
    "Where the model is wrong: the sizes were measured with round, hot balls in test objects. In a person, breathing, "
    "the organ, the tracer and the reader decide as well. How many cells fill a cubic centimetre is an assumption. The "
    "tables hold such sizes for PET only: nothing is said here of what CT or MRI can see."
)


def verdict(limit: Limit, mm: float) -> str:
    """Return whether a ball of some size is seen: "seen", "some" (systems see it) or "unseen".

    Example:
        >>> [verdict(Limit("x", 5, 6), mm) for mm in (4, 5, 6)]
        ['unseen', 'some', 'seen']
    """
    if mm >= limit.mm_high:
        return SEEN
    return SOME if mm >= limit.mm_low else UNSEEN


def _controls() -> tuple[Control, ...]:
    dense = (
        (CELLS_PER_CM3, _("{n}: the figure of the textbooks").format(n=rough(CELLS_PER_CM3))),
        (CELLS_PER_CM3_LOW, _("{n}: said to be nearer the truth").format(n=rough(CELLS_PER_CM3_LOW))),
    )
    sizes = tuple((mm, _("{mm} mm").format(mm=f"{mm:g}")) for mm in SIZES_MM)
    return (
        Control("mm", _("Size of the deposit, across"), sizes, "slider"),
        Control("density", _("Cells in a cubic centimetre"), dense, "choice"),
    )


def _scene(mm: float, density: float) -> Scene:
    cells = cells_in(mm, density)
    facts = tuple(_facts(mm, cells))
    return Scene(
        headline=_headline(mm, cells),
        facts=facts,
        text=(_real(),),
        rows=_rows(mm, density),
        caption=_("What PET saw in test objects"),
        figure=_figure(mm),
        notes=(_WRONG,),
        cards=tuple(_cards(mm, density, facts)),
    )


def _headline(mm: float, cells: float) -> str:
    found = [verdict(limit, mm) for limit in limits()]
    said = _("A deposit of {mm} mm holds about {cells} cells.").format(mm=f"{mm:g}", cells=rough(cells))
    if set(found) == {UNSEEN}:
        more = _("No scan here sees it: the scan is clear, and the deposit is there.")
    elif set(found) == {SEEN}:
        more = _("PET sees it even where it takes up little more than its surroundings.")
    elif UNSEEN not in found:
        more = _("Some PET systems see it even where it takes up little more than its surroundings.")
    else:
        more = _("PET can see it, but only where it takes up much more than its surroundings.")
    return f"{said} {more}"


def _facts(mm: float, cells: float) -> Iterator[tuple[str, str]]:
    yield _("Volume"), _("{n} mm³").format(n=amount(1000 * volume_ml(mm)))
    yield _("Doublings since the first cell"), f"{doublings(max(1.0, cells)):.0f}"
    if mm <= _MICRO_MM:
        small = _("isolated tumour cells") if mm <= _ISOLATED_MM else _("a micrometastasis")
        yield _("In a lymph node, in breast cancer, it counts as"), small


def _real() -> str:
    """What was seen in people, beside the test objects."""
    row = _missed()
    said = _(
        "In people: when surgeons took out lung metastases and felt the lung with their hands, they found some that CT "
        "had missed in {low} to {high} of 100 operations (one centre)."
    )
    return said.format(low=f"{row.other_low:g}", high=f"{row.other_high:g}")


def _missed() -> Accuracy:
    return next(row for row in datasets.accuracy() if row.id == _MISSED)


def _rows(mm: float, density: float) -> Rows:
    header = [_("What was tried"), _("Seen from"), _("Cells at that size, about"), _("This deposit")]
    return [
        header,
        *(
            [limit.name, limit.span, rough(cells_in(limit.mm_low, density)), _VERDICTS[verdict(limit, mm)]]
            for limit in limits()
        ),
    ]


def _figure(mm: float) -> dict[str, Any]:
    found = limits()
    lines: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "y": list(range(len(found))),
            "base": [limit.mm_low for limit in found],
            "x": [round(_END_MM - limit.mm_low, 2) for limit in found],
            "width": 0.34,
            "marker": {
                "color": [_COLOURS[verdict(limit, mm)] for limit in found],
                "pattern": {
                    "shape": [_PATTERNS[verdict(limit, mm)] for limit in found],
                    "fillmode": "overlay",
                    "fgcolor": "rgba(255,255,255,0.75)",
                    "size": 7,
                },
            },
            "hovertext": [limit.name for limit in found],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [mm] * len(found),
            "y": list(range(len(found))),
            "marker": {"color": ORANGE, "symbol": "diamond", "size": 12},
            "hovertemplate": "%{x} mm<extra></extra>",
        },
    ]
    return chart(
        _("Sizes that PET saw, and this deposit"),
        lines,
        axis(_("mm across, on a scale of powers of ten"), **_MM),
        axis(_("What was tried"), range=[3.6, -0.8], showticklabels=False, showgrid=False),
        height=330,
        margin={"l": 12, "r": 16, "t": 64, "b": 48},
        annotations=[
            label(_("bar: sizes that are seen; diamond: this deposit"), 0, 1, yref="paper", **_AT_LEFT),
            *(
                label(
                    f"<b>{_SHORT[limit.row]}</b>: {_IN_SHORT[verdict(limit, mm)]}", 0, place - 0.2, **_AT_LEFT
                )
                for place, limit in enumerate(found)
            ),
        ],
    )


_AT_LEFT = {"xref": "paper", "xanchor": "left", "yanchor": "bottom"}
_COLOURS = {SEEN: BLUE, SOME: SKY, UNSEEN: GREY}
_PATTERNS = {SEEN: "", SOME: "x", UNSEEN: "/"}
_END_MM = 31.0
_MM = {
    "type": "log",
    "range": [-1.1, 1.5],
    "tickvals": [0.1, 0.2, 0.5, 1, 2, 5, 10, 20],
    "ticktext": ["0.1", "0.2", "0.5", "1", "2", "5", "10", "20"],
}


def _cards(mm: float, density: float, facts: tuple[tuple[str, str], ...]) -> Iterator[Evidence]:
    held = {row.id: row for row in datasets.cascade_quantities()}
    for limit in limits():
        yield held[limit.row].evidence("value")
        yield from told(held[limit.row], "quantity")
    missed = _missed()
    yield missed.evidence("other_value")
    if mm <= _MICRO_MM:
        yield from (
            card for term in datasets.glossary() if term.term in TERMS for card in told(term, "definition")
        )
    yield cited(
        _("Cells in a cubic centimetre"),
        rough(density),
        _("an assumption, with its doubt"),
        ["del_monte_2009"],
    )
    cells = [rough(cells_in(each, density)) for each in (mm, *(limit.mm_low for limit in limits()))]
    yield worked(
        _("The deposit"),
        [*cells, f"{mm:g}", *(text for _name, text in facts[:2])],
        _("a ball of that size, with the cells of a cubic centimetre; each doubling makes twice as many"),
    )
    yield worked(_("A share"), ["100"], _("the percentage, of a hundred operations"))


DESIGN = Design(
    name="detection-limits",
    title=_("Too small to see"),
    intro=_(
        "Choose how large a deposit is. See how many cells it holds, and whether a PET scan saw a ball of that size in "
        "a test object."
    ),
    controls=fixed(*_controls()),
    scene=_scene,
    start={"mm": 3, "density": CELLS_PER_CM3},
    tries=(
        Try(_("The largest that still counts as isolated tumour cells"), {"mm": 0.2}),
        Try(_("Seen, but only where it stands out"), {"mm": 7}),
        Try(_("Seen even where it hardly stands out"), {"mm": 16}),
    ),
)
