"""Rules for what leads through a lesson: the parts that a lecture or a track uses, and the banner before the rest."""

from __future__ import annotations

from collections.abc import Iterator

from metalearn.course.generated import CARE
from metalearn.course.page import Finding, Page
from metalearn.course.source import headings, plain, section
from metalearn.errors import nearest


def parts(page: Page) -> Iterator[Finding]:
    """Find parts that course.toml names and no heading, or more than one, of the lesson opens."""
    if page.lesson is None:
        return
    there = [plain(text) for _cell, level, text in headings(page) if level > 1]
    for part in page.lesson.parts:
        opened = [text for text in there if part.heading in (text, section(text))]
        named = f"course.toml names the part {part.heading!r} of this lesson"
        if not opened:
            guess = nearest(part.heading, [*there, *map(section, there)])
            hint = f"Did you mean {guess!r}?" if guess else f"Its headings are: {', '.join(there)}."
            yield page.finding(None, f"{named}, but no heading is called so.", hint)
        elif len(opened) > 1:
            message = f"{named}, but {len(opened)} headings are called so."
            yield page.finding(None, message, "Name one of them whole in course.toml.")


def care_first(page: Page) -> Iterator[Finding]:
    """Find banners that come too late, because something else stands between them and the lesson's card."""
    kinds = [cell.generated for cell in page.cells]
    if CARE in kinds and "header" in kinds and kinds.index(CARE) != kinds.index("header") + 1:
        cell = page.cells[kinds.index(CARE)]
        message = "The generated care banner does not follow the generated header."
        yield page.finding(cell, message, "Move it there: it must come before all that it speaks of.")


RULES = (parts, care_first)
