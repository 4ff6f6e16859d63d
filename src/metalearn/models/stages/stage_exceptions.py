"""Where "metastatic" and "stage IV" do not mean the same: rule by rule, read from the staging rules.

Where the model is wrong about the world: it knows the cancers of these rules only; others have such exceptions too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from metalearn.models.stages.stage_rules import SYSTEMS, Rule

ExceptionKind = Literal["metastatic, not stage IV", "stage IV, not metastatic"]
FAR: ExceptionKind = "metastatic, not stage IV"
NEAR: ExceptionKind = "stage IV, not metastatic"


@dataclass(frozen=True, slots=True)
class StageException:
    """A rule in which "metastatic" and "stage IV" do not mean the same.

    Attributes:
        kind: "metastatic, not stage IV" or "stage IV, not metastatic".
        cancer: The cancer.
        edition: The edition.
        m: The M category.
        group: The stage group.
        rule: The rule in our words.
        facts: Ids of the rows of the table ``staging``.
        sources: Sources beside those of the rows.
    """

    kind: ExceptionKind
    cancer: str
    edition: str
    m: str
    group: str
    rule: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]


def exceptions() -> tuple[StageException, ...]:
    """Return every rule in which "metastatic" and "stage IV" part company, in the order of the rules.

    That is not all there are. Cancers that are not here have them too (those of the mouth, larynx, gallbladder and
    vulva are stage IV by local growth or nodes, as registry software of the 8th edition has it: ``vista_staging_8th``),
    and so have groups that are left out here, such as those of the oesophagus before treatment.

    Source:
        The table ``staging``; each names its rows.

    Example:
        >>> sorted({each.cancer for each in exceptions() if each.kind == "metastatic, not stage IV"})
        ['Gestational trophoblastic', 'Ovary', 'Testis', 'Thyroid, differentiated']
    """
    return tuple(
        StageException(
            kind, rules.cancer, rules.edition, rule.m, rule.group, rule.words, rule.facts, rule.sources
        )
        for rules in SYSTEMS
        for rule in rules.rules
        if (kind := kind_of(rule)) is not None
    )


def rank(group: str) -> int | None:
    """Return the number of a stage group, 1 to 4; None when it is open between several.

    Args:
        group: A stage group, such as "IIIC" or "depends on T and N".

    Example:
        >>> rank("IVB"), rank("IVA or IVB"), rank("IIIB or IV"), rank("depends on T and N")
        (4, 4, None, None)
    """
    numerals = set(re.findall(r"\b(IV|I{1,3})[A-D]?\b", group))
    return {"I": 1, "II": 2, "III": 3, "IV": 4}[numerals.pop()] if len(numerals) == 1 else None


def kind_of(rule: Rule) -> ExceptionKind | None:
    """Return how "metastatic" and "stage IV" part company in a rule, or None where they do not.

    Args:
        rule: A rule of one of the systems.

    Example:
        >>> from metalearn.models.stages.staging import system
        >>> [kind_of(rule) for rule in system("Testis").rules][0]
        'metastatic, not stage IV'
    """
    four = rank(rule.group) == 4
    if rule.metastatic == four or rule.group.startswith("depends"):
        return None
    if rule.metastatic:
        return FAR
    return NEAR if four else None
