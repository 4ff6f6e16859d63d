"""The data dictionary names all that the description names, and says when it is no longer current."""

import json
import shutil

import pytest

from metalearn import datasets
from metalearn.datasets import dictionary, files
from metalearn.datasets.package import DESCRIPTION, PAGE, package


@pytest.fixture
def data(tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(files.folder("data"), copy)
    yield copy
    package.cache_clear()


def test_the_page_is_current():
    assert dictionary.problems() == ()


def test_every_table_column_unit_licence_and_problem_is_there():
    chapters = {part.split("\n")[0]: part for part in dictionary.dictionary().split("\n## ")}
    for name in datasets.tables():
        table, chapter = datasets.table(name), chapters[name]
        assert dictionary._text(table.licence) in chapter and table.last_reviewed in chapter
        assert all(dictionary._text(problem) in chapter for problem in table.known_problems)
        for column in (*table.columns, *table.computed):
            row = next(line for line in chapter.splitlines() if line.startswith(f"| `{column.name}` |"))
            assert (f"in `{column.unit_column}`" if column.unit_column else column.unit) in row


def test_every_incomplete_citation_is_listed():
    last = dictionary.dictionary().split("\n## ")[-1]
    gaps = [source.id for source in datasets.references() if not source.complete]
    assert gaps and [line.split("`")[1] for line in last.splitlines() if line.startswith("- ")] == gaps


def test_a_stale_page_is_a_problem_until_it_is_written(data):
    assert not dictionary.write(data)
    said = json.loads((data / DESCRIPTION).read_text(encoding="utf-8"))
    said["resources"][0]["lastReviewed"] = "2031-01-01"
    (data / DESCRIPTION).write_text(json.dumps(said), encoding="utf-8")
    package.cache_clear()
    (problem,) = dictionary.problems(data)
    assert problem.file == PAGE and "metalearn data check --update" in problem.expected
    assert dictionary.write(data) and dictionary.problems(data) == ()
    assert "2031-01-01" in (data / PAGE).read_text(encoding="utf-8")


def test_markup_in_a_description_is_text_on_the_page(data):
    said = json.loads((data / DESCRIPTION).read_text(encoding="utf-8"))
    said["resources"][0]["description"] = "A <script>alert(1)</script> | *bold* [link](x)"
    (data / DESCRIPTION).write_text(json.dumps(said), encoding="utf-8")
    package.cache_clear()
    page = dictionary.dictionary(data)
    assert "<script" not in page.replace("\\<", "") and r"\*bold\* \[link\](x)" in page
