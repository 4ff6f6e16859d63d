"""What a widget leaves behind when it is closed, and how many of them a page bears: measured in a real Chromium."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from metalearn.widgets import export
from tests.contract.instances import Make
from tests.contract.pages import drawn, opened

COPIES = 50
LEAST_MS = 40  # below this nobody notices, and the clock is coarse
ROUNDS = 3  # of collecting garbage: what hangs on what was only just let go is still there after one
SETTLED_MS = 700  # the host looks at the colours again for so long after the theme was set
CLOSE = """() => {
    for (const place of document.querySelectorAll("[data-model]")) (place.close(), delete place.close);
    return [...globalThis[Symbol.for('metalearn.models')].values()].reduce((sum, one) => sum + one.listeners(), 0);
}"""
# Change a state on the last widget of the page, and wait until that is painted.
CHANGE = """async ({controls}) => {
    const places = [...document.querySelectorAll('[data-model]')];
    const model = globalThis[Symbol.for('metalearn.models')].get(places.at(-1).dataset.model);
    const begin = performance.now();
    for (const [name, value] of Object.entries(controls)) model.set(name, value);
    model.save_changes();
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - begin;
}"""


def listeners(page: Any) -> dict[str, int]:
    """Count what listens to the whole page, and the observers that are alive after collecting garbage."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    counted = {}
    for name in ("window", "document", "document.body", "document.documentElement"):
        found = session.send("Runtime.evaluate", {"expression": name})["result"]["objectId"]
        each = session.send("DOMDebugger.getEventListeners", {"objectId": found})["listeners"]
        counted[name] = len(each)
    for name in ("ResizeObserver", "MutationObserver"):
        kind = session.send("Runtime.evaluate", {"expression": f"{name}.prototype"})["result"]["objectId"]
        alive = session.send("Runtime.queryObjects", {"prototypeObjectId": kind})["objects"]["objectId"]
        size = session.send(
            "Runtime.callFunctionOn",
            {
                "objectId": alive,
                "functionDeclaration": "function() { return this.length; }",
                "returnByValue": True,
            },
        )
        counted[name] = size["result"]["value"]
    return counted


def on_an_empty_page(browser: Any, folder: Path) -> dict[str, int]:
    """Count what listens on a page without any widget."""
    file = folder / "empty.html"
    export.write(file, export.page("Nothing", "", {}))
    with opened(browser, file, []) as page:
        return listeners(page)


def left_after_closing(page: Any, empty: dict[str, int]) -> dict[str, int]:
    """Close every widget of a page; return what is left over an empty page, by where it listens.

    The models count as "models", and what is still drawn as "drawn".
    """
    plotly = page.locator(".js-plotly-plot").count() > 0
    heard = page.evaluate(CLOSE)
    page.wait_for_timeout(SETTLED_MS)
    left = {**listeners(page), "models": heard, "drawn": page.locator(".ml").count()}
    if (
        plotly
    ):  # plotly.js itself listens once to the window and to the document, however many charts there are
        left = {key: count for key, count in left.items() if key not in ("window", "document")}
    return {key: count - empty.get(key, 0) for key, count in left.items() if count > empty.get(key, 0)}


@contextmanager
def copies_of(browser: Any, folder: Path, make: Make, copies: int) -> Iterator[Any]:
    """Open a page with so many copies of a widget, its end in view."""
    file = folder / f"{copies}.html"
    export.write(file, export.page_of([make() for _ in range(copies)]))
    with opened(browser, file, []) as page:
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        drawn(page)
        yield page


def slower_among_fifty(browser: Any, folder: Path, make: Make) -> tuple[float, dict[int, float]]:
    """Return how many times as long a change takes on the last of fifty copies as alone, and both in milliseconds.

    Both pages are open and change in turn, so that a busy moment of the machine falls on both alike.
    """
    walked = [controls for controls, _ in make().drive()]
    settings = walked[:: max(1, len(walked) // 8)][:8]
    spent: dict[int, list[float]] = {1: [], COPIES: []}
    with copies_of(browser, folder, make, 1) as alone, copies_of(browser, folder, make, COPIES) as among:
        for controls in (*settings, *settings):
            for copies, page in ((1, alone), (COPIES, among)):
                page.bring_to_front()
                spent[copies].append(page.evaluate(CHANGE, {"controls": controls}))
    took = {copies: statistics.median(times) for copies, times in spent.items()}
    return max(LEAST_MS, took[COPIES]) / max(LEAST_MS, took[1]), took
