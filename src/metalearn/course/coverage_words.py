"""The words of the field: which lesson uses each of them first, and the list of those that are new in a lesson."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from metalearn import datasets
from metalearn.course.coverage_prose import Plain, own_words
from metalearn.course.page import Cell, Page, UnreadableError, read
from metalearn.course.registry import Course, Lesson
from metalearn.datasets import Term
from metalearn.widgets.sources import checked_text

GLOSSARY = "glossary"
WORDS = "words"
NOTHING_NEW = "No word of the glossary is new in this lesson."
_TITLE = "Words of the glossary that are new in this lesson"
_FIRST = 2  # letters by which the forms of the terms are looked up
_SHORT = re.compile(r"(?P<long>.*\S)\s+\((?P<short>[^()]+)\)")
_HYPHEN = "[-‐‑–]"


@dataclass(frozen=True, slots=True)
class Use:
    """The first use of a term in a lesson.

    Attributes:
        term: The word, as the glossary has it.
        cell: The cell it stands in.
        sentence: The sentence around it.
        marked: Whether it is in bold or in a link there.
        bold_in: The cell in which it is in bold or in a link later, or None.
    """

    term: Term
    cell: Cell
    sentence: str
    marked: bool
    bold_in: Cell | None


def forms(term: str) -> tuple[str, ...]:
    """Return the ways in which a term is written: in full, and by its abbreviations.

    Example:
        >>> forms("stereotactic radiotherapy (SBRT/SABR)")
        ('stereotactic radiotherapy', 'SBRT', 'SABR')
    """
    found = _SHORT.fullmatch(term)
    return (found["long"], *found["short"].split("/")) if found else (term,)


def _plural(word: str) -> str:
    """A pattern for a word and its plural."""
    safe = re.escape(word).replace(r"\-", _HYPHEN)
    for end, others in (("is", "(?:is|es)"), ("y", "(?:y|ies)")):
        if word.endswith(end) and len(word) > len(end) + 2:
            return safe.removesuffix(end) + others
    return safe + "(?:e?s)?"


def _pattern(form: str) -> re.Pattern[str]:
    """Whole words of one form; an abbreviation such as MET is not the word "met"."""
    words = form.split(" ")
    head = words.index("of") - 1 if "of" in words else len(words) - 1
    parts = [
        _plural(word) if i in (head, len(words) - 1) else re.escape(word).replace(r"\-", _HYPHEN)
        for i, word in enumerate(words)
    ]
    short = len(words) == 1 and (sum(map(str.isupper, form)) > 1 or any(map(str.isdigit, form)))
    return re.compile(r"\s+".join(parts) + rf"(?!\w|{_HYPHEN}\w)", 0 if short else re.IGNORECASE)


@functools.cache
def _index() -> dict[str, tuple[tuple[re.Pattern[str], Term], ...]]:
    """The forms of all terms by their first letters, the longest first."""
    every = [(form, term) for term in datasets.glossary() for form in forms(term.term)]
    found: dict[str, list[tuple[re.Pattern[str], Term]]] = {}
    for form, term in sorted(every, key=lambda each: (-len(each[0]), each[1].term)):
        found.setdefault(form[:_FIRST].casefold(), []).append((_pattern(form), term))
    return {key: tuple(group) for key, group in found.items()}


_START = re.compile(rf"(?<!\w)(?<!\w[-‐‑–])\w[\w-]{{{_FIRST - 1},}}")


def found_in(text: str) -> Iterator[tuple[Term, int, int]]:
    """Yield each term that a text uses, with where it stands; the longest term counts.

    Example:
        >>> [term.term for term, _, _ in found_in("Local recurrences, met by CTCs in a biopsy")]
        ['local recurrence', 'circulating tumour cell (CTC)', 'biopsy']
    """
    at = 0
    while start := _START.search(text, at):
        at = start.start() + 1
        for pattern, term in _index().get(text[start.start() :][:_FIRST].casefold(), ()):
            if found := pattern.match(text, start.start()):
                yield term, found.start(), found.end()
                at = found.end()
                break


def uses(page: Page) -> dict[str, Use]:
    """Return the first use of each term in a lesson's own prose, in their order."""
    first: dict[str, tuple[Term, Cell, Plain, int, bool]] = {}
    bold: dict[str, Cell] = {}
    for cell, said in own_words(page):
        for term, start, end in found_in(said.text):
            marked = said.stands_out(start, end)
            first.setdefault(term.term, (term, cell, said, start, marked))
            if marked:
                bold.setdefault(term.term, cell)
    return {
        name: Use(term, cell, said.sentence(at), marked, bold.get(name))
        for name, (term, cell, said, at, marked) in first.items()
    }


@functools.lru_cache(maxsize=64)
def _terms_of(path: Path, changed: int) -> frozenset[str]:
    try:
        return frozenset(uses(read(path)))
    except UnreadableError:  # which is a finding of its own
        return frozenset()


def used_before(course: Course, lesson: Lesson) -> frozenset[str]:
    """Return the terms that the lessons before one use; the start page is no lesson."""
    earlier = [course.folder / each.file for each in course.lessons[: lesson.order] if each.objectives]
    there = [path for path in earlier if path.is_file()]
    return frozenset[str]().union(*(_terms_of(path, path.stat().st_mtime_ns) for path in there))


def new_in(page: Page) -> tuple[Use, ...]:
    """Return the terms that a lesson uses for the first time in the course, in their order."""
    if page.course is None or page.lesson is None or not page.lesson.objectives:
        return ()
    known = used_before(page.course, page.lesson)
    return tuple(use for name, use in uses(page).items() if name not in known)


def anchor(heading: str) -> str:
    """Return the address of a heading on its page, as JupyterLab makes it.

    Example:
        >>> anchor("What you saw")
        'What-you-saw'
    """
    return heading.replace(" ", "-")


def words(course: Course, lesson: Lesson, page: Page | None) -> str:
    """Return the closed list of the terms that are new in a lesson; empty as long as there is no lesson."""
    if page is None:
        return ""
    new = new_in(page)
    file = next((each.file for each in course.pages if each.id == GLOSSARY), "")
    all_words = f'<a href="{file}">all words of the course</a>' if file else ""
    if not new:
        return f"{NOTHING_NEW} See {all_words}." if file else NOTHING_NEW
    items = (_item(use.term, file) for use in new)
    end = [f"<p>See also {all_words}.</p>"] if file else []
    lines = [
        f"<details><summary>{_TITLE} ({len(new)})</summary>",
        "<ul>",
        *items,
        "</ul>",
        *end,
        "</details>",
    ]
    return "\n".join(lines)


def _item(term: Term, file: str) -> str:
    name = f"<b>{escape(term.term)}</b>"
    if file:
        name = f'<a href="{file}#{escape(anchor(term.term))}">{name}</a>'
    said = f"<li>{name}: {escape(term.definition)} <i>({checked_text(term.checked)})</i></li>"
    return said.replace("$", "&#36;")
