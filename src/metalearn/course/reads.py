"""Which cells of a lesson call the library, and which data tables stand behind what they call.

Nothing is run for it: a cell's names are followed through the text of the modules to the loaders of the tables.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import inspect
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metalearn import datasets
from metalearn.course.page import Cell
from metalearn.course.source import tree_of
from metalearn.datasets.records import HOMES

_TABLES = {home.rpartition(".")[2]: table for table, home in HOMES.items()}  # by the class of their records
_TABLES["Reference"] = "references"
_DATA = "metalearn.datasets."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a code cell reads.

    Attributes:
        calls: Whether it uses the library, or something that an earlier cell got from it.
        tables: The data tables that stand behind what it uses.
    """

    calls: bool
    tables: frozenset[str]


def readings(cells: Iterable[Cell]) -> dict[int, Reading]:
    """Return what each code cell reads, by the cell's number.

    Args:
        cells: The code cells of a lesson, in order: what one cell gets from the library, the next may use.
    """
    known: dict[str, str] = {}  # a name that was imported, and what it stands for
    held: dict[
        str, frozenset[str]
    ] = {}  # a name that holds something of the library, and the tables behind it
    found = {}
    for cell in cells:
        tree = tree_of(cell)
        known |= dict(_imported(tree))
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        used = [tables_behind(name) for name in _library_names(tree, known)]
        used += [held[name.id] for name in names if isinstance(name.ctx, ast.Load) and name.id in held]
        tables = frozenset[str]().union(*used)
        if used:
            held |= {name.id: tables for name in names if isinstance(name.ctx, ast.Store)}
        found[cell.number] = Reading(bool(used), tables)
    return found


@functools.cache
def tables_behind(name: str) -> frozenset[str]:
    """Return the data tables that stand behind a name of the library.

    Args:
        name: The name in full.

    Example:
        >>> sorted(tables_behind("metalearn.models.flows.share"))
        ['cohorts', 'flows', 'primaries', 'references']
    """
    todo, seen = [name], set[str]()
    tables = frozenset[str]()
    while todo:
        each = todo.pop()
        if each.startswith(_DATA):
            tables |= _of_loader(each.removeprefix(_DATA).partition(".")[0])
            continue
        module = _module_of(each)
        if module not in seen:
            seen.add(module)
            todo += _used_by(module)
    return tables


@functools.cache
def _of_loader(name: str) -> frozenset[str]:
    """The tables whose records a function of ``metalearn.datasets`` speaks of, itself or through another one."""
    todo = [getattr(datasets, name)] if name in datasets.__all__ else []
    seen, tables = set[Any](), set[str]()
    while todo:
        function = inspect.unwrap(todo.pop())
        if function in seen or not inspect.isfunction(function):
            continue
        seen.add(function)
        if not function.__module__.startswith(_DATA):
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        said = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        tables |= {_TABLES[each] for each in said if each in _TABLES}
        values = (function.__globals__.get(each) for each in said)
        todo += [value for value in values if callable(value)]
    return frozenset(tables)


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield each name that is imported from the library, and its name in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((each.asname or each.name, each.name) for each in node.names if _ours(each.name))
        elif isinstance(node, ast.ImportFrom) and node.module and _ours(node.module):
            yield from ((each.asname or each.name, f"{node.module}.{each.name}") for each in node.names)


def _ours(module: str) -> bool:
    return module.partition(".")[0] == "metalearn"


def _library_names(tree: ast.AST, known: dict[str, str]) -> Iterator[str]:
    """Yield each name of the library that is used, in full."""
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        parts: list[str] = []
        root = node
        while isinstance(root, ast.Attribute):
            parts.insert(0, root.attr)
            root = root.value
        if id(node) not in inner and isinstance(root, ast.Name) and root.id in known:
            yield ".".join([known[root.id], *parts])


@functools.cache
def _module_of(name: str) -> str:
    """The module in which a name is written, also where a package only passes it on."""
    module = name
    while not _file(module):
        module = module.rpartition(".")[0]
    first = name.removeprefix(module).strip(".").partition(".")[0]
    passed_on = _imports_of(module).get(first, "")
    return _module_of(passed_on) if first and passed_on and passed_on != name else module


@functools.cache
def _file(module: str) -> Path | None:
    """The file of a module of the library; importing the packages around it loads next to nothing."""
    try:
        found = importlib.util.find_spec(module)
    except ModuleNotFoundError:  # what stands before the last dot is no package
        return None
    return Path(found.origin) if found and found.origin else None


@functools.cache
def _imports_of(module: str) -> dict[str, str]:
    """What a module imports from the library: each name, and its name in full."""
    return dict(_imported(_tree(module)))


@functools.cache
def _used_by(module: str) -> frozenset[str]:
    """The names of the library that a module uses, in full."""
    return frozenset(_library_names(_tree(module), _imports_of(module)))


@functools.cache
def _tree(module: str) -> ast.Module:
    file = _file(module)
    return ast.parse(file.read_text(encoding="utf-8")) if file else ast.Module(body=[], type_ignores=[])
