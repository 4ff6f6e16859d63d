"""The list of numbers that no lesson notices is true, and the search that writes it finds what is there."""

from __future__ import annotations

import functools
import gc
import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from metalearn import datasets
from metalearn.datasets import checking as data_checking
from metalearn.datasets import files
from tests.mutation import checking, listing, planting
from tests.mutation.listing import Column
from tests.mutation.places import FIGURES, WORDS, Place, Rows
from tests.mutation.planting import REFUSED
from tests.mutation.running import FINGERPRINTS, Step, steps_of
from tests.mutation.search import Search

TOP = Path(__file__).parents[2]
SAMPLE = 60


def test_the_list_is_true() -> None:
    """In a process of its own, which has read no table: the counts of every column, and a sample of the numbers."""
    command = [sys.executable, "-m", "tests.mutation", "--check", str(SAMPLE)]
    ran = subprocess.run(command, cwd=TOP, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.strip() == "0 faults in the list"


def test_a_list_that_is_wrong_is_found_out() -> None:
    columns = listing.listed()
    name = "figures.flows.n"
    wrong = Column(name, columns[name].numbers + 1, (3,), (), columns[name].noticed_by, "")
    faults = list(checking.faults_of_counts({**columns, name: wrong, "figures.flows.x": wrong}))
    assert f"{name}: 126 numbers, 127 in the list; run: python -m tests.mutation --only flows" in faults
    assert f"{name}: no reason is given in the list" in faults
    assert any(fault.startswith("figures.flows.x: 0 numbers") for fault in faults)


@pytest.mark.parametrize("places", [(), (4,), (1, 2, 3, 7), (2, 4, 5)])
def test_places_are_written_as_ranges_and_read_again(places: tuple[int, ...], tmp_path: Path) -> None:
    column = Column("figures.flows.n", 9, places, (8, 9), ("a#b",), "because")
    listing.write([column], datasets.tables(), tmp_path / "list.toml")
    assert listing.listed(tmp_path / "list.toml") == {column.name: column}


def test_reasons_and_other_tables_are_kept_when_the_list_is_written_again(tmp_path: Path) -> None:
    file = tmp_path / "list.toml"
    old = [
        Column("figures.flows.n", 9, (1,), (), (), "why"),
        Column("words.trials.note", 2, (1,), (), (), "so"),
    ]
    listing.write(old, datasets.tables(), file)
    listing.write([Column("figures.flows.n", 9, (1, 2), (), ())], datasets.tables(), file)
    assert listing.listed(file)["figures.flows.n"] == Column("figures.flows.n", 9, (1, 2), (), (), "why")
    assert listing.listed(file)["words.trials.note"] == old[1]
    listing.write([Column("figures.flows.n", 9, (), (), ("a#b",))], datasets.tables(), file)
    assert listing.listed(file)["figures.flows.n"].reason == ""


# The numbers of a table.


@pytest.fixture(params=["flows", "trials", "questions", "cases", "references", "cascade_steps"])
def rows(request: pytest.FixtureRequest) -> Rows:
    return Rows(request.param, files.folder("data"))


def test_unchanged_rows_are_read_as_the_file_is(rows: Rows, tmp_path: Path) -> None:
    copied = tmp_path / rows.file.name
    copied.write_text(rows.written(()), encoding="utf-8")
    now = [row.values for row in data_checking.read(rows.table, copied).rows]
    assert now == [row.values for row in data_checking.read(rows.table, rows.file).rows]


def test_each_number_is_changed_alone_to_one_that_is_allowed(rows: Rows, tmp_path: Path) -> None:
    copied = tmp_path / rows.file.name
    right = [row.values for row in data_checking.read(rows.table, rows.file).rows]
    able = [place for place in random.Random(1).sample(rows.places, 40) if rows.other(place) is not None]
    assert able
    for place in able[:8]:
        copied.write_text(rows.written([place]), encoding="utf-8")
        reading = data_checking.read(rows.table, copied)
        assert not reading.problems, place
        changed = [number for number, row in enumerate(reading.rows) if row.values != right[number]]
        assert changed == [place.row], place


def test_each_number_that_is_changed_changes_the_fingerprint_that_lesson_14_shows(rows: Rows) -> None:
    shown = datasets.fingerprint(rows.table.name)
    stored = json.loads((TOP / "notebooks" / f"{FINGERPRINTS[0]}.ipynb").read_text(encoding="utf-8"))
    (cell,) = (cell for cell in stored["cells"] if cell["id"] == FINGERPRINTS[1])
    assert f"{rows.table.name}: {shown}\n" in cell["outputs"][0]["text"] + ["\n"]
    able = [place for place in random.Random(2).sample(rows.places, 20) if rows.other(place) is not None]
    with planting.copied_data() as folder:
        for place in able:
            (folder / rows.table.path).write_text(rows.written([place]), encoding="utf-8")
            assert datasets.fingerprint(rows.table.name) != shown, place


def test_several_numbers_of_one_text_are_changed_together() -> None:
    rows = Rows("cascade_steps", files.folder("data"))
    text = [place for place in rows.places if place.column == "fact" and "23 to 50 times" in rows.at(place)]
    both = [place for place in text if rows.said(place) in ("23", "50")]
    assert len(both) == 2
    assert "33 to 60 times" in rows.written(both)
    assert "33 to 50 times" in rows.written(both[:1])


def test_a_number_in_a_name_or_a_key_is_none() -> None:
    rows = Rows("questions", files.folder("data"))
    assert not {place.column for place in rows.places} & {"id", "lesson", "source_ids", "misconception"}
    assert {place.kind for place in rows.places} == {FIGURES, WORDS}


# The cells of a lesson.


def notebook(folder: Path, *cells: tuple[str, str]) -> Path:
    code = [
        {
            "cell_type": "code",
            "id": f"c{number}",
            "source": source,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": text}] if text else [],
        }
        for number, (source, text) in enumerate(cells)
    ]
    file = folder / "lesson.ipynb"
    file.write_text(json.dumps({"cells": code}), encoding="utf-8")
    return file


def test_a_step_is_a_cell_with_the_cells_that_it_needs(tmp_path: Path) -> None:
    file = notebook(
        tmp_path,
        ("import math\na = 1", ""),
        ("b = 2", ""),
        ("a += 1", ""),
        ("print(a, math.pi > 3)", "2 True\n"),
    )
    (step,) = steps_of(file)
    assert step.name == "lesson#c3"
    assert step.sources == ("import math\na = 1", "a += 1", "print(a, math.pi > 3)")
    assert step.notices() == ""


def test_a_step_notices_another_output_and_an_error(tmp_path: Path) -> None:
    steps = steps_of(notebook(tmp_path, ("print(1)", "2\n"), ("1 / 0", "1\n"), ("print(1)\n3", "1\n")))
    assert [step.notices() for step in steps] == ["stdout", "raises ZeroDivisionError", "text/plain"]


def test_a_step_shows_a_widget_as_text_and_as_its_static_twin() -> None:
    quiz = next(step for step in steps_of(TOP / "notebooks" / "00_start.ipynb"))
    assert sorted(quiz.outputs()) == ["text/html", "text/plain"]
    assert quiz.notices() == ""


# A question is asked in a process of its own.


def test_a_fork_answers_and_leaves_nothing_behind() -> None:
    kept: list[int] = []
    assert planting.forked(lambda: [kept.append(1), len(kept)][1], 60) == 1
    assert kept == []


def test_a_fork_that_fails_says_so_and_one_that_is_late_is_stopped() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        planting.forked(lambda: 1 // 0, 60)
    assert planting.forked(lambda: time.sleep(60), 0.2) is None


def afresh(data: planting.Field, place: Place, step: Step) -> list[str] | str:
    """Ask as a process does that has read no table, unlike that of the tests."""
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and (each.__module__ or "").startswith("metalearn"):
            each.cache_clear()
    return data.ask([place], [step])


def test_a_wrong_number_is_asked_in_a_copy_which_is_right_again_afterwards(tmp_path: Path) -> None:
    source = "from metalearn import datasets\nprint(datasets.cohort('MSK-MET').n_patients)"
    (step,) = steps_of(notebook(tmp_path, (source, "25775\n")))
    datasets.cohorts()  # as other tests may have done
    with planting.copied_data() as folder:
        data = planting.Field(folder)
        first, second = [place for place in data.of("cohorts").places if place.column == "n_patients"][:2]
        before = data.of("cohorts").file.read_bytes()
        asked = [
            planting.forked(lambda place=place: afresh(data, place, step), 60) for place in (first, second)
        ]
        assert data.of("cohorts").file.read_bytes() == before
    assert files.folder("data") == TOP / "data"
    assert asked == [["lesson#c0"], []]


# The search, in a table whose lessons are known.


class Told:
    """Answers like lessons of which each notices some numbers; one pair hides itself when it is changed together."""

    def __init__(self, seen: dict[str, set[int]], hidden: Sequence[set[int]] = (), refused: int = 0) -> None:
        self.seen, self.hidden, self.refused, self.asked = seen, hidden, refused, 0
        self.places = tuple(Place("flows", FIGURES, "n", nth, nth - 1, ("n",), None) for nth in range(1, 301))

    def of(self, _table: str) -> Told:
        return self

    def other(self, place: Place) -> str | None:
        return None if place.nth == 300 else "1"

    def said(self, place: Place) -> str:
        return str(place.nth)

    def seconds(self, _step: Step) -> float:
        return 1.0

    def ask(
        self, places: Sequence[Place], steps: Sequence[Step], *, all_of_them: bool = True
    ) -> list[str] | str:
        self.asked += 1
        changed = {place.nth for place in places}
        if self.refused in changed:
            return REFUSED
        changed -= set().union(*(pair for pair in self.hidden if pair <= changed), set())
        red = [step.name for step in steps if changed & self.seen[step.cell]]
        return red if all_of_them else red[:1]


def test_the_search_finds_what_is_noticed_and_what_is_refused() -> None:
    told = Told({"a": {5}, "b": set(range(100, 140)), "c": set()}, hidden=[{5, 6}], refused=77)
    steps = [Step("x", cell, ("",), ()) for cell in "abc"]
    found = Search(told, "flows", steps, lambda _line: None).run()  # type: ignore[arg-type]
    assert {place.nth for place in found.fixed} == {77, 300}
    assert {place.nth: by for place, by in found.noticed.items()} == {
        nth: "x#a" if nth == 5 else "x#b" for nth in (5, *range(100, 140))
    }
    assert len(found.unseen) == 300 - 2 - 41
    assert told.asked < 200


def test_no_lesson_notices_a_table_that_none_reads() -> None:
    found = Search(Told({}), "flows", [], lambda _line: None).run()  # type: ignore[arg-type]
    assert (len(found.unseen), len(found.noticed), found.asked) == (299, 0, 0)


def test_a_sample_finds_numbers_that_are_listed_wrongly() -> None:
    told = Told({"a": {5}, "b": set(range(100, 140))})
    steps = [Step("x", cell, ("",), ()) for cell in "ab"]
    unseen = tuple(nth for nth in range(1, 300) if not 100 <= nth < 140 and nth != 200)
    columns = {"figures.flows.n": Column("figures.flows.n", 300, unseen, (300,), ("x#b",), "because")}
    faults = list(checking.faults_of_sample(columns, told, steps, 600, 0))  # type: ignore[arg-type]
    assert [fault.split(",")[0] for fault in faults] == ["figures.flows.n 200", "figures.flows.n 5"]
    assert "is listed as noticed, and nobody does" in faults[0]
    assert "is listed as unseen, and now noticed by ['x#a']" in faults[1]
