"""How dense each tissue looks on CT: Hounsfield values with and without contrast medium.

On the Hounsfield scale water is 0 and air -1000, by definition. Without contrast medium the organs of the abdomen
lie within some 30 units of each other; medium in the veins ("portal" phase, about a minute after the injection)
lifts the healthy liver above most metastases, which is why those then stand out as darker spots.

Where the model is wrong about the world: one value a tissue. Real values vary from person to person, with the
machine, the voltage, fat in the liver, and the seconds since the injection. Values without a source are chosen
within the usual range for teaching, and are marked as unchecked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from metalearn.errors import unknown
from metalearn.models import checks
from metalearn.words import _

Phase = Literal["plain", "portal"]

PHASES: dict[Phase, str] = {
    "plain": _("without contrast medium"),
    "portal": _("with contrast medium, portal venous phase"),
}


@dataclass(frozen=True, slots=True)
class Tissue:
    """What one tissue looks like.

    Attributes:
        name: The tissue.
        plain: Hounsfield units without contrast medium.
        portal: Hounsfield units in the portal venous phase.
        source_ids: Sources that were read for a value, if any.
        checked: "yes" when both values lie in ranges that were read, "partial" when one does, "no" when chosen.
        note: What the values rest on.
    """

    name: str
    plain: int
    portal: int
    source_ids: tuple[str, ...]
    checked: str
    note: str


_SCALE = ("radclass_hounsfield",)
_CHOSEN = _("Chosen for teaching; no source was read.")
_ENHANCED = _(
    "Plain value within the range read; the enhanced one is chosen for teaching. Range read: {low} to {high}."
)


def _same(name: str, value: int, source_ids: tuple[str, ...], note: str) -> Tissue:
    return Tissue(name, value, value, source_ids, "yes" if source_ids else "no", note)


TISSUES = {
    each.name: each
    for each in (
        _same("air", -1000, _SCALE, _("By definition of the scale.")),
        _same("fat", -95, _SCALE, _("Range read: -50 to -100.")),
        _same("water", 0, _SCALE, _("By definition of the scale; stands for fluid in the stomach.")),
        _same("bile", 10, (), _CHOSEN),
        _same("skin", 10, (), _CHOSEN),
        Tissue("muscle", 50, 60, (), "no", _CHOSEN),
        Tissue("bowel wall", 40, 85, (), "no", _CHOSEN),
        _same("bowel contents", 25, (), _CHOSEN),
        Tissue("pancreas", 40, 95, (), "no", _CHOSEN),
        Tissue("adrenal gland", 25, 75, (), "no", _CHOSEN),
        Tissue("lymph node", 40, 85, (), "no", _CHOSEN),
        Tissue("kidney", 30, 165, _SCALE, "partial", _ENHANCED.format(low=20, high=40)),
        Tissue("spleen", 45, 120, _SCALE, "partial", _ENHANCED.format(low=35, high=55)),
        Tissue("blood in veins", 46, 155, _SCALE, "partial", _ENHANCED.format(low=45, high=65)),
        Tissue("blood in arteries", 46, 150, _SCALE, "partial", _ENHANCED.format(low=45, high=65)),
        Tissue(
            "liver",
            58,
            105,
            ("radclass_hounsfield", "pickhardt_postcontrast_liver"),
            "yes",
            _(
                "Range read without medium: 45 to 65. With medium 47 more, the mean rise of livers without much fat."
            ),
        ),
        _same("spinal canal", 25, (), _CHOSEN),
        _same("spongy bone", 180, (), _CHOSEN),
        _same("dense bone", 800, _SCALE, _("Range read: 700 to 3000.")),
    )
}
"""Every tissue of the phantom by name."""


def hounsfield(tissue: str, phase: Phase = "portal") -> int:
    """Return how dense a tissue looks on CT.

    Args:
        tissue: A name in ``TISSUES``.
        phase: "plain" (without contrast medium) or "portal" (portal venous phase).

    Returns:
        Hounsfield units (HU): water 0, air -1000.

    Raises:
        UnknownNameError: When the tissue or the phase does not exist.

    Source:
        ``radclass_hounsfield``, ``pickhardt_postcontrast_liver``; each tissue names its own, or says that it has none.

    Example:
        >>> hounsfield("liver") - hounsfield("liver", "plain")
        47
    """
    check_phase(phase)
    found = TISSUES[checks.one_of("tissue", tissue, list(TISSUES), "metalearn.models.tissues.TISSUES")]
    return found.plain if phase == "plain" else found.portal


def check_phase(phase: str) -> None:
    """Refuse a phase that does not exist.

    Raises:
        UnknownNameError: With the nearest right name.
    """
    if phase not in PHASES:
        raise unknown("phase", phase, list(PHASES), "metalearn.models.tissues.PHASES")
