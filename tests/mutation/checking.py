"""Hold the list to the lessons as they are: the counts of every column, and a sample of the numbers themselves."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from metalearn import datasets
from metalearn.datasets import files
from tests.mutation.listing import Column
from tests.mutation.places import Place, Rows
from tests.mutation.planting import REFUSED, Field
from tests.mutation.running import Step

AGAIN = "run: python -m tests.mutation --only"


def faults_of_counts(columns: dict[str, Column]) -> Iterator[str]:
    """Yield what the list says otherwise than the tables: their numbers, column by column, and a missing reason."""
    counted: Counter[str] = Counter()
    for table in datasets.tables():
        counted.update(_column(place) for place in Rows(table, files.folder("data")).places)
    for name in sorted({*counted, *columns}):
        listed = columns[name].numbers if name in columns else 0
        if counted[name] != listed:
            yield f"{name}: {counted[name]} numbers, {listed} in the list; {AGAIN} {name.split('.')[1]}"
    for name, column in columns.items():
        if (column.unseen or column.refused) and not column.reason:
            yield f"{name}: no reason is given in the list"
        if column.reason and not (column.unseen or column.refused):
            yield f"{name}: a reason is given, and every number is noticed"


def _column(place: Place) -> str:
    return place.name.rpartition(" ")[0]


def faults_of_sample(
    columns: dict[str, Column], data: Field, steps: Sequence[Step], many: int, seed: int
) -> Iterator[str]:
    """Yield the numbers of a sample of which the list is wrong; half of it is listed as noticed, half as unseen."""
    drawn = random.Random(seed)
    noticed = sample(data, {name: each.noticed for name, each in columns.items()}, many - many // 2, drawn)
    unseen = sample(data, {name: each.unseen for name, each in columns.items()}, many // 2, drawn)
    for place in noticed:
        first = columns[_column(place)].noticed_by
        ordered = sorted(steps, key=lambda step: first.index(step.name) if step.name in first else len(first))
        answer = data.ask([place], ordered, all_of_them=False)
        if not answer or answer == REFUSED:
            yield _said(data, place, "is listed as noticed, and nobody does")
    for place, red in _seen(unseen, data, steps):
        yield _said(data, place, f"is listed as unseen, and now noticed by {red}")


def _seen(
    places: Sequence[Place], data: Field, steps: Sequence[Step]
) -> Iterator[tuple[Place, list[str] | str]]:
    """Yield those of some numbers that are noticed, and by whom; all at once first, since none is expected."""
    red = data.ask(places, steps) if places else []
    if not red:
        return
    if len(places) == 1:
        yield places[0], red
        return
    asked = steps if red == REFUSED else [step for step in steps if step.name in red]
    half = len(places) // 2
    yield from _seen(places[:half], data, asked)
    yield from _seen(places[half:], data, asked)


def _said(data: Field, place: Place, what: str) -> str:
    rows = data.of(place.table)
    return f"{place.name}, {rows.said(place)}, with {rows.other(place)!r} in its place: {what}; {AGAIN} {place.table}"


def sample(data: Field, listed: dict[str, tuple[int, ...]], many: int, drawn: random.Random) -> list[Place]:
    """Return some of the listed numbers: from each table in turn one, of a column and a place that chance chooses."""
    left: dict[str, list[Place]] = {}
    for table in datasets.tables():
        wanted = {(name, nth) for name, each in listed.items() if name.split(".")[1] == table for nth in each}
        places = [place for place in data.of(table).places if (_column(place), place.nth) in wanted]
        if places:
            drawn.shuffle(places)
            left[table] = places
    found: list[Place] = []
    while len(found) < many and any(left.values()):
        for places in list(left.values()):
            if places and len(found) < many:
                found.append(places.pop())
    return found
