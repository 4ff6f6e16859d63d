"""What the cascade stepper says at each step of each route: plain data, made by pure functions."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from metalearn import datasets
from metalearn.datasets import ROUTES, CascadeStage, CascadeStep, Evidence
from metalearn.datasets.cards import told
from metalearn.errors import UnknownNameError
from metalearn.errors import unknown as unknown_name
from metalearn.figures.scene import stops as scene_stops
from metalearn.words import _

DEPTHS = ("short", "full")
ROUTE_NAMES = {"blood": "blood", "lymph": "lymph", "cavity": _("body cavity"), "nerve": _("along nerves")}
_BY_ROUTE = {
    "blood": _("by blood"),
    "lymph": _("by lymph"),
    "cavity": _("through a body cavity"),
    "nerve": _("along nerves"),
}
_READ = {
    "yes": _("What is said here was read in the sources named."),
    "partial": _("What is said here was only partly checked in its sources."),
    "no": _("What is said here was not checked in a source."),
}
# The finding that a stage of the short depth shows, by its place in the table of steps, where the route has it.
_FACTS = {
    "invasion": (7,),
    "entry": (8, 9, 10, 11),
    "transport": (14,),
    "arrival": (16,),
    "colonisation": (19,),
}
_TEXTS = ("what_happens", "key_molecules", "what_stops_most_cells", "drugs_or_trials")
NO_FIGURE = _("The table has no sourced figure for this step.")
NO_DRUG = _("None in this teaching table; that does not mean that none exists.")
NO_MOLECULES = _("None named in the sources we read.")


@dataclass(frozen=True, slots=True)
class StepState:
    """One state of the stepper: where the reader is, and what the card says there.

    Attributes:
        route: blood, lymph, cavity or nerve.
        depth: "short" (5 stages) or "full" (every step of the table on this route).
        number: From 1.
        count: How many steps there are on this route at this depth.
        stage: before, invasion, entry, transport, arrival, colonisation or beyond.
        phase: The phase in words, empty at short depth.
        title: Plain words, the technical word in brackets.
        key: The picture that belongs to it.
        happens: What happens.
        molecules: Key molecules and cells.
        stops: What stops most cells.
        drugs: Drugs or trials aimed at it.
        fact: A sourced figure or finding.
        fact_from: The sources of the row that the figure stands in; empty when there is none.
        sure: How sure we are: what is debated, how the row was checked, which route the evidence is from.
        source_ids: The sources of the card.
        cards: The evidence cards: of the figure or finding, and of every other text with a number in it.
    """

    route: str
    depth: str
    number: int
    count: int
    stage: str
    phase: str
    title: str
    key: str
    happens: str
    molecules: str
    stops: str
    drugs: str
    fact: str
    fact_from: str
    sure: tuple[str, ...]
    source_ids: tuple[str, ...]
    cards: tuple[Evidence, ...]

    @property
    def heading(self) -> str:
        """Where the reader is, in one line."""
        phase = f"{self.phase}: " if self.phase else ""
        return _("Step {number} of {count}: {phase}{title}").format(
            number=self.number, count=self.count, phase=phase, title=self.title
        )


def check_route(route: str) -> str:
    """Return the route if there is such a one.

    Raises:
        UnknownNameError: With the nearest right name.

    Example:
        >>> check_route("lymph")
        'lymph'
    """
    if route not in ROUTES:
        raise unknown_name("route", route, ROUTES, "metalearn.datasets.ROUTES")
    return route


def check_depth(depth: str) -> str:
    """Return the depth if there is such a one.

    Raises:
        UnknownNameError: With the nearest right name.
    """
    if depth not in DEPTHS:
        raise unknown_name("depth", depth, DEPTHS, "metalearn.figures.stepper_state.DEPTHS")
    return depth


def check_step(route: str, depth: str, step: int) -> int:
    """Return the step if the route has it at this depth.

    Raises:
        UnknownNameError: Saying how many steps there are.

    Example:
        >>> check_step("lymph", "short", 9)
        Traceback (most recent call last):
        ...
        metalearn.errors.UnknownNameError: There is no step 9: the lymph route has steps 1 to 5 at short depth.
    """
    count = len(states(route, depth))
    if not isinstance(step, int) or not 1 <= step <= count:
        raise UnknownNameError(
            f"There is no step {step}: the {route} route has steps 1 to {count} at {depth} depth."
        )
    return step


def states(route: str, depth: str) -> tuple[StepState, ...]:
    """Return every state of one route at one depth, in order.

    Args:
        route: blood, lymph, cavity or nerve.
        depth: "short" or "full".

    Raises:
        UnknownNameError: For an unknown route or depth.

    Source:
        Each state names its own; see :func:`metalearn.datasets.cascade_steps`.

    Example:
        >>> [len(states(route, "full")) for route in ("blood", "lymph")]
        [21, 10]
        >>> states("blood", "short")[1].heading
        'Step 2 of 5: Entering a blood vessel (intravasation)'
    """
    return _states(check_route(route), check_depth(depth))


@functools.cache
def _states(route: str, depth: str) -> tuple[StepState, ...]:
    if depth == "short":
        stages = datasets.cascade_stages(route)
        return tuple(_of_stage(stage, i, len(stages)) for i, stage in enumerate(stages, start=1))
    steps = datasets.cascade_steps(route)
    return tuple(_of_step(step, route, i, len(steps)) for i, step in enumerate(steps, start=1))


def _of_step(step: CascadeStep, route: str, number: int, count: int) -> StepState:
    return StepState(
        route=route,
        depth="full",
        number=number,
        count=count,
        stage=step.stage,
        phase=step.phase,
        title=step.step,
        key=scene_stops.key_of_step(step.order),
        happens=step.what_happens,
        molecules=step.key_molecules or NO_MOLECULES,
        stops=step.what_stops_most_cells,
        drugs=step.drugs_or_trials or NO_DRUG,
        fact=step.fact or NO_FIGURE,
        fact_from=cited(step.source_ids) if step.fact else "",
        sure=_sure(step, route),
        source_ids=step.source_ids,
        cards=(_main(step), *told(step, *_TEXTS, "controversy")),
    )


def _of_stage(stage: CascadeStage, number: int, count: int) -> StepState:
    steps = [step for step in datasets.cascade_steps(stage.route) if step.stage == stage.stage]
    drugs = dict.fromkeys(step.drugs_or_trials for step in steps if step.drugs_or_trials)
    found = _fact_of(stage, steps)
    sure = [
        _READ.get(stage.checked, _READ["no"]),
        *dict.fromkeys(s.controversy for s in steps if s.controversy),
    ]
    if found and _borrowed(found, stage.route):
        sure.append(_borrowed(found, stage.route))
    return StepState(
        route=stage.route,
        depth="short",
        number=number,
        count=count,
        stage=stage.stage,
        phase="",
        title=stage.title,
        key=scene_stops.key_of_stage(stage.route, stage.stage),
        happens=stage.what_happens,
        molecules=stage.key_molecules or NO_MOLECULES,
        stops=stage.what_stops_most_cells,
        drugs="; ".join(drugs) or NO_DRUG,
        fact=found.fact if found else NO_FIGURE,
        fact_from=cited(found.source_ids) if found else "",
        sure=tuple(sure),
        source_ids=tuple(dict.fromkeys((*stage.source_ids, *(found.source_ids if found else ())))),
        cards=(
            *((_main(found),) if found else ()),
            stage.evidence("what_happens"),
            *told(stage, *_TEXTS[1:3]),
            *(card for step in steps for card in told(step, "drugs_or_trials", "controversy")),
        ),
    )


def _main(step: CascadeStep) -> Evidence:
    """The card of the figure or finding of a step, or of what happens there."""
    return step.evidence("fact" if step.fact else "what_happens")


def _fact_of(stage: CascadeStage, steps: list[CascadeStep]) -> CascadeStep | None:
    wanted = _FACTS.get(stage.stage, ())
    return next((step for step in steps if step.order in wanted and step.fact), None)


def _sure(step: CascadeStep, route: str) -> tuple[str, ...]:
    parts = (step.controversy, _READ.get(step.checked, _READ["no"]), _borrowed(step, route))
    return tuple(part for part in parts if part)


def _borrowed(step: CascadeStep, route: str) -> str:
    if step.evidence_route in ("all", route):
        return ""
    return _("The evidence for it comes from spread {by}, not from this route.").format(
        by=_BY_ROUTE[step.evidence_route]
    )


def cited(source_ids: tuple[str, ...]) -> str:
    """Name sources in the shortest form.

    Example:
        >>> cited(("fidler_1970", "koop_1995"))
        'Fidler 1970; Koop et al. 1995'
    """
    return "; ".join(datasets.reference(source_id).short() for source_id in source_ids)


def title(route: str, depth: str) -> str:
    """Return the title of the whole: which route, how many steps.

    Example:
        >>> title("nerve", "short")
        'The journey of one cell, along nerves, in 5 steps'
    """
    return _("The journey of one cell, {by}, in {n} steps").format(
        by=_BY_ROUTE[route], n=len(states(route, depth))
    )


def elsewhere(state: StepState, route: str, depth: str) -> int:
    """Return the step that matches on another route or at another depth.

    The first step stays the first; otherwise it is the same step, else the same stage, else the last one before it.

    Example:
        >>> elsewhere(states("blood", "short")[2], "blood", "full")
        9
    """
    targets = states(route, depth)
    if state.number == 1:
        return 1
    for match in ("title", "stage"):
        for target in targets:
            if getattr(target, match) == getattr(state, match):
                return target.number
    return _near(state, targets)


def _near(state: StepState, targets: tuple[StepState, ...]) -> int:
    """Return the last step that is not further on than this one."""
    order = ("before", "invasion", "entry", "transport", "arrival", "colonisation", "beyond")
    earlier = [target.number for target in targets if order.index(target.stage) <= order.index(state.stage)]
    return earlier[-1] if earlier else 1
