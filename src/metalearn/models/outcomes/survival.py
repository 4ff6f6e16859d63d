"""Survival curves by cancer and stage: intervals, medians, and what is left of the risk after some years.

The curves are cause-specific: they count deaths from the cancer, and people who died of something else are followed
only until then. So they say how many would be left if nobody died of anything else; since some do, fewer die of the
cancer than a curve leaves over. That is one of three ways to count. Observed survival counts every death, from
whatever cause. Relative survival divides observed survival by that of people of the same age and sex in the population
(``metalearn.models.relative_survival``). For one group of people the three give three different figures, so a figure
is only compared with another of its own kind.

Some curves are not shown. Where fewer than 30 people stood at the start, one person moves the curve too far. And
cancers of the blood and the lymph system do not metastasise as solid tumours do, so they are refused wherever
metastasis is meant.

Where the model is wrong about the world: the people were diagnosed from 2006 to 2015 in parts of the United States
and were 50 to 79 years old; treatment has changed since, and the stage is that of the AJCC's 6th edition. Stage IV is
not the same as distant metastasis in every cancer: in head and neck cancer it also holds cancers that have grown far
where they began (``metalearn.models.outcomes.stage_four``). An interval says how sure we are of the average of a
group, not how different the people in it are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from metalearn import datasets
from metalearn.datasets import SurvivalPoint
from metalearn.datasets.survival_interval import interval
from metalearn.errors import MetalearnError
from metalearn.models import checks
from metalearn.models.outcomes.stage_four import meaning
from metalearn.words import _

FEWEST = SurvivalPoint.FEWEST
"""Curves that fewer people began are not shown."""

_NOBODY = _("if nobody died of anything else")

METASTATIC_STAGE = "IV"
WHO = _("People aged 50 to 79, diagnosed 2006 to 2015 in parts of the United States.")


class HiddenCurveError(MetalearnError, ValueError):
    """A curve that is not shown; the message says why."""


@dataclass(frozen=True, slots=True)
class Point:
    """Survival at one time, as shares from 0 to 1.

    Attributes:
        months: Since diagnosis (of a conditional curve: since the time that was given).
        survival: Share who would not have died of this cancer, if nobody died of anything else.
        low: Lower end of the interval.
        high: Upper end of the interval.
    """

    months: int
    survival: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{100 * self.survival:.1f}% at {self.months} months ({100 * self.low:.1f}% to {100 * self.high:.1f}%)"


@dataclass(frozen=True, slots=True)
class Median:
    """The time by which half would have died of the cancer if nobody died of anything else, as far as the curve tells.

    Every time lies somewhere between two times of the table, so each comes with the one before it.

    Attributes:
        months: First time in the table at which no more than half were left; None when that was not reached.
        after: Last time in the table before it; the median lies between the two.
        low_after: Last time before ``low``: the interval's lower end lies between the two.
        low: First time at which the interval's lower end is at most half; None when never.
        high: First time at which the interval's upper end is at most half; None when never.
        last: Last time of the curve, in months.
    """

    months: int | None
    after: int | None
    low_after: int | None
    low: int | None
    high: int | None
    last: int

    def __str__(self) -> str:
        if self.months is None:
            return _("not reached within {last} months, {nobody}").format(last=self.last, nobody=_NOBODY)
        if self.high is not None:
            span = _("after {low}, by {high} months").format(low=self.low_after, high=self.high)
        else:
            span = _("after {low} months, to beyond {last} months").format(low=self.low_after, last=self.last)
        return _("between {after} and {months} months, {nobody} (interval: {span})").format(
            after=self.after, months=self.months, nobody=_NOBODY, span=span
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """A survival curve with its intervals.

    Attributes:
        cancer: As in the table.
        stage: "I" to "IV" or "Unknown".
        n: People at the start.
        level: Of the intervals, such as 0.95; each holds for one time, not for the whole curve.
        points: From month 0 on.
        errors: Standard error of each point's survival.
        source_id: Where it comes from.
        caution: What stage IV means in this cancer, and who the people were; "" for other stages.
    """

    cancer: str
    stage: str
    n: int
    level: float
    points: tuple[Point, ...]
    errors: tuple[float, ...]
    source_id: str
    caution: str

    def at(self, months: int) -> Point:
        """Return the point at one of the curve's times.

        Raises:
            ValueError: When the table has no such time.
        """
        return self.points[self._index(months)]

    def median(self) -> Median:
        """Return the time by which half would have died of the cancer, had nobody died of anything else."""
        first = next((i for i, each in enumerate(self.points) if each.survival <= 0.5), None)
        low = next((i for i, each in enumerate(self.points) if each.low <= 0.5), None)
        return Median(
            months=None if first is None else self.points[first].months,
            after=None if first is None else self.points[first - 1].months,
            low_after=None if low is None else self.points[low - 1].months,
            low=None if low is None else self.points[low].months,
            high=next((each.months for each in self.points if each.high <= 0.5), None),
            last=self.points[-1].months,
        )

    def given(self, months: int, until: int) -> Point:
        """Return survival to a later time of those who had not died of the cancer by an earlier one.

        Args:
            months: The time that was reached.
            until: The later time; both must be times of the curve.

        Returns:
            The share, with an interval; its months count from the time that was reached.

        Raises:
            ValueError: When a time is not in the table, the times are in the wrong order, or nobody was left.

        Source:
            The ratio of two points; its variance on the log scale is the difference of theirs (Greenwood's formula,
            whose terms up to the earlier time cancel).
        """
        early, late = self._index(months), self._index(until)
        if early > late:
            raise ValueError(
                f"The times are {months} and {until} months; the first must not be the later one."
            )
        start, end = self.points[early].survival, self.points[late].survival
        if start <= 0:
            raise ValueError(
                f"By {months} months nobody was left, so nothing can be said about those who were."
            )
        share = min(1.0, end / start)
        error = 0.0
        if end > 0:
            error = share * math.sqrt(
                max(0.0, (self.errors[late] / end) ** 2 - (self.errors[early] / start) ** 2)
            )
        low, high = interval(share, error, max(1, round(self.n * start)), self.level)
        if until == months:
            low = high = 1.0
        return Point(until - months, share, low, high)

    def people(self, months: int, of: int = 100) -> str:
        """Return survival at one time as a number of people, as if nobody had died of anything else.

        Where people die of other things too, fewer die of the cancer than this leaves over.

        Args:
            months: One of the curve's times.
            of: How many people to speak of.

        Raises:
            ValueError: When the table has no such time, or there are no people.
        """
        checks.whole(of, "The number of people")
        alive = round(of * self.at(months).survival)
        return (
            f"If nobody died of anything else, about {alive} of {of} would not have died of this cancer by {months} "
            "months. The figure does not say which."
        )

    def _index(self, months: int) -> int:
        times = [each.months for each in self.points]
        if months not in times:
            raise ValueError(
                f"The time is {months} months; the curve has 0 to {times[-1]} in steps of {times[1]}."
            )
        return times.index(months)


def curve(cancer: str, stage: str, *, level: float = 0.95) -> Curve:
    """Return the survival curve of a cancer at a stage.

    Args:
        cancer: As in the table of survival curves.
        stage: "I", "II", "III", "IV" or "Unknown".
        level: Of the intervals.

    Returns:
        The curve from month 0 on, in steps of three months.

    Raises:
        UnknownNameError: When the table has no such cancer or stage.
        HiddenCurveError: When fewer than 30 people stood at the start.

    Source:
        ``seer18_grail_2020``

    Example:
        >>> lung = curve("Lung", "IV")
        >>> print(lung.at(60))
        4.9% at 60 months (4.7% to 5.0%)
        >>> print(curve("Breast", "I").median())
        not reached within 60 months, if nobody died of anything else
    """
    made = from_points(datasets.survival_curve(_cancer(cancer), stage), level=level)
    if reason := _too_few(made.cancer, made.stage, made.n):
        raise HiddenCurveError(reason)
    return made


def metastatic_curve(cancer: str, *, level: float = 0.95) -> Curve:
    """Return the curve that comes nearest to metastatic disease: stage IV of a solid tumour, with what that hides.

    Args:
        cancer: As in the table of survival curves.
        level: Of the intervals.

    Returns:
        The curve; its ``caution`` belongs beside it.

    Raises:
        UnknownNameError: When the table has no such cancer.
        HiddenCurveError: For cancers of the blood and lymph system, for the table's mixed rest, and where fewer than
            30 people stood at the start.

    Source:
        ``seer18_grail_2020``

    Example:
        >>> metastatic_curve("Lymphoma")
        Traceback (most recent call last):
        ...
        metalearn.models.outcomes.survival.HiddenCurveError: Lymphoma begins in the blood or lymph system...
    """
    if reason := _not_metastasis(cancer):
        raise HiddenCurveError(reason)
    return curve(cancer, METASTATIC_STAGE, level=level)


def why_hidden(cancer: str, stage: str, *, metastasis: bool = False) -> str:
    """Return why a curve is not shown, or "" when it is.

    Args:
        cancer: As in the table of survival curves.
        stage: As in the table.
        metastasis: Whether it would stand for metastatic disease.

    Raises:
        UnknownNameError: When the table has no such cancer or stage.

    Example:
        >>> why_hidden("Breast", "IV", metastasis=True)
        ''
    """
    cancer = _cancer(cancer)
    points = datasets.survival_curve(cancer, stage)
    if metastasis and stage != METASTATIC_STAGE:
        return f"Stage {stage} does not stand for metastatic disease; only stage IV comes near it."
    if metastasis and (reason := _not_metastasis(cancer)):
        return reason
    return _too_few(cancer, stage, points[0].n_at_start)


def from_points(points: Sequence[SurvivalPoint], *, level: float = 0.95) -> Curve:
    """Make a curve from the rows of one cancer and stage.

    Args:
        points: Rows in order of time; survival must not rise.
        level: Of the intervals.

    Raises:
        ValueError: When there are no rows, they are of several curves, or survival rises.
    """
    if not points:
        raise ValueError("There are no rows; a curve needs at least one.")
    first = points[0]
    if any((each.cancer, each.stage) != (first.cancer, first.stage) for each in points):
        raise ValueError("The rows belong to several cancers or stages; a curve has one of each.")
    n = first.n_at_start
    shares = [1.0, *(each.survival for each in points)]
    if any(later > earlier for earlier, later in pairwise(shares)):
        raise ValueError(
            f"Survival rises in the curve of {first.cancer}, stage {first.stage}; it can only fall."
        )
    made = [Point(0, 1.0, 1.0, 1.0)]
    made += [
        Point(each.months, each.survival, *interval(each.survival, each.se, n, level)) for each in points
    ]
    return Curve(
        cancer=first.cancer,
        stage=first.stage,
        n=n,
        level=level,
        points=tuple(made),
        errors=(0.0, *(each.se for each in points)),
        source_id=first.source_id,
        caution=f"{meaning(first.cancer)} {WHO}" if first.stage == METASTATIC_STAGE else "",
    )


def _too_few(cancer: str, stage: str, n: int) -> str:
    if n >= FEWEST:
        return ""
    return (
        f"The curve of {cancer}, stage {stage}, began with {n} people. Curves of fewer than {FEWEST} are not shown: "
        "one person more or less would bend them."
    )


def _cancer(name: str) -> str:
    known = [each.cancer for each in datasets.seer_cancers()]
    return checks.one_of("cancer", name, known, "metalearn.datasets.seer_cancers()")


def _not_metastasis(cancer: str) -> str:
    cancer = _cancer(cancer)
    kinds = {each.cancer: each.kind for each in datasets.seer_cancers()}
    if kinds[cancer] == "blood":
        return (
            f"{cancer} begins in the blood or lymph system and is in many places from the start; it is not staged by "
            "metastasis, so it has no place beside metastatic solid tumours."
        )
    if kinds[cancer] == "mixed":
        return f"{cancer} mixes many cancers, so its curve says nothing about metastasis of any one of them."
    return ""
