"""The numbers of a table's file, and for each another one that the table's description still allows.

A figure is a field that holds a number. Numbers that stand in a text (23 in "23 to 50 times") are listed apart.
"""

from __future__ import annotations

import copy
import csv
import datetime
import io
import json
import tempfile
import tomllib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from metalearn import datasets
from metalearn.datasets import numbers, reading, records
from metalearn.datasets.package import Table

FIGURES, WORDS = "figures", "words"
Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A number: where it stands in the rows, and from where to where when it is part of a text."""

    table: str
    kind: str  # FIGURES or WORDS
    column: str
    nth: int  # among those of its column, in the order of the file, from 1
    row: int  # from 0
    way: Way
    part: tuple[int, int] | None

    @property
    def name(self) -> str:
        return f"{self.kind}.{self.table}.{self.column} {self.nth}"


class Rows:
    """The rows of a table's file as they are written, and how to write them with some numbers changed."""

    def __init__(self, name: str, folder: Path) -> None:
        self.table: Table = datasets.table(name)
        self.file = folder / self.table.path
        text = self.file.read_text(encoding="utf-8")
        if self.file.suffix == ".csv":
            self.rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text)))
        else:
            self.rows = tomllib.loads(text)[name] if self.file.suffix == ".toml" else json.loads(text)
        self.places = tuple(self._places())
        self._keys = {self._key(row) for row in self.rows}
        self._others: dict[Place, Any] = {}

    def _places(self) -> Iterator[Place]:
        columns = {column.name: column for column in self.table.columns}
        names = set(self.table.key) | {name for link in self.table.links for name in link.columns}
        names |= {name for name, column in columns.items() if column.enum or column.refers_to}
        counted: dict[tuple[str, str], int] = {}
        for number, row in enumerate(self.rows):
            for way, value in _leaves(row, ()):
                column = ".".join(part for part in way if isinstance(part, str))
                described = columns[str(way[0])]
                parts: list[tuple[int, int] | None] = []
                if isinstance(value, str) and not described.is_number:
                    kind = WORDS
                    parts += [] if way[0] in names else [(n.start, n.end) for n in numbers.numbers(value)]
                elif value != "" and not isinstance(value, bool):
                    kind = FIGURES
                    parts.append(None)
                for part in parts:
                    counted[kind, column] = counted.get((kind, column), 0) + 1
                    yield Place(self.table.name, kind, column, counted[kind, column], number, way, part)

    def at(self, place: Place) -> Any:
        """Return what now stands in the field of a place."""
        value: Any = self.rows[place.row]
        for part in place.way:
            value = value[part]
        return value

    def said(self, place: Place) -> str:
        """Return a number as it is written."""
        text = str(self.at(place))
        return text[slice(*place.part)] if place.part else text

    def other(self, place: Place) -> Any:
        """Return what to write in the field of a place instead; None when nothing else is allowed there."""
        if place not in self._others:
            self._others[place] = self._other(place)
        return self._others[place]

    def _other(self, place: Place) -> Any:
        now = self.at(place)
        for other in _others(now, place.part, self._share(place)):
            row = copy.deepcopy(self.rows[place.row])
            _put(row, place.way, other)
            if self._allowed(row, place):
                return other
        return None

    def _share(self, place: Place) -> float:
        """By how much a number is changed: another share for each, so that several changes do not cancel."""
        said = json.dumps([self.rows[place.row], place.way, place.part], sort_keys=True)
        return 0.15 + 0.2 * (zlib.crc32(said.encode()) % 997) / 997

    def _key(self, row: dict[str, Any]) -> tuple[str, ...]:
        return tuple(str(row.get(name)) for name in self.table.key)

    def _allowed(self, row: dict[str, Any], place: Place) -> bool:
        if place.way[0] in self.table.key and self._key(row) in self._keys:
            return False
        values = _read(self.table, self.file.name, _written(self.table, self.file.suffix, [row]))
        if values is None:
            return False
        if self.table.name in records.HOMES:
            return not list(records.record_class(self.table.name).faults(values))
        return all(map(_is_date, (row.get("issued"), row.get("accessed"))))  # the references

    def written(self, places: Sequence[Place]) -> str:
        """Return the file's text with some of its numbers changed."""
        rows = list(self.rows)
        for row in {place.row for place in places}:
            rows[row] = copy.deepcopy(rows[row])
        for place in sorted(places, key=lambda place: place.nth, reverse=True):
            if place.part is None:
                _put(rows[place.row], place.way, self.other(place))
                continue
            # Several numbers of one text: each alone, from the last one on, so that the others keep their places.
            now: Any = rows[place.row]
            for part in place.way:
                now = now[part]
            alone, (start, end) = self.other(place), place.part
            tail = len(self.at(place)) - end
            _put(rows[place.row], place.way, now[:start] + alone[start : len(alone) - tail] + now[end:])
        return _written(self.table, self.file.suffix, rows)


def _read(table: Table, name: str, text: str) -> dict[str, Any] | None:
    """Read one row as the library reads it; None when it breaks the table's description."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_text(text, encoding="utf-8")
        found = reading.read(table, file)
    return None if found.problems else found.rows[0].values


def _is_date(said: Any) -> bool:
    """Whether a date of a reference is one: a year, perhaps with a month and a day."""
    if not said:
        return True
    year, month, day = (*said["date-parts"][0], 1, 1)[:3]
    try:
        return datetime.date(int(year), int(month), int(day)) < datetime.date(2100, 1, 1)
    except ValueError:
        return False


def _leaves(value: Any, way: Way) -> Iterator[tuple[Way, Any]]:
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if inner is None:
        yield way, value
        return
    for name, each in inner:
        yield from _leaves(each, (*way, name))


def _put(row: Any, way: Way, value: Any) -> None:
    for part in way[:-1]:
        row = row[part]
    row[way[-1]] = value


def _others(now: Any, part: tuple[int, int] | None, share: float) -> Iterator[Any]:
    """Other numbers to try: clearly larger or smaller, then the nearest ones."""
    if part:
        start, end = part
        for other in _texts(now[start:end]):
            yield now[:start] + other + now[end:]
        return
    try:
        value = Decimal(str(now))
    except InvalidOperation:
        return
    exponent = value.as_tuple().exponent
    last = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    much = max(last, (abs(value) * Decimal(str(share))).quantize(last))
    near = (value + much, value - much, value + last, value - last)
    far = (value + times * last for times in (10, -10, 100, -100, 1000))
    for other in (*near, *far):
        yield f"{other:f}" if isinstance(now, str) else type(now)(other)


def _texts(said: str) -> Iterator[str]:
    """A number in a text with one of its digits changed: the first that counts, else the last one."""
    digits = [place for place, sign in enumerate(said) if sign.isdecimal()]
    first = next((place for place in digits if said[place] != "0"), digits[-1])
    for place in (digits[-1], first) if " in " in said or "-" in said else (first, digits[-1]):
        digit = "8" if said[place] == "9" else str(int(said[place]) + 1)
        yield said[:place] + digit + said[place + 1 :]


def _written(table: Table, suffix: str, rows: list[dict[str, Any]]) -> str:
    if suffix == ".json":
        return json.dumps(rows, ensure_ascii=False)
    if suffix == ".toml":
        return "\n".join(f"[[{table.name}]]\n{_toml_lines(row)}" for row in rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.name for column in table.columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _toml_lines(row: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(name)} = {_toml(value)}\n" for name, value in row.items())


def _toml(value: Any) -> str:
    """A value as TOML writes it; its texts are those of JSON."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {_toml(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
