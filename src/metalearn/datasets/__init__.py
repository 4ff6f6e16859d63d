"""Typed records read from the project's data tables, each with its source.

Importing this reads nothing; each name is loaded when it is first used, and each table read when it is first asked for.

Example:
    >>> from metalearn import datasets
    >>> print(datasets.reference("msk_met_2022").short())
    Nguyen et al. 2022
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from metalearn.errors import nearest

if TYPE_CHECKING:
    from metalearn.datasets.base import Record
    from metalearn.datasets.cards import Evidence, evidence, plain
    from metalearn.datasets.checking import check, update_hashes
    from metalearn.datasets.citations import Reference
    from metalearn.datasets.loaders.care import treatment_options
    from metalearn.datasets.loaders.frames import to_dataframe
    from metalearn.datasets.loaders.journey import (
        ROUTES,
        cascade_quantities,
        cascade_stages,
        cascade_steps,
        survival_presets,
    )
    from metalearn.datasets.loaders.spread import cohort, cohorts, flows, primaries, read_flows, sites
    from metalearn.datasets.loaders.teaching import define, glossary, question, questions
    from metalearn.datasets.package import Column, Table
    from metalearn.datasets.records.care import TreatmentOption
    from metalearn.datasets.records.journey import (
        Barrier,
        CascadeStage,
        CascadeStep,
        Quantity,
        SurvivalPreset,
    )
    from metalearn.datasets.records.spread import Cohort, Flow, Primary
    from metalearn.datasets.records.teaching import Term
    from metalearn.datasets.selfcheck import Question
    from metalearn.datasets.store import reference, references, table, tables
    from metalearn.errors import DataError, Problem

# Where each public name lives. A table's record class and loader stand in the modules of its subject.
_HOMES: dict[str, tuple[str, ...]] = {
    "base": ("Record",),
    "cards": ("Evidence", "evidence", "plain"),
    "checking": ("check", "update_hashes"),
    "citations": ("Reference",),
    "loaders.care": ("treatment_options",),
    "loaders.frames": ("to_dataframe",),
    "loaders.journey": (
        "ROUTES",
        "cascade_quantities",
        "cascade_stages",
        "cascade_steps",
        "survival_presets",
    ),
    "loaders.spread": ("cohort", "cohorts", "flows", "primaries", "read_flows", "sites"),
    "loaders.teaching": ("define", "glossary", "question", "questions"),
    "package": ("Column", "Table"),
    "records.care": ("TreatmentOption",),
    "records.journey": ("Barrier", "CascadeStage", "CascadeStep", "Quantity", "SurvivalPreset"),
    "records.spread": ("Cohort", "Flow", "Primary"),
    "records.teaching": ("Term",),
    "selfcheck": ("Question",),
    "store": ("reference", "references", "table", "tables"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "ROUTES",
    "Barrier",
    "CascadeStage",
    "CascadeStep",
    "Cohort",
    "Column",
    "DataError",
    "Evidence",
    "Flow",
    "Primary",
    "Problem",
    "Quantity",
    "Question",
    "Record",
    "Reference",
    "SurvivalPreset",
    "Table",
    "Term",
    "TreatmentOption",
    "cascade_quantities",
    "cascade_stages",
    "cascade_steps",
    "check",
    "cohort",
    "cohorts",
    "define",
    "evidence",
    "flows",
    "glossary",
    "plain",
    "primaries",
    "question",
    "questions",
    "read_flows",
    "reference",
    "references",
    "sites",
    "survival_presets",
    "table",
    "tables",
    "to_dataframe",
    "treatment_options",
    "update_hashes",
]


def __getattr__(name: str) -> Any:
    if name in ("DataError", "Problem"):
        return getattr(importlib.import_module("metalearn.errors"), name)
    if name in _HOME:
        found = getattr(importlib.import_module(f"metalearn.datasets.{_HOME[name]}"), name)
        globals()[name] = found  # found at once the next time
        return found
    if name.startswith("_"):
        raise AttributeError(name)
    guess = nearest(name, __all__)
    raise AttributeError(
        f"metalearn.datasets has no {name!r}." + (f" Did you mean {guess!r}?" if guess else "")
    )


def __dir__() -> list[str]:
    return sorted(__all__)
