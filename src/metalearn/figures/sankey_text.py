"""The words of the Sankey: its full description, its table, its legend and its evidence cards."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from metalearn.datasets import Evidence, Flow, UsualSite
from metalearn.datasets.cards import computed, told
from metalearn.figures.sankey_state import FlowMap, SankeyState, in_text, totals
from metalearn.models.spread.flows import whole_percent
from metalearn.words import _

LEGEND = {
    "patients": _(
        "Left: where the cancer began. Right: organs in which metastases were found. "
        "The wider a band, the more patients. Colour only repeats the primary; organs are grey."
    ),
    "percent": _(
        "Left: where the cancer began. Right: organs in which metastases were found. "
        "The wider a band, the larger its share of that cancer's patients. Colour only repeats the primary; "
        "organs are grey."
    ),
}

WORDS = {
    "cohort": _("Whose patients"),
    "gone": _("{name} has no row in this table, so everything is shown."),
    "label": _("Where cancers spread: from primary site to organ"),
    "title": _("Where cancers spread"),
    "primary": _("Show one primary"),
    "site": _("Show one organ"),
    "all_primaries": _("All primaries"),
    "all_sites": _("All organs"),
    "unit": _("Bands show"),
    "patients": _("patients"),
    "percent": _("percent of patients"),
    "threshold": _("Hide flows below"),
    "nothing_hidden": _("nothing hidden"),
    "nodes": _("Primaries and organs: arrow keys move, Enter shows one, Escape shows all"),
    "table": _("The flows in focus, largest first"),
    "table_summary": _("The numbers as a table"),
    "evidence": _("Evidence"),
    "evidence_of": _("Evidence for"),
    "evidence_title": _("Where this number comes from"),
    "labels": _("The numbers beside the names, and how many flows there are"),
    "label_name": _("Name"),
    "label_number": _("Number"),
    "lit": _("Flows in focus"),
    "hidden": _("Hidden flows"),
    "close": _("Close"),
    "reset": _("Show all flows"),
}

BETWEEN = _("{low} to {high}")
HEADER = [_("Primary"), _("Organ"), _("Patients"), _("Between"), _("Of"), _("Percent")]


def flow_name(flow: Flow | UsualSite) -> str:
    """Return the stable name of a flow, "primary → organ"."""
    return f"{flow.primary} → {flow.site}"


def flow_fields(flow: Flow) -> tuple[str, ...]:
    """Return what is said of a flow: primary, organ, patients, their range, all patients, percent."""
    counts = (f"{each:,}" for each in (flow.n, flow.n_low, flow.n_high, flow.n_total))
    return flow.primary, flow.site, *counts, whole_percent(flow.percent)


def table_row(fields: Sequence[str]) -> list[str]:
    """Return the row of the table that shows a flow's fields."""
    primary, site, n, low, high, total, share = fields
    return [primary, site, n, BETWEEN.format(low=low, high=high), total, share]


def flow_rows(flow_map: FlowMap, indices: Sequence[int]) -> list[list[str]]:
    """Return flows as rows of text under a header."""
    return [HEADER, *(table_row(flow_fields(flow_map.flows[i])) for i in indices)]


def matrix(flow_map: FlowMap) -> list[list[str]]:
    """Return the patients of every flow: a row for each cancer, a column for each organ.

    Example:
        >>> from metalearn import datasets
        >>> from metalearn.figures.sankey_state import flow_map
        >>> [row[:3] for row in matrix(flow_map(datasets.flows()))[:2]]
        [['Primary', 'Liver', 'Lung'], ['Lung (non-small cell)', '882', '1,885']]
    """
    counts = {(flow.primary, flow.site): f"{flow.n:,}" for flow in flow_map.flows}
    rows = [
        [name, *(counts.get((name, site), "–") for site in flow_map.sites)] for name in flow_map.primaries
    ]
    return [[HEADER[0], *flow_map.sites], *rows]


@functools.cache
def flow_cards(record: Flow) -> tuple[Evidence, ...]:
    """Return the evidence cards of a flow: its patients, and their share of all patients with that cancer."""
    return record.evidence("n"), record.evidence("percent")


@functools.cache
def name_cards(flow_map: FlowMap) -> tuple[Evidence, ...]:
    """Return the cards of names with a number in them, such as somebody's own "Clinic 2"."""
    return tuple(card for flow in flow_map.records for card in told(flow, "cohort", "primary", "site"))


@functools.cache
def total_card(flow_map: FlowMap, name: str) -> Evidence:
    """Return the evidence card of a whole node: the patients of a primary, or of all bands of an organ."""
    pairs = zip(flow_map.flows, flow_map.records, strict=True)
    flows = [record for flow, record in pairs if name in (flow.primary, flow.site)]
    if name in flow_map.primaries:
        return flows[0].evidence("n_total")
    return computed(
        _("{name}: all bands together").format(name=name),
        sum(flow.n for flow in flows),
        _("the patients of {n} primaries, added; the primaries are separate groups of people").format(
            n=len(flows)
        ),
        [flow_cards(flow)[0] for flow in flows],
        unit="patients",
        low=sum(flow.n_low for flow in flows),
        high=sum(flow.n_high for flow in flows),
    )


@functools.cache
def everybody_card(flow_map: FlowMap) -> Evidence:
    """Return the evidence card of all patients whose cancers are in the picture."""
    return computed(
        _("Patients in the picture"),
        sum(flow_map.patients.values()),
        _("the patients of {n} primaries, added; the primaries are separate groups of people").format(
            n=len(flow_map.primaries)
        ),
        [total_card(flow_map, name) for name in flow_map.primaries],
        unit="patients",
    )


def count_card(flow_map: FlowMap, title: str, value: object) -> Evidence:
    """Return the evidence card of something counted among the flows, such as how many are hidden."""
    return computed(
        title, value, _("counted in the rows of this cohort"), [flow_cards(flow_map.records[0])[0]]
    )


def about_cards(flow_map: FlowMap) -> Iterator[Evidence]:
    """Yield the evidence cards of what is said of the patients as a whole."""
    yield everybody_card(flow_map)
    yield count_card(flow_map, _("Cancers"), len(flow_map.primaries))
    yield count_card(flow_map, _("Organs"), len(flow_map.sites))


def state_cards(flow_map: FlowMap, state: SankeyState) -> Iterator[Evidence]:
    """Yield the evidence cards of every number in a state."""
    for i in state.lit:
        yield from flow_cards(flow_map.records[i])
    yield from name_cards(flow_map)
    for name in totals(flow_map, state.focus, state.unit):
        yield total_card(flow_map, name)
    yield count_card(flow_map, WORDS["lit"], len(state.lit))
    if state.threshold:
        yield count_card(flow_map, WORDS["hidden"], len(state.hidden))
        yield count_card(flow_map, _("Flows"), len(flow_map.flows))
        percent = "percent" if state.unit == "percent" else "patients"
        yield computed(WORDS["threshold"], state.threshold, _("chosen by you"), unit=percent)


def description(flow_map: FlowMap, state: SankeyState) -> Iterator[str]:
    """Yield what stands beside the names, and every flow in focus with its interval, as lines of text."""
    own = totals(flow_map, state.focus, state.unit)
    if own:
        beside = "; ".join(f"{name} {count:,}" for name, count in own.items())
        yield _("Patients beside the names: {beside}.").format(beside=beside)
    yield _("{n} flows in focus, largest first:").format(n=len(state.lit))
    said = _("{primary} to {organ}: {n} patients (between {low} and {high}) of {total}, {share}")
    for i in state.lit:
        flow = flow_map.flows[i]
        primary, site, n, low, high, total, share = flow_fields(flow)
        yield "  " + said.format(
            primary=primary, organ=in_text(site), n=n, low=low, high=high, total=total, share=share
        )
