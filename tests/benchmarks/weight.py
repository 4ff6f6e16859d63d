"""What a widget weighs: on the wire, in the kernel's memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.kernel import fresh_kernel
from tests.benchmarks.subjects import FIGURE_WIDGET, OURS, imports, lessons, make, uses
from tests.benchmarks.table import Row, alternate, ratio, size

OPEN_BYTES = 60_000
MEMORY_RATIO = 1.3
PEER = "import ipywidgets, plotly.graph_objects"
A_FIGURE = "plotly.graph_objects.Figure()"  # importing plotly loads next to nothing: its first figure does
WIRE = (
    "Content, metadata and buffers of the comm messages that open one more widget in a kernel that already has one; "
    "what only the first one sends (plotly.js for our host) is named beside it. FigureWidget sends its own each time."
)


def open_bytes(scale: float) -> list[Row]:
    """Weigh the messages that open each of our widgets, beside a FigureWidget's. Bytes need no repeats."""
    weights = {name: _opening(name) for name in (*OURS, FIGURE_WIDGET)}
    peer = weights.pop(FIGURE_WIDGET)[1]
    rows = [_open_row(name, more, peer, first) for name, (first, more) in weights.items()]
    for engine, codes in uses().items():
        heaviest, weight = _heaviest(engine, codes)
        rows.append(_open_row(f"{heaviest}, the heaviest {engine} of {len(codes)}", weight, peer))
    return rows


def _open_row(name: str, more: int, peer: int, first: int = 0) -> Row:
    return Row(
        f"bytes to open {name}",
        size(more) + (f" (first: {size(first)})" if first > more * 1.05 else ""),
        f"{FIGURE_WIDGET} Sankey: {size(peer)}",
        ratio(more, peer),
        f"<= {size(OPEN_BYTES)}",
        more <= OPEN_BYTES,
        WIRE,
    )


def _heaviest(engine: str, codes: list[str]) -> tuple[str, int]:
    """The use of an engine that weighs most in a kernel that already has all of them, and what it weighs."""
    with fresh_kernel() as kernel:
        kernel.run("\n".join([f"from metalearn import {engine}", *codes]))
        weights = {code: kernel.run(code).bytes for code in codes}
    return max(weights.items(), key=lambda item: item[1])


def _opening(name: str) -> tuple[int, int]:
    """The bytes of the first and of the second opening."""
    with fresh_kernel() as kernel:
        kernel.run(imports(name))
        return kernel.run(make(name)).bytes, kernel.run(make(name)).bytes


def memory(scale: float) -> list[Row]:
    """Weigh a kernel that has run a whole lesson, beside one that only imported what Jupyter and plotly need."""
    measures = {path.stem: _resident(code_cells(path), path.parent) for path in lessons()}
    peers = {PEER: _resident([PEER]), A_FIGURE: _resident([PEER, A_FIGURE])}
    weights = alternate({**measures, **peers}, max(1, round(3 * scale)))
    peer, figure = weights.pop(PEER), weights.pop(A_FIGURE)
    return [
        Row(
            f"kernel memory, lesson {name}",
            size(ours),
            f"ipykernel + ipywidgets + plotly: {size(peer)}",
            ratio(ours, peer),
            f"<= {MEMORY_RATIO} x",
            ours <= MEMORY_RATIO * peer,
            f"Resident memory after every code cell of the lesson has run. The peer only runs {PEER!r}; "
            f"with an empty {A_FIGURE} as well, it is {size(figure)}.",
        )
        for name, ours in weights.items()
    ]


def code_cells(path: Path) -> list[str]:
    """Return the code of a notebook, cell by cell."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def _resident(cells: list[str], folder: Path | None = None) -> Callable[[], float]:
    def measure() -> float:
        with fresh_kernel(folder) as kernel:
            for code in cells:
                kernel.run(code)
            return float(kernel.resident())

    return measure
