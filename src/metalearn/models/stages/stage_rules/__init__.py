"""The staging rules as a table of data: one module a region of the body, one system a cancer and edition.

Rules are paraphrases of published staging tables in our own words. Each names the rows of the table ``staging`` that
it rests on, and says when it was not fully read at its source.

Where the rules are wrong about the world: they stop at M and at the few findings that make stage IV without it. See
``metalearn.models.staging``, which reads them.
"""

from metalearn.models.stages.stage_rules import chest, digestive, gynaecological, head_neck, skin, urogenital
from metalearn.models.stages.stage_rules.base import Case, Checked, Finding, Rule, System
from metalearn.words import _

SYSTEMS: tuple[System, ...] = (
    *chest.SYSTEMS,
    *digestive.SYSTEMS,
    *urogenital.SYSTEMS,
    *skin.SYSTEMS,
    *head_neck.SYSTEMS,
    *gynaecological.SYSTEMS,
)

# Cancers that these rules turn away (by a word in their name), with the reason and the row that states it.
REFUSED = {
    **dict.fromkeys(
        (
            "leukaemia",
            "leukemia",
            "myeloma",
            "lymphoma",
            "hodgkin",
            "myeloid neoplasm",
            "plasma cell neoplasm",
        ),
        (
            _(
                "Blood cancers are not staged by M; leukaemia and myeloma are usually widespread when found, lymphoma "
                "may be in one place. They have systems of their own (Lugano, R-ISS, risk groups)."
            ),
            "S43",
        ),
    ),
    **dict.fromkeys(
        ("gist", "gastrointestinal stromal"),
        (_("A TNM table for GIST exists, but in practice risk tables are used instead of it."), "S42"),
    ),
}

__all__ = ["REFUSED", "SYSTEMS", "Case", "Checked", "Finding", "Rule", "System"]
