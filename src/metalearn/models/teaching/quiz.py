"""Marking of self-check questions: pure functions of a question and an answer.

An answer is () while there is none. Otherwise it is, by kind of question: the chosen option (single), the chosen
options (multiple), the option in each place (ordering), the match of each option (matching), all as indexes from 0,
or a number (numeric). In ordering and matching, -1 stands for a place that is still empty.

Nobody is wrong who has not answered: an answer that is missing or unfinished is "unattempted".
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations, product

from metalearn.datasets import Question
from metalearn.errors import MetalearnError

Answer = tuple[int, ...] | float

KINDS = ("single", "multiple", "numeric", "ordering", "matching")
RESULTS = ("unattempted", "right", "partly", "wrong")
CERTAINTY = {1: "A guess", 2: "Not sure", 3: "Fairly sure", 4: "Certain"}
MOST_ANSWERS = 4096

_NOTHING = {
    "single": "No answer yet: choose one first.",
    "multiple": "No answer yet: choose at least one first.",
    "numeric": "No answer yet: write a number first.",
    "ordering": "No answer yet: choose something for each place first.",
    "matching": "No answer yet: choose a match for each first.",
}
_UNFINISHED = {
    "ordering": "Not complete yet: every place needs something, and each only once.",
    "matching": "Not complete yet: choose a match for each.",
}
_ALL_RIGHT = {
    "single": "Right.",
    "multiple": "Right: all of them, and nothing else.",
    "ordering": "Right: everything in its place.",
    "matching": "Right: every pair.",
}
_NONE_RIGHT = {
    "single": "Not right.",
    "multiple": "Not right: none of these fits.",
    "ordering": "Not right yet: nothing is in its place.",
    "matching": "Not right yet: none of the pairs fits.",
}
_WORDS = {"ordering": ("belongs elsewhere", "in its place"), "matching": ("not a pair", "a pair")}
_CALIBRATION = {
    ("right", True): "You were sure, and rightly so.",
    ("right", False): "You were unsure, and yet right: see below whether your reason was the same, "
    "and trust it a little more next time.",
    ("partly", True): "You were sure, and part of it holds. The other part is worth a second look.",
    ("partly", False): "You sensed that something was open, and part of it is right already.",
    ("wrong", True): "You were sure, and the answer is another one. That happens to everybody: "
    "an idea that felt certain is the one most worth a second look.",
    ("wrong", False): "You were unsure, and that was a good sense of it. Now it can be settled.",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said about an answer.

    Attributes:
        result: "unattempted", "right", "partly" or "wrong".
        verdict: The result as a sentence.
    """

    result: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Note:
    """What is said about one part of an answer.

    Attributes:
        right: Whether this part is right.
        word: The same in words.
        text: The part, in words.
        why: Why it is right or not; empty when the question does not say.

    Example:
        >>> Note(False, "does not fit", "Lung cancer", "It began in the breast.").said
        'does not fit. It began in the breast.'
    """

    right: bool
    word: str
    text: str
    why: str

    @property
    def said(self) -> str:
        """Whether the part is right, and why."""
        if self.right and self.why.lower().startswith("right"):
            return self.why  # the question's own words say it already
        return f"{self.word}. {self.why}" if self.why else self.word


def nothing_yet(kind: str) -> str:
    """Return what is said when there is no answer.

    Example:
        >>> nothing_yet("single")
        'No answer yet: choose one first.'
    """
    return _NOTHING[kind]


def unfinished(kind: str) -> str:
    """Return what is said when an answer has gaps."""
    return _UNFINISHED.get(kind, _NOTHING[kind])


def check_question(question: Question) -> None:
    """Refuse a question that cannot be shown.

    Raises:
        MetalearnError: When its kind is unknown, or it has too many possible answers to be marked without a kernel.
    """
    if question.kind not in KINDS:
        raise MetalearnError(
            f"Question {question.id} is of kind {question.kind!r}; a quiz shows {', '.join(KINDS)}."
        )
    count = count_answers(question)
    if count > MOST_ANSWERS:
        raise MetalearnError(
            f"Question {question.id} has {count:,} possible answers; a quiz shows at most {MOST_ANSWERS:,}. "
            "Give it fewer options."
        )


def count_answers(question: Question) -> int:
    """Return how many complete answers a question has; 0 for a number, which can be anything."""
    n = len(question.options)
    counts: dict[str, int] = {
        "single": n,
        "multiple": 2**n - 1,
        "numeric": 0,
        "ordering": math.factorial(n),
        "matching": len(question.matches) ** n,
    }
    return counts[question.kind]


def answers(question: Question) -> Iterator[tuple[int, ...]]:
    """Walk every complete answer; for a number there are none to walk."""
    n = range(len(question.options))
    if question.kind == "single":
        yield from ((i,) for i in n)
    elif question.kind == "multiple":
        for size in range(1, len(n) + 1):
            yield from combinations(n, size)
    elif question.kind == "ordering":
        yield from permutations(n)
    elif question.kind == "matching":
        yield from product(range(len(question.matches)), repeat=len(n))


def normal(question: Question, answer: object) -> Answer:
    """Bring an answer into its normal form.

    Args:
        question: The question.
        answer: A number, an index, a list or tuple of indexes, or None.

    Returns:
        () for no answer, a float for a numeric question, otherwise a tuple of indexes.

    Raises:
        MetalearnError: When the question cannot have such an answer; the message says what it takes.
    """
    if answer is None or answer in ((), []):
        return ()
    if question.kind == "numeric":
        return _number(question, answer)
    given = (answer,) if isinstance(answer, int) else answer
    indexes = tuple(given) if isinstance(given, list | tuple) else ()
    if not indexes or not all(type(i) is int for i in indexes) or not _fits(question, indexes):
        raise MetalearnError(f"{answer!r} cannot be an answer to {question.id}: it takes {_takes(question)}.")
    if question.kind == "multiple":
        return tuple(sorted(set(indexes)))
    return () if set(indexes) == {-1} else indexes


def _number(question: Question, answer: object) -> float:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not math.isfinite(answer):
        raise MetalearnError(f"{answer!r} cannot be an answer to {question.id}: it takes a number.")
    return float(answer)


def _fits(question: Question, indexes: tuple[int, ...]) -> bool:
    places = question.kind in ("ordering", "matching")
    choices = len(question.matches) if question.kind == "matching" else len(question.options)
    length = {"single": 1, "multiple": len(indexes)}.get(question.kind, len(question.options))
    return len(indexes) == length and all((-1 if places else 0) <= i < choices for i in indexes)


def _takes(question: Question) -> str:
    n, m = len(question.options), len(question.matches)
    return {
        "single": f"one index from 0 to {n - 1}",
        "multiple": f"indexes from 0 to {n - 1}",
        "ordering": f"{n} indexes from 0 to {n - 1}, or -1 for an empty place",
        "matching": f"{n} indexes from 0 to {m - 1}, or -1 for an empty place",
    }[question.kind]


def mark(question: Question, answer: Answer) -> Mark:
    """Mark an answer.

    Args:
        question: The question.
        answer: In normal form.

    Example:
        >>> from metalearn import datasets
        >>> mark(datasets.question("Q01a"), ()).result
        'unattempted'
    """
    if isinstance(answer, float):
        return _mark_number(question, answer)
    if not answer:
        return Mark("unattempted", nothing_yet(question.kind))
    if -1 in answer or (question.kind == "ordering" and len(set(answer)) < len(answer)):
        return Mark("unattempted", unfinished(question.kind))
    right = right_answer(question)
    if question.kind == "multiple":
        return _mark_set(set(answer), set(right))
    same = sum(given == wanted for given, wanted in zip(answer, right, strict=True))
    return _mark_places(question.kind, same, len(right))


def right_answer(question: Question) -> tuple[int, ...]:
    """Return the right answer of a question that is not numeric."""
    return question.answer if isinstance(question.answer, tuple) else ()


def _mark_number(question: Question, answer: float) -> Mark:
    low, high = bounds(question)
    if answer < low:
        return Mark("wrong", numeric_verdicts()["low"])
    return (
        Mark("wrong", numeric_verdicts()["high"])
        if answer > high
        else Mark("right", numeric_verdicts()["right"])
    )


def bounds(question: Question) -> tuple[float, float]:
    """Return the lowest and the highest number that count as right, in the unit of the question.

    A hair is added, so that a decimal number that lies exactly on the edge is right.
    """
    right = question.answer if isinstance(question.answer, int | float) else math.nan
    reach = (question.tolerance or 0) + 1e-9 * max(1.0, abs(right))
    return right - reach, right + reach


def numeric_verdicts() -> dict[str, str]:
    """Return what is said about a number that is right, too low or too high."""
    return {"right": "Right.", "low": "Not right: this is too low.", "high": "Not right: this is too high."}


def _mark_set(given: set[int], right: set[int]) -> Mark:
    hits, extra = len(given & right), len(given - right)
    if given == right:
        return Mark("right", _ALL_RIGHT["multiple"])
    if not hits:
        return Mark("wrong", _NONE_RIGHT["multiple"])
    more = f", and {extra} that {'does' if extra == 1 else 'do'} not fit" if extra else ""
    return Mark("partly", f"Partly right: {hits} of the {len(right)} that fit{more}.")


def _mark_places(kind: str, same: int, total: int) -> Mark:
    if same == total:
        return Mark("right", _ALL_RIGHT[kind])
    if not same:
        return Mark("wrong", _NONE_RIGHT[kind])
    what = "in the right place" if kind == "ordering" else "pairs"
    return Mark("partly", f"Partly right: {same} of {total} {what}.")


def calibration(result: str, certainty: int) -> str:
    """Return what is said about how sure somebody was.

    Args:
        result: One of ``RESULTS``.
        certainty: 1 (a guess) to 4 (certain), 0 when it was not said.

    Example:
        >>> calibration("right", 4)
        'You were sure, and rightly so.'
    """
    return _CALIBRATION.get((result, certainty >= 3), "") if certainty else ""


def note(question: Question, slot: int, value: int) -> Note:
    """Return what is said about one chosen option.

    Args:
        question: A question that is not numeric.
        slot: Which place or pair it was chosen for; 0 for single and multiple.
        value: The index that was chosen.
    """
    right = right_answer(question)
    if question.kind == "matching":
        text = f"{question.options[slot]}: {question.matches[value]}"
        return _note(question, right[slot] == value, text, slot)
    if question.kind == "ordering":
        return _note(question, right[slot] == value, f"{slot + 1}. {question.options[value]}", value)
    return _note(question, value in right, question.options[value], value)


def _note(question: Question, right: bool, text: str, option: int) -> Note:
    words = _WORDS.get(question.kind, ("does not fit", "fits"))
    why = question.explanations[option] if option < len(question.explanations) else ""
    return Note(right, words[right], text, why)


def notes(question: Question, answer: Answer) -> tuple[Note, ...]:
    """Return what is said about each part of an answer that was chosen."""
    if isinstance(answer, float) or mark(question, answer).result == "unattempted":
        return ()
    places = question.kind in ("ordering", "matching")
    return tuple(note(question, slot if places else 0, value) for slot, value in enumerate(answer))


def solution(question: Question) -> tuple[str, ...]:
    """Return the right answer in words, a line each.

    Example:
        >>> from metalearn import datasets
        >>> solution(datasets.question("Q01a"))
        ('Metastatic breast cancer',)
    """
    if question.kind == "numeric" and isinstance(question.answer, int | float):
        reach = f" (within {question.tolerance:g})" if question.tolerance else ""
        return (f"{number_text(float(question.answer))} {question.unit}".strip() + reach,)
    places = question.kind in ("ordering", "matching")
    return tuple(
        note(question, slot if places else 0, value).text for slot, value in enumerate(right_answer(question))
    )


def number_text(number: float) -> str:
    """Write a number as people do.

    Example:
        >>> number_text(1000000.0), number_text(24.6)
        ('1,000,000', '24.6')
    """
    return f"{number:,.0f}" if number == int(number) else f"{number:,.10g}"
