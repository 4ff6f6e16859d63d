"""RECIST 1.1, target lesions at one visit: the sum of diameters against baseline and against the smallest sum so far.

Where the model is wrong about the world: it takes each measurement as exact. Two readers, or one reader twice, differ
by a millimetre or several, and near a limit that changes the answer. It looks at one visit alone: a sum that rises back
above 70% of baseline without progression is SD here. By the working group's answer (``eortc_recist_sd``,
``eortc_recist_pr``) a partial response that was confirmed stays one until progression, judged from the smallest sum;
that needs the visits before, so it is done where they are known, in ``metalearn.models.recist.assess``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from metalearn.errors import unknown
from metalearn.models.response.targets import NODE_NORMAL, Target, check
from metalearn.models.wording import signed
from metalearn.words import _

TargetResponse = Literal["CR", "PR", "SD", "PD", "NE", "none"]


@dataclass(frozen=True, slots=True)
class Targets:
    """The target lesions at one visit.

    Attributes:
        sum_mm: Sum of diameters in mm; None when a target was not measured or there are none.
        baseline_mm: Sum at baseline.
        nadir_mm: Smallest sum before this visit, baseline included.
        from_baseline: Change from baseline in percent, or None.
        from_nadir: Change from the smallest sum in percent; None also when that was 0.
        growth_mm: Sum minus the smallest sum in mm, or None.
        response: "CR", "PR", "SD", "PD", "NE" or "none".
        reasons: Why, in short sentences.
    """

    sum_mm: float | None
    baseline_mm: float
    nadir_mm: float
    from_baseline: float | None
    from_nadir: float | None
    growth_mm: float | None
    response: TargetResponse
    reasons: tuple[str, ...]


def measure(
    targets: Sequence[Target], sizes: Mapping[str, float | None], nadir_mm: float | None = None
) -> Targets:
    """Compare the target lesions with baseline and with the smallest sum so far.

    Args:
        targets: The target lesions, as chosen at baseline.
        sizes: For each of them its diameter in mm now: 0 when it has gone, None when it was not measured.
        nadir_mm: Smallest sum so far in mm, baseline included; baseline when left out.

    Raises:
        ValueError: When the targets break the rules, or sizes and targets do not belong together.

    Source:
        ``pmc2755245``; rows S51 to S54 and S61 of the table ``staging``.

    Example:
        >>> now = measure([Target("a", "liver", 50), Target("b", "lung", 30)], {"a": 36, "b": 25}, nadir_mm=50)
        >>> now.response, round(now.from_nadir, 1), now.growth_mm
        ('PD', 22.0, 11.0)
    """
    check(targets)
    _check_sizes(targets, sizes)
    baseline = math.fsum(target.mm for target in targets)
    nadir = baseline if nadir_mm is None else min(nadir_mm, baseline)
    if not targets:
        return Targets(None, 0.0, 0.0, None, None, None, "none", (_("There are no target lesions."),))
    if any(mm is None for mm in sizes.values()):
        return _incomplete(targets, sizes, baseline, nadir)
    total = math.fsum(mm or 0 for mm in sizes.values())
    response = _response(targets, sizes, total, baseline, nadir)
    told = (_compared(total, baseline, nadir), _meaning(response, total, baseline))
    percent = 100 * (total - nadir) / nadir if nadir else None
    change = 100 * (total - baseline) / baseline
    return Targets(total, baseline, nadir, change, percent, total - nadir, response, told)


def _response(
    targets: Sequence[Target], sizes: Mapping[str, float | None], total: float, baseline: float, nadir: float
) -> TargetResponse:
    if all((sizes[t.name] or 0) < NODE_NORMAL if t.is_node else not sizes[t.name] for t in targets):
        return "CR"
    if _progressed(total, nadir):
        return "PD"
    return "PR" if total <= 0.7 * baseline + 1e-9 * baseline else "SD"


def _progressed(total: float, nadir: float) -> bool:
    """At least 20% above the smallest sum and at least 5 mm; the slack is for sums such as 0.1 + 0.2."""
    return total >= 1.2 * nadir - 1e-9 * nadir and total - nadir >= 5 - 1e-9


def _incomplete(
    targets: Sequence[Target], sizes: Mapping[str, float | None], baseline: float, nadir: float
) -> Targets:
    lacking = ", ".join(sorted(name for name, mm in sizes.items() if mm is None))
    least = math.fsum(mm or 0 for mm in sizes.values())
    if _progressed(least, nadir):
        text = _(
            "Not measured: {names}. The others alone add up to {sum:g} mm, which is progression already."
        )
        why = text.format(names=lacking, sum=least)
        return Targets(None, baseline, nadir, None, None, None, "PD", (why,))
    text = _("Not measured: {names}. The sum is not evaluable (NE); a missing scan can look like a response.")
    why = text.format(names=lacking)
    note = _("This rule was not checked at its source.")
    return Targets(None, baseline, nadir, None, None, None, "NE", (why, note))


def percent(change: float) -> str:
    """Return a change in whole percent, or with as many decimals as keep it on its side of −30% and of +20%.

    Args:
        change: The change in percent.

    Example:
        >>> percent(-23.75), percent(19.9), percent(-29.96), percent(-0.2)
        ('−24%', '+19.9%', '−29.96%', '+0%')
    """
    responds, grows = change <= -30 + 1e-7, change >= 20 - 1e-7
    for decimals in range(7):
        rounded = round(change, decimals) + 0.0  # so that -0.2 becomes 0 and not -0
        if (rounded <= -30) == responds and (rounded >= 20) == grows:
            break
    return f"{signed(rounded, f'.{decimals}f')}%"


def _compared(total: float, baseline: float, nadir: float) -> str:
    growth = total - nadir
    text = _(
        "Sum {sum:g} mm; baseline {baseline:g} mm ({change}); smallest so far {nadir:g} mm ({growth} mm)."
    )
    if nadir:
        text = _(
            "Sum {sum:g} mm; baseline {baseline:g} mm ({change}); smallest so far {nadir:g} mm ({rise} and "
            "{growth} mm)."
        )
    change = percent(100 * (total - baseline) / baseline)
    rise = percent(100 * growth / nadir) if nadir else ""
    return text.format(
        sum=total, baseline=baseline, change=change, nadir=nadir, rise=rise, growth=signed(growth)
    )


def _meaning(response: TargetResponse, total: float, baseline: float) -> str:
    if response == "CR":
        if total:
            return _("All targets have gone (what is left are nodes below 10 mm): CR.")
        return _("All targets have gone: CR.")
    if response == "PR":
        return _("At least 30% below baseline: PR.")
    if response == "PD":
        if total < baseline:
            return _(
                "At least 20% and at least 5 mm above the smallest sum: PD, although smaller than at baseline."
            )
        return _("At least 20% and at least 5 mm above the smallest sum: PD.")
    return _("Neither 30% below baseline nor 20% and 5 mm above the smallest sum: SD.")


def _check_sizes(targets: Sequence[Target], sizes: Mapping[str, float | None]) -> None:
    names = [target.name for target in targets]
    for name, mm in sizes.items():
        if mm is not None and not 0 <= mm < math.inf:
            raise ValueError(
                f"{name} measures {mm} mm; it must be 0 (gone) or more, or None when it was not measured."
            )
        if name not in names:
            raise unknown("target", name, names, "the list of targets")
    for name in names:
        if name not in sizes:
            raise ValueError(
                f"There is no measurement for {name}; give its mm, 0 when it has gone, None when not measured."
            )
