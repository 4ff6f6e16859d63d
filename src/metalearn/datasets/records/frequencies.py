"""The record of one published frequency of metastasis, with its denominator and its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from metalearn.datasets.base import Record
from metalearn.words import _

# The column that holds a row's number when it is not a share.
_GIVES = {"rate_per_case": "rate", "count": "n"}


@dataclass(frozen=True, slots=True)
class SiteFrequency(Record):
    """How often one cancer was found in one organ, in one group of people.

    Attributes:
        id: Stable name of the row.
        cohort: The group of people who were counted.
        primary: Where the cancer began, in our words.
        site: The organ, in our words, or a pattern such as "Bone only".
        measure: share_of_patients, share_of_metastases, rate_per_case or count.
        n: The part that was counted, or the count itself; None when the source gives only a percentage.
        n_total: How many the share is of, or None when the source does not say.
        counted: What the two numbers count: patients, cases, autopsies or metastases.
        percent: The share, or None when the row gives a range, a rate or a count.
        percent_low: Lower end of a range in the literature, in percent, or None.
        percent_high: Upper end of it, in percent, or None.
        rate: Metastases for each case or autopsy, or None.
        direction: primary_to_site (of the people with that cancer), site_to_primary (of those with a metastasis
            there), pattern (one of several classes that exclude one another) or none.
        denominator_kind: What the share is a share of, in one word.
        denominator: The same in words.
        timing: at_diagnosis, ever, within_5_years, at_death, at_first_metastasis or not_stated.
        count_kind: stated, derived_from_percent or none.
        percent_kind: stated, computed or range; empty when the row gives no share.
        primary_as_printed: The source's name for the primary where ours differs, otherwise empty.
        site_as_printed: The source's name for the organ where ours differs, otherwise empty.
        note: What to mind.
        source_id: The source.
        where_in_source: Where in the source it was read.
        status: How it was read.
    """

    table: ClassVar[str] = "site_frequencies"

    id: str
    cohort: str
    primary: str
    site: str
    measure: str
    n: int | None
    n_total: int | None
    counted: str
    percent: float | None
    percent_low: float | None
    percent_high: float | None
    rate: float | None
    direction: str
    denominator_kind: str
    denominator: str
    timing: str
    count_kind: str
    percent_kind: str
    primary_as_printed: str
    site_as_printed: str
    note: str
    source_id: str
    where_in_source: str
    status: str

    @property
    def question(self) -> str:
        """What the row answers, in words."""
        if self.direction == "site_to_primary":
            return _("{site}: metastases that came from {primary}").format(
                site=self.site, primary=self.primary
            )
        return _("{primary} to {site}").format(primary=self.primary, site=self.site)

    @property
    def whole(self) -> str:
        """Size and words of what the share is a share of; empty when the row gives no share."""
        if not self.denominator:
            return ""
        if self.n_total is None:
            return _("{whole}; how many is not stated").format(whole=self.denominator)
        return f"{self.n_total:,} {self.denominator}"

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the columns that do not fit the measure, each with what was expected.

        Args:
            values: The typed values of one row, by column.

        Example:
            >>> row = dict.fromkeys(SiteFrequency.__slots__, None)
            >>> list(SiteFrequency.faults({**row, "measure": "count"}))
            [('n', 'a number, since the measure is count')]
        """
        measure, percent = values["measure"], values["percent"]
        if measure in _GIVES:
            if values[_GIVES[measure]] is None:
                yield _GIVES[measure], f"a number, since the measure is {measure}"
            return
        if not values["denominator"]:
            yield "denominator", "what the share is a share of"
        if percent is None and None in (values["percent_low"], values["percent_high"]):
            yield "percent", "a percentage, or a lowest and a highest one, since the measure is a share"
        n, n_total = values["n"], values["n_total"]
        if percent is not None and n is not None and n_total and abs(percent - 100 * n / n_total) > 0.5:
            yield "percent", f"{100 * n / n_total:.4g}, which is n as a percentage of n_total"
