"""Late relapse: published shares of women whose breast cancer came back at a distance, as a hundred people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from metalearn import datasets
from metalearn.datasets import Evidence, Quantity
from metalearn.datasets.cards import told
from metalearn.figures.panels.design import Control, Design, People, Rows, Scene, Try, fixed
from metalearn.figures.panels.outcomes_charts import GREY, NOT_ADVICE, ORANGE, axis, chart, worked
from metalearn.words import _, several

NODES = (("0", _("none")), ("1-3", _("1 to 3")), ("4-9", _("4 to 9")))
DIAGNOSIS, T1, T2 = "diagnosis", "year 5, T1", "year 5, T2"
# From when it is counted -> the rows of cascade_quantities, by nodes.
ROWS = {DIAGNOSIS: ("Q23", "Q24", "Q25"), T1: ("Q17", "Q18", "Q19"), T2: ("Q20", "Q21", "Q22")}

_FROM = {
    DIAGNOSIS: _("Diagnosis, to year 20"),
    T1: _("Year 5 without disease, to year 20; the smaller tumours (T1)"),
    T2: _("Year 5 without disease, to year 20; the larger tumours (T2)"),
}
_WHO = {
    DIAGNOSIS: _("women with ER-positive breast cancer who were to take endocrine therapy for 5 years"),
    T1: _("women with ER-positive breast cancer, T1, free of disease after 5 years of endocrine therapy"),
    T2: _("women with ER-positive breast cancer, T2, free of disease after 5 years of endocrine therapy"),
}
_IS_NOT = (
    _(
        "What this is not: it is no survival figure, since many people live for years with a cancer that has come "
        "back; and it is no forecast for one person. It cannot say who of the hundred."
    ),
    _(
        "Where it can mislead: a hundred women are drawn to show a share; nobody counted just these hundred. The women "
        "had joined trials in past decades, and treatment has changed since. Nothing is said here of cancers without "
        "oestrogen receptors (ER-negative)."
    ),
    _(
        "The figures from diagnosis and those from year 5 are about different women: do not take one from the other."
    ),
)


def quantity(counted: str, nodes: str) -> Quantity:
    """Return the published row of a setting.

    Args:
        counted: From when it is counted: a key of ``ROWS``.
        nodes: How many lymph nodes were involved: "0", "1-3" or "4-9".

    Example:
        >>> quantity(DIAGNOSIS, "4-9").value
        52.0
    """
    held = {row.id: row for row in datasets.cascade_quantities()}
    return held[ROWS[counted][[name for name, _text in NODES].index(nodes)]]


def _controls() -> tuple[Control, ...]:
    return (
        Control("nodes", _("Lymph nodes with cancer cells"), NODES, "choice"),
        Control("counted", _("Counted from"), tuple(_FROM.items()), "choice"),
    )


def _scene(nodes: str, counted: str) -> Scene:
    row = quantity(counted, nodes)
    back = round(row.value or 0)
    others = [quantity(counted, name) for name, _text in NODES]
    return Scene(
        headline=_headline(back, nodes, counted),
        text=_IS_NOT[:1],
        rows=_rows(),
        caption=_("Came back at a distance by year 20, of 100 women"),
        figure=_figure(others, nodes),
        people=(
            People(back, _("had a distant recurrence by year 20"), "full"),
            People(100 - back, _("had none by year 20"), "ring"),
        ),
        notes=_IS_NOT[1:],
        cards=tuple(_cards(back)),
    )


def _headline(back: int, nodes: str, counted: str) -> str:
    said = several(
        "Of 100 {who}, with {nodes}, the cancer came back at a distance in {n} by year 20; in {rest} it did not.",
        "Of 100 {who}, with {nodes}, the cancer came back at a distance in {n} by year 20; in {rest} it did not.",
        back,
    )
    involved = {"0": _("no lymph node involved")}
    text = involved.get(nodes, _("{n} lymph nodes involved").format(n=dict(NODES)[nodes]))
    more = _("It went on at a steady pace: five good years do not end the risk.")
    if counted == DIAGNOSIS:
        more = _("Time is counted from diagnosis.")
    return f"{said.format(who=_WHO[counted], nodes=text, n=back, rest=100 - back)} {more}"


def _rows() -> Rows:
    return [
        [_("Counted from"), *(_("Nodes: {n}").format(n=text) for _name, text in NODES)],
        *(
            [_FROM[counted], *(f"{quantity(counted, name).value:g}" for name, _text in NODES)]
            for counted in ROWS
        ),
    ]


def _figure(rows: list[Quantity], nodes: str) -> dict[str, Any]:
    here = [name == nodes for name, _text in NODES]
    bars = {
        "type": "bar",
        "x": [text for _name, text in NODES],
        "y": [row.value for row in rows],
        "text": [
            f"<b>{row.value:g}</b>" if own else f"{row.value:g}" for row, own in zip(rows, here, strict=True)
        ],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [ORANGE if own else GREY for own in here],
            "pattern": {
                "shape": ["" if own else "/" for own in here],
                "fillmode": "overlay",
                "fgcolor": "rgba(255,255,255,0.7)",
                "size": 7,
            },
        },
        "hovertemplate": "%{x}: %{y}<extra></extra>",
    }
    return chart(
        _("More nodes, more recurrences"),
        [bars],
        axis(_("Lymph nodes with cancer cells"), type="category"),
        axis(_("Came back at a distance, of 100"), range=[0, 60]),
        height=300,
    )


def _cards(back: int) -> Iterator[Evidence]:
    for counted in ROWS:
        for name, _text in NODES:
            row = quantity(counted, name)
            yield row.evidence("value")
            yield from told(row, "quantity", "population")
    yield worked(
        _("As a hundred people"),
        [f"{back}", f"{100 - back}", "100"],
        _("the percentage, as people of a hundred"),
    )


DESIGN = Design(
    name="late-relapse",
    title=_("Coming back after many years: what was counted"),
    intro=_(
        "Breast cancer with oestrogen receptors (ER-positive) can come back late. Choose how many lymph nodes were "
        "involved, and see it as a hundred women."
    ),
    controls=fixed(*_controls()),
    scene=_scene,
    start={"nodes": "0", "counted": DIAGNOSIS},
    tries=(
        Try(_("1 to 3 nodes involved, from diagnosis"), {"nodes": "1-3", "counted": DIAGNOSIS}),
        Try(_("4 to 9 nodes involved, from diagnosis"), {"nodes": "4-9", "counted": DIAGNOSIS}),
        Try(_("No node, small tumour, five years without disease"), {"nodes": "0", "counted": T1}),
    ),
    closed=_("Show how often it came back"),
    stamp=NOT_ADVICE,
)
