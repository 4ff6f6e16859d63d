"""The settings of the M-category panel: which controls a cancer has, and the case that they describe."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from metalearn.figures.panels.design import Control, Value, Values
from metalearn.figures.panels.staging_words import CANCERS, EDITIONS, MENUS, REFUSED, sentence, tick
from metalearn.models.stages import staging
from metalearn.models.stages.stage_rules import Finding, System
from metalearn.words import _

NONE = "none"
_CANCER = Control(
    "cancer", _("Which cancer"), tuple((name, text) for name, text in (CANCERS | REFUSED).items()), "menu"
)
_NO_YES = ((False, _("no")), (True, _("yes")))
_AGES = (("under 55", _("under 55 years")), ("55 or over", _("55 years or over")))
_YEARS = {"under 55": 40, "55 or over": 60}
_ONE_OR_MORE = (("one", _("one deposit")), ("several", _("several deposits")))
_FEW_OR_MANY = (
    ("up to three", _("up to three deposits")),
    ("more than three", _("more than three deposits")),
)


@dataclass(frozen=True, slots=True)
class Case:
    """What the controls say of one person.

    Attributes:
        system: The rules that are asked.
        found: Names of the findings.
        lesions: Number of distant deposits where it decides, otherwise None.
        age: Age in years where it decides, otherwise None.
    """

    system: System
    found: tuple[str, ...]
    lesions: int | None
    age: int | None

    def stage(self) -> staging.Stage:
        """Return what the rules make of it."""
        rules = self.system
        return staging.classify(rules.cancer, self.found, rules.edition, lesions=self.lesions, age=self.age)


@functools.cache
def slug(finding: str) -> str:
    """Return the name of the control of a finding.

    Example:
        >>> slug("peritoneum beyond the pelvis, over 2 cm")
        'peritoneum_beyond_the_pelvis_over_2_cm'
    """
    return (
        "".join(each if each.isalnum() else " " for each in finding)
        .replace("  ", " ")
        .strip()
        .replace(" ", "_")
    )


def controls(values: Values) -> tuple[Control, ...]:
    """Return the controls for the values so far: the cancer, its edition, its findings, and what else decides."""
    cancer = str(values.get("cancer", "Lung"))
    if cancer in REFUSED:
        return (_CANCER,)
    editions = staging.editions(cancer)
    chosen = str(values.get("edition", editions[0]))
    rules = staging.system(cancer, chosen if chosen in editions else editions[0])
    made = [_CANCER]
    if len(editions) > 1:
        made.append(
            Control("edition", _("Edition"), tuple((each, EDITIONS[each]) for each in editions), "choice")
        )
    if rules.asks_age:
        made.append(Control("age", _("Age at diagnosis"), _AGES, "choice"))
    menus, ticks = _parts(rules.cancer, rules.edition)
    made += [*menus, *map(_tick, ticks)]
    counts = _counts(rules, _organs(rules, values))
    if counts:
        made.append(Control("deposits", _("How many deposits in distant organs"), counts, "choice"))
    return tuple(made)


def case(values: Values) -> Case | None:
    """Return the case that the controls describe; None for a cancer that the rules turn away.

    Example:
        >>> case({"cancer": "Lung", "edition": "9th", "bone": True, "deposits": "several"}).stage().m
        'M1c1'
    """
    cancer = str(values["cancer"])
    if cancer in REFUSED:
        return None
    rules = staging.system(cancer, str(values.get("edition", staging.editions(cancer)[0])))
    said = _found(rules, values)
    found = tuple(each.name for each in rules.findings if each.name in said)
    counts = dict(_counts(rules, _organs(rules, values)))
    deposits = str(values.get("deposits", ""))
    if counts and deposits not in counts:
        deposits = str(next(iter(counts)))
    age = _YEARS[str(values.get("age", "under 55"))] if rules.asks_age else None
    return Case(rules, found, _lesions(deposits, _organs(rules, values)) if counts else None, age)


def values_of(cancer: str, edition: str, found: tuple[str, ...], **more: Value) -> dict[str, Value]:
    """Return the setting for a cancer and findings; what ``more`` does not say has its first option.

    Example:
        >>> [name for name, on in values_of("Kidney", "8th", ("bone",)).items() if on is True]
        ['bone']
    """
    rules = staging.system(cancer, edition)
    wanted: dict[str, Value] = {"cancer": cancer, "edition": edition}
    menus, ticks = _parts(rules.cancer, rules.edition)
    wanted |= {slug(each.name): each.name in found for each in ticks}
    for menu in menus:
        wanted[menu.name] = next((value for value, _text in menu.options if value in found), NONE)
    wanted |= more
    chosen: dict[str, Value] = {}
    for control in controls(wanted):
        allowed = [value for value, _text in control.options]
        value = wanted.get(control.name, allowed[0])
        chosen[control.name] = value if value in allowed else allowed[0]
    return chosen


@functools.cache
def _parts(cancer: str, edition: str) -> tuple[tuple[Control, ...], tuple[Finding, ...]]:
    """The menus of a system, and the findings that are ticked one by one; worked out once."""
    rules = staging.system(cancer, edition)
    made = tuple(_menus(rules))
    chosen = {value for menu in made for value, _text in menu.options}
    return made, tuple(each for each in rules.findings if each.name not in chosen)


def _menus(rules: System) -> Iterator[Control]:
    """A menu for each group of findings that exclude each other; a lone one of them stays a tick."""
    words = {each.name: each.words for each in rules.findings}
    for names, (control, label, first) in MENUS.items():
        there = [name for name in names if name in words]
        if len(there) > 1:
            options = ((NONE, first), *((name, sentence(words[name])) for name in there))
            yield Control(control, label, options, "menu")


@functools.cache
def _tick(finding: Finding) -> Control:
    label, tells = tick(finding.name, finding.words)
    return Control(slug(finding.name), label, _NO_YES, "check", tells)


def _found(rules: System, values: Values) -> set[str]:
    menus, ticks = _parts(rules.cancer, rules.edition)
    ticked = {each.name for each in ticks if values.get(slug(each.name)) is True}
    return ticked | {str(values.get(menu.name)) for menu in menus}


def _organs(rules: System, values: Values) -> int:
    found = _found(rules, values)
    return sum(each.kind == "organ" and each.name in found for each in rules.findings)


def _counts(rules: System, organs: int) -> tuple[tuple[Value, str], ...]:
    """The numbers of deposits to choose from; none where their number decides nothing."""
    limits = [rule.lesions for rule in rules.rules if rule.lesions]
    if not limits or not organs:
        return ()
    if any(most == 3 for _fewest, most in limits):
        return _FEW_OR_MANY if organs <= 3 else _FEW_OR_MANY[1:]
    return _ONE_OR_MORE if organs == 1 else ()


def _lesions(deposits: str, organs: int) -> int:
    return {"one": 1, "several": max(2, organs), "up to three": max(1, organs)}.get(deposits, max(4, organs))
