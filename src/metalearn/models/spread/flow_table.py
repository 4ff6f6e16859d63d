"""Flows arranged as a table of primaries by organs, so that models can read whole rows and columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from metalearn import datasets
from metalearn.models import checks
from metalearn.models.wording import listed

ALL_TOGETHER = ("All cancers", "Pan-cancer")
"""Rows that hold every other row of their table; they are left out."""

_SHOWN = 3  # how many missing pairs an error names


class Counted(Protocol):
    """What a count of patients from a primary to an organ must have: a ``Flow`` of any of the flow tables."""

    @property
    def cohort(self) -> str:
        """The group of people who were counted."""

    @property
    def primary(self) -> str:
        """Where the cancer began."""

    @property
    def site(self) -> str:
        """The organ."""

    @property
    def n(self) -> int:
        """Patients with a metastasis there."""

    @property
    def n_low(self) -> int:
        """Lowest count that fits the source."""

    @property
    def n_high(self) -> int:
        """Highest count that fits the source."""

    @property
    def n_total(self) -> int:
        """All patients with this cancer."""

    @property
    def source_id(self) -> str:
        """The source."""


Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FlowTable:
    """Counts of patients, one row a primary and one column an organ.

    A patient with metastases in several organs counts once in each.

    Attributes:
        cohort: The group of people who were counted.
        primaries: The rows, in the order of the flows.
        sites: The columns, in the order of the flows.
        n: The counts, row by row.
        low: The lowest counts that fit the source.
        high: The highest counts that fit the source.
        totals: All patients with each cancer.
        source_id: The source of the first flow.
    """

    cohort: str
    primaries: tuple[str, ...]
    sites: tuple[str, ...]
    n: tuple[Row, ...]
    low: tuple[Row, ...]
    high: tuple[Row, ...]
    totals: Row
    source_id: str

    def row(self, primary: str) -> int:
        """Return which row belongs to a primary, whatever the case of its name.

        Raises:
            UnknownNameError: When the flows have no such primary.
        """
        found = checks.one_of("primary", primary, self.primaries, "metalearn.datasets.primaries()")
        return self.primaries.index(found)

    def column(self, site: str) -> int:
        """Return which column belongs to an organ, whatever the case of its name.

        Raises:
            UnknownNameError: When the flows have no such organ.
        """
        return self.sites.index(checks.one_of("site", site, self.sites, "metalearn.datasets.sites()"))


def arrange(flows: Iterable[Counted] | None = None) -> FlowTable:
    """Arrange flows as a table.

    Args:
        flows: Flows of one cohort, with every organ for every primary; by default ``datasets.flows()``.

    Returns:
        The table, in patients.

    Raises:
        ValueError: When the flows mix cohorts, repeat a pair, leave one out, or disagree about a total.

    Source:
        ``msk_met_2022`` for the default.

    Example:
        >>> table = arrange()
        >>> len(table.primaries), len(table.sites)
        (14, 9)
        >>> table.n[table.row("Prostate")][table.column("Bone")]
        1140
    """
    given: Iterable[Counted] = datasets.flows() if flows is None else flows
    every = tuple(flow for flow in given if flow.primary not in ALL_TOGETHER)
    primaries = tuple(dict.fromkeys(flow.primary for flow in every))
    sites = tuple(dict.fromkeys(flow.site for flow in every))
    pairs = {(flow.primary, flow.site): flow for flow in every}
    totals = {flow.primary: flow.n_total for flow in every}
    _check(every, pairs, totals, [(primary, site) for primary in primaries for site in sites])

    def rows(field: str) -> tuple[Row, ...]:
        return tuple(tuple(getattr(pairs[primary, site], field) for site in sites) for primary in primaries)

    return FlowTable(
        cohort=every[0].cohort,
        primaries=primaries,
        sites=sites,
        n=rows("n"),
        low=rows("n_low"),
        high=rows("n_high"),
        totals=tuple(totals[primary] for primary in primaries),
        source_id=every[0].source_id,
    )


def _check(
    every: tuple[Counted, ...],
    pairs: dict[tuple[str, str], Counted],
    totals: dict[str, int],
    wanted: list[tuple[str, str]],
) -> None:
    if not every:
        raise ValueError("There are no flows; give at least one.")
    cohorts = sorted({flow.cohort for flow in every})
    if len(cohorts) > 1:
        raise ValueError(
            f"The flows mix the cohorts {listed(cohorts)}; people counted in different ways do not add up."
        )
    if len(pairs) < len(every):
        raise ValueError(f"The flows name {len(every) - len(pairs)} pairs of primary and organ twice.")
    for flow in every:
        if flow.n_total != totals[flow.primary]:
            raise ValueError(
                f"{flow.primary} has {flow.n_total} patients in one flow and {totals[flow.primary]} in another."
            )
    missing = [f"{primary} to {site}" for primary, site in wanted if (primary, site) not in pairs]
    if missing:
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        raise ValueError(
            f"The flows leave out {', '.join(missing[:_SHOWN])}{more}. Not counted is not the same as none: "
            "give every pair a row, with 0 where somebody looked and found nobody."
        )
