"""What ``data/datapackage.json`` says about each table, as plain named tuples.

Not as dataclasses: every kernel makes these classes and some four hundred columns before its first widget is shown.

The file is a Frictionless Data Package. Beside the standard keys it uses a few of its own. On a column: ``unit``,
``unitColumn``, ``separator`` (the cell is a list), ``refersTo``, ``interval``, ``denominator``, ``checkedBy`` and
``meanings``. On a table: ``lastReviewed``, ``howRead``, ``knownProblems``, ``cohortColumn``, ``titleColumn``,
``computed`` and, where the file is not a CSV, ``recordSchema``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from metalearn.errors import DataError, Problem, unknown

DESCRIPTION = "datapackage.json"
PAGE = "README.md"  # the data dictionary, written from the description


class Column(NamedTuple):
    """One column: its type, what it may hold and how to read it.

    Attributes:
        name: The column's name, which is also the record's field.
        type: string, integer, number, boolean, array or any.
        title: The name in words.
        description: What it holds.
        unit: Unit of its numbers; empty when it has none.
        unit_column: The column that holds each row's unit, or "".
        separator: What separates the entries when the cell is a list, or "".
        required: Whether the cell must be filled.
        enum: The allowed values, or () for any.
        minimum: The lowest allowed number, or None.
        maximum: The highest allowed number, or None.
        pattern: Regular expression that the whole text must match, or "".
        example: A good value, used in messages, or "".
        refers_to: "table.column" in which every value must exist, or "".
        interval: Names of the columns with the lowest and highest value, or ().
        denominator: Name of the column that this number is a part of, or "".
        checked_by: The column that says whether this one was checked, when it is not the row's own marker, or "".
        meanings: What each allowed value means, in words.
    """

    name: str
    type: str = "string"
    title: str = ""
    description: str = ""
    unit: str = ""
    unit_column: str = ""
    separator: str = ""
    required: bool = False
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    example: str = ""
    refers_to: str = ""
    interval: tuple[str, ...] = ()
    denominator: str = ""
    checked_by: str = ""
    meanings: Mapping[str, str] = MappingProxyType({})

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return self.type in ("integer", "number")


class Link(NamedTuple):
    """Columns whose values must exist together in another table.

    Attributes:
        columns: The columns here.
        table: The other table.
        other: The columns there, in the same order.
    """

    columns: tuple[str, ...]
    table: str
    other: tuple[str, ...]


class Table(NamedTuple):
    """One table of the package.

    Attributes:
        name: The table's name.
        path: Its file, relative to the data folder.
        title: Its name in words.
        description: What it holds.
        columns: Its columns in order.
        key: The columns that name a row.
        links: Its links to other tables.
        computed: Numbers that the record computes from one row, described like columns.
        licence: Licence in words.
        licence_name: Identifier of the licence.
        how_read: How the figures were read.
        last_reviewed: Date of the last review, as YYYY-MM-DD.
        known_problems: What to mind, one sentence an entry.
        cohort_column: The column that says which people a row is about, or "".
        title_column: The column that says in words what a row's numbers are, or "".
        hash: "sha256:..." of the file, or "".
        bytes: Size of the file, or None.
    """

    name: str
    path: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...]
    computed: tuple[Column, ...]
    licence: str
    licence_name: str
    how_read: str
    last_reviewed: str
    known_problems: tuple[str, ...]
    cohort_column: str
    title_column: str
    hash: str
    bytes: int | None

    def column(self, name: str) -> Column:
        """Return the column or computed number of that name.

        Raises:
            UnknownNameError: When there is none.
        """
        for column in (*self.computed, *self.columns):
            if column.name == name:
                return column
        known = list(dict.fromkeys(column.name for column in (*self.columns, *self.computed)))
        raise unknown("field", name, known, f"metalearn.datasets.table({self.name!r}).columns")


def _column(said: dict[str, Any]) -> Column:
    limits = said.get("constraints", {})
    return Column(
        name=said["name"],
        type=said.get("type", "string"),
        title=said.get("title", said["name"]),
        description=said.get("description", ""),
        unit=said.get("unit", ""),
        unit_column=said.get("unitColumn", ""),
        separator=said.get("separator", ""),
        required=limits.get("required", False),
        enum=tuple(limits.get("enum", said.get("meanings", ()))),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        pattern=limits.get("pattern", "") if not said.get("separator") else said.get("entryPattern", ""),
        example=str(said.get("example", "")),
        refers_to=said.get("refersTo", ""),
        interval=tuple(said.get("interval", ())),
        denominator=said.get("denominator", ""),
        checked_by=said.get("checkedBy", ""),
        meanings=dict(said.get("meanings", {})),
    )


def _names(said: str | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _table(said: dict[str, Any]) -> Table:
    schema = said.get("schema") or said.get("recordSchema") or {}
    licence = (said.get("licenses") or [{}])[0]
    links = [
        Link(_names(key["fields"]), key["reference"]["resource"], _names(key["reference"]["fields"]))
        for key in schema.get("foreignKeys", [])
    ]
    return Table(
        name=said["name"],
        path=said["path"],
        title=said.get("title", said["name"]),
        description=said.get("description", ""),
        columns=tuple(_column(each) for each in schema.get("fields", [])),
        key=_names(schema.get("primaryKey", [])),
        links=tuple(links),
        computed=tuple(_column(each) for each in said.get("computed", [])),
        licence=licence.get("title", ""),
        licence_name=licence.get("name", ""),
        how_read=said.get("howRead", ""),
        last_reviewed=said.get("lastReviewed", ""),
        known_problems=tuple(said.get("knownProblems", ())),
        cohort_column=said.get("cohortColumn", ""),
        title_column=said.get("titleColumn", ""),
        hash=said.get("hash", ""),
        bytes=said.get("bytes"),
    )


@cache
def package(folder: Path) -> dict[str, Table]:
    """Read the description of every table in a data folder, once.

    Args:
        folder: The folder that holds ``datapackage.json``.

    Returns:
        The tables by name, in the order of the file.

    Raises:
        DataError: When the description is missing or is not JSON.
    """
    file = folder / DESCRIPTION
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        tables = [_table(each) for each in said["resources"]]
    except FileNotFoundError:
        raise DataError([Problem(DESCRIPTION, None, None, None, f"this file in {folder}")]) from None
    except json.JSONDecodeError as error:
        raise DataError([Problem(DESCRIPTION, error.lineno, None, None, f"JSON ({error.msg})")]) from None
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError([Problem(DESCRIPTION, None, None, None, f"a Data Package ({error!r})")]) from None
    return {table.name: table for table in tables}
