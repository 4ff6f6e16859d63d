"""The Sankey as our own SVG: primaries on the left, organs on the right, one story in focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from metalearn.figures import svg
from metalearn.figures.sankey_state import FlowMap, SankeyState, amount

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
NARROW = Size("narrow", 420, 640, 166, 142, 12, 31)


@dataclass(frozen=True, slots=True)
class Node:
    """A bar with its label: where it stands and how much room it has."""

    name: str
    x: float
    y: float
    height: float
    middle: float
    slot: float


def draw(flow_map: FlowMap, state: SankeyState, size: Size = WIDE) -> str:
    """Draw one state.

    Args:
        flow_map: The flows, in drawing order.
        state: What is in focus and hidden, and what stands beside the labels.
        size: WIDE or NARROW.

    Returns:
        An ``<svg>`` element. Every flow and node carries ``data-`` attributes, so a live view can select among
        states by changing classes and labels only.
    """
    scale = _scale(flow_map, state.unit, size)
    left = _column(flow_map, flow_map.primaries, "primary", state.unit, scale, size)
    right = _column(flow_map, flow_map.sites, "site", state.unit, scale, size)
    return svg.element(
        "svg",
        svg.element("g", *_ribbons(flow_map, state, left, right, scale), class_="flows"),
        svg.element(
            "g",
            *(_node(node, state, size, -1, color(flow_map, node.name)) for node in left.values()),
            *(_node(node, state, size, 1, None) for node in right.values()),
            class_="nodes",
        ),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {size.width:.0f} {size.height:.0f}",
        class_=f"ml-drawing sankey {size.name}" + (" story" if state.focus else ""),
    )


def color(flow_map: FlowMap, primary: str) -> str:
    """Return the colour of a primary; neighbours on the page differ, and the label always says which it is."""
    return PALETTE[flow_map.primaries.index(primary) % len(PALETTE)]


def _total(flow_map: FlowMap, name: str, side: str, unit: str) -> float:
    return sum(amount(flow, unit) for flow in flow_map.flows if getattr(flow, side) == name)


def _scale(flow_map: FlowMap, unit: str, size: Size) -> float:
    """Find the pixels per unit at which the taller column just fits, each bar with room for its label."""
    columns = [
        [_total(flow_map, name, side, unit) for name in names]
        for side, names in (("primary", flow_map.primaries), ("site", flow_map.sites))
    ]
    low, high = 0.0, size.height / max(sum(column) for column in columns)
    for _ in range(40):
        middle = (low + high) / 2
        fits = all(
            sum(max(value * middle + 5, size.slot) for value in column) <= size.height for column in columns
        )
        low, high = (middle, high) if fits else (low, middle)
    return low


def _column(
    flow_map: FlowMap, names: Sequence[str], side: str, unit: str, scale: float, size: Size
) -> dict[str, Node]:
    heights = {name: _total(flow_map, name, side, unit) * scale for name in names}
    slots = {name: max(height + 5, size.slot) for name, height in heights.items()}
    spare = (size.height - sum(slots.values())) / len(names)
    x = size.left if side == "primary" else size.width - size.right - BAR
    nodes, top = {}, 0.0
    for name in names:
        slot = slots[name] + spare
        middle = top + slot / 2
        nodes[name] = Node(name, x, middle - heights[name] / 2, heights[name], middle, slot)
        top += slot
    return nodes


def _ribbons(
    flow_map: FlowMap, state: SankeyState, left: Mapping[str, Node], right: Mapping[str, Node], scale: float
) -> list[str]:
    leaving = {name: node.y for name, node in left.items()}
    arriving = {name: node.y for name, node in right.items()}
    index = {(flow.primary, flow.site): i for i, flow in enumerate(flow_map.flows)}
    lit, hidden = frozenset(state.lit), frozenset(state.hidden)
    ribbons = []
    for primary in flow_map.primaries:
        for site in flow_map.sites:
            i = index.get((primary, site))
            if i is None:
                continue
            height = amount(flow_map.flows[i], state.unit) * scale
            x0, x1 = left[primary].x + BAR, right[site].x
            path = _ribbon(x0, leaving[primary], x1, arriving[site], height)
            leaving[primary] += height
            arriving[site] += height
            kind = "hidden" if i in hidden else "lit" if i in lit else "faded"
            ribbons.append(
                svg.element("path", d=path, fill=color(flow_map, primary), class_=f"flow {kind}", data_i=i)
            )
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
    x = node.x - 8 if side < 0 else node.x + BAR + 8
    line = (
        {"x": x, "dy": "1.15em"} if size is NARROW else {"dx": 7}
    )  # the mark stands below or behind the name
    text = svg.element(
        "text",
        svg.element("tspan", escape(node.name), class_="name"),
        svg.element("tspan", escape(mark), class_="mark", **line),
        x=x,
        y=node.middle,
        dy="0.35em",
        text_anchor="end" if side < 0 else "start",
        font_size=size.type,
    )
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
    return svg.element("g", hit, bar, text, class_=" ".join(kinds), data_name=node.name)
