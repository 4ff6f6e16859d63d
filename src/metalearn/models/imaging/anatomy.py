"""The organs of one slice through the upper abdomen, as ellipses: about the height of the first lumbar vertebra.

Drawn as radiologists look at it, from the feet: the person's right is on the left of the picture, the front is up.
The order is the order of painting; what comes later covers what lies below it.

Where the model is wrong about the world: it is nobody. Shapes, sizes and places are chosen by eye so that a teaching
picture results; real people differ from it and from each other, and no two slices are alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from metalearn.models.imaging.shapes import Ellipse, Region


@dataclass(frozen=True, slots=True)
class Structure:
    """One thing that is painted.

    Attributes:
        name: What it is, as a report calls it.
        tissue: What it is made of; a name in ``metalearn.models.tissues.TISSUES``.
        region: Where it lies, mm from the middle of the picture.
    """

    name: str
    tissue: str
    region: Region


def _one(name: str, tissue: str, *parts: Ellipse, **more: object) -> Structure:
    return Structure(name, tissue, Region(parts, **more))  # type: ignore[arg-type]


def _pair(name: str, tissue: str, part: Ellipse) -> tuple[Structure, ...]:
    """The same on both sides of the middle; the person's right first."""
    other = Ellipse(-part.x, part.y, part.rx, part.ry, -part.turn, part.power)
    right, left = (other, part) if part.x > 0 else (part, other)
    return _one(f"right {name}", tissue, right), _one(f"left {name}", tissue, left)


def _rib(x: float, y: float, turn: float, length: float = 12) -> tuple[Structure, ...]:
    return (
        *_pair("rib", "dense bone", Ellipse(x, y, length, 4.2, turn)),
        *_pair("rib", "spongy bone", Ellipse(x, y, length - 2.4, 2.0, turn)),
    )


_CAVITY = Ellipse(0, -8, 139, 84, power=2.35)
_ROOM = (Ellipse(0, -8, 136, 81.5, power=2.35),)  # organs keep a little fat between themselves and the wall
_STOMACH = Ellipse(47, -46, 47, 27, turn=14)
_STOMACH_INSIDE = Ellipse(47, -46, 42.5, 22.5, turn=14)

WALL: tuple[Structure, ...] = (
    _one("body", "skin", Ellipse(0, 0, 169, 117, power=2.3)),
    _one("body", "fat", Ellipse(0, 0, 166.6, 114.6, power=2.3)),
    _one("body wall", "muscle", Ellipse(0, -3, 151, 95, power=2.35)),
    _one("body wall", "fat", _CAVITY),
    *_rib(145, -12, 86),
    *_rib(133, 39, 128),
    *_rib(127, -58, 54, 13),
    *_rib(99, 70, 158, 14),
    *_pair("muscles of the back", "muscle", Ellipse(38, 81, 36, 21, turn=-8)),
    *_pair("side of the wall", "muscle", Ellipse(92, 62, 30, 7, turn=-28)),
)

SPINE: tuple[Structure, ...] = (
    *_pair("psoas muscle", "muscle", Ellipse(29, 56, 11, 15, turn=20)),
    *_pair("diaphragm", "muscle", Ellipse(17, 30, 5, 16, turn=-24)),
    *_pair("vertebra", "dense bone", Ellipse(30, 74, 15, 3.6, turn=12)),
    *_pair("vertebra", "dense bone", Ellipse(13, 70, 5, 9)),
    _one("vertebra", "dense bone", Ellipse(0, 76, 17, 11)),
    _one("vertebra", "dense bone", Ellipse(0, 95, 3.6, 14)),
    _one("vertebra", "spongy bone", Ellipse(0, 95, 1.8, 11.5)),
    _one("vertebra", "dense bone", Ellipse(0, 48, 24, 19, power=2.4)),
    _one("vertebra", "spongy bone", Ellipse(0, 48, 22.2, 17.2, power=2.4)),
    _one("spinal canal", "spinal canal", Ellipse(0, 72.5, 10.5, 8)),
)

_LIVER = Region(
    (
        Ellipse(-83, -6, 60, 66, turn=8),
        Ellipse(-60, -34, 52, 42, turn=-12),
        Ellipse(-12, -52, 56, 24, turn=-9),
    ),
    _ROOM,
    cuts=(
        Ellipse(-24, 14, 27, 26, turn=30),
        Ellipse(-10, -15, 13, 20, turn=24),
        Ellipse(-60, 62, 33, 27, turn=12),
    ),
)

ORGANS: tuple[Structure, ...] = (
    _one(
        "spleen",
        "spleen",
        Ellipse(104, 12, 27, 50, turn=-14),
        inside=_ROOM,
        cuts=(Ellipse(70, 2, 30, 40, turn=-12), Ellipse(74, 52, 24, 30, turn=-16)),
    ),
    _one("right kidney", "kidney", Ellipse(-61, 53, 25, 29, turn=24)),
    _one("fat in the right kidney", "fat", Ellipse(-45, 45, 14, 6.5, turn=28)),
    _one("right kidney vein", "blood in veins", Ellipse(-43, 42, 13, 2.8, turn=30)),
    _one("left kidney", "kidney", Ellipse(66, 47, 25, 30, turn=-24)),
    _one("fat in the left kidney", "fat", Ellipse(50, 40, 14, 6.5, turn=-28)),
    _one("left kidney vein", "blood in veins", Ellipse(47, 38, 14, 2.8, turn=-28)),
    _one(
        "left adrenal gland",
        "adrenal gland",
        Ellipse(37, 26, 3, 11, turn=24),
        Ellipse(42, 27, 2.6, 9, turn=-26),
    ),
    _one("right adrenal gland", "adrenal gland", Ellipse(-33, 33, 2.4, 10, turn=12)),
    _one("colon", "bowel wall", Ellipse(97, -42, 21, 16, turn=35)),
    _one("colon", "bowel contents", Ellipse(97, -42, 18.8, 13.8, turn=35)),
    _one("gas in the colon", "air", Ellipse(97, -42, 18.8, 13.8, turn=35), bottom=-45),
    _one(
        "pancreas",
        "pancreas",
        Ellipse(4, 2, 18, 8.5, turn=-12),
        Ellipse(34, -6, 20, 8, turn=6),
        Ellipse(62, 3, 16, 8, turn=30),
    ),
    _one(
        "splenic vein", "blood in veins", Ellipse(18, 9, 24, 3.4, turn=-8), Ellipse(54, 8, 20, 3.2, turn=14)
    ),
    _one("stomach", "bowel wall", _STOMACH),
    _one("stomach", "water", _STOMACH_INSIDE),
    _one("gas in the stomach", "air", _STOMACH_INSIDE, bottom=-54),
    Structure("liver", "liver", _LIVER),
    _one("gallbladder", "bile", Ellipse(-36, -13, 11, 17, turn=-28)),
)

VESSELS: tuple[Structure, ...] = (
    _one("aorta", "blood in arteries", Ellipse(9, 22, 10.5, 10.5)),
    _one("inferior vena cava", "blood in veins", Ellipse(-24, 22, 13.5, 9.5, turn=8)),
    _one("superior mesenteric artery", "blood in arteries", Ellipse(6, 8, 3.4, 3.4)),
    _one("portal vein", "blood in veins", Ellipse(-14, 2, 9, 6.5, turn=30)),
    _one(
        "vessels of the liver",
        "blood in veins",
        Ellipse(-62, 2, 17, 4.2, turn=-10),
        Ellipse(-84, 10, 13, 3, turn=28),
        Ellipse(-83, -8, 12, 2.8, turn=-36),
    ),
    _one(
        "vessels of the liver",
        "blood in veins",
        Ellipse(-66, -42, 3.0, 15, turn=24),
        Ellipse(-30, -55, 13, 2.4, turn=-14),
        Ellipse(-99, 34, 9, 2.4, turn=-36),
    ),
    _one(
        "vessels of the liver",
        "blood in veins",
        Ellipse(-121, -36, 2.2, 2.0),
        Ellipse(-58, -66, 2.0, 1.8),
        Ellipse(-98, 20, 1.9, 2.1),
        Ellipse(-101, -22, 2.2, 1.9),
        Ellipse(-46, -45, 2.0, 2.2),
    ),
    _one(
        "lymph nodes",
        "lymph node",
        Ellipse(25, 27, 2.6, 3.4),
        Ellipse(-4, 12, 3.2, 2.2),
        Ellipse(-6, 25, 2.0, 2.6),
    ),
)

STRUCTURES: tuple[Structure, ...] = (*WALL, *SPINE, *ORGANS, *VESSELS)
"""Everything that is painted, in the order of painting."""
