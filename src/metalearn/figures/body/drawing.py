"""The body map, drawn once: the live view, the static twin and the print are this drawing."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from metalearn.figures.body import cavities as body_cavities
from metalearn.figures.body import labels as body_labels
from metalearn.figures.body import organs as body_organs
from metalearn.figures.body import outline as body_outline
from metalearn.figures.body import vessels as body_vessels
from metalearn.figures.body.geometry import HEIGHT, TOP, WIDE
from metalearn.figures.body.labels import Placed
from metalearn.figures.svg import element, stylesheet, used

_LOOKS = "ml-drawing body-map"
_VIEW_BOX = f"{WIDE[0]} {TOP} {WIDE[1]} {HEIGHT}"


@functools.cache
def _person() -> str:
    """The body without its vessels, and with nothing lit."""
    return "".join(
        [
            body_outline.person(),
            body_outline.bones(),
            body_organs.behind(),
            body_organs.chest(),
            body_organs.heart(),
            body_organs.belly(),
            body_organs.outlines(),
            body_organs.head(),
            body_outline.base_of_spine(),
            body_organs.neck(),
            *(body_organs.mark(part) for part in body_organs.MARKS),
            body_organs.skin(),
            body_outline.folds(),
        ]
    )


@functools.cache
def _systems() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The vessels of each route, those further back first."""
    more = {
        "nerve": (),
        "cavity": body_cavities.cavities(),
        "blood": (body_vessels.plexus(),),
        "lymph": body_vessels.nodes(),
    }
    return tuple((route, (*body_vessels.system(route), *others)) for route, others in more.items())


def draw_all() -> str:
    """Draw the person for a view that lights parts of it and puts the labels in itself."""
    vessels = (element("g", *parts, class_=f"system {route}") for route, parts in _systems())
    return _whole(stylesheet("body"), _person() + "".join(vessels), "")


def draw(system: str, lit: Mapping[str, str], marks: tuple[Placed, ...]) -> str:
    """Draw one state of the map, with nothing in it that the state does not show.

    Args:
        system: The route whose vessels are faintly in sight, or "" for none.
        lit: Parts of the drawing with the classes that light them.
        marks: The marks with their labels.

    Returns:
        An ``<svg>`` element that carries its own style sheet.

    Example:
        >>> "liver lit first" in draw("blood", {"liver": "lit first"}, ())
        True
    """
    vessels = ""
    for route, parts in _systems():
        shown = [_lit(part, lit) for part in parts]
        kept = [body_vessels.layered(now) for part, now in zip(parts, shown, strict=True) if now != part]
        faint = [part for part, now in zip(parts, shown, strict=True) if now == part and route == system]
        vessels += element("g", *faint, *kept, class_=f"system {route}") if faint or kept else ""
    body = re.sub(r' data-part="[^"]*"', "", _lit(_person(), lit) + vessels)
    whole = body + body_labels.draw(marks)
    return _whole(used(stylesheet("body", live=False), f'class="{_LOOKS}"{whole}'), whole, system)


def _lit(drawn: str, lit: Mapping[str, str]) -> str:
    """Add to each part the classes that light it."""

    def look(found: re.Match[str]) -> str:
        classes = lit.get(found[2], "")
        return f'class="{found[1]}{classes and " "}{classes}" data-part="{found[2]}"'

    return re.sub(r'class="([^"]*)" data-part="([^"]*)"', look, drawn)


def _whole(rules: str, body: str, system: str) -> str:
    return element(
        "svg",
        f"<style>{rules}</style>",
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=_VIEW_BOX,
        class_=_LOOKS,
        data_route=system,
    )
