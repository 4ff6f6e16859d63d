"""What the contract asks of a widget without a browser, measured."""

from __future__ import annotations

import html.parser
import json
import re
from collections.abc import Callable
from typing import Any

import comm
import comm.base_comm
import pytest

from metalearn.figures import twin

# What Jupyter's sanitizer leaves of a notebook that nobody has trusted yet.
_TAGS = {
    *(
        "a",
        "b",
        "br",
        "caption",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
    ),
    *(
        "h3",
        "h4",
        "hr",
        "i",
        "img",
        "li",
        "mark",
        "ol",
        "p",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
    ),
    *("tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
_ATTRIBUTES = {"alt", "href", "open", "scope", "src", "start", "style", "title", "colspan", "rowspan"}
CHANGING = re.compile(r"0x[0-9a-f]{6,}|IPY_MODEL|[0-9a-f]{32}")
SPACES = re.compile(r"\s+")


def squeezed(text: str) -> str:
    """Return a text with every run of spaces as one."""
    return SPACES.sub(" ", text).strip()


class _Sieve(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.refused.append(f"<{tag}>")
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                self.refused.append(f"{tag} {name}")
            elif name in ("src", "href") and not re.match(
                r"https://|data:image/(svg\+xml|png;base64),|#", value or ""
            ):
                self.refused.append(f"{tag} {name}={(value or '')[:30]}")


def refused_by_jupyter(widget: Any) -> list[str]:
    """Return what Jupyter's sanitizer would take out of a widget's twin."""
    sieve = _Sieve()
    sieve.feed(widget.twin())
    return sieve.refused


def pieces(table: list[list[str]]) -> list[str]:
    """Return what the rows of a table say, piece by piece: a list within a cell may be a list on screen."""
    return [squeezed(part) for row in table[1:] for cell in row for part in cell.split("; ")]


def missing_in_twin(widget: Any) -> list[str]:
    """Return what a widget's table says and its twin does not."""
    said = squeezed(twin.words(widget.twin()))
    return [piece for piece in pieces(widget.table()) if piece not in said]


def opening_bytes(widget: Any) -> int:
    """Return the bytes that open a widget and all its states, plotly.js apart."""
    widget.complete()
    state = {key: value for key, value in widget.get_state().items() if not key.startswith("_view")}
    buffers = sum(len(value) for value in state.values() if isinstance(value, bytes))
    plain = {key: value for key, value in state.items() if not isinstance(value, bytes)}
    return buffers + len(json.dumps(plain, default=str).encode())


def states(widget: Any, most: int = 10**9) -> list[tuple[dict[str, Any], str]]:
    """Return the states that a widget walks through, evenly thinned to at most some of them."""
    found = list(widget.drive())
    step = max(1, -(-len(found) // most))
    return found[::step]


def says_the_same_twice(make: Callable[[], Any]) -> list[str]:
    """Return what differs between two widgets made alike, and what in them would differ from run to run."""
    one, two = make(), make()
    faces = {
        "describe()": one.describe() == two.describe(),
        "repr()": repr(one) == one.describe(),
        "twin()": one.twin() == two.twin(),
        "table()": one.table() == two.table(),
    }
    changing = CHANGING.findall(one.describe() + one.twin())
    return [name for name, same in faces.items() if not same] + changing


def walk_faults(widget: Any) -> tuple[int, list[str]]:
    """Walk every state. Returns how many there are, and what is wrong with the walk."""
    before = (widget.describe(), widget.table(), widget.twin())
    walked = states(widget)
    faults = []
    if (widget.describe(), widget.table(), widget.twin()) != before:
        faults.append("the walk does not come back to where it began")
    if len(walked) > 1 and len({text for _controls, text in walked}) == 1:
        faults.append("its text never changes")
    faults += [
        f"{control} is never changed"
        for control in (walked[0][0] if len(walked) > 1 else {})
        if len({repr(controls[control]) for controls, _ in walked}) == 1
    ]
    return len(walked), faults


Message = tuple[str, tuple[list[list[str]], list[bytes]]]


def messages(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """Listen to what widgets send to their models from now on: the kind of each message, and its buffers."""
    sent: list[Message] = []

    class Listening(comm.base_comm.BaseComm):
        def publish_msg(self, msg_type: str, data: Any = None, *_: Any, **more: Any) -> None:
            paths = (data or {}).get("buffer_paths", [])
            sent.append((msg_type, (paths, more.get("buffers") or [])))

    monkeypatch.setattr(comm, "create_comm", Listening)
    return sent
