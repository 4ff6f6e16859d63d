"""The registry: what it holds, and the one message a mistake in it gives."""

from pathlib import Path

import pytest

from metalearn.course import registry
from metalearn.errors import MetalearnError, UnknownNameError


def test_the_course_is_as_its_lessons_are_called() -> None:
    course = registry.load()
    assert [lesson.id for lesson in course.lessons] == [
        "start",
        "what-metastasis-is",
        "journey-of-one-cell",
        "routes",
        "where-cancers-go",
        "dormancy",
        "symptoms",
        "finding-it",
        "staging",
        "goals-of-treatment",
        "treatment-options",
        "few-metastases",
        "response-and-survival",
        "living-with-it",
        "capstone",
    ]
    assert [lesson.file for lesson in course.lessons][-1] == "14_capstone.ipynb"
    assert all(lesson.objectives for lesson in course.lessons[1:])


def test_an_unknown_lesson_gets_the_nearest_name(course_folder: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown lesson 'first-leson'\. Did you mean 'first-lesson'"):
        registry.load(course_folder).lesson("first-leson")


def test_a_lesson_is_found_by_its_file_whatever_its_number(course_folder: Path) -> None:
    course = registry.load(course_folder)
    assert course.by_file("09_first_lesson.ipynb") is course.lessons[1]
    assert course.by_file("first_lesson.ipynb") is None
    assert course.by_file("01_my_own.ipynb") is None


def test_neighbours(course_folder: Path) -> None:
    course = registry.load(course_folder)
    start, first = course.lessons
    assert course.neighbours(start) == (None, first)
    assert course.neighbours(first) == (start, None)


LESSON = "course.toml, lesson 'first-lesson'"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "minutes = 20",
            "minutes = 'forty'",
            f"{LESSON}: minutes is 'forty', expected a whole number of minutes",
        ),
        (
            "minutes = 20",
            "minutes = 0",
            f"{LESSON}: minutes is 0, expected a whole number of minutes from 1 to 600.",
        ),
        ("minutes = 20", "minutes = true", f"{LESSON}: minutes is True, expected a whole number"),
        (
            "minutes = 20",
            "minuts = 20",
            f"{LESSON}: unknown key 'minuts'. Did you mean 'minutes'? It takes: id, tit",
        ),
        ("minutes = 20", "", f"{LESSON}: the key 'minutes' is missing, expected a whole number of minutes"),
        ('title = "The first lesson"', "title = 3", f"{LESSON}: title is 3, expected one line of text."),
        (
            'questions = ["Q01a"]',
            "questions = ['a', 'a']",
            f"{LESSON}: questions is ['a', 'a'], expected a list of",
        ),
        (
            "scope_items = [1, 2]",
            "scope_items = ['1']",
            f"{LESSON}: scope_items is ['1'], expected a list of whole",
        ),
        (
            'verb = "Add", ',
            "",
            f"{LESSON}: objectives is [{{'text': 'one and one'}}], expected a list of {{ verb",
        ),
        (
            'helps = ["start"]',
            "helps = ['strat']",
            f"{LESSON}: helps names 'strat', expected a lesson's id. Did you",
        ),
        (
            'helps = ["start"]',
            "helps = ['first-lesson']",
            "helps names 'first-lesson', expected an earlier lesson.",
        ),
        (
            'id = "first-lesson"',
            "id = 'First'",
            "course.toml, lesson 'First': id is 'First', expected small letters",
        ),
        ('id = "first-lesson"', "id = 'start'", "course.toml, lesson 'start': the id is used twice"),
        ('id = "first-lesson"', "", "course.toml, lesson number 1: the key 'id' is missing"),
        ('id = "start"', 'id = "begin"', "'start'"),
        (
            "[course]",
            "[coarse]",
            "expected one [course], a [[lesson]] for each lesson, a [[page]] for each page",
        ),
        ('title = "A tiny course"', "", "course.toml, [course]: the key 'title' is missing"),
        ("[course]", "[course", "course.toml is not TOML: "),
        ("[course]", "lesson = [7]\n[course]", "course.toml is not TOML: "),
    ],
)
def test_a_mistake_gives_one_message(old: str, new: str, message: str, course_folder: Path) -> None:
    path = course_folder / "course.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    head, _, tail = text.rpartition(old)
    path.write_text(head + new + tail, encoding="utf-8")
    with pytest.raises(MetalearnError) as caught:
        registry.load(course_folder)
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_a_bad_date_is_said_as_it_was_written(course_folder: Path) -> None:
    path = course_folder / "course.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-20", "2026-11-20T10:00:00"))
    with pytest.raises(MetalearnError, match="last_reviewed is 2026-11-20T10:00:00, expected a date without"):
        registry.load(course_folder)


def test_lessons_that_are_no_tables(course_folder: Path) -> None:
    (course_folder / "course.toml").write_text("lesson = [7]\n[course]\n")
    with pytest.raises(MetalearnError, match="lesson number 0: found 7, expected a table"):
        registry.load(course_folder)


def test_a_missing_registry_is_said(tmp_path: Path) -> None:
    with pytest.raises(
        MetalearnError, match=r"course.toml is missing: it is the list of the course's lessons."
    ):
        registry.load(tmp_path)
