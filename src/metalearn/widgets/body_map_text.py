"""The words of the body map: its labels, its full description and its static twin."""

from __future__ import annotations

import textwrap
from html import escape

from metalearn.figures import svg, twin
from metalearn.figures.body import drawing as body_drawing
from metalearn.figures.body.state import SOIL, VIEWS, WAY_TITLE, MapState
from metalearn.figures.body.ways import ROUTE_NAMES
from metalearn.words import _

WORDS = {
    "label": _("Body map: ways of metastasis, and the organs they reach"),
    "view": _("What to do"),
    "primary": _("Where the cancer began"),
    "route": _("Route"),
    "soil": _("What decides"),
    "organ": _("Organ"),
    "no_organ": _("none chosen"),
    "list": _("Organs: arrow keys move to the neighbour in that direction, Enter chooses, Escape clears"),
    "way": WAY_TITLE,
    "evidence": _("Evidence cards"),
    "mind": _("Mind:"),
}
_WIDTH = 110
_PICTURE = 700


def controls(view: str, primary: str, route: str, soil: bool, selected: str) -> list[str]:
    """Return the controls and how they are set, in words."""
    said = [f"{WORDS['view']}: {VIEWS[view]}"]
    if view == "organs":
        return [*said, f"{WORDS['organ']}: {selected or WORDS['no_organ']}"]
    said += [f"{WORDS['primary']}: {primary}", f"{WORDS['route']}: {ROUTE_NAMES[route]}"]
    return [*said, f"{WORDS['soil']}: {SOIL[soil]}"]


def describe(state: MapState, set_to: list[str]) -> str:
    """Return everything on screen as text: headline, controls, sentences, the picture, the way and the table."""
    lines = [state.headline, *set_to]
    lines += [line for text in (*state.sentences, state.shown) for line in _wrapped(text)]
    if state.way:
        lines += ["", f"{WORDS['way']}:"]
        lines += [
            line for row in state.way[1:] for line in _wrapped(f"  {row[0]}: {row[1]}. {row[2]} [{row[3]}]")
        ]
    if state.rows != [list(row) for row in state.way]:
        lines += ["", f"{state.title}:", *_table(state)]
    lines += [line for text in state.notes for line in _wrapped(f"{WORDS['mind']} {text}")]
    return "\n".join(lines)


def _table(state: MapState) -> list[str]:
    """Each row in a line: its name, and its other cells, each with the heading of its column where there are many."""
    head, *rows = state.rows
    if len(head) == 2:
        return [line for row in rows for line in _wrapped(f"  {row[0]}: {row[1]}")]
    cells = (
        (row[0], "; ".join(f"{name}: {cell}" for name, cell in zip(head[1:], row[1:], strict=True)))
        for row in rows
    )
    return [line for name, rest in cells for line in _wrapped(f"  {name}. {rest}")]


def _wrapped(text: str) -> list[str]:
    inner = "    " if text.startswith("  ") else "  "
    return textwrap.wrap(text, _WIDTH, subsequent_indent=inner, break_long_words=False) or [""]


def static_twin(state: MapState, selected: str) -> str:
    """Return the picture of a state with its sentences, the way, the table and where it all comes from."""
    lit = {**state.lit}
    marks = tuple(
        each
        for each in state.marks
        if not selected or each.mark.name == selected or each.mark.kind != "place"
    )
    drawing = svg.picture(body_drawing.draw(state.system, lit, marks))
    way = [list(row) for row in state.way]
    both = bool(way) and state.rows != way
    return twin.figure(
        state.headline,
        *map(twin.paragraph, state.sentences),
        twin.image(drawing, state.shown, _PICTURE),
        twin.table(way, WORDS["way"]) if both else "",
        twin.table(state.rows, state.title),
        "".join(f"<p><strong>{escape(WORDS['mind'])}</strong> {escape(text)}</p>" for text in state.notes),
        twin.evidence(state.cards),
    )
