"""A lecture laid out from parts: what comes first, what does not fit, and what is refused."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path

import pytest

from metalearn.cli import main
from metalearn.course import registry
from metalearn.course.plan import Plan, lay_out, lecture, overview, steps
from metalearn.course.registry import Course
from metalearn.course.tracks import Part, Step, Track
from metalearn.errors import MetalearnError

COURSE = registry.load()


def course(tmp_path: Path, *lessons: tuple[Part, ...]) -> Course:
    """Three lessons and more with parts of one's own, in a folder that has no files."""
    made = [dataclasses.replace(COURSE.lessons[n], parts=parts) for n, parts in enumerate(lessons)]
    return Course("A", "B", "C", tuple(made), tmp_path)


def part(heading: str, minutes: int, priority: int, *tags: str) -> Part:
    return Part(heading, minutes, priority, tags or ("lecture",))


def names(plan: Plan) -> list[str]:
    return [f"{lesson.order} {part.heading}" for lesson, part in plan.taken]


@pytest.fixture
def three(tmp_path: Path) -> Course:
    first = (part("a", 5, 1), part("b", 5, 1), part("c", 4, 2))
    second = (part("d", 9, 1), part("e", 1, 2), part("f", 2, 3))
    return course(tmp_path, first, second, (part("g", 6, 2), part("h", 3, 3), part("i", 1, 1, "x")))


def test_what_matters_most_comes_first_and_is_given_in_the_order_of_the_lessons(three: Course) -> None:
    assert names(lay_out(three, 19)) == ["0 a", "0 b", "1 d"]
    assert names(lay_out(three, 24)) == ["0 a", "0 b", "0 c", "1 d", "1 e"]
    everything = lay_out(three, 600)
    assert names(everything) == ["0 a", "0 b", "0 c", "1 d", "1 e", "1 f", "2 g", "2 h"]
    assert everything.left == () and everything.used == 35


def test_parts_that_belong_together_come_together_or_not_at_all(three: Course) -> None:
    plan = lay_out(three, 9)  # a and b take 10, so a alone would fit
    assert names(plan) == ["1 d"]
    assert [str(block) for block in plan.left] == [
        "a, b of lesson 0 (10 minutes)",
        "c of lesson 0 (4 minutes)",
        "e of lesson 1 (1 minutes)",
        "f of lesson 1 (2 minutes)",
        "g of lesson 2 (6 minutes)",
        "h of lesson 2 (3 minutes)",
    ]


def test_a_lesson_whose_beginning_did_not_fit_is_left_out(three: Course) -> None:
    # c (4 minutes) would fit beside d (9), but is of no use without a and b.
    assert names(lay_out(three, 14)) == ["0 a", "0 b", "0 c"]
    assert names(lay_out(three, 8)) == ["2 g"]


def test_a_track_keeps_to_its_lessons_and_parts_in_its_order(three: Course) -> None:
    ids = [lesson.id for lesson in three.lessons]
    track = Track("t", "T", "p", "a", 9, (Step(ids[2], ("i", "g")), Step(ids[0])))
    assert names(lay_out(three, 600, track)) == ["2 g", "2 i", "0 a", "0 b", "0 c"]


@pytest.mark.parametrize("minutes", [0, -5, 601, True, 2.5, "50"])
def test_what_is_no_length_of_a_lecture_is_refused(minutes: int, three: Course) -> None:
    with pytest.raises(MetalearnError, match="cannot be laid out: expected a whole number from 1 to 600"):
        lay_out(three, minutes)


def test_too_little_time_is_said_with_the_shortest_beginning(three: Course) -> None:
    # e takes 1 minute and h 3, but neither can be the first of its lesson.
    with pytest.raises(
        MetalearnError, match=r"into 5 minutes: the shortest that the course can begin with is g of les"
    ):
        lay_out(three, 5)
    assert names(lay_out(three, 6)) == ["2 g"]


def test_a_track_without_parts_is_said(three: Course) -> None:
    bare = dataclasses.replace(
        three, lessons=tuple(dataclasses.replace(one, parts=()) for one in three.lessons)
    )
    with pytest.raises(MetalearnError, match="no part in the course that a lecture can be laid out from"):
        lay_out(bare, 50)


def test_the_text_goes_minute_by_minute_with_file_and_heading(three: Course) -> None:
    text = lecture(three, 20)
    titles = [lesson.title for lesson in three.lessons]
    assert text.splitlines()[0] == "A lecture of 20 minutes."
    assert text.splitlines()[2] == f"   0-5    a of lesson 0: {titles[0]}"
    assert text.splitlines()[4] == f"   5-10   b of lesson 0: {titles[0]}"
    assert text.splitlines()[6] == f"  10-19   d of lesson 1: {titles[1]}"
    assert text.splitlines()[7].endswith("01_what_metastasis_is.ipynb, ## d")
    assert text.splitlines()[-3:] == [
        "  lesson 0: c 4 minutes",
        "  lesson 1: f 2 minutes",
        "  lesson 2: g 6, h 3 minutes",
    ]
    assert lecture(three, 36).splitlines()[0] == "A lecture of 35 minutes; 1 of 36 stay free."
    assert "Did not fit" not in lecture(three, 36)


def test_the_heading_is_the_one_that_stands_in_the_lesson(course_folder: Path) -> None:
    path = course_folder / "course.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write(
            'parts = [{ heading = "Explore", minutes = 7, priority = 1, tags = ["lecture"], note = "Slowly" }]\n'
        )
    lines = lecture(registry.load(course_folder), 10).splitlines()
    assert lines[3].endswith("01_first_lesson.ipynb, ## Explore: the sum")
    assert lines[4].strip() == "(Slowly)"


# The course's own


def test_fifty_minutes_of_the_course_are_its_lecture() -> None:
    track = COURSE.track("lecture")
    whole = lay_out(COURSE, track.minutes)
    assert whole.used == track.minutes == 50
    assert whole.taken == lay_out(COURSE, 600, track).taken


@pytest.mark.parametrize("track", [None, *COURSE.tracks], ids=lambda track: track.id if track else "all")
def test_no_lecture_is_longer_than_its_time_and_no_first_choice_is_left_for_a_second(
    track: Track | None,
) -> None:
    before = 0
    for minutes in itertools.chain(range(20, 130, 5), [600]):
        plan = lay_out(COURSE, minutes, track)
        assert plan.used <= minutes and plan == lay_out(COURSE, minutes, track)
        free = minutes - plan.used
        open_ = {lesson.id for lesson, _part in plan.taken}
        for block in plan.left:
            late = [
                each for each in plan.left if each.lesson == block.lesson and each.priority < block.priority
            ]
            assert block.minutes > free or late, block
        assert open_
        before = max(before, plan.used)
    assert before == plan.used and plan.left == ()


# metalearn plan


def test_without_arguments_it_lists_the_tracks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan"]) == 0
    said = capsys.readouterr().out
    assert said.rstrip() == overview(COURSE)
    for track in COURSE.tracks:
        assert f"{track.id} ({track.minutes} minutes): {track.title}\n" in said
    assert "Lessons 1, 6, 9, 12, 13." in said


def test_a_track_alone_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--track", "patient-and-carer"]) == 0
    said = capsys.readouterr().out
    assert said.rstrip() == steps(COURSE, COURSE.track("patient-and-carer"))
    assert "  35  6. Symptoms and emergencies\n" in said and "06_symptoms.ipynb\n" in said
    assert "12_response_and_survival.ipynb, only: " in said


def test_a_course_without_tracks_says_so(three: Course) -> None:
    assert overview(three).startswith("This course has no tracks.")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--minutes", "3"), 2, "metalearn: Nothing fits into 3 minutes: the shortest that "),
        (
            ("--minutes", "0"),
            2,
            "'0' is no length of a lecture; it is a whole number of minutes from 1 to 600.",
        ),
        (("--minutes", "-5"), 2, "'-5' is no length of a lecture"),
        (("--minutes", "an hour"), 2, "'an hour' is no length of a lecture"),
        (("--minutes", "601"), 2, "'601' is no length of a lecture"),
        (("--track", "schol"), 2, "Unknown track 'schol'. Did you mean 'school'? See all"),
        (("--minuts", "5"), 2, "there is no option '--minuts'; did you mean '--minutes'?"),
    ],
)
def test_nonsense_is_answered_in_one_line(
    words: tuple[str, ...], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        answered = main(["plan", *words])
    except SystemExit as stop:
        answered = int(stop.code or 0)
    said = capsys.readouterr()
    assert (answered, said.out) == (code, "") and message in said.err and said.err.count("\n") == 1
