"""Measure what the course costs, each row beside its floor or its peer in the same run, and print one table.

    python tests/benchmarks/run.py                 everything (some minutes)
    python tests/benchmarks/run.py --only open     one part; --list names them
    python tests/benchmarks/run.py --scale 0.3     fewer repeats

Nothing is asserted: machines differ, so read the ratios. Only a crash gives an exit code other than 0.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

# Run as a program, the folder of this file comes first on the path; the project's own must.
sys.path[0] = str(Path(__file__).parents[2])
# An installed package keeps its compiled modules; a shell that forbids that would charge each start for compiling.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from tests.benchmarks import installed, page, redraw, science, start, validated, weight  # noqa: E402
from tests.benchmarks.table import Row, printed  # noqa: E402

PARTS: dict[str, Callable[[float], list[Row]]] = {
    "import": start.importing,
    "first": start.first_widget,
    "open": weight.open_bytes,
    "render": page.render,
    "ten": page.ten,
    "click": page.click,
    "redraw": redraw.redraw,
    "nbval": validated.lessons,
    "models": science.models,
    "pyodide": science.in_pyodide,
    "wheel": installed.wheel,
    "environment": installed.environment,
    "memory": weight.memory,
}


def main() -> None:
    """Measure the parts asked for and print their table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", metavar="NAME", action="append", choices=PARTS, help="measure one part (repeat for more)"
    )
    parser.add_argument("--list", action="store_true", help="name the parts and stop")
    parser.add_argument("--scale", type=float, default=1.0, help="more (2) or fewer (0.3) repeats")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{name:12} {(part.__doc__ or '').splitlines()[0]}" for name, part in PARTS.items()))
        return
    rows: list[Row] = []
    crashed: list[str] = []
    for name in options.only or PARTS:
        begun = time.monotonic()
        try:
            rows += PARTS[name](options.scale)
        except Exception:  # the other parts are still worth their rows
            crashed.append(name)
            traceback.print_exc()
        print(f"{name}: measured in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    print(f"{machine()}\n\n{printed(rows)}")
    if crashed:
        sys.exit(f"Not measured, because they crashed: {', '.join(crashed)}")


def machine() -> str:
    """Say what all this was measured on, and how busy that was with other things."""
    names = ("jupyterlab", "ipywidgets", "plotly", "anywidget", "nbval", "pytest")
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in names)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"Python {platform.python_version()}, {versions}; {os.cpu_count()} processors, load at the end {load}"
    )


if __name__ == "__main__":
    main()
