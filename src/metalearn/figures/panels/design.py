"""What a panel is made of: controls, and for each of their settings a scene that says what follows from it.

A panel is data and one pure function. The engine (:class:`metalearn.Panel`) turns it into a live view, a text, a table,
a static twin and a page without a kernel; whoever writes a panel writes none of that.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from metalearn.datasets import Evidence
from metalearn.errors import MetalearnError, nearest

Value = str | int | float | bool
Values = Mapping[str, Value]
Rows = Sequence[Sequence[str]]
Kind = Literal["menu", "choice", "slider", "check", "steps"]
Mark = Literal["full", "ring", "cross", "dot", "half", "square"]
Verdict = Literal["", "right", "wrong", "open"]
_SOME, _EXACT = (tuple, list), (str, int)  # as tuples, because these are looked at by the thousand
_KINDS, _MARKS, _VERDICTS = get_args(Kind), get_args(Mark), get_args(Verdict)


class DesignError(MetalearnError, ValueError):
    """A panel, or a part of one, that cannot be shown; the message says which part, and what was expected."""


def _not(where: str, expected: str, found: object) -> DesignError:
    return DesignError(f"{where}: expected {expected}; found {found!r}.")


def _one_of(where: str, found: object, options: Sequence[str]) -> DesignError:
    """Say which names there are, and which of them may have been meant."""
    guess = nearest(found, [option for option in options if option])
    hint = f" Did you mean {guess!r}?" if guess else ""
    return DesignError(f"{where}: expected one of {', '.join(map(repr, options))}; found {found!r}.{hint}")


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
    kind: Kind = "menu"
    tells: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.isidentifier():
            raise _not("The name of a control", "a Python keyword such as 'size'", self.name)
        where = f"Control {self.name!r}"
        if self.kind not in _KINDS:
            raise _one_of(f"{where}, kind", self.kind, _KINDS)
        if not isinstance(self.options, _SOME) or not self.options:
            raise _not(f"{where}, options", "at least one (value, text)", self.options)
        for option in self.options:
            if not _is_option(option):
                raise _not(f"{where}, options", "pairs of a value and its text, such as (1, 'one')", option)
        values = [(type(value) is bool, value) for value, _text in self.options]  # True is no 1
        if len(set(values)) < len(values):
            twice = next(each for i, each in enumerate(values) if each in values[:i])
            raise _not(f"{where}, options", "each value once", twice[1])
        if self.kind == "check" and values != [(True, False), (True, True)]:
            raise _not(f"{where}, options of a check", "the values False and True", [v for _, v in values])


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
    mark: Mark

    def __post_init__(self) -> None:
        if not isinstance(self.n, int) or isinstance(self.n, bool) or self.n < 0:
            raise _not(f"People {self.label!r}, n", "a whole number, 0 or more", self.n)
        if self.mark not in _MARKS:
            raise _one_of(f"People {self.label!r}, mark", self.mark, _MARKS)


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
    verdict: Verdict = ""

    def __post_init__(self) -> None:
        """Refuse what no face could show; scenes are made by the thousand, so this looks at little."""
        if len(set(map(len, self.rows))) > 1:
            row = next(row for row in self.rows if len(row) != len(self.rows[0]))
            expected = f"rows as long as the header, {len(self.rows[0])} cells"
            raise _not(f"The rows of the scene {self.headline!r}", expected, list(row))
        if self.verdict not in _VERDICTS:
            raise _one_of(f"The verdict of the scene {self.headline!r}", self.verdict, _VERDICTS)


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

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise _not("The name of a panel", "a text such as 'stage-migration'", self.name)
        self._check("start", self.start)
        for each in self.tries:
            self._check(f"the try {each.label!r}", each.values)

    def _check(self, where: str, values: Values) -> None:
        """Refuse a setting with a control or value that does not exist, and controls that hide each other."""
        from metalearn.figures.panels.setting import settle  # which itself reads designs

        try:
            whole = settle(self, {**self.start, **values}, values)
            names = [control.name for control in self.controls(whole)]
        except MetalearnError as error:
            raise DesignError(f"Panel {self.name!r}, {where}: {error}") from None
        if twice := [name for i, name in enumerate(names) if name in names[:i]]:
            raise _not(f"Panel {self.name!r}, controls", "each name once", twice[0])

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


def _is_option(option: object) -> bool:
    """Whether this is a value that can be chosen, with its text."""
    if not isinstance(option, _SOME) or len(option) != 2 or not isinstance(option[1], str):
        return False
    value = option[0]
    return isinstance(value, _EXACT) or (isinstance(value, float) and math.isfinite(value))


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
