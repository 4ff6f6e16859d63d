"""Validation has teeth: with one figure changed in any table, a lesson that reads the table turns red.

The package is copied with its data and lessons as a wheel holds them, one figure of each table is changed in the
copy, and nbval runs, strictly, on the lessons that show them: for each table a cell must fail, and say this figure.
What ``tests/mutation`` does for every number, in one process, is held to nbval here.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

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


@dataclass(frozen=True)
class Mutation:
    """A wrong figure, and the cell of a lesson that must notice it: what it then shows, and shows only then."""

    plant: Cell | Words
    lesson: str
    cell: str
    shows: str


# One figure of each table that a lesson shows, changed to another that the table's description allows too: the
# lesson must notice, not only the reader of the data. When one of these no longer fits, choose another that is shown;
# tests/mutation/unseen.toml lists cells that notice. (A table without a number has a word changed instead.)
MUTATIONS: dict[str, Mutation] = {
    "flows": Mutation(
        Cell({"primary": "Prostate", "site": "Bone"}, "n", "1140", "1141"),
        "where-cancers-go",
        "prostate",
        "1,141",
    ),
    "cohorts": Mutation(
        Cell({"cohort": "MSK-MET"}, "n_patients", "25775", "25776"), "where-cancers-go", "cohort", "25,776"
    ),
    "primaries": Mutation(
        Cell({"primary": "Breast"}, "n_metastatic", "1996", "1896"),
        "what-metastasis-is",
        "breast-bands",
        "1,896",
    ),
    "flows_subtypes": Mutation(
        Cell({"primary": "Melanoma (uveal)", "site": "Liver"}, "n", "68", "69"),
        "routes",
        "eye",
        "69 of 103 people",
    ),
    "organs": Mutation(
        Cell({"organ": "Along nerves"}, "teaching_point", "70% to 100%", "60% to 100%"),
        "routes",
        "doors",
        "60% to",
    ),
    "cascade_steps": Mutation(
        Cell({"order": "14"}, "fact", "23 to 50 times", "23 to 60 times"),
        "journey-of-one-cell",
        "travel",
        "60 times",
    ),
    "cascade_stages": Mutation(
        Cell({"stage": "transport", "route": "blood"}, "what_stops_most_cells", "Shear", "Heat"),
        "journey-of-one-cell",
        "barriers",
        "Heat, death",
    ),
    "cascade_survival": Mutation(
        Cell({"preset": "classic", "order": "1"}, "fraction", "0.001", "0.002"),
        "journey-of-one-cell",
        "classic",
        "1,000,000 → 2,000",
    ),
    "cascade_quantities": Mutation(
        Cell({"id": "Q01"}, "value", "3200000", "3300000"), "journey-of-one-cell", "shed", "3,300,000"
    ),
    "diagnostic_accuracy": Mutation(
        Cell({"id": "DA08"}, "sensitivity", "62", "64"), "finding-it", "units", "lesion: 64%"
    ),
    "timing": Mutation(Cell({"id": "TI01"}, "value", "14.5", "15.5"), "dormancy", "burgundy", "15.5%"),
    "staging": Mutation(Cell({"id": "S11"}, "fact", "0.2 mm", "0.3 mm"), "dormancy", "staged", "0.3 mm"),
    "trials": Mutation(
        Cell({"id": "TR02"}, "p_value", "0.006", "0.007"), "few-metastases", "deep-code", "p = 0.007"
    ),
    "treatment_options": Mutation(
        Cell({"id": "T012"}, "side_effects", "Tiredness, low", "Fever, low"),
        "treatment-options",
        "families",
        "Fever, low",
    ),
    "conflicts": Mutation(
        Cell({"id": "C06"}, "about", "ten years", "nine years"),
        "treatment-options",
        "conflicts-code",
        "nine years",
    ),
    "glossary": Mutation(
        Cell({"term": "metastases"}, "definition", "More than one", "More than two"),
        "what-metastasis-is",
        "glossary",
        "More than two",
    ),
    "faq": Mutation(
        Cell({"id": "F03"}, "answer", "a small sample", "a large sample"),
        "finding-it",
        "confirm",
        "a large sample",
    ),
    "questions": Mutation(
        Words("A tumour sheds 1,000,000 cells. If 0.01%", "A tumour sheds 1,000,000 cells. If 0.02%"),
        "journey-of-one-cell",
        "q02b",
        "If 0.02%",
    ),
    "cases": Mutation(Words("Omar is 60 and runs", "Omar is 61 and runs"), "capstone", "omar", "Omar is 61"),
    "misconceptions": Mutation(
        Cell({"id": "M03"}, "findings", "63% knew", "53% knew"), "what-metastasis-is", "known", "53%"
    ),
    "scope": Mutation(
        Cell({"no": "68"}, "item", "follow-up after", "follow-up before"),
        "finding-it",
        "reasons",
        "follow-up before",
    ),
    "references": Mutation(
        Words(
            "of metastatic patterns from prospective clinical sequencing of 25,000",
            "of metastatic patterns from prospective clinical sequencing of 26,000",
        ),
        "what-metastasis-is",
        "cite",
        "26,000",
    ),
}

# Named by a lesson, and yet no cell shows one of their figures.
NOT_SHOWN = {
    "relative_survival": "lesson 12 says its figures in prose, in a closed block; metalearn check holds them",
    "usual_sites": "a choice on the Sankey of lesson 04, which its first view does not show; it holds no number",
}


def overlay(folder: Path, package: Path = TOP / "src" / "metalearn", top: Path = TOP) -> Path:
    """Copy a package with its data and lessons into one folder, as a wheel holds them."""
    copied = folder / package.name
    ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    shutil.copytree(package, copied, ignore=ignore)
    for name in ("data", "notebooks"):
        shutil.copytree(top / name, copied / name, ignore=ignore)
    return copied


def validate(copied: Path, *lessons: str) -> dict[str, str]:
    """Run nbval, strictly and in a process of its own, on lessons of a copy.

    Returns:
        What nbval says of each cell that fails, by lesson and cell such as "03_routes.ipynb#map".
    """
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
    place = ["-c", os.devnull, "--rootdir", str(copied), "-q", "--color=no"]
    environment = {**os.environ, "PYTHONPATH": str(copied.parent), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    files = [str(copied / "notebooks" / lesson) for lesson in lessons]
    said = copied.parent / "said.xml"
    command = [sys.executable, "-m", "pytest", *flags, *place, f"--junitxml={said}", *files]
    ran = subprocess.run(command, env=environment, cwd=copied, capture_output=True, text=True)
    # 1 is "tests failed"; anything else would be an accident of our own and prove nothing.
    assert ran.returncode in (0, 1), ran.stdout + ran.stderr
    cells = list(ElementTree.parse(said).iter("testcase"))
    assert cells, ran.stdout + ran.stderr
    failed = {_cell(copied, cell.attrib): [*cell.iter("failure"), *cell.iter("error")] for cell in cells}
    found = {name: "".join(each.text or "" for each in said) for name, said in failed.items() if said}
    assert bool(found) == bool(ran.returncode), ran.stdout + ran.stderr
    return found


def _cell(copied: Path, test: dict[str, str]) -> str:
    """The lesson and the cell of one of nbval's tests, which it names by their number."""
    lesson = test["classname"].partition(".")[2]
    raw = json.loads((copied / "notebooks" / lesson).read_text(encoding="utf-8"))
    code = [cell["id"] for cell in raw["cells"] if cell["cell_type"] == "code"]
    return f"{lesson}#{code[int(test['name'].removeprefix('Cell '))]}"


LESSONS = {lesson.id: lesson.file for lesson in registry.load(TOP / "notebooks").lessons}


CAPSTONE = LESSONS["capstone"]


@pytest.fixture(scope="module")
def red(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What nbval says of each cell that fails when one figure is wrong in every table."""
    copied = overlay(tmp_path_factory.mktemp("wrong"))
    for table, mutation in MUTATIONS.items():
        mutation.plant.plant(copied / "data" / datasets.table(table).path)
    return validate(
        copied, *sorted({CAPSTONE, *(LESSONS[mutation.lesson] for mutation in MUTATIONS.values())})
    )


def test_every_table_that_a_lesson_names_has_a_mutation() -> None:
    named = {table for lesson in registry.load(TOP / "notebooks").lessons for table in lesson.tables}
    assert {*MUTATIONS, *NOT_SHOWN} == named
    assert not MUTATIONS.keys() & NOT_SHOWN.keys()
    assert named <= set(datasets.tables())


@pytest.mark.parametrize("table", MUTATIONS)
def test_a_wrong_figure_turns_a_lesson_red(table: str, red: dict[str, str]) -> None:
    mutation = MUTATIONS[table]
    said = red.get(f"{LESSONS[mutation.lesson]}#{mutation.cell}", "")
    assert "Cell outputs differ" in said, f"the cell still passes: {mutation.lesson}, {mutation.cell}"
    assert mutation.shows in said, said  # so it is this figure that it notices, and none of the others


def test_any_change_of_any_table_turns_the_fingerprints_red(red: dict[str, str]) -> None:
    assert "Cell outputs differ" in red[f"{CAPSTONE}#fingerprints"]
    raw = json.loads((TOP / "notebooks" / CAPSTONE).read_text(encoding="utf-8"))
    (cell,) = (cell for cell in raw["cells"] if cell["id"] == "fingerprints")
    shown = dict(line.split(": ", 1) for line in "".join(cell["outputs"][0]["text"]).splitlines())
    files = {name: TOP / "data" / datasets.table(name).path for name in datasets.tables()}
    assert shown == {
        name: f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}" for name, file in files.items()
    }


@pytest.mark.parametrize("table", MUTATIONS)
def test_the_cell_does_not_show_it_otherwise(table: str) -> None:
    mutation = MUTATIONS[table]
    raw = json.loads((TOP / "notebooks" / LESSONS[mutation.lesson]).read_text(encoding="utf-8"))
    (cell,) = (cell for cell in raw["cells"] if cell["id"] == mutation.cell)
    assert cell["outputs"]
    assert mutation.shows not in json.dumps(cell, ensure_ascii=False)


def test_an_unchanged_copy_stays_green(tmp_path: Path) -> None:
    assert validate(overlay(tmp_path), LESSONS["what-metastasis-is"]) == {}


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
    assert validate(tiny, "lesson.ipynb") == {}
    Cell({"primary": "Breast"}, "n", "10", "11").plant(tiny / "data" / "flows.csv")
    said = validate(tiny, "lesson.ipynb")
    assert list(said) == ["lesson.ipynb#a"]
    assert "Cell outputs differ" in said["lesson.ipynb#a"] and "11" in said["lesson.ipynb#a"]


def test_a_figure_that_is_not_shown_turns_none_red(tiny: Path) -> None:
    Cell({"primary": "Lung"}, "n", "20", "21").plant(tiny / "data" / "flows.csv")
    assert validate(tiny, "lesson.ipynb") == {}


def test_a_mutation_that_no_longer_fits_is_refused(tiny: Path) -> None:
    with pytest.raises(AssertionError, match="n is '10', without '12'"):
        Cell({"primary": "Breast"}, "n", "12", "13").plant(tiny / "data" / "flows.csv")
    with pytest.raises(AssertionError, match="0 rows are"):
        Cell({"primary": "Skin"}, "n", "10", "11").plant(tiny / "data" / "flows.csv")
    Words('"n": 3', '"n": 4').plant(tiny / "data" / "other.json")
    assert (tiny / "data" / "other.json").read_text() == '{"n": 4}\n'
