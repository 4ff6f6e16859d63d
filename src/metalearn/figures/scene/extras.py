"""What is drawn in addition at some steps: a gap in a wall, a coat of platelets, a sleeping cell."""

from __future__ import annotations

import math
from collections.abc import Callable

from metalearn.figures.scene.anchors import Anchors, anchors
from metalearn.figures.scene.cells import IDS, use
from metalearn.figures.scene.channels import CHANNELS, blob
from metalearn.figures.scene.geometry import Point, curve, dots
from metalearn.figures.scene.places import METASTASIS, TUMOUR, membrane
from metalearn.figures.svg import element, label

UNDER = ("gap",)  # beneath the tumour
FRONT = ("platelets", "killers", "killers-two", "sleep", "soil", "signals", "onward", "guards")


def shared(name: str) -> str:
    """Draw an extra that is the same on every route, or return "" when there is none of that name."""
    parts = _SHARED[name]() if name in _SHARED else []
    return _group(name, parts)


def own(name: str, route: str) -> str:
    """Draw an extra that depends on the route, or return "" when there is none of that name."""
    parts = _OWN[name](anchors(route)) if name in _OWN else []
    return _group(name, parts)


def _group(name: str, parts: list[str]) -> str:
    return element("g", *parts, class_="extra", data_x=name) if parts else ""


def _path(kind: str, d: str) -> str:
    return element("path", d=d, class_=kind)


def _early() -> list[str]:
    """The tumour when it is still too small to notice: only its middle."""
    return [element("use", href=f"#{IDS}core")]


def _gap() -> list[str]:
    x = TUMOUR[0] + 2
    opening = [(x + dx, membrane(x + dx)) for dx in (-21, 0, 21)]
    crumbs = [(x - 26, 254), (x - 15, 262), (x + 25, 256), (x + 17, 266)]
    return [_path("opening", curve(opening)), _path("crumbs", dots(crumbs))]


def _cutters() -> list[str]:
    x = TUMOUR[0] + 2
    return [use("signal", x + dx, y) for dx, y in ((-34, 246), (-24, 264), (32, 248), (26, 268), (-2, 272))]


def _loose() -> list[str]:
    """The joints between neighbours, coming apart."""
    x = TUMOUR[0]
    return [
        _path(
            "joint",
            f"M{x - 44} 190l-6 9M{x - 30} 204l-4 9M{x - 6} 208l-2 10M{x + 14} 208l2 10M{x + 36} 196l7 8",
        )
    ]


def _track() -> list[str]:
    x = TUMOUR[0]
    tracks = [
        [(x - 40, 238), (x - 10, 262), (x + 30, 284), (x + 84, 300)],
        [(x - 50, 262), (x - 16, 284), (x + 24, 306), (x + 70, 318)],
        [(x - 6, 226), (x + 16, 248), (x + 46, 268), (x + 92, 280)],
    ]
    return [
        _path("track", "".join(curve(track) for track in tracks)),
        use("fibroblast", x + 94, 262, 0.9, 24),
    ]


_SHARED: dict[str, Callable[[], list[str]]] = {
    "early": _early,
    "gap": _gap,
    "cutters": _cutters,
    "loose": _loose,
    "track": _track,
}


def _sprout(here: Anchors) -> list[str]:
    start = (292, 316) if here.route == "blood" else (326, 296)
    stem = curve([start, (270, 282), (238, 262), (216, 236)])
    twig = curve([(256, 272), (262, 246), (254, 224)])
    green = " green" if here.route == "lymph" else ""
    return [
        *(_path(f"{kind}{green}", stem + twig) for kind in ("twig-wall", "twig")),
        *(use("signal", x, y) for x, y in ((204, 248), (228, 226), (270, 226), (246, 240), (286, 254))),
    ]


def _opened(here: Anchors) -> list[str]:
    x = here.door[0]
    tube = CHANNELS[here.route]
    return [_path(f"opened {here.route}", curve([tube.at(x + dx, -1) for dx in (-15, 0, 15)]))]


def _helper(here: Anchors) -> list[str]:
    x, y = here.door
    return [use("macrophage", round(x + 36), round(y - 36), 0.95)]


def _niche(here: Anchors) -> list[str]:
    x, y = here.nest
    tube = CHANNELS["blood"]
    way = [
        (206, 236),
        (236, 286),
        *(tube.at(px, 0.05) for px in (300, 380, 480, 580, 680, 760)),
        (x - 2, y + 62),
    ]
    return [
        _path("vesicles", curve(way)),
        blob(x, y, 54, "niche"),
        _path("niche-fibre", f"M{x - 40} {y - 14}q20-14 40 0t40 0M{x - 40} {y + 12}q20-14 40 0t40 0"),
        use("neutrophil", x - 26, y - 24, 0.7),
        use("neutrophil", x + 28, y + 26, 0.7),
        _path(
            "vesicles still",
            dots([(x + 8, y - 30), (x - 4, y + 8), (x + 30, y - 4), (x - 34, y + 22), (x + 2, y + 34)]),
        ),
    ]


def _around(point: Point, radius: float, count: int, turn: float = 0.0) -> list[Point]:
    angles = [turn + 2 * math.pi * i / count for i in range(count)]
    return [(round(point[0] + radius * math.cos(a)), round(point[1] + radius * math.sin(a))) for a in angles]


def _platelets(here: Anchors) -> list[str]:
    return [use("platelet", x, y, 1.25, 40 * i) for i, (x, y) in enumerate(_around(here.stream, 24, 11))]


def _netting(here: Anchors) -> list[str]:
    x, y = round(here.stream[0] + 72), round(here.stream[1] + 34)
    threads = f"M{x - 14} {y - 8}q-16-20-38-20M{x - 14} {y}q-16-4-36-14M{x - 12} {y + 8}q-14 8-34 2"
    return [_path("net", f"{threads}M{x - 30} {y - 22}q-6 12 0 30"), use("neutrophil", x, y, 1.15)]


def _killers(here: Anchors) -> list[str]:
    x, y = here.stream
    return [use("killer", round(x + 38), round(y - 8), 1.1)]


def _killers_two(here: Anchors) -> list[str]:
    x, y = here.stream
    return [use("killer", round(x - 106), round(y + 28), 1.05)]


def _guards(here: Anchors) -> list[str]:
    x, y = here.halt
    return [use("killer", round(x + dx), round(y + dy), 0.75) for dx, dy in ((34, -18), (72, 28))]


def _leaving(here: Anchors) -> list[str]:
    tube, x = CHANNELS[here.route], here.gate[0]
    return [_path(f"opened {here.route}", curve([tube.at(x + dx, -1) for dx in (-15, 0, 15)]))]


def _sleep(here: Anchors) -> list[str]:
    x, y = round(here.seat[0]), round(here.seat[1])
    zs = ((15, -14, 15), (24, -24, 12), (31, -32, 9))
    return [label("z", x=x + dx, y=y + dy, font_size=size, class_="zed") for dx, dy, size in zs]


def _soil(here: Anchors) -> list[str]:
    x, y = here.seat
    near, far = _around((x, y - 8), 44, 5, 0.3), _around((x, y - 8), 58, 5, 0.9)
    bars = "".join(f"M{px - 5} {py - 5}l10 10" for px, py in far[:2])
    return [*(use("signal", *point) for point in (*near, *far[2:])), _path("bar-mark", bars)]


def _loops(here: Anchors) -> list[str]:
    x, y = round(here.seat[0]), round(here.seat[1])
    loops = (
        f"M{x - 40} {y + 40}C{x - 62} {y} {x - 52} {y - 66} {x} {y - 70}S{x + 62} {y - 10} {x + 44} {y + 40}"
    )
    twigs = f"M{x - 47} {y - 30}q20 2 30 12M{x + 50} {y - 30}q-22 0-30 14"
    return [_path(kind, loops + twigs) for kind in ("twig-wall thin", "twig thin")]


def _micro(here: Anchors) -> list[str]:
    x, y = here.seat
    return [use("micro", round(x), round(y - 22))]


def _macro(here: Anchors) -> list[str]:
    return [use("nest", round(here.nest[0]), round(here.nest[1]))]


def _beyond(here: Anchors) -> list[str]:
    """On the lymph route: a second, smaller deposit in the organ further on."""
    return [use("micro", *METASTASIS)] if here.route == "lymph" else []


def _onward(here: Anchors) -> list[str]:
    tube = CHANNELS["blood"]
    x, y = here.nest
    back = [(x - 56, y + 40), *(tube.at(px, 0.1) for px in (730, 660, 560, 460, 360)), (262, 286), (214, 226)]
    ahead = [(x + 46, y + 46), (x + 84, y + 96), (940, 288)]
    arrows = "M218 242L214 226L228 233M926 280L942 289L926 298"
    return [_path("course", curve(back)), _path("course", curve(ahead)), _path("course-tip", arrows)]


def _signals(here: Anchors) -> list[str]:
    points = [*_around(here.nest, 66, 8, 0.2), *_around(here.nest, 84, 8, 0.6)]
    tube = CHANNELS[here.route]
    stream = [tube.at(px, 0) for px in (900, 690, 600, 510, 420, 330)] if here.route != "lymph" else []
    return [use("signal", round(px), round(py)) for px, py in (*points, *stream)]


_OWN: dict[str, Callable[[Anchors], list[str]]] = {
    "sprout": _sprout,
    "opened": _opened,
    "helper": _helper,
    "niche": _niche,
    "platelets": _platelets,
    "netting": _netting,
    "killers": _killers,
    "killers-two": _killers_two,
    "guards": _guards,
    "leaving": _leaving,
    "sleep": _sleep,
    "soil": _soil,
    "loops": _loops,
    "micro": _micro,
    "macro": _macro,
    "beyond": _beyond,
    "onward": _onward,
    "signals": _signals,
}
