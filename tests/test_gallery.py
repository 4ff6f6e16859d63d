"""The gallery: every widget, panel, deck and case in one line, and every line runs."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from metalearn import datasets
from metalearn.figures import decks, panels
from tests.contract.instances import public

GALLERY = Path(__file__).parents[1] / "notebooks" / "gallery" / "gallery.ipynb"
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    cells = json.loads(GALLERY.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_nothing_is_missing(lines: list[str]) -> None:
    calls = [ast.parse(line).body[0] for line in lines[1:]]
    shown = {(call.value.func.id, *(arg.value for arg in call.value.args[:1] if isinstance(arg, ast.Constant)))
             for call in calls if isinstance(call, ast.Expr) and isinstance(call.value, ast.Call)
             and isinstance(call.value.func, ast.Name)}  # fmt: skip
    assert {name for name, *_ in shown} == set(public())
    for engine, names in (
        ("Panel", panels.names()),
        ("Cards", decks.names()),
        ("CasePlayer", [case.id for case in datasets.cases()]),
    ):
        assert {rest[0] for name, *rest in shown if name == engine and rest} == set(names)
    kinds = {datasets.question(rest[0]).kind for name, *rest in shown if name == "Quiz"}
    assert kinds == {question.kind for question in datasets.questions()}


def test_each_is_one_line(lines: list[str]) -> None:
    assert all("\n" not in line and len(line) <= 130 for line in lines[1:])


def test_every_line_runs_and_shows_a_widget_with_its_twin() -> None:
    import nbformat

    from metalearn.course.refresh import run

    node: Any = nbformat.reads(GALLERY.read_text(encoding="utf-8"), as_version=4)
    run(node, GALLERY)
    for cell in [cell for cell in node.cells if cell.cell_type == "code"][1:]:
        (output,) = cell.outputs
        assert {VIEW, "text/html", "text/plain"} <= set(output["data"]), cell.source
