"""The tables as functions: what there is, and one thing by its name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from metalearn.datasets import records
from metalearn.datasets.base import Record
from metalearn.datasets.reading import read
from metalearn.datasets.selfcheck import Question
from metalearn.datasets.store import load, table
from metalearn.errors import DataError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pandas import DataFrame

Kind = TypeVar("Kind", bound=Record)

ROUTES = ("blood", "lymph", "cavity", "nerve")


def _all(kind: type[Kind]) -> tuple[Kind, ...]:
    return tuple(record for record in load(kind.table) if isinstance(record, kind))


def _of_cohort(kind: type[Kind], cohort_name: str) -> tuple[Kind, ...]:
    wanted = cohort(cohort_name).cohort
    return tuple(record for record in _all(kind) if getattr(record, "cohort", None) == wanted)


def cohorts() -> tuple[records.Cohort, ...]:
    """Return the groups of people who were counted.

    Example:
        >>> [each.cohort for each in cohorts()]
        ['MSK-MET']
    """
    return _all(records.Cohort)


def cohort(name: str) -> records.Cohort:
    """Return one cohort by name.

    Raises:
        UnknownNameError: When there is no such cohort.

    Example:
        >>> cohort("MSK-MET").n_patients
        25775
    """
    return _named("cohort", name, {each.cohort: each for each in cohorts()}, "cohorts")


def _named(kind: str, name: str, known: dict[str, Kind], see: str) -> Kind:
    if name not in known:
        raise unknown(kind, name, list(known), f"metalearn.datasets.{see}()")
    return known[name]


def flows(cohort: str = "MSK-MET") -> tuple[records.Flow, ...]:
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
    return _of_cohort(records.Flow, cohort)


def read_flows(path: str | Path) -> tuple[records.Flow, ...]:
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
    return tuple(records.Flow(**row.values) for row in reading.rows)


def primaries(cohort: str = "MSK-MET") -> tuple[records.Primary, ...]:
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
    return _of_cohort(records.Primary, cohort)


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


def _route(route: str) -> str:
    if route not in ROUTES:
        raise unknown("route", route, ROUTES, "metalearn.datasets.ROUTES")
    return route


def cascade_steps(route: str | None = None) -> tuple[records.CascadeStep, ...]:
    """Return the steps of the cascade at full depth.

    Args:
        route: blood, lymph, cavity or nerve; every step when None.

    Returns:
        The steps in order.

    Raises:
        UnknownNameError: When there is no such route.

    Example:
        >>> len(cascade_steps())
        24
    """
    steps = _all(records.CascadeStep)
    return steps if route is None else tuple(step for step in steps if _route(route) in step.routes)


def cascade_stages(route: str = "blood") -> tuple[records.CascadeStage, ...]:
    """Return the five stages of spread on one route, at short depth.

    Args:
        route: blood, lymph, cavity or nerve.

    Raises:
        UnknownNameError: When there is no such route.

    Example:
        >>> [stage.stage for stage in cascade_stages("nerve")]
        ['invasion', 'entry', 'transport', 'arrival', 'colonisation']
    """
    return tuple(stage for stage in _all(records.CascadeStage) if stage.route == _route(route))


@cache
def survival_presets() -> tuple[records.SurvivalPreset, ...]:
    """Return the sets of survival fractions that the funnel can start from.

    Fractions are shares of the cells that reach a barrier, 0 to 1. They come from animals and teaching
    estimates, not from patients; each says which.

    Example:
        >>> [preset.name for preset in survival_presets()]
        ['classic', 'fidler_1970', 'koop_1995']
    """
    barriers = _all(records.Barrier)
    titles = {barrier.preset: barrier.preset_title for barrier in barriers}
    return tuple(
        records.SurvivalPreset(name, title, tuple(each for each in barriers if each.preset == name))
        for name, title in titles.items()
    )


def cascade_quantities() -> tuple[records.Quantity, ...]:
    """Return published numbers about the journey of a tumour cell, each with its own unit.

    Example:
        >>> all(quantity.unit for quantity in cascade_quantities())
        True
    """
    return _all(records.Quantity)


def treatment_options() -> tuple[records.TreatmentOption, ...]:
    """Return the teaching table of treatment options. Education, not advice; the order means nothing.

    Example:
        >>> len(treatment_options())
        201
    """
    return _all(records.TreatmentOption)


def glossary() -> tuple[records.Term, ...]:
    """Return the words of the field and what they mean.

    Example:
        >>> len(glossary()) > 90
        True
    """
    return _all(records.Term)


def define(term: str) -> records.Term:
    """Return one word of the glossary; case is ignored.

    Raises:
        UnknownNameError: When the glossary lacks it.

    Example:
        >>> define("Extravasation").term
        'extravasation'
    """
    lower = {each.term.lower(): each for each in glossary()}
    if term.lower() not in lower:
        raise unknown("term", term, [each.term for each in glossary()], "metalearn.datasets.glossary()")
    return lower[term.lower()]


def questions(lesson: str | None = None) -> tuple[Question, ...]:
    """Return the self-check questions.

    Args:
        lesson: Id of a lesson such as "journey-of-one-cell"; every question when None.

    Raises:
        UnknownNameError: When no question belongs to such a lesson.

    Example:
        >>> [each.id for each in questions("where-cancers-go")]
        ['Q04a', 'Q04b', 'Q04c']
    """
    found = _all(Question)
    if lesson is None:
        return found
    known = list(dict.fromkeys(each.lesson for each in found))
    if lesson not in known:
        raise unknown("lesson with questions", lesson, known, "metalearn.datasets.questions()")
    return tuple(each for each in found if each.lesson == lesson)


def question(id: str) -> Question:
    """Return one question by its id.

    Raises:
        UnknownNameError: When there is no such question.

    Example:
        >>> question("Q01a").kind
        'single'
    """
    return _named("question", id, {each.id: each for each in questions()}, "questions")


def to_dataframe(rows: Iterable[object]) -> DataFrame:
    """Return records as a pandas DataFrame, one row a record. Needs pandas, which is imported only now.

    Args:
        rows: Records of one kind, such as ``flows()``.

    Raises:
        ModuleNotFoundError: When pandas is not installed; the message says how to get it.
    """
    from dataclasses import asdict

    try:
        import pandas
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "to_dataframe() needs pandas, which metalearn does not install: python -m pip install pandas"
        ) from None
    return pandas.DataFrame([asdict(row) for row in rows])  # type: ignore[call-overload]
