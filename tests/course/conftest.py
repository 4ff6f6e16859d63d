"""A tiny course in a folder of its own: what the tests of the course floor change and break."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from metalearn import datasets

REGISTRY = """
[course]
title = "A tiny course"
promise = "Two pages that keep every rule."
licence = "CC BY 4.0"

[[lesson]]
id = "start"
title = "Start here"
promise = "Where to begin."
minutes = 5
audience = "everyone"
objectives = []
needs = []
helps = []
widgets = []
tables = []
scope_items = []
questions = []
last_reviewed = 2026-11-20

[[lesson]]
id = "first-lesson"
title = "The first lesson"
promise = "One and one is two."
minutes = 20
audience = "everyone"
objectives = [{ verb = "Add", text = "one and one" }]
needs = []
helps = ["start"]
widgets = ["Quiz"]
tables = []
scope_items = [1, 2]
questions = ["Q01a"]
last_reviewed = 2026-11-20
"""

READING = "One and one is two. " * 540  # enough to read for the minutes that the lesson declares

SECTIONS = [
    "Predict",
    "Explore: the sum",
    "What each control does",
    "Try these three settings",
    "What you saw",
    "Where the model is wrong",
    "Check yourself",
    "Key points",
    "Sources",
]


def markdown(cell_id: str, source: str, *tags: str, generated: str = "", scope: Any = None) -> dict[str, Any]:
    metadata: dict[str, Any] = {"tags": list(tags)} if tags else {}
    if generated:
        metadata |= {"tags": ["generated"], "metalearn": {"generated": generated}}
    if scope is not None:
        metadata |= {"metalearn": {"scope": scope}}
    return {"cell_type": "markdown", "id": cell_id, "metadata": metadata, "source": source}


def code(cell_id: str, source: str, count: int | None, *tags: str, **data: str) -> dict[str, Any]:
    kinds = {kind.replace("_", "/"): text for kind, text in data.items()}
    result = {"output_type": "execute_result", "execution_count": count, "metadata": {}, "data": kinds}
    return {
        "cell_type": "code",
        "execution_count": count,
        "id": cell_id,
        "metadata": {"tags": list(tags)} if tags else {},
        "outputs": [result] if data else [],
        "source": source,
    }


def lesson_cells() -> list[dict[str, Any]]:
    prose = [markdown(f"s{n}", f"## {title}\n\nSome words.") for n, title in enumerate(SECTIONS)]
    define = "class Quiz:\n    def __init__(self, name): self.name = name\n    def __repr__(self): return self.name"
    return [
        markdown("title", "# The first lesson"),
        markdown("card", "", generated="header"),
        code("define", define, 1, "hide-input"),
        prose[0],
        code("sum", "1 + 1 == 2", 2, text_plain="True"),
        *prose[1:5],
        markdown("reading", READING, scope=[1, 2]),
        *prose[5:7],
        code("quiz", 'Quiz("Q01a")', 3, "quiz", text_plain="Q01a"),
        prose[7],
        markdown("words", "", generated="words"),
        prose[8],
        markdown("all", "", generated="numbers"),
        markdown("end", "", generated="navigation"),
    ]


def notebook(cells: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "cells": cells,
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def start_cells() -> list[dict[str, Any]]:
    return [
        markdown("title", "# Start here"),
        markdown("map", "", generated="map"),
        markdown("end", "", generated="navigation"),
    ]


def store(path: Path, raw: dict[str, Any]) -> None:
    path.write_text(json.dumps(raw, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def known_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny course has a table and a question; the real ones are no part of these tests."""
    monkeypatch.setattr(datasets, "tables", lambda: ("flows",), raising=False)
    monkeypatch.setattr(datasets, "questions", lambda: (SimpleNamespace(id="Q01a"),), raising=False)


@pytest.fixture
def course_folder(tmp_path: Path) -> Path:
    """A folder with a registry and its two notebooks, all good."""
    from metalearn.course import registry
    from metalearn.course.cleaning import write_generated
    from metalearn.course.page import page_of

    folder = tmp_path / "notebooks"
    folder.mkdir()
    (folder / "course.toml").write_text(REGISTRY, encoding="utf-8")
    course = registry.load(folder)
    for lesson, cells in zip(course.lessons, (start_cells(), lesson_cells()), strict=True):
        raw = notebook(cells)
        write_generated(raw, page_of(raw, folder / lesson.file, course=course))
        store(folder / lesson.file, raw)
    return folder


Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def planted(course_folder: Path) -> Callable[[Change], Path]:
    """Plant one mistake in the good lesson; returns its file."""

    def plant(change: Change) -> Path:
        path = course_folder / "01_first_lesson.ipynb"
        raw = copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))
        change(raw)
        store(path, raw)
        return path

    return plant
