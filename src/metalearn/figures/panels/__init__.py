"""The panels of the course, by name: each a module of its own, loaded when it is first asked for.

A new panel is a module here with a ``DESIGN`` (see :mod:`metalearn.figures.panels.design`) and a line in ``_HOMES``.
"""

from __future__ import annotations

import importlib

from metalearn.errors import unknown
from metalearn.figures.panels.design import Design

# Name -> module, in the order of the course.
_HOMES: dict[str, str] = {
    "name-that-tumour": "name_that_tumour",
    "cascade-funnel": "cascade_funnel",
    "enrichment": "enrichment",
    "cohorts": "cohorts",
    "origins": "origins",
    "dormancy": "dormancy",
    "late-relapse": "late_relapse",
    "detection-limits": "detection_limits",
    "workflow": "workflow",
    "test-chooser": "chooser",
    "test-results": "results_of_tests",
    "new-lesion": "new_lesion",
    "unknown-primary": "unknown_primary",
    "m-category": "m_category",
    "stage-migration": "stage_migration",
    "goals": "goals",
    "two-arm-trials": "two_arm_trials",
    "recist": "recist",
    "waterfall": "waterfall",
    "survival": "survival",
    "lead-time": "lead_time",
    "averages": "averages",
}


def names() -> tuple[str, ...]:
    """Return the names of all panels, in the order of the course."""
    return tuple(_HOMES)


def panel(name: str) -> Design:
    """Return a panel by its name.

    Raises:
        UnknownNameError: For an unknown name, with the nearest right one.
    """
    if name not in _HOMES:
        raise unknown("panel", name, names(), "metalearn.figures.panels.names()")
    design: Design = importlib.import_module(f"{__name__}.{_HOMES[name]}").DESIGN
    return design
