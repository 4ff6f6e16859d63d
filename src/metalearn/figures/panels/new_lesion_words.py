"""What the new-lesion panel calls its findings and its answers."""

from __future__ import annotations

from metalearn.figures.panels.design import Control
from metalearn.words import _

_TISSUE = (
    ("none", _("none was taken")),
    ("same cancer", _("the same cancer as the old one")),
    ("cancer, origin open", _("cancer, and its origin open")),
    ("another cancer", _("another kind of cancer")),
    ("no cancer seen", _("no cancer seen, and nothing else named")),
    ("benign diagnosis", _("something harmless by name, such as a granuloma")),
)
_GENES = (
    ("not compared", _("not compared")),
    ("shared", _("those of the old cancer")),
    ("different", _("different from the old cancer")),
)
_PLACE = (
    ("usual site", _("where this cancer often spreads")),
    ("unusual site", _("where this cancer seldom spreads")),
    ("old place", _("where the old cancer was")),
    ("same kind of organ", _("in the same kind of organ, such as the other breast")),
)
_NUMBER = (("one", _("one")), ("several", _("several")))
_TIME = (
    ("together", _("found together with the cancer")),
    ("within 2 years", _("within two years")),
    ("later", _("later")),
)
_LOOK = (
    ("typical of spread", _("typical of spread")),
    ("typical of a harmless finding", _("typical of a harmless finding")),
    ("not typical", _("typical of neither")),
)
CANCER = ("same cancer", "cancer, origin open", "another cancer")
"""The answers of a tissue sample in which there is cancer, so that genes can be compared."""

CONTROLS = (
    Control("place", _("Where the new lesion lies"), _PLACE),
    Control("number", _("How many there are"), _NUMBER, "choice"),
    Control("time", _("How long after the first cancer"), _TIME, "choice"),
    Control("look", _("How it looks on the scan"), _LOOK, "choice"),
    Control("tissue", _("What the tissue shows"), _TISSUE),
)
GENES = Control("genes", _("Gene changes in the tissue"), _GENES, "choice")

OUTCOMES = {
    "metastasis": _("a metastasis"),
    "mimic": _("a mimic: something harmless that looks like spread"),
    "recurrence": _("a local recurrence: the old cancer, back in its old place"),
    "second primary": _("a second primary: a new cancer"),
    "first cancer": _("part of the cancer that is being diagnosed now"),
    "undecided": _("undecided"),
}
SHORT = {
    "metastasis": _("metastasis"),
    "mimic": _("mimic"),
    "recurrence": _("local recurrence"),
    "second primary": _("second primary"),
    "first cancer": _("part of the first cancer"),
    "undecided": _("undecided"),
}
CERTAINTIES = {
    "shown by tissue": _("shown by tissue"),
    "supported": _("supported by tissue, not shown"),
    "suspected": _("suspected: there is no tissue"),
    "open": _("open"),
}
