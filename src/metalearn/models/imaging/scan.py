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
from functools import lru_cache
from itertools import chain
from random import Random

from metalearn.models import checks
from metalearn.models.imaging import lesions, phantom, png, report, stamp, visibility
from metalearn.models.imaging.lesions import Sphere
from metalearn.models.imaging.phantom import PIXELS, STAMP, SYNTHETIC
from metalearn.models.imaging.tissues import PHASES, Phase
from metalearn.words import _

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
        hu: Hounsfield units as whole numbers, 256 rows of 256 pixels; none when no picture was asked for.
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
        return self._grey(*_window(window))

    def _grey(self, level: float, width: float) -> tuple[bytes, ...]:
        shades = {value: grey_of(value, level, width) for value in set(chain.from_iterable(self.hu))}
        return tuple(bytes([shades[value] for value in row]) for row in self.hu)

    def shown(self, level: float, width: float, *, grid: bool = False) -> tuple[bytes, ...]:
        """Return the picture in a window of one's own, with what is written on the face of every picture.

        Args:
            level: The value shown as middle grey, HU.
            width: How many units lie between black and white, HU.
            grid: Whether the cells A1 to H8 are drawn over it.

        Raises:
            ValueError: When the width is not above 0.
        """
        rows = [bytearray(row) for row in self._grey(level, width)]
        write_stamp(rows)
        if grid:
            _grid(rows)
        return tuple(map(bytes, rows))

    def png(self, window: str = "soft tissue", *, grid: bool = False) -> bytes:
        """Return the picture as a PNG file that says on its face and inside that no patient is shown.

        Args:
            window: One of ``WINDOWS``.
            grid: Whether the cells A1 to H8 are drawn over it.

        Raises:
            UnknownNameError: When the window does not exist.
        """
        rows = self.shown(*_window(window), grid=grid)
        return png.encode(rows, {"Title": "Synthetic CT slice", "Comment": STAMP})

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
            _("How it was taken: one slice of {mm} mm through the upper abdomen, {phase}.").format(
                mm=f"{self.thickness:g}", phase=PHASES[self.phase]
            ),
            *(report.sentence(each) for each in seen),
            *(report.sentence(each) for each in doubtful),
        ]
        lines.append(report.elsewhere({each.sphere.organ for each in (*seen, *doubtful)}))
        lines.append(report.impression(len(seen), len(doubtful)))
        return "\n".join(lines)

    def answer(self) -> str:
        """Return where every lesion is, with those that noise hides."""
        if not self.findings:
            return "\n".join([SYNTHETIC, _("No lesion was put into this slice.")])
        return "\n".join([SYNTHETIC, *map(report.told, self.findings)])


def _window(name: str) -> tuple[int, int]:
    return WINDOWS[checks.one_of("window", name, list(WINDOWS), "metalearn.models.scan.WINDOWS")]


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
    at: Sequence[tuple[float, float]] | None = None,
    drawn: bool = True,
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
        at: Where their centres lie, mm from the middle of the picture; by default chance says.
        drawn: Whether the picture is made; what is known of the lesions needs none.

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
    rows = [list(row) for row in base.hu] if drawn else []
    findings = []
    if at is None:
        spheres = lesions.placed(base, organ, diameters, seed=seed, offset=offset)
    else:
        spheres = lesions.put(base, organ, diameters, at, offset)
    for sphere in spheres:
        shares = shares_of(sphere, thickness)
        for (row, column), share in shares.items() if drawn else ():
            rows[row][column] += lift * share
        findings.append(_finding(sphere, shares, lift, spread))
    # A stream of its own, so that the noise stays the same when a lesion is added or left out.
    noisy = _noise(rows, spread, seed) if drawn else ()
    return Scan(phase, thickness, spread, seed, noisy, tuple(findings))


shares_of = lru_cache(maxsize=256)(lesions.shares)
"""The shares of a lesion, worked out once; nobody may change them."""


def _finding(sphere: Sphere, shares: dict[tuple[int, int], float], contrast: float, noise: float) -> Finding:
    value = visibility.ratio_of(shares.values(), contrast, noise)
    return Finding(
        sphere,
        contrast,
        contrast * max(shares.values(), default=0.0),
        lesions.cells_of(sphere.cell, shares),
        value,
        visibility.judged(value),
    )


def noise_name(seed: int) -> str:
    """Return the text that the chance behind the noise of a scan is seeded with."""
    return f"noise {seed}"


def noise_stream(seed: int) -> Random:
    """Return the chance that the noise of a scan is drawn from."""
    return Random(noise_name(seed))


def write_stamp(rows: Sequence[bytearray]) -> None:
    """Write on the face of a picture, in place, which side is which, and that nobody is shown."""
    stamp.write(rows, "R", 4, 84)  # the person's right is on the left: the picture is seen from the feet
    stamp.write(rows, "L", PIXELS - 9, 84)
    words = STAMP.upper().rstrip(".")
    stamp.write(rows, words, (PIXELS - len(words) * stamp.WIDTH) // 2, PIXELS - 12, 200)


@lru_cache(maxsize=4)
def _normal(seed: int) -> tuple[float, ...]:
    """One normal number a pixel, by Marsaglia's polar method."""
    chance, log, root = noise_stream(seed).random, math.log, math.sqrt
    normal: list[float] = []
    while len(normal) < PIXELS * PIXELS:
        u, v = 2 * chance() - 1, 2 * chance() - 1
        square = u * u + v * v
        if 0 < square < 1:
            factor = root(-2 * log(square) / square)
            normal += (u * factor, v * factor)
    return tuple(normal)


def _noise(rows: list[list[float]], spread: float, seed: int) -> tuple[tuple[int, ...], ...]:
    """Add normal noise to each pixel, and round to whole units as a scanner does."""
    normal, floor = _normal(seed), math.floor
    result = []
    for number, row in enumerate(rows):
        unit = normal[number * PIXELS : (number + 1) * PIXELS]
        values = [floor(value + spread * each + 0.5) for value, each in zip(row, unit, strict=True)]
        if min(values) < _LEAST or max(values) > _MOST:
            values = [min(_MOST, max(_LEAST, value)) for value in values]
        result.append(tuple(values))
    return tuple(result)


def _grid(rows: Sequence[bytearray]) -> None:
    stamp.dotted(rows, lesions.CELLS)
    side = PIXELS // lesions.CELLS
    for number, letter in enumerate("ABCDEFGH"):
        stamp.write(rows, letter, number * side + side // 2 - 2, 2, 200)
        stamp.write(rows, str(number + 1), 2, number * side + 4, 200)
