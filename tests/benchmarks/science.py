"""What a model costs as the number of cells grows."""

from __future__ import annotations

import random
import timeit
from collections.abc import Callable

from tests.benchmarks.table import Row, alternate, ratio

FEW, MANY = 10**3, 10**12
COST_RATIO = 2.0
LOOPED = (10**3, 10**4, 10**5)
CALLS = 2000


def cascade(scale: float) -> list[Row]:
    """Measure the cascade of a million million cells against a thousand, beside a loop over every cell."""
    from metalearn import datasets

    fractions = [barrier.fraction for barrier in datasets.survival_presets()[0].barriers]
    counts = {"few": FEW, "many": MANY}
    took = alternate(
        {name: _survivors(count, fractions) for name, count in counts.items()}, max(5, round(15 * scale))
    )
    loops = alternate({str(count): _loop(count, fractions) for count in LOOPED}, max(1, round(3 * scale)))
    ours = took["many"] / took["few"]
    # The loop cannot be run to the end: its cost grows in step with the cells, so it is carried on in that step.
    peer = loops[str(LOOPED[-1])] * (MANY / LOOPED[-1]) / loops[str(FEW)]
    measured = ", ".join(f"{count:,} cells {loops[str(count)]:.2g} s" for count in LOOPED)
    return [
        Row(
            "cascade simulation, 10^12 cells over 10^3",
            f"{ours:.2f} x",
            f"a loop over cells: {peer:.1g} x",
            ratio(ours, peer),
            f"<= {COST_RATIO:.0f} x",
            ours <= COST_RATIO,
            f"One call takes {took['many'] * 1e6:.1f} microseconds. The loop was measured to {LOOPED[-1]:,} cells "
            f"({measured}) and carried on from there.",
        )
    ]


def _survivors(shed: int, fractions: list[float]) -> Callable[[], float]:
    from metalearn.models.cascade import survivors

    return lambda: timeit.timeit(lambda: survivors(shed, fractions), number=CALLS) / CALLS


def _loop(shed: int, fractions: list[float]) -> Callable[[], float]:
    """The way not taken: follow each cell, and let chance decide at each barrier."""

    def simulate() -> list[int]:
        chance = random.Random(1).random
        left = [shed] + [0] * len(fractions)
        for _ in range(shed):
            for barrier, fraction in enumerate(fractions, start=1):
                if chance() >= fraction:
                    break
                left[barrier] += 1
        return left

    return lambda: timeit.timeit(simulate, number=1)
