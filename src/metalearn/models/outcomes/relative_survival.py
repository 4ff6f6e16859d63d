"""Relative survival: how people with a cancer fared beside people of the same age and sex without it.

Three ways to count, for one and the same group:

- observed survival: the share still alive, whatever the others died of;
- cause-specific survival: the share who had not died of this cancer; other deaths end the watching. It needs to know
  what each person died of;
- relative survival: observed survival divided by the survival expected from the population's life tables. It needs
  no causes of death, only the right life table.

The last two try to say the same thing, how many the cancer itself would leave alive, and agree when the life table
fits and causes of death are right. Neither is the chance that a person is alive.

Where the model is wrong about the world: the background here is stated by whoever asks, year by year, for everybody
alike. People with a cancer differ from the population in more than the cancer (smoking, for one), and relative
survival can then be too low or, as in some screened groups, above 100%.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from metalearn import datasets
from metalearn.datasets import RelativeSurvival
from metalearn.errors import unknown
from metalearn.models import checks


@dataclass(frozen=True, slots=True)
class Background:
    """How people without the cancer die, as stated by whoever works an example.

    Attributes:
        label: Who they are, such as "made-up group of 70-year-olds".
        yearly: For each year in turn, the share of those alive at its start who die in it, 0 to 1.

    Example:
        >>> round(Background("made up", (0.02, 0.03)).survival(2), 4)
        0.9506
    """

    label: str
    yearly: tuple[float, ...]

    def __post_init__(self) -> None:
        for year, share in enumerate(checks.names(self.yearly, "shares who die in each year"), start=1):
            checks.share(share, f"The share who die in year {year}")

    def survival(self, years: float) -> float:
        """Return the share expected to be alive after some years; within a year the risk is the same throughout.

        Raises:
            ValueError: When the years are negative or go beyond those that were stated.
        """
        if not 0 <= years <= len(self.yearly):
            raise ValueError(f"The years are {years}; this background is stated for 0 to {len(self.yearly)}.")
        whole = int(years)
        alive = math.prod(1 - share for share in self.yearly[:whole])
        return alive * (1 - self.yearly[whole]) ** (years - whole) if years > whole else alive


@dataclass(frozen=True, slots=True)
class Counted:
    """One group, counted in three ways, as shares from 0 to 1.

    Attributes:
        years: Since diagnosis.
        observed: Still alive.
        expected: Would be alive without the cancer.
        cause_specific: Had not died of the cancer, other deaths set aside.
        relative: Observed over expected.
        died_of_cancer: Share of everybody who died of the cancer in these years.
        died_otherwise: Share of everybody who died of something else.
    """

    years: int
    observed: float
    expected: float
    cause_specific: float
    relative: float
    died_of_cancer: float
    died_otherwise: float

    def people(self, of: int = 100) -> str:
        """Return the same as a number of people."""
        cancer, other = round(of * self.died_of_cancer), round(of * self.died_otherwise)
        return (
            f"Of {of} people, after {self.years} years about {of - cancer - other} were alive, {cancer} had died of "
            f"the cancer and {other} of something else. Relative survival: {100 * self.relative:.0f}%."
        )


def relative(observed: float, expected: float) -> float:
    """Return relative survival.

    Args:
        observed: Share of the people with the cancer who are alive, 0 to 1.
        expected: Share of comparable people without it who are alive, above 0 and up to 1.

    Returns:
        Observed over expected; above 1 when people with the cancer did better.

    Raises:
        ValueError: When a share is out of range.

    Source:
        Definition.

    Example:
        >>> round(100 * relative(0.30, 0.90), 1)
        33.3
    """
    checks.share(observed, "Observed survival")
    checks.share(expected, "Expected survival")
    if not expected:
        raise ValueError("Expected survival is 0; it must be above 0, or there is nothing to compare with.")
    return observed / expected


def three_ways(cancer_yearly: float, background: Background, years: int) -> Counted:
    """Count one group in three ways, when the cancer adds the same risk every year, whatever else happens.

    Args:
        cancer_yearly: Share of those alive at a year's start whom the cancer alone would kill in it, 0 to below 1.
        background: How people without the cancer die.
        years: Whole years since diagnosis.

    Returns:
        Observed, cause-specific and relative survival, and what people died of.

    Raises:
        ValueError: When a share is out of range or the background is not stated for so long.

    Source:
        Two independent risks with constant rates within each year; the deaths of a year are shared out by those rates.

    Example:
        >>> made = three_ways(0.2, Background("made up", (0.05,) * 5), 5)
        >>> round(made.observed, 3), round(made.relative, 3), round(made.cause_specific, 3)
        (0.254, 0.328, 0.328)
    """
    checks.share(cancer_yearly, "The share who die of the cancer in a year")
    if cancer_yearly == 1:
        raise ValueError("The share who die of the cancer in a year is 1; it must be 0 to below 1.")
    checks.whole(years, "The number of years", least=0)
    expected = background.survival(years)
    alive, of_cancer, otherwise = 1.0, 0.0, 0.0
    rate = -math.log1p(-cancer_yearly)
    for share in background.yearly[:years]:
        left = alive * (1 - cancer_yearly) * (1 - share)
        died = alive - left
        other = math.inf if share == 1 else -math.log1p(-share)
        part = 0.0 if other == math.inf else rate / (rate + other) if rate + other else 0.0
        of_cancer += died * part
        otherwise += died * (1 - part)
        alive = left
    specific = (1 - cancer_yearly) ** years
    ratio = relative(alive, expected) if expected else specific
    return Counted(years, alive, expected, specific, ratio, of_cancer, otherwise)


def cancers() -> tuple[str, ...]:
    """Return the cancers that the table of relative survival holds, in its order.

    Example:
        >>> "Prostate" in cancers()
        True
    """
    return tuple(dict.fromkeys(row.cancer for row in datasets.relative_survival()))


def periods(cancer: str) -> tuple[str, ...]:
    """Return the periods for which a cancer has rows; figures of different periods are never mixed.

    Raises:
        UnknownNameError: When the table has no such cancer.

    Example:
        >>> len(periods("Breast (female)"))
        2
    """
    return tuple(dict.fromkeys(row.period for row in _rows(cancer)))


def by_stage(cancer: str, period: str = "") -> tuple[RelativeSurvival, ...]:
    """Return 5-year relative survival by extent (localised, regional, distant) for one cancer and one period.

    Args:
        cancer: One of ``cancers()``.
        period: One of ``periods(cancer)``; may be left out when there is only one.

    Returns:
        The rows of the table, in its order; each names its period, population and source.

    Raises:
        UnknownNameError: When the cancer or the period does not exist.
        ValueError: When the cancer has several periods and none was named.

    Source:
        Each row's own ``source_id``.

    Example:
        >>> {row.period for row in by_stage("Breast (female)", periods("Breast (female)")[0])} == {
        ...     periods("Breast (female)")[0]
        ... }
        True
    """
    there = periods(cancer)
    if not period and len(there) > 1:
        raise ValueError(
            f"{cancer} has figures of {len(there)} periods ({'; '.join(there)}); name one, since treatment and "
            "diagnosis change and figures of different years do not mix."
        )
    if period and period not in there:
        raise unknown(
            f"period of {cancer}", period, there, f"metalearn.models.relative_survival.periods({cancer!r})"
        )
    return tuple(row for row in _rows(cancer) if row.period == (period or there[0]))


def _rows(cancer: str) -> list[RelativeSurvival]:
    wanted = checks.one_of("cancer", cancer, cancers(), "metalearn.models.relative_survival.cancers()")
    return [row for row in datasets.relative_survival() if row.cancer == wanted]
