"""What a change of a control is measured on: a use of each engine, and a peer of bare ipywidgets with the same data.

The peer has it easy: every page and figure of it was made before, and its callback only looks the next one up.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

How = dict[str, Any]
HTML, FIGURE = "bare ipywidgets", "IntSlider + FigureWidget"
_CLOSED = re.compile(r"(?s)<details.*?</details>")
_PICTURE = re.compile(r"<img [^>]*>")
_PEER = """import ipywidgets, json
STATES = json.load(open({file!r}))
"""
_TEXT = """
page = ipywidgets.HTML(STATES[0])
def show(i):
    page.value = STATES[i]
"""
_CHART = """
import plotly.graph_objects as go
page = go.FigureWidget(STATES[0])
def show(i):
    with page.batch_update():
        page.update(STATES[i])
"""
_HOST = """
from metalearn import Chart
page = Chart(STATES[0], {label!r}, [[{label!r}]])
def show(i):
    page.figure = STATES[i]
"""
_CONTROL = {
    "menu": "control = ipywidgets.Dropdown(options=[(name, i) for i, name in enumerate({names!r})])",
    "slider": "control = ipywidgets.IntSlider(min=0, max=len(STATES) - 1)",
    "press": """
control = ipywidgets.HBox([ipywidgets.Button(description=str(i + 1)) for i in range(len(STATES))])
for i, button in enumerate(control.children):
    button.on_click(lambda _, i=i: show(i))
""",
}
_WATCH = "\ncontrol.observe(lambda change: show(change['new']), 'value')"
_BOTH = "\nreturn ipywidgets.VBox([control, page])"


@dataclass(frozen=True)
class Change:
    """A control of one engine, and its settings in the order in which they are gone through, there and back.

    Attributes:
        engine: The public class.
        make: The code that makes the widget, in its first setting.
        kind: "menu", "slider" or "press": what the control is, in our view and in the peer's.
        settings: The controls of each setting, as :meth:`drive` would set them.
        label: What stands on a slider of ours.
        names: The options of a menu.
        places: The place of each setting on a slider of ours.
        press: For each setting the selectors of what is pressed: the last press is measured, those before prepare it.
        chart: Whether the chart is watched, and the peer is a FigureWidget; otherwise the text, and an HTML widget.
        host: Whether ours is the plotly host moved by an IntSlider, too.
        besides: Selector of what the kernel adds later and nobody waits for.
        what: What the row says besides the engine.
    """

    engine: str
    make: str
    kind: str
    settings: tuple[dict[str, Any], ...]
    label: str = ""
    names: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    press: tuple[tuple[str, ...], ...] = ()
    chart: bool = False
    host: bool = False
    besides: str = ""
    what: str = ""

    @property
    def row(self) -> str:
        """Name the row."""
        return f"redraw {self.engine}" + (f", {self.what}" if self.what else "")

    def ours(self, before: int, now: int) -> tuple[list[How], How]:
        """Return what is done in our view: to prepare, and to be measured."""
        if self.host:
            return self.peer(before, now)
        if self.kind == "menu":
            return [], {"kind": "menu", "option": self.names[now]}
        if self.kind == "slider":
            return [], {"kind": "slider", "label": self.label, "place": self.places[now]}
        *first, last = self.press[now]
        undo = [{"kind": "undo", "selector": selector} for selector in first]
        return undo, {"kind": "press", "selector": last}

    def peer(self, before: int, now: int) -> tuple[list[How], How]:
        """Return the same for the peer."""
        if self.kind == "menu":
            return [], {"kind": "menu", "option": self.names[now]}
        if self.kind == "slider":
            return [], {"kind": "slide", "key": "ArrowRight" if now > before else "ArrowLeft"}
        return [], {"kind": "press", "selector": f".widget-hbox > button:nth-child({now + 1})"}

    def cells(self, folder: Path) -> tuple[str, str]:
        """Return the cells of ours and of the peer; what the peer shows is written into a folder beside them."""
        widgets = [self._in(setting) for setting in self.settings]
        states = (
            [self._figure(each) for each in widgets] if self.chart else [as_html(each) for each in widgets]
        )
        file = f"{re.sub(r'[^a-z]+', '-', self.row.lower())}.json"
        (folder / file).write_text(json.dumps(states), encoding="utf-8")
        control = _CONTROL[self.kind].format(names=self.names) + ("" if self.kind == "press" else _WATCH)
        start, end = _PEER.format(file=file), control + _BOTH
        host = _cell(start + _HOST.format(label=self.row) + end)
        ours = host if self.host else f"from metalearn import {self.engine}\n{self.make}"
        return ours, _cell(start + (_CHART if self.chart else _TEXT) + end)

    def missing(self, place: int, said: str) -> list[str]:
        """Return what the table of a setting says and a text does not."""
        from tests.contract.faces import pieces, squeezed

        text = squeezed(said).replace(" ", "")
        table = pieces(self._in(self.settings[place]).table())
        return [piece for piece in table if piece.replace(" ", "") not in text]

    def values(self) -> list[list[list[list[Any]]] | None]:
        """Return for each setting what its chart draws, line by line: x and y. None where the text is watched."""
        if not self.chart:
            return [None for _ in self.settings]
        figures = [self._figure(self._in(setting)) for setting in self.settings]
        return [[[list(trace["x"]), list(trace["y"])] for trace in figure["data"]] for figure in figures]

    def _in(self, setting: dict[str, Any]) -> Any:
        import metalearn

        engine = self.make.partition("(")[0]
        widget = eval(self.make, {engine: getattr(metalearn, engine)})
        for name, value in setting.items():
            setattr(widget, name, value)
        return widget

    @staticmethod
    def _figure(widget: Any) -> dict[str, Any]:
        figure: dict[str, Any] = widget.state.scene.figure
        return figure


def _cell(code: str) -> str:
    """A cell whose names are its own: another on the page has the same."""
    return f"def made():\n{textwrap.indent(code, '    ')}\nmade()"


def as_html(widget: Any) -> str:
    """Return the text, the table and the open pictures of a widget as they would be put into an HTML widget."""
    rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in widget.table()]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    pictures = "".join(_PICTURE.findall(_CLOSED.sub("", widget.twin())))
    return f"{pictures}<pre>{escape(widget.describe())}</pre><table>{table}</table>"


def _menu(engine: str, make: str, trait: str, names: tuple[str, ...]) -> Change:
    return Change(engine, make, "menu", tuple({trait: name} for name in names), names=names)


def _panel_menu(name: str, control: str) -> Change:
    """A menu of a panel."""
    from metalearn.figures import panels

    found = _control(name, control)
    start = panels.panel(name).start
    settings = tuple({"values": {**start, control: value}} for value, _ in found.options)
    names = tuple(text for _, text in found.options)
    make = f"Panel({name!r}, {control}={found.options[0][0]!r})"
    return Change("Panel", make, "menu", settings, names=names, what=f"text ({name})")


def _panel_chart(name: str, control: str, host: bool = False) -> Change:
    """A slider of a panel with a chart."""
    from metalearn.figures import panels

    found = _control(name, control)
    start = panels.panel(name).start
    settings = tuple({"values": {**start, control: value}} for value, _ in found.options)
    return Change(
        "Chart" if host else "Panel",
        f"Panel({name!r}, {control}={found.options[0][0]!r}, opened=True)",
        "slider",
        settings,
        label=found.label,
        places=tuple(range(len(settings))),
        chart=True,
        host=host,
        what=f"the figure of {name}" if host else f"chart ({name})",
    )


def _control(panel: str, name: str) -> Any:
    from metalearn import Panel

    return next(each for each in Panel(panel).controls if each.name == name)


def _scan() -> Change:
    from metalearn.figures.scan.state import SIZES
    from metalearn.widgets.scan_text import WORDS

    sizes = SIZES[:6]
    settings = tuple({"size": size} for size in sizes)
    make, places = f"Scan(size={sizes[0]})", tuple(range(len(sizes)))
    return Change("Scan", make, "slider", settings, label=WORDS["size"], places=places)


def _quiz() -> Change:
    press = tuple((f".qz-option:nth-of-type({i + 1}) input", ".qz-bar .primary") for i in range(4))
    settings = tuple({"answer": (i,), "checked": True} for i in range(4))
    return Change("Quiz", 'Quiz("Q01a")', "press", settings, press=press, besides=".qz-before")


def _case() -> Change:
    press = tuple((".cp-path button", f".cp-choice:nth-child({i + 1})") for i in range(3))
    settings = tuple({"path": (i,)} for i in range(3))
    return Change("CasePlayer", 'CasePlayer("amina")', "press", settings, press=press)


def _stepper() -> Change:
    press = tuple((f".st-ruler li:nth-child({i + 1}) button",) for i in range(5))
    return Change(
        "CascadeStepper", "CascadeStepper()", "press", tuple({"step": i + 1} for i in range(5)), press=press
    )


PRIMARIES = ("Breast", "Colorectal", "Prostate", "Thyroid")
CHANGES: tuple[Callable[[], Change], ...] = (
    lambda: _menu("MetastasisSankey", "MetastasisSankey('Breast')", "focus", PRIMARIES),
    _stepper,
    lambda: _menu("TreatmentExplorer", "TreatmentExplorer('Breast')", "primary", PRIMARIES),
    lambda: _menu("BodyMap", "BodyMap('Breast')", "primary", PRIMARIES),
    _case,
    _quiz,
    _scan,
    lambda: _menu("Cards", "Cards('misconceptions')", "group", _groups()),
    lambda: _panel_menu("new-lesion", "place"),
    lambda: _panel_chart("dormancy", "sleep"),
    lambda: _panel_chart("dormancy", "sleep", host=True),
)


def _groups() -> tuple[str, ...]:
    """The first groups of the deck of misconceptions."""
    from metalearn.figures import decks

    return tuple(decks.deck("misconceptions").group_names)[:4]
