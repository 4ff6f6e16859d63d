"""Many draws from one and the same binomial distribution: the whole distribution is added up once, then looked up.

A resampled trial asks thousands of times how many of the same number of people, with the same chance, are alive. One
draw on its own is the business of ``metalearn.models.chance``; here each further one costs a search in a table.

Where the model is wrong about the world: as in ``metalearn.models.chance``, everybody is alike and independent.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from random import Random

from metalearn.models import chance

LARGEST_TABLE = 4096
"""Above this many people each number is drawn on its own, since the table would cost more than it saves."""


def binomial_draws(n: int, p: float) -> Callable[[Random], int]:
    """Return a function that draws how many of ``n`` people succeed, when each does with probability ``p``.

    Args:
        n: People, from 0 to 2**53.
        p: Probability of success of each, 0 to 1.

    Returns:
        A function of a ``random.Random``; it calls only its ``random()``, once a draw for tables.

    Raises:
        ValueError: When ``n`` or ``p`` is out of range.

    Source:
        Inversion of the distribution function; above ``LARGEST_TABLE``, ``metalearn.models.chance.binomial``.

    Example:
        >>> draw, rng = binomial_draws(66, 0.423), Random(1)
        >>> [draw(rng) for _ in range(5)]
        [23, 32, 31, 25, 28]
    """
    chance.binomial_log_pmf(n, 0, p)  # refuses what is out of range
    if n > LARGEST_TABLE:
        return lambda rng: chance.binomial(rng, n, p)
    sums = list(accumulate(math.exp(chance.binomial_log_pmf(n, k, p)) for k in range(n + 1)))
    total = sums[-1]  # 1 but for rounding

    def draw(rng: Random) -> int:
        return min(n, bisect_right(sums, rng.random() * total))

    return draw
