"""The near misses of a case: every single change of its settings that gives another class."""

from __future__ import annotations

from dataclasses import dataclass

from metalearn.figures.panels.design import Control, Value, Values
from metalearn.figures.panels.staging_case import case, controls
from metalearn.models.stages.staging import Stage
from metalearn.models.wording import inside
from metalearn.words import _

_FEW, _NAMED = 3, 2  # so many changes with the same result are all named; of more, so many


@dataclass(frozen=True, slots=True)
class Change:
    """What would give another class.

    Attributes:
        text: The change, or several that lead to the same class, in words.
        m: The M category then.
        group: The stage group then.
    """

    text: str
    m: str
    group: str


def changes(values: Values) -> tuple[Change, ...]:
    """Return the single changes of a setting that give another class, those with the same result together.

    Args:
        values: A whole setting of the panel.

    Example:
        >>> from metalearn.figures.panels.staging_case import values_of
        >>> for change in changes(values_of("Lung", "9th", ("bone",), deposits="several")):
        ...     print(change.text, "->", change.m, change.group)
        Edition: 8th edition -> M1c IVB
        Also: liver, or brain, or one of 5 others -> M1c2 IVB
        Without: bone -> M0 depends on T and N
        How many deposits in distant organs: one deposit -> M1b IVA
    """
    now = case(values)
    if now is None:
        return ()
    here = now.stage()
    found: dict[tuple[str, str, str], list[str]] = {}
    for control in controls(values)[1:]:
        for value, text in control.options:
            if value != values[control.name] and (then := _other(values, control, value, here)):
                kind = _kind(control, value)
                said = _said(control, text, values, value)
                found.setdefault((kind, then.m, then.group), []).append(said)
    return tuple(Change(_text(kind, said), m, group) for (kind, m, group), said in found.items())


def _other(values: Values, control: Control, value: Value, here: Stage) -> Stage | None:
    changed = case({**values, control.name: value})
    then = changed.stage() if changed else None
    return then if then and (then.m, then.group) != (here.m, here.group) else None


def _kind(control: Control, value: Value) -> str:
    if control.kind != "check":
        return control.name
    return _("Also: {what}") if value else _("Without: {what}")


def _said(control: Control, text: str, values: Values, value: Value) -> str:
    if control.kind != "check":
        return f"{control.label}: {text}"
    return f"{inside(control.label)}{_new(values, control, value)}"


def _new(values: Values, control: Control, value: Value) -> str:
    """What begins to count with a change, as it stands at first: the number of deposits."""
    here = {each.name for each in controls(values)}
    more = [each for each in controls({**values, control.name: value}) if each.name not in here]
    return "".join(f" ({each.options[0][1]})" for each in more)


def _text(kind: str, said: list[str]) -> str:
    many = len(said) > _FEW
    named = _(", or ").join(said[:_NAMED] if many else said)
    if many:
        named = _("{named}, or one of {n} others").format(named=named, n=len(said) - _NAMED)
    return kind.format(what=named) if "{what}" in kind else named
