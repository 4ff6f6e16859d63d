"""Before a lesson a quiz keeps an answer and says nothing; later it says what was answered and whether it changed."""

import gzip
import json
from dataclasses import replace

import pytest

from metalearn import Quiz, datasets, progress
from metalearn.errors import UnknownNameError
from metalearn.models.teaching import quiz as marking
from tests.widgets.answers import check, kept, opened, restart

EVERY = datasets.questions()
PRE_TEST = ("Q01a", "Q02c", "Q03a", "Q04a", "Q08a", "Q09b", "Q12e", "Q13a")
by_id = pytest.mark.parametrize("question", EVERY, ids=lambda each: each.id)
pytestmark = pytest.mark.usefixtures("path")


def words(text):
    return " ".join(text.split())


def told(question):
    """Everything that only somebody says who knows the answer."""
    said = (question.hint, question.explanation, *question.explanations)
    asked = " ".join((question.stem, *question.options, *question.matches))
    return [each for each in said if len(each) > 12 and each not in asked]


@by_id
def test_nothing_of_the_answer_is_described_shipped_or_in_the_twin(question):
    quiz = Quiz(question.id, moment="before")
    shipped = json.loads(gzip.decompress(quiz._payload))
    assert not set(shipped) & {
        "marks",
        "verdicts",
        "notes",
        "number",
        "solution",
        "explanation",
        "calibration",
    }
    texts = [json.dumps(shipped, ensure_ascii=False), quiz.twin()]
    for each in (question.answer, ()):
        quiz.answer, quiz.certainty, quiz.checked = each, 3, True
        texts += [quiz.describe(), str(quiz.table())]
        quiz.checked = False
    for text in texts:
        assert not [each for each in told(question) if each in words(text)]
    assert marking.solution(question)[0] not in quiz.twin() or question.kind in (
        "single",
        "multiple",
        "error",
    )


@by_id
def test_a_right_and_a_wrong_answer_are_told_alike(question):
    said = set()
    for answer in (question.answer, next(each for each in answers(question))):
        quiz = Quiz(question.id, moment="before")
        quiz.answer, quiz.certainty, quiz.checked = answer, 3, True
        said.add(words(quiz.describe()).rsplit("Fairly sure", 1)[1])
        assert quiz.result == "kept"
        fields = {card.field for card in quiz.evidence()}
        fields |= {card.field for card in quiz._folded_cards()}
        assert not fields & {"answer", "explanation", "explanations", "hint"}
    assert said == {" Kept. You will meet this question again at the end. What is right is said there."}


def answers(question):
    """Complete answers that are not right."""
    quiz = Quiz(question.id)
    for controls, _text in quiz.drive():
        if marking.mark(question, controls["answer"]).result in ("wrong", "partly"):
            yield controls["answer"]


def test_it_keeps_answer_certainty_and_moment(path):
    quiz = Quiz("Q01a", moment="before")
    quiz.answer, quiz.checked = 0, True
    assert quiz.result == "unattempted" and not path.exists()
    assert "say how sure you are, too" in words(quiz.describe())
    quiz.certainty = 4
    assert quiz.result == "kept" and quiz.moment == "before"
    (entry,) = kept(path)
    assert (entry["question"], entry["certainty"], entry["answer"], entry["moment"]) == (
        "Q01a",
        4,
        [0],
        "before",
    )
    assert Quiz("Q01a").moment == "after" and check("Q01b", (0, 2)).result == "right"
    assert kept(path)[1]["moment"] == "after"


def test_an_incomplete_answer_is_not_kept(path):
    for id, answer in (("Q02a", (3, -1, -1, -1, -1)), ("Q08f", (1, -1)), ("Q06e", [[0], [], [], [], [], []])):
        assert check(id, answer, 4, "before").result == "unattempted"
    assert "choose one first" in check("Q01a", (), 4, "before").describe()
    assert not path.exists()


def test_driving_leaves_it_as_it_was_and_keeps_nothing(path):
    quiz = Quiz("Q01a", moment="before")
    before = quiz.describe()
    seen = [controls for controls, _text in quiz.drive()]
    assert {each["certainty"] for each in seen} == {0, 1, 2, 3, 4} and not any(
        each["hinted"] for each in seen
    )
    assert quiz.describe() == before and not path.exists() and not quiz.orphans()


def test_the_quiz_at_the_end_says_what_was_answered_and_whether_it_changed(path):
    check("Q01a", 0, 4, "before")
    restart()
    day = kept(path)[0]["checked_at"][:10]
    quiz = Quiz("Q01a")
    (heard,) = opened(quiz)
    assert heard["earlier"].startswith("You kept an answer to this question before the lesson.")
    assert (
        "then" not in heard and "Lung cancer (" not in quiz.describe() and "not right" not in heard["earlier"]
    )
    told = opened(quiz)
    quiz.answer, quiz.certainty, quiz.checked = 1, 3, True
    line = f"Before the lesson, on {day}: Lung cancer (not right, certain)."
    assert told[-1]["then"] == f"{line} Your answer has changed. Then it was not right, and now it is."
    assert line in words(quiz.describe()) and not quiz.orphans()
    quiz.answer = 0
    assert line not in words(quiz.describe())  # until it is checked again
    quiz.checked = False
    quiz.checked = True
    assert "Your answer has not changed. It is not right yet" in words(quiz.describe())


def test_who_never_saw_the_first_one_sees_nothing_of_it(path):
    check("Q01a", 0, 4)
    heard = opened(quiz := Quiz("Q01a"))
    quiz.answer, quiz.checked = 1, True
    assert not [each for each in heard if "then" in each] and "efore" not in quiz.describe()
    assert "efore" not in repr(progress.summary())


def test_without_a_live_view_nothing_depends_on_who_ran_it(path):
    before = check("Q01a", 1, 3).describe()
    check("Q01a", 0, 4, "before")
    assert check("Q01a", 1, 3).describe() == before


def test_the_same_question_in_its_own_lesson_does_not_lose_the_first_answer(path):
    """The pre-test in lesson 1, the question in its own lesson, and again at the end of the course."""
    check("Q02c", 0, 4, "before")
    check("Q02c", 1, 2)
    assert [each.kind for each in progress.summary().changes] == ["not right yet"]
    check("Q02c", 0, 1, "before")  # lesson 1 once more, after the answer had been told
    restart()
    told = opened(quiz := Quiz("Q02c"))
    quiz.answer, quiz.certainty, quiz.checked = 3, 3, True
    assert "Leaving the primary tumour (not right, certain)" in told[-1]["then"]
    (change,) = progress.summary().changes
    assert (change.kind, change.before.certainty, change.after.certainty) == ("put right", 4, 3)
    assert len(kept(path)) == 4


def test_a_live_view_before_says_when_it_was_kept_and_not_how_it_was_marked(path):
    assert opened(Quiz("Q01a", moment="before")) == [{"earlier": "", "notice": ""}]
    check("Q01a", 0, 1, "before")
    restart()
    day = kept(path)[0]["checked_at"][:10]
    quiz = Quiz("Q01a", moment="before")
    (heard,) = opened(quiz)
    assert heard["earlier"].startswith(f"You kept an answer on {day} (a guess).")
    assert "right" not in heard["earlier"] and not quiz.orphans()
    told = opened(quiz)
    quiz.answer, quiz.certainty, quiz.checked = 1, 2, True
    assert told[-1] == {"earlier": f"Kept on {day}.", "notice": ""}
    check("Q01a", 1, 4)
    assert "already checked" in opened(Quiz("Q01a", moment="before"))[0]["earlier"]


def test_what_was_answered_before_is_neither_right_nor_wrong(path):
    for id in PRE_TEST:
        check(id, (0,), 4, "before")
    found = progress.summary()
    assert (found.answered, found.right, found.partly, found.wrong) == (0, 0, 0, 0)
    assert found.sure_but_wrong == found.put_right == found.changes == () and found.waiting == PRE_TEST
    text = repr(found)
    assert text.startswith("No question answered yet.") and "to be met again at its end: Q01a" in text
    assert "not right" not in text


def test_a_question_that_has_changed_since_still_says_how_it_went(path):
    check("Q01a", 3, 4, "before")
    shorter = replace(
        datasets.question("Q01a"),
        options=datasets.question("Q01a").options[:3],
        explanations=datasets.question("Q01a").explanations[:3],
    )
    told = opened(quiz := Quiz(shorter))
    quiz.answer, quiz.checked = 1, True
    assert "not right, certain. The answer itself is not known here." in told[-1]["then"]


def test_numbers_and_grids_are_said_in_words(path):
    check("Q02b", 5000, 2, "before")
    told = opened(quiz := Quiz("Q02b"))
    quiz.answer, quiz.checked = 100, True
    assert "5,000 cells (not right, not sure)" in told[-1]["then"] and not quiz.orphans()
    check("Q09e", [[0], [1], [0], [0], [1], [0]], 2, "before")
    told = opened(quiz := Quiz("Q09e"))
    quiz.answer, quiz.certainty, quiz.checked = [[0], [1], [0], [0], [1], [0]], 2, True
    assert "Days of waiting for a result, with little sleep: burden" in told[-1]["then"]
    assert "Your answer has not changed." in told[-1]["then"]


def test_old_files_load_and_new_ones_say_their_moment(path):
    check("Q01a", 1, 3)
    old = path.read_text(encoding="utf-8").replace('"format": 2', '"format": 1')
    entry = json.loads(old)
    del entry["attempts"][0]["moment"]
    path.write_text(json.dumps(entry), encoding="utf-8")
    restart()
    assert progress.summary().right == 1 and not progress.summary().notice
    check("Q01b", (0, 2), 2, "before")
    content = json.loads(path.read_text(encoding="utf-8"))
    assert [each["moment"] for each in content["attempts"]] == ["after", "before"] and content["format"] == 2
    assert "moment" in content["how_to_read"]


@pytest.mark.parametrize("slip", ['"early"', "7", "null", '["before"]'])
def test_a_moment_that_nobody_knows_is_damage(slip, path):
    check("Q01a", 1, 3, "before")
    restart()
    path.write_text(path.read_text().replace('"moment": "before"', f'"moment": {slip}'))
    assert "damaged" in progress.summary().notice


def test_a_code_carries_both(path, monkeypatch, tmp_path):
    check("Q01a", 0, 4, "before")
    check("Q12e", (0,), 2, "before")
    check("Q01a", 1, 3)
    code, here = progress.code(), progress.summary()
    monkeypatch.setenv("METALEARN_PROGRESS", str(tmp_path / "fresh.json"))
    restart()
    there = progress.restore(code)
    assert [each.says() for each in there.changes] == [each.says() for each in here.changes]
    assert there.waiting == here.waiting == ("Q12e",) and there.answered == here.answered == 1
    assert progress.restore(code).attempts == 3  # read twice, it adds nothing
    assert progress.code().split("-")[2:-2] == code.split("-")[2:-2]


def test_a_code_adds_no_first_answer_that_is_here_already(path):
    """The answer of that day counts, and not one that was kept after the lesson had told."""
    check("Q01a", 0, 4, "before")
    check("Q01a", 1, 3)
    check("Q01a", 1, 1, "before")
    day = kept(path)[0]["checked_at"][:10]
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{day}T', '"2026-03-01T'), encoding="utf-8")
    restart()
    assert progress.restore(progress.code()).attempts == 3
    assert progress.summary().changes[0].before.certainty == 4


def test_slips_are_answered_plainly():
    with pytest.raises(UnknownNameError, match="Did you mean 'before'"):
        Quiz("Q01a", moment="befor")
