"""What the M-category panel calls things: cancers, editions, stage groups, findings, and menus of findings.

The rules themselves and their sentences are those of :mod:`metalearn.models.staging`.
"""

from __future__ import annotations

from metalearn.models.stages.stage_rules.base import NO_M, OPEN, OPEN_LOCAL, REGISTRY, organs
from metalearn.words import _

CANCERS = {
    "Lung": _("Lung"),
    "Breast": _("Breast"),
    "Thymoma": _("Thymoma"),
    "Colorectal": _("Bowel (colon and rectum)"),
    "Stomach": _("Stomach"),
    "Pancreas": _("Pancreas"),
    "Liver (hepatocellular)": _("Liver (hepatocellular)"),
    "Oesophagus": _("Oesophagus"),
    "Prostate": _("Prostate"),
    "Kidney": _("Kidney"),
    "Bladder": _("Bladder"),
    "Testis": _("Testis"),
    "Melanoma of the skin": _("Melanoma of the skin"),
    "Merkel cell": _("Merkel cell"),
    "Soft tissue sarcoma": _("Soft tissue sarcoma"),
    "Nasopharynx": _("Nasopharynx"),
    "Oropharynx, p16-negative": _("Oropharynx, p16-negative"),
    "Oropharynx, p16-positive": _("Oropharynx, p16-positive"),
    "Thyroid, differentiated": _("Thyroid, differentiated"),
    "Thyroid, anaplastic": _("Thyroid, anaplastic"),
    "Gestational trophoblastic": _("Gestational trophoblastic"),
    "Ovary": _("Ovary"),
    "Endometrium": _("Endometrium"),
    "Cervix": _("Cervix"),
}
"""Every cancer of the rules, as the menu shows it."""

REFUSED = {
    "leukaemia": _("Leukaemia, myeloma or lymphoma"),
    "gist": _("GIST (gastrointestinal stromal tumour)"),
    "another cancer": _("Another cancer"),
}
"""What the menu offers and the rules turn away; the first two by a word in ``stage_rules.REFUSED``."""

EDITIONS = {
    "8th": _("8th edition"),
    "9th": _("9th edition"),
    "FIGO": _("FIGO"),
    "FIGO 2021": _("FIGO 2009 (as in the 2021 report)"),
    "FIGO 2023": _("FIGO 2023"),
    "FIGO/9th": _("FIGO and 9th edition"),
    REGISTRY: _("US registry table (EOD 3.3)"),
}

_SHORT = {
    OPEN: _("stage by T and N"),
    OPEN_LOCAL: _("stage by growth nearby"),
    "depends on local growth": _("stage by growth nearby"),
    "depends on T, N and serum markers": _("stage by T, N, markers"),
}
_LETTERS = {
    NO_M: _("no M letter"),
    "M1 (up to three)": _("M1 (up to three)"),
    "M1 (more than three)": _("M1 (more than three)"),
}
_GROUPS = {
    OPEN: _("depends on T and N"),
    OPEN_LOCAL: _("depends on local growth and nodes"),
    "depends on local growth": _("depends on local growth"),
    "depends on T, N and serum markers": _("depends on T, N and serum markers"),
    "I to III": _("I to III"),
    "IVA or IVB": _("IVA or IVB"),
    "III or IVA": _("III or IVA"),
    "IIIB or IV": _("IIIB or IV"),
    "IIIA to IIIC": _("IIIA to IIIC"),
}


def letter(m: str) -> str:
    """Return an M category as the panel writes it.

    Example:
        >>> letter("M1c2"), letter("no M letter")
        ('M1c2', 'no M letter')
    """
    return _LETTERS.get(m, m)


def group(name: str) -> str:
    """Return a stage group as the panel writes it.

    Example:
        >>> group("IVB"), group("depends on T and N")
        ('IVB', 'depends on T and N')
    """
    return _GROUPS.get(name, name)


def short_group(name: str) -> str:
    """Return a stage group as the drawing writes it, where there is little room.

    Example:
        >>> short_group("IVB"), short_group("depends on T and N")
        ('stage IVB', 'stage by T and N')
    """
    return _SHORT.get(name) or _("stage {group}").format(group=group(name))


MENUS: dict[tuple[str, ...], tuple[str, str, str]] = {
    ("T4a", "T4b"): ("growth", _("Growth nearby (T)"), _("neither T4a nor T4b")),
    ("N2", "N3"): ("regional", _("Regional nodes (N)"), _("neither N2 nor N3")),
    ("pleural fluid without cancer cells", "pleural fluid with cancer cells"): (
        "fluid",
        _("Fluid around the lung"),
        _("none"),
    ),
    ("LDH normal", "LDH raised"): ("ldh", _("LDH in the blood"), _("not known")),
    ("limb or trunk", "back of the abdomen"): ("began", _("Where the sarcoma began"), _("not said")),
    tuple(f"serum markers S{n}" for n in range(4)): ("markers", _("Serum markers"), _("not known")),
    ("staged before treatment", "staged after an operation"): (
        "when",
        _("When the stage is given"),
        _("not said"),
    ),
}
"""Findings of which only one can be true: the name of their control, its label, and its first option."""


ORGANS = {
    "liver": _("Liver"),
    "lung": _("Lung"),
    "bone": _("Bone"),
    "brain": _("Brain"),
    "adrenal": _("Adrenal gland"),
    "peritoneum": _("Peritoneum"),
    "skin or soft tissue": _("Distant skin or soft tissue"),
    "distant nodes": _("Distant nodes"),
    "other organ": _("Another distant organ"),
}
"""The organs that most cancers share, short enough for a list of ticks."""

_MORE = ("distant nodes",)  # which nodes count differs from cancer to cancer, so it is said
_PLAIN = {each.name: each.words for each in organs()}


def tick(name: str, words: str) -> tuple[str, str]:
    """Return the label of a finding that is ticked, and what more there is to say of it.

    Args:
        name: Its name in the rules.
        words: The same inside a sentence.

    Example:
        >>> tick("bone", "deposits in bone")
        ('Bone', '')
        >>> tick("T4", "growth beyond the fascia around the kidney (T4)")
        ('Growth beyond the fascia around the kidney (T4)', '')
    """
    if name not in ORGANS:
        return sentence(words), ""
    return ORGANS[name], sentence(words) if name in _MORE or words != _PLAIN[name] else ""


def sentence(text: str) -> str:
    """Begin a text with a capital letter.

    Example:
        >>> sentence("deposits in bone")
        'Deposits in bone'
    """
    return text[:1].upper() + text[1:]
