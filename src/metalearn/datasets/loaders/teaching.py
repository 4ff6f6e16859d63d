"""Loaders of what teaches: words, questions, cases, misconceptions and the scope of the course.

A lesson asks for questions and seldom for the rest, so each class of records is loaded with its table only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from metalearn.datasets.loaders.picking import named, rows
from metalearn.errors import unknown

if TYPE_CHECKING:
    from metalearn.datasets.records.cases import Case
    from metalearn.datasets.records.teaching import CommonQuestion, Misconception, Mistake, ScopeItem, Term
    from metalearn.datasets.selfcheck import Question


def glossary() -> tuple[Term, ...]:
    """Return the words of the field and what they mean.

    Example:
        >>> len(glossary()) > 90
        True
    """
    return rows("glossary")


def define(term: str) -> Term:
    """Return one word of the glossary; case is ignored.

    Raises:
        UnknownNameError: When the glossary lacks it.

    Example:
        >>> define("Extravasation").term
        'extravasation'
    """
    lower = {each.term.lower(): each for each in glossary()}
    if term.lower() not in lower:
        raise unknown("term", term, [each.term for each in glossary()], "metalearn.datasets.glossary()")
    return lower[term.lower()]


def faq() -> tuple[CommonQuestion, ...]:
    """Return the ten questions that people ask, with short answers and when to ask a professional. Not advice.

    Example:
        >>> faq()[1].question
        'Do metastases always hurt?'
    """
    return rows("faq")


def questions(lesson: str | None = None) -> tuple[Question, ...]:
    """Return the self-check questions.

    Args:
        lesson: Id of a lesson such as "journey-of-one-cell"; every question when None.

    Raises:
        UnknownNameError: When no question belongs to such a lesson.

    Example:
        >>> [each.id for each in questions("where-cancers-go")]
        ['Q04a', 'Q04b', 'Q04c', 'Q04d', 'Q04e']
    """
    found: tuple[Question, ...] = rows("questions")
    _check_lesson("questions", lesson, (each.lesson for each in found))
    return tuple(each for each in found if lesson in (None, each.lesson))


def question(id: str) -> Question:
    """Return one question by its id.

    Raises:
        UnknownNameError: When there is no such question.

    Example:
        >>> question("Q01a").kind
        'single'
    """
    return named("question", id, {each.id: each for each in questions()}, "questions")


def cases(lesson: str | None = None) -> tuple[Case, ...]:
    """Return the branching cases.

    Args:
        lesson: Id of a lesson such as "finding-it"; every case when None.

    Raises:
        UnknownNameError: When no case serves such a lesson.

    Example:
        >>> [each.id for each in cases("finding-it")]
        ['amina', 'grace', 'omar']
    """
    found: tuple[Case, ...] = rows("cases")
    _check_lesson("cases", lesson, (name for each in found for name in each.lessons))
    return tuple(each for each in found if lesson is None or lesson in each.lessons)


def case(id: str) -> Case:
    """Return one branching case by its id.

    Raises:
        UnknownNameError: When there is no such case.

    Example:
        >>> case("omar").title
        'A spot that was not cancer'
    """
    return named("case", id, {each.id: each for each in cases()}, "cases")


def misconceptions(lesson: str | None = None) -> tuple[Misconception, ...]:
    """Return what many people believe and is not so, each with how that is known.

    Args:
        lesson: Id of a lesson such as "staging"; every misconception when None.

    Raises:
        UnknownNameError: When no misconception belongs to such a lesson.

    Example:
        >>> [each.id for each in misconceptions("symptoms")]
        ['M14', 'M15', 'M16']
    """
    found: tuple[Misconception, ...] = rows("misconceptions")
    _check_lesson("misconceptions", lesson, (name for each in found for name in each.lessons))
    return tuple(each for each in found if lesson is None or lesson in each.lessons)


def misconception(id: str) -> Misconception:
    """Return one misconception by its id.

    Raises:
        UnknownNameError: When there is no such misconception.

    Example:
        >>> misconception("M01").belief
        'A metastasis is named after the organ it reaches'
    """
    return named("misconception", id, {each.id: each for each in misconceptions()}, "misconceptions")


def mistakes() -> tuple[Mistake, ...]:
    """Return what somebody may believe who chooses a wrong answer of a self-check question.

    Example:
        >>> mistakes()[0].misconception
        'M01'
    """
    return rows("mistakes")


def mistake(id: str) -> Mistake:
    """Return one mistake by its id.

    Raises:
        UnknownNameError: When there is no such mistake.

    Example:
        >>> mistake("E02").mistake
        'Cancer cells become cells of the organ they reach'
    """
    return named("mistake", id, {each.id: each for each in mistakes()}, "mistakes")


def scope_items(lesson: str | None = None) -> tuple[ScopeItem, ...]:
    """Return every topic and claim of the five web sources, with what is right or wrong with it.

    Args:
        lesson: Id of a lesson such as "capstone"; every item when None.

    Raises:
        UnknownNameError: When no item belongs to such a lesson.

    Example:
        >>> [each.no for each in scope_items("capstone")]
        [58, 77, 78, 79, 80, 141]
    """
    found: tuple[ScopeItem, ...] = rows("scope")
    _check_lesson("scope items", lesson, (each.lesson for each in found))
    return tuple(each for each in found if lesson in (None, each.lesson))


def _check_lesson(what: str, lesson: str | None, known: Iterable[str]) -> None:
    """Refuse a lesson that has none of these."""
    names = list(dict.fromkeys(known))
    if lesson is not None and lesson not in names:
        raise unknown(f"lesson with {what}", lesson, names, f"metalearn.datasets.{what.replace(' ', '_')}()")
