"""How long before anything is there: the import, and a fresh kernel's first widget."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from tests.benchmarks.kernel import fresh_kernel
from tests.benchmarks.subjects import FIGURE_WIDGET, OURS, cell
from tests.benchmarks.table import Reach, Row, alternate, clock, ratio

IMPORTED = Reach(0.020, peer=0.088)
FIRST_SHOWN = Reach(0.35, peer=1.6)
REPEATS = 5


def importing(scale: float) -> list[Row]:
    """Measure ``import metalearn`` over a bare interpreter, beside ``import ipywidgets``."""
    programs = {"bare": "pass", "ours": "import metalearn", "peer": "import ipywidgets"}
    measures = {name: _interpreter(code) for name, code in programs.items()}
    took = alternate(measures, max(3, round(15 * scale)))
    ours, peer = took["ours"] - took["bare"], took["peer"] - took["bare"]
    return [
        Row(
            "import metalearn, over a bare interpreter",
            clock(ours),
            f"import ipywidgets: {clock(peer)}",
            ratio(ours, peer),
            str(IMPORTED),
            IMPORTED.met(ours, peer),
            f"A bare interpreter, {clock(took['bare'])} here, is taken off both. {IMPORTED.note}",
        )
    ]


def _interpreter(code: str) -> Callable[[], float]:
    def measure() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    return measure


def first_widget(scale: float) -> list[Row]:
    """Measure a fresh kernel's first cell, from the request to the widget's mimebundle."""
    took = alternate(
        {name: _first(cell(name)) for name in (*OURS, FIGURE_WIDGET)}, max(3, round(REPEATS * scale))
    )
    peer = took.pop(FIGURE_WIDGET)
    return [
        Row(
            f"fresh kernel to the first {name}",
            clock(ours),
            f"{FIGURE_WIDGET} Sankey: {clock(peer)}",
            ratio(ours, peer),
            str(FIRST_SHOWN),
            FIRST_SHOWN.met(ours, peer),
            "From the request (import, make, show) to the result's mimebundle; a new kernel for each. "
            + FIRST_SHOWN.note,
        )
        for name, ours in took.items()
    ]


def _first(code: str) -> Callable[[], float]:
    def measure() -> float:
        with fresh_kernel() as kernel:
            answer = kernel.run(code)
        if "application/vnd.jupyter.widget-view+json" not in answer.bundle:
            raise RuntimeError(f"No widget came back for:\n{code}")
        return answer.to_result

    return measure
