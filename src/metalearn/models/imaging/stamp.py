"""Words and lines drawn into a greyscale picture, so that a label cannot be lost from it.

Where it is wrong about the world: nothing to be wrong about; capitals, figures and a few signs are all it can write.
"""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 6, 7
"""Pixels from one letter to the next, and the height of a letter."""

_DOTS = """
A:01110 10001 10001 11111 10001 10001 10001  B:11110 10001 10001 11110 10001 10001 11110
C:01110 10001 10000 10000 10000 10001 01110  D:11110 10001 10001 10001 10001 10001 11110
E:11111 10000 10000 11110 10000 10000 11111  F:11111 10000 10000 11110 10000 10000 10000
G:01110 10001 10000 10111 10001 10001 01111  H:10001 10001 10001 11111 10001 10001 10001
I:01110 00100 00100 00100 00100 00100 01110  L:10000 10000 10000 10000 10000 10000 11111
M:10001 11011 10101 10101 10001 10001 10001  N:10001 11001 10101 10011 10001 10001 10001
O:01110 10001 10001 10001 10001 10001 01110  P:11110 10001 10001 11110 10000 10000 10000
R:11110 10001 10001 11110 10100 10010 10001  S:01111 10000 10000 01110 00001 00001 11110
T:11111 00100 00100 00100 00100 00100 00100  U:10001 10001 10001 10001 10001 10001 01110
W:10001 10001 10001 10101 10101 11011 10001  Y:10001 10001 01010 00100 00100 00100 00100
1:00100 01100 00100 00100 00100 00100 01110  2:01110 10001 00001 00110 01000 10000 11111
3:01110 10001 00001 00110 00001 10001 01110  4:00010 00110 01010 10010 11111 00010 00010
5:11111 10000 11110 00001 00001 10001 01110  6:01110 10000 10000 11110 10001 10001 01110
7:11111 00001 00010 00100 01000 01000 01000  8:01110 10001 10001 01110 10001 10001 01110
0:01110 10001 10011 10101 11001 10001 01110  ,:00000 00000 00000 00000 00110 00100 01000
"""
LETTERS = {dots[0]: tuple(dots[2:].split()) for dots in _DOTS.replace("\n", "  ").split("  ") if dots.strip()}


def write(rows: Sequence[bytearray], text: str, x: int, y: int, grey: int = 255) -> None:
    r"""Write into a picture, in place; what falls outside it is left out.

    Args:
        rows: The picture; one byte a pixel.
        text: Capitals, figures, commas and spaces.
        x: Pixel at which the first letter begins, from the left.
        y: Pixel at which the letters begin, from the top.
        grey: 0 (black) to 255 (white).

    Raises:
        ValueError: When a letter is not among those it can write.

    Example:
        >>> picture = [bytearray(6) for _ in range(7)]
        >>> write(picture, "I", 0, 0, 1)
        >>> bytes(picture[0])
        b'\x00\x01\x01\x01\x00\x00'
    """
    for place, letter in enumerate(text):
        if letter == " ":
            continue
        if letter not in LETTERS:
            raise ValueError(
                f"The letter {letter!r} cannot be written; these can: {''.join(sorted(LETTERS))}."
            )
        for down, dots in enumerate(LETTERS[letter]):
            for across, dot in enumerate(dots, start=x + place * WIDTH):
                if dot == "1" and 0 <= y + down < len(rows) and 0 <= across < len(rows[0]):
                    rows[y + down][across] = grey


def dotted(rows: Sequence[bytearray], cells: int, grey: int = 110) -> None:
    """Lay a grid of dotted lines over a picture, in place.

    Args:
        rows: The picture; its sides must be multiples of ``cells``.
        cells: Columns and rows of the grid.
        grey: 0 (black) to 255 (white).
    """
    high, wide = len(rows) // cells, len(rows[0]) // cells
    for y in range(0, len(rows), high):
        rows[y][::4] = bytes([grey]) * len(rows[y][::4])
    for row in rows[::4]:
        row[::wide] = bytes([grey]) * len(row[::wide])
