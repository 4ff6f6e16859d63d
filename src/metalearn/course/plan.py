"""Lay out a lecture from parts of lessons, or show the short ways through the course: ``metalearn plan``."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from metalearn.course.page import UnreadableError, read, shown
from metalearn.course.registry import Course, Lesson
from metalearn.course.source import headings, plain, section
from metalearn.course.tracks import LECTURE, Part, Step, Track, minutes_of, parts_of
from metalearn.errors import MetalearnError

MOST = 600


@dataclass(frozen=True, slots=True)
class Block:
    """Parts of one lesson that come together or not at all, because each is of little use without the others.

    Attributes:
        lesson: The lesson.
        parts: Its parts of one priority, in the order of the lesson.
    """

    lesson: Lesson
    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        """Time it takes, in minutes."""
        return sum(part.minutes for part in self.parts)

    @property
    def priority(self) -> int:
        """1, 2 or 3, the same for all its parts."""
        return self.parts[0].priority

    def __str__(self) -> str:
        names = ", ".join(part.heading for part in self.parts)
        return f"{names} of lesson {self.lesson.order} ({self.minutes} minutes)"


@dataclass(frozen=True, slots=True)
class Plan:
    """A lecture.

    Attributes:
        minutes: How long it may be, in minutes.
        taken: What is in it, each part with its lesson, in the order in which it is given.
        left: What did not fit, in the order of the lessons.
    """

    minutes: int
    taken: tuple[tuple[Lesson, Part], ...]
    left: tuple[Block, ...]

    @property
    def used(self) -> int:
        """How long it is, in minutes."""
        return sum(part.minutes for _lesson, part in self.taken)


def lay_out(course: Course, minutes: int, track: Track | None = None) -> Plan:
    """Lay out a lecture of at most so many minutes.

    The rule, so that anybody can follow it by hand:

    1. What there is to choose from are the parts tagged ``lecture``, of all lessons or of those of the track; where a
       track names parts of a lesson, these and no others.
    2. The parts of one lesson that have one priority are a block: a guess without what answers it is of no use, so
       they come together or not at all.
    3. Blocks are taken as long as they fit: all of priority 1 in the order of the course (or of the track), then
       those of 2, then those of 3. A block that does not fit is left out, and so are the later blocks of its lesson.
    4. What was taken is given in the order of the lessons, and within each in the order of its parts.

    Args:
        course: The course.
        minutes: How long it may be, in minutes.
        track: The track to keep to; None means all lessons.

    Raises:
        MetalearnError: When the minutes are no number from 1 to 600, or nothing fits.

    Example:
        >>> from metalearn.course import registry
        >>> lay_out(registry.load(), 50).used
        50
    """
    if type(minutes) is not int or not 1 <= minutes <= MOST:
        raise MetalearnError(
            f"A lecture of {minutes!r} minutes cannot be laid out: expected a whole number from 1 to {MOST}."
        )
    blocks = list(_blocks(course, track))
    _refuse_too_little(blocks, minutes, f"track {track.id!r}" if track else "the course")
    taken: list[Block] = []
    closed: set[str] = set()
    for block in sorted(blocks, key=lambda block: block.priority):  # sorting keeps the order of equals
        if block.lesson.id in closed or block.minutes > minutes - sum(each.minutes for each in taken):
            closed.add(block.lesson.id)
        else:
            taken.append(block)
    return Plan(minutes, tuple(_in_order(blocks, taken)), tuple(each for each in blocks if each not in taken))


def _refuse_too_little(blocks: list[Block], minutes: int, where: str) -> None:
    """Stop when there is nothing to choose from, or nothing fits."""
    if not blocks:
        raise MetalearnError(f"There is no part in {where} that a lecture can be laid out from.")
    # A block can only come first when its lesson has none before it.
    first: dict[str, Block] = {}
    for block in sorted(blocks, key=lambda block: block.priority):
        first.setdefault(block.lesson.id, block)
    shortest = min(first.values(), key=lambda block: block.minutes)
    if minutes < shortest.minutes:
        begin = f"the shortest that {where} can begin with is {shortest}"
        raise MetalearnError(f"Nothing fits into {minutes} minutes: {begin}.")


def _blocks(course: Course, track: Track | None) -> Iterator[Block]:
    """Yield what a lecture can be laid out from, in the order of the course or track."""
    steps = track.steps if track else tuple(Step(lesson.id) for lesson in course.lessons)
    for step in steps:
        lesson = course.lesson(step.lesson)
        parts = parts_of(course, step) or tuple(part for part in lesson.parts if LECTURE in part.tags)
        for _priority, same in itertools.groupby(sorted(parts, key=_priority_of), key=_priority_of):
            yield Block(lesson, tuple(same))


def _priority_of(part: Part) -> int:
    return part.priority


def _in_order(blocks: list[Block], taken: list[Block]) -> Iterator[tuple[Lesson, Part]]:
    for lesson in dict.fromkeys(block.lesson for block in blocks):
        chosen = [part for block in taken if block.lesson == lesson for part in block.parts]
        yield from ((lesson, part) for part in lesson.parts if part in chosen)


def lecture(course: Course, minutes: int, track: Track | None = None) -> str:
    """Return a lecture as text, minute by minute, with the file and heading of each part, and what did not fit.

    Args:
        course: The course.
        minutes: How long it may be, in minutes.
        track: The track to keep to; None means all lessons.

    Raises:
        MetalearnError: When the minutes are no number from 1 to 600, or nothing fits.

    Example:
        >>> from metalearn.course import registry
        >>> print(lecture(registry.load(), 16).splitlines()[2])
           0-3    Predict of lesson 1: What metastasis is, and what it is not
    """
    made = lay_out(course, minutes, track)
    of = f" from the track {track.id!r}" if track else ""
    lines = [f"A lecture of {made.used} minutes{of}; {minutes - made.used} of {minutes} stay free.", ""]
    if made.used == minutes:
        lines[0] = f"A lecture of {minutes} minutes{of}."
    at = 0
    for lesson, part in made.taken:
        lines.append(
            f"{at:>4}-{f'{at + part.minutes}':<5}{part.heading} of lesson {lesson.order}: {lesson.title}"
        )
        lines.append(f"{'':10}{shown(course.folder / lesson.file)}, ## {_full(course, lesson, part)}")
        if part.note:
            lines.append(f"{'':10}({part.note})")
        at += part.minutes
    if made.left:
        lines += ["", "Did not fit:", *_left(made)]
    return "\n".join(lines)


def _left(made: Plan) -> Iterator[str]:
    """Yield a line for each lesson of which something did not fit."""
    for lesson, blocks in itertools.groupby(made.left, key=lambda block: block.lesson):
        parts = [f"{part.heading} {part.minutes}" for block in blocks for part in block.parts]
        yield f"  lesson {lesson.order}: {', '.join(parts)} minutes"


def _full(course: Course, lesson: Lesson, part: Part) -> str:
    """Return the heading as it stands in the lesson; as the registry has it when there is no such lesson yet."""
    try:
        page = read(course.folder / lesson.file)
    except UnreadableError:
        return part.heading
    whole = [plain(text) for _cell, level, text in headings(page) if level > 1]
    return next((text for text in whole if part.heading in (text, section(text))), part.heading)


def overview(course: Course) -> str:
    """Return the tracks of a course as text.

    Example:
        >>> from metalearn.course import registry
        >>> print(overview(registry.load()).splitlines()[0])
        lecture (50 minutes): One lecture
    """
    lines = []
    for track in course.tracks:
        lines += [
            f"{track.id} ({track.minutes} minutes): {track.title}",
            f"  {track.promise}",
            f"  For {track.audience}.",
        ]
        lessons = ", ".join(str(course.lesson(step.lesson).order) for step in track.steps)
        lines += [f"  Lessons {lessons}.", ""]
    if not lines:
        lines = ["This course has no tracks.", ""]
    ways = "metalearn plan --track ID shows one, " if course.tracks else ""
    return "\n".join([*lines, f"{ways}metalearn plan --minutes N lays out a lecture."])


def steps(course: Course, track: Track) -> str:
    """Return one track as text: its lessons and parts, with their minutes and files.

    Example:
        >>> from metalearn.course import registry
        >>> course = registry.load()
        >>> print(steps(course, course.track("school")).splitlines()[2])
          25  1. What metastasis is, and what it is not
    """
    lines = [f"{track.title} ({track.minutes} minutes): {track.promise}", ""]
    for step in track.steps:
        lesson = course.lesson(step.lesson)
        lines.append(f"{minutes_of(course, step):>4}  {lesson.order}. {lesson.title}")
        only = f", only: {', '.join(step.parts)}" if step.parts else ""
        lines.append(f"      {shown(course.folder / lesson.file)}{only}")
    return "\n".join(lines)
