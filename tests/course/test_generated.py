"""The parts that are written from the registry."""

import dataclasses
from pathlib import Path

import pytest

from metalearn.course import generated, registry
from metalearn.course.ledger import ledger
from metalearn.course.page import read
from metalearn.errors import MetalearnError, UnknownNameError


def test_the_card_of_a_lesson(course_folder: Path) -> None:
    course = registry.load(course_folder)
    assert generated.text("header", course, course.lessons[1]) == (
        "One and one is two.\n"
        "\n"
        "| Time | 20 minutes |\n"
        "|:---|:---|\n"
        "| For | everyone |\n"
        "| You need | nothing; helpful: [Start here](00_start.ipynb) |\n"
        "| You will be able to | <ul><li><b>Add</b> one and one</li></ul> |"
    )


def test_the_links_at_the_end() -> None:
    course = registry.load()
    assert generated.text("navigation", course, course.lessons[2]) == (
        "---\n\n"
        "Previous: [What metastasis is, and what it is not](01_what_metastasis_is.ipynb) · "
        "All lessons: [Start here](00_start.ipynb) · "
        "Next: [Routes: blood, lymph, cavities, nerves](03_routes.ipynb)\n\n"
        "[Glossary](glossary.ipynb) · [Sources of the course](bibliography.ipynb)"
    )
    assert "Previous" not in generated.text("navigation", course, course.lessons[1])
    dormancy = generated.text("navigation", course, course.lesson("dormancy"))
    assert (
        "played in [Capstone: cases and source detective](14_capstone.ipynb): *Back pain, nine years on*\n"
        in dormancy
    )
    assert "Stories" not in generated.text("navigation", course, course.lesson("capstone"))
    assert "Next" not in generated.text("navigation", course, course.lessons[-1])


def test_the_map_names_every_lesson_and_what_it_needs() -> None:
    course = registry.load()
    rows = generated.text("map", course, course.lesson("start")).splitlines()
    assert len(rows) == 2 + 14
    assert rows[3].startswith("| 2. [The journey of one cell](02_journey_of_one_cell.ipynb) |")
    assert rows[3].endswith("| 40 | lesson 1 |")


def test_the_list_of_numbers_is_read_from_the_lesson_itself() -> None:
    course = registry.load()
    lesson = course.lesson("where-cancers-go")
    page = read(course.folder / lesson.file, course)
    assert generated.text("numbers", course, lesson, page) == ledger(page)
    assert generated.text("numbers", course, lesson) == ""
    assert "numbers" in generated.expected_kinds(course, lesson)
    assert "numbers" not in generated.expected_kinds(course, course.lesson("start"))


def test_a_bar_in_a_text_does_not_break_a_table(course_folder: Path) -> None:
    course = registry.load(course_folder)
    lesson = dataclasses.replace(course.lessons[1], audience="one | two")
    assert "| For | one \\| two |" in generated.header(course, lesson)


def test_an_unknown_part_gets_the_nearest_name(course_folder: Path) -> None:
    course = registry.load(course_folder)
    with pytest.raises(UnknownNameError, match="Did you mean 'navigation'"):
        generated.text("navigaton", course, course.lessons[0])


def test_the_readme_keeps_what_stands_outside_the_markers(course_folder: Path) -> None:
    course = registry.load(course_folder)
    old = "# A\n<!-- lessons:start -->\nold\n<!-- lessons:end -->\nB\n"
    new = generated.readme(course, old)
    assert new.startswith("# A\n<!-- lessons:start -->\n| Lesson |") and new.endswith(
        "<!-- lessons:end -->\nB\n"
    )
    assert "old" not in new and "[Start here](notebooks/00_start.ipynb)" in new
    assert generated.readme(course, new) == new


@pytest.mark.parametrize("old", ["", "<!-- lessons:end --> <!-- lessons:start -->"])
def test_a_readme_without_markers_is_refused(old: str, course_folder: Path) -> None:
    with pytest.raises(MetalearnError, match=r"README\.md needs the two lines"):
        generated.readme(registry.load(course_folder), old)
