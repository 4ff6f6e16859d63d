"""What a reader waits for: our SVG, our plotly host and FigureWidget in JupyterLab in a real Chromium."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import scripts
from tests.benchmarks.subjects import CLICKABLE, COLOURS, FIGURE_WIDGET, LIT, figure, imports, make, primaries
from tests.benchmarks.table import Reach, Row, clock, ratio, size
from tests.browser.lab import FLAGS, INSTALL, Reader, chromium, jupyterlab
from tests.browser.pages import notebook

SVG, HOST = "MetastasisSankey", "Chart"
NAMES = {SVG: "own SVG", HOST: "plotly host", FIGURE_WIDGET: "FigureWidget"}
TEN_DRAWN = Reach(2.0, peer=12.7)
TEN_BYTES = 20e6
CLICK_RATIO = {SVG: 0.5, HOST: 1.2}
CLICKS, SETTLE_MS = 20, 250
PATIENCE_MS, ATTEMPTS = 40_000, 4
DRAWN = "From running the cells that make it and show it (names imported) until every flow is in the page and painted."
REDRAWN = (
    "From dispatching the click on a primary until its flows are lit in the page; in brackets, until that is painted. "
    "Own SVG: classes change in the page, the kernel hears of it and is not waited for. Plotly host and FigureWidget: "
    "Python hears the click, gives every link a new colour, and plotly.js draws again. All three on one page, in turn."
)


class NotDrawnError(RuntimeError):
    """What was shown did not appear."""


@dataclass(frozen=True)
class Stage:
    """A JupyterLab, a Chromium, and the folder that it serves."""

    browser: Any
    address: str
    folder: Path

    @contextmanager
    def opened(self, name: str, *cells: str) -> Iterator[Any]:
        """Open a new notebook with a kernel of its own in a new page; the first cell is run."""
        # So high that all outputs are in view: what Lab leaves out of the page is not drawn.
        reader = Reader(self.browser, self.address, height=4000)
        try:
            page = reader.open(notebook(self.folder, name, *cells), run=False)
            page.evaluate(
                """async () => {
                    const panel = window.jupyterapp.shell.currentWidget;
                    await panel.context.sessionContext.ready; await panel.revealed;
                }"""
            )
            run(page, 0)
            yield page
            if problems := reader.problems + reader.errors():
                raise RuntimeError("\n".join(problems))
            page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        finally:
            reader.close()


@contextmanager
def stage() -> Iterator[Stage]:
    """Start JupyterLab and Chromium."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        raise RuntimeError(INSTALL)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, home = Path(name) / "pages", Path(name) / "home"
        folder.mkdir()
        home.mkdir()
        with jupyterlab(folder, home) as address:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            yield Stage(browser, address, folder)
            browser.close()


def run(page: Any, *indices: int, name: str = "", copies: int = 1) -> tuple[float, int]:
    """Run cells and wait until ``copies`` of a subject are drawn in the last output and painted.

    Returns:
        The seconds that took, and how many were drawn: of the peer's, some may never be.

    Raises:
        NotDrawnError: When none was drawn, or not all of ours.
    """
    flows = len(figure()["data"][0]["link"]["value"])
    selector = {"": "", SVG: "svg.wide .flow"}.get(name, ".sankey-link")
    given = {"indices": indices, "selector": selector, "count": copies * flows, "patience": PATIENCE_MS}
    milliseconds, found = page.evaluate(scripts.RUN_CELLS, given)
    drawn = found // flows
    if name and drawn < (1 if name == FIGURE_WIDGET else copies):
        raise NotDrawnError(f"{name}: {drawn} of {copies} were drawn")
    return milliseconds / 1000, drawn


def patiently(take: Callable[[], None]) -> None:
    """Take a measure again when a FigureWidget stayed empty: on a busy machine its view loses a race with its data."""
    for _ in range(ATTEMPTS - 1):
        try:
            return take()
        except NotDrawnError as error:
            print(f"once more: {error}", file=sys.stderr, flush=True)
    return take()


def shown(name: str, copies: int = 1) -> tuple[str, str]:
    """Return two cells: one makes subjects, the next shows them."""
    return f"made = [{make(name)} for _ in range({copies})]", "for one in made:\n    display(one)"


def heap(page: Any) -> float:
    """Return the bytes that the page's scripts hold, after collecting what they have let go."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return float(metrics["JSHeapUsedSize"])


def render(scale: float) -> list[Row]:
    """Measure the first and a later render of one Sankey, side by side."""
    first: dict[str, list[float]] = {name: [] for name in NAMES}
    later: dict[str, list[float]] = {name: [] for name in NAMES}

    def take(lab: Stage, name: str) -> None:
        with lab.opened(f"render-{name}", imports(name), *shown(name), *shown(name)) as page:
            both = run(page, 1, 2, name=name)[0], run(page, 3, 4, name=name)[0]
        first[name].append(both[0])
        later[name].append(both[1])

    with stage() as lab:
        for _ in range(max(1, round(3 * scale))):
            for name in NAMES:
                patiently(partial(take, lab, name))
    return [*_beside("first render on a page", first), *_beside("later render on a page", later)]


def _beside(what: str, taken: dict[str, list[float]]) -> list[Row]:
    took = {name: statistics.median(values) for name, values in taken.items()}
    peer = took[FIGURE_WIDGET]
    return [
        Row(
            f"{what}, {NAMES[name]}",
            clock(took[name]),
            f"{FIGURE_WIDGET}: {clock(peer)}",
            ratio(took[name], peer),
            "",
            None,
            DRAWN,
        )
        for name in (SVG, HOST)
    ]


def ten(scale: float) -> list[Row]:
    """Measure ten Sankeys on a page: the time until all are drawn, and how much the page's heap grows."""
    seconds: dict[str, list[float]] = {name: [] for name in NAMES}
    grown: dict[str, list[float]] = {name: [] for name in NAMES}
    drawn: list[int] = []

    def take(lab: Stage, name: str) -> None:
        with lab.opened(f"ten-{name}", imports(name), *shown(name, 10)) as page:
            before = heap(page)
            took, count = run(page, 1, 2, name=name, copies=10)
            grown[name].append(heap(page) - before)
        seconds[name].append(took)
        if name == FIGURE_WIDGET:
            drawn.append(count)

    with stage() as lab:
        for _ in range(max(1, round(3 * scale))):
            for name in NAMES:
                patiently(partial(take, lab, name))
    took = {name: statistics.median(values) for name, values in seconds.items()}
    weight = {name: statistics.median(values) for name, values in grown.items()}
    return [row for name in (SVG, HOST) for row in _ten_rows(name, took, weight, min(drawn))]


def _ten_rows(name: str, took: dict[str, float], weight: dict[str, float], drawn: int) -> list[Row]:
    empty = f" Of ten FigureWidgets, {10 - drawn} stayed empty; their time is that of the others."
    return [
        Row(
            f"ten on a page, {NAMES[name]}",
            clock(took[name]),
            f"{FIGURE_WIDGET}: {clock(took[FIGURE_WIDGET])}",
            ratio(took[name], took[FIGURE_WIDGET]),
            str(TEN_DRAWN),
            TEN_DRAWN.met(took[name], took[FIGURE_WIDGET]),
            f"{DRAWN} {TEN_DRAWN.note}" + (empty if drawn < 10 else ""),
        ),
        Row(
            f"ten on a page, heap, {NAMES[name]}",
            f"+{size(weight[name])}",
            f"{FIGURE_WIDGET}: +{size(weight[FIGURE_WIDGET])}",
            ratio(weight[name], weight[FIGURE_WIDGET]),
            f"<= +{size(TEN_BYTES)}",
            weight[name] <= TEN_BYTES,
            "The page's JavaScript heap after collecting garbage, before and after.",
        ),
    ]


def click(scale: float) -> list[Row]:
    """Measure click to redraw, median: our SVG and our plotly host beside FigureWidget, same data, in turn."""
    changed: dict[str, list[float]] = {name: [] for name in NAMES}
    painted: dict[str, list[float]] = {name: [] for name in NAMES}
    setup = [*map(imports, NAMES), COLOURS, *(CLICKABLE[name][1] for name in NAMES)]
    cells = ["\n".join(setup), *(CLICKABLE[name][0] for name in NAMES)]

    def take(lab: Stage) -> None:
        with lab.opened("click", *cells) as page:
            for index, name in enumerate(NAMES, start=1):
                run(page, index, name=name)
            page.wait_for_timeout(1000)
            for turn in range(max(5, round(CLICKS * scale))):
                # Another primary than the one before, so that each click changes the picture.
                primary = primaries()[turn % len(primaries())]
                for index, name in enumerate(NAMES, start=1):
                    until_changed, until_painted = _clicked(page, index, name, primary)
                    changed[name].append(until_changed)
                    painted[name].append(until_painted)

    with stage() as lab:
        patiently(partial(take, lab))
    return _click_rows(changed, painted)


def _clicked(page: Any, index: int, name: str, primary: str) -> tuple[float, float]:
    """Click a primary; return the seconds until its flows are lit, and until that is painted."""
    script = scripts.CLICK_SVG if name == SVG else scripts.CLICK_PLOTLY
    changed, painted = page.evaluate(script, {"index": index, "name": primary, "color": LIT})
    page.wait_for_timeout(SETTLE_MS)  # the kernel comes to rest, so that no click waits for another
    return changed / 1000, painted / 1000


def _click_rows(changed: dict[str, list[float]], painted: dict[str, list[float]]) -> list[Row]:
    took = {name: statistics.median(values) for name, values in changed.items()}
    seen = {name: statistics.median(values) for name, values in painted.items()}
    peer = took[FIGURE_WIDGET]
    return [
        Row(
            f"click to redraw, {NAMES[name]}",
            f"{clock(took[name])} ({clock(seen[name])})",
            f"{FIGURE_WIDGET}: {clock(peer)} ({clock(seen[FIGURE_WIDGET])})",
            ratio(took[name], peer),
            f"<= {reach} x",
            took[name] <= reach * peer,
            REDRAWN,
        )
        for name, reach in CLICK_RATIO.items()
    ]
