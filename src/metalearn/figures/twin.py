"""The static twin: what a widget shows where nothing runs.

Only elements and attributes that survive Jupyter's sanitizer in a notebook nobody has trusted yet: figure, img with
a data address, table, list, details, and inline style. Every text that comes from data is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

Rows = Sequence[Sequence[str]]


def paragraph(text: str) -> str:
    """Return a paragraph of plain text.

    Example:
        >>> paragraph("1 < 2")
        '<p>1 &lt; 2</p>'
    """
    return f"<p>{escape(text)}</p>"


def table(rows: Rows, caption: str) -> str:
    """Return a table with a caption; the first row is the header.

    Example:
        >>> table([["Organ", "Patients"], ["Liver", "12"]], "Flows").count("<td")
        2
    """
    cell = 'style="text-align:left"'
    head = "".join(f'<th scope="col" {cell}>{escape(text)}</th>' for text in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td {cell}>{escape(text)}</td>" for text in row) + "</tr>" for row in rows[1:]
    )
    return (
        f'<table style="border-collapse:collapse;margin:8px 0"><caption style="text-align:left;font-weight:600">'
        f"{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def details(summary: str, *parts: str) -> str:
    """Return a block that stays closed until it is opened; the parts are markup already.

    Example:
        >>> details("More", "<p>a</p>")
        '<details><summary>More</summary><p>a</p></details>'
    """
    return f"<details><summary>{escape(summary)}</summary>{''.join(parts)}</details>"


def image(address: str, alt: str, width: int) -> str:
    """Return a picture with its text equivalent.

    Args:
        address: A ``data:`` address, see :func:`metalearn.figures.svg.picture`.
        alt: The text equivalent.
        width: Largest width in CSS pixels; it shrinks with the page.
    """
    return f'<img src="{address}" alt="{escape(alt)}" style="max-width:100%;width:{width}px">'


def figure(title: str, *parts: str) -> str:
    """Return the whole twin: a titled figure around its parts, which are markup already.

    Example:
        >>> figure("Where cancers go", paragraph("text"))[:21]
        '<figure style="margin'
    """
    caption = f'<figcaption style="font-weight:600;font-size:1.1em">{escape(title)}</figcaption>'
    return f'<figure style="margin:0">{caption}{"".join(parts)}</figure>'
