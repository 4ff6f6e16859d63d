"""One self-check question: answer, certainty, hint, check. An unanswered question is not a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import traitlets

from metalearn import datasets
from metalearn.datasets import Evidence, Question
from metalearn.datasets.cards import told
from metalearn.errors import MetalearnError
from metalearn.models.teaching import progress, quiz
from metalearn.models.teaching import quiz_answers as shapes
from metalearn.models.teaching.quiz_answers import Answer
from metalearn.models.teaching.quiz_words import CERTAINTY
from metalearn.widgets import progress_file, quiz_payload
from metalearn.widgets import quiz_text as text
from metalearn.widgets.base import Controls, Table, View, refuse_unknown, walk

_ALL_WAYS = 64  # up to this many answers are walked with every certainty and hint
_ASKED = {"ask": "earlier"}  # what the live view sends when it opens in front of a kernel


class Quiz(View):
    """One question of the course, with certainty, hint, check and explanation.

    Each press of "Check" on a complete answer is kept, see :mod:`metalearn.widgets.progress`. A live view then says
    when and how the question was answered before; the answer itself is not put back, so that it can be tried anew.

    Args:
        question: Id of a question, see :func:`metalearn.datasets.questions`, or a question of one's own.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown id, with the nearest right one.
        MetalearnError: For what is no question, or one that a quiz cannot show, or an answer that it cannot have.
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

    answer = traitlets.Any(
        default_value=(),
        help="chosen indexes from 0 (of a grid a list for each row), or a number; () for none",
    ).tag(sync=True)
    certainty = traitlets.Int(0, min=0, max=4, help="1 a guess ... 4 certain; 0 not said").tag(sync=True)
    checked = traitlets.Bool(False, help="whether Check was pressed").tag(sync=True)
    hinted = traitlets.Bool(False, help="whether the hint is open").tag(sync=True)

    def __init__(self, question: str | Question, *, scale: float = 1.0, **unknown: object) -> None:
        refuse_unknown(type(self), unknown)
        if not isinstance(question, str | Question):
            raise MetalearnError(
                f"A quiz takes the id of a question, such as 'Q01a', or a Question of one's own; got {question!r}."
            )
        self._question = datasets.question(question) if isinstance(question, str) else question
        shapes.check_question(self._question)
        self._walking = self._watched = False
        self._earlier = self._notice = ""
        super().__init__(scale=scale)
        self.ship(quiz_payload.payload(self._question))
        self.on_msg(self._asked)

    @traitlets.validate("answer")
    def _possible(self, proposal: Any) -> Answer:
        return shapes.normal(self._question, proposal["value"])

    @traitlets.observe("checked")
    def _keep(self, change: Any) -> None:
        """Keep the attempt: "Check" was pressed, or set in Python; a walk through all states is no attempt."""
        if not change["new"] or self._walking or self.result == "unattempted":
            return
        attempt = progress.Attempt(
            question=self._question.id,
            lesson=self._question.lesson,
            when=progress_file.now(),
            result=self.result,
            certainty=self.certainty,
            answer=self.answer,
        )
        self._tell(progress_file.keep([attempt]), attempt)

    def _asked(self, _widget: object, content: object, _buffers: object) -> None:
        """Look up an earlier answer: only for a live view, so that no stored output depends on who ran it."""
        if content == _ASKED:
            self._watched = True
            found = progress_file.read()
            self._tell(found.notice, progress.latest(found.attempts).get(self._question.id))

    def _tell(self, notice: str, attempt: progress.Attempt | None) -> None:
        """Tell the views; by message, because a trait would travel with a saved notebook or page."""
        self._notice = notice
        if self._watched:
            self._earlier = text.EARLIER.format(says=attempt.says()) if attempt else ""
        self.send({"earlier": self._earlier, "notice": self._notice})

    @property
    def question(self) -> Question:
        """The question as the course knows it."""
        return self._question

    @property
    def state(self) -> text.QuizState:
        """What is on screen, as plain data."""
        shown = (self.answer, self.certainty, self.checked, self.hinted)
        return text.QuizState(self._question, *shown, self._earlier, self._notice)

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
        self._walking = True
        try:
            yield from walk(self, _settings(self._question))
        finally:
            self._walking = False


def _settings(question: Question) -> Iterator[Controls]:
    answers: list[Answer] = [(), *_unfinished(question), *_numbers(question), *shapes.answers(question)]
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
    places = len(question.options)
    gaps: dict[str, Answer] = {
        "ordering": (0, *[-1] * (places - 1)),
        "matching": (0, *[-1] * (places - 1)),
        "grid": ((0,), *[()] * (places - 1)),
        "error": (0, -1),
    }
    return [gaps[question.kind]] if question.kind in gaps else []


def _numbers(question: Question) -> list[Answer]:
    """Numbers inside, on and beyond the edges of what counts as right."""
    if question.kind != "numeric" or not isinstance(question.answer, int | float):
        return []
    right, reach = float(question.answer), float(question.tolerance or 0)
    step = max(reach, abs(right) * 0.1, 1.0)
    return [right - reach - step, right - reach, right, right + reach, right + reach + step]
