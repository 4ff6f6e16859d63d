"""When two organs go together: the naive posterior beside the exact one, on invented numbers.

:mod:`metalearn.models.unknown_primary` takes organs as independent within a cancer, because the published tables count
one organ at a time and hold nothing else. Here is what that can do: two invented cancers that reach each organ equally
often, so the naive posterior cannot tell them apart, while the two organs together can.

Where the model is wrong about the world: the example is built to make the point, and no real cancer has these numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metalearn.models.wording import percent
from metalearn.words import _


@dataclass(frozen=True, slots=True)
class Joint:
    """Patients with one cancer, by whether each of two organs has a metastasis.

    Attributes:
        primary: The cancer.
        both: Patients with metastases in both organs.
        first: In the first organ only.
        second: In the second organ only.
        neither: In neither.

    Example:
        >>> Joint("A", 40, 10, 10, 40).share(True, None)
        0.5
    """

    primary: str
    both: int
    first: int
    second: int
    neither: int

    def __post_init__(self) -> None:
        if min(self.both, self.first, self.second, self.neither) < 0 or not self.people:
            raise ValueError(f"{self.primary} needs counts of 0 or more and at least one patient.")

    @property
    def people(self) -> int:
        """All patients with this cancer."""
        return self.both + self.first + self.second + self.neither

    def share(self, first: bool | None, second: bool | None) -> float:
        """Return the share of patients whose organs are as given; None for an organ nobody looked at."""
        cells = {
            (True, True): self.both,
            (True, False): self.first,
            (False, True): self.second,
            (False, False): self.neither,
        }
        fits = (
            count for (one, two), count in cells.items() if first in (None, one) and second in (None, two)
        )
        return sum(fits) / self.people


EXAMPLE = (Joint(_("Cancer A (invented)"), 40, 10, 10, 40), Joint(_("Cancer B (invented)"), 10, 40, 40, 10))
"""Each reaches each organ in 50 of 100 people; in A the organs go together, in B they avoid each other."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The chance of one cancer, with and without the assumption of independence.

    Attributes:
        primary: The cancer.
        naive: Its chance when the two organs are taken as independent within each cancer.
        exact: Its chance from the joint counts.
    """

    primary: str
    naive: float
    exact: float

    def __str__(self) -> str:
        return _("{primary}: {naive} if the organs were independent, {exact} in fact.").format(
            primary=self.primary, naive=percent(self.naive), exact=percent(self.exact)
        )


def two_organs(
    first: bool | None,
    second: bool | None,
    joints: Sequence[Joint] = EXAMPLE,
    weights: Sequence[float] | None = None,
) -> tuple[Verdict, ...]:
    """Return the naive and the exact chance of each cancer, given what is known of two organs.

    Args:
        first: Whether the first organ has a metastasis; None when nobody looked.
        second: The same for the second organ.
        joints: The cancers, with their joint counts; by default the invented example.
        weights: The prior weight of each cancer; by default equal.

    Returns:
        One verdict a cancer, in the order given.

    Raises:
        ValueError: When the weights do not match the cancers, or no cancer fits.

    Source:
        Invented numbers; Bayes' rule.

    Example:
        >>> for verdict in two_organs(True, True):
        ...     print(verdict)
        Cancer A (invented): 50% if the organs were independent, 80% in fact.
        Cancer B (invented): 50% if the organs were independent, 20% in fact.
    """
    priors = [1.0] * len(joints) if weights is None else list(weights)
    if len(priors) != len(joints) or not joints or min(priors) < 0:
        raise ValueError(
            f"There are {len(priors)} weights for {len(joints)} cancers; give one of 0 or more for each."
        )
    naive = [
        prior * joint.share(first, None) * joint.share(None, second)
        for prior, joint in zip(priors, joints, strict=True)
    ]
    exact = [prior * joint.share(first, second) for prior, joint in zip(priors, joints, strict=True)]
    if not (sum(naive) and sum(exact)):
        raise ValueError("No cancer of these tables fits what is known of the two organs.")
    return tuple(
        Verdict(joint.primary, one / sum(naive), other / sum(exact))
        for joint, one, other in zip(joints, naive, exact, strict=True)
    )
