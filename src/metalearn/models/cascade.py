"""How many cells are left after each barrier, when a share of them gets past each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate


def survivors(shed: float, fractions: Sequence[float]) -> tuple[float, ...]:
    """Return how many cells are expected to be left after each barrier.

    A product of shares, so it costs the same for a thousand cells as for a million million.

    Args:
        shed: Cells shed by the tumour, 0 or more.
        fractions: For each barrier, the share of the cells reaching it that get past it, 0 to 1.

    Returns:
        Cells before the first barrier and after each barrier: one number more than there are barriers.

    Raises:
        ValueError: When ``shed`` is negative or a fraction is not a share; the message says which.

    Source:
        Arithmetic. The shares of ``metalearn.datasets.survival_presets()`` name their own sources.

    Example:
        >>> survivors(1_000_000, (0.001, 1, 0.1))
        (1000000.0, 1000.0, 1000.0, 100.0)
        >>> survivors(10, (1.5,))
        Traceback (most recent call last):
        ...
        ValueError: Survival fraction 1 is 1.5; it must be from 0 (no cell survives) to 1 (all do).
    """
    if not (shed >= 0 and math.isfinite(shed)):
        raise ValueError(f"The number of shed cells is {shed}; it must be 0 or more.")
    _check(fractions)
    return tuple(
        round(left, 9)
        for left in accumulate(fractions, lambda cells, share: cells * share, initial=float(shed))
    )


def bottleneck(fractions: Sequence[float]) -> int:
    """Return which barrier stops the largest share of the cells that reach it.

    Args:
        fractions: For each barrier, the share of the cells reaching it that get past it, 0 to 1.

    Returns:
        Index of the smallest fraction, from 0; the first one when several are equal.

    Raises:
        ValueError: When there is no fraction, or one is not a share.

    Source:
        Arithmetic.

    Example:
        >>> bottleneck((0.8, 0.001, 0.5))
        1
    """
    _check(fractions)
    if not fractions:
        raise ValueError("There is no survival fraction to compare; give at least one.")
    return min(range(len(fractions)), key=lambda index: fractions[index])


def _check(fractions: Sequence[float]) -> None:
    for number, fraction in enumerate(fractions, start=1):
        if not 0 <= fraction <= 1:  # also refuses "not a number"
            raise ValueError(
                f"Survival fraction {number} is {fraction}; "
                "it must be from 0 (no cell survives) to 1 (all do)."
            )
