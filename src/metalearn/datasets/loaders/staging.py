"""Loaders of stage: the rules, and how many people are found at each."""

from __future__ import annotations

from metalearn.datasets.loaders.picking import every, named
from metalearn.datasets.records.staging import SeerCancer, StageShare, StagingFact


def staging_facts() -> tuple[StagingFact, ...]:
    """Return the rules of stage and of response on scans, in plain words; not the whole of any manual.

    Example:
        >>> [fact.code for fact in staging_facts() if fact.cancer == "Colorectal"]
        ['M1a', 'M1b', 'M1c', 'distant nodes']
    """
    return every(StagingFact)


def seer_cancers() -> tuple[SeerCancer, ...]:
    """Return the cancers of ``stage_shares()`` and ``survival_curve()``: solid tumours, and those of blood and lymph.

    Source:
        ``seer18_grail_2020``

    Example:
        >>> [each.cancer for each in seer_cancers() if each.kind == "blood"]
        ['Lymphoma', 'Lymphoid leukaemia', 'Myeloid neoplasm', 'Plasma cell neoplasm']
    """
    return every(SeerCancer)


def stage_shares(cancer: str | None = None) -> tuple[StageShare, ...]:
    """Return how many cases were found at each stage, in people aged 50 to 79.

    Args:
        cancer: A cancer of ``seer_cancers()``; every one when None.

    Raises:
        UnknownNameError: When there is no such cancer.

    Source:
        ``seer18_grail_2020``

    Example:
        >>> [round(share.percent_of_all) for share in stage_shares("Lung")]
        [21, 4, 22, 44, 9]
    """
    shares = every(StageShare)
    return shares if cancer is None else tuple(each for each in shares if each.cancer == known(cancer))


def known(cancer: str) -> str:
    """Return the name of a cancer of the two SEER tables, or say which is nearest.

    Raises:
        UnknownNameError: When there is no such cancer.

    Example:
        >>> known("Lung")
        'Lung'
    """
    return named("cancer", cancer, {each.cancer: each for each in seer_cancers()}, "seer_cancers").cancer
