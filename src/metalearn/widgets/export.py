"""Widgets on a page of their own: one HTML file that stays alive without a kernel, a server or the internet.

A page holds each widget's static twin, its states in the standard widget-state format, and a small stand-in for the
model (``static/page.js``) that lets the view choose among them. Nothing on it can reach another host: its content
security policy forbids it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from ipywidgets.embed import dependency_state

from metalearn.datasets import files
from metalearn.errors import MetalearnError
from metalearn.widgets.base import View, encoded, static_text
from metalearn.words import LANGUAGE, _

GENERATOR = "metalearn"
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline'; img-src data: blob:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
)
FOOT = _(
    "Works without the internet and without Python. Education, not advice: nothing here is about one person."
)
States = Mapping[str, Mapping[str, Any]]


def place(model_id: str, twin: str) -> str:
    """Return where a widget stands on a page: its static twin, until the live view takes over.

    Args:
        model_id: The widget's id in the states of the page.
        twin: Its static twin, which is markup already.
    """
    return f'<div class="ml-place" data-model="{escape(model_id)}">{twin}</div>'


def page(title: str, body: str, states: States) -> str:
    """Return a whole page.

    Args:
        title: The page's title, as text.
        body: Markup with a :func:`place` for each widget.
        states: Models by id, in the format ``application/vnd.jupyter.widget-state+json``.

    Returns:
        HTML that needs no other file.
    """
    # "<" cannot stand in the data, so that no text in it can end the script element it lies in.
    data = encoded(states).replace("<", "\\u003c")
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(LANGUAGE)}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="{GENERATOR}">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>{escape(title)}</title>",
            f"<style>{static_text('page.css')}</style></head>",
            f'<body><main>{body}</main><footer class="ml-foot"><p>{escape(FOOT)}</p></footer>',
            f'<script type="application/json" id="ml-states">{data}</script>',
            f'<script type="module">{static_text("page.js")}</script></body></html>\n',
        ]
    )


def page_of(widgets: Sequence[View], title: str = "") -> str:
    """Return a page with the widgets one below the other.

    Args:
        widgets: The widgets, in order; the page begins in the state each of them is in.
        title: The page's title; by default the first line of the first widget's text.

    Raises:
        MetalearnError: When there is no widget.
    """
    if not widgets:
        raise MetalearnError("A page needs at least one widget.")
    first = title or widgets[0].describe().splitlines()[0]
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    body = heading + "".join(place(each.model_id, each.twin()) for each in widgets)
    return page(first, body, states(widgets))


def states(widgets: Iterable[View]) -> dict[str, Any]:
    """Return the models of widgets, with those they refer to, in the standard widget-state format."""
    made = list(widgets)
    for each in made:
        each.complete()
    listed = [helper for each in made for helper in (each, *each.helpers())]
    found: dict[str, Any] = dependency_state(listed, drop_defaults=False)
    return {key: model for key, model in found.items() if "_esm" in model["state"]}


def write(path: str | Path, text: str) -> Path:
    """Write a page, whole or not at all; a file that is no page of ours is never written over.

    Returns:
        The file, as an absolute path.

    Raises:
        MetalearnError: When the folder does not exist, or the file is something else.
    """
    target = Path(path).expanduser().absolute()
    if target.suffix.lower() not in (".html", ".htm"):
        raise MetalearnError(f"{target.name} is not the name of a page: it should end in .html.")
    if not target.parent.is_dir():
        raise MetalearnError(f"There is no folder {target.parent} to write {target.name} into.")
    if target.exists() and not _ours(target):
        raise MetalearnError(f"{target} exists and is not a page made by metalearn: choose another name.")
    files.replace(target, text)
    return target


def _ours(path: Path) -> bool:
    """Whether a file says in its first lines that we made it."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return f'name="generator" content="{GENERATOR}"'.encode() in file.read(2000)
