"""Loaders of the journey of a tumour cell."""

from __future__ import annotations

from functools import cache

from metalearn.datasets.loaders.picking import every
from metalearn.datasets.records.journey import Barrier, CascadeStage, CascadeStep, Quantity, SurvivalPreset
from metalearn.errors import unknown

ROUTES = ("blood", "lymph", "cavity", "nerve")


def cascade_steps(route: str | None = None) -> tuple[CascadeStep, ...]:
    """Return the steps of the cascade at full depth.

    Args:
        route: blood, lymph, cavity or nerve; every step when None.

    Returns:
        The steps in order.

    Raises:
        UnknownNameError: When there is no such route.

    Example:
        >>> len(cascade_steps())
        24
    """
    steps = every(CascadeStep)
    return steps if route is None else tuple(step for step in steps if _route(route) in step.routes)


def cascade_stages(route: str = "blood") -> tuple[CascadeStage, ...]:
    """Return the five stages of spread on one route, at short depth.

    Args:
        route: blood, lymph, cavity or nerve.

    Raises:
        UnknownNameError: When there is no such route.

    Example:
        >>> [stage.stage for stage in cascade_stages("nerve")]
        ['invasion', 'entry', 'transport', 'arrival', 'colonisation']
    """
    return tuple(stage for stage in every(CascadeStage) if stage.route == _route(route))


def _route(route: str) -> str:
    if route not in ROUTES:
        raise unknown("route", route, ROUTES, "metalearn.datasets.ROUTES")
    return route


@cache
def survival_presets() -> tuple[SurvivalPreset, ...]:
    """Return the sets of survival fractions that the funnel can start from.

    Fractions are shares of the cells that reach a barrier, 0 to 1. They come from animals and teaching
    estimates, not from patients; each says which.

    Example:
        >>> [preset.name for preset in survival_presets()]
        ['classic', 'fidler_1970', 'koop_1995']
    """
    barriers = every(Barrier)
    titles = {barrier.preset: barrier.preset_title for barrier in barriers}
    return tuple(
        SurvivalPreset(name, title, tuple(each for each in barriers if each.preset == name))
        for name, title in titles.items()
    )


def cascade_quantities() -> tuple[Quantity, ...]:
    """Return published numbers about the journey of a tumour cell, each with its own unit.

    Example:
        >>> all(quantity.unit for quantity in cascade_quantities())
        True
    """
    return every(Quantity)
