"""One self-check question: answer, certainty, hint, check. An unanswered question is not a wrong one.

Before a lesson the same question only takes an answer and certainty, and says nothing; see ``moment``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import traitlets

from metalearn import datasets
from metalearn.datasets import Evidence, Question
from metalearn.datasets.cards import told
from metalearn.errors import MetalearnError, unknown
from metalearn.models.teaching import quiz
from metalearn.models.teaching import quiz_answers as shapes
from metalearn.models.teaching.quiz_answers import Answer
from metalearn.models.teaching.quiz_words import AFTER, BEFORE, CERTAINTY, MOMENTS
from metalearn.widgets import quiz_before, quiz_payload
from metalearn.widgets import quiz_text as text
from metalearn.widgets.base import Controls, Table, View, pack, refuse_unknown, walk
from metalearn.words import _

if TYPE_CHECKING:  # what keeps answers is loaded when one is kept or asked for: most quizzes are only shown
    from metalearn.models.teaching.progress import Attempt, History

_ALL_WAYS = 64  # up to this many answers are walked with every certainty and hint
_ASKED = {"ask": "earlier"}  # what the live view sends when it opens in front of a kernel


class Quiz(View):
    """One question of the course, with certainty, hint, check and explanation.

    Each press of "Check" on a complete answer is kept, see :mod:`metalearn.widgets.progress`. A live view then says
    when and how the question was answered before; the answer itself is not put back, so that it can be tried anew.

    Args:
        question: Id of a question, see :func:`metalearn.datasets.questions`, or a question of one's own.
        moment: "after", the usual one, or "before" a lesson: then answer and certainty are kept, and nothing is said
            about them until the question is asked again.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown id or moment, with the nearest right one.
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
        >>> guess = Quiz("Q01a", moment="before")
        >>> guess.answer, guess.certainty, guess.checked = (0,), 2, True
        >>> guess.result
        'kept'
    """

    script = "quiz"

    answer = traitlets.Any(
        default_value=(),
        help="chosen indexes from 0 (of a grid a list for each row), or a number; () for none",
    ).tag(sync=True)
    certainty = traitlets.Int(0, min=0, max=4, help="1 a guess ... 4 certain; 0 not said").tag(sync=True)
    checked = traitlets.Bool(False, help="whether Check was pressed").tag(sync=True)
    hinted = traitlets.Bool(False, help="whether the hint is open").tag(sync=True)

    def __init__(
        self, question: str | Question, *, moment: str = AFTER, scale: float = 1.0, **others: object
    ) -> None:
        refuse_unknown(type(self), others)
        if not isinstance(question, str | Question):
            raise MetalearnError(
                f"A quiz takes the id of a question, such as 'Q01a', or a Question of one's own; got {question!r}."
            )
        self._question = datasets.question(question) if isinstance(question, str) else question
        shapes.check_question(self._question)
        if moment not in MOMENTS:
            raise unknown("moment", moment, MOMENTS, "help(Quiz)")
        self._moment = moment
        self._walking = self._watched = False
        self._earlier = self._notice = ""
        self._then: tuple[Answer, str] = ((), "")
        given = quiz_payload.payload(self._question)
        super().__init__(payload=pack(quiz_before.payload(given) if self._before else given), scale=scale)
        self.on_msg(self._asked)

    @traitlets.validate("answer")
    def _possible(self, proposal: Any) -> Answer:
        return shapes.normal(self._question, proposal["value"])

    @traitlets.observe("checked")
    def _keep(self, change: Any) -> None:
        """Keep the attempt: "Check" was pressed, or set in Python; a walk through all states is no attempt."""
        if not change["new"] or self._walking or self.result == "unattempted":
            return
        from metalearn.models.teaching.progress import Attempt
        from metalearn.widgets import progress_file

        attempt = Attempt(
            question=self._question.id,
            lesson=self._question.lesson,
            when=progress_file.now(),
            result=quiz.mark(self._question, self.answer).result,
            certainty=self.certainty,
            answer=self.answer,
            moment=self._moment,
        )
        notice = progress_file.keep([attempt])
        if self._watched and not self._before:
            said = quiz_before.compared(self._question, self._history(), attempt)
            self._then = (self.answer, said)
        earlier = _("Kept on {day}.").format(day=attempt.when[:10]) if self._before else self._says(attempt)
        self._tell(notice, earlier)

    @traitlets.observe("answer", "certainty")
    def _keep_another(self, _change: Any) -> None:
        """Before a lesson, what is changed in Python after it was kept is kept as well; a view asks for "Keep" anew."""
        if self._before and self.checked:
            self._keep({"new": True})

    def _asked(self, _widget: object, content: object, _buffers: object) -> None:
        """Look up an earlier answer: only for a live view, so that no stored output depends on who ran it."""
        if content == _ASKED:
            from metalearn.widgets import progress_file

            self._watched = True
            found = progress_file.read()
            past = self._history(found.attempts)
            if self._before:
                earlier = quiz_before.earlier(past)
            else:
                earlier = self._says(past.latest) or (quiz_before.MET if past.before else "")
            self._tell(found.notice, earlier)

    def _history(self, attempts: Iterable[Attempt] | None = None) -> History:
        from metalearn.models.teaching import progress
        from metalearn.widgets import progress_file

        found = progress_file.read().attempts if attempts is None else attempts
        return progress.histories(found).get(self._question.id, progress.History(()))

    def _says(self, attempt: Attempt | None) -> str:
        return text.EARLIER.format(says=attempt.says()) if attempt else ""

    def _tell(self, notice: str, earlier: str) -> None:
        """Tell the views; by message, because a trait would travel with a saved notebook or page."""
        self._notice = notice
        if self._watched:
            self._earlier = earlier
        message = {"earlier": self._earlier, "notice": self._notice}
        self.send(message | ({"then": self._then[1]} if self._then[1] else {}))

    @property
    def _before(self) -> bool:
        return self._moment == BEFORE

    @property
    def moment(self) -> str:
        """When the question is asked: "before" a lesson or "after"."""
        return self._moment

    @property
    def question(self) -> Question:
        """The question as the course knows it."""
        return self._question

    @property
    def state(self) -> text.QuizState:
        """What is on screen, as plain data."""
        shown = (self.answer, self.certainty, self.checked, self.hinted)
        then = self._then[1] if self.checked and self._then[0] == self.answer else ""
        return text.QuizState(self._question, *shown, self._earlier, self._notice, then)

    @property
    def result(self) -> str:
        """What the answer is: "unattempted" (always so before "Check"), "right", "partly" or "wrong".

        Before a lesson it is only "kept", once answer and certainty are there.
        """
        return quiz_before.result(self.state) if self._before else self.state.result

    def describe(self) -> str:
        """Return everything on screen as text; the answer is in it only after "Check"."""
        return quiz_before.describe(self.state) if self._before else text.describe(self.state)

    def table(self) -> Table:
        """Return the options, what was chosen, and after "Check" what is said about it."""
        return quiz_before.rows(self.state) if self._before else text.rows(self.state)

    def twin(self) -> str:
        """Return the question and its options; hint and answer stay closed until they are opened."""
        return quiz_before.static_twin(self.state) if self._before else text.static_twin(self.state)

    def _cards(self) -> Iterator[Evidence]:
        return quiz_before.cards(self.state) if self._before else text.cards(self.state)

    def _folded_cards(self) -> Iterator[Evidence]:
        if not self._before:
            yield from told(self._question, "hint")
            yield from text.answer_cards(self._question)

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every answer, each unchecked and checked, with every certainty and with the hint closed and open.

        Where there are many answers (orders, pairs), all are walked, and certainty and hint with one of each result.
        """
        self._walking = True
        try:
            yield from walk(self, _settings(self._question, hints=not self._before))
        finally:
            self._walking = False


def _settings(question: Question, *, hints: bool = True) -> Iterator[Controls]:
    answers: list[Answer] = [(), *_unfinished(question), *_numbers(question), *shapes.answers(question)]
    few = len(answers) <= _ALL_WAYS
    one_of_each = answers if few else list({quiz.mark(question, each): each for each in answers}.values())
    if not few:
        for answer in answers:
            yield {"answer": answer, "certainty": 0, "checked": True, "hinted": False}
    for answer in one_of_each:
        for certainty in (0, *CERTAINTY):
            for checked in (False, True):
                for hinted in (False, True)[: 1 + hints]:
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
