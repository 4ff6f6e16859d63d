"""The rule that every number of a lesson has an evidence card."""

from __future__ import annotations

from collections.abc import Iterator

from metalearn.course.numbers import Found, trace
from metalearn.course.page import Finding, Page

_AROUND = 40


def orphan_number(page: Page) -> Iterator[Finding]:
    """Find numbers that lead to no row of the lesson's tables and to no cell that computes them."""
    for orphan in trace(page).orphans if page.lesson else ():
        message = f"The number {orphan.number.text} has no evidence card: {_around(orphan)!r}."
        advice = "Let a cell compute it, name the row it stands in and list its table in course.toml, or leave it out."
        yield page.finding(orphan.cell, message, advice)


def _around(orphan: Found) -> str:
    """The words around a number, to find it by."""
    at = orphan.passage.find(orphan.number.text)
    return " ".join(orphan.passage[max(0, at - _AROUND) : at + _AROUND].split())


RULES = (orphan_number,)
