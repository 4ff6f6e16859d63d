"""One host for every live plotly chart: plotly.js once for all of them, and the chart's other faces beside it."""

from __future__ import annotations

import functools
import gzip
import importlib.util
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from metalearn.datasets import Evidence
from metalearn.datasets.sheets import sheets
from metalearn.errors import MetalearnError
from metalearn.figures import svg, twin
from metalearn.figures.still import still
from metalearn.figures.still_marks import DRAWN
from metalearn.widgets.base import AHEAD, Controls, Table, View, refuse_unknown, walk
from metalearn.words import _

WORDS = {
    "hint": _("arrow keys move, Enter selects, Escape clears"),
    "hint_flows": _("arrow keys move, Enter selects, Escape clears, Shift with up or down walks the flows"),
    "selected": _("Selected"),
    "nothing": _("Nothing is selected."),
    "table": _("The numbers as a table"),
    "evidence": _("Evidence cards of these numbers"),
    "drawing": _("The chart is being drawn."),
    "no_library": _(
        "The chart cannot be drawn here: plotly.js could not be loaded. The table has the same numbers."
    ),
    "no_drawing": _("plotly.js could not draw this chart. The table has the same numbers."),
}
# What plotly.js itself says, by its own words for it: the names of its buttons and what they answer.
PLOTLY_WORDS = {
    "Download plot as a PNG": _("Download the chart as a picture"),
    "Zoom": _("Zoom"),
    "Pan": _("Move"),
    "Zoom in": _("Zoom in"),
    "Zoom out": _("Zoom out"),
    "Reset axes": _("Reset the axes"),
    "Double-click to zoom back out": _("Double-click to zoom back out"),
    "Taking snapshot - this may take a few seconds": _("The picture is being made"),
    "Snapshot succeeded": _("The picture is ready"),
    "Sorry, there was a problem downloading your snapshot!": _("The picture could not be made"),
}


@functools.cache
def plotly_js() -> Path:
    """Return the plotly.js file of the installed plotly, found without importing plotly."""
    found = importlib.util.find_spec("plotly")
    if found is None or found.origin is None:
        raise MetalearnError("plotly is not installed. Install it with: python -m pip install plotly")
    return Path(found.origin).parent / "package_data" / "plotly.min.js"


@functools.cache
def plotly_js_version() -> str:
    """Return the version that the plotly.js file states in its first lines."""
    with plotly_js().open("rb") as file:
        head = file.read(200).decode(errors="replace")
    return head.partition("plotly.js v")[2].split()[0]


def _compressed() -> bytes:
    return gzip.compress(plotly_js().read_bytes(), 1, mtime=0)


@functools.cache
def prepare() -> Future[bytes] | None:
    """Begin to compress plotly.js, once, while the lesson goes on: its first chart would wait for that alone."""
    try:
        return ThreadPoolExecutor(1, "plotly.js").submit(_compressed)
    except RuntimeError:  # a Python in the browser has no threads: there it is done when the first chart asks
        return None


AHEAD.append(prepare)


def library_source() -> bytes:
    """Return plotly.js, compressed."""
    ahead = prepare()
    return ahead.result() if ahead else _compressed()


class PlotlyLibrary(anywidget.AnyWidget):
    """plotly.js, compressed, held once per kernel for all charts. Never displayed."""

    _esm = "export default {}"
    source = traitlets.Bytes().tag(sync=True)
    _only: PlotlyLibrary | None = None

    @classmethod
    def instance(cls) -> PlotlyLibrary:
        """Return the one library of this kernel; a closed one is replaced."""
        if cls._only is None or cls._only.comm is None:
            cls._only = cls(source=library_source())
        return cls._only


def _drawing_with_plotly() -> dict[str, Any]:
    """What the model of a view says when it draws with plotly.js: which model holds it, and its version."""
    return {
        "_library": f"IPY_MODEL_{PlotlyLibrary.instance().model_id}",
        "_version": plotly_js_version(),
    }


class Host(View):
    """A view that shows a live plotly chart by itself or as a part of itself."""

    parts: tuple[str, ...] = ("host",)

    # Anything may be assigned: the check turns a plotly Figure into plain data before it goes anywhere.
    figure = traitlets.Any(help="plotly figure as plain data").tag(sync=True, echo_update=False)
    names = traitlets.Dict(help="names of what can be chosen, by curve, or by node and link").tag(sync=True)
    selected = traitlets.Dict(default_value=None, allow_none=True, help="what the reader chose").tag(
        sync=True
    )
    label = traitlets.Unicode(_("Chart"), help="the chart's accessible name").tag(sync=True)
    _chart_words = traitlets.Dict({**WORDS, "plotly": PLOTLY_WORDS}).tag(sync=True)
    _library = traitlets.Unicode("").tag(sync=True)
    _version = traitlets.Unicode("").tag(sync=True)

    def __init__(self, *, draws: bool = True, **traits: Any) -> None:
        super().__init__(**(_drawing_with_plotly() if draws else {}), **traits)

    def draw(self) -> None:
        """Let the view draw with plotly.js."""
        with self.hold_sync():
            for name, value in _drawing_with_plotly().items():
                setattr(self, name, value)

    def helpers(self) -> tuple[anywidget.AnyWidget, ...]:
        """Return the model that holds plotly.js, where the view draws with it."""
        return (PlotlyLibrary.instance(),) if self._library else ()

    @traitlets.validate("figure")
    def _plain_figure(self, proposal: Any) -> dict[str, Any]:
        return plain_figure(proposal["value"])


def plain_figure(figure: Any) -> dict[str, Any]:
    """Return a plotly figure as dicts and lists only, without its template: the page's theme takes its place.

    A number that is none (NaN) or has no end becomes None, a gap: a browser could not read it.

    Args:
        figure: A plotly Figure, or its JSON as a dict with "data" and perhaps "layout".

    Raises:
        MetalearnError: When it is neither.

    Example:
        >>> plain_figure({"data": ({"type": "bar", "x": (1, 2)},), "layout": {"template": "none"}})
        {'data': [{'type': 'bar', 'x': [1, 2]}], 'layout': {}}
    """
    if hasattr(figure, "to_plotly_json"):
        figure = figure.to_plotly_json()
    if not isinstance(figure, Mapping) or "data" not in figure:
        raise MetalearnError(
            f"A chart needs a plotly Figure, or a dict with 'data' and 'layout'; got {type(figure).__name__}."
        )
    found: dict[str, Any] = _plain(figure)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if key != "template"}
    if hasattr(value, "to_plotly_json"):
        return _plain(value.to_plotly_json())
    if hasattr(value, "tolist"):  # an array, should somebody have numpy
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


class Chart(Host):
    """A live plotly chart with a name, the table behind it, and a twin.

    Assign to ``figure`` to change it; watch ``selected`` to hear what the reader chose.

    Args:
        figure: A plotly Figure, or its JSON as a dict.
        label: The chart's title and accessible name.
        table: The rows behind the chart, header first.
        evidence: The evidence cards of the numbers; :func:`metalearn.datasets.cards.computed` makes one for a number
            that stands in no table. :meth:`orphans` names the numbers that still have none.
        names: What to call the points, by curve number ("0") or, for a Sankey, by "node" and "link"; without it
            the values are said.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        MetalearnError: For something that is not a figure, or a table without a header.
        TypeError: For an unknown keyword.

    Example:
        >>> bars = {"data": [{"type": "bar", "x": ["Bone", "Liver"], "y": [3, 5]}]}
        >>> Chart(bars, "Two organs", [["Organ", "Patients"], ["Bone", "3"], ["Liver", "5"]])
        Two organs
          Organ: Bone; Patients: 3
          Organ: Liver; Patients: 5
        >>> Chart(bars, "Two organs", [["Organ", "Patients"], ["Bone", "3"], ["Liver", "5"]]).orphans()
        ('3', '5')
    """

    script = "chart"

    _rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    _sheets: traitlets.List[Any] = traitlets.List(help="the evidence cards, by table").tag(sync=True)

    def __init__(
        self,
        figure: Any,
        label: str,
        table: Sequence[Sequence[object]],
        *,
        evidence: Iterable[Evidence] = (),
        names: Mapping[str, Sequence[str]] | None = None,
        scale: float = 1.0,
        **unknown: object,
    ) -> None:
        refuse_unknown(type(self), unknown)
        self._given = tuple(evidence)
        super().__init__(
            figure=plain_figure(figure),
            label=label,
            names={str(key): list(values) for key, values in (names or {}).items()},
            _rows=_rows(table),
            _sheets=[
                [sheet.rows, [twin.SHARED, *sheet.shared] if sheet.shared else []]
                for sheet in sheets(self._given)
            ],
            scale=scale,
        )

    def describe(self) -> str:
        """Return the title and every row of the table, and what is selected."""
        header, *rows = self._rows
        lines = [self.label]
        lines += ["  " + "; ".join(f"{h}: {c}" for h, c in zip(header, row, strict=True)) for row in rows]
        if self.selected:
            lines.append(f"{WORDS['selected']}: {self.selected.get('label')}")
        return "\n".join(lines)

    def table(self) -> Table:
        """Return the rows behind the chart; the first is the header."""
        return [list(row) for row in self._rows]

    def twin(self) -> str:
        """Return the title, a still picture of a chart that can be drawn as one, the table and its evidence cards."""
        kinds = {trace.get("type", "scatter") for trace in self.figure["data"]}
        drawn = kinds <= set(DRAWN) and bool(kinds)
        picture = twin.image(svg.picture(still(self.figure)), self.describe(), 640) if drawn else ""
        table = twin.table(self._rows, WORDS["table"])
        return twin.figure(self.label, picture, table, twin.evidence(self._given))

    def _cards(self) -> Iterable[Evidence]:
        return self._given

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Show the chart with nothing selected: what can be chosen is in the figure, and only the page knows it."""
        return walk(self, iter([{"selected": None}]))


def _rows(table: Sequence[Sequence[object]]) -> Table:
    rows = [[str(cell) for cell in row] for row in table]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise MetalearnError("The table of a chart needs a header, and rows that are all as long as it.")
    return rows
