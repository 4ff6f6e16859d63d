"""The code carries every result and certainty, is short, and finds every slip in typing it."""

import datetime
import random

import pytest

from metalearn import datasets
from metalearn.errors import MetalearnError
from metalearn.models.teaching import progress_code
from metalearn.models.teaching.progress import COUNTED, Attempt

DAY = datetime.datetime(2026, 3, 2, 9, 30, 20, tzinfo=datetime.UTC)
QUESTIONS = datasets.questions()
SECOND = "401AE-X00Z2-0829Y-JSCF"  # written by the second version
LESSONS = {each.id: each.lesson for each in QUESTIONS}


def some(ids, seed=1, moment="after"):
    chance = random.Random(seed)
    return [
        Attempt(
            id,
            LESSONS.get(id, ""),
            "2026-03-01T00:00:00.000Z",
            chance.choice(COUNTED),
            chance.randrange(5),
            (1,),
            moment,
        )
        for id in ids
    ]


def carried(attempts):
    return {(each.question, each.result, each.certainty, each.moment) for each in attempts}


@pytest.mark.parametrize("seed", range(20))
def test_what_was_written_is_read(seed):
    chance = random.Random(seed)
    attempts = some(chance.sample(sorted(LESSONS), chance.randint(0, len(LESSONS))), seed)
    attempts += some(chance.sample(sorted(LESSONS), chance.randint(0, len(LESSONS))), seed + 1, "before")
    read = progress_code.read(progress_code.write(attempts, DAY), LESSONS)
    assert carried(read) == carried(attempts)
    assert {each.when for each in read} <= {"2026-03-02T09:30:59.999Z"}  # the minute's end
    assert all(each.lesson == LESSONS[each.question] and each.answer is None for each in read)


def test_every_state_of_one_question():
    for result in COUNTED:
        for certainty in range(5):
            one = [Attempt("Q07c", "finding-it", "2026-03-01T00:00:00.000Z", result, certainty)]
            assert carried(progress_code.read(progress_code.write(one, DAY), LESSONS)) == carried(one)


def test_its_length():
    """With every question of the course and the pre-test answered it is as long as a few addresses of web pages."""
    code = progress_code.write(some(sorted(LESSONS)), DAY)
    assert len(code.replace("-", "")) <= 105 and len(code) <= 125
    assert set(map(len, code.split("-")[:-1])) == {5}
    assert len(progress_code.write(some(["Q01a"]), DAY)) <= 25
    pre_test = some(["Q01a", "Q02c", "Q03a", "Q04a", "Q08a", "Q09b", "Q12e", "Q13a"], 1, "before")
    assert len(progress_code.write([*some(sorted(LESSONS)), *pre_test], DAY)) <= 160


def test_case_spaces_and_letters_that_look_alike_make_no_difference():
    attempts = some(sorted(LESSONS))
    code = progress_code.write(attempts, DAY)
    for typed in (
        code.lower(),
        code.replace("-", " "),
        code.replace("-", ""),
        f'  "{code}"\n',
        code.replace("0", "O").replace("1", "l"),
        code.replace("-", "\u2013"),
    ):
        assert carried(progress_code.read(typed, LESSONS)) == carried(attempts)


def test_every_wrong_character_is_found():
    code = progress_code.write(some(sorted(LESSONS)[:9]), DAY).replace("-", "")
    for place, right in enumerate(code):
        for other in progress_code.DIGITS.replace(right, ""):
            with pytest.raises(MetalearnError, match="does not add up"):
                progress_code.read(code[:place] + other + code[place + 1 :], LESSONS)


def test_swapped_missing_and_added_characters_are_found():
    code = progress_code.write(some(sorted(LESSONS)), DAY).replace("-", "")
    slips = [
        code[:i] + code[i + 1] + code[i] + code[i + 2 :]
        for i in range(len(code) - 1)
        if code[i] != code[i + 1]
    ]
    slips += [code[:i] + code[i + 1 :] for i in range(len(code))]
    slips += [code[:i] + "7" + code[i:] for i in range(len(code))]
    slips += ["", "hello", "0000000000000", "ÄÖÜ" * 9, code + code, "U" * 30]
    for slip in slips:
        with pytest.raises(MetalearnError, match="does not add up"):
            progress_code.read(slip, LESSONS)


def test_questions_added_later_do_not_spoil_an_older_code():
    attempts = some(["Q01a", "Q09c", "Q13e"])
    code = progress_code.write(attempts, DAY)
    assert carried(progress_code.read(code, {**LESSONS, "Q01z": "x", "Q15a": "y"})) == carried(attempts)
    assert progress_code.read(code, {})[0].lesson == ""


def test_a_code_of_a_newer_version_says_so(monkeypatch):
    monkeypatch.setattr(progress_code, "_VERSION", 4)
    code = progress_code.write(some(["Q01a"]), DAY)
    monkeypatch.undo()
    with pytest.raises(MetalearnError, match="of version 4: a newer metalearn"):
        progress_code.read(code, LESSONS)


def test_questions_of_ones_own_are_not_carried():
    assert progress_code.write(some(["my own", "Q1"]), DAY) == progress_code.write([], DAY)


def test_a_code_of_the_first_version_is_dated_at_the_end_of_its_day():
    """That version held the day alone: what was answered earlier on that day must not count as later."""
    (found,) = progress_code.read("201W0-1Y3AT-G358", LESSONS)
    assert (found.question, found.result, found.certainty) == ("Q01a", "wrong", 4)
    assert found.when == "2026-03-02T23:59:59.999Z"


def test_a_code_of_the_second_version_is_read():
    """That version knew nothing of what was answered before a lesson."""
    found = progress_code.read(SECOND, LESSONS)
    assert carried(found) == {("Q01a", "wrong", 4, "after"), ("Q02b", "right", 1, "after")}
    assert {each.when for each in found} == {"2026-03-02T09:30:59.999Z"}
