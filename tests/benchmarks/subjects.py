"""What is compared: our widgets, and a plotly FigureWidget with the same flows, each as the code of a cell."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

OURS = {
    "MetastasisSankey": "MetastasisSankey()",
    "CascadeStepper": "CascadeStepper()",
    "TreatmentExplorer": "TreatmentExplorer()",
    "BodyMap": "BodyMap()",
    "Panel": 'Panel("recist")',
    "CasePlayer": 'CasePlayer("amina")',
    "Quiz": 'Quiz("Q01a")',
    "Scan": "Scan()",
    "Cards": 'Cards("glossary")',
    "Chart": 'Chart(FIGURE, "Flows", [["From", "To", "Patients"]])',
}
FIGURE_WIDGET = "FigureWidget"


def uses() -> dict[str, list[str]]:
    """Return by engine the code of every use of it that the course has: each panel, deck, case and question."""
    from metalearn import datasets
    from metalearn.figures import decks, panels

    names = {
        "Panel": panels.names(),
        "Cards": decks.names(),
        "CasePlayer": [case.id for case in datasets.cases()],
        "Quiz": [question.id for question in datasets.questions()],
    }
    return {engine: [f"{engine}({name!r})" for name in each] for engine, each in names.items()}


def lessons() -> list[Path]:
    """Return the notebooks of the lessons, in the order of the course, without the pages that run no code."""
    from metalearn.course import registry

    course = registry.load()
    return [course.folder / lesson.file for lesson in course.lessons]


@functools.cache
def figure() -> dict[str, Any]:
    """Return all flows of the course as a plotly Sankey: the same plain figure for our host and for the peer."""
    from metalearn import figures

    plain: dict[str, Any] = json.loads(figures.sankey().to_json())
    return {"data": plain["data"], "layout": plain["layout"]}


def primaries() -> list[str]:
    """Return the names of the nodes that flows come from."""
    trace = figure()["data"][0]
    sources = sorted(set(trace["link"]["source"]))
    return [trace["node"]["label"][source] for source in sources]


def imports(name: str) -> str:
    """Return the code that brings one subject in, with the figure where it needs one."""
    if name == FIGURE_WIDGET:
        # Not "from ... import": on Python 3.11 that nests what plotly imports so deeply that it can take 4 x as long.
        return f"import plotly.graph_objects as go\nFigureWidget = go.FigureWidget\nFIGURE = {figure()!r}"
    needs = f"\nFIGURE = {figure()!r}" if "FIGURE" in OURS[name] else ""
    return f"from metalearn import {name}{needs}"


def make(name: str) -> str:
    """Return the expression that makes one subject."""
    return "FigureWidget(FIGURE)" if name == FIGURE_WIDGET else OURS[name]


def cell(name: str) -> str:
    """Return a whole cell that imports, makes and shows one subject."""
    return f"{imports(name)}\n{make(name)}"


# A click on a primary lights its links. In our SVG the page does that; for the two plotly charts Python hears the
# click and gives every link a colour, so that both do the same work: message, new colours, message, redraw.
LIT = "rgb(213, 94, 0)"
COLOURS = f"""
def colours(node):
    sources = FIGURE["data"][0]["link"]["source"]
    return [{LIT!r} if source == node else "rgba(128, 128, 128, 0.35)" for source in sources]
"""
CLICKABLE = {  # code that binds the name beside it
    "MetastasisSankey": ("sankey", f"sankey = {OURS['MetastasisSankey']}"),
    "Chart": (
        "chart",
        f"""
chart = {OURS["Chart"]}
def hear(change):
    trace = FIGURE["data"][0]
    link = {{**trace["link"], "color": colours(change["new"]["index"])}}
    chart.figure = {{**FIGURE, "data": [{{**trace, "link": link}}]}}
chart.observe(hear, "selected")
""",
    ),
    FIGURE_WIDGET: (
        "figure_widget",
        """
figure_widget = FigureWidget(FIGURE)
def paint(trace, points, state):
    figure_widget.data[0].link.color = colours(points.point_inds[0])
figure_widget.data[0].on_click(paint)
""",
    ),
}
