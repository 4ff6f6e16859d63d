"""Validation has teeth: with one figure changed in any table, a lesson that reads the table turns red.

Each test copies the package with its data and lessons as a wheel holds them, changes one figure in the copy, and
runs nbval, strictly, on the lessons that name the table in the registry until one of them fails.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from metalearn import datasets
from metalearn.course import registry

TOP = Path(__file__).parents[1]


@dataclass(frozen=True)
class Cell:
    """A figure in a CSV table: the row by some of its values, the column, what stands there, what to write."""

    row: dict[str, str]
    column: str
    right: str
    wrong: str

    def plant(self, file: Path) -> None:
        with file.open(newline="", encoding="utf-8") as text:
            rows = list(csv.DictReader(text))
        found = [row for row in rows if self.row.items() <= row.items()]
        assert len(found) == 1, f"{file.name}: {len(found)} rows are {self.row}"
        old = found[0][self.column]
        assert self.right in old, f"{file.name}: {self.column} is {old!r}, without {self.right!r}"
        found[0][self.column] = old.replace(self.right, self.wrong)
        with file.open("w", newline="", encoding="utf-8") as text:
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


@dataclass(frozen=True)
class Words:
    """A figure in any other file: the text that stands there once, and what to write in its place."""

    right: str
    wrong: str

    def plant(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        times = text.count(self.right)
        assert times == 1, f"{file.name}: {self.right!r} stands there {times} times"
        file.write_text(text.replace(self.right, self.wrong), encoding="utf-8")


# One figure of each table that a lesson shows, changed to another that the table's description allows too: the
# lesson must notice, not only the reader of the data. When one of these no longer fits, choose another that is shown.
MUTATIONS: dict[str, Cell | Words] = {
    "flows": Cell({"primary": "Prostate", "site": "Bone"}, "n", "1140", "1141"),
    "cohorts": Cell({"cohort": "MSK-MET"}, "n_patients", "25775", "25776"),
    "primaries": Cell({"primary": "Breast"}, "n_metastatic", "1996", "1896"),
    "cascade_steps": Cell({"order": "14"}, "fact", "23 to 50 times", "23 to 60 times"),
    "cascade_stages": Cell(
        {"stage": "transport", "route": "blood"}, "what_stops_most_cells", "Shear", "Heat"
    ),
    "cascade_survival": Cell({"preset": "classic", "order": "1"}, "fraction", "0.001", "0.002"),
    "cascade_quantities": Cell({"id": "Q01"}, "value", "3200000", "3300000"),
    "glossary": Cell({"term": "metastases"}, "definition", "More than one", "More than two"),
    "treatment_options": Cell({"id": "T012"}, "side_effects", "Tiredness", "Fever"),
    "questions": Words(
        'answer = [1]\nhint = "Ask where the cells came from',
        'answer = [2]\nhint = "Ask where the cells came from',
    ),
    "references": Words(
        "of metastatic patterns from prospective clinical sequencing of 25,000",
        "of metastatic patterns from prospective clinical sequencing of 26,000",
    ),
}


def overlay(folder: Path, package: Path = TOP / "src" / "metalearn", top: Path = TOP) -> Path:
    """Copy a package with its data and lessons into one folder, as a wheel holds them."""
    copied = folder / package.name
    ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    shutil.copytree(package, copied, ignore=ignore)
    for name in ("data", "notebooks"):
        shutil.copytree(top / name, copied / name, ignore=ignore)
    return copied


def validate(copied: Path, *lessons: str) -> subprocess.CompletedProcess[str]:
    """Run nbval, strictly and in a process of its own, on lessons of a copy."""
    flags = [
        "-p",
        "nbval.plugin",
        "--nbval",
        "--nbval-current-env",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
    ]
    place = ["-c", os.devnull, "--rootdir", str(copied), "-q", "-x", "--color=no"]
    environment = {**os.environ, "PYTHONPATH": str(copied.parent), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    files = [str(copied / "notebooks" / lesson) for lesson in lessons]
    command = [sys.executable, "-m", "pytest", *flags, *place, *files]
    return subprocess.run(command, env=environment, cwd=copied, capture_output=True, text=True)


def lessons_of(table: str) -> list[str]:
    """The files of the lessons that name a table."""
    return [lesson.file for lesson in registry.load(TOP / "notebooks").lessons if table in lesson.tables]


def assert_a_lesson_fails(copied: Path, lessons: list[str]) -> None:
    said = []
    for lesson in lessons:
        ran = validate(copied, lesson)
        # 1 is "tests failed"; anything else would be an accident of our own and prove nothing.
        assert ran.returncode in (0, 1), ran.stdout + ran.stderr
        if ran.returncode == 1:
            assert "Cell outputs differ" in ran.stdout, ran.stdout
            return
        said.append(lesson)
    pytest.fail(f"every lesson still passes: {', '.join(said)}")


def test_every_table_that_a_lesson_names_has_a_mutation() -> None:
    named = {table for lesson in registry.load(TOP / "notebooks").lessons for table in lesson.tables}
    assert set(MUTATIONS) == named
    # A table that no lesson names cannot turn one red. Its figures are held by the tests of the data and the models.
    assert named <= set(datasets.tables())


@pytest.mark.parametrize("table", MUTATIONS)
def test_a_wrong_figure_turns_a_lesson_red(table: str, tmp_path: Path) -> None:
    copied = overlay(tmp_path)
    MUTATIONS[table].plant(copied / "data" / datasets.table(table).path)
    assert_a_lesson_fails(copied, lessons_of(table))


def test_an_unchanged_copy_stays_green(tmp_path: Path) -> None:
    """Otherwise the copy itself, and not the figure, would be what the lessons fail on."""
    copied = overlay(tmp_path)
    ran = validate(copied, *(lesson.file for lesson in registry.load(TOP / "notebooks").lessons))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "passed" in ran.stdout


# The machinery itself, on a package of two lines.


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    top = tmp_path / "top"
    package = top / "tinycourse"
    for folder in (package, top / "data", top / "notebooks"):
        folder.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "import csv, pathlib\n"
        "rows = list(csv.DictReader(open(pathlib.Path(__file__).parent / 'data' / 'flows.csv')))\n"
    )
    (top / "data" / "flows.csv").write_text("primary,n\nBreast,10\nLung,20\n")
    (top / "data" / "other.json").write_text('{"n": 3}\n')
    cell = {
        "cell_type": "code",
        "execution_count": 1,
        "id": "a",
        "metadata": {},
        "source": "from tinycourse import rows\nprint(rows[0]['n'])",
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "10\n"}],
    }
    raw = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (top / "notebooks" / "lesson.ipynb").write_text(json.dumps(raw))
    return overlay(tmp_path / "copy", package, top)


def test_a_figure_that_is_shown_turns_the_lesson_red(tiny: Path) -> None:
    assert validate(tiny, "lesson.ipynb").returncode == 0
    Cell({"primary": "Breast"}, "n", "10", "11").plant(tiny / "data" / "flows.csv")
    assert_a_lesson_fails(tiny, ["lesson.ipynb"])


def test_a_figure_that_is_not_shown_is_noticed_as_such(tiny: Path) -> None:
    Cell({"primary": "Lung"}, "n", "20", "21").plant(tiny / "data" / "flows.csv")
    with pytest.raises(pytest.fail.Exception, match=r"every lesson still passes: lesson\.ipynb"):
        assert_a_lesson_fails(tiny, ["lesson.ipynb"])


def test_a_mutation_that_no_longer_fits_is_refused(tiny: Path) -> None:
    with pytest.raises(AssertionError, match="n is '10', without '12'"):
        Cell({"primary": "Breast"}, "n", "12", "13").plant(tiny / "data" / "flows.csv")
    with pytest.raises(AssertionError, match="0 rows are"):
        Cell({"primary": "Skin"}, "n", "10", "11").plant(tiny / "data" / "flows.csv")
    Words('"n": 3', '"n": 4').plant(tiny / "data" / "other.json")
    assert (tiny / "data" / "other.json").read_text() == '{"n": 4}\n'
