"""The Sankey diagram from primary site to organ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import traitlets

from metalearn.datasets import Evidence, Flow
from metalearn.datasets.sheets import text_of
from metalearn.errors import unknown as unknown_name
from metalearn.figures import sankey_sets as sets
from metalearn.figures import svg, twin
from metalearn.figures.sankey_drawing import draw
from metalearn.figures.sankey_sets import FlowSet
from metalearn.figures.sankey_state import LISTED, THRESHOLDS, UNITS, SankeyState, check_threshold
from metalearn.widgets.base import Controls, Table, View, pack, refuse_unknown, walk
from metalearn.widgets.sankey_payload import payload
from metalearn.words import _

_SEE = {
    sets.COUNTED: "metalearn.datasets.primaries() and metalearn.datasets.sites()",
    sets.GROUPS: "metalearn.datasets.group_flows()",
    sets.LIST: "metalearn.datasets.usual_sites()",
}


class MetastasisSankey(View):
    """Where cancers spread: flows from primary site to organ, one story in focus.

    Args:
        focus: A primary, an organ, or "" for all flows; when left out, colorectal cancer or the largest there is.
        unit: "patients" or "percent" (of the patients with that primary). A list without numbers has neither.
        threshold: Hide flows below this many patients (0, 50, 100, 250, 500, 1000) or percent (0, 5, 10, 20, 30, 50).
        flow: What has its evidence card open: a flow as "primary → organ", a primary or an organ, or "".
        cohort: Whose patients: "MSK-MET" (14 cancers, 9 organs), "MSK-MET groups" (the whole table: 26 groups of
            cancers, 21 organs) or "NCI list" (the usual sites that the National Cancer Institute names; nobody was
            counted, so every band is equally wide).
        flows: Flows of your own instead, as :func:`metalearn.datasets.read_flows` reads them.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown primary, organ, unit, flow or cohort, with the nearest right name.
        MetalearnError: For a threshold that the control does not have, or a cohort without a matrix to draw.
        TypeError: For an unknown keyword, or for a cohort and flows at once.

    Source:
        ``msk_met_2022``; counts are intervals, because the published percentages are whole numbers.
        ``nci_metastatic_cancer`` for the list.

    Example:
        >>> sankey = MetastasisSankey(focus="Prostate")
        >>> print(sankey.describe().splitlines()[0])
        Prostate: 1,140 of 2,172 patients (52%) had metastases in bone
        >>> sankey.cohort = "NCI list"
        >>> print(sankey.describe().splitlines()[0])
        Prostate: the list names Adrenal, Bone, Liver, Lung
    """

    script = "sankey"

    cohort = traitlets.Unicode(sets.COUNTED).tag(sync=True)
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
        chosen = sets.own_set(flows) if flows else sets.flow_set(cohort or sets.COUNTED)
        each = [chosen] if flows else map(sets.flow_set, sets.NAMES)
        self._own = bool(flows)
        self._sets: dict[str, FlowSet] = {one.name: one for one in each}
        super().__init__(
            payload=pack(payload(list(self._sets.values()))),
            cohort=chosen.name,
            focus=_opening(chosen) if focus is None else focus,
            unit=unit,
            threshold=threshold,
            flow=flow,
            scale=scale,
        )

    @traitlets.validate("cohort")
    def _drawable(self, proposal: Any) -> str:
        name = str(proposal["value"])
        if name in self._sets:
            return name
        if self._own:
            raise unknown_name("cohort", name, tuple(self._sets), "the flows you gave")
        return sets.flow_set(name).name

    @traitlets.validate("focus", "flow", "unit")
    def _known(self, proposal: Any) -> str:
        name, value = proposal["trait"].name, str(proposal["value"])
        chosen = self._sets.get(self.cohort)
        if chosen is None:  # traitlets checks in no fixed order; the cohort's own check says what is wrong
            return value
        see = "the flows you gave" if self._own else _SEE[chosen.name]
        options: dict[str, tuple[str, tuple[str, ...], str]] = {
            "focus": ("primary or organ", ("", *chosen.map.primaries, *chosen.map.sites), see),
            "flow": ("flow", ("", *chosen.openable), see),
            "unit": ("unit", tuple(UNITS), "'patients' and 'percent'"),
        }
        kind, known, where = options[name]
        if value not in known:
            raise unknown_name(kind, value, known, where)
        return value

    @traitlets.validate("threshold")
    def _on_the_scale(self, proposal: Any) -> int:
        if self.unit not in UNITS:  # the unit's own check says what is wrong
            return int(proposal["value"])
        return check_threshold(self.unit, proposal["value"])

    @traitlets.observe("unit")
    def _keep_threshold_on_the_scale(self, _change: Any) -> None:
        if self.threshold not in THRESHOLDS[self.unit]:
            self.threshold = 0

    @traitlets.observe("cohort")
    def _keep_what_both_have(self, _change: Any) -> None:
        drawn = self._set.map
        if self.focus not in (*drawn.primaries, *drawn.sites):
            self.focus = ""
        if self.flow not in self._set.openable:
            self.flow = ""

    @property
    def _set(self) -> FlowSet:
        return self._sets[self.cohort]

    @property
    def state(self) -> SankeyState:
        """What is on screen, as plain data."""
        return self._set.state(self.focus, self.unit, self.threshold)

    def describe(self) -> str:
        """Return everything on screen as text."""
        text = self._set.describe(self.state)
        return f"{text}\n\n{text_of(self._set.openable[self.flow])}" if self.flow else text

    def table(self) -> Table:
        """Return the flows in focus: primary, organ, patients, interval, all patients, percent.

        Of the list: cancer, usual site, the list's own word, the counted groups that come nearest.
        """
        return self._set.rows(self.state.lit)

    def twin(self) -> str:
        """Return the picture of this state with its table, all flows behind it, and where they come from."""
        state, chosen = self.state, self._set
        return twin.figure(
            state.headline,
            *map(twin.paragraph, chosen.about),
            twin.image(svg.picture(draw(chosen.map, state)), self.describe(), 900),
            *map(twin.paragraph, (chosen.legend(state.unit), *state.notes, *chosen.mind)),
            twin.table(self.table(), _("The flows in focus")),
            twin.details(_("All flows"), twin.table(chosen.everything(), chosen.title)),
            twin.evidence(self._cards()),
        )

    def _cards(self) -> Iterator[Evidence]:
        yield from self._set.cards(self.state)
        yield from self._set.openable.get(self.flow, ())

    def _folded_cards(self) -> Iterator[Evidence]:
        return self._set.behind_everything()

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every cohort with every focus, unit and threshold, then open every evidence card."""
        return walk(self, self._settings())

    def _settings(self) -> Iterator[Controls]:
        for chosen in self._sets.values():
            still = {"cohort": chosen.name, "unit": "patients", "threshold": 0, "flow": ""}
            for focus, unit, threshold in sets.settings(chosen):
                unit = unit if unit in UNITS else "patients"
                yield still | {"focus": focus, "unit": unit, "threshold": threshold}
            for name in chosen.openable:
                yield still | {"focus": name.partition(" → ")[0], "flow": name}


def _opening(chosen: FlowSet) -> str:
    """The story that a set opens on: its best-known flow or its largest cancer; of a list, everything."""
    if LISTED in chosen.units():
        return ""
    return "Colorectal" if "Colorectal" in chosen.map.primaries else chosen.map.primaries[0]
