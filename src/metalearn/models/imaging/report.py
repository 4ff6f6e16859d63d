"""The sentences of a report on a scan: only what can be seen, and what it cannot settle.

Where it is wrong about the world: a real report compares with earlier scans, and answers the question that was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from metalearn.models.imaging.lesions import ORGAN_NAMES
from metalearn.models.imaging.visibility import VERDICTS
from metalearn.words import _, several

if TYPE_CHECKING:
    from metalearn.models.imaging.scan import Finding

ANSWER = _(
    "{cell}: {mm} mm in the {organ}, {contrast} HU, shown as {shown} HU; signal over noise {ratio}: {verdict}."
)
"""How one lesion is told once the answer is asked for."""

SPOTS = {
    ("darker", "seen"): _(
        "A round spot of about {mm} mm in the {organ} (cell {cell}), darker than the rest of it."
    ),
    ("brighter", "seen"): _(
        "A round spot of about {mm} mm in the {organ} (cell {cell}), brighter than the rest of it."
    ),
    ("darker", "doubtful"): _(
        "A round spot of about {mm} mm in the {organ} (cell {cell}), darker than the rest of it: "
        "too faint to be sure of."
    ),
    ("brighter", "doubtful"): _(
        "A round spot of about {mm} mm in the {organ} (cell {cell}), brighter than the rest of it: "
        "too faint to be sure of."
    ),
}


def told(each: Finding) -> str:
    """Return how one lesion is told once the answer is asked for."""
    return ANSWER.format(
        cell=each.cell,
        mm=f"{each.sphere.diameter:g}",
        organ=ORGAN_NAMES[each.sphere.organ],
        contrast=f"{each.contrast:+g}",
        shown=f"{each.shown:+.0f}",
        ratio=f"{each.ratio:.1f}",
        verdict=VERDICTS[each.verdict],
    )


def sentence(each: Finding) -> str:
    """Return what a report says of one lesion that can be seen, if only faintly."""
    said = SPOTS["darker" if each.contrast < 0 else "brighter", each.verdict]
    return said.format(mm=f"{each.sphere.diameter:.0f}", organ=ORGAN_NAMES[each.sphere.organ], cell=each.cell)


def elsewhere(affected: set[str]) -> str:
    """Return what a report says of the organs in which nothing is seen."""
    others = [name for organ, name in ORGAN_NAMES.items() if organ not in affected]
    said = _("No spot is seen in the {organs} or the {last}.")
    return said.format(organs=_(", the ").join(others[:-1]), last=others[-1])


def impression(seen: int, doubtful: int) -> str:
    """Return what a report says in short, from how many lesions are seen and how many are doubtful."""
    if seen + doubtful == 0:
        return _(
            "In short: nothing unusual is seen on this slice. Spots too small or too faint to see are not ruled out."
        )
    return several(
        "In short: one round spot. Metastases would fit, and so would harmless things such as cysts or knots of "
        "vessels: a picture alone does not say which. Earlier scans, another kind of scan or a sample of tissue may.",
        "In short: {n} round spots. Metastases would fit, and so would harmless things such as cysts or knots of "
        "vessels: a picture alone does not say which. Earlier scans, another kind of scan or a sample of tissue may.",
        seen + doubtful,
    ).format(n=seen + doubtful)
