"""The same flows as a plotly Sankey, for whoever wants to change the figure itself."""

from __future__ import annotations

import json
from typing import Any

from plotly import graph_objects

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.tracing import find
from metalearn.errors import check_keywords
from metalearn.errors import unknown as unknown_name
from metalearn.figures import twin
from metalearn.figures.sankey_drawing import color
from metalearn.figures.sankey_state import flow_map
from metalearn.words import _

_PLOTLY = "application/vnd.plotly.v1+json"


class TwinFigure(graph_objects.Figure):  # type: ignore[misc]
    """A plotly figure of flows that brings its own text and table along.

    Change it as any plotly figure: ``describe()``, ``table()`` and the twin are read off the figure as it now is.
    """

    _cards: tuple[Evidence, ...] = ()
    _ipython_display_ = None  # plotly's own display imports a second and more of renderers, and has no twin

    def table(self) -> list[list[str]]:
        """Return the flows as rows of text: from, to, value."""
        trace = self.data[0]
        names, links = trace.node.label, trace.link
        rows = sorted(zip(links.source, links.target, links.value, strict=True), key=lambda row: -row[2])
        return [
            [_("From"), _("To"), _("Patients")],
            *([names[s], names[t], f"{value:,}"] for s, t, value in rows),
        ]

    def describe(self) -> str:
        """Return the figure as text: its title and every flow, largest first."""
        rows = self.table()[1:]
        return "\n".join(
            [self.layout.title.text or _("Flows"), *(f"  {a} to {b}: {value}" for a, b, value in rows)]
        )

    def evidence(self, number: str | float = "") -> tuple[Evidence, ...]:
        """Return the evidence cards behind the figure's numbers, or those of one number as it is printed.

        A number that was changed in the figure, or belongs to somebody's own title, has no card.

        Raises:
            UnknownNameError: When no card gives the number; the message says which numbers there are.

        Example:
            >>> [card.key for card in sankey("Prostate").evidence("1,140")]
            ['MSK-MET, Prostate, Bone']
        """
        return find(number, self._cards, self.describe()) if number != "" else self._cards

    def _twin(self) -> str:
        title = self.layout.title.text or _("Flows")
        rows = twin.details(_("The numbers as a table"), twin.table(self.table(), title))
        return twin.figure(title, rows, twin.evidence(self._cards))

    def __repr__(self) -> str:
        return self.describe()

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        figure = json.loads(self.to_json())
        figure["config"] = {
            "displaylogo": False,
            "plotlyServerURL": "",
            "modeBarButtonsToRemove": ["sendDataToCloud"],
        }
        return {_PLOTLY: figure, "text/html": self._twin(), "text/plain": self.describe()}


def sankey(focus: str = "", *, cohort: str = "MSK-MET", **unknown: object) -> TwinFigure:
    """Make the flows from primary to organ a plotly figure.

    Args:
        focus: A primary, an organ, or "" for all flows.
        cohort: Whose patients; see :func:`metalearn.datasets.cohorts`.

    Returns:
        A plotly Figure with one Sankey trace; link values are patients. Its paper stays white in dark themes too: a
        plotly figure cannot know its page, and no one colour of type is readable on white and on black paper. In
        :class:`metalearn.Chart` the same figure takes the colours of the page.

    Raises:
        UnknownNameError: For an unknown primary, organ or cohort, with the nearest right name.
        TypeError: For an unknown keyword.

    Source:
        ``msk_met_2022``

    Example:
        >>> sankey("Prostate").table()[1]
        ['Prostate', 'Bone', '1,140']
    """
    check_keywords("sankey", unknown, ["focus", "cohort"])
    flows = flow_map(datasets.flows(cohort))
    names = [*flows.primaries, *flows.sites]
    if focus and focus not in names:
        raise unknown_name("primary or organ", focus, names, "metalearn.datasets.primaries() and .sites()")
    shown = [flow for flow in flows.flows if not focus or focus in (flow.primary, flow.site)]
    nodes = [name for name in names if any(name in (flow.primary, flow.site) for flow in shown)]
    trace = {
        "type": "sankey",
        "node": {
            "label": nodes,
            "color": [color(flows, name) if name in flows.primaries else "#767676" for name in nodes],
            "pad": 12,
            "thickness": 14,
        },
        "link": {
            "source": [nodes.index(flow.primary) for flow in shown],
            "target": [nodes.index(flow.site) for flow in shown],
            "value": [flow.n for flow in shown],
            "color": "rgba(128,128,128,0.35)",
        },
    }
    title = _("{what}: patients by organ, {cohort}").format(what=focus or _("All cancers"), cohort=cohort)
    figure = TwinFigure(
        {"data": [trace], "layout": {"title": {"text": title}, "height": 480, "template": {}}}
    )
    figure._cards = tuple(flow.evidence("n") for flow in shown)
    return figure
