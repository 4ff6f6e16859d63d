"""Records of the journey of a tumour cell: the cascade, its barriers, and published figures about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from metalearn.datasets.base import Record


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
