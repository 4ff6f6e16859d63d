"""Stage migration: better detection lifts survival in both groups, and nobody lives longer.

When a sharper scan finds small deposits, people move from the lower group to the higher one. They did worse than the
group they leave and do better than the group they join, so both averages rise; each person's future, and the average
of everybody, stay as they were. It is called the Will Rogers phenomenon.

Where the model is wrong about the world: real scans change treatment as well as labels, and some of that helps; here a
label changes nothing. Deposits have one size, seen exactly from a limit upwards; real scans miss some large ones and
mistake some shadows for deposits. How survival falls with size is a straight line that was chosen for its simplicity.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from metalearn import datasets
from metalearn.words import _

# What a share counts, before and after people changed label.
_ALIVE = _("{was} alive before, {now} after")
_NOT_DIED_OF_IT = _("before the change of label {was} had not died of it within 60 months, after it {now}")


@dataclass(frozen=True, slots=True)
class Group:
    """People who carry the same label.

    Attributes:
        name: The label, such as "III".
        people: How many they are; a model may hold parts of people.
        alive: How many of them are alive at the chosen time.
    """

    name: str
    people: float
    alive: float

    def __post_init__(self) -> None:
        if not (0 <= self.people < math.inf and 0 <= self.alive <= self.people):
            raise ValueError(
                f"Group {self.name}: {self.alive} alive of {self.people}; alive must be from 0 to the number of people."
            )

    @property
    def survival(self) -> float | None:
        """Share alive, 0 to 1; None when there is nobody in the group."""
        return self.alive / self.people if self.people else None


@dataclass(frozen=True, slots=True)
class Migration:
    """Two groups before and after some people changed label.

    Attributes:
        lower: The group that people leave, before.
        upper: The group that they join, before.
        lower_after: The group that they left, after.
        upper_after: The group that they joined, after.
        moved: How many moved.
        moved_survival: Share of those who moved that is alive, 0 to 1.
        overall: Share alive of everybody, 0 to 1; the same before and after.
        both_rise: Whether survival rose in both groups.
        reasons: What happened, in short sentences.
    """

    lower: Group
    upper: Group
    lower_after: Group
    upper_after: Group
    moved: float
    moved_survival: float
    overall: float
    both_rise: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """An invented population in which some people have deposits that a scan may miss.

    The diameter of a person's largest deposit is spread evenly on a logarithmic scale between two limits, and the
    chance to be alive falls evenly on that scale, from ``alive_small`` to ``alive_large``.

    Attributes:
        people: How many people there are.
        with_spread: Share of them with deposits, 0 to 1.
        alive_clear: Chance to be alive without deposits, 0 to 1.
        alive_small: The same with the smallest deposit.
        alive_large: The same with the largest deposit.
        smallest_mm: Diameter of the smallest deposit in mm.
        largest_mm: Diameter of the largest deposit in mm.
    """

    people: float = 1000
    with_spread: float = 0.4
    alive_clear: float = 0.7
    alive_small: float = 0.4
    alive_large: float = 0.05
    smallest_mm: float = 1
    largest_mm: float = 64

    def __post_init__(self) -> None:
        if not 0 < self.people < math.inf:
            raise ValueError(f"The number of people is {self.people}; it must be above 0.")
        if not 0 <= self.with_spread <= 1:
            raise ValueError(f"The share with deposits is {self.with_spread}; it must be from 0 to 1.")
        chances = (self.alive_large, self.alive_small, self.alive_clear)
        if not (0 <= chances[0] <= chances[1] <= chances[2] <= 1):
            raise ValueError(
                f"The chances to be alive are {self.alive_clear} without deposits, {self.alive_small} with the "
                f"smallest and {self.alive_large} with the largest; all from 0 to 1, none above the one before."
            )
        if not 0 < self.smallest_mm < self.largest_mm < math.inf:
            raise ValueError(
                f"Deposits range from {self.smallest_mm} to {self.largest_mm} mm; give two diameters above 0, "
                "the smaller one first."
            )

    def missed(self, limit_mm: float) -> float:
        """Return which share of the people with deposits a scan misses that sees nothing below a diameter in mm."""
        if not 0 < limit_mm < math.inf:
            raise ValueError(f"The detection limit is {limit_mm} mm; it must be above 0.")
        place = math.log(limit_mm / self.smallest_mm) / math.log(self.largest_mm / self.smallest_mm)
        return min(1.0, max(0.0, place))

    def alive_between(self, start: float, end: float) -> float:
        """Return the mean chance to be alive of people with deposits from one place on the size scale to another."""
        return self.alive_small + (self.alive_large - self.alive_small) * (start + end) / 2


def migrate(lower: Group, upper: Group, moved: float, moved_survival: float) -> Migration:
    """Move people from the lower group to the upper one, each taking their own future along.

    Survival rises in both groups exactly when somebody moves, somebody stays, and those who move do worse than the
    group they leave and better than the group they join.

    Args:
        lower: The group that people leave.
        upper: The group that they join.
        moved: How many move, 0 to everybody in ``lower``.
        moved_survival: Share of those who move that is alive, 0 to 1.

    Returns:
        Both groups before and after, and everybody's survival, which has not changed.

    Raises:
        ValueError: When more people, or more who are alive or dead, would move than there are.

    Source:
        Arithmetic.

    Example:
        >>> move = migrate(Group("III", 100, 60), Group("IV", 100, 10), 20, 0.3)
        >>> move.lower_after.survival, round(move.upper_after.survival, 3), move.overall, move.both_rise
        (0.675, 0.133, 0.35, True)
    """
    return _moved(lower, upper, moved, moved_survival, _ALIVE)


def _moved(lower: Group, upper: Group, moved: float, moved_survival: float, outcome: str) -> Migration:
    _check_move(lower, moved, moved_survival)
    taken = moved * moved_survival
    stay = lower.people - moved
    after = (
        replace(
            lower, people=stay, alive=min(max(lower.alive - taken, 0.0), stay)
        ),  # rounding must not cross 0
        replace(upper, people=upper.people + moved, alive=upper.alive + taken),
    )
    everybody = lower.people + upper.people
    rise = _both_rise(lower, upper, moved, moved_survival)
    overall = (lower.alive + upper.alive) / everybody if everybody else 0.0
    said = _said(lower, upper, after, moved, overall, rise, outcome)
    return Migration(lower, upper, *after, moved, moved_survival, overall, rise, said)


def labelled(limit_mm: float, population: Hidden | None = None) -> tuple[Group, Group]:
    """Return the two groups that a scan makes: no deposit seen, and deposit seen.

    Args:
        limit_mm: The smallest deposit that the scan shows, as a diameter in mm.
        population: The people; an invented thousand when left out.

    Returns:
        The group in whom nothing was seen (with those whose deposits were missed), then the group with deposits.

    Raises:
        ValueError: When the limit is not above 0.

    Source:
        Invented people; closed form.

    Example:
        >>> for limit in (16, 8, 4):
        ...     seen_none, seen_some = labelled(limit)
        ...     print(limit, round(seen_none.survival, 3), round(seen_some.survival, 3))
        16 0.572 0.108
        8 0.603 0.138
        4 0.635 0.167
    """
    people = population or Hidden()
    missed = people.missed(limit_mm)
    spread = people.people * people.with_spread
    clear = people.people - spread
    unseen = spread * missed
    seen = spread - unseen
    alive = clear * people.alive_clear + unseen * people.alive_between(0, missed)
    return (
        Group(_("nothing seen"), clear + unseen, alive),
        Group(_("deposits seen"), seen, seen * people.alive_between(missed, 1)),
    )


def sharper(old_mm: float, new_mm: float, population: Hidden | None = None) -> Migration:
    """Replace a scan by a sharper one and see who changes label.

    Args:
        old_mm: Smallest deposit that the old scan shows, as a diameter in mm.
        new_mm: The same for the new scan; not above the old one.
        population: The people; an invented thousand when left out.

    Raises:
        ValueError: When the new scan is not sharper, or a limit is not above 0.

    Source:
        Invented people; closed form.

    Example:
        >>> sharper(16, 8).both_rise
        True
    """
    people = population or Hidden()
    if new_mm > old_mm:
        raise ValueError(
            f"The new scan shows {new_mm} mm and the old one {old_mm} mm; the new limit must be lower."
        )
    lower, upper = labelled(old_mm, people)
    start, end = people.missed(new_mm), people.missed(old_mm)
    moved = people.people * people.with_spread * (end - start)
    return migrate(lower, upper, moved, people.alive_between(start, end))


def example(cancer: str = "Lung", moved_percent: float | None = None) -> Migration:
    """Show the effect with the size and survival of two real groups, stage III and stage IV.

    The groups are registered people aged 50 to 79 in the United States, diagnosed 2006 to 2015 and staged by the 6th
    edition. Survival is cause-specific: ``alive`` counts those who had not died of their cancer within 60 months. How
    many move is chosen, and how they do is invented: half-way between the two groups. All are whole people.

    Args:
        cancer: A solid cancer of ``metalearn.datasets.seer_cancers()``.
        moved_percent: How many of 100 people in stage III move, from 0. Left out, 10; or half of what is possible
            where 10 would be more than that, because too few in stage III died of the cancer (thyroid).

    Raises:
        UnknownNameError: When there is no such cancer.
        ValueError: When the percentage is not from 0 to 100 or more than is possible (the message says how many are),
            or for a blood cancer.

    Source:
        ``seer18_grail_2020``

    Example:
        >>> example("Lung").both_rise
        True
        >>> print(example("Thyroid").reasons[0])
        511 of 11,223 people move from III to IV.
    """
    if moved_percent is not None and not 0 <= moved_percent <= 100:
        raise ValueError(f"The percentage that moves is {moved_percent}; it must be from 0 to 100.")
    kinds = {each.cancer: each.kind for each in datasets.seer_cancers()}
    if kinds.get(cancer) == "blood":
        raise ValueError(
            f"{cancer} is a blood cancer: its stages III and IV are not those of a solid tumour."
        )
    lower, upper = (_registered(cancer, stage) for stage in ("III", "IV"))
    between = (lower.alive / lower.people + upper.alive / upper.people) / 2
    most = _most_percent(lower, between)
    if moved_percent is None:
        moved_percent = 10 if most >= 10 else most / 2
    if moved_percent > most:
        raise ValueError(
            f"{moved_percent:g}% of stage III ({cancer}) cannot move and do half-way between the two groups; "
            f"at most {most:g}% can."
        )
    moved = math.floor(lower.people * moved_percent / 100 + 0.5)
    dead = lower.people - lower.alive
    alive = min(max(math.floor(moved * between + 0.5), moved - int(dead)), int(lower.alive))
    return _moved(lower, upper, moved, alive / moved if moved else between, _NOT_DIED_OF_IT)


def _most_percent(lower: Group, survival: float) -> float:
    """How many of 100 people can move at a given survival, rounded down to a tenth, so that it really works."""
    dead = lower.people - lower.alive
    people = min(lower.alive / survival, dead / (1 - survival)) if 0 < survival < 1 else 0.0
    return min(100.0, math.floor(1000 * people / lower.people) / 10)


def _registered(cancer: str, stage: str) -> Group:
    survival = next(point.survival for point in datasets.survival_curve(cancer, stage) if point.months == 60)
    shares = datasets.stage_shares()
    people = next(share.n_cases for share in shares if (share.cancer, share.stage) == (cancer, stage))
    return Group(stage, people, math.floor(people * survival + 0.5))


def _check_move(lower: Group, moved: float, moved_survival: float) -> None:
    if not 0 <= moved <= lower.people:
        raise ValueError(
            f"{moved} people would move; it must be from 0 to {lower.people}, the group they leave."
        )
    if not 0 <= moved_survival <= 1:
        raise ValueError(f"Survival of those who move is {moved_survival}; it must be from 0 to 1.")
    taken, room = moved * moved_survival, 1e-9 * max(1.0, lower.people)
    dead = lower.people - lower.alive
    if taken > lower.alive + room or moved - taken > dead + room:
        raise ValueError(
            f"{moved} people with a survival of {moved_survival} cannot come from group {lower.name}: "
            f"it holds {lower.alive:g} who are alive and {dead:g} who are not."
        )


def _both_rise(lower: Group, upper: Group, moved: float, moved_survival: float) -> bool:
    if lower.survival is None or upper.survival is None or not 0 < moved < lower.people:
        return False
    return upper.survival < moved_survival < lower.survival


def _said(
    lower: Group,
    upper: Group,
    after: tuple[Group, Group],
    moved: float,
    overall: float,
    rise: bool,
    outcome: str,
) -> tuple[str, ...]:
    move = _("{moved} of {people} people move from {lower} to {upper}.")
    people = f"{lower.people:,.0f}"
    told = [move.format(moved=f"{moved:,.0f}", people=people, lower=lower.name, upper=upper.name)]
    for before, now in zip((lower, upper), after, strict=True):
        if before.survival is not None and now.survival is not None:
            shares = outcome.format(was=f"{before.survival:.1%}", now=f"{now.survival:.1%}")
            told.append(f"{before.name}: {shares}.")
    together = _("Everybody together: {overall} before and after. Nobody lives longer.")
    told.append(together.format(overall=f"{overall:.1%}"))
    if rise:
        told.append(
            _(
                "Both groups look better, because those who move did worse than the group they leave and do better "
                "than the group they join."
            )
        )
    return tuple(told)
