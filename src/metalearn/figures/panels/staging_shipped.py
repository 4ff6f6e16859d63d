"""Which settings of the M-category panel work without a kernel: a sensible part of some hundred thousand.

Every finding alone, for every cancer; two together where that gives a class that neither gives alone, and for the
cancers of the lesson also the pairs of organs that people meet most.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from metalearn.figures.panels.design import Value
from metalearn.figures.panels.staging_case import case, controls, values_of
from metalearn.figures.panels.staging_words import REFUSED
from metalearn.models.stages.stage_rules import SYSTEMS, System

_LESSON = ("Lung", "Colorectal", "Breast", "Prostate", "Melanoma of the skin")
_OFTEN = ("liver", "lung", "bone", "brain", "peritoneum", "distant nodes")
_AGED = ("age", "deposits")


def shipped() -> Iterator[dict[str, Value]]:
    """Yield the settings that need no kernel, each once."""
    for rules in SYSTEMS:
        seen: set[tuple[str, str]] = set()
        for found in ((), *((each.name,) for each in rules.findings)):
            for setting in _counted(rules, found):
                seen.add(_class(setting))
                yield setting
        for pair in _pairs(rules):
            settings = tuple(_counted(rules, pair))
            new = {_class(each) for each in settings} - seen
            if new or (rules.cancer in _LESSON and set(pair) <= set(_OFTEN)):
                seen |= new
                yield from settings
    for cancer in REFUSED:
        yield {"cancer": cancer}


def _class(setting: dict[str, Value]) -> tuple[str, str]:
    here = case(setting)
    stage = here.stage() if here else None
    return (stage.m, stage.group) if stage else ("", "")


def _pairs(rules: System) -> Iterator[tuple[str, str]]:
    clashes = {frozenset(clash[:2]) for clash in rules.clashes}
    names = (each.name for each in rules.findings)
    return (pair for pair in combinations(names, 2) if frozenset(pair) not in clashes)


def _counted(rules: System, found: tuple[str, ...]) -> Iterator[dict[str, Value]]:
    """Yield the settings with these findings: one for each age and each number of deposits that decides."""
    base = values_of(rules.cancer, rules.edition, found)
    asked = [each for each in controls(base) if each.name in _AGED]
    for value in (value for value, _text in asked[0].options) if asked else ():
        yield values_of(rules.cancer, rules.edition, found, **{asked[0].name: value})
    if not asked:
        yield base
