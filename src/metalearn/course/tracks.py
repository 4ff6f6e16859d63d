"""Short ways through the course: the parts of lessons that a lecture is laid out from, and the tracks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metalearn.course.fields import ID, IDS, MINUTES, PRIORITY, ROWS, TEXT, meant, one_of, read
from metalearn.errors import MetalearnError

if TYPE_CHECKING:
    from metalearn.course.registry import Course, Lesson

LECTURE = "lecture"
PART_TAGS = {LECTURE: "metalearn plan may lay a lecture out from it"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a lesson that can be used by itself.

    Attributes:
        heading: The heading it begins with, whole or up to its colon: "Explore" is "## Explore: the body map", too.
        minutes: Time it takes, in minutes.
        priority: 1 when a lecture should have it, 2 and 3 when there is time.
        tags: What it is good for; see :data:`PART_TAGS`.
        note: What a class does with it, in one line; "" when the heading says it.
    """

    heading: str
    minutes: int
    priority: int
    tags: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson of a track, whole or in parts.

    Attributes:
        lesson: The lesson's id.
        parts: Headings of the parts that are meant; none means the whole lesson.
    """

    lesson: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """A short way through the course.

    Attributes:
        id: Stable name.
        title: What readers see.
        promise: What it is, in one line.
        audience: Whom it is for.
        minutes: Time it takes, in minutes; ``metalearn check`` compares it with its steps.
        steps: Its lessons and parts of lessons, in order.
    """

    id: str
    title: str
    promise: str
    audience: str
    minutes: int
    steps: tuple[Step, ...]


_PART = {"heading": TEXT, "minutes": MINUTES, "priority": PRIORITY, "tags": IDS, "note": TEXT}
_STEP = {"lesson": ID, "parts": IDS}
_TRACK = {"id": ID, "title": TEXT, "promise": TEXT, "audience": TEXT, "minutes": MINUTES, "steps": ROWS}


def parts(where: str, rows: Sequence[Any]) -> tuple[Part, ...]:
    """Read the parts of a lesson.

    Args:
        where: The lesson, as an error names it.
        rows: What stands under ``parts``.

    Raises:
        MetalearnError: One line with the place, the value, what was expected and the nearest right name.

    Example:
        >>> parts("here", [{"heading": "Predict", "minutes": 4, "priority": 1, "tags": ["lecture"]}])[0].minutes
        4
    """
    found: list[Part] = []
    for row in rows:
        place = f"{where}, part {row.get('heading', f'number {len(found) + 1}')!r}"
        part = Part(**read(place, row, _PART, {"note": ""}))
        for tag in part.tags:
            one_of(place, "tags", tag, PART_TAGS, f"one of: {', '.join(PART_TAGS)}")
        if part.heading in [other.heading for other in found]:
            raise MetalearnError(f"{place}: the heading is used twice, expected each part once.")
        found.append(part)
    return tuple(found)


def tracks(where: str, rows: Sequence[Any], lessons: Sequence[Lesson]) -> tuple[Track, ...]:
    """Read the tracks of a course.

    Args:
        where: The registry, as an error names it.
        rows: What stands under ``[[track]]``.
        lessons: The lessons they may name.

    Raises:
        MetalearnError: One line with the place, the value, what was expected and the nearest right name.

    Example:
        >>> tracks("here", [], [])
        ()
    """
    found: dict[str, Track] = {}
    for row in rows:
        name = repr(row["id"]) if isinstance(row, dict) and "id" in row else f"number {len(found) + 1}"
        place = f"{where}, track {name}"
        values = read(place, row, _TRACK)
        if values["id"] in found:
            raise MetalearnError(f"{place}: the id is used twice, expected an id of its own.")
        if not values["steps"]:
            raise MetalearnError(f"{place}: steps is [], expected at least one {{ lesson = '...' }}.")
        steps = [_step(f"{place}, step {n}", each, lessons) for n, each in enumerate(values.pop("steps"), 1)]
        found[values["id"]] = Track(**values, steps=tuple(steps))
    return tuple(found.values())


def _step(place: str, row: Any, lessons: Sequence[Lesson]) -> Step:
    step = Step(**read(place, row, _STEP, {"parts": ()}))
    known = {lesson.id: lesson for lesson in lessons}
    one_of(place, "lesson", step.lesson, known, "a lesson's id")
    headings = [part.heading for part in known[step.lesson].parts]
    for each in step.parts:
        if each not in headings:
            has = f" It has: {', '.join(headings)}." if headings else " It has no parts."
            expected = f"the heading of a part of lesson {step.lesson!r}"
            raise MetalearnError(
                f"{place}: parts names {each!r}, expected {expected}.{meant(each, headings)}{has}"
            )
    return step


def parts_of(course: Course, step: Step) -> tuple[Part, ...]:
    """Return the parts that a step names, in its order; none for a whole lesson.

    Example:
        >>> from metalearn.course import registry
        >>> parts_of(registry.load(), Step("start"))
        ()
    """
    of = {part.heading: part for part in course.lesson(step.lesson).parts}
    return tuple(of[heading] for heading in step.parts)


def minutes_of(course: Course, step: Step) -> int:
    """Return the time of one step of a track, in minutes: of its parts, or of the whole lesson.

    Example:
        >>> from metalearn.course import registry
        >>> course = registry.load()
        >>> minutes_of(course, Step("start")) == course.lesson("start").minutes
        True
    """
    named = parts_of(course, step)
    return sum(part.minutes for part in named) if named else course.lesson(step.lesson).minutes


def wrong_sums(course: Course) -> Iterator[str]:
    """Yield a sentence for each track and lesson whose minutes are not those of what is in it.

    Example:
        >>> from metalearn.course import registry
        >>> for sentence in wrong_sums(registry.load()):
        ...     print(sentence)
    """
    for track in course.tracks:
        minutes = [minutes_of(course, step) for step in track.steps]
        if sum(minutes) != track.minutes:
            added = " + ".join(map(str, minutes))
            yield f"Track {track.id!r} has minutes = {track.minutes}, but its steps take {sum(minutes)} ({added})."
    for lesson in course.lessons:
        taken = sum(part.minutes for part in lesson.parts if LECTURE in part.tags)
        longest = max((part.minutes for part in lesson.parts), default=0)
        if max(taken, longest) > lesson.minutes:
            yield f"Lesson {lesson.id!r} has minutes = {lesson.minutes}, but its parts take {max(taken, longest)}."
