"""What a staging rule is made of: findings, rules read from the top down, and the system they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from metalearn.models import checks
from metalearn.words import _

Checked = Literal["yes", "partial", "no"]
Kind = Literal["organ", "sign", "context"]

OPEN = "depends on T and N"
OPEN_LOCAL = "depends on local growth and nodes"
NO_M = "no M letter"
# The tables of the United States registries (SEER), where no edition of TNM was read.
REGISTRY = "US registry table (EOD 3.3)"
REGISTRY_NOTE = _(
    "What counts as M1 here was read in a table of the cancer registries of the United States (Extent of Disease, "
    "version 3.3), not in an edition of TNM."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may have been found.

    Attributes:
        name: What to tick, such as "bone".
        words: The same inside a sentence, such as "deposits in bone".
        kind: "organ" for deposits in a distant organ or distant nodes (these are counted), "sign" for anything else
            that says how far the cancer has gone, "context" for what is true of the person or of the primary.
    """

    name: str
    words: str
    kind: Kind = "organ"


@dataclass(frozen=True, slots=True)
class Case:
    """The findings of one person, ready to be held against rules.

    Attributes:
        found: Names of the findings.
        organs: How many distant organs are among them.
        lesions: Number of distant deposits, or None when nobody counted.
        age: Age in years, or None.
    """

    found: frozenset[str]
    organs: int
    lesions: int | None
    age: int | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: when it applies, and what follows.

    A rule applies when every condition that it states holds. Rules are read from the top down and the first that
    applies decides, so a condition need not repeat what an earlier rule has already taken away.

    Attributes:
        name: Its name within the system; near misses refer to it.
        m: The M category, or "no M letter" where the system has none.
        group: The stage group, or what it depends on.
        words: The rule in our words.
        facts: Ids of the rows of the table ``staging`` that it rests on.
        sources: Sources that it rests on beside those of the rows.
        any_of: At least one of these findings is there.
        all_of: All of these findings are there.
        organs: At least this many distant organs are involved.
        lesions: Fewest and most distant deposits (None: no upper limit).
        under: Age below this, in years.
        near: The rule that nearly applied.
        why_not: Why that one did not.
        trap: What is easily got wrong here.
        metastatic: Whether this counts as spread to a distant place.
        checked: Whether the rule was read at its source: "yes", "partial" or "no".
        unchecked: What of it was not, in words.
    """

    name: str
    m: str
    group: str
    words: str
    facts: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    organs: int = 0
    lesions: tuple[int, int | None] | None = None
    under: int | None = None
    near: str = ""
    why_not: str = ""
    trap: str = ""
    metastatic: bool = False
    checked: Checked = "yes"
    unchecked: str = ""
    sources: tuple[str, ...] = ()

    def missing(self, case: Case) -> str:
        """Name what must be known before this rule can be held against the case: "age", "lesions" or nothing."""
        if not self._fits_findings(case):
            return ""
        if self.under is not None and case.age is None:
            return "age"
        return "lesions" if self._fits_count(case) is None else ""

    def applies(self, case: Case) -> bool:
        """Whether every condition holds; ask ``missing`` first."""
        young_enough = self.under is None or (case.age is not None and case.age < self.under)
        return self._fits_findings(case) and young_enough and bool(self._fits_count(case))

    def _fits_findings(self, case: Case) -> bool:
        some = not self.any_of or not case.found.isdisjoint(self.any_of)
        return some and case.found.issuperset(self.all_of) and case.organs >= self.organs

    def _fits_count(self, case: Case) -> bool | None:
        """Whether the number of deposits fits; None when it decides and is not known."""
        if self.lesions is None:
            return True
        fewest, most = self.lesions
        if case.lesions is not None:
            return fewest <= case.lesions and (most is None or case.lesions <= most)
        if most is not None and case.organs > most:  # each organ holds one deposit at least
            return False
        return True if case.organs >= fewest and most is None else None


@dataclass(frozen=True, slots=True)
class System:
    """The rules for one cancer in one edition.

    Attributes:
        cancer: The cancer, as the table ``staging`` names it.
        edition: The edition, such as "9th" or "FIGO", or the table that stands in for one.
        findings: Everything that may be ticked, in the order in which to show it.
        rules: From the top down; the last applies to everybody.
        clashes: Findings that cannot both be true, each with the reason.
        suffixes: What a finding adds to the M category, such as "(1)" for a raised LDH.
        note: What to know of the edition, as a sentence; may be empty.
    """

    cancer: str
    edition: str
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    clashes: tuple[tuple[str, str, str], ...] = ()
    suffixes: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def counts_lesions(self) -> bool:
        """Whether the number of deposits decides anything here."""
        return any(rule.lesions for rule in self.rules)

    @property
    def asks_age(self) -> bool:
        """Whether age decides anything here."""
        return any(rule.under for rule in self.rules)


BONE = Finding("bone", _("deposits in bone"))
BRAIN = Finding("brain", _("deposits in the brain"))
LIVER = Finding("liver", _("deposits in the liver"))
LUNG = Finding("lung", _("deposits in the lung"))
ADRENAL = Finding("adrenal", _("a deposit in an adrenal gland"))
FAR_NODES = Finding("distant nodes", _("cancer in nodes beyond the regional ones"))
PERITONEUM = Finding("peritoneum", _("deposits on the peritoneum"))
SKIN = Finding("skin or soft tissue", _("deposits in distant skin or soft tissue"))
OTHER = Finding("other organ", _("a deposit in another distant organ"))
REGIONAL = Finding("regional nodes", _("cancer in regional nodes"), "sign")

ORGANS = (LIVER, LUNG, BONE, BRAIN, ADRENAL, PERITONEUM, SKIN, FAR_NODES, OTHER)


def organs(without: Iterable[str] = (), nodes: str = "") -> tuple[Finding, ...]:
    """Return the usual distant organs.

    Args:
        without: Names to leave out, such as the organ in which the cancer began.
        nodes: What "distant nodes" means for this cancer, in words.
    """
    left_out = set(checks.names(without, "names to leave out"))
    kept = (each for each in ORGANS if each.name not in left_out)
    return tuple(Finding(each.name, nodes) if nodes and each is FAR_NODES else each for each in kept)


def names(findings: Iterable[Finding], without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names of the findings that are distant organs.

    Args:
        findings: The findings to choose from.
        without: Names to leave out.
    """
    left_out = set(checks.names(without, "names to leave out"))
    return tuple(each.name for each in findings if each.kind == "organ" and each.name not in left_out)


def no_spread(near: str, why_not: str, group: str = OPEN, facts: tuple[str, ...] = ()) -> Rule:
    """Make the last rule of a TNM system: M0, nothing beyond the primary and its regional nodes.

    Args:
        near: The rule that comes next above it.
        why_not: What that one needs.
        group: What the stage group depends on then.
        facts: Ids of the rows it rests on beside the general definition of M0.
    """
    words = _("Nothing was found beyond the primary and its regional nodes: that is M0.")
    note = _("the general wording of M0 was only partly read at the source")
    return Rule(
        "M0",
        "M0",
        group,
        words,
        ("S01", *facts),
        near=near,
        why_not=why_not,
        checked="partial",
        unchecked=note,
    )


def no_spread_figo(near: str, why_not: str, facts: tuple[str, ...], group: str = OPEN_LOCAL) -> Rule:
    """Make the last rule of a FIGO system: no spread to a distance, and a stage that our table does not give.

    Args:
        near: The rule that comes next above it.
        why_not: What that one needs.
        facts: Ids of the rows it rests on.
        group: What the stage depends on then.
    """
    words = _("Nothing was found at a distance; how far it has grown nearby decides the stage.")
    note = _("our table does not give the stages without distant spread")
    return Rule(
        "near", NO_M, group, words, facts, near=near, why_not=why_not, checked="partial", unchecked=note
    )
