"""A chart as a still picture: the same plotly figure that is live on screen, drawn as SVG for paper and for twins.

It draws what the charts of this course are made of (bars, lines, points and heat maps with axes, labels, lines across
and notes), and refuses anything else rather than leave it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from metalearn.errors import MetalearnError
from metalearn.figures import svg
from metalearn.figures.still_axes import Axis, axis, reach, room_below, ticks_across, ticks_down
from metalearn.figures.still_marks import COLORS, DRAWN, HATCH, hatch, legend_mark, marks
from metalearn.figures.still_text import LETTER, lines, plain, rich, wide

_TOP, _RIGHT, _LEFT = 34.0, 18.0, 60.0
_DASHES = {"dash": "6 4", "dot": "2 3", "dashdot": "6 3 2 3"}


def still(figure: Mapping[str, Any], width: float = 640, height: float | None = None) -> str:
    """Return a plotly figure as an SVG element.

    Args:
        figure: The figure as plain data, with traces of type "bar", "scatter" or "heatmap".
        width: In pixels.
        height: In pixels; by default that of the figure's layout.

    Raises:
        MetalearnError: For a trace of another type.

    Example:
        >>> bars = {"data": [{"type": "bar", "x": ["Bone", "Liver"], "y": [3, 5]}], "layout": {}}
        >>> still(bars)[:32]
        '<svg xmlns="http://www.w3.org/20'
    """
    layout = figure.get("layout") or {}
    traces = [trace for trace in figure["data"] if trace.get("visible", True) is True]
    for trace in traces:
        if trace.get("type", "scatter") not in DRAWN:
            raise MetalearnError(
                f"A still picture has no {trace.get('type')!r}; it draws {', '.join(DRAWN)}."
            )
    height = height or float(layout.get("height") or 380)
    parts = list(_parts(traces, layout, float(width), height))
    if any(f"#{HATCH}" in part for part in parts):
        parts.insert(0, hatch())
    return svg.element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {svg.number(float(width))} {svg.number(float(height))}",
        class_="ml-drawing still",
        font_size=12,
    )


def _parts(
    traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], width: float, height: float
) -> Iterator[str]:
    """Everything in the picture, from the back to the front."""
    named = _named(traces, layout)
    x, y = _axes(traces, layout, width, height - (20 if named else 0))
    shapes = layout.get("shapes") or ()
    yield from _grid(x, y)
    for shape in shapes:
        if shape.get("layer") == "below":
            yield from _shape(shape, x, y)
    yield from marks(traces, layout, x, y)
    for shape in shapes:
        if shape.get("layer") != "below":
            yield from _shape(shape, x, y)
    for note in layout.get("annotations") or ():
        yield from _note(note, x, y)
    yield from _titles(layout, x, y)
    yield from _legend(named, x, height - 8)


def _named(
    traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]
) -> list[tuple[int, Mapping[str, Any]]]:
    """The traces that a legend names; one alone needs none."""
    shown = [
        (i, trace)
        for i, trace in enumerate(traces)
        if trace.get("name") and trace.get("showlegend", True) is not False
    ]
    wanted = layout.get("showlegend", len(shown) > 1)
    return shown if wanted else []


def _axes(
    traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], width: float, height: float
) -> tuple[Axis, Axis]:
    x_layout, y_layout = layout.get("xaxis") or {}, layout.get("yaxis") or {}
    shapes = layout.get("shapes") or ()
    xs = _values(traces, "x") + [
        shape[k] for shape in shapes for k in ("x0", "x1") if shape.get("xref", "x") == "x"
    ]
    ys = _values(traces, "y") + [
        shape[k] for shape in shapes for k in ("y0", "y1") if shape.get("yref", "y") == "y"
    ]
    bars = [trace for trace in traces if trace.get("type") == "bar"]
    for values, other in ((xs, "h"), (ys, "v")):
        if any((trace.get("orientation") or "v") == other for trace in bars) and "log" not in (
            x_layout.get("type") if other == "h" else y_layout.get("type"),
        ):
            values.append(0)  # a bar begins at nothing
    if layout.get("barmode") == "stack":
        across = bars and (bars[0].get("orientation") or "v") == "h"
        sums: dict[Any, float] = {}
        for trace in bars:
            for place, value in zip(
                *((trace["y"], trace["x"]) if across else (trace["x"], trace["y"])), strict=True
            ):
                sums[place] = sums.get(place, 0) + (value or 0)
        (xs if across else ys).extend(sums.values())
    probe = axis(y_layout, ys, 0, 1)
    longest = max((wide(text) for _, text in probe.ticks), default=0.0)
    left = max(_LEFT if probe.title else 30.0, longest + (34 if probe.title else 14))
    beside = float((layout.get("margin") or {}).get("r", 0))  # room for what stands beside the chart
    end = width - max(_RIGHT, beside)
    x = axis(x_layout, xs, min(left, width * 0.45), end)
    if (missing := reach(x)) > 0:  # a turned name would begin left of the picture
        x = axis(x_layout, xs, x.start + missing, end)
    return x, axis(y_layout, ys, height - room_below(x), _TOP)


def _values(traces: Sequence[Mapping[str, Any]], key: str) -> list[Any]:
    found: list[Any] = []
    for trace in traces:
        values = trace.get(key)
        if values is None:
            other = trace.get("y" if key == "x" else "x") or trace.get("z") or ()
            values = list(range(len(other)))
        found += [value for value in values if value is not None]
        error = trace.get(f"error_{key}") or {}
        for ends, sign in (("array", 1), ("arrayminus", -1)):
            if error.get(ends):
                found += [v + sign * e for v, e in zip(values, error[ends], strict=True) if v is not None]
    return found


def _grid(x: Axis, y: Axis) -> Iterator[str]:
    faint = {"stroke": "currentColor", "stroke_opacity": "0.15"}
    if x.kind != "category":
        for value, _text in x.ticks:
            yield svg.element("line", x1=x.at(value), x2=x.at(value), y1=y.start, y2=y.end, **faint)
    if y.kind != "category":
        for value, _text in y.ticks:
            yield svg.element("line", x1=x.start, x2=x.end, y1=y.at(value), y2=y.at(value), **faint)
    yield from ticks_across(x, y.start)
    yield from ticks_down(y, x.start)
    yield svg.element(
        "line", x1=x.start, x2=x.end, y1=y.start, y2=y.start, stroke="currentColor", stroke_opacity=0.6
    )


def _end(value: Any, ref: str, of: Axis) -> float:
    """A place of a shape or note: on an axis, or as a share of the picture."""
    if "paper" in ref or "domain" in ref:
        return of.start + float(value) * (of.end - of.start)
    if of.kind == "log":
        return of.start + (float(value) - of.low) / (of.high - of.low) * (of.end - of.start)
    return of.at(value)


def _shape(shape: Mapping[str, Any], x: Axis, y: Axis) -> Iterator[str]:
    x0, x1 = (_shape_end(shape[k], shape.get("xref", "x"), x) for k in ("x0", "x1"))
    y0, y1 = (_shape_end(shape[k], shape.get("yref", "y"), y) for k in ("y0", "y1"))
    line = shape.get("line") or {}
    stroke = line.get("color") or "currentColor"
    dash = _DASHES.get(line.get("dash", ""))
    if shape.get("type", "line") == "rect":
        width = line.get("width", 0)
        yield svg.element(
            "rect",
            x=min(x0, x1),
            y=min(y0, y1),
            width=abs(x1 - x0),
            height=abs(y1 - y0),
            fill=shape.get("fillcolor") or "none",
            fill_opacity=shape.get("opacity", 1),
            stroke=stroke if width else "none",
            stroke_width=width or None,
            stroke_dasharray=dash if width else None,
        )
    else:
        yield svg.element(
            "line",
            x1=x0,
            x2=x1,
            y1=y0,
            y2=y1,
            stroke=stroke,
            stroke_width=line.get("width", 1.5),
            stroke_dasharray=dash,
        )


def _shape_end(value: Any, ref: str, of: Axis) -> float:
    """Unlike a note, a shape on a logarithmic axis gives the value itself."""
    return _end(value, ref, of) if "paper" in ref or "domain" in ref else of.at(value)


def _note(note: Mapping[str, Any], x: Axis, y: Axis) -> Iterator[str]:
    at_x = _end(note.get("x", 0.5), note.get("xref", "x"), x) + float(note.get("xshift") or 0)
    at_y = _end(note.get("y", 0.5), note.get("yref", "y"), y) - float(note.get("yshift") or 0)
    if note.get("showarrow", True):
        tip_x, tip_y = at_x, at_y
        at_x, at_y = at_x + float(note.get("ax", 0)), at_y + float(note.get("ay", -30))
        yield svg.element(
            "line", x1=at_x, y1=at_y, x2=tip_x, y2=tip_y, stroke="currentColor", stroke_opacity=0.6
        )
    anchor = {"left": "start", "right": "end"}.get(str(note.get("xanchor")), "middle")
    said = str(note.get("text", "")).split("<br>")
    tops = {"top": 12.0, "bottom": 10.0 - 14 * len(said)}
    first = tops.get(str(note.get("yanchor")), 4.0 - 7 * (len(said) - 1))
    for i, line in enumerate(said):
        yield rich(line, x=at_x, y=at_y + first + 14 * i, text_anchor=anchor)


def _titles(layout: Mapping[str, Any], x: Axis, y: Axis) -> Iterator[str]:
    title = layout.get("title") or ""
    text = title.get("text", "") if isinstance(title, Mapping) else title
    for i, line in enumerate(lines(str(text))):
        yield svg.label(line, x=4, y=16 + 15 * i, font_weight=600, font_size=14)
    if x.title:
        yield svg.label(
            plain(x.title), x=(x.start + x.end) / 2, y=y.start + room_below(x) - 10, text_anchor="middle"
        )
    middle = (y.start + y.end) / 2
    if not y.title:
        return
    yield svg.label(
        plain(y.title), x=14, y=middle, text_anchor="middle", transform=f"rotate(-90 14 {middle:.1f})"
    )


def _legend(named: Sequence[tuple[int, Mapping[str, Any]]], x: Axis, y: float) -> Iterator[str]:
    at = 6.0
    for i, trace in named:
        yield legend_mark(trace, COLORS[i % len(COLORS)], at, y - 4)
        name = plain(str(trace["name"]))
        yield svg.label(name, x=at + 24, y=y)
        at += 24 + len(name) * LETTER + 18
