"""The banner of lessons that may be close to home, and the links that lead past what a reader does not want to meet."""

from __future__ import annotations

from urllib.parse import quote

from metalearn.course.page import Page
from metalearn.course.registry import Course, Lesson
from metalearn.course.source import headings, plain, section

# Where a reader may want to jump to: the section of every lesson, and how the link is worded.
SKIPS = (
    ("Explore", "to the exercise"),
    ("Check yourself", "to the questions"),
    ("Key points", "to the key points"),
)
_BANNER = (
    "> **This may be close to home.** Read what helps and skip the rest freely; it will still be here another day. "
    "The lesson speaks of groups of people and is not advice about any one person. If something in it stays with you, "
    "talk to the people who treat you or those close to you, or to a cancer helpline or charity in your country. "
    "In immediate danger, call your local emergency number."
)


def anchor(heading: str) -> str:
    """Return the address of a heading within its page, as JupyterLab and nbconvert make it.

    Example:
        >>> anchor("Explore: the *body* map")
        '#Explore:-the-body-map'
    """
    return "#" + quote(plain(heading).replace(" ", "-"), safe=":,'!?&")


def banner(course: Course, lesson: Lesson, page: Page | None) -> str:
    """Return the banner, with links to those of the sections that the lesson has.

    A link names its section, so that it helps even where a viewer does not jump.

    Args:
        course: The course.
        lesson: The lesson that holds the banner.
        page: The lesson as it stands; without it, the only link is the one to the next lesson.

    Example:
        >>> from metalearn.course import registry
        >>> course = registry.load()
        >>> print(banner(course, course.lesson("symptoms"), None).splitlines()[-1])
        > Skip: to the next lesson, [Finding it and proving it](07_finding_it.ipynb)
    """
    first: dict[str, str] = {}
    for _cell, level, text in headings(page) if page else ():
        if level == 2:
            first.setdefault(section(text), text)
    links = [f"{words}, [{plain(first[at])}]({anchor(first[at])})" for at, words in SKIPS if at in first]
    after = course.neighbours(lesson)[1]
    if after:
        links.append(f"to the next lesson, [{after.title}]({after.file})")
    return _BANNER + (f"\n>\n> Skip: {' · '.join(links)}" if links else "")
