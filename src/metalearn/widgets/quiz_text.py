"""The words of the quiz: its labels, its description, its table and its static twin.

Nothing here gives the answer away before it has been asked for: the description and the table show it only after
"Check", and the twin keeps it behind a disclosure.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from metalearn.datasets import Evidence, Question
from metalearn.datasets.cards import computed, told
from metalearn.figures import twin
from metalearn.models.teaching import quiz
from metalearn.models.teaching import quiz_answers as shapes
from metalearn.models.teaching.quiz import Note
from metalearn.models.teaching.quiz_answers import Answer
from metalearn.models.teaching.quiz_words import CERTAINTY, calibration, number_text
from metalearn.widgets import sources
from metalearn.widgets.sources import checked_text
from metalearn.words import _

ASKS = {
    "single": _("Choose one"),
    "multiple": _("Choose all that fit"),
    "numeric": _("Write a number"),
    "ordering": _("Put in order"),
    "matching": _("Match each of these"),
    "grid": _("Choose all that fit in each row"),
    "error": _("Find the part that is at fault, and say how"),
}
ONE_A_ROW = _("Choose one in each row")
MATCHES = {
    "matching": _("with one of these"),
    "grid": _("with these columns"),
    "error": _("the kinds of fault"),
}
WORDS = {
    "title": _("Check yourself"),
    "certainty": _("How sure are you?"),
    "check": _("Check"),
    "hint": _("Hint"),
    "again": _("Try again"),
    "show": _("Show the answer"),
    "your_answer": _("Your answer"),
    "your_parts": _("What you chose"),
    "explanation": _("Explanation"),
    "answer": _("Answer"),
    "source": _("Source"),
    "sources": _("Sources"),
    "place": _("Place {n}"),
    "empty": _("choose"),
    "part": _("Which part of the sentence?"),
    "fault": _("What is wrong with it?"),
    "not_number": _("This is not a number yet: write digits, such as 12.5."),
    "not_checked": _("Not checked yet."),
    "alone": _("Answers given on this page are not kept: there is no Python behind it."),
    "unkept": _("This answer was not kept: Python did not reply. Run its cell again, then answer again."),
    "new_tab": _("opens in a new tab"),
    "evidence": _("Evidence card (its source may give the answer away)"),
}
TWIN_ANSWER = _("Answer and explanation")
EARLIER = _("You answered this on {says}.")
_CLOSED = _("closed")
_NONE_YET = _("none yet")
_NOT_CHOSEN = _("not chosen")
NOT_SAID = _("Not said.")
_OPTION = [_("Option"), _("Chosen"), _("Verdict")]
_FOR = [_("For"), _("Chosen"), _("Verdict")]
_NUMBER = [_("Your answer"), _("Unit"), _("Verdict")]


@dataclass(frozen=True, slots=True)
class QuizState:
    """One state of a quiz.

    Attributes:
        question: The question.
        answer: The answer so far, in the normal form of :mod:`metalearn.models.teaching.quiz_answers`.
        certainty: 1 (a guess) to 4 (certain), or 0.
        checked: Whether "Check" was pressed.
        hinted: Whether the hint is open.
        earlier: What is said about an earlier answer to the question; "" when there is none, or nobody looked yet.
        notice: What is wrong with the file that keeps the answers; "" when nothing is.
        then: What was answered before the lesson, and whether it changed; "" while that is not to be said.
    """

    question: Question
    answer: Answer
    certainty: int
    checked: bool
    hinted: bool
    earlier: str = ""
    notice: str = ""
    then: str = ""

    @property
    def result(self) -> str:
        """The result once it was checked, before that "unattempted"."""
        return quiz.mark(self.question, self.answer).result if self.checked else "unattempted"

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is said about what was chosen; nothing before it was checked."""
        return quiz.notes(self.question, self.answer) if self.checked else ()


def cards(state: QuizState) -> Iterator[Evidence]:
    """Yield the evidence cards of what a state shows; those of the answer only once it is shown."""
    question, answer = state.question, state.answer
    yield from asked_cards(question)
    yield from own_cards(state)
    if state.hinted:
        yield from told(question, "hint")
    if state.result != "unattempted":
        marked = [question.evidence("answer")]
        said = quiz.mark(question, answer).verdict
        yield computed(_("Result"), said, _("your answer compared with the right one"), marked)
        yield computed(
            WORDS["your_parts"], tuple(part.text for part in state.notes), _("chosen by you"), marked
        )
        yield from answer_cards(question)


def own_cards(state: QuizState) -> Iterator[Evidence]:
    """Yield the cards of what the learner gave: earlier answers, and a number that was written."""
    said = (state.earlier, state.then, state.notice)
    if any(said):
        yield computed(_("Earlier answers"), said, _("what is kept on this machine"))
    if isinstance(state.answer, float):
        yield computed(WORDS["your_answer"], state.answer, _("written by you"), unit=state.question.unit)


def asked_cards(question: Question) -> tuple[Evidence, ...]:
    """Return the cards of what is asked; the first is that of the question itself."""
    return question.evidence("stem"), *told(question, "options", "matches", "unit")


def answer_cards(question: Question) -> tuple[Evidence, ...]:
    """Return the cards of the answer and of what is said about it."""
    right = question.evidence("answer")
    solution = computed(WORDS["answer"], quiz.solution(question), _("the right answer in words"), [right])
    given = (right, question.evidence("tolerance")) if question.kind == "numeric" else ()
    return question.evidence("explanation"), solution, *given, *told(question, "explanations")


def letter(i: int) -> str:
    """Return the letter by which a class calls an option.

    Example:
        >>> letter(1)
        'B'
    """
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i % 26]


def asks(question: Question) -> str:
    """Return what the question asks one to do, in words."""
    if question.kind == "grid" and shapes.one_a_row(question):
        return ONE_A_ROW
    unit = f" ({question.unit})" if question.kind == "numeric" and question.unit else ""
    return ASKS[question.kind] + unit


def describe(state: QuizState) -> str:
    """Return a state as text."""
    lines = [f"{WORDS['title']}: {asks(state.question).lower()}"]
    lines += [line for line in (state.earlier, state.notice) if line]
    lines += [state.question.stem, *answer_lines(state)]
    lines.append(f"{WORDS['certainty']} {CERTAINTY.get(state.certainty, NOT_SAID)}")
    if state.question.hint:
        lines.append(f"{WORDS['hint']}: {state.question.hint if state.hinted else _CLOSED}")
    if not state.checked:
        lines.append(WORDS["not_checked"])
    else:
        lines += ["", quiz.mark(state.question, state.answer).verdict]
    if state.result != "unattempted":
        lines += list(_feedback(state))
    return "\n".join(wrapped(line for line in lines))


def answer_lines(state: QuizState) -> Iterator[str]:
    """Yield what can be chosen, and what was."""
    question, answer = state.question, state.answer
    if question.kind == "numeric":
        given = number_text(answer) + f" {question.unit}".rstrip() if isinstance(answer, float) else _NONE_YET
        yield f"{WORDS['your_answer']}: {given}"
    elif question.kind in ("ordering", "matching", "grid"):
        pool = question.options if question.kind == "ordering" else question.matches
        lead = f"{MATCHES[question.kind]}: " if question.kind in MATCHES else ""
        yield f"  {lead}{'; '.join(pool)}"
        yield from (f"  {where}: {what or _NOT_CHOSEN}" for where, what in _places(question, answer))
    else:
        for lead, sign, text, chosen in _choices(question, answer):
            if lead:
                yield f"  {lead}"
            yield f"  {'[x]' if chosen else '[ ]'} {sign}{text}"


def _choices(question: Question, answer: Answer) -> Iterator[tuple[str, str, str, bool]]:
    """Everything that can be ticked: what is asked where that changes, letter, text, and whether it was chosen."""
    chosen: tuple[object, ...] = answer if isinstance(answer, tuple) else ()
    error = question.kind == "error"
    part, fault = (chosen if error and chosen else (-1, -1))[:2]
    for i, option in enumerate(question.options):
        lead = WORDS["part"] if error and not i else ""
        yield lead, f"{letter(i)}. ", option, part == i if error else i in chosen
    for i, match in enumerate(question.matches if error else ()):
        yield WORDS["fault"] if not i else "", "", match, fault == i


def _places(question: Question, answer: Answer) -> Iterator[tuple[str, str]]:
    """Each place, left-hand side or row, with what was chosen for it."""
    ordering = question.kind == "ordering"
    pool = question.options if ordering else question.matches
    given: tuple[int | shapes.Row, ...] = answer if isinstance(answer, tuple) else ()
    for i, option in enumerate(question.options):
        value = given[i] if given else -1
        row = value if isinstance(value, tuple) else (value,) if value >= 0 else ()
        yield place(i) if ordering else option, "; ".join(pool[each] for each in row)


def place(i: int) -> str:
    """Return the name of a place in an order.

    Example:
        >>> place(0)
        'Place 1'
    """
    return WORDS["place"].format(n=i + 1)


def _feedback(state: QuizState) -> Iterator[str]:
    question = state.question
    said = calibration(state.result, state.certainty)
    if said:
        yield said
    if state.then:
        yield state.then
    for part in state.notes:
        yield f"  {_says(part)}"
    if state.result != "right":
        yield f"{WORDS['answer']}: {'; '.join(quiz.solution(question))}"
    if question.explanation:
        yield f"{WORDS['explanation']}: {question.explanation}"
    cited = f"{WORDS['source']}: {sources.labels(question.source_ids)}. " if question.source_ids else ""
    yield f"{cited}{checked_text(question.checked)}."


def _says(part: Note) -> str:
    return f"{part.text} - {part.said}"


def wrapped(lines: Iterable[str]) -> Iterator[str]:
    """Break lines where a description breaks them."""
    for line in lines:
        start = line[: len(line) - len(line.lstrip())] + "  "
        yield from textwrap.wrap(line, 110, subsequent_indent=start, break_on_hyphens=False) or [""]


def rows(state: QuizState) -> list[list[str]]:
    """Return the options and what was chosen as rows of text; what is said about them only after checking."""
    question, answer = state.question, state.answer
    if question.kind == "numeric":
        given = number_text(answer) if isinstance(answer, float) else ""
        verdict = quiz.mark(question, answer).verdict if state.checked else ""
        return [_NUMBER, [given, question.unit, verdict]]
    if question.kind in ("single", "multiple", "error"):
        said = {part.text: part.said for part in state.notes}
        ticks = _choices(question, answer)
        return [
            _OPTION,
            *([text, text if chosen else "", said.get(text, "")] for *_lead, text, chosen in ticks),
        ]
    verdicts = [part.said for part in state.notes] or [""] * len(question.options)
    places = zip(_places(question, answer), verdicts, strict=True)
    return [_FOR, *([where, what, verdict] for (where, what), verdict in places)]


def static_twin(state: QuizState) -> str:
    """Return the question and its options, with answer and explanation behind a disclosure."""
    question = state.question
    hint = [twin.details(WORDS["hint"], twin.paragraph(question.hint))] if question.hint else []
    return twin.figure(
        question.stem, twin.paragraph(asks(question)), *twin_options(question), *hint, _twin_answer(question)
    )


def twin_options(question: Question) -> Iterator[str]:
    """The options with letters; what is to be ordered or matched has none, because its order means nothing."""
    if question.kind == "grid":
        boxes = [[option, *("☐" for _column in question.matches)] for option in question.options]
        yield twin.table([["", *question.matches], *boxes], asks(question))
        return
    lettered = question.kind in ("single", "multiple", "error")
    if question.options:
        yield _list(question.options, lettered)
    if question.kind == "ordering":
        yield _list(map(place, range(len(question.options))))
    if question.matches:
        yield twin.paragraph(MATCHES[question.kind])
        yield _list(question.matches)


def _list(items: Iterable[str], lettered: bool = False) -> str:
    tag, style = ("ol", ' style="list-style-type:upper-alpha"') if lettered else ("ul", "")
    return f"<{tag}{style}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def _twin_answer(question: Question) -> str:
    parts = [_list(quiz.solution(question))]
    if question.explanation:
        parts.append(twin.paragraph(question.explanation))
    beside = [_says(part) for part in _beside(question)]
    if beside:
        parts.append(_list(beside))
    if question.source_ids:
        anchors = "; ".join(map(sources.anchor, question.source_ids))
        parts.append(f"<p>{WORDS['source']}: {anchors}. {escape(checked_text(question.checked))}.</p>")
    parts.append(twin.evidence([question.evidence("stem")]))
    return twin.details(TWIN_ANSWER, *parts)


def _beside(question: Question) -> Iterator[Note]:
    """What is said about the answers that are not right, where each has an explanation of its own."""
    if question.kind not in ("single", "multiple", "error") or not any(question.explanations):
        return
    right = shapes.right_answer(question)
    if question.kind == "error":
        yield from (quiz.note(question, 0, i) for i in range(len(question.options)) if i != right[0])
        yield from (quiz.note(question, 1, i) for i in range(len(question.matches)) if i != right[1])
        return
    yield from (quiz.note(question, 0, i) for i in range(len(question.options)) if i not in right)
