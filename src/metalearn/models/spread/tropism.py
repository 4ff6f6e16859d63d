"""Which organs a cancer reaches more often than chance would have it.

The counts are compared with what they would be if primary and organ had nothing to do with each other: row total
times column total, divided by the grand total.

Where the model is wrong about the world: independence is a yardstick, not a theory of anything; it depends on which
cancers and organs are in the table, and on how many patients of each a centre sees. Patients with several metastases
count several times, so the counts are not independent and no test of significance is offered. The intervals say only
how exactly the counts could be read, not what chance adds. An organ next to the primary (lung to lung, for instance)
is reached by growth and lymph as well as by blood.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from metalearn.models.spread.flow_table import Counted, FlowTable, arrange
from metalearn.models.wording import amount, inside
from metalearn.words import _


@dataclass(frozen=True, slots=True)
class Enrichment:
    """How often one cancer reaches one organ, against what independence would give.

    Attributes:
        cohort: The group of people who were counted.
        primary: Where the cancer began.
        site: The organ.
        n: Patients counted.
        expected: Patients expected if primary and organ were independent.
        ratio: ``n`` divided by ``expected``; 1 means as expected.
        ratio_low: The lowest ratio that fits the intervals of all counts of the table.
        ratio_high: The highest one.
        source_id: The source of the counts.
    """

    cohort: str
    primary: str
    site: str
    n: int
    expected: float
    ratio: float
    ratio_low: float
    ratio_high: float
    source_id: str

    @property
    def log2(self) -> float:
        """The ratio in doublings: 1 is twice as often, -1 half as often, minus infinity never."""
        return math.log2(self.ratio) if self.ratio else -math.inf

    @property
    def direction(self) -> str:
        """Whether the organ is reached "more often", "less often" or "as often" as independence would give.

        "As often" when the interval of the ratio holds 1.
        """
        if self.ratio_low > 1:
            return "more often"
        return "less often" if self.ratio_high < 1 else "as often"

    def __str__(self) -> str:
        said = {
            "primary": self.primary,
            "organ": inside(self.site),
            "n": f"{self.n:,}",
            "ratio": f"{self.ratio:.2f}",
            "low": f"{self.ratio_low:.2f}",
            "high": f"{self.ratio_high:.2f}",
            "expected": amount(self.expected),
            "cohort": self.cohort,
        }
        if self.ratio_low == self.ratio_high:
            return _(
                "{primary} to {organ}: {n} patients, {ratio} times the {expected} expected if primary and organ were "
                "independent in {cohort}."
            ).format(**said)
        return _(
            "{primary} to {organ}: {n} patients, {ratio} times (between {low} and {high}) the {expected} expected if "
            "primary and organ were independent in {cohort}."
        ).format(**said)


def enrichment(flows: Iterable[Counted] | None = None) -> tuple[Enrichment, ...]:
    """Return the enrichment of every pair of primary and organ.

    Args:
        flows: Flows of one cohort, with every organ for every primary; by default ``datasets.flows()``.

    Returns:
        One enrichment a pair, in the order of the flows. A primary or an organ without any patient is left out.

    Raises:
        ValueError: When the flows do not make a table; the message says why.

    Source:
        Arithmetic on ``msk_met_2022`` for the default.

    Example:
        >>> by_pair = {(each.primary, each.site): each for each in enrichment()}
        >>> print(str(by_pair["Prostate", "Bone"]).partition(" the ")[0])
        Prostate to bone: 1,140 patients, 2.46 times (between 2.32 and 2.61)
        >>> by_pair["Prostate", "Brain/CNS"].direction
        'less often'
    """
    table = arrange(flows)
    sums = _Sums(table)
    found = []
    for i, primary in enumerate(table.primaries):
        for j, site in enumerate(table.sites):
            expected = sums.expected(i, j)
            if expected:
                low, high = sums.bounds(i, j)
                n = table.n[i][j]
                found.append(
                    Enrichment(
                        table.cohort, primary, site, n, expected, n / expected, low, high, table.source_id
                    )
                )
    return tuple(found)


def pair(primary: str, site: str, flows: Iterable[Counted] | None = None) -> Enrichment:
    """Return the enrichment of one pair of primary and organ.

    Args:
        primary: Where the cancer began.
        site: The organ.
        flows: Flows of one cohort; by default ``datasets.flows()``.

    Raises:
        UnknownNameError: When a name does not exist; the message gives the nearest.
        ValueError: When the flows do not make a table, or nobody was counted for one of the two.

    Source:
        See :func:`enrichment`.

    Example:
        >>> round(pair("Colorectal", "Liver").ratio, 2)
        1.65
    """
    every = tuple(flows) if flows is not None else None
    table = arrange(every)
    primary, site = table.primaries[table.row(primary)], table.sites[table.column(site)]
    for each in enrichment(every):
        if (each.primary, each.site) == (primary, site):
            return each
    raise ValueError(f"Nobody was counted for {primary} or for {site}, so there is nothing to compare.")


def strongest(flows: Iterable[Counted] | None = None, *, count: int = 10) -> tuple[Enrichment, ...]:
    """Return the pairs that stand out most upwards, by the lowest ratio that fits the counts.

    Args:
        flows: Flows of one cohort; by default ``datasets.flows()``.
        count: How many pairs.

    Source:
        See :func:`enrichment`.

    Example:
        >>> [(each.primary, each.site) for each in strongest(count=2)]
        [('Melanoma', 'Skin'), ('Ovary', 'Peritoneum/abdomen')]
    """
    ranked = sorted(enrichment(flows), key=lambda each: (-each.ratio_low, each.primary, each.site))
    return tuple(ranked[:count])


def ratio_bounds(
    cell: tuple[float, float],
    row: tuple[float, float],
    column: tuple[float, float],
    rest: tuple[float, float],
) -> tuple[float, float]:
    """Return the lowest and highest ratio of observed to expected that intervals of counts leave open.

    With x in the cell, a in the rest of its row, b in the rest of its column and d elsewhere, the ratio is
    x (x + a + b + d) / ((x + a) (x + b)): it falls with a and b, rises with d, and rises then falls with x.

    Args:
        cell: Lowest and highest x.
        row: Lowest and highest a.
        column: Lowest and highest b.
        rest: Lowest and highest d.

    Source:
        Arithmetic.

    Example:
        >>> low, high = ratio_bounds((9, 11), (90, 90), (90, 90), (810, 810))
        >>> round(low, 3), round(high, 3)
        (0.917, 1.079)
    """
    low = min(_ratio(x, row[1], column[1], rest[0]) for x in cell)
    turn = _turning_point(row[0], column[0], rest[1])
    high = max(_ratio(x, row[0], column[0], rest[1]) for x in (*cell, min(max(turn, cell[0]), cell[1])))
    return low, high


class _Sums:
    """Row, column and grand totals of the counts and of their lowest and highest values."""

    def __init__(self, table: FlowTable) -> None:
        self._tables = (table.n, table.low, table.high)
        self._rows = [[sum(row) for row in counts] for counts in self._tables]
        self._columns = [[sum(column) for column in zip(*counts, strict=True)] for counts in self._tables]
        self._all = [sum(rows) for rows in self._rows]

    def expected(self, i: int, j: int) -> float:
        """Patients expected under independence; 0 when nobody was counted at all."""
        return self._rows[0][i] * self._columns[0][j] / self._all[0] if self._all[0] else 0.0

    def bounds(self, i: int, j: int) -> tuple[float, float]:
        """Lowest and highest ratio."""
        cell, row, column, rest = zip(*(self._parts(k, i, j) for k in (1, 2)), strict=True)
        return ratio_bounds(cell, row, column, rest)

    def _parts(self, k: int, i: int, j: int) -> tuple[int, int, int, int]:
        x, row, column = self._tables[k][i][j], self._rows[k][i], self._columns[k][j]
        return x, row - x, column - x, self._all[k] - row - column + x


def _ratio(x: float, a: float, b: float, d: float) -> float:
    return x * (x + a + b + d) / ((x + a) * (x + b)) if x else 0.0


def _turning_point(a: float, b: float, d: float) -> float:
    """The count above which more patients in the cell lower its ratio: they fill its row and column faster."""
    if d == 0:
        return math.inf
    return (a * b + math.sqrt(a * b * (a * b + d * (a + b + d)))) / d
