"""The interactive widgets of the course; each is loaded when it is first used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from metalearn.widgets.body_map import BodyMap
    from metalearn.widgets.cards import Cards
    from metalearn.widgets.case_player import CasePlayer
    from metalearn.widgets.chart import Chart
    from metalearn.widgets.explorer import TreatmentExplorer
    from metalearn.widgets.panel import Panel
    from metalearn.widgets.quiz import Quiz
    from metalearn.widgets.sankey import MetastasisSankey
    from metalearn.widgets.scan import Scan
    from metalearn.widgets.stepper import CascadeStepper

_HOMES = {
    "BodyMap": "body_map",
    "Cards": "cards",
    "CascadeStepper": "stepper",
    "CasePlayer": "case_player",
    "Chart": "chart",
    "MetastasisSankey": "sankey",
    "Panel": "panel",
    "Quiz": "quiz",
    "Scan": "scan",
    "TreatmentExplorer": "explorer",
}
__all__ = [
    "BodyMap",
    "Cards",
    "CascadeStepper",
    "CasePlayer",
    "Chart",
    "MetastasisSankey",
    "Panel",
    "Quiz",
    "Scan",
    "TreatmentExplorer",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"metalearn.widgets.{_HOMES[name]}"), name)
    from metalearn.errors import nearest

    guess = nearest(name, __all__)
    raise AttributeError(
        f"metalearn.widgets has no {name!r}." + (f" Did you mean {guess!r}?" if guess else "")
    )
