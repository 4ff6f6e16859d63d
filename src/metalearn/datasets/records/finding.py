"""Records of how metastases are found: how well imaging does, and when they come to light."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from metalearn.datasets.base import Record


@dataclass(frozen=True, slots=True)
class Accuracy(Record):
    """How well one kind of imaging finds metastases in one organ, in percent.

    Sensitivity and specificity have 95% intervals where the source gives them. A source that measured something else
    has it in ``other_measure`` and the three values after it, and no sensitivity.

    Attributes:
        id: Stable name of the row.
        organ: Where metastases were looked for.
        context: The cancer, and the situation, of the people who were examined.
        modality: What they were examined with.
        unit_of_analysis: per_patient, per_lesion, per_node, other or not_stated: what was counted as found or missed.
        sensitivity: Share of those with metastases whom the test finds, in percent, or None.
        sensitivity_low: Lower end of its interval, in percent, or None.
        sensitivity_high: Upper end of its interval, in percent, or None.
        specificity: Share of those without metastases whom the test clears, in percent, or None.
        specificity_low: Lower end of its interval, in percent, or None.
        specificity_high: Upper end of its interval, in percent, or None.
        n_studies: Studies pooled.
        n_patients: People in the studies, or None.
        n_lesions: Lesions in the studies, or None.
        design: Kind and years of the study.
        other_measure: What the source measured instead of sensitivity; empty otherwise.
        other_value: Its value in percent, or None.
        other_low: Lower end of its range, in percent, or None.
        other_high: Upper end of its range, in percent, or None.
        note: What to mind.
        source_id: The source.
        where_in_source: Where in the source it was read.
        status: How it was read.
    """

    table: ClassVar[str] = "diagnostic_accuracy"

    id: str
    organ: str
    context: str
    modality: str
    unit_of_analysis: str
    sensitivity: float | None
    sensitivity_low: float | None
    sensitivity_high: float | None
    specificity: float | None
    specificity_low: float | None
    specificity_high: float | None
    n_studies: int
    n_patients: int | None
    n_lesions: int | None
    design: str
    other_measure: str
    other_value: float | None
    other_low: float | None
    other_high: float | None
    note: str
    source_id: str
    where_in_source: str
    status: str

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with a row as a whole: half an interval, or nothing measured."""
        for name in ("sensitivity", "specificity"):
            ends = [values[f"{name}_low"], values[f"{name}_high"]]
            if (ends[0] is None) != (ends[1] is None):
                yield f"{name}_{'low' if ends[0] is None else 'high'}", "both ends of an interval, or none"
        other = [values["other_value"], values["other_low"], values["other_high"]]
        if bool(values["other_measure"]) != any(value is not None for value in other):
            yield "other_measure", "a name where there is another value, and only there"
        if values["sensitivity"] is None and not values["other_measure"]:
            yield "sensitivity", "a value, or another measure"


@dataclass(frozen=True, slots=True)
class Timing(Record):
    """A share of people with metastases at once or later, with an unknown primary, or with a second primary.

    Attributes:
        id: Stable name of the row.
        topic: synchronous, metachronous, both, stage_at_diagnosis, unknown_primary or second_primary.
        cancer: The cancer.
        quantity: What was counted, as a share.
        value: The share in ``unit``, or None when the source gives only a range or a limit.
        value_low: Lower end of the range, or None; 0 when the source says only "less than".
        value_high: Upper end of the range, or None; 100 when the source says only "more than".
        unit: Unit of the three values: percent.
        qualifier: The source's own word for how exact it is: about, almost, less_than, more_than, or "".
        n: People with what was counted, or None.
        n_total: All people who could have it, or None.
        population: Who was counted, where and when.
        note: What to mind.
        source_id: The source.
        where_in_source: Where in the source it was read.
        status: How it was read.
    """

    table: ClassVar[str] = "timing"

    id: str
    topic: str
    cancer: str
    quantity: str
    value: float | None
    value_low: float | None
    value_high: float | None
    unit: str
    qualifier: str
    n: int | None
    n_total: int | None
    population: str
    note: str
    source_id: str
    where_in_source: str
    status: str

    @property
    def said(self) -> str:
        """The share as the source words it.

        Example:
            >>> from metalearn import datasets
            >>> [row.said for row in datasets.timing() if row.qualifier][:3]
            ['about 18 percent', 'more than 50 percent', 'about 50 percent']
        """
        word = self.qualifier.replace("_", " ")
        limits = {"less_than": self.value_high, "more_than": self.value_low}
        if self.qualifier in limits:
            return f"{word} {limits[self.qualifier]:g} {self.unit}"
        if self.value is None:
            return f"{self.value_low:g} to {self.value_high:g} {self.unit}"
        return f"{word} {self.value:g} {self.unit}".strip()

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with a row as a whole: neither a value nor a range, or a value beside a mere limit."""
        ranged = values["value_low"] is not None and values["value_high"] is not None
        if values["value"] is None and not ranged:
            yield "value", "a value, or both ends of a range"
        if values["qualifier"] in ("less_than", "more_than") and values["value"] is not None:
            yield "qualifier", "about, almost or nothing beside a value"
