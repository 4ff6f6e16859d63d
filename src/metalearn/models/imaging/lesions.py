"""Round lesions in a slice: where chance puts them, and how much of the slice each of them fills (partial volume).

A scan shows, for each pixel, the mean over the thickness of the slice. A lesion that fills half of the thickness
differs from its surroundings by half as much as it should; that is why small lesions fade before they vanish.

Where the model is wrong about the world: lesions are perfect spheres of one value, never touch a vessel or an edge,
and each is met by one slice only, while a real scan shows a lesion on several.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from metalearn.models import checks
from metalearn.models.imaging.phantom import NAMES, PIXEL_MM, PIXELS, Slice, middle_of, pixel_of
from metalearn.words import _

ORGANS = ("liver", "spleen", "left kidney", "right kidney", "pancreas")
"""Organs of the phantom in which lesions can be put."""

ORGAN_NAMES = {
    "liver": _("liver"),
    "spleen": _("spleen"),
    "left kidney": _("left kidney"),
    "right kidney": _("right kidney"),
    "pancreas": _("pancreas"),
}
"""The same organs in the reader's language."""

CELLS = 8
"""Columns (A to H) and rows (1 to 8) of the grid laid over the picture."""

_SIDE = PIXELS // CELLS  # of a cell, in pixels

GAP_MM = 3.0
"""Least distance of a lesion from the edge of its organ, and from the next lesion."""

_TRIES = 4000
_FINER = 4  # points across a pixel at which the filled share is worked out


@dataclass(frozen=True, slots=True)
class Sphere:
    """A round lesion.

    Attributes:
        organ: The organ it lies in.
        x: Centre, mm from the middle of the picture to the right (the person's left).
        y: Centre, mm from the middle of the picture downwards (to the back).
        z: Centre, mm above the middle of the slice.
        diameter: mm.
    """

    organ: str
    x: float
    y: float
    z: float
    diameter: float

    @property
    def cell(self) -> str:
        """The cell of the grid in which the centre lies, such as "C4"."""
        return cell_at(self.x, self.y)


def cell_at(x: float, y: float) -> str:
    """Return the cell of the grid at a point, mm from the middle of the picture.

    Columns are lettered A to H from the left of the picture, rows numbered 1 to 8 from the top.

    Example:
        >>> cell_at(-80, 0), cell_at(-174, -174)
        ('C5', 'A1')
    """
    return _cell(pixel_of(y) // _SIDE, pixel_of(x) // _SIDE)


def _cell(row: int, column: int) -> str:
    return f"{'ABCDEFGH'[column]}{row + 1}"


def cells_of(own: str, shares: Mapping[tuple[int, int], float]) -> tuple[str, ...]:
    """Return every cell in which a lesion fills at least half of a pixel, its own first.

    Args:
        own: The cell in which its centre lies.
        shares: What it fills of each pixel, from :func:`shares`.
    """
    touched = {
        (row // _SIDE, column // _SIDE): None for (row, column), share in shares.items() if share >= 0.5
    }
    return tuple(dict.fromkeys([own, *(_cell(*place) for place in touched)]))


def filled(diameter: float, z: float, thickness: float, across: float = 0.0) -> float:
    """Return which share of the slice's thickness a sphere fills, at a distance from its centre in the slice.

    Args:
        diameter: Of the sphere, mm.
        z: How far its centre lies from the middle of the slice, mm.
        thickness: Of the slice, mm.
        across: Distance from the centre within the slice, mm.

    Returns:
        0 (none of it) to 1 (all of it).

    Source:
        Geometry: the chord of a sphere, cut off at both faces of the slice.

    Example:
        >>> filled(4, 0, 5), filled(10, 0, 5), filled(10, 5, 5)
        (0.8, 1.0, 0.5)
    """
    half = _half(diameter, across)
    return _cut(half, z, thickness) if half else 0.0


def _half(diameter: float, across: float) -> float:
    """Half of a sphere's chord at a distance from its centre; 0 outside it."""
    under = diameter * diameter / 4 - across * across
    return math.sqrt(under) if under > 0 else 0.0


def _cut(half: float, z: float, thickness: float) -> float:
    """The share of the slice's thickness that a chord fills, from half its length."""
    return max(0.0, min(z + half, thickness / 2) - max(z - half, -thickness / 2)) / thickness


def volume_in_slice(diameter: float, z: float, thickness: float) -> float:
    """Return how much of a sphere lies in the slice.

    Args:
        diameter: Of the sphere, mm.
        z: How far its centre lies from the middle of the slice, mm.
        thickness: Of the slice, mm.

    Returns:
        Cubic mm.

    Raises:
        ValueError: When the diameter or the thickness is not above 0.

    Source:
        Geometry: discs of area pi (r^2 - h^2) added up from one face of the slice to the other.

    Example:
        >>> round(volume_in_slice(10, 0, 100), 3) == round(math.pi * 10**3 / 6, 3)
        True
        >>> volume_in_slice(4, 10, 5)
        0.0
    """
    _above_zero("diameter", diameter)
    _above_zero("thickness of the slice", thickness)
    radius = diameter / 2
    low, high = (max(-radius, min(radius, edge - z)) for edge in (-thickness / 2, thickness / 2))
    return math.pi * (radius * radius * (high - low) - (high**3 - low**3) / 3)


def shares(sphere: Sphere, thickness: float) -> dict[tuple[int, int], float]:
    """Return for each pixel that a lesion touches which share of it the lesion fills.

    Args:
        sphere: The lesion.
        thickness: Of the slice, mm.

    Returns:
        Shares above 0 and up to 1, by (row, column).

    Source:
        :func:`filled`, averaged over 16 points a pixel.

    Example:
        >>> found = shares(Sphere("liver", 0, 0, 0, 20), 5)
        >>> max(found.values())
        1.0
    """
    result = {}
    enough = abs(sphere.z) + thickness / 2  # half a chord that fills the slice from face to face
    for pixel, halves in _chords(sphere.x, sphere.y, sphere.diameter).items():
        if min(halves, default=0) >= enough:
            total: float = len(halves)
        else:
            total = sum([_cut(half, sphere.z, thickness) for half in halves])
        if total:
            result[pixel] = total / _FINER**2
    return result


@lru_cache(maxsize=16)  # the same in slices of every thickness
def _chords(x: float, y: float, diameter: float) -> dict[tuple[int, int], list[float]]:
    """Half of a sphere's chord at each point of a pixel that lies in it, by (row, column)."""
    columns, rows = _points(x, diameter / 2), _points(y, diameter / 2)
    return {
        (row, column): [
            half for right in across for down in downs if (half := _half(diameter, math.hypot(right, down)))
        ]
        for row, downs in rows.items()
        for column, across in columns.items()
    }


def _points(centre: float, radius: float) -> dict[int, list[float]]:
    """For each pixel in reach of a centre, in one direction, how far the points across it lie from the centre."""
    points = [((k + 0.5) / _FINER - 0.5) * PIXEL_MM for k in range(_FINER)]
    reach = range(max(0, pixel_of(centre - radius)), min(PIXELS, pixel_of(centre + radius) + 1))
    return {pixel: [middle_of(pixel) - centre + point for point in points] for pixel in reach}


def placed(
    on: Slice, organ: str, diameters: Sequence[float], *, seed: int = 1, offset: float = 0.0
) -> tuple[Sphere, ...]:
    """Put lesions into an organ, where chance wants them, apart from each other and from every edge.

    Args:
        on: The slice they are put into.
        organ: One of ``ORGANS``.
        diameters: mm, one for each lesion.
        seed: Of the chance; the same seed gives the same places.
        offset: How far the centres lie above the middle of the slice, as a share of each radius (0 to below 1).

    Returns:
        The lesions, in the order of the diameters.

    Raises:
        UnknownNameError: When lesions cannot be put into this organ.
        ValueError: When a diameter is not above 0, the offset is out of range, or there is no room left.

    Source:
        Chance; nothing is measured here.

    Example:
        >>> from metalearn.models.imaging.phantom import abdomen
        >>> [each.cell for each in placed(abdomen(), "liver", (20, 10), seed=1)]
        ['B3', 'B5']
    """
    organ = checks.one_of("organ", organ, ORGANS, "metalearn.models.lesions.ORGANS")
    diameters = checks.names(diameters, "diameters")
    if not 0 <= offset < 1:
        raise ValueError(f"The offset is {offset}; it must be from 0 to below 1, a share of the radius.")
    for diameter in diameters:
        _above_zero("diameter", diameter)
    rng = Random(seed)
    room = _room(on.labels, NAMES.index(organ))
    found: dict[int, Sphere] = {}
    # The largest goes first, since it needs the most room; the answer keeps the order that was asked for.
    for index in sorted(range(len(diameters)), key=lambda each: -diameters[each]):
        found[index] = _place(on, organ, room, diameters[index], offset, tuple(found.values()), rng)
    return tuple(found[index] for index in range(len(diameters)))


@lru_cache(maxsize=len(ORGANS))  # the labels are the same in both phases
def _room(labels: tuple[bytes, ...], wanted: int) -> tuple[tuple[int, int], ...]:
    """Row and column of every pixel of an organ."""
    return tuple(
        (row, column)
        for row, line in enumerate(labels)
        if wanted in line  # most rows miss it
        for column, label in enumerate(line)
        if label == wanted
    )


def put(
    on: Slice,
    organ: str,
    diameters: Sequence[float],
    centres: Sequence[tuple[float, float]],
    offset: float = 0.0,
) -> tuple[Sphere, ...]:
    """Put lesions into an organ at places of one's own.

    Args:
        on: The slice they are put into.
        organ: One of ``ORGANS``.
        diameters: mm, one for each lesion.
        centres: Where their centres lie, mm from the middle of the picture to the right and downwards; one for each.
        offset: How far the centres lie above the middle of the slice, as a share of each radius (0 to below 1).

    Returns:
        The lesions, in the order of the diameters.

    Raises:
        UnknownNameError: When lesions cannot be put into this organ.
        ValueError: When a lesion has no centre or does not lie within its organ.

    Example:
        >>> from metalearn.models.imaging.phantom import abdomen
        >>> put(abdomen(), "liver", [10], [(-94, -35)])[0].cell
        'B4'
    """
    organ = checks.one_of("organ", organ, ORGANS, "metalearn.models.lesions.ORGANS")
    if len(centres) != len(diameters):
        raise ValueError(f"There are {len(diameters)} lesions and {len(centres)} centres; each needs one.")
    found = []
    for diameter, (x, y) in zip(diameters, centres, strict=True):
        _above_zero("diameter", diameter)
        sphere = Sphere(organ, x, y, offset * diameter / 2, diameter)
        if not _fits(on, sphere):
            raise ValueError(
                f"A lesion of {diameter:g} mm at ({x:g}, {y:g}) mm does not lie within the {organ}, "
                f"{GAP_MM:g} mm from its edge and its vessels."
            )
        found.append(sphere)
    return tuple(found)


def _place(
    on: Slice,
    organ: str,
    room: Sequence[tuple[int, int]],
    diameter: float,
    offset: float,
    others: tuple[Sphere, ...],
    rng: Random,
) -> Sphere:
    for _try in range(_TRIES):
        row, column = room[int(rng.random() * len(room))]
        x = middle_of(column) + (rng.random() - 0.5) * PIXEL_MM
        y = middle_of(row) + (rng.random() - 0.5) * PIXEL_MM
        sphere = Sphere(organ, x, y, offset * diameter / 2, diameter)
        apart = all(
            math.hypot(x - other.x, y - other.y) >= (diameter + other.diameter) / 2 + GAP_MM
            for other in others
        )
        if apart and _fits(on, sphere):
            return sphere
    raise ValueError(
        f"There is no room in the {organ} for a lesion of {diameter:g} mm beside {len(others)} others; "
        "ask for fewer or smaller lesions."
    )


def _fits(on: Slice, sphere: Sphere) -> bool:
    """Whether everything within reach of the lesion belongs to its organ, row by row."""
    reach, wanted = sphere.diameter / 2 + GAP_MM, NAMES.index(sphere.organ)
    for row in range(pixel_of(sphere.y - reach), pixel_of(sphere.y + reach) + 1):
        under = reach * reach - (middle_of(row) - sphere.y) ** 2
        if under <= 0:
            continue
        first, after = pixel_of(sphere.x - math.sqrt(under)), pixel_of(sphere.x + math.sqrt(under)) + 1
        if not (0 <= row < PIXELS and first >= 0 and after <= PIXELS):
            return False
        if on.labels[row].count(wanted, first, after) != after - first:
            return False
    return True


def _above_zero(what: str, value: float) -> None:
    if not 0 < value < math.inf:
        raise ValueError(f"The {what} is {value} mm; it must be above 0.")
