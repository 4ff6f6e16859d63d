"""Names of organs and cancers as they stand inside a sentence: with their article, small, and a cancer called one."""

from __future__ import annotations

from metalearn.models.wording import inside
from metalearn.words import _

_THE = frozenset(
    {
        "Abdomen",
        "Biliary tract",
        "Bladder/urinary tract",
        "Bowel",
        "Brain/CNS",
        "Breast",
        "Head and neck",
        "Kidney",
        "Liver",
        "Lung",
        "Mediastinum",
        "Ovary",
        "Peritoneum/abdomen",
        "Pleura",
        "Respiratory system",
        "Skin",
        "Testis",
        "Thorax",
    }
)
_WHOLE = {
    "Adrenal": _("the adrenal glands"),
    "Female genital": _("female genital organs"),
    "Male genital": _("male genital organs"),
    "Unspecified": _("unspecified sites"),
}
_ITSELF = ("All ", "Bone cancer", "GIST", "Melanoma", "Mesothelioma", "Primaries ", "Sarcoma")
_SEVERAL = ("All ", "Primaries ")
_CALLED = {
    "Cervix": _("cervical"),
    "Endometrium": _("endometrial"),
    "Oesophagus": _("oesophageal"),
    "Ovary": _("ovarian"),
    "Pancreas": _("pancreatic"),
    "Rectum": _("rectal"),
    "Testis": _("testicular"),
    "Uterus": _("uterine"),
}


def organ_in_text(name: str) -> str:
    """Write the name of an organ as it stands inside a sentence.

    Example:
        >>> organ_in_text("Liver"), organ_in_text("Bone"), organ_in_text("Adrenal")
        ('the liver', 'bone', 'the adrenal glands')
    """
    plain = inside(name)
    return _WHOLE.get(name, _("the {organ}").format(organ=plain) if name in _THE else plain)


def cancer_in_text(name: str) -> str:
    """Write the name of a cancer as it stands inside a sentence.

    Example:
        >>> cancer_in_text("Colorectal"), cancer_in_text("Lung (small cell)"), cancer_in_text("Ovary")
        ('colorectal cancer', 'lung cancer (small cell)', 'ovarian cancer')
        >>> cancer_in_text("Melanoma"), cancer_in_text("GIST"), cancer_in_text("All cancers")
        ('melanoma', 'GIST', 'all cancers')
    """
    if name == "Unknown primary":
        return _("cancer of unknown primary")
    if name.startswith(_ITSELF):
        return inside(name)
    organ, bracket, kind = name.partition(" (")
    said = _("{organ} cancer").format(organ=_CALLED.get(organ, inside(organ)))
    return f"{said}{bracket}{kind}"


def are_several(name: str) -> bool:
    """Return whether the name of a cancer stands for several cancers, and so takes "do" and not "does".

    Example:
        >>> are_several("All cancers"), are_several("Colorectal")
        (True, False)
    """
    return name.startswith(_SEVERAL)
