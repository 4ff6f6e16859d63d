"""The mistakes behind a wrong answer: by kind of question, each once, and none behind a right one."""

import pytest

from metalearn import datasets
from metalearn.models.teaching.mistaken import behind

EVERY = datasets.questions()


def mistakes(id, *places):
    listed = datasets.question(id).mistakes
    return tuple(dict.fromkeys(listed[place] for place in places))


@pytest.mark.parametrize("question", EVERY, ids=lambda each: each.id)
def test_nothing_is_behind_a_right_answer_or_an_unknown_one(question):
    assert behind(question, question.answer) == behind(question, None) == behind(question, ()) == ()


@pytest.mark.parametrize(
    ("id", "answer", "places"),
    [
        ("Q08a", (3,), (3,)),
        ("Q01b", (0, 1, 3), (1, 3)),
        ("Q07h", 90.0, (0,)),
        ("Q12a", -23.75, (0,)),
        ("Q07g", (3, 2, 1, 0), (2, 3)),
        ("Q09d", [[1, 2], [0, 2, 3], [0, 3], [0, 4], [1, 5], [0]], (2, 5)),
        ("Q08f", (0, 0), (0, 4)),
        ("Q08f", (1, 3), (7,)),
    ],
)
def test_what_is_behind_a_wrong_answer(id, answer, places):
    assert behind(datasets.question(id), answer) == mistakes(id, *places) != ()


def test_one_mistake_behind_many_rows_is_named_once():
    assert behind(datasets.question("Q02a"), (0, 1, 2, 3, 4)) == ("E07",)


def test_a_number_that_nobody_expected_and_an_answer_that_does_not_fit_have_none():
    assert behind(datasets.question("Q07h"), 3.0) == ()
    for odd in ("x", (9,), {"a": 1}, ((0,),)):
        assert behind(datasets.question("Q01a"), odd) == ()
