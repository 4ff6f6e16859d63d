"""A slice through an upper abdomen that belongs to nobody, in Hounsfield units: drawn by computer, not a patient.

Each row of pixels is drawn on three lines, and each line in spans, so that a pixel on an edge gets the mean of what
lies under it, as on a real scan.

Where the model is wrong about the world: every organ is of one value throughout and goes straight through the slice;
there is no blur, no streak, no movement, and no disease but the spots that are put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from metalearn.models.imaging.anatomy import STRUCTURES, Structure
from metalearn.models.imaging.shapes import Region
from metalearn.models.imaging.tissues import Phase, check_phase, hounsfield
from metalearn.words import _

SYNTHETIC = _("Synthetic picture, drawn by a program; not a patient.")
"""What stands beside every picture, in the reader's language."""

STAMP = "Drawn by computer, not a patient."
"""What stands on the face of every picture and inside its file, in the few letters that can be drawn there."""

PIXELS = 256
FIELD_MM = 350.0
PIXEL_MM = FIELD_MM / PIXELS
_LINES = 3  # lines a row of pixels
_HALF = FIELD_MM / 2

NAMES: tuple[str, ...] = ("air", *dict.fromkeys(each.name for each in STRUCTURES))
"""What a pixel can show, by its number in ``Slice.labels``."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The slice as it would be without noise.

    Attributes:
        phase: "plain" or "portal".
        hu: Hounsfield units, 256 rows of 256 pixels from top (front of the body) and left (the person's right).
        labels: What lies at the middle of each pixel, as a number in ``NAMES``; rows as in ``hu``.
    """

    phase: Phase
    hu: tuple[tuple[float, ...], ...]
    labels: tuple[bytes, ...]

    def name_at(self, x: float, y: float) -> str:
        """Return what lies at a point, mm from the middle of the picture (x to the right, y downwards).

        Raises:
            ValueError: When the point is outside the picture.
        """
        column, row = pixel_of(x), pixel_of(y)
        if not (0 <= column < PIXELS and 0 <= row < PIXELS):
            raise ValueError(f"The point is ({x}, {y}) mm; it must be within {_HALF:g} mm of the middle.")
        return NAMES[self.labels[row][column]]


def pixel_of(mm: float) -> int:
    """Return the number of the pixel, from 0, in which a distance from the middle lies.

    Example:
        >>> pixel_of(0), pixel_of(-174.9)
        (128, 0)
    """
    return floor((mm + _HALF) / PIXEL_MM)


def middle_of(pixel: int) -> float:
    """Return how far the middle of a pixel lies from the middle of the picture, in mm.

    Example:
        >>> round(middle_of(128), 3)
        0.684
    """
    return (pixel + 0.5) * PIXEL_MM - _HALF


@lru_cache(maxsize=2)
def abdomen(phase: Phase = "portal") -> Slice:
    """Draw the slice without noise or lesions.

    Args:
        phase: "plain" (without contrast medium) or "portal" (portal venous phase).

    Returns:
        Hounsfield units and what each pixel shows.

    Raises:
        UnknownNameError: When the phase does not exist.

    Source:
        Tissues as in ``metalearn.models.tissues``; shapes chosen by eye.

    Example:
        >>> abdomen().name_at(-90, -20)
        'liver'
        >>> abdomen().hu[0][0]
        -1000.0
    """
    check_phase(phase)
    return _drawn(STRUCTURES, phase)


def _drawn(structures: Sequence[Structure], phase: Phase) -> Slice:
    air = float(hounsfield("air"))
    lines = [[air] * PIXELS for _ in range(PIXELS * _LINES)]
    for structure in structures:
        _paint(lines, structure.region, float(hounsfield(structure.tissue, phase)))
    hu = tuple(_mean(*lines[first : first + _LINES]) for first in range(0, len(lines), _LINES))
    return Slice(phase, hu, _labels(tuple(structures)))


def _mean(upper: list[float], middle: list[float], lower: list[float]) -> tuple[float, ...]:
    """The row of pixels that its three lines make."""
    if upper == middle == lower:  # above and below the body
        return tuple(upper)
    # Most pixels are the same on all lines. Not by sum(): it is slower here, and rounds otherwise from Python 3.12 on.
    three = zip(upper, middle, lower, strict=True)
    return tuple([a if a == b == c else (a + b + c) / _LINES for a, b, c in three])


def _paint(lines: list[list[float]], region: Region, value: float) -> None:
    """Lay one structure over what is there; the pixels at both ends of a span get their share of it."""
    for number, left, right in _strokes(region):
        line, begin, stop = lines[number], int(left), int(right)
        if begin == stop:
            line[begin] += (right - left) * (value - line[begin])
            continue
        line[begin] += (begin + 1 - left) * (value - line[begin])
        line[begin + 1 : stop] = [value] * (stop - begin - 1)
        line[stop] += (right - stop) * (value - line[stop])


@lru_cache(maxsize=len(STRUCTURES))  # a region lies where it lies, in every phase
def _strokes(region: Region) -> tuple[tuple[int, float, float], ...]:
    """The spans of a region, each as the number of its line and both ends in pixels."""
    step = PIXEL_MM / _LINES
    low, high = region.reach()
    first, last = max(0, floor((low + _HALF) / step)), min(PIXELS * _LINES, ceil((high + _HALF) / step))
    return tuple(
        (number, (start + _HALF) / PIXEL_MM, (end + _HALF) / PIXEL_MM)
        for number in range(first, last)
        for start, end in region.spans((number + 0.5) * step - _HALF)
    )


@lru_cache(maxsize=2)
def _labels(structures: tuple[Structure, ...]) -> tuple[bytes, ...]:
    """What lies at the middle of each pixel, in every phase."""
    labels = [bytearray(PIXELS) for _ in range(PIXELS)]
    for structure in structures:
        _label(labels, structure)
    return tuple(map(bytes, labels))


def _label(labels: list[bytearray], structure: Structure) -> None:
    """Note the structure wherever it covers the middle of a pixel."""
    name = bytes([NAMES.index(structure.name)])
    for number, left, right in _strokes(structure.region):
        row, line = divmod(number, _LINES)
        if line == _LINES // 2:  # the one through the middles of the pixels
            begin, stop = floor(left + 0.5), floor(right + 0.5)
            labels[row][begin:stop] = name * (stop - begin)
