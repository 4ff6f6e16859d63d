"""What every loader does: take a whole table, or the one record of a name."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from metalearn.datasets.base import Record
from metalearn.datasets.store import load
from metalearn.errors import unknown

Kind = TypeVar("Kind", bound=Record)


def every(kind: type[Kind]) -> tuple[Kind, ...]:
    """Return all records of a table, in its order."""
    return cast("tuple[Kind, ...]", load(kind.table))


def rows(table: str) -> tuple[Any, ...]:
    """Return the same by the table's name, for a loader that need not know the class before the table is read."""
    return load(table)


def named(kind: str, name: str, known: dict[str, Kind], see: str) -> Kind:
    """Return the record of a name, or say which name is nearest.

    Args:
        kind: What is asked for, in words.
        name: The name asked for.
        known: The records by name.
        see: The function of ``metalearn.datasets`` that lists them all.

    Raises:
        UnknownNameError: When there is none.
    """
    if name not in known:
        raise unknown(kind, name, list(known), f"metalearn.datasets.{see}()")
    return known[name]
