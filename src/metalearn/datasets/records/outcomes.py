"""Records of what becomes of people: survival from diagnosis, relative survival, and trials of local treatment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from metalearn.datasets.base import Record
from metalearn.datasets.survival_interval import interval


@dataclass(frozen=True, slots=True)
class SurvivalPoint(Record):
    """One point of a curve of cause-specific survival, for people aged 50 to 79.

    Attributes:
        cancer: A cancer of ``datasets.seer_cancers()``.
        stage: Stage when first found: I, II, III, IV or Unknown, AJCC 6th edition.
        months: Months since diagnosis, every three to 60.
        n_at_start: People followed from diagnosis.
        survival: Share who have not died of this cancer by then, 0 to 1.
        se: Its standard error, 0 to 1.
        source_id: The source.

    Example:
        >>> point = SurvivalPoint("X", "IV", 12, 100, 0.5, 0.05, "x_2020")
        >>> point.shown, round(point.survival_low, 3), round(point.survival_high, 3)
        (True, 0.399, 0.593)
    """

    table: ClassVar[str] = "survival_curves"
    FEWEST: ClassVar[int] = 30  # people at the start; a curve of fewer is not to be shown

    cancer: str
    stage: str
    months: int
    n_at_start: int
    survival: float
    se: float
    source_id: str

    @property
    def shown(self) -> bool:
        """Whether enough people stand behind the curve to show it."""
        return self.n_at_start >= self.FEWEST

    @property
    def survival_low(self) -> float:
        """Lower end of the 95% interval, 0 to 1."""
        return interval(self.survival, self.se, self.n_at_start)[0]

    @property
    def survival_high(self) -> float:
        """Upper end of the 95% interval, 0 to 1."""
        return interval(self.survival, self.se, self.n_at_start)[1]


@dataclass(frozen=True, slots=True)
class RelativeSurvival(Record):
    """Five-year relative survival of people with one cancer at one summary stage, in percent.

    Attributes:
        id: Stable name of the row.
        cancer: The cancer.
        stage: In situ, Early stage, Localised, Localised or regional, Regional, Distant, Unstaged or All stages.
        percent: Survival as a percentage of that of other people of the same age, or None when the source gives only
            a limit.
        percent_low: Lower end of the interval, or the limit, in percent, or None.
        percent_high: Upper end of the interval, in percent, or None; 100 when the source says only "more than".
        qualifier: more_than when the source says only that, otherwise "".
        percent_of_cases: Share of all cases that had this stage, or None.
        n_cases: Cases counted, or None.
        period: Years of diagnosis, or "not stated".
        population: Who was counted.
        note: What to mind.
        source_id: The source.
        where_in_source: Where in the source it was read.
        status: How it was read.
    """

    table: ClassVar[str] = "relative_survival"

    id: str
    cancer: str
    stage: str
    percent: float | None
    percent_low: float | None
    percent_high: float | None
    qualifier: str
    percent_of_cases: float | None
    n_cases: int | None
    period: str
    population: str
    note: str
    source_id: str
    where_in_source: str
    status: str

    @property
    def said(self) -> str:
        """The figure as the source words it.

        Example:
            >>> from metalearn import datasets
            >>> [row.said for row in datasets.relative_survival() if row.cancer == "Prostate"]
            ['97%', '37%', '>99%']
        """
        return f">{self.percent_low:g}%" if self.percent is None else f"{self.percent:g}%"

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with a row as a whole: no value and no limit, or both."""
        if (values["percent"] is None) != (values["qualifier"] == "more_than"):
            yield "qualifier", "more_than where there is no value, and only there"
        if values["percent"] is None and values["percent_low"] is None:
            yield "percent_low", "the limit that stands for the value"


@dataclass(frozen=True, slots=True)
class TrialResult(Record):
    """One outcome in one arm of a randomised trial.

    What compares the two arms, the hazard ratio and the P value, stands once: on the row of the arm with local
    treatment.

    Attributes:
        id: Stable name of the row.
        trial: Name of the trial.
        setting: The people, and how they were allotted.
        arm: What this group received.
        arm_kind: local (local treatment of the metastases added) or control.
        n_arm: People allotted to the arm.
        outcome: What was measured.
        at_months: When, in months after allotment, or None for an outcome at no fixed time.
        n: People of the arm with the outcome, where the source counts them, or None.
        value: The outcome, in ``unit``.
        low: Lower end of its 95% interval, or None.
        high: Upper end of its 95% interval, or None when not given or not reached.
        unit: percent or months.
        hazard_ratio: Against the control arm, or None.
        hr_low: Lower end of its 95% interval, or None.
        hr_high: Upper end of its 95% interval, or None.
        p_value: As printed; empty when not given and on control rows.
        follow_up: How long people were followed.
        note: What to mind.
        source_id: The source.
        status: How it was read.
    """

    table: ClassVar[str] = "trials"

    id: str
    trial: str
    setting: str
    arm: str
    arm_kind: str
    n_arm: int
    outcome: str
    at_months: int | None
    n: int | None
    value: float
    low: float | None
    high: float | None
    unit: str
    hazard_ratio: float | None
    hr_low: float | None
    hr_high: float | None
    p_value: str
    follow_up: str
    note: str
    source_id: str
    status: str

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with a row as a whole: a comparison on a control row, or a percentage above 100."""
        if values["arm_kind"] == "control" and (values["hazard_ratio"] is not None or values["p_value"]):
            yield "arm_kind", "local on the row that holds the comparison"
        if values["unit"] == "percent" and values["value"] is not None and values["value"] > 100:
            yield "value", "at most 100 percent"
