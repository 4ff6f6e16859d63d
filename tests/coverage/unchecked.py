"""Uses of rows that were not checked, as far as a program can recognise them.

Two kinds can be recognised: a number whose evidence cards all belong to such rows, and the words of such a row as they
stand. What a lesson says in words of its own, without a number, is for readers to compare; so is what a widget shows,
which marks its rows itself (tests/contract and tests/widgets hold that).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from metalearn import datasets
from metalearn.course.numbers import trace
from metalearn.course.page import Cell, Page, printed_text
from metalearn.datasets import Evidence, store

NOT_CHECKED = ("no", "partial")
# Questions and cases say it in their widgets; scope lists claims, not facts; the rows of cascade_survival that rest on
# nothing are numbers chosen for teaching, and the widgets and cards that show them say so.
_OTHERS = {"references", "questions", "cases", "scope", "cascade_survival"}
CHECKED_TABLES = tuple(
    name
    for name in datasets.tables()
    if name not in _OTHERS and "checked" in [column.name for column in datasets.table(name).columns]
)
_HOW_READ = re.compile(r"^(not checked|partly read)")
_SAID = re.compile(
    r"not (?:been |yet |fully )?(?:checked|verified)|unchecked|partly (?:checked|read)|teaching number"
    r"|numbers? (?:made up|chosen)|treat with care"
    r"|read (?:only )?in (?:the news|a news|a press|a web source)|read on (?:a|the) page of an advocacy"
    r"|from the press only|at second hand",  # and not at its source
    re.IGNORECASE,
)
_WORDS = 7  # that a sentence of a row must have to be recognised by them
_SENTENCE = re.compile(r"(?<=[.;])\s+")


@dataclass(frozen=True, slots=True)
class Use:
    """A use of a row that was not checked.

    Attributes:
        cell: Where.
        what: The number, or the words.
        row: The row.
        said: Whether the page says beside it that this was not checked.
    """

    cell: Cell
    what: str
    row: str
    said: bool

    def __str__(self) -> str:
        return f"{self.what} rests on {self.row}, which was not fully checked, and the page does not say so"


def _unread(card: Evidence) -> bool:
    return card.table in CHECKED_TABLES and bool(_HOW_READ.match(card.how_read))


@functools.cache
def claims() -> tuple[tuple[str, str], ...]:
    """The sentences in rows that were not checked, each with its row; names and labels are no claims."""
    found = []
    for name in CHECKED_TABLES:
        table = datasets.table(name)
        for record in store.load(name):
            key = ", ".join(str(getattr(record, each)) for each in table.key)
            for column in table.columns:
                text = getattr(record, column.name)
                flag = getattr(record, column.checked_by or "checked", "")
                if flag in NOT_CHECKED and isinstance(text, str) and text.endswith("."):
                    for sentence in _SENTENCE.split(text):
                        if len(sentence.split()) >= _WORDS:
                            found.append((_squeezed(sentence), f"{name}: {key}"))
    return tuple(found)


def _squeezed(text: str) -> str:
    return " ".join(re.sub(r"[*_`\\]", "", text).split()).rstrip(".").casefold()


def _around(page: Page, cell: Cell) -> str:
    """A cell, what it printed, and the passages just before and after it."""
    near = page.cells[max(0, cell.number - 2) : cell.number + 1]
    return "\n".join(_text(each) for each in near if each.generated is None or each is cell)


def _text(cell: Cell) -> str:
    return "\n".join((cell.source, *(printed_text(cell, output) for output in cell.outputs)))


def _by_numbers(page: Page) -> Iterator[Use]:
    for found in trace(page).found:
        year = (
            found.number.kind == "count"
            and 1900 <= found.number.value <= 2100
            and "," not in found.number.text
        )
        if found.cards and not found.shown and not year and all(map(_unread, found.cards)):
            beside = found.passage if found.written else _around(page, found.cell)
            row = f"{found.cards[0].table}: {found.cards[0].key}"
            yield Use(found.cell, found.number.text, row, bool(_SAID.search(beside)))


def _by_words(page: Page) -> Iterator[Use]:
    for cell in page.cells:
        text = _squeezed(_text(cell)) if cell.generated is None else ""
        for sentence, row in claims():
            if sentence in text:
                yield Use(cell, f"{sentence[:60]}…", row, bool(_SAID.search(_around(page, cell))))


def uses(page: Page) -> Iterator[Use]:
    """Yield the uses of unchecked rows in a lesson, each row once a cell, with whether the page says so beside them."""
    found: dict[tuple[str, str], list[Use]] = {}
    for use in (*_by_numbers(page), *_by_words(page)):
        found.setdefault((use.cell.id, use.row), []).append(use)
    for together in found.values():
        what = ", ".join(dict.fromkeys(use.what for use in together))
        yield replace(together[0], what=what, said=all(use.said for use in together))
