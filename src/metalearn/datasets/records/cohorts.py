"""The record of who was counted; apart from the counts, because the cards of every other subject need it, too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from metalearn.datasets.base import Record


@dataclass(frozen=True, slots=True)
class Cohort(Record):
    """A group of people who were counted, and what to mind when reading its numbers.

    Attributes:
        cohort: Short name, as in the other tables.
        title: Name in words.
        who: Who is in it.
        place: Where.
        years: When, as text; empty when the source was not checked for it.
        kind: centre, registry, inpatients, series, autopsy or literature.
        register: The register or hospital the people come from; cohorts of one register may share people.
        n_patients: All patients, or None when the source does not say.
        n_metastatic: Patients with metastases, or None when the source does not say.
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
    kind: str
    register: str
    n_patients: int | None
    n_metastatic: int | None
    denominator: str
    known_problems: tuple[str, ...]
    source_id: str
    status: str
