"""The marks of a chart drawn as a still picture: bars, lines, points and the cells of a heat map."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from metalearn.figures import svg
from metalearn.figures.still_axes import Axis
from metalearn.figures.still_text import lines, plain

DRAWN = ("bar", "scatter", "heatmap")
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_DASHES = {"dash": "7 4", "dot": "2 3", "dashdot": "7 3 2 3", "longdash": "11 5"}
_CIVIDIS = ("#00224e", "#35456c", "#666970", "#948e77", "#c8b866", "#fee838")
HATCH = "hatch"
Trace = Mapping[str, Any]


def marks(traces: Sequence[Trace], layout: Mapping[str, Any], x: Axis, y: Axis) -> Iterator[str]:
    """Yield everything that the traces of a chart draw between its axes."""
    bars = [trace for trace in traces if trace.get("type") == "bar"]
    stacked: dict[Any, float] = {}
    for i, trace in enumerate(traces):
        color = COLORS[i % len(COLORS)]
        kind = trace.get("type", "scatter")
        if kind == "bar":
            side = (bars.index(trace), len(bars)) if layout.get("barmode", "group") == "group" else (0, 1)
            heap = stacked if layout.get("barmode") == "stack" else None
            yield from _bars(trace, color, (x, y), float(layout.get("bargap", 0.2)), side, heap)
        elif kind == "heatmap":
            yield from _cells(trace, x, y)
        else:
            yield from _scatter(trace, color, x, y)


def hatch() -> str:
    """Return the definition of the strokes that lie on a patterned bar."""
    line = svg.element("path", d="M-1 1l2 -2M0 7l7 -7M6 8l2 -2", stroke="currentColor", stroke_opacity="0.5")
    box = {"width": 7, "height": 7, "patternUnits": "userSpaceOnUse"}
    return svg.element("defs", svg.element("pattern", line, id=HATCH, **box))


def _each(value: Any, i: int, default: Any = None) -> Any:
    """The value for one point: of a list its own, else the same for all."""
    if isinstance(value, list | tuple):
        return value[i] if i < len(value) else default
    return default if value is None else value


def _bars(
    trace: Trace,
    color: str,
    axes: tuple[Axis, Axis],
    gap: float,
    side: tuple[int, int],
    stacked: dict[Any, float] | None,
) -> Iterator[str]:
    across = trace.get("orientation") == "h"
    place_axis, value_axis = axes[::-1] if across else axes
    places, values = (trace[key] for key in ("yx" if across else "xy"))
    marker = trace.get("marker") or {}
    shapes = (marker.get("pattern") or {}).get("shape")
    thick = place_axis.band * (trace.get("width") or 1 - gap) / side[1]
    for i, (place, value) in enumerate(zip(places, values, strict=True)):
        base = _each(trace.get("base"), i) or (stacked.get(place, 0.0) if stacked is not None else 0.0)
        if value is None:
            continue
        begin = value_axis.start if value_axis.kind == "log" and not base else value_axis.at(base)
        end = value_axis.at(base + value)
        if stacked is not None:
            stacked[place] = base + value
        edge = place_axis.at(place) - thick * side[1] / 2 + thick * side[0]
        first, length = min(begin, end), abs(end - begin)
        box = (first, edge, length, thick) if across else (edge, first, thick, length)
        fill = _each(marker.get("color"), i, color)
        yield from _bar(box, fill, _each(shapes, i, ""))
        yield from _bar_text(
            _each(trace.get("text"), i, ""), box, across, value < 0, str(trace.get("textposition"))
        )


def _bar(box: tuple[float, float, float, float], fill: str, shape: str) -> Iterator[str]:
    left, top, width, height = box
    place = {"x": left, "y": top, "width": width, "height": height}
    yield svg.element("rect", **place, fill=fill, stroke="currentColor", stroke_width=0.5)
    if shape:  # a pattern, so that colour is not alone
        yield svg.element("rect", **place, fill=f"url(#{HATCH})")


def _bar_text(
    text: str, box: tuple[float, float, float, float], across: bool, negative: bool, position: str
) -> Iterator[str]:
    if not text or position == "none":
        return
    left, top, width, height = box
    said = lines(text)
    if across:
        at, anchor = (left - 4, "end") if negative else (left + width + 4, "start")
        yield svg.label(" ".join(said), x=at, y=top + height / 2 + 4, text_anchor=anchor)
    else:
        base = top + height + 13 if negative else top - 4 - 13 * (len(said) - 1)
        for k, line in enumerate(said):
            yield svg.label(line, x=left + width / 2, y=base + 13 * k, text_anchor="middle")


def _scatter(trace: Trace, color: str, x: Axis, y: Axis) -> Iterator[str]:
    ys = list(trace["y"])
    xs = list(trace.get("x") or range(len(ys)))
    mode = trace.get("mode") or "lines+markers"
    line, marker = trace.get("line") or {}, trace.get("marker") or {}
    points = [
        (x.at(a), y.at(b)) if a is not None and b is not None else None for a, b in zip(xs, ys, strict=True)
    ]
    own = marker.get("color")
    stroke = line.get("color") or (own if isinstance(own, str) else color)
    yield from _area(trace, points, stroke, y)
    if "lines" in mode:
        path = _path(points, line.get("shape") == "hv")
        dash = _DASHES.get(line.get("dash", ""))
        width = line.get("width", 2)
        yield svg.element(
            "path", d=path, fill="none", stroke=stroke, stroke_width=width, stroke_dasharray=dash
        )
    yield from _errors(trace, xs, ys, x, y, stroke)
    for i, point in enumerate(points):
        if point is None:
            continue
        if "markers" in mode:
            fill = _each(own, i, stroke)
            size = float(_each(marker.get("size"), i, 7)) / 2
            yield symbol(str(_each(marker.get("symbol"), i, "circle")), *point, size, fill)
        if "text" in mode:
            yield from _point_text(
                str(_each(trace.get("text"), i, "")), point, str(_each(trace.get("textposition"), i, ""))
            )


def _area(trace: Trace, points: Sequence[tuple[float, float] | None], stroke: str, y: Axis) -> Iterator[str]:
    whole = [point for point in points if point]
    if trace.get("fill") != "tozeroy" or not whole:
        return
    floor = y.at(0) if y.kind != "log" else y.start
    outline = f"M{whole[0][0]:.1f} {floor:.1f}" + "".join(f"L{a:.1f} {b:.1f}" for a, b in whole)
    yield svg.element("path", d=f"{outline}L{whole[-1][0]:.1f} {floor:.1f}Z", fill=stroke, fill_opacity=0.2)


def _path(points: Sequence[tuple[float, float] | None], steps: bool) -> str:
    parts, pen = [], False
    for point in points:
        if point is None:
            pen = False
            continue
        a, b = point
        if not pen:
            parts.append(f"M{a:.1f} {b:.1f}")
        else:
            parts.append(f"H{a:.1f}V{b:.1f}" if steps else f"L{a:.1f} {b:.1f}")
        pen = True
    return "".join(parts)


def _errors(
    trace: Trace, xs: Sequence[Any], ys: Sequence[Any], x: Axis, y: Axis, stroke: str
) -> Iterator[str]:
    for name, along in (("error_x", x), ("error_y", y)):
        error = trace.get(name) or {}
        if not error.get("array"):
            continue
        lower = error.get("arrayminus") or error["array"]
        for a, b, up, down in zip(xs, ys, error["array"], lower, strict=True):
            if a is None or b is None:
                continue
            middle = a if along is x else b
            first, last = along.at(middle - down), along.at(middle + up)
            ends = {"x1": first, "x2": last, "y1": y.at(b), "y2": y.at(b)} if along is x else {
                "x1": x.at(a), "x2": x.at(a), "y1": first, "y2": last
            }  # fmt: skip
            yield svg.element("line", **ends, stroke=stroke, stroke_width=1.5)


def _point_text(text: str, point: tuple[float, float], position: str) -> Iterator[str]:
    if not text:
        return
    a, b = point
    anchor = "start" if "right" in position else "end" if "left" in position else "middle"
    shift = 8 if anchor == "start" else -8 if anchor == "end" else 0
    rise = -8 if "top" in position else 16 if "bottom" in position else 4
    for k, line in enumerate(lines(text)):
        yield svg.label(line, x=a + shift, y=b + rise + 13 * k, text_anchor=anchor)


def symbol(name: str, x: float, y: float, size: float, fill: str) -> str:
    """Return one point, in the shape that plotly calls ``name``; an unknown shape is a circle."""
    hollow = name.endswith("-open")
    look = {
        "fill": "none" if hollow else fill,
        "stroke": fill if hollow else "currentColor",
        "stroke_width": 1.8 if hollow else 0.5,
    }
    corners = {"diamond": (4, 0.0), "square": (4, 45.0), "triangle-up": (3, 0.0), "triangle-down": (3, 180.0)}
    shape = name.removesuffix("-open")
    if shape in ("x", "cross"):
        turn = 45.0 if shape == "x" else 0.0
        arms = f"M{x - size:.1f} {y:.1f}H{x + size:.1f}M{x:.1f} {y - size:.1f}V{y + size:.1f}"
        return svg.element(
            "path", d=arms, stroke=fill, stroke_width=2.2, transform=f"rotate({turn} {x:.1f} {y:.1f})"
        )
    if shape in corners:
        n, turn = corners[shape]
        radius = size * 1.25
        angles = [math.radians(turn - 90 + 360 * k / n) for k in range(n)]
        points = " ".join(f"{x + radius * math.cos(t):.1f},{y + radius * math.sin(t):.1f}" for t in angles)
        return svg.element("polygon", points=points, **look)
    return svg.element("circle", cx=x, cy=y, r=size, **look)


def legend_mark(trace: Trace, color: str, x: float, y: float) -> str:
    """Return the small mark of a trace in the legend, 20 pixels wide."""
    marker, line = trace.get("marker") or {}, trace.get("line") or {}
    own = marker.get("color")
    fill = line.get("color") or (own if isinstance(own, str) else color)
    if trace.get("type") == "bar":
        shape = (marker.get("pattern") or {}).get("shape")
        return "".join(_bar((x, y - 6, 18, 12), fill, shape if isinstance(shape, str) else ""))
    parts = []
    if "lines" in (trace.get("mode") or "lines"):
        dash = _DASHES.get(line.get("dash", ""))
        parts.append(
            svg.element("path", d=f"M{x:.1f} {y:.1f}h20", stroke=fill, stroke_width=2, stroke_dasharray=dash)
        )
    if "markers" in (trace.get("mode") or ""):
        parts.append(symbol(str(_each(marker.get("symbol"), 0, "circle")), x + 10, y, 4, fill))
    return "".join(parts)


def _cells(trace: Trace, x: Axis, y: Axis) -> Iterator[str]:
    rows = trace["z"]
    values = [value for row in rows for value in row if value is not None]
    low, high = (
        float(given if (given := trace.get(name)) is not None else found)
        for name, found in (("zmin", min(values, default=0)), ("zmax", max(values, default=1)))
    )
    scale = trace.get("colorscale") or _CIVIDIS
    stops = (
        [stop[1] if isinstance(stop, list | tuple) else stop for stop in scale]
        if not isinstance(scale, str)
        else _CIVIDIS
    )
    xs = trace.get("x") or range(len(rows[0]))
    ys = trace.get("y") or range(len(rows))
    boxes, texts = [], []
    for j, (row, place_y) in enumerate(zip(rows, ys, strict=True)):
        for i, (value, place_x) in enumerate(zip(row, xs, strict=True)):
            left, top = x.at(place_x) - x.band / 2, y.at(place_y) - y.band / 2
            share = None if value is None else min(1.0, max(0.0, (value - low) / ((high - low) or 1)))
            fill = "none" if share is None else _between(stops, share)
            boxes.append(svg.element("rect", x=left, y=top, width=x.band, height=y.band, fill=fill))
            if text := _each(_each(trace.get("text"), j, ()), i, ""):
                ink = None if share is None else f"fill:{'#fff' if _luminance(fill) < 0.35 else '#111'}"
                texts.append(svg.label(plain(text), x=x.at(place_x), y=y.at(place_y) + 4, style=ink))
    # What all cells have alike is said once: a heat map has hundreds of them.
    yield svg.element("g", *boxes, stroke="currentColor", stroke_opacity=0.3)
    yield svg.element("g", *texts, text_anchor="middle", font_size=10.5)


def _between(stops: Sequence[str], share: float) -> str:
    at = share * (len(stops) - 1)
    first = min(int(at), len(stops) - 2)
    a, b = (_rgb(stops[first + k]) for k in (0, 1))
    mixed = [round(p + (q - p) * (at - first)) for p, q in zip(a, b, strict=True)]
    return "#" + "".join(f"{each:02x}" for each in mixed)


def _rgb(color: str) -> tuple[int, ...]:
    if color.startswith("rgb"):
        return tuple(int(float(part)) for part in color[color.index("(") + 1 : -1].split(",")[:3])
    return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))


def _luminance(color: str) -> float:
    red, green, blue = _rgb(color)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
