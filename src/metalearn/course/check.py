"""Check lessons, ours and anybody's: the findings behind ``metalearn check`` and the test suite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import metalearn
from metalearn import datasets
from metalearn.course import generated
from metalearn.course.page import Finding, UnreadableError, read, shown
from metalearn.course.registry import REGISTRY, Course, load
from metalearn.course.rules import RULES
from metalearn.course.tracks import wrong_sums
from metalearn.datasets.files import folder as find_folder
from metalearn.errors import MetalearnError, nearest


def here() -> Path:
    """Return the folder of lessons that is meant when none is named.

    That is the current folder when it holds a registry, its ``notebooks`` folder when that does, and
    otherwise the course's own lessons.

    Example:
        >>> (here() / "course.toml").is_file()
        True
    """
    for place in (Path(), Path("notebooks")):
        if (place / REGISTRY).is_file():
            return place
    return find_folder("notebooks")


def notebooks(places: Iterable[Path]) -> tuple[Path, ...]:
    """Return the notebooks that are meant: a file is itself, a folder is every notebook in it.

    Raises:
        MetalearnError: When a folder holds no notebook.
    """
    found: list[Path] = []
    for place in places:
        inside = sorted(place.glob("*.ipynb")) if place.is_dir() else [place]
        if not inside and not (place / REGISTRY).is_file():
            raise MetalearnError(f"There is no notebook in the folder {shown(place)}.")
        found += inside
    return tuple(found)


def course_of(path: Path) -> Course | None:
    """Return the course whose registry lies beside a notebook, or None."""
    return load(path.parent) if (path.parent / REGISTRY).is_file() else None


def check_file(path: Path, course: Course | None = None) -> tuple[Finding, ...]:
    """Check one notebook.

    Args:
        path: The notebook.
        course: The course it may belong to; by default the one whose registry lies beside it.

    Returns:
        What is off, in the order of the cells; the whole file's findings come first.

    Raises:
        MetalearnError: When the registry beside it cannot be read.
    """
    try:
        page = read(path, course or course_of(path))
    except UnreadableError as error:
        return (error.finding,)
    found = [finding for rule in RULES for finding in rule(page)]
    return tuple(sorted(found, key=lambda finding: finding.cell or 0))


def check_course(course: Course) -> tuple[Finding, ...]:
    """Check what belongs to no single notebook: the registry's names, missing lessons, README's table.

    Example:
        >>> check_course(load())[:0]
        ()
    """
    return (
        *_registry(course),
        *_minutes(course),
        *_missing(course),
        *_missing_pages(course),
        *_readme(course),
    )


def _registry(course: Course) -> Iterator[Finding]:
    known = {
        "widgets": list(metalearn.__all__),
        "tables": list(datasets.tables()),
        "questions": [question.id for question in datasets.questions()],
    }
    file = shown(course.folder / REGISTRY)
    for lesson in course.lessons:
        for key, names in known.items():
            for name in getattr(lesson, key):
                if name not in names:
                    guess = nearest(name, names)
                    hint = f"Did you mean {guess!r}?" if guess else f"Known {key}: {', '.join(names)}."
                    message = f"Lesson {lesson.id!r}: {key} names {name!r}, which does not exist."
                    yield Finding(file, None, "", message, hint)


def _minutes(course: Course) -> Iterator[Finding]:
    for message in wrong_sums(course):
        advice = (
            "Make them the same in course.toml." if message.startswith("Track") else "Give the parts less."
        )
        yield Finding(shown(course.folder / REGISTRY), None, "", message, advice)


def _missing(course: Course) -> Iterator[Finding]:
    there = [course.by_file(path.name) for path in course.folder.glob("*.ipynb")]
    for lesson in course.lessons:
        if lesson not in there:
            file = shown(course.folder / lesson.file)
            yield Finding(
                file, None, "", "This lesson of course.toml has no file.", "Write it, or take it off."
            )


def _missing_pages(course: Course) -> Iterator[Finding]:
    for page in course.pages:
        path = course.folder / page.file
        if not path.is_file():
            message = "This page of course.toml has no file."
            yield Finding(shown(path), None, "", message, "Run metalearn refresh, which writes it.")


def readme_of(course: Course) -> Path | None:
    """Return the README that shows this course's table, or None (a copy of the lessons has none)."""
    path = course.folder.resolve().parent / "README.md"
    return path if path.is_file() and generated.README_START in path.read_text(encoding="utf-8") else None


def _readme(course: Course) -> Iterator[Finding]:
    path = readme_of(course)
    if path is None:
        return
    old = path.read_text(encoding="utf-8")
    if generated.readme(course, old) != old:
        message = "The table of lessons is not what course.toml says."
        yield Finding(shown(path), None, "", message, "Run metalearn refresh.")


def check(places: Iterable[Path] = ()) -> tuple[tuple[Finding, ...], int]:
    """Check notebooks, or a whole course.

    Args:
        places: Notebooks and folders; none means the course in :func:`here`.

    Returns:
        The findings, and the number of notebooks that were looked at.

    Raises:
        MetalearnError: When a folder holds no notebook, or a registry cannot be read.
    """
    named = tuple(places) or (here(),)
    files = notebooks(named)
    found: list[Finding] = []
    for folder in named:
        if folder.is_dir() and (folder / REGISTRY).is_file():
            found += check_course(load(folder))
    for path in files:
        found += check_file(path)
    return tuple(found), len(files)
