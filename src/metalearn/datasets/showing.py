"""A table as lines of text, for the terminal: what it is, then its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from metalearn.datasets.base import Record
from metalearn.datasets.cards import LABELS
from metalearn.datasets.numbers import plain
from metalearn.datasets.package import Table
from metalearn.datasets.store import load, references, table, tables
from metalearn.errors import MetalearnError, unknown
from metalearn.words import _, several

_WIDEST = 28  # a longer cell is cut in the overview of many rows; one row alone is shown in full


def overview() -> str:
    """Return all tables with their number of rows, one a line.

    Example:
        >>> overview().splitlines()[0].split()[:2]
        ['flows', '126']
    """
    lines = [[name, f"{len(_rows(table(name))):,}", table(name).title] for name in tables()]
    return "\n".join(_aligned(lines))


def show(name: str, where: Sequence[str] = (), limit: int = 20) -> str:
    """Return what a table is, and its rows, as plain text.

    Args:
        name: The table, as listed by ``tables()``.
        where: Conditions such as "primary=Prostate"; a row is shown when it fulfils all of them.
        limit: How many rows are shown at most, 0 or more.

    Returns:
        The table's title, licence, date of review and known problems, then one line a row. A single row is shown in
        full, a field a line, with the evidence card of each of its figures.

    Raises:
        UnknownNameError: When there is no such table or column; the message gives the nearest.
        MetalearnError: When a condition is not of the form column=value.

    Example:
        >>> print(show("primaries", ["primary=Prostate"]).splitlines()[0])
        Patients by primary cancer
        >>> show("primaries", ["primry=Prostate"])
        Traceback (most recent call last):
        ...
        metalearn.errors.UnknownNameError: Unknown column 'primry'. Did you mean 'primary'? See all 6 with \
metalearn data show primaries.
    """
    described = table(name)
    conditions = [_condition(described, text) for text in where]
    rows = [row for row in _rows(described) if all(_fits(row, column, value) for column, value in conditions)]
    if len(rows) == 1 and isinstance(rows[0], Record):
        return f"{_heading(described)}\n\n{_full(described, rows[0])}"
    columns = _columns(described)
    cells = [[_cut(plain(getattr(row, column))) for column in columns] for row in rows[:limit]]
    count = several("{n} row", "{n} rows", len(rows)).format(n=f"{len(rows):,}")
    part = _("{count}, the first {n} shown").format(count=count, n=len(cells))
    shown = count if len(cells) == len(rows) else part
    return "\n".join([_heading(described), "", *_aligned([columns, *cells]), "", f"{shown}."])


def _rows(described: Table) -> Sequence[Any]:
    return references() if described.name == "references" else load(described.name)


def _columns(described: Table) -> list[str]:
    """The fields of a table's records; a reference has its own."""
    if described.name == "references":
        return ["id", "year", "complete", "doi", "title"]
    return [column.name for column in described.columns]


def _condition(described: Table, text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals:
        raise MetalearnError(
            f"{text!r} is not a condition; it is a column, = and a value, such as primary=Breast."
        )
    known = _columns(described)
    if column not in known:
        raise unknown("column", column, known, f"metalearn data show {described.name}")
    return column, value


def _fits(row: Any, column: str, value: str) -> bool:
    found = getattr(row, column)
    return value in found if isinstance(found, tuple) else value in (str(found), plain(found))


def _heading(described: Table) -> str:
    lines = [described.title, described.description, f"{LABELS['licence']}: {described.licence}"]
    lines += [
        f"{LABELS['reviewed']}: {described.last_reviewed}",
        *(f"{LABELS['mind']}: {each}" for each in described.known_problems),
    ]
    return "\n".join(line for line in lines if line)


def _full(described: Table, row: Record) -> str:
    """One row, a field a line, then the card of each figure."""
    fields = [f"{name}: {plain(getattr(row, name))}" for name in _columns(described)]
    numbers = [each.name for each in (*described.columns, *described.computed) if each.is_number]
    cards = [row.evidence(name).text() for name in numbers if getattr(row, name) is not None]
    return "\n\n".join(["\n".join(fields), *cards])


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
