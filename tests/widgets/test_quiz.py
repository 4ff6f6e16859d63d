"""The quiz: it marks without a kernel what Python marks, and keeps the answer until it is asked for."""

import gzip
import json
import re
from dataclasses import replace

import pytest

from metalearn import Quiz, datasets
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.models.teaching import quiz as marking
from metalearn.models.teaching import quiz_answers as shapes
from metalearn.models.teaching.quiz import Note

EVERY = datasets.questions()
SAFE = {"a", "br", "details", "figcaption", "figure", "li", "ol", "p", "summary", "ul"}
SAFE |= {"caption", "table", "tbody", "td", "th", "thead", "tr"}
by_id = pytest.mark.parametrize("question", EVERY, ids=lambda each: each.id)


def payload(widget):
    return json.loads(gzip.decompress(widget._payload))


def unwrapped(text):
    return " ".join(text.split())


def answered(id, answer, certainty=0):
    quiz = Quiz(id)
    quiz.answer, quiz.certainty, quiz.checked = answer, certainty, True
    return quiz


@by_id
def test_driving_walks_every_answer_and_leaves_the_quiz_as_it_was(question):
    quiz = Quiz(question.id)
    before = quiz.describe()
    seen = [controls for controls, text in quiz.drive() if text]
    answers = {controls["answer"] for controls in seen if controls["checked"]}
    assert answers >= {(), *shapes.answers(question)}
    for result in {marking.mark(question, answer).result for answer in answers}:
        found = [each for each in seen if marking.mark(question, each["answer"]).result == result]
        ways = {(each["certainty"], each["checked"], each["hinted"]) for each in found}
        assert len(ways) == 20
    assert quiz.describe() == before


def test_a_fault_in_a_callback_surfaces():
    quiz = Quiz("Q01a")

    def fault(_change):
        raise RuntimeError("planted")

    quiz.observe(fault, "answer")
    with pytest.raises(RuntimeError, match="planted"):
        list(quiz.drive())


@by_id
def test_the_answer_is_not_told_before_it_is_asked_for(question):
    quiz = Quiz(question.id)
    for controls, text in quiz.drive():
        if not controls["checked"] or marking.mark(question, controls["answer"]).result == "unattempted":
            assert "Explanation:" not in text
            assert "Answer:" not in text
            assert not any(why and why in unwrapped(text) for why in question.explanations)
    assert question.explanation not in str(quiz.table())
    before_opening = quiz.twin().split("<details><summary>Answer and explanation")[0]
    assert question.explanation not in before_opening
    assert not re.search("fits|Right", before_opening.replace("Choose all that fit", ""))


@by_id
def test_the_cards_do_not_tell_the_answer_before_it_is_asked_for(question):
    quiz = Quiz(question)
    fields = {card.field for card in quiz.evidence()}
    assert "stem" in fields and not fields & {"answer", "explanation", "explanations", "hint", "tolerance"}
    quiz.answer, quiz.checked = question.answer, True
    assert "explanation" in {card.field for card in quiz.evidence()}
    shipped = payload(quiz)["evidence"]
    assert shipped == question.evidence("stem").text() and "Licence: " in shipped


@by_id
def test_after_checking_everything_is_said(question):
    quiz = Quiz(question)
    quiz.answer, quiz.checked = question.answer, True
    text = unwrapped(quiz.describe())
    assert quiz.result == "right"
    assert question.explanation in text
    assert "Source: " in text
    for note in marking.notes(question, quiz.answer):
        assert unwrapped(note.said) in text


@by_id
def test_the_view_is_given_the_marks_that_python_gives(question):
    shipped = payload(Quiz(question.id))
    for answer in shapes.answers(question):
        mark = marking.mark(question, answer)
        notes = []
        for slot, (value, note) in enumerate(zip(answer, marking.notes(question, answer), strict=True)):
            key = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
            notes.append(each := shipped["notes"][slot if len(shipped["notes"]) > 1 else 0][key])
            assert (each["result"], each["text"], each["said"]) == (note.result, note.text, note.said)
        right = sum(each["result"] == "right" for each in notes)
        by_place = question.kind in ("grid", "matching", "ordering")
        assert (shipped["marks"] is None) == by_place
        place = right if by_place else shipped["marks"][",".join(map(str, answer))]
        assert shipped["verdicts"][place] == [mark.result, mark.verdict]
    if question.kind == "numeric":
        low, high = shipped["number"]["low"], shipped["number"]["high"]
        assert low < question.answer < high
        assert [marking.mark(question, x).result for x in (low, high)] == ["right", "right"]


@by_id
def test_it_opens_with_less_than_60_kilobytes(question):
    quiz = Quiz(question.id)
    assert len(quiz._esm) + len(quiz._code) + len(quiz._payload) <= 60_000


@by_id
def test_the_twin_is_safe_and_has_question_options_and_answer(question):
    html = Quiz(question.id).twin()
    assert set(re.findall(r"<(\w+)", html)) <= SAFE
    assert set(re.findall(r"<\w+ ([a-z]+)=", html)) <= {"style", "href", "scope"}
    assert html.count("<li>") + html.count("<tr>") >= len(question.options)
    assert "Answer and explanation" in html


def test_unattempted_is_not_wrong():
    quiz = Quiz("Q01a")
    assert quiz.result == "unattempted"
    quiz.checked = True
    assert quiz.result == "unattempted"
    assert "No answer yet: choose one first." in quiz.describe()
    assert "Not right" not in quiz.describe()


def test_an_unfinished_answer_is_unattempted():
    assert answered("Q02a", (3, -1, -1, -1, -1)).result == "unattempted"
    assert "Not complete yet" in answered("Q01c", (1, -1, -1, -1)).describe()


def test_sure_but_wrong_and_right_but_unsure_are_told_kindly():
    assert "That happens to everybody" in unwrapped(answered("Q01a", 0, 4).describe())
    assert "You were unsure, and yet right" in unwrapped(answered("Q01a", 1, 1).describe())
    assert "sure" not in unwrapped(answered("Q01a", 1).describe()).replace("How sure are you?", "")


def test_the_hint_is_shown_when_it_is_asked_for():
    quiz = Quiz("Q01a")
    assert quiz.question.hint not in quiz.describe()
    quiz.hinted = True
    assert quiz.question.hint in quiz.describe()


def test_the_answer_is_kept_in_normal_form():
    quiz = Quiz("Q01b")
    quiz.set_state({"answer": [2, 0]})
    assert quiz.answer == (0, 2)
    number = Quiz("Q02b")
    number.set_state({"answer": 100})
    assert (number.answer, type(number.answer)) == (100.0, float)
    number.set_state({"answer": []})
    assert number.answer == ()


def test_the_table_shows_verdicts_only_after_checking():
    quiz = Quiz("Q01b")
    quiz.answer = (0, 1)
    first, second = quiz.question.options[:2]
    assert [row[1:] for row in quiz.table()[1:]] == [[first, ""], [second, ""], ["", ""], ["", ""]]
    quiz.checked = True
    verdicts = [row[2] for row in quiz.table()[1:]]
    assert verdicts[0] and verdicts[1] and not any(verdicts[2:])
    assert answered("Q02b", 10).table()[1] == ["10", "cells", "Not right: this is too low."]
    assert answered("Q01c", (3, 0, 2, 0)).table()[1][2].startswith("a pair")
    assert Quiz("Q02a").table()[1] == ["Place 1", "", ""]


def test_a_grid_takes_several_columns_a_row_and_says_what_is_missing():
    quiz = answered("Q06e", [[0], [2], [0, 1], [1], [4], [0, 5]])
    assert quiz.result == "partly"
    text = unwrapped(quiz.describe())
    assert "Partly right: 4 of 6 rows." in text
    assert "breathlessness: lung and the space around it - not complete." in text
    assert "lining of the belly - does not fit." in text
    assert quiz.table()[2][1:2] == ["lung and the space around it"]
    assert answered("Q06e", [[0], [], [], [], [], []]).result == "unattempted"
    assert "Choose all that fit in each row" in Quiz("Q06e").describe() + Quiz("Q06e").twin()
    with pytest.raises(
        MetalearnError, match="it takes 6 lists of indexes from 0 to 5, or \\[\\] for an empty row"
    ):
        Quiz("Q06e").answer = [[0], [6], [], [], [], []]


def test_a_grid_with_one_column_a_row_is_asked_with_radio_buttons():
    one = replace(datasets.question("Q14d"), answer=((0,), (1,), (3,), (3,)))
    quiz = Quiz(one)
    assert payload(quiz)["one"] and payload(quiz)["asks"] == "Choose one in each row"
    assert not payload(Quiz("Q14d"))["one"]
    with pytest.raises(MetalearnError, match="cannot be an answer"):
        quiz.answer = [[0, 1], [], [], []]


def test_an_error_has_a_part_and_a_kind_and_each_is_explained():
    quiz = answered("Q08f", (1, 0))
    text = unwrapped(quiz.describe())
    assert quiz.result == "partly" and "this is the part, but its fault is of another kind" in text
    assert "also known as stage IV cancer, - this is it." in text and "wrong - not this. Close:" in text
    assert "imprecise" in text.split("Answer:")[1] and "Better:" in text
    assert [row[1] for row in quiz.table()[1:] if row[1]] == ["also known as stage IV cancer,", "wrong"]
    assert answered("Q08f", (1, -1)).result == "unattempted"
    assert answered("Q08f", (0, 1)).result == "partly" and answered("Q08f", (0, 0)).result == "wrong"


def test_markup_in_a_question_stays_text():
    evil = "<script>alert(1)</script>"
    own = replace(
        datasets.question("Q01a"), options=(evil, "b", "c", "d"), stem=evil, hint=evil, explanation=evil
    )
    quiz = Quiz(own)
    assert "<script" not in quiz.twin()
    assert payload(quiz)["options"][0] == evil
    sentence = replace(datasets.question("Q01e"), options=(evil, "b", "c"), matches=(evil, "d", "e", "f"))
    grid = replace(datasets.question("Q14d"), options=(evil, "b", "c", "d"), matches=(evil, "e", "f", "g"))
    for each in (Quiz(sentence), Quiz(grid)):
        assert "<script" not in each.twin() and evil in each.describe()


def test_a_question_that_says_right_itself_is_not_told_twice():
    assert Note(True, "fits", "a", "Right: so it is.").said == "Right: so it is."
    assert Note(True, "fits", "a", "").said == "fits"


def test_the_repr_is_the_description_and_the_same_every_time():
    first, second = Quiz("Q02a"), Quiz("Q02a")
    assert repr(first) == first.describe() == repr(second)
    assert first._payload == second._payload


def test_slips_are_answered_plainly():
    with pytest.raises(UnknownNameError, match="Did you mean 'Q10a'"):
        Quiz("Q10aa")
    for wrong in (None, 3, ("Q01a",)):
        with pytest.raises(MetalearnError, match="A quiz takes the id of a question"):
            Quiz(wrong)
    with pytest.raises(TypeError, match="Quiz\\(\\) has no keyword 'lesson'"):
        Quiz("Q01a", lesson=1)
    with pytest.raises(MetalearnError, match="it takes one index from 0 to 3"):
        Quiz("Q01a").answer = 7
    with pytest.raises(MetalearnError, match="certainty of Quiz is a whole number from 0 to 4; got 5"):
        Quiz("Q01a").certainty = 5
