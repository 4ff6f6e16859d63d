"""The pages that are no lessons, written wholly from the data: the bibliography and the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from metalearn.course import bibliography, bibliography_glossary
from metalearn.course.page import HIDE, Json, Page
from metalearn.course.registry import START, Course, DataPage


def sources(course: Course, page: DataPage) -> tuple[tuple[str, str, str], ...]:
    """Return what the cells of a page must say: the id, kind and text of each.

    Args:
        course: The course whose lessons are read.
        page: The page.

    Example:
        >>> from metalearn.course import registry
        >>> course = registry.load()
        >>> sources(course, course.page_by_file("glossary.ipynb"))[0]
        ('title', 'markdown', '# Glossary')
    """
    return tuple(_cells(course, page))


def _cells(course: Course, page: DataPage) -> Iterator[tuple[str, str, str]]:
    yield "title", "markdown", f"# {page.title}"
    if page.id == "glossary":
        yield "promise", "markdown", f"{page.promise}\n\n{bibliography_glossary.INTRO}"
        yield "cards", "code", bibliography_glossary.CARDS
        passages = bibliography_glossary.glossary(course)
    else:
        first, *passages_left = bibliography.bibliography(course)
        yield "promise", "markdown", f"{page.promise}\n\n{first}"
        passages = tuple(passages_left)
    for i, passage in enumerate(passages, start=1):
        yield f"part-{i}", "markdown", passage
    yield "navigation", "markdown", f"---\n\n{_links(course, page)}"


def _links(course: Course, page: DataPage) -> str:
    start = course.lesson(START)
    others = [f"[{each.title}]({each.file})" for each in course.pages if each != page]
    return " · ".join([f"All lessons: [{start.title}]({start.file})", *others])


def notebook(course: Course, page: DataPage) -> Json:
    """Return a page as a notebook that has not been run yet."""
    cells: list[Json] = []
    for cell_id, kind, text in sources(course, page):
        cell: Json = {"cell_type": kind, "id": cell_id, "metadata": {}, "source": text}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": [], "metadata": {"tags": [HIDE]}}
        cells.append(cell)
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def is_current(page: Page) -> bool:
    """Return whether a page that is no lesson says what the data say now; true of everything else."""
    own = page.course.page_by_file(page.path.name) if page.course else None
    if own is None or page.course is None:
        return True
    there = tuple((cell.id, cell.kind, cell.source) for cell in page.cells)
    return there == sources(page.course, own)
