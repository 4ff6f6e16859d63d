"""Read a table's file, compare every cell with the table's description, and list all that is wrong."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from metalearn.datasets.package import Column, Table
from metalearn.errors import Problem, nearest

_WHOLE = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE]-?[0-9]+)?")
_SHOWN = 12  # with more allowed values than this, a message gives their number instead of all of them
_ABSENT = object()  # a cell that a row of a CSV lacks: the problem of its header or its length, said once


class _CellError(ValueError):
    """A cell that breaks its column's rule; the message says what was expected."""

    def __init__(self, expected: str, value: object, guess: str | None = None) -> None:
        super().__init__(expected)
        self.value, self.guess = value, guess


class Row(NamedTuple):
    """One row of a file.

    Attributes:
        number: As a spreadsheet shows it: the header is row 1.
        values: The typed values by column.
    """

    number: int
    values: dict[str, Any]


class Reading(NamedTuple):
    """What was read from one file.

    Attributes:
        rows: The rows, typed as far as they could be.
        problems: All that is wrong with them.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read(table: Table, file: Path) -> Reading:
    """Read and check one file against its description, apart from links to other tables.

    Args:
        table: The description.
        file: The CSV, TOML or JSON file.

    Returns:
        The typed rows and every problem found.
    """
    name = file.name
    try:
        text = file.read_text(encoding="utf-8-sig")  # a spreadsheet may put a byte-order mark at the start
    except FileNotFoundError:
        return Reading((), (Problem(name, None, None, None, f"this file in {file.parent}"),))
    except UnicodeDecodeError:
        return Reading((), (Problem(name, None, None, None, "text saved as UTF-8"),))
    raw, problems = _raw_csv(table, name, text) if file.suffix == ".csv" else _raw_tree(table, name, text)
    rules = _Rules(table, name)
    rows: list[Row] = []
    for number, cells in raw:
        values, wrong = rules.typed(number, cells)
        problems += wrong
        rows.append(Row(number, values))
    problems += _repeated_keys(table, name, rows)
    return Reading(tuple(rows), tuple(sorted(problems, key=lambda problem: problem.row or 0)))


def _raw_csv(table: Table, name: str, text: str) -> tuple[list[tuple[int, dict[str, Any]]], list[Problem]]:
    lines = list(csv.reader(io.StringIO(text)))
    header = lines[0] if lines else []
    problems = _header_problems(table, name, header)
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            found = f"{len(cells)} cells"
            problems.append(Problem(name, number, None, found, f"{len(header)} cells, one for each column"))
        rows.append((number, dict(zip(header, cells, strict=False))))
    return rows, problems


def _header_problems(table: Table, name: str, header: list[str]) -> list[Problem]:
    wanted = [column.name for column in table.columns]
    problems = []
    for column in header:
        if column not in wanted:
            spare = [each for each in wanted if each not in header]
            guess = nearest(column, spare)
            problems.append(Problem(name, 1, column, None, "no column of this name", guess))
    for column in wanted:
        if column not in header:
            problems.append(Problem(name, 1, column, None, "a column of this name"))
        elif header.count(column) > 1:
            problems.append(Problem(name, 1, column, None, "only one column of this name"))
    return problems


@lru_cache(maxsize=4)
def decoded(name: str, text: str) -> Any:
    """Return what a TOML or JSON file says; whoever asks for its rows, its ids or its entries shares it unchanged.

    Args:
        name: The file's name.
        text: What stands in it.
    """
    return tomllib.loads(text) if name.endswith(".toml") else json.loads(text)


def _raw_tree(table: Table, name: str, text: str) -> tuple[list[tuple[int, dict[str, Any]]], list[Problem]]:
    """Rows of a TOML or JSON file; entries are numbered from 1, since they have no header."""
    try:
        tree = decoded(name, text)
        tree = tree.get(table.name, []) if name.endswith(".toml") else tree
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        return [], [Problem(name, getattr(error, "lineno", None), None, None, f"a readable file ({error})")]
    problems = []
    if not isinstance(tree, list) or not tree:
        problems.append(Problem(name, None, None, None, f"a list of entries ({table.name})"))
    rows = []
    known = [column.name for column in table.columns]
    for number, entry in enumerate(tree if isinstance(tree, list) else [], start=1):
        if not isinstance(entry, dict):
            problems.append(Problem(name, number, None, str(entry), "an entry with named values"))
            continue
        for key in entry:
            if key not in known:
                guess = nearest(key, known)
                problems.append(Problem(name, number, key, None, "no value of this name", guess))
        rows.append((number, entry))
    return rows, problems


class _Rules:
    """How the cells of a file are read: what depends on the table alone is worked out once for all rows."""

    def __init__(self, table: Table, name: str) -> None:
        self._name = name
        of_text = name.endswith(".csv")
        self._missing = _ABSENT if of_text else ""
        self._readers = [(column.name, _reader(column, of_text=of_text)) for column in table.columns]
        self._intervals = tuple(dict.fromkeys(column.interval for column in table.columns if column.interval))
        self._bounded = [column for column in table.columns if column.interval or column.denominator]

    def typed(self, number: int, cells: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """Return the typed values of one row, and all that is wrong with them."""
        values: dict[str, Any] = {}
        problems = []
        for name, read_cell in self._readers:
            raw = cells.get(name, self._missing)
            try:
                values[name] = None if raw is _ABSENT else read_cell(raw)
            except _CellError as wrong:
                values[name] = None
                found = shown(wrong.value)
                problems.append(Problem(self._name, number, name, found, str(wrong), wrong.guess))
        if self._bounded:
            problems += [
                Problem(self._name, number, column, shown(values[column]), expected)
                for column, expected in self._disorder(values)
            ]
        return values, problems

    def _disorder(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Numbers outside their own interval, larger than what they are a part of, and intervals turned round."""
        for low_name, high_name in self._intervals:
            low, high = values.get(low_name), values.get(high_name)
            if low is not None and high is not None and low > high:
                yield low_name, f"at most {high_name}, which is {high:,}"
        for column in self._bounded:
            value = values.get(column.name)
            if not isinstance(value, (int, float)) or math.isnan(value):
                continue
            low, high = [values.get(name) for name in column.interval] or [None, None]
            if low is not None and value < low:
                yield column.name, f"at least {column.interval[0]}, which is {low:,}"
            if high is not None and value > high:
                yield column.name, f"at most {column.interval[1]}, which is {high:,}"
            whole = values.get(column.denominator)
            if whole is not None and value > whole:
                yield column.name, f"at most {column.denominator}, which is {whole:,}"


def shown(value: object) -> str:
    """Write a value as the file has it, for a message."""
    if isinstance(value, tuple):
        return str(list(value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _reader(column: Column, *, of_text: bool) -> Callable[[Any], Any]:
    """What turns a cell of a column into its value: of a file of texts each text once, elsewhere the empty one."""
    value = partial(_value, column)
    if of_text:
        return lru_cache(maxsize=None)(value)
    empty = lru_cache(partial(value, ""))
    return lambda raw: empty() if raw == "" else value(raw)


def _value(column: Column, raw: Any) -> Any:
    """Turn a cell into the value of its type, or raise what was expected."""
    if column.separator or column.type == "array":
        return _entries(column, raw)
    if raw == "":
        if column.required:
            raise _CellError("a value, the cell is empty", raw)
        return None if column.type not in ("string", "any") else raw
    value = _of_type(column, raw)
    _limits(column, value)
    return value


def _entries(column: Column, raw: Any) -> tuple[Any, ...]:
    written = isinstance(raw, str) and raw and column.separator
    entries = [part.strip() for part in raw.split(column.separator)] if written else raw
    if not entries:
        if column.required:
            raise _CellError("at least one entry, the cell is empty", raw)
        return ()
    if not isinstance(entries, list):
        raise _CellError("a list", raw)
    for place, entry in enumerate(entries):
        if entry == "":
            raise _CellError(f"entries separated by {column.separator!r}, with none empty", raw)
        if column.separator and entry in entries[:place]:
            raise _CellError("no entry twice", raw)
        _limits(column, entry)
    return tuple(entries)


def _fixed(raw: Any) -> Any:
    """Lists as tuples, inner ones too."""
    return tuple(map(_fixed, raw)) if isinstance(raw, list) else raw


def _of_type(column: Column, raw: Any) -> Any:
    if column.type == "any":
        return _fixed(raw)
    if column.type == "string":
        if not isinstance(raw, str):
            raise _CellError("text", raw)
        if raw != raw.strip():
            raise _CellError("text without spaces at its ends", raw)
        return raw
    if column.type == "boolean":
        if str(raw).lower() not in ("true", "false"):
            raise _CellError("true or false", raw)
        return str(raw).lower() == "true"
    whole = column.type == "integer"
    text = str(raw)
    if isinstance(raw, bool) or not (_WHOLE if whole else _NUMBER).fullmatch(text):
        raise _CellError("a whole number such as 1140" if whole else "a number such as 0.05", raw)
    number = int(text) if whole else float(text)
    if isinstance(number, float) and math.isinf(number):
        raise _CellError("a number that a computer can hold", raw)
    return number


def _limits(column: Column, value: Any) -> None:
    if column.enum and str(value) not in column.enum:
        many = len(column.enum) > _SHOWN
        allowed = f"one of the {len(column.enum)} names that datapackage.json lists" if many else (
            "one of: " + ", ".join(column.enum)
        )  # fmt: skip
        raise _CellError(allowed, value, nearest(value, column.enum))
    if column.minimum is not None and value < column.minimum:
        raise _CellError(f"at least {column.minimum:,}", value)
    if column.maximum is not None and value > column.maximum:
        raise _CellError(f"at most {column.maximum:,}", value)
    if column.pattern and not re.fullmatch(column.pattern, str(value)):
        like = f"text like {column.example!r}" if column.example else "text of another form"
        raise _CellError(f"{like} (pattern {column.pattern})", value)


def _repeated_keys(table: Table, name: str, rows: list[Row]) -> list[Problem]:
    seen: dict[tuple[Any, ...], int] = {}
    problems = []
    for row in rows:
        key = tuple(row.values.get(column) for column in table.key)
        if not key or None in key:
            continue
        if key in seen:
            shown = ", ".join(str(part) for part in key)
            where = ", ".join(table.key)
            other = f"a value that no other row has (row {seen[key]} has it too)"
            problems.append(Problem(name, row.number, where, shown, other))
        else:
            seen[key] = row.number
    return problems
