"""The pictures of a scan as files inside a page: the whole slice, and the place of its spot in three windows."""

from __future__ import annotations

import base64
import functools
from collections.abc import Sequence
from dataclasses import replace

from metalearn.figures.scan.state import ScanState
from metalearn.models.imaging import phantom, png, stamp
from metalearn.models.imaging.phantom import PIXELS, STAMP
from metalearn.models.imaging.scan import Scan

WINDOWS = ("bone", "soft tissue", "liver")
"""The windows in which the place of the spot is shown side by side."""

_SIDE, _GAP = 84, 4
_FOOT = 18  # room for the words below the three


def whole(state: ScanState, *, grid: bool = True) -> str:
    """Return the picture of a state as a ``data:`` address, with what is written on every picture, and its cells."""
    return _whole(state.made, state.level, state.width, grid)


@functools.lru_cache(maxsize=8)
def _whole(made: Scan, level: int, width: int, grid: bool) -> str:
    return _address(made.shown(level, width, grid=grid))


def side_by_side(state: ScanState) -> str:
    """Return the place of the spot in the three windows, from left to right, as a ``data:`` address."""
    return _side_by_side(state.made)


@functools.lru_cache(maxsize=8)
def _side_by_side(made: Scan) -> str:
    sphere = made.findings[0].sphere
    left, top = (_edge(phantom.pixel_of(middle)) for middle in (sphere.x, sphere.y))
    wide = len(WINDOWS) * _SIDE + (len(WINDOWS) - 1) * _GAP
    rows = [bytearray(wide) for _row in range(_SIDE + _FOOT)]
    part = replace(made, hu=tuple(row[left : left + _SIDE] for row in made.hu[top : top + _SIDE]))
    for place, window in enumerate(WINDOWS):
        start = place * (_SIDE + _GAP)
        for row, grey in zip(rows, part.grey(window), strict=False):
            row[start : start + _SIDE] = grey
    words = STAMP.upper().rstrip(".")
    stamp.write(rows, words, (wide - len(words) * stamp.WIDTH) // 2, _SIDE + 6, 200)
    return _address(list(map(bytes, rows)))


def _edge(middle: int) -> int:
    """Where the part begins, so that its middle lies at a pixel and it stays on the picture."""
    return max(0, min(PIXELS - _SIDE, middle - _SIDE // 2))


def _address(rows: Sequence[bytes]) -> str:
    file = png.encode(rows, {"Title": "Synthetic CT slice", "Comment": STAMP})
    return "data:image/png;base64," + base64.b64encode(file).decode()
