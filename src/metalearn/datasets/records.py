"""One frozen record class a table; the fields are the table's columns, in the table's order.

A new table needs its description in ``data/datapackage.json`` and a class here, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from metalearn.datasets.base import Record
from metalearn.datasets.selfcheck import Question


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


@dataclass(frozen=True, slots=True)
class CascadeStep(Record):
    """One of the steps between a primary tumour and a metastasis, at full depth.

    Attributes:
        order: Place in the sequence, from 1.
        step: Name of the step.
        phase: The phase it belongs to, in words.
        stage: before, invasion, entry, transport, arrival, colonisation or beyond.
        routes: The routes on which it applies: blood, lymph, cavity, nerve.
        evidence_route: The route from which the evidence comes, or "all" when it is tied to none.
        what_happens: The step in plain words.
        key_molecules: Molecules and cells named in the sources.
        what_stops_most_cells: Why most cells fail here.
        drugs_or_trials: Treatments or trials aimed at the step.
        fact: One sourced figure or finding; empty when the sources give none.
        controversy: What is debated or uncertain; empty when nothing is noted.
        source_ids: The sources.
        checked: Whether the row was read in its sources: yes, partial or no.
    """

    table: ClassVar[str] = "cascade_steps"

    order: int
    step: str
    phase: str
    stage: str
    routes: tuple[str, ...]
    evidence_route: str
    what_happens: str
    key_molecules: str
    what_stops_most_cells: str
    drugs_or_trials: str
    fact: str
    controversy: str
    source_ids: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class CascadeStage(Record):
    """One of the five stages of spread on one route, at short depth.

    Attributes:
        route: blood, lymph, cavity or nerve.
        order: Place in the sequence, 1 to 5.
        stage: invasion, entry, transport, arrival or colonisation.
        title: Plain title with the technical word in brackets.
        what_happens: Two or three plain sentences.
        key_molecules: Molecules and cells named in the sources.
        what_stops_most_cells: Why most cells fail here.
        source_ids: The sources.
        checked: Whether the content was read in its sources: yes, partial or no.
    """

    table: ClassVar[str] = "cascade_stages"

    route: str
    order: int
    stage: str
    title: str
    what_happens: str
    key_molecules: str
    what_stops_most_cells: str
    source_ids: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class Barrier(Record):
    """One barrier of a survival preset: the share of cells that gets past it.

    Attributes:
        preset: Name of the preset.
        preset_title: Its title in words.
        order: Place in the sequence, from 1.
        barrier: Identifier of the barrier.
        label: The barrier in words.
        fraction: Share of the cells reaching the barrier that get past it, 0 to 1.
        kind: "measured" (taken from the source) or "teaching" (chosen so that the whole fits).
        note: Where the fraction comes from, and its limits.
        source_ids: The sources.
        checked: Whether the row was read in its sources: yes, partial or no.
    """

    table: ClassVar[str] = "cascade_survival"

    preset: str
    preset_title: str
    order: int
    barrier: str
    label: str
    fraction: float
    kind: str
    note: str
    source_ids: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class SurvivalPreset:
    """A set of survival fractions, one a barrier, that the survival funnel starts from.

    Attributes:
        name: Name of the preset.
        title: Title in words.
        barriers: The barriers in order.
    """

    name: str
    title: str
    barriers: tuple[Barrier, ...]

    @property
    def fractions(self) -> tuple[float, ...]:
        """The survival fractions in the order of the barriers."""
        return tuple(barrier.fraction for barrier in self.barriers)


@dataclass(frozen=True, slots=True)
class Quantity(Record):
    """A published number about one part of the journey of a tumour cell.

    Attributes:
        id: Stable name of the row.
        step: The part of the journey it is about.
        quantity: What was measured.
        value: The value, or None when the source gives only a range.
        value_low: Lower end of the range, or None.
        value_high: Upper end of the range, or None.
        unit: Unit of the three values.
        population: People, animals, cells or model it comes from.
        n: Number of people studied, or None.
        note: What to mind.
        source_id: The source.
        where_in_source: Where in the source it was read.
        status: How it was read.
    """

    table: ClassVar[str] = "cascade_quantities"

    id: str
    step: str
    quantity: str
    value: float | None
    value_low: float | None
    value_high: float | None
    unit: str
    population: str
    n: int | None
    note: str
    source_id: str
    where_in_source: str
    status: str


@dataclass(frozen=True, slots=True)
class TreatmentOption(Record):
    """A kind of treatment that a source names for a situation.

    Education, not advice; the order of the rows means nothing.

    Attributes:
        id: Stable name of the row.
        primary: Where the cancer began, or "Any primary", or "Any solid tumour (tumour-agnostic)".
        condition: Marker, subtype, risk group or situation that makes the row relevant.
        setting: When in the course of the disease.
        modality: Kind of treatment.
        option: The option in one phrase.
        example_agents: Examples only.
        local_or_systemic: local, systemic, both or neither.
        goal_of_care: What it is meant to achieve.
        side_effects: Short teaching points.
        cautions: Short teaching points; what was not checked says so.
        source_ids: The sources.
        checked: Whether the indication was read in the sources: yes or no.
        side_effects_checked: The same for the side effects: yes, partial or no.
        note: Conflicts between sources, dates.
    """

    table: ClassVar[str] = "treatment_options"

    id: str
    primary: str
    condition: str
    setting: str
    modality: str
    option: str
    example_agents: str
    local_or_systemic: str
    goal_of_care: str
    side_effects: str
    cautions: str
    source_ids: tuple[str, ...]
    checked: str
    side_effects_checked: str
    note: str


@dataclass(frozen=True, slots=True)
class Term(Record):
    """A word of the field and what it means.

    Attributes:
        term: The word.
        definition: One or two plain sentences.
        source_ids: The sources.
        checked: Whether the definition was read in its sources: yes, partial or no.
    """

    table: ClassVar[str] = "glossary"

    term: str
    definition: str
    source_ids: tuple[str, ...]
    checked: str


RECORDS: dict[str, type[Record]] = {
    kind.table: kind
    for kind in (
        Flow, Cohort, Primary, CascadeStep, CascadeStage, Barrier, Quantity, TreatmentOption, Term, Question
    )
}  # fmt: skip
