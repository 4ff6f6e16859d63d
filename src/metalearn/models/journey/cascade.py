"""How many cells are left after each barrier, when a share of them gets past each: expected, and as chance has it.

Where the model is wrong about the world: it takes every cell to be alike and on its own, and the shares to stay the
same whatever the number of cells, the organ or the day. Most shares come from animals, and some were only chosen so
that the whole fits (the tables say which). Real cells help and hinder each other, some travel in clusters
(:mod:`metalearn.models.cascade_switches`), and years can lie between two barriers (:mod:`metalearn.models.growth`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from metalearn.models.chance import MOST, binomial
from metalearn.models.wording import amount, percent
from metalearn.words import _, several


@dataclass(frozen=True, slots=True)
class Run:
    """One run of chance through the barriers.

    Attributes:
        fractions: For each barrier, the chance of a cell that reaches it to get past it, 0 to 1.
        expected: Cells before the first barrier and after each, on average over many runs.
        left: The same in this run; whole cells.
        seed: The seed of chance.
    """

    fractions: tuple[float, ...]
    expected: tuple[float, ...]
    left: tuple[int, ...]
    seed: int

    def __str__(self) -> str:
        said = several(
            "Of {shed} cell shed, {left} got past all barriers in this run (seed {seed}); {expected}.",
            "Of {shed} cells shed, {left} got past all barriers in this run (seed {seed}); {expected}.",
            self.left[0],
        )
        return said.format(
            shed=amount(self.left[0]),
            left=amount(self.left[-1]),
            seed=self.seed,
            expected=on_average(self.expected[-1]),
        )


@dataclass(frozen=True, slots=True)
class Runs:
    """How many cells got past all barriers, run by run.

    Attributes:
        shed: Cells shed in each run.
        expected: Cells past all barriers, on average.
        left: Cells past all barriers in each run.
        seed: The seed of chance.
    """

    shed: int
    expected: float
    left: tuple[int, ...]
    seed: int

    @property
    def none(self) -> float:
        """Share of the runs in which no cell got through."""
        return self.left.count(0) / len(self.left)

    @property
    def mean(self) -> float:
        """Cells past all barriers, on average over the runs."""
        return math.fsum(self.left) / len(self.left)

    def between(self, share: float = 0.95) -> tuple[int, int]:
        """Return the two numbers of cells between which the middle ``share`` of the runs lies."""
        if not 0 < share <= 1:
            raise ValueError(f"The share of runs is {share}; it must be above 0 and at most 1.")
        ranked, cut = sorted(self.left), (1 - share) / 2
        last = len(ranked) - 1
        return ranked[math.floor(cut * last)], ranked[math.ceil((1 - cut) * last)]

    def __str__(self) -> str:
        low, high = self.between()
        return _(
            "In {runs} runs of {shed} cells, between {low} and {high} got through in 95 of 100 runs; none at all in "
            "{none}. {expected}."
        ).format(
            runs=f"{len(self.left):,}",
            shed=amount(self.shed),
            low=f"{low:,}",
            high=f"{high:,}",
            none=percent(self.none),
            expected=on_average(self.expected),
        )


def on_average(cells: float) -> str:
    """Say how many are expected.

    Example:
        >>> on_average(1), on_average(0.1)
        ('1 is expected on average', '0.1 are expected on average')
    """
    text = amount(cells)
    said = several("{n} is expected on average", "{n} are expected on average", 1 if text == "1" else 2)
    return said.format(n=text)


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


def simulate(shed: float, fractions: Sequence[float], *, seed: int = 1) -> Run:
    """Send cells through the barriers once, letting chance decide for each of them.

    The draws are exact (:func:`metalearn.models.chance.binomial`) and cost the same for any number of cells.

    Args:
        shed: Cells shed by the tumour, a whole number from 0 to 2**53.
        fractions: For each barrier, the chance of a cell that reaches it to get past it, 0 to 1.
        seed: The seed of chance; the same seed gives the same run on every computer.

    Returns:
        The run, beside what is expected.

    Raises:
        ValueError: When ``shed`` is not a number of cells or a fraction is not a share; the message says which.

    Source:
        Arithmetic and chance. The shares of ``metalearn.datasets.survival_presets()`` name their own sources.

    Example:
        >>> simulate(1_000_000, (0.001, 0.8, 0.5, 0.5, 0.5)).left
        (1000000, 960, 758, 379, 194, 86)
        >>> print(simulate(10**12, (1e-12,), seed=2))
        Of 1 x 10^12 cells shed, 3 got past all barriers in this run (seed 2); 1 is expected on average.
    """
    expected = survivors(shed, fractions)
    return Run(tuple(fractions), expected, walk(Random(seed), whole_cells(shed), fractions), seed)


def simulate_many(shed: float, fractions: Sequence[float], *, runs: int = 1000, seed: int = 1) -> Runs:
    """Repeat the run through the barriers, to see how far chance alone makes the outcomes differ.

    Args:
        shed: Cells shed in each run, a whole number from 0 to 2**53.
        fractions: For each barrier, the chance of a cell that reaches it to get past it, 0 to 1.
        runs: How often to repeat, at least 1.
        seed: The seed of chance.

    Returns:
        The cells past all barriers in each run.

    Raises:
        ValueError: When ``shed``, a fraction or ``runs`` is out of range.

    Source:
        Arithmetic and chance; see :func:`simulate`.

    Example:
        >>> some = simulate_many(10_000, (0.001, 0.1), runs=500)
        >>> round(some.none, 2), round(1 - at_least_one(10_000, (0.001, 0.1)), 2)
        (0.37, 0.37)
    """
    if runs < 1:
        raise ValueError(f"The number of runs is {runs}; it must be at least 1.")
    expected, cells, rng = survivors(shed, fractions)[-1], whole_cells(shed), Random(seed)
    return Runs(cells, expected, tuple(walk(rng, cells, fractions)[-1] for _run in range(runs)), seed)


def walk(rng: Random, cells: int, fractions: Sequence[float]) -> tuple[int, ...]:
    """Send whole cells through barriers whose fractions were already checked, with a given source of chance.

    Args:
        rng: The source of chance.
        cells: Cells before the first barrier.
        fractions: For each barrier, the chance to get past it.

    Returns:
        Cells before the first barrier and after each.

    Example:
        >>> walk(Random(1), 100, (1, 0.5, 0))
        (100, 100, 44, 0)
    """
    return tuple(accumulate(fractions, lambda left, share: binomial(rng, left, share), initial=cells))


def at_least_one(shed: float, fractions: Sequence[float]) -> float:
    """Return the chance that at least one cell gets past all barriers.

    One minus the chance that all fail, in a form that keeps its digits when the chance of one cell is tiny.

    Args:
        shed: Cells shed by the tumour, 0 or more.
        fractions: For each barrier, the chance of a cell that reaches it to get past it, 0 to 1.

    Returns:
        The chance, 0 to 1.

    Raises:
        ValueError: When ``shed`` is negative or a fraction is not a share.

    Source:
        Arithmetic: 1 - (1 - p)^n, with p the product of the fractions.

    Example:
        >>> round(at_least_one(60_000_000, (1 / 60_000_000,)), 4)  # one in 60 million, of 60 million
        0.6321
        >>> at_least_one(0, (0.5,)), at_least_one(5, (1, 1))
        (0.0, 1.0)
    """
    survivors(shed, fractions)  # for its checks
    through = math.prod(fractions)
    if shed == 0:
        return 0.0
    return 1.0 if through >= 1 else -math.expm1(shed * math.log1p(-through))


def shed_for(chance: float, fractions: Sequence[float]) -> float:
    """Return how many cells must be shed for a given chance that at least one gets past all barriers.

    Args:
        chance: The chance of at least one, above 0 and below 1.
        fractions: For each barrier, the chance of a cell that reaches it to get past it, 0 to 1.

    Returns:
        Cells; infinite when a barrier lets nothing through.

    Raises:
        ValueError: When ``chance`` is not between 0 and 1, or a fraction is not a share.

    Source:
        Arithmetic: :func:`at_least_one` turned round.

    Example:
        >>> round(shed_for(0.5, (0.001, 0.1)))
        6931
    """
    if not 0 < chance < 1:
        raise ValueError(f"The chance is {chance}; it must be above 0 and below 1.")
    _check(fractions)
    through = math.prod(fractions)
    if through == 0:
        return math.inf
    return 1.0 if through >= 1 else max(1.0, math.log1p(-chance) / math.log1p(-through))


def whole_cells(shed: float) -> int:
    """Return a number of cells as a whole number.

    Raises:
        ValueError: When it is not a whole number from 0 to 2**53.

    Example:
        >>> whole_cells(1e6)
        1000000
    """
    if not (0 <= shed <= MOST and shed == int(shed)):
        raise ValueError(
            f"The number of shed cells is {shed}; chance needs a whole number of cells from 0 to {MOST:,}."
        )
    return int(shed)


def _check(fractions: Sequence[float]) -> None:
    for number, fraction in enumerate(fractions, start=1):
        if not 0 <= fraction <= 1:  # also refuses "not a number"
            raise ValueError(
                f"Survival fraction {number} is {fraction}; "
                "it must be from 0 (no cell survives) to 1 (all do)."
            )
