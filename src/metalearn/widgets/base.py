"""What every widget of the course has in common: one set of states, and many faces of them.

A widget's states are plain data, made in Python. The live view receives all of them once, compressed, and selects
among them; ``describe()``, ``table()`` and the static twin are made from the same state, so they cannot disagree.
"""

from __future__ import annotations

import functools
import gzip
import inspect
import json
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import anywidget
import traitlets

from metalearn.errors import check_keywords
from metalearn.figures import svg

Controls = dict[str, Any]
Table = list[list[str]]


class Faces:
    """The faces a visual object of the course shows besides its live view."""

    def describe(self) -> str:
        """Return everything on screen as text: complete, and the same on every run."""
        raise NotImplementedError

    def table(self) -> Table:
        """Return the numbers on screen as rows of text; the first row is the header."""
        raise NotImplementedError

    def twin(self) -> str:
        """Return the static twin: HTML that survives Jupyter's sanitizer and needs no script."""
        raise NotImplementedError

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk through every state and control.

        Yields:
            The controls as they were set, and the description of what then stood on screen. The widget is left as
            it was found.
        """
        raise NotImplementedError

    def __repr__(self) -> str:
        return self.describe()

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_(**kwargs)  # type: ignore[misc]
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/html": self.twin(), "text/plain": self.describe()}, metadata


def refuse_unknown(owner: type, given: Mapping[str, object]) -> None:
    """Refuse keywords that the constructor of ``owner`` does not name.

    Raises:
        TypeError: With the nearest right keyword. (traitlets itself would only warn.)
    """
    takes = [
        name
        for name, parameter in inspect.signature(owner).parameters.items()
        if parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]
    check_keywords(owner.__name__, given, takes)


@functools.cache
def static_text(*names: str) -> str:
    """Return files of ``static/``, one after the other; each is read once."""
    folder = resources.files("metalearn.widgets") / "static"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


class View(Faces, anywidget.AnyWidget):
    """A widget with a thin live view of its own, ``static/<script>.js`` on top of ``static/kit.js``."""

    script = ""

    scale = traitlets.Float(1.0, min=1.0, max=3.0, help="1 for a page, 1.5 or more for a projector").tag(
        sync=True
    )
    _payload = traitlets.Bytes(help="every state and every word of the view: JSON, gzip").tag(sync=True)

    @property
    def _esm(self) -> str:
        return static_text("kit.js", f"{self.script}.js")

    @property
    def _css(self) -> str:
        return svg.stylesheet() + static_text("kit.css", f"{self.script}.css")

    def ship(self, payload: Mapping[str, Any]) -> None:
        """Hand the view everything it can show."""
        self._payload = pack(payload)


def pack(payload: Mapping[str, Any]) -> bytes:
    """Compress plain data for the view; the same data always gives the same bytes.

    Example:
        >>> pack({"a": 1}) == pack({"a": 1})
        True
    """
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 6, mtime=0)


def walk(widget: Any, settings: Iterator[Controls]) -> Iterator[tuple[Controls, str]]:
    """Set each combination of controls on ``widget``, yield it with the description, then put back what was there."""
    before: Controls | None = None
    for controls in settings:
        if before is None:
            before = {name: getattr(widget, name) for name in controls}
        _assign(widget, controls)
        yield controls, widget.describe()
    if before:
        _assign(widget, before)


def _assign(widget: Any, controls: Controls) -> None:
    with widget.hold_trait_notifications():
        for name, value in controls.items():
            setattr(widget, name, value)
