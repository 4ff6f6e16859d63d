"""Typed records read from the project's data tables, each with its source.

Importing this reads nothing; each table is read once, when it is first asked for.

Example:
    >>> from metalearn import datasets
    >>> print(datasets.reference("msk_met_2022").short())
    Nguyen et al. 2022
"""

from metalearn.datasets.base import Record
from metalearn.datasets.cards import Evidence, evidence, plain
from metalearn.datasets.checking import check, update_hashes
from metalearn.datasets.citations import Reference
from metalearn.datasets.loaders import (
    ROUTES,
    cascade_quantities,
    cascade_stages,
    cascade_steps,
    cohort,
    cohorts,
    define,
    flows,
    glossary,
    primaries,
    question,
    questions,
    read_flows,
    sites,
    survival_presets,
    to_dataframe,
    treatment_options,
)
from metalearn.datasets.package import Column, Table
from metalearn.datasets.records import (
    Barrier,
    CascadeStage,
    CascadeStep,
    Cohort,
    Flow,
    Primary,
    Quantity,
    SurvivalPreset,
    Term,
    TreatmentOption,
)
from metalearn.datasets.selfcheck import Question
from metalearn.datasets.store import reference, references, table, tables
from metalearn.errors import DataError, Problem

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
