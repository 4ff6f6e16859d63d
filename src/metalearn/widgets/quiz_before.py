"""The quiz before a lesson: it takes an answer and how sure somebody is, keeps both, and says nothing about them.

Nothing here knows the right answer: neither the description nor the table, the twin or what is shipped to the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from metalearn.datasets import Evidence, Question
from metalearn.errors import MetalearnError
from metalearn.figures import twin
from metalearn.models.teaching import quiz
from metalearn.models.teaching import quiz_answers as shapes
from metalearn.models.teaching.quiz_answers import Answer
from metalearn.models.teaching.quiz_words import CERTAINTY, certainty_words, number_text
from metalearn.widgets import quiz_text as text
from metalearn.words import _

if TYPE_CHECKING:
    from metalearn.models.teaching.progress import Attempt, History
    from metalearn.widgets.quiz_text import QuizState

LATER = _("You will meet this question again at the end. What is right is said there.")
WORDS = {
    "title": _("Before you begin"),
    "check": _("Keep my answer"),
    "kept": _("Kept."),
    "later": LATER,
    "noted": _("Noted, on this page only: write it down, because nothing is kept here."),
    "how_sure": _("Not kept yet: say how sure you are, too. A guess is a good answer."),
    "not_kept": _("Not kept yet."),
    "unkept": _("This answer was not kept: Python did not reply. Run its cell again, then answer again."),
    "evidence": _("Evidence card (its source may give the answer away)"),
}
EARLIER = _("You kept an answer on {day} ({sure}). If you keep another one now, that one counts.")
TOLD = _("You have already checked an answer to this question. What you keep here does not change it.")
MET = _(
    "You kept an answer to this question before the lesson. It is said here once you have checked this one."
)
_THEN = _("Before the lesson, on {day}: {answer} ({graded}).")
_THEN_UNKNOWN = _("Before the lesson, on {day}: {graded}. The answer itself is not known here.")
_SAME = _("Your answer has not changed.")
_CHANGED = _("Your answer has changed.")
_BECAME = {
    "put right": _("Then it was not right, and now it is."),
    "still right": _("It was right, and it still is."),
    "not right yet": _("It is not right yet: see what is said about it."),
    "no longer right": _("What you thought at first was right."),
}


def result(state: QuizState) -> str:
    """Return "kept" once answer and certainty were given, before that "unattempted"."""
    whole = quiz.mark(state.question, state.answer).result != "unattempted"
    return "kept" if state.checked and whole and state.certainty else "unattempted"


def verdict(state: QuizState) -> str:
    """Return what is said when "Keep my answer" was pressed."""
    mark = quiz.mark(state.question, state.answer)
    if mark.result == "unattempted":
        return mark.verdict
    return f"{WORDS['kept']} {LATER}" if state.certainty else WORDS["how_sure"]


def describe(state: QuizState) -> str:
    """Return a state as text; what is right is not in it."""
    lines = [f"{WORDS['title']}: {text.asks(state.question).lower()}"]
    lines += [line for line in (state.earlier, state.notice) if line]
    lines += [state.question.stem, *text.answer_lines(state)]
    lines.append(f"{text.WORDS['certainty']} {CERTAINTY.get(state.certainty, text.NOT_SAID)}")
    lines += ["", verdict(state)] if state.checked else [WORDS["not_kept"]]
    return "\n".join(text.wrapped(lines))


def rows(state: QuizState) -> list[list[str]]:
    """Return the options and what was chosen as rows of text; what is right is not in them."""
    return [row[:2] for row in text.rows(replace(state, checked=False))]


def static_twin(state: QuizState) -> str:
    """Return the question and its options, and where the answer is said."""
    question = state.question
    return twin.figure(
        question.stem,
        twin.paragraph(text.asks(question)),
        *text.twin_options(question),
        twin.paragraph(LATER),
        twin.evidence([question.evidence("stem")]),
    )


def cards(state: QuizState) -> Iterator[Evidence]:
    """Yield the evidence cards of what a state shows: of what is asked and of what was written, and of no answer."""
    yield from text.asked_cards(state.question)
    yield from text.own_cards(state)


def payload(given: dict[str, Any]) -> dict[str, Any]:
    """Return what the view is given: what is asked, and nothing of what is right.

    Args:
        given: What the view of the usual quiz is given.
    """
    asked = ("kind", "asks", "stem", "options", "letters", "places", "matches", "unit", "certainty", "one")
    kept = {name: given[name] for name in (*asked, "nothing", "unfinished", "evidence")}
    return {**kept, "words": {**given["words"], **WORDS}, "moment": "before", "hint": ""}


def earlier(history: History) -> str:
    """Return what is said to somebody who kept an answer before; whether it was right is not said."""
    if history.latest:
        return TOLD
    before = history.before
    if not before:
        return ""
    return EARLIER.format(day=before.when[:10], sure=certainty_words(max(1, before.certainty)))


def compared(question: Question, history: History, now: Attempt) -> str:
    """Return what was answered before the lesson, how surely, and whether it has changed; "" when nothing was.

    Args:
        question: The question.
        history: Every attempt at it.
        now: The attempt that was just checked.
    """
    from metalearn.models.teaching.progress import Change  # loaded with the history that was given

    before = history.before
    if not before:
        return ""
    words = {"day": before.when[:10], "graded": before.graded, "answer": in_words(question, before.answer)}
    became = _BECAME[Change(before, now).kind]
    if not words["answer"]:
        return f"{_THEN_UNKNOWN.format(**words)} {became}"
    same = words["answer"] == in_words(question, now.answer)
    return f"{_THEN.format(**words)} {_SAME if same else _CHANGED} {became}"


def in_words(question: Question, answer: object) -> str:
    """Return an answer in words; "" when it is not known, or the question cannot have it any more."""
    try:
        given: Answer = shapes.normal(question, answer)
    except (MetalearnError, TypeError):
        return ""
    if isinstance(given, float):
        return f"{number_text(given)} {question.unit}".strip()
    return "; ".join(part.text for part in quiz.notes(question, given))
