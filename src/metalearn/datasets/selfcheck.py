"""The record of a self-check question, and what a well-made one must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from metalearn.datasets.base import Record


@dataclass(frozen=True, slots=True)
class Question(Record):
    """A self-check question; an unanswered question is not a wrong one.

    Attributes:
        id: Stable name, such as "Q01a".
        lesson: Id of the lesson it belongs to.
        kind: single, multiple, numeric, ordering or matching.
        stem: The question.
        options: The choices; for matching, the left-hand side; for ordering, the items as first shown.
        matches: For matching, the right-hand side as first shown; otherwise empty.
        answer: Numeric: the number. Otherwise indexes from 0: the right options (single, multiple), the
            options in their right order (ordering), or for each option the index of its match (matching).
        tolerance: Numeric: how far from the answer still counts as right.
        unit: Numeric: the unit of the answer.
        hint: A nudge that does not give the answer away.
        explanations: One an option: why it is right, or which misconception it is.
        explanation: The whole answer, shown after checking.
        objective: The objective of the lesson that it tests.
        misconception: Id of the misconception it looks for, see ``misconceptions()``; empty when none.
        source_ids: The sources.
        checked: Whether the answer was read in its sources: yes, partial or no.
    """

    table: ClassVar[str] = "questions"

    id: str
    lesson: str
    kind: str
    stem: str
    options: tuple[str, ...]
    matches: tuple[str, ...]
    answer: tuple[int, ...] | float
    tolerance: float | None
    unit: str
    hint: str
    explanations: tuple[str, ...]
    explanation: str
    objective: str
    misconception: str
    source_ids: tuple[str, ...]
    checked: str

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the columns that do not fit the kind of question, each with what was expected.

        Args:
            values: The typed values of one row, by column.

        Example:
            >>> row = {"kind": "single", "options": ("Yes", "No"), "explanations": ("Right.", "Wrong.")}
            >>> list(Question.faults({**row, "answer": (2,)}))
            [('answer', 'indexes of options from 0 to 1')]
        """
        options, answer = values["options"], values["answer"]
        if len(values["explanations"]) != len(options):
            yield "explanations", f"{len(options)} explanations, one for each option"
        if values["kind"] == "numeric":
            if isinstance(answer, bool) or not isinstance(answer, int | float):
                yield "answer", "a number"
            return
        choices = values["matches"] if values["kind"] == "matching" else options
        if not isinstance(answer, tuple) or not answer or not set(answer) <= set(range(len(choices))):
            yield "answer", f"indexes of options from 0 to {len(choices) - 1}"
        elif values["kind"] == "single" and len(answer) != 1:
            yield "answer", "the index of one option"
        elif values["kind"] == "ordering" and sorted(answer) != list(range(len(options))):
            yield "answer", "the index of every option once"
        elif values["kind"] == "matching" and len(answer) != len(options):
            yield "answer", f"{len(options)} indexes, one for each option"
