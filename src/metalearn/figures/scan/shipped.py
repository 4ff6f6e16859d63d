"""What a page needs to put a picture together by itself: the slice without noise, the spot, the seed of the noise.

The page adds them up and applies the window, so that every window, size, contrast, thickness and dose works without a
kernel, and the picture is the model's own.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from operator import sub

from metalearn.figures.scan.state import SEEDS, centre, shares
from metalearn.models.imaging import phantom, scan
from metalearn.models.imaging.phantom import PIXELS
from metalearn.models.imaging.tissues import Phase

FINE = 1000
"""The share of a pixel that a spot fills is told in thousandths."""

_WORD = 32


def runs(values: Iterable[int]) -> list[int]:
    """Return numbers as steps from one to the next; where nothing changes, 0 and for how long.

    Example:
        >>> runs([5, 5, 5, 7])
        [5, 0, 2, 2]
    """
    found, before = [], 0
    for value, group in groupby(values):
        again = len(list(group)) - (value != before)
        if value != before:
            found.append(value - before)
        if again:
            found += [0, again]
        before = value
    return found


@functools.cache
def base(phase: Phase) -> list[int]:
    """Return the slice without noise and spot in whole Hounsfield units, as :func:`runs`."""
    return runs(_whole(phase))


@functools.cache
def lifted() -> list[int]:
    """Return what contrast medium adds to each pixel, as :func:`runs`: much less than a second slice."""
    return runs(map(sub, _whole("portal"), _whole("plain")))


@functools.cache
def _whole(phase: Phase) -> list[int]:
    found: list[int] = []
    for value, alike in groupby(chain.from_iterable(phantom.abdomen(phase).hu)):
        found += [round(value)] * len(list(alike))
    return found


@functools.cache
def spot(size: int, thickness: float) -> list[list[int]]:
    """Return how much of each pixel a spot fills, in ``FINE`` parts: a square around the pixel of its centre.

    It is the same for every picture, because each centre lies in the middle of a pixel.
    """
    found = shares(size, thickness)
    column, row = middle(1)
    reach = max(max(abs(r - row), abs(c - column)) for r, c in found)
    around = range(-reach, reach + 1)
    return [[round(FINE * found.get((row + dy, column + dx), 0)) for dx in around] for dy in around]


def middle(picture: int) -> tuple[int, int]:
    """Return column and row of the pixel in which the spot of a picture has its centre."""
    x, y = centre(picture)
    return phantom.pixel_of(x), phantom.pixel_of(y)


def noise_key(picture: int) -> list[int]:
    """Return the key from which the noise of a picture grows, as words of 32 bits, the lowest first.

    Python makes a number of the seed's text in this way before it seeds its Mersenne twister with it; the page seeds
    its own with the same number.

    Example:
        >>> from random import Random
        >>> from metalearn.models.imaging.scan import noise_stream
        >>> key = sum(word << 32 * place for place, word in enumerate(noise_key(1)))
        >>> Random(key).random() == noise_stream(SEEDS[0]).random()
        True
    """
    text = scan.noise_name(SEEDS[picture - 1]).encode()
    number = int.from_bytes(text + hashlib.sha512(text).digest(), "big")
    return [number >> shift & 0xFFFFFFFF for shift in range(0, number.bit_length(), _WORD)]


@functools.cache
def stamped() -> list[list[int]]:
    """Return the pixels of what is written on every picture, by grey: [grey, first pixel, steps to the next ...]."""
    rows = [bytearray(PIXELS) for _row in range(PIXELS)]
    scan.write_stamp(rows)
    return [_places(rows, grey) for grey in sorted({value for row in rows for value in row} - {0})]


def _places(rows: Sequence[bytearray], grey: int) -> list[int]:
    places = [
        y * PIXELS + x
        for y, row in enumerate(rows)
        if grey in row  # nearly all rows are empty
        for x, value in enumerate(row)
        if value == grey
    ]
    return [grey, *(after - before for before, after in zip([0, *places], places, strict=False))]
