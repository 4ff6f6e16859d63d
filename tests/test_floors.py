"""The house stands: floors import downward only, importing is cheap, and the core needs three packages."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
SOURCE = TOP / "src"
MODULES = sorted((SOURCE / "metalearn").rglob("*.py"))
CORE = {"metalearn", "anywidget", "ipywidgets", "plotly", "traitlets"}
# Imported inside a function, by what only authors use or what a reader asked for by name.
ON_DEMAND = {"ipykernel", "jupyter_client", "nbclient", "nbconvert", "nbformat", "pandas"}
MOST_LINES = 400


def python(*words: str, bare: bool = False) -> subprocess.CompletedProcess[str]:
    """Run Python; bare, it sees no installed package at all."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    flags = ["-S"] if bare else []
    command = [sys.executable, *flags, *words]
    return subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True)


def test_a_floor_imports_only_from_the_floors_below_it() -> None:
    ran = python(
        "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 kept, 0 broken" in ran.stdout


@pytest.mark.parametrize(
    ("imported", "absent"),
    [
        ("metalearn", ("anywidget", "ipywidgets", "plotly", "traitlets", "tomllib", "csv")),
        ("metalearn.datasets", ("anywidget", "ipywidgets", "plotly", "pandas", "numpy")),
        ("metalearn.models", ("anywidget", "ipywidgets", "plotly", "numpy")),
        ("metalearn.widgets", ("plotly.graph_objects", "plotly.express", "pandas", "numpy", "nbformat")),
        ("metalearn.cli", ("anywidget", "ipywidgets", "plotly", "nbformat", "nbclient")),
    ],
)
def test_importing_is_cheap(imported: str, absent: tuple[str, ...]) -> None:
    ran = python("-c", f"import sys, {imported}; print([m for m in {absent} if m in sys.modules])")
    assert ran.stdout == "[]\n", ran.stdout + ran.stderr


def test_checking_needs_the_standard_library_only(tmp_path: Path) -> None:
    lesson = tmp_path / "x.ipynb"
    lesson.write_text("{")
    ran = python("-m", "metalearn.cli", "check", str(lesson), bare=True)
    assert ran.returncode == 1 and "This is not a notebook" in ran.stdout, ran.stdout + ran.stderr


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def imports(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield each imported top-level package, and whether importing the module imports it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, True) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, True
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _for_types(node):
            yield from ((name, False) for name, _ in imports(node))
        else:
            yield from imports(node)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_what_everybody_has(path: Path) -> None:
    for name, at_once in imports(ast.parse(path.read_text(encoding="utf-8"))):
        package = name.partition(".")[0]
        if package not in sys.stdlib_module_names:
            assert package in (CORE if at_once else CORE | ON_DEMAND), f"{path.name} imports {name}"
        assert not name.startswith("plotly.express"), f"{path.name} imports {name}, which needs numpy"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
