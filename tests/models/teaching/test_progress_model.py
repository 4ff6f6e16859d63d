"""What attempts add up to: the last one counts, the first is not forgotten, and "sure but wrong" stands out."""

from metalearn import datasets
from metalearn.models.teaching.progress import Attempt, histories, latest, merged, summary

QUESTIONS = datasets.questions()


def attempt(question, result, certainty=0, day=1, answer=(0,), moment="after"):
    lesson = next((each.lesson for each in QUESTIONS if each.id == question), "own")
    when = f"2026-03-{day:02d}T09:30:00.000000Z"
    return Attempt(question, lesson, when, result, certainty, answer, moment)


def test_nothing_answered():
    nothing = summary((), QUESTIONS)
    assert (nothing.answered, nothing.questions, nothing.since, nothing.last) == (0, len(QUESTIONS), "", "")
    assert repr(nothing) == "No question answered yet."
    assert [each.lesson for each in nothing.by_lesson] == list(dict.fromkeys(q.lesson for q in QUESTIONS))
    assert sum(each.questions for each in nothing.by_lesson) == len(QUESTIONS)


def test_the_last_attempt_counts_and_all_are_kept():
    found = summary(
        [attempt("Q01a", "right", 3, day=5), attempt("Q01a", "wrong", 1, day=2), attempt("Q02a", "partly")],
        QUESTIONS,
    )
    assert (found.answered, found.right, found.partly, found.wrong, found.attempts) == (2, 1, 1, 0, 3)
    assert (found.since, found.last) == ("2026-03-01", "2026-03-05")
    first = found.by_lesson[0]
    assert (first.lesson, first.answered, first.right, first.questions) == ("what-metastasis-is", 1, 1, 5)


def test_sure_but_wrong_stands_out_until_it_is_put_right():
    sure = [
        attempt("Q01a", "wrong", 3),
        attempt("Q01b", "wrong", 2),
        attempt("Q02a", "wrong", 4),
        attempt("Q03a", "partly", 4),
    ]
    found = summary(sure, QUESTIONS)
    assert found.sure_but_wrong == ("Q01a", "Q02a") and found.put_right == ()
    assert found.by_lesson[0].sure_but_wrong == ("Q01a",)
    assert "most worth a second look: Q01a, Q02a." in repr(found)
    right = [attempt(id, "right", 2, day=9) for id in ("Q01a", "Q01b")]
    later = summary([*sure, *right], QUESTIONS)
    assert later.sure_but_wrong == ("Q02a",) and later.put_right == ("Q01a",)
    assert "right since: Q01a." in repr(later)


def test_a_question_of_ones_own_counts_in_its_own_lesson():
    found = summary([attempt("mine", "right")], QUESTIONS)
    assert found.questions == len(QUESTIONS) + 1 and found.by_lesson[-1].lesson == "own"


def test_merging_takes_each_attempt_once_in_any_order():
    one, two = attempt("Q01a", "right", day=2), attempt("Q01a", "wrong", day=1)
    assert merged([one, two], [two], [one]) == (two, one) == merged([two], [one])
    assert latest([one, two])["Q01a"] is one


def test_an_attempt_says_day_result_and_certainty():
    assert attempt("Q01a", "partly", 4).says() == "2026-03-01: partly right, certain"
    assert attempt("Q01a", "wrong").says() == "2026-03-01: not right"


def test_a_notice_comes_first():
    assert repr(summary((), QUESTIONS, "The file was damaged.")).startswith("The file was damaged.\n")


def before(question, result, day):
    return attempt(question, result, 4, day=day, moment="before")


def test_before_is_the_last_word_before_the_answer_was_told():
    first, second, late = (
        before("Q01a", result, day) for result, day in (("wrong", 1), ("partly", 2), ("right", 9))
    )
    told = attempt("Q01a", "wrong", 1, day=5)
    history = histories([late, told, second, first])["Q01a"]
    assert (history.before, history.latest) == (second, told) and history.attempts == (
        first,
        second,
        told,
        late,
    )
    assert histories([first])["Q01a"].change is None and histories([told])["Q01a"].before is None
    assert histories([told, late])["Q01a"].change is None  # kept only after the answer had been told
    again = attempt("Q01a", "right", 3, day=12)
    assert histories([told, late, again])["Q01a"].change.kind == "still right"


def test_what_became_of_each_and_what_waits():
    pairs = {
        "Q01a": ("wrong", "right"),
        "Q01b": ("right", "right"),
        "Q02a": ("partly", "wrong"),
        "Q03a": ("right", "wrong"),
    }
    kept = [before(id, was, 1) for id, (was, _now) in pairs.items()] + [before("Q13a", "wrong", 1)]
    found = summary([*kept, *(attempt(id, now, 2, day=3) for id, (_was, now) in pairs.items())], QUESTIONS)
    assert [each.kind for each in found.changes] == [
        "put right",
        "still right",
        "not right yet",
        "no longer right",
    ]
    assert found.waiting == ("Q13a",) and found.put_right == ("Q01a",)
    assert (found.answered, found.attempts) == (4, 9)
    assert "Q01a: before not right, certain; now right, not sure" in repr(found)


def test_what_is_behind_an_answer_that_was_sure_and_wrong():
    found = summary(
        [attempt("Q01a", "wrong", 4, answer=(0,)), attempt("Q02a", "wrong", 4, answer=None)], QUESTIONS
    )
    assert [(each.question, each.lesson, each.mistakes) for each in found.look_again] == [
        ("Q01a", "what-metastasis-is", ("E01",)),
        ("Q02a", "journey-of-one-cell", ()),
    ]
    assert "perhaps the thought that: A tumour is called after" in repr(found)
    assert "Q02a: to read again: journey-of-one-cell" in repr(found)
