"""Records of where cancers spread: primaries, and how many patients had metastases where."""

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
class GroupFlow(Flow):
    """The same as a flow, for every group of cancers and every organ of MSK-MET: 26 groups by 21 organs.

    The default flows are the part of it with 14 groups and 9 organs.
    """

    table: ClassVar[str] = "flows_groups"


@dataclass(frozen=True, slots=True)
class SubtypeFlow(Flow):
    """The same as a flow, for one of the 50 subtypes of MSK-MET, or for all cancers together.

    Attributes:
        code: The short name that the published figure uses.
        group: The group of ``group_flows()`` that the subtype belongs to; empty for all cancers together.
    """

    table: ClassVar[str] = "flows_subtypes"

    code: str
    group: str


@dataclass(frozen=True, slots=True)
class SequencedSite(Record):
    """Patients whose one sequenced metastasis was in one organ: exact, but of what was easy to take a sample from.

    Attributes:
        cohort: Name of the cohort.
        primary: Where the cancer began.
        site: Where the sequenced metastasis was.
        n: Patients whose sequenced metastasis was there.
        n_total: All patients with this cancer whose sequenced sample was a metastasis.
        count_kind: Whether the count is exact or estimated.
        source_id: The source.
        status: How the figure was read.

    Example:
        >>> SequencedSite("X", "Breast", "Bone", 50, 200, "exact", "x_2020", "verified").percent
        25.0
    """

    table: ClassVar[str] = "sequenced_sites"

    cohort: str
    primary: str
    site: str
    n: int
    n_total: int
    count_kind: str
    source_id: str
    status: str

    @property
    def percent(self) -> float:
        """Percent of this cancer's sequenced metastases that were in the organ."""
        return 100 * self.n / self.n_total


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


@dataclass(frozen=True, slots=True)
class CancerType(Record):
    """A type of cancer of MSK-MET, with exact numbers of patients and of sequenced samples.

    Attributes:
        cohort: Name of the cohort.
        primary: Where the cancer began.
        group: The group of ``group_flows()`` with these patients; two types of sarcoma make up one group.
        n_patients: All patients with this cancer.
        n_metastatic: Those with a metastasis anywhere.
        n_primary_samples: Those whose sequenced sample came from the first tumour.
        n_metastasis_samples: Those whose sequenced sample came from a metastasis.
        as_printed: The name in the public data file.
        source_id: The source.
        status: How the figures were read.
    """

    table: ClassVar[str] = "cancer_types"

    cohort: str
    primary: str
    group: str
    n_patients: int
    n_metastatic: int
    n_primary_samples: int
    n_metastasis_samples: int
    as_printed: str
    source_id: str
    status: str

    @property
    def percent_metastatic(self) -> float:
        """Percent of all patients with this cancer who had a metastasis anywhere."""
        return 100 * self.n_metastatic / self.n_patients
