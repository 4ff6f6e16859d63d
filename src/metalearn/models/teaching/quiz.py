"""Marking of self-check questions: pure functions of a question and an answer, see :mod:`.quiz_answers`.

Nobody is wrong who has not answered: an answer that is missing or unfinished is "unattempted".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from metalearn.datasets import Question
from metalearn.models.teaching import quiz_words as words
from metalearn.models.teaching.quiz_answers import PLACED, Answer, Row, right_answer, right_rows
from metalearn.words import _

RESULTS = ("unattempted", "right", "partly", "wrong")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said about an answer.

    Attributes:
        result: "unattempted", "right", "partly" or "wrong".
        verdict: The result as a sentence.
    """

    result: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Note:
    """What is said about one part of an answer.

    Attributes:
        right: Whether this part is right.
        word: The same in words.
        text: The part, in words.
        why: Why it is right or not; empty when the question does not say.
        partly: Whether it is not right only because something is missing.

    Example:
        >>> Note(False, "does not fit", "Lung cancer", "It began in the breast.").said
        'does not fit. It began in the breast.'
    """

    right: bool
    word: str
    text: str
    why: str
    partly: bool = False

    @property
    def result(self) -> str:
        """Right, partly or wrong, as one word."""
        return "right" if self.right else "partly" if self.partly else "wrong"

    @property
    def said(self) -> str:
        """Whether the part is right, and why."""
        if self.right and self.why.lower().startswith("right"):
            return self.why  # the question's own words say it already
        return f"{self.word}. {self.why}" if self.why else self.word


def mark(question: Question, answer: Answer) -> Mark:
    """Mark an answer.

    Args:
        question: The question.
        answer: In normal form.

    Example:
        >>> from metalearn import datasets
        >>> mark(datasets.question("Q01a"), ()).result
        'unattempted'
    """
    if isinstance(answer, float):
        return _mark_number(question, answer)
    if not answer:
        return Mark("unattempted", words.nothing_yet(question.kind))
    if -1 in answer or () in answer or (question.kind == "ordering" and len(set(answer)) < len(answer)):
        return Mark("unattempted", words.unfinished(question.kind))
    if question.kind == "grid":
        return mark_places("grid", _same(answer, right_rows(question)), len(answer))
    right = right_answer(question)
    if question.kind == "multiple":
        return _mark_set(set(answer), set(right))
    if question.kind == "error" and _same(answer, right) == 1:
        return Mark("partly", words.half_right(part=answer[0] == right[0]))
    return mark_places(question.kind, _same(answer, right), len(right))


def _same(given: tuple[object, ...], wanted: tuple[object, ...]) -> int:
    return sum(one == other for one, other in zip(given, wanted, strict=True))


def _mark_number(question: Question, answer: float) -> Mark:
    low, high = bounds(question)
    where = "low" if answer < low else "high" if answer > high else "right"
    return Mark("right" if where == "right" else "wrong", words.numeric_verdicts()[where])


def bounds(question: Question) -> tuple[float, float]:
    """Return the lowest and the highest number that count as right, in the unit of the question.

    A hair is added, so that a decimal number that lies exactly on the edge is right.
    """
    right = question.answer if isinstance(question.answer, int | float) else math.nan
    reach = (question.tolerance or 0) + 1e-9 * max(1.0, abs(right))
    return right - reach, right + reach


def _mark_set(given: set[object], right: set[int]) -> Mark:
    hits, extra = len(given & right), len(given - right)
    if given == right:
        return Mark("right", words.all_right("multiple"))
    if not hits:
        return Mark("wrong", words.none_right("multiple"))
    return Mark("partly", words.some_fit(hits, len(right), extra))


def mark_places(kind: str, same: int, total: int) -> Mark:
    """Mark an answer by how many of its places, pairs or rows are right."""
    if same == total:
        return Mark("right", words.all_right(kind))
    if not same:
        return Mark("wrong", words.none_right(kind))
    return Mark("partly", words.some_right(kind, same, total))


def note(question: Question, slot: int, value: int | Row) -> Note:
    """Return what is said about one chosen option.

    Args:
        question: A question that is not numeric.
        slot: Which place, pair or row it was chosen for, 0 for the part and 1 for the fault of a sentence; 0 for single
            and multiple.
        value: The index that was chosen; for a grid, the columns.
    """
    if isinstance(value, tuple):
        return _row_note(question, slot, value)
    right = right_answer(question)
    if question.kind == "matching":
        text = f"{question.options[slot]}: {question.matches[value]}"
        return _note(question, right[slot] == value, text, slot)
    if question.kind == "ordering":
        return _note(question, right[slot] == value, f"{slot + 1}. {question.options[value]}", value)
    if question.kind == "error":
        text = (question.options, question.matches)[slot][value]
        return _note(question, right[slot] == value, text, slot * len(question.options) + value)
    return _note(question, value in right, question.options[value], value)


def _note(question: Question, right: bool, text: str, explained: int) -> Note:
    return Note(right, words.fits(question.kind, right), text, _why(question, explained))


def _row_note(question: Question, row: int, chosen: Row) -> Note:
    right = right_rows(question)[row]
    partly = set(chosen) < set(right)
    word = _("not complete") if partly else words.fits("grid", chosen == right)
    text = f"{question.options[row]}: {'; '.join(question.matches[column] for column in chosen)}"
    return Note(chosen == right, word, text, _why(question, row), partly)


def _why(question: Question, explained: int) -> str:
    return question.explanations[explained] if explained < len(question.explanations) else ""


def notes(question: Question, answer: Answer) -> tuple[Note, ...]:
    """Return what is said about each part of an answer that was chosen."""
    if isinstance(answer, float) or mark(question, answer).result == "unattempted":
        return ()
    return _notes(question, answer)


def _notes(question: Question, answer: Sequence[int | Row]) -> tuple[Note, ...]:
    places = question.kind in PLACED
    return tuple(note(question, slot if places else 0, value) for slot, value in enumerate(answer))


def solution(question: Question) -> tuple[str, ...]:
    """Return the right answer in words, a line each.

    Example:
        >>> from metalearn import datasets
        >>> solution(datasets.question("Q01a"))
        ('Metastatic breast cancer',)
    """
    if question.kind == "numeric" and isinstance(question.answer, int | float):
        number = f"{words.number_text(float(question.answer))} {question.unit}".strip()
        if not question.tolerance:
            return (number,)
        return (_("{number} (within {reach})").format(number=number, reach=f"{question.tolerance:g}"),)
    right = right_rows(question) if question.kind == "grid" else right_answer(question)
    return tuple(each.text for each in _notes(question, right))
