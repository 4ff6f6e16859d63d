"""Loaders of where cancers spread."""

from __future__ import annotations

from pathlib import Path

from metalearn.datasets.loaders.picking import Kind, every, named
from metalearn.datasets.reading import read
from metalearn.datasets.records.spread import Cohort, Flow, Primary
from metalearn.datasets.store import table
from metalearn.errors import DataError


def cohorts() -> tuple[Cohort, ...]:
    """Return the groups of people who were counted.

    Example:
        >>> [each.cohort for each in cohorts()]
        ['MSK-MET']
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
    """Return the records of a table that belong to one cohort, which must exist."""
    wanted = cohort(cohort_name).cohort
    return tuple(record for record in every(kind) if getattr(record, "cohort", None) == wanted)


def flows(cohort: str = "MSK-MET") -> tuple[Flow, ...]:
    """Return the counts of patients from each primary cancer to each organ.

    Args:
        cohort: Name of the cohort.

    Returns:
        One record a primary and organ, in patients, each with the interval the count lies in.

    Raises:
        UnknownNameError: When there is no such cohort.

    Source:
        ``msk_met_2022``

    Example:
        >>> len(flows())
        126
    """
    return of_cohort(Flow, cohort)


def read_flows(path: str | Path) -> tuple[Flow, ...]:
    """Read flows of your own from a CSV file with the columns of ``data/flows.csv``.

    Args:
        path: The file. Its cohort and source need not be known to metalearn.

    Returns:
        The flows, in patients.

    Raises:
        DataError: When the file breaks the description of the flows; all problems are listed at once.

    Example:
        >>> from metalearn.datasets import files
        >>> own = read_flows(files.folder("data") / "flows.csv")
        >>> own == flows()
        True
    """
    reading = read(table("flows"), Path(path))
    if reading.problems:
        raise DataError(reading.problems)
    return tuple(Flow(**row.values) for row in reading.rows)


def primaries(cohort: str = "MSK-MET") -> tuple[Primary, ...]:
    """Return the kinds of cancer of a cohort, with exact numbers of patients.

    Args:
        cohort: Name of the cohort.

    Raises:
        UnknownNameError: When there is no such cohort.

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

    Example:
        >>> "Liver" in sites()
        True
    """
    return tuple(dict.fromkeys(flow.site for flow in flows(cohort)))
