"""Published two-arm trials of local treatment for few metastases, ready to be laid beside resampled ones.

Where the model is wrong about the world: published shares come from survival curves with people who left early, so
"42.3% of 66" is not a count of people; a hazard ratio worked from two medians holds only if the hazards are
constant. Each result says which kind it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metalearn import datasets
from metalearn.datasets import TrialResult
from metalearn.models import checks
from metalearn.models.outcomes.trials import Design

_SURVIVAL = "overall survival"


@dataclass(frozen=True, slots=True)
class Published:
    """One outcome of a published trial, both arms together.

    Attributes:
        trial: Its name.
        outcome: What was compared, such as "5-year overall survival".
        n_control: People in the control arm.
        n_treated: People in the treated arm.
        control: Value in the control arm, in ``unit``.
        treated: Value in the treated arm.
        unit: "percent" or "months".
        hazard_ratio: As published, or worked from two medians; None when neither can be had.
        ratio_low: Lower end of its interval, when published.
        ratio_high: Upper end.
        ratio_kind: "published", "from medians" or "".
        p_value: As published, in words.
        source_id: Where it comes from.
    """

    trial: str
    outcome: str
    n_control: int
    n_treated: int
    control: float
    treated: float
    unit: str
    hazard_ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    ratio_kind: str
    p_value: str
    source_id: str

    @property
    def difference(self) -> float:
        """Treated minus control, as a share.

        Raises:
            ValueError: When the outcome is not a percentage.
        """
        if self.unit != "percent":
            raise ValueError(
                f"{self.trial}, {self.outcome}: measured in {self.unit}, so there is no share to compare."
            )
        return (self.treated - self.control) / 100

    def design(self, *, effect: bool = True) -> Design:
        """Return a design of the same size, whose truth is what was published, or that there is no effect.

        Args:
            effect: False gives both arms the share of everybody together.

        Raises:
            ValueError: When the outcome is not a percentage.
        """
        shift = self.difference  # refuses what is not a percentage
        low = self.control / 100
        if effect:
            return Design(self.n_control, self.n_treated, low, self.treated / 100)
        together = low + shift * self.n_treated / (self.n_control + self.n_treated)
        return Design(self.n_control, self.n_treated, together, together)


def published() -> tuple[Published, ...]:
    """Return every outcome about overall survival for which the table has both arms.

    Returns:
        In the order of the table.

    Source:
        Each result's own ``source_id``: ``palma_2020``, ``harrow_2022``, ``palma_2019_news``, ``gomez_2019``.

    Example:
        >>> sabr = result("SABR-COMET", "5-year overall survival")
        >>> round(100 * sabr.difference, 1), sabr.n_control, sabr.n_treated
        (24.6, 33, 66)
    """
    return tuple(_together(*arms) for arms in _pairs())


def result(trial: str, outcome: str) -> Published:
    """Return one outcome of one trial.

    Raises:
        UnknownNameError: When the table has no such trial, or the trial no such outcome about overall survival.
    """
    here = "metalearn.models.real_trials.published()"
    every = published()
    trial = checks.one_of("trial", trial, list(dict.fromkeys(each.trial for each in every)), here)
    outcomes = {each.outcome: each for each in every if each.trial == trial}
    return outcomes[checks.one_of(f"outcome of {trial}", outcome, list(outcomes), here)]


def _pairs() -> Iterator[tuple[TrialResult, TrialResult]]:
    """Control and treated rows of the same trial, report and outcome."""
    groups: dict[tuple[str, str, str], list[TrialResult]] = {}
    for row in datasets.trials():
        if row.outcome.endswith(_SURVIVAL):
            groups.setdefault((row.trial, row.source_id, row.outcome), []).append(row)
    for rows in groups.values():
        control = [row for row in rows if row.arm_kind == "control"]
        treated = [row for row in rows if row.arm_kind == "local"]
        if len(control) == len(treated) == 1:
            yield control[0], treated[0]


def _together(control: TrialResult, treated: TrialResult) -> Published:
    low, high = control.value, treated.value
    ratio, kind = treated.hazard_ratio, "published"
    if ratio is None:
        medians = treated.unit == "months" and low > 0 and high > 0
        ratio, kind = (low / high, "from medians") if medians else (None, "")
    return Published(
        trial=control.trial,
        outcome=control.outcome,
        n_control=control.n_arm,
        n_treated=treated.n_arm,
        control=low,
        treated=high,
        unit=control.unit,
        hazard_ratio=ratio,
        ratio_low=treated.hr_low,
        ratio_high=treated.hr_high,
        ratio_kind=kind,
        p_value=treated.p_value,
        source_id=treated.source_id,
    )
