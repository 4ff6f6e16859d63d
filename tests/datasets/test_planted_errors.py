"""Errors planted in a copy of each table, made from its description alone: how many the checks catch.

What no check can see is a wrong figure that fits every rule and whose fingerprint was written anew; the tests of facts
hold the figures that lessons lean on. What one table's record knows beyond its columns is tested with that table.

Run with ``-s`` to see the counts, or run this file itself: ``python tests/datasets/test_planted_errors.py``.
"""

import copy
import csv
import io
import json
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from metalearn import datasets
from metalearn.datasets import checking, files
from metalearn.datasets.package import Column

Cells = dict[str, Any]
STRANGE = "zz_nothing_of_this_name"


@dataclass(frozen=True)
class Plant:
    """One error: in which row (from 0; None for a new row at the end), and the column the message must name."""

    kind: str
    row: int | None
    column: str
    cells: Cells


class Copy:
    """One table's file in a folder where every other file is the real one."""

    def __init__(self, name: str, folder: Path) -> None:
        self.table = datasets.table(name)
        self.folder = folder
        for file in files.folder("data").iterdir():
            (folder / file.name).symlink_to(file)
        self.file = folder / self.table.path
        self.original = self.file.read_bytes()
        self.file.unlink()
        self.rows = self._rows()
        linked = [
            *(link.table for link in self.table.links),
            *(each.refers_to for each in self.table.columns),
        ]
        self.of_itself = any(each.split(".")[0] == name for each in linked)

    def _rows(self) -> list[Cells]:
        text = self.original.decode("utf-8")
        if self.file.suffix == ".csv":
            return list(csv.DictReader(io.StringIO(text)))
        return tomllib.loads(text)[self.table.name] if self.file.suffix == ".toml" else json.loads(text)

    @property
    def is_csv(self) -> bool:
        return self.file.suffix == ".csv"

    @property
    def first(self) -> int:
        """The number that a message gives the first row."""
        return 2 if self.is_csv else 1

    def problems(self, data: bytes, suffix: str = "") -> tuple[checking.Problem, ...]:
        """What the checks say of the file with other bytes in it."""
        table = self.table._replace(path=Path(self.table.path).stem + (suffix or self.file.suffix))
        file = self.folder / f"{table.path}"
        if file.is_symlink():
            file.unlink()
        file.write_bytes(data)
        if self.of_itself:
            checking.linked_values.cache_clear()
        said = checking.table_problems(table, self.folder)[1]
        return (*said, *(checking.fingerprint_problems(table, file) if not suffix else ()))

    def said_of(self, rows: list[Cells]) -> tuple[checking.Problem, ...]:
        """What the checks say of other rows, whatever the fingerprint."""
        if self.is_csv:
            found = self.problems(self.as_csv([column.name for column in self.table.columns], rows))
        else:  # the standard library writes no TOML; the reader takes the same entries as JSON
            found = self.problems(json.dumps(rows).encode(), ".json")
        return tuple(problem for problem in found if problem.row is not None)

    def as_csv(self, header: list[str], rows: list[Cells]) -> bytes:
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(header)
        lines.writerows([row.get(name, "") for name in header] for row in rows)
        return out.getvalue().encode()


def in_cells(copied: Copy) -> Iterator[Plant]:
    """Errors of single cells and of single rows, one row each."""
    table, rows = copied.table, copied.rows
    turn = 0

    def put(kind: str, column: str, change: Callable[[Cells], Any], fits=lambda row: True) -> Iterator[Plant]:
        nonlocal turn
        for step in range(len(rows)):
            place = (turn + step) % len(rows)
            if fits(rows[place]):
                turn = place + 1
                yield Plant(kind, place, column, {column: change(rows[place])})
                return

    for column in table.columns:
        yield from _of_column(put, column, copied)
    for link in table.links:
        if len(link.columns) > 1:
            free = [table.column(name) for name in link.columns]
            free = [each for each in free if each.type == "string" and not (each.enum or each.pattern)]
            for each in free[:1]:
                yield from put("no such row in another table", each.name, lambda row: STRANGE)
        else:
            yield from put("no such row in another table", link.columns[0], lambda row: STRANGE)
    if table.key:
        yield Plant("a row twice", None, table.key[0], dict(rows[0]))


def _of_column(put: Callable[..., Iterator[Plant]], column: Column, copied: Copy) -> Iterator[Plant]:
    name, listed = column.name, bool(column.separator) or column.type == "array"

    def number(row: Cells, other: str) -> float | None:
        return float(row[other]) if row.get(other) not in ("", None) else None

    def entries(row: Cells, more: str) -> Any:
        return f"{row[name]}{column.separator}{more}" if column.separator else [*row.get(name, ()), more]

    def filled(row: Cells) -> bool:
        return bool(row.get(name))

    if column.is_number:
        yield from put("not a number", name, lambda row: "many")
        yield from put("a comma in a number", name, lambda row: "1,140")
        if column.type == "integer":
            yield from put("not a whole number", name, lambda row: 2.5)
        else:
            yield from put("too large for a computer", name, lambda row: "1e999")
        if column.minimum is not None:
            yield from put("too low", name, lambda row: column.minimum - 1)
        if column.maximum is not None:
            yield from put("too high", name, lambda row: column.maximum + 1)
    elif column.type == "string" and not listed:
        yield from put("a space at the end", name, lambda row: f"{row[name]} ", filled)
        if not copied.is_csv:
            yield from put("a number for a text", name, lambda row: 7)
    if column.type == "array" and not copied.is_csv:
        yield from put("a text for a list", name, lambda row: "one, two")
    if column.required and not (listed and not copied.is_csv):
        yield from put("an empty cell", name, lambda row: "")
    if column.enum:
        yield from put("not on the list", name, lambda row: entries(row, STRANGE) if listed else STRANGE)
    if column.pattern:
        yield from put("another form", name, lambda row: "!?")
    if column.refers_to:
        yield from put(
            "no such name in another table",
            name,
            lambda row: entries(row, STRANGE) if listed else STRANGE,
            filled if listed else lambda row: True,
        )
    if column.separator:
        yield from put(
            "an entry twice", name, lambda row: entries(row, row[name].split(column.separator)[0]), filled
        )
        yield from put("an empty entry", name, lambda row: entries(row, ""), filled)
    written = [each for each in column.interval if each in {other.name for other in copied.table.columns}]
    if written:
        low, high = column.interval
        yield from put(
            "above its interval",
            name,
            lambda row: _same(row[high], number(row, high) + 1),
            lambda row: number(row, high) is not None,
        )
        yield from put(
            "below its interval",
            name,
            lambda row: _same(row[low], number(row, low) - 1),
            lambda row: number(row, low) is not None,
        )
        yield from put(
            "an interval turned round",
            low,
            lambda row: _same(row[high], number(row, high) + 1),
            lambda row: number(row, high) is not None,
        )
    if column.is_number and column.denominator:
        whole = column.denominator
        yield from put(
            "more than its whole",
            name,
            lambda row: _same(row[whole], number(row, whole) + 1),
            lambda row: number(row, whole) is not None,
        )


def _same(like: Any, value: float) -> Any:
    """A number written as its neighbour is."""
    written = int(value) if float(value).is_integer() else value
    return str(written) if isinstance(like, str) else written


def batches(plants: list[Plant]) -> list[list[Plant]]:
    """Errors that can stand in one copy: no two in one row, and no copied row that another error changes."""
    out: list[list[Plant]] = []
    for plant in plants:
        rows = {0, None} if plant.row is None else {plant.row}
        for batch in out:
            taken = {row for other in batch for row in ({0, None} if other.row is None else {other.row})}
            if not rows & taken:
                batch.append(plant)
                break
        else:
            out.append([plant])
    return out


def caught_in_cells(copied: Copy) -> Iterator[tuple[str, bool]]:
    for batch in batches(list(in_cells(copied))):
        rows = copy.deepcopy(copied.rows)
        for plant in batch:
            if plant.row is None:
                rows.append(plant.cells)
            else:
                rows[plant.row].update(plant.cells)
        said = {(p.row, name) for p in copied.said_of(rows) for name in (p.column or "").split(", ")}
        for plant in batch:
            number = copied.first + (len(rows) - 1 if plant.row is None else plant.row)
            yield f"{plant.kind}: {plant.column}", (number, plant.column) in said


def caught_in_files(copied: Copy) -> Iterator[tuple[str, bool]]:
    """Errors of the file as a whole; those of its form need only its first rows."""
    few, header = copied.rows[:3], [column.name for column in copied.table.columns]
    if copied.is_csv:
        for name in header:
            rest = [each for each in header if each != name]
            yield f"a missing column: {name}", _names(copied.problems(copied.as_csv(rest, few)), 1, name)
        more = copied.problems(copied.as_csv([*header, "remarks"], few))
        yield "an unknown column", _names(more, 1, "remarks")
        twice = copied.problems(copied.as_csv([*header, header[0]], few))
        yield "a column twice", _names(twice, 1, header[0])
        lines = copied.as_csv(header, few).decode().split("\n")
        for kind, line in (
            ("a cell too many", f"{lines[1]},more"),
            ("cells too few", header[0]),
            ("an empty line", ""),
        ):
            broken = "\n".join([lines[0], line, *lines[2:]]).encode()
            yield kind, _names(copied.problems(broken), 2, None)
    else:
        odd = copied.said_of([{**few[0], "remarks": "x"}, *few[1:]])
        yield "an unknown value", _names(odd, 1, "remarks")
        for column in copied.table.columns:
            if column.required:
                less = {key: value for key, value in few[0].items() if key != column.name}
                yield (
                    f"a missing value: {column.name}",
                    _names(copied.said_of([less, *few[1:]]), 1, column.name),
                )
        yield "a broken file", _whole(copied.problems(copied.original + b"\n[[broken"), "a readable file")
        yield (
            "no entries",
            _whole(copied.problems(b"[]" if copied.file.suffix == ".json" else b""), "a list of entries"),
        )
    yield "not UTF-8", _whole(copied.problems(copied.original + b"\xff\n"), "text saved as UTF-8")
    marked = copied.problems(b"\xef\xbb\xbf" + copied.original)
    yield "a byte-order mark", _whole(marked, "fingerprint") and len(marked) == 1
    yield (
        "lines ended as on Windows",
        _whole(copied.problems(copied.original.replace(b"\n", b"\r\n")), "fingerprint"),
    )
    yield "a last line cut off", _whole(copied.problems(copied.original[:-9]), "fingerprint")
    yield "one changed character", _whole(copied.problems(_one_changed(copied.original)), "fingerprint")


def _one_changed(data: bytes) -> bytes:
    """One letter or digit in the middle exchanged for its neighbour."""
    place = next(at for at in range(len(data) // 2, len(data)) if chr(data[at]).isalnum())
    return data[:place] + (b"1" if data[place : place + 1] == b"0" else b"0") + data[place + 1 :]


def _names(problems: tuple[checking.Problem, ...], row: int, column: str | None) -> bool:
    return any((each.row, each.column) == (row, column) for each in problems)


def _whole(problems: tuple[checking.Problem, ...], expected: str) -> bool:
    return any(each.expected.startswith(expected) for each in problems)


def count(name: str, folder: Path) -> tuple[int, list[str]]:
    """How many errors were planted in a table, and which of them nothing caught."""
    copied = Copy(name, folder)
    try:
        clean = checking.table_problems(copied.table, files.folder("data"))[1]
        assert clean == (), "the table must be clean before errors are planted"
        said = [*caught_in_cells(copied), *caught_in_files(copied)]
    finally:
        checking.linked_values.cache_clear()
    return len(said), [kind for kind, caught in said if not caught]


@pytest.mark.parametrize("name", datasets.tables())
def test_every_planted_error_is_caught(name, tmp_path):
    planted, missed = count(name, tmp_path)
    print(f"\n{name}: {planted - len(missed)} caught of {planted} planted", end="")
    assert planted >= 10
    assert missed == []


def test_the_count_can_fail(tmp_path, monkeypatch):
    """A check that is switched off is missed at once, so that the counts mean something."""
    monkeypatch.setattr(checking, "_link_problems", lambda *ignored: [])
    assert count("flows", tmp_path)[1] == [
        "no such name in another table: source_id",
        "no such row in another table: cohort",
        "no such row in another table: cohort",
    ]


if __name__ == "__main__":
    total = 0
    lost: list[str] = []
    for each in datasets.tables():
        with tempfile.TemporaryDirectory() as there:
            here, gone = count(each, Path(there))
        print(f"{each}: {here - len(gone)} caught of {here} planted", *gone, sep="\n  missed: ")
        total, lost = total + here, lost + gone
    print(f"all: {total - len(lost)} caught of {total} planted")
