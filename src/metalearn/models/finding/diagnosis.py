"""What a test result says: predictive values, likelihood ratios, and the same as whole people who add up.

All inputs and results are shares from 0 to 1; the accuracy tables hold percent, so divide them by 100.

Where the model is wrong about the world: it takes sensitivity and specificity for fixed properties of a test. They
change with who is tested (people with large deposits are easier to find), with the reader and the machine, and with
what was used to decide who really has the disease. A sensitivity per lesion must not be used for a person.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metalearn.models import checks
from metalearn.words import _, several

if TYPE_CHECKING:
    from metalearn.datasets import Accuracy


@dataclass(frozen=True, slots=True)
class DiagnosticTest:
    """How a test does in people with the disease and in people without it.

    Attributes:
        sensitivity: Share of those with the disease who test positive, 0 to 1.
        specificity: Share of those without it who test negative, 0 to 1.
        sensitivity_range: Lower and upper end of its 95% interval, or None when none was published.
        specificity_range: The same for specificity.
    """

    sensitivity: float
    specificity: float
    sensitivity_range: tuple[float, float] | None = None
    specificity_range: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        for name, value, interval in (
            ("Sensitivity", self.sensitivity, self.sensitivity_range),
            ("Specificity", self.specificity, self.specificity_range),
        ):
            checks.share(value, name)
            if interval is not None and not 0 <= interval[0] <= value <= interval[1] <= 1:
                raise ValueError(
                    f"{name} is {value} with an interval of {interval[0]} to {interval[1]}; "
                    "the interval must hold it and lie between 0 and 1."
                )

    @property
    def likelihood_ratio_positive(self) -> float:
        """How many times likelier a positive result is with the disease than without; infinity without false alarms."""
        return _ratio(self.sensitivity, 1 - self.specificity)

    @property
    def likelihood_ratio_negative(self) -> float:
        """How many times likelier a negative result is with the disease than without."""
        return _ratio(1 - self.sensitivity, self.specificity)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a result means for a person, given how common the disease is among those tested.

    Attributes:
        prevalence: Share of those tested who have the disease, 0 to 1.
        positive: Share of those tested who test positive.
        ppv: Share of positive results that are right; None when nobody tests positive.
        npv: Share of negative results that are right; None when nobody tests negative.
        fdr: Share of positive results that are wrong: 1 - ppv.
        fom: Share of negative results that are wrong: 1 - npv.
        reasons: The same in short sentences.
    """

    prevalence: float
    positive: float
    ppv: float | None
    npv: float | None
    fdr: float | None
    fom: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The same as whole people, who add up.

    Attributes:
        total: People tested.
        ill: Those who have the disease.
        well: Those who do not.
        true_positive: Those with the disease who test positive.
        false_negative: Those with the disease who test negative.
        false_positive: Those without it who test positive.
        true_negative: Those without it who test negative.
        reasons: The same in short sentences.
    """

    total: int
    ill: int
    well: int
    true_positive: int
    false_negative: int
    false_positive: int
    true_negative: int
    reasons: tuple[str, ...]

    @property
    def positive(self) -> int:
        """Everybody who tests positive."""
        return self.true_positive + self.false_positive

    @property
    def negative(self) -> int:
        """Everybody who tests negative."""
        return self.false_negative + self.true_negative


def of(row: Accuracy) -> DiagnosticTest:
    """Take a test from a row of the accuracy table, whose figures are in percent.

    Args:
        row: One of ``metalearn.datasets.accuracy()``.

    Raises:
        ValueError: When the row states no sensitivity or no specificity.

    Source:
        The row names it.
    """
    if row.sensitivity is None or row.specificity is None:
        lacks = "sensitivity" if row.sensitivity is None else "specificity"
        raise ValueError(f"Row {row.id} of the accuracy table states no {lacks}; both are needed.")
    return DiagnosticTest(
        row.sensitivity / 100,
        row.specificity / 100,
        _interval(row.sensitivity_low, row.sensitivity_high),
        _interval(row.specificity_low, row.specificity_high),
    )


def predict(prevalence: float, test: DiagnosticTest) -> Prediction:
    """Return what positive and negative results mean.

    Args:
        prevalence: Share of those tested who have the disease, 0 to 1; for one person, the chance before the test.
        test: The accuracy of the test.

    Raises:
        ValueError: When the prevalence is not a share.

    Source:
        Bayes' rule.

    Example:
        >>> result = predict(0.01, DiagnosticTest(0.8, 0.904))
        >>> round(result.ppv, 3), round(result.npv, 4)
        (0.078, 0.9978)
        >>> print(result.reasons[0])
        Of 100 positive results, about 8 are right and 92 are false alarms.
        >>> print(result.reasons[1])
        Of 1,000 negative results, about 998 are right and 2 miss the disease.
    """
    checks.share(prevalence, "Prevalence")
    true_positive = prevalence * test.sensitivity
    false_positive = (1 - prevalence) * (1 - test.specificity)
    false_negative = prevalence * (1 - test.sensitivity)
    true_negative = (1 - prevalence) * test.specificity
    ppv = _part(true_positive, false_positive)
    npv = _part(true_negative, false_negative)
    return Prediction(
        prevalence=prevalence,
        positive=true_positive + false_positive,
        ppv=ppv,
        npv=npv,
        fdr=_part(false_positive, true_positive),
        fom=_part(false_negative, true_negative),
        reasons=(
            *_meaning("positive", true_positive, false_positive),
            *_meaning("negative", true_negative, false_negative),
        ),
    )


def people(prevalence: float, test: DiagnosticTest, total: int = 1000) -> People:
    """Return natural frequencies: whole people who add up.

    The people with the disease are rounded first, then the results within each group, so nobody is lost or counted
    twice. With few people a rare group can round to nobody; take a larger total then.

    Args:
        prevalence: Share of those tested who have the disease, 0 to 1.
        test: The accuracy of the test.
        total: How many people are tested, 1 or more.

    Raises:
        ValueError: When the prevalence is not a share or the total is not a whole number above 0.

    Source:
        Arithmetic.

    Example:
        >>> group = people(0.01, DiagnosticTest(0.8, 0.904))
        >>> group.true_positive, group.false_positive, group.positive
        (8, 95, 103)
        >>> print(group.reasons[-1])
        Of the 103 who test positive, 8 have the disease.
    """
    checks.share(prevalence, "Prevalence")
    if isinstance(total, bool) or not isinstance(total, int) or total < 1:
        raise ValueError(f"The number of people is {total}; it must be a whole number, 1 or more.")
    ill = _round(total * prevalence)
    found = _round(ill * test.sensitivity)
    alarms = _round((total - ill) * (1 - test.specificity))
    well = total - ill
    missed = ill - found
    said = (
        _("Of {total} people, {ill} and {well}.").format(
            total=f"{total:,}",
            ill=_counted(several("{n} has the disease", "{n} have the disease", ill), ill),
            well=_counted(several("{n} does not", "{n} do not", well), well),
        ),
        _("Of the {ill} with it, {found} and {missed}.").format(
            ill=f"{ill:,}",
            found=_counted(several("{n} tests positive", "{n} test positive", found), found),
            missed=_counted(several("{n} is missed", "{n} are missed", missed), missed),
        ),
        _counted(
            several(
                "Of the {well} without it, {n} tests positive all the same.",
                "Of the {well} without it, {n} test positive all the same.",
                alarms,
            ),
            alarms,
            well=f"{well:,}",
        ),
        _who_test_positive(found, alarms),
    )
    return People(total, ill, well, found, missed, alarms, well - alarms, said)


def update(chance: float, likelihood_ratio: float) -> float:
    """Return the chance of disease after a result: odds before, times the likelihood ratio.

    Args:
        chance: Chance before the result, 0 to 1.
        likelihood_ratio: Of the result that was seen; 0 or more, infinity included.

    Raises:
        ValueError: When the chance is not a share, the ratio is negative, or a certainty meets its opposite.

    Source:
        Bayes' rule in odds.

    Example:
        >>> round(update(0.01, 0.8 / 0.096), 3)
        0.078
    """
    checks.share(chance, "The chance before the result")
    if not likelihood_ratio >= 0:  # also refuses "not a number"
        raise ValueError(f"The likelihood ratio is {likelihood_ratio}; it must be 0 or more.")
    if math.isinf(likelihood_ratio):
        if chance == 0:
            raise ValueError(
                "A chance of 0 cannot be raised: such a result cannot occur without the disease."
            )
        return 1.0
    weight = chance * likelihood_ratio
    if weight == 0 and chance == 1:
        raise ValueError("A chance of 1 cannot be lowered: such a result cannot occur with the disease.")
    return weight / (weight + 1 - chance)


def _interval(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low / 100, high / 100)


def _ratio(top: float, bottom: float) -> float:
    if bottom:
        return top / bottom
    return math.inf if top else math.nan


def _part(part: float, rest: float) -> float | None:
    return part / (part + rest) if part + rest else None


def _round(value: float) -> int:
    """To the nearest whole person, halves upwards."""
    # The small step hides the noise of a product such as 1000 x 0.0145, which comes out just below a half.
    return math.floor(value + 0.5 + 1e-9)


def _counted(text: str, n: int, **others: str) -> str:
    return text.format(n=f"{n:,}", **others)


def _who_test_positive(found: int, alarms: int) -> str:
    positive = found + alarms
    if positive == 0:
        return _("Nobody tests positive.")
    if positive == 1:
        has = _("The 1 who tests positive has the disease.")
        return has if found else _("The 1 who tests positive does not have the disease.")
    said = several(
        "Of the {positive} who test positive, {n} has the disease.",
        "Of the {positive} who test positive, {n} have the disease.",
        found,
    )
    return _counted(said, found, positive=f"{positive:,}")


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of the results of one sign."""

    all_right: str
    none_right: str
    hardly_wrong: str
    hardly_right: str


_WORDS = {
    "positive": _Words(
        _("Every positive result is right: none is a false alarm."),
        _("No positive result is right: all are false alarms."),
        _("Fewer than 1 in {base} positive results is a false alarm; the others are right."),
        _("Fewer than 1 in {base} positive results is right; the others are false alarms."),
    ),
    "negative": _Words(
        _("Every negative result is right: none misses the disease."),
        _("No negative result is right: all miss the disease."),
        _("Fewer than 1 in {base} negative results misses the disease; the others are right."),
        _("Fewer than 1 in {base} negative results is right; the others miss the disease."),
    ),
}


def _meaning(sign: str, right: float, wrong: float) -> tuple[str, ...]:
    """What a result means, in whole results: of 100, or of as many as it takes for right and wrong ones to show."""
    if not right + wrong:
        return ()
    words = _WORDS[sign]
    if not wrong:
        return (words.all_right,)
    if not right:
        return (words.none_right,)
    for base in (100, 1000, 10_000):
        good = _round(base * right / (right + wrong))
        if 0 < good < base:
            return (_right_and_wrong(sign, base, good),)
    hardly = words.hardly_wrong if wrong < right else words.hardly_right
    return (hardly.format(base=f"{base:,}"),)


def _right_and_wrong(sign: str, base: int, good: int) -> str:
    bad = base - good
    right = _counted(several("{n} is right", "{n} are right", good), good)
    if sign == "positive":
        said = _("Of {base} positive results, about {right} and {wrong}.")
        wrong = several("{n} is a false alarm", "{n} are false alarms", bad)
    else:
        said = _("Of {base} negative results, about {right} and {wrong}.")
        wrong = several("{n} misses the disease", "{n} miss the disease", bad)
    return said.format(base=f"{base:,}", right=right, wrong=_counted(wrong, bad))
