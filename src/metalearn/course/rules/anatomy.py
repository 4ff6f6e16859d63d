"""Rules for lessons in the registry: one anatomy, current generated cells, and what the registry promises."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from metalearn.course import generated
from metalearn.course.generated import NUMBERS, WORDS
from metalearn.course.page import Cell, Finding, Page
from metalearn.course.registry import START
from metalearn.course.source import headings, section, tree_of
from metalearn.errors import UnknownNameError, nearest

SECTIONS = (
    "Predict",
    "Explore",
    "What each control does",
    "Try these three settings",
    "What you saw",
    "Where the model is wrong",
    "Check yourself",
    "Key points",
    "Sources",
)


def file_name(page: Page) -> Iterator[Finding]:
    """Find lessons whose number is not their place in the registry."""
    if page.lesson and page.path.name != page.lesson.file:
        message = f"By its place in course.toml this lesson's file is {page.lesson.file}."
        yield page.finding(None, message, "Run metalearn refresh, which renames it.")


def sections(page: Page) -> Iterator[Finding]:
    """Find missing sections, and sections that stand where a reader does not look for them."""
    if page.lesson is None or page.lesson.id == START:
        return
    found = [(cell, section(text)) for cell, level, text in headings(page) if level == 2]
    names = [name for _, name in found]
    for place, wanted in enumerate(SECTIONS):
        if wanted not in names:
            guess = nearest(wanted, [name for name in names if name not in SECTIONS])
            hint = f"Rename the heading '## {guess}'." if guess else f"Add it{_where(place)}."
            yield page.finding(None, f"The section '## {wanted}' is missing.", hint)
    furthest = -1
    for cell, name in found:
        if name not in SECTIONS:
            continue
        place = SECTIONS.index(name)
        if place <= furthest:
            message = f"The section '## {name}' comes after '## {SECTIONS[furthest]}'."
            yield page.finding(cell, message, f"Every lesson has it{_where(place)}, once.")
        furthest = max(place, furthest)


def _where(place: int) -> str:
    return f" after '## {SECTIONS[place - 1]}'" if place else " as the first section"


def generated_cells(page: Page) -> Iterator[Finding]:
    """Find generated cells that are missing, not marked as such, or no longer what registry and tables say."""
    if page.lesson is None or page.course is None:
        return
    for kind in generated.expected_kinds(page.course, page.lesson):
        if kind not in [cell.generated for cell in page.cells]:
            advice = f'Add an empty markdown cell with metadata {{"metalearn": {{"generated": "{kind}"}}}}.'
            yield page.finding(None, f"The generated {kind} is missing.", advice)
    for cell in page.cells:
        if (cell.generated is not None) != ("generated" in cell.tags):
            message = "A generated cell has both the tag 'generated' and the metadata that names its kind."
            yield page.finding(cell, message, f"Run metalearn refresh {page.name}, or remove what is there.")
        if cell.generated is not None:
            yield from _stale(page, cell, cell.generated)


def _stale(page: Page, cell: Cell, kind: str) -> Iterator[Finding]:
    assert page.course is not None and page.lesson is not None
    try:
        current = generated.text(kind, page.course, page.lesson, page)
    except UnknownNameError as error:
        yield page.finding(cell, str(error), "Correct the cell's metadata.")
        return
    if cell.source.strip() != current.strip():
        message = f"This generated {kind} is not what course.toml says."
        advice = f"Change course.toml, then run metalearn refresh {page.name}."
        if kind == NUMBERS:
            message = "The list of this lesson's numbers is not what the lesson and its tables say now."
            advice = f"Run metalearn refresh {page.name}."
        elif kind == WORDS:
            message = (
                "The list of new words is not what this lesson, those before it and the glossary say now."
            )
            advice = f"Run metalearn refresh {page.name}."
        yield page.finding(cell, message, advice)


def _asked(page: Page) -> Iterator[tuple[Cell, str]]:
    """Yield the question ids that cells name in Quiz("...").

    What is only asked before belongs to the lesson that asks it again.
    """
    for cell in page.code:
        for node in ast.walk(tree_of(cell)):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [*node.args, *(each.value for each in node.keywords)][:1]
            if any(each.arg == "moment" for each in node.keywords):
                continue
            if name == "Quiz" and given and isinstance(given[0], ast.Constant):
                yield cell, str(given[0].value)


def questions(page: Page) -> Iterator[Finding]:
    """Find questions that the registry does not know, and those it lists that no cell asks."""
    if page.lesson is None:
        return
    asked = list(_asked(page))
    for cell, question in asked:
        if question not in page.lesson.questions:
            guess = nearest(question, page.lesson.questions)
            hint = f"Did you mean {guess!r}?" if guess else "Add it to 'questions' in course.toml."
            yield page.finding(cell, f"course.toml lists no question {question!r} for this lesson.", hint)
    for question in page.lesson.questions:
        if question not in [name for _, name in asked]:
            message = f"course.toml lists the question {question!r}, but no cell asks it."
            yield page.finding(None, message, f'Add a cell Quiz("{question}"), or take it off the list.')


def widgets(page: Page) -> Iterator[Finding]:
    """Find widgets that the registry lists and no cell shows."""
    for widget in page.lesson.widgets if page.lesson else ():
        names = {
            getattr(node, "id", getattr(node, "attr", None))
            for cell in page.code
            for node in ast.walk(tree_of(cell))
        }
        if widget not in names:
            message = f"course.toml lists the widget {widget}, but no cell shows it."
            yield page.finding(None, message, f"Add a cell {widget}(), or take it off the list.")


RULES = (file_name, sections, generated_cells, questions, widgets)
