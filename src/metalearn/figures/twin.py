"""The static twin: what a widget shows where nothing runs.

Only elements and attributes that survive Jupyter's sanitizer in a notebook nobody has trusted yet: figure, img with
a data address, table, list, details, and inline style. Every text that comes from data is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape

from metalearn.datasets import Evidence
from metalearn.datasets.sheets import sheets
from metalearn.words import _

EVIDENCE = _("Where these numbers come from")
SHARED = _("The same for all of these:")
_ALT = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
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


def evidence(cards: Iterable[Evidence], summary: str = EVIDENCE) -> str:
    """Return evidence cards as a closed block: each in a line, then what those of one table share, once.

    Args:
        cards: The cards; without any, the block is left out.
        summary: What stands on the closed block.

    Example:
        >>> from metalearn import datasets
        >>> evidence([datasets.flows()[0].evidence("n")])[:62]
        '<details><summary>Where these numbers come from</summary><ul><'
    """
    parts = []
    for sheet in sheets(cards):
        items = "".join(f"<li>{'<br>'.join(map(escape, own))}</li>" for own in sheet.rows)
        shared = [SHARED, *sheet.shared] if sheet.shared else []
        parts.append(f"<ul>{items}</ul>{''.join(map(paragraph, shared))}")
    return details(summary, *parts) if parts else ""


def words(html: str) -> str:
    """Return what somebody reads in a twin: its text and the text of its pictures.

    Example:
        >>> words('<p>1 &lt; 2</p><img src="data:" alt="a bar">').split()
        ['1', '<', '2', 'a', 'bar']
    """
    return unescape(re.sub(r"<[^>]*>", " ", _ALT.sub(r" \1 ", html)))


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
