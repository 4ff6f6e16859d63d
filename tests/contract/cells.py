"""The cells of the contract's table: each row of the contract measured on one widget, whatever fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contract import faces, lives, pages
from tests.contract.instances import Make, enlarged
from tests.contract.pages import Measured, opened
from tests.contract.speech import OddRun

MOST_BYTES = 60_000
SLOWER = 4
FACES = ("states walked", "same text twice", "table in twin", "sanitizer refuses", "orphans", "bytes to open")
WIDE = ("Tab stops reached", "axe, light, 1280 px", "page states = Python's", "axe after the walk")
NARROW = ("axe, dark, 400 px", "400 px", "print", "moving")
LARGE = ("200% zoom", "scale 2")
LIVES = ("left after close", "fifty copies")
WORDS = ("English left",)
ERRORS = "requests, errors"
COLUMNS = (*FACES, *WIDE, *NARROW, *LARGE, ERRORS, *WORDS, *LIVES)


@dataclass(frozen=True)
class Cell:
    """One cell: what was measured, and what breaks the contract."""

    text: str
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"**✗** {self.text}" if self.faults else self.text


Cells = dict[str, Cell]


def counted(faults: list[str]) -> Cell:
    """Return a cell that says how many faults there are."""
    return Cell(str(len(faults)), tuple(dict.fromkeys(faults)))


@dataclass(frozen=True)
class Bench:
    """What the measures need.

    Attributes:
        browser: A running Chromium.
        folder: Where pages are saved.
        odd: What every widget says in the language nobody speaks.
        empty: What listens on a page without a widget.
        states: How many states of each widget are compared on its page.
    """

    browser: Any
    folder: Path
    odd: OddRun
    empty: dict[str, int]
    states: int


def measured(name: str, make: Make, bench: Bench) -> Cells:
    """Return every cell of one widget; where a measure itself fails, its cells say how."""
    problems: list[str] = []
    parts: dict[tuple[str, ...], Callable[[], Cells]] = {
        **{(column,): part for column, part in _faces(make).items()},
        WIDE: lambda: _wide(make, bench, problems),
        NARROW: lambda: _narrow(make, bench, problems),
        LARGE[:1]: lambda: _large(LARGE[0], make, bench, problems),
        LARGE[1:]: lambda: _large(LARGE[1], enlarged(make), bench, problems),
        WORDS: lambda: _words(name, bench),
        LIVES[:1]: lambda: _left(make, bench),
        LIVES[1:]: lambda: _fifty(make, bench),
    }
    found: Cells = {}
    for columns, part in parts.items():
        found |= _safely(columns, part)
    found[ERRORS] = counted(problems)
    return found


def _safely(columns: tuple[str, ...], part: Callable[[], Mapping[str, Cell]]) -> Cells:
    try:
        return dict(part())
    except Exception as error:  # one widget that fails must not hide the others
        said = f"{type(error).__name__}: {error}".split("\nCall log")[0]
        return {column: Cell("failed", (said,)) for column in columns}


def _faces(make: Make) -> dict[str, Callable[[], Cells]]:
    def walked() -> Cell:
        count, faults = faces.walk_faults(make())
        return Cell(f"{count:,}", tuple(faults))

    def same() -> Cell:
        faults = faces.says_the_same_twice(make)
        return Cell("no" if faults else "yes", tuple(faults))

    def in_twin() -> Cell:
        widget = make()
        missing, total = faces.missing_in_twin(widget), len(faces.pieces(widget.table()))
        return Cell(f"{total - len(missing)} of {total}", tuple(missing))

    def weight() -> Cell:
        found = faces.opening_bytes(make())
        return Cell(f"{found:,}", (f"{found:,} bytes",) if found > MOST_BYTES else ())

    def one(column: str, cell: Callable[[], Cell]) -> Callable[[], Cells]:
        return lambda: {column: cell()}

    cells: tuple[Callable[[], Cell], ...] = (
        walked,
        same,
        in_twin,
        lambda: counted(faces.refused_by_jupyter(make())),
        lambda: counted(list(make().orphans())),
        weight,
    )
    return {column: one(column, cell) for column, cell in zip(FACES, cells, strict=True)}


def _saved(make: Make, bench: Bench) -> Path:
    file: Path = make().save(bench.folder / "page.html")
    return file


def _wide(make: Make, bench: Bench, problems: list[str]) -> Cells:
    seen = Measured()
    with opened(bench.browser, _saved(make, bench), problems) as page:
        stops, missed = pages.unreached(page)
        first = pages.axe(page)
        pages.shows_its_tables(page, make(), bench.states, seen)
        last = pages.axe(page)
    unsaid = f"; {seen.says_so} of {seen.needs_kernel} that need a kernel say so" if seen.needs_kernel else ""
    unreached = sum(1 for each in missed if each.startswith("Tab"))
    return {
        WIDE[0]: Cell(f"{stops - unreached} of {stops}", tuple(missed) or (() if stops else ("no stop",))),
        WIDE[1]: counted(first),
        WIDE[2]: Cell(f"{seen.states} of {seen.compared}{unsaid}", tuple(seen.problems)),
        WIDE[3]: counted(last),
    }


def _narrow(make: Make, bench: Bench, problems: list[str]) -> Cells:
    file = _saved(make, bench)
    with opened(bench.browser, file, problems, 400, color_scheme="dark", reduced_motion="reduce") as page:
        found = {NARROW[0]: counted(pages.axe(page)), NARROW[1]: counted(pages.lost(page))}
        still = counted(pages.moving(page))
        page.emulate_media(media="print")
        return {**found, NARROW[2]: counted(pages.lost(page)), NARROW[3]: still}


def _large(column: str, make: Make, bench: Bench, problems: list[str]) -> Cells:
    zoom = {"width": 640, "device_scale_factor": 2} if column == LARGE[0] else {}
    with opened(bench.browser, _saved(make, bench), problems, **zoom) as page:
        return {column: counted(pages.lost(page))}


def _words(name: str, bench: Bench) -> Cells:
    left = bench.odd.left_in(name)
    if name not in bench.odd.failed:
        with opened(bench.browser, bench.odd.page(name), []) as page:
            left += bench.odd.left_over(pages.readable(page))
    return {WORDS[0]: counted(left)}


def _left(make: Make, bench: Bench) -> Cells:
    with opened(bench.browser, _saved(make, bench), []) as page:
        left = lives.left_after_closing(page, bench.empty)
    return {LIVES[0]: counted([f"{count} on {place}" for place, count in left.items()])}


def _fifty(make: Make, bench: Bench) -> Cells:
    slower, spent = lives.slower_among_fifty(bench.browser, bench.folder, make)
    said = ", ".join(f"{copies}: {took:.0f} ms" for copies, took in spent.items())
    return {LIVES[1]: Cell(f"{slower:.1f} x", (said,) if slower > SLOWER else ())}
