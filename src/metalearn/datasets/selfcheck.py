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
        kind: single, multiple, numeric, ordering, matching, grid or error.
        stem: The question.
        options: The choices; for matching, the left-hand side; for ordering, the items as first shown; for a grid,
            the rows; for an error, the parts of a sentence in their order.
        matches: For matching, the right-hand side as first shown; for a grid, the columns; for an error, the kinds
            of fault; otherwise empty.
        answer: Numeric: the number. Otherwise indexes from 0: the right options (single, multiple), the
            options in their right order (ordering), for each option the index of its match (matching), for each row
            the indexes of its columns (grid), or the faulty part and its kind of fault (error).
        tolerance: Numeric: how far from the answer still counts as right.
        unit: Numeric: the unit of the answer.
        hint: A nudge that does not give the answer away.
        explanations: One an option: why it is right, or which misconception it is; for an error, one a part and
            then one a kind of fault.
        explanation: The whole answer, shown after checking.
        objective: The objective of the lesson that it tests.
        misconception: Id of the misconception it looks for, see ``misconceptions()``; empty when none.
        source_ids: The sources.
        checked: Whether the answer was read in its sources: yes, partial or no.
        mistakes: Ids of the mistakes behind wrong choices, see ``mistakes()``: in the order of the explanations and
            empty where the choice is right; for matching, ordering and a grid the one behind each row; for a number the
            one behind each of ``typical_wrong``.
        typical_wrong: Numeric: wrong answers to expect.
    """

    table: ClassVar[str] = "questions"

    id: str
    lesson: str
    kind: str
    stem: str
    options: tuple[str, ...]
    matches: tuple[str, ...]
    answer: tuple[int, ...] | tuple[tuple[int, ...], ...] | float
    tolerance: float | None
    unit: str
    hint: str
    explanations: tuple[str, ...]
    explanation: str
    objective: str
    misconception: str
    source_ids: tuple[str, ...]
    checked: str
    mistakes: tuple[str, ...] = ()
    typical_wrong: tuple[float, ...] = ()

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the columns that do not fit the kind of question, each with what was expected.

        Args:
            values: The typed values of one row, by column.

        Example:
            >>> row = {"kind": "single", "options": ("Yes", "No"), "matches": (), "explanations": ("Right.", "Wrong.")}
            >>> list(Question.faults({**row, "answer": (2,), "mistakes": ("", "E01")}))
            [('answer', 'indexes of options from 0 to 1')]
        """
        kind, answer = values["kind"], values["answer"]
        explained = len(values["options"]) + (len(values["matches"]) if kind == "error" else 0)
        if len(values["explanations"]) != explained:
            each = "part and one for each kind of fault" if kind == "error" else "option"
            yield "explanations", f"{explained} explanations, one for each {each}"
        named = len(values.get("typical_wrong", ())) if kind == "numeric" else explained
        if len(values.get("mistakes", ())) != named:
            yield "mistakes", f"{named} ids, one for each explanation, or typical wrong number"
        expected = _ANSWERS[kind](answer, len(values["options"]), len(values["matches"]))
        if expected:
            yield "answer", expected


def _number(answer: Any, _options: int, _matches: int) -> str:
    wrong = isinstance(answer, bool) or not isinstance(answer, int | float)
    return "a number" if wrong else ""


def _among(answer: Any, choices: int) -> bool:
    return isinstance(answer, tuple) and bool(answer) and all(each in range(choices) for each in answer)


def _single(answer: Any, options: int, matches: int) -> str:
    return _multiple(answer, options, matches) or ("" if len(answer) == 1 else "the index of one option")


def _multiple(answer: Any, options: int, _matches: int) -> str:
    return "" if _among(answer, options) else f"indexes of options from 0 to {options - 1}"


def _ordering(answer: Any, options: int, matches: int) -> str:
    every = list(range(options))
    return _multiple(answer, options, matches) or (
        "" if sorted(answer) == every else "the index of every option once"
    )


def _matching(answer: Any, options: int, matches: int) -> str:
    if not _among(answer, matches):
        return f"indexes of options from 0 to {matches - 1}"
    return "" if len(answer) == options else f"{options} indexes, one for each option"


def _grid(answer: Any, options: int, matches: int) -> str:
    rows = isinstance(answer, tuple) and len(answer) == options
    if rows and all(_among(row, matches) and len(set(row)) == len(row) for row in answer):
        return ""
    return f"{options} lists of indexes of columns from 0 to {matches - 1}, one for each row"


def _error(answer: Any, options: int, matches: int) -> str:
    pair = isinstance(answer, tuple) and len(answer) == 2
    if pair and answer[0] in range(options) and answer[1] in range(matches):
        return ""
    return f"the index of a part from 0 to {options - 1} and of a kind of fault from 0 to {matches - 1}"


_ANSWERS = {
    "single": _single,
    "multiple": _multiple,
    "numeric": _number,
    "ordering": _ordering,
    "matching": _matching,
    "grid": _grid,
    "error": _error,
}
