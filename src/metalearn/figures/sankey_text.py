"""The words of the Sankey: its full description, its table, its legend and its evidence cards."""

from __future__ import annotations

from metalearn.datasets import Flow
from metalearn.figures.sankey_state import UNITS, FlowMap, SankeyState, in_text
from metalearn.models.flows import whole_percent

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


def evidence_text(flow: Flow) -> str:
    """Return the evidence card of a flow's number of patients."""
    return flow.evidence("n").text()


def description(flow_map: FlowMap, state: SankeyState) -> str:
    """Return a state as text: headline, how to read it, every flow in focus with its interval, and the notes."""
    lines = [
        state.headline,
        f"Cohort {flow_map.cohort}, bands in {UNITS[state.unit]}.",
        LEGEND[state.unit],
        *state.notes,
    ]
    lines.append(f"{len(state.lit)} flows in focus, largest first:")
    for i in state.lit:
        flow = flow_map.flows[i]
        lines.append(
            f"  {flow.primary} to {in_text(flow.site)}: {flow.n:,} patients "
            f"(between {flow.n_low:,} and {flow.n_high:,}) of {flow.n_total:,}, {whole_percent(flow.percent)}"
        )
    return "\n".join(lines)
