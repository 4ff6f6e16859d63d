"""Questions to ask of the flows: what share of patients, which organs first, which cancers reach an organ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from metalearn import datasets
from metalearn.datasets import Flow, Reference
from metalearn.models import checks

Base = Literal["patients", "metastatic"]


def whole_percent(value: float) -> str:
    """Write a share as a whole percent; what is above nothing never becomes 0%.

    Args:
        value: The share, in percent.

    Example:
        >>> whole_percent(52.486), whole_percent(0.46), whole_percent(0)
        ('52%', '<1%', '0%')
    """
    return "<1%" if 0 < value < 0.5 else f"{value:.0f}%"


@dataclass(frozen=True, slots=True)
class Share:
    """Patients with metastases of one primary cancer in one organ, as a share of a stated whole.

    Attributes:
        primary: Where the cancer began.
        site: The organ it reached.
        cohort: The group of people who were counted.
        of: "patients" (all with this cancer) or "metastatic" (those with a metastasis anywhere).
        n: Patients with a metastasis at the site.
        n_low: Lowest count that fits the source.
        n_high: Highest count that fits the source.
        total: Patients in the whole that the share is of.
        source: Where the figures come from.
    """

    primary: str
    site: str
    cohort: str
    of: Base
    n: int
    n_low: int
    n_high: int
    total: int
    source: Reference

    @property
    def percent(self) -> float:
        """The share in percent."""
        return 100 * self.n / self.total

    @property
    def percent_low(self) -> float:
        """The lowest share that fits the source, in percent."""
        return 100 * self.n_low / self.total

    @property
    def percent_high(self) -> float:
        """The highest share that fits the source, in percent."""
        return 100 * self.n_high / self.total

    def __str__(self) -> str:
        whole = "patients" if self.of == "patients" else "patients with metastases"
        span = f"; between {self.n_low:,} and {self.n_high:,}" if self.n_low != self.n_high else ""
        return (
            f"{self.primary} to {_lower(self.site)}: {self.n:,} of {self.total:,} {whole} "
            f"({whole_percent(self.percent)}{span}). Source: {self.source.short()}, {self.cohort}."
        )


def _lower(site: str) -> str:
    """The site as it stands inside a sentence: "bone", "brain/CNS"."""
    return site[0].lower() + site[1:]


def share(primary: str, site: str, cohort: str = "MSK-MET", of: Base = "patients") -> Share:
    """Return how many patients with one cancer had metastases in one organ, and of how many.

    Args:
        primary: Where the cancer began, as listed by ``metalearn.datasets.primaries()``.
        site: The organ, as listed by ``metalearn.datasets.sites()``.
        cohort: The group of people who were counted.
        of: "patients" for a share of all patients with this cancer, "metastatic" for a share of those with a
            metastasis anywhere.

    Returns:
        The share, in patients and percent, with the interval the count lies in and its source.

    Raises:
        UnknownNameError: When a name does not exist; the message gives the nearest.

    Source:
        ``msk_met_2022``

    Example:
        >>> bone = share("Prostate", "Bone")
        >>> print(str(bone).partition(". ")[0])
        Prostate to bone: 1,140 of 2,172 patients (52%; between 1,130 and 1,151)
        >>> print(str(bone).partition(". ")[2])
        Source: Nguyen et al. 2022, MSK-MET.
    """
    checks.one_of("whole", of, ["patients", "metastatic"], "help(metalearn.models.flows.share)")
    flow = next(flow for flow in ranked(primary, cohort) if flow.site == _site(site, cohort))
    people = next(each for each in datasets.primaries(cohort) if each.primary == flow.primary)
    return Share(
        primary=flow.primary,
        site=flow.site,
        cohort=flow.cohort,
        of=of,
        n=flow.n,
        n_low=flow.n_low,
        n_high=flow.n_high,
        total=flow.n_total if of == "patients" else people.n_metastatic,
        source=datasets.reference(flow.source_id),
    )


def ranked(primary: str, cohort: str = "MSK-MET") -> tuple[Flow, ...]:
    """Return the organs that one cancer reaches, most patients first.

    Args:
        primary: Where the cancer began.
        cohort: The group of people who were counted.

    Returns:
        The flows from this primary, in patients.

    Raises:
        UnknownNameError: When a name does not exist; the message gives the nearest.

    Source:
        ``msk_met_2022``

    Example:
        >>> [flow.site for flow in ranked("Colorectal")[:2]]
        ['Liver', 'Lung']
    """
    known = [each.primary for each in datasets.primaries(cohort)]
    wanted = checks.one_of("primary", primary, known, "metalearn.datasets.primaries()")
    return _most_first(flow for flow in datasets.flows(cohort) if flow.primary == wanted)


def into(site: str, cohort: str = "MSK-MET") -> tuple[Flow, ...]:
    """Return the cancers that reach one organ, most patients first.

    The order follows how many patients each cancer has in the cohort, as well as how often it spreads there.

    Args:
        site: The organ.
        cohort: The group of people who were counted.

    Returns:
        The flows into this organ, in patients.

    Raises:
        UnknownNameError: When a name does not exist; the message gives the nearest.

    Source:
        ``msk_met_2022``

    Example:
        >>> into("Liver")[0].primary
        'Colorectal'
    """
    wanted = _site(site, cohort)
    return _most_first(flow for flow in datasets.flows(cohort) if flow.site == wanted)


def _site(site: str, cohort: str) -> str:
    return checks.one_of("site", site, datasets.sites(cohort), "metalearn.datasets.sites()")


def _most_first(flows: Iterable[Flow]) -> tuple[Flow, ...]:
    return tuple(sorted(flows, key=lambda flow: (-flow.n, flow.primary, flow.site)))
