"""The Sankey as our own SVG: primaries on the left, organs on the right, one story in focus."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from metalearn.figures import svg
from metalearn.figures.sankey_state import Drawable, SankeyState, amount

# Okabe and Ito's palette without yellow and black, which vanish on white and on dark paper.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
BAR = 14.0


@dataclass(frozen=True, slots=True)
class Size:
    """A page layout: outer size, room for the labels on both sides, type size, least height for a label."""

    name: str
    width: float
    height: float
    left: float
    right: float
    type: float
    slot: float


WIDE = Size("wide", 900, 600, 290, 272, 15, 21)
NARROW = Size("narrow", 350, 640, 130, 97, 13, 32)
GAP = 8.0  # between a bar and its label
LETTER = 0.56  # how wide a letter is on average, in type sizes
LINE = 1.15  # from one line of a label to the next, in type sizes
AIRY = 1.4  # how much taller than its labels alone a drawing is, so that the bars keep a height to compare


@dataclass(frozen=True, slots=True)
class Node:
    """A bar with its label: where it stands and how much room it has."""

    name: str
    x: float
    y: float
    height: float
    middle: float
    slot: float


def draw(drawn: Drawable, state: SankeyState, size: Size = WIDE, *, bands: bool = True) -> str:
    """Draw one state.

    Args:
        drawn: The flows, in drawing order.
        state: What is in focus and hidden, and what stands beside the labels.
        size: WIDE or NARROW; with very many names the drawing grows taller.
        bands: Whether to draw the bands; a live view stacks them itself, because they are most of the bytes.

    Returns:
        An ``<svg>`` element. Every flow and node carries ``data-`` attributes, so a live view can select among
        states by changing classes and labels only, and can stack the bands by ``data-scale`` and the bars.
    """
    layout = _layout(drawn, state.unit, size)
    return svg.element(
        "svg",
        svg.element("g", *(_bands(drawn, state, size) if bands else ()), class_="flows"),
        svg.element(
            "g",
            *(_node(node, state, size, -1, color(drawn, node.name)) for node in layout.left),
            *(_node(node, state, size, 1, None) for node in layout.right),
            class_="nodes",
        ),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {size.width:.0f} {layout.height:.0f}",
        class_=f"ml-drawing sankey {size.name}" + (" story" if state.focus else ""),
        data_scale=f"{layout.scale:.6g}",
    )


def _bands(drawn: Drawable, state: SankeyState, size: Size) -> Iterator[str]:
    lit, hidden = frozenset(state.lit), frozenset(state.hidden)
    for i, (path, fill) in _ribbons(drawn, state.unit, size).items():
        kind = "hidden" if i in hidden else "lit" if i in lit else "faded"
        yield svg.element("path", d=path, fill=fill, class_=f"flow {kind}", data_i=i)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the bars stand: the same for all states of a unit."""

    height: float
    scale: float
    left: tuple[Node, ...]
    right: tuple[Node, ...]


@functools.lru_cache(maxsize=32)
def _layout(drawn: Drawable, unit: str, size: Size) -> _Layout:
    size = _tall_enough(drawn, size)
    scale = _scale(drawn, unit, size)
    left = _column(drawn, drawn.primaries, "primary", unit, scale, size)
    right = _column(drawn, drawn.sites, "site", unit, scale, size)
    return _Layout(size.height, scale, left, right)


@functools.lru_cache(maxsize=1024)
def lines_of(name: str, letters: int) -> tuple[str, ...]:
    """Break a name that is too long for a line where its longer half is shortest, and so on.

    Example:
        >>> lines_of("Lung (non-small cell)", 16), lines_of("Lung (non-small cell)", 33)
        (('Lung', '(non-small cell)'), ('Lung (non-small cell)',))
    """
    places = [found.end() for found in re.finditer(r"[ /](?=.)", name)]
    if len(name) <= letters or not places:
        return (name,)
    place = min(places, key=lambda i: (max(i, len(name) - i), i))
    return *lines_of(name[:place].rstrip(), letters), *lines_of(name[place:], letters)


def _lines(name: str, size: Size, side: str) -> tuple[str, ...]:
    """The lines of a label, in the room that the page has on its side."""
    room = size.left if side == "primary" else size.right
    return lines_of(name, int((room - GAP) / (LETTER * size.type)))


def _slot(name: str, size: Size, side: str) -> float:
    """The least height for a label: its lines and, on a phone, the number below them."""
    return size.slot + (len(_lines(name, size, side)) - 1) * LINE * size.type


def _tall_enough(drawn: Drawable, size: Size) -> Size:
    """The same layout, taller when there are more names than it was made for."""
    columns = (("primary", drawn.primaries), ("site", drawn.sites))
    needed = max(sum(_slot(name, size, side) for name in names) for side, names in columns)
    return replace(size, height=max(size.height, round(AIRY * needed)))


def color(drawn: Drawable, primary: str) -> str:
    """Return the colour of a primary; neighbours on the page differ, and the label always says which it is."""
    return PALETTE[drawn.primaries.index(primary) % len(PALETTE)]


@functools.lru_cache(maxsize=32)
def _totals(drawn: Drawable, side: str, unit: str) -> Mapping[str, float]:
    """How much flows through each name of a side."""
    found: dict[str, float] = {}
    for flow in drawn.flows:
        name = getattr(flow, side)
        found[name] = found.get(name, 0.0) + amount(flow, unit)
    return found


def _scale(drawn: Drawable, unit: str, size: Size) -> float:
    """Find the pixels per unit at which the taller column just fits, each bar with room for its label."""
    columns = [
        [(value, _slot(name, size, side)) for name, value in _totals(drawn, side, unit).items()]
        for side in ("primary", "site")
    ]
    low, high = 0.0, size.height / max(sum(value for value, _ in column) for column in columns)
    for _ in range(40):
        middle = (low + high) / 2
        fits = all(
            sum(max(value * middle + 5, slot) for value, slot in column) <= size.height for column in columns
        )
        low, high = (middle, high) if fits else (low, middle)
    return low


def _column(
    drawn: Drawable, names: Sequence[str], side: str, unit: str, scale: float, size: Size
) -> tuple[Node, ...]:
    heights = {name: value * scale for name, value in _totals(drawn, side, unit).items()}
    slots = {name: max(height + 5, _slot(name, size, side)) for name, height in heights.items()}
    spare = (size.height - sum(slots.values())) / len(names)
    x = size.left if side == "primary" else size.width - size.right - BAR
    nodes, top = [], 0.0
    for name in names:
        slot = slots[name] + spare
        middle = top + slot / 2
        nodes.append(Node(name, x, middle - heights[name] / 2, heights[name], middle, slot))
        top += slot
    return tuple(nodes)


@functools.lru_cache(maxsize=32)
def _ribbons(drawn: Drawable, unit: str, size: Size) -> Mapping[int, tuple[str, str]]:
    """The outline and colour of every band that counts somebody, stacked along the bars from the top."""
    layout = _layout(drawn, unit, size)
    x0, x1 = layout.left[0].x + BAR, layout.right[0].x
    leaving = {node.name: node.y for node in layout.left}
    arriving = {node.name: node.y for node in layout.right}
    index = {(flow.primary, flow.site): i for i, flow in enumerate(drawn.flows)}
    ribbons = {}
    for primary in drawn.primaries:
        for site in drawn.sites:
            i = index.get((primary, site))
            if i is None or not amount(drawn.flows[i], unit):
                continue
            height = amount(drawn.flows[i], unit) * layout.scale
            path = _ribbon(x0, leaving[primary], x1, arriving[site], height)
            ribbons[i] = (path, color(drawn, primary))
            leaving[primary] += height
            arriving[site] += height
    return ribbons


def _ribbon(x0: float, y0: float, x1: float, y1: float, height: float) -> str:
    n, middle = svg.number, (x0 + x1) / 2
    return (
        f"M{n(x0)} {n(y0)}C{n(middle)} {n(y0)} {n(middle)} {n(y1)} {n(x1)} {n(y1)}v{n(height)}"
        f"C{n(middle)} {n(y1 + height)} {n(middle)} {n(y0 + height)} {n(x0)} {n(y0 + height)}z"
    )


def _node(node: Node, state: SankeyState, size: Size, side: int, fill: str | None) -> str:
    """Draw a bar, its label beside it, and an invisible field around both that is easy to hit."""
    mark = state.marks.get(node.name, "")
    room = (size.left if side < 0 else size.right) - 4
    hit = svg.element(
        "rect",
        x=node.x - room if side < 0 else node.x,
        y=node.middle - node.slot / 2,
        width=room + BAR,
        height=node.slot,
        class_="hit",
    )
    bar = svg.element(
        "rect", x=node.x, y=node.y, width=BAR, height=max(node.height, 1.5), class_="bar", fill=fill
    )
    kinds = ["node", "primary" if side < 0 else "site"]
    kinds += ["marked"] if mark else []
    kinds += ["chosen"] if node.name == state.focus else []
    label = _label(node, mark, size, side)
    return svg.element("g", hit, bar, label, class_=" ".join(kinds), data_name=node.name)


def _label(node: Node, mark: str, size: Size, side: int) -> str:
    """The name beside its bar, on one line or two; its number stands behind it, on a phone below it."""
    x = node.x - GAP if side < 0 else node.x + BAR + GAP
    below = {"x": x, "dy": f"{LINE}em"}
    first, *rest = _lines(node.name, size, "primary" if side < 0 else "site")
    name = escape(first) + "".join(svg.element("tspan", escape(line), **below) for line in rest)
    return svg.element(
        "text",
        svg.element("tspan", name, class_="name"),
        svg.element(
            "tspan", escape(mark), class_="mark", **(below if size.name == NARROW.name else {"dx": 7})
        ),
        x=x,
        y=node.middle,
        dy=f"{0.35 - LINE / 2 * len(rest):.3g}em",
        text_anchor="end" if side < 0 else "start",
        font_size=size.type,
    )
