"""The classes of a cancer as a ladder: no spread at the foot, the widest at the top, this case marked."""

from __future__ import annotations

from collections.abc import Collection

from metalearn.figures import svg
from metalearn.figures.panels.staging_words import letter, short_group
from metalearn.models.stages.stage_rules import System
from metalearn.models.stages.stage_rules.base import NO_M
from metalearn.words import _

_ROW, _WIDE, _LETTER = 44, 560, 12
_HERE = _("this case")
_NEAR = _("near miss")

Class = tuple[str, str]


def ladder(rules: System) -> tuple[Class, ...]:
    """Return the classes of a system, each as M category and stage group, the widest spread first.

    Example:
        >>> from metalearn.models.stages.staging import system
        >>> ladder(system("Colorectal"))
        (('M1c', 'IVC'), ('M1b', 'IVB'), ('M1a', 'IVA'), ('M0', 'depends on T and N'))
    """
    return tuple(dict.fromkeys((rule.m, rule.group) for rule in rules.rules))


def place(rules: System, m: str, group: str) -> Class:
    """Return the rung of a class: without what a suffix, such as that of the LDH, adds to its letter.

    Example:
        >>> from metalearn.models.stages.staging import system
        >>> place(system("Melanoma of the skin"), "M1c(1)", "IV")
        ('M1c', 'IV')
    """
    fits = (each for each in ladder(rules) if m.startswith(each[0]) and each[1] == group)
    return max(fits, key=lambda each: len(each[0]))


def drawing(rules: System, here: Class, near: Collection[Class]) -> str:
    """Return the ladder as SVG.

    Args:
        rules: The rules for the cancer.
        here: The class of this case.
        near: The classes that a single change would give.
    """
    classes = ladder(rules)
    left = 46 + _LETTER * max(len(_short(each)) for each in classes)
    parts = [
        piece for i, each in enumerate(classes) for piece in _rung(i, each, left, each == here, each in near)
    ]
    return svg.element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDE} {len(classes) * _ROW + 4}",
        class_="ml-drawing ladder",
        style="max-width:600px",
    )


def _rung(i: int, name: Class, left: int, here: bool, near: bool) -> list[str]:
    y = 4 + i * _ROW
    ink = "#ffffff" if here else "var(--ink, #1b1b1b)"
    edge = (
        {"stroke": "#0072B2", "stroke_width": 3 if here else 2}
        if here or near
        else {"stroke": "var(--line, #b5b5b5)"}
    )
    box = svg.element(
        "rect",
        x=2,
        y=y,
        width=_WIDE - 4,
        height=_ROW - 8,
        rx=6,
        fill="#0072B2" if here else "none",
        stroke_dasharray="7 5" if near and not here else None,
        **edge,
    )
    style = f"fill:{ink};font-size:19px"
    mark = _HERE if here else _NEAR if near else ""
    texts = [
        (16, "start", _short(name), f"{style};font-weight:700"),
        (left, "start", short_group(name[1]), style),
    ]
    if mark:
        texts.append((_WIDE - 16, "end", mark, style))
    return [
        box,
        *(svg.label(text, x=x, y=y + 26, text_anchor=anchor, style=how) for x, anchor, text, how in texts),
    ]


def _short(name: Class) -> str:
    return "-" if name[0] == NO_M else letter(name[0])


def told(rules: System, here: Class, near: Collection[Class]) -> str:
    """Return the ladder in words, from the top down.

    Example:
        >>> from metalearn.models.stages.staging import system
        >>> told(system("Colorectal"), ("M1a", "IVA"), [("M1b", "IVB")])[:72]
        'The classes from the widest spread down: M1c, stage IVC; M1b, stage IVB '
    """
    said = []
    for each in ladder(rules):
        mark = f" ({_HERE})" if each == here else f" ({_NEAR})" if each in near else ""
        code = "" if each[0] == NO_M else f"{letter(each[0])}, "
        said.append(f"{code}{short_group(each[1])}{mark}")
    return _("The classes from the widest spread down: {classes}.").format(classes="; ".join(said))
