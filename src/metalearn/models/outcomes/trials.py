"""What chance does to a two-arm trial: resampling it thousands of times at a stated size and true effect.

Each arm has a true share of people alive at some time, such as five years. A trial shows two shares, their
difference, and whether that is called significant. Run again, it would show others. Resampling draws, for each
trial, only the number of people alive in each arm (two binomial numbers), so 10,000 trials of any size take a
fraction of a second; the exact answer, summed over every possible result, stands beside it.

A trial misleads when its difference points the wrong way, when it is called significant and there is no effect, or
when a real effect is not. And among small trials those called significant exaggerate, because only a lucky
difference was large enough.

Where the model is wrong about the world: everybody is followed to the end, so there is no censoring; people in an
arm share one chance; nobody changes arms; and the test is the plain one of two shares. Real trials compare whole
curves (see ``metalearn.models.trial_times``), are stratified, and are planned with more care than an alpha of 0.05.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from statistics import NormalDist

from metalearn.models import chance, checks
from metalearn.models.draws import binomial_draws

ALPHA = 0.05
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Design:
    """A two-arm trial with its truth.

    Attributes:
        n_control: People in the control arm, 1 or more.
        n_treated: People in the treated arm, 1 or more.
        p_control: True share alive in the control arm, 0 to 1.
        p_treated: True share alive in the treated arm, 0 to 1.
    """

    n_control: int
    n_treated: int
    p_control: float
    p_treated: float

    def __post_init__(self) -> None:
        for arm, n, p in (
            ("control", self.n_control, self.p_control),
            ("treated", self.n_treated, self.p_treated),
        ):
            checks.whole(n, f"The number of people in the {arm} arm")
            checks.share(p, f"The true share alive in the {arm} arm")

    @property
    def effect(self) -> float:
        """The true difference, treated minus control, as a share."""
        return self.p_treated - self.p_control


@dataclass(frozen=True, slots=True)
class Misled:
    """How often trials of a design mislead; shares of all trials.

    Attributes:
        significant: Called significant, in either direction.
        wrong_way: Their difference points the other way than the truth (0 when there is no true effect).
        false_alarm: Significant although there is no effect (0 when there is one).
        missed: Not significant although there is an effect (0 when there is none).
        significant_wrong_way: Significant in the wrong direction.
        exaggeration: Mean difference of the trials that are significant in the right direction over the true one; None
            when there is no effect or no such trial.
    """

    significant: float
    wrong_way: float
    false_alarm: float
    missed: float
    significant_wrong_way: float
    exaggeration: float | None


@dataclass(frozen=True, slots=True)
class Resampled:
    """What many trials of one design showed.

    Attributes:
        design: Their size and truth.
        trials: How many there were.
        alpha: Below which a p-value was called significant.
        differences: Every observed difference (treated minus control, as a share) and how many trials showed it, from
            the lowest up.
        misled: How often they misled.
    """

    design: Design
    trials: int
    alpha: float
    differences: tuple[tuple[float, int], ...]
    misled: Misled

    @property
    def mean(self) -> float:
        """The mean of the observed differences."""
        return math.fsum(value * count for value, count in self.differences) / self.trials

    def middle(self, level: float = 0.95) -> tuple[float, float]:
        """Return between which differences the middle share of the trials lies.

        Raises:
            ValueError: When the level is not a share, such as 0.95.
        """
        checks.share(level, "The level")
        low, high = round((1 - level) / 2 * self.trials), round((1 + level) / 2 * self.trials)
        return self._ranked(low), self._ranked(min(high, self.trials - 1))

    def place(self, difference: float) -> float:
        """Return which share of the trials showed a smaller difference; those that showed the same count half.

        Raises:
            ValueError: When the difference is not one of two shares, such as 0.246.
        """
        checks.share(difference, "The difference", least=-1)
        values = [value for value, _ in self.differences]
        first, after = bisect_left(values, difference - 1e-12), bisect_right(values, difference + 1e-12)
        smaller = sum(count for _, count in self.differences[:first])
        same = sum(count for _, count in self.differences[first:after])
        return (smaller + same / 2) / self.trials

    def _ranked(self, rank: int) -> float:
        for value, count in self.differences:
            rank -= count
            if rank < 0:
                return value
        return self.differences[-1][0]


def p_value(alive_control: int, n_control: int, alive_treated: int, n_treated: int) -> float:
    """Return the two-sided p-value of the plain test of two shares (pooled, without correction).

    Args:
        alive_control: People alive in the control arm.
        n_control: People in it.
        alive_treated: People alive in the treated arm.
        n_treated: People in it.

    Returns:
        0 to 1; 1 when both arms are all alive or all dead.

    Raises:
        ValueError: When an arm has no people, or more of them alive than there are.

    Source:
        The normal approximation to the difference of two shares under the assumption that they are equal.

    Example:
        >>> round(p_value(6, 33, 28, 66), 3)
        0.017
    """
    for arm, alive, n in (("control", alive_control, n_control), ("treated", alive_treated, n_treated)):
        checks.whole(n, f"The number of people in the {arm} arm")
        checks.whole(alive, f"The number of people alive in the {arm} arm", least=0)
        if alive > n:
            raise ValueError(f"The {arm} arm has {alive} people alive of {n}; there cannot be more than all.")
    return _p_value(alive_control, n_control, alive_treated, n_treated)


def _p_value(alive_control: int, n_control: int, alive_treated: int, n_treated: int) -> float:
    """The same without the checks, for the many results that a design can have."""
    together = (alive_control + alive_treated) / (n_control + n_treated)
    variance = together * (1 - together) * (1 / n_control + 1 / n_treated)
    if variance <= 0:
        return 1.0
    z = (alive_treated / n_treated - alive_control / n_control) / math.sqrt(variance)
    return 2 * _NORMAL.cdf(-abs(z))


def resample(design: Design, trials: int = 10_000, *, seed: int = 1, alpha: float = ALPHA) -> Resampled:
    """Run a trial many times.

    Args:
        design: Its size and truth.
        trials: How many times, 1 or more.
        seed: Of the chance.
        alpha: Below which a p-value is called significant.

    Returns:
        Every observed difference, and how often the trials misled.

    Raises:
        ValueError: When there is no trial, or alpha is not between 0 and 1.

    Source:
        Binomial sampling; :func:`exact` gives what it tends to.

    Example:
        >>> same = resample(Design(33, 66, 0.3, 0.3), 1000, seed=2)
        >>> same.misled.missed, 0.02 < same.misled.false_alarm < 0.09
        (0.0, True)
    """
    checks.whole(trials, "The number of trials")
    checks.inner_share(alpha, "Alpha")
    rng = Random(seed)
    control = binomial_draws(design.n_control, design.p_control)
    treated = binomial_draws(design.n_treated, design.p_treated)
    counts = Counter((control(rng), treated(rng)) for _ in range(trials))
    results = sorted(counts.items())
    differences: Counter[float] = Counter()
    for (x, y), count in results:
        differences[_difference(design, x, y)] += count
    return Resampled(
        design,
        trials,
        alpha,
        tuple(sorted(differences.items())),
        _misled(design, results, alpha),
    )


def exact(design: Design, alpha: float = ALPHA) -> Misled:
    """Return how often trials of a design mislead, summed over every result they can have.

    Args:
        design: Size and truth.
        alpha: Below which a p-value is called significant.

    Returns:
        Probabilities; ``significant`` is the power when there is an effect, the true level of the test when not.

    Raises:
        ValueError: When alpha is not between 0 and 1.

    Source:
        Two binomial distributions.

    Example:
        >>> sabr_like = exact(Design(33, 66, 0.177, 0.423))
        >>> round(sabr_like.significant, 2), round(sabr_like.exaggeration, 2)
        (0.71, 1.18)
    """
    checks.inner_share(alpha, "Alpha")
    control = _distribution(design.n_control, design.p_control)
    treated = _distribution(design.n_treated, design.p_treated)
    return _misled(design, (((x, y), p * q) for x, p in control for y, q in treated), alpha)


def power(design: Design, alpha: float = ALPHA) -> float:
    """Return the power by the usual normal approximation.

    Args:
        design: Size and truth.
        alpha: Below which a p-value is called significant.

    Returns:
        Probability of a significant difference, in either direction.

    Raises:
        ValueError: When alpha is not between 0 and 1, or a true share is 0 or 1.

    Source:
        The normal approximation with the pooled variance under "no effect" and each arm's own under the truth.

    Example:
        >>> round(power(Design(33, 66, 0.177, 0.423)), 2)
        0.7
    """
    checks.inner_share(alpha, "Alpha")
    n, m, p, q = design.n_control, design.n_treated, design.p_control, design.p_treated
    if not (0 < p < 1 and 0 < q < 1):
        raise ValueError(f"The true shares are {p} and {q}; the approximation needs both between 0 and 1.")
    together = (n * p + m * q) / (n + m)
    null = math.sqrt(together * (1 - together) * (1 / n + 1 / m))
    truth = math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
    reach = _NORMAL.inv_cdf(1 - alpha / 2) * null
    return _NORMAL.cdf((design.effect - reach) / truth) + _NORMAL.cdf((-design.effect - reach) / truth)


def people_needed(p_control: float, p_treated: float, wanted: float = 0.8, alpha: float = ALPHA) -> int:
    """Return how many people each arm needs for a wanted power, with arms of equal size.

    Args:
        p_control: True share alive in the control arm, between 0 and 1.
        p_treated: True share alive in the treated arm, between 0 and 1 and different.
        wanted: Power, between alpha and 1.
        alpha: Below which a p-value is called significant.

    Returns:
        People in each arm.

    Raises:
        ValueError: When the shares are equal or a number is out of range.

    Source:
        :func:`power` turned round.

    Example:
        >>> people_needed(0.3, 0.4), people_needed(0.177, 0.423)
        (356, 54)
    """
    checks.inner_share(alpha, "Alpha")
    for arm, p in (("control", p_control), ("treated", p_treated)):
        checks.share(p, f"The true share alive in the {arm} arm")
    checks.share(wanted, "The power")
    if p_control == p_treated or not alpha < wanted < 1:
        raise ValueError(
            f"Shares {p_control} and {p_treated}, power {wanted}: the shares must differ and the power be between "
            f"{alpha} and 1."
        )
    few, many = 1, 2
    while power(Design(many, many, p_control, p_treated), alpha) < wanted:
        few, many = many, many * 2
    while many - few > 1:
        middle = (few + many) // 2
        enough = power(Design(middle, middle, p_control, p_treated), alpha) >= wanted
        few, many = (few, middle) if enough else (middle, many)
    return many


def _difference(design: Design, x: int, y: int) -> float:
    return y / design.n_treated - x / design.n_control


def _distribution(n: int, p: float) -> list[tuple[int, float]]:
    return [(k, math.exp(chance.binomial_log_pmf(n, k, p))) for k in range(n + 1)]


def _misled(design: Design, results: Iterable[tuple[tuple[int, int], float]], alpha: float) -> Misled:
    """Add up what every result means; each comes with its weight, a count of trials or a probability."""
    effect = design.effect
    total = significant = wrong = significant_wrong = right = weighted = 0.0
    for (x, y), weight in results:
        difference = _difference(design, x, y)
        against = difference * effect < 0
        total += weight
        wrong += weight * against
        if _p_value(x, design.n_control, y, design.n_treated) < alpha:
            significant += weight
            significant_wrong += weight * against
            if difference * effect > 0:
                right += weight
                weighted += weight * difference
    return Misled(
        significant=significant / total,
        wrong_way=wrong / total,
        false_alarm=0.0 if effect else significant / total,
        missed=(total - significant) / total if effect else 0.0,
        significant_wrong_way=significant_wrong / total,
        exaggeration=weighted / right / effect if effect and right > 0 else None,
    )
