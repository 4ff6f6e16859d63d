"""Pure science behind the widgets: plain functions of plain numbers, with no Jupyter.

Each model stands under its own name, whatever folder it lives in, and is loaded when it is first used.

Example:
    >>> from metalearn import models
    >>> models.cascade.survivors(1000, (0.5, 0.1))
    (1000.0, 500.0, 50.0)
"""

import importlib
from typing import TYPE_CHECKING, Any

from metalearn.errors import nearest

if TYPE_CHECKING:
    from metalearn.models import chance
    from metalearn.models.finding import diagnosis, diagnosis_intervals, new_lesion, two_tests
    from metalearn.models.imaging import lesions, phantom, png, scan, tissues, visibility
    from metalearn.models.journey import (
        cascade,
        cascade_sensitivity,
        cascade_switches,
        detection,
        growth,
        seeding,
    )
    from metalearn.models.outcomes import (
        averages,
        early_stopping,
        lead_time,
        real_trials,
        relative_survival,
        survival,
        trial_times,
        trials,
    )
    from metalearn.models.response import (
        best_response,
        irecist,
        recist,
        response_charts,
        target_response,
        targets,
    )
    from metalearn.models.spread import (
        cohort_sums,
        cohorts,
        flows,
        independence,
        origins,
        plumbing,
        site_walk,
        tropism,
        unknown_primary,
    )
    from metalearn.models.stages import stage_migration, staging
    from metalearn.models.teaching import comparing, options, quiz

# Folder -> the models in it that are there to be called. What else lives in a folder serves these.
_HOMES: dict[str, tuple[str, ...]] = {
    "spread": (
        "cohort_sums",
        "cohorts",
        "flows",
        "independence",
        "origins",
        "plumbing",
        "site_walk",
        "tropism",
        "unknown_primary",
    ),
    "journey": ("cascade", "cascade_sensitivity", "cascade_switches", "detection", "growth", "seeding"),
    "finding": ("diagnosis", "diagnosis_intervals", "new_lesion", "two_tests"),
    "stages": ("stage_migration", "staging"),
    "response": ("best_response", "irecist", "recist", "response_charts", "target_response", "targets"),
    "outcomes": (
        "averages",
        "early_stopping",
        "lead_time",
        "real_trials",
        "relative_survival",
        "survival",
        "trial_times",
        "trials",
    ),
    "imaging": ("lesions", "phantom", "png", "scan", "tissues", "visibility"),
    "teaching": ("comparing", "options", "quiz"),
}
_HOME = {name: f"{folder}.{name}" for folder, names in _HOMES.items() for name in names} | {
    "chance": "chance"
}

__all__ = [
    "averages",
    "best_response",
    "cascade",
    "cascade_sensitivity",
    "cascade_switches",
    "chance",
    "cohort_sums",
    "cohorts",
    "comparing",
    "detection",
    "diagnosis",
    "diagnosis_intervals",
    "early_stopping",
    "flows",
    "growth",
    "independence",
    "irecist",
    "lead_time",
    "lesions",
    "new_lesion",
    "options",
    "origins",
    "phantom",
    "plumbing",
    "png",
    "quiz",
    "real_trials",
    "recist",
    "relative_survival",
    "response_charts",
    "scan",
    "seeding",
    "site_walk",
    "stage_migration",
    "staging",
    "survival",
    "target_response",
    "targets",
    "tissues",
    "trial_times",
    "trials",
    "tropism",
    "two_tests",
    "unknown_primary",
    "visibility",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return importlib.import_module(f"metalearn.models.{_HOME[name]}")
    if name.startswith("_"):
        raise AttributeError(name)
    guess = nearest(name, __all__)
    hint = f" Did you mean {guess!r}?" if guess else ""
    raise AttributeError(f"metalearn.models has no {name!r}.{hint}")


def __dir__() -> list[str]:
    return sorted(__all__)
