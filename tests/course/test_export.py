"""Lessons exported as pages: run afresh, left as they are, alive without a kernel."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from metalearn.cli import main
from tests.browser.conftest import browser
from tests.contract.pages import opened

__all__ = ["browser"]


def notebook(folder: Path, name: str, *cells: tuple[str, str, list[str]]) -> Path:
    content = {
        "cells": [
            {"cell_type": kind, "id": f"c{i}", "metadata": {"tags": tags}, "source": source}
            | ({"execution_count": None, "outputs": []} if kind == "code" else {})
            for i, (kind, source, tags) in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    return notebook(
        tmp_path,
        "one",
        ("markdown", "# A *short* lesson\n\n[next](two.ipynb#there), [other](three.ipynb)", []),
        ("code", 'from metalearn import Quiz\nquiz = Quiz("Q01a")', ["hide-input"]),
        ("code", "quiz", []),
        ("markdown", "for the teacher only", ["instructor"]),
    )


def test_a_lesson_is_run_and_its_file_left_alone(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = notebook(lesson.parent, "two", ("markdown", "# Two", []))
    before = lesson.read_bytes()
    assert main(["export", str(lesson), str(two), "--to", str(lesson.parent / "pages")]) == 0
    assert lesson.read_bytes() == before
    assert capsys.readouterr().out.count(": written") == 2
    page = (lesson.parent / "pages" / "one.html").read_text(encoding="utf-8")
    assert "<title>A short lesson</title>" in page and "data-model=" in page
    assert 'href="two.html#there"' in page and 'href="three.ipynb"' in page
    assert "from metalearn" not in page.partition("<script")[0] and "for the teacher" not in page


def test_a_question_of_an_exported_lesson_can_be_answered(lesson: Path, browser: object) -> None:
    assert main(["export", str(lesson), "--to", str(lesson.parent)]) == 0
    problems: list[str] = []
    with opened(browser, lesson.with_suffix(".html"), problems) as page:
        page.get_by_role("radio", name="Metastatic breast cancer").check()
        page.get_by_role("button", name="Check").click()
        assert "Right" in page.locator(".qz-verdict").inner_text()
    assert problems == []


def test_a_lesson_that_fails_is_told_and_the_others_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook(tmp_path, "bad", ("code", "1 / 0", []))
    notebook(tmp_path, "good", ("markdown", "# Good", []))
    assert main(["export", str(tmp_path), "--to", str(tmp_path / "pages")]) == 1
    said = capsys.readouterr().out
    assert "bad.ipynb, cell 1 (c0) failed: ZeroDivisionError" in said
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["good.html"]


def test_a_place_that_is_a_file_is_refused(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(lesson), "--to", str(lesson)]) == 2
    assert "is a file: name a folder with --to" in capsys.readouterr().err
