"""What lies between the two places, one drawing a route: blood vessel, lymph channel, body cavity, nerve."""

from __future__ import annotations

from collections.abc import Sequence

from metalearn.figures.scene.cells import IDS, doubled, placed, use
from metalearn.figures.scene.geometry import Channel, curve, lobed, outline
from metalearn.figures.svg import element

ROUTES = ("blood", "lymph", "cavity", "nerve")
CHANNELS = {
    "blood": Channel(
        ((-20, 386), (170, 382), (450, 252), (580, 252), (740, 286), (980, 290)),
        ((-20, 27), (180, 27), (430, 94), (560, 94), (732, 18), (980, 18)),
    ),
    "lymph": Channel(
        ((90, 352), (220, 360), (440, 256), (580, 252), (720, 286)),
        ((70, 2), (130, 21), (300, 25), (400, 31), (540, 30), (640, 18)),
        start=84,
        stop=716,
    ),
    "cavity": Channel(
        ((-20, 402), (140, 398), (440, 268), (560, 268), (770, 352), (980, 356)),
        ((-20, 22), (150, 26), (430, 102), (560, 102), (760, 46), (980, 44)),
    ),
    "nerve": Channel(
        ((-20, 374), (170, 368), (450, 258), (570, 258), (750, 300), (980, 304)),
        ((-20, 30), (180, 31), (430, 66), (570, 66), (740, 36), (980, 34)),
    ),
}
NODE = (500, 256)  # the middle of the lymph node
_END = 650  # where a drifting cell fades out
_LANE = 0.62


def channel(route: str) -> str:
    """Draw what carries the cells on one route."""
    parts = {"blood": _blood, "lymph": _lymph, "cavity": _cavity, "nerve": _nerve}[route]()
    return element("g", *parts)


def lanes() -> str:
    """Return the style rules that let things drift along a route when motion is on."""
    rules = []
    for route, across in (
        ("blood", 0.0),
        ("blood", -_LANE),
        ("blood", _LANE),
        ("lymph", 0.0),
        ("cavity", _LANE),
    ):
        tube = CHANNELS[route]
        path = curve(Channel(tube.middle, tube.half, tube.start, _END).line(across, 80))
        rules.append(f".moving .{_lane(route, across)}{{offset-path:path('{path}')}}")
    return "".join(rules)


def _lane(route: str, across: float) -> str:
    return route[0] + ("-up" if across < 0 else "-low" if across > 0 else "")


def _drift(route: str, name: str, spots: Sequence[tuple[float, float]]) -> list[str]:
    """Place small cells in the stream: (x, lane). Those before the organ follow their lane when motion is on."""
    tube = CHANNELS[route]
    cells = []
    for x, across in spots:
        px, py = tube.at(x, across)
        late = round(-24 * (x - tube.start) / (_END - tube.start), 1)
        moves = x < _END
        cells.append(
            element(
                "use",
                href=f"#{IDS}{name}",
                transform=placed(round(px), round(py)),
                class_=f"drift {_lane(route, across)}" if moves else None,
                style=f"--late:{late}s" if moves else None,
            )
        )
    return cells


def _tube(tube: Channel, kind: str) -> list[str]:
    """Draw a lumen with a lighter middle, so that it looks round."""
    parts = [element("path", d=outline(tube.line(-1), tube.line(1)), class_=f"lumen {kind}")]
    for reach in (0.78, 0.5):
        area = outline(tube.line(-reach, 80), tube.line(reach, 80))
        parts.append(element("path", d=area, class_=f"gleam {kind}"))
    return parts


def _wall(tube: Channel, kind: str) -> list[str]:
    """Draw both walls as a row of flat cells with their nuclei."""
    upper, lower = curve(tube.line(-1)), curve(tube.line(1))
    return [*doubled(f"{kind}-up", upper, kind=kind), *doubled(f"{kind}-low", lower, kind=kind)]


def _blood() -> list[str]:
    tube = CHANNELS["blood"]
    low = [(x, _LANE) for x in (148, 262, 344, 432, 506, 582)]
    up = [(x, -_LANE) for x in (84, 318, 410, 478, 616)]
    middle = [(x, 0.0) for x in (18, 226, 372, 590, 652, 806, 866, 930)]
    small = [(52, _LANE), (190, -_LANE), (290, 0.0), (392, _LANE), (444, -_LANE), (546, _LANE)]
    kx, ky = tube.at(550, -0.58)
    return [
        element("path", d=outline(tube.line(-1.1), tube.line(1.1)), class_="coat"),
        element("g", *_twigs(), clip_path=f"url(#{IDS}organ)"),
        *_tube(tube, "blood"),
        *_drift("blood", "red", [*low, *up, *middle]),
        *_drift("blood", "platelet", small),
        use("killer", round(kx), round(ky)),
        *_wall(tube, "endothelium"),
    ]


def _twigs() -> list[str]:
    """Draw the finer branches of the capillary."""
    branches = "M756 294C770 330 752 372 776 440M884 280C902 236 886 150 916 30"
    return [element("path", d=branches, class_=kind) for kind in ("twig-wall thin", "twig thin")]


def _lymph() -> list[str]:
    tube = CHANNELS["lymph"]
    vein = "M690 460C688 380 690 302 744 289C800 280 880 292 980 290"
    reds = ((690, 418), (694, 362), (776, 286), (850, 289), (916, 290))
    return [
        element(
            "g",
            *(element("path", d=vein, class_=kind) for kind in ("vein-wall", "vein-cells", "vein")),
            clip_path=f"url(#{IDS}organ)",
        ),
        *(use("red", *point) for point in reds),
        *_tube(tube, "lymph"),
        *_valves(tube, (238, 300, 616, 660)),
        *_drift("lymph", "guard", [(206, 0.0), (278, 0.0), (366, 0.0)]),
        *_wall(tube, "flap"),
        *_node(),
    ]


def _node() -> list[str]:
    """Draw a lymph node cut open: capsule, follicles, the sinus through which the lymph seeps."""
    x, y = NODE
    follicles = ((-60, -34), (-4, -55), (54, -32), (-52, 40), (6, 56), (58, 36))
    rings = [
        element("circle", cx=x + dx, cy=y + dy, r=r, class_=kind)
        for r, kind in ((23, "follicle"), (12, "germ"))
        for dx, dy in follicles
    ]
    sinus = [(x - 110, y + 8), (x - 40, y + 2), (x + 30, y + 6), (x + 104, y - 4)]
    return [
        element("path", d=_bean(x, y, 1.0), class_="capsule"),
        element("path", d=_bean(x, y, 0.92), class_="node"),
        *rings,
        element("path", d=curve(sinus), class_="sinus"),
        *(use("guard", x + dx, y + dy) for dx, dy in ((-22, -24), (26, -26), (78, 6), (34, 34))),
    ]


def _bean(x: float, y: float, scale: float) -> str:
    right = [(74, -64), (108, -16), (92, 8), (106, 40), (62, 80)]
    points = [(-112, 0), (-84, -62), (-10, -86), *right, (-24, 88), (-92, 56)]
    return curve([(x + px * scale, y + py * scale) for px, py in points], closed=True)


def _valves(tube: Channel, places: tuple[float, ...]) -> list[str]:
    """Draw pairs of leaflets that point downstream."""
    leaves = []
    for x in places:
        for side in (-1, 1):
            (x0, y0), (x1, y1) = tube.at(x, side * 0.95), tube.at(x + 20, side * 0.18)
            leaves.append(f"M{x0:.0f} {y0:.0f}Q{(x0 + x1) / 2 + 6:.0f} {y0:.0f} {x1:.0f} {y1:.0f}")
    return [element("path", d="".join(leaves), class_="valve")]


def _cavity() -> list[str]:
    tube = CHANNELS["cavity"]
    starts = ((366, -0.34), (452, 0.42), (500, -0.6))
    ripples = [curve([tube.at(x + 24 * i, across) for i in range(5)]) for x, across in starts]
    return [
        *_tube(tube, "fluid"),
        element("path", d="".join(ripples), class_="ripple"),
        *_drift("cavity", "macrophage", [(344, _LANE), (612, _LANE)]),
        *_wall(tube, "mesothelium"),
    ]


def _nerve() -> list[str]:
    tube = CHANNELS["nerve"]
    fibres = enumerate((-0.56, -0.28, 0.0, 0.28, 0.56), start=1)
    return [
        element("path", d=outline(tube.line(-1), tube.line(1)), class_="sheath"),
        element("path", d=outline(tube.line(-0.78, 80), tube.line(0.78, 80)), class_="fascicle"),
        *(part for number, across in fibres for part in _axon(tube, across, number)),
        *_wall(tube, "perineurium"),
    ]


def _axon(tube: Channel, across: float, number: int) -> list[str]:
    """Draw a nerve fibre in its sleeve of Schwann cells."""
    name = f"{IDS}axon{number}"
    return [
        element("defs", element("path", id=name, d=curve(tube.line(across, 80)))),
        *(element("use", href=f"#{name}", class_=f"{kind} m{number}") for kind in ("axon-edge", "axon")),
        element("use", href=f"#{name}", class_="axon-core"),
    ]


def blob(x: float, y: float, radius: float, kind: str) -> str:
    """Draw a soft uneven patch."""
    return element("path", d=lobed(radius, 6, 0.08, 0.4, x, y), class_=kind)
