"""One state of the scan widget, as plain data: which slice, through which window, and what was marked on it.

There is one spot on every picture, always in the liver and always darker than it. Its place depends on the picture
alone, so that size, contrast and dose can be changed without a spot that jumps about.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from metalearn.errors import MetalearnError, nearest
from metalearn.models import checks
from metalearn.models.imaging import lesions, phantom, visibility
from metalearn.models.imaging.lesions import Sphere
from metalearn.models.imaging.scan import CONTRASTS, WINDOWS, Finding, Marking, Scan, grey_of, scan, shares_of
from metalearn.models.imaging.tissues import PHASES, Phase, hounsfield
from metalearn.words import _

ORGAN = "liver"
SIZES = (3, 4, 5, 6, 8, 10, 12, 15, 20)
"""Diameters of the spot, mm."""

DIFFERENCES = (6, 12, 20, 30, 38, 50, 70)
"""How much darker than the liver the spot is, HU."""

THICKNESSES = (1.25, 2.5, 5.0, 10.0)
"""Of the slice, mm."""

NOISES = {24: _("a quarter of the dose"), 12: _("the usual dose"), 6: _("four times the usual dose")}
"""Noise of a pixel in a slice of 5 mm, HU, and its dose, from the lowest: four times the dose halves the noise."""

LEVELS = tuple(range(-700, 701, 10))
"""Levels of the window, HU: what is shown as middle grey."""

WIDTHS = (*range(40, 200, 20), *range(200, 500, 50), *range(500, 1000, 100), *range(1000, 2600, 100))
"""Widths of the window, HU: from black to white."""

WINDOW_NAMES = {
    "soft tissue": _("soft tissue"),
    "liver": _("liver"),
    "bone": _("bone"),
    "lung": _("lung"),
}
OWN = "own"

SEEDS = (12, 20, 33, 11, 4, 2)
"""The chance behind each picture, from picture 1 on: it decides where the spot lies, and the noise."""

TISSUES = {
    "air": _("Air"),
    "fat": _("Fat"),
    "muscle": _("Muscle"),
    "liver": _("Liver"),
    "kidney": _("Kidney"),
    "blood in veins": _("Blood in the vessels of the liver"),
    "dense bone": _("Hard bone"),
}
"""What the text says about the picture: tissues whose grey is told."""


@dataclass(frozen=True, slots=True)
class ScanState:
    """What is on screen.

    Attributes:
        picture: Number of the picture, from 1.
        phase: "plain" (without contrast medium) or "portal".
        size: Diameter of the spot, mm.
        contrast: How much darker than the liver it is, HU.
        thickness: Of the slice, mm.
        noise: Noise of a pixel in a slice of 5 mm, HU.
        level: Of the window, HU.
        width: Of the window, HU.
        marked: The cells that were marked, in order.
        answer: Whether the reader asked to be shown.
    """

    picture: int = 1
    phase: Phase = "portal"
    size: int = 8
    contrast: int = -CONTRASTS["portal"]
    thickness: float = 5.0
    noise: int = 12
    level: int = WINDOWS["bone"][0]
    width: int = WINDOWS["bone"][1]
    marked: tuple[str, ...] = ()
    answer: bool = False

    @property
    def window(self) -> str:
        """The name of the window, or "own" when level and width are those of none."""
        return next((name for name, window in WINDOWS.items() if window == (self.level, self.width)), OWN)

    @property
    def words(self) -> Scan:
        """The slice without its picture: what can be said of it."""
        return _known(self.picture, self.phase, self.size, self.contrast, self.thickness, self.noise)

    @property
    def made(self) -> Scan:
        """The slice with its picture."""
        return _drawn(self.picture, self.phase, self.size, self.contrast, self.thickness, self.noise)

    @property
    def finding(self) -> Finding:
        """The spot."""
        return self.words.findings[0]

    @property
    def marking(self) -> Marking:
        """What came of the marked cells."""
        return self.words.mark(self.marked)

    @property
    def verdict(self) -> str:
        """What came of the search: "none yet", "right" or "wrong"."""
        if not self.marked:
            return "none yet"
        return "right" if self.marking.hits else "wrong"

    @property
    def told(self) -> bool:
        """Whether it is said where the spot lies: it was found, or asked for."""
        return self.answer or self.verdict == "right"

    @property
    def pixel_noise(self) -> float:
        """Noise of a pixel in this slice, HU."""
        return visibility.noise_at(self.thickness, self.noise)

    def grey(self, hu: float) -> int:
        """Return the grey, 0 to 255, of a value in this window."""
        return grey_of(hu, self.level, self.width)

    def grey_of_tissue(self, tissue: str) -> int:
        """Return the grey of a tissue in this window."""
        return self.grey(hounsfield(tissue, self.phase))

    @property
    def grey_of_spot(self) -> int:
        """The grey of the middle of the spot, without noise."""
        return self.grey(hounsfield(ORGAN, self.phase) + self.finding.shown)

    @property
    def apart(self) -> int:
        """How many greys lie between liver and spot."""
        return self.grey_of_tissue(ORGAN) - self.grey_of_spot

    @property
    def grey_noise(self) -> float:
        """The noise of a pixel in greys, to a tenth; what is cut off at black and white is not looked at."""
        return math.floor(10 * self.pixel_noise * 255 / self.width + 0.5) / 10


@functools.cache
def centre(picture: int) -> tuple[float, float]:
    """Return where the spot of a picture lies, mm from the middle: the middle of a pixel, with room for the largest.

    Example:
        >>> lesions.cell_at(*centre(1))
        'B4'
    """
    (sphere,) = lesions.placed(phantom.abdomen("portal"), ORGAN, (max(SIZES),), seed=SEEDS[picture - 1])
    return phantom.middle_of(phantom.pixel_of(sphere.x)), phantom.middle_of(phantom.pixel_of(sphere.y))


@functools.cache
def shares(size: int, thickness: float) -> dict[tuple[int, int], float]:
    """Return how much of each pixel a spot fills on picture 1; on the others the same, at another place."""
    return shares_of(Sphere(ORGAN, *centre(1), 0, size), thickness)


@functools.lru_cache(maxsize=4096)
def _known(picture: int, phase: Phase, size: int, contrast: int, thickness: float, noise: int) -> Scan:
    return _scan(picture, phase, size, contrast, thickness, noise, drawn=False)


@functools.lru_cache(maxsize=4)
def _drawn(picture: int, phase: Phase, size: int, contrast: int, thickness: float, noise: int) -> Scan:
    return _scan(picture, phase, size, contrast, thickness, noise, drawn=True)


def _scan(
    picture: int, phase: Phase, size: int, contrast: int, thickness: float, noise: int, *, drawn: bool
) -> Scan:
    return scan(
        (size,),
        ORGAN,
        seed=SEEDS[picture - 1],
        thickness=thickness,
        noise=noise,
        phase=phase,
        contrast=-contrast,
        at=(centre(picture),),
        drawn=drawn,
    )


_ALLOWED = {
    "picture": ("picture", tuple(range(1, len(SEEDS) + 1)), ""),
    "size": ("size of the spot", SIZES, " mm"),
    "contrast": ("difference of the spot from the liver", DIFFERENCES, " HU"),
    "thickness": ("thickness of the slice", THICKNESSES, " mm"),
    "noise": ("noise", tuple(sorted(NOISES)), " HU"),
    "level": ("level of the window", LEVELS, " HU"),
    "width": ("width of the window", WIDTHS, " HU"),
}


def allowed(name: str, value: float) -> float:
    """Return a setting that has a number, as the controls have it.

    Raises:
        MetalearnError: When the controls do not have it, with the nearest they have.

    Example:
        >>> allowed("thickness", 3)
        Traceback (most recent call last):
        ...
        metalearn.errors.MetalearnError: The thickness of the slice is 3 mm; it can be 1.25, 2.5, 5, 10. Nearest: 2.5.
    """
    what, values, unit = _ALLOWED[name]
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value in values:
            found: float = values[values.index(value)]
            return found
        near = f" Nearest: {min(values, key=lambda each: abs(each - value)):g}."
    else:
        near = ""
    some = ", ".join(f"{each:g}" for each in values) if len(values) < 12 else f"{values[0]} to {values[-1]}"
    raise MetalearnError(f"The {what} is {value}{unit}; it can be {some}.{near}")


def check_phase(phase: str) -> Phase:
    """Return a phase that exists, in its own spelling.

    Raises:
        UnknownNameError: With the nearest right name.
    """
    return checks.one_of("phase", phase, list(PHASES), "metalearn.models.imaging.tissues.PHASES")  # type: ignore[return-value]


def window(name: str) -> tuple[int, int]:
    """Return level and width of a window by its name.

    Raises:
        UnknownNameError: With the nearest right name.

    Example:
        >>> window("liver")
        (90, 160)
    """
    return WINDOWS[checks.one_of("window", name, list(WINDOWS), "metalearn.models.imaging.scan.WINDOWS")]


def cells(marked: object) -> tuple[str, ...]:
    """Return marked cells in normal form: capitals, each once, in order.

    Raises:
        MetalearnError: When something is no cell of the grid.

    Example:
        >>> cells(["b4", "C5", "B4"])
        ('B4', 'C5')
    """
    given = list(marked) if isinstance(marked, list | tuple) else [marked]
    found = tuple(dict.fromkeys(str(cell).strip().upper() for cell in given))
    for cell in found:
        if len(cell) != 2 or cell[0] not in "ABCDEFGH" or cell[1] not in "12345678":
            meant = nearest(cell, EVERY_CELL)
            hint = f" Did you mean {meant!r}?" if meant else ""
            raise MetalearnError(
                f"{cell!r} is no cell: a letter A to H and a figure 1 to 8, as in 'C4'.{hint}"
            )
    return found


EVERY_CELL = tuple(f"{letter}{number}" for number in range(1, 9) for letter in "ABCDEFGH")
"""Every cell of the grid, row by row."""
