"""Which lesson cites which source: in its text, its questions and widgets, or only in the tables behind it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from metalearn import datasets
from metalearn.course.coverage_words import uses
from metalearn.course.page import Cell, Page, UnreadableError, data, joined, printed_text, read
from metalearn.course.registry import Course, Lesson
from metalearn.course.source import tree_of
from metalearn.course.structure import cited_in
from metalearn.datasets import Record, Term, store
from metalearn.datasets.package import Table

SPECIMENS = "web_"  # how the ids of the five web sources begin
_TO_SOURCES = "references."


@dataclass(frozen=True, slots=True)
class Citing:
    """Who cites one source.

    Attributes:
        shown: Lessons whose text, questions or widgets show it.
        behind: Other lessons that read a row of a table which rests on it.
    """

    shown: tuple[Lesson, ...]
    behind: tuple[Lesson, ...]


def source_columns(table: Table) -> tuple[str, ...]:
    """Return the columns of a table that name its sources.

    Example:
        >>> source_columns(datasets.table("misconceptions"))
        ('source_ids', 'truth_source_ids')
    """
    return tuple(column.name for column in table.columns if column.refers_to.startswith(_TO_SOURCES))


def sources_of(record: Record, columns: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the sources of one row."""
    for column in columns:
        value = getattr(record, column)
        yield from ((value,) if isinstance(value, str) else value)


def _behind(lesson: Lesson, used: Collection[str]) -> Iterator[str]:
    """The sources of the rows that a lesson's tables hold."""
    for name in lesson.tables:
        if name not in datasets.tables() or name == "references":
            continue
        columns = source_columns(datasets.table(name))
        for record in store.load(name):
            if _belongs(record, lesson, used):
                yield from sources_of(record, columns)


def _belongs(record: Record, lesson: Lesson, used: Collection[str]) -> bool:
    """Of a table that knows its lessons, only their rows belong to them; of the glossary, the words they use."""
    if isinstance(record, Term):
        return record.term in used
    own = getattr(record, "lesson", None) or getattr(record, "lessons", None)
    return own is None or lesson.id == own or (isinstance(own, tuple) and lesson.id in own)


def _shown(page: Page) -> Iterator[str]:
    """The sources that a lesson names in its code, cites in its text or outputs, or asks about."""
    known = {reference.id for reference in datasets.references()}
    for cell in page.cells:
        if cell.kind == "code":
            for node in ast.walk(tree_of(cell)):
                if isinstance(node, ast.Constant) and node.value in known:
                    yield str(node.value)
        if cell.generated is None:
            yield from (reference.id for text in _texts(cell) for reference in cited_in(text))
    asked = page.lesson.questions if page.lesson else ()
    for question in datasets.questions():
        if question.id in asked:
            yield from question.source_ids


def _texts(cell: Cell) -> Iterator[str]:
    yield cell.source
    for output in cell.outputs:
        yield printed_text(cell, output)
        yield joined(data(output).get("text/plain"))


def citing(course: Course) -> dict[str, Citing]:
    """Return each source that the course cites, and who does, in the order of the sources' ids.

    Args:
        course: The course; a lesson without a file, or with one that cannot be read, cites nothing.
    """
    shown: dict[str, list[Lesson]] = {}
    behind: dict[str, list[Lesson]] = {}
    for lesson in course.lessons:
        path = course.folder / lesson.file
        try:
            page = read(path, course)
        except UnreadableError:
            continue
        own, used = set(_shown(page)), set(uses(page))
        for each in own:
            shown.setdefault(each, []).append(lesson)
        for each in set(_behind(lesson, used)) - own:
            behind.setdefault(each, []).append(lesson)
    return {
        each: Citing(tuple(shown.get(each, ())), tuple(behind.get(each, ())))
        for each in sorted({*shown, *behind})
    }
