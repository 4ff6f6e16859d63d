"""What the quiz's live view is given: a verdict for every answer, and what is said about every choice."""

from __future__ import annotations

from typing import Any

from metalearn import datasets
from metalearn.datasets import Question
from metalearn.models.teaching import quiz
from metalearn.models.teaching import quiz_answers as shapes
from metalearn.models.teaching import quiz_words as words
from metalearn.widgets import quiz_text as text
from metalearn.widgets import sources


def payload(question: Question) -> dict[str, Any]:
    """Collect what the view selects among: a verdict for every answer, and what is said about every choice."""
    marks, verdicts = _marks(question)
    return {
        "words": text.WORDS,
        "kind": question.kind,
        "asks": text.asks(question),
        "stem": question.stem,
        "options": question.options,
        "letters": [text.letter(i) for i in range(len(question.options))],
        "places": [text.place(i) for i in range(len(question.options))],
        "matches": question.matches,
        "unit": question.unit,
        "hint": question.hint,
        "certainty": [[str(value), label] for value, label in words.CERTAINTY.items()],
        "verdicts": [[each.result, each.verdict] for each in verdicts],
        "marks": marks,
        "one": question.kind == "grid" and shapes.one_a_row(question),
        "number": _number(question),
        "nothing": words.nothing_yet(question.kind),
        "unfinished": words.unfinished(question.kind),
        "calibration": {
            result: [words.calibration(result, certainty) for certainty in (0, *words.CERTAINTY)]
            for result in quiz.RESULTS
        },
        "notes": _notes(question),
        "solution": quiz.solution(question),
        "explanation": question.explanation,
        "sources": [
            [sources.label(each), sources.address(each)]
            for each in map(datasets.reference, question.source_ids)
        ],
        "checked": sources.checked_text(question.checked),
        "evidence": question.evidence("stem").text(),
    }


def _number(question: Question) -> dict[str, Any]:
    """The edges of what counts as right, and what is said on either side of them."""
    if question.kind != "numeric":
        return {}
    low, high = quiz.bounds(question)
    return {"low": low, "high": high, "verdicts": words.numeric_verdicts()}


def _marks(question: Question) -> tuple[dict[str, int] | None, list[quiz.Mark]]:
    """The verdicts, and which one each answer has; None where it goes by how many places, pairs or rows are right."""
    if question.kind in ("grid", "matching", "ordering"):
        places = len(question.options)
        return None, [quiz.mark_places(question.kind, same, places) for same in range(places + 1)]
    marks = {each: quiz.mark(question, each) for each in shapes.answers(question)}
    verdicts = list(dict.fromkeys(marks.values()))
    return {_key(answer): verdicts.index(each) for answer, each in marks.items()}, verdicts


def _key(chosen: tuple[object, ...]) -> str:
    return ",".join(map(str, chosen))


def _notes(question: Question) -> list[dict[str, dict[str, Any]]]:
    """What is said about each choice, by place and choice; single and multiple have one place."""
    kind, options, matches = question.kind, range(len(question.options)), range(len(question.matches))
    if kind == "grid":
        rows = shapes.row_choices(question)
        return [{_key(row): _note(question, slot, row) for row in rows} for slot in options]
    pools = {
        "single": [options],
        "multiple": [options],
        "ordering": [options for _place in options],
        "matching": [matches for _option in options],
        "error": [options, matches],
    }
    return [
        {str(value): _note(question, slot, value) for value in pool}
        for slot, pool in enumerate(pools.get(kind, []))
    ]


def _note(question: Question, slot: int, value: int | shapes.Row) -> dict[str, Any]:
    found = quiz.note(question, slot, value)
    return {"result": found.result, "text": found.text, "said": found.said}
