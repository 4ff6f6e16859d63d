"""Chance: how many of n cells (or people) get through, when each has the same chance.

The draws are exact and cost the same for ten cells as for a million million: small means are found by walking up the
distribution, large ones by transformed rejection (Hörmann 1993, algorithm BTRS) against the log-probability in
Loader's saddle-point form (2000), which keeps its digits where differences of log-gamma have none left. Only
``rng.random()`` is used, so the same seed gives the same draw on every Python.

Where the model is wrong about the world: it takes the cells, or the people, to be alike and independent. Cells that
travel together, and people who share a clinic, are neither, and real counts spread more widely than these.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

MOST = 2**53
"""The largest number of trials: up to here a float can tell each whole number from the next."""

_WALK = 10.0  # below this mean, walking up from 0 takes few steps; above, the rejection method is valid
_END = 110  # P(more than this) is below 1e-70 for a mean below 10: only rounding can lead a walk past it
_HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


def binomial(rng: Random, n: int, p: float) -> int:
    """Draw how many of ``n`` independent trials succeed, when each succeeds with probability ``p``.

    Args:
        rng: The source of chance, such as ``random.Random(1)``; only its ``random()`` is called.
        n: Trials, a whole number from 0 to 2**53 (about 9 x 10^15).
        p: Probability of success of each, 0 to 1.

    Returns:
        Successes, 0 to ``n``.

    Raises:
        ValueError: When ``n`` or ``p`` is out of range; the message says which.

    Source:
        Hörmann W (1993), The generation of binomial random variates, J Stat Comput Simul 46:101-110;
        Loader C (2000), Fast and accurate computation of binomial probabilities.

    Example:
        >>> rng = Random(1)
        >>> [binomial(rng, 10, 0.5) for _ in range(5)]
        [3, 7, 6, 4, 5]
        >>> binomial(rng, 10**12, 0.001)
        999995515
    """
    _check(n, p)
    return n - _draw(rng, n, 1.0 - p) if p > 0.5 else _draw(rng, n, p)


def multinomial(rng: Random, n: int, shares: Sequence[float]) -> tuple[int, ...]:
    """Draw how ``n`` independent trials fall into classes, at a cost that does not depend on ``n``.

    Args:
        rng: The source of chance.
        n: Trials, from 0 to 2**53.
        shares: Probability of each class; they must sum to 1, and what rounding leaves goes to the last of them
            that is not 0.

    Returns:
        Trials in each class, summing to ``n``.

    Raises:
        ValueError: When ``n`` is out of range, a share is negative, or the shares do not sum to 1.

    Source:
        A chain of binomial draws; see :func:`binomial`.

    Example:
        >>> multinomial(Random(1), 100, (0.5, 0.25, 0.25))
        (44, 31, 25)
    """
    _check(n, 0.0)
    total = math.fsum(shares)
    if not (abs(total - 1) <= 1e-9 and min(shares) >= 0):
        raise ValueError(
            f"The shares are {list(shares)} and sum to {total:.12g}; they must be 0 or more and sum to 1."
        )
    last = max(index for index, share in enumerate(shares) if share > 0)
    counts = [0] * len(shares)
    open_share = total
    for index in range(last):
        share = shares[index]
        counts[index] = binomial(rng, n, min(1.0, share / open_share)) if share else 0
        n -= counts[index]
        open_share = max(open_share - share, 5e-324)
    counts[last] = n
    return tuple(counts)


def binomial_log_pmf(n: int, k: int, p: float) -> float:
    """Return the natural logarithm of the probability of exactly ``k`` successes in ``n`` trials.

    Accurate to about nine decimals even for 10^15 trials.

    Args:
        n: Trials, from 0 to 2**53.
        k: Successes; any whole number.
        p: Probability of success of each, 0 to 1.

    Returns:
        The logarithm of the probability; minus infinity when ``k`` cannot happen.

    Raises:
        ValueError: When ``n`` or ``p`` is out of range.

    Source:
        Loader C (2000), Fast and accurate computation of binomial probabilities.

    Example:
        >>> round(math.exp(binomial_log_pmf(10, 5, 0.5)), 6)
        0.246094
        >>> binomial_log_pmf(10, 11, 0.5)
        -inf
    """
    _check(n, p)
    if not 0 <= k <= n:
        return -math.inf
    if p > 0.5:
        k, p = n - k, 1.0 - p
    if p == 0:
        return 0.0 if k == 0 else -math.inf
    return _log_pmf(n, k, p)


def _check(n: int, p: float) -> None:
    if not (isinstance(n, int) and 0 <= n <= MOST):
        raise ValueError(f"The number of trials is {n!r}; it must be a whole number from 0 to {MOST:,}.")
    if not 0 <= p <= 1:  # also refuses "not a number"
        raise ValueError(f"The probability is {p!r}; it must be from 0 (never) to 1 (always).")


def _draw(rng: Random, n: int, p: float) -> int:
    """A draw for p of at most one half."""
    if p == 0 or n == 0:
        return 0
    return _walk(rng, n, p) if n * p < _WALK else _reject(rng, n, p)


def _walk(rng: Random, n: int, p: float) -> int:
    """Inversion: one uniform number, and as many steps as there are successes."""
    ratio = p / (1.0 - p)
    none = math.exp(n * math.log1p(-p))
    while True:
        left, here, k = rng.random(), none, 0
        while left > here:
            left -= here
            k += 1
            here *= (n - k + 1) / k * ratio
            if k > _END or k > n:
                break  # what is left is rounding, not probability: draw again
        else:
            return k


def _shape(n: int, p: float) -> tuple[float, float, float, float]:
    """Hörmann's constants: the transform is (2 a / us + b) u + mean + 1/2, with us = 1/2 - |u|.

    Returns:
        a, b, the height below which the middle of the transform needs no look, and the height of the hat.
    """
    spread = math.sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * spread
    return -0.0873 + 0.0248 * b + 0.01 * p, b, 0.92 - 4.2 / b, (2.83 + 5.1 / b) * spread


def _reject(rng: Random, n: int, p: float) -> int:
    """Transformed rejection with squeeze, for n * p of at least 10."""
    a, b, squeeze, hat = _shape(n, p)
    centre = n * p + 0.5
    uniform, floor = rng.random, math.floor
    while True:
        u = uniform() - 0.5
        v = uniform()
        us = 0.5 - abs(u)
        if us >= 0.07 and v <= squeeze:
            return floor((2 * a / us + b) * u + centre)
        if us <= 0 or v <= 0:
            continue  # at the very end of the transform, where nothing is left to accept
        k = floor((2 * a / us + b) * u + centre)
        if 0 <= k <= n and _accepted(math.log(v * hat / (a / (us * us) + b)), n, k, p):
            return k


def _accepted(height: float, n: int, k: int, p: float) -> bool:
    """Whether ``height`` lies below log(P(k) / P(mode)), by bounds where they decide it, by its value elsewhere."""
    mode = math.floor((n + 1) * p)
    away, variance = abs(k - mode), n * p * (1.0 - p)
    if 20 < away < variance / 2 - 1:
        normal = -away * away / (2 * variance)
        reach = (away / variance) * ((away * (away / 3 + 0.625) + 1 / 6) / variance + 0.5)
        if abs(height - normal) > reach:
            return height < normal
    return height <= _log_pmf(n, k, p) - _log_pmf(n, mode, p)


def _log_pmf(n: int, k: int, p: float) -> float:
    """Loader's form: Stirling's corrections, and how far k and n - k lie from what is expected."""
    if k == 0:
        return n * math.log1p(-p)
    if k == n:
        return n * math.log(p)
    mean = n * p
    off = k - mean
    return (
        _correction(n) - _correction(k) - _correction(n - k)
        - _deviance(k, mean, off) - _deviance(n - k, n - mean, -off)
        - 0.5 * (math.log(k) + math.log1p(-k / n)) - _HALF_LOG_2PI
    )  # fmt: skip


def _correction(n: int) -> float:
    """What Stirling's formula misses of log n!."""
    if n < 16:
        return math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - _HALF_LOG_2PI
    square = 1.0 / (n * n)
    return (1 / 12 - (1 / 360 - (1 / 1260 - square / 1680) * square) * square) / n


def _deviance(x: float, mean: float, off: float) -> float:
    """``x log(x / mean) + mean - x`` with ``off = x - mean``, without losing the digits of a small difference."""
    if abs(off) >= 0.1 * (x + mean):
        return x * math.log(x / mean) - off
    v = off / (x + mean)
    term, total, square = 2 * x * v, off * v, v * v
    for odd in range(3, 200, 2):
        term *= square
        more = total + term / odd
        if more == total:
            break
        total = more
    return total
