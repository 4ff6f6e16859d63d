"""Two invented series of patients whose best changes are the same, and whose courses are not."""

from __future__ import annotations

from collections.abc import Sequence

from metalearn.models.response.recist import NewLesion, NonTarget, Visit
from metalearn.models.response.response_charts import Person
from metalearn.models.response.targets import Target

START = 50  # mm at baseline, for everybody
WEEKS = (8, 16, 24, 32, 40)
_MARK = "target"

# The sum in mm at each visit; the last entry says at which visit (from 1) something else made it progression, and what.
_LASTING: Sequence[tuple[tuple[int, ...], tuple[int, str]]] = (
    ((66,), (0, "")),
    ((58, 62), (0, "")),
    ((52, 56, 63), (0, "")),
    ((47, 45, 46, 50, 54), (0, "")),
    ((44, 42, 42, 43, 44), (0, "")),
    ((42, 40, 40, 41, 40), (0, "")),
    ((40, 34, 33, 33, 34), (0, "")),
    ((38, 30, 28, 29, 28), (0, "")),
    ((36, 26, 25, 25, 26), (0, "")),
    ((30, 22, 20, 20, 21), (0, "")),
    ((24, 15, 12, 12, 12), (0, "")),
    ((15, 0, 0, 0, 0), (0, "")),
)
_SHORT: Sequence[tuple[tuple[int, ...], tuple[int, str]]] = (
    ((66,), (0, "")),
    ((58, 62), (0, "")),
    ((52, 56, 63), (0, "")),
    ((45, 52, 56), (0, "")),
    ((42, 44, 45, 46, 46), (0, "")),
    ((40,), (1, "new")),
    ((33, 41), (0, "")),
    ((28,), (1, "new")),
    ((25, 34), (0, "")),
    ((20,), (1, "others")),
    ((12, 24), (0, "")),
    ((0, 0, 0, 0, 0), (0, "")),
)
SERIES = {"lasting": _LASTING, "short": _SHORT}


def people(series: str) -> tuple[Person, ...]:
    """Return the invented people of a series, named by letters.

    Args:
        series: "lasting" or "short".

    Example:
        >>> [person.name for person in people("short")][:3]
        ['A', 'B', 'C']
    """
    return tuple(_person(place, *each) for place, each in enumerate(SERIES[series]))


def _person(place: int, sums: tuple[int, ...], ended: tuple[int, str]) -> Person:
    visits = tuple(_visit(n, mm, ended) for n, mm in enumerate(sums, start=1))
    return Person(chr(ord("A") + place), (Target(_MARK, "liver", START),), visits)


def _visit(n: int, mm: int, ended: tuple[int, str]) -> Visit:
    at, what = ended
    new: NewLesion = "yes" if n == at and what == "new" else "no"
    others: NonTarget = "none"
    if what == "others":
        others = "PD" if n == at else "non-CR/non-PD"
    return Visit(WEEKS[n - 1], {_MARK: mm}, others, new)
