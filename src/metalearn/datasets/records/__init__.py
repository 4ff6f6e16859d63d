"""One frozen record class a table, one module a subject; the fields are the table's columns, in the table's order.

A new table needs its description in ``data/datapackage.json``, a class in one of these modules, its line below and a
loader.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from metalearn.datasets.base import Record

# Table -> the module and class of its records. A module is loaded when one of its tables is first read.
HOMES: dict[str, str] = {
    "flows": "records.spread.Flow",
    "cohorts": "records.cohorts.Cohort",
    "primaries": "records.spread.Primary",
    "flows_groups": "records.spread.GroupFlow",
    "flows_subtypes": "records.spread.SubtypeFlow",
    "sequenced_sites": "records.spread.SequencedSite",
    "cancer_types": "records.spread.CancerType",
    "site_frequencies": "records.frequencies.SiteFrequency",
    "usual_sites": "records.organs.UsualSite",
    "oncotree": "records.organs.OncoTree",
    "organs": "records.organs.Organ",
    "cascade_steps": "records.journey.CascadeStep",
    "cascade_stages": "records.journey.CascadeStage",
    "cascade_survival": "records.journey.Barrier",
    "cascade_quantities": "records.journey.Quantity",
    "diagnostic_accuracy": "records.finding.Accuracy",
    "timing": "records.finding.Timing",
    "staging": "records.staging.StagingFact",
    "seer_cancers": "records.staging.SeerCancer",
    "stage_at_diagnosis": "records.staging.StageShare",
    "survival_curves": "records.outcomes.SurvivalPoint",
    "relative_survival": "records.outcomes.RelativeSurvival",
    "trials": "records.outcomes.TrialResult",
    "treatment_options": "records.care.TreatmentOption",
    "conflicts": "records.care.Conflict",
    "glossary": "records.teaching.Term",
    "faq": "records.teaching.CommonQuestion",
    "questions": "selfcheck.Question",
    "cases": "records.cases.Case",
    "misconceptions": "records.teaching.Misconception",
    "mistakes": "records.teaching.Mistake",
    "scope": "records.teaching.ScopeItem",
}


def record_class(table: str) -> type[Record]:
    """Return the class of a table's records.

    Raises:
        KeyError: When the table has none.

    Example:
        >>> record_class("flows").__name__
        'Flow'
    """
    module, _, name = HOMES[table].rpartition(".")
    found: Any = getattr(importlib.import_module(f"metalearn.datasets.{module}"), name)
    assert found.table == table, f"{HOMES[table]} says it belongs to the table {found.table!r}"
    return found  # type: ignore[no-any-return]
