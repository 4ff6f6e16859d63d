"""The banner of lessons that may be close to home: calm words for any country, and links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from metalearn.course import check, generated, registry
from metalearn.course.care import anchor, banner
from metalearn.course.page import page_of, read
from tests.course.conftest import lesson_cells, markdown, notebook, store

Raw = dict[str, Any]


@pytest.fixture
def caring(course_folder: Path) -> Path:
    """The good lesson, now one that may be close to home."""
    path = course_folder / "course.toml"
    path.write_text(path.read_text(encoding="utf-8") + "care = true\n", encoding="utf-8")
    cells = lesson_cells()
    cells.insert(2, markdown("care", "", generated="care"))
    rewrite(course_folder, cells)
    return course_folder


def rewrite(folder: Path, cells: list[Raw]) -> Path:
    from metalearn.course.cleaning import write_generated

    path = folder / "01_first_lesson.ipynb"
    raw = notebook(cells)
    write_generated(raw, page_of(raw, path, course=registry.load(folder)))
    store(path, raw)
    return path


def findings(path: Path) -> list[str]:
    return [str(finding) for finding in check.check_file(path)]


def test_a_lesson_with_its_banner_is_in_order(caring: Path) -> None:
    course = registry.load(caring)
    assert generated.expected_kinds(course, course.lessons[1])[:2] == ("header", "care")
    assert "care" not in generated.expected_kinds(course, course.lessons[0])
    assert findings(caring / "01_first_lesson.ipynb") == []


def test_a_missing_banner_is_found(caring: Path) -> None:
    path = rewrite(caring, lesson_cells())
    assert [each for each in findings(path) if "The generated care is missing." in each]


def test_a_banner_that_comes_late_is_found(caring: Path) -> None:
    cells = lesson_cells()
    cells.insert(4, markdown("care", "", generated="care"))
    (found,) = findings(rewrite(caring, cells))
    assert (
        "cell 5 (care): The generated care banner does not follow the generated header. Move it there"
        in found
    )


def test_a_changed_heading_makes_the_banner_old(caring: Path) -> None:
    cells = lesson_cells()
    cells.insert(2, markdown("care", "", generated="care"))
    path = rewrite(caring, cells)
    path.write_text(path.read_text(encoding="utf-8").replace("## Explore: the sum", "## Explore: a sum"))
    assert [each for each in findings(path) if "This generated care is not what course.toml says." in each]


def test_the_links_lead_to_the_headings_of_the_page(caring: Path) -> None:
    course = registry.load(caring)
    page = read(caring / "01_first_lesson.ipynb", course)
    last = banner(course, course.lessons[1], page).splitlines()[-1]
    assert last == (
        "> Skip: to the exercise, [Explore: the sum](#Explore:-the-sum) · "
        "to the questions, [Check yourself](#Check-yourself) · to the key points, [Key points](#Key-points)"
    )
    assert "Skip" not in banner(course, course.lessons[1], None)


def test_the_next_lesson_is_one_link_away_and_the_last_has_none() -> None:
    course = registry.load()
    for lesson in (lesson for lesson in course.lessons if lesson.care):
        after = course.neighbours(lesson)[1]
        text = banner(course, lesson, None)
        assert (f"to the next lesson, [{after.title}]({after.file})" in text) if after else "Skip" not in text


@pytest.mark.parametrize(
    ("heading", "address"),
    [
        ("Check yourself", "#Check-yourself"),
        ("Explore: the *body* `map`", "#Explore:-the-body-map"),
        ("What you saw (and did not)", "#What-you-saw-%28and-did-not%29"),
        ("How sure? 80%", "#How-sure?-80%25"),
    ],
)
def test_addresses_are_made_as_jupyterlab_and_nbconvert_make_them(heading: str, address: str) -> None:
    assert anchor(heading) == address
    assert unquote(address)[1:] == re.sub(r"[*`]", "", heading).replace(" ", "-")


def test_the_words_are_calm_short_and_for_any_country() -> None:
    course = registry.load()
    (words, *_more) = banner(course, course.lesson("symptoms"), None).splitlines()
    assert not re.search(r"\d", words), "no phone numbers: they differ from country to country"
    assert 3 <= len(re.findall(r"[.]\*{0,2}(?= |$)", words)) <= 5
    for needed in (
        "skip the rest freely",
        "not advice",
        "people who treat you",
        "in your country",
        "emergency number",
    ):
        assert needed in words
    assert not re.search(r"battle|victim|terminal|suffer|fight|!", words, re.IGNORECASE)
