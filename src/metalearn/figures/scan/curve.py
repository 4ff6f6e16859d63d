"""The limit of detection as a curve: how far a spot stands out of the noise, by its diameter.

One drawing for the live view and the static twin; in the live view only the curve and the dot move.
"""

from __future__ import annotations

import functools
import math
from dataclasses import replace

from metalearn.figures import svg
from metalearn.figures.scan.state import DIFFERENCES, NOISES, SIZES, THICKNESSES, ScanState, shares
from metalearn.models.imaging import visibility
from metalearn.models.imaging.phantom import PIXEL_MM
from metalearn.models.imaging.visibility import DOUBTFUL, SURE, VERDICTS
from metalearn.words import _

WIDTH, HEIGHT = 560, 330
LEFT, RIGHT, TOP, BOTTOM = 62, 84, 44, 52
LOW, HIGH = 0.5, 200.0
"""Signal over noise at the foot and at the top of the drawing; the scale between is logarithmic."""

MOST_MM = 21
TITLE = _("How far a spot stands out, by its size")
ACROSS = _("Diameter of the spot, mm")
UP = _("Signal over noise")
_FAINT = "#767676"
_STEPS = (1, 3, 5, 10, 30, 100)


def ratios(state: ScanState) -> tuple[float, ...]:
    """Return signal over noise for every size, with everything else as it is.

    Example:
        >>> [round(each) for each in ratios(ScanState())][:3]
        [2, 4, 7]
    """
    return _ratios(state.contrast, state.noise, state.thickness)


@functools.lru_cache(maxsize=len(DIFFERENCES) * len(NOISES) * len(THICKNESSES))
def _ratios(contrast: int, noise: int, thickness: float) -> tuple[float, ...]:
    spread = visibility.noise_at(thickness, noise)
    return tuple(visibility.ratio_from(_strength(size, thickness), contrast, spread) for size in SIZES)


@functools.cache
def _strength(size: int, thickness: float) -> float:
    return visibility.strength(shares(size, thickness).values())


def smallest(state: ScanState) -> str:
    """Return the smallest diameter that is seen for certain in the model, mm, to a tenth.

    Example:
        >>> smallest(ScanState())
        '4.2'
    """
    return f"{visibility.smallest(state.contrast, state.pixel_noise, state.thickness, PIXEL_MM):.1f}"


def rows(state: ScanState) -> list[list[str]]:
    """Return the curve as rows of text."""
    body = [
        [_mm(size), f"{value:.1f}", VERDICTS[visibility.judged(value)]]
        for size, value in zip(SIZES, ratios(state), strict=True)
    ]
    return [[_("Diameter"), UP, _("By Rose's rule")], *body]


def _mm(size: int) -> str:
    return _("{n} mm").format(n=size)


def place_of(size: float, ratio: float) -> tuple[float, float]:
    """Return where a size and a ratio stand in the drawing; beyond its edges, on them."""
    share = math.log(max(LOW, min(HIGH, ratio)) / LOW) / math.log(HIGH / LOW)
    across = LEFT + size / MOST_MM * (WIDTH - LEFT - RIGHT)
    return round(across, 1), round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def drawing(state: ScanState) -> str:
    """Return the curve of a state as a whole SVG, with the state's own size marked on it."""
    points = [place_of(size, ratio) for size, ratio in zip(SIZES, ratios(state), strict=True)]
    x, y = place_of(state.size, state.finding.ratio)
    said = f"{_mm(state.size)}: {state.finding.ratio:.1f}"
    return svg.element(
        "svg",
        svg.label(TITLE, x=LEFT - 50, y=20, class_="sc-title", font_size=15, font_weight=600),
        *_bands(),
        *_axes(),
        svg.element(
            "polyline",
            points=" ".join(f"{a:g},{b:g}" for a, b in points),
            class_="sc-line",
            fill="none",
            stroke="#0072B2",
            stroke_width=2.5,
        ),
        svg.element("circle", cx=x, cy=y, r=6, class_="sc-dot", fill="#0072B2"),
        svg.label(said, x=x + 10, y=y + 18, class_="sc-said", font_size=13, font_weight=600),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="ml-drawing scan-curve",
        role="img",
        aria_label=alone(state),
    )


def alone(state: ScanState) -> str:
    """Return what the drawing shows, in a sentence: its text equivalent beside :func:`rows`."""
    return _("{title}: a curve that rises from {low} at {least} mm to {high} at {most} mm.").format(
        title=TITLE,
        low=f"{ratios(state)[0]:.1f}",
        least=SIZES[0],
        high=f"{ratios(state)[-1]:.1f}",
        most=SIZES[-1],
    )


def _bands() -> list[str]:
    """The three verdicts as areas with their names, so that colour says nothing alone."""
    edges = (HIGH, SURE, DOUBTFUL, LOW)
    parts = []
    for name, high, low, shade in zip(
        ("seen", "doubtful", "hidden"), edges[:-1], edges[1:], (0, 0.1, 0.2), strict=True
    ):
        (_left, top), (_same, foot) = place_of(0, high), place_of(0, low)
        wide = WIDTH - LEFT - RIGHT
        parts += [
            svg.element(
                "rect",
                x=LEFT,
                y=top,
                width=wide,
                height=foot - top,
                class_="sc-band",
                fill=_FAINT,
                fill_opacity=f"{shade}",
            ),
            svg.label(
                VERDICTS[name], x=WIDTH - RIGHT + 8, y=(top + foot) / 2 + 4, class_="soft", font_size=13
            ),
        ]
    for value in (SURE, DOUBTFUL):
        y = place_of(0, value)[1]
        parts.append(
            svg.element(
                "path",
                d=f"M{LEFT} {y:g}H{WIDTH - RIGHT}",
                class_="sc-edge",
                stroke=_FAINT,
                stroke_dasharray="5 4",
            )
        )
    return parts


def _axes() -> list[str]:
    foot, end = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [
        svg.element("path", d=f"M{LEFT} {TOP}V{foot}H{end}", class_="sc-axis", stroke=_FAINT, fill="none")
    ]
    for value in _STEPS:
        parts.append(
            svg.label(
                f"{value}",
                x=LEFT - 8,
                y=place_of(0, value)[1] + 4,
                text_anchor="end",
                class_="soft",
                font_size=12,
            )
        )
    for size in range(0, MOST_MM + 1, 5):
        x = place_of(size, 1)[0]
        parts.append(
            svg.label(f"{size}", x=x, y=foot + 18, text_anchor="middle", class_="soft", font_size=12)
        )
    middle = (TOP + foot) / 2
    parts.append(
        svg.label(
            ACROSS, x=(LEFT + end) / 2, y=HEIGHT - 10, text_anchor="middle", class_="soft", font_size=13
        )
    )
    turned = f"rotate(-90 18 {middle:g})"
    parts.append(
        svg.label(UP, x=18, y=middle, text_anchor="middle", transform=turned, class_="soft", font_size=13)
    )
    return parts


def every() -> list[list[list[list[str]]]]:
    """Return signal over noise as it is written, by thickness, noise, difference and size."""
    start = ScanState()
    return [
        [
            [
                [
                    f"{ratio:.1f}"
                    for ratio in ratios(replace(start, thickness=thickness, noise=noise, contrast=each))
                ]
                for each in DIFFERENCES
            ]
            for noise in NOISES
        ]
        for thickness in THICKNESSES
    ]
