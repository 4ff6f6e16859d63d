"""What a panel is made of: controls, and for each of their settings a scene that says what follows from it.

A panel is data and one pure function. The engine (:class:`metalearn.Panel`) turns it into a live view, a text, a table,
a static twin and a page without a kernel; whoever writes a panel writes none of that.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from metalearn.datasets import Evidence

Value = str | int | float | bool
Values = Mapping[str, Value]
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a panel.

    Attributes:
        name: The keyword by which Python sets it; not ``opened`` or ``scale``, which every panel has.
        label: What the reader sees, as a whole phrase ("Chance before the test").
        options: Each value with its text, in order; the text is what a screen reader says.
        kind: "menu", "choice" (radio buttons, up to four), "slider" (an ordered scale), "check" (off and on, as the
            values False and True), or "steps" (Back and Next through an ordered story).
        tells: What it does, in a line; "" where the label says enough.
    """

    name: str
    label: str
    options: tuple[tuple[Value, str], ...]
    kind: Literal["menu", "choice", "slider", "check", "steps"] = "menu"
    tells: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Some of the people in a grid of a hundred or a thousand.

    Attributes:
        n: How many.
        label: Who they are ("have cancer, and the test finds it").
        mark: How each is drawn; never colour alone: "full", "ring", "cross", "dot", "half" or "square".
    """

    n: int
    label: str
    mark: Literal["full", "ring", "cross", "dot", "half", "square"]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a panel shows for one setting of its controls.

    Attributes:
        headline: One or two sentences that say what happened; read aloud when it changes.
        facts: What was found, each as (label, text): ("Category", "M1c"), ("The rule that decided", "...").
        text: Paragraphs.
        rows: The numbers as a table, header first; a panel with a chart must have it.
        caption: The table's caption.
        figure: A plotly figure as plain data (no numpy, no template, no colours of its own but the house's), or None.
        people: A grid of people, in order, or ().
        drawing: An SVG of our own, see :mod:`metalearn.figures.svg`, or "".
        drawing_text: Its text equivalent.
        notes: What stands small below: where the model is wrong, which numbers are invented.
        cards: The evidence card of every number above; of those that were computed, how.
        verdict: "right", "wrong" or "open" where the scene answers a guess; "" elsewhere.
    """

    headline: str
    facts: tuple[tuple[str, str], ...] = ()
    text: tuple[str, ...] = ()
    rows: Rows = ()
    caption: str = ""
    figure: Mapping[str, Any] | None = None
    people: tuple[People, ...] = ()
    drawing: str = ""
    drawing_text: str = ""
    notes: tuple[str, ...] = ()
    cards: tuple[Evidence, ...] = ()
    verdict: Literal["", "right", "wrong", "open"] = ""


@dataclass(frozen=True, slots=True)
class Try:
    """A named setting that a lesson asks the reader to try: a button."""

    label: str
    values: Values


@dataclass(frozen=True, slots=True)
class Design:
    """A panel.

    Attributes:
        name: Its name, as in ``Panel("stage-migration")``.
        title: What stands over it.
        intro: One or two sentences: what this is, and what to do.
        controls: The controls for a setting. Controls may depend on those before them: called with the values so far,
            it returns all controls, with the options that exist then. A value that no longer exists is replaced by the
            first option.
        scene: What follows from a setting; it gets one keyword a control. Pure, and quick (a few milliseconds).
        start: The setting to begin with.
        tries: Named settings to try.
        closed: "" or, for what somebody may not want to see (survival figures), the words on the disclosure behind
            which everything but title, intro and controls stays until it is opened.
        stamp: What must always be seen: "Education, not advice.", "Teaching numbers, not patient numbers".
        shipped: The settings that work without a kernel, or None for all there are.
    """

    name: str
    title: str
    intro: str
    controls: Callable[[Values], tuple[Control, ...]]
    scene: Callable[..., Scene]
    start: Values
    tries: tuple[Try, ...] = ()
    closed: str = ""
    stamp: str = ""
    shipped: Callable[[], Iterator[Values]] | None = None

    def settings(self) -> Iterator[dict[str, Value]]:
        """Yield every setting that works without a kernel, each once."""
        if self.shipped is not None:
            yield from map(dict, self.shipped())
            return
        yield from self._from({})

    def _from(self, chosen: dict[str, Value]) -> Iterator[dict[str, Value]]:
        rest = [each for each in self.controls(chosen) if each.name not in chosen]
        if not rest:
            yield chosen
            return
        for value, _text in rest[0].options:
            yield from self._from({**chosen, rest[0].name: value})


def fixed(*controls: Control) -> Callable[[Values], tuple[Control, ...]]:
    """Return the ``controls`` of a panel whose controls do not depend on each other."""
    return lambda _values: controls


def product(**values: Sequence[Value]) -> Iterator[dict[str, Value]]:
    """Yield all combinations of values, by control.

    Example:
        >>> list(product(n=(1, 2), kind=("a",)))
        [{'n': 1, 'kind': 'a'}, {'n': 2, 'kind': 'a'}]
    """
    for each in itertools.product(*values.values()):
        yield dict(zip(values, each, strict=True))
