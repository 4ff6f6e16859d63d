"""Two-arm trials that compare times to death: what chance does to a hazard ratio.

Times are exponential with a true median in the control arm and a true hazard ratio (below 1: the treated die more
slowly). Everybody is followed for the same time; those alive at its end are censored there. The number of deaths in
each arm is drawn exactly; given the deaths, the logarithm of the observed hazard ratio is drawn from the normal
distribution with variance one over the deaths of either arm, added. So a trial costs the same whether it has a
hundred people or a million.

Where the model is wrong about the world: hazards are rarely constant or proportional, people enter over years and
leave before the end, and the normal draw is an approximation that is poor with fewer than about five deaths in an
arm.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from statistics import NormalDist

from metalearn.models import checks
from metalearn.models.draws import binomial_draws

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class TimesDesign:
    """A two-arm trial of times to death, with its truth.

    Attributes:
        n_control: People in the control arm, 1 or more.
        n_treated: People in the treated arm, 1 or more.
        median_control: True median survival in the control arm, months.
        hazard_ratio: True ratio of the hazards, treated over control.
        follow_up: Months for which everybody is followed.
    """

    n_control: int
    n_treated: int
    median_control: float
    hazard_ratio: float
    follow_up: float

    def __post_init__(self) -> None:
        for what, value in (("control", self.n_control), ("treated", self.n_treated)):
            checks.whole(value, f"The number of people in the {what} arm")
        for what, number in (
            ("median", self.median_control),
            ("hazard ratio", self.hazard_ratio),
            ("follow-up", self.follow_up),
        ):
            if not 0 < number < math.inf:
                raise ValueError(f"The {what} is {number}; it must be above 0.")

    def dying(self) -> tuple[float, float]:
        """Return the share expected to die within the follow-up: control, treated."""
        rate = math.log(2) / self.median_control * self.follow_up
        return -math.expm1(-rate), -math.expm1(-rate * self.hazard_ratio)


@dataclass(frozen=True, slots=True)
class ResampledTimes:
    """What many trials of one design showed.

    Attributes:
        design: Their size and truth.
        alpha: Below which a p-value was called significant.
        ratios: The observed hazard ratios, from the lowest up; trials without a death in an arm are left out.
        left_out: How many those were.
        significant: Share called significant, of all trials.
        wrong_way: Share whose ratio points the other way than the truth (0 when there is no true effect).
        exaggeration: Among those significant in the right direction, mean logarithm of the ratio over the true one;
            None when there is no effect or no such trial.
    """

    design: TimesDesign
    alpha: float
    ratios: tuple[float, ...]
    left_out: int
    significant: float
    wrong_way: float
    exaggeration: float | None

    def place(self, ratio: float) -> float:
        """Return which share of the trials showed a lower ratio (a larger benefit) than this.

        Raises:
            ValueError: When the ratio is below 0.
        """
        if not 0 <= ratio < math.inf:
            raise ValueError(f"The hazard ratio is {ratio}; it must be 0 or more.")
        return sum(each < ratio for each in self.ratios) / len(self.ratios)

    def middle(self, level: float = 0.95) -> tuple[float, float]:
        """Return between which ratios the middle share of the trials lies.

        Raises:
            ValueError: When the level is not a share, such as 0.95.
        """
        checks.share(level, "The level")
        last = len(self.ratios) - 1
        return self.ratios[round((1 - level) / 2 * last)], self.ratios[round((1 + level) / 2 * last)]


def power(design: TimesDesign, alpha: float = 0.05) -> float:
    """Return the power for the expected number of deaths.

    Args:
        design: Size and truth.
        alpha: Below which a p-value is called significant.

    Returns:
        Probability of a significant ratio, in either direction.

    Raises:
        ValueError: When alpha is not between 0 and 1.

    Source:
        Normal distribution of the log hazard ratio with variance 1 / deaths + 1 / deaths.

    Example:
        >>> round(power(TimesDesign(33, 66, 28, 0.57, 60)), 2)
        0.59
    """
    checks.inner_share(alpha, "Alpha")
    control, treated = design.dying()
    error = math.sqrt(1 / (design.n_control * control) + 1 / (design.n_treated * treated))
    shift = math.log(design.hazard_ratio) / error
    reach = _NORMAL.inv_cdf(1 - alpha / 2)
    return _NORMAL.cdf(-shift - reach) + _NORMAL.cdf(shift - reach)


def resample(
    design: TimesDesign, trials: int = 10_000, *, seed: int = 1, alpha: float = 0.05
) -> ResampledTimes:
    """Run a trial of times to death many times.

    Args:
        design: Its size and truth.
        trials: How many times, 1 or more.
        seed: Of the chance.
        alpha: Below which a p-value is called significant.

    Returns:
        Every observed hazard ratio, and how often the trials misled.

    Raises:
        ValueError: When there is no trial, alpha is not between 0 and 1, or no trial had deaths in both arms.

    Source:
        Binomial deaths; given them, a normal log hazard ratio with variance 1 / deaths + 1 / deaths.

    Example:
        >>> made = resample(TimesDesign(33, 66, 28, 0.57, 60), 2000)
        >>> made.ratios[0] < 0.57 < made.ratios[-1]
        True
    """
    checks.inner_share(alpha, "Alpha")
    checks.whole(trials, "The number of trials")
    rng = Random(seed)
    truth, reach = math.log(design.hazard_ratio), _NORMAL.inv_cdf(1 - alpha / 2)
    dying = design.dying()
    control = binomial_draws(design.n_control, dying[0])
    treated = binomial_draws(design.n_treated, dying[1])
    found: list[tuple[float, bool]] = []
    for _ in range(trials):
        one, other = control(rng), treated(rng)
        # Drawn even where it is not needed, so that each trial uses up the same stretch of chance.
        drawn = _NORMAL.inv_cdf(1 - rng.random() or 0.5)
        if one and other:
            error = math.sqrt(1 / one + 1 / other)
            observed = truth + error * drawn
            found.append((observed, abs(observed) > reach * error))
    if not found:
        raise ValueError("No trial had a death in both arms; follow more people, or for longer.")
    right = [observed for observed, significant in found if significant and observed * truth > 0]
    return ResampledTimes(
        design=design,
        alpha=alpha,
        ratios=tuple(sorted(math.exp(observed) for observed, _ in found)),
        left_out=trials - len(found),
        significant=sum(significant for _, significant in found) / trials,
        wrong_way=sum(observed * truth < 0 for observed, _ in found) / trials,
        exaggeration=math.fsum(right) / len(right) / truth if right else None,
    )
