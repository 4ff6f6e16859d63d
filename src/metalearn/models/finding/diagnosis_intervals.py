"""How sure a predictive value is, given the intervals of the sensitivity and specificity that it was made from.

Where the model is wrong about the world: it takes sensitivity and specificity for independent. In a pooled analysis
they often pull against each other (a reader who calls more finds more and errs more), and then the true range is
another. A test published without intervals is taken as exactly known: the range shown for it is too narrow. How common
the disease is among those tested is taken as known too, and it is usually the least known of the three.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from metalearn.models import checks
from metalearn.models.finding.diagnosis import DiagnosticTest, predict

Value = Literal["ppv", "npv"]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A predictive value with the uncertainty of the accuracy it was made from.

    Attributes:
        value: The predictive value at the published accuracy.
        low: Lower end of the middle 95% of draws.
        high: Upper end of the middle 95% of draws.
        lowest: With sensitivity and specificity both at the lower ends of their intervals.
        highest: With both at the upper ends.
    """

    value: float
    low: float
    high: float
    lowest: float
    highest: float


def uncertain(
    prevalence: float, test: DiagnosticTest, which: Value = "ppv", *, draws: int = 2000, seed: int = 1
) -> Uncertain | None:
    """Carry the intervals of sensitivity and specificity over to a predictive value.

    Each draw takes a sensitivity and a specificity from its interval, as a normal distribution with its own width on
    either side, cut off at 0 and 1, and independent of each other. A missing interval is taken as no uncertainty.

    Args:
        prevalence: Share of those tested who have the disease, 0 to 1.
        test: The accuracy of the test, with intervals.
        which: "ppv" or "npv".
        draws: How many draws, 100 or more.
        seed: For the same draws again.

    Returns:
        The value, the middle 95% of draws, and both ends; None when nobody has that result, at one end or at both.

    Raises:
        ValueError: When ``which`` is neither, or a number is out of range.

    Source:
        Simulation; the intervals are those of the test given (in the example: ``schmidthansen_2014``).

    Example:
        >>> node = DiagnosticTest(0.774, 0.901, (0.653, 0.861), (0.853, 0.935))  # FDG PET/CT, mediastinal nodes
        >>> ppv = uncertain(0.3, node)
        >>> [round(x, 2) for x in (ppv.lowest, ppv.low, ppv.value, ppv.high, ppv.highest)]
        [0.66, 0.68, 0.77, 0.84, 0.85]
    """
    checks.share(prevalence, "Prevalence")
    if which not in ("ppv", "npv"):
        raise ValueError(f"Which value is meant by {which!r}? It must be 'ppv' or 'npv'.")
    if draws < 100:
        raise ValueError(f"The number of draws is {draws}; it must be 100 or more.")
    ends = [_ends(test, side) for side in (0, 1)]
    lowest, highest = (_value(prevalence, *end, which) for end in ends)
    value = _value(prevalence, test.sensitivity, test.specificity, which)
    if value is None or lowest is None or highest is None:
        return None
    rng = random.Random(seed)
    drawn = sorted(
        found
        for _ in range(draws)
        if (found := _value(prevalence, _draw(rng, test, 0), _draw(rng, test, 1), which)) is not None
    )
    cut = len(drawn) // 40
    return Uncertain(value, drawn[cut], drawn[-1 - cut], lowest, highest)


def _ends(test: DiagnosticTest, side: int) -> tuple[float, float]:
    low_high = (
        test.sensitivity_range or (test.sensitivity, test.sensitivity),
        test.specificity_range or (test.specificity, test.specificity),
    )
    return low_high[0][side], low_high[1][side]


def _draw(rng: random.Random, test: DiagnosticTest, which: int) -> float:
    value, interval = (
        (test.sensitivity, test.sensitivity_range)
        if which == 0
        else (test.specificity, test.specificity_range)
    )
    if interval is None:
        return value
    step = NormalDist().inv_cdf(min(max(rng.random(), 1e-12), 1 - 1e-12)) / 1.96
    width = interval[1] - value if step > 0 else value - interval[0]
    return min(1.0, max(0.0, value + step * width))


def _value(prevalence: float, sensitivity: float, specificity: float, which: Value) -> float | None:
    result = predict(prevalence, DiagnosticTest(sensitivity, specificity))
    return result.ppv if which == "ppv" else result.npv
