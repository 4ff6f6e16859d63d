"""Lessons exported as pages: run afresh, left as they are, alive without a kernel."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from metalearn.cli import main
from tests.contract.pages import opened


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


def test_two_notebooks_of_one_name_are_refused_before_any_runs(
    lesson: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (lesson.parent / "more").mkdir()
    other = notebook(lesson.parent / "more", "One", ("markdown", "# Another", []))
    assert main(["export", str(lesson), str(other), "--to", str(lesson.parent / "pages")]) == 2
    said = capsys.readouterr()
    assert "one.ipynb and " in said.err and "more/One.ipynb would both become One.html" in said.err
    assert said.out == "" and not (lesson.parent / "pages").exists()


def test_a_notebook_that_is_named_twice_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = notebook(tmp_path, "good", ("markdown", "# Good", []))
    assert main(["export", str(file), str(tmp_path), "--to", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count(": written") == 1


def test_pictures_beside_a_notebook_come_along(tmp_path: Path) -> None:
    picture = b"\x89PNG picture"
    for name in ("pic.png", "my pic.png"):
        (tmp_path / name).write_bytes(picture)
    text = '![one](pic.png)\n\n![two](my%20pic.png)\n\n<img src="my pic.png" alt="three">'
    output = 'from IPython.display import HTML\nHTML(\'<img src="pic.png" alt="four">\')'
    notebook(tmp_path, "seen", ("markdown", text, []), ("code", output, ["hide-input"]))
    assert main(["export", str(tmp_path), "--to", str(tmp_path)]) == 0
    page = (tmp_path / "seen.html").read_text(encoding="utf-8")
    assert page.count(f'src="data:image/png;base64,{base64.b64encode(picture).decode()}"') == 4


@pytest.mark.parametrize("name", ["no.png", "https://example.org/pic.png", "notes.txt"])
def test_a_picture_that_cannot_come_along_is_named(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    notebook(tmp_path, "lacks", ("markdown", f"![one]({name})", []))
    notebook(tmp_path, "other", ("markdown", "# Fine", []))
    assert main(["export", str(tmp_path), "--to", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert f"lacks.ipynb: no page was written, because it would lack {name}." in said
    assert [path.name for path in tmp_path.glob("*.html")] == ["other.html"]


def test_a_link_to_a_notebook_with_blanks_in_its_name_leads_to_its_page(tmp_path: Path) -> None:
    notebook(tmp_path, "My lesson", ("markdown", "# Mine", []))
    notebook(tmp_path, "first", ("markdown", "[on](My%20lesson.ipynb#a) [other](Your%20lesson.ipynb)", []))
    assert main(["export", str(tmp_path), "--to", str(tmp_path / "pages")]) == 0
    page = (tmp_path / "pages" / "first.html").read_text(encoding="utf-8")
    assert 'href="My%20lesson.html#a"' in page and 'href="Your%20lesson.ipynb"' in page
    assert (tmp_path / "pages" / "My lesson.html").is_file()
