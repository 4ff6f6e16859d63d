"""One table of the coverage report, and the lessons that all of them read."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from metalearn.course import registry
from metalearn.course.page import Page, read

TOP = Path(__file__).parents[2]
SHOWN = 400  # rows of a table


@dataclass(frozen=True)
class Table:
    """What was counted.

    Attributes:
        name: A short name.
        said: The count in one sentence.
        head: The columns.
        rows: The rows.
        gaps: What is missing or wrong, one sentence each; a test wants none.
    """

    name: str
    said: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    gaps: tuple[str, ...] = ()

    def printed(self) -> str:
        lines = [f"## {self.name}", "", self.said, "", row(self.head), row("---" for _ in self.head)]
        lines += [row(each) for each in self.rows[:SHOWN]]
        if self.gaps:
            lines += ["", f"{len(self.gaps)} gaps:", *(f"- {gap}" for gap in self.gaps)]
        return "\n".join(lines)


def row(cells: object) -> str:
    return "| " + " | ".join(" ".join(str(cell).replace("|", "/").split()) for cell in cells) + " |"  # type: ignore[attr-defined]


@functools.cache
def course() -> registry.Course:
    return registry.load(TOP / "notebooks")


@functools.cache
def pages() -> tuple[Page, ...]:
    """Every lesson that has a file, the start page first."""
    files = [course().folder / lesson.file for lesson in course().lessons]
    return tuple(read(path, course()) for path in files if path.is_file())


def lessons() -> tuple[Page, ...]:
    """Every lesson that has a file and objectives."""
    return tuple(page for page in pages() if page.lesson and page.lesson.objectives)


def name(page: Page) -> str:
    assert page.lesson is not None
    return f"{page.lesson.order:02d} {page.lesson.id}"


def without_a_file() -> tuple[str, ...]:
    there = {page.path.name for page in pages()}
    return tuple(f"{lesson.id} has no file yet" for lesson in course().lessons if lesson.file not in there)
