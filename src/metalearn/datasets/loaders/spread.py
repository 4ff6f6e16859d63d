"""Loaders of where cancers spread."""

from __future__ import annotations

from metalearn.datasets.loaders.picking import Kind, every, named
from metalearn.datasets.records.cohorts import Cohort
from metalearn.datasets.records.frequencies import SiteFrequency
from metalearn.datasets.records.spread import (
    CancerType,
    Flow,
    GroupFlow,
    Primary,
    SequencedSite,
    SubtypeFlow,
)
from metalearn.errors import MetalearnError, unknown


def cohorts() -> tuple[Cohort, ...]:
    """Return the groups of people who were counted, each with what its numbers cannot tell.

    Example:
        >>> [each.cohort for each in cohorts() if each.kind == "centre"]
        ['MSK-MET', 'MSK-MET sequenced', 'MD Anderson 1994-1996']
    """
    return every(Cohort)


def cohort(name: str) -> Cohort:
    """Return one cohort by name.

    Raises:
        UnknownNameError: When there is no such cohort.

    Example:
        >>> cohort("MSK-MET").n_patients
        25775
    """
    return named("cohort", name, {each.cohort: each for each in cohorts()}, "cohorts")


def of_cohort(kind: type[Kind], cohort_name: str) -> tuple[Kind, ...]:
    """Return the records of a table that belong to one cohort.

    Raises:
        UnknownNameError: When there is no such cohort.
        MetalearnError: When the cohort is not in this table; the message says which cohorts are.
    """
    wanted = cohort(cohort_name).cohort
    records = every(kind)
    found = tuple(record for record in records if getattr(record, "cohort", None) == wanted)
    if not found:
        has = ", ".join(dict.fromkeys(str(getattr(record, "cohort", "")) for record in records))
        raise MetalearnError(
            f"The cohort {wanted!r} is not in the table {kind.table!r}: it has no matrix of primaries by organs, "
            f"only single figures; see metalearn.datasets.site_frequencies({wanted!r}). Cohorts with a matrix: {has}."
        )
    return found


def flows(cohort: str = "MSK-MET") -> tuple[Flow, ...]:
    """Return the counts of patients from each primary cancer to each organ.

    Args:
        cohort: Name of the cohort.

    Returns:
        One record a primary and organ, in patients, each with the interval the count lies in.

    Raises:
        UnknownNameError: When there is no such cohort.
        MetalearnError: When the cohort has no matrix of primaries by organs.

    Source:
        ``msk_met_2022``

    Example:
        >>> len(flows())
        126
    """
    return of_cohort(Flow, cohort)


def group_flows() -> tuple[GroupFlow, ...]:
    """Return the fuller table behind the default flows: 26 groups of cancers by 21 organs, in patients.

    Source:
        ``msk_met_2022``

    Example:
        >>> len(group_flows())
        546
    """
    return every(GroupFlow)


def subtype_flows(group: str | None = None) -> tuple[SubtypeFlow, ...]:
    """Return the flows of 50 subtypes of cancer, and of all cancers together, to 21 organs, in patients.

    Args:
        group: Only the subtypes of this group; everything when None.

    Raises:
        UnknownNameError: When there is no such group.

    Source:
        ``msk_met_2022``

    Example:
        >>> len(subtype_flows()), len(subtype_flows("Thyroid"))
        (1071, 42)
    """
    found = every(SubtypeFlow)
    if group is None:
        return found
    known = list(dict.fromkeys(flow.group for flow in found if flow.group))
    if group not in known:
        raise unknown("group", group, known, "metalearn.datasets.group_flows()")
    return tuple(flow for flow in found if flow.group == group)


def sequenced_sites() -> tuple[SequencedSite, ...]:
    """Return where the one sequenced metastasis of each patient was: exact counts, biased by what is easy to sample.

    Source:
        ``msk_met_2022``

    Example:
        >>> sum(each.n for each in sequenced_sites())
        10143
    """
    return every(SequencedSite)


def cancer_types() -> tuple[CancerType, ...]:
    """Return all types of cancer of MSK-MET, with exact numbers of patients and of those with metastases.

    Source:
        ``msk_met_2022``

    Example:
        >>> sum(each.n_patients for each in cancer_types())
        25775
    """
    return every(CancerType)


def site_frequencies(cohort: str | None = None) -> tuple[SiteFrequency, ...]:
    """Return single published figures from registries, clinical series and autopsies, each with its denominator.

    Args:
        cohort: Only the figures of this cohort; everything when None.

    Raises:
        UnknownNameError: When no figure belongs to such a cohort.

    Example:
        >>> [each.percent for each in site_frequencies("Stockholm colorectal 2008")]
        [26.5]
    """
    found = every(SiteFrequency)
    if cohort is None:
        return found
    known = list(dict.fromkeys(each.cohort for each in found))
    if cohort not in known:
        raise unknown("cohort with single figures", cohort, known, "metalearn.datasets.cohorts()")
    return tuple(each for each in found if each.cohort == cohort)


def primaries(cohort: str = "MSK-MET") -> tuple[Primary, ...]:
    """Return the kinds of cancer of a cohort, with exact numbers of patients.

    Args:
        cohort: Name of the cohort.

    Raises:
        UnknownNameError: When there is no such cohort.
        MetalearnError: When the cohort has no matrix of primaries by organs.

    Source:
        ``msk_met_2022``

    Example:
        >>> len(primaries())
        14
    """
    return of_cohort(Primary, cohort)


def sites(cohort: str = "MSK-MET") -> tuple[str, ...]:
    """Return the organs of a cohort's flows, in the order of the table.

    Args:
        cohort: Name of the cohort.

    Raises:
        UnknownNameError: When there is no such cohort.
        MetalearnError: When the cohort has no matrix of primaries by organs.

    Example:
        >>> "Liver" in sites()
        True
    """
    return tuple(dict.fromkeys(flow.site for flow in flows(cohort)))
