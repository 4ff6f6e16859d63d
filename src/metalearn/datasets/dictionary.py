"""The data dictionary: every table, column, unit, licence and known problem on one page, written from the data.

The page is ``data/README.md``; ``metalearn data check --update`` writes it, and ``metalearn data check`` says when it
is no longer what the tables are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from metalearn.datasets import files
from metalearn.datasets.citations import Reference, from_csl
from metalearn.datasets.package import DESCRIPTION, PAGE, Column, Table, package
from metalearn.datasets.reading import read
from metalearn.errors import Problem

_MANY = 16  # more allowed values than this are counted on the page, not listed


def dictionary(folder: str | Path | None = None) -> str:
    """Return the data dictionary of a data folder as a page of Markdown.

    Args:
        folder: The data folder; the package's own when None.

    Returns:
        The page: a table of the tables, then each table with its columns, then the incomplete citations.

    Raises:
        DataError: When ``datapackage.json`` is missing or cannot be read.

    Example:
        >>> print(dictionary().splitlines()[0])
        # Data dictionary
    """
    root = Path(folder) if folder else files.folder("data")
    tables = package(root)
    counts = {name: len(read(table, root / table.path).rows) for name, table in tables.items()}
    sources = _sources(root / tables["references"].path)
    chapters = [_opening(tables, counts, sources)]
    chapters += [_chapter(table, counts[table.name]) for table in tables.values()]
    return "\n\n".join([*chapters, _incomplete(sources)]) + "\n"


def problems(folder: str | Path | None = None) -> tuple[Problem, ...]:
    """Return a problem when the page is missing or is no longer what the tables are.

    A wheel leaves the page out: it is for whoever reads the tables in a checkout.

    Args:
        folder: The data folder; the package's own when None.

    Example:
        >>> problems()
        ()
    """
    page = (Path(folder) if folder else files.folder("data")) / PAGE
    installed = folder is None and page.parent.parent == Path(__file__).parents[1]
    if installed and not page.exists():
        return ()
    if page.is_file() and page.read_text(encoding="utf-8") == dictionary(folder):
        return ()
    expected = "the page that the tables give; to write it, run: metalearn data check --update"
    return (Problem(PAGE, None, None, None, expected),)


def write(folder: str | Path | None = None) -> bool:
    """Write the page where it is not current.

    Args:
        folder: The data folder; the package's own when None.

    Returns:
        Whether it was written.
    """
    stale = bool(problems(folder))
    if stale:
        files.replace((Path(folder) if folder else files.folder("data")) / PAGE, dictionary(folder))
    return stale


def _sources(file: Path) -> tuple[Reference, ...]:
    return tuple(from_csl(entry) for entry in json.loads(file.read_text(encoding="utf-8")))


def _opening(tables: dict[str, Table], counts: dict[str, int], sources: Sequence[Reference]) -> str:
    gaps = sum(not source.complete for source in sources)
    rows = sum(count for name, count in counts.items() if name != "references")
    head = (
        "# Data dictionary\n\n"
        f"Written from `{DESCRIPTION}` and the tables by `metalearn data check --update`; do not edit it by hand.\n\n"
        f"{len(tables)} tables, {rows:,} rows beside {len(sources)} sources ({gaps} of them with an incomplete "
        "citation, listed at the end). Education, not advice."
    )
    lines = [
        [
            f"[{_text(table.title)}](#{table.name})",
            f"[`{table.path}`]({table.path})",
            f"{counts[table.name]:,}",
            table.licence_name,
            table.last_reviewed,
        ]
        for table in tables.values()
    ]
    return f"{head}\n\n{_grid(['Table', 'File', 'Rows', 'Licence', 'Last reviewed'], lines)}"


def _chapter(table: Table, rows: int) -> str:
    """One table: what it is, what to mind, and its columns."""
    facts = [
        ("Title", table.title),
        ("File", f"`{table.path}`, {rows:,} {'row' if rows == 1 else 'rows'}"),
        ("Licence", table.licence),
        ("How it was read", table.how_read),
        ("Last reviewed", table.last_reviewed),
        ("A row is named by", ", ".join(f"`{name}`" for name in table.key)),
    ]
    links = [
        f"`{', '.join(link.columns)}` must exist in `{link.table}` (`{', '.join(link.other)}`)"
        for link in table.links
    ]
    parts = [f"## {table.name}", _text(table.description)]
    parts.append(
        "\n".join(f"- {label}: {said if '`' in said else _text(said)}" for label, said in facts if said)
    )
    if links:
        parts.append("Links: " + "; ".join(links) + ".")
    if table.known_problems:
        parts.append("Mind:\n\n" + "\n".join(f"- {_text(problem)}" for problem in table.known_problems))
    parts.append(_columns(table.columns))
    if table.computed:
        parts.append("Computed from one row:\n\n" + _columns(table.computed, computed=True))
    return "\n\n".join(parts)


def _columns(columns: Iterable[Column], computed: bool = False) -> str:
    lines = [
        [f"`{column.name}`", _kind(column, computed), _unit(column), _text(_meaning(column))]
        for column in columns
    ]
    return _grid(["Column", "Type", "Unit", "What it holds"], lines)


def _kind(column: Column, computed: bool) -> str:
    kind = f"list of {column.type}s" if column.separator else column.type
    return kind if column.required or computed else f"{kind}, may be empty"


def _unit(column: Column) -> str:
    return f"in `{column.unit_column}`" if column.unit_column else _text(column.unit)


def _meaning(column: Column) -> str:
    """The column in words: what it holds, what is allowed, what it is a part of."""
    said = [f"{column.title}." if not column.title.endswith((".", "?")) else column.title]
    if column.description and column.description.rstrip(".") != column.title.rstrip("."):
        said.append(column.description)
    if column.meanings and len(column.meanings) <= _MANY:
        said.append("; ".join(f"{name}: {meaning}" for name, meaning in column.meanings.items()) + ".")
    elif column.enum:
        few = len(column.enum) <= _MANY
        said.append(f"One of: {', '.join(column.enum)}." if few else f"One of {len(column.enum)} names.")
    if column.minimum is not None or column.maximum is not None:
        ends = ("at least", column.minimum), ("at most", column.maximum)
        said.append(", ".join(f"{word} {end:,}" for word, end in ends if end is not None).capitalize() + ".")
    if column.interval:
        said.append(f"Lies between {' and '.join(column.interval)}.")
    if column.denominator:
        said.append(f"Part of {column.denominator}.")
    if column.refers_to:
        said.append(f"Must exist as {column.refers_to}.")
    return " ".join(said)


def _incomplete(sources: Sequence[Reference]) -> str:
    found = [source for source in sources if not source.complete]
    head = f"## Incomplete citations\n\n{len(found)} of {len(sources)} sources lack something, and say so where cited."
    lines = [f"- `{source.id}`: {_text(source.cite())}" for source in found]
    return "\n\n".join([head, "\n".join(lines)]) if lines else head


def _grid(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _text(said: Any) -> str:
    """Text of the data as text of the page: no markup, no broken table."""
    plain = " ".join(str(said).split())
    for mark in "\\`*_[]<>|":
        plain = plain.replace(mark, f"\\{mark}")
    return plain
