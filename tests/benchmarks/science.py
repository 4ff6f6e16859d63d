"""What the models cost, beside the plain way of doing the same: here, and in a browser's Python."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.table import Row, clock, ratio
from tests.pyodide import browser_python

TIMED = Path(__file__).parent / "timed.py"
MANY_OVER_FEW = 10**9  # a loop over cells takes this many times longer for 10^12 cells than for 10^3
COST_RATIO = 2.0
TRIALS_SECONDS, POSTERIOR_SECONDS, SCAN_SECONDS = 1.0, 0.020, 0.5

Seconds = dict[str, Any]


def models(scale: float) -> list[Row]:
    """Time the models in this Python, each beside a loop over cells, persons or points."""
    words = [sys.executable, str(TIMED), str(max(1, round(5 * scale)))]
    ran = subprocess.run(words, capture_output=True, text=True, cwd=TIMED.parents[2], check=True)
    return _rows(json.loads(ran.stdout), "")


def in_pyodide(scale: float) -> list[Row]:
    """Time the same in Pyodide under node: the Python that a browser runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = browser_python.prepared() or browser_python.prepare(Path(name) / "pyodide")
        wheels = Path(name) / "wheels"
        wheels.mkdir()
        took = json.loads(browser_python.run(folder, wheels, TIMED))
    return _rows(took, ", in Pyodide")


def _rows(took: Seconds, where: str) -> list[Row]:
    return [
        *(
            _cells(kind, words, took, where)
            for kind, words in (("expected", "expected"), ("drawn", "by chance"))
        ),
        _trials("99", "small", took, where),
        _trials("2,000", "large", took, where),
        _posterior("14 primaries, 9 organs", took["posterior"], took, where),
        _posterior("26 primaries, 21 organs", took["posterior groups"], took, where),
        _scan(took, where),
    ]


def _cells(kind: str, words: str, took: Seconds, where: str) -> Row:
    ours = took[f"{kind} many"] / took[f"{kind} few"]
    # The loop cannot be run to the end: its cost grows in step with the cells, so it is carried on in that step.
    looped = max(int(name.removeprefix("loop ")) for name in took if name.startswith("loop "))
    peer = took[f"loop {looped}"] * (MANY_OVER_FEW * 1000 / looped) / took["loop 1000"]
    return Row(
        f"survivors, {words}, 10^12 cells over 10^3{where}",
        f"{ours:.2f} x",
        f"a loop over cells: {peer:.1g} x",
        ratio(ours, peer),
        f"<= {COST_RATIO:.0f} x",
        ours <= COST_RATIO,
        f"Python {took['python']}{where}. Through the five barriers of the first preset. The loop was run for up to "
        f"{looped:,} cells and carried on from there.",
    )


def _trials(people: str, size: str, took: Seconds, where: str) -> Row:
    ours, peer = took[f"trials {size}"], took[f"by person {size}"]
    return Row(
        f"10,000 trials of {people} people{where}",
        clock(ours),
        f"a loop over people: {clock(peer)}",
        ratio(ours, peer),
        f"<= {clock(TRIALS_SECONDS)}",
        ours <= TRIALS_SECONDS,
        "The result of every trial, its test, and how often they mislead. The loop was run for 500 trials of 99 people "
        "and 50 of 2,000, and reckoned from there; it makes the test, but no table of what came out.",
    )


def _posterior(what: str, ours: float, took: Seconds, where: str) -> Row:
    first = took["posterior, tables unread"]
    return Row(
        f"posterior over {what}{where}",
        clock(ours),
        f"the first time, tables unread: {clock(first)}",
        ratio(ours, first),
        f"<= {clock(POSTERIOR_SECONDS)}",
        ours <= POSTERIOR_SECONDS,
        "Two organs involved, one clear, with the span that the counts' intervals leave; tables already read.",
    )


def _scan(took: Seconds, where: str) -> Row:
    ours, peer = took["scan first"], took["by point"]
    return Row(
        f"a scan slice as PNG, 256 x 256{where}",
        clock(ours),
        f"a test of each point: {clock(peer)}",
        ratio(ours, peer),
        f"<= {clock(SCAN_SECONDS)}",
        ours <= SCAN_SECONDS,
        f"The first one, with anatomy, three lesions, noise and packing; a further scan without packing takes "
        f"{clock(took['scan next'])}{where}. The test of each point was run for 16 rows and reckoned from there.",
    )
