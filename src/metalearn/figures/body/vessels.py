"""The ways through the body that the map can light: veins and arteries, lymph vessels, body cavities and nerves.

Every line is given in the direction of its flow. What a part is called, and why cells take it, is said in
:mod:`metalearn.figures.body.ways`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from metalearn.figures.body.geometry import Point, Points, arrow, line, mirror
from metalearn.figures.svg import element

ANGLE: Point = (37, 205)
"""The left venous angle, where the thoracic duct gives its lymph to the blood."""


@dataclass(frozen=True, slots=True)
class Vessel:
    """One part of a way.

    Attributes:
        kind: vein, artery, portal, lymph, fluid or nerve.
        lines: Its lines, each in the direction of the flow.
        width: How thick it is drawn.
    """

    kind: str
    lines: tuple[Points, ...]
    width: float = 5


def _two(points: Points) -> tuple[Points, Points]:
    return points, mirror(points)


_JUGULAR = ((20, 118), (24, 150), (30, 182), (35, 205))
_ARM = ((146, 380), (124, 300), (104, 252), (88, 222), (60, 207), (37, 205))
_LEG = ((66, 705), (68, 630), (60, 552), (48, 514), (38, 492))
_PELVIS = ((20, 516), (30, 506), (38, 492))
_ILIAC = ((38, 492), (18, 468), (-4, 453), (-9, 446))
_ILIAC_RIGHT = ((-38, 492), (-26, 472), (-13, 456), (-9, 446))

VEINS = {
    "jugular": Vessel("vein", (_JUGULAR,), 6),
    "jugular_right": Vessel("vein", (mirror(_JUGULAR),), 6),
    "arm": Vessel("vein", (_ARM[:4],)),
    "armpit": Vessel("vein", (_ARM[3:],)),
    "arm_right": Vessel("vein", (mirror(_ARM),)),
    "brachio": Vessel("vein", (((37, 205), (18, 216), (0, 226), (-15, 236)),), 7),
    "brachio_right": Vessel("vein", (((-37, 205), (-26, 218), (-16, 236)),), 7),
    "svc": Vessel("vein", (((-15, 235), (-18, 252), (-16, 278)),), 9),
    "ivc_low": Vessel("vein", (((-9, 448), (-11, 416), (-12, 388)),), 9),
    "ivc": Vessel("vein", (((-12, 388), (-13, 355), (-15, 312)),), 9),
    "iliac": Vessel("vein", (_ILIAC,), 7),
    "iliac_right": Vessel("vein", (_ILIAC_RIGHT,), 7),
    "pelvis": Vessel("vein", (_PELVIS,)),
    "pelvis_right": Vessel("vein", (mirror(_PELVIS),)),
    "leg": Vessel("vein", (_LEG,), 6),
    "leg_right": Vessel("vein", (mirror(_LEG),), 6),
    "renal": Vessel("vein", (((42, 386), (20, 380), (4, 379), (-12, 384)),), 6),
    "renal_right": Vessel("vein", (((-42, 396), (-28, 392), (-12, 390)),), 6),
    "hepatic": Vessel("vein", (((-56, 352), (-36, 338), (-15, 328)), ((16, 346), (0, 340), (-14, 330))), 5),
    "lung_artery": Vessel(
        "vein",
        (
            ((8, 292), (7, 268), (-14, 262), (-40, 268), (-58, 284)),
            ((8, 292), (8, 268), (24, 262), (46, 270), (60, 286)),
        ),
        7,
    ),
    "eye": Vessel("vein", (((17, 97), (11, 104), (13, 112), (21, 119)),), 3.5),
    "throat": Vessel("vein", (((5, 148), (15, 150), (25, 156)),), 3.5),
    "thyroid": Vessel("vein", (((12, 174), (20, 175), (29, 178)), ((4, 185), (3, 205), (2, 224))), 3.5),
    "breast": Vessel("vein", (((58, 284), (78, 274), (95, 254), (92, 230), (78, 213)),), 4),
    "breast_inner": Vessel("vein", (((50, 282), (26, 278), (17, 256), (10, 222)),), 3.5),
    "breast_spine": Vessel("vein", (((58, 288), (40, 302), (22, 304), (6, 298)),), 3.5),
    "pelvic_organs": Vessel(
        "vein", (((6, 536), (14, 528), (21, 516)), ((8, 520), (16, 519), (22, 513))), 3.5
    ),
    "uterus": Vessel("vein", (((6, 506), (16, 512), (24, 511)),), 3.5),
    "ovary": Vessel("vein", (((34, 492), (30, 460), (27, 420), (23, 384)),), 4),
    "testis": Vessel("vein", (((9, 562), (24, 540), (43, 516), (34, 478), (28, 420), (23, 384)),), 4),
    "shin": Vessel("vein", (((-88, 646), (-80, 606), (-66, 566), (-58, 546)),), 4),
    "to_spine": Vessel("vein", (((4, 537), (-3, 528), (1, 514)),), 4),
}
PORTAL = {
    "smv": Vessel("portal", (((-70, 438), (-40, 444), (-14, 438), (-6, 408), (-4, 378)),), 6),
    "imv": Vessel("portal", (((66, 476), (40, 464), (27, 432), (22, 396), (17, 373)),), 5),
    "splenic": Vessel("portal", (((78, 356), (48, 364), (20, 371), (-4, 376)),), 6),
    "gastric": Vessel("portal", (((54, 352), (36, 350), (16, 360), (-2, 373)),), 4.5),
    "portal": Vessel(
        "portal", (((-4, 376), (-16, 367), (-30, 361), (-50, 368)), ((-18, 366), (-34, 352), (-52, 344))), 8
    ),
}
ARTERIES = {
    "lung_veins": Vessel(
        "artery", (((-62, 300), (-36, 296), (-4, 290)), ((66, 304), (46, 298), (28, 292))), 6
    ),
    "aorta": Vessel(
        "artery",
        (((10, 282), (-3, 254), (2, 238), (12, 236), (18, 250), (15, 300), (10, 345), (7, 400), (4, 446)),),
        8,
    ),
    "to_head": Vessel(
        "artery",
        (((10, 236), (13, 190), (14, 150), (10, 100)), ((0, 238), (-12, 190), (-14, 150), (-10, 100))),
        4.5,
    ),
    "to_belly": Vessel(
        "artery",
        (
            ((10, 345), (20, 346), (34, 346)),
            ((9, 350), (-14, 346), (-44, 356)),
            ((8, 384), (24, 392), (42, 394)),
        ),
        4.5,
    ),
    "to_legs": Vessel("artery", _two(((0, 446), (32, 492), (56, 548), (64, 640)))),
    "to_arms": Vessel("artery", _two(((2, 238), (40, 212), (92, 226), (118, 300)))),
}
_TO_GROIN = ((62, 548), (48, 514), (35, 494))
_TO_BACK = ((34, 492), (23, 462), (16, 436), (14, 410))
LYMPH = {
    "duct": Vessel("lymph", (((-5, 372), (-1, 345), (3, 300), (0, 255), (10, 226), (26, 208), ANGLE),), 5),
    "neck": Vessel("lymph", (((27, 158), (33, 182), ANGLE),), 4),
    "neck_right": Vessel("lymph", (((-27, 158), (-33, 182), (-37, 205)),), 4),
    "from_throat": Vessel("lymph", (((6, 148), (16, 154), (27, 158)),), 4),
    "from_thyroid": Vessel("lymph", (((8, 184), (16, 194), (28, 196), ANGLE),), 4),
    "from_lung": Vessel("lymph", (((-58, 252), (-44, 262), (-30, 263)),), 4),
    "chest": Vessel("lymph", (((-30, 263), (-12, 248), (-14, 222), (-37, 205)),), 4),
    "from_breast": Vessel("lymph", (((62, 274), (76, 266), (90, 250)),), 4),
    "arm": Vessel("lymph", (((90, 250), (82, 226), (58, 208), ANGLE),), 4),
    "inner": Vessel("lymph", (((50, 284), (28, 284), (14, 276), (15, 250), (28, 218), ANGLE),), 4),
    "from_stomach": Vessel("lymph", (((42, 372), (28, 362), (6, 354)),), 4),
    "from_pancreas": Vessel("lymph", (((40, 362), (22, 366), (6, 358)),), 4),
    "coeliac": Vessel("lymph", (((4, 355), (-2, 362), (-5, 372)),), 4),
    "from_colon": Vessel("lymph", (((64, 470), (40, 456), (10, 444)),), 4),
    "bowel": Vessel("lymph", (((6, 442), (-2, 412), (-5, 374)),), 4),
    "from_kidney": Vessel("lymph", (((40, 394), (28, 396), (15, 402)),), 4),
    "back": Vessel("lymph", (((14, 420), (9, 394), (-4, 374)),), 4),
    "back_right": Vessel("lymph", (((-18, 428), (-13, 398), (-6, 374)),), 4),
    "from_bladder": Vessel("lymph", (((12, 518), (24, 508), (34, 496)),), 4),
    "from_prostate": Vessel("lymph", (((6, 540), (24, 522), (34, 500)),), 4),
    "from_uterus": Vessel("lymph", (((8, 496), (20, 488), (34, 488)),), 4),
    "pelvis": Vessel("lymph", (_TO_BACK,), 4),
    "pelvis_right": Vessel("lymph", (((-34, 492), (-25, 462), (-19, 430)),), 4),
    "from_ovary": Vessel("lymph", (((34, 492), (27, 455), (18, 420), (14, 404)),), 4),
    "from_testis": Vessel("lymph", (((9, 562), (40, 522), (33, 480), (20, 430), (14, 404)),), 4),
    "from_shin": Vessel("lymph", (((-88, 646), (-78, 596), (-62, 548)),), 4),
    "from_thigh": Vessel("lymph", (((64, 640), (68, 600), (62, 548)),), 4),
    "groin": Vessel("lymph", (_TO_GROIN,), 4),
    "groin_right": Vessel("lymph", (mirror(_TO_GROIN),), 4),
}
FLUID = {
    "right_side": Vessel(
        "fluid", (((-8, 532), (-50, 514), (-86, 476), (-91, 430), (-90, 372), (-78, 338), (-48, 325)),), 6
    ),
    "left_side": Vessel("fluid", (((8, 532), (50, 514), (84, 478), (90, 436), (88, 404)),), 4),
    "from_ovary": Vessel("fluid", (((34, 500), (24, 520), (4, 534)),), 4.5),
    "from_stomach": Vessel(
        "fluid", (((54, 388), (50, 410), (38, 436)), ((38, 440), (34, 490), (6, 532))), 4.5
    ),
    "from_pancreas": Vessel(
        "fluid", (((30, 378), (30, 410), (20, 436)), ((20, 440), (20, 500), (4, 532))), 4.5
    ),
    "from_colon": Vessel("fluid", (((68, 486), (48, 512), (8, 532)), ((64, 470), (52, 452), (36, 446))), 4.5),
    "from_uterus": Vessel("fluid", (((0, 488), (14, 516), (4, 533)),), 4.5),
    "from_bladder": Vessel("fluid", (((-8, 508), (-20, 516), (-12, 530)),), 4.5),
    "to_omentum": Vessel("fluid", (((20, 526), (34, 500), (30, 470), (20, 452)),), 4.5),
    "around_lung": Vessel("fluid", (((-60, 256), (-90, 268), (-93, 306), (-88, 340)),), 5),
}
NERVES = {
    "coeliac": Vessel("nerve", (((30, 368), (16, 362), (2, 360)), ((28, 376), (14, 370), (2, 360))), 4),
    "splanchnic": Vessel("nerve", (((2, 360), (-9, 344), (-12, 308)), ((2, 360), (12, 340), (12, 304))), 4),
    "face": Vessel(
        "nerve",
        (
            ((6, 140), (26, 132), (35, 112), (28, 94), (12, 88)),
            ((6, 140), (30, 138), (42, 116), (36, 98), (14, 90)),
        ),
        4,
    ),
    "sacral": Vessel(
        "nerve",
        (
            ((6, 540), (20, 528), (18, 508), (8, 494), (3, 474)),
            ((-6, 540), (-20, 528), (-18, 508), (-8, 494), (-3, 474)),
        ),
        4,
    ),
    "large": Vessel(
        "nerve",
        (
            ((0, 104), (0, 200), (0, 320), (0, 440)),
            *_two(((8, 190), (60, 203), (104, 240), (132, 340), (150, 400))),
            *_two(((6, 476), (40, 520), (62, 570), (62, 700))),
        ),
        3,
    ),
}
NODES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "neck": ((27, 160, 4), (31, 172, 4.5), (34, 185, 4)),
    "neck_right": ((-27, 160, 4), (-31, 172, 4.5), (-34, 185, 4)),
    "windpipe": ((-10, 190, 3.5), (10, 190, 3.5), (0, 195, 3.5)),
    "collarbone": ((43, 197, 4.5), (51, 201, 4)),
    "collarbone_right": ((-43, 197, 4.5), (-51, 201, 4)),
    "armpit": ((90, 242, 4.5), (96, 253, 5), (86, 255, 4.5), (92, 265, 4)),
    "armpit_right": ((-90, 242, 4.5), (-96, 253, 5), (-86, 255, 4.5), (-92, 265, 4)),
    "breastbone": ((13, 266, 3.2), (14, 281, 3.2), (13, 296, 3.2)),
    "hilum": ((-30, 258, 4), (-37, 266, 4.5), (-27, 270, 4)),
    "chest": ((-11, 246, 4.5), (10, 247, 4), (-14, 230, 4), (10, 232, 3.5)),
    "coeliac": ((4, 352, 4.5), (-6, 357, 4), (12, 359, 4)),
    "stomach": ((26, 360, 3.5), (32, 369, 3.5)),
    "bowel": ((8, 442, 4.5), (24, 450, 4), (-10, 436, 4), (-30, 446, 4), (40, 458, 3.5)),
    "back": ((15, 402, 4.5), (14, 420, 4.5), (16, 438, 4)),
    "back_right": ((-19, 404, 4.5), (-19, 422, 4.5), (-20, 440, 4)),
    "pelvis": ((34, 482, 4.5), (35, 497, 4.5), (28, 508, 4)),
    "pelvis_right": ((-34, 482, 4.5), (-35, 497, 4.5), (-28, 508, 4)),
    "groin": ((60, 536, 4.5), (67, 545, 4.5), (60, 554, 4.5)),
    "groin_right": ((-60, 536, 4.5), (-67, 545, 4.5), (-60, 554, 4.5)),
}
SYSTEMS = {
    "blood": {"v": {**VEINS, **PORTAL, **ARTERIES}},
    "lymph": {"l": LYMPH},
    "cavity": {"f": FLUID},
    "nerve": {"n": NERVES},
}
"""For each route its vessels, under the letter that begins the name of their parts: "v-svc", "l-duct"."""


def vessel(route: str, name: str) -> Vessel:
    """Return a vessel by the name of its part, such as "v-svc"."""
    letter, _, key = name.partition("-")
    return SYSTEMS[route][letter][key]


def system(route: str) -> tuple[str, ...]:
    """Return every vessel of a route; those of the veins serve the lymph, too, which ends in them.

    Each is drawn by one line; :func:`layered` adds the wall around it and the pattern inside.
    """
    return tuple(
        _draw(f"{letter}-{key}", each)
        for letter, all_of in SYSTEMS[route].items()
        for key, each in all_of.items()
    )


def _draw(part: str, each: Vessel) -> str:
    arrows = "".join(arrow(points, size=max(3.2, 0.62 * each.width)) for points in each.lines)
    return element(
        "g",
        element("path", d="".join(map(line, each.lines)), class_="core", stroke_width=each.width),
        element("path", d=arrows, class_="way"),
        class_=f"vessel {each.kind}",
        data_part=part,
    )


WALL, FLOW = 3, -2
"""How much wider than the line of a vessel its wall is drawn, and how much narrower the pattern inside."""


def layered(vessel: str) -> str:
    """Return a drawn vessel with its wall beneath and the pattern of its kind inside; the live view does the same.

    Example:
        >>> layered('<path d="M0 0" class="core" stroke-width="5"/>').count("M0 0")
        3
    """

    def three(found: re.Match[str]) -> str:
        width = float(found[2])
        layers = (("wall", WALL), ("core", 0), ("flow", FLOW))
        return "".join(
            element("path", d=found[1], class_=kind, stroke_width=max(0.2, width + more))
            for kind, more in layers
        )

    return re.sub(r'<path d="([^"]*)" class="core" stroke-width="([\d.]+)"/>', three, vessel)


def nodes() -> tuple[str, ...]:
    """Return all groups of lymph nodes."""
    return tuple(
        element(
            "g",
            *(element("circle", cx=x, cy=y, r=r) for x, y, r in group),
            class_="nodes",
            data_part=f"k-{key}",
        )
        for key, group in NODES.items()
    )


def plexus() -> str:
    """Return the net of veins along the spine, from the pelvis to the skull."""
    ys = list(range(150, 520, 13))
    sides = [line([(side * (6 + (i % 2) * 2.5), y) for i, y in enumerate(reversed(ys))]) for side in (1, -1)]
    rungs = "".join(f"M-7 {y}L7 {y - 6 if i % 2 else y + 6}" for i, y in enumerate(ys[1:-1]))
    twigs = "".join(f"M{side * 7} {y}l{side * 8} 3" for y in ys[2:-2:2] for side in (1, -1))
    d = "".join(sides) + rungs + twigs
    core = element("path", d=d, class_="core", stroke_width=2)
    return element("g", core, class_="vessel vein net", data_part="v-plexus")
