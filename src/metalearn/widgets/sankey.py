"""The Sankey diagram from primary site to organ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import traitlets

from metalearn import datasets
from metalearn.datasets import Evidence, Flow
from metalearn.datasets.sheets import text_of
from metalearn.errors import unknown as unknown_name
from metalearn.figures import svg, twin
from metalearn.figures.sankey_drawing import NARROW, WIDE, draw
from metalearn.figures.sankey_state import (
    THRESHOLDS,
    UNITS,
    FlowMap,
    SankeyState,
    check_threshold,
    flow_map,
    sankey_state,
)
from metalearn.figures.sankey_text import (
    LEGEND,
    WORDS,
    count_card,
    description,
    flow_cards,
    flow_name,
    flow_rows,
    state_cards,
    total_card,
)
from metalearn.widgets.base import Controls, Table, View, refuse_unknown, walk

_SEE = "metalearn.datasets.primaries() and metalearn.datasets.sites()"


class MetastasisSankey(View):
    """Where cancers spread: flows from primary site to organ, one story in focus.

    Args:
        focus: A primary, an organ, or "" for all flows; when left out, colorectal cancer or the largest there is.
        unit: "patients" or "percent" (of the patients with that primary).
        threshold: Hide flows below this many patients (0, 50, 100, 250, 500, 1000) or percent (0, 5, 10, 20, 30, 50).
        flow: What has its evidence card open: a flow as "primary → organ", a primary or an organ, or "".
        cohort: Whose patients; see :func:`metalearn.datasets.cohorts`.
        flows: Flows of your own instead, as :func:`metalearn.datasets.read_flows` reads them.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown primary, organ, unit, flow or cohort, with the nearest right name.
        MetalearnError: For a threshold that the control does not have.
        TypeError: For an unknown keyword, or for a cohort and flows at once.

    Source:
        ``msk_met_2022``; counts are intervals, because the published percentages are whole numbers.

    Example:
        >>> sankey = MetastasisSankey(focus="Prostate")
        >>> print(sankey.describe().splitlines()[0])
        Prostate: 1,140 of 2,172 patients (52%) had metastases in bone
    """

    script = "sankey"

    focus = traitlets.Unicode("Colorectal").tag(sync=True)
    unit = traitlets.Unicode("patients").tag(sync=True)
    threshold = traitlets.Int(0).tag(sync=True)
    flow = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        focus: str | None = None,
        *,
        unit: str = "patients",
        threshold: int = 0,
        flow: str = "",
        cohort: str | None = None,
        flows: Sequence[Flow] | None = None,
        scale: float = 1.0,
        **unknown: object,
    ) -> None:
        refuse_unknown(type(self), unknown)
        if flows is not None and (cohort is not None or not flows):
            raise TypeError("MetastasisSankey() takes a cohort, or at least one flow, but not both.")
        known = datasets.cohort(cohort or "MSK-MET")
        self._title, self._see = (flows[0].cohort, "the flows you gave") if flows else (known.title, _SEE)
        self._map = flow_map(flows or datasets.flows(known.cohort))
        self._open = _openable(self._map)
        if focus is None:
            focus = "Colorectal" if "Colorectal" in self._map.primaries else self._map.primaries[0]
        super().__init__(focus=focus, unit=unit, threshold=threshold, flow=flow, scale=scale)
        self.ship(_payload(self._map))

    @traitlets.validate("focus", "flow", "unit")
    def _known(self, proposal: Any) -> str:
        name = proposal["trait"].name
        options: dict[str, tuple[str, ...]] = {
            "focus": ("", *self._map.primaries, *self._map.sites),
            "flow": ("", *self._open),
            "unit": tuple(UNITS),
        }
        if proposal["value"] not in options[name]:
            kind, see = {
                "focus": ("primary or organ", self._see),
                "flow": ("flow", self._see),
                "unit": ("unit", "'patients' and 'percent'"),
            }[name]
            raise unknown_name(kind, proposal["value"], options[name], see)
        return str(proposal["value"])

    @traitlets.validate("threshold")
    def _on_the_scale(self, proposal: Any) -> int:
        if (
            self.unit not in UNITS
        ):  # traitlets checks in no fixed order; the unit's own check says what is wrong
            return int(proposal["value"])
        return check_threshold(self.unit, proposal["value"])

    @traitlets.observe("unit")
    def _keep_threshold_on_the_scale(self, _change: Any) -> None:
        if self.threshold not in THRESHOLDS[self.unit]:
            self.threshold = 0

    @property
    def state(self) -> SankeyState:
        """What is on screen, as plain data."""
        return sankey_state(self._map, self.focus, self.unit, self.threshold)

    def describe(self) -> str:
        """Return everything on screen as text."""
        text = description(self._map, self.state)
        return f"{text}\n\n{text_of(self._open[self.flow])}" if self.flow else text

    def table(self) -> Table:
        """Return the flows in focus: primary, organ, patients, interval, all patients, percent."""
        return flow_rows(self._map, self.state.lit)

    def twin(self) -> str:
        """Return the picture of this state with its table, all flows behind it, and where they come from."""
        state = self.state
        everything = tuple(range(len(self._map.flows)))
        return twin.figure(
            state.headline,
            twin.image(svg.picture(draw(self._map, state)), self.describe(), 900),
            *map(twin.paragraph, (LEGEND[state.unit], *state.notes)),
            twin.table(self.table(), "The flows in focus"),
            twin.details("All flows", twin.table(flow_rows(self._map, everything), self._title)),
            twin.evidence(self._cards()),
        )

    def _cards(self) -> Iterator[Evidence]:
        yield from state_cards(self._map, self.state)
        yield from self._open.get(self.flow, ())

    def _folded_cards(self) -> Iterator[Evidence]:
        return (card for flow in self._map.flows for card in flow_cards(flow))

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every focus, unit and threshold, then open every evidence card."""
        settings: list[Controls] = [
            {"focus": focus, "unit": unit, "threshold": threshold, "flow": ""}
            for focus in ("", *self._map.primaries, *self._map.sites)
            for unit in UNITS
            for threshold in THRESHOLDS[unit]
        ]
        settings += [{"focus": "", "unit": "patients", "threshold": 0, "flow": name} for name in self._open]
        return walk(self, iter(settings))


def _openable(flow_map: FlowMap) -> dict[str, tuple[Evidence, ...]]:
    """The cards that can be opened, by the name of what they are about."""
    found = {flow_name(flow): flow_cards(flow) for flow in flow_map.flows}
    return found | {name: (total_card(flow_map, name),) for name in (*flow_map.primaries, *flow_map.sites)}


def _payload(flow_map: FlowMap) -> dict[str, Any]:
    """Collect what the view selects among: drawings by unit and size, states by control, evidence by flow."""
    states = {}
    for focus in ("", *flow_map.primaries, *flow_map.sites):
        for unit in UNITS:
            for threshold in THRESHOLDS[unit]:
                state = sankey_state(flow_map, focus, unit, threshold)
                states[f"{focus}|{unit}|{threshold}"] = {
                    "headline": state.headline,
                    "lit": state.lit,
                    "hidden": state.hidden,
                    "marks": state.marks,
                    "notes": state.notes,
                }
    everything = {unit: sankey_state(flow_map, "", unit, 0) for unit in UNITS}
    return {
        "words": WORDS,
        "legend": LEGEND,
        "primaries": flow_map.primaries,
        "sites": flow_map.sites,
        "thresholds": {
            unit: [[value, _threshold_text(value, unit)] for value in THRESHOLDS[unit]] for unit in UNITS
        },
        "drawings": {
            unit: [draw(flow_map, everything[unit], size) for size in (WIDE, NARROW)] for unit in UNITS
        },
        "states": states,
        "flows": [flow_name(flow) for flow in flow_map.flows],
        "evidence": {name: text_of(cards) for name, cards in _openable(flow_map).items()},
        "counted": {name: count_card(flow_map, WORDS[name], "{n}").text() for name in ("lit", "hidden")},
        "table": flow_rows(flow_map, tuple(range(len(flow_map.flows)))),
    }


def _threshold_text(value: int, unit: str) -> str:
    if not value:
        return WORDS["nothing_hidden"]
    return f"{value:,} {UNITS[unit]}" if unit == "patients" else f"{value}% of patients"
