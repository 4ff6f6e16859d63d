"""What a learner has answered so far: attempts, and what they add up to. Nothing here reads or writes a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metalearn.datasets import Question
from metalearn.models.teaching.quiz_words import RESULT_WORDS, certainty_words
from metalearn.words import _, several

SURE = 3  # from "Fairly sure" on, an answer counts as sure
COUNTED = ("right", "partly", "wrong")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One press of "Check" on a complete answer.

    Attributes:
        question: Id of the question.
        lesson: Id of its lesson.
        when: When it was checked: UTC, as "2026-03-01T09:30:00.000Z", so that text order is time order.
        result: "right", "partly" or "wrong".
        certainty: 1 (a guess) to 4 (certain), 0 when it was not said.
        answer: The answer in normal form, as JSON holds it (lists for tuples); None when a code brought it here.
    """

    question: str
    lesson: str
    when: str
    result: str
    certainty: int
    answer: object = None

    @property
    def sure(self) -> bool:
        """Whether the learner was at least fairly sure."""
        return self.certainty >= SURE

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two records the same attempt; its order is the order in time."""
        return self.when, self.question, self.result, str(self.certainty), repr(self.answer)

    def says(self) -> str:
        """Return day, result and certainty in a line.

        Example:
            >>> Attempt("Q01a", "what-metastasis-is", "2026-03-01T09:30:00.000Z", "right", 3).says()
            '2026-03-01: right, fairly sure'
        """
        words = {
            "day": self.when[:10],
            "result": RESULT_WORDS[self.result],
            "sure": certainty_words(self.certainty),
        }
        line = _("{day}: {result}, {sure}") if self.certainty else _("{day}: {result}")
        return line.format(**words)


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """How far a learner is in one lesson, by the last attempt at each question.

    Attributes:
        lesson: Id of the lesson.
        questions: How many questions it has.
        answered: How many of them were answered.
        right: How many of those are right.
        partly: How many are partly right.
        wrong: How many are not right yet.
        sure_but_wrong: Ids of those answered wrongly while sure, and not yet put right.
    """

    lesson: str
    questions: int
    answered: int
    right: int
    partly: int
    wrong: int
    sure_but_wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Progress:
    """How far a learner is, by the last attempt at each question.

    Attributes:
        questions: How many questions the course has.
        answered: How many of them were answered.
        right: How many of those are right.
        partly: How many are partly right.
        wrong: How many are not right yet.
        sure_but_wrong: Ids of those answered wrongly while sure, and not yet put right: worth a second look first.
        put_right: Ids of those once answered wrongly while sure, and right since.
        by_lesson: The same for each lesson, in the order of the course.
        since: Day of the first attempt, as YYYY-MM-DD; "" when there is none.
        last: Day of the last attempt; "" when there is none.
        attempts: How many attempts there were in all.
        notice: What is wrong with the file that keeps them, in a sentence; "" when nothing is.

    Example:
        >>> nothing = summary((), ())
        >>> (nothing.answered, nothing.since)
        (0, '')
    """

    questions: int
    answered: int
    right: int
    partly: int
    wrong: int
    sure_but_wrong: tuple[str, ...]
    put_right: tuple[str, ...]
    by_lesson: tuple[LessonProgress, ...]
    since: str
    last: str
    attempts: int
    notice: str = ""

    def __repr__(self) -> str:
        return "\n".join(_lines(self))


def merged(*parts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    """Return every attempt of several records once, in the order of time.

    Example:
        >>> one = Attempt("Q01a", "routes", "2026-03-01T09:30:00.000Z", "right", 3)
        >>> len(merged([one], [one]))
        1
    """
    found = {each.key: each for part in parts for each in part}
    return tuple(found[key] for key in sorted(found))


def latest(attempts: Iterable[Attempt]) -> dict[str, Attempt]:
    """Return the last attempt at each question."""
    return {each.question: each for each in merged(attempts)}


def summary(attempts: Iterable[Attempt], questions: Sequence[Question], notice: str = "") -> Progress:
    """Add attempts up.

    Args:
        attempts: Every attempt, in any order.
        questions: The questions of the course, in their order.
        notice: What is wrong with the file that keeps them.
    """
    every = merged(attempts)
    last = latest(every)
    lessons = dict.fromkeys([*(each.lesson for each in questions), *(each.lesson for each in last.values())])
    by_lesson = tuple(_of_lesson(lesson, questions, last) for lesson in lessons)
    missed = {each.question for each in every if each.result == "wrong" and each.sure}
    return Progress(
        questions=sum(each.questions for each in by_lesson),
        answered=len(last),
        right=sum(each.right for each in by_lesson),
        partly=sum(each.partly for each in by_lesson),
        wrong=sum(each.wrong for each in by_lesson),
        sure_but_wrong=tuple(id for each in by_lesson for id in each.sure_but_wrong),
        put_right=tuple(sorted(id for id in missed if last[id].result == "right")),
        by_lesson=by_lesson,
        since=every[0].when[:10] if every else "",
        last=every[-1].when[:10] if every else "",
        attempts=len(every),
        notice=notice,
    )


def _of_lesson(lesson: str, questions: Iterable[Question], last: dict[str, Attempt]) -> LessonProgress:
    asked = {each.id for each in questions if each.lesson == lesson}
    mine = [each for each in last.values() if each.lesson == lesson]
    right, partly, wrong = (sum(each.result == result for each in mine) for result in COUNTED)
    return LessonProgress(
        lesson=lesson,
        questions=len(asked | {each.question for each in mine}),
        answered=len(mine),
        right=right,
        partly=partly,
        wrong=wrong,
        sure_but_wrong=tuple(sorted(each.question for each in mine if each.result == "wrong" and each.sure)),
    )


def _lines(progress: Progress) -> Iterable[str]:
    """A summary as text."""
    if progress.notice:
        yield progress.notice
    if not progress.answered:
        yield _("No question answered yet.")
        return
    counts = {"answered": progress.answered, "questions": progress.questions}
    yield _("Answered: {answered} of {questions} questions.").format(**counts)
    kinds = {"right": progress.right, "partly": progress.partly, "wrong": progress.wrong}
    yield _("By the last answer: {right} right, {partly} partly right, {wrong} not right yet.").format(
        **kinds
    )
    if progress.sure_but_wrong:
        ids = ", ".join(progress.sure_but_wrong)
        yield _("Sure, but another answer fits - the most worth a second look: {ids}.").format(ids=ids)
    if progress.put_right:
        yield _("Sure but wrong at first, right since: {ids}.").format(ids=", ".join(progress.put_right))
    for each in progress.by_lesson:
        if each.answered:
            yield _("  {lesson}: {right} right of {answered} answered, {questions} asked").format(
                lesson=each.lesson, right=each.right, answered=each.answered, questions=each.questions
            )
    yield several("{n} attempt", "{n} attempts", progress.attempts).format(n=progress.attempts) + _(
        ", the first on {since}, the last on {last}."
    ).format(since=progress.since, last=progress.last)
