"""What stage IV means, cancer by cancer: distant metastasis alone, or also cancers that have none.

Which of the two holds is what the table of staging tells of the cancer. That table follows later editions than the
6th, by which the people of the survival curves were staged; so a cancer whose stage IV changed in between, or of which
the table does not tell, is left open rather than guessed.
"""

from __future__ import annotations

from metalearn.words import _

METASTASIS = _("In this cancer stage IV means distant metastasis.")
GROWN = _(
    "Stage IV of this cancer also holds cancers that have grown into a neighbouring organ, without distant metastasis."
)
NODES = _(
    "Stage IV of this cancer can also mean that nearby lymph nodes are involved, without distant metastasis."
)
BOTH = _(
    "Stage IV of this cancer also holds cancers without distant metastasis: they have grown far where they began, or "
    "nearby lymph nodes are involved."
)
ABDOMEN = _(
    "In this cancer stage IV means spread beyond the lining of the abdomen; deposits on it are stage III."
)
OPEN = _(
    "Stage IV is not the same as distant metastasis in every cancer; what it meant for this one in the 6th edition was "
    "not looked up."
)

MEANING = {
    "Bladder": BOTH,
    "Breast": METASTASIS,
    "Cervix": GROWN,
    "Colon/rectum": METASTASIS,
    "Head and neck": BOTH,
    "Kidney": BOTH,
    "Lung": METASTASIS,
    "Melanoma": METASTASIS,
    "Ovary": ABDOMEN,
    "Pancreas": METASTASIS,
    "Prostate": BOTH,
    "Sarcoma": NODES,
    "Thyroid": BOTH,
    "Uterus": GROWN,
}


def meaning(cancer: str) -> str:
    """Return what stage IV means in a cancer of the survival curves; for others, that it was left open.

    Args:
        cancer: As in the table of survival curves.

    Example:
        >>> meaning("Breast")
        'In this cancer stage IV means distant metastasis.'
        >>> meaning("Gallbladder") == OPEN
        True
    """
    return MEANING.get(cancer, OPEN)
