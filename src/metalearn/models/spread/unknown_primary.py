"""Where did it start? The chance of each primary, given the organs in which metastases were found.

Bayes' rule with the counts of a cohort: how common each cancer is (the prior), times how often it reaches just these
organs. The organs are taken to be independent of each other within each cancer ("naive" Bayes).

Where the model is wrong about the world: organs are not independent within a cancer (see
:mod:`metalearn.models.independence` for how far that can lead). The cohort is one referral centre's, whose patients'
primaries were known, and cancers outside the table do not exist for it. People whose primary cannot be found differ
from people whose primary was found. Doctors name a primary from tissue, not from a list of organs; this model shows
how evidence moves a chance, and is no way to make a diagnosis.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from metalearn import datasets
from metalearn.errors import UnknownNameError, unknown
from metalearn.models import checks
from metalearn.models.spread.flow_table import Counted, FlowTable, arrange
from metalearn.models.spread.in_words import organ_in_text
from metalearn.models.wording import inside, listed, percent
from metalearn.words import _

PRIORS = ("cohort", "equal")
"""Priors with a name: as common as in the cohort, or all equal. Others are given as a mapping."""

SMOOTHING = 0.5
"""Added to each count of reached and of not reached, so that a count of 0 does not rule a cancer out."""

_PRIOR_WORDS = {"cohort": _("cohort"), "equal": _("equal"), "given": _("given")}

Prior = str | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One primary, and how likely it is.

    Attributes:
        primary: Where the cancer may have begun.
        prior: Its chance before the organs are known.
        posterior: Its chance given the organs.
        low: The lowest chance that the intervals of the counts leave open.
        high: The highest one.
    """

    primary: str
    prior: float
    posterior: float
    low: float
    high: float

    @property
    def moved(self) -> float:
        """How many times more likely the organs have made it; not a number when it was impossible from the start."""
        return self.posterior / self.prior if self.prior else math.nan


@dataclass(frozen=True, slots=True)
class Posterior:
    """The chance of each primary, given the organs.

    Attributes:
        cohort: Whose counts were used.
        prior: "cohort", "equal" or "given".
        of: "metastatic" when the counts are shares of patients with metastases, "patients" when of all patients.
        involved: Organs with metastases.
        clear: Organs known to have none; nothing is said about the others.
        candidates: The primaries, the most likely first.
        source_id: The source of the counts.
    """

    cohort: str
    prior: str
    of: str
    involved: tuple[str, ...]
    clear: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    source_id: str

    def chance(self, *primaries: str) -> float:
        """Return the chance that it began in one of some primaries.

        Raises:
            UnknownNameError: When there is no such primary.
        """
        by_name = {each.primary: each.posterior for each in self.candidates}
        here, known = "the candidates of this posterior", sorted(by_name)
        wanted = {checks.one_of("primary", primary, known, here) for primary in primaries}
        return math.fsum(by_name[primary] for primary in sorted(wanted))

    def __str__(self) -> str:
        known = []
        if self.involved:
            known.append(_("metastases in {organs}").format(organs=_organs(self.involved)))
        if self.clear:
            known.append(_("none in {organs}").format(organs=_organs(self.clear)))
        given = (
            _("Given {findings}").format(findings=listed(known)) if known else _("Before any organ is known")
        )
        return _(
            "{given}: {ranking}; counts of {cohort}, {prior} prior, organs taken as independent. Not a diagnosis."
        ).format(given=given, ranking=self._ranking(), cohort=self.cohort, prior=_PRIOR_WORDS[self.prior])

    def _ranking(self) -> str:
        first, *others = self.candidates
        if others and others[-1].posterior >= first.posterior * (1 - 1e-9):
            return _("all {n} primaries are equally likely").format(n=len(self.candidates))
        then = listed([f"{inside(each.primary)} ({percent(each.posterior)})" for each in others[:2]])
        share = percent(first.posterior)
        if first.high - first.low >= 0.005:
            share = _("{share}, {low} to {high} by the intervals of the counts").format(
                share=share, low=percent(first.low), high=percent(first.high)
            )
        said = _("most likely {first} ({share}), then {then}") if then else _("most likely {first} ({share})")
        return said.format(first=inside(first.primary), share=share, then=then)


def posterior(
    involved: Sequence[str],
    clear: Sequence[str] = (),
    *,
    flows: Iterable[Counted] | None = None,
    prior: Prior = "cohort",
    people: Mapping[str, int] | None = None,
    smoothing: float = SMOOTHING,
) -> Posterior:
    """Return the chance of each primary, given the organs with metastases and the organs known to be clear.

    Args:
        involved: Organs with metastases, as in the flows; may be empty.
        clear: Organs that were looked at and have none. Organs in neither list count as not looked at.
        flows: Flows of one cohort, with every organ for every primary; by default ``datasets.flows()``.
        prior: "cohort" (as common as in the cohort), "equal", or a weight for each primary (those left out get 0).
        people: Patients with metastases of each primary, which the counts are shares of. By default they are looked
            up in ``datasets.primaries()`` and ``datasets.cancer_types()``; where they are not there, all patients of
            the flows are used.
        smoothing: Added to each count, and to its complement; 0 or more.

    Returns:
        The posterior, with the span the intervals of the counts leave open (each count anywhere in its interval).

    Raises:
        UnknownNameError: When an organ, a primary or a prior does not exist; the message gives the nearest.
        ValueError: When an organ is both involved and clear, the flows make no table, or nothing fits.

    Source:
        ``msk_met_2022`` for the default; Bayes' rule.

    Example:
        >>> found = posterior(["Liver", "Lung"], ["Bone"])
        >>> [(each.primary, round(each.posterior, 2)) for each in found.candidates[:2]]
        [('Colorectal', 0.4), ('Pancreas', 0.14)]
        >>> round(posterior(["Liver"], prior="equal").chance("Pancreas"), 2)
        0.13
    """
    table = arrange(flows)
    yes, no = (
        [table.column(site) for site in checks.names(given, what)]
        for given, what in ((involved, "organs involved"), (clear, "clear organs"))
    )
    involved, clear = ([table.sites[j] for j in columns] for columns in (yes, no))
    _check_organs(involved, clear, smoothing)
    counted, of = _people(table, people)
    weights = _prior(table, prior, counted)
    found: list[list[float]] = []
    for i, weight in enumerate(weights):
        rows = ((table.n[i], table.n[i]), (table.low[i], table.high[i]), (table.high[i], table.low[i]))
        found.append(
            [
                weight * _likelihood(reached, missed, yes, no, counted[i], smoothing)
                for reached, missed in rows
            ]
        )
    candidates = _candidates(table.primaries, weights, found)
    name = prior if isinstance(prior, str) else "given"
    ranked = tuple(sorted(candidates, key=lambda each: (-each.posterior, each.primary)))
    return Posterior(table.cohort, name, of, tuple(involved), tuple(clear), ranked, table.source_id)


def compare(
    involved: Sequence[str],
    clear: Sequence[str] = (),
    *,
    cohorts: Sequence[Iterable[Counted] | None] = (None,),
    priors: Sequence[Prior] = PRIORS,
    smoothing: float = SMOOTHING,
) -> tuple[Posterior, ...]:
    """Return the posterior for each cohort and prior, to see how far the answer hangs on them.

    Args:
        involved: Organs with metastases; each cohort must have them.
        clear: Organs known to have none.
        cohorts: Flows, one cohort each; None for ``datasets.flows()``.
        priors: As for :func:`posterior`.
        smoothing: As for :func:`posterior`.

    Source:
        See :func:`posterior`.

    Example:
        >>> [f"{each.prior}: {each.candidates[0].primary}" for each in compare(["Brain/CNS"])]
        ['cohort: Lung (non-small cell)', 'equal: Lung (small cell)']
    """
    return tuple(
        posterior(involved, clear, flows=flows, prior=prior, smoothing=smoothing)
        for flows in [tuple(each) if each is not None else None for each in cohorts]
        for prior in priors
    )


def _organs(names: Sequence[str]) -> str:
    return listed([organ_in_text(name) for name in names])


def _check_organs(involved: Sequence[str], clear: Sequence[str], smoothing: float) -> None:
    both = [site for site in involved if site in clear]
    if both:
        raise ValueError(f"{both[0]} is given both as involved and as clear; it can be only one of the two.")
    for sites in (involved, clear):
        if len(set(sites)) < len(sites):
            raise ValueError(f"An organ is named twice in {listed(list(sites))}.")
    if not (smoothing >= 0 and math.isfinite(smoothing)):
        raise ValueError(f"The smoothing is {smoothing}; it must be 0 or more.")


def _people(table: FlowTable, people: Mapping[str, int] | None) -> tuple[list[int], str]:
    """How many patients the counts of each primary are shares of, and what they are."""
    if people is None:
        people = _with_metastases(table.cohort)
        if any(primary not in people for primary in table.primaries):
            return list(table.totals), "patients"
    for primary, high in zip(table.primaries, table.high, strict=True):
        if primary not in people:
            raise unknown("primary", primary, sorted(people), "the numbers of people that were given")
        if people[primary] < max(high):
            raise ValueError(
                f"{primary} has {people[primary]} patients with metastases, but up to {max(high)} in one organ."
            )
    return [people[primary] for primary in table.primaries], "metastatic"


def _with_metastases(cohort: str) -> dict[str, int]:
    """Patients with metastases by primary and by group of primaries, as far as the tables hold them."""
    try:
        found = {each.primary: each.n_metastatic for each in datasets.primaries(cohort)}
    except UnknownNameError:
        return {}
    groups: dict[str, int] = {}
    for each in datasets.cancer_types():
        if each.cohort == cohort:
            groups[each.group] = groups.get(each.group, 0) + each.n_metastatic
    return groups | found


def _prior(table: FlowTable, prior: Prior, counted: Sequence[int]) -> list[float]:
    if isinstance(prior, str):
        if prior not in PRIORS:
            raise unknown("prior", prior, PRIORS, "metalearn.models.unknown_primary.PRIORS")
        weights = [float(n) for n in counted] if prior == "cohort" else [1.0] * len(counted)
    else:
        weights = [0.0] * len(table.primaries)
        for primary, weight in prior.items():
            weights[table.row(primary)] += float(weight)
        if min(weights) < 0:
            raise ValueError("A prior weight is below 0; weights must be 0 or more.")
    total = math.fsum(weights)
    if not (total > 0 and math.isfinite(total)):
        raise ValueError("The prior leaves no primary possible; give at least one a weight above 0.")
    return [weight / total for weight in weights]


def _likelihood(
    reached: Sequence[int],
    missed: Sequence[int],
    yes: Sequence[int],
    no: Sequence[int],
    people: int,
    smoothing: float,
) -> float:
    """Chance of just these organs: ``reached`` holds the counts for involved organs, ``missed`` for clear ones."""
    whole = people + 2 * smoothing
    if not whole:
        return 0.0
    there = math.prod((reached[j] + smoothing) / whole for j in yes)
    return there * math.prod((people - missed[j] + smoothing) / whole for j in no)


def _candidates(
    primaries: Sequence[str], weights: Sequence[float], found: Sequence[Sequence[float]]
) -> list[Candidate]:
    middle, low, high = ([each[k] for each in found] for k in range(3))
    if not math.fsum(middle):
        raise ValueError("No primary of these flows fits those organs; look up with a smoothing above 0.")
    whole = math.fsum(middle)
    return [
        Candidate(
            primary=primary,
            prior=weights[i],
            posterior=middle[i] / whole,
            low=_share(low[i], math.fsum(high[:i] + high[i + 1 :])),
            high=_share(high[i], math.fsum(low[:i] + low[i + 1 :])),
        )
        for i, primary in enumerate(primaries)
    ]


def _share(own: float, others: float) -> float:
    return own / (own + others) if own else 0.0
