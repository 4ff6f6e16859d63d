"""The same gene, drug or class of drugs in two cancers, side by side. Education, not advice; never a ranking.

Rows are found by what they say: a marker in the condition, a drug in the examples. Which subjects there are is listed
here, because a condition such as "HER2-negative" names a gene that the row is not about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from metalearn import datasets
from metalearn.datasets import TreatmentOption
from metalearn.errors import MetalearnError, unknown
from metalearn.models.teaching.options import AGNOSTIC, Catalogue, Rows
from metalearn.words import _

Kind = Literal["marker", "drug", "class"]
KINDS: dict[str, str] = {"marker": _("Gene or marker"), "drug": _("Drug"), "class": _("Class of drugs")}

# What the condition of a row must say.
_MARKERS = {
    "BRAF V600": r"BRAF V600",
    "KRAS G12C": r"KRAS G12C",
    "HER2": r"HER2(\+|-positive| \(ERBB2\)| IHC)",
    "MSI-H / dMMR": r"MSI-H|dMMR",
    "RET fusion": r"RET (fusion|or NTRK)",
    "NTRK fusion": r"NTRK",
    "NRG1 fusion": r"NRG1",
    "BRCA": r"BRCA",
    "FGFR": r"FGFR",
    "PD-L1": r"PD-L1",
}
# What its examples must say.
_DRUGS = (
    "atezolizumab",
    "bevacizumab",
    "cabozantinib",
    "cetuximab",
    "dabrafenib",
    "denosumab",
    "dostarlimab",
    "durvalumab",
    "encorafenib",
    "ipilimumab",
    "larotrectinib",
    "lenvatinib",
    "nivolumab",
    "olaparib",
    "pembrolizumab",
    "selpercatinib",
    "trastuzumab deruxtecan",
)
_CLASSES = {
    _("BRAF inhibitors"): r"dabrafenib|encorafenib|vemurafenib",
    _("Checkpoint inhibitors"): (
        r"atezolizumab|avelumab|cemiplimab|dostarlimab|durvalumab|ipilimumab|nivolumab|pembrolizumab"
        r"|penpulimab|retifanlimab|tislelizumab|toripalimab|tremelimumab"
    ),
    _("PARP inhibitors"): r"niraparib|olaparib|rucaparib|talazoparib",
    _("Radioligands"): r"lutetium|dotatate|\b177Lu",
}
# The ends of generic names: enough to say which drugs stand on both sides. A conjugate is one drug with two names: of
# its antibody, and of what the antibody carries.
_NAMED = re.compile(
    r"\b[a-z]{3,}(?:mab (?:[a-z]+tecan|emtansine|vedotin|soravtansine)"
    r"|mab|nib|parib|ciclib|platin|taxel|tabine|tecan|lisib|sertib|lutamide|trexed|rubicin)\b"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What can be compared.

    Attributes:
        name: Its name.
        kind: "marker", "drug" or "class".
        sides: The cancers with rows about it, each with these rows, in the order of the table; "any solid tumour" last.
    """

    name: str
    kind: Kind
    sides: tuple[tuple[str, Rows], ...]

    @property
    def primaries(self) -> tuple[str, ...]:
        """The cancers with rows about it."""
        return tuple(primary for primary, _rows in self.sides)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One subject in two cancers.

    Attributes:
        subject: What is compared.
        sides: Each cancer with its rows, in the order of the table.
        shared: Drugs that are named on both sides.
    """

    subject: Subject
    sides: tuple[tuple[str, Rows], ...]
    shared: tuple[str, ...]

    @property
    def rows(self) -> Rows:
        """The rows of both sides."""
        return tuple(row for _primary, rows in self.sides for row in rows)


@cache
def _patterns() -> dict[str, tuple[Kind, re.Pattern[str]]]:
    found: dict[str, tuple[Kind, re.Pattern[str]]] = {}
    for kind, named in (
        ("marker", _MARKERS),
        ("drug", {name: re.escape(name) for name in _DRUGS}),
        ("class", _CLASSES),
    ):
        found |= {name: (kind, re.compile(said)) for name, said in named.items()}  # type: ignore[misc]
    return found


def drugs(row: TreatmentOption) -> tuple[str, ...]:
    """Return the drugs that the examples of a row name.

    Example:
        >>> row = next(row for row in datasets.treatment_options() if row.primary == "GIST")
        >>> drugs(row)
        ('imatinib',)
        >>> [name for row in datasets.treatment_options() if row.id == "T011" for name in drugs(row)]
        ['sacituzumab govitecan', 'datopotamab deruxtecan']
    """
    return tuple(dict.fromkeys(_NAMED.findall(row.example_agents)))


def subjects(catalogue: Catalogue | None = None) -> tuple[Subject, ...]:
    """Return everything that the treatment table has in two cancers or more: markers, drugs, classes.

    Example:
        >>> subjects()[0].name, subjects()[0].primaries[1:3]
        ('BRAF V600', ('Colorectal', 'Melanoma (cutaneous)'))
    """
    catalogue = catalogue or Catalogue(datasets.treatment_options())
    made = (_subject(name, kind, said, catalogue) for name, (kind, said) in _patterns().items())
    return tuple(each for each in made if len(each.sides) > 1)


def _subject(name: str, kind: Kind, said: re.Pattern[str], catalogue: Catalogue) -> Subject:
    field = "condition" if kind == "marker" else "example_agents"
    rows = [row for row in catalogue.rows if said.search(getattr(row, field))]
    sides = (
        (primary, tuple(row for row in rows if row.primary == primary))
        for primary in (*catalogue.primaries(), AGNOSTIC)
    )
    return Subject(name, kind, tuple((primary, found) for primary, found in sides if found))


def compare(subject: Subject, one: str, other: str) -> Comparison:
    """Put one subject in two cancers side by side.

    Args:
        subject: One of :func:`subjects`.
        one: A cancer that has a row about it.
        other: Another one.

    Raises:
        UnknownNameError: For a cancer without such a row, with the nearest right one.
        MetalearnError: For a cancer beside itself.

    Example:
        >>> compare(subjects()[0], "Melanoma (cutaneous)", "Colorectal").shared
        ('encorafenib',)
    """
    known = dict(subject.sides)
    for primary in (one, other):
        if primary not in known:
            see = "metalearn.models.comparing.subjects()"
            raise unknown(f"cancer with rows about {subject.name}", primary, list(known), see)
    if one == other:
        raise MetalearnError(f"{one!r} cannot stand beside itself; another cancer is {_other(known, one)!r}.")
    sides = ((one, known[one]), (other, known[other]))
    named = [dict.fromkeys(drug for row in rows for drug in drugs(row)) for _primary, rows in sides]
    return Comparison(subject, sides, tuple(drug for drug in named[0] if drug in named[1]))


def _other(known: dict[str, Rows], one: str) -> str:
    return next(primary for primary in known if primary != one)
