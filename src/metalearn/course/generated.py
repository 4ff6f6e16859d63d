"""The parts of lessons and README that are written from registry and tables, so that nothing is said twice by hand.

A generated cell is a markdown cell tagged ``generated`` whose metadata names its kind:
``{"metalearn": {"generated": "header"}}``. An author adds it empty; ``metalearn refresh`` fills it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from metalearn import datasets
from metalearn.course.care import banner
from metalearn.course.page import Page
from metalearn.course.registry import START, Course, Lesson
from metalearn.course.tracks import Step
from metalearn.errors import MetalearnError, unknown

WORDS = "words"
README_START = "<!-- lessons:start -->"
NUMBERS, CARE = "numbers", "care"
README_END = "<!-- lessons:end -->"


def _link(lesson: Lesson, folder: str = "") -> str:
    return f"[{lesson.title}]({folder}{lesson.file})"


def _cell(text: str) -> str:
    """Return text that cannot end a table cell early."""
    return text.replace("|", "\\|")


def _links(course: Course, ids: Iterable[str]) -> str:
    return ", ".join(_link(course.lesson(each)) for each in ids)


def _needs(course: Course, lesson: Lesson) -> str:
    needed = _links(course, lesson.needs) or "nothing"
    helpful = _links(course, lesson.helps)
    return f"{needed}; helpful: {helpful}" if helpful else needed


def header(course: Course, lesson: Lesson) -> str:
    """Return a lesson's card: its promise, minutes, what is needed and what a learner will be able to do.

    Example:
        >>> from metalearn.course import registry
        >>> course = registry.load()
        >>> print(header(course, course.lessons[0]))
        How the course works, and which lesson to open first.
        <BLANKLINE>
        | Time | 5 minutes |
        |:---|:---|
        | For | everyone |
        | You need | nothing |
    """
    rows = [
        f"| Time | {lesson.minutes} minutes |",
        "|:---|:---|",
        f"| For | {_cell(lesson.audience)} |",
        f"| You need | {_cell(_needs(course, lesson))} |",
    ]
    if lesson.objectives:
        # A list inside a table cell is only possible as HTML; GitHub, JupyterLab and nbconvert all show it.
        items = "".join(f"<li><b>{each.verb}</b> {each.text}</li>" for each in lesson.objectives)
        rows.append(f"| You will be able to | <ul>{_cell(items)}</ul> |")
    return "\n".join([lesson.promise, "", *rows])


def navigation(course: Course, lesson: Lesson) -> str:
    """Return the links at the end of a lesson: previous, start page, next, and the pages that are no lessons.

    Example:
        >>> from metalearn.course import registry
        >>> course = registry.load()
        >>> print(navigation(course, course.lessons[0]))
        ---
        <BLANKLINE>
        Next: [What metastasis is, and what it is not](01_what_metastasis_is.ipynb)
        <BLANKLINE>
        [Glossary](glossary.ipynb) · [Sources of the course](bibliography.ipynb)
    """
    before, after = course.neighbours(lesson)
    start = course.lesson(START)
    links = []
    if before and before != start:
        links.append(f"Previous: {_link(before)}")
    if lesson != start:
        links.append(f"All lessons: {_link(start)}")
    if after:
        links.append(f"Next: {_link(after)}")
    pages = " · ".join(f"[{each.title}]({each.file})" for each in course.pages)
    return "\n\n".join(filter(None, ("---", _stories(course, lesson), " · ".join(links), pages)))


def _stories(course: Course, lesson: Lesson) -> str:
    """The cases that use what a lesson teaches, with a link to where they are played; empty where they are."""
    played = next((each for each in course.lessons if "CasePlayer" in each.widgets), None)
    titles = [f"*{case.title}*" for case in datasets.cases() if lesson.id in case.lessons]
    if played is None or played == lesson or not titles:
        return ""
    return f"Stories that use this lesson, played in {_link(played)}: {', '.join(titles)}"


def lesson_map(course: Course, lesson: Lesson) -> str:
    """Return the table of all lessons for the start page.

    Example:
        >>> from metalearn.course import registry
        >>> course = registry.load()
        >>> print(lesson_map(course, course.lessons[0]).splitlines()[0])
        | Lesson | What it says | Minutes | You need |
    """
    rows = ["| Lesson | What it says | Minutes | You need |", "|:---|:---|---:|:---|"]
    for each in course.lessons:
        if each != lesson:
            needs = ", ".join(f"lesson {course.lesson(need).order}" for need in each.needs) or "nothing"
            title = f"{each.order}. {_cell(_link(each))}"
            rows.append(f"| {title} | {_cell(each.promise)} | {each.minutes} | {needs} |")
    return "\n".join(rows)


def tracks_table(course: Course, folder: str = "") -> str:
    """Return the table of the tracks, with links to their lessons in ``folder``.

    Example:
        >>> from metalearn.course import registry
        >>> print(tracks_table(registry.load()).splitlines()[2][:88])
        | **One lecture**: What metastasis is, one cell's journey and where cancers go, with a q
    """
    rows = ["| Way | For | Minutes | Lessons |", "|:---|:---|---:|:---|"]
    for track in course.tracks:
        way = _cell(f"**{track.title}**: {track.promise}")
        links = " · ".join(_step(course, step, folder) for step in track.steps)
        rows.append(f"| {way} | {_cell(track.audience)} | {track.minutes} | {_cell(links)} |")
    return "\n".join(rows)


def _step(course: Course, step: Step, folder: str) -> str:
    lesson = course.lesson(step.lesson)
    parts = f" ({', '.join(step.parts)})" if step.parts else ""
    return f'[{lesson.order}]({folder}{lesson.file} "{lesson.title}"){parts}'


def numbers(course: Course, lesson: Lesson, page: Page | None) -> str:
    """Return the block of every number of a lesson with its evidence card; empty as long as there is no lesson."""
    from metalearn.course.ledger import ledger  # which needs this module to know what is generated

    return ledger(page) if page else ""


def words(course: Course, lesson: Lesson, page: Page | None) -> str:
    """Return the list of the terms that are new in a lesson; empty as long as there is no lesson."""
    from metalearn.course import coverage_words  # which reads the glossary and the lessons before this one

    return coverage_words.words(course, lesson, page)


KINDS: dict[str, Callable[[Course, Lesson, Page | None], str]] = {
    "tracks": lambda course, lesson, page: tracks_table(course),
    CARE: lambda course, lesson, page: banner(course, lesson, page),
    "header": lambda course, lesson, page: header(course, lesson),
    NUMBERS: numbers,
    WORDS: words,
    "navigation": lambda course, lesson, page: navigation(course, lesson),
    "map": lambda course, lesson, page: lesson_map(course, lesson),
}


def expected_kinds(course: Course, lesson: Lesson) -> tuple[str, ...]:
    """Return the generated cells that a lesson must have.

    Example:
        >>> from metalearn.course import registry
        >>> course = registry.load()
        >>> expected_kinds(course, course.lesson("start"))
        ('tracks', 'map', 'navigation')
    """
    if lesson.id == START:
        return (*(("tracks",) if course.tracks else ()), "map", "navigation")
    new = (WORDS,) if lesson.objectives else ()
    return ("header", *((CARE,) if lesson.care else ()), *new, NUMBERS, "navigation")


def text(kind: str, course: Course, lesson: Lesson, page: Page | None = None) -> str:
    """Return what one generated cell must say.

    Args:
        kind: One of :data:`KINDS`.
        course: The course.
        lesson: The lesson that holds the cell.
        page: The lesson as it stands, from which the numbers are read.

    Raises:
        UnknownNameError: For any other kind.

    Example:
        >>> from metalearn.course import registry
        >>> course = registry.load()
        >>> "All lessons: [Start here](00_start.ipynb)" in text("navigation", course, course.lessons[-1])
        True
    """
    if kind not in KINDS:
        raise unknown("generated cell", kind, list(KINDS), "metalearn.course.generated.KINDS")
    return KINDS[kind](course, lesson, page)


def readme_table(course: Course, folder: str = "notebooks/") -> str:
    """Return the README's table of lessons, with links into ``folder``.

    Example:
        >>> from metalearn.course import registry
        >>> print(readme_table(registry.load()).splitlines()[2])
        | [Start here](notebooks/00_start.ipynb) | How the course works, and which lesson to open first. | 5 |
    """
    rows = ["| Lesson | What it says | Minutes |", "|:---|:---|---:|"]
    for lesson in course.lessons:
        number = f"{lesson.order}. " if lesson.id != START else ""
        title = f"{number}{_cell(_link(lesson, folder))}"
        rows.append(f"| {title} | {_cell(lesson.promise)} | {lesson.minutes} |")
    return "\n".join(rows)


def readme(course: Course, old: str) -> str:
    """Return the text of a README with its table of lessons written anew.

    Args:
        course: The course.
        old: The README as it is; what stands outside the two markers is kept.

    Raises:
        MetalearnError: When the markers are missing or in the wrong order.

    Example:
        >>> from metalearn.course import registry
        >>> new = readme(registry.load(), "Before <!-- lessons:start --> <!-- lessons:end --> after")
        >>> new.startswith("Before ") and new.endswith(" after")
        True
    """
    before, found_start, rest = old.partition(README_START)
    _, found_end, after = rest.partition(README_END)
    if not (found_start and found_end):
        raise MetalearnError(f"README.md needs the two lines {README_START} and {README_END}, in this order.")
    return f"{before}{README_START}\n{readme_table(course)}\n{README_END}{after}"
