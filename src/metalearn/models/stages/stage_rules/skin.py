"""Staging rules for cancers of skin and soft tissue: melanoma, Merkel cell carcinoma, sarcoma."""

from metalearn.models.stages.stage_rules.base import REGIONAL, Finding, Rule, System, names, no_spread, organs
from metalearn.words import _

_MELANOMA_ORGANS = organs(nodes=_("cancer in nodes beyond the basin that drains the primary"))
_NORMAL = Finding("LDH normal", _("a normal LDH"), "context")
_RAISED = Finding("LDH raised", _("a raised LDH"), "context")

MELANOMA = System(
    "Melanoma of the skin",
    "8th",
    (REGIONAL, *_MELANOMA_ORGANS, _NORMAL, _RAISED),
    (
        Rule(
            "M1d",
            "M1d",
            "IV",
            _("Deposits in the brain or spinal cord are M1d, with or without other sites."),
            ("S25",),
            any_of=("brain",),
            near="M1c",
            why_not=_("M1c is for organs outside the brain and spinal cord."),
            trap=_("The brain outranks every other site."),
            metastatic=True,
        ),
        Rule(
            "M1c",
            "M1c",
            "IV",
            _("Deposits in organs other than the lung, with the brain and spinal cord free, are M1c."),
            ("S24",),
            any_of=names(_MELANOMA_ORGANS, without=["brain", "lung", "skin or soft tissue", "distant nodes"]),
            near="M1b",
            why_not=_("M1b allows the lung, and skin, soft tissue or nodes beside it."),
            trap=_("The four letters say where; all of them are stage IV."),
            metastatic=True,
        ),
        Rule(
            "M1b",
            "M1b",
            "IV",
            _("Deposits in the lung are M1b, with or without skin, soft tissue or nodes."),
            ("S23",),
            any_of=("lung",),
            near="M1a",
            why_not=_("M1a is for skin, soft tissue and nodes without the lung."),
            trap=_("The four letters say where; all of them are stage IV."),
            metastatic=True,
        ),
        Rule(
            "M1a",
            "M1a",
            "IV",
            _("Distant skin, soft tissue or nodes, and no organ beside them, are M1a."),
            ("S22", "S47"),
            organs=1,
            near="M1b",
            why_not=_("M1b needs the lung."),
            trap=_("Which nodes are distant depends on where on the skin the primary was."),
            metastatic=True,
        ),
        no_spread("M1a", _("M1a needs distant skin, soft tissue or nodes.")),
    ),
    clashes=((_NORMAL.name, _RAISED.name, "LDH is either normal or raised"),),
    suffixes=((_NORMAL.name, "(0)"), (_RAISED.name, "(1)")),
)

_MERKEL_ORGANS = organs()

MERKEL = System(
    "Merkel cell",
    "8th",
    (REGIONAL, *_MERKEL_ORGANS),
    (
        Rule(
            "M1c",
            "M1c",
            "IV",
            _("Deposits in distant organs other than the lung are M1c."),
            ("S28",),
            any_of=names(_MERKEL_ORGANS, without=["lung", "skin or soft tissue", "distant nodes"]),
            near="M1b",
            why_not=_("M1b is for the lung, with no other organ."),
            trap=_("Unlike in melanoma, the brain has no letter of its own here."),
            metastatic=True,
        ),
        Rule(
            "M1b",
            "M1b",
            "IV",
            _("Deposits in the lung are M1b."),
            ("S28",),
            any_of=("lung",),
            near="M1a",
            why_not=_("M1a is for skin, the tissue under it and nodes."),
            metastatic=True,
        ),
        Rule(
            "M1a",
            "M1a",
            "IV",
            _("Distant skin, the tissue under it or distant nodes are M1a."),
            ("S28",),
            organs=1,
            near="M1b",
            why_not=_("M1b needs the lung."),
            metastatic=True,
        ),
        no_spread("M1a", _("M1a needs distant skin, tissue under it or nodes.")),
    ),
)

_LIMB = Finding("limb or trunk", _("a primary in a limb or the trunk"), "context")
_BACK = Finding("back of the abdomen", _("a primary at the back of the abdomen"), "context")
_SARCOMA_TRAP = _("Sarcomas seldom reach the nodes; where they do, it counts heavily.")
_SARCOMA_NOTE = _("our table says IIIB or IV by site; which site makes which was read elsewhere")


def _nodes(name: str, where: tuple[str, ...], group: str, words: str, near: str, why_not: str) -> Rule:
    return Rule(
        name,
        "M0",
        group,
        words,
        ("S41",),
        all_of=("regional nodes", *where),
        near=near,
        why_not=why_not,
        trap=_SARCOMA_TRAP,
        checked="partial",
        unchecked=_SARCOMA_NOTE if where else _("the source was only partly read"),
    )


SARCOMA = System(
    "Soft tissue sarcoma",
    "8th",
    (_LIMB, _BACK, REGIONAL, *organs()),
    (
        Rule(
            "M1",
            "M1",
            "IV",
            _("A deposit in a distant organ or in distant nodes is M1 and stage IV."),
            ("S41",),
            organs=1,
            near="M0, N1, by site",
            why_not=_("Regional nodes alone are IIIB or IV, by where the sarcoma began."),
            trap=_SARCOMA_TRAP,
            metastatic=True,
            checked="partial",
            unchecked=_("the source was only partly read"),
        ),
        _nodes(
            "M0, N1, limb or trunk",
            (_LIMB.name,),
            "IV",
            _("Cancer in regional nodes makes stage IV for a sarcoma of a limb or the trunk, with M0."),
            "M0, N1, back of the abdomen",
            _("At the back of the abdomen the same nodes make IIIB."),
        ),
        _nodes(
            "M0, N1, back of the abdomen",
            (_BACK.name,),
            "IIIB",
            _("Cancer in regional nodes makes stage IIIB for a sarcoma at the back of the abdomen."),
            "M0, N1, limb or trunk",
            _("In a limb or the trunk the same nodes make stage IV."),
        ),
        _nodes(
            "M0, N1, by site",
            (),
            "IIIB or IV",
            _("Cancer in regional nodes makes stage IIIB or IV, by where the sarcoma began."),
            "M1",
            _("M1 needs a distant organ or distant nodes."),
        ),
        no_spread("M0, N1, by site", _("Cancer in a regional node would make IIIB or IV.")),
    ),
    clashes=((_LIMB.name, _BACK.name, "the primary began in one place"),),
)

SYSTEMS = (MELANOMA, MERKEL, SARCOMA)
