"""A new lesion in a person with a known cancer: metastasis, mimic, recurrence or second primary?

A decision table, read from the top down: tissue first, then genes, then place, number, time and the look on a scan.
Every combination of findings has an answer, each with what speaks for it, what speaks against it and what would
settle it. Without tissue no answer is ever more than a suspicion.

Where the model is wrong about the world: real teams weigh far more (the kind of cancer, its stage, markers, smoking,
earlier radiotherapy, growth over time), and give each finding a weight; this table only orders them. The line at two
years is ours and only a handle for teaching. It is written for learning how the question is reasoned. It does not
diagnose anyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import product
from typing import Literal

from metalearn.errors import unknown
from metalearn.models.finding.new_lesion_rules import AGAINST, FOR, ROWS, SETTLE, VALUES, Row
from metalearn.words import _

Outcome = Literal["metastasis", "mimic", "recurrence", "second primary", "first cancer", "undecided"]
Certainty = Literal["shown by tissue", "supported", "suspected", "open"]

CAUTION = _("This teaches how the question is reasoned. It does not diagnose anyone.")


@dataclass(frozen=True, slots=True)
class Lesion:
    """What is known of a new lesion in a person with a known cancer.

    Attributes:
        tissue: "none", "same cancer", "cancer, origin open", "another cancer", "no cancer seen" (and nothing else
            named) or "benign diagnosis" (something harmless by name, such as a granuloma or a haemangioma).
        genes: "not compared", "shared" (the driving changes of the old cancer) or "different".
        place: "usual site" (where this cancer often spreads), "unusual site", "old place" (where it began, or the
            scar) or "same kind of organ" (such as the other lung or breast).
        number: "one" or "several".
        time: "together" (found with the cancer), "within 2 years" or "later".
        look: On the scan: "typical of spread", "typical of a harmless finding" or "not typical".
    """

    tissue: str = "none"
    genes: str = "not compared"
    place: str = "usual site"
    number: str = "one"
    time: str = "later"
    look: str = "not typical"

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value not in VALUES[field.name]:
                see = f"metalearn.models.new_lesion.choices({field.name!r})"
                raise unknown(field.name, value, VALUES[field.name], see)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the findings are most consistent with.

    Attributes:
        outcome: "metastasis", "mimic" (not cancer), "recurrence" (the old cancer come back in its old place),
            "second primary" (a new cancer), "first cancer" (part of what is being diagnosed now) or "undecided".
        certainty: "shown by tissue", "supported" (there is tissue, and the other findings lean this way),
            "suspected" (there is none) or "open".
        rule: The line of the table that decided, in words.
        speaks_for: What fits the outcome.
        speaks_against: What does not fit it.
        would_settle: What to find out next.
        caution: That this teaches and does not diagnose.
    """

    outcome: Outcome
    certainty: Certainty
    rule: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    would_settle: tuple[str, ...]
    caution: str

    @property
    def reasons(self) -> tuple[str, ...]:
        """Everything as sentences, in the order in which to read them; the caution is last."""
        return (self.rule, *self.speaks_for, *self.speaks_against, *self.would_settle, self.caution)


def choices(finding: str) -> tuple[str, ...]:
    """Return the values that a finding may have.

    Args:
        finding: "tissue", "genes", "place", "number", "time" or "look".

    Raises:
        UnknownNameError: When there is no such finding.

    Example:
        >>> choices("number")
        ('one', 'several')
    """
    if finding not in VALUES:
        raise unknown("finding", finding, list(VALUES), "help(metalearn.models.new_lesion.Lesion)")
    return VALUES[finding]


def combinations() -> Iterator[Lesion]:
    """Walk every combination of findings.

    Example:
        >>> sum(1 for each in combinations())
        1296
    """
    for values in product(*(VALUES[field.name] for field in fields(Lesion))):
        yield Lesion(*values)


def read(lesion: Lesion) -> Reading:
    """Return what a new lesion is most consistent with, and why.

    Args:
        lesion: What is known of it.

    Source:
        Reasoning of our own for teaching, along the lines of the NCI PDQ summaries (``nci_pdq_nsclc_2025`` on a second
        lung primary, ``nci_pdq_breast_2025`` on proving a metastasis by biopsy).

    Example:
        >>> spot = Lesion(tissue="another cancer", place="same kind of organ")
        >>> found = read(spot)
        >>> found.outcome, found.certainty
        ('second primary', 'shown by tissue')
        >>> read(Lesion(number="several", look="typical of spread")).certainty
        'suspected'
    """
    row = next(row for row in ROWS if _matches(row, lesion))
    said = [(name, getattr(lesion, name)) for name in VALUES]
    if lesion.tissue not in ("same cancer", "cancer, origin open", "another cancer"):
        said.remove(("genes", lesion.genes))  # without cancer tissue there are no genes to compare
    outcome: Outcome = row.outcome
    speaks_for = tuple(FOR[key] for pair in said if (key := (outcome, *pair)) in FOR)
    speaks_against = tuple(AGAINST[key] for pair in said if (key := (outcome, *pair)) in AGAINST)
    settle = tuple(text for name in row.settle if (text := SETTLE[name]))
    return Reading(outcome, row.certainty, row.words, speaks_for, speaks_against, settle, CAUTION)


def _matches(row: Row, lesion: Lesion) -> bool:
    return all(getattr(lesion, name) in allowed for name, allowed in row.when.items())
