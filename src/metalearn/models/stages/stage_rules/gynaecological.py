"""Staging rules for cancers of the ovary, womb and placenta, mostly in FIGO stages, which have no M letter."""

from metalearn.models.stages.stage_rules.base import (
    NO_M,
    PERITONEUM,
    REGIONAL,
    Finding,
    Rule,
    System,
    names,
    no_spread,
    no_spread_figo,
    organs,
)
from metalearn.words import _

_GTN_ORGANS = organs()

GESTATIONAL = System(
    "Gestational trophoblastic",
    "FIGO",
    _GTN_ORGANS,
    (
        Rule(
            "IV",
            NO_M,
            "IV",
            _("A distant site other than the lung makes stage IV."),
            ("S34",),
            any_of=names(_GTN_ORGANS, without=["lung"]),
            near="III",
            why_not=_("Stage III is for the lung alone."),
            trap=_("A risk score is written after a colon, as in IV:9."),
            metastatic=True,
        ),
        Rule(
            "III",
            NO_M,
            "III",
            _("Spread to the lung, and nowhere else, is stage III."),
            ("S34",),
            any_of=("lung",),
            near="IV",
            why_not=_("Stage IV needs a distant site other than the lung."),
            trap=_("A risk score is written after a colon, as in III:4."),
            metastatic=True,
        ),
        no_spread_figo(
            "III", _("Stage III needs spread to the lung."), ("S34",), group="depends on local growth"
        ),
    ),
)

_PERITONEUM = Finding(
    "peritoneum beyond the pelvis", _("deposits on the peritoneum beyond the pelvis"), "sign"
)
_LARGE = Finding(
    "peritoneum beyond the pelvis, over 2 cm",
    _("deposits of more than 2 cm on the peritoneum beyond the pelvis"),
    "sign",
)
_WET = Finding("pleural fluid with cancer cells", _("cancer cells in the fluid around the lung"), "sign")
_DRY = Finding("pleural fluid without cancer cells", _("fluid around the lung without cancer cells"), "sign")
_TISSUE = Finding("inside the liver or spleen", _("deposits inside the liver or spleen"))
_OVARY_ORGANS = (
    _TISSUE,
    *organs(
        without=["liver", "peritoneum"],
        nodes=_("cancer in groin nodes or in nodes outside the abdomen"),
    ),
)
_SEA = _("Deposits on the peritoneum beyond the pelvis are stage III: they are metastases, and not stage IV.")

_SEA_TRAP = _(
    "Metastatic ovarian cancer is often stage III. FIGO has no M; TNM counts these as T3, M0, and its M1 leaves out "
    "the peritoneum."
)

OVARY = System(
    "Ovary",
    "FIGO",
    (_PERITONEUM, _LARGE, _DRY, _WET, *_OVARY_ORGANS),
    (
        Rule(
            "IVB",
            NO_M,
            "IVB",
            _(
                "Deposits inside the liver or spleen, in groin nodes, in nodes outside the abdomen or in other organs "
                "are IVB."
            ),
            ("S35",),
            organs=1,
            near="III",
            why_not=_("Stage III stays on the peritoneum and in the nodes of the abdomen."),
            trap=_("A deposit inside the liver counts differently from one on the peritoneum."),
            metastatic=True,
        ),
        Rule(
            "IVA",
            NO_M,
            "IVA",
            _("Cancer cells in the fluid around the lung make stage IVA."),
            ("S35",),
            any_of=(_WET.name,),
            near="III",
            why_not=_("Stage III needs fluid that was tested and held no cancer cells, or no fluid at all."),
            trap=_("Fluid counts only when cancer cells are found in it."),
            metastatic=True,
        ),
        Rule(
            "IIIC",
            NO_M,
            "IIIC",
            _SEA + " " + _("Deposits of more than 2 cm make it IIIC."),
            ("S35",),
            any_of=(_LARGE.name,),
            near="IVA",
            why_not=_("Stage IVA needs cancer cells in the fluid around the lung."),
            trap=_SEA_TRAP,
            sources=("berek_2021_figo",),
            metastatic=True,
            checked="partial",
            unchecked=_("our table gives stage III; the 2 cm line for IIIC was read elsewhere"),
        ),
        Rule(
            "III",
            NO_M,
            "III",
            _SEA + " " + _("The letter depends on the size of the deposits and on the nodes."),
            ("S35",),
            any_of=(_PERITONEUM.name,),
            near="IVA",
            why_not=_("Stage IVA needs cancer cells in the fluid around the lung."),
            trap=_SEA_TRAP,
            sources=("berek_2021_figo",),
            metastatic=True,
        ),
        no_spread_figo(
            "III", _("This rule needs deposits on the peritoneum beyond the pelvis."), ("S35",), "I to III"
        ),
    ),
    clashes=((_WET.name, _DRY.name, "the fluid either holds cancer cells or does not"),),
)

_LINING = Finding("bladder or bowel lining", _("growth into the lining of the bladder or bowel"), "sign")
_WOMB_ORGANS = organs(without=["peritoneum"])
_LINING_WORDS = _(
    "Growth into the lining of the bladder or bowel makes stage IVA: no distant spread is needed."
)
_ABDOMEN = Finding("peritoneum beyond the pelvis", _("deposits on the peritoneum beyond the pelvis"))


def _lining(near: str) -> Rule:
    return Rule(
        "IVA",
        NO_M,
        "IVA",
        _LINING_WORDS,
        ("S36",),
        any_of=(_LINING.name,),
        near=near,
        why_not=_("{stage} needs a deposit at a distance.").format(stage=near),
        trap=_("Stage IV without distant metastasis: local growth is enough."),
    )


ENDOMETRIUM_2021 = System(
    "Endometrium",
    "FIGO 2021",
    (REGIONAL, _LINING, PERITONEUM, *_WOMB_ORGANS),
    (
        Rule(
            "IVB",
            NO_M,
            "IVB",
            _("Any distant deposit makes stage IVB."),
            ("S36",),
            organs=1,
            near="IVA",
            why_not=_(
                "Stage IVA is growth into the lining of the bladder or bowel, with no distant deposit."
            ),
            trap=_(
                "The 2023 version splits this group: the peritoneum is IVB there, other distant sites are IVC."
            ),
            metastatic=True,
            checked="partial",
            unchecked=_("our table gives IVA only for this version; IVB was read elsewhere"),
        ),
        _lining("IVB"),
        no_spread_figo("IVA", _("Stage IVA needs growth into the lining of the bladder or bowel."), ("S36",)),
    ),
)

ENDOMETRIUM_2023 = System(
    "Endometrium",
    "FIGO 2023",
    (REGIONAL, _LINING, _ABDOMEN, *_WOMB_ORGANS),
    (
        Rule(
            "IVC",
            NO_M,
            "IVC",
            _("A distant deposit other than on the peritoneum makes stage IVC."),
            ("S36",),
            any_of=names(_WOMB_ORGANS),
            near="IVB",
            why_not=_("Stage IVB stays on the peritoneum of the abdomen."),
            trap=_("The 2023 version is not used everywhere yet: always say which version."),
            metastatic=True,
        ),
        Rule(
            "IVB",
            NO_M,
            "IVB",
            _("Deposits on the peritoneum beyond the pelvis make stage IVB."),
            ("S36",),
            any_of=(_ABDOMEN.name,),
            near="IVC",
            why_not=_("Stage IVC needs a distant site other than the peritoneum."),
            trap=_("The 2023 version is not used everywhere yet: always say which version."),
            metastatic=True,
        ),
        _lining("IVB"),
        no_spread_figo("IVA", _("Stage IVA needs growth into the lining of the bladder or bowel."), ("S36",)),
    ),
)

_PELVIC = Finding(
    "pelvic or para-aortic nodes", _("cancer in nodes of the pelvis or along the aorta"), "sign"
)
_NEIGHBOUR = Finding("neighbouring pelvic organ", _("growth into a neighbouring organ of the pelvis"), "sign")

CERVIX = System(
    "Cervix",
    "FIGO/9th",
    (
        _PELVIC,
        _NEIGHBOUR,
        *organs(nodes=_("cancer in nodes other than those of the pelvis or along the aorta")),
    ),
    (
        Rule(
            "M1",
            "M1",
            "IVB",
            _("A deposit in a distant organ makes stage IVB."),
            ("S37",),
            organs=1,
            near="M0, local",
            why_not=_("Stage IVA is growth into a neighbouring organ, with no distant deposit."),
            metastatic=True,
        ),
        Rule(
            "M0, local",
            "M0",
            "IVA",
            _("Growth into a neighbouring organ of the pelvis makes stage IVA: no distant spread is needed."),
            ("S37",),
            any_of=(_NEIGHBOUR.name,),
            near="M1",
            why_not=_("Stage IVB needs a distant organ."),
            trap=_("Stage IV without distant metastasis: local growth is enough."),
        ),
        Rule(
            "M0, N",
            "M0",
            "depends on T and N",
            _("Nodes of the pelvis and along the aorta are N, not M1."),
            ("S37",),
            any_of=(_PELVIC.name,),
            near="M1",
            why_not=_("M1 needs a distant organ, or nodes elsewhere."),
            trap=_("Nodes along the aorta are regional here. In bowel cancer they are distant."),
        ),
        no_spread("M0, local", _("Stage IVA needs growth into a neighbouring organ.")),
    ),
)

SYSTEMS = (GESTATIONAL, OVARY, ENDOMETRIUM_2021, ENDOMETRIUM_2023, CERVIX)
