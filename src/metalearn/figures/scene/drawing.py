"""The scene of the cascade stepper, drawn once: the live view, the static twin and the print are this drawing."""

from __future__ import annotations

from typing import Any

from metalearn.figures.scene.anchors import Place, Stop
from metalearn.figures.scene.cells import IDS, shapes, use
from metalearn.figures.scene.channels import ROUTES, channel, lanes
from metalearn.figures.scene.extras import FRONT, UNDER, own, shared
from metalearn.figures.scene.geometry import BOTTOM, HEIGHT, TOP, WIDTH
from metalearn.figures.scene.labels import headings, pill, sentence, tags
from metalearn.figures.scene.places import clips, masses, organ, tissue, tumour
from metalearn.figures.scene.stops import keys, stop
from metalearn.figures.svg import element, stylesheet, used


def draw(route: str, key: str) -> str:
    """Draw one step of the journey, with nothing in it that the step does not need.

    Args:
        route: blood, lymph, cavity or nerve.
        key: One of ``metalearn.figures.scene.stops.keys(route)``.

    Returns:
        An ``<svg>`` element that carries its own style sheet.

    Example:
        >>> "Tumour" in draw("blood", "entry")
        True
    """
    here = stop(route, key)
    return _scene((route,), route, here, live=False)


def draw_all() -> str:
    """Draw everything that any step on any route needs, for a view that changes between them.

    Returns:
        An ``<svg>`` element, showing the first step by blood; :func:`change` says what makes another step of it.
    """
    return _scene(ROUTES, "blood", stop("blood", "invade"), live=True)


def change(route: str, key: str) -> dict[str, Any]:
    """Return what a live view has to set to get from any step to this one.

    Returns:
        ``cells``: style and class of the travelling cells; ``halo``: cx, cy, rx, ry; ``says``: words, middle and
        width of the field around them; ``shows``: names of the extra drawings; ``part``.
    """
    here = stop(route, key)
    x, width = pill(here)
    return {
        "cells": [[_transform(place), _look(place)] for place in here.cells],
        "halo": [*map(_short, here.centre), *here.reach],
        "says": [here.words, _short(x), _short(width)],
        "shows": list(here.shows),
        "part": here.part,
    }


def _scene(routes: tuple[str, ...], route: str, here: Stop, live: bool) -> str:
    shows = {each: _shows(each) if live else here.shows for each in routes}
    body = [
        element("rect", y=TOP - 6, width=WIDTH, height=BOTTOM - TOP + 12, rx=26, class_="body"),
        *(tissue(), organ()),
        *(_only(each, route, channel(each)) for each in routes),
        *_shared(routes, shows),
        *(_only(each, route, *_own(each, shows[each], front=False)) for each in routes),
        element("g", *(_cell(place) for place in here.cells), class_="cells"),
        *(_only(each, route, *_own(each, shows[each], front=True)) for each in routes),
        _halo(here),
        *(_only(each, route, headings(each, here.part), tags(each)) for each in routes),
        sentence(here),
    ]
    return _whole("".join(body), live)


def _whole(body: str, live: bool) -> str:
    """Put before a drawing what it stands on: style rules and shapes, and only those it uses."""
    defined = ""
    for definition in (*masses(), *shapes()):  # the masses first, because they are made of shapes
        name = definition.partition(f'id="{IDS}')[2].partition('"')[0]
        if f'#{IDS}{name}"' in body + defined:
            defined += definition
    looks = "ml-drawing scene"
    rules = stylesheet("scene") + lanes() if live else stylesheet("scene", live=False)
    kept = rules if live else used(rules, f'class="{looks}"{body}{defined}')
    return element(
        "svg",
        f"<style>{kept}</style>",
        element("defs", defined),
        clips(),
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_=looks,
    )


def _shows(route: str) -> tuple[str, ...]:
    """Return the names of all extra drawings of a route."""
    return tuple(dict.fromkeys(name for key in keys(route) for name in stop(route, key).shows))


def _shared(routes: tuple[str, ...], shows: dict[str, tuple[str, ...]]) -> list[str]:
    """Draw the tumour, and the extras beneath and above it that all routes have in common."""
    names = tuple(dict.fromkeys(name for each in routes for name in shows[each]))
    return [
        *(shared(name) for name in names if name in UNDER),
        tumour() if "large" in names else "",
        *(shared(name) for name in names if name not in UNDER),
    ]


def _own(route: str, shows: tuple[str, ...], front: bool) -> list[str]:
    return [own(name, route) for name in shows if (name in FRONT) is front]


def _only(route: str, current: str, *parts: str) -> str:
    """Group what belongs to one route."""
    if not any(parts):
        return ""
    return element("g", *parts, class_="only on" if route == current else "only", data_route=route)


def _cell(place: Place) -> str:
    return element(
        "g",
        use("tumour", 0, 0, kind="round"),
        use("spindle", 0, 0, kind="long"),
        class_=_look(place),
        style=f"transform:{_transform(place)}",
    )


def _look(place: Place) -> str:
    return f"cell {place.look}".strip()


def _transform(place: Place) -> str:
    return f"translate({_short(place.x)}px,{_short(place.y)}px) rotate({_short(place.turn)}deg) scale({place.scale})"


def _halo(here: Stop) -> str:
    (x, y), (rx, ry) = here.centre, here.reach
    return "".join(
        element("ellipse", cx=x, cy=y, rx=rx, ry=ry, class_=kind) for kind in ("halo glow", "halo")
    )


def _short(value: float) -> float:
    return round(value) if abs(value - round(value)) < 0.05 else round(value, 1)
