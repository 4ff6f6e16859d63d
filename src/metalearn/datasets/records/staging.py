"""Records of stage: the rules that set it, and how many people are found at each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from metalearn.datasets.base import Record


@dataclass(frozen=True, slots=True)
class StagingFact(Record):
    """One rule of stage or of response, in plain words.

    Attributes:
        id: Stable name of the row.
        topic: general, m_definition, distant_nodes, stage_exception, recist_1_1, irecist, rano_bm or survival.
        cancer: The cancer or the people it holds for.
        edition: System and edition.
        code: The category, stage or response the rule defines.
        fact: The rule.
        implication: The stage or step that follows; empty when none does.
        trap: What is easily mistaken; empty when nothing is noted.
        source_ids: The sources.
        checked: Whether the row was read in its sources: yes, partial or no.
        note: What exactly was not checked, and other remarks.
    """

    table: ClassVar[str] = "staging"

    id: str
    topic: str
    cancer: str
    edition: str
    code: str
    fact: str
    implication: str
    trap: str
    source_ids: tuple[str, ...]
    checked: str
    note: str

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with a row as a whole: something unchecked that is not named."""
        if values["checked"] != "yes" and not values["note"]:
            yield "note", "what exactly was not checked"


@dataclass(frozen=True, slots=True)
class SeerCancer(Record):
    """A cancer of the two tables from the SEER registries.

    Attributes:
        cancer: Its name in those tables.
        kind: solid, blood (a cancer of blood or lymph, never called metastatic) or mixed.
        printed: Its name as the file prints it.
        primary: The primary of ``datasets.flows()`` that comes nearest; empty when there is none.
        note: How that one differs.
        source_id: The source.
    """

    table: ClassVar[str] = "seer_cancers"

    cancer: str
    kind: str
    printed: str
    primary: str
    note: str
    source_id: str


@dataclass(frozen=True, slots=True)
class StageShare(Record):
    """Cases of one cancer that were found at one stage, in people aged 50 to 79.

    Attributes:
        cancer: A cancer of ``datasets.seer_cancers()``.
        stage: I, II, III, IV or Unknown, as groups of the AJCC 6th edition.
        n_cases: Cases of this cancer found at this stage.
        n_total: All cases of this cancer.
        n_staged: Those with stage I to IV.
        source_id: The source.
        status: How the figures were read.

    Example:
        >>> share = StageShare("X", "IV", 20, 100, 80, "x_2020", "verified_in_file")
        >>> share.percent_of_all, share.percent_of_staged
        (20.0, 25.0)
    """

    table: ClassVar[str] = "stage_at_diagnosis"
    PERSON_YEARS: ClassVar[int] = (
        237_081_041  # people aged 50 to 79 in the registries, once a year for ten years
    )

    cancer: str
    stage: str
    n_cases: int
    n_total: int
    n_staged: int
    source_id: str
    status: str

    @property
    def percent_of_all(self) -> float:
        """Percent of all cases of this cancer, stage known or not."""
        return 100 * self.n_cases / self.n_total

    @property
    def percent_of_staged(self) -> float | None:
        """Percent of the cases with a known stage; None for stage Unknown, or when no case was staged."""
        return None if self.stage == "Unknown" or not self.n_staged else 100 * self.n_cases / self.n_staged

    @property
    def rate(self) -> float:
        """New cases a year per 100,000 people of these ages."""
        return 1e5 * self.n_cases / self.PERSON_YEARS
