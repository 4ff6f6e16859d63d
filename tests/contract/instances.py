"""Everything the contract is checked for: each public widget, and each thing that an engine is used for."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import metalearn
from metalearn import (
    BodyMap,
    Cards,
    CascadeStepper,
    CasePlayer,
    Chart,
    MetastasisSankey,
    Panel,
    Quiz,
    Scan,
    TreatmentExplorer,
    datasets,
)
from metalearn.figures import decks, panels

Make = Callable[[], Any]


def public() -> tuple[str, ...]:
    """Return the names of the public widget classes."""
    return tuple(name for name in metalearn.__all__ if inspect.isclass(getattr(metalearn, name)))


def chart() -> Chart:
    """Return a chart of the flows of one primary, with their cards."""
    flows = [flow for flow in datasets.flows() if flow.primary == "Prostate"]
    rows = [["Organ", "Patients"], *([flow.site, f"{flow.n:,}"] for flow in flows)]
    bars = {
        "data": [{"type": "bar", "x": [flow.site for flow in flows], "y": [flow.n for flow in flows]}],
        "layout": {
            "title": {"text": "Where prostate cancer spread"},
            "xaxis": {"title": {"text": "Organ"}},
            "yaxis": {"title": {"text": "Patients"}},
        },
    }
    return Chart(bars, "Where prostate cancer spread", rows, evidence=[flow.evidence("n") for flow in flows])


def panel(name: str) -> Make:
    return lambda: Panel(name)


def deck(name: str) -> Make:
    return lambda: Cards(name)


def case(name: str) -> Make:
    return lambda: CasePlayer(name)


def quiz(name: str) -> Make:
    return lambda: Quiz(name)


def _one_of_each_kind() -> dict[str, str]:
    """The first question of each kind."""
    found: dict[str, str] = {}
    for each in datasets.questions():
        found.setdefault(each.kind, each.id)
    return found


# What is made for "an instance of the contract"; a new public widget needs a line, a new use of an engine none.
WIDGETS: dict[str, Make] = {
    "BodyMap": BodyMap,
    "BodyMap organs": lambda: BodyMap(view="organs"),
    "CascadeStepper": CascadeStepper,
    "Chart": chart,
    "MetastasisSankey": MetastasisSankey,
    "Scan": Scan,
    "TreatmentExplorer": TreatmentExplorer,
    "Cards evidence": lambda: Cards(evidence=[flow.evidence("n") for flow in datasets.flows()[:3]]),
    **{f"Cards {name}": deck(name) for name in decks.names()},
    **{f"CasePlayer {each.id}": case(each.id) for each in datasets.cases()},
    **{f"Panel {name}": panel(name) for name in panels.names()},
    **{f"Quiz {kind}": quiz(name) for kind, name in _one_of_each_kind().items()},
}


def enlarged(make: Make) -> Make:
    """Return a way to make the same widget for a projector, at twice its size."""

    def large() -> Any:
        widget = make()
        widget.scale = 2.0
        return widget

    return large


def one_each() -> dict[str, Make]:
    """Return one way to make each public widget."""
    found: dict[str, Make] = {}
    for name, make in WIDGETS.items():
        found.setdefault(name.split()[0], make)
    return found
