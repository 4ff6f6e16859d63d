"""The places of the scene that stay the same on every route: the tissue where it begins, the organ where it ends."""

from __future__ import annotations

import math
from random import Random

from metalearn.figures.scene.cells import CLONES, IDS, doubled, use
from metalearn.figures.scene.geometry import BOTTOM, TOP, Point, curve, dots, wave
from metalearn.figures.svg import element

TISSUE = (10, 322)  # from left to right edge
ORGAN = (636, 950)
TUMOUR = (170, 148)  # the middle of the primary tumour
METASTASIS = (800, 158)
NEST = 54  # radius of a grown metastasis


def membrane(x: float) -> float:
    """Return the height of the basement membrane; the tumour presses it down."""
    return 202 + 5 * math.sin(x / 38) + 36 * math.exp(-(((x - TUMOUR[0]) / 62) ** 2))


def tissue() -> str:
    """Draw the tissue of the first site, without its tumour: hollow, lining, basement membrane, stroma."""
    left, right = TISSUE
    lining = [(x, membrane(x) - 33) for x in range(left - 20, right + 30, 26)]
    base = [(x, membrane(x)) for x in range(left - 20, right + 30, 20)]
    return element(
        "g",
        element("rect", x=left, y=TOP, width=right - left, height=BOTTOM - TOP, class_="hollow"),
        element("path", d=f"{curve(base)}V{BOTTOM}H{left - 20}z", class_="stroma"),
        _fibres(),
        *(
            use("fibroblast", x, y, 0.9, turn)
            for x, y, turn in ((60, 272, 8), (262, 250, -12), (126, 288, -6), (290, 304, 14))
        ),
        *doubled("lining", curve(lining), 12),
        element("use", href=f"#{IDS}lining", y=-31, class_="brush"),
        *doubled("membrane", curve(base)),
        clip_path=f"url(#{IDS}tissue)",
    )


def _fibres() -> str:
    """Collagen: long wavy bundles, more of them close to the lining."""
    dice, left = Random(4), TISSUE[0]
    paths = []
    for i in range(13):
        y = 228 + 15.5 * i + dice.uniform(-4, 4)
        start = left - 20 + dice.uniform(0, 70)
        paths.append(
            wave(start, start + dice.uniform(190, 290), y, dice.uniform(2, 5), 84, dice.uniform(-14, 14))
        )
    return element("path", d="".join(paths), class_="fibre")


def tumour() -> str:
    """Draw the primary tumour: a packed mass that has replaced the lining and pushes the basement membrane down."""
    x, y = TUMOUR
    outer = [p for p in _packed(x, y, 92, 70, 24) if math.dist(p, TUMOUR) > 44]
    bulk = element("ellipse", cx=x, cy=y, rx=80, ry=60, class_="bulk")
    return element(
        "g", bulk, *_cells(outer, 5), element("use", href=f"#{IDS}core"), class_="extra", data_x="large"
    )


def masses() -> list[str]:
    """Return the definitions of packed cells: tumour core, small and grown metastasis, tile of the organ."""
    x, y = TUMOUR
    return [
        element("g", _bulk(30, x, y), *_cells(_packed(x, y, 42, 42, 23), 6), id=IDS + "core"),
        element("g", _bulk(24), *_cells(_packed(0, 0, 31, 31, 24), 2), id=IDS + "micro"),
        element("g", _bulk(NEST - 6), *_cells(_packed(0, 0, NEST, NEST, 24), 3), id=IDS + "nest"),
        _sheet(),
    ]


def _bulk(radius: float, x: float = 0, y: float = 0) -> str:
    return element("circle", cx=x or None, cy=y or None, r=radius, class_="bulk")


def _packed(x: float, y: float, rx: float, ry: float, gap: float) -> list[Point]:
    """Pack points into an ellipse, evenly, as seeds are packed in a sunflower."""
    count = round(rx * ry * math.pi / (gap * gap * 0.82))
    golden = math.pi * (3 - math.sqrt(5))
    reaches = [(math.sqrt((i + 0.5) / count), i * golden) for i in range(count)]
    return [(x + rx * r * math.cos(turn), y + ry * r * math.sin(turn)) for r, turn in reaches]


def _cells(points: list[Point], seed: int) -> list[str]:
    """Draw tumour cells of three sub-clones."""
    dice = Random(seed)
    return [
        use("tumour" + dice.choice(CLONES), round(x), round(y)) for x, y in sorted(points, key=lambda p: p[1])
    ]


def organ() -> str:
    """Draw the distant organ: a sheet of cells with their nuclei, laid out as four equal tiles."""
    left, right = ORGAN
    tile = ((dx, dy) for dx in (-10, _TILE[0] - 10) for dy in (0, _TILE[1]))
    return element(
        "g",
        element("rect", x=left, y=TOP, width=right - left, height=BOTTOM - TOP, class_="organ"),
        *(element("use", href=f"#{IDS}sheet", x=left + dx, y=TOP + dy) for dx, dy in tile),
        clip_path=f"url(#{IDS}organ)",
    )


_CELL = (42, 36)
_TILE = (_CELL[0] * 4, _CELL[1] * 6)


def _sheet() -> str:
    """Return the definition of a tile: a honeycomb with uneven corners and cells of two shades."""
    wide, high = _CELL
    shades: tuple[list[str], list[str]] = ([], [])
    cores: list[Point] = []
    for row in range(6):
        for column in range(4):
            x, y = wide * column + (row % 2) * wide // 2, high * row
            corners = [
                _corner(x + dx, y + dy)
                for dx, dy in ((0, -24), (21, -12), (21, 12), (0, 24), (-21, 12), (-21, -12))
            ]
            path = "M" + "L".join(f"{px} {py}" for px, py in corners) + "z"
            shades[(row * 3 + column * 5) % 7 < 2].append(path)
            cores.append(_corner(x + 3, y - 1))
    light, dark = ("".join(paths) for paths in shades)
    return element(
        "g",
        element("path", d=light, class_="organ-cell"),
        element("path", d=dark, class_="organ-cell organ-dark"),
        element("path", d=dots(cores), class_="organ-core"),
        id=IDS + "sheet",
    )


def _corner(x: int, y: int) -> tuple[int, int]:
    """Move a corner by an amount that depends on its place in the tile only: neighbours share it, tiles fit."""
    u, v = x % _TILE[0], y % _TILE[1]
    return round(x + 4 * math.sin(u * 12.9 + v * 7.3)), round(y + 4 * math.sin(u * 3.7 + v * 9.1))


def clips() -> str:
    """Return the rounded windows of the two places."""
    return element("defs", *(_window(name, edges) for name, edges in (("tissue", TISSUE), ("organ", ORGAN))))


def _window(name: str, edges: tuple[int, int]) -> str:
    rect = element("rect", x=edges[0], y=TOP, width=edges[1] - edges[0], height=BOTTOM - TOP, rx=22)
    return element("clipPath", rect, id=IDS + name)
