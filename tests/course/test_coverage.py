"""What a lesson covers: its topics, the words it uses first, its minutes, where its links lead."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metalearn import datasets
from metalearn.course import registry
from metalearn.course.cleaning import clean
from metalearn.course.coverage import fault, item_text, marks
from metalearn.course.coverage_links import ill_formed, missing_anchor, targets
from metalearn.course.coverage_prose import plain
from metalearn.course.coverage_words import NOTHING_NEW, forms, found_in, new_in, uses, words
from metalearn.course.minutes import Estimate, estimate
from metalearn.course.page import Page, page_of, read
from metalearn.course.refresh import refresh

Plant = Callable[[Callable[[dict[str, Any]], None]], Path]


def page(*cells: dict[str, Any], name: str = "mine.ipynb", course: registry.Course | None = None) -> Page:
    return page_of({"cells": list(cells), "nbformat": 4}, Path(name), course=course)


def prose(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "a", "metadata": metadata, "source": source}


def code(source: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": "code", "id": "b", "metadata": {"tags": list(tags)}, "source": source, "outputs": []}


# Topics


@pytest.mark.parametrize("value", [[3, 20], [1], [191]])
def test_topics_that_a_cell_may_name(value: Any) -> None:
    assert fault(value) == ""


@pytest.mark.parametrize(
    "value", [[], 3, "3", None, [3.0], [True], ["3"], [0], [192], [-1], [3, 3], {"a": 1}, [[3]]]
)
def test_topics_that_are_refused(value: Any) -> None:
    assert fault(value)


def test_the_topics_of_a_page_are_those_of_all_its_cells() -> None:
    found = marks(
        page(prose("a", metalearn={"scope": [3, 20]}), prose("b", metalearn={"scope": [3]}), prose("c"))
    )
    assert {number: len(cells) for number, cells in found.items()} == {3: 2, 20: 1}
    assert item_text(20) == f"20, {datasets.scope_items()[19].item!r}"


def test_marks_are_kept_when_a_lesson_is_refreshed(planted: Plant) -> None:
    path = planted(lambda raw: raw["cells"][4]["metadata"].update(metalearn={"scope": [2]}))
    refresh(path)
    kept = {each["id"]: each["metadata"].get("metalearn") for each in json.loads(path.read_text())["cells"]}
    assert kept["reading"] == {"scope": [1, 2]} and kept["sum"] == {"scope": [2]}
    raw = {"cells": [prose("a", metalearn={"scope": [3]}, trusted=True)], "nbformat": 4, "nbformat_minor": 5}
    clean(raw)
    assert raw["cells"][0]["metadata"] == {"metalearn": {"scope": [3]}}


# Words


def terms(text: str) -> list[str]:
    return [term.term for term, _, _ in found_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Biopsies, a BIOPSY", ["biopsy", "biopsy"]),
        ("micrometastases", ["micrometastasis"]),
        ("metastases and a metastasis", ["metastases", "metastasis"]),
        ("a local\nrecurrence", ["local recurrence"]),
        ("goals of care", ["goal of care"]),
        ("cancers of unknown primary", ["cancer of unknown primary"]),
        ("she met us; MET is the way back", ["mesenchymal-epithelial transition (MET)"]),
        ("Emt and her2 are not EMT and HER2", ["epithelial-mesenchymal transition (EMT)", "HER2"]),
        ("M1 is not M1c", ["M1"]),
        ("CTC clusters", ["CTC cluster"]),
        ("the epithelial–mesenchymal transition", ["epithelial-mesenchymal transition (EMT)"]),
        ("SABR or SBRT", ["stereotactic radiotherapy (SBRT/SABR)"] * 2),
        ("metastasis-free, arrested, cloned, rebiopsy, post-biopsy", []),
        ("seed and soil", ["seed and soil"]),
        ("", []),
    ],
)
def test_a_term_is_a_whole_word_in_any_case_and_number_and_the_longest_counts(
    text: str, found: list[str]
) -> None:
    assert terms(text) == found


@pytest.mark.parametrize("term", datasets.glossary(), ids=lambda each: each.term)
def test_every_form_of_every_term_is_found(term: datasets.Term) -> None:
    for form in forms(term.term):
        assert terms(f"So {form}, then") == [term.term]
        assert terms(form.capitalize() if form.islower() else form) == [term.term]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("A **biopsy** and a biopsy", True),
        ("A <b>biopsy</b>", True),
        ("**Several biopsies, taken** today", True),
        ("A [biopsy](glossary.ipynb#biopsy)", True),
        ("A biopsy and a **biopsy**", False),
        ("A *biopsy* or _biopsy_", False),
        ("**local** recurrence", False),
        ("“A **biopsy** is a sample,” she said", True),
    ],
)
def test_a_word_stands_out_in_bold_or_in_a_link(text: str, marked: bool) -> None:
    assert [use.marked for use in uses(page(prose(text))).values()] == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "## The biopsy",
        "`biopsy`",
        "```\nbiopsy\n```",
        "> A biopsy is painful.",
        "They write “a biopsy is painful”.",
        'They write "a biopsy is painful".',
        "![a biopsy](a.png)",
        "[Finding it: the biopsy](07_finding_it.ipynb)",
        "https://example.org/biopsy",
        "<details><summary>The biopsy</summary></details>",
        "<!-- biopsy -->",
        "## Sources\n\n- On the biopsy: somebody",
    ],
)
def test_what_is_no_use_of_a_word(text: str) -> None:
    assert uses(page(prose(text))) == {}


def test_a_generated_cell_and_code_use_no_word() -> None:
    assert uses(page(prose("A biopsy", metalearn={"generated": "words"}), code("biopsy = 1"))) == {}


def test_the_sentence_around_a_word_is_told() -> None:
    use = uses(page(prose("First this. Then a *biopsy*\nof [bone](x.ipynb)! Last.\n\n- More")))["biopsy"]
    assert use.sentence == "Then a biopsy of bone!"
    assert plain("One\n\n- two biopsies\n- three").sentence(9) == "- two biopsies"


TWO_LESSONS = """
[[lesson]]
id = "second-lesson"
title = "The second lesson"
promise = "Two and two is four."
minutes = 5
audience = "everyone"
objectives = [{ verb = "Add", text = "two and two" }]
needs = []
helps = []
widgets = []
tables = []
scope_items = []
questions = []
last_reviewed = 2026-11-20
"""


def test_a_word_is_new_only_where_the_course_uses_it_first(course_folder: Path) -> None:
    toml = course_folder / "course.toml"
    toml.write_text(toml.read_text() + TWO_LESSONS)
    course = registry.load(course_folder)
    second = page(
        prose("A biopsy, and dormancy."), name=str(course_folder / "02_second_lesson.ipynb"), course=course
    )
    assert [use.term.term for use in new_in(second)] == ["biopsy", "dormancy"]
    first = course_folder / "01_first_lesson.ipynb"
    raw = json.loads(first.read_text())
    raw["cells"][3]["source"] += "\n\nA biopsy."
    first.write_text(json.dumps(raw))
    assert [use.term.term for use in new_in(second)] == ["dormancy"]
    assert [use.term.term for use in new_in(read(first, course))] == ["biopsy"]
    start = course_folder / "00_start.ipynb"
    raw = json.loads(start.read_text())
    raw["cells"][0]["source"] += "\n\nDormancy."  # the start page is no lesson
    start.write_text(json.dumps(raw))
    assert [use.term.term for use in new_in(second)] == ["dormancy"]
    first.write_text("{")  # a finding of its own, and nothing to stumble over
    assert [use.term.term for use in new_in(second)] == ["biopsy", "dormancy"]


def test_the_list_of_new_words(course_folder: Path) -> None:
    course = registry.load(course_folder)
    lesson = course.lessons[1]
    at = str(course_folder / lesson.file)
    assert words(course, lesson, None) == ""
    assert words(course, lesson, page(prose("None."), name=at, course=course)) == NOTHING_NEW
    said = words(
        course, lesson, page(prose("**Dormancy**, then a **biopsy**."), name=at, course=course)
    ).splitlines()
    assert said[0] == "<details><summary>Words of the glossary that are new in this lesson (2)</summary>"
    dormancy = datasets.define("dormancy")
    assert said[2].startswith(f"<li><b>dormancy</b>: {dormancy.definition.replace(chr(39), '&#x27;')}")
    assert said[3] == (
        "<li><b>biopsy</b>: Taking a piece of tissue to look at under the microscope and to test. "
        "<i>(Checked against its source)</i></li>"
    )
    assert "" not in said  # a blank line would end the block


def test_each_new_word_leads_to_the_glossary_page() -> None:
    course = registry.load()
    lesson = course.lessons[1]
    at = str(course.folder / lesson.file)
    said = words(course, lesson, page(prose("**EMT** it is."), name=at, course=course))
    assert '<a href="glossary.ipynb#epithelial-mesenchymal-transition-(EMT)"><b>epithelial-' in said
    assert '<p>See also <a href="glossary.ipynb">all words of the course</a>.</p>' in said
    there = read(course.folder / "glossary.ipynb", course)
    for term in datasets.glossary():
        assert missing_anchor(there, f"#{term.term.replace(' ', '-')}") is None


# Minutes


def test_what_takes_time() -> None:
    reading = "word " * 300
    found = estimate(
        page(
            prose(f"{reading}\n\n<details><summary>More</summary>\n\n{reading}\n\n</details>"),
            prose(reading, metalearn={"generated": "header"}),
            prose(reading, tags=["optional"]),
            code("from metalearn import Panel, Quiz\n\nPanel('recist')"),
            code("Quiz('Q01a', moment='before')"),
            code("Quiz('Q01a')"),
            code("metalearn.Quiz('Q01b')"),
            code("Panel('survival')", "optional"),
        )
    )
    assert found == Estimate(words=300, widgets=1, questions=2)
    assert found.minutes == 7


@pytest.mark.parametrize(("declared", "fine"), [(12, False), (13, True), (27, True), (28, False)])
def test_minutes_may_be_a_third_off(declared: int, fine: bool) -> None:
    assert Estimate(words=3000, widgets=0, questions=0).agrees(declared) is fine


# Links


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.ipynb) ![c](d.png)", ["b.ipynb", "d.png"]),
        ("[a](<b c.ipynb> 'title')", ["b c.ipynb"]),
        ('[a](b.ipynb "a (b) title")', ["b.ipynb"]),
        (
            "[a](https://doi.org/10.1016/S0140-6736(05)66838-7)",
            ["https://doi.org/10.1016/S0140-6736(05)66838-7"],
        ),
        ("[a](https://a.org/b c)", ["https://a.org/b c"]),
        ("see https://a.org/b, and <https://c.org>.", ["https://a.org/b", "https://c.org"]),
        ('<a class="x" href="y.ipynb#z">', ["y.ipynb#z"]),
        ("[x] (no link) [y]", []),
    ],
)
def test_where_a_text_leads(text: str, found: list[str]) -> None:
    assert list(targets(text)) == found


def test_headings_that_a_link_can_lead_to() -> None:
    here = page(prose("## Explore: the *body* `map`\n\n### What **you** saw, [twice](x.ipynb)"))
    for good in ("#Explore:-the-body-map", "#What-you-saw,-twice", "#", "other.html#x", "https://a.org#x"):
        assert missing_anchor(here, good) is None
    for bad in ("#explore:-the-body-map", "#Explore", "#What%20you"):
        assert missing_anchor(here, bad) is not None


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "mailto:a@example.org",
        "//example.org/a",
        "https://",
        "https://localhost",
        "https://exa mple.org",
        "https://example.org/a b",
        "https://-a.org",
        "https://[a",
        "https://doi.org/",
        "https://doi.org/10.1/a",
        "https://doi.org/doi:10.1016/a",
        "https:example.org",
    ],
)
def test_addresses_that_cannot_be_right(address: str) -> None:
    assert ill_formed(address)


@pytest.mark.parametrize(
    "address",
    [
        "notebook.ipynb",
        "#top",
        "data:image/png;base64,AA",
        "attachment:a.png",
        "https://example.org",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC123/?a=b#c",
        "https://doi.org/10.1002/(SICI)1097-0215(19960729)67:3%3C383::AID-IJC12%3E3.0.CO;2-Q",
    ],
)
def test_addresses_that_can(address: str) -> None:
    assert ill_formed(address) == ""
