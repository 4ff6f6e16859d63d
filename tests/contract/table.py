"""Measure the whole contract and print it: a line for each widget, a column for each row of the contract.

    python -m tests.contract.table                       every widget, some minutes
    python -m tests.contract.table --only Quiz Panel     those whose names begin so
    python -m tests.contract.table --states 1000000      compare every state on its page, not some evenly chosen ones

Every cell is measured here and now; what fails stands again below the table, with what was seen. The exit code is the
number of widgets that fail, at most 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.lab import FLAGS, INSTALL, chromium
from tests.contract.cells import COLUMNS, Bench, Cells, measured
from tests.contract.instances import WIDGETS
from tests.contract.lives import on_an_empty_page
from tests.contract.speech import odd_run_in

STATES = 40
SHOWN = 5  # faults of one cell


def printed(found: dict[str, Cells]) -> str:
    """Return the table as markdown, and below it what failed."""
    lines = [("widget", *COLUMNS), ("---", *("---:" for _ in COLUMNS))]
    lines += [(name, *(str(cells[column]) for column in COLUMNS)) for name, cells in found.items()]
    text = ["| " + " | ".join(line) + " |" for line in lines]
    failing = {name: _failing(cells) for name, cells in found.items()}
    count = sum(len(columns) for each in failing.values() for columns in each.values())
    text += ["", f"{len(found)} widgets, {len(found) * len(COLUMNS)} cells, {count} fail."]
    for name, each in failing.items():
        for faults, columns in each.items():
            more = [f"... and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
            said = [f"- {_short(fault)}" for fault in [*faults[:SHOWN], *more]]
            text += ["", f"**{name}, {', '.join(columns)}**", *said]
    return "\n".join(text)


def _failing(cells: Cells) -> dict[tuple[str, ...], list[str]]:
    """The columns that fail, those together that fail for the same reasons."""
    found: dict[tuple[str, ...], list[str]] = {}
    for column in COLUMNS:
        if cells[column].faults:
            found.setdefault(cells[column].faults, []).append(column)
    return found


def _short(fault: str) -> str:
    return " ".join(fault.split())[:300]


@contextmanager
def bench(states: int) -> Iterator[Bench]:
    """Start what every measure needs."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        raise SystemExit(INSTALL)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        odd = odd_run_in(folder)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield Bench(browser, folder, odd, on_an_empty_page(browser, folder), states)
        browser.close()


def main() -> None:
    """Measure the widgets asked for and print their table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--states", type=int, default=STATES)
    options = parser.parse_args()
    wanted = {name: make for name, make in WIDGETS.items() if name.startswith(tuple(options.only or [""]))}
    found: dict[str, Cells] = {}
    with bench(options.states) as tools:
        for name, make in wanted.items():
            begun = time.monotonic()
            found[name] = measured(name, make, tools)
            failing = [column for column in COLUMNS if found[name][column].faults]
            print(f"{name}: {time.monotonic() - begun:.0f} s {failing or ''}", file=sys.stderr, flush=True)
    print(printed(found))
    sys.exit(any(cell.faults for cells in found.values() for cell in cells.values()))


if __name__ == "__main__":
    main()
