"""Text of a plotly figure in a still picture: plotly draws a few tags and entities, everything else is text."""

from __future__ import annotations

import re
from html import escape, unescape

from metalearn.figures import svg

LETTER = 6.6  # width of an average letter, in pixels
_TAG = re.compile(r"</?(b|i|em|strong|s|u|sub|sup|span|a|br)\b[^>]*>")


def plain(text: object) -> str:
    """Return a text as a reader of the chart sees it, on one line.

    Example:
        >>> plain("a<br><b>b</b> &lt; <img>")
        'a b < <img>'
    """
    return unescape(_TAG.sub("", str(text).replace("<br>", " ")))


def lines(text: object) -> list[str]:
    """Return a text line by line.

    Example:
        >>> lines("one<br>two"), lines("")
        (['one', 'two'], [])
    """
    return [plain(line) for line in str(text).split("<br>")] if text else []


def wide(text: object) -> float:
    """Return about how wide a text is, in pixels: its longest line.

    Example:
        >>> wide("Lung<br>(small cell)") == wide("(small cell)")
        True
    """
    return max(map(len, lines(text)), default=0) * LETTER


def rich(text: str, **attributes: object) -> str:
    """Return a text element in which what stands between <b> and </b> is bold.

    Example:
        >>> rich("<b>a</b> b", x=1)
        '<text x="1"><tspan font-weight="600">a</tspan><tspan> b</tspan></text>'
    """
    spans = []
    for i, part in enumerate(re.split(r"</?b>", text)):
        if said := plain(part):
            spans.append(svg.element("tspan", escape(said), font_weight="600" if i % 2 else None))
    return svg.element("text", *spans, **attributes)
