"""What the Sankey says in each of its states: plain data, made by pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metalearn.datasets import Flow
from metalearn.errors import MetalearnError
from metalearn.models.spread.flows import whole_percent

UNITS = {"patients": "patients", "percent": "percent of patients"}
THRESHOLDS = {"patients": (0, 50, 100, 250, 500, 1000), "percent": (0, 5, 10, 20, 30, 50)}
COUNTED_ONCE = (
    "A patient is counted once for each organ: somebody with metastases in bone and liver is in two bands, "
    "so the bands of a cancer add up to more than its patients."
)
SEPARATE_GROUPS = (
    "The cancers are separate groups of patients, so the numbers that arrive in one organ can be added."
)
_WITH_ARTICLE = frozenset({"Liver", "Lung", "Pleura", "Peritoneum/abdomen", "Brain/CNS", "Skin"})


@dataclass(frozen=True, slots=True)
class SankeyState:
    """One state of the diagram.

    Attributes:
        focus: A primary, an organ, or "" for all flows.
        unit: "patients" or "percent".
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


@dataclass(frozen=True, slots=True)
class FlowMap:
    """Flows from primaries to organs, in the order in which they are drawn.

    Attributes:
        cohort: Whose patients these are.
        flows: One for each pair; a pair without a row is not drawn.
        primaries: Ordered, most patients first.
        sites: Ordered, most patients first.
    """

    cohort: str
    flows: tuple[Flow, ...]
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
    totals = {flow.primary: flow.n_total for flow in flows}
    reached: dict[str, int] = {}
    for flow in flows:
        reached[flow.site] = reached.get(flow.site, 0) + flow.n
    return FlowMap(
        cohort=flows[0].cohort,
        flows=tuple(flows),
        primaries=tuple(sorted(totals, key=lambda name: (-totals[name], name))),
        sites=tuple(sorted(reached, key=lambda name: (-reached[name], name))),
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


def amount(flow: Flow, unit: str) -> float:
    """Return how wide a flow is: patients, or percent of the primary's patients."""
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
    hidden = tuple(i for i, flow in enumerate(flows) if amount(flow, unit) < threshold)
    below = frozenset(hidden)
    lit = [
        i
        for i, flow in enumerate(flows)
        if i not in below and (not focus or focus in (flow.primary, flow.site))
    ]
    lit.sort(key=lambda i: (-amount(flows[i], unit), i))
    return SankeyState(
        focus=focus,
        unit=unit,
        threshold=threshold,
        headline=_headline(flow_map, focus, unit, [flows[i] for i in lit]),
        lit=tuple(lit),
        hidden=hidden,
        marks=_marks(flow_map, focus, unit, [flows[i] for i in lit]),
        notes=_notes(flow_map, focus, unit, threshold, len(hidden)),
    )


def _headline(flow_map: FlowMap, focus: str, unit: str, lit: list[Flow]) -> str:
    if not focus:
        return f"All flows: {len(flow_map.primaries)} cancers to {len(flow_map.sites)} organs"
    if not lit:
        return f"{focus}: every flow is below the threshold"
    top = lit[0]
    if focus == top.primary:
        part = f"{top.n:,} of {top.n_total:,} patients ({whole_percent(top.percent)})"
        return f"{focus}: {part} had metastases in {in_text(top.site)}"
    if unit == "patients":
        return f"{focus}: the largest group came from {in_text(top.primary)}, {top.n:,} patients"
    share = f"{whole_percent(top.percent)} of {top.n_total:,} patients"
    return f"{focus}: the largest share is {in_text(top.primary)}, {share}"


def in_text(name: str) -> str:
    """Write a label as it stands inside a sentence.

    Example:
        >>> in_text("Liver"), in_text("Distant lymph nodes"), in_text("Breast")
        ('the liver', 'distant lymph nodes', 'breast')
    """
    plain = name[:1].lower() + name[1:]
    return f"the {plain}" if name in _WITH_ARTICLE else plain


def value_text(flow: Flow, unit: str) -> str:
    """Write a flow's amount, the unit on show first."""
    patients, share = f"{flow.n:,}", whole_percent(flow.percent)
    return f"{patients} ({share})" if unit == "patients" else f"{share} ({patients})"


def _marks(flow_map: FlowMap, focus: str, unit: str, lit: list[Flow]) -> dict[str, str]:
    own = {name: f"{count:,}" for name, count in totals(flow_map, focus, unit).items()}
    if not focus:
        return own
    ends = [flow.site if focus in flow_map.primaries else flow.primary for flow in lit]
    return own | {name: value_text(flow, unit) for name, flow in zip(ends, lit, strict=True)}


def totals(flow_map: FlowMap, focus: str, unit: str) -> dict[str, int]:
    """Return the patients of whole nodes that stand beside a label: of a primary, or of all bands of an organ.

    Example:
        >>> from metalearn import datasets
        >>> totals(flow_map(datasets.flows()), "Prostate", "patients")
        {'Prostate': 2172}
    """
    every = dict(flow_map.patients)
    if unit == "patients":  # shares of different cancers cannot be added
        every |= {site: flow_map.into(site) for site in flow_map.sites}
    return {name: count for name, count in every.items() if focus in ("", name)}


def _notes(flow_map: FlowMap, focus: str, unit: str, threshold: int, hidden: int) -> tuple[str, ...]:
    notes = []
    if unit == "percent":
        notes.append(
            "Each band is a share of its own cancer's patients. Shares of different cancers cannot be added, "
            "so the height of an organ has no number here."
        )
    if focus not in flow_map.sites:
        notes.append(COUNTED_ONCE)
    elif unit == "patients":
        notes.append(SEPARATE_GROUPS)
    if threshold:
        measure = f"{threshold:,} patients" if unit == "patients" else f"{threshold}% of patients"
        notes.append(f"{hidden} of {len(flow_map.flows)} flows are hidden: they are below {measure}.")
    return tuple(notes)
