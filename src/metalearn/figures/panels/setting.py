"""One setting of a panel: which values its controls may have, and what becomes of a value that no longer exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from metalearn.errors import MetalearnError, UnknownNameError, check_keywords, unknown
from metalearn.figures.panels.design import Control, Design, Value, Values

RESERVED = ("opened", "scale")  # what every panel takes besides its controls
_SHOWN = 12


def settle(design: Design, wanted: Values, asked: Iterable[str] = ()) -> dict[str, Value]:
    """Return a whole setting: each wanted value where it exists, the first option elsewhere.

    Args:
        design: The panel.
        wanted: Values by control; those that are missing begin with their first option.
        asked: The controls whose value was asked for just now: these are refused rather than replaced.

    Raises:
        UnknownNameError: For a control or value that was asked for and does not exist, with the nearest right one.

    Example:
        >>> from metalearn.figures.panels.design import Control, Design, Scene, fixed
        >>> size = Control("size", "Size", ((1, "one"), (2, "two")))
        >>> design = Design("d", "Title", "", fixed(size), lambda size: Scene(f"{size}"), {"size": 1})
        >>> settle(design, {"size": 2}), settle(design, {"size": 3})
        ({'size': 2}, {'size': 1})
    """
    asked = set(asked)
    chosen: dict[str, Value] = {}
    while rest := [each for each in design.controls(chosen) if each.name not in chosen]:
        control = rest[0]
        found = _option(control, wanted.get(control.name))
        if found is None and control.name in asked:
            raise _no_value(design, control, wanted[control.name])
        chosen[control.name] = control.options[0][0] if found is None else found
    if strangers := [name for name in wanted if name in asked and name not in chosen]:
        raise unknown("control", strangers[0], list(chosen), f"metalearn.Panel({design.name!r}).controls")
    return chosen


def check_controls(design: Design, given: Mapping[str, object]) -> None:
    """Refuse keywords that are no control of the panel.

    Raises:
        TypeError: With the nearest right keyword.
        MetalearnError: When a control of the panel has a name that every panel has already.
    """
    names = [each.name for each in design.controls(settle(design, {**design.start, **_plain(given)}))]
    if taken := set(names) & set(RESERVED):
        raise MetalearnError(
            f"A control cannot be called {taken.pop()!r}: every panel has that keyword already."
        )
    check_keywords("Panel", given, [*names, *RESERVED])


def key(values: Values) -> str:
    """Return a setting as a text that is the same for equal settings.

    Example:
        >>> key({"b": 1, "a": "x"}) == key({"a": "x", "b": 1.0})
        True
    """
    return repr(sorted((name, _canonical(value)) for name, value in values.items()))


def _canonical(value: Value) -> str:
    return (
        repr(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else repr(value)
    )


def _plain(given: Mapping[str, object]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if isinstance(value, str | int | float)}


def _option(control: Control, wanted: object) -> Value | None:
    """Return the option that equals a value; True is no 1."""
    for value, _text in control.options:
        if value == wanted and isinstance(value, bool) == isinstance(wanted, bool):
            return value
    return None


def _no_value(design: Design, control: Control, wanted: object) -> UnknownNameError:
    """Say what the control takes; of numbers the nearest is the nearest in size."""
    values = [value for value, _text in control.options]
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        see = f"metalearn.Panel({design.name!r}).controls"
        return unknown(control.name, wanted, [str(value) for value in values], see)
    listed = ", ".join(map(repr, values[:_SHOWN])) + (", ..." if len(values) > _SHOWN else "")
    near = ""
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        near = f" The nearest is {min(values, key=lambda value: abs(float(value) - wanted))!r}."
    return UnknownNameError(f"Unknown {control.name} {wanted!r}.{near} It takes: {listed}.")
