"""The outline of the person of the body map, the face, and the bones: what every state of the map has in common."""

from __future__ import annotations

from metalearn.figures.body.geometry import blob, both_sides, line, mirror
from metalearn.figures.svg import element

# One half of an adult, neither man nor woman, arms a little away from the body, palms forward; cut below the knees.
_HALF = (
    (0, 152),
    (20, 150),
    (27, 160),
    (29, 172),
    (38, 184),
    (66, 193),
    (98, 200),
    (120, 211),
    (133, 231),
    (138, 262),
    (145, 320),
    (155, 378),
    (166, 420),
    (174, 470),
    (180, 520),
    (186, 548),
    (199, 566),
    (203, 588),
    (196, 596),
    (197, 622),
    (191, 646),
    (184, 650),
    (177, 640),
    (172, 616),
    (170, 590),
    (166, 566),
    (164, 540),
    (158, 500),
    (146, 450),
    (134, 410),
    (126, 372),
    (117, 320),
    (107, 278),
    (101, 262),
    (97, 276),
    (95, 320),
    (88, 368),
    (83, 404),
    (86, 440),
    (95, 478),
    (102, 520),
    (105, 560),
    (101, 620),
    (92, 690),
    (84, 740),
    (82, 800),
    (30, 800),
    (30, 740),
    (24, 690),
    (15, 620),
    (7, 572),
    (0, 556),
)
_HEAD = ((0, 18), (24, 22), (41, 40), (47, 66), (46, 90), (41, 116), (30, 138), (14, 151), (0, 154))
_EAR = ((46, 84), (51, 82), (53, 92), (49, 106), (44, 108))


def person() -> str:
    """Return the body and the head, as one calm shape."""
    return "".join(
        [
            element("path", d=blob(both_sides(_HALF)), class_="skin"),
            *(element("path", d=blob(side), class_="skin") for side in (_EAR, mirror(_EAR))),
            element("path", d=blob(both_sides(_HEAD)), class_="skin"),
        ]
    )


def folds() -> str:
    """Return a few lines that make it a person: a face at rest, the folds of elbow, groin and hand."""
    one_side = (
        [(9, 93), (16, 97), (25, 94)],
        [(8, 83), (17, 79), (27, 83)],
        [(98, 262), (101, 252), (104, 246)],
        [(66, 505), (46, 528), (24, 545)],
        [(132, 388), (142, 392), (150, 388)],
        [(178, 604), (179, 622), (183, 636)],
        [(187, 604), (188, 622), (190, 636)],
        [(172, 560), (180, 570), (190, 574)],
        [(44, 726), (58, 736), (72, 728)],
    )
    middle = (
        [(0, 96), (4, 113), (-1, 117)],
        [(-10, 130), (0, 132), (10, 130)],
        [(-1, 411), (0, 416), (1, 411)],
    )
    return element("path", d="".join(map(line, (*one_side, *map(mirror, one_side), *middle))), class_="fold")


_SACRUM_BONE = ((-19, 459), (0, 457), (19, 459), (17, 478), (8, 503), (0, 518), (-8, 503), (-17, 478))
_SPINE_TOP, _NECK, _WAIST, _SACRUM = 146, 196, 352, 458


def vertebrae() -> tuple[tuple[float, float, float], ...]:
    """Return y, width and height of each vertebra: 7 of the neck, 12 of the chest, 5 of the small of the back.

    Example:
        >>> len(vertebrae())
        24
    """
    parts = ((7, _SPINE_TOP, _NECK, 15, 18), (12, _NECK, _WAIST, 18, 23), (5, _WAIST, _SACRUM, 25, 30))
    found = []
    for count, top, bottom, narrow, wide in parts:
        step = (bottom - top) / count
        found += [
            (top + step * i, narrow + (wide - narrow) * i / (count - 1), step - 2) for i in range(count)
        ]
    return tuple(found)


def _spine() -> str:
    boxes = "".join(
        f"M{-w / 2:.1f} {y:.1f}h{w:.1f}q-2.5 {h / 2:.1f} 0 {h:.1f}h{-w:.1f}q2.5 {-h / 2:.1f} 0 {-h:.1f}z"
        for y, w, h in vertebrae()
    )
    return boxes + blob(_SACRUM_BONE)


def base_of_spine() -> str:
    """Return the outlines of the sacrum and of the base of the skull, drawn only where a way ends there."""
    floor = [(-34, 88), (-18, 92), (0, 86), (18, 92), (34, 88)]
    return "".join(
        [
            element("path", d=blob(_SACRUM_BONE), class_="ring", data_part="sacrum"),
            element("path", d=line(floor), class_="ring", data_part="skull-base"),
        ]
    )


def _ribs() -> str:
    """Ten pairs that reach round to the front, seen from the spine outwards."""
    found = []
    for i in range(10):
        y = 203 + 13.2 * i
        wide = (44, 62, 73, 80, 85, 88, 89, 89, 88, 85)[i]
        drop = 15 + 3.1 * i
        rib = [(9, y), (wide * 0.55, y - 3 + 0.25 * drop), (wide, y + 0.55 * drop), (wide * 0.93, y + drop)]
        found += [line(rib), line(mirror(rib))]
    return "".join(found)


_FOREARM = (
    ((140, 392), (152, 450), (163, 512), (171, 548)),
    ((147, 390), (162, 448), (172, 508), (179, 546)),
)
_LONG = (
    ((118, 222), (126, 290), (136, 352), (143, 384)),
    ((78, 518), (74, 570), (66, 650), (61, 718)),
    ((60, 744), (59, 775), (58, 800)),
)
_KNOBS = ((117, 218, 9), (144, 386, 7), (80, 512, 9), (55, 722, 7), (67, 722, 7), (60, 740, 8))
_HIP = (
    (16, 462),
    (34, 444),
    (62, 438),
    (81, 452),
    (84, 474),
    (78, 500),
    (62, 520),
    (46, 532),
    (24, 536),
    (8, 534),
    (8, 526),
    (22, 520),
    (36, 512),
    (40, 500),
    (32, 488),
    (20, 482),
)


def bones() -> str:
    """Return the skeleton, as far as the map needs it: skull, spine, ribs, pelvis and the long bones."""
    skull = both_sides([(0, 24), (22, 28), (37, 44), (42, 66), (40, 88), (36, 112), (24, 136), (0, 146)])
    sternum = [(-7, 212), (0, 209), (7, 212), (6, 240), (8, 285), (0, 306), (-8, 285), (-6, 240)]
    collar = ((8, 211), (36, 202), (70, 206), (112, 205))
    knobs = "".join(_round(side * x, y, r) for x, y, r in _KNOBS for side in (1, -1))
    thick = "".join(line(side) for bone in _LONG for side in (bone, mirror(bone)))
    thin = "".join(line(side) for bone in (collar, *_FOREARM) for side in (bone, mirror(bone)))
    limbs = [element("path", d=thick, class_="long edge"), element("path", d=knobs, class_="knob edge")]
    limbs += [element("path", d=thin, class_="thin edge"), element("path", d=thin, class_="thin")]
    limbs += [element("path", d=thick, class_="long"), element("path", d=knobs, class_="knob")]
    return element(
        "g",
        element("path", d=blob(skull), class_="skull"),
        element("path", d=blob(_HIP) + blob(mirror(_HIP)), class_="bone", data_part="hip"),
        element("path", d=_ribs(), class_="rib"),
        element("path", d=blob(sternum), class_="bone"),
        element("path", d=_spine(), class_="bone", data_part="spine"),
        *limbs,
        class_="bones",
        data_part="bone",
    )


def _round(x: float, y: float, r: float) -> str:
    return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"
