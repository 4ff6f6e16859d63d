"""The words of the Sankey: its full description, its table, its legend and its evidence cards."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from metalearn.datasets import Evidence, Flow
from metalearn.datasets.cards import computed, told
from metalearn.figures.sankey_state import UNITS, FlowMap, SankeyState, in_text, totals
from metalearn.models.spread.flows import whole_percent

LEGEND = {
    "patients": "Left: where the cancer began. Right: organs in which metastases were found. "
    "The wider a band, the more patients. Colour only repeats the primary; organs are grey.",
    "percent": "Left: where the cancer began. Right: organs in which metastases were found. "
    "The wider a band, the larger its share of that cancer's patients. Colour only repeats the primary; "
    "organs are grey.",
}

WORDS = {
    "label": "Where cancers spread: from primary site to organ",
    "title": "Where cancers spread",
    "primary": "Show one primary",
    "site": "Show one organ",
    "all_primaries": "All primaries",
    "all_sites": "All organs",
    "unit": "Bands show",
    "patients": "patients",
    "percent": "percent of patients",
    "threshold": "Hide flows below",
    "nothing_hidden": "nothing hidden",
    "nodes": "Primaries and organs: arrow keys move, Enter shows one, Escape shows all",
    "table": "The flows in focus, largest first",
    "table_summary": "The numbers as a table",
    "evidence": "Evidence",
    "evidence_of": "Evidence for",
    "evidence_title": "Where this number comes from",
    "labels": "The numbers beside the names, and how many flows there are",
    "label_name": "Name",
    "label_number": "Number",
    "lit": "Flows in focus",
    "hidden": "Hidden flows",
    "close": "Close",
    "reset": "Show all flows",
}

HEADER = ["Primary", "Organ", "Patients", "Between", "Of", "Percent"]


def flow_name(flow: Flow) -> str:
    """Return the stable name of a flow, "primary → organ"."""
    return f"{flow.primary} → {flow.site}"


def flow_rows(flow_map: FlowMap, indices: tuple[int, ...]) -> list[list[str]]:
    """Return flows as rows of text under a header."""
    return [HEADER, *(_row(flow_map.flows[i]) for i in indices)]


def _row(flow: Flow) -> list[str]:
    between = f"{flow.n_low:,} to {flow.n_high:,}"
    return [flow.primary, flow.site, f"{flow.n:,}", between, f"{flow.n_total:,}", whole_percent(flow.percent)]


@functools.cache
def flow_cards(flow: Flow) -> tuple[Evidence, ...]:
    """Return the evidence cards of a flow: its patients, and their share of all patients with that cancer."""
    return flow.evidence("n"), flow.evidence("percent")


@functools.cache
def _name_cards(flow: Flow) -> tuple[Evidence, ...]:
    """The cards of names with a number in them, such as somebody's own "Clinic 2"."""
    return told(flow, "cohort", "primary", "site")


@functools.cache
def total_card(flow_map: FlowMap, name: str) -> Evidence:
    """Return the evidence card of a whole node: the patients of a primary, or of all bands of an organ."""
    flows = [flow for flow in flow_map.flows if name in (flow.primary, flow.site)]
    if name in flow_map.primaries:
        return flows[0].evidence("n_total")
    return computed(
        f"{name}: all bands together",
        sum(flow.n for flow in flows),
        f"the patients of {len(flows)} primaries, added; the primaries are separate groups of people",
        [flow_cards(flow)[0] for flow in flows],
        unit="patients",
        low=sum(flow.n_low for flow in flows),
        high=sum(flow.n_high for flow in flows),
    )


def count_card(flow_map: FlowMap, title: str, value: object) -> Evidence:
    """Return the evidence card of something counted among the flows, such as how many are hidden."""
    return computed(title, value, "counted in the rows of this cohort", [flow_cards(flow_map.flows[0])[0]])


def state_cards(flow_map: FlowMap, state: SankeyState) -> Iterator[Evidence]:
    """Yield the evidence cards of every number in a state."""
    for i in state.lit:
        yield from flow_cards(flow_map.flows[i])
    for flow in flow_map.flows:
        yield from _name_cards(flow)
    for name in totals(flow_map, state.focus, state.unit):
        yield total_card(flow_map, name)
    yield count_card(flow_map, WORDS["lit"], len(state.lit))
    if not state.focus:
        yield count_card(flow_map, "Cancers", len(flow_map.primaries))
        yield count_card(flow_map, "Organs", len(flow_map.sites))
    if state.threshold:
        yield count_card(flow_map, WORDS["hidden"], len(state.hidden))
        yield count_card(flow_map, "Flows", len(flow_map.flows))
        percent = "percent" if state.unit == "percent" else "patients"
        yield computed(WORDS["threshold"], state.threshold, "chosen by you", unit=percent)


def description(flow_map: FlowMap, state: SankeyState) -> str:
    """Return a state as text: headline, how to read it, every flow in focus with its interval, and the notes."""
    lines = [
        state.headline,
        f"Cohort {flow_map.cohort}, bands in {UNITS[state.unit]}.",
        LEGEND[state.unit],
        *state.notes,
    ]
    beside = "; ".join(
        f"{name} {count:,}" for name, count in totals(flow_map, state.focus, state.unit).items()
    )
    lines += [f"Patients beside the names: {beside}."] if beside else []
    lines.append(f"{len(state.lit)} flows in focus, largest first:")
    for i in state.lit:
        flow = flow_map.flows[i]
        lines.append(
            f"  {flow.primary} to {in_text(flow.site)}: {flow.n:,} patients "
            f"(between {flow.n_low:,} and {flow.n_high:,}) of {flow.n_total:,}, {whole_percent(flow.percent)}"
        )
    return "\n".join(lines)
