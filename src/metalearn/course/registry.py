"""The registry of lessons, ``notebooks/course.toml``, read into plain records."""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metalearn.course.fields import DATE, ID, IDS, MINUTES, NUMBERS, ROWS, SWITCH, TEXT, one_of, read
from metalearn.course.tracks import Part, Track, parts, tracks
from metalearn.datasets.files import folder as find_folder
from metalearn.errors import MetalearnError, unknown

REGISTRY = "course.toml"
START = "start"
PAGES = ("bibliography", "glossary")
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
        care: Whether it may be close to home, so that it begins by saying so.
        parts: The parts of it that can be used by themselves, in a lecture or a track.
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
    care: bool = False
    parts: tuple[Part, ...] = ()
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
class DataPage:
    """A page that is no lesson and is written from the data alone.

    Attributes:
        id: What it holds: "bibliography" or "glossary".
        title: The notebook's only first-level heading.
        promise: What it says, in one line.
    """

    id: str
    title: str
    promise: str

    @property
    def file(self) -> str:
        """The file name, made from the id."""
        return f"{self.id.replace('-', '_')}.ipynb"


@dataclass(frozen=True, slots=True)
class Course:
    """All lessons, in the order of the registry.

    Attributes:
        title: Title of the course.
        promise: What it says, in one line.
        licence: Licence of its text.
        lessons: The lessons, the start page first.
        folder: Where the registry and the notebooks are.
        tracks: Short ways through the course.
        pages: The pages that are no lessons.

    Example:
        >>> load().lesson("journey-of-one-cell").minutes
        40
    """

    title: str
    promise: str
    licence: str
    lessons: tuple[Lesson, ...]
    folder: Path
    tracks: tuple[Track, ...] = ()
    pages: tuple[DataPage, ...] = ()

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

    def track(self, track_id: str) -> Track:
        """Return the track with that id.

        Raises:
            UnknownNameError: Naming the nearest right id.

        Example:
            >>> load().track("lecture").minutes
            50
        """
        known = {track.id: track for track in self.tracks}
        if track_id not in known:
            raise unknown("track", track_id, list(known), "metalearn plan")
        return known[track_id]

    def page_by_file(self, name: str) -> DataPage | None:
        """Return the page that is no lesson and that a file holds, or None.

        Example:
            >>> load().page_by_file("glossary.ipynb").id
            'glossary'
        """
        return next((page for page in self.pages if page.file == name), None)

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


def _objectives(value: Any) -> tuple[Objective, ...] | None:
    if not isinstance(value, list):
        return None
    for each in value:
        if not isinstance(each, dict) or set(each) != {"verb", "text"}:
            return None
        if not all(isinstance(text, str) and text.strip() and "\n" not in text for text in each.values()):
            return None
    return tuple(Objective(**each) for each in value)


_COURSE = {"title": TEXT, "promise": TEXT, "licence": TEXT}
_LESSON = {
    "id": ID,
    "title": TEXT,
    "promise": TEXT,
    "minutes": MINUTES,
    "audience": TEXT,
    "objectives": (_objectives, "a list of { verb = '...', text = '...' }"),
    "needs": IDS,
    "helps": IDS,
    "widgets": IDS,
    "tables": IDS,
    "scope_items": NUMBERS,
    "questions": IDS,
    "last_reviewed": DATE,
    "care": SWITCH,
    "parts": ROWS,
}
_PAGE = {"id": ID, "title": TEXT, "promise": TEXT}
_OPTIONAL = {"care": False, "parts": ()}


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
                one_of(place, key, other, every, "a lesson's id")
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
    about, rows, ways = said.get("course"), said.get("lesson"), said.get("track", [])
    more = said.get("page", [])
    alone = isinstance(about, dict) and all(isinstance(each, list) for each in (rows, ways, more))
    if not alone or set(said) - {"track", "page"} != {"course", "lesson"}:
        raise MetalearnError(
            f"{path}: expected one [course], a [[lesson]] for each lesson, "
            "a [[page]] for each page that is no lesson and a [[track]] for each track, only."
        )
    lessons = tuple(_lesson(path, row, order) for order, row in enumerate(rows or ()))
    _link_up(path, lessons)
    if not lessons or lessons[0].id != START:
        raise MetalearnError(f"{path}: the first lesson must be the start page, with id {START!r}.")
    head = read(f"{path}, [course]", about, _COURSE)
    ways_read = tracks(str(path), ways, lessons)
    return Course(
        **head, lessons=lessons, folder=path.parent, tracks=ways_read, pages=_pages(str(path), more)
    )


def _pages(path: str, rows: list[Any]) -> tuple[DataPage, ...]:
    pages = [DataPage(**read(f"{path}, page number {i}", row, _PAGE)) for i, row in enumerate(rows, start=1)]
    ids = [page.id for page in pages]
    for i, page in enumerate(pages, start=1):
        place = f"{path}, page number {i}"
        one_of(place, "id", page.id, PAGES, "a page that can be written from the data")
        if ids.index(page.id) < i - 1:
            raise MetalearnError(f"{place}: the id {page.id!r} is used twice, expected each page once.")
    return tuple(pages)


def _lesson(path: Path, row: Any, order: int) -> Lesson:
    # A lesson is named by its id when it has one, so that the message can be found in a long file.
    name = repr(row["id"]) if isinstance(row, dict) and "id" in row else f"number {order}"
    place = f"{path}, lesson {name}"
    values = read(place, row, _LESSON, _OPTIONAL)
    return Lesson(**values | {"parts": parts(place, values["parts"])}, order=order)
