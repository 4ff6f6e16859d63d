"""Loaders of the organs that metastases reach, and of the names of cancers."""

from __future__ import annotations

from metalearn.datasets.loaders.picking import every, named
from metalearn.datasets.records.organs import OncoTree, Organ, UsualSite


def usual_sites() -> tuple[UsualSite, ...]:
    """Return the sites to which each cancer usually spreads. They name sites; they give no frequencies.

    Source:
        ``nci_metastatic_cancer``

    Example:
        >>> [each.site for each in usual_sites() if each.primary == "Breast"]
        ['Bone', 'Brain/CNS', 'Liver', 'Lung']
    """
    return every(UsualSite)


def oncotree() -> tuple[OncoTree, ...]:
    """Return the OncoTree code of every cancer named in the tables of flows, where one exists.

    Source:
        ``oncotree_2026_05_21``

    Example:
        >>> [each.code for each in oncotree() if each.name == "Lung (adenocarcinoma)"]
        ['LUAD']
    """
    return every(OncoTree)


def organs() -> tuple[Organ, ...]:
    """Return what metastases do in each organ. Education, not advice.

    Example:
        >>> len(organs())
        19
    """
    return every(Organ)


def organ(name: str) -> Organ:
    """Return one organ by its name.

    Raises:
        UnknownNameError: When there is none; the message gives the nearest.

    Example:
        >>> organ("Liver").first_capillary_bed
        'For the gut: the portal vein brings its blood here before anywhere else.'
    """
    return named("organ", name, {each.organ: each for each in organs()}, "organs")
