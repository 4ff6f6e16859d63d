"""What the panels about outcomes and about spread share: axes, layouts, and the cards of what was worked out.

Charts are plain data, one dict a figure; parts that stay the same from setting to setting are made here once, so that
they are shipped once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from metalearn.datasets import Evidence
from metalearn.datasets.cards import LABELS, computed
from metalearn.words import _

BLUE = "#0072B2"
ORANGE = "#D55E00"
GREEN = "#009E73"
PINK = "#CC79A7"
YELLOW = "#E69F00"
SKY = "#56B4E9"
GREY = "#6f6f6f"

_LONG = 13  # letters that a label may have in one line
_FEW = 3  # values that a card names one by one

NOT_ADVICE = _("Education, not advice.")


def axis(title: str, **more: Any) -> dict[str, Any]:
    """Return an axis with a title, which a reader cannot drag out of place.

    Example:
        >>> axis("Years", range=[0, 5])["title"]["text"]
        'Years'
    """
    return {
        "title": {"text": title, "standoff": 10},
        "fixedrange": True,
        "automargin": True,
        "zeroline": False,
        **more,
    }


def chart(
    title: str, traces: Sequence[Mapping[str, Any]], x: Mapping[str, Any], y: Mapping[str, Any], **more: Any
) -> dict[str, Any]:
    """Return a whole figure: its traces under a title, on two axes, without a legend.

    Args:
        title: What stands over the chart.
        traces: The marks.
        x: The axis below, see :func:`axis`.
        y: The axis on the left.
        more: Other parts of the layout, such as ``height``.

    Example:
        >>> chart("Two", [{"type": "bar"}], axis("a"), axis("b"), height=200)["layout"]["title"]["text"]
        'Two'
    """
    layout = {
        "title": {"text": title, "x": 0, "xanchor": "left", "font": {"size": 15}},
        "height": 360,
        "margin": {"l": 12, "r": 16, "t": 44, "b": 48},
        "showlegend": False,
        "xaxis": dict(x),
        "yaxis": dict(y),
        **more,
    }
    return {"data": [dict(trace) for trace in traces], "layout": layout}


def broken(name: str) -> str:
    """Return a long name in two lines, for narrow pages: broken before a bracket, at its last space, or after a slash.

    Example:
        >>> broken("Lung (small cell)"), broken("Peritoneum/abdomen"), broken("Liver")
        ('Lung<br>(small cell)', 'Peritoneum/<br>abdomen', 'Liver')
    """
    if len(name) <= _LONG:
        return name
    if " " in name:
        first, last = name.split(" (", 1) if " (" in name else name.rsplit(" ", 1)
        return f"{first}<br>{'(' if ' (' in name else ''}{last}"
    return name.replace("/", "/<br>", 1)


def segments(ends: Iterable[tuple[float, float, float]]) -> dict[str, list[float | None]]:
    """Return the coordinates of level lines, one a height, as one trace with gaps.

    Args:
        ends: Of each line, where it begins, where it ends, and its height.

    Example:
        >>> segments([(0, 2, 1)])
        {'x': [0, 2, None], 'y': [1, 1, None]}
    """
    x: list[float | None] = []
    y: list[float | None] = []
    for start, end, height in ends:
        x += [start, end, None]
        y += [height, height, None]
    return {"x": x, "y": y}


def label(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """Return a direct label in a chart.

    Example:
        >>> label("truth", 1, 2)["showarrow"]
        False
    """
    return {"text": text, "x": x, "y": y, "showarrow": False, **more}


@dataclass(frozen=True, slots=True)
class Several(Evidence):
    """Many numbers that were worked out in one way.

    They stand on screen already, so the card says what they are and how they were computed, and does not say them again
    in a heap. It gives each of them all the same.
    """

    def text(self) -> str:
        """Return the card as lines of plain text, without its values.

        Example:
            >>> worked("Shares", ["1%", "2%", "3%", "4%"], "counted").text().splitlines()
            ['Shares', 'How it was computed: counted']
        """
        return "\n".join([self.title, *(f"{LABELS[kind]}: {text}" for kind, text in self.behind())])


def worked(
    title: str, texts: Iterable[str], formula: str, inputs: Sequence[Evidence] = (), *, named: bool = False
) -> Evidence:
    """Return one card for several numbers that were worked out together, as they are printed.

    Args:
        title: What they are.
        texts: The numbers, or the texts they stand in.
        formula: How they were worked out.
        inputs: The cards of what they were worked out from.
        named: Whether the card says them all, however many: as it should of what an exercise was set up with.

    Example:
        >>> worked("Shares", ["12%", "15%"], "counted").value
        '12%; 15%'
    """
    values = tuple(dict.fromkeys(texts))
    card = computed(title, "; ".join(values), formula, inputs)
    if named or len(values) <= _FEW:
        return card
    return Several(**{each.name: getattr(card, each.name) for each in fields(card)})


def points(difference: float) -> str:
    """Write a difference of two shares in percentage points, with its sign.

    Example:
        >>> points(0.246), points(-0.05), points(0)
        ('+24.6', '−5', '0')
    """
    text = f"{abs(100 * difference):.1f}".removesuffix(".0")
    if text == "0":
        return text
    return f"{'+' if difference > 0 else '−'}{text}"
