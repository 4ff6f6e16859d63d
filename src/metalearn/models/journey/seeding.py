"""Looking back from a scan: when was this metastasis seeded, and is it called synchronous or metachronous?

Where the model is wrong about the world: looking back takes for granted that the deposit always grew by the law and the
doubling time seen at the end, and never slept. A dormant phase, or slower growth while it was tiny, puts the first cell
earlier; treatment puts it earlier too. Doubling times differ between the metastases of one person (``mehrara_2013``),
so a date worked out in this way is a teaching sketch and no evidence about anybody's care.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Real

from metalearn.models.journey.growth import (
    CEILING,
    CELLS_PER_CM3,
    CELLS_PER_CM3_LOW,
    LAWS,
    Growth,
    cells_in,
    doublings,
    duration,
    durations,
    from_scan,
)
from metalearn.models.wording import amount, rough
from metalearn.words import _

_VERDICTS = {
    "before": _("That is before the primary was found."),  # sleep would only put it earlier
    "after": _(
        "Without sleep, that is after the primary was found; a cell that slept may have settled before."
    ),
    "cannot tell": _("That is before or after the primary was found: the span does not say."),
}
_STEPS = 200  # the age is worked out at so many sizes between the smallest and the largest


@dataclass(frozen=True, slots=True)
class Seeded:
    """When a metastasis was seeded, looking back from when it was seen.

    Attributes:
        diameter_mm: Its size when seen, low and high end, in mm.
        doubling_months: Its doubling time at that size, low and high end, in months.
        law: The law of growth.
        months: Months before it was seen that the first cell settled: for the middle of both spans and 10^9 cells a
            cubic centimetre (or what was given).
        months_low: The shortest time that fits the spans.
        months_high: The longest time that fits the spans.
        doublings: Doublings from one cell to the middle size.
        densities: Cells in a cubic centimetre, from the lowest that was thought possible to that of the middle.
        months_since_diagnosis: Months from finding the primary to seeing the metastasis, or None.
    """

    diameter_mm: tuple[float, float]
    doubling_months: tuple[float, float]
    law: str
    months: float
    months_low: float
    months_high: float
    doublings: float
    densities: tuple[float, float] = (CELLS_PER_CM3, CELLS_PER_CM3)
    months_since_diagnosis: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the first cell settled before the primary was found: "before", "after" or "cannot tell".

        "After" holds only for a cell that never slept; one that did may have settled before all the same.
        """
        if self.months_since_diagnosis is None:
            return "cannot tell"
        if self.months_low > self.months_since_diagnosis:
            return "before"
        return "after" if self.months_high < self.months_since_diagnosis else "cannot tell"

    def __str__(self) -> str:
        said = _(
            "About {doublings} doublings: seeded about {time} before it was seen (between {low} and {high}), if it "
            "never slept."
        )
        if self.densities[0] < self.densities[1]:
            said = _(
                "About {doublings} doublings: seeded about {time} before it was seen (between {low} and {high}, with "
                "{few} to {many} cells in a cubic centimetre), if it never slept."
            )
        low, high = durations(self.months_low, self.months_high)
        text = said.format(
            doublings=amount(self.doublings),
            time=duration(self.months),
            low=low,
            high=high,
            few=rough(self.densities[0]),
            many=rough(self.densities[1]),
        )
        return text if self.months_since_diagnosis is None else f"{text} {_VERDICTS[self.verdict]}"


@dataclass(frozen=True, slots=True)
class Timing:
    """What a metastasis is called by the time at which it was found.

    Attributes:
        months: Months from finding the primary to finding the metastasis.
        cut_off_months: Up to how many months it counts as synchronous.
        kind: "synchronous" or "metachronous".
    """

    months: float
    cut_off_months: float
    kind: str

    def __str__(self) -> str:
        said = _(
            "Found {time} after the primary: metachronous, if up to {cut_off} counts as synchronous. Sources draw this "
            "line in different places."
        )
        if self.kind == "synchronous":
            said = _(
                "Found {time} after the primary: synchronous, if up to {cut_off} counts as synchronous. Sources draw "
                "this line in different places."
            )
        return said.format(time=duration(self.months), cut_off=duration(self.cut_off_months))


@dataclass(frozen=True, slots=True)
class CutOff:
    """A place where a source draws the line between synchronous and metachronous.

    Attributes:
        months_low: Months after the primary up to which a metastasis counts as synchronous; 0 for "found together".
        months_high: The same, when a source gives a span; otherwise the low end.
        said: What the source says, in our words.
        source_id: The source.
        checked: Whether this was read in the source: yes, partial or no.
    """

    months_low: float
    months_high: float
    said: str
    source_id: str
    checked: str


CUT_OFFS = (
    CutOff(
        0, 0,
        _("For liver metastases of colorectal cancer, synchronous means found together with the primary; early "
          "metachronous within 12 months, late metachronous after 12 months."),
        "siriwardena_2023", "yes",
    ),
    CutOff(
        3, 12,
        _("A textbook chapter on the same metastases: no consensus; metachronous after an interval of 3 months to 1 "
          "year."),
        "accesssurgery_colorectal_liver", "partial",
    ),
)  # fmt: skip
"""Where sources draw the line. Engstrand 2019 (``engstrand_2019``) reports that there is no consensus."""


def when_seeded(
    diameter_mm: float | tuple[float, float],
    doubling_months: float | tuple[float, float],
    *,
    law: str = "exponential",
    months_since_diagnosis: float | None = None,
    cells_per_cm3: float = CELLS_PER_CM3,
    cells_per_cm3_low: float = CELLS_PER_CM3_LOW,
    ceiling: float = CEILING,
) -> Seeded:
    """Return when a metastasis was seeded, with the span that its size, growth and density leave open.

    Args:
        diameter_mm: Its size when seen, in mm: one number, or the low and the high end.
        doubling_months: Its doubling time at that size, in months: one number, or the low and the high end.
        law: "exponential", "gompertz" or "logistic".
        months_since_diagnosis: Months from finding the primary to seeing the metastasis, if known.
        cells_per_cm3: Cells in a cubic centimetre, for the middle estimate.
        cells_per_cm3_low: The lowest that is thought possible; it widens the span.
        ceiling: Cells it cannot pass; without effect on exponential growth.

    Returns:
        The time before it was seen, with its span.

    Raises:
        ValueError: When a number is out of range or a span is upside down.
        UnknownNameError: When there is no such law.

    Source:
        Arithmetic; ``del_monte_2009`` for the two densities. The doubling time is the reader's;
        ``coumans_2013`` gives 1.7 months (0.8 to 2.6) for breast cancer.

    Example:
        >>> seeded = when_seeded(10, (0.8, 2.6), months_since_diagnosis=24)
        >>> print(str(seeded).partition(", with")[0])
        About 29 doublings: seeded about 4.1 years before it was seen (between 1.7 and 6.3 years
        >>> seeded.verdict
        'cannot tell'
    """
    sizes, times = _span("diameter", diameter_mm, "mm"), _span("doubling time", doubling_months, "months")
    densities = _span("number of cells in a cubic centimetre", (cells_per_cm3_low, cells_per_cm3), "cells")
    if months_since_diagnosis is not None and not months_since_diagnosis >= 0:
        raise ValueError(
            f"The time since diagnosis is {months_since_diagnosis} months; it must be 0 or more."
        )
    Growth(1.0, law, ceiling=ceiling)  # for its checks
    fewest, most = cells_in(sizes[0], densities[0]), cells_in(sizes[1], densities[1])
    if fewest < 1:
        raise ValueError(f"A ball of {sizes[0]} mm would hold less than one cell; give a larger diameter.")
    middle = cells_in(sum(sizes) / 2, densities[1])
    now = _age(middle, law, ceiling)
    ages = [_age(fewest * (most / fewest) ** (step / _STEPS), law, ceiling) for step in range(_STEPS + 1)]
    ages.append(now)
    return Seeded(
        diameter_mm=sizes,
        doubling_months=times,
        law=law,
        months=sum(times) / 2 * now,
        months_low=times[0] * min(ages),
        months_high=times[1] * max(ages),
        doublings=doublings(middle),
        densities=densities,
        months_since_diagnosis=months_since_diagnosis,
    )


def timing(months: float, cut_off_months: float) -> Timing:
    """Return whether a metastasis counts as synchronous or metachronous under a stated cut-off.

    Args:
        months: Months from finding the primary to finding the metastasis, 0 or more.
        cut_off_months: Up to how many months it counts as synchronous. There is no default: sources differ
            (:data:`CUT_OFFS`), so the line must be stated.

    Raises:
        ValueError: When a number is out of range.

    Source:
        Definition; ``siriwardena_2023`` and ``engstrand_2019`` on how definitions differ.

    Example:
        >>> timing(4, cut_off_months=3).kind, timing(4, cut_off_months=6).kind
        ('metachronous', 'synchronous')
        >>> print(str(timing(4, cut_off_months=6)).partition(". ")[0])
        Found 4 months after the primary: synchronous, if up to 6 months counts as synchronous
    """
    for what, value in (("time", months), ("cut-off", cut_off_months)):
        if not (value >= 0 and math.isfinite(value)):
            raise ValueError(f"The {what} is {value} months; it must be 0 or more.")
    return Timing(months, cut_off_months, "synchronous" if months <= cut_off_months else "metachronous")


def _age(cells: float, law: str, ceiling: float) -> float:
    """Age in units of the doubling time measured at that size."""
    if law == LAWS[0]:
        return math.log2(cells)
    grown = from_scan(1.0, _mm(cells), law=law, ceiling=ceiling)
    return grown.months_to_cells(cells)


def _mm(cells: float) -> float:
    return 10 * math.cbrt(6 / math.pi * cells / CELLS_PER_CM3)


def _span(what: str, value: object, unit: str) -> tuple[float, float]:
    ends = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
    if len(ends) != 2 or not all(isinstance(each, Real) for each in ends):
        raise ValueError(f"The {what} is {value!r}; give one number, or the low and the high end, in {unit}.")
    low, high = ends
    if not (0 < low <= high and math.isfinite(high)):
        span = f"{low}" if low == high else f"from {low} to {high}"
        raise ValueError(f"The {what} is {span} {unit}; it must be above 0, the lower end first.")
    return float(low), float(high)
