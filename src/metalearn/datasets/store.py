"""Load each table once, as a tuple of frozen records."""

from __future__ import annotations

from functools import cache
from typing import Any

from metalearn.datasets import checking, files, records
from metalearn.datasets.base import Record
from metalearn.datasets.citations import Reference, from_csl
from metalearn.datasets.package import Table, package
from metalearn.datasets.reading import decoded, read
from metalearn.errors import DataError, unknown


def tables() -> tuple[str, ...]:
    """Return the names of all tables, in the order of the package.

    Example:
        >>> "flows" in tables()
        True
    """
    return tuple(package(files.folder("data")))


def table(name: str) -> Table:
    """Return what the package says about a table: its columns, units, licence and date of review.

    Args:
        name: The table's name.

    Raises:
        UnknownNameError: When there is no such table.

    Example:
        >>> table("flows").licence_name
        'ODbL-1.0'
    """
    known = package(files.folder("data"))
    if name not in known:
        raise unknown("table", name, list(known), "metalearn.datasets.tables()")
    return known[name]


def fingerprint(name: str) -> str:
    """Return the fingerprint of a table's file as it now is: the first 12 of the 64 hexadecimal digits of its SHA-256.

    One changed sign gives another fingerprint. It does not say which sign, nor whether the old one was right.

    Args:
        name: The table's name.

    Raises:
        UnknownNameError: When there is no such table.

    Example:
        >>> table("flows").hash.startswith(fingerprint("flows"))
        True
    """
    found, _ = checking.file_fingerprint(files.folder("data") / table(name).path)
    return found[: len("sha256:") + 12]


@cache
def load(name: str) -> tuple[Record, ...]:
    """Load a table, once.

    Args:
        name: The table's name.

    Returns:
        Its rows as frozen records.

    Raises:
        UnknownNameError: When there is no such table.
        DataError: When the file breaks its description; all problems are listed.

    Example:
        >>> load("flows")[0].table
        'flows'
    """
    described = table(name)
    if name not in records.HOMES:
        raise unknown("table of records", name, list(records.HOMES), "metalearn.datasets.tables()")
    reading, problems = checking.table_problems(described, files.folder("data"))
    if problems:
        raise DataError(problems)
    kind = records.record_class(name)
    return tuple(kind(**row.values) for row in reading.rows)


@cache
def _entries() -> dict[str, dict[str, Any]]:
    """The sources as their file has them, by id."""
    described = table("references")
    file = files.folder("data") / described.path
    reading = read(described, file)
    if reading.problems:
        raise DataError(reading.problems)
    return {entry["id"]: entry for entry in decoded(file.name, file.read_text(encoding="utf-8"))}


@cache
def _reference(source_id: str) -> Reference:
    """A source as a record; a lesson cites a few of some four hundred."""
    return from_csl(_entries()[source_id])


def references(*, complete: bool | None = None) -> tuple[Reference, ...]:
    """Return the sources that the tables and lessons cite.

    Args:
        complete: True for those whose citation lacks nothing, False for those that lack something, None for all.

    Example:
        >>> len(references()) == len(references(complete=True)) + len(references(complete=False))
        True
    """
    every = map(_reference, _entries())
    return tuple(each for each in every if complete in (None, each.complete))


def reference(source_id: str) -> Reference:
    """Return one source by its id.

    Raises:
        UnknownNameError: When there is no such source.

    Example:
        >>> reference("msk_met_2022").year
        '2022'
    """
    if source_id not in _entries():
        raise unknown("source", source_id, list(_entries()), "metalearn.datasets.references()")
    return _reference(source_id)
