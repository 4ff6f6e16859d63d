"""What every widget of the course has in common: one set of states, and many faces of them.

A widget's states are plain data, made in Python. The live view receives all of them once, compressed, and selects
among them; ``describe()``, ``table()`` and the static twin are made from the same state, so they cannot disagree.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import inspect
import json
import math
import numbers
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import Layout, widget_serialization

from metalearn.datasets import Evidence
from metalearn.datasets.tracing import find, orphans
from metalearn.errors import MetalearnError, check_keywords
from metalearn.figures import svg, twin
from metalearn.widgets import sources

# Set where no view is there to ask for the rest of a widget's states, as in a lesson that is run to be exported.
COMPLETE = "METALEARN_COMPLETE"
# What takes long to make and later views will ask for: begun with the first view of a kernel, whichever that is.
AHEAD: list[Callable[[], object]] = []
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

    def evidence(self, number: str | float = "") -> tuple[Evidence, ...]:
        """Return the evidence cards behind what is on screen, or those of one number.

        A number is asked for as it is printed, because that is what a reader sees and can copy: "52%" is something
        else than "52". The answer is a tuple, because one number can stand for two things on the same screen.

        Args:
            number: A number on screen, such as "52%" or "1,140"; without it, the cards of all of them.

        Returns:
            The cards: value, range, cohort, denominator, sources, licence, how it was read, date of review.

        Raises:
            UnknownNameError: When no card here gives that number; the message says which numbers there are.

        Example:
            >>> from metalearn import MetastasisSankey
            >>> [card.key for card in MetastasisSankey("Prostate").evidence("1,140")]
            ['MSK-MET, Prostate, Bone']
        """
        cards = tuple(dict.fromkeys(self._cards()))
        return find(number, cards, self.describe()) if number != "" else cards

    def orphans(self) -> tuple[str, ...]:
        """Return the numbers now on screen, or in the static twin, that no evidence card gives; there should be none.

        Example:
            >>> from metalearn import MetastasisSankey
            >>> MetastasisSankey("Prostate").orphans()
            ()
        """
        cards = self.evidence()
        besides = {sources.label(source) for card in cards for source in card.sources}
        screen = "\n".join([self.describe(), *(" ".join(row) for row in self.table())])
        found = orphans(screen, cards, besides)
        folded = (*cards, *self._folded_cards())
        besides |= {sources.label(source) for card in folded for source in card.sources}
        return tuple(dict.fromkeys((*found, *orphans(twin.words(self.twin()), folded, besides))))

    def _cards(self) -> Iterable[Evidence]:
        """The cards of every number on screen; a number that is computed has a card that says how."""
        raise NotImplementedError

    def _folded_cards(self) -> Iterable[Evidence]:
        """The cards of what only the static twin shows, folded away."""
        return ()

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


# The code and style of a view travel compressed; this unpacks and runs them. (Not by Blob.stream(): it takes a pipe
# to another process for each, and a browser that has run short of them answers "Failed to fetch".)
_LOADER = """export default { async render(context) {
  const stream = new Response(context.model.get("_code")).body.pipeThrough(new DecompressionStream("gzip"));
  const url = URL.createObjectURL(new Blob([await new Response(stream).text()], { type: "text/javascript" }));
  try {
    const { default: view, STYLES } = await import(url);
    for (const [id, textContent] of STYLES) {
      if (document.getElementById(id)) continue;
      document.head.append(Object.assign(document.createElement("style"), { id, textContent }));
    }
    return await view.render(context);
  } finally { URL.revokeObjectURL(url); }
} };"""


@functools.cache
def _module(*names: str) -> bytes:
    """Compress the modules of a view, and the style sheets that go with them, into one.

    A page takes each sheet once. The first widget brings the sheet that all have in common, so that one comes before
    any other, and what a widget says of its own parts is never overruled by the widget that was opened after it.
    """
    sheets = [svg.stylesheet(), *(static_text(f"{name}.css") for name in names)]
    styles = [(f"ml-style-{hashlib.sha256(css.encode()).hexdigest()[:12]}", css) for css in map(lean, sheets)]
    code = lean(static_text(*(f"{name}.js" for name in names)))
    return gzip.compress(f"{code}\nexport const STYLES = {json.dumps(styles)};".encode(), 9, mtime=0)


def lean(source: str) -> str:
    r"""Return JavaScript or CSS without what only its author reads: indentation, and comments on lines of their own.

    Example:
        >>> lean("/** Why. */\nconst a = 1; // kept\n  // gone\n  go(a);")
        'const a = 1; // kept\ngo(a);'
    """
    bare = re.sub(r"(?ms)^[ ]*/\*.*?\*/[ ]*$", "", source)
    lines = (line.strip() for line in bare.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


class Scale(traitlets.Float[float, Any]):
    """How large a widget is; NaN passes every comparison of traitlets, and True its check of a number."""

    def validate(self, obj: Any, value: Any) -> float:
        """Refuse what is not a number within the bounds."""
        if isinstance(value, bool) or not isinstance(value, numbers.Real) or value != value:
            self.error(obj, value)
        return float(super().validate(obj, float(value)))


_KINDS: dict[type[traitlets.TraitType[Any, Any]], str] = {
    traitlets.Bool: "True or False",
    traitlets.Int: "a whole number",
    traitlets.Float: "a number",
    traitlets.Unicode: "a text",
    traitlets.Dict: "a dict",
}


def _expected(trait: Any) -> str:
    """What a trait takes, in words."""
    kind = next((words for each, words in _KINDS.items() if isinstance(trait, each)), "something else")
    bounds = [getattr(trait, "min", None), getattr(trait, "max", None)]
    bounded = all(each is not None and math.isfinite(each) for each in bounds)
    return f"{kind} from {bounds[0]:g} to {bounds[1]:g}" if bounded else kind


class View(Faces, anywidget.AnyWidget):
    """A widget with a thin live view of its own: ``static/<script>.js`` on top of ``static/kit.js`` and ``parts``."""

    script = ""
    parts: tuple[str, ...] = ()

    _esm = traitlets.Unicode(_LOADER).tag(sync=True)
    _anywidget_id = traitlets.Unicode().tag(sync=True)

    scale = Scale(1.0, min=1.0, max=3.0, help="1 for a page, 1.5 or more for a projector").tag(sync=True)
    _me = traitlets.Unicode(help="this model's own id: no view is told it").tag(sync=True)
    _code = traitlets.Bytes(help="modules and style of the view, gzip").tag(sync=True)
    _payload = traitlets.Bytes(help="every state and every word of the view: JSON, gzip").tag(sync=True)

    def __init__(self, *, payload: bytes = b"", **traits: Any) -> None:
        for begin in AHEAD:
            begin()
        # All that the view needs to begin goes into the message that opens the model. What is sent a moment later can
        # miss it on a busy machine, and the view would stand empty.
        me = uuid.uuid4().hex
        traits |= {"_code": _module("kit", *self.parts, self.script), "_payload": payload}
        super().__init__(model_id=me, _me=me, **traits)

    @traitlets.default("_anywidget_id")
    def _name_of_class(self) -> str:
        return f"{type(self).__module__}.{type(self).__name__}"

    def add_traits(self, **traits: Any) -> None:
        """Add what the class lacks: anywidget brings its own anew to every widget, each time by a class made for it."""
        missing = {name: trait for name, trait in traits.items() if not self.has_trait(name)}
        if missing:
            super().add_traits(**missing)

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """Return the state without the layout of the box, as long as nobody has asked for it.

        It is a model of its own, which would be opened and sent for every view, and hardly anybody sets one.
        """
        names = self.keys if key is None else [key] if isinstance(key, str) else key
        told = [name for name in names if name != "layout" or self.trait_has_value(name)]
        state: dict[str, Any] = super().get_state(told, drop_defaults)
        return state

    @traitlets.default("layout")
    def _layout_when_asked_for(self) -> Layout:
        layout = Layout()
        if self.comm is not None:  # the view has begun without it
            state = widget_serialization["to_json"]({"layout": layout}, self)
            self.comm.send({"method": "update", "state": state})
        return layout

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a control; one that cannot have such a value says what it takes, in our words."""
        try:
            super().__setattr__(name, value)
        except traitlets.TraitError:
            trait = self.traits().get(name)
            if trait is None:
                raise
            raise MetalearnError(
                f"{name} of {type(self).__name__} is {_expected(trait)}; got {value!r}."
            ) from None

    def helpers(self) -> tuple[anywidget.AnyWidget, ...]:
        """Return the hidden models that the view asks for by their id."""
        return ()

    def complete(self) -> None:
        """Give the view all it can show without a kernel; most widgets have it from the start."""

    def save(self, path: str | Path) -> Path:
        """Write a page that holds this widget as it now is, and works without kernel, server or internet.

        Args:
            path: Where to; a name that ends in ".html". A file that is not such a page is never written over.

        Returns:
            The file, as an absolute path.

        Raises:
            MetalearnError: When the folder does not exist, or the file is something else.

        Example:
            >>> import tempfile
            >>> from metalearn import Quiz
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     Quiz("Q01a").save(Path(folder) / "quiz.html").name
            'quiz.html'
        """
        from metalearn.widgets import export

        return export.write(path, export.page_of([self]))


class Texts:
    """Sends every text once: a payload says which one by its place in ``all``.

    Example:
        >>> texts = Texts()
        >>> [texts("a"), texts("b"), texts("a")], texts.all
        ([0, 1, 0], ['a', 'b'])
    """

    def __init__(self) -> None:
        self.all: list[str] = []
        self._places: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """Return the place of a text, which is added when it is new."""
        if text not in self._places:
            self._places[text] = len(self.all)
            self.all.append(text)
        return self._places[text]


def pack(payload: Mapping[str, Any]) -> bytes:
    """Compress plain data for the view; the same data always gives the same bytes.

    Example:
        >>> pack({"a": 1}) == pack({"a": 1})
        True
    """
    return gzip.compress(encoded(payload).encode(), 8, mtime=0)


def encoded(data: Any) -> str:
    """Return plain data as JSON, as short as it can be.

    Raises:
        MetalearnError: For what JSON has no word for; a browser could not read it.

    Example:
        >>> encoded({"a": [1, None]})
        '{"a":[1,null]}'
    """
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise MetalearnError(
            f"A view can only be sent texts, numbers that are finite, True, False, None, lists and dicts ({error}). "
            "Where there is no number, use None."
        ) from error


def walk(widget: Any, settings: Iterator[Controls]) -> Iterator[tuple[Controls, str]]:
    """Set each combination of controls on ``widget``, yield it with the description, then put back what was there.

    It is put back, too, when somebody has seen enough and closes the walk half way.
    """
    before: Controls | None = None
    try:
        for controls in settings:
            if before is None:
                before = {name: getattr(widget, name) for name in controls}
            _assign(widget, controls)
            yield controls, widget.describe()
    finally:
        if before:
            _assign(widget, before)


def _assign(widget: Any, controls: Controls) -> None:
    with widget.hold_trait_notifications():
        for name, value in controls.items():
            setattr(widget, name, value)
