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
    from metalearn.datasets.cards import Evidence, computed, evidence
    from metalearn.datasets.checking import check, update_hashes
    from metalearn.datasets.citations import Reference
    from metalearn.datasets.citing import cite
    from metalearn.datasets.loaders.care import conflicts, treatment_options
    from metalearn.datasets.loaders.finding import accuracy, timing
    from metalearn.datasets.loaders.frames import to_dataframe
    from metalearn.datasets.loaders.journey import (
        ROUTES,
        cascade_quantities,
        cascade_stages,
        cascade_steps,
        survival_presets,
    )
    from metalearn.datasets.loaders.organs import oncotree, organ, organs, usual_sites
    from metalearn.datasets.loaders.outcomes import relative_survival, survival_curve, trials
    from metalearn.datasets.loaders.own import read_flows
    from metalearn.datasets.loaders.spread import (
        cancer_types,
        cohort,
        cohorts,
        flows,
        group_flows,
        primaries,
        sequenced_sites,
        site_frequencies,
        sites,
        subtype_flows,
    )
    from metalearn.datasets.loaders.staging import seer_cancers, stage_shares, staging_facts
    from metalearn.datasets.loaders.teaching import (
        case,
        cases,
        define,
        faq,
        glossary,
        misconception,
        misconceptions,
        mistake,
        mistakes,
        question,
        questions,
        scope_items,
    )
    from metalearn.datasets.numbers import plain
    from metalearn.datasets.package import Column, Table
    from metalearn.datasets.records.care import Conflict, TreatmentOption
    from metalearn.datasets.records.cases import Case, Choice, Node
    from metalearn.datasets.records.cohorts import Cohort
    from metalearn.datasets.records.finding import Accuracy, Timing
    from metalearn.datasets.records.frequencies import SiteFrequency
    from metalearn.datasets.records.journey import (
        Barrier,
        CascadeStage,
        CascadeStep,
        Quantity,
        SurvivalPreset,
    )
    from metalearn.datasets.records.organs import OncoTree, Organ, UsualSite
    from metalearn.datasets.records.outcomes import RelativeSurvival, SurvivalPoint, TrialResult
    from metalearn.datasets.records.spread import (
        CancerType,
        Flow,
        GroupFlow,
        Primary,
        SequencedSite,
        SubtypeFlow,
    )
    from metalearn.datasets.records.staging import SeerCancer, StageShare, StagingFact
    from metalearn.datasets.records.teaching import CommonQuestion, Misconception, Mistake, ScopeItem, Term
    from metalearn.datasets.selfcheck import Question
    from metalearn.datasets.store import reference, references, table, tables
    from metalearn.errors import DataError, Problem

# Where each public name lives. A table's record class and loader stand in the modules of its subject.
_HOMES: dict[str, tuple[str, ...]] = {
    "base": ("Record",),
    "cards": ("Evidence", "computed", "evidence"),
    "checking": ("check", "update_hashes"),
    "citations": ("Reference",),
    "citing": ("cite",),
    "loaders.care": ("conflicts", "treatment_options"),
    "loaders.finding": ("accuracy", "timing"),
    "loaders.frames": ("to_dataframe",),
    "loaders.journey": (
        "ROUTES",
        "cascade_quantities",
        "cascade_stages",
        "cascade_steps",
        "survival_presets",
    ),
    "loaders.organs": ("oncotree", "organ", "organs", "usual_sites"),
    "loaders.outcomes": ("relative_survival", "survival_curve", "trials"),
    "loaders.own": ("read_flows",),
    "loaders.spread": (
        "cancer_types",
        "cohort",
        "cohorts",
        "flows",
        "group_flows",
        "primaries",
        "sequenced_sites",
        "site_frequencies",
        "sites",
        "subtype_flows",
    ),
    "loaders.staging": ("seer_cancers", "stage_shares", "staging_facts"),
    "loaders.teaching": (
        "case",
        "cases",
        "define",
        "faq",
        "glossary",
        "misconception",
        "misconceptions",
        "mistake",
        "mistakes",
        "question",
        "questions",
        "scope_items",
    ),
    "numbers": ("plain",),
    "package": ("Column", "Table"),
    "records.care": ("Conflict", "TreatmentOption"),
    "records.cases": ("Case", "Choice", "Node"),
    "records.finding": ("Accuracy", "Timing"),
    "records.frequencies": ("SiteFrequency",),
    "records.journey": ("Barrier", "CascadeStage", "CascadeStep", "Quantity", "SurvivalPreset"),
    "records.organs": ("OncoTree", "Organ", "UsualSite"),
    "records.outcomes": ("RelativeSurvival", "SurvivalPoint", "TrialResult"),
    "records.cohorts": ("Cohort",),
    "records.spread": ("CancerType", "Flow", "GroupFlow", "Primary", "SequencedSite", "SubtypeFlow"),
    "records.staging": ("SeerCancer", "StageShare", "StagingFact"),
    "records.teaching": ("CommonQuestion", "Misconception", "Mistake", "ScopeItem", "Term"),
    "selfcheck": ("Question",),
    "store": ("fingerprint", "reference", "references", "table", "tables"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "ROUTES",
    "Accuracy",
    "Barrier",
    "CancerType",
    "CascadeStage",
    "CascadeStep",
    "Case",
    "Choice",
    "Cohort",
    "Column",
    "CommonQuestion",
    "Conflict",
    "DataError",
    "Evidence",
    "Flow",
    "GroupFlow",
    "Misconception",
    "Mistake",
    "Node",
    "OncoTree",
    "Organ",
    "Primary",
    "Problem",
    "Quantity",
    "Question",
    "Record",
    "Reference",
    "RelativeSurvival",
    "ScopeItem",
    "SeerCancer",
    "SequencedSite",
    "SiteFrequency",
    "StageShare",
    "StagingFact",
    "SubtypeFlow",
    "SurvivalPoint",
    "SurvivalPreset",
    "Table",
    "Term",
    "Timing",
    "TreatmentOption",
    "TrialResult",
    "UsualSite",
    "accuracy",
    "cancer_types",
    "cascade_quantities",
    "cascade_stages",
    "cascade_steps",
    "case",
    "cases",
    "check",
    "cite",
    "cohort",
    "cohorts",
    "computed",
    "conflicts",
    "define",
    "evidence",
    "faq",
    "fingerprint",
    "flows",
    "glossary",
    "group_flows",
    "misconception",
    "misconceptions",
    "mistake",
    "mistakes",
    "oncotree",
    "organ",
    "organs",
    "plain",
    "primaries",
    "question",
    "questions",
    "read_flows",
    "reference",
    "references",
    "relative_survival",
    "scope_items",
    "seer_cancers",
    "sequenced_sites",
    "site_frequencies",
    "sites",
    "stage_shares",
    "staging_facts",
    "subtype_flows",
    "survival_curve",
    "survival_presets",
    "table",
    "tables",
    "timing",
    "to_dataframe",
    "treatment_options",
    "trials",
    "update_hashes",
    "usual_sites",
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
