"""Why "35% survive five years" says nothing of one person: what different groups can hide behind one average.

An average is made of groups, and a group of people. The same 35% can mean that everybody faced the same odds, or
that half of the people had six chances in ten and the other half one in ten. And even where all face the same odds,
some die within months and others live for many years.

Where the model is wrong about the world: the shares of the groups are made up unless they are given, since an
average alone does not reveal them; and people are not interchangeable within a group either. Figures describe people
diagnosed years ago, with the treatments of that time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from metalearn import datasets
from metalearn.models import checks
from metalearn.words import _, several


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the people behind an average.

    Attributes:
        name: Who they are.
        share: Their share of everybody, 0 to 1.
        survival: Share of them alive at the time in question, 0 to 1.
    """

    name: str
    share: float
    survival: float


@dataclass(frozen=True, slots=True)
class Counted:
    """A group as a number of people.

    Attributes:
        name: Who they are.
        people: How many.
        alive: How many of them are alive at the time in question.
    """

    name: str
    people: int
    alive: int


MADE_UP: dict[str, tuple[Group, ...]] = {
    "everybody alike": (Group(_("everybody"), 1.0, 0.35),),
    "two halves": (Group(_("one half"), 0.5, 0.10), Group(_("the other half"), 0.5, 0.60)),
    "a few do very well": (Group(_("one in four"), 0.25, 0.95), Group(_("three in four"), 0.75, 0.15)),
    "a few do very badly": (Group(_("one in five"), 0.20, 0.03), Group(_("four in five"), 0.80, 0.43)),
}
"""Four made-up populations with the same average, 35%."""


def average(groups: Sequence[Group]) -> float:
    """Return the survival of everybody together.

    Args:
        groups: Their shares must sum to 1.

    Returns:
        A share from 0 to 1.

    Raises:
        ValueError: When a share is out of range or the shares do not sum to 1.

    Source:
        Arithmetic: the mean weighted by the shares.

    Example:
        >>> {round(average(groups), 3) for groups in MADE_UP.values()}
        {0.35}
    """
    for each in groups:
        checks.share(each.share, f"The share of {each.name}")
        checks.share(each.survival, f"The survival of {each.name}")
    total = math.fsum(each.share for each in groups)
    if not math.isclose(total, 1, abs_tol=1e-9):
        raise ValueError(f"The shares of the groups sum to {total:g}; they must sum to 1.")
    return math.fsum(each.share * each.survival for each in groups)


def people(groups: Sequence[Group], of: int = 100) -> tuple[Counted, ...]:
    """Return groups as whole people whose sums agree with the total.

    Args:
        groups: Their shares must sum to 1.
        of: How many people in all.

    Returns:
        One count a group; the people sum to ``of``, the alive to the rounded average.

    Raises:
        ValueError: When the shares do not sum to 1, or there are no people.

    Source:
        Largest remainders.

    Example:
        >>> people(MADE_UP["two halves"])
        (Counted(name='one half', people=50, alive=5), Counted(name='the other half', people=50, alive=30))
    """
    checks.whole(of, "The number of people")
    together = average(groups)
    sizes = _shared_out([each.share * of for each in groups], of)
    alive = _shared_out([each.share * each.survival * of for each in groups], round(together * of), sizes)
    return tuple(
        Counted(each.name, size, living) for each, size, living in zip(groups, sizes, alive, strict=True)
    )


def said(groups: Sequence[Group], of: int = 100) -> str:
    """Return an average and what is behind it in words, as numbers of people.

    Example:
        >>> print(said(MADE_UP["two halves"]))
        Of 100 people, 35 are alive. One half: 5 of 50; the other half: 30 of 50.
    """
    counts = people(groups, of)
    alive = sum(each.alive for each in counts)
    together = several("Of {of} people, {n} is alive.", "Of {of} people, {n} are alive.", alive).format(
        of=of, n=alive
    )
    if len(counts) == 1:
        return together
    part = _("{name}: {alive} of {people}")
    parts = "; ".join(part.format(name=each.name, alive=each.alive, people=each.people) for each in counts)
    return f"{together} {parts[:1].upper()}{parts[1:]}."


def shares_that_fit(survivals: Sequence[float], together: float) -> tuple[float, ...]:
    """Return shares with which groups of known survival give a known average: one answer of many.

    Of all the answers this is the one that favours no group more than the average demands.

    Args:
        survivals: Survival of each group, 0 to 1.
        together: The average; it must lie between the lowest and the highest of them.

    Returns:
        Shares summing to 1.

    Raises:
        ValueError: When there are no groups, a number is not a share, or no shares can give that average.

    Source:
        The shares of greatest entropy, proportional to exp(k x survival), with k found by halving.

    Example:
        >>> [round(share, 3) for share in shares_that_fit((0.1, 0.6), 0.35)]
        [0.5, 0.5]
    """
    if not survivals:
        raise ValueError("There are no groups; give the survival of at least one.")
    for number, each in enumerate(survivals, start=1):
        checks.share(each, f"The survival of group {number}")
    checks.share(together, "The average")
    low, high = min(survivals), max(survivals)
    if not low <= together <= high:
        raise ValueError(f"The average is {together}; groups from {low} to {high} cannot give it.")
    if low == high:
        return (1 / len(survivals),) * len(survivals)
    below, above = -4000.0, 4000.0
    for _halving in range(200):
        middle = (below + above) / 2
        shares = _tilted(survivals, middle)
        mean = math.fsum(share * each for share, each in zip(shares, survivals, strict=True))
        below, above = (middle, above) if mean < together else (below, middle)
    return _tilted(survivals, (below + above) / 2)


def breast_subtypes(period: str) -> tuple[float, tuple[Group, ...]]:
    """Return distant-stage breast cancer as an average and the subtypes behind it.

    Args:
        period: A period of the table of relative survival in which "Breast (female)" and its subtypes have distant
            rows, such as "2013-2019".

    Returns:
        Relative survival of all (a share), and of each subtype. The subtypes' shares are not in the table: those given
        are :func:`shares_that_fit`, one answer of many.

    Raises:
        ValueError: When the period has no such rows.

    Source:
        ``nci_breast_survival`` (2013-2019), ``seer_statfacts_breast_2026`` (2015-2021).

    Example:
        >>> together, groups = breast_subtypes("2013-2019")
        >>> round(100 * together), [round(100 * each.survival) for each in groups]
        (31, [34, 46, 40, 13])
    """
    rows = [row for row in datasets.relative_survival() if row.period == period and row.stage == "Distant"]
    whole = [row.percent for row in rows if row.cancer == "Breast (female)" and row.percent is not None]
    parts = [(row.cancer, row.percent) for row in rows if row.cancer.startswith("Breast HR") and row.percent]
    if not whole or len(parts) < 2:
        raise ValueError(f"There are no distant rows of breast cancer and its subtypes for {period!r}.")
    shares = shares_that_fit([percent / 100 for _, percent in parts], whole[0] / 100)
    groups = (Group(name, share, percent / 100) for (name, percent), share in zip(parts, shares, strict=True))
    return whole[0] / 100, tuple(groups)


def spread(
    survival: float, years: float, of: Sequence[int] = (10, 25, 50, 75, 90)
) -> tuple[tuple[int, float], ...]:
    """Return by when how many of 100 people have died, when all of them face the same risk at all times.

    Args:
        survival: Share alive after ``years``, between 0 and 1.
        years: Since diagnosis, above 0.
        of: Numbers of people out of 100, each between 0 and 100.

    Returns:
        Pairs: how many of 100 people have died, and after how many years.

    Raises:
        ValueError: When a number is out of range.

    Source:
        Exponential survival through the one point that is given.

    Example:
        >>> [(died, round(years, 1)) for died, years in spread(0.35, 5)]
        [(10, 0.5), (25, 1.4), (50, 3.3), (75, 6.6), (90, 11.0)]
    """
    checks.inner_share(survival, "The survival")
    if not (0 < years < math.inf and all(0 < each < 100 for each in of)):
        raise ValueError(
            f"After {years} years, people {tuple(of)}: the years must be above 0, the people between 0 and 100."
        )
    rate = -math.log(survival) / years
    return tuple((each, -math.log1p(-each / 100) / rate) for each in of)


def _tilted(survivals: Sequence[float], k: float) -> tuple[float, ...]:
    top = max(k * each for each in survivals)
    weights = [math.exp(k * each - top) for each in survivals]
    total = math.fsum(weights)
    return tuple(weight / total for weight in weights)


def _shared_out(exact: Sequence[float], total: int, most: Sequence[int] | None = None) -> list[int]:
    """Whole numbers near the exact ones that sum to the total; the largest remainders are rounded up."""
    whole = [math.floor(each + 1e-9) for each in exact]
    if most is not None:
        whole = [min(each, limit) for each, limit in zip(whole, most, strict=True)]
    order = sorted(range(len(exact)), key=lambda index: (whole[index] - exact[index], index))
    while sum(whole) < total:
        for index in order:
            if sum(whole) < total and (most is None or whole[index] < most[index]):
                whole[index] += 1
    return whole
