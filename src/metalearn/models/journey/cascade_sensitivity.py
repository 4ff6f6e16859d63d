"""Which barrier matters most: how the outcome answers when one barrier is moved and the others are left alone.

Where the model is wrong about the world: barriers are moved one at a time, and by themselves. A treatment or a trait
of the cells moves several at once, and nobody can measure most of these shares in a person.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from metalearn.models import checks
from metalearn.models.journey.cascade import at_least_one, survivors
from metalearn.models.wording import amount, percent
from metalearn.words import _


@dataclass(frozen=True, slots=True)
class Lever:
    """What moving one barrier would do.

    An elasticity says by how many percent the outcome rises when the chance at this barrier rises by one percent.

    Attributes:
        number: Which barrier, from 1.
        label: The barrier in words; may be empty.
        fraction: The share that gets past it now.
        elasticity: Of the number expected past all barriers, by the share: always 1, for every barrier.
        elasticity_of_odds: The same by the odds of getting past: 1 minus the share. Hard barriers have the most.
        elasticity_of_one: Of the chance that at least one gets through, by the share; the same for every barrier.
        room: How many times as much it could let through at most.
        times: How many times as much it lets through in what follows.
        eased: The share that then gets past it; never above 1.
        expected: Number expected past all barriers now.
        expected_eased: The same with the eased barrier.
        risk: Chance of at least one now.
        risk_eased: The same with the eased barrier.
    """

    number: int
    label: str
    fraction: float
    elasticity: float
    elasticity_of_odds: float
    elasticity_of_one: float
    room: float
    times: float
    eased: float
    expected: float
    expected_eased: float
    risk: float
    risk_eased: float

    @property
    def capped(self) -> bool:
        """Whether the barrier cannot let that many times more through, because all cells get past it already."""
        return self.room < self.times

    def __str__(self) -> str:
        name = _("Barrier {number}").format(number=self.number) + (f" ({self.label})" if self.label else "")
        room = f"{self.room:.3g}"
        if not self.capped:
            said = _(
                "{name} lets {share} through. If it let through {times} times as much, {eased} would get past all "
                "barriers instead of {now}."
            )
        elif self.fraction == 1:
            said = _("{name} lets {share} through: it cannot let through any more.")
        elif room == "1":
            said = _("{name} lets {share} through: it can hardly let through any more.")
        else:
            said = _(
                "{name} lets {share} through. It can let through {room} times as much at most; then {eased} would "
                "get past all barriers instead of {now}."
            )
        return said.format(
            name=name,
            share=percent(self.fraction),
            times=amount(self.times),
            room=room,
            eased=amount(self.expected_eased),
            now=amount(self.expected),
        )


def sensitivity(
    shed: float, fractions: Sequence[float], *, times: float = 10.0, labels: Sequence[str] = ()
) -> tuple[Lever, ...]:
    """Return, for each barrier, how the outcome answers when that barrier alone is moved.

    A lesson in one table: in percent, every barrier matters the same; in how far it can still move, and in odds, the
    hardest barriers matter most.

    Args:
        shed: Cells shed, 0 or more.
        fractions: For each barrier, the share that gets past it, 0 to 1.
        times: How many times as much a barrier is to let through, above 0; below 1 it is made harder.
        labels: The barriers in words; none, or one a barrier.

    Returns:
        One lever a barrier, in order.

    Raises:
        ValueError: When a number is out of range, or the labels do not match the barriers.

    Source:
        Closed forms: d ln(n p) / d ln f = 1, and d ln(1 - (1 - p)^n) / d ln f = n p (1 - p)^(n - 1) / (1 - (1 - p)^n),
        with p the product of the fractions.

    Example:
        >>> levers = sensitivity(1_000_000, (0.001, 0.8, 0.5, 0.5, 0.5))
        >>> print(str(levers[0]).partition(". ")[2])
        If it let through 10 times as much, 1,000 would get past all barriers instead of 100.
        >>> levers[1].room, levers[1].capped, round(levers[1].expected_eased)
        (1.25, True, 125)
    """
    if not (times > 0 and math.isfinite(times)):
        raise ValueError(f"The barrier is to let through {times} times as much; that must be above 0.")
    labels = checks.names(labels, "labels")
    if labels and len(labels) != len(fractions):
        raise ValueError(
            f"There are {len(labels)} labels for {len(fractions)} barriers; give none or one each."
        )
    expected, risk = survivors(shed, fractions)[-1], at_least_one(shed, fractions)
    of_one = _elasticity_of_one(shed, math.prod(fractions), risk)
    levers = []
    for index, fraction in enumerate(fractions):
        eased = min(1.0, fraction * times)
        moved = [*fractions[:index], eased, *fractions[index + 1 :]]
        levers.append(
            Lever(
                number=index + 1,
                label=labels[index] if labels else "",
                fraction=fraction,
                elasticity=1.0,
                elasticity_of_odds=1.0 - fraction,
                elasticity_of_one=of_one,
                room=1 / fraction if fraction else math.inf,
                times=times,
                eased=eased,
                expected=expected,
                expected_eased=survivors(shed, moved)[-1],
                risk=risk,
                risk_eased=at_least_one(shed, moved),
            )
        )
    return tuple(levers)


def _elasticity_of_one(shed: float, through: float, risk: float) -> float:
    if risk == 0:
        return 1.0  # its limit as the chance goes to nothing
    if through >= 1:
        return 1.0 if shed == 1 else 0.0
    return shed * through * math.exp((shed - 1) * math.log1p(-through)) / risk
