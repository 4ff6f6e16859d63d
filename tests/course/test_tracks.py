"""Tracks and parts: what the registry takes, the one message a mistake gives, and what a lesson must bring."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metalearn.course import check, generated, registry
from metalearn.course.tracks import Step, minutes_of, parts_of, wrong_sums
from metalearn.errors import MetalearnError, UnknownNameError

Raw = dict[str, Any]
PARTS = """care = true
parts = [
  { heading = "Predict", minutes = 3, priority = 1, tags = ["lecture"] },
  { heading = "Explore", minutes = 7, priority = 1, tags = ["lecture"], note = "on the projector" },
  { heading = "Key points", minutes = 4, priority = 2, tags = [] },
]

[[track]]
id = "short"
title = "A short way"
promise = "Only what matters."
audience = "everyone"
minutes = 15
steps = [{ lesson = "start" }, { lesson = "first-lesson", parts = ["Predict", "Explore"] }]
"""


@pytest.fixture
def tracked(course_folder: Path) -> Path:
    path = course_folder / "course.toml"
    path.write_text(path.read_text(encoding="utf-8") + PARTS, encoding="utf-8")
    return course_folder


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "course.toml"
    head, found, tail = path.read_text(encoding="utf-8").rpartition(old)
    assert found
    path.write_text(head + new + tail, encoding="utf-8")


def test_a_step_takes_as_long_as_its_parts_or_its_lesson(tracked: Path) -> None:
    course = registry.load(tracked)
    short = course.track("short")
    assert [minutes_of(course, step) for step in short.steps] == [5, 10]
    assert [part.note for part in parts_of(course, short.steps[1])] == ["", "on the projector"]
    assert course.lesson("first-lesson").care and not course.lesson("start").care
    assert list(wrong_sums(course)) == []


def test_a_course_needs_no_tracks(course_folder: Path) -> None:
    course = registry.load(course_folder)
    assert course.tracks == () and course.lessons[1].parts == () and not course.lessons[1].care
    assert "tracks" not in generated.expected_kinds(course, course.lessons[0])


LESSON, TRACK = "course.toml, lesson 'first-lesson'", "course.toml, track 'short'"
MISTAKES = [
    ("care = true", "care = 'yes'", f"{LESSON}: care is 'yes', expected true or false."),
    ("care = true", "caer = true", f"{LESSON}: unknown key 'caer'. Did you mean 'care'?"),
    ("minutes = 3", "minutes = 0", f"{LESSON}, part 'Predict': minutes is 0, expected a whole number of"),
    (
        "priority = 2",
        "priority = 4",
        f"{LESSON}, part 'Key points': priority is 4, expected 1 (first), 2 or 3",
    ),
    ("priority = 2", "priority = true", "priority is True, expected 1 (first)"),
    ("priority = 2, ", "", "part 'Key points': the key 'priority' is missing, expected 1 (first)"),
    (
        '["lecture"], note',
        '["lectrue"], note',
        "part 'Explore': tags names 'lectrue', expected one of: lecture. Did you",
    ),
    ('heading = "Explore"', 'heading = "Predict"', "part 'Predict': the heading is used twice"),
    ('heading = "Explore"', "head = 'x'", "part 'number 2': unknown key 'head'. Did you mean 'heading'?"),
    (
        'parts = ["Predict", "Explore"]',
        'parts = ["Predit"]',
        f"{TRACK}, step 2: parts names 'Predit', expected ",
    ),
    (
        'parts = ["Predict", "Explore"]',
        'parts = ["Predit"]',
        "Did you mean 'Predict'? It has: Predict, Explore, Key",
    ),
    (
        '{ lesson = "start" }',
        '{ lesson = "strat" }',
        f"{TRACK}, step 1: lesson names 'strat', expected a lesson's id.",
    ),
    ('{ lesson = "start" }', '{ lesson = "strat" }', "Did you mean 'start'?"),
    ('{ lesson = "start" }', '{ lesson = "start", parts = ["x"] }', "lesson 'start'. It has no parts."),
    (
        '{ lesson = "start" }',
        "{ lessn = 'start' }",
        f"{TRACK}, step 1: unknown key 'lessn'. Did you mean 'lesson'?",
    ),
    ("minutes = 15", "minutes = 'an hour'", f"{TRACK}: minutes is 'an hour', expected a whole number"),
    ('audience = "everyone"', "", f"{TRACK}: the key 'audience' is missing, expected one line of text."),
    ('id = "short"', "", "course.toml, track number 1: the key 'id' is missing"),
    ("[[track]]", "[track]", "a [[track]] for each track"),
    ("steps = [{", "steps = []\n#", f"{TRACK}: steps is [], expected at least one {{ lesson = '...' }}."),
    ("steps = [{", "steps = ['x']\n#", f"{TRACK}: steps is ['x'], expected a list of {{ key = value }}."),
]


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES)
def test_a_mistake_gives_one_message(old: str, new: str, message: str, tracked: Path) -> None:
    change(tracked, old, new)
    with pytest.raises(MetalearnError) as caught:
        registry.load(tracked)
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_an_id_is_used_once(tracked: Path) -> None:
    path = tracked / "course.toml"
    path.write_text(path.read_text(encoding="utf-8") + PARTS[PARTS.index("[[track]]") :], encoding="utf-8")
    with pytest.raises(MetalearnError, match="track 'short': the id is used twice"):
        registry.load(tracked)


def test_an_unknown_track_gets_the_nearest_name(tracked: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown track 'shrot'\. Did you mean 'short'"):
        registry.load(tracked).track("shrot")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "minutes = 15",
            "minutes = 20",
            "Track 'short' has minutes = 20, but its steps take 15 (5 + 10). Make them the same in course.toml.",
        ),
        (
            "minutes = 7",
            "minutes = 18",
            "Lesson 'first-lesson' has minutes = 20, but its parts take 21. Give the parts less.",
        ),
        ("minutes = 4", "minutes = 30", "Lesson 'first-lesson' has minutes = 20, but its parts take 30."),
    ],
)
def test_wrong_sums_are_found(old: str, new: str, message: str, tracked: Path) -> None:
    change(tracked, old, new)
    found = [str(finding) for finding in check.check_course(registry.load(tracked))]
    assert any(message in each for each in found), found


def headings(*titles: str) -> Callable[[Raw], None]:
    def rename(raw: Raw) -> None:
        for cell in raw["cells"]:
            for old, _, new in (title.partition(" -> ") for title in titles):
                cell["source"] = cell["source"].replace(f"## {old}", f"## {new}")

    return rename


def test_a_part_names_a_heading_that_stands_in_the_lesson(
    tracked: Path, planted: Callable[[Callable[[Raw], None]], Path]
) -> None:
    def said(change: Callable[[Raw], None]) -> list[str]:
        return [str(each) for each in check.check_file(planted(change)) if "names the part" in str(each)]

    good = planted(lambda raw: None).read_bytes()
    assert said(lambda raw: None) == []  # "Explore: the sum" is the part "Explore"
    (found,) = said(headings("Key points -> Key poins"))
    assert (
        "names the part 'Key points' of this lesson, but no heading is called so. Did you mean 'Key poins'?"
        in found
    )
    planted(lambda raw: None).write_bytes(good)
    (found,) = said(headings("What you saw -> Explore: more"))
    assert "names the part 'Explore' of this lesson, but 2 headings are called so." in found


def test_the_start_page_offers_the_tracks(tracked: Path) -> None:
    course = registry.load(tracked)
    start = course.lessons[0]
    assert "tracks" in generated.expected_kinds(course, start)
    assert generated.text("tracks", course, start).splitlines()[2:] == [
        "| **A short way**: Only what matters. | everyone | 15 | "
        '[0](00_start.ipynb "Start here") · [1](01_first_lesson.ipynb "The first lesson") (Predict, Explore) |'
    ]
    missing = [str(each) for each in check.check_file(tracked / "00_start.ipynb")]
    assert any("The generated tracks is missing." in each for each in missing)


# The course's own tracks


def test_the_course_has_the_tracks_that_it_promises() -> None:
    course = registry.load()
    places = {track.id: [course.lesson(step.lesson).order for step in track.steps] for track in course.tracks}
    assert places == {
        "lecture": [1, 2, 4],
        "school": [1, 2, 3, 4, 5, 14],
        "clinical": list(range(1, 15)),
        "patient-and-carer": [1, 6, 9, 12, 13],
        "evidence": [1, 8, 11, 12, 14],
    }
    assert [lesson.order for lesson in course.lessons if lesson.care] == list(range(6, 15))
    half = course.track("patient-and-carer").steps[3]
    assert half != Step("response-and-survival")
    assert minutes_of(course, half) < course.lesson("response-and-survival").minutes
    assert list(wrong_sums(course)) == []


def test_one_lecture_is_what_it_says() -> None:
    course = registry.load()
    assert [minutes_of(course, step) for step in course.track("lecture").steps] == [15, 20, 15]
