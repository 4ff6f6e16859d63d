"""What looking early does to a trial: false alarms grow with every look, and what is stopped early exaggerates.

A trial is looked at several times, equally far apart, and stopped as soon as its test statistic passes a boundary.
The statistic is taken as normal (a Brownian motion with drift seen at times 1/K, 2/K ... 1), and the chances are
worked out look by look by numerical integration, not by simulation. With the usual 1.96 at each of five looks, about
14 of 100 trials of a treatment that does nothing are called significant, not 5: worked out here, and known since
Armitage, McPherson and Rowe (``armitage_1969``). Boundaries that keep the promise of 5 exist: the same stricter one
at each look (Pocock), or a very strict one at first (O'Brien and Fleming).

And a trial is most likely to stop early when chance has favoured the treatment. In published trials that were
stopped early for benefit, relative risks were on average 0.71 times those of comparable trials that went on
(``bassler_2010``).

Where the model is wrong about the world: looks come at calendar times, not after equal numbers of deaths; committees
weigh harm, other trials and doubt, not one number; and trials are stopped for futility and for slow recruitment too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from random import Random
from statistics import NormalDist

from metalearn.models import checks
from metalearn.models.draws import binomial_draws
from metalearn.models.outcomes.trials import Design

_NORMAL = NormalDist()
_ROOT_TAU = math.sqrt(math.tau)
_MOST = 20  # looks


@dataclass(frozen=True, slots=True)
class Monitored:
    """What happens to a trial with several looks.

    Attributes:
        boundary: The value that the test statistic must pass at each look, in either direction.
        drift: Expected test statistic at the last look: 0 without an effect, about 2.8 for a power of 80%.
        better: Probability of stopping at each look because the treatment seems better; the last look is the end.
        worse: Probability of stopping at each look because it seems worse.
        estimate: Mean estimate over the true effect among all trials, when there is one.
        estimate_if_early: The same among trials stopped before the end because the treatment seemed better.
        people: Mean share of the planned people who take part.
    """

    boundary: tuple[float, ...]
    drift: float
    better: tuple[float, ...]
    worse: tuple[float, ...]
    estimate: float | None
    estimate_if_early: float | None
    people: float

    @property
    def significant(self) -> float:
        """Probability that some look finds a significant difference, in either direction."""
        return math.fsum(self.better) + math.fsum(self.worse)


def unadjusted(looks: int, alpha: float = 0.05) -> tuple[float, ...]:
    """Return the boundary of somebody who tests at each look as if it were the only one.

    Example:
        >>> [round(each, 2) for each in unadjusted(2)]
        [1.96, 1.96]
    """
    _check(looks, alpha)
    return (_NORMAL.inv_cdf(1 - alpha / 2),) * looks


@lru_cache(maxsize=64)
def pocock(looks: int, alpha: float = 0.05) -> tuple[float, ...]:
    """Return the boundary that is the same at each look and keeps the overall level.

    Args:
        looks: 1 to 20.
        alpha: Overall probability of a false alarm.

    Raises:
        ValueError: When a number is out of range.

    Source:
        Found by halving on :func:`monitored`.

    Example:
        >>> [round(each, 3) for each in pocock(2)]
        [2.178, 2.178]
    """
    _check(looks, alpha)
    return _solved(lambda constant: (constant,) * looks, alpha)


@lru_cache(maxsize=64)
def obrien_fleming(looks: int, alpha: float = 0.05) -> tuple[float, ...]:
    """Return the boundary that is very strict at first and keeps the overall level.

    Args:
        looks: 1 to 20.
        alpha: Overall probability of a false alarm.

    Raises:
        ValueError: When a number is out of range.

    Source:
        A constant times the root of K / k at look k, found by halving on :func:`monitored`.

    Example:
        >>> [round(each, 3) for each in obrien_fleming(2)]
        [2.797, 1.977]
    """
    _check(looks, alpha)
    return _solved(lambda c: tuple(c * math.sqrt(looks / look) for look in range(1, looks + 1)), alpha)


def drift_of(power: float, alpha: float = 0.05) -> float:
    """Return the drift of a trial that has a certain power when it is looked at only once.

    Args:
        power: Between alpha and 1.
        alpha: Of the single look.

    Returns:
        The expected test statistic (the small chance of significance in the wrong direction is left out).

    Raises:
        ValueError: When the power is out of range.

    Example:
        >>> round(drift_of(0.8), 2)
        2.8
    """
    if not 0 < alpha < power < 1:
        raise ValueError(f"The power is {power} and alpha {alpha}; expected 0 < alpha < power < 1.")
    return _NORMAL.inv_cdf(1 - alpha / 2) + _NORMAL.inv_cdf(power)


def monitored(boundary: Sequence[float], drift: float = 0.0) -> Monitored:
    """Work out what happens to a trial that is stopped as soon as it passes a boundary.

    Args:
        boundary: One value a look, above 0; 1 to 20 looks.
        drift: Expected test statistic at the last look, from -20 to 20.

    Returns:
        The probability of stopping at each look, the mean estimates and the people needed.

    Raises:
        ValueError: When a number is out of range.

    Source:
        Armitage, McPherson and Rowe's recursion, integrated by Gauss and Legendre's rule.

    Example:
        >>> [round(monitored(unadjusted(looks)).significant, 3) for looks in (1, 2, 5)]
        [0.05, 0.083, 0.142]
    """
    limits = _checked(boundary)
    if not abs(drift) <= 20:  # also refuses "not a number"
        raise ValueError(f"The drift is {drift}; it must be from -20 to 20.")
    looks = len(limits)
    step = 1 / looks
    here: list[tuple[float, float]] = [(0.0, 1.0)]  # where the trials still running are, and with what weight
    better, worse, sums = [], [], []
    for look, limit in enumerate(limits, start=1):
        edge = limit * math.sqrt(look * step)
        over, under, moment_over, moment = _crossing(here, edge, drift * step, step)
        better.append(over)
        worse.append(under)
        at_end = 0.0
        if look < looks:
            here = _moved(here, _span(edge, drift, look * step), drift * step, step)
        else:  # those that never passed the boundary are estimated too
            everybody = math.fsum(weight * (place + drift * step) for place, weight in here)
            at_end = everybody - moment
        sums.append(((moment + at_end) / (look * step), moment_over / (look * step)))
    return _summed(limits, drift, drift, better, worse, sums)


def resample(design: Design, boundary: Sequence[float], trials: int = 2000, *, seed: int = 1) -> Monitored:
    """Run a trial of two shares many times with several looks: the check on :func:`monitored`.

    Args:
        design: Its size and truth; the arms are filled in equal steps, and must be multiples of the looks.
        boundary: One value a look.
        trials: How many times.
        seed: Of the chance.

    Returns:
        The same as :func:`monitored`, counted; its drift is the true difference over the standard error of the test
        at the end.

    Raises:
        ValueError: When the boundary is refused, the arms cannot be divided by the looks, or there is no trial.

    Source:
        Binomial sampling between looks.

    Example:
        >>> round(resample(Design(500, 500, 0.3, 0.3), unadjusted(5), 500).significant, 2)
        0.15
    """
    limits = _checked(boundary)
    checks.whole(trials, "The number of trials")
    looks = len(limits)
    if design.n_control % looks or design.n_treated % looks:
        raise ValueError(
            f"Arms of {design.n_control} and {design.n_treated} people and {looks} looks: expected arms that can be "
            "divided by the looks."
        )
    rng = Random(seed)
    steps = (
        binomial_draws(design.n_control // looks, design.p_control),
        binomial_draws(design.n_treated // looks, design.p_treated),
    )
    better, worse = [0.0] * looks, [0.0] * looks
    sums = [[0.0, 0.0] for _ in range(looks)]
    for _ in range(trials):
        look, sign, difference = _one(design, limits, steps, rng)
        sums[look][0] += difference / trials
        if sign > 0:
            better[look] += 1 / trials
            sums[look][1] += difference / trials
        elif sign < 0:
            worse[look] += 1 / trials
    pairs = [(all_of, over) for all_of, over in sums]
    return _summed(limits, _expected_statistic(design), design.effect, better, worse, pairs)


def _expected_statistic(design: Design) -> float:
    """The true difference over the standard error that the test takes at the end."""
    n, m = design.n_control, design.n_treated
    together = (n * design.p_control + m * design.p_treated) / (n + m)
    error = math.sqrt(together * (1 - together) * (1 / n + 1 / m))
    return design.effect / error if error else 0.0  # without error everybody lives, or nobody


def _one(
    design: Design,
    boundary: Sequence[float],
    steps: tuple[Callable[[Random], int], Callable[[Random], int]],
    rng: Random,
) -> tuple[int, int, float]:
    """One trial: the look at which it ended, in which direction it was significant, and its difference."""
    looks = len(boundary)
    n, m = design.n_control // looks, design.n_treated // looks
    x = y = 0
    for look, limit in enumerate(boundary, start=1):
        x += steps[0](rng)
        y += steps[1](rng)
        difference = y / (m * look) - x / (n * look)
        together = (x + y) / ((n + m) * look)
        error = math.sqrt(together * (1 - together) * (1 / (n * look) + 1 / (m * look)))
        if error and abs(difference) > limit * error:
            return look - 1, (1 if difference > 0 else -1), difference
    return looks - 1, 0, difference


def _summed(
    boundary: tuple[float, ...],
    drift: float,
    truth: float,
    better: list[float],
    worse: list[float],
    sums: Sequence[tuple[float, float]],
) -> Monitored:
    """Add up the looks; ``truth`` is the true effect on the scale of ``sums``, those of the estimates."""
    looks = len(boundary)
    early = math.fsum(better[:-1])
    stopped = [one + other for one, other in zip(better, worse, strict=True)]
    before = math.fsum(share * (look + 1) for look, share in enumerate(stopped[:-1])) / looks
    return Monitored(
        boundary=boundary,
        drift=drift,
        better=tuple(better),
        worse=tuple(worse),
        estimate=math.fsum(every for every, _ in sums) / truth if truth else None,
        estimate_if_early=math.fsum(over for _, over in sums[:-1]) / early / truth
        if truth and early > 0
        else None,
        people=before + 1 - math.fsum(stopped[:-1]),
    )


def _crossing(
    here: Sequence[tuple[float, float]], edge: float, shift: float, step: float
) -> tuple[float, float, float, float]:
    """From where the trials are: the chance to pass either edge at the next look, and the mean position of those."""
    spread = math.sqrt(step)
    over = under = moment_over = moment_under = 0.0
    for place, weight in here:
        mean = place + shift
        up, down = (edge - mean) / spread, (-edge - mean) / spread
        p_up, p_down = weight * _NORMAL.cdf(-up), weight * _NORMAL.cdf(down)
        over += p_up
        under += p_down
        moment_over += mean * p_up + weight * spread * math.exp(-up * up / 2) / _ROOT_TAU
        moment_under += mean * p_down - weight * spread * math.exp(-down * down / 2) / _ROOT_TAU
    return over, under, moment_over, moment_over + moment_under


def _span(edge: float, drift: float, time: float) -> tuple[float, float]:
    """Where trials that go on can be: between the edges, and within nine standard deviations of the drift."""
    far = 9 * math.sqrt(time)
    return max(-edge, drift * time - far), min(edge, drift * time + far)


def _moved(
    here: Sequence[tuple[float, float]], span: tuple[float, float], shift: float, step: float
) -> list[tuple[float, float]]:
    """Where the trials that go on are at the next look, as weights at nodes across the span."""
    low, high = span
    if low >= high:
        return []  # everybody who is not beyond an edge is further out than nine standard deviations
    middle, half = (low + high) / 2, (high - low) / 2
    scale = half / math.sqrt(math.tau * step)
    moved = []
    # Two nodes a standard deviation of the step are enough for eight digits.
    for node, width in _nodes(32 * math.ceil(4 * half / math.sqrt(step) / 32)):
        place = middle + node * half
        density = math.fsum(
            weight * math.exp(-((place - start - shift) ** 2) / (2 * step)) for start, weight in here
        )
        moved.append((place, density * scale * width))
    return moved


@lru_cache(maxsize=8)
def _nodes(count: int) -> tuple[tuple[float, float], ...]:
    """Gauss and Legendre's nodes and weights on -1 to 1; Newton's method from the usual first guess."""
    found = []
    for index in range(1, count + 1):
        x = math.cos(math.pi * (index - 0.25) / (count + 0.5))
        slope = 1.0
        for _ in range(100):
            before, value = 1.0, x
            for degree in range(2, count + 1):
                before, value = value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree
            slope = count * (x * value - before) / (x * x - 1)
            change = value / slope
            x -= change
            if abs(change) < 1e-15:
                break
        found.append((x, 2 / ((1 - x * x) * slope * slope)))
    return tuple(found)


def _solved(shape: Callable[[float], tuple[float, ...]], alpha: float) -> tuple[float, ...]:
    low, high = 0.5, 8.0
    for _ in range(36):
        middle = (low + high) / 2
        too_many = monitored(shape(middle)).significant > alpha
        low, high = (middle, high) if too_many else (low, middle)
    return shape((low + high) / 2)


def _checked(boundary: object) -> tuple[float, ...]:
    """The boundary as a tuple; what cannot be one is refused."""
    given = boundary if isinstance(boundary, Iterable) and not isinstance(boundary, str) else ()
    values = tuple(float(each) if isinstance(each, Real) else math.nan for each in given)
    if 1 <= len(values) <= _MOST and all(0 < each < math.inf for each in values):
        return values
    raise ValueError(
        f"The boundary is {boundary!r}; expected 1 to {_MOST} values above 0, one a look, such as (2.4, 2.4)."
    )


def _check(looks: int, alpha: float) -> None:
    if not (isinstance(looks, int) and 1 <= looks <= _MOST and 0 < alpha < 1):
        raise ValueError(
            f"{looks!r} looks at alpha {alpha}: expected 1 to {_MOST} looks and an alpha between 0 and 1."
        )
