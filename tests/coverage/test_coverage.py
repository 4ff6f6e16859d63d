"""The course covers what it promises, by count; and the counting finds what is planted."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from metalearn import datasets
from metalearn.course.minutes import calls
from metalearn.course.page import Page, page_of, read
from metalearn.course.source import tree_of
from tests.coverage import content, readable, table, unchecked
from tests.coverage.__main__ import TABLES
from tests.coverage.reading import ease, longest, sentences, syllables


@pytest.mark.parametrize("name", TABLES)
def test_the_course_covers_it(name: str) -> None:
    found = TABLES[name]()
    assert found.rows, "nothing was counted"
    assert not found.gaps, "\n".join(["", found.said, *found.gaps])


def test_all_191_topics_are_counted() -> None:
    assert len(content.scope().rows) == 191
    assert len(content.words().rows) == len(datasets.glossary())
    assert len(content.objectives().rows) > 50
    assert len(content.distractors().rows) == len(datasets.questions())


# What is planted must be found.


def with_cells(page: Page, **sources: str) -> Page:
    cells = tuple(replace(cell, source=sources.get(cell.id, cell.source)) for cell in page.cells)
    return replace(page, cells=cells)


def small(*cells: dict[str, Any]) -> Page:
    return page_of({"cells": list(cells), "nbformat": 4}, Path("mine.ipynb"))


def prose(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "a", "metadata": {}, "source": source}


@pytest.fixture
def lesson() -> Page:
    return next(page for page in table.lessons() if page.lesson and page.lesson.id == "where-cancers-go")


def use(monkeypatch: pytest.MonkeyPatch, module: Any, page: Page) -> None:
    pages = tuple(page if page.path == each.path else each for each in table.lessons())
    monkeypatch.setattr(module, "lessons", lambda: pages)
    monkeypatch.setattr(module, "pages", lambda: pages)


def test_a_topic_that_no_cell_teaches_any_more_is_missed(
    lesson: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = replace(lesson, cells=tuple(replace(cell, metadata={}) for cell in lesson.cells))
    use(monkeypatch, content, bare)
    gaps = content.scope().gaps
    for item in datasets.scope_items("where-cancers-go"):
        assert f"no cell of where-cancers-go teaches {item.no}, {item.item!r}" in gaps


def test_an_objective_and_a_question_without_each_other_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = datasets.questions()
    stray = replace(first, objective="Do something else")
    monkeypatch.setattr(datasets, "questions", lambda: (stray, *others))
    gaps = content.objectives().gaps
    assert f"{first.id} tests 'Do something else', which is no objective of {first.lesson}" in gaps
    monkeypatch.setattr(
        datasets, "questions", lambda: tuple(each for each in others if each.objective != first.objective)
    )
    assert f"{first.lesson}: no question tests {first.objective!r}" in content.objectives().gaps
    monkeypatch.setattr(datasets, "questions", lambda: (*others, first, replace(first, id="Q99z")))
    assert "Q99z is asked by no lesson" in content.objectives().gaps


def test_a_distractor_without_a_mistake_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    question = datasets.question("Q01a")
    assert content.can_be_wrong(question) == (0, 2, 3)
    bare = replace(question, mistakes=("", "", "E03", "E02"))
    monkeypatch.setattr(datasets, "questions", lambda: (bare,))
    assert content.distractors().gaps == ("Q01a: wrong answer 1 names no mistake",)


def test_where_one_can_go_wrong_in_every_kind_of_question() -> None:
    by_kind = {each.kind: each for each in datasets.questions()}
    for kind in ("matching", "ordering", "grid"):
        assert content.can_be_wrong(by_kind[kind]) == tuple(range(len(by_kind[kind].options)))
    error = by_kind["error"]
    assert len(content.can_be_wrong(error)) == len(error.options) + len(error.matches) - 2
    assert content.can_be_wrong(by_kind["numeric"])


def test_a_misconception_that_nobody_looks_for_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    first = datasets.misconceptions()[0]
    lost = (replace(first, lessons=("nowhere",)), replace(first, id="M99", questions=()))
    monkeypatch.setattr(datasets, "misconceptions", lambda: lost)
    assert content.misconceptions().gaps == (
        "M01: belongs to ('nowhere',), which are no lessons of the course",
        f"M99, {first.belief!r}: no question of its lessons or the capstone looks for it",
    )


def test_a_misconception_may_be_looked_for_in_the_capstone(monkeypatch: pytest.MonkeyPatch) -> None:
    blame = next(each for each in datasets.misconceptions() if each.id == "M13")
    assert blame.questions == ("Q14e",) and "capstone" not in blame.lessons
    elsewhere = replace(blame, id="M99", questions=("Q02a",))
    monkeypatch.setattr(datasets, "misconceptions", lambda: (blame, elsewhere))
    assert [gap[:3] for gap in content.misconceptions().gaps] == ["M99"]


def test_a_case_that_a_lesson_no_longer_leads_to_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    capstone = next(page for page in table.pages() if page.lesson and page.lesson.id == "capstone")
    bare = replace(capstone, cells=tuple(replace(cell, source="") for cell in capstone.cells))
    use(monkeypatch, content, bare)
    for case in datasets.cases():
        assert f"capstone does not lead to the case {case.id!r}" in content.cases().gaps


def test_a_case_is_led_to_by_playing_it_or_by_a_link_beside_its_person() -> None:
    omar = datasets.case("omar")
    play = {"cell_type": "code", "id": "p", "metadata": {}, "source": 'CasePlayer("omar")', "outputs": []}
    link = prose("Omar's story is played in full in [the last lesson](14_capstone.ipynb).")
    other = prose("Grace's story is played in full in [the last lesson](14_capstone.ipynb).")
    found = [list(content._links(small(cell), omar)) for cell in (play, link, other)]
    assert found == [["plays it (p)"], ["links to it (a)"], []]


def test_a_widget_that_no_lesson_shows_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "pages", lambda: ())
    wanted = [each for each in content.WIDGETS if each not in content.IN_GALLERY]
    assert content.shown().gaps == tuple(f"no lesson shows {each}" for each in wanted)


def test_what_no_lesson_needs_to_show_is_in_the_gallery() -> None:
    gallery = read(table.TOP / "notebooks" / "gallery" / "gallery.ipynb")
    shown = {called for cell in gallery.code for called, _ in calls(tree_of(cell))}
    assert set(content.IN_GALLERY) <= shown & set(content.WIDGETS)


def test_what_is_off_in_how_lessons_read_is_missed(lesson: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    saw = next(cell for cell in lesson.prose if "## What you saw" in cell.source)
    long = " ".join(["It is so, and so it is, and nobody says why or where or when that was"] * 3000)
    planted = with_cells(
        lesson, **{saw.id: f"{saw.source}\n\n[x](http://a.org) [y](#z) [w](v.ipynb) Then 4,711. {long}."}
    )
    use(monkeypatch, readable, replace(planted, size=300_000))
    assert any("where-cancers-go says" in gap for gap in readable.minutes().gaps)
    assert any("where-cancers-go: a sentence has" in gap for gap in readable.reading().gaps)
    assert "04_where_cancers_go.ipynb has 300 KB" in readable.sizes().gaps
    assert f"04 where-cancers-go, {saw.id}: 4,711 leads to no card" in readable.numbers().gaps
    gaps = [gap for gap in readable.where().gaps if gap.startswith("04_where_cancers_go.ipynb")]
    assert any("'v.ipynb' is no file" in gap for gap in gaps)
    assert any("'#z' leads to no heading" in gap for gap in gaps)
    assert any("'http://a.org' begins with" in gap for gap in gaps)


def test_an_old_address_may_stand_in_a_generated_citation_only() -> None:
    old = next(each.url for each in datasets.references() if each.url.startswith("http:"))
    cell = small(prose(f"Read at {old}")).cells[0]
    generated = replace(cell, metadata={"metalearn": {"generated": "numbers"}})
    assert readable.quoted(generated, old)
    assert not readable.quoted(generated, "http://a.org")
    assert not readable.quoted(cell, old)


def test_dead_links_of_a_readme_are_missed(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Top of it\n\n## Set up, now!\n")
    good = ["https://a.org", "#top-of-it", "README.md#set-up-now", "README.md"]
    assert readable.dead_in(path, good) == []
    assert readable.dead_in(path, ["gone.md", "#top"]) == [
        "'gone.md' is no file",
        "'#top' leads to no heading",
    ]


# Rows that were not checked.


def partial() -> datasets.Term:
    return next(
        each for each in datasets.glossary() if each.checked != "yes" and len(each.definition.split()) > 9
    )


def test_the_words_of_an_unchecked_row_need_a_mark() -> None:
    term = partial()
    said = f"As the books have it: {term.definition}"
    (found,) = unchecked.uses(small(prose(said)))
    assert not found.said and found.row == f"glossary: {term.term}"
    for mark in ("not checked", "partly checked", "read in the news", "read in a news report of the survey"):
        (found,) = unchecked.uses(small(prose(f"{said} *({mark})*")))
        assert found.said, mark
    printed = {"output_type": "stream", "name": "stdout", "text": f"{term.definition}\n"}
    code = {"cell_type": "code", "id": "b", "metadata": {}, "source": "print(x)", "outputs": [printed]}
    (found,) = unchecked.uses(small(code))
    assert not found.said
    (found,) = unchecked.uses(small(code, prose("The definition was partly checked.")))
    assert found.said
    checked = next(
        each for each in datasets.glossary() if each.checked == "yes" and len(each.definition.split()) > 9
    )
    assert list(unchecked.uses(small(prose(checked.definition)))) == []


def test_a_number_that_leads_to_unchecked_rows_only_needs_a_mark() -> None:
    page = next(each for each in table.lessons() if each.lesson and "misconceptions" in each.lesson.tables)
    belief = next(each for each in datasets.misconceptions() if each.id == "M03")
    assert belief.checked == "partial"
    text = "Of 105 adults in the United Kingdom, 63% knew that metastasis means that the cancer is spreading."
    for said, mark in ((False, ""), (True, " *(partly checked)*")):
        found = list(unchecked.uses(with_cells(page, **{page.prose[3].id: text + mark})))
        own = [each for each in found if each.cell.id == page.prose[3].id and "63%" in each.what]
        assert [each.said for each in own] == [said]


# Reading ease.

SYLLABLES = """
    a 1, the 1, bone 1, cell 1, cells 1, lymph 1, blood 1, spread 1, grows 1, died 1, reached 1, through 1,
    eye 1, makes 1, cancer 2, tumour 2, organ 2, liver 2, people 2, treated 2, vessel 2, lesson 2, patient 2,
    needed 2, cases 2, nodes 1, places 2, little 2, doctor 2, answer 2, many 2, study 2, idea 3, area 3,
    metastasis 4, metastases 4, primary 3, secondary 4, chemotherapy 5, biopsy 3, dormancy 3, radiology 5,
    medicine 3, survival 3, colonisation 5, hospital 3, disease 2, tissue 2, bowel 2, breast 1, kidney 2,
    melanoma 4, prostate 2, evidence 3, question 2, number 2, lonely 2, careful 2, treatment 2, created 3,
    various 3, period 3, carcinoma 4, peritoneum 5, immune 2, microscope 3, possible 3,
"""


def test_syllables_are_mostly_right_and_never_far_off() -> None:
    known = {word: int(n) for word, n in re.findall(r"(\w+) (\d)", SYLLABLES)}
    off = {word: syllables(word) - n for word, n in known.items() if syllables(word) != n}
    assert len(off) <= len(known) * 0.03, off
    assert all(abs(n) == 1 for n in off.values()), off


def test_reading_ease_is_that_of_the_formula() -> None:
    flesch, length = ease(["The cat sat on the mat.", "It was fat."])
    assert length == 4.5
    assert flesch == pytest.approx(206.835 - 1.015 * 4.5 - 84.6)
    hard, _ = ease(["Haematogenous dissemination necessitates intravasation."])
    assert hard < 0 < flesch


def test_sentences_are_what_a_reader_reads() -> None:
    text = (
        "# A title\n\nOne sentence here. Another, in 2.5 words! A third (see [there](x.ipynb)).\n\n"
        "- a first item\n- a second item\n\n| a | table |\n\n> quoted words here\n\n```\ncode here\n```\n\n"
        "<details><summary>More</summary>\n\nHidden words here.\n\n</details>"
    )
    assert list(sentences(small(prose(text)))) == [
        "One sentence here.",
        "Another, in 2.5 words!",
        "A third (see there).",
        "a first item",
        "a second item",
    ]
    assert longest(["a b", " ".join("ab" for _ in range(31))]) == [" ".join("ab" for _ in range(31))]


def test_the_report_is_printed_and_leaves_nothing_behind() -> None:
    before = sorted(table.TOP.glob("*"))
    command = [sys.executable, "-m", "tests.coverage", "Widgets", "Objectives"]
    done = subprocess.run(command, cwd=table.TOP, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("## Objectives and questions\n\n")
    assert "## Widgets" in done.stdout and "## Minutes" not in done.stdout
    assert done.returncode == ("No gaps." not in done.stdout)
    assert sorted(table.TOP.glob("*")) == before
    assert json.dumps(done.stderr) == '""'
