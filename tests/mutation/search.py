"""Find the numbers of a table that no lesson notices: many are changed at once, and only what is noticed is halved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.mutation.places import Place
from tests.mutation.planting import REFUSED, Field
from tests.mutation.running import Step

FEW, MORE = 4, 20  # so many are asked one by one when one of them was noticed: more where nearly all are
ROUNDS = 2  # how often those that were not noticed are tried again in other company, at least
COMPANY = 4  # into how many groups they are put at first


@dataclass
class Found:
    """What is known of the numbers of one table."""

    noticed: dict[Place, str] = field(default_factory=dict)  # and the step that noticed
    unseen: set[Place] = field(default_factory=set)
    fixed: set[Place] = field(default_factory=set)  # nothing else is allowed there
    asked: int = 0


class Search:
    """The search in one table."""

    def __init__(self, data: Field, table: str, steps: Sequence[Step], say: Callable[[str], None]) -> None:
        self.data, self.table, self.steps, self.say = data, table, tuple(steps), say
        self.found = Found()
        self._often: Counter[str] = Counter()
        self._seconds = {step.name: data.seconds(step) for step in self.steps}

    def run(self) -> Found:
        """Decide every number of the table."""
        rows = self.data.of(self.table)
        self.found.fixed |= {place for place in rows.places if rows.other(place) is None}
        columns: dict[tuple[str, str], list[Place]] = {}
        for place in rows.places:
            if place in self.found.fixed:
                continue
            columns.setdefault((place.kind, place.column), []).append(place)
        for (kind, column), places in columns.items():
            self._decide(places, self.steps)
            left = sum(place in self.found.unseen for place in places)
            self.say(
                f"  {kind}.{self.table}.{column}: {left} of {len(places)} unseen, {self.found.asked} asked"
            )
        self._again()
        return self.found

    def _decide(self, places: list[Place], steps: Sequence[Step]) -> None:
        """Decide some numbers of one column; only these steps can notice one of them."""
        if not places:
            return
        alone = len(places) == 1
        # First those that often notice, and soon.
        ordered = sorted(steps, key=lambda step: -(self._often[step.name] + 0.1) / self._seconds[step.name])
        answer = self._ask(places, ordered, all_of_them=not alone)
        if answer == REFUSED and alone:
            self.found.fixed.add(places[0])
            self.found.unseen.discard(places[0])
        elif not answer:
            self.found.unseen |= set(places)
        elif alone:
            self.found.unseen -= set(places)
            self.found.noticed[places[0]] = answer[0]
            self._often[answer[0]] += 1
        else:
            red = steps if answer == REFUSED else [step for step in steps if step.name in answer]
            size = 1 if len(places) <= self._few(places[0]) else (len(places) + 1) // 2
            for start in range(0, len(places), size):
                self._decide(places[start : start + size], red)

    def _few(self, like: Place) -> int:
        """How many are worth asking one by one, by what is known of the column so far."""
        same = (like.kind, like.column)
        noticed = sum((place.kind, place.column) == same for place in self.found.noticed)
        unseen = sum((place.kind, place.column) == same for place in self.found.unseen)
        return MORE if noticed > max(FEW, 9 * unseen) else FEW

    def _ask(self, places: Sequence[Place], steps: Sequence[Step], *, all_of_them: bool) -> list[str] | str:
        if not steps:
            return []
        self.found.asked += 1
        return self.data.ask(places, steps, all_of_them=all_of_them)

    def _again(self) -> None:
        """Ask again for those that were not noticed, in other groups: two wrong numbers may hide each other."""
        turn, until = 0, ROUNDS
        while turn < until:
            before = len(self.found.unseen)
            for kind, column in sorted({(place.kind, place.column) for place in self.found.unseen}):
                places = sorted(
                    (p for p in self.found.unseen if (p.kind, p.column) == (kind, column)),
                    key=lambda p: p.nth,
                )
                groups = COMPANY + turn  # neighbours are never in one group, and others seldom twice
                for first in range(groups):
                    self._decide(places[first::groups], self.steps)
            turn += 1
            more = before - len(self.found.unseen)
            until = turn + ROUNDS if more else until
            self.say(f"  again: {more} more noticed")
