"""Run the code cells of the lessons in this process, and compare what they give with what is stored, as nbval does.

A step is one cell that shows something, with the cells before it whose names it needs: so a step can be asked alone,
and only about the tables that it reads.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Outputs = dict[str, str]
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
# It shows the fingerprint of every table, so any change turns it red; here it is asked what lessons show besides.
FINGERPRINTS = ("14_capstone", "fingerprints")


@dataclass(frozen=True)
class Step:
    """A cell that shows something, the cells that it stands on, and what it gave when the lesson was stored."""

    lesson: str
    cell: str
    sources: tuple[str, ...]
    stored: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return f"{self.lesson}#{self.cell}"

    def outputs(self) -> Outputs:
        """Run it, and return what its last cell prints and shows."""
        space: dict[str, Any] = {"__name__": "__main__"}
        for source in self.sources[:-1]:
            _run(source, space)
        return _run(self.sources[-1], space)

    def notices(self) -> str:
        """Return in a few words what is other than stored; "" when all is as it was."""
        try:
            given = self.outputs()
        except Exception as error:
            return f"raises {type(error).__name__}"
        stored = dict(self.stored)
        return ", ".join(kind for kind in sorted({*stored, *given}) if stored.get(kind) != given.get(kind))


def steps(*, every: bool = False) -> tuple[Step, ...]:
    """Return the steps of all lessons, in the order of the course."""
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
    return tuple(step for notebook in notebooks for step in steps_of(notebook, every=every))


def steps_of(notebook: Path, *, every: bool = False) -> tuple[Step, ...]:
    """Return the steps of one notebook, in its order; also of cells for which it stores nothing, when wanted."""
    raw = json.loads(notebook.read_text(encoding="utf-8"))
    cells = [cell for cell in raw["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in cells]
    names = [_names(ast.parse(source)) for source in sources]
    found = []
    for number, cell in enumerate(cells):
        stored = _stored(cell["outputs"])
        if (stored or every) and (notebook.stem, cell["id"]) != FINGERPRINTS:
            picked = tuple(sources[each] for each in (*_needed(names, number), number))
            found.append(Step(notebook.stem, cell["id"], picked, tuple(sorted(stored.items()))))
    return tuple(found)


def _names(tree: ast.AST) -> tuple[set[str], set[str]]:
    """The names that a cell may set, and those that it uses; what is added to (``a += b``) is both."""
    sets, uses = set[str](), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (uses if isinstance(node.ctx, ast.Load) else sets).add(node.id)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            uses.add(node.target.id)
        elif isinstance(node, ast.alias):
            sets.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            sets.add(node.name)
    return sets, uses


def _needed(names: list[tuple[set[str], set[str]]], number: int) -> list[int]:
    """The cells before one that set a name which it needs, or which one of those needs."""
    wanted, found = set(names[number][1]), list[int]()
    for each in reversed(range(number)):
        sets, uses = names[each]
        if sets & wanted:
            found.insert(0, each)
            wanted |= uses
    return found


def _stored(outputs: Iterable[dict[str, Any]]) -> Outputs:
    found: Outputs = {}
    for output in outputs:
        if output["output_type"] == "stream":
            found[output["name"]] = found.get(output["name"], "") + "".join(output["text"])
        else:
            found |= {kind: "".join(value) for kind, value in output["data"].items()}
    return found


def _run(source: str, space: dict[str, Any]) -> Outputs:
    """Run one cell and return what it prints, and how its last expression is shown."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), space)
        value = (
            eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)
            if isinstance(last, ast.Expr)
            else None
        )
    said = {"stdout": printed.getvalue()} if printed.getvalue() else {}
    return said if value is None else said | dict(_shown(value))


def _shown(value: Any) -> Iterator[tuple[str, str]]:
    """The faces of a value that a lesson stores: its text and, when it has one, its static twin."""
    from metalearn.widgets.base import Faces

    yield "text/plain", repr(value)
    if isinstance(value, Faces):
        yield "text/html", value.twin()
