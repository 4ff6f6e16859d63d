"""A scan of the phantom: noise, lesions put in by seed, window and level, the picture, and what a report would say.

Everything here is drawn by computer, not a patient; the words are part of the picture, of its file and of its
report.

Where the model is wrong about the world: see the phantom, its tissues, its lesions and their visibility, each of
which says so itself. Above all, one slice is not a scan: a radiologist scrolls through hundreds of them, compares
with the last examination, and knows why the scan was asked for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random

from metalearn.models import checks
from metalearn.models.imaging import lesions, phantom, png, stamp, visibility
from metalearn.models.imaging.lesions import Sphere
from metalearn.models.imaging.phantom import PIXELS, SYNTHETIC
from metalearn.models.imaging.tissues import PHASES, Phase

WINDOWS = {"soft tissue": (40, 400), "liver": (90, 160), "bone": (400, 1800), "lung": (-600, 1500)}
"""Level (the middle grey) and width (from black to white) of the usual windows, HU; "liver" suits the portal phase."""

CONTRASTS: dict[Phase, int] = {"portal": -38, "plain": -12}
"""How far a metastasis lies from the healthy organ, HU: the median of ``hsieh_2024`` with contrast medium (metastases
chosen because they were hard to see); the value without medium is chosen for teaching."""

_LEAST, _MOST = -1024, 3071  # what a scanner stores in twelve bits


@dataclass(frozen=True, slots=True)
class Finding:
    """A lesion and how it shows.

    Attributes:
        sphere: Where it is, and its diameter.
        contrast: How far its own value lies from the organ, HU.
        shown: How far its darkest (or brightest) pixel lies from the organ without noise, HU: less when it fills only
            part of the slice.
        cells: Every cell of the grid in which it fills at least half of a pixel's thickness; its own cell first.
        ratio: Signal over noise.
        verdict: "seen", "doubtful" or "hidden", by Rose's rule of thumb.
    """

    sphere: Sphere
    contrast: float
    shown: float
    cells: tuple[str, ...]
    ratio: float
    verdict: str

    @property
    def cell(self) -> str:
        """The cell of the grid in which its centre lies, such as "C4"."""
        return self.sphere.cell


@dataclass(frozen=True, slots=True)
class Marking:
    """What came of marking cells in which lesions were suspected.

    Attributes:
        hits: Lesions that were marked, by their own cell.
        missed: Lesions that were not.
        false_alarms: Marked cells without a lesion.
    """

    hits: tuple[str, ...]
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """One slice as a scanner would store it.

    Attributes:
        phase: "plain" or "portal".
        thickness: Of the slice, mm.
        noise: Standard deviation of a pixel, HU.
        seed: Of the places of the lesions and of the noise.
        hu: Hounsfield units as whole numbers, 256 rows of 256 pixels.
        findings: The lesions that were put in.
    """

    phase: Phase
    thickness: float
    noise: float
    seed: int
    hu: tuple[tuple[int, ...], ...]
    findings: tuple[Finding, ...]

    def grey(self, window: str = "soft tissue") -> tuple[bytes, ...]:
        """Return the picture in one window: rows of one byte a pixel, 0 (black) to 255 (white).

        Raises:
            UnknownNameError: When the window does not exist.
        """
        level, width = WINDOWS[
            checks.one_of("window", window, list(WINDOWS), "metalearn.models.scan.WINDOWS")
        ]
        shades = [grey_of(value, level, width) for value in range(_LEAST, _MOST + 1)]
        return tuple(bytes([shades[value - _LEAST] for value in row]) for row in self.hu)

    def png(self, window: str = "soft tissue", *, grid: bool = False) -> bytes:
        """Return the picture as a PNG file that says on its face and inside that no patient is shown.

        Args:
            window: One of ``WINDOWS``.
            grid: Whether the cells A1 to H8 are drawn over it.

        Raises:
            UnknownNameError: When the window does not exist.
        """
        rows = [bytearray(row) for row in self.grey(window)]
        stamp.write(rows, "R", 4, 84)  # the person's right is on the left: the picture is seen from the feet
        stamp.write(rows, "L", PIXELS - 9, 84)
        words = SYNTHETIC.upper().rstrip(".")
        stamp.write(rows, words, (PIXELS - len(words) * stamp.WIDTH) // 2, PIXELS - 12, 200)
        if grid:
            _grid(rows)
        return png.encode([bytes(row) for row in rows], {"Title": "Synthetic CT slice", "Comment": SYNTHETIC})

    def mark(self, cells: Iterable[str]) -> Marking:
        """Compare the cells in which somebody saw a lesion with where the lesions are.

        Args:
            cells: Such as ("C4", "d5"). A cell counts when a lesion lies in it, even if its centre is next door.

        Raises:
            ValueError: When a cell is not on the grid, or one word is given in place of a list.
        """
        marked = tuple(dict.fromkeys(cell.strip().upper() for cell in checks.names(cells, "cells")))
        for cell in marked:
            if len(cell) != 2 or cell[0] not in "ABCDEFGH" or cell[1] not in "12345678":
                raise ValueError(
                    f"The cell is {cell!r}; it must be a letter A to H and a figure 1 to 8, as in 'C4'."
                )
        hits = tuple(each.cell for each in self.findings if set(each.cells) & set(marked))
        there = set(chain.from_iterable(each.cells for each in self.findings))
        missed = tuple(each.cell for each in self.findings if not set(each.cells) & set(marked))
        return Marking(hits, missed, tuple(cell for cell in marked if cell not in there))

    def report(self) -> str:
        """Return what a report in words would say of this slice: only what can be seen, and what it cannot settle."""
        seen = [each for each in self.findings if each.verdict == "seen"]
        doubtful = [each for each in self.findings if each.verdict == "doubtful"]
        lines = [
            SYNTHETIC,
            f"How it was taken: one slice of {self.thickness:g} mm through the upper abdomen, {PHASES[self.phase]}.",
            *(_sentence(each) for each in seen),
            *(f"{_sentence(each)[:-1]}: too faint to be sure of." for each in doubtful),
        ]
        lines.append(_elsewhere({each.sphere.organ for each in (*seen, *doubtful)}))
        lines.append(_impression(len(seen), len(doubtful)))
        return "\n".join(lines)

    def answer(self) -> str:
        """Return where every lesion is, with those that noise hides."""
        if not self.findings:
            return f"{SYNTHETIC}\nNo lesion was put into this slice."
        lines = [
            f"{each.cell}: {each.sphere.diameter:g} mm in the {each.sphere.organ}, {each.contrast:+g} HU, shown as "
            f"{each.shown:+.0f} HU; signal over noise {each.ratio:.1f}: {each.verdict}."
            for each in self.findings
        ]
        return "\n".join([SYNTHETIC, *lines])


def grey_of(hu: float, level: float, width: float) -> int:
    """Return the grey in which a value is shown.

    Args:
        hu: Hounsfield units.
        level: The value shown as middle grey.
        width: How many units lie between black and white; above 0.

    Returns:
        0 (black) to 255 (white), rounded, halves upwards.

    Raises:
        ValueError: When the width is not above 0.

    Source:
        A straight line from black at ``level - width / 2`` to white at ``level + width / 2``.

    Example:
        >>> grey_of(-160, 40, 400), grey_of(40, 40, 400), grey_of(240, 40, 400)
        (0, 128, 255)
    """
    if not 0 < width < math.inf:
        raise ValueError(f"The width of the window is {width}; it must be above 0.")
    return max(0, min(255, math.floor(255 * (hu - level + width / 2) / width + 0.5)))


def scan(
    diameters: Sequence[float] = (25, 14, 8),
    organ: str = "liver",
    *,
    seed: int = 1,
    thickness: float = 5.0,
    noise: float = 12.0,
    phase: Phase = "portal",
    contrast: float | None = None,
    offset: float = 0.0,
) -> Scan:
    """Scan the phantom with lesions put in.

    Args:
        diameters: Of the lesions, mm; () for none.
        organ: The organ they lie in, one of ``metalearn.models.lesions.ORGANS``.
        seed: Of their places and of the noise; the same seed gives the same scan.
        thickness: Of the slice, mm.
        noise: Standard deviation of a pixel in a slice of 5 mm, HU; a thinner slice has more.
        phase: "plain" (without contrast medium) or "portal" (portal venous phase).
        contrast: How far the lesions lie from the organ, HU; by default that of ``CONTRASTS``.
        offset: How far their centres lie above the middle of the slice, as a share of the radius.

    Returns:
        The scan, with the truth about its lesions.

    Raises:
        UnknownNameError: When a name does not exist; the message gives the nearest.
        ValueError: When a number is out of range, or the organ has no room.

    Source:
        ``hsieh_2024`` for the contrast; tissues as in ``metalearn.models.tissues``; the places are chance.

    Example:
        >>> made = scan((20, 3), seed=1)
        >>> [(each.cell, each.verdict) for each in made.findings]
        [('B3', 'seen'), ('B4', 'hidden')]
        >>> len(made.hu), made.png()[1:4]
        (256, b'PNG')
    """
    diameters = checks.names(diameters, "diameters")
    base = phantom.abdomen(phase)
    spread = visibility.noise_at(thickness, noise)
    lift = CONTRASTS[phase] if contrast is None else contrast
    rows = [list(row) for row in base.hu]
    findings = []
    for sphere in lesions.placed(base, organ, diameters, seed=seed, offset=offset):
        shares = lesions.shares(sphere, thickness)
        for (row, column), share in shares.items():
            rows[row][column] += lift * share
        findings.append(_finding(sphere, shares, lift, spread))
    # A stream of its own, so that the noise stays the same when a lesion is added or left out.
    noisy = _noise(rows, spread, Random(f"noise {seed}"))
    return Scan(phase, thickness, spread, seed, noisy, tuple(findings))


def _finding(sphere: Sphere, shares: dict[tuple[int, int], float], contrast: float, noise: float) -> Finding:
    value = visibility.ratio_of(shares.values(), contrast, noise)
    touched = [
        lesions.cell_at(phantom.middle_of(column), phantom.middle_of(row))
        for (row, column), share in shares.items()
        if share >= 0.5
    ]
    return Finding(
        sphere,
        contrast,
        contrast * max(shares.values(), default=0.0),
        tuple(dict.fromkeys([sphere.cell, *touched])),
        value,
        visibility.judged(value),
    )


def _noise(rows: list[list[float]], spread: float, rng: Random) -> tuple[tuple[int, ...], ...]:
    """Add normal noise to each pixel, by Marsaglia's polar method, and round to whole units as a scanner does."""
    chance, log, root = rng.random, math.log, math.sqrt
    normal: list[float] = []
    while spread and len(normal) < PIXELS * PIXELS:
        u, v = 2 * chance() - 1, 2 * chance() - 1
        square = u * u + v * v
        if 0 < square < 1:
            factor = spread * root(-2 * log(square) / square)
            normal += (u * factor, v * factor)
    result = []
    for number, row in enumerate(rows):
        added = normal[number * PIXELS : (number + 1) * PIXELS] or [0.0] * PIXELS
        values = [math.floor(value + extra + 0.5) for value, extra in zip(row, added, strict=True)]
        result.append(tuple([min(_MOST, max(_LEAST, value)) for value in values]))
    return tuple(result)


def _grid(rows: Sequence[bytearray]) -> None:
    stamp.dotted(rows, lesions.CELLS)
    side = PIXELS // lesions.CELLS
    for number, letter in enumerate("ABCDEFGH"):
        stamp.write(rows, letter, number * side + side // 2 - 2, 2, 200)
        stamp.write(rows, str(number + 1), 2, number * side + 4, 200)


def _sentence(each: Finding) -> str:
    shade = "darker" if each.contrast < 0 else "brighter"
    return (
        f"A round spot of about {each.sphere.diameter:.0f} mm in the {each.sphere.organ} (cell {each.cell}), "
        f"{shade} than the rest of it."
    )


def _elsewhere(affected: set[str]) -> str:
    others = [organ for organ in lesions.ORGANS if organ not in affected]
    return f"No spot is seen in the {', the '.join(others[:-1])} or the {others[-1]}."


def _impression(seen: int, doubtful: int) -> str:
    if seen + doubtful == 0:
        return "In short: nothing unusual is seen on this slice. Spots too small or too faint to see are not ruled out."
    counted = "one round spot" if seen + doubtful == 1 else f"{seen + doubtful} round spots"
    return (
        f"In short: {counted}. Metastases would fit, and so would harmless things such as cysts or knots of vessels: a "
        "picture alone does not say which. Earlier scans, another kind of scan or a sample of tissue may."
    )
