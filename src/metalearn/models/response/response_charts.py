"""Many people at once: the numbers behind a waterfall chart (best change) and a spider chart (change over time).

Where the model is wrong about the world: both charts show target lesions only. A bar far below zero can belong to
somebody with a new lesion, so each bar says what the overall answer was; and a waterfall hides time altogether.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metalearn.models import checks
from metalearn.models.response.best_response import best
from metalearn.models.response.recist import Assessment, Overall, Visit, assess
from metalearn.models.response.target_response import percent
from metalearn.models.response.targets import Target
from metalearn.words import _


@dataclass(frozen=True, slots=True)
class Person:
    """One person in a study.

    Attributes:
        name: A name or number.
        targets: The target lesions, as chosen at baseline.
        visits: The visits in order of time.
    """

    name: str
    targets: tuple[Target, ...]
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One person in a waterfall chart.

    Attributes:
        name: The person.
        change: Best change of the sum of diameters from baseline in percent; the smallest rise when it never fell.
        week: Week of that visit.
        best: Best overall response, without confirmation.
        surprise: Whether the sum fell by 30% or more at a visit that was progression all the same.
        reason: The bar as a sentence.
    """

    name: str
    change: float
    week: float
    best: Overall
    surprise: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person in a spider chart.

    Attributes:
        name: The person.
        points: Week and change of the sum from baseline in percent; begins at (0, 0).
        responses: Week and overall response of every visit.
        progressed: Week of the first progression, or None.
    """

    name: str
    points: tuple[tuple[float, float], ...]
    responses: tuple[tuple[float, Overall], ...]
    progressed: float | None


def waterfall(people: Sequence[Person]) -> tuple[Bar, ...]:
    """Return one bar a person, from the largest rise to the deepest fall.

    Visits after the first progression do not count. People without a sum at any visit have no bar.

    Args:
        people: The people.

    Raises:
        ValueError: When two people share a name, or somebody's visits do not fit their targets.

    Source:
        Arithmetic on RECIST 1.1 sums (``pmc2755245``).

    Example:
        >>> people = [
        ...     Person("A", (Target("a", "liver", 50),), (Visit(8, {"a": 20}),)),
        ...     Person("B", (Target("b", "lung", 20),), (Visit(8, {"b": 30}),)),
        ... ]
        >>> [(bar.name, bar.change, bar.best) for bar in waterfall(people)]
        [('B', 50.0, 'PD'), ('A', -60.0, 'PR')]
    """
    _check(people)
    bars = [bar for person in people if (bar := _bar(person)) is not None]
    return tuple(sorted(bars, key=lambda bar: (-bar.change, bar.name)))


def spider(people: Sequence[Person]) -> tuple[Line, ...]:
    """Return one line a person, in the order given; visits without a sum leave no point.

    Args:
        people: The people.

    Raises:
        ValueError: When two people share a name, or somebody's visits do not fit their targets.

    Source:
        Arithmetic on RECIST 1.1 sums (``pmc2755245``).

    Example:
        >>> visits = (Visit(8, {"a": 30}), Visit(16, {"a": None}), Visit(24, {"a": 40}))
        >>> line = spider([Person("A", (Target("a", "liver", 50),), visits)])[0]
        >>> line.points, line.progressed
        (((0.0, 0.0), (8, -40.0), (24, -20.0)), 24)
    """
    _check(people)
    return tuple(_line(person) for person in people)


def _line(person: Person) -> Line:
    course = assess(person.targets, person.visits)
    points = [(0.0, 0.0)]
    points += [
        (each.week, each.targets.from_baseline) for each in course if each.targets.from_baseline is not None
    ]
    responses = tuple((each.week, each.overall) for each in course)
    progressed = next((week for week, response in responses if response == "PD"), None)
    return Line(person.name, tuple(points), responses, progressed)


def _bar(person: Person) -> Bar | None:
    course = assess(person.targets, person.visits)
    end = next((i + 1 for i, each in enumerate(course) if each.overall == "PD"), len(course))
    measured = [(change, each) for each in course[:end] if (change := each.targets.from_baseline) is not None]
    if not measured:
        return None
    change, lowest = min(measured, key=lambda pair: pair[0])
    answer = best([(each.week, each.overall) for each in course]).response
    surprise = _is_surprise(change, lowest)
    text = _("{name}: {change} in week {week:g}; best overall response {answer}.")
    said = text.format(name=person.name, change=percent(change), week=lowest.week, answer=answer)
    if surprise:
        said += " " + _(
            "The targets shrank, and yet it was progression: look at the other and the new lesions."
        )
    return Bar(person.name, change, lowest.week, answer, surprise, said)


def _is_surprise(change: float, at: Assessment) -> bool:
    return change <= -30 and at.overall == "PD"


def _check(people: Sequence[Person]) -> None:
    people = checks.names(people, "people")
    names = [person.name for person in people]
    twice = [name for i, name in enumerate(names) if name in names[:i]]
    if twice:
        raise ValueError(f"Two people are called {twice[0]!r}; give each a name or number of their own.")
