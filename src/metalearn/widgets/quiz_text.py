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
from metalearn.models.teaching.quiz import CERTAINTY, Answer, Note
from metalearn.widgets import sources
from metalearn.widgets.sources import checked_text

ASKS = {
    "single": "Choose one",
    "multiple": "Choose all that fit",
    "numeric": "Write a number",
    "ordering": "Put in order",
    "matching": "Match each of these",
}
MATCHES = "with one of these"
WORDS = {
    "title": "Check yourself",
    "certainty": "How sure are you?",
    "check": "Check",
    "hint": "Hint",
    "again": "Try again",
    "show": "Show the answer",
    "your_answer": "Your answer",
    "your_parts": "What you chose",
    "explanation": "Explanation",
    "answer": "Answer",
    "source": "Source",
    "sources": "Sources",
    "place": "Place {n}",
    "empty": "choose",
    "not_number": "This is not a number yet: write digits, such as 12.5.",
    "not_checked": "Not checked yet.",
    "new_tab": "opens in a new tab",
    "evidence": "Evidence card (its source may give the answer away)",
}
TWIN_ANSWER = "Answer and explanation"


@dataclass(frozen=True, slots=True)
class QuizState:
    """One state of a quiz.

    Attributes:
        question: The question.
        answer: The answer so far, in the normal form of :mod:`metalearn.models.quiz`.
        certainty: 1 (a guess) to 4 (certain), or 0.
        checked: Whether "Check" was pressed.
        hinted: Whether the hint is open.
    """

    question: Question
    answer: Answer
    certainty: int
    checked: bool
    hinted: bool

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
    if state.hinted:
        yield from told(question, "hint")
    if isinstance(answer, float):
        yield computed(WORDS["your_answer"], answer, "written by you", unit=question.unit)
    if state.result != "unattempted":
        marked = [question.evidence("answer")]
        said = quiz.mark(question, answer).verdict
        yield computed("Result", said, "your answer compared with the right one", marked)
        yield computed(WORDS["your_parts"], tuple(part.text for part in state.notes), "chosen by you", marked)
        yield from answer_cards(question)


def asked_cards(question: Question) -> tuple[Evidence, ...]:
    """Return the cards of what is asked; the first is that of the question itself."""
    return question.evidence("stem"), *told(question, "options", "matches", "unit")


def answer_cards(question: Question) -> tuple[Evidence, ...]:
    """Return the cards of the answer and of what is said about it."""
    right = question.evidence("answer")
    solution = computed(WORDS["answer"], quiz.solution(question), "the right answer in words", [right])
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
    unit = f" ({question.unit})" if question.kind == "numeric" and question.unit else ""
    return ASKS[question.kind] + unit


def describe(state: QuizState) -> str:
    """Return a state as text."""
    lines = [f"{WORDS['title']}: {asks(state.question).lower()}", state.question.stem, *_answer_lines(state)]
    lines.append(f"{WORDS['certainty']} {CERTAINTY.get(state.certainty, 'Not said.')}")
    if state.question.hint:
        lines.append(f"{WORDS['hint']}: {state.question.hint if state.hinted else 'closed'}")
    if not state.checked:
        lines.append(WORDS["not_checked"])
    else:
        lines += ["", quiz.mark(state.question, state.answer).verdict]
    if state.result != "unattempted":
        lines += list(_feedback(state))
    return "\n".join(_wrapped(line for line in lines))


def _answer_lines(state: QuizState) -> Iterator[str]:
    question, answer = state.question, state.answer
    chosen: tuple[int, ...] = answer if isinstance(answer, tuple) else ()
    if question.kind == "numeric":
        given = (
            f"{quiz.number_text(answer)} {question.unit}".strip() if isinstance(answer, float) else "none yet"
        )
        yield f"{WORDS['your_answer']}: {given}"
    elif question.kind in ("single", "multiple"):
        for i, option in enumerate(question.options):
            yield f"  {'[x]' if i in chosen else '[ ]'} {letter(i)}. {option}"
    else:
        pool = question.options if question.kind == "ordering" else question.matches
        lead = f"{MATCHES}: " if question.kind == "matching" else ""
        yield f"  {lead}{'; '.join(pool)}"
        yield from (f"  {where}: {what}" for where, what in _places(question, chosen))


def _places(question: Question, chosen: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """Each place or left-hand side, with what was chosen for it."""
    ordering = question.kind == "ordering"
    pool = question.options if ordering else question.matches
    for i, option in enumerate(question.options):
        value = chosen[i] if chosen else -1
        yield place(i) if ordering else option, pool[value] if value >= 0 else "not chosen"


def place(i: int) -> str:
    """Return the name of a place in an order.

    Example:
        >>> place(0)
        'Place 1'
    """
    return WORDS["place"].format(n=i + 1)


def _feedback(state: QuizState) -> Iterator[str]:
    question = state.question
    said = quiz.calibration(state.result, state.certainty)
    if said:
        yield said
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


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        start = line[: len(line) - len(line.lstrip())] + "  "
        yield from textwrap.wrap(line, 110, subsequent_indent=start, break_on_hyphens=False) or [""]


def rows(state: QuizState) -> list[list[str]]:
    """Return the options and what was chosen as rows of text; what is said about them only after checking."""
    question, answer = state.question, state.answer
    if isinstance(answer, float) or question.kind == "numeric":
        given = quiz.number_text(answer) if isinstance(answer, float) else ""
        verdict = quiz.mark(question, answer).verdict if state.checked else ""
        return [["Your answer", "Unit", "Verdict"], [given, question.unit, verdict]]
    said = {part.text: part.said for part in state.notes}
    if question.kind in ("single", "multiple"):
        body = [
            [f"{letter(i)}. {option}", "yes" if i in answer else "no", said.get(option, "")]
            for i, option in enumerate(question.options)
        ]
        return [["Option", "Chosen", "Verdict"], *body]
    verdicts = [part.said for part in state.notes] or [""] * len(question.options)
    places = zip(_places(question, answer), verdicts, strict=True)
    return [["For", "Chosen", "Verdict"], *([where, what, verdict] for (where, what), verdict in places)]


def static_twin(state: QuizState) -> str:
    """Return the question and its options, with answer and explanation behind a disclosure."""
    question = state.question
    hint = [twin.details(WORDS["hint"], twin.paragraph(question.hint))] if question.hint else []
    return twin.figure(
        question.stem, twin.paragraph(asks(question)), *_twin_options(question), *hint, _twin_answer(question)
    )


def _twin_options(question: Question) -> Iterator[str]:
    """The options with letters; what is to be ordered or matched has none, because its order means nothing."""
    lettered = question.kind in ("single", "multiple")
    if question.options:
        yield _list(question.options, lettered)
    if question.matches:
        yield twin.paragraph(MATCHES)
        yield _list(question.matches, lettered)


def _list(items: Iterable[str], lettered: bool = False) -> str:
    tag, style = ("ol", ' style="list-style-type:upper-alpha"') if lettered else ("ul", "")
    return f"<{tag}{style}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def _twin_answer(question: Question) -> str:
    parts = [_list(quiz.solution(question))]
    if question.explanation:
        parts.append(twin.paragraph(question.explanation))
    if question.kind in ("single", "multiple") and any(question.explanations):
        right = quiz.right_answer(question)
        said = [quiz.note(question, 0, i) for i in range(len(question.options)) if i not in right]
        parts.append(_list(_says(part) for part in said))
    if question.source_ids:
        anchors = "; ".join(map(sources.anchor, question.source_ids))
        parts.append(f"<p>{WORDS['source']}: {anchors}. {escape(checked_text(question.checked))}.</p>")
    parts.append(twin.evidence([question.evidence("stem")]))
    return twin.details(TWIN_ANSWER, *parts)
