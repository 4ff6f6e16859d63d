"""Time the models beside the plain way of doing the same; run as a program by CPython and, unchanged, by Pyodide.

Usage: python tests/benchmarks/timed.py [REPEATS] ; prints seconds by name, as JSON. It imports nothing but the package,
since a browser's Python has nothing else.
"""

import itertools
import json
import random
import statistics
import sys
import time

from metalearn import datasets
from metalearn.models.imaging import anatomy, phantom, scan
from metalearn.models.journey import cascade
from metalearn.models.outcomes import trials
from metalearn.models.spread import unknown_primary

FEW, MANY = 10**3, 10**12
LOOPED = (10**3, 10**4, 10**5)
SMALL, LARGE = trials.Design(33, 66, 0.177, 0.423), trials.Design(1000, 1000, 0.3, 0.35)
BY_PERSON = 500  # trials followed person by person; the others are reckoned from them
ROWS = 16  # rows of pixels tested point by point; the others are reckoned from them


def seconds(task, calls=1):
    start = time.perf_counter()
    for _ in range(calls):
        task()
    return (time.perf_counter() - start) / calls


def fractions():
    return [barrier.fraction for barrier in datasets.survival_presets()[0].barriers]


def few_and_many(repeats):
    """Survivors of few and of many cells, in short turns, so that a busy moment falls on all of them alike."""
    given = fractions()
    tasks = {}
    for size, cells in (("few", FEW), ("many", MANY)):
        # Each draw has a seed of its own: what chance decides also decides what a run costs.
        seeds = itertools.count()
        tasks[f"expected {size}"] = lambda cells=cells: cascade.survivors(cells, given)
        tasks[f"drawn {size}"] = lambda cells=cells, seeds=seeds: cascade.simulate(
            cells, given, seed=next(seeds)
        )
    taken = {name: [] for name in tasks}
    for turn in range(20 * repeats):
        for name in list(tasks)[:: 1 if turn % 2 == 0 else -1]:
            taken[name].append(seconds(tasks[name], 50))
    return {name: statistics.median(values) for name, values in taken.items()}


def cell_by_cell(cells):
    """The way not taken: follow each cell, and let chance decide at each barrier."""
    given, chance = fractions(), random.Random(1).random

    def follow():
        left = [cells] + [0] * len(given)
        for _ in range(cells):
            for barrier, fraction in enumerate(given, start=1):
                if chance() >= fraction:
                    break
                left[barrier] += 1
        return left

    return seconds(follow)


def person_by_person(design, count):
    """The way not taken: ask chance about each person of each trial."""
    chance = random.Random(1).random

    def follow():
        for _ in range(count):
            alive = sum(1 for _ in range(design.n_control) if chance() < design.p_control)
            treated = sum(1 for _ in range(design.n_treated) if chance() < design.p_treated)
            trials.p_value(alive, design.n_control, treated, design.n_treated)

    return seconds(follow)


def picture():
    phantom.abdomen.cache_clear()
    scan.scan().png()


def point_by_point(rows):
    """The way not taken: ask of each pixel in which structures its middle lies."""

    def ask():
        middle = phantom.PIXELS // 2
        for row in range(middle - rows // 2, middle + rows // 2):
            y = phantom.middle_of(row)
            for column in range(phantom.PIXELS):
                x = phantom.middle_of(column)
                for structure in anatomy.STRUCTURES:
                    any(start <= x < end for start, end in structure.region.spans(y))

    return seconds(ask)


ORGANS = (["Liver", "Lung"], ["Bone"])
MEASURES = {
    "trials small": lambda: seconds(lambda: trials.resample(SMALL)),
    "trials large": lambda: seconds(lambda: trials.resample(LARGE)),
    "by person small": lambda: person_by_person(SMALL, BY_PERSON) * 10_000 / BY_PERSON,
    "by person large": lambda: person_by_person(LARGE, BY_PERSON // 10) * 10_000 / (BY_PERSON // 10),
    "posterior": lambda: seconds(lambda: unknown_primary.posterior(*ORGANS), 10),
    "posterior groups": lambda: seconds(
        lambda: unknown_primary.posterior(*ORGANS, flows=datasets.group_flows()), 10
    ),
    "scan first": lambda: seconds(picture),
    "scan next": lambda: seconds(lambda: scan.scan()),
    "by point": lambda: point_by_point(ROWS) * phantom.PIXELS / ROWS,
    **{f"loop {cells}": lambda cells=cells: cell_by_cell(cells) for cells in LOOPED},
}


def measured(repeats):
    """The median of each measure, taken in turn; what is read from a file is read before."""
    first = {"posterior, tables unread": seconds(lambda: unknown_primary.posterior(*ORGANS))}
    MEASURES["posterior groups"]()
    first |= few_and_many(repeats)
    taken = {name: [] for name in MEASURES}
    for turn in range(repeats):
        for name in list(MEASURES)[:: 1 if turn % 2 == 0 else -1]:
            taken[name].append(MEASURES[name]())
    return {**first, **{name: statistics.median(values) for name, values in taken.items()}}


answer = ""
if __name__ == "__main__":
    here = sys.platform != "emscripten"
    answer = json.dumps(
        {"python": sys.version.split()[0], **measured(int(sys.argv[1]) if here and sys.argv[1:] else 3)}
    )
    if here:
        print(answer)
answer  # noqa: B018 - the value of the last line is what Pyodide hands back
