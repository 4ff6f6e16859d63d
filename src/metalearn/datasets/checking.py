"""Check the data folder against its description: cells, links between tables, sizes and fingerprints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from metalearn.datasets import files
from metalearn.datasets.package import DESCRIPTION, PAGE, Link, Table, package
from metalearn.datasets.reading import Reading, Row, decoded, read, shown
from metalearn.datasets.records import HOMES, record_class
from metalearn.errors import Problem, nearest


def check(folder: str | Path | None = None) -> tuple[Problem, ...]:
    """Check every table of a data folder and return all that is wrong.

    Each cell is compared with its type, allowed values, limits and form; keys must be unique; every source
    and every other link must exist; each file must have the size and fingerprint that the description states.

    Args:
        folder: The data folder; the package's own when None.

    Returns:
        The problems in the order of the tables and rows; empty when all is well.

    Raises:
        DataError: When ``datapackage.json`` itself is missing or cannot be read.

    Example:
        >>> check()
        ()
    """
    root = Path(folder) if folder else files.folder("data")
    package.cache_clear()  # whoever checks has probably just edited
    linked_values.cache_clear()
    tables = package(root)
    problems: list[Problem] = []
    for table in tables.values():
        problems += table_problems(table, root)[1]
        problems += fingerprint_problems(table, root / table.path)
    return (*problems, *_strangers(tables, root))


def table_problems(table: Table, folder: Path) -> tuple[Reading, tuple[Problem, ...]]:
    """Read one table and list what breaks its schema; the fingerprint is left to ``check``.

    Args:
        table: The table's description.
        folder: The data folder.

    Returns:
        What was read, and all problems in the order of the rows.
    """
    reading = read(table, folder / table.path)
    wrong = [*reading.problems, *_link_problems(table, folder, reading.rows)]
    if table.name in HOMES and not wrong:
        kind = record_class(table.name)
        wrong = [
            Problem(table.path, row.number, column, shown(row.values[column]), expected)
            for row in reading.rows
            for column, expected in kind.faults(row.values)
        ]
    return reading, tuple(sorted(wrong, key=lambda problem: problem.row or 0))


def _links(table: Table) -> list[Link]:
    """The table's foreign keys, and the columns that refer to one column of another table."""
    single = [(column.name, *column.refers_to.split(".")) for column in table.columns if column.refers_to]
    return [*table.links, *(Link((name,), other, (key,)) for name, other, key in single)]


def _link_problems(table: Table, folder: Path, rows: Sequence[Row]) -> list[Problem]:
    problems = []
    for link in _links(table):
        allowed = linked_values(folder, link.table, link.other)
        if not allowed:
            continue  # the other file cannot be read, which is said once, of that file
        where = package(folder)[link.table].path
        expected = f"a value that {where} has in {', '.join(link.other)}"
        for row in rows:
            cells = tuple(row.values.get(column) for column in link.columns)
            entries = cells[0] if isinstance(cells[0], tuple) else None
            for value in [cells] if entries is None else [(entry,) for entry in entries]:
                if value in allowed or any(part in (None, "") for part in value):
                    continue
                shown = ", ".join(map(str, value))
                guess = nearest(shown, (", ".join(map(str, each)) for each in sorted(allowed)))
                place = ", ".join(link.columns)
                problems.append(Problem(table.path, row.number, place, shown, expected, guess))
    return problems


@cache
def linked_values(folder: Path, name: str, columns: tuple[str, ...]) -> frozenset[tuple[Any, ...]]:
    """Return the values that columns of a table hold together, as tuples.

    Ids of a JSON file are read without comparing the file with its schema, which has its own turn.
    """
    table = package(folder)[name]
    file = folder / table.path
    if file.suffix == ".json":
        try:
            entries = decoded(file.name, file.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return frozenset()
        named = (entry for entry in entries if isinstance(entry, dict))
        return frozenset(tuple(entry.get(column) for column in columns) for entry in named)
    return frozenset(tuple(row.values.get(column) for column in columns) for row in read(table, file).rows)


def file_fingerprint(file: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file, as ``sha256:...``, and its size in bytes."""
    data = file.read_bytes()
    return f"sha256:{hashlib.sha256(data).hexdigest()}", len(data)


def fingerprint_problems(table: Table, file: Path) -> list[Problem]:
    """Say whether a file still has the size and fingerprint that the description states.

    Args:
        table: The table's description.
        file: Its file; one that is missing is the reading's problem, not this one's.

    Returns:
        One problem, or none.
    """
    if not file.is_file():
        return []  # the reading has said so
    found, size = file_fingerprint(file)
    if (found, size) == (table.hash, table.bytes):
        return []
    short = found.removeprefix("sha256:")[:12]
    stated = table.hash.removeprefix("sha256:")[:12] or "none"
    wanted = (
        f"fingerprint {stated} and {table.bytes or 0:,} bytes, as {DESCRIPTION} states; "
        "if the change is meant, run: metalearn data check --update"
    )
    return [Problem(table.path, None, None, f"fingerprint {short} and {size:,} bytes", wanted)]


def _strangers(tables: dict[str, Table], root: Path) -> list[Problem]:
    """Files that nothing describes."""
    known = {DESCRIPTION, PAGE, *(table.path for table in tables.values())}
    found = sorted(file.name for file in root.iterdir() if file.is_file() and not file.name.startswith("."))
    expected = f"a description in {DESCRIPTION}"
    return [Problem(name, None, None, None, expected) for name in found if name not in known]


def update_hashes(folder: str | Path | None = None) -> tuple[str, ...]:
    """Write the present size and fingerprint of every table into ``datapackage.json``.

    Args:
        folder: The data folder; the package's own when None.

    Returns:
        The names of the files whose fingerprint changed.
    """
    root = Path(folder) if folder else files.folder("data")
    file = root / DESCRIPTION
    said = json.loads(file.read_text(encoding="utf-8"))
    changed = []
    for resource in said["resources"]:
        found, size = file_fingerprint(root / resource["path"])
        if (resource.get("hash"), resource.get("bytes")) != (found, size):
            changed.append(resource["path"])
        resource["hash"], resource["bytes"] = found, size
    text = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
    files.replace(file, text)
    package.cache_clear()
    linked_values.cache_clear()
    return tuple(changed)
