"""SVG written as text: the one drawing that is live view, static twin and print at once."""

from __future__ import annotations

import functools
import re
from html import escape
from importlib import resources
from urllib.parse import quote

_PLAIN = " /:;=,.()-_@!*+$?~"  # stand in a data address as they are; quotes, <, >, #, % and & may not


def element(name: str, *children: str, **attributes: object) -> str:
    """Return one SVG element; attribute values are escaped, children are markup already.

    Underscores in attribute names become hyphens, a trailing one is dropped (``class_``), and None is left out.

    Example:
        >>> element("rect", width=4.0, data_id="a<b", class_="node")
        '<rect width="4" data-id="a&lt;b" class="node"/>'
    """
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{pairs}>{''.join(children)}</{name}>" if children else f"<{name}{pairs}/>"


def label(content: str, **attributes: object) -> str:
    """Return a text element; the content is text, never markup.

    Example:
        >>> label("<b>", x=1)
        '<text x="1">&lt;b&gt;</text>'
    """
    return element("text", escape(content), **attributes)


def number(value: object) -> str:
    """Write a coordinate with one decimal at most, so that drawings stay small and comparable.

    Example:
        >>> number(3.14159), number(2.0), number("a")
        ('3.1', '2', 'a')
    """
    if isinstance(value, float):
        return f"{value:.1f}".rstrip("0").rstrip(".")
    return str(value)


@functools.cache
def stylesheet(name: str = "drawing", *, live: bool = True) -> str:
    """Return a style sheet of drawings without what only its author reads.

    Args:
        name: That of its file; "drawing" holds for all drawings: Lab's colours where there are any, paper colours
            elsewhere.
        live: Whether it is for a live view; a picture needs neither motion nor a dark palette.
    """
    text = (resources.files("metalearn.figures") / "static" / f"{name}.css").read_text(encoding="utf-8")
    if not live:
        text = re.sub(r"\[data-jp-theme-light.*?\}", "", text.partition("/* LIVE")[0], flags=re.DOTALL)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*([{};:,>])\s*", r"\1", text).replace(";}", "}").strip()


def used(rules: str, drawing: str) -> str:
    """Return the style rules of what a drawing has, and leave out those of other parts.

    Example:
        >>> used(".bar,.name{fill:red}.hit{fill:none}", '<svg class="bar">')
        '.bar{fill:red}'
    """
    names = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]+)"', drawing))))
    kept = []
    for selectors, body in re.findall(r"([^{}]+)(\{[^}]*\})", rules):
        alive = [one for one in selectors.split(",") if set(re.findall(r"\.([\w-]+)", one)) <= names]
        kept += [",".join(alive) + body] if alive else []
    return "".join(kept)


def picture(drawing: str) -> str:
    """Return a drawing as a ``data:`` address for ``<img src>``, with its style sheet inside.

    Args:
        drawing: A whole ``<svg ...>`` element, with the xmlns attribute.

    Returns:
        A data address; nothing in it can run or load anything. Its letters stay letters and are not turned into
        base64: a lesson with pictures then packs into a third less.
    """
    head, _, rest = drawing.partition(">")
    svg = f"{head}><style>{used(stylesheet(), drawing)}</style>{rest}"
    return "data:image/svg+xml," + quote(svg, safe=_PLAIN)
