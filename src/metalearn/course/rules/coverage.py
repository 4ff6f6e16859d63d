"""Rules for what a lesson covers: its topics, its words, its minutes, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator

from metalearn.course import minutes as time
from metalearn.course.bibliography_pages import is_current
from metalearn.course.coverage import KEY, fault, item_text, marks, said
from metalearn.course.coverage_links import ill_formed, links, missing_anchor
from metalearn.course.coverage_words import new_in
from metalearn.course.generated import WORDS
from metalearn.course.page import Finding, Page
from metalearn.course.source import headings, section
from metalearn.errors import nearest

KEY_POINTS = "Key points"
KEYS = ("generated", KEY)
_QUOTED = 140  # letters of a sentence in a message


def topics(page: Page) -> Iterator[Finding]:
    """Find topics that no cell teaches, topics that course.toml does not list, and marks that mean nothing."""
    for cell in page.cells:
        own = cell.metadata.get("metalearn", {})
        if not isinstance(own, dict) or set(own) - set(KEYS):
            message = f"The metadata 'metalearn' is {own!r}; it takes only {' and '.join(KEYS)}."
            yield page.finding(cell, message, 'Write it as {"scope": [3, 20]}, or take it off.')
        elif said(cell) is not None and (wrong := fault(said(cell))):
            advice = "The numbers are those of metalearn.datasets.scope_items()."
            yield page.finding(cell, f"The metadata 'scope' {wrong}.", advice)
    if page.lesson is None:
        return
    found = marks(page)
    for number in page.lesson.scope_items:
        if number not in found:
            mark = f'{{"metalearn": {{"scope": [{number}]}}}}'
            advice = f"Teach it, and write {mark} into the metadata of the cell that does."
            yield page.finding(None, f"No cell teaches the topic {item_text(number)}.", advice)
    for number, cells in found.items():
        if number not in page.lesson.scope_items:
            message = (
                f"This cell teaches the topic {item_text(number)}, which course.toml does not list here."
            )
            yield page.finding(cells[0], message, "Add it to 'scope_items', or take it off the cell.")


def first_use(page: Page) -> Iterator[Finding]:
    """Find words of the glossary that are not in bold where the course uses them first."""
    for use in new_in(page):
        if use.marked:
            continue
        quoted = use.sentence if len(use.sentence) <= _QUOTED else f"{use.sentence[:_QUOTED]}…"
        message = f"The word '{use.term.term}' is used here for the first time in the course, not in bold: {quoted!r}"
        advice = "Explain it here in plain words and write it in **bold**, or say it in other words."
        if use.bold_in:
            advice = f"It is in bold only in cell {use.bold_in.number} ({use.bold_in.id}): bring that here. {advice}"
        yield page.finding(use.cell, message, advice)


def place_of_words(page: Page) -> Iterator[Finding]:
    """Find the list of new words where a reader does not look for it: it comes after the key points."""
    if page.lesson is None:
        return
    opened = ""
    sections = {cell.number: section(text) for cell, level, text in headings(page) if level == 2}
    for cell in page.cells if KEY_POINTS in sections.values() else ():
        opened = sections.get(cell.number, opened)
        if cell.generated == WORDS and opened != KEY_POINTS:
            where = f"under '## {opened}'" if opened else "before every section"
            message = f"The list of new words stands {where}."
            yield page.finding(
                cell, message, f"Move it to the end of '## {KEY_POINTS}', before '## Sources'."
            )


def honest_minutes(page: Page) -> Iterator[Finding]:
    """Find lessons that take much more or less time than they say."""
    if page.lesson is None or not page.lesson.objectives:
        return
    found, declared = time.estimate(page), page.lesson.minutes
    if not found.agrees(declared):
        message = f"course.toml says {declared} minutes, but {found} take about {found.minutes:.0f}."
        advice = (
            f"Counted are {time.WORDS_A_MINUTE} words a minute, {time.A_WIDGET} minutes a widget and "
            f"{time.A_QUESTION} a question; up to {time.TOLERANCE:.0%} off is fine. Change the minutes, or the lesson."
        )
        yield page.finding(None, message, advice)


def broken_anchor(page: Page) -> Iterator[Finding]:
    """Find links to a heading that is not there."""
    for cell, target in links(page):
        missing = missing_anchor(page, target)
        if missing:
            fragment, there = missing
            guess = nearest(fragment, sorted(there))
            advice = f"Did you mean '#{guess}'?" if guess else "Write the heading with - for each blank."
            yield page.finding(cell, f"The link {target!r} leads to no heading '{fragment}'.", advice)


def odd_address(page: Page) -> Iterator[Finding]:
    """Find addresses on the web that cannot be right; what the tables name in generated cells is as it was read."""
    for cell, target in links(page):
        if cell.generated is None and (wrong := ill_formed(target)):
            advice = "Write the whole address, as in https://example.org/page."
            yield page.finding(cell, f"The address {target!r} {wrong}.", advice)


def not_by_hand(page: Page) -> Iterator[Finding]:
    """Find pages that are written from the data and do not say what the data say now."""
    if not is_current(page):
        message = "This page is written from the data, and does not say what they and the lessons say now."
        yield page.finding(
            None, message, f"Run metalearn refresh {page.name}; what is written by hand is lost."
        )


RULES = (topics, first_use, place_of_words, honest_minutes, broken_anchor, odd_address, not_by_hand)
