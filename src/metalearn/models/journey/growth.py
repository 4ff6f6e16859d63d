"""From one cell to a lump that a scan can see: how size follows from doubling time, with a pause when it sleeps.

Three laws of growth start from one cell with the same doubling time. Exponential growth keeps it for ever. Gompertz
growth slows down steadily towards a ceiling. The logistic law is the one that Coumans 2013 chose after comparing
functions over a wide range of breast tumour sizes; it slows down later. All times are in months.

Where the model is wrong about the world: a deposit is taken to be a ball of equal cells that starts from one cell and
keeps one doubling time (or slows down smoothly), when real ones pause, die back, respond to treatment and to their
organ, and differ from each other in one person. How many cells fill a cubic centimetre is an assumption: 10^9 is the
figure of the textbooks, and for most human cancers a tenth of it would be more realistic (``del_monte_2009``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from metalearn.errors import unknown
from metalearn.models.wording import amount, rough
from metalearn.words import _, several

CELLS_PER_CM3 = 1e9
"""Cells in a cubic centimetre (about a gram) of tumour: an assumption, the textbooks' figure (``del_monte_2009``)."""

CELLS_PER_CM3_LOW = 1e8
"""A tenth of it, said to be more realistic for epithelial tumours, most human cancers (``del_monte_2009``)."""

CEILING = 1e12
"""Cells a tumour cannot pass: the usual choice, about a kilogram (supplement of ``coumans_2013``, read in a copy)."""

DAYS_PER_MONTH = 30.4375
"""Days of a month, on average over four years."""

LAWS = ("exponential", "gompertz", "logistic")
"""The laws of growth."""

_LN2 = math.log(2)
_SAID = {
    "exponential": _("Exponential growth from one cell, doubling in {doubling}."),
    "gompertz": _("Gompertz growth from one cell, doubling in {doubling} at first."),
    "logistic": _("Logistic growth from one cell, doubling in {doubling} at first."),
}


@dataclass(frozen=True, slots=True)
class Growth:
    """How one deposit grows from a single cell.

    Attributes:
        doubling_months: Time to double at the start, in months.
        law: "exponential", "gompertz" or "logistic".
        dormant_months: How long it sleeps, in months.
        dormant_cells: At how many cells it falls asleep: 1 for a single dormant cell.
        ceiling: Cells it cannot pass; without effect on exponential growth.
        cells_per_cm3: Cells in a cubic centimetre; an assumption.

    Raises:
        ValueError: When a number is out of range; the message says which.
        UnknownNameError: When there is no such law.

    Example:
        >>> breast = Growth(1.7)
        >>> round(breast.months_to_diameter(7) / 12, 1)
        3.9
        >>> print(breast)
        Exponential growth from one cell, doubling in 1.7 months.
    """

    doubling_months: float
    law: str = "exponential"
    dormant_months: float = 0.0
    dormant_cells: float = 1.0
    ceiling: float = CEILING
    cells_per_cm3: float = CELLS_PER_CM3

    def __post_init__(self) -> None:
        if self.law not in LAWS:
            raise unknown("law of growth", self.law, LAWS, "metalearn.models.growth.LAWS")
        _positive("doubling time", self.doubling_months, "months")
        _positive("number of cells in a cubic centimetre", self.cells_per_cm3, "cells")
        if not (self.dormant_months >= 0 and math.isfinite(self.dormant_months)):
            raise ValueError(f"The dormant time is {self.dormant_months} months; it must be 0 or more.")
        if not (self.ceiling > 1 and math.isfinite(self.ceiling)):
            raise ValueError(f"The ceiling is {self.ceiling} cells; it must be above 1.")
        top = math.inf if self.law == "exponential" else self.ceiling
        if not 1 <= self.dormant_cells < top:
            raise ValueError(
                f"It is to fall asleep at {self.dormant_cells} cells; that must be from 1 to below its ceiling."
            )

    def cells(self, months: float) -> float:
        """Return the number of cells some months after the first cell settled.

        Args:
            months: Months since the first cell, 0 or more.
        """
        if not months >= 0:
            raise ValueError(f"The time is {months} months; it must be 0 or more.")
        asleep = self._age(self.dormant_cells)
        if months <= asleep:
            return self._size(months)
        return max(self.dormant_cells, self._size(months - min(self.dormant_months, months - asleep)))

    def diameter(self, months: float) -> float:
        """Return the diameter in mm some months after the first cell settled."""
        return diameter_of(self.cells(months), self.cells_per_cm3)

    def months_to_cells(self, cells: float) -> float:
        """Return after how many months there are so many cells; infinite when it never gets there.

        Args:
            cells: 1 or more.
        """
        if not cells >= 1:
            raise ValueError(f"The number of cells is {cells}; growth starts from 1.")
        return self._age(cells) + (self.dormant_months if cells > self.dormant_cells else 0.0)

    def months_to_diameter(self, diameter_mm: float) -> float:
        """Return after how many months it is so many mm across; infinite when it never gets there."""
        return self.months_to_cells(max(1.0, cells_in(diameter_mm, self.cells_per_cm3)))

    def doubling_at(self, cells: float) -> float:
        """Return how many months the next doubling takes from so many cells on, when it is awake."""
        after = self._age(2 * cells)
        return after if math.isinf(after) else after - self._age(cells)

    def curve(self, months: float, points: int = 120) -> tuple[tuple[float, float, float], ...]:
        """Return months, cells and mm at equal steps of time, for a chart.

        Args:
            months: How far to go, above 0.
            points: How many steps, at least 1.
        """
        _positive("time", months, "months")
        times = [months * step / points for step in range(points + 1)]
        return tuple((time, self.cells(time), self.diameter(time)) for time in times)

    def _size(self, months: float) -> float:
        """Cells after so many months awake."""
        doublings = months / self.doubling_months
        if self.law == "exponential":
            return math.exp(min(doublings * _LN2, 700.0))  # beyond all sizes, and short of overflow
        top = math.log(self.ceiling)
        if self.law == "gompertz":
            return math.exp(-top * math.expm1(-doublings * _LN2 / top))
        root = math.sqrt(math.sqrt(self.ceiling))
        return self.ceiling / math.pow(1 + (root - 1) * math.exp(-doublings * _LN2 / 4), 4)

    def _age(self, cells: float) -> float:
        """Months awake until there are so many cells."""
        if self.law == "exponential":
            return self.doubling_months * math.log2(cells)
        if cells >= self.ceiling:
            return math.inf
        top = math.log(self.ceiling)
        if self.law == "gompertz":
            return -self.doubling_months * top / _LN2 * math.log1p(-math.log(cells) / top)
        left, whole = (math.sqrt(math.sqrt(room)) - 1 for room in (self.ceiling / cells, self.ceiling))
        return -4 * self.doubling_months / _LN2 * math.log(left / whole)

    def __str__(self) -> str:
        said = _SAID[self.law].format(doubling=duration(self.doubling_months))
        if not self.dormant_months:
            return said
        asleep = _("It sleeps at {cells} cells for {time}.")
        if self.dormant_cells == 1:
            asleep = _("It sleeps as a single cell for {time}.")
        return f"{said} {asleep.format(cells=rough(self.dormant_cells), time=duration(self.dormant_months))}"


def from_scan(
    doubling_months: float,
    diameter_mm: float,
    *,
    law: str = "gompertz",
    ceiling: float = CEILING,
    cells_per_cm3: float = CELLS_PER_CM3,
) -> Growth:
    """Return the growth that doubles in a given time at a given size, as measured between two scans.

    With exponential growth that is the same at every size. With the others, the deposit doubled faster when it was
    small, so the same measurement makes it younger.

    Args:
        doubling_months: Time to double from that size on, in months.
        diameter_mm: The size, mm across.
        law: "exponential", "gompertz" or "logistic".
        ceiling: Cells it cannot pass.
        cells_per_cm3: Cells in a cubic centimetre; an assumption.

    Returns:
        The growth from the first cell on, never dormant.

    Raises:
        ValueError: When a number is out of range, or it cannot double any more at that size.

    Source:
        Arithmetic.

    Example:
        >>> round(from_scan(1.7, 12, law="logistic").doubling_months, 2)  # a doubling took 19% less time at the start
        1.38
    """
    _positive("doubling time", doubling_months, "months")
    unit = Growth(1.0, law, ceiling=ceiling, cells_per_cm3=cells_per_cm3)
    slower = unit.doubling_at(max(1.0, cells_in(diameter_mm, cells_per_cm3)))
    if not math.isfinite(slower):
        raise ValueError(f"At {diameter_mm} mm it has no room to double below {amount(ceiling)} cells.")
    return replace(unit, doubling_months=doubling_months / slower)


def volume_ml(diameter_mm: float) -> float:
    """Return the volume of a ball in millilitres (cubic centimetres).

    Args:
        diameter_mm: Its diameter in mm, 0 or more.

    Source:
        Geometry. ``erdi_2012`` gives 0.2 mL for 7 mm.

    Example:
        >>> round(volume_ml(7), 2)
        0.18
    """
    if not (diameter_mm >= 0 and math.isfinite(diameter_mm)):
        raise ValueError(f"The diameter is {diameter_mm} mm; it must be 0 or more.")
    return math.pi / 6 * (diameter_mm / 10) ** 3


def cells_in(diameter_mm: float, cells_per_cm3: float = CELLS_PER_CM3) -> float:
    """Return how many cells a ball of tumour holds, under an assumption about how densely they lie.

    Args:
        diameter_mm: Its diameter in mm, 0 or more.
        cells_per_cm3: Cells in a cubic centimetre: 10^9 in textbooks, nearer 10^8 for most human cancers.

    Source:
        Geometry, and ``del_monte_2009`` for the assumption.

    Example:
        >>> f"{cells_in(10):.2g}", f"{cells_in(10, 1e8):.2g}"
        ('5.2e+08', '5.2e+07')
    """
    _positive("number of cells in a cubic centimetre", cells_per_cm3, "cells")
    return volume_ml(diameter_mm) * cells_per_cm3


def diameter_of(cells: float, cells_per_cm3: float = CELLS_PER_CM3) -> float:
    """Return the diameter in mm of a ball of so many cells, under an assumption about how densely they lie.

    Args:
        cells: Cells, 0 or more.
        cells_per_cm3: Cells in a cubic centimetre.

    Source:
        Geometry, and ``del_monte_2009`` for the assumption.

    Example:
        >>> round(diameter_of(1e9), 1), round(diameter_of(1) * 1000)
        (12.4, 12)
    """
    if not (cells >= 0 and math.isfinite(cells)):
        raise ValueError(f"The number of cells is {cells}; it must be 0 or more.")
    _positive("number of cells in a cubic centimetre", cells_per_cm3, "cells")
    return 10 * math.cbrt(6 / math.pi * cells / cells_per_cm3)


def doublings(cells: float) -> float:
    """Return how many doublings lead from one cell to so many.

    Args:
        cells: Cells, 1 or more.

    Source:
        Arithmetic.

    Example:
        >>> round(doublings(1e9)), round(doublings(1e12))
        (30, 40)
    """
    if not cells >= 1:
        raise ValueError(f"The number of cells is {cells}; growth starts from 1.")
    return math.log2(cells)


def duration(months: float) -> str:
    """Write a time as people say it: months up to two years, then years.

    Example:
        >>> duration(1.7), duration(23.6), duration(47)
        ('1.7 months', '24 months', '3.9 years')
        >>> duration(float("inf"))
        'for ever'
    """
    if math.isinf(months):
        return _("for ever")
    text = _bare(months / 12 if months >= 24 else months)
    many = int(text) if text.isdigit() else 2  # a broken number takes the plural
    said = (
        several("{n} year", "{n} years", many) if months >= 24 else several("{n} month", "{n} months", many)
    )
    return said.format(n=text)


def durations(low: float, high: float) -> tuple[str, str]:
    """Write both ends of a span of months in one unit: the low end bare, the high end with the unit.

    Example:
        >>> durations(22, 71), durations(24, 25), durations(3, 9)
        (('1.8', '5.9 years'), ('2', '2.1 years'), ('3', '9 months'))
        >>> durations(0.5, 60)
        ('0.5 months', '5 years')
    """
    years = high >= 24
    if math.isinf(high) or (years and low < 1.2):  # nothing but 0 or 0.1 years would be left of it
        return duration(low), duration(high)
    return _bare(low / 12 if years else low), duration(high)


def _bare(value: float) -> str:
    text = f"{value:.1f}" if value < 10 else f"{value:.0f}"
    return text.removesuffix(".0")


def _positive(what: str, value: float, unit: str) -> None:
    if not (value > 0 and math.isfinite(value)):
        raise ValueError(f"The {what} is {value} {unit}; it must be above 0.")
