"""Loaders of what becomes of people."""

from __future__ import annotations

from functools import cache

from metalearn.datasets.loaders.picking import every
from metalearn.datasets.loaders.staging import known
from metalearn.datasets.records.outcomes import RelativeSurvival, SurvivalPoint, TrialResult
from metalearn.errors import unknown


@cache
def _curves() -> dict[str, dict[str, tuple[SurvivalPoint, ...]]]:
    """The curves by cancer and stage, so that one of 119 is not looked for among 2,378 points each time."""
    curves: dict[str, dict[str, list[SurvivalPoint]]] = {}
    for point in every(SurvivalPoint):
        curves.setdefault(point.cancer, {}).setdefault(point.stage, []).append(point)
    return {cancer: {name: tuple(of) for name, of in stages.items()} for cancer, stages in curves.items()}


def survival_curve(cancer: str, stage: str) -> tuple[SurvivalPoint, ...]:
    """Return cause-specific survival of one cancer from diagnosis, every three months to 60.

    Look at ``shown`` before you show it, and at the cancer's kind before you call stage IV metastatic.

    Args:
        cancer: A cancer of ``datasets.seer_cancers()``.
        stage: I, II, III, IV or Unknown.

    Returns:
        The points in order of time, as shares of 1.

    Raises:
        UnknownNameError: When there is no such cancer, or it has no curve for that stage.

    Source:
        ``seer18_grail_2020``

    Example:
        >>> curve = survival_curve("Lung", "IV")
        >>> len(curve), curve[-1].months, curve[-1].survival
        (20, 60, 0.0486)
    """
    stages = _curves()[known(cancer)]
    if stage not in stages:
        see = f"metalearn.datasets.stage_shares({cancer!r})"
        raise unknown(f"stage with a curve for {cancer}", stage, list(stages), see)
    return stages[stage]


def relative_survival() -> tuple[RelativeSurvival, ...]:
    """Return five-year relative survival by summary stage, in percent. Compare only rows of one period.

    Example:
        >>> distant = [row for row in relative_survival() if (row.cancer, row.stage) == ("Breast (female)", "Distant")]
        >>> [(row.period, row.said) for row in distant]
        [('2015-2021', '32.6%'), ('2013-2019', '31%')]
    """
    return every(RelativeSurvival)


def trials() -> tuple[TrialResult, ...]:
    """Return results of randomised trials of local treatment for few metastases, arm by arm.

    Example:
        >>> [(row.arm_kind, row.value) for row in trials() if row.outcome == "5-year overall survival"]
        [('control', 17.7), ('local', 42.3)]
    """
    return every(TrialResult)
