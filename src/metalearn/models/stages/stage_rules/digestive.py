"""Staging rules for cancers of the digestive organs: bowel, stomach, pancreas, liver and oesophagus."""

from metalearn.models.stages.stage_rules.base import (
    REGIONAL,
    REGISTRY,
    REGISTRY_NOTE,
    Finding,
    Rule,
    System,
    no_spread,
    organs,
)
from metalearn.words import _

COLORECTAL = System(
    "Colorectal",
    "8th",
    (
        REGIONAL,
        *organs(
            nodes=_(
                "cancer in nodes along the aorta or behind the abdomen, or (for the colon) in iliac nodes"
            )
        ),
    ),
    (
        Rule(
            "M1c",
            "M1c",
            "IVC",
            _("Deposits on the peritoneum are M1c, alone or with other sites."),
            ("S16",),
            any_of=("peritoneum",),
            near="M1b",
            why_not=_("M1b counts distant sites, but only while the peritoneum is free."),
            trap=_("The peritoneum outranks the number of organs."),
            metastatic=True,
        ),
        Rule(
            "M1b",
            "M1b",
            "IVB",
            _("Two or more distant sites or organs, with a free peritoneum, are M1b."),
            ("S15",),
            organs=2,
            near="M1a",
            why_not=_("M1a allows one distant site or organ."),
            trap=_("Liver and lung make M1b, with one deposit in each."),
            metastatic=True,
        ),
        Rule(
            "M1a",
            "M1a",
            "IVA",
            _("One distant site or organ, with a free peritoneum, is M1a."),
            ("S14", "S17"),
            organs=1,
            near="M1b",
            why_not=_("M1b needs a second distant site or organ."),
            trap=_("Organs are counted, not deposits: the liver alone is M1a, even with twenty of them."),
            metastatic=True,
        ),
        Rule(
            "M0, N",
            "M0",
            "depends on T and N",
            _("Regional nodes are N, not M: on their own they leave M0."),
            ("S17", "S01"),
            any_of=("regional nodes",),
            near="M1a",
            why_not=_(
                "Nodes along the aorta, behind the abdomen or (for the colon) iliac nodes would be distant."
            ),
            trap=_("Nodes outside the regional list turn N into M."),
            checked="partial",
            unchecked=_("the general wording of M0 was only partly checked"),
        ),
        no_spread("M1a", _("M1a needs one distant site or organ.")),
    ),
)

_CYTOLOGY = Finding("cancer cells in peritoneal fluid", _("cancer cells in fluid from the abdomen"), "sign")
_KRUKENBERG = Finding("ovary", _("deposits in an ovary"))

_T4B_STOMACH = Finding("T4b", _("growth into a neighbouring organ (T4b)"), "sign")
_BEFORE = Finding("staged before treatment", _("staged before treatment"), "context")
_AFTER = Finding("staged after an operation", _("staged after an operation"), "context")
_M1_STOMACH = _(
    "Deposits in distant organs, in an ovary, on the peritoneum or in nodes along the aorta are M1."
)
_M1_CELLS = _("Cancer cells in fluid from the abdomen are M1, with no deposit to be seen.")
_SPLIT = _("Before treatment the 8th edition calls it IVB; after an operation it is IV.")
_TWO_STAGES = _(
    "Stage IVA exists only before treatment, and it is M0; after an operation T4b with M0 is stage III."
)
_KRUKENBERG_TRAP = _(
    "Deposits in the ovary have a name of their own (Krukenberg), but they are M1 like any other."
)
_CELLS_TRAP = _("The cells alone make M1: the scan can be clear.")


_STOMACH_NOTE = _("the groups before treatment were read in registry software, not in a manual")


def _t4b_stomach(name: str, where: tuple[str, ...], group: str, words: str, near: str, why_not: str) -> Rule:
    return Rule(
        name,
        "M0",
        group,
        words,
        ("S45",),
        all_of=(_T4B_STOMACH.name, *where),
        near=near,
        why_not=why_not,
        trap=_TWO_STAGES,
        checked="partial",
        unchecked=_STOMACH_NOTE,
        sources=("vista_staging_8th",),
    )


def _clinical(name: str, words: str, any_of: tuple[str, ...], least_organs: int, trap: str) -> Rule:
    """M1 in a stage given before treatment, where the 8th edition splits stage IV."""
    return Rule(
        name,
        "M1",
        "IVB",
        f"{words} {_SPLIT}",
        ("S45",),
        any_of=any_of,
        all_of=(_BEFORE.name,),
        organs=least_organs,
        near="M0, T4b before treatment",
        why_not=_("Stage IVA is T4b with M0."),
        trap=trap,
        metastatic=True,
        checked="partial",
        unchecked=_STOMACH_NOTE,
        sources=("vista_staging_8th",),
    )


STOMACH = System(
    "Stomach",
    REGISTRY,
    (
        REGIONAL,
        _T4B_STOMACH,
        _CYTOLOGY,
        _KRUKENBERG,
        *organs(nodes=_("cancer in nodes along the aorta, behind the abdomen or in the mesentery")),
        _BEFORE,
        _AFTER,
    ),
    (
        _clinical("M1 before treatment", _M1_STOMACH, (), 1, _KRUKENBERG_TRAP),
        Rule(
            "M1",
            "M1",
            "IV",
            _M1_STOMACH,
            ("S45",),
            organs=1,
            near="M1, cells",
            why_not=_("Cells in the fluid would be enough; here there are deposits too."),
            trap=_KRUKENBERG_TRAP,
            metastatic=True,
        ),
        _clinical("M1, cells before treatment", _M1_CELLS, (_CYTOLOGY.name,), 0, _CELLS_TRAP),
        Rule(
            "M1, cells",
            "M1",
            "IV",
            _M1_CELLS,
            ("S45",),
            any_of=(_CYTOLOGY.name,),
            near="M0",
            why_not=_("M0 needs fluid without cancer cells."),
            trap=_CELLS_TRAP,
            metastatic=True,
        ),
        _t4b_stomach(
            "M0, T4b before treatment",
            (_BEFORE.name,),
            "IVA",
            _("Before treatment, growth into a neighbouring organ (T4b) makes stage IVA with M0."),
            "M1 before treatment",
            _("Stage IVB needs M1."),
        ),
        _t4b_stomach(
            "M0, T4b after an operation",
            (_AFTER.name,),
            "III",
            _("After an operation, growth into a neighbouring organ (T4b) with M0 is stage III."),
            "M0, T4b before treatment",
            _("That one is for a stage given before treatment."),
        ),
        _t4b_stomach(
            "M0, T4b",
            (),
            "III or IVA",
            _(
                "Growth into a neighbouring organ (T4b) with M0 is stage IVA before treatment and stage III after an "
                "operation."
            ),
            "M1",
            _("M1 needs a distant deposit, or cancer cells in the fluid."),
        ),
        no_spread("M1, cells", _("Cancer cells in the fluid of the abdomen would be enough for M1.")),
    ),
    clashes=((_BEFORE.name, _AFTER.name, "one stage is given at a time"),),
    note=REGISTRY_NOTE + " " + _("The stage groups are those of the 8th edition."),
)

PANCREAS = System(
    "Pancreas",
    REGISTRY,
    (REGIONAL, _CYTOLOGY, *organs(nodes=_("cancer in nodes away from the basin of the pancreas"))),
    (
        Rule(
            "M1",
            "M1",
            "IV",
            _(
                "Deposits in distant organs, on the peritoneum or in nodes away from the pancreas's own basin are M1."
            ),
            ("S46",),
            organs=1,
            near="M1, cells",
            why_not=_("Cells in the fluid would be enough; here there are deposits too."),
            trap=_("Which nodes are regional differs between the head and the body of the pancreas."),
            metastatic=True,
        ),
        Rule(
            "M1, cells",
            "M1",
            "IV",
            _("Cancer cells in fluid from the abdomen are M1, with no deposit to be seen."),
            ("S46",),
            any_of=(_CYTOLOGY.name,),
            near="M0",
            why_not=_("M0 needs fluid without cancer cells."),
            trap=_("The cells alone make M1: the scan can be clear."),
            metastatic=True,
        ),
        no_spread("M1, cells", _("Cancer cells in the fluid of the abdomen would be enough for M1.")),
    ),
    note=REGISTRY_NOTE,
)

LIVER = System(
    "Liver (hepatocellular)",
    "8th",
    (REGIONAL, *organs(without=["liver"])),
    (
        Rule(
            "M1",
            "M1",
            "IVB",
            _("A deposit in a distant organ or in distant nodes is M1."),
            ("S38",),
            organs=1,
            near="M0, N1",
            why_not=_("Regional nodes alone would be IVA, and M0."),
            trap=_("Stage IVA and stage IVB differ by M here, not by the number of organs."),
            metastatic=True,
            checked="partial",
            unchecked=_("our table gives IVA only; IVB for M1 was read elsewhere"),
        ),
        Rule(
            "M0, N1",
            "M0",
            "IVA",
            _("Cancer in regional nodes alone makes stage IVA, with M0."),
            ("S38",),
            any_of=("regional nodes",),
            near="M1",
            why_not=_("M1 needs a distant organ or distant nodes."),
            trap=_("Stage IV without distant metastasis: the regional nodes are enough."),
        ),
        no_spread("M0, N1", _("Cancer in a regional node would make stage IVA.")),
    ),
)

_T4A = Finding("T4a", _("growth into a neighbour that can be removed with it (T4a)"), "sign")
_T4B = Finding("T4b", _("growth into a neighbour that cannot be removed (T4b)"), "sign")
_N2 = Finding("N2", _("regional nodes of category N2"), "sign")
_N3 = Finding("N3", _("regional nodes of category N3"), "sign")

OESOPHAGUS = System(
    "Oesophagus",
    "8th",
    (_T4A, _T4B, _N2, _N3, *organs(without=["peritoneum"])),
    (
        Rule(
            "M1",
            "M1",
            "IVB",
            _("A deposit in a distant organ or in distant nodes is M1."),
            ("S39",),
            organs=1,
            near="M0, local",
            why_not=_("Without M1, T and N could make IVA at most."),
            trap=_("Stage IVA needs no distant metastasis in this cancer; IVB does."),
            metastatic=True,
            checked="partial",
            unchecked=_("our table gives IVA only; IVB for M1 was read elsewhere"),
        ),
        Rule(
            "M0, local",
            "M0",
            "IVA",
            _("T4b, or any T with N3, makes stage IVA with M0."),
            ("S39",),
            any_of=("T4b", "N3"),
            near="M1",
            why_not=_("M1 needs a distant organ or distant nodes."),
            trap=_("These are the groups after surgery; the groups before treatment differ by cell type."),
        ),
        Rule(
            "M0, T4a N2",
            "M0",
            "IVA",
            _("T4a together with N2 makes stage IVA with M0."),
            ("S39",),
            all_of=("T4a", "N2"),
            near="M1",
            why_not=_("M1 needs a distant organ or distant nodes."),
            trap=_("These are the groups after surgery; the groups before treatment differ by cell type."),
        ),
        no_spread("M0, local", _("Stage IVA with M0 needs T4b, N3, or T4a together with N2.")),
    ),
    clashes=(
        ("T4a", "T4b", "a tumour has one T category"),
        ("N2", "N3", "the regional nodes have one N category"),
    ),
)

SYSTEMS = (COLORECTAL, STOMACH, PANCREAS, LIVER, OESOPHAGUS)
