"""What lies in each cell of the grid over a scan, in words: what somebody needs who cannot see the picture."""

from __future__ import annotations

import functools
from collections import Counter

from metalearn.figures.scan.state import EVERY_CELL
from metalearn.models.imaging import phantom
from metalearn.models.imaging.lesions import CELLS
from metalearn.models.imaging.phantom import PIXELS
from metalearn.words import _

NAMES = {
    "air": _("outside the body"),
    "body": _("skin and fat"),
    "body wall": _("fat or wall of the body"),
    "side of the wall": _("fat or wall of the body"),
    "rib": _("rib"),
    "muscles of the back": _("muscles of the back"),
    "psoas muscle": _("muscles of the back"),
    "diaphragm": _("diaphragm"),
    "vertebra": _("vertebra"),
    "spinal canal": _("spinal canal"),
    "spleen": _("spleen"),
    "kidney": _("kidney"),
    "kidney vein": _("vessels of the kidney"),
    "adrenal gland": _("adrenal gland"),
    "colon": _("colon"),
    "pancreas": _("pancreas"),
    "splenic vein": _("splenic vein"),
    "stomach": _("stomach"),
    "liver": _("liver"),
    "gallbladder": _("gallbladder"),
    "aorta": _("aorta"),
    "inferior vena cava": _("inferior vena cava"),
    "superior mesenteric artery": _("artery of the bowel"),
    "portal vein": _("portal vein"),
    "vessels of the liver": _("vessels of the liver"),
    "lymph nodes": _("lymph nodes"),
}
"""What the picture shows, as it is told; a side ("left", "right") and what lies inside an organ are left out."""

_LEAST = 0.06  # of a cell: less of something is not told


@functools.cache
def places() -> dict[str, str]:
    """Return what lies in each cell, the largest part first.

    Example:
        >>> places()["B4"], places()["A1"]
        ('liver', 'outside the body')
    """
    labels = phantom.abdomen("portal").labels
    side = PIXELS // CELLS
    found = {}
    for number, cell in enumerate(EVERY_CELL):
        row, column = divmod(number, CELLS)
        shown = b"".join(
            line[column * side : (column + 1) * side] for line in labels[row * side : (row + 1) * side]
        )
        counted: Counter[str] = Counter()
        for label, count in Counter(shown).items():
            counted[_name(phantom.NAMES[label])] += count
        large = [name for name, count in counted.most_common() if count >= _LEAST * side * side]
        found[cell] = ", ".join(large)
    return found


def _name(structure: str) -> str:
    """The name that is told: without its side, and of what lies inside an organ that organ's."""
    plain = structure.removeprefix("right ").removeprefix("left ")
    for lead in ("fat in the right ", "fat in the left ", "gas in the "):
        plain = plain.removeprefix(lead)
    return NAMES[plain]
