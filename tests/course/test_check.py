"""Checking files that are no notebooks, whole courses, and what belongs to no single notebook."""

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest

from metalearn.course import check, registry
from metalearn.course.generated import README_END, README_START
from metalearn.errors import MetalearnError


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "This is not a notebook: its JSON breaks at line 1 (Expecting value)."),
        ('{"cells": [\n}', "its JSON breaks at line 2"),
        ("[]", "This is not a notebook in format 4"),
        ('{"nbformat": 3, "worksheets": []}', "This is not a notebook in format 4"),
        ('{"nbformat": 4, "cells": 7}', "This is not a notebook in format 4"),
        ('{"nbformat": 4, "cells": [{"cell_type": "code"}, 5]}', "Cell 2 is not a notebook cell."),
        (b"\xff\xfe\x00", "This is not a notebook: it is not text in UTF-8."),
    ],
)
def test_what_is_no_notebook_is_one_finding(text: str | bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (finding,) = check.check_file(path)
    assert message in str(finding)


def test_a_missing_file_is_one_finding(tmp_path: Path) -> None:
    (finding,) = check.check_file(tmp_path / "gone.ipynb")
    assert str(finding).endswith("gone.ipynb: There is no such file. Check the name and the folder.")


def test_strange_but_readable_json_gives_findings_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "strange.ipynb"
    path.write_text(
        '{"nbformat": 4, "nbformat_minor": "x", "metadata": [], "cells": [{"cell_type": "code", "source": 5,'
        ' "metadata": {"tags": "one", "metalearn": 3}, "outputs": {"a": 1}, "id": 4, "execution_count": "1"},'
        ' {"cell_type": "code", "outputs": [4, {"output_type": "stream", "name": "stderr"}, {"data": []}]}]}'
    )
    messages = "\n".join(map(str, check.check_file(path)))
    assert "The tag 'one' is unknown" in messages and "never run" in messages


def test_a_good_course_gives_no_finding(course_folder: Path) -> None:
    assert check.check([course_folder]) == ((), 2)


def test_a_folder_without_a_notebook_is_said(tmp_path: Path) -> None:
    with pytest.raises(MetalearnError, match="There is no notebook in the folder"):
        check.check([tmp_path])


def test_without_a_name_the_course_here_is_meant(
    course_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (course_folder, course_folder.parent):
        monkeypatch.chdir(place)
        assert check.here().resolve() == course_folder
    assert check.check() == ((), 2)
    elsewhere = course_folder.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert check.here() == registry.load().folder


def test_a_wrong_number_in_a_file_name_is_found(course_folder: Path) -> None:
    path = course_folder / "01_first_lesson.ipynb"
    wrong = path.rename(course_folder / "04_first_lesson.ipynb")
    messages = [str(finding) for finding in check.check_file(wrong)]
    assert any(
        "By its place in course.toml this lesson's file is 01_first_lesson.ipynb. Run metalearn refresh"
        in each
        for each in messages
    )


def test_a_lesson_without_a_file_is_found(course_folder: Path) -> None:
    (course_folder / "01_first_lesson.ipynb").unlink()
    findings, _ = check.check([course_folder])
    assert any(
        "01_first_lesson.ipynb: This lesson of course.toml has no file." in str(each) for each in findings
    )


@pytest.mark.parametrize(
    ("key", "name", "message"),
    [
        ("widgets", "Quizz", "widgets names 'Quizz', which does not exist. Did you mean 'Quiz'?"),
        ("tables", "flow", "tables names 'flow', which does not exist. Did you mean 'flows'?"),
        ("questions", "Q99", "questions names 'Q99', which does not exist. Known questions: Q01a."),
    ],
)
def test_names_that_the_registry_invents_are_found(
    key: str, name: str, message: str, course_folder: Path
) -> None:
    course = registry.load(course_folder)
    changed: dict[str, Any] = {key: (name,)}
    lessons = (course.lessons[0], dataclasses.replace(course.lessons[1], **changed))
    findings = check.check_course(dataclasses.replace(course, lessons=lessons))
    assert [str(each) for each in findings] == [
        f"{course_folder / 'course.toml'}: Lesson 'first-lesson': {message}"
    ]


def test_a_stale_readme_is_found(course_folder: Path) -> None:
    readme = course_folder.parent / "README.md"
    readme.write_text(f"# Hello\n{README_START}\n{README_END}\n")
    findings, _ = check.check([course_folder])
    assert [str(each) for each in findings] == [
        f"{readme}: The table of lessons is not what course.toml says. Run metalearn refresh."
    ]


def test_a_copy_of_the_lessons_can_be_checked(course_folder: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copy"
    shutil.copytree(course_folder, copied)
    assert check.check([copied]) == ((), 2)
