"""The list of the numbers that no lesson notices, with the reasons, and the score: ``unseen.toml``."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.mutation.places import FIGURES, WORDS
from tests.mutation.search import Found

LIST = Path(__file__).parent / "unseen.toml"
HEAD = """\
# The numbers of the tables that no lesson shows where it is stored, and why. Each of them turns lesson 14 red all the
# same when it is wrong, because that shows the fingerprint of every table; this list leaves its cell out.
#
# Written by python -m tests.mutation; only the reasons are written by hand, and kept. A number is named by its place
# among those of its column in the file: "1-3, 7" are the first three and the seventh. "figures" are fields that hold a
# number, "words" are numbers in texts. "refused" are those for which the table's own description allows no other
# number; "noticed_by" are the cells of lessons that noticed, the one that noticed most first.
#
# What a lesson shows is what it stores: the first view of a widget, not what it shows when its controls are moved or an
# evidence card is opened.
"""


@dataclass(frozen=True)
class Column:
    """What is known of the numbers of one column."""

    name: str  # such as "figures.flows.n"
    numbers: int
    unseen: tuple[int, ...]
    refused: tuple[int, ...]
    noticed_by: tuple[str, ...]
    reason: str = ""

    @property
    def table(self) -> str:
        return self.name.split(".")[1]

    @property
    def kind(self) -> str:
        return self.name.partition(".")[0]

    @property
    def noticed(self) -> tuple[int, ...]:
        left = {*self.unseen, *self.refused}
        return tuple(nth for nth in range(1, self.numbers + 1) if nth not in left)


def columns_of(found: Found) -> list[Column]:
    """Return what a search found, column by column."""
    every = [*found.noticed, *found.unseen, *found.fixed]
    columns = []
    for name in sorted({place.name.rpartition(" ")[0] for place in every}):
        mine = [place for place in every if place.name.rpartition(" ")[0] == name]
        by = [found.noticed[place] for place in mine if place in found.noticed]
        columns.append(
            Column(
                name,
                len(mine),
                tuple(sorted(place.nth for place in mine if place in found.unseen)),
                tuple(sorted(place.nth for place in mine if place in found.fixed)),
                tuple(sorted(set(by), key=lambda step: (-by.count(step), step))),
            )
        )
    return columns


def listed(file: Path = LIST) -> dict[str, Column]:
    """Return the list, by the names of the columns."""
    if not file.is_file():
        return {}
    said = tomllib.loads(file.read_text(encoding="utf-8"))["column"]
    return {
        each["name"]: Column(
            each["name"],
            each["numbers"],
            tuple(_places(each["unseen"])),
            tuple(_places(each["refused"])),
            tuple(each["noticed_by"]),
            each["reason"],
        )
        for each in said
    }


def write(columns: Iterable[Column], tables: Iterable[str], file: Path = LIST) -> None:
    """Write what was found into the list, in the order of the tables; reasons that stand there are kept."""
    order, old = list(tables), listed(file)
    new = {column.name: replace(column, reason=_reason(column, old)) for column in columns}
    searched = {column.table for column in new.values()}
    kept = {name: column for name, column in old.items() if column.table not in searched}
    every = sorted((kept | new).values(), key=lambda column: (order.index(column.table), column.name))
    file.write_text(HEAD + "".join(map(_entry, every)), encoding="utf-8")


def _reason(column: Column, old: dict[str, Column]) -> str:
    if len(column.noticed) == column.numbers:
        return ""
    return column.reason or (old[column.name].reason if column.name in old else "")


def _entry(column: Column) -> str:
    said = {
        "name": column.name,
        "numbers": column.numbers,
        "noticed": len(column.noticed),
        "refused": ranges(column.refused),
        "unseen": ranges(column.unseen),
        "noticed_by": list(column.noticed_by),
        "reason": column.reason,
    }
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in said.items())
    return "\n[[column]]\n" + "".join(lines)


def ranges(places: Iterable[int]) -> str:
    """Write whole numbers in rising order as ranges: "1-3, 7"."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _places(said: str) -> Iterator[int]:
    for run in filter(None, said.split(", ")):
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)


def report(columns: dict[str, Column], tables: Iterable[str]) -> str:
    """Return the score as a markdown table: a line for each table, and one for all."""
    kinds = ((FIGURES, "figures"), (WORDS, "numbers in texts"))
    head = ["table"]
    for _, title in kinds:
        head += [title, "noticed", "refused", "unseen"]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for name in (*tables, ""):
        row = [name or "**all**"]
        for kind, _ in kinds:
            mine = [each for each in columns.values() if each.kind == kind and name in ("", each.table)]
            counts = [sum(each.numbers for each in mine)]
            counts += [
                sum(len(getattr(each, part)) for each in mine) for part in ("noticed", "refused", "unseen")
            ]
            row += [f"{count:,}" for count in counts]
        lines.append(row)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
