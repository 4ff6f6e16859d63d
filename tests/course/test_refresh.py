"""Lessons are run again in a fresh kernel, written clean, and left alone when a cell fails."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metalearn.course import extras, refresh, registry
from metalearn.course.check import check, check_file
from metalearn.course.cleaning import clean
from metalearn.course.generated import README_END, README_START
from metalearn.datasets import files
from metalearn.errors import MetalearnError

Raw = dict[str, Any]
Plant = Callable[[Callable[[Raw], None]], Path]
WIDGET = """import anywidget
class W(anywidget.AnyWidget):
    _esm = "export default { render() {} }"
    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": "<b>twin</b>", "text/plain": "twin"}, metadata
W()"""
VIEW = "application/vnd.jupyter.widget-view+json"


def cell(raw: Raw, cell_id: str) -> Raw:
    return next(each for each in raw["cells"] if each.get("id") == cell_id)


def dirty(raw: Raw) -> None:
    """Leave everything in the lesson that editors and runs leave behind."""
    raw["metadata"] = {
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
        "kernelspec": {"name": "my-venv", "display_name": "Mine"},
        "language_info": {"name": "python", "version": "3.9.1"},
        "authors": [{"name": "The metalearn authors"}],
    }
    raw["nbformat_minor"] = 4
    cell(raw, "card")["source"] = "old"
    cell(raw, "s4")["source"] += " Not naïve."
    cell(raw, "end")["metadata"].pop("tags")
    cell(raw, "sum")["metadata"] = {
        "execution": {"iopub.status.busy": "now"},
        "scrolled": True,
        "jupyter": {"source_hidden": True},
        "tags": ["predict"],
    }
    cell(raw, "sum").update(
        execution_count=77, source="print('one', flush=True)\nprint('two', flush=True)\n1 + 1 == 2"
    )
    cell(raw, "s1").pop("id")
    cell(raw, "s3")["id"] = "s2"
    quiz = cell(raw, "quiz")
    quiz.update(source='Quiz("Q01a")', outputs=[])
    show = {**quiz, "id": "show", "source": WIDGET, "metadata": {"tags": ["optional", "hide-input"]}}
    raw["cells"].insert(-1, show)


def test_a_lesson_comes_out_clean_and_the_second_time_the_same(planted: Plant) -> None:
    path = planted(dirty)
    path.chmod(0o640)
    assert len(check_file(path)) > 5
    assert refresh.refresh(path) is True
    assert check_file(path) == ()
    first = path.read_bytes()
    assert refresh.refresh(path) is False
    assert path.read_bytes() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "00_start.ipynb",
        "01_first_lesson.ipynb",
        "course.toml",
    ]

    raw = json.loads(first)
    assert set(raw["metadata"]) == {"authors", "kernelspec", "language_info"}
    assert "version" not in raw["metadata"]["language_info"] and raw["nbformat_minor"] == 5
    assert cell(raw, "sum")["metadata"] == {"tags": ["predict"]}
    assert cell(raw, "show")["metadata"]["jupyter"] == {"source_hidden": True}  # as its tag says
    assert [output.get("text") for output in cell(raw, "sum")["outputs"]] == [["one\n", "two\n"], None]
    assert cell(raw, "end")["metadata"]["tags"] == ["generated"]
    assert len({each["id"] for each in raw["cells"]}) == len(raw["cells"])
    assert set(cell(raw, "show")["outputs"][0]["data"]) == {"text/html", "text/plain"}
    assert first.endswith(b"}\n") and "naïve".encode() in first

    # The stored page has no live view and the run has one; strict validation must still compare the rest.
    passed = validate(path)
    assert passed.returncode == 0, passed.stdout
    path.write_text(
        path.read_text(encoding="utf-8").replace("<b>twin</b>", "<b>other</b>", 1), encoding="utf-8"
    )
    assert cell(json.loads(path.read_text(encoding="utf-8")), "show")["outputs"][0]["data"]["text/html"] != [
        "<b>twin</b>"
    ]
    failed = validate(path)
    assert failed.returncode == 1 and "mismatch 'text/html'" in failed.stdout


def validate(path: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--nbval",
        "--nbval-current-env",
        "-p",
        "no:cacheprovider",
    ]
    command += ["-c", os.devnull, "--rootdir", str(path.parent), "--color=no", str(path)]
    return subprocess.run(command, capture_output=True, text=True, cwd=path.parent)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import this_is_missing", "ModuleNotFoundError: No module named 'this_is_missing'"),
        ("raise ValueError('first\\nlast line')", "ValueError: last line"),
        ("input()", "StdinNotImplementedError"),
        ("import os; os._exit(1)", "the kernel died"),
    ],
)
def test_a_failing_cell_is_named_and_the_file_left_alone(code: str, why: str, planted: Plant) -> None:
    path = planted(lambda raw: cell(raw, "sum").update(source=code))
    before = path.read_bytes()
    with pytest.raises(refresh.CellFailedError) as caught:
        refresh.refresh(path)
    message = str(caught.value)
    assert f"{path}, cell 5 (sum) failed: {why}" in message and message.endswith(
        "The file was left as it was."
    )
    assert "\n" not in message and path.read_bytes() == before


def test_a_cell_that_does_not_end_is_stopped(planted: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "CELL_SECONDS", 1)
    path = planted(lambda raw: cell(raw, "sum").update(source="while True: pass"))
    with pytest.raises(refresh.CellFailedError, match="it ran for more than 1 seconds"):
        refresh.refresh(path)


def test_what_is_no_notebook_is_said(tmp_path: Path) -> None:
    with pytest.raises(MetalearnError, match="There is no such file"):
        refresh.refresh(tmp_path / "gone.ipynb")


def test_without_the_extra_it_says_which_one(planted: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(extras.MissingExtraError) as caught:
        refresh.refresh(planted(lambda raw: None))
    assert 'python -m pip install "metalearn-notebooks[lab]"' in str(caught.value)


def test_a_lesson_runs_in_its_own_folder(planted: Plant) -> None:
    source = "from pathlib import Path\nPath('course.toml').exists()"
    path = planted(lambda raw: cell(raw, "sum").update(source=source))
    refresh.refresh(path)
    outputs = cell(json.loads(path.read_text(encoding="utf-8")), "sum")["outputs"]
    assert outputs[0]["data"]["text/plain"] == ["True"]


def test_tidy_renames_files_and_writes_the_readme(course_folder: Path) -> None:
    wrong = course_folder / "05_first_lesson.ipynb"
    (course_folder / "01_first_lesson.ipynb").rename(wrong)
    readme = course_folder.parent / "README.md"
    readme.write_text(f"# Hello\n{README_START}\n{README_END}\n")
    course = registry.load(course_folder)
    said = list(refresh.tidy(course))
    assert [line.split("/")[-1] for line in said] == [
        "05_first_lesson.ipynb: renamed to 01_first_lesson.ipynb",
        "README.md: table of lessons written",
    ]
    assert not wrong.exists() and list(refresh.tidy(course)) == []
    assert not [
        each for each in check([course_folder])[0] if "README" in each.file or "file is" in each.message
    ]


def test_tidy_does_not_choose_between_two_files(course_folder: Path) -> None:
    (course_folder / "05_first_lesson.ipynb").write_bytes(
        (course_folder / "01_first_lesson.ipynb").read_bytes()
    )
    with pytest.raises(MetalearnError, match="are the same lesson: keep one of them"):
        list(refresh.tidy(registry.load(course_folder)))


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.ipynb"
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        files.replace(path, "new")
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_cleaning_keeps_what_an_author_wrote() -> None:
    raw = {
        "cells": [
            {
                "cell_type": "markdown",
                "id": "a-1",
                "metadata": {"slideshow": {"x": 1}},
                "source": ["a\n", "b"],
            }
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    clean(raw)
    (only,) = raw["cells"]
    assert only == {
        "cell_type": "markdown",
        "id": "a-1",
        "metadata": {"slideshow": {"x": 1}},
        "source": "a\nb",
    }
