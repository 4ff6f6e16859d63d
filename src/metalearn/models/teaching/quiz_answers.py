"""The answers that a question can have: their normal form, how many there are, and a walk over them.

An answer is () while there is none. Otherwise it is, by kind of question: the chosen option (single), the chosen
options (multiple), the option in each place (ordering), the match of each option (matching), the chosen columns of each
row (grid), the part of a sentence and the kind of its fault (error), all as indexes from 0, or a number (numeric). In
ordering, matching and error, -1 stands for a place that is still empty; in a grid, an empty row is ().
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, permutations, product

from metalearn.datasets import Question
from metalearn.errors import MetalearnError

Row = tuple[int, ...]
Answer = tuple[int, ...] | tuple[Row, ...] | float

KINDS = ("single", "multiple", "numeric", "ordering", "matching", "grid", "error")
# Kinds whose answer has one entry for each of several places, "matching" and "grid" for each option.
PLACED = ("ordering", "matching", "grid", "error")
MOST_ANSWERS = 4096
MOST_COLUMNS = 8


def check_question(question: Question) -> None:
    """Refuse a question that cannot be shown.

    Raises:
        MetalearnError: When its kind is unknown, or it has too many possible answers to be marked without a kernel.
    """
    if not isinstance(question, Question):
        raise MetalearnError(
            f"A quiz takes the id of a question such as 'Q01a', or a Question; got {question!r}."
        )
    if question.kind not in KINDS:
        raise MetalearnError(
            f"Question {question.id} is of kind {question.kind!r}; a quiz shows {', '.join(KINDS)}."
        )
    if question.kind == "grid" and len(question.matches) > MOST_COLUMNS:
        raise MetalearnError(
            f"Question {question.id} has {len(question.matches)} columns; a quiz shows at most {MOST_COLUMNS}."
        )
    count = count_answers(question)
    if count > MOST_ANSWERS:
        raise MetalearnError(
            f"Question {question.id} has {count:,} possible answers; a quiz shows at most {MOST_ANSWERS:,}. "
            "Give it fewer options."
        )


def count_answers(question: Question) -> int:
    """Return how many complete answers are marked one by one.

    That is none for a number, which can be anything, and for a grid the choices of each row, which is marked by itself.
    """
    n, m = len(question.options), len(question.matches)
    counts: dict[str, int] = {
        "single": n,
        "multiple": 2**n - 1,
        "numeric": 0,
        "ordering": math.factorial(n),
        "matching": m**n,
        "grid": n * len(row_choices(question)) if question.kind == "grid" else 0,
        "error": n * m,
    }
    return counts[question.kind]


def answers(question: Question) -> Iterator[tuple[int, ...] | tuple[Row, ...]]:
    """Walk every complete answer; of a grid, every choice of each row while the others are right."""
    n, m = range(len(question.options)), range(len(question.matches))
    if question.kind == "single":
        yield from ((i,) for i in n)
    elif question.kind == "multiple":
        for size in range(1, len(n) + 1):
            yield from combinations(n, size)
    elif question.kind == "ordering":
        yield from permutations(n)
    elif question.kind == "matching":
        yield from product(m, repeat=len(n))
    elif question.kind == "error":
        yield from product(n, m)
    elif question.kind == "grid":
        yield from _grids(question)


def _grids(question: Question) -> Iterator[tuple[Row, ...]]:
    right = right_rows(question)
    yield right
    for place in range(len(right)):
        for row in row_choices(question):
            if row != right[place]:
                yield (*right[:place], row, *right[place + 1 :])
    others = [next(row for row in row_choices(question) if row != each) for each in right]
    yield tuple(others)


def one_a_row(question: Question) -> bool:
    """Return whether every row of a grid has one right column, so that one is chosen in each."""
    return all(len(row) == 1 for row in right_rows(question))


def row_choices(question: Question) -> tuple[Row, ...]:
    """Return everything that can be chosen in a row of a grid."""
    columns = range(len(question.matches))
    sizes = [1] if one_a_row(question) else range(1, len(columns) + 1)
    return tuple(row for size in sizes for row in combinations(columns, size))


def right_answer(question: Question) -> tuple[int, ...]:
    """Return the right answer of a question that is neither a number nor a grid."""
    answer = question.answer
    return tuple(each for each in answer if isinstance(each, int)) if isinstance(answer, tuple) else ()


def right_rows(question: Question) -> tuple[Row, ...]:
    """Return the right columns of each row of a grid."""
    answer = question.answer
    return tuple(each for each in answer if isinstance(each, tuple)) if isinstance(answer, tuple) else ()


def normal(question: Question, answer: object) -> Answer:
    """Bring an answer into its normal form.

    Args:
        question: The question.
        answer: A number, an index, a list or tuple of indexes, for a grid a list of such lists, or None.

    Returns:
        () for no answer, a float for a numeric question, otherwise a tuple of indexes, for a grid of such tuples.

    Raises:
        MetalearnError: When the question cannot have such an answer; the message says what it takes.
    """
    if answer is None or answer in ((), []):
        return ()
    if question.kind == "numeric":
        return _number(question, answer)
    if question.kind == "grid":
        return _grid(question, answer)
    given = (answer,) if isinstance(answer, int) else answer
    indexes = tuple(given) if isinstance(given, list | tuple) else ()
    if not indexes or not all(type(i) is int for i in indexes) or not _fits(question, indexes):
        raise _impossible(question, answer)
    if question.kind == "multiple":
        return tuple(sorted(set(indexes)))
    return () if set(indexes) == {-1} else indexes


def _impossible(question: Question, answer: object) -> MetalearnError:
    return MetalearnError(f"{answer!r} cannot be an answer to {question.id}: it takes {_takes(question)}.")


def _number(question: Question, answer: object) -> float:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not math.isfinite(answer):
        raise MetalearnError(f"{answer!r} cannot be an answer to {question.id}: it takes a number.")
    return float(answer)


def _grid(question: Question, answer: object) -> Answer:
    rows = tuple(answer) if isinstance(answer, list | tuple) else ()
    listed = [tuple(row) for row in rows if isinstance(row, list | tuple)]
    most = 1 if one_a_row(question) else len(question.matches)
    columns = range(len(question.matches))
    possible = all(
        len(set(row)) <= most and all(type(i) is int and i in columns for i in row) for row in listed
    )
    if not len(listed) == len(rows) == len(question.options) or not possible:
        raise _impossible(question, answer)
    return tuple(tuple(sorted(set(row))) for row in listed) if any(listed) else ()


def _fits(question: Question, indexes: tuple[int, ...]) -> bool:
    n, m = len(question.options), len(question.matches)
    lowest = -1 if question.kind in PLACED else 0
    if question.kind == "error":
        return len(indexes) == 2 and all(lowest <= i < most for i, most in zip(indexes, (n, m), strict=True))
    length = {"single": 1, "multiple": len(indexes)}.get(question.kind, n)
    return len(indexes) == length and all(
        lowest <= i < (m if question.kind == "matching" else n) for i in indexes
    )


def _takes(question: Question) -> str:
    n, m = len(question.options), len(question.matches)
    return {
        "single": f"one index from 0 to {n - 1}",
        "multiple": f"indexes from 0 to {n - 1}",
        "ordering": f"{n} indexes from 0 to {n - 1}, or -1 for an empty place",
        "matching": f"{n} indexes from 0 to {m - 1}, or -1 for an empty place",
        "grid": f"{n} lists of indexes from 0 to {m - 1}, or [] for an empty row",
        "error": f"the index of a part from 0 to {n - 1} and of a fault from 0 to {m - 1}, or -1 for none yet",
    }[question.kind]
