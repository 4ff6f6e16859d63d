"""Enrichment as a panel: which organs a cancer reaches more often than by chance, and what blood flow says."""

from __future__ import annotations

import functools
from typing import Any

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import whole
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, fixed
from metalearn.figures.panels.outcomes_charts import axis, broken, chart, label, worked
from metalearn.models.spread import plumbing, tropism
from metalearn.models.spread.in_words import cancer_in_text, organ_in_text
from metalearn.models.spread.plumbing import Compared
from metalearn.models.spread.tropism import Enrichment
from metalearn.models.wording import amount, inside, listed
from metalearn.words import _

CHANCE, BLOOD = "chance", "blood"
ALL = "all"
_MOST = 2  # doublings at which the colours end; the number in a cell goes on
# Orange and blue so pale that dark ink can be read on all of them.
_SCALE = [[0, "#F0A272"], [0.5, "#F7F7F7"], [1, "#7DB9E2"]]
_INK, _PALE = "#111111", "#FFFFFF"

_DIRECTIONS = {
    "more often": _("more often"),
    "less often": _("less often"),
    "as often": _("as often, as far as the counts tell"),
}
_WRONG_CHANCE = _(
    "Where the model is wrong: independence is a yardstick and no theory. It depends on which cancers and organs are "
    "in the table. Patients with several metastases count several times, so no test of significance is offered. The "
    "cohort is one referral centre, not the population."
)
_WRONG_BLOOD = _(
    "Where the model is wrong: the first stop is a general rule of anatomy and was not looked up cancer by cancer. "
    "Veins have short cuts, and where metastases are found most is not where they came first."
)
_READ = (
    _("How to read the map"),
    _("solid frame: blood goes here first; dotted frame: found here most, of organs reached by blood"),
)
_HOW = _(
    "patients in a cell over those expected from its row and column, written in doublings: +1 is twice as often, −1 "
    "half as often"
)


@functools.cache
def cells() -> dict[tuple[str, str], Enrichment]:
    """Return the enrichment of every pair of cancer and organ."""
    return {(each.primary, each.site): each for each in tropism.enrichment()}


@functools.cache
def blood() -> dict[str, Compared]:
    """Return what plumbing says of each cancer, beside what was counted."""
    return {each.primary: each for each in plumbing.against_observed()}


@functools.cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The cancers and the organs, in the order of the table."""
    return tuple(dict.fromkeys(p for p, _s in cells())), tuple(dict.fromkeys(s for _p, s in cells()))


def doublings(each: Enrichment) -> str:
    """Write an enrichment in doublings, with its sign."""
    text = f"{abs(each.log2):.1f}"
    return text if text == "0.0" else f"{'+' if each.log2 > 0 else '−'}{text}"


_CONTROLS = (
    Control(
        "against",
        _("Compare with"),
        ((CHANCE, _("chance alone")), (BLOOD, _("where blood goes first"))),
        "choice",
    ),
    Control(
        "primary", _("Cancer"), ((ALL, _("all together")), *((each, each) for each in _names()[0])), "menu"
    ),
)


def _scene(against: str, primary: str) -> Scene:
    rows = _blood_rows(primary) if against == BLOOD else _chance_rows(primary)
    headline = _blood_headline(primary) if against == BLOOD else _chance_headline(primary)
    note = plumbing.drainage(primary).note if against == BLOOD and primary != ALL else ""
    return Scene(
        headline=headline,
        facts=(*((_READ,) if against == BLOOD else ()), *(((_("Mind"), note),) if note else ())),
        rows=rows,
        caption=_caption(against, primary),
        figure=_figure(against, primary),
        notes=(_WRONG_BLOOD if against == BLOOD else _WRONG_CHANCE,),
        cards=_cards(against, primary, rows, headline),
    )


def _caption(against: str, primary: str) -> str:
    if against == BLOOD:
        return _("Where blood goes first, and where metastases are found most")
    if primary == ALL:
        return _("How far from chance, in doublings")
    return _("{cancer}: patients counted and expected").format(cancer=primary)


def _chance_headline(primary: str) -> str:
    if primary == ALL:
        top = tropism.strongest(count=3)
        said = listed([f"{each.primary} → {inside(each.site)} ({each.ratio:.1f})" for each in top])
        return _(
            "Three pairs stand out most from what chance would give, each with how many times as often: {pairs}."
        ).format(pairs=said)
    own = [each for each in cells().values() if each.primary == primary]
    most, least = max(own, key=lambda each: each.ratio), min(own, key=lambda each: each.ratio)
    said = _(
        "{cancer} was found in {most} {more} times as often as chance would have it, and in {least} {less} times as "
        "often."
    )
    cancer = cancer_in_text(primary)
    return said.format(
        cancer=cancer[:1].upper() + cancer[1:],
        most=organ_in_text(most.site),
        more=f"{most.ratio:.2g}",
        least=organ_in_text(least.site),
        less=f"{least.ratio:.2g}",
    )


def _chance_rows(primary: str) -> Rows:
    primaries, sites = _names()
    if primary == ALL:
        body = [[name, *(doublings(cells()[name, site]) for site in sites)] for name in primaries]
        return [[_("Cancer"), *sites], *body]
    head = [_("Organ"), _("Patients"), _("Expected"), _("Times as often"), _("In doublings"), _("Found")]
    return [head, *(_chance_row(cells()[primary, site]) for site in sites)]


def _chance_row(each: Enrichment) -> list[str]:
    ratio = _("{ratio} ({low} to {high})").format(
        ratio=f"{each.ratio:.2f}", low=f"{each.ratio_low:.2f}", high=f"{each.ratio_high:.2f}"
    )
    found = _DIRECTIONS[each.direction]
    return [each.site, f"{each.n:,}", amount(each.expected), ratio, doublings(each), found]


def _blood_headline(primary: str) -> str:
    if primary != ALL:
        return str(blood()[primary])
    return str(plumbing.agreement(tuple(blood().values())))


def _blood_rows(primary: str) -> Rows:
    head = [
        _("Cancer"),
        _("Blood goes first to"),
        _("Patients there"),
        _("Most often found in, of organs reached by blood"),
        _("Patients there, at most"),
        _("The same organ"),
    ]
    shown = blood().values() if primary == ALL else [blood()[primary]]
    return [head, *map(_blood_row, shown)]


def _blood_row(each: Compared) -> list[str]:
    if each.agrees is None:
        bed, there, same = _("every organ at once"), "-", _("no single first stop")
    else:
        bed, there = each.first_bed, f"{each.n_first_bed:,}"
        same = _("yes") if each.agrees else _("no")
    return [each.primary, bed, there, each.observed, f"{each.n:,}", same]


def _figure(against: str, primary: str) -> dict[str, Any]:
    primaries, sites = _names()
    heat = {
        "type": "heatmap",
        "x": list(range(len(sites))),
        "y": list(range(len(primaries))),
        "z": [[round(cells()[name, site].log2, 1) for site in sites] for name in primaries],
        "text": [[doublings(cells()[name, site]) for site in sites] for name in primaries],
        "texttemplate": "%{text}",
        "textfont": {"color": _INK},  # without a size it is as large as the cells let it be
        "zmin": -_MOST,
        "zmax": _MOST,
        "colorscale": _SCALE,
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "hovertemplate": "%{text}<extra></extra>",
    }
    row = primaries.index(primary) if primary != ALL else -1
    frame = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": row - 0.5, "y1": row + 0.5}
    return chart(
        _("More or less often than chance, in doublings"),
        [heat, *(_stops(primary) if against == BLOOD else ())],
        axis(_("Organ"), range=[-0.5, len(sites) - 0.5], **_LEVEL, **_ticks(sites, 12)),
        axis(_("Where the cancer began"), range=[len(primaries) - 0.5, -0.5], **_ticks(primaries, 11)),
        height=620,
        margin={"l": 12, "r": 12, "t": 66, "b": 48},
        annotations=[_KEY],
        shapes=[{**frame, "line": {"color": "#6f6f6f", "width": 3}}] if primary != ALL else [],
    )


_KEY = label(
    _("+1 is twice as often, −1 half as often"),
    0,
    1,
    xref="paper",
    xanchor="left",
    yref="paper",
    yanchor="bottom",
    font={"size": 11},
)
# Broken where the cells gain most room on a narrow page.
_BROKEN = {
    "Oesophagogastric": "Oesophago-<br>gastric",
    "Lung (non-small cell)": "Lung (non-<br>small cell)",
    "Distant lymph nodes": "Distant<br>lymph nodes",
}
_LEVEL = {"tickangle": "auto", "autotickangles": [0, -90]}  # turned only where they would run into each other


def _ticks(names: tuple[str, ...], size: int) -> dict[str, Any]:
    texts = [_BROKEN.get(name) or broken(name) for name in names]
    return {
        "tickvals": list(range(len(names))),
        "ticktext": texts,
        "tickfont": {"size": size},
        "showgrid": False,
    }


def _stops(primary: str) -> list[dict[str, Any]]:
    """A solid frame where blood goes first, a dotted one within it where metastases are found most."""
    shown = list(blood().values()) if primary == ALL else [blood()[primary]]
    first = [(each.first_bed, each.primary) for each in shown if each.first_bed]
    most = [(each.observed, each.primary) for each in shown]
    frames = [_frames(most, "dot", 0.38)]
    if not first:
        return frames
    # A pale edge around the dark frame: by night, the frame alone would be lost in the dark between the cells.
    edge = _frames(first, "solid", 0.46, {"color": _PALE, "width": 5})
    return [edge, _frames(first, "solid", 0.46), *frames]


def _frames(
    places: list[tuple[str, str]], dash: str, half: float, more: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Frames around cells, as one line with gaps."""
    primaries, sites = _names()
    x: list[float | None] = []
    y: list[float | None] = []
    for site, primary in places:
        i, j = sites.index(site), primaries.index(primary)
        x += [i - half, i + half, i + half, i - half, i - half, None]
        y += [j - half, j - half, j + half, j + half, j - half, None]
    line = {"color": _INK, "width": 2, "dash": dash, **(more or {})}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _cards(against: str, primary: str, rows: Rows, headline: str) -> tuple[Evidence, ...]:
    table = whole("flows")
    flows = [flow.evidence("n") for flow in datasets.flows() if flow.primary == primary]
    if against == BLOOD:
        told = [headline, *(cell for row in rows[1:] for cell in row)]
        how = _(
            "the organ with most patients beside the first bed of fine vessels that blood from the cancer meets"
        )
        return (table, *flows, worked(_("Blood flow and counts"), told, how, flows or [table]))
    title = _("Against chance: {cancer}")
    body = [worked(title.format(cancer=row[0]), row[1:], _HOW, flows or [table]) for row in rows[1:]]
    scale = worked(_("Doublings"), ["+1; −1"], _HOW)
    return (table, *flows, worked(_("What stands out"), [headline], _HOW, flows or [table]), *body, scale)


DESIGN = Design(
    name="enrichment",
    title=_("More often than chance?"),
    intro=_(
        "Each cell sets the patients who were counted beside those whom chance alone would give. Choose a cancer, "
        "then compare with where its blood goes first."
    ),
    controls=fixed(*_CONTROLS),
    scene=_scene,
    start={"against": CHANCE, "primary": "Prostate"},
    tries=(
        Try(_("Where blood alone is right: colorectal cancer"), {"against": BLOOD, "primary": "Colorectal"}),
        Try(_("Where blood alone is not enough: prostate cancer"), {"against": BLOOD, "primary": "Prostate"}),
        Try(_("All cancers against chance"), {"against": CHANCE, "primary": ALL}),
    ),
)
