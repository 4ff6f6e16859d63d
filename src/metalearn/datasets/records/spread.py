"""Records of where cancers spread: cohorts, primaries, and how many patients had metastases where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from metalearn.datasets.base import Record


@dataclass(frozen=True, slots=True)
class Flow(Record):
    """Patients with one kind of cancer who had metastases in one organ.

    A patient with metastases in several organs counts once in each of them.

    Attributes:
        cohort: Name of the group of people who were counted.
        primary: Where the cancer began.
        site: The organ it reached.
        n: Patients with a metastasis at the site; the middle of the interval when the count is estimated.
        n_low: Lowest count that fits the published figure, in patients.
        n_high: Highest count that fits the published figure, in patients.
        n_total: All patients of the cohort with this cancer, with or without metastases.
        count_kind: Whether the count is exact or estimated from a percentage.
        source_id: The source, as listed by ``datasets.references()``.
        status: How the figure was read.

    Example:
        >>> Flow("X", "Breast", "Bone", 50, 49, 52, 200, "exact", "x_2020", "verified").percent
        25.0
    """

    table: ClassVar[str] = "flows"

    cohort: str
    primary: str
    site: str
    n: int
    n_low: int
    n_high: int
    n_total: int
    count_kind: str
    source_id: str
    status: str

    @property
    def percent(self) -> float:
        """Percent of all patients with this cancer who had a metastasis at the site."""
        return 100 * self.n / self.n_total

    @property
    def percent_low(self) -> float:
        """Percent that belongs to ``n_low``."""
        return 100 * self.n_low / self.n_total

    @property
    def percent_high(self) -> float:
        """Percent that belongs to ``n_high``."""
        return 100 * self.n_high / self.n_total


@dataclass(frozen=True, slots=True)
class Cohort(Record):
    """A group of people who were counted, and what to mind when reading its numbers.

    Attributes:
        cohort: Short name, as in the other tables.
        title: Name in words.
        who: Who is in it.
        place: Where.
        years: When, as text; empty when the source was not checked for it.
        n_patients: All patients.
        n_metastatic: Patients with metastases.
        denominator: What a percentage of this cohort is a percentage of.
        known_problems: What the numbers cannot tell, one sentence an entry.
        source_id: The source.
        status: How the figures were read.
    """

    table: ClassVar[str] = "cohorts"

    cohort: str
    title: str
    who: str
    place: str
    years: str
    n_patients: int
    n_metastatic: int
    denominator: str
    known_problems: tuple[str, ...]
    source_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Primary(Record):
    """A kind of cancer in a cohort, with exact numbers of patients.

    Attributes:
        cohort: Name of the cohort.
        primary: Where the cancer began.
        n_patients: All patients with this cancer.
        n_metastatic: Those with a metastasis anywhere.
        source_id: The source.
        status: How the figures were read.
    """

    table: ClassVar[str] = "primaries"

    cohort: str
    primary: str
    n_patients: int
    n_metastatic: int
    source_id: str
    status: str
