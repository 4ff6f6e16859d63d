"""Of the metastases found in one organ, how many came from which cancer? Published shares beside our counts.

The same question is asked of the flows (which need no assumption for a single organ: the share is a count divided by a
sum of counts) and of published figures that start from the organ.

Where the model is wrong about the world: the two sides count different people, and nothing here makes them agree. The
flows hold one centre's patients at any time, and only the cancers in the table; the registries hold what was found at
diagnosis; samples of livers hold what was cut out. Only shares of patients are set side by side, never shares of
metastases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from metalearn import datasets
from metalearn.models.spread.flow_table import Counted, FlowTable, arrange
from metalearn.models.wording import amount, inside
from metalearn.words import _

SAME_PRIMARY = {
    "Lung": ("Lung (small cell)", "Lung (non-small cell)"),
    "Kidney": ("Kidney (clear cell)",),
    "Kidney and renal pelvis": ("Kidney (clear cell)",),
}
"""What published names mean in the flows; every other name must be the same on both sides."""

WITHOUT = {"SEER lung (Liang)": ("Lung (small cell)", "Lung (non-small cell)")}
"""Primaries that a published group seems to leave out (its own figures suggest it; not confirmed in the paper)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where metastases in one organ came from: a published share beside that of our counts.

    Attributes:
        site: The organ.
        primary: Where the cancer began, as published.
        primaries: The primaries of the flows that this means.
        percent: The published share, or None when only a range was published.
        percent_low: Low end of a published range, or None.
        percent_high: High end of it, or None.
        published_cohort: Who was counted for the published share.
        denominator: What the published share is a share of, in words.
        counted: The share in percent by our counts.
        counted_low: The lowest that the intervals of the counts leave open.
        counted_high: The highest.
        cohort: Whose counts these are.
        row: The row of ``datasets.site_frequencies()``.
        source_id: The source of the published share.
    """

    site: str
    primary: str
    primaries: tuple[str, ...]
    percent: float | None
    percent_low: float | None
    percent_high: float | None
    published_cohort: str
    denominator: str
    counted: float
    counted_low: float
    counted_high: float
    cohort: str
    row: str
    source_id: str

    @property
    def published(self) -> str:
        """The published share in words."""
        if self.percent is not None:
            return f"{amount(self.percent)}%"
        ends = amount(self.percent_low or 0), amount(self.percent_high or 0)
        return _("{low} to {high}%").format(low=ends[0], high=ends[1])

    def __str__(self) -> str:
        source = datasets.reference(self.source_id).short()
        return _(
            "From {primary}: {published} of {denominator} ({who}; {source}); {counted}% of those with metastases in "
            "{site} in {cohort}. The two count different people."
        ).format(
            primary=inside(self.primary),
            published=self.published,
            denominator=self.denominator,
            who=self.published_cohort,
            source=source,
            counted=amount(self.counted),
            site=inside(self.site),
            cohort=self.cohort,
        )


def against_published(flows: Iterable[Counted] | None = None) -> tuple[Origin, ...]:
    """Return every published share of origins that the flows can be asked for, beside our counts.

    Args:
        flows: Flows of one cohort; by default ``datasets.flows()``.

    Returns:
        One comparison a published row, in the order of the table. Rows about organs or cancers that the flows do not
        have are left out, and so are shares of metastases (the flows count patients).

    Raises:
        ValueError: When the flows do not make a table.

    Source:
        ``singh_2020_brain``, ``ajcr_2020_liver``, ``liang_2021_lung``, ``deridder_2016``, ``nci_pdq_cns_2025`` through
        ``datasets.site_frequencies()``; ``msk_met_2022`` for the default counts.

    Example:
        >>> first = against_published()[0]
        >>> first.primary, first.site, first.percent, round(first.counted)
        ('Lung', 'Brain/CNS', 80.0, 49)
    """
    table = arrange(flows)
    found = []
    for row in datasets.site_frequencies():
        primaries = SAME_PRIMARY.get(row.primary, (row.primary,))
        asked = row.direction == "site_to_primary" and row.measure == "share_of_patients"
        if asked and row.site in table.sites and set(primaries) <= set(table.primaries):
            counted, low, high = _counted(row.site, primaries, WITHOUT.get(row.cohort, ()), table)
            found.append(
                Origin(
                    site=row.site,
                    primary=row.primary,
                    primaries=primaries,
                    percent=row.percent,
                    percent_low=row.percent_low,
                    percent_high=row.percent_high,
                    published_cohort=row.cohort,
                    denominator=row.denominator,
                    counted=counted,
                    counted_low=low,
                    counted_high=high,
                    cohort=table.cohort,
                    row=row.id,
                    source_id=row.source_id,
                )
            )
    return tuple(found)


def _counted(
    site: str, primaries: Iterable[str], without: Iterable[str], table: FlowTable
) -> tuple[float, float, float]:
    """Percent, and its bounds, of the patients with a metastasis at the site who have one of the primaries."""
    column = table.column(site)
    kept = [i for i, primary in enumerate(table.primaries) if primary not in set(without)]
    ours = [i for i in kept if table.primaries[i] in set(primaries)]
    others = [i for i in kept if i not in ours]

    def share(own: tuple[tuple[int, ...], ...], rest: tuple[tuple[int, ...], ...]) -> float:
        part = sum(own[i][column] for i in ours)
        return 100 * part / (part + sum(rest[i][column] for i in others)) if part else 0.0

    return share(table.n, table.n), share(table.low, table.high), share(table.high, table.low)
