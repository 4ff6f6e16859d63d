"""The registry of lessons, ``notebooks/course.toml``, read into plain records."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metalearn.datasets.files import folder as find_folder
from metalearn.errors import MetalearnError, nearest, unknown

REGISTRY = "course.toml"
START = "start"
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NUMBERED = re.compile(r"\d\d_(?P<slug>.+)\.ipynb")


@dataclass(frozen=True, slots=True)
class Objective:
    """One thing a learner will be able to do.

    Attributes:
        verb: What they do, such as "Calculate".
        text: What they do it to.
    """

    verb: str
    text: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, or the start page.

    Attributes:
        id: Stable name, by which everything else refers to the lesson.
        title: The notebook's only first-level heading.
        promise: What it says, in one line.
        minutes: Time it takes, in minutes.
        audience: Whom it is for.
        objectives: What a learner will be able to do.
        needs: Ids of the lessons that must come first.
        helps: Ids of the lessons that are useful to have seen.
        widgets: Names of the widgets it uses.
        tables: Names of the data tables it reads.
        scope_items: Numbers of the topics it covers, in the course's list of topics.
        questions: Ids of the self-check questions it asks.
        last_reviewed: When somebody last read it through.
        order: Its place in the registry; the start page is 0.
    """

    id: str
    title: str
    promise: str
    minutes: int
    audience: str
    objectives: tuple[Objective, ...]
    needs: tuple[str, ...]
    helps: tuple[str, ...]
    widgets: tuple[str, ...]
    tables: tuple[str, ...]
    scope_items: tuple[int, ...]
    questions: tuple[str, ...]
    last_reviewed: datetime.date
    order: int = 0

    @property
    def slug(self) -> str:
        """The file name without number and ending."""
        return self.id.replace("-", "_")

    @property
    def file(self) -> str:
        """The file name, made from order and id."""
        return f"{self.order:02d}_{self.slug}.ipynb"


@dataclass(frozen=True, slots=True)
class Course:
    """All lessons, in the order of the registry.

    Attributes:
        title: Title of the course.
        promise: What it says, in one line.
        licence: Licence of its text.
        lessons: The lessons, the start page first.
        folder: Where the registry and the notebooks are.

    Example:
        >>> load().lesson("journey-of-one-cell").minutes
        40
    """

    title: str
    promise: str
    licence: str
    lessons: tuple[Lesson, ...]
    folder: Path

    def lesson(self, lesson_id: str) -> Lesson:
        """Return the lesson with that id.

        Raises:
            UnknownNameError: Naming the nearest right id.

        Example:
            >>> load().lesson("start").file
            '00_start.ipynb'
        """
        known = {lesson.id: lesson for lesson in self.lessons}
        if lesson_id not in known:
            raise unknown("lesson", lesson_id, list(known), "metalearn.course.registry.load().lessons")
        return known[lesson_id]

    def by_file(self, name: str) -> Lesson | None:
        """Return the lesson that a file holds, whatever number its name begins with, or None.

        Example:
            >>> load().by_file("07_where_cancers_go.ipynb").id
            'where-cancers-go'
        """
        numbered = _NUMBERED.fullmatch(name)
        slugs = {lesson.slug: lesson for lesson in self.lessons}
        return slugs.get(numbered["slug"]) if numbered else None

    def neighbours(self, lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
        """Return the lessons before and after one; the start page counts as the first.

        Example:
            >>> course = load()
            >>> [each.id if each else None for each in course.neighbours(course.lessons[0])]
            [None, 'what-metastasis-is']
        """
        before = self.lessons[lesson.order - 1] if lesson.order else None
        after = self.lessons[lesson.order + 1] if lesson.order + 1 < len(self.lessons) else None
        return before, after


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() and "\n" not in value else None


def _minutes(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 600 else None


def _texts(value: Any) -> tuple[str, ...] | None:
    good = isinstance(value, list) and all(_text(each) for each in value) and len(set(value)) == len(value)
    return tuple(value) if good else None


def _numbers(value: Any) -> tuple[int, ...] | None:
    good = isinstance(value, list) and all(type(each) is int and each > 0 for each in value)
    return tuple(value) if good and len(set(value)) == len(value) else None


def _objectives(value: Any) -> tuple[Objective, ...] | None:
    if not isinstance(value, list):
        return None
    for each in value:
        if not isinstance(each, dict) or set(each) != {"verb", "text"} or not all(map(_text, each.values())):
            return None
    return tuple(Objective(**each) for each in value)


def _date(value: Any) -> datetime.date | None:
    return value if type(value) is datetime.date else None


def _id(value: Any) -> str | None:
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


# How each key is read, and what to say when it cannot be: a reader returns None for a value it does not take.
_Reader = Callable[[Any], Any]
_TEXT = (_text, "one line of text")
_IDS = (_texts, "a list of names, each once")
_COURSE: dict[str, tuple[_Reader, str]] = {"title": _TEXT, "promise": _TEXT, "licence": _TEXT}
_LESSON: dict[str, tuple[_Reader, str]] = {
    "id": (_id, "small letters and digits with hyphens, such as 'where-cancers-go'"),
    "title": _TEXT,
    "promise": _TEXT,
    "minutes": (_minutes, "a whole number of minutes from 1 to 600"),
    "audience": _TEXT,
    "objectives": (_objectives, "a list of { verb = '...', text = '...' }"),
    "needs": _IDS,
    "helps": _IDS,
    "widgets": _IDS,
    "tables": _IDS,
    "scope_items": (_numbers, "a list of whole numbers, each once"),
    "questions": _IDS,
    "last_reviewed": (_date, "a date without quotes, such as 2026-11-20"),
}


def _read(where: str, said: Any, readers: dict[str, tuple[_Reader, str]]) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise MetalearnError(f"{where}: found {said!r}, expected a table of keys and values.")
    for key in said:
        if key not in readers:
            guess = nearest(key, readers)
            hint = f" Did you mean {guess!r}?" if guess else ""
            raise MetalearnError(f"{where}: unknown key {key!r}.{hint} It takes: {', '.join(readers)}.")
    values = {}
    for key, (reader, expected) in readers.items():
        if key not in said:
            raise MetalearnError(f"{where}: the key {key!r} is missing, expected {expected}.")
        values[key] = reader(said[key])
        if values[key] is None:
            shown = said[key].isoformat() if hasattr(said[key], "isoformat") else repr(said[key])
            raise MetalearnError(f"{where}: {key} is {shown}, expected {expected}.")
    return values


def _link_up(where: Path, lessons: tuple[Lesson, ...]) -> None:
    """Refuse repeated ids, and lessons that need one that does not exist or comes later."""
    earlier: set[str] = set()
    every = [lesson.id for lesson in lessons]
    for lesson in lessons:
        place = f"{where}, lesson {lesson.id!r}"
        if lesson.id in earlier:
            raise MetalearnError(f"{place}: the id is used twice, expected an id of its own.")
        for key in ("needs", "helps"):
            for other in getattr(lesson, key):
                if other not in every:
                    guess = nearest(other, every)
                    hint = f" Did you mean {guess!r}?" if guess else ""
                    raise MetalearnError(f"{place}: {key} names {other!r}, expected a lesson's id.{hint}")
                if other not in earlier:
                    raise MetalearnError(f"{place}: {key} names {other!r}, expected an earlier lesson.")
        earlier.add(lesson.id)


def load(folder: Path | None = None) -> Course:
    """Read the registry.

    Args:
        folder: The folder that holds ``course.toml``; by default the course's own lessons.

    Returns:
        The course, its lessons numbered in the order of the file.

    Raises:
        MetalearnError: One message that names the lesson, the key, the value and what was expected.

    Example:
        >>> [lesson.file for lesson in load().lessons][:2]
        ['00_start.ipynb', '01_what_metastasis_is.ipynb']
    """
    folder = find_folder("notebooks") if folder is None else folder
    path = folder / REGISTRY
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MetalearnError(f"{path} is missing: it is the list of the course's lessons.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MetalearnError(f"{path} is not TOML: {error}.") from None
    return _course(path, said)


def _course(path: Path, said: dict[str, Any]) -> Course:
    about, rows = said.get("course"), said.get("lesson")
    if not isinstance(about, dict) or not isinstance(rows, list) or set(said) != {"course", "lesson"}:
        raise MetalearnError(f"{path}: expected one [course] and a [[lesson]] for each lesson, only.")
    lessons = []
    for order, row in enumerate(rows):
        # A lesson is named by its id when it has one, so that the message can be found in a long file.
        name = repr(row["id"]) if isinstance(row, dict) and "id" in row else f"number {order}"
        lessons.append(Lesson(**_read(f"{path}, lesson {name}", row, _LESSON), order=order))
    _link_up(path, tuple(lessons))
    if not lessons or lessons[0].id != START:
        raise MetalearnError(f"{path}: the first lesson must be the start page, with id {START!r}.")
    return Course(**_read(f"{path}, [course]", about, _COURSE), lessons=tuple(lessons), folder=path.parent)
