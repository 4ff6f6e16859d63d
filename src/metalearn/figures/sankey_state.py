"""What the Sankey says in each of its states: plain data, made by pure functions."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from metalearn import datasets
from metalearn.datasets import Flow, UsualSite
from metalearn.errors import MetalearnError
from metalearn.models.spread.flows import whole_percent
from metalearn.models.spread.in_words import organ_in_text
from metalearn.models.wording import inside
from metalearn.words import _

UNITS = {"patients": _("patients"), "percent": _("percent of patients")}
THRESHOLDS = {"patients": (0, 50, 100, 250, 500, 1000), "percent": (0, 5, 10, 20, 30, 50)}
COUNTED_ONCE = _(
    "A patient is counted once for each organ: somebody with metastases in bone and liver is in two bands, "
    "so the bands of a cancer add up to more than its patients."
)
SEPARATE_GROUPS = _(
    "The cancers are separate groups of patients, so the numbers that arrive in one organ can be added."
)
NOT_ADDED = _(
    "Each band is a share of its own cancer's patients. Shares of different cancers cannot be added, so the height "
    "of an organ has no number here."
)
EMPTIED = _("{focus}: every flow is below the threshold")
LISTED = "listed"
"""The unit of bands that count nobody: each is as wide as every other."""

_PRIMARY, _ORGAN = " (primary)", " (organ)"
_CANCERS_TOO = ("Breast", "Ovary", "Testis")  # without " (organ)", the cancer


@dataclass(frozen=True, slots=True)
class SankeyState:
    """One state of the diagram.

    Attributes:
        focus: A primary, an organ, or "" for all flows.
        unit: "patients" or "percent"; of a list of sites, "listed".
        threshold: Flows below it are hidden; in the unit's own measure.
        headline: The title over the picture: the main thing to see.
        lit: Indices of the flows in focus, largest first.
        hidden: Indices of the flows below the threshold.
        marks: What stands beside the label of a node.
        notes: What a reader must know to read this state rightly.
    """

    focus: str
    unit: str
    threshold: int
    headline: str
    lit: tuple[int, ...]
    hidden: tuple[int, ...]
    marks: dict[str, str]
    notes: tuple[str, ...]


class Drawable(Protocol):
    """What can be drawn: the names on both sides, and a band for each pair."""

    def __hash__(self) -> int:
        """A drawing is kept for as long as what it was made of."""

    @property
    def primaries(self) -> tuple[str, ...]:
        """The names on the left, from the top."""

    @property
    def sites(self) -> tuple[str, ...]:
        """The names on the right, from the top."""

    @property
    def flows(self) -> Sequence[Flow | UsualSite]:
        """The bands."""


@dataclass(frozen=True, slots=True, eq=False)
class FlowMap:
    """Flows from primaries to organs, in the order in which they are drawn.

    Attributes:
        cohort: Whose patients these are.
        flows: One for each pair, named as on the page; a pair without a row is not drawn.
        records: The same flows as they stand in their table.
        primaries: Ordered, most patients first.
        sites: Ordered, most patients first.
    """

    cohort: str
    flows: tuple[Flow, ...]
    records: tuple[Flow, ...]
    primaries: tuple[str, ...]
    sites: tuple[str, ...]

    @property
    def patients(self) -> dict[str, int]:
        """Patients of each primary, with and without metastases."""
        return {flow.primary: flow.n_total for flow in self.flows}

    def into(self, site: str) -> int:
        """Patients with metastases in an organ; the primaries are disjoint groups, so this is a sum of people."""
        return sum(flow.n for flow in self.flows if flow.site == site)


def flow_map(flows: Sequence[Flow]) -> FlowMap:
    """Order flows for drawing: the primaries by patients, the organs by patients reached.

    Example:
        >>> from metalearn import datasets
        >>> flow_map(datasets.flows()).primaries[0]
        'Lung (non-small cell)'
    """
    named = told_apart(flows)
    totals = {flow.primary: flow.n_total for flow in named}
    reached: dict[str, int] = {}
    for flow in named:
        reached[flow.site] = reached.get(flow.site, 0) + flow.n
    return FlowMap(
        cohort=flows[0].cohort,
        flows=named,
        records=tuple(flows),
        primaries=tuple(sorted(totals, key=lambda name: (-totals[name], name))),
        sites=tuple(sorted(reached, key=lambda name: (-reached[name], name))),
    )


_Row = TypeVar("_Row", Flow, UsualSite)


def told_apart(rows: Sequence[_Row]) -> tuple[_Row, ...]:
    """Name rows so that no name stands for a cancer and for an organ on one page.

    A name that is an organ in the flows of the course stays one, and the cancer says that it is a cancer; of any
    other, the organ says that it is an organ. So a name means the same in every table.

    Example:
        >>> from metalearn import datasets
        >>> sorted({row.primary for row in told_apart(datasets.usual_sites()) if "Lung" in row.primary})
        ['Lung (primary)']
        >>> sorted({flow.site for flow in told_apart(datasets.group_flows()) if "(organ)" in flow.site})
        ['Breast (organ)', 'Ovary (organ)']
    """
    both = {row.primary for row in rows} & {row.site for row in rows}
    as_cancer = {name: name + _PRIMARY for name in both if name in datasets.sites()}
    as_organ = {name: name + _ORGAN for name in both if name not in as_cancer}
    return tuple(
        replace(row, primary=as_cancer.get(row.primary, row.primary), site=as_organ.get(row.site, row.site))
        for row in rows
    )


def check_threshold(unit: str, threshold: int) -> int:
    """Return the threshold if the unit has it.

    Raises:
        MetalearnError: Naming the values that the control has.

    Example:
        >>> check_threshold("percent", 20)
        20
    """
    allowed = THRESHOLDS[unit]
    if threshold not in allowed:
        near = min(allowed, key=lambda value: (abs(value - threshold), value))
        raise MetalearnError(
            f"The threshold {threshold!r} is not on the scale for {UNITS[unit]}: "
            f"{', '.join(map(str, allowed))}. The nearest is {near}."
        )
    return threshold


def amount(flow: Flow | UsualSite, unit: str) -> float:
    """Return how wide a flow is: patients, or percent of the primary's patients; what counts nobody is all alike."""
    if isinstance(flow, UsualSite):
        return 1.0
    return float(flow.n) if unit == "patients" else flow.percent


def sankey_state(flow_map: FlowMap, focus: str, unit: str, threshold: int) -> SankeyState:
    """Make one state of the diagram.

    Args:
        flow_map: The flows.
        focus: A primary, an organ, or "" for everything.
        unit: "patients" or "percent".
        threshold: One of ``THRESHOLDS[unit]``.

    Example:
        >>> from metalearn import datasets
        >>> sankey_state(flow_map(datasets.flows()), "Prostate", "patients", 0).headline
        'Prostate: 1,140 of 2,172 patients (52%) had metastases in bone'
    """
    flows = flow_map.flows
    hidden = _below(flow_map, unit, threshold)
    below = frozenset(hidden)
    lit = tuple(i for i in _bands(flow_map, unit).get(focus, ()) if i not in below)
    seen = [flows[i] for i in lit]
    return SankeyState(
        focus=focus,
        unit=unit,
        threshold=threshold,
        headline=_headline(flow_map, focus, unit, seen[:1]),
        lit=lit,
        hidden=hidden,
        marks=_marks(flow_map, focus, unit, seen),
        notes=(*notes(flow_map, focus, unit), *filter(None, [hiding(flow_map, unit, threshold)])),
    )


# A payload asks for a hundred states of one map, so what they share is kept; but not of every file that somebody tries.
@functools.lru_cache(maxsize=32)
def _bands(flow_map: FlowMap, unit: str) -> Mapping[str, Sequence[int]]:
    """The indices of the flows of each name, largest first; of all of them under ""."""
    flows = flow_map.flows
    found: dict[str, list[int]] = {}
    for i in sorted(range(len(flows)), key=lambda i: -amount(flows[i], unit)):
        for name in {"", flows[i].primary, flows[i].site}:
            found.setdefault(name, []).append(i)
    return found


@functools.lru_cache(maxsize=32)
def _below(flow_map: FlowMap, unit: str, threshold: int) -> tuple[int, ...]:
    """The indices of the flows that a threshold hides."""
    return tuple(i for i, flow in enumerate(flow_map.flows) if amount(flow, unit) < threshold)


@functools.lru_cache(maxsize=32)
def _every_total(flow_map: FlowMap, unit: str) -> Mapping[str, int]:
    every = dict(flow_map.patients)
    if unit == "patients":  # shares of different cancers cannot be added
        every |= {site: flow_map.into(site) for site in flow_map.sites}
    return every


def headline(flow_map: FlowMap, focus: str, unit: str) -> str:
    """Return the headline of a state that hides nothing, without the rest of the state.

    Example:
        >>> from metalearn import datasets
        >>> headline(flow_map(datasets.flows()), "Prostate", "patients")
        'Prostate: 1,140 of 2,172 patients (52%) had metastases in bone'
    """
    largest = [flow_map.flows[i] for i in _bands(flow_map, unit).get(focus, ())[:1]]
    return _headline(flow_map, focus, unit, largest)


def _headline(flow_map: FlowMap, focus: str, unit: str, largest: Sequence[Flow]) -> str:
    if not focus:
        return _("All flows: {primaries} cancers to {organs} organs").format(
            primaries=len(flow_map.primaries), organs=len(flow_map.sites)
        )
    if not largest:
        return EMPTIED.format(focus=focus)
    (top,) = largest
    figures = {"n": f"{top.n:,}", "total": f"{top.n_total:,}", "share": whole_percent(top.percent)}
    if focus == top.primary:
        said = _("{focus}: {n} of {total} patients ({share}) had metastases in {organ}")
        return said.format(focus=focus, organ=in_text(top.site), **figures)
    if unit == "patients":
        said = _("{focus}: the largest group came from {organ}, {n} patients")
    else:
        said = _("{focus}: the largest share is {organ}, {share} of {total} patients")
    return said.format(focus=focus, organ=in_text(top.primary), **figures)


def in_text(name: str) -> str:
    """Write a label as it stands inside a sentence.

    Example:
        >>> in_text("Liver"), in_text("Distant lymph nodes"), in_text("Breast (organ)"), in_text("GIST")
        ('the liver', 'distant lymph nodes', 'the breast', 'GIST')
    """
    return inside(name) if name in _CANCERS_TOO else organ_in_text(name.removesuffix(_ORGAN))


def value_text(n: str, share: str, unit: str) -> str:
    """Write a flow's amount, the unit on show first.

    Example:
        >>> value_text("1,140", "52%", "percent")
        '52% (1,140)'
    """
    return f"{n} ({share})" if unit == "patients" else f"{share} ({n})"


def _marks(flow_map: FlowMap, focus: str, unit: str, lit: list[Flow]) -> dict[str, str]:
    own = {name: f"{count:,}" for name, count in totals(flow_map, focus, unit).items()}
    if not focus:
        return own
    ends = [flow.site if focus in flow_map.primaries else flow.primary for flow in lit]
    values = [value_text(f"{flow.n:,}", whole_percent(flow.percent), unit) for flow in lit]
    return own | dict(zip(ends, values, strict=True))


def totals(flow_map: FlowMap, focus: str, unit: str) -> dict[str, int]:
    """Return the patients of whole nodes that stand beside a label: of a primary, or of all bands of an organ.

    Example:
        >>> from metalearn import datasets
        >>> totals(flow_map(datasets.flows()), "Prostate", "patients")
        {'Prostate': 2172}
    """
    every = _every_total(flow_map, unit)
    return {name: every[name] for name in ([focus] if focus else every) if name in every}


def notes(flow_map: FlowMap, focus: str, unit: str) -> tuple[str, ...]:
    """Return what a reader must know to read a focus rightly, whatever is hidden."""
    said = [NOT_ADDED] if unit == "percent" else []
    if focus not in flow_map.sites:
        said.append(COUNTED_ONCE)
    elif unit == "patients":
        said.append(SEPARATE_GROUPS)
    return tuple(said)


def hiding(flow_map: FlowMap, unit: str, threshold: int) -> str:
    """Return how many flows a threshold hides, in words; "" for a threshold that hides nothing.

    Example:
        >>> from metalearn import datasets
        >>> hiding(flow_map(datasets.flows()), "percent", 50)
        '119 of 126 flows are hidden: they are below 50% of patients.'
    """
    if not threshold:
        return ""
    hidden = len(_below(flow_map, unit, threshold))
    return _("{hidden} of {all} flows are hidden: they are below {measure}.").format(
        hidden=hidden, all=len(flow_map.flows), measure=threshold_text(threshold, unit)
    )


def threshold_text(threshold: int, unit: str) -> str:
    """Write a threshold that hides something, with its unit.

    Example:
        >>> threshold_text(1000, "patients"), threshold_text(5, "percent")
        ('1,000 patients', '5% of patients')
    """
    said = _("{n} patients") if unit == "patients" else _("{n}% of patients")
    return said.format(n=f"{threshold:,}")
