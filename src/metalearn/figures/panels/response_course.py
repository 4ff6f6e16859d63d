"""One person's scans as the response panel sets them: the visits, the answers of RECIST or iRECIST, the near misses."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from metalearn.models.response import irecist, recist
from metalearn.models.response.irecist import ImmuneVisit
from metalearn.models.response.recist import NewLesion, NonTarget
from metalearn.models.response.target_response import Targets
from metalearn.models.response.targets import Target
from metalearn.words import _

RECIST, IMMUNE = "RECIST 1.1", "iRECIST"
NOT_YET = -1
WEEKS = (8, 16, 24)
_SUM = "sum"  # one target stands for all: the panel sets their sum

ANSWERS = {
    "CR": _("complete response"),
    "PR": _("partial response"),
    "SD": _("stable disease"),
    "PD": _("progressive disease"),
    "NE": _("not evaluable"),
    "iCR": _("complete response"),
    "iPR": _("partial response"),
    "iSD": _("stable disease"),
    "iUPD": _("progression, not yet confirmed"),
    "iCPD": _("progression, confirmed"),
}


@dataclass(frozen=True, slots=True)
class Course:
    """What the settings say of one person.

    Attributes:
        criteria: "RECIST 1.1" or "iRECIST".
        baseline: Sum of diameters at baseline in mm.
        sums: The sum at each visit so far, in mm.
        others: The other lesions at the last visit: "none", "there", "gone", "worse" or "unseen".
        new: A new lesion: "no", "doubtful", "last" (from the last visit on), "first" (from the first) or "grows".
    """

    criteria: str
    baseline: int
    sums: tuple[int, ...]
    others: str = "none"
    new: str = "no"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer at one visit.

    Attributes:
        week: Weeks since baseline.
        targets: The target lesions.
        overall: The overall response.
        reasons: Why, in short sentences.
    """

    week: float
    targets: Targets
    overall: str
    reasons: tuple[str, ...]

    @property
    def reason(self) -> str:
        """The sentence that decided."""
        told = self._told()
        return told[1] if self.overall == self.targets.response and len(told) > 1 else told[-1]

    @property
    def more(self) -> tuple[str, ...]:
        """What else there is to say, beside the sums and the sentence that decided."""
        return tuple(text for text in self._told()[1:] if text != self.reason)

    def _told(self) -> list[str]:
        last = _("Overall: {answer}.").format(answer=self.overall)
        return [text for text in self.reasons if text != last]


def answers(course: Course) -> tuple[Answer, ...]:
    """Return the answer at each visit.

    Example:
        >>> [each.overall for each in answers(Course("RECIST 1.1", 80, (40, 56)))]
        ['PR', 'PD']
        >>> [each.overall for each in answers(Course("iRECIST", 80, (100, 112)))]
        ['iUPD', 'iCPD']
    """
    targets = [Target(_SUM, "liver", course.baseline)]
    seen = list(_visits(course))
    if course.criteria == IMMUNE:
        return tuple(
            Answer(each.week, each.targets, each.response, each.reasons)
            for each in irecist.assess(targets, seen)
        )
    return tuple(
        Answer(each.week, each.targets, each.overall, each.reasons) for each in recist.assess(targets, seen)
    )


_OTHERS: Mapping[str, tuple[str, str]] = {  # before the last visit, and at it
    "none": ("none", "none"),
    "there": ("non-CR/non-PD", "non-CR/non-PD"),
    "gone": ("non-CR/non-PD", "CR"),
    "worse": ("non-CR/non-PD", "PD"),
    "unseen": ("non-CR/non-PD", "NE"),
}
_NEW: Mapping[str, tuple[str, str]] = {
    "no": ("no", "no"),
    "doubtful": ("no", "doubtful"),
    "last": ("no", "yes"),
    "first": ("yes", "yes"),
    "grows": ("yes", "yes"),
}


def _visits(course: Course) -> Iterator[ImmuneVisit]:
    for place, (week, mm) in enumerate(zip(WEEKS, course.sums, strict=False)):
        last = place == len(course.sums) - 1
        others = cast(NonTarget, _OTHERS[course.others][last])
        new = cast(NewLesion, _NEW[course.new][last])
        worse = course.new == "grows" and place > 0
        yield ImmuneVisit(week, {_SUM: mm}, others, new, new_worse=worse)


def final(course: Course) -> str:
    """Return the overall answer at the last visit.

    Example:
        >>> final(Course("RECIST 1.1", 80, (40, 24), new="last"))
        'PD'
    """
    return answers(course)[-1].overall


def near_sums(course: Course) -> tuple[tuple[int, str, int], ...]:
    """Return the nearest sums at the last visit, in whole mm, that would change the answer.

    Args:
        course: The course as it is.

    Returns:
        Of the nearest below and above: the sum, the answer there, and -1 or 1 for the side.

    Example:
        >>> near_sums(Course("RECIST 1.1", 80, (40, 45)))
        ((0, 'CR', -1), (48, 'PD', 1))
    """
    here, mm = final(course), course.sums[-1]
    found = []
    for side in (-1, 1):
        for other in sorted(
            (each for each in _edges(course) if (each - mm) * side > 0), key=lambda each: abs(each - mm)
        ):
            then = final(replace(course, sums=(*course.sums[:-1], other)))
            if then != here:
                found.append((other, then, side))
                break
    return tuple(found)


def _edges(course: Course) -> set[int]:
    """The whole millimetres on both sides of every line that the sum can cross at the last visit."""
    before = course.sums[:-1]
    nadir = min((course.baseline, *before))
    lines = [0.0, 0.7 * course.baseline, max(1.2 * nadir, nadir + 5.0), *(mm + 5.0 for mm in before)]
    return {edge for line in lines for edge in _around(line)}


def _around(line: float) -> tuple[int, ...]:
    below = math.floor(line + 1e-9)
    above = math.ceil(line - 1e-9)
    return tuple(each for each in (below - 1, below, above, above + 1) if each >= 0)


def without(course: Course) -> Iterator[tuple[str, str]]:
    """Yield what the answer would be without a new lesion, and without worse other lesions, where that differs.

    Example:
        >>> list(without(Course("RECIST 1.1", 80, (40, 24), new="last")))
        [('new', 'PR')]
    """
    here = final(course)
    for name, plain in (("new", {"new": "no"}), ("others", {"others": "there"})):
        if getattr(course, name) in ("no", "none", "there"):
            continue
        then = final(replace(course, **plain))  # type: ignore[arg-type]
        if then != here:
            yield name, then
