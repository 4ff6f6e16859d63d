"""How sure a survival probability is: its interval at one time.

Where the model is wrong about the world: the interval holds for one time, not for the whole curve at once, and only for
people who were sampled as these were. It says how sure the average is, not how much people differ.
"""

from __future__ import annotations

import math
from statistics import NormalDist


def interval(survival: float, error: float, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return a pointwise interval for a survival probability on the log(-log) scale.

    Args:
        survival: The estimate, 0 to 1.
        error: Its standard error, 0 or more.
        n: People it rests on; used only when the estimate is 0 or 1, where the scale has no value.
        level: Such as 0.95.

    Returns:
        Lower and upper end, both within 0 and 1. For an estimate of 0 or 1 the far end is that of the exact binomial
        interval, the near end the estimate itself.

    Raises:
        ValueError: When a number is out of range.

    Source:
        Kalbfleisch and Prentice's transformation; the exact binomial interval at the ends.

    Example:
        >>> [round(end, 4) for end in interval(0.5, 0.05, 100)]
        [0.3987, 0.5931]
        >>> [round(end, 2) for end in interval(1.0, 0.0, 9)]
        [0.66, 1.0]
    """
    if not (0 <= survival <= 1 and 0 <= error < math.inf and n >= 1 and 0 < level < 1):
        raise ValueError(
            f"Survival {survival}, error {error}, people {n}, level {level}: expected shares from 0 to 1, an error of "
            "0 or more, at least one person, and a level between 0 and 1."
        )
    if survival in (0.0, 1.0):
        far = float(((1 - level) / 2) ** (1 / n))
        return (far, 1.0) if survival else (0.0, 1 - far)
    z = NormalDist().inv_cdf((1 + level) / 2)
    # The far end is 0 or 1 long before the exponential grows beyond what a float can hold.
    factor = math.exp(min(500.0, z * error / (survival * abs(math.log(survival)))))
    return survival**factor, survival ** (1 / factor)
