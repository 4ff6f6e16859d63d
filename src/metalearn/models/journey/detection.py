"""When a growing deposit becomes large enough to be seen.

Where the model is wrong about the world: the limits were measured with hot spheres in test objects (phantoms), at a
stated contrast. In a person, breathing, the organ, the tracer and the reader decide as well, so a deposit of the same
size may be missed, and a scan that shows nothing does not prove that nothing is there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from metalearn import datasets
from metalearn.models.journey.growth import Growth, cells_in, duration, durations
from metalearn.models.wording import rough
from metalearn.words import _

_DIAMETERS = ("mm across", "mm inner diameter")  # the units of what is a size that can be seen


@dataclass(frozen=True, slots=True)
class Limit:
    """The smallest ball a kind of imaging can see.

    Attributes:
        name: What was seen, and under which conditions.
        mm_low: Diameter in mm; the low end when systems differ.
        mm_high: The high end; the same as the low end when there is one figure.
        population: In what it was measured.
        source_id: The source; empty for a limit of your own.
        row: The row of ``datasets.cascade_quantities()`` it is from; empty for a limit of your own.

    Example:
        >>> print(Limit("My scanner", 5, 5))
        My scanner: 5 mm
    """

    name: str
    mm_low: float
    mm_high: float
    population: str = ""
    source_id: str = ""
    row: str = ""

    def __post_init__(self) -> None:
        if not (0 < self.mm_low <= self.mm_high and math.isfinite(self.mm_high)):
            raise ValueError(
                f"The limit is from {self.mm_low} to {self.mm_high} mm; both must be above 0, the lower first."
            )

    def __str__(self) -> str:
        return f"{self.name}: {self.span}"

    @property
    def span(self) -> str:
        """The diameter, or both ends of it, in words."""
        if self.mm_low == self.mm_high:
            return _("{mm} mm").format(mm=f"{self.mm_low:g}")
        return _("{low} to {high} mm").format(low=f"{self.mm_low:g}", high=f"{self.mm_high:g}")


@dataclass(frozen=True, slots=True)
class Crossing:
    """When a deposit crosses a limit.

    Attributes:
        limit: The limit.
        cells: Cells the deposit has at the low and at the high end of the limit.
        months_low: Months from the first cell to the low end of the limit; infinite when it never gets there.
        months_high: The same to the high end.
    """

    limit: Limit
    cells: tuple[float, float]
    months_low: float
    months_high: float

    def __str__(self) -> str:
        ends = self.months_low, self.months_high
        low, high = map(duration, ends)
        if math.isinf(self.months_low):
            said = _("{limit}; it never grows so large.")
        elif math.isinf(self.months_high):
            said = _("{limit}, about {cells} cells; {small} mm is reached after {low}, {large} mm never.")
        elif low == high:
            said = _("{limit}, about {cells} cells; reached after {low}.")
        else:
            said = _("{limit}, about {cells} cells; reached after {low} to {high}.")
        return said.format(
            limit=self.limit,
            cells=rough(self.cells[0]),
            small=f"{self.limit.mm_low:g}",
            large=f"{self.limit.mm_high:g}",
            low=low if low == high or math.isinf(self.months_high) else durations(*ends)[0],
            high=high,
        )


def limits() -> tuple[Limit, ...]:
    """Return the limits of imaging that the tables hold, smallest first.

    Returns:
        The limits. All are of PET or PET/CT, measured in phantoms.

    Source:
        ``erdi_2012`` and ``adler_2017``, through ``metalearn.datasets.cascade_quantities()``.

    Example:
        >>> [f"{limit.mm_low:g} ({limit.source_id})" for limit in limits()]
        ['3.95 (adler_2017)', '4.95 (adler_2017)', '7 (erdi_2012)', '12.43 (adler_2017)']
    """
    found = []
    for row in datasets.cascade_quantities():
        low = row.value if row.value_low is None else row.value_low
        high = row.value if row.value_high is None else row.value_high
        if row.step == "detection" and row.unit in _DIAMETERS and low is not None and high is not None:
            found.append(Limit(row.quantity, low, high, row.population, row.source_id, row.id))
    return tuple(sorted(found, key=lambda limit: (limit.mm_low, limit.mm_high)))


def when_seen(growth: Growth, seen_from: Sequence[Limit] | None = None) -> tuple[Crossing, ...]:
    """Return when a growing deposit crosses each limit.

    Args:
        growth: How it grows.
        seen_from: The limits; by default those of the tables.

    Returns:
        One crossing a limit, in the order of the limits.

    Source:
        The limits name their own.

    Example:
        >>> crossing = when_seen(Growth(1.7))[2]
        >>> crossing.limit.mm_low, round(crossing.months_low / 12, 1)
        (7.0, 3.9)
        >>> print(str(crossing).partition(", about ")[2])
        180 million cells; reached after 3.9 years.
    """
    crossings = []
    for limit in limits() if seen_from is None else seen_from:
        low, high = growth.months_to_diameter(limit.mm_low), growth.months_to_diameter(limit.mm_high)
        cells = (cells_in(limit.mm_low, growth.cells_per_cm3), cells_in(limit.mm_high, growth.cells_per_cm3))
        crossings.append(Crossing(limit, cells, low, high))
    return tuple(crossings)
