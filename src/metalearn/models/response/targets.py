"""RECIST 1.1 at baseline: which lesions can be measured, which become targets, and the sum that everything starts from.

Where the model is wrong about the world: it picks by size and spreads the choice over organs. A radiologist also asks
which lesions can be measured the same way again and again, and leaves out those that were irradiated, lie in each
other's shadow or have no clear edge.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from metalearn.errors import unknown
from metalearn.models import checks
from metalearn.models.response.organs import BONE, NODES, organ

MOST, MOST_IN_ORGAN = 5, 2
NODE_NORMAL, NODE_TARGET = 10.0, 15.0
_SMALLEST = {"CT": 10.0, "MRI": 10.0, "chest X-ray": 20.0, "caliper": 10.0}

Role = Literal["measurable", "non-target", "normal"]


@dataclass(frozen=True, slots=True)
class BaselineLesion:
    """A lesion as it is found before treatment.

    Attributes:
        name: A name of one's own, such as "liver, left".
        organ: The organ, kept as ``organs.organ`` names it: "Liver" is "liver", and all nodes are "lymph nodes".
        mm: The diameter that counts: the short axis for a node, the longest diameter for anything else. None for what
            cannot be measured at all, such as fluid.
        method: "CT" (slices of 5 mm or thinner), "MRI", "chest X-ray" or "caliper".
        soft_tissue: In bone, whether the lesion has a part of soft tissue.
    """

    name: str
    organ: str
    mm: float | None
    method: str = "CT"
    soft_tissue: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "organ", organ(self.organ))  # frozen, and yet every organ has one name
        if self.mm is not None and not 0 < self.mm < math.inf:
            raise ValueError(
                f"{self.name} measures {self.mm} mm; a lesion at baseline must measure more than 0 mm."
            )
        if self.method not in _SMALLEST:
            raise unknown(
                "method", self.method, list(_SMALLEST), "help(metalearn.models.targets.BaselineLesion)"
            )

    @property
    def is_node(self) -> bool:
        """Whether it is a lymph node."""
        return self.organ == NODES


@dataclass(frozen=True, slots=True)
class Target:
    """A target lesion: chosen at baseline and measured at every visit.

    Attributes:
        name: Its name.
        organ: Its organ, kept as ``organs.organ`` names it.
        mm: Its diameter at baseline in mm; the short axis for a node.
        soft_tissue: In bone, whether the lesion has a part of soft tissue; without one it cannot be a target.
    """

    name: str
    organ: str
    mm: float
    soft_tissue: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "organ", organ(self.organ))  # frozen, and yet every organ has one name

    @property
    def is_node(self) -> bool:
        """Whether it is a lymph node."""
        return self.organ == NODES


@dataclass(frozen=True, slots=True)
class Choice:
    """The lesions of one person, sorted.

    Attributes:
        targets: To be measured at every visit, largest first.
        non_targets: To be looked at, not measured; sorted by name.
        normal: Nodes of normal size; sorted by name.
        sum_mm: Sum of the targets' diameters in mm.
        reasons: For each lesion, why it is where it is.
    """

    targets: tuple[Target, ...]
    non_targets: tuple[str, ...]
    normal: tuple[str, ...]
    sum_mm: float
    reasons: tuple[str, ...]


def role(lesion: BaselineLesion) -> tuple[Role, str]:
    """Return whether a lesion can be measured, and why.

    Args:
        lesion: The lesion.

    Returns:
        "measurable" (may become a target), "non-target" or "normal", and the reason as a sentence.

    Source:
        ``pmc2755245``; rows S48 and S49 of the table ``staging``.

    Example:
        >>> role(BaselineLesion("node", "lymph nodes", 12))
        ('non-target', 'node: a node of 12 mm is too large for normal (10 mm) and too small for a target (15 mm).')
        >>> role(BaselineLesion("spot", "lung", 12, method="chest X-ray"))[0]
        'non-target'
    """
    if lesion.mm is None:
        return "non-target", f"{lesion.name}: it cannot be measured."
    size = f"{lesion.mm:g} mm"
    if lesion.is_node:
        if lesion.mm < NODE_NORMAL:
            return "normal", f"{lesion.name}: a node of {size} (short axis) is normal; normal is below 10 mm."
        if lesion.mm < NODE_TARGET:
            why = f"a node of {size} is too large for normal (10 mm) and too small for a target (15 mm)"
            return "non-target", f"{lesion.name}: {why}."
        return "measurable", f"{lesion.name}: a node of {size} (short axis) reaches 15 mm."
    if lesion.organ == BONE and not lesion.soft_tissue:
        return "non-target", f"{lesion.name}: bone without a part of soft tissue is not measurable."
    smallest = _SMALLEST[lesion.method]
    if lesion.mm < smallest:
        return (
            "non-target",
            f"{lesion.name}: {size} is below the {smallest:g} mm that {lesion.method} asks for.",
        )
    return "measurable", f"{lesion.name}: {size} reaches the {smallest:g} mm that {lesion.method} asks for."


def choose(lesions: Iterable[BaselineLesion]) -> Choice:
    """Choose target lesions: five at most, two in an organ at most, the largest first and every organ before a second.

    The order in which the lesions are given does not matter.

    Args:
        lesions: Everything found at baseline, each with a name of its own.

    Raises:
        ValueError: When two lesions share a name.

    Source:
        ``pmc2755245``; row S50 of the table ``staging``. That all nodes are one organ is the working group's answer
        (``eortc_recist_clarifications``).

    Example:
        >>> choice = choose([
        ...     BaselineLesion("liver 1", "liver", 40), BaselineLesion("liver 2", "liver", 25),
        ...     BaselineLesion("liver 3", "liver", 20), BaselineLesion("lung 1", "lung", 15),
        ... ])
        >>> [target.name for target in choice.targets], choice.sum_mm
        (['liver 1', 'liver 2', 'lung 1'], 80.0)
    """
    lesions = checks.names(lesions, "lesions")
    found = sorted(lesions, key=lambda lesion: lesion.name)
    _check_names([lesion.name for lesion in found])
    roles = {lesion.name: role(lesion) for lesion in found}
    measurable = [lesion for lesion in found if roles[lesion.name][0] == "measurable"]
    targets = _pick(measurable)
    chosen = {target.name for target in targets}
    left = {each.name: _left_out(each, targets) for each in measurable if each.name not in chosen}
    return Choice(
        targets=targets,
        non_targets=tuple(n for n, (kind, _) in roles.items() if kind == "non-target" or n in left),
        normal=tuple(n for n, (kind, _) in roles.items() if kind == "normal"),
        sum_mm=float(sum(target.mm for target in targets)),
        reasons=tuple(left.get(name, why) for name, (_, why) in roles.items()),
    )


def check(targets: Sequence[Target]) -> None:
    """Refuse targets that break the rules of baseline.

    Args:
        targets: The target lesions; none for a person without measurable disease.

    Raises:
        ValueError: For more than five, more than two in an organ, two of one name, a node below 15 mm, bone without
            soft tissue or anything else below 10 mm; the message says which.

    Source:
        ``pmc2755245``; rows S48 to S50 of the table ``staging``.

    Example:
        >>> check([Target("a", "liver", 30), Target("b", "liver", 20), Target("c", "liver", 12)])
        Traceback (most recent call last):
        ...
        ValueError: There are 3 targets in liver (a, b, c); no more than 2 in one organ.
    """
    targets = checks.names(targets, "targets")
    if len(targets) > MOST:
        raise ValueError(f"There are {len(targets)} targets; no more than {MOST} may be followed.")
    _check_names([target.name for target in targets])
    for held in dict.fromkeys(target.organ for target in targets):
        same = [target.name for target in targets if target.organ == held]
        if len(same) > MOST_IN_ORGAN:
            raise ValueError(
                f"There are {len(same)} targets in {held} ({', '.join(same)}); "
                f"no more than {MOST_IN_ORGAN} in one organ."
            )
    for target in targets:
        if target.organ == BONE and not target.soft_tissue:
            raise ValueError(
                f"{target.name} lies in bone: without a part of soft tissue it is not measurable and no target. "
                "If it has such a part, say soft_tissue=True; otherwise follow it as a non-target lesion."
            )
        least = NODE_TARGET if target.is_node else 10.0
        if not least <= target.mm < math.inf:
            what = "a target node (short axis)" if target.is_node else "a target"
            raise ValueError(
                f"{target.name} measures {target.mm} mm at baseline; {what} needs {least:g} mm or more."
            )


def _pick(measurable: Iterable[BaselineLesion]) -> tuple[Target, ...]:
    """The largest of each organ first, then the second largest of each, until there are five."""
    by_organ: dict[str, list[Target]] = {}
    for each in sorted(measurable, key=lambda lesion: (-(lesion.mm or 0), lesion.name)):
        target = Target(each.name, each.organ, float(each.mm or 0), each.soft_tissue)
        by_organ.setdefault(each.organ, []).append(target)
    rounds = [[held[turn] for held in by_organ.values() if turn < len(held)] for turn in range(MOST_IN_ORGAN)]
    chosen = [target for each in rounds for target in each][:MOST]
    return tuple(sorted(chosen, key=lambda target: (-target.mm, target.name)))


def _left_out(lesion: BaselineLesion, targets: Sequence[Target]) -> str:
    full = sum(target.organ == lesion.organ for target in targets) == MOST_IN_ORGAN
    why = f"two targets in {lesion.organ} are already chosen" if full else "five targets are already chosen"
    return f"{lesion.name}: measurable, but {why}; it is followed as a non-target."


def _check_names(names: Sequence[str]) -> None:
    twice = [name for i, name in enumerate(names) if name in names[:i]]
    if twice:
        raise ValueError(f"Two lesions are called {twice[0]!r}; give each a name of its own.")
