"""The mistakes behind a wrong answer, as the questions name them; see ``datasets.mistakes()``.

They are beliefs that those who wrote the questions suppose: somebody may have had another reason, or none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from metalearn.datasets import Question
from metalearn.errors import MetalearnError
from metalearn.models.teaching import quiz_answers as shapes


def behind(question: Question, answer: object) -> tuple[str, ...]:
    """Return the ids of the mistakes behind the wrong parts of an answer, each once.

    Args:
        question: The question.
        answer: An answer as it was kept; None when it is not known.

    Returns:
        The ids; none for a right answer, for one that is not known, and for a number that nobody expected.

    Example:
        >>> from metalearn import datasets
        >>> [datasets.mistake(id).mistake for id in behind(datasets.question("Q01a"), (0,))]
        ['A tumour is called after the organ in which it is found']
        >>> behind(datasets.question("Q01a"), (1,))
        ()
    """
    try:
        given = shapes.normal(question, answer)
    except (MetalearnError, TypeError):
        return ()
    if isinstance(given, float):
        pairs = zip(question.typical_wrong, question.mistakes, strict=False)
        return tuple(id for number, id in pairs if math.isclose(number, given, abs_tol=0.05))
    named = dict(enumerate(question.mistakes))
    found = (named.get(place, "") for place in _wrong(question, given))
    return tuple(dict.fromkeys(id for id in found if id))


def _wrong(question: Question, given: Sequence[object]) -> Iterator[int]:
    """The places in the list of mistakes that an answer leads to."""
    if question.kind in ("single", "multiple"):
        yield from (each for each in given if isinstance(each, int))
        return
    right = shapes.right_rows(question) if question.kind == "grid" else shapes.right_answer(question)
    for place, (chosen, wanted) in enumerate(zip(given, right, strict=False)):
        if chosen == wanted or not isinstance(chosen, int | tuple):
            continue
        if question.kind in ("ordering", "error") and isinstance(chosen, int):
            yield chosen + (len(question.options) if question.kind == "error" and place else 0)
        else:
            yield place
