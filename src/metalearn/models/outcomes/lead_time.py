"""Two ways in which finding a cancer earlier makes survival look better although nobody lives longer.

Lead time: survival is counted from diagnosis. Found two years earlier, with the death on the same day, everybody
"survives" two years more. Length: a single check finds what is there to be found for long, and that is the slow
kind; those whom it finds would have done better anyway.

This is no argument against finding a cancer early, which can save lives. It says that survival since diagnosis
cannot show whether it did; deaths in the whole population, counted by the calendar, can.

Where the model is wrong about the world: here early detection changes nothing at all about the course, on purpose.
Lifetimes are exponential, the kinds of cancer are two, and everybody is found.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from metalearn.models import checks


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person, in years from the day on which the cancer could first be found.

    Attributes:
        symptoms: When symptoms would have led to the diagnosis.
        found: When it was found early.
        death: When the person died, in either case.
    """

    symptoms: float
    found: float
    death: float


@dataclass(frozen=True, slots=True)
class LeadTime:
    """The same people, counted from symptoms and from early detection.

    Attributes:
        years: At which survival is read.
        late: Share alive that long after a diagnosis by symptoms.
        early: Share alive that long after early detection.
        mean_late: Mean survival from a diagnosis by symptoms, years.
        mean_early: Mean survival from early detection, years.
        mean_death: Mean day of death, in years from when the cancer could first be found; one figure for both.
        people: Everybody, for drawing.
    """

    years: float
    late: float
    early: float
    mean_late: float
    mean_early: float
    mean_death: float
    people: tuple[Person, ...]

    def __str__(self) -> str:
        return (
            f"Alive {self.years:g} years after diagnosis: {100 * self.late:.0f} of 100 when symptoms led to it, "
            f"{100 * self.early:.0f} of 100 when found earlier. Each person's day of death is the same in both counts."
        )


@dataclass(frozen=True, slots=True)
class LengthBias:
    """Whom a single check finds.

    Attributes:
        slow_share: Share of the slow kind among all cancers that begin.
        slow_found: Share of the slow kind among those the check finds.
        survival_all: Survival of all cancers, as a share.
        survival_found: Survival of those found by the check.
    """

    slow_share: float
    slow_found: float
    survival_all: float
    survival_found: float


def survival(years: float, median: float, lead: float = 0.0, *, varied: bool = False) -> float:
    """Return the share alive some years after diagnosis, when the diagnosis comes earlier and nothing else changes.

    Args:
        years: Since diagnosis, 0 or more.
        median: Median survival from a diagnosis by symptoms, years, above 0.
        lead: How much earlier the cancer is found, years, 0 or more; the mean when it varies.
        varied: Whether the lead time varies between people (exponentially) or is the same for all.

    Returns:
        A share from 0 to 1.

    Raises:
        ValueError: When a number is out of range.

    Source:
        Exponential survival with its start moved: S(t - lead); with a varied lead, the sum of two exponential times.

    Example:
        >>> round(survival(5, 2), 3), round(survival(5, 2, lead=2), 3)
        (0.177, 0.354)
    """
    if not (0 <= years < math.inf and 0 < median < math.inf and 0 <= lead < math.inf):
        raise ValueError(
            f"Years {years}, median {median}, lead {lead}: each must be 0 or more, and the median above 0."
        )
    rate = math.log(2) / median
    if not varied or lead == 0:
        return math.exp(-rate * max(0.0, years - lead))
    other = 1 / lead
    if math.isclose(rate, other, rel_tol=1e-6):
        return math.exp(-rate * years) * (1 + rate * years)
    return (other * math.exp(-rate * years) - rate * math.exp(-other * years)) / (other - rate)


def simulate(
    n: int = 1000,
    median: float = 2.0,
    lead: float = 2.0,
    *,
    years: float = 5.0,
    varied: bool = False,
    seed: int = 1,
) -> LeadTime:
    """Follow invented people twice: diagnosed by symptoms, and found earlier, with the same day of death.

    Args:
        n: People, 1 or more.
        median: Median survival from a diagnosis by symptoms, years.
        lead: How much earlier the cancer is found, years; the mean when it varies.
        years: At which survival is read.
        varied: Whether the lead time varies between people.
        seed: Of the chance.

    Returns:
        Survival in both counts, and every person.

    Raises:
        ValueError: When a number is out of range.

    Source:
        :func:`survival` gives the expected shares in closed form.

    Example:
        >>> print(simulate(1000))
        Alive 5 years after diagnosis: 19 of 100 when symptoms led to it, 35 of 100 when found earlier...
    """
    survival(years, median, lead, varied=varied)  # refuses what is out of range
    checks.whole(n, "The number of people")
    rng = Random(seed)
    people = []
    for _ in range(n):
        ahead = -math.log(1 - rng.random()) * lead if varied else lead
        lived = -math.log(1 - rng.random()) * median / math.log(2)
        waited = rng.random()  # between becoming findable and being found
        people.append(Person(waited + ahead, waited, waited + ahead + lived))
    return LeadTime(
        years=years,
        late=sum(each.death - each.symptoms >= years for each in people) / n,
        early=sum(each.death - each.found >= years for each in people) / n,
        mean_late=math.fsum(each.death - each.symptoms for each in people) / n,
        mean_early=math.fsum(each.death - each.found for each in people) / n,
        mean_death=math.fsum(each.death for each in people) / n,
        people=tuple(people),
    )


def length_bias(slow_share: float, findable: tuple[float, float], alive: tuple[float, float]) -> LengthBias:
    """Return whom a single check on a random day finds, when cancers are of a slow and a fast kind.

    Args:
        slow_share: Share of the slow kind among all cancers that begin, 0 to 1.
        findable: How long a cancer can be found before it makes symptoms, years: slow, fast; both above 0.
        alive: Survival, as shares: slow, fast. The check changes neither.

    Returns:
        The slow kind's share among those found, and survival of all and of those found.

    Raises:
        ValueError: When a number is out of range.

    Source:
        What can be found for twice as long is found twice as often.

    Example:
        >>> round(length_bias(0.5, (4, 1), (0.8, 0.2)).survival_found, 2)
        0.68
    """
    checks.share(slow_share, "The share of the slow kind")
    if not all(isinstance(pair, (tuple, list)) and len(pair) == 2 for pair in (findable, alive)):
        raise ValueError(f"Findable {findable}, alive {alive}: expected two numbers each, slow and fast.")
    for kind, share, years in zip(("slow", "fast"), alive, findable, strict=True):
        checks.share(share, f"The survival of the {kind} kind")
        if not 0 < years < math.inf:
            raise ValueError(f"The {kind} kind can be found for {years} years; expected years above 0.")
    slow, fast = slow_share * findable[0], (1 - slow_share) * findable[1]
    found = slow / (slow + fast)
    return LengthBias(
        slow_share,
        found,
        slow_share * alive[0] + (1 - slow_share) * alive[1],
        found * alive[0] + (1 - found) * alive[1],
    )
