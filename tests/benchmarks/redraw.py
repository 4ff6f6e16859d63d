"""What a reader waits for after a change of a control: our engines beside bare ipywidgets with the same data."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.benchmarks import scripts
from tests.benchmarks.changes import CHANGES, FIGURE, HTML, Change
from tests.benchmarks.page import SETTLE_MS, NotDrawnError, Stage, patiently, run, stage
from tests.benchmarks.table import Row, clock, ratio

TEXT_RATIO, CHART_RATIO = 1.0, 1.2
TURNS, DRAWN_MS = 12, 1500
OURS, PEER = 1, 2  # the cells that show them
CHANGED = (
    "From the event on a control (a menu, a slider, a button) until all of the new text stands in the page, or the "
    "chart has drawn the new values; in brackets, until that is painted. The peer is a menu, slider or button of "
    "ipywidgets whose Python callback gives an HTML widget the same text, table and open pictures, or a FigureWidget "
    "the same figure, made before: it only looks them up. Our Chart is given its figures by an IntSlider and Python, "
    "too. Both on one page, in turn, the kernel at rest before each."
)
Spent = dict[int, list[tuple[float, float]]]


def redraw(scale: float) -> list[Row]:
    """Measure a change of a control in the live view of each engine, beside bare ipywidgets with the same data."""
    rows: list[Row] = []
    with stage() as lab:
        for make in CHANGES:
            change = make()
            spent: Spent = {OURS: [], PEER: []}
            patiently(partial(_take, lab, change, max(6, round(TURNS * scale)), spent))
            rows.append(_row(change, spent))
    return rows


def _take(lab: Stage, change: Change, turns: int, spent: Spent) -> None:
    """Go through the settings there and back, ours and the peer in turn."""
    for taken in spent.values():
        taken.clear()
    values = change.values()
    with lab.opened(change.row.replace(" ", "-").replace(",", ""), "1", *change.cells(lab.folder)) as page:
        for index in (OURS, PEER):
            run(page, index)
        there = {index: _seen(page, change, index) for index in (OURS, PEER)}
        place = 0
        for turn, now in zip(range(turns), _back_and_forth(len(change.settings), first=1), strict=False):
            for index in (OURS, PEER) if turn % 2 == 0 else (PEER, OURS):
                took = _changed(page, change, index, place, now, there[index][now], values[now])
                spent[index].append(took)
            place = now


def _back_and_forth(count: int, first: int = 0) -> Iterator[int]:
    """0, 1, 2, ... and back: from each setting to one beside it."""
    way = [*range(count), *range(count - 2, 0, -1)]
    at = first
    while True:
        yield way[at % len(way)]
        at += 1


def _seen(page: Any, change: Change, index: int) -> list[str]:
    """Go once through all settings and back; return the text of the output in each: it must be what the table says."""
    count, place = len(change.settings), 0
    found: dict[int, str] = {}
    page.wait_for_timeout(DRAWN_MS)
    _settle(page, change, index)
    for now in (*range(1, count), *range(count - 2, -1, -1)):
        first, last = _hows(change, index, place, now)
        for how in first:
            _settle(page, change, index, how)
        text = _settle(page, change, index, last)
        if not change.chart and found.setdefault(now, text) != text:
            raise NotDrawnError(f"{change.row}: setting {now} does not always say the same")
        place = now
    missing = (
        [] if change.chart else [piece for i, said in found.items() for piece in change.missing(i, said)]
    )
    if missing or len(set(found.values())) < len(found):
        raise NotDrawnError(f"{change.row}: not in the page: {missing[:3]}")
    return [found.get(i, "") for i in range(count)]


def _hows(change: Change, index: int, before: int, now: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    return change.ours(before, now) if index == OURS else change.peer(before, now)


def _settle(page: Any, change: Change, index: int, how: dict[str, Any] | None = None) -> str:
    given = {"index": index, "how": how, "rest": SETTLE_MS, "besides": change.besides}
    found: str = page.evaluate(scripts.SETTLE, given)
    return found


def _changed(
    page: Any, change: Change, index: int, before: int, now: int, text: str, values: Any
) -> tuple[float, float]:
    """Change the control; return the seconds until it shows, and until that is painted."""
    first, last = _hows(change, index, before, now)
    for how in first:
        _settle(page, change, index, how)
    given = {"index": index, "how": last, "text": text, "values": values, "besides": change.besides}
    changed, painted = page.evaluate(scripts.CHANGE, given)
    _settle(page, change, index)
    return changed / 1000, painted / 1000


def _row(change: Change, spent: Spent) -> Row:
    took = {index: statistics.median(changed for changed, _ in taken) for index, taken in spent.items()}
    seen = {index: statistics.median(painted for _, painted in taken) for index, taken in spent.items()}
    reach = CHART_RATIO if change.chart else TEXT_RATIO
    return Row(
        change.row,
        f"{clock(took[OURS])} ({clock(seen[OURS])})",
        f"{FIGURE if change.chart else HTML}: {clock(took[PEER])} ({clock(seen[PEER])})",
        f"{ratio(took[OURS], took[PEER])} ({ratio(seen[OURS], seen[PEER])})",
        f"<= {reach} x",
        took[OURS] <= reach * took[PEER] and seen[OURS] <= reach * seen[PEER],
        CHANGED,
    )
