"""The decision table behind ``metalearn.models.new_lesion``: its findings, its lines, and the reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from metalearn.words import _

_Outcome = Literal["metastasis", "mimic", "recurrence", "second primary", "first cancer", "undecided"]
_Certainty = Literal["shown by tissue", "supported", "suspected", "open"]

VALUES: dict[str, tuple[str, ...]] = {
    "tissue": (
        "none",
        "same cancer",
        "cancer, origin open",
        "another cancer",
        "no cancer seen",
        "benign diagnosis",
    ),
    "genes": ("not compared", "shared", "different"),
    "place": ("usual site", "unusual site", "old place", "same kind of organ"),
    "number": ("one", "several"),
    "time": ("together", "within 2 years", "later"),
    "look": ("typical of spread", "typical of a harmless finding", "not typical"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        when: Findings and the values that they may have; findings that are not named may have any.
        outcome: What the line answers.
        certainty: How sure that is.
        words: The line as a sentence.
        settle: What would settle it, as keys of ``SETTLE``.
    """

    when: Mapping[str, tuple[str, ...]]
    outcome: _Outcome
    certainty: _Certainty
    words: str
    settle: tuple[str, ...]


SETTLE = {
    "biopsy": _("Tissue would settle it, if knowing would change care."),
    "stains": _(
        "Stains on the tissue, and the pathologist's comparison with the old slides, could name the origin."
    ),
    "genes": _("Comparing gene changes with those of the old cancer could tell one cancer from two."),
    "repeat": _("A needle can miss: a second biopsy, or a scan after some weeks, would show whether it did."),
    "scan": _("The right scan for that organ can often recognise a harmless finding without a needle."),
    "watch": _("A later scan shows whether it grows; what stays the same for long is seldom cancer."),
    "whole": _("A scan of the whole body shows whether it is alone."),
    "receptors": _(
        "Receptors and markers of the new tissue should be tested again: they can differ from the old ones."
    ),
    "stage": _("A new cancer is staged on its own, from the beginning."),
}

_NO_TISSUE = {"tissue": ("none",)}
_SAME = {"tissue": ("same cancer",)}
_OPEN = {"tissue": ("cancer, origin open",)}
_CANCER = {"tissue": ("same cancer", "cancer, origin open")}
_SPREAD_SITE = ("usual site", "unusual site")
_AFTER = ("within 2 years", "later")

ROWS: tuple[Row, ...] = (
    Row(
        {"tissue": ("another cancer",), "genes": ("shared",)},
        "undecided",
        "open",
        _(
            "The tissue looks like another kind of cancer, and yet shares the gene changes of the old one: a second "
            "primary, or the old cancer with a changed look."
        ),
        ("stains", "whole"),
    ),
    Row(
        {"tissue": ("another cancer",)},
        "second primary",
        "shown by tissue",
        _("The tissue is another kind of cancer: most consistent with a second primary."),
        ("whole", "stage"),
    ),
    Row(
        {"tissue": ("benign diagnosis",), "look": ("typical of spread",)},
        "mimic",
        "supported",
        _(
            "The tissue names something harmless, and yet the scan has the look of spread: more consistent with a "
            "mimic, but the needle may have missed."
        ),
        ("repeat", "scan"),
    ),
    Row(
        {"tissue": ("benign diagnosis",)},
        "mimic",
        "shown by tissue",
        _("The tissue names something harmless, such as a granuloma: most consistent with a mimic."),
        ("watch",),
    ),
    Row(
        {"tissue": ("no cancer seen",), "look": ("typical of a harmless finding",)},
        "mimic",
        "supported",
        _(
            "No cancer in the tissue and a harmless look on the scan: consistent with a mimic, but a needle can miss."
        ),
        ("repeat", "watch"),
    ),
    Row(
        {"tissue": ("no cancer seen",), "look": ("not typical",)},
        "mimic",
        "supported",
        _("No cancer in the tissue: more consistent with a mimic, but a needle can miss."),
        ("repeat", "watch"),
    ),
    Row(
        {"tissue": ("no cancer seen",)},
        "undecided",
        "open",
        _(
            "No cancer in the tissue, and yet the look of spread: the two disagree, and the needle may have missed."
        ),
        ("repeat", "scan"),
    ),
    Row(
        {**_CANCER, "genes": ("different",)},
        "second primary",
        "supported",
        _("The gene changes differ from those of the old cancer: more consistent with a second primary."),
        ("stains", "whole", "stage"),
    ),
    Row(
        {**_CANCER, "time": ("together",), "place": ("old place",)},
        "first cancer",
        "supported",
        _(
            "Cancer in the place where the first one is being diagnosed: most consistent with being part of it."
        ),
        ("stains", "genes"),
    ),
    Row(
        {**_SAME, "place": ("old place",)},
        "recurrence",
        "shown by tissue",
        _("The same cancer in its old place: most consistent with a local recurrence."),
        ("whole", "receptors"),
    ),
    Row(
        {**_SAME, "place": _SPREAD_SITE},
        "metastasis",
        "shown by tissue",
        _("The same cancer in another organ: most consistent with a metastasis."),
        ("receptors", "whole"),
    ),
    Row(
        {**_SAME, "genes": ("shared",)},
        "metastasis",
        "shown by tissue",
        _("The same kind of cancer with the same gene changes: most consistent with a metastasis."),
        ("receptors", "whole"),
    ),
    Row(
        {**_SAME, "number": ("several",)},
        "metastasis",
        "supported",
        _(
            "The same kind of cancer in several places at once: more consistent with metastases than with new cancers."
        ),
        ("genes", "whole"),
    ),
    Row(
        {**_SAME, "time": ("later",)},
        "second primary",
        "supported",
        _(
            "The same kind of cancer, alone, in the same kind of organ and long after: a second primary is more likely "
            "than it looks."
        ),
        ("genes", "stains", "whole"),
    ),
    Row(
        _SAME,
        "undecided",
        "open",
        _(
            "The same kind of cancer, alone, in the same kind of organ and early: a metastasis or a second primary."
        ),
        ("genes", "stains", "whole"),
    ),
    Row(
        {**_OPEN, "place": ("old place",)},
        "recurrence",
        "supported",
        _("Cancer in the old place: more consistent with a recurrence, once the origin is confirmed."),
        ("stains", "genes"),
    ),
    Row(
        {**_OPEN, "genes": ("shared",)},
        "metastasis",
        "supported",
        _("Cancer with the gene changes of the old one: more consistent with a metastasis."),
        ("stains", "whole"),
    ),
    Row(
        {**_OPEN, "place": _SPREAD_SITE, "number": ("several",)},
        "metastasis",
        "supported",
        _(
            "Cancer in several distant places: more consistent with metastases, though not yet of which cancer."
        ),
        ("stains", "genes"),
    ),
    Row(
        {**_OPEN, "place": ("usual site",)},
        "metastasis",
        "supported",
        _("Cancer in a place to which the old one often spreads: more consistent with a metastasis."),
        ("stains", "genes", "whole"),
    ),
    Row(
        _OPEN,
        "undecided",
        "open",
        _(
            "Cancer whose origin is open, where neither place nor number decides: a metastasis or a second primary."
        ),
        ("stains", "genes", "whole"),
    ),
    Row(
        {**_NO_TISSUE, "look": ("typical of a harmless finding",)},
        "mimic",
        "suspected",
        _("The scan shows the look of a harmless finding: most consistent with a mimic."),
        ("scan", "watch"),
    ),
    Row(
        {**_NO_TISSUE, "time": ("together",), "place": ("old place",)},
        "first cancer",
        "suspected",
        _("A lesion where the first cancer is being diagnosed: most consistent with being part of it."),
        ("biopsy",),
    ),
    Row(
        {**_NO_TISSUE, "place": ("old place",), "time": _AFTER},
        "recurrence",
        "suspected",
        _("A new lesion in the old place: a recurrence is suspected; scars and inflammation look alike."),
        ("biopsy", "scan"),
    ),
    Row(
        {**_NO_TISSUE, "place": ("same kind of organ",), "number": ("one",), "time": ("later",)},
        "second primary",
        "suspected",
        _("One lesion, long after, in the same kind of organ: a second primary is suspected."),
        ("biopsy", "genes", "whole"),
    ),
    Row(
        {**_NO_TISSUE, "look": ("typical of spread",), "place": ("usual site",)},
        "metastasis",
        "suspected",
        _(
            "The look of spread in a place to which this cancer often spreads: a metastasis is suspected, not proven."
        ),
        ("biopsy", "whole"),
    ),
    Row(
        {**_NO_TISSUE, "look": ("typical of spread",), "number": ("several",)},
        "metastasis",
        "suspected",
        _("Several lesions with the look of spread: metastases are suspected, not proven."),
        ("biopsy", "whole"),
    ),
    Row(
        _NO_TISSUE,
        "undecided",
        "open",
        _(
            "Neither look, place nor number decides: it may be a metastasis, a mimic or a second primary. Away from "
            "the old place it is no local recurrence."
        ),
        ("scan", "biopsy", "watch"),
    ),
)

Key = tuple[str, str, str]

FOR: dict[Key, str] = {
    ("metastasis", "tissue", "same cancer"): _("The tissue matches the old cancer."),
    ("metastasis", "tissue", "cancer, origin open"): _("The tissue is cancer."),
    ("metastasis", "genes", "shared"): _("The gene changes are those of the old cancer."),
    ("metastasis", "place", "usual site"): _("This cancer often spreads to this place."),
    ("metastasis", "number", "several"): _("Several lesions are seldom several new cancers."),
    ("metastasis", "look", "typical of spread"): _("The scan has the look of spread."),
    ("mimic", "tissue", "no cancer seen"): _("No cancer was seen in the tissue."),
    (
        "mimic",
        "tissue",
        "benign diagnosis",
    ): _("The tissue names something harmless, not only the lack of cancer."),
    ("mimic", "look", "typical of a harmless finding"): _("The scan has the look of a harmless finding."),
    ("mimic", "number", "one"): _("A single lesion is less often spread than several are."),
    ("recurrence", "tissue", "same cancer"): _("The tissue matches the old cancer."),
    ("recurrence", "tissue", "cancer, origin open"): _("The tissue is cancer."),
    ("recurrence", "genes", "shared"): _("The gene changes are those of the old cancer."),
    ("recurrence", "place", "old place"): _("It lies where the old cancer was."),
    ("recurrence", "time", "within 2 years"): _("It came soon after the first cancer."),
    ("second primary", "tissue", "another cancer"): _(
        "The tissue is another kind of cancer than the old one."
    ),
    ("second primary", "genes", "different"): _("The gene changes differ from those of the old cancer."),
    (
        "second primary",
        "place",
        "same kind of organ",
    ): _("What caused the first cancer can cause a second in such an organ."),
    ("second primary", "number", "one"): _("A new cancer usually begins in one place."),
    ("second primary", "time", "later"): _("A long time has passed since the first cancer."),
    ("first cancer", "place", "old place"): _("It lies where the first cancer is."),
    (
        "first cancer",
        "time",
        "together",
    ): _("It was found together with the first cancer: nothing has come back."),
    ("first cancer", "tissue", "same cancer"): _("The tissue matches the first cancer."),
    ("first cancer", "genes", "shared"): _("The gene changes are those of the first cancer."),
    (
        "undecided",
        "tissue",
        "same cancer",
    ): _("The tissue matches the old cancer, which two cancers of a kind also do."),
    ("undecided", "tissue", "cancer, origin open"): _("The tissue is cancer, so it is not a mimic."),
    ("undecided", "tissue", "another cancer"): _("The tissue looks like another cancer than the old one."),
    ("undecided", "genes", "shared"): _("The gene changes are those of the old cancer."),
    ("undecided", "tissue", "no cancer seen"): _("No cancer was seen in the tissue, but a needle can miss."),
    ("undecided", "tissue", "none"): _("There is no tissue, and a scan alone is a question, not an answer."),
}

AGAINST: dict[Key, str] = {
    ("metastasis", "tissue", "none"): _("There is no tissue: a scan cannot prove a metastasis."),
    ("metastasis", "tissue", "cancer, origin open"): _("The tissue does not yet say which cancer it is."),
    ("metastasis", "place", "unusual site"): _("This cancer seldom spreads to this place."),
    ("metastasis", "place", "same kind of organ"): _(
        "In the same kind of organ a new cancer is possible too."
    ),
    ("metastasis", "number", "one"): _("A single lesion may also be a new cancer or a mimic."),
    ("metastasis", "look", "typical of a harmless finding"): _(
        "The scan has the look of a harmless finding."
    ),
    ("metastasis", "look", "not typical"): _("The scan does not have the look of spread."),
    ("mimic", "tissue", "none"): _("There is no tissue."),
    (
        "mimic",
        "tissue",
        "no cancer seen",
    ): _("A needle can miss: no cancer seen is not the same as something harmless."),
    ("mimic", "look", "typical of spread"): _("The scan has the look of spread."),
    ("mimic", "place", "usual site"): _("This cancer often spreads to this place."),
    ("mimic", "number", "several"): _("Several lesions are more often spread than one is."),
    ("mimic", "look", "not typical"): _("The scan does not have the look of a harmless finding."),
    ("recurrence", "tissue", "none"): _("There is no tissue: a scar or inflammation can look the same."),
    ("recurrence", "tissue", "cancer, origin open"): _("The tissue does not yet say which cancer it is."),
    ("recurrence", "time", "later"): _("After a long time a new cancer in the same place is possible too."),
    ("recurrence", "number", "several"): _("Several lesions ask whether it has spread as well."),
    ("recurrence", "look", "typical of a harmless finding"): _(
        "The scan has the look of a harmless finding."
    ),
    ("second primary", "tissue", "none"): _("There is no tissue."),
    ("second primary", "tissue", "same cancer"): _("The tissue is the same kind of cancer as the old one."),
    ("second primary", "tissue", "another cancer"): _(
        "Under treatment a cancer can sometimes change its look."
    ),
    ("second primary", "place", "usual site"): _("The old cancer often spreads to this place."),
    ("second primary", "number", "several"): _("Several lesions are seldom several new cancers."),
    ("second primary", "time", "within 2 years"): _("It came soon after the first cancer."),
    (
        "second primary",
        "look",
        "typical of a harmless finding",
    ): _("The scan has the look of a harmless finding."),
    ("second primary", "look", "typical of spread"): _("The scan has the look of spread."),
    ("first cancer", "tissue", "none"): _("There is no tissue."),
    ("first cancer", "tissue", "cancer, origin open"): _("The tissue does not yet say which cancer it is."),
    ("first cancer", "number", "several"): _("Several lesions may be several cancers."),
}
