"""What a learner has answered so far: attempts, and what they add up to. Nothing here reads or writes a file.

A question can be asked at two moments. *Before* a lesson it takes an answer and says nothing about it; *after*, which
is the usual moment, "Check" says what is right. Every attempt is kept with its date and its moment. What was answered
before is never counted as right or wrong by itself: it is only set beside what was answered since, see :class:`Change`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metalearn import datasets
from metalearn.datasets import Question
from metalearn.models.teaching.mistaken import behind
from metalearn.models.teaching.quiz_words import AFTER, BEFORE, RESULT_WORDS, certainty_words
from metalearn.words import _, several

SURE = 3  # from "Fairly sure" on, an answer counts as sure
COUNTED = ("right", "partly", "wrong")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One press of "Check" on a complete answer, or of "Keep my answer" before a lesson.

    Attributes:
        question: Id of the question.
        lesson: Id of its lesson.
        when: When it was checked: UTC, as "2026-03-01T09:30:00.000Z", so that text order is time order.
        result: "right", "partly" or "wrong".
        certainty: 1 (a guess) to 4 (certain), 0 when it was not said.
        answer: The answer in normal form, as JSON holds it (lists for tuples); None when a code brought it here.
        moment: "before" the lesson, when nothing was said about it, or "after".
    """

    question: str
    lesson: str
    when: str
    result: str
    certainty: int
    answer: object = None
    moment: str = AFTER

    @property
    def sure(self) -> bool:
        """Whether the learner was at least fairly sure."""
        return self.certainty >= SURE

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two records the same attempt; its order is the order in time."""
        return self.when, self.question, self.result, str(self.certainty), repr(self.answer), self.moment

    def says(self) -> str:
        """Return day, result and certainty in a line.

        Example:
            >>> Attempt("Q01a", "what-metastasis-is", "2026-03-01T09:30:00.000Z", "right", 3).says()
            '2026-03-01: right, fairly sure'
        """
        return _("{day}: {graded}").format(day=self.when[:10], graded=self.graded)

    @property
    def graded(self) -> str:
        """Result and certainty in words."""
        words = {"result": RESULT_WORDS[self.result], "sure": certainty_words(self.certainty)}
        return (_("{result}, {sure}") if self.certainty else "{result}").format(**words)


@dataclass(frozen=True, slots=True)
class Change:
    """One question answered before a lesson and since.

    Attributes:
        before: What was answered before the lesson.
        after: What was answered last.
    """

    before: Attempt
    after: Attempt

    @property
    def kind(self) -> str:
        """What became of it: "put right", "still right", "not right yet" or "no longer right"."""
        if self.after.result == "right":
            return "still right" if self.before.result == "right" else "put right"
        return "no longer right" if self.before.result == "right" else "not right yet"

    def says(self) -> str:
        """Return both in a line.

        Example:
            >>> one = Attempt("Q01a", "routes", "2026-03-01T09:30:00.000Z", "wrong", 4, moment="before")
            >>> two = Attempt("Q01a", "routes", "2026-03-02T09:30:00.000Z", "right", 3)
            >>> Change(one, two).says()
            'Q01a: before not right, certain; now right, fairly sure'
        """
        words = {"id": self.after.question, "before": self.before.graded, "now": self.after.graded}
        return _("{id}: before {before}; now {now}").format(**words)


@dataclass(frozen=True, slots=True)
class History:
    """Every attempt at one question, the oldest first.

    Attributes:
        attempts: The attempts.
    """

    attempts: tuple[Attempt, ...]

    @property
    def before(self) -> Attempt | None:
        """What was answered before the lesson: the last word before "Check" first said what is right."""
        kept = [each for each in self.attempts if each.moment == BEFORE]
        told = min((each.when for each in self.attempts if each.moment == AFTER), default="9")
        untold = [each for each in kept if each.when <= told]
        return untold[-1] if untold else kept[0] if kept else None

    @property
    def latest(self) -> Attempt | None:
        """What was last checked; None when nothing was."""
        return next((each for each in reversed(self.attempts) if each.moment == AFTER), None)

    @property
    def change(self) -> Change | None:
        """What was answered before and since, when there are both."""
        before, latest = self.before, self.latest
        return Change(before, latest) if before and latest and before.when <= latest.when else None


@dataclass(frozen=True, slots=True)
class LookAgain:
    """A question answered wrongly while sure, and not yet put right.

    Attributes:
        question: Id of the question.
        lesson: Id of the lesson to read again.
        mistakes: Ids of the mistakes that may be behind the answer, see :func:`metalearn.datasets.mistakes`; none when
            the answer is not known here.
    """

    question: str
    lesson: str
    mistakes: tuple[str, ...]


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
        look_again: The same, each with its lesson and the mistakes that may be behind it.
        put_right: Ids of those once answered wrongly while sure, and right since.
        changes: Questions answered before a lesson and since, in the order of the course.
        waiting: Ids of those answered before a lesson and not yet since.
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
    look_again: tuple[LookAgain, ...]
    put_right: tuple[str, ...]
    changes: tuple[Change, ...]
    waiting: tuple[str, ...]
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
    """Return what was last checked of each question; what was answered before a lesson is not checked."""
    return {each.question: each for each in merged(attempts) if each.moment == AFTER}


def histories(attempts: Iterable[Attempt]) -> dict[str, History]:
    """Return every attempt at each question, by its id and in the order of their first dates.

    Example:
        >>> one = Attempt("Q01a", "routes", "2026-03-01T09:30:00.000Z", "right", 3)
        >>> histories([one])["Q01a"].before is None
        True
    """
    found: dict[str, list[Attempt]] = {}
    for each in merged(attempts):
        found.setdefault(each.question, []).append(each)
    return {id: History(tuple(its)) for id, its in found.items()}


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
    past = histories(every)
    changes = (past[id].change for id in _ordered(past, questions))
    return Progress(
        questions=sum(each.questions for each in by_lesson),
        answered=len(last),
        right=sum(each.right for each in by_lesson),
        partly=sum(each.partly for each in by_lesson),
        wrong=sum(each.wrong for each in by_lesson),
        sure_but_wrong=tuple(id for each in by_lesson for id in each.sure_but_wrong),
        look_again=tuple(
            _look_again(last[id], questions) for each in by_lesson for id in each.sure_but_wrong
        ),
        put_right=tuple(sorted(id for id in missed if id in last and last[id].result == "right")),
        changes=tuple(each for each in changes if each),
        waiting=tuple(id for id in _ordered(past, questions) if past[id].before and id not in last),
        by_lesson=by_lesson,
        since=every[0].when[:10] if every else "",
        last=every[-1].when[:10] if every else "",
        attempts=len(every),
        notice=notice,
    )


def _look_again(attempt: Attempt, questions: Iterable[Question]) -> LookAgain:
    asked = next((each for each in questions if each.id == attempt.question), None)
    mistakes = behind(asked, attempt.answer) if asked else ()
    return LookAgain(attempt.question, attempt.lesson, mistakes)


def _ordered(ids: Iterable[str], questions: Iterable[Question]) -> list[str]:
    """Ids in the order of the course, then those that are not in it."""
    places = {each.id: place for place, each in enumerate(questions)}
    return sorted(ids, key=lambda id: (places.get(id, len(places)), id))


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
    else:
        yield from _counts(progress)
    yield from _before_and_since(progress)
    if not progress.attempts:
        return
    for each in progress.by_lesson:
        if each.answered:
            yield _("  {lesson}: {right} right of {answered} answered, {questions} asked").format(
                lesson=each.lesson, right=each.right, answered=each.answered, questions=each.questions
            )
    yield several("{n} attempt", "{n} attempts", progress.attempts).format(n=progress.attempts) + _(
        ", the first on {since}, the last on {last}."
    ).format(since=progress.since, last=progress.last)


def _counts(progress: Progress) -> Iterable[str]:
    counts = {"answered": progress.answered, "questions": progress.questions}
    yield _("Answered: {answered} of {questions} questions.").format(**counts)
    kinds = {"right": progress.right, "partly": progress.partly, "wrong": progress.wrong}
    yield _("By the last answer: {right} right, {partly} partly right, {wrong} not right yet.").format(
        **kinds
    )
    if progress.sure_but_wrong:
        ids = ", ".join(progress.sure_but_wrong)
        yield _("Sure, but another answer fits - the most worth a second look: {ids}.").format(ids=ids)
        yield from _thoughts(progress)
    if progress.put_right:
        yield _("Sure but wrong at first, right since: {ids}.").format(ids=", ".join(progress.put_right))


def _thoughts(progress: Progress) -> Iterable[str]:
    """What may be behind the answers that were sure and wrong, and what to read again."""
    for each in progress.look_again:
        thoughts = "; ".join(datasets.mistake(id).mistake for id in each.mistakes)
        line = _("  {id}: perhaps the thought that: {thoughts}. To read again: {lesson}")
        if not thoughts:
            line = _("  {id}: to read again: {lesson}")
        yield line.format(id=each.question, thoughts=thoughts, lesson=each.lesson)


def _before_and_since(progress: Progress) -> Iterable[str]:
    if progress.changes:
        yield _("Answered before a lesson and again since:")
        yield from (f"  {each.says()}" for each in progress.changes)
    if progress.waiting:
        ids = ", ".join(progress.waiting)
        yield _("Answered before a lesson, and to be met again at its end: {ids}.").format(ids=ids)
