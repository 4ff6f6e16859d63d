"""The words in the scene: three headings, the names of the parts, and what the picture says at a step."""

from __future__ import annotations

from dataclasses import dataclass

from metalearn.figures.scene.anchors import Stop
from metalearn.figures.scene.geometry import WIDTH, Point
from metalearn.figures.svg import element, label
from metalearn.words import _

SIZE = 14.0  # of the names of parts, in units of the drawing
BASELINE, PILL = 459, 30  # of the sentence beneath the picture
HEADINGS = {
    "blood": (_("Where it begins"), _("On the way: a blood vessel"), _("A distant organ")),
    "lymph": (_("Where it begins"), _("On the way: vessel and node"), _("Beyond the node")),
    "cavity": (_("Where it begins"), _("On the way: a body cavity"), _("The surface of another organ")),
    "nerve": (_("Where it begins"), _("On the way: a nerve"), _("Further along the nerve")),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """The name of a part, with a line to it.

    Attributes:
        text: The name.
        x: Where the text is anchored.
        y: Its baseline.
        anchor: start, middle or end.
        points_to: The end of the line, or None for a name that stands in its part.
        leaves: Where the line leaves the text, or None.
        drifts: Whether what it points to drifts away when motion is on.
    """

    text: str
    x: float
    y: float
    anchor: str = "start"
    points_to: Point | None = None
    leaves: Point | None = None
    drifts: bool = False

    def lines(self) -> list[str]:
        """Return the name, line by line."""
        return self.text.split("\n")

    def box(self, size: float = SIZE) -> tuple[float, float, float, float]:
        """Return the field that the text needs at most: left, top, right, bottom."""
        width = max(text_width(line, size) for line in self.lines())
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - size, left + width, self.y + size * (1.15 * len(self.lines()) - 0.85)


_TISSUE = (
    Tag(_("Tumour"), 256, 74, points_to=(206, 136), leaves=(262, 80)),
    Tag(_("Normal lining"), 20, 74, points_to=(48, 152), leaves=(48, 80)),
    Tag(_("Basement\nmembrane"), 18, 234, points_to=(58, 207), leaves=(58, 221)),
)
_STROMA = _("Connective\ntissue (stroma)")
_CAPILLARY = Tag(_("Capillary"), 940, 342, "end", (905, 306), (905, 329))
_ORGAN = Tag(_("Cells of the organ"), 654, 74)
TAGS: dict[str, tuple[Tag, ...]] = {
    "blood": (
        *_TISSUE,
        Tag(_STROMA, 18, 318),
        Tag(_("Vessel wall (endothelium)"), 334, 84, points_to=(420, 160), leaves=(420, 90)),
        Tag(_("Natural killer cell"), 628, 112, "end", (558, 176), (558, 118)),
        Tag(_("Red blood cell"), 336, 398, points_to=(432, 326), leaves=(400, 385), drifts=True),
        Tag(_("Platelet"), 520, 398, points_to=(546, 324), leaves=(546, 385), drifts=True),
        _ORGAN,
        _CAPILLARY,
    ),
    "lymph": (
        *_TISSUE,
        Tag(_STROMA, 18, 402),
        Tag(_("Lymph vessel with valves"), 330, 84, points_to=(352, 272), leaves=(352, 90)),
        Tag(_("Lymph node"), 500, 128, "middle", (500, 176), (500, 134)),
        Tag(_("Vein"), 730, 414, "start", (704, 398), (727, 409)),
        _ORGAN,
        _CAPILLARY,
    ),
    "cavity": (
        *_TISSUE,
        Tag(_STROMA, 18, 318),
        Tag(_("Lining of the cavity (mesothelium)"), 480, 112, "middle", (480, 164), (480, 118)),
        Tag(_("Fluid"), 384, 412, points_to=(436, 340), leaves=(410, 397)),
        Tag(_("Macrophage"), 540, 412, points_to=(590, 338), leaves=(590, 397), drifts=True),
        _ORGAN,
    ),
    "nerve": (
        *_TISSUE,
        Tag(_STROMA, 18, 306),
        Tag(_("Nerve fibres in their sleeves"), 334, 84, points_to=(404, 282), leaves=(404, 90)),
        Tag(_("Sheath (perineurium)"), 628, 128, "end", (584, 192), (584, 134)),
        Tag(_("Tissue of the organ"), 654, 74),
    ),
}


def text_width(text: str, size: float) -> float:
    """Estimate the width of a text from above, for wide fonts too.

    Example:
        >>> text_width("abcd", 10.0)
        24.0
    """
    return 0.6 * size * len(text)


def headings(route: str, part: int) -> str:
    """Draw the names of the three places; the one that is meant is marked."""
    return element(
        "g",
        *(
            label(text, x=x, y=29, text_anchor="middle", class_="head now" if i == part else "head")
            for i, (text, x) in enumerate(zip(HEADINGS[route], (166, 480, 793), strict=True))
        ),
        class_="heads",
    )


def tags(route: str) -> str:
    """Draw the names of the parts with their lines."""
    return element("g", *(_tag(tag) for tag in TAGS[route]), class_="tags")


def _tag(tag: Tag) -> str:
    left, _, right, _ = tag.box()
    line = ""
    if tag.points_to and tag.leaves:
        (x0, y0), (x1, y1) = tag.leaves, tag.points_to
        line = element("path", d=f"M{x0} {y0}L{x1} {y1}", class_="leader") + element(
            "circle", cx=x1, cy=y1, r=2.4
        )
    anchor = None if tag.anchor == "start" else tag.anchor
    texts = [label(said, x=tag.x, y=tag.y + 16 * i, text_anchor=anchor) for i, said in enumerate(tag.lines())]
    return element(
        "g",
        line,
        *texts,
        class_="tag drifts" if tag.drifts else "tag",
        data_l=round(left),
        data_r=round(right),
    )


def pill(stop: Stop) -> tuple[float, float]:
    """Return the middle and the width of the field around the sentence of a step."""
    width = text_width(stop.words, 15.5) + 28
    return min(max(stop.centre[0], width / 2 + 8), WIDTH - width / 2 - 8), width


def sentence(stop: Stop) -> str:
    """Draw what the picture says at a step, with a line to the place that is meant."""
    x, width = pill(stop)
    return element(
        "g",
        element("path", d=tether(stop), class_="tether"),
        element("rect", x=x - width / 2, y=BASELINE - 21, width=width, height=PILL, rx=PILL / 2),
        label(stop.words, x=x, y=BASELINE, text_anchor="middle"),
        class_="says",
    )


def tether(stop: Stop) -> str:
    """Return the path from the highlighted place down to the sentence."""
    return f"M{stop.centre[0]:.0f} {stop.centre[1] + stop.reach[1]:.0f}V{BASELINE - 21}"
