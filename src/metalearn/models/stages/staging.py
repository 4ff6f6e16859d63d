"""From findings to M category and stage group: which rule decided, which one nearly did, and what is easily got wrong.

The rules are data (``metalearn.models.stage_rules``), in our words, each resting on rows of the table ``staging``. They
cover distant spread, and the few findings that make stage IV without it; where T and N decide, the answer says so.

Where the model is wrong about the world: it knows only what is ticked. A real stage also weighs how sure a scan is,
whether the finding was proven by tissue, whether treatment came before, and hundreds of T and N rules that are not
here. It stages nobody: it shows how such rules work. A stage that was given at diagnosis never changes afterwards, so
asking again after a relapse answers another question (the letter r stands for that). Where no edition of TNM was read
(stomach, pancreas), what counts as M1 is that of a registry table, and the edition says so.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metalearn.errors import MetalearnError, unknown
from metalearn.models import checks
from metalearn.models.stages.stage_exceptions import (
    FAR,
    NEAR,
    ExceptionKind,
    StageException,
    exceptions,
    kind_of,
    rank,
)
from metalearn.models.stages.stage_rules import REFUSED, SYSTEMS, Case, Checked, Finding, Rule, System
from metalearn.models.stages.stage_rules.base import NO_M
from metalearn.words import _

__all__ = [
    "NearMiss",
    "NotStagedError",
    "Stage",
    "StageException",
    "cancers",
    "classify",
    "editions",
    "exceptions",
    "findings",
    "rank",
    "system",
]


class NotStagedError(MetalearnError, ValueError):
    """A cancer that has no place in a table of M categories; the message says why."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The neighbouring rule: the one next to the rule that decided, and not the same in M and group.

    Attributes:
        m: Its M category.
        group: Its stage group.
        why_not: Why it did not apply.
    """

    m: str
    group: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What follows from the findings.

    Attributes:
        cancer: The cancer.
        edition: The edition of the rules.
        found: The findings, in the order of ``findings()``.
        m: The M category, such as "M1c2", or "no M letter" where the system has none.
        group: The stage group, such as "IVB", or what it depends on.
        metastatic: Whether the cancer has spread to a distant place.
        exception: "metastatic, not stage IV", "stage IV, not metastatic" or nothing.
        rule: The rule that decided, in our words.
        near_miss: The neighbouring rule, or None when it says the same M and group.
        trap: What is easily got wrong here; may be empty.
        facts: Ids of the rows of the table ``staging`` that the rule rests on.
        sources: Sources that it rests on beside those of the rows.
        checked: Whether the rule was read at its source: "yes", "partial" or "no".
        unchecked: The same as a sentence; empty when it was read in full.
        note: What to know of the edition, as a sentence; may be empty.
        reasons: All of it as short sentences, in the order in which to read them.
    """

    cancer: str
    edition: str
    found: tuple[str, ...]
    m: str
    group: str
    metastatic: bool
    exception: ExceptionKind | None
    rule: str
    near_miss: NearMiss | None
    trap: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    checked: Checked
    unchecked: str
    note: str
    reasons: tuple[str, ...]


@functools.cache
def cancers() -> tuple[str, ...]:
    """Return the cancers that can be staged here, in the order of the rules.

    Example:
        >>> cancers()[:3]
        ('Lung', 'Breast', 'Thymoma')
    """
    return tuple(dict.fromkeys(system.cancer for system in SYSTEMS))


def editions(cancer: str) -> tuple[str, ...]:
    """Return the editions that there are for a cancer, oldest first.

    Args:
        cancer: One of ``cancers()``.

    Raises:
        UnknownNameError: When there is no such cancer here.
        NotStagedError: For a cancer that has no M category, with the reason.

    Example:
        >>> editions("Lung")
        ('8th', '9th')
    """
    if cancer in cancers():
        return tuple(system.edition for system in SYSTEMS if system.cancer == cancer)
    for name, (why, _row) in REFUSED.items():
        if re.search(rf"\b{name}", cancer.casefold()):
            raise NotStagedError(f"{cancer.strip()} is not staged here. {why}")
    raise unknown("cancer", cancer, cancers(), "metalearn.models.staging.cancers()")


def system(cancer: str, edition: str | int | None = None) -> System:
    """Return the rules for a cancer in an edition: what may be ticked, and what follows.

    Args:
        cancer: One of ``cancers()``.
        edition: One of ``editions(cancer)``, or a part that names only one, such as 9, "9" or "2023"; may be left out
            when there is only one.

    Raises:
        UnknownNameError: When there is no such cancer or edition here.
        NotStagedError: For a cancer that has no M category, with the reason.
        ValueError: When there are several editions and none was named.

    Example:
        >>> [rule.name for rule in system("Lung", "9th").rules][:3]
        ['M1c2', 'M1c1', 'M1b']
        >>> system("Lung", 8).edition, system("Endometrium", "2023").edition
        ('8th', 'FIGO 2023')
    """
    known = editions(cancer)
    if edition is None:
        if len(known) > 1:
            raise ValueError(f"There are several editions for {cancer} ({', '.join(known)}); say which.")
        edition = known[0]
    meant = _edition(edition, known)
    if meant is None:
        raise unknown("edition", edition, known, f"metalearn.models.staging.editions({cancer!r})")
    return next(each for each in SYSTEMS if (each.cancer, each.edition) == (cancer, meant))


def findings(cancer: str, edition: str | int | None = None) -> tuple[Finding, ...]:
    """Return what may be ticked for a cancer, in the order in which to show it.

    Args:
        cancer: One of ``cancers()``.
        edition: One of ``editions(cancer)``; may be left out when there is only one.

    Raises:
        UnknownNameError: When there is no such cancer or edition here.

    Example:
        >>> [each.name for each in findings("Ovary")][:2]
        ['peritoneum beyond the pelvis', 'peritoneum beyond the pelvis, over 2 cm']
    """
    return system(cancer, edition).findings


def classify(
    cancer: str,
    found: Iterable[str] = (),
    edition: str | int | None = None,
    *,
    lesions: int | None = None,
    age: int | None = None,
) -> Stage:
    """Hold findings against the rules for a cancer.

    Args:
        cancer: One of ``cancers()``.
        found: Names of findings, as listed by ``findings(cancer, edition)``; none means that nothing was found.
        edition: One of ``editions(cancer)``; may be left out when there is only one.
        lesions: Number of deposits in distant organs (for the lung: outside the chest). Needed where it decides.
        age: Age at diagnosis in years. Needed where it decides.

    Returns:
        M category, stage group, the rule that decided, its neighbour, the trap, and all of it as sentences.

    Raises:
        UnknownNameError: For a cancer, edition or finding that does not exist, with the nearest right name.
        NotStagedError: For a cancer that has no M category, with the reason.
        ValueError: When findings contradict each other, or when age or the number of deposits is needed or wrong.

    Source:
        The table ``staging``; each result names its rows.

    Example:
        >>> stage = classify("Lung", ["bone"], "9th", lesions=8)
        >>> stage.m, stage.group, stage.facts
        ('M1c1', 'IVB', ('S08',))
        >>> print(stage.rule)
        Several deposits outside the chest, all in one organ system, are M1c1.
        >>> classify("Thyroid, differentiated", ["lung"], age=40).group
        'II'
        >>> classify("leukaemia")
        Traceback (most recent call last):
        ...
        metalearn.models.stages.staging.NotStagedError: leukaemia is not staged here. Blood cancers are not staged...
    """
    rules = system(cancer, edition)
    ticked = _ordered(rules, found)
    case = _case(rules, ticked, lesions, age)
    rule = _deciding(rules, case)
    m = rule.m + "".join(suffix for name, suffix in rules.suffixes if name in case.found and rule.metastatic)
    near = next(each for each in rules.rules if each.name == rule.near)
    return Stage(
        cancer=cancer,
        edition=rules.edition,
        found=tuple(each.name for each in ticked),
        m=m,
        group=rule.group,
        metastatic=rule.metastatic,
        exception=kind_of(rule),
        rule=rule.words,
        near_miss=NearMiss(near.m, near.group, rule.why_not) if _differs(near, rule) else None,
        trap=rule.trap,
        facts=rule.facts,
        sources=rule.sources,
        checked=rule.checked,
        unchecked=_unchecked(rule),
        note=rules.note,
        reasons=_reasons(rules, ticked, case, rule, near),
    )


def _ordered(rules: System, found: Iterable[str]) -> tuple[Finding, ...]:
    known = [each.name for each in rules.findings]
    wanted = list(checks.names(found, "findings"))
    for name in wanted:
        if name not in known:
            see = f"metalearn.models.staging.findings({rules.cancer!r}, {rules.edition!r})"
            raise unknown("finding", name, known, see)
    for first, second, why in rules.clashes:
        if first in wanted and second in wanted:
            raise ValueError(f"{first!r} and {second!r} contradict each other: {why}.")
    return tuple(each for each in rules.findings if each.name in wanted)


def _case(rules: System, ticked: tuple[Finding, ...], lesions: int | None, age: int | None) -> Case:
    organs = sum(each.kind == "organ" for each in ticked)
    _check_whole("The number of distant deposits", lesions)
    _check_whole("The age", age)
    if lesions is not None and lesions < max(1, organs):
        least = (
            f"{organs} distant organs need {organs} deposits or more"
            if organs > 1
            else "it must be 1 or more"
        )
        raise ValueError(f"The number of distant deposits is {lesions}; {least}.")
    if lesions is not None and not organs:
        raise ValueError(
            f"The number of distant deposits is {lesions}, but no distant organ was found. Leave it out, or say where."
        )
    if age is not None and not 0 <= age <= 120:
        raise ValueError(f"The age is {age}; it must be from 0 to 120 years.")
    return Case(frozenset(each.name for each in ticked), organs, lesions, age)


def _check_whole(what: str, value: object) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise ValueError(f"{what} is {value!r}; it must be a whole number, such as 8.")


def _edition(edition: str | int, known: Sequence[str]) -> str | None:
    """The one edition that is meant: by its name, its number or a part of its name."""
    wanted = " ".join(str(edition).split()).casefold().removesuffix(" edition")
    if wanted.isdigit() and len(wanted) < 3:
        wanted += "th"
    same = [each for each in known if each.casefold() == wanted]
    part = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    meant = same or [each for each in known if wanted and part.search(each.casefold())]
    return meant[0] if len(meant) == 1 else None


def _differs(near: Rule, rule: Rule) -> bool:
    return (near.m, near.group) != (rule.m, rule.group)


def _deciding(rules: System, case: Case) -> Rule:
    for rule in rules.rules:
        missing = rule.missing(case)
        if missing == "age":
            raise ValueError(f"Age decides the stage here ({rules.cancer}); give age=, in years.")
        if missing:
            raise ValueError(
                f"The number of distant deposits decides between categories here ({rules.cancer}, {rules.edition}); "
                "give lesions=, 1 or more."
            )
        if rule.applies(case):
            return rule
    raise AssertionError(f"the last rule for {rules.cancer} must apply to everybody")


def _reasons(
    rules: System, ticked: tuple[Finding, ...], case: Case, rule: Rule, near: Rule
) -> tuple[str, ...]:
    what = ", ".join(each.words for each in ticked) if ticked else _("nothing beyond the primary")
    said = [_("Found: {what}.").format(what=what), rule.words]
    if _differs(near, rule):
        said.append(_neighbour(near, rule))
    if kind_of(rule) == FAR:
        said.append(
            _("The cancer is metastatic, and it is not stage IV: here it is {group}.").format(
                group=rule.group
            )
        )
    if kind_of(rule) == NEAR:
        said.append(_("This is stage {group} without distant metastasis.").format(group=rule.group))
    if case.lesions is not None and not rules.counts_lesions:
        said.append(_("The number of deposits ({n}) does not matter here.").format(n=case.lesions))
    if case.age is not None and not rules.asks_age:
        said.append(_("Age ({age}) does not change this stage.").format(age=case.age))
    return (*said, *(text for text in (_unchecked(rule), rules.note) if text))


def _neighbour(near: Rule, rule: Rule) -> str:
    named = _("stage {group}").format(group=near.group) if near.m == NO_M else f"{near.m} ({near.group})"
    text = _("The neighbouring rule is {named}. It does not apply: {why}")
    return text.format(named=named, why=_inside_a_sentence(rule.why_not))


def _unchecked(rule: Rule) -> str:
    """What of a rule was not read at its source, as a sentence."""
    if rule.checked == "yes":
        return ""
    text = _("This rule was not checked: {what}.")
    if rule.checked == "partial":
        text = _("This rule was only partly checked: {what}.")
    return text.format(what=rule.unchecked)


def _inside_a_sentence(text: str) -> str:
    """Begin with a small letter, unless the first word is a code such as "M1b" or "IVA"."""
    return text[0].lower() + text[1:] if text[1].islower() or text[1] == " " else text
