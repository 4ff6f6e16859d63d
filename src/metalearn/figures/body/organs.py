"""The organs of the body map, in the usual view from the front: the liver on the left of the picture."""

from __future__ import annotations

from metalearn.figures.body.geometry import Points, blob, both_sides, line, mirror
from metalearn.figures.svg import element

_RIGHT_LUNG = (
    (-32, 198),
    (-46, 206),
    (-64, 228),
    (-78, 262),
    (-86, 300),
    (-88, 338),
    (-70, 326),
    (-46, 321),
    (-20, 330),
    (-17, 300),
    (-19, 268),
    (-16, 240),
    (-20, 210),
)
_LEFT_LUNG = (
    (32, 198),
    (46, 206),
    (64, 228),
    (78, 262),
    (86, 300),
    (88, 344),
    (74, 334),
    (60, 331),
    (58, 312),
    (46, 292),
    (28, 274),
    (19, 256),
    (16, 236),
    (20, 210),
)
_LIVER = (
    (-86, 344),
    (-72, 331),
    (-46, 326),
    (-16, 335),
    (8, 336),
    (34, 338),
    (48, 344),
    (36, 354),
    (14, 362),
    (-6, 374),
    (-30, 386),
    (-58, 402),
    (-78, 404),
    (-88, 384),
)
_STOMACH = (
    (12, 336),
    (20, 342),
    (30, 336),
    (46, 333),
    (62, 338),
    (70, 352),
    (68, 370),
    (56, 386),
    (36, 394),
    (14, 392),
    (-6, 384),
    (-12, 378),
    (-6, 373),
    (12, 376),
    (28, 372),
    (34, 360),
    (24, 350),
)
_HEART = (
    (-14, 262),
    (-4, 256),
    (12, 257),
    (28, 264),
    (44, 284),
    (55, 308),
    (54, 324),
    (42, 329),
    (20, 328),
    (-2, 326),
    (-17, 318),
    (-22, 298),
    (-20, 276),
)
_BRAIN = ((0, 28), (20, 30), (35, 44), (39, 62), (34, 76), (20, 82), (10, 84), (0, 82))
_COLON = (
    (-70, 492),
    (-78, 478),
    (-78, 450),
    (-75, 424),
    (-70, 410),
    (-52, 412),
    (-26, 420),
    (0, 422),
    (28, 418),
    (54, 402),
    (72, 388),
    (80, 400),
    (78, 430),
    (79, 458),
    (72, 482),
    (52, 494),
    (34, 488),
    (20, 488),
    (8, 498),
    (2, 514),
    (0, 536),
)
_BOWEL = (
    ((-52, 440), (-34, 434), (-16, 442), (4, 436), (24, 442), (46, 434), (56, 444)),
    ((-56, 456), (-38, 452), (-20, 458), (0, 453), (22, 459), (44, 453), (58, 460)),
    ((-50, 473), (-34, 469), (-16, 475), (4, 470), (24, 474), (44, 470), (52, 474)),
)
_KIDNEY = (
    (30, 358),
    (40, 352),
    (52, 358),
    (59, 376),
    (57, 398),
    (48, 412),
    (37, 410),
    (34, 398),
    (38, 385),
    (34, 371),
)
_ADRENAL = ((28, 352), (36, 340), (47, 350), (40, 350), (35, 353))
_PANCREAS = (
    (-20, 376),
    (-10, 369),
    (6, 370),
    (24, 364),
    (46, 357),
    (62, 352),
    (66, 358),
    (50, 366),
    (30, 376),
    (10, 382),
    (-4, 388),
    (-10, 402),
    (-20, 404),
    (-26, 390),
)
_DUODENUM = ((-10, 378), (-24, 376), (-33, 386), (-31, 404), (-18, 412), (4, 408), (16, 398))
_SPLEEN = ((70, 344), (80, 338), (88, 350), (88, 366), (80, 374), (72, 364))
_THYROID = (
    (3, 177),
    (7, 170),
    (13, 164),
    (16, 172),
    (14, 184),
    (7, 187),
    (0, 183),
)
_BLADDER = ((0, 508), (14, 510), (20, 519), (15, 529), (0, 533))
_UTERUS = ((0, 488), (12, 490), (14, 499), (7, 508), (5, 518), (0, 520))
_PROSTATE = ((0, 533), (8, 534), (10, 540), (5, 546), (0, 547))


def _shape(part: str, points: Points, kind: str = "") -> str:
    return element("path", d=blob(points), class_=f"organ {kind or part}", data_part=part)


def _lines(kind: str, *lines: Points) -> str:
    return element("path", d="".join(map(line, lines)), class_=kind)


def behind() -> str:
    """Return the organs at the back: kidneys, adrenals, spleen, gullet and the large airways."""
    right_kidney = tuple((x, y + 9) for x, y in mirror(_KIDNEY))
    right_adrenal = tuple((x, y + 8) for x, y in mirror(_ADRENAL))
    return "".join(
        [
            element("path", d=blob(_KIDNEY) + blob(right_kidney), class_="organ kidney", data_part="kidney"),
            element(
                "path", d=blob(_ADRENAL) + blob(right_adrenal), class_="organ adrenal", data_part="adrenal"
            ),
            _shape("spleen", _SPLEEN),
            _lines("gullet", [(2, 150), (2, 200), (4, 270), (8, 322), (17, 342)]),
        ]
    )


def outlines() -> str:
    """Return the outlines of kidneys and adrenals once more, to be drawn over the organs in front of them."""
    right_kidney = tuple((x, y + 9) for x, y in mirror(_KIDNEY))
    right_adrenal = tuple((x, y + 8) for x, y in mirror(_ADRENAL))
    return "".join(
        element("path", d=blob(left) + blob(right), class_=f"behind {part}", data_part=part)
        for part, left, right in (("kidney", _KIDNEY, right_kidney), ("adrenal", _ADRENAL, right_adrenal))
    )


def chest() -> str:
    """Return the lungs with their lobes, and the windpipe."""
    lobes = (
        [(-19, 262), (-46, 266), (-76, 258)],
        [(-22, 292), (-50, 294), (-72, 316), (-78, 332)],
        [(24, 268), (46, 262), (66, 286), (80, 320)],
    )
    airways = (
        [(0, 152), (0, 200), (0, 240), (-6, 250), (-26, 262), (-44, 276)],
        [(0, 240), (7, 250), (26, 260), (42, 274)],
    )
    return "".join(
        [
            element("path", d=blob(_RIGHT_LUNG) + blob(_LEFT_LUNG), class_="organ lung", data_part="lung"),
            _lines("crease", *lobes),
            _lines("airway edge", *airways),
            _lines("airway", *airways),
        ]
    )


def belly() -> str:
    """Return the organs of the belly, those further back first."""
    return "".join(
        [
            _lines("tube edge", _DUODENUM),
            _lines("tube", _DUODENUM),
            _lines("bowel edge", *_BOWEL),
            _lines("bowel", *_BOWEL),
            element("path", d=line(_COLON), class_="colon edge", data_part="colon"),
            element("path", d=line(_COLON), class_="colon", data_part="colon"),
            element("path", d=line(_COLON), class_="haustra"),
            _shape("stomach", _STOMACH),
            _shape("pancreas", _PANCREAS),
            _shape("liver", _LIVER),
            _lines("crease", [(-2, 336), (-6, 352), (-12, 374)]),
            element(
                "path",
                d=blob([(-36, 390), (-28, 386), (-24, 398), (-31, 408), (-38, 402)]),
                class_="organ gall",
            ),
            _lines(
                "diaphragm",
                [(-90, 352), (-72, 330), (-46, 323), (-18, 332), (6, 336), (34, 335), (62, 331), (90, 352)],
            ),
        ]
    )


def head() -> str:
    """Return the brain with its folds, and the eyes."""
    folds = (
        [(0, 30), (1, 52), (0, 80)],
        [(8, 36), (14, 44), (10, 54), (18, 60), (14, 70)],
        [(20, 36), (24, 46), (31, 50), (27, 62), (32, 68)],
    )
    stem = [(-6, 80), (6, 80), (4, 96), (3, 110), (-3, 110), (-4, 96)]
    skins = both_sides(
        ((0, 24), (23, 26), (39, 42), (43, 62), (38, 79), (22, 86), (9, 88), (7, 112), (0, 114))
    )
    eyes = "".join(
        f"M{x - 5} 96a5 5 0 1 0 10 0a5 5 0 1 0 -10 0zM{x - 2} 96a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z"
        for x in (17, -17)
    )
    return "".join(
        [
            element("path", d=blob(stem), class_="organ stem", data_part="brain"),
            element("path", d=blob(skins), class_="ring", data_part="meninges"),
            element("path", d=eyes, class_="ring eye", data_part="eye"),
            _shape("brain", both_sides(_BRAIN)),
            _lines("crease", *folds, *map(mirror, folds[1:])),
        ]
    )


def neck() -> str:
    """Return the thyroid and the throat."""
    throat = ((0, 139), (7, 141), (7, 152), (4, 160), (0, 162))
    return _shape("throat", both_sides(throat)) + _shape("thyroid", both_sides((*_THYROID[:-1], (0, 181))))


def heart() -> str:
    """Return the heart, a little to the right of the picture's middle."""
    return _shape("heart", _HEART) + _lines(
        "crease", [(-10, 262), (8, 290), (34, 322)], [(-20, 286), (-4, 292), (6, 288)]
    )


MARKS = {
    "bladder": both_sides(_BLADDER),
    "uterus": both_sides(_UTERUS),
    "prostate": both_sides(_PROSTATE),
    "ovary": ((27, 494), (34, 490), (41, 494), (38, 501), (30, 501)),
    "testis": ((6, 560), (13, 561), (15, 570), (9, 576), (4, 569)),
    "breast": ((28, 284), (34, 264), (56, 258), (76, 268), (82, 288), (70, 302), (50, 306), (34, 300)),
}
"""Small marks that are drawn only where a state is about them; the bladder always."""


def skin() -> str:
    """Return a patch of skin with a few small lumps, drawn only where the skin is meant."""
    lumps = "".join(
        f"M{x} {y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z"
        for x, y in ((-166, 418), (-156, 432), (-168, 444), (-160, 456))
    )
    patch = blob([(-164, 404), (-148, 412), (-152, 440), (-160, 470), (-174, 466), (-172, 434)])
    return element("path", d=patch + lumps, class_="ring", data_part="skin")


def mark(part: str) -> str:
    """Return one of the small marks; an ovary or a testis is drawn on both sides."""
    points = MARKS[part]
    sides = (points, mirror(points)) if part in ("ovary", "testis", "breast") else (points,)
    return element("path", d="".join(map(blob, sides)), class_=f"organ mark {part}", data_part=part)
