"""Loaders of what teaches: the words of the field, and the questions that learners ask themselves."""

from __future__ import annotations

from metalearn.datasets.loaders.picking import every, named
from metalearn.datasets.records.teaching import Term
from metalearn.datasets.selfcheck import Question
from metalearn.errors import unknown


def glossary() -> tuple[Term, ...]:
    """Return the words of the field and what they mean.

    Example:
        >>> len(glossary()) > 90
        True
    """
    return every(Term)


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


def questions(lesson: str | None = None) -> tuple[Question, ...]:
    """Return the self-check questions.

    Args:
        lesson: Id of a lesson such as "journey-of-one-cell"; every question when None.

    Raises:
        UnknownNameError: When no question belongs to such a lesson.

    Example:
        >>> [each.id for each in questions("where-cancers-go")]
        ['Q04a', 'Q04b', 'Q04c']
    """
    found = every(Question)
    if lesson is None:
        return found
    known = list(dict.fromkeys(each.lesson for each in found))
    if lesson not in known:
        raise unknown("lesson with questions", lesson, known, "metalearn.datasets.questions()")
    return tuple(each for each in found if each.lesson == lesson)


def question(id: str) -> Question:
    """Return one question by its id.

    Raises:
        UnknownNameError: When there is no such question.

    Example:
        >>> question("Q01a").kind
        'single'
    """
    return named("question", id, {each.id: each for each in questions()}, "questions")
