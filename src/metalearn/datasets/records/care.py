"""Records of what is done: the teaching table of treatment options, and where its sources disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from metalearn.datasets.base import Record


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
class Conflict(Record):
    """A point on which two sources of the treatment table say different things. Education, not advice.

    Attributes:
        id: Stable name, such as "C01".
        row_ids: Ids of the treatment options that it touches.
        about: The question on which they disagree.
        one: What one side says.
        one_source_ids: Its sources; empty when none was opened.
        other: What the other side says.
        other_source_ids: Its sources; empty when none was opened.
        mind: What to mind when both are read.
        checked: Whether both sides were read in their sources: yes, partial or no.
    """

    table: ClassVar[str] = "conflicts"

    id: str
    row_ids: tuple[str, ...]
    about: str
    one: str
    one_source_ids: tuple[str, ...]
    other: str
    other_source_ids: tuple[str, ...]
    mind: str
    checked: str

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of both sides."""
        return tuple(dict.fromkeys((*self.one_source_ids, *self.other_source_ids)))
