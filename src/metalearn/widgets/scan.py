"""The scan: a drawn slice through an abdomen, its window, and a spot to be found. Nobody's body."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import traitlets

from metalearn.datasets import Evidence
from metalearn.figures.scan.state import (
    DIFFERENCES,
    EVERY_CELL,
    LEVELS,
    NOISES,
    SEEDS,
    SIZES,
    THICKNESSES,
    WIDTHS,
    ScanState,
    allowed,
    cells,
    check_phase,
    window,
)
from metalearn.models.imaging.scan import CONTRASTS, WINDOWS
from metalearn.models.imaging.tissues import PHASES
from metalearn.widgets import scan_text as text
from metalearn.widgets.base import Controls, Table, View, pack, refuse_unknown, walk
from metalearn.widgets.scan_payload import payload

START = ScanState()


class Scan(View):
    """A synthetic CT slice with one spot in the liver: find it, and see what makes it visible.

    Args:
        window: "soft tissue", "liver", "bone" or "lung": level and width together.
        size: Diameter of the spot, mm; one of :data:`metalearn.figures.scan.state.SIZES`.
        phase: "portal" (with contrast medium) or "plain" (without).
        contrast: How much darker than the liver the spot is, HU; None for what is usual in that phase.
        thickness: Of the slice, mm.
        noise: Of a pixel in a slice of 5 mm, HU: 6, 12 or 24, for more or less dose.
        picture: Number of the picture; each has its spot at another place.
        level: What is shown as middle grey, HU; None for that of the window.
        width: From black to white, HU; None for that of the window.
        marked: Cells such as "C4", or one, in which the spot is suspected.
        answer: Whether it is shown where the spot lies.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown window or phase, with the nearest right name.
        MetalearnError: For a number that the controls do not have, or a cell that is not on the grid.
        TypeError: For an unknown keyword.

    Source:
        The picture is drawn by a program; see :mod:`metalearn.models.imaging`.

    Example:
        >>> scan = Scan(window="liver")
        >>> scan.verdict
        'none yet'
        >>> scan.marked = ["B4"]
        >>> scan.verdict
        'right'
    """

    script = "scan"

    picture = traitlets.Int(START.picture).tag(sync=True)
    phase = traitlets.Unicode(START.phase).tag(sync=True)
    size = traitlets.Int(START.size, help="diameter of the spot, mm").tag(sync=True)
    contrast = traitlets.Int(START.contrast, help="how much darker than the liver, HU").tag(sync=True)
    thickness = traitlets.Float(START.thickness, help="of the slice, mm").tag(sync=True)
    noise = traitlets.Int(START.noise, help="of a pixel in a slice of 5 mm, HU").tag(sync=True)
    level = traitlets.Int(START.level).tag(sync=True)
    width = traitlets.Int(START.width).tag(sync=True)
    marked: traitlets.Any = traitlets.Any(default_value=(), help="cells that were marked, in order").tag(
        sync=True
    )
    answer = traitlets.Bool(False, help="whether it is shown where the spot lies").tag(sync=True)

    def __init__(
        self,
        window: str = "bone",
        *,
        size: int = START.size,
        phase: str = START.phase,
        contrast: int | None = None,
        thickness: float = START.thickness,
        noise: int = START.noise,
        picture: int = START.picture,
        level: int | None = None,
        width: int | None = None,
        marked: str | Sequence[str] = (),
        answer: bool = False,
        scale: float = 1.0,
        **unknown: object,
    ) -> None:
        refuse_unknown(type(self), unknown)
        middle, reach = _window(window)
        super().__init__(
            payload=_packed(),
            size=size,
            phase=phase,
            contrast=-CONTRASTS[check_phase(phase)] if contrast is None else contrast,
            thickness=thickness,
            noise=noise,
            picture=picture,
            level=middle if level is None else level,
            width=reach if width is None else width,
            marked=marked,
            answer=answer,
            scale=scale,
        )

    @traitlets.validate("picture", "size", "contrast", "thickness", "noise", "level", "width")
    def _possible(self, proposal: Any) -> Any:
        return allowed(proposal["trait"].name, proposal["value"])

    @traitlets.validate("phase")
    def _known_phase(self, proposal: Any) -> str:
        return check_phase(proposal["value"])

    @traitlets.validate("marked")
    def _on_the_grid(self, proposal: Any) -> tuple[str, ...]:
        return cells(proposal["value"])

    @property
    def state(self) -> ScanState:
        """What is on screen, as plain data."""
        names = ScanState.__dataclass_fields__
        return ScanState(**{name: getattr(self, name) for name in names})

    @property
    def verdict(self) -> str:
        """What came of the search: "none yet", "right" or "wrong"."""
        return self.state.verdict

    @property
    def window(self) -> str:
        """The name of the window, or "own"."""
        return self.state.window

    def describe(self) -> str:
        """Return everything on screen as text; where the spot lies is in it only once it was found or asked for."""
        return text.describe(self.state)

    def table(self) -> Table:
        """Return the settings, and what they make of the spot: contrast, noise, greys and visibility."""
        return text.rows(self.state)

    def twin(self) -> str:
        """Return the picture with its numbers; where the spot is stays closed until it is opened."""
        return text.static_twin(self.state)

    def _cards(self) -> Iterator[Evidence]:
        yield from text.cards(self.state)

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every value of every control, every picture in every window, and every cell of the grid."""
        return walk(self, _settings())


_window = window  # the class has a property of this name


def _settings() -> Iterator[Controls]:
    every = {
        "size": SIZES,
        "contrast": DIFFERENCES,
        "thickness": THICKNESSES,
        "noise": tuple(NOISES),
        "level": LEVELS,
        "width": WIDTHS,
        "answer": (False, True),
    }
    for name, values in every.items():
        for value in values:
            yield _controls(replace(START, **{name: value}))
    for picture in range(1, len(SEEDS) + 1):
        for phase in PHASES:
            for level, width in WINDOWS.values():
                yield _controls(replace(START, picture=picture, phase=phase, level=level, width=width))
        for cell in EVERY_CELL:
            yield _controls(replace(START, picture=picture, marked=(cell,)))
    yield _controls(replace(START, marked=("A1", *START.finding.cells)))


def _controls(state: ScanState) -> Controls:
    return {name: getattr(state, name) for name in ScanState.__dataclass_fields__}


@functools.cache
def _packed() -> bytes:
    return pack(payload())
