"""The glossary page: every word of the field, what it means, on which sources, and the lesson that uses it first."""

from __future__ import annotations

from itertools import groupby

from metalearn import datasets
from metalearn.course.bibliography import escaped, locator
from metalearn.course.coverage_words import uses
from metalearn.course.page import UnreadableError, read
from metalearn.course.registry import Course, Lesson
from metalearn.datasets import Term
from metalearn.datasets.citations import stop_after
from metalearn.figures.decks.glossary import alphabetical
from metalearn.widgets.sources import checked_text, label

INTRO = (
    "The cards can be searched. Below them the same words stand as a list, each with whether its definition was "
    "checked, its sources, and the lesson that uses it first."
)
CARDS = 'from metalearn import Cards\n\nCards("glossary")'


def first_lessons(course: Course) -> dict[str, Lesson]:
    """Return, for each term that the lessons use, the lesson that uses it first."""
    first: dict[str, Lesson] = {}
    for lesson in course.lessons:
        if not lesson.objectives:
            continue
        try:
            page = read(course.folder / lesson.file, course)
        except UnreadableError:
            continue
        for name in uses(page):
            first.setdefault(name, lesson)
    return first


def _source(source_id: str) -> str:
    reference = datasets.reference(source_id)
    link = locator(reference)
    said = escaped(label(reference))
    return f"[{said}]{link[link.index('](') + 1 :]}" if link else said


def _entry(term: Term, lesson: Lesson | None) -> str:
    where = "In no lesson yet."
    if lesson:
        where = f"First used in [{escaped(lesson.title)}]({lesson.file}){stop_after(lesson.title)}"
    word = "Source" if len(term.source_ids) == 1 else "Sources"
    said = f"{checked_text(term.checked)}. {word}: {'; '.join(map(_source, term.source_ids))}. {where}"
    return f"### {term.term}\n\n{escaped(term.definition)}\n\n{said}"


def glossary(course: Course) -> tuple[str, ...]:
    """Return the passages of the glossary page, each the text of a markdown cell.

    Args:
        course: The course whose lessons are read.
    """
    first = first_lessons(course)
    passages = []
    for letter, group in groupby(alphabetical(), key=lambda each: each.term[0].upper()):
        entries = (_entry(term, first.get(term.term)) for term in group)
        passages.append("\n\n".join([f"## {letter}", *entries]))
    return tuple(passages)
