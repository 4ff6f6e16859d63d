"""What it costs to validate a lesson with nbval."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import subjects
from tests.benchmarks.table import Row, alternate, clock, ratio
from tests.browser.pages import notebook

NBVAL_RATIO = 1.5
FLAGS = ("--nbval", "--nbval-current-env", "-p", "no:cacheprovider", "-q")
DIFFERS = 1


def lessons(scale: float) -> list[Row]:
    """Measure pytest with nbval on each lesson, beside a notebook whose only cell is ``pass``."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        paths = [Path(shutil.copy(path, place)) for path in subjects.lessons()]
        empties = [place / notebook(place, f"empty-{i}", "pass") for i in range(len(paths))]
        stale: set[str] = set()
        measures = {path.stem: _nbval([path], stale) for path in (*paths, empties[0])}
        took = alternate(measures, max(1, round(3 * scale)))
        both = {"course": _nbval(paths, stale), "empties": _nbval(empties, stale)}
        whole = alternate(both, max(1, round(3 * scale)))
    peer = took.pop("empty-0")
    return [
        Row(
            f"the whole course, {len(paths)} lessons, under nbval",
            clock(whole["course"]),
            f"as many empty ones: {clock(whole['empties'])}",
            ratio(whole["course"], whole["empties"]),
            f"<= {NBVAL_RATIO} x",
            whole["course"] <= NBVAL_RATIO * whole["empties"],
            "One run of pytest on all of them, for both.",
        )
    ] + [
        Row(
            f"lesson {name} under nbval" + (", whose outputs differ" if name in stale else ""),
            clock(ours),
            f"an empty notebook: {clock(peer)}",
            ratio(ours, peer),
            f"<= {NBVAL_RATIO} x",
            ours <= NBVAL_RATIO * peer,
            "A whole run of pytest on one file, from its start to its end, for both.",
        )
        for name, ours in took.items()
    ]


def _nbval(paths: list[Path], stale: set[str]) -> Callable[[], float]:
    """A run on notebooks; where outputs differ from the stored ones they are named, for the tests to judge."""

    def measure() -> float:
        place = paths[0].parent
        # As the tests run the lessons: with settings of their own, and without anybody's answers.
        environment = {**os.environ, "IPYTHONDIR": str(place / ".ipython"), "METALEARN_PROGRESS": "off"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as where it is installed: compiled once
        command = [sys.executable, "-m", "pytest", *FLAGS, *(path.name for path in paths)]
        start = time.perf_counter()
        done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True)
        took = time.perf_counter() - start
        if done.returncode == DIFFERS:
            stale.update(path.stem for path in paths)
        elif done.returncode:
            raise RuntimeError(f"nbval on {paths[0].name}:\n{done.stdout[-3000:]}")
        return took

    return measure
