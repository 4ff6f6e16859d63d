"""One self-check question: answer, certainty, hint, check. An unanswered question is not a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import traitlets

from metalearn import datasets
from metalearn.datasets import Evidence, Question
from metalearn.datasets.cards import told
from metalearn.models.teaching import quiz
from metalearn.models.teaching.quiz import CERTAINTY, Answer
from metalearn.widgets import quiz_text as text
from metalearn.widgets import sources
from metalearn.widgets.base import Controls, Table, View, refuse_unknown, walk

_ALL_WAYS = 64  # up to this many answers are walked with every certainty and hint


class Quiz(View):
    """One question of the course, with certainty, hint, check and explanation.

    Args:
        question: Id of a question, see :func:`metalearn.datasets.questions`, or a question of one's own.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown id, with the nearest right one.
        MetalearnError: For a question that a quiz cannot show, or an answer that the question cannot have.
        TypeError: For an unknown keyword.

    Source:
        Each question names its own.

    Example:
        >>> quiz = Quiz("Q01a")
        >>> quiz.result
        'unattempted'
        >>> quiz.answer, quiz.checked = (1,), True
        >>> quiz.result
        'right'
    """

    script = "quiz"

    answer = traitlets.Any(default_value=(), help="chosen indexes from 0, or a number; () for none").tag(
        sync=True
    )
    certainty = traitlets.Int(0, min=0, max=4, help="1 a guess ... 4 certain; 0 not said").tag(sync=True)
    checked = traitlets.Bool(False, help="whether Check was pressed").tag(sync=True)
    hinted = traitlets.Bool(False, help="whether the hint is open").tag(sync=True)

    def __init__(self, question: str | Question, *, scale: float = 1.0, **unknown: object) -> None:
        refuse_unknown(type(self), unknown)
        self._question = datasets.question(question) if isinstance(question, str) else question
        quiz.check_question(self._question)
        super().__init__(scale=scale)
        self.ship(_payload(self._question))

    @traitlets.validate("answer")
    def _possible(self, proposal: Any) -> Answer:
        return quiz.normal(self._question, proposal["value"])

    @property
    def question(self) -> Question:
        """The question as the course knows it."""
        return self._question

    @property
    def state(self) -> text.QuizState:
        """What is on screen, as plain data."""
        return text.QuizState(self._question, self.answer, self.certainty, self.checked, self.hinted)

    @property
    def result(self) -> str:
        """What the answer is: "unattempted" (always so before "Check"), "right", "partly" or "wrong"."""
        return self.state.result

    def describe(self) -> str:
        """Return everything on screen as text; the answer is in it only after "Check"."""
        return text.describe(self.state)

    def table(self) -> Table:
        """Return the options, what was chosen, and after "Check" what is said about it."""
        return text.rows(self.state)

    def twin(self) -> str:
        """Return the question and its options; hint and answer stay closed until they are opened."""
        return text.static_twin(self.state)

    def _cards(self) -> Iterator[Evidence]:
        return text.cards(self.state)

    def _folded_cards(self) -> Iterator[Evidence]:
        yield from told(self._question, "hint")
        yield from text.answer_cards(self._question)

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every answer, each unchecked and checked, with every certainty and with the hint closed and open.

        Where there are many answers (orders, pairs), all are walked, and certainty and hint with one of each result.
        """
        return walk(self, _settings(self._question))


def _settings(question: Question) -> Iterator[Controls]:
    answers: list[Answer] = [(), *_unfinished(question), *_numbers(question), *quiz.answers(question)]
    few = len(answers) <= _ALL_WAYS
    one_of_each = answers if few else list({quiz.mark(question, each): each for each in answers}.values())
    if not few:
        for answer in answers:
            yield {"answer": answer, "certainty": 0, "checked": True, "hinted": False}
    for answer in one_of_each:
        for certainty in (0, *CERTAINTY):
            for checked in (False, True):
                for hinted in (False, True):
                    yield {"answer": answer, "certainty": certainty, "checked": checked, "hinted": hinted}


def _unfinished(question: Question) -> list[Answer]:
    """An answer with a gap, where a question can have one."""
    return [(0, *[-1] * (len(question.options) - 1))] if question.kind in ("ordering", "matching") else []


def _numbers(question: Question) -> list[Answer]:
    """Numbers inside, on and beyond the edges of what counts as right."""
    if question.kind != "numeric" or not isinstance(question.answer, int | float):
        return []
    right, reach = float(question.answer), float(question.tolerance or 0)
    step = max(reach, abs(right) * 0.1, 1.0)
    return [right - reach - step, right - reach, right, right + reach, right + reach + step]


def _payload(question: Question) -> dict[str, Any]:
    """Collect what the view selects among: a verdict for every answer, and what is said about every choice."""
    marks = {each: quiz.mark(question, each) for each in quiz.answers(question)}
    verdicts = list(dict.fromkeys(marks.values()))
    return {
        "words": text.WORDS,
        "kind": question.kind,
        "asks": text.asks(question),
        "stem": question.stem,
        "options": question.options,
        "letters": [text.letter(i) for i in range(len(question.options))],
        "places": [text.place(i) for i in range(len(question.options))],
        "matches": question.matches,
        "unit": question.unit,
        "hint": question.hint,
        "certainty": [[str(value), label] for value, label in CERTAINTY.items()],
        "verdicts": [[each.result, each.verdict] for each in verdicts],
        "marks": {",".join(map(str, answer)): verdicts.index(each) for answer, each in marks.items()},
        "number": _number(question),
        "nothing": quiz.nothing_yet(question.kind),
        "unfinished": quiz.unfinished(question.kind),
        "calibration": {
            result: [quiz.calibration(result, certainty) for certainty in (0, *CERTAINTY)]
            for result in quiz.RESULTS
        },
        "notes": _notes(question),
        "solution": quiz.solution(question),
        "explanation": question.explanation,
        "sources": [
            [sources.label(each), sources.address(each)]
            for each in map(datasets.reference, question.source_ids)
        ],
        "checked": sources.checked_text(question.checked),
        "evidence": question.evidence("stem").text(),
    }


def _number(question: Question) -> dict[str, Any]:
    """The edges of what counts as right, and what is said on either side of them."""
    if question.kind != "numeric":
        return {}
    low, high = quiz.bounds(question)
    return {"low": low, "high": high, "verdicts": quiz.numeric_verdicts()}


def _notes(question: Question) -> list[list[dict[str, Any]]]:
    """What is said about each choice, by place and option; single and multiple have one place."""
    if question.kind == "numeric":
        return []
    slots = len(question.options) if question.kind in ("ordering", "matching") else 1
    pool = question.matches if question.kind == "matching" else question.options
    found = [[quiz.note(question, slot, value) for value in range(len(pool))] for slot in range(slots)]
    return [[{"right": each.right, "text": each.text, "said": each.said} for each in row] for row in found]
