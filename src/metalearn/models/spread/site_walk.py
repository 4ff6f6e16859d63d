"""A walk from organ to organ: what follows if metastases seed on, and only the last organ counts.

The chain is BUILT FOR TEACHING, NOT MEASURED. The tables count patients from a primary to an organ; nobody counted
steps from organ to organ. So the first step follows the counts of one primary, and every further step is assumed to
follow the same counts, away from the organ it starts from. How likely a deposit is to seed on is chosen.

Where the model is wrong about the world: everything between the organs is assumed, as just said. A walker forgets where
it has been, leaves no deposit behind when it moves on, and takes no time; and treatment, the immune system and the size
of a deposit play no part.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from metalearn.models import checks
from metalearn.models.chance import multinomial
from metalearn.models.spread.flow_table import Counted, arrange
from metalearn.models.wording import inside, listed
from metalearn.words import _

REST = "comes to rest"
"""The state in which a walk ends."""

ONWARD = 0.5
"""The chance that a deposit seeds on: a teaching number."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A Markov chain over the primary, the organs and coming to rest.

    Attributes:
        cohort: Whose counts it was built from.
        primary: Where every walk begins.
        states: The primary, the organs, and ``REST``.
        rows: For each state, the chance to be in each state after the next step; every row sums to 1.
        onward: The chance that a deposit seeds on.
        source_id: The source of the counts.
    """

    cohort: str
    primary: str
    states: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    onward: float
    source_id: str

    @property
    def sites(self) -> tuple[str, ...]:
        """The organs."""
        return self.states[1:-1]

    def chance(self, start: str, end: str) -> float:
        """Return the chance to step from one state to another.

        Raises:
            UnknownNameError: When the chain has no such state; the message gives the nearest.
        """
        return self.rows[self._state(start)][self._state(end)]

    def _state(self, name: str) -> int:
        return self.states.index(checks.one_of("state", name, self.states, "the states of this chain"))


@dataclass(frozen=True, slots=True)
class Visits:
    """How often organs are visited, on average over the walks from one primary.

    Attributes:
        primary: Where the walks begin.
        sites: The organs.
        visits: Visits to each organ, on average a walk.
        ends: Share of the walks that come to rest in each organ.
        walks: How many walks were drawn; 0 when the figures are exact.
    """

    primary: str
    sites: tuple[str, ...]
    visits: tuple[float, ...]
    ends: tuple[float, ...]
    walks: int = 0

    def __str__(self) -> str:
        ranked = sorted(zip(self.sites, self.visits, strict=True), key=lambda each: -each[1])[:3]
        places = listed([f"{inside(site)} {count:.2f}" for site, count in ranked])
        said = _("Visits a walk from {primary} on average: {places}. Built for teaching, not measured.")
        if self.walks:
            said = _(
                "Visits a walk from {primary} in {walks} walks: {places}. Built for teaching, not measured."
            )
        return said.format(primary=inside(self.primary), places=places, walks=f"{self.walks:,}")


def chain(primary: str, flows: Iterable[Counted] | None = None, *, onward: float = ONWARD) -> Chain:
    """Build the chain of one primary from its counts.

    Args:
        primary: Where the cancer began.
        flows: Flows of one cohort; by default ``datasets.flows()``.
        onward: The chance that a deposit seeds on, 0 to 1; at 1 a walk never comes to rest.

    Returns:
        The chain.

    Raises:
        UnknownNameError: When there is no such primary.
        ValueError: When ``onward`` is not a chance, or nobody with this cancer had a metastasis.

    Source:
        ``msk_met_2022`` for the default counts; the steps between organs are a construction.

    Example:
        >>> walk = chain("Colorectal")
        >>> round(walk.chance("Colorectal", "Liver"), 2), walk.chance("Liver", "Liver")
        (0.31, 0.0)
        >>> walk.chance("Liver", REST)
        0.5
    """
    checks.share(onward, "The chance to seed on")
    table = arrange(flows)
    row = table.row(primary)
    primary, counts = table.primaries[row], table.n[row]
    if not sum(counts):
        raise ValueError(
            f"Nobody with {primary} had a metastasis in these flows, so there is nowhere to walk."
        )
    rows = [_row(counts, None, 1.0)]
    rows += [_row(counts, here, onward) for here in range(len(counts))]
    rows.append((*[0.0] * (len(counts) + 1), 1.0))
    states = (primary, *table.sites, REST)
    return Chain(table.cohort, primary, states, tuple(rows), onward, table.source_id)


def expected_visits(walk: Chain) -> Visits:
    """Return how often each organ is visited, exactly, from the fundamental matrix of the chain.

    Args:
        walk: A chain whose walks come to rest: ``onward`` below 1.

    Returns:
        Visits and ends, on average a walk.

    Raises:
        ValueError: When walks never come to rest.

    Source:
        (I - Q)^-1 with Q the steps between states other than rest: a standard result on absorbing Markov chains.

    Example:
        >>> print(str(expected_visits(chain("Colorectal"))).partition(". ")[0])
        Visits a walk from colorectal on average: liver 0.57, lung 0.43 and peritoneum/abdomen 0.39
    """
    if walk.onward == 1:
        raise ValueError("With a chance of 1 to seed on, walks never come to rest; see stationary().")
    size = len(walk.states) - 1
    # Visits v from the first state obey v = e + v Q, so (I - Q) transposed times v is e.
    matrix = [[(i == j) - walk.rows[j][i] for j in range(size)] for i in range(size)]
    visits = _solve(matrix, [1.0] + [0.0] * (size - 1))[1:]
    ends = [count * row[-1] for count, row in zip(visits, walk.rows[1:-1], strict=True)]
    return Visits(walk.primary, walk.sites, tuple(visits), tuple(ends))


def simulate(walk: Chain, *, walks: int = 10_000, seed: int = 1) -> Visits:
    """Draw many walks at once; the cost does not depend on how many.

    Args:
        walk: A chain with ``onward`` below 1.
        walks: How many walks, at least 1.
        seed: The seed of chance.

    Returns:
        Visits and ends, on average over the walks drawn.

    Raises:
        ValueError: When walks never come to rest, or there are none.

    Source:
        Chance; see :func:`metalearn.models.chance.multinomial`.

    Example:
        >>> drawn = simulate(chain("Colorectal"), walks=100_000)
        >>> exact = expected_visits(chain("Colorectal"))
        >>> abs(drawn.visits[0] - exact.visits[0]) < 0.01
        True
    """
    if walk.onward == 1:
        raise ValueError("With a chance of 1 to seed on, walks never come to rest; see stationary().")
    checks.whole(walks, "The number of walks")
    rng, size = Random(seed), len(walk.states)
    now = [walks] + [0] * (size - 1)
    visits, ends = [0] * size, [0] * size
    while sum(now[:-1]):
        after = [0] * size
        for here, count in enumerate(now[:-1]):
            if count:
                moved = multinomial(rng, count, walk.rows[here])
                ends[here] += moved[-1]
                after = [old + new for old, new in zip(after, moved, strict=True)]
        now = after
        visits = [old + new for old, new in zip(visits, now, strict=True)]
    averages = [tuple(count / walks for count in counts[1:-1]) for counts in (visits, ends)]
    return Visits(walk.primary, walk.sites, averages[0], averages[1], walks)


def stationary(walk: Chain) -> tuple[float, ...]:
    """Return the share of its time that a walk which never comes to rest spends in each organ in the long run.

    Args:
        walk: A chain; its ``onward`` is not used, walks are taken to go on for ever.

    Returns:
        One share an organ, summing to 1, in the order of ``walk.sites``.

    Raises:
        ValueError: When fewer than two organs were ever reached.

    Source:
        A closed form: a step away from an organ goes to the others by their weights, so detailed balance gives shares
        in proportion to w (1 - w), with w the chance that the first step goes there.

    Example:
        >>> shares = stationary(chain("Colorectal"))
        >>> walk = chain("Colorectal")
        >>> walk.sites[max(range(len(shares)), key=shares.__getitem__)]
        'Liver'
    """
    weights = walk.rows[0][1:-1]
    if sum(weight > 0 for weight in weights) < 2:
        raise ValueError("Fewer than two organs were reached, so a walk has nowhere to go on to.")
    parts = [weight * (1 - weight) for weight in weights]
    total = math.fsum(parts)
    return tuple(part / total for part in parts)


def _row(counts: Sequence[int], here: int | None, onward: float) -> tuple[float, ...]:
    """Chances from one state: to the organs by their counts, never to itself or back to the primary."""
    others = [0 if place == here else count for place, count in enumerate(counts)]
    total = sum(others)
    if not total:
        return (*[0.0] * (len(counts) + 1), 1.0)
    moves = [onward * count / total for count in others]
    return (0.0, *moves, 1.0 - onward)


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with the largest pivot."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for step in range(size):
        pivot = max(range(step, size), key=lambda i: abs(rows[i][step]))
        rows[step], rows[pivot] = rows[pivot], rows[step]
        for below in range(step + 1, size):
            factor = rows[below][step] / rows[step][step]
            if factor:
                rows[below] = [b - factor * a for a, b in zip(rows[step], rows[below], strict=True)]
    answer = [0.0] * size
    for step in reversed(range(size)):
        known = math.fsum(rows[step][k] * answer[k] for k in range(step + 1, size))
        answer[step] = (rows[step][-1] - known) / rows[step][step]
    return answer
