"""The table of the benchmarks: its rows, how they are measured, how they are printed."""

from __future__ import annotations

import statistics
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

HEADER = ("what", "ours", "floor or peer", "ratio", "reach", "met?")
WIDEST = 48


SET_ON = (
    "The time to reach was set on a quiet machine, where the peer took {peer}; on a slower or busier one the same "
    "share of the peer counts."
)


@dataclass(frozen=True, slots=True)
class Reach:
    """A time to reach, and what the peer took on the machine where it was set (both in seconds)."""

    seconds: float
    peer: float

    def met(self, ours: float, peer: float) -> str:
        """Say whether it is reached: the time itself, or the same share of a peer that is slower here."""
        if ours <= self.seconds:
            return "yes"
        return "as a share" if ours / peer <= self.seconds / self.peer else "no"

    def __str__(self) -> str:
        return f"<= {clock(self.seconds)} or {ratio(self.seconds, self.peer)} x"

    @property
    def note(self) -> str:
        """Where the time comes from, in words."""
        return SET_ON.format(peer=clock(self.peer))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        what: What was measured.
        ours: Our figure, with its unit.
        peer: The floor or the peer from the same run, named, with its figure.
        ratio: Ours over the peer's, or "" where there is nothing to divide by.
        reach: The figure to reach.
        met: Whether it was reached, or that in words; None for a line that is there to compare with.
        note: How it was measured, or what else was seen; printed below the table.
    """

    what: str
    ours: str
    peer: str
    ratio: str
    reach: str
    met: bool | str | None
    note: str = ""


def alternate(measures: Mapping[str, Callable[[], float]], repeats: int) -> dict[str, float]:
    """Take the measures in turn, ``repeats`` times, and return the median of each.

    The order turns round each time, so that a busy moment of the machine falls on all of them alike.
    """
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for turn in range(repeats):
        names = list(measures) if turn % 2 == 0 else list(measures)[::-1]
        for name in names:
            taken[name].append(measures[name]())
    return {name: statistics.median(values) for name, values in taken.items()}


def ratio(ours: float, peer: float) -> str:
    """Return ours over the peer's as text: two figures, however small or large it is."""
    value = ours / peer if peer else float("inf")
    return f"{value:.2f}" if 0.1 <= value < 100 else f"{value:.2g}"


def clock(seconds: float) -> str:
    """Return seconds as text: milliseconds below a fifth of a second."""
    if seconds >= 0.2:
        return f"{seconds:.2f} s"
    return f"{1000 * seconds:.0f} ms" if seconds >= 0.01 else f"{1000 * seconds:.1f} ms"


def size(count: float) -> str:
    """Return bytes as KB or MB (1 MB is a million bytes)."""
    return f"{count / 1e3:.1f} KB" if abs(count) < 1e6 else f"{count / 1e6:.2f} MB"


def printed(rows: Iterable[Row]) -> str:
    """Return the table as text, with its notes numbered below."""
    lines: list[tuple[str, ...]] = [HEADER]
    notes: list[str] = []
    for row in rows:
        if row.note and row.note not in notes:
            notes.append(row.note)
        what = f"{row.what} [{notes.index(row.note) + 1}]" if row.note else row.what
        met = row.met if isinstance(row.met, str) else {True: "yes", False: "no", None: ""}[row.met]
        lines.append((what, row.ours, row.peer, row.ratio, row.reach, met))
    widths = [min(WIDEST, max(map(len, column))) for column in zip(*lines, strict=True)]
    text = [_wrapped(line, widths) for line in lines]
    text.insert(1, "-+-".join("-" * width for width in widths))
    for number, note in enumerate(notes, start=1):
        text.append(textwrap.fill(f"[{number}] {note}", 110, subsequent_indent="    "))
    return "\n".join(text)


def _wrapped(line: tuple[str, ...], widths: list[int]) -> str:
    """One row as text: a cell that is too long goes on below itself."""
    cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(line, widths, strict=True)]
    height = max(map(len, cells))
    padded = [cell + [""] * (height - len(cell)) for cell in cells]
    return "\n".join(
        " | ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip(*padded, strict=True)
    )
