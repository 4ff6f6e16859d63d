"""Marking: each kind of question, and that nobody is wrong who has not answered."""

from dataclasses import replace

import pytest

from metalearn import datasets
from metalearn.errors import MetalearnError
from metalearn.models.teaching import quiz
from metalearn.models.teaching import quiz_answers as shapes
from metalearn.models.teaching import quiz_words as words

SINGLE = datasets.question("Q01a")
MULTIPLE = datasets.question("Q01b")
NUMERIC = datasets.question("Q02b")
ORDERING = datasets.question("Q02a")
MATCHING = datasets.question("Q01c")
EVERY = datasets.questions()


def result(question, answer):
    return quiz.mark(question, shapes.normal(question, answer)).result


@pytest.mark.parametrize("question", EVERY, ids=lambda each: each.id)
def test_no_answer_is_unattempted_not_wrong(question):
    for nothing in (None, (), []):
        assert result(question, nothing) == "unattempted"
    assert quiz.notes(question, ()) == ()
    assert quiz.mark(question, ()).verdict.startswith("No answer yet")


@pytest.mark.parametrize("question", EVERY, ids=lambda each: each.id)
def test_the_right_answer_is_right_and_it_is_the_only_one(question):
    assert result(question, question.answer) == "right"
    right = [each for each in shapes.answers(question) if quiz.mark(question, each).result == "right"]
    assert len(right) == (0 if question.kind == "numeric" else 1)
    assert quiz.solution(question)


def test_single():
    assert [result(SINGLE, i) for i in range(4)] == ["wrong", "right", "wrong", "wrong"]
    assert [note.right for note in quiz.notes(SINGLE, (0,))] == [False]


def test_multiple():
    assert result(MULTIPLE, (2, 0)) == "right"
    assert result(MULTIPLE, (0,)) == "partly"
    assert result(MULTIPLE, (0, 1, 2, 3)) == "partly"
    assert result(MULTIPLE, (1, 3)) == "wrong"
    assert (
        quiz.mark(MULTIPLE, (0, 1)).verdict == "Partly right: 1 of the 2 that fit, and 1 that does not fit."
    )
    assert [note.right for note in quiz.notes(MULTIPLE, (0, 1))] == [True, False]


def test_numeric_counts_the_tolerance_and_its_edge():
    close = replace(NUMERIC, answer=24.6, tolerance=0.2)
    assert [result(close, x) for x in (24.6, 24.4, 24.8)] == ["right"] * 3
    assert quiz.mark(close, 24.3).verdict == "Not right: this is too low."
    assert quiz.mark(close, 24.9).verdict == "Not right: this is too high."
    assert result(NUMERIC, 100) == "right"
    assert result(NUMERIC, 0) == "wrong"
    assert quiz.solution(replace(close, unit="%")) == ("24.6 % (within 0.2)",)


def test_ordering():
    right = ORDERING.answer
    assert result(ORDERING, right[::-1]) == "partly"  # the middle stays in its place
    assert result(ORDERING, (*right[1:], right[0])) == "wrong"
    assert result(ORDERING, (right[0], -1, -1, -1, -1)) == "unattempted"
    assert result(ORDERING, (right[0],) * 5) == "unattempted"
    assert quiz.mark(ORDERING, (right[0],) * 5).verdict.startswith("Not complete yet")


def test_matching():
    right = MATCHING.answer
    assert result(MATCHING, (right[1], right[0], *right[2:])) == "partly"
    assert result(MATCHING, (right[0],) * 4) == "partly"
    assert result(MATCHING, (*right[1:], right[0])) == "wrong"
    assert result(MATCHING, (-1, *right[1:])) == "unattempted"
    assert result(MATCHING, (-1,) * 4) == "unattempted"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (SINGLE, 4),
        (SINGLE, -1),
        (SINGLE, (0, 1)),
        (SINGLE, "B"),
        (SINGLE, True),
        (MULTIPLE, (0, 9)),
        (NUMERIC, "100"),
        (NUMERIC, float("nan")),
        (NUMERIC, True),
        (ORDERING, (0, 1)),
        (MATCHING, (0, 1, 2, 9)),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_what_would_do(question, answer):
    with pytest.raises(MetalearnError, match="it takes"):
        shapes.normal(question, answer)


def test_sure_but_wrong_and_right_but_unsure_have_their_own_words():
    said = {
        words.calibration(result, certainty)
        for result in ("right", "partly", "wrong")
        for certainty in (1, 4)
    }
    assert len(said) == 6
    assert "sure" in words.calibration("wrong", 4)
    assert "unsure" in words.calibration("right", 1)
    assert words.calibration("right", 0) == words.calibration("unattempted", 4) == ""


def test_a_question_that_cannot_be_shown_is_refused_plainly():
    long = replace(ORDERING, options=tuple("abcdefgh"), answer=tuple(range(8)))
    with pytest.raises(MetalearnError, match="40,320 possible answers"):
        shapes.check_question(long)
    with pytest.raises(MetalearnError, match="of kind 'essay'"):
        shapes.check_question(replace(SINGLE, kind="essay"))
