"""Staging rules for cancers that begin in the chest: lung (two editions), breast and thymus."""

from metalearn.models.stages.stage_rules.base import Finding, Rule, System, names, no_spread, organs
from metalearn.words import _

_OTHER_LUNG = Finding("nodule in the other lung", _("a tumour nodule in the other lung"), "sign")
_LININGS = Finding("pleural or pericardial nodules", _("nodules on the lining of the lung or heart"), "sign")
_FLUID = Finding(
    "pleural or pericardial fluid with cancer cells",
    _("fluid with cancer cells around the lung or heart"),
    "sign",
)
_LOW_NODES = Finding("low neck or collarbone nodes", _("cancer in the lowest neck nodes"), "sign")
_OUTSIDE = organs(without=["lung"], nodes=_("cancer in distant nodes, such as those higher in the neck"))
_LUNG_FINDINGS = (_OTHER_LUNG, _LININGS, _FLUID, _LOW_NODES, *_OUTSIDE)
_IN_CHEST = (_OTHER_LUNG.name, _LININGS.name, _FLUID.name)

_LUNG_INSIDE = _(
    "A nodule in the other lung, nodules on the lining of the lung or heart, or cancer cells in the fluid there "
    "are M1a: the spread is still inside the chest."
)
_LUNG_TRAP = _(
    "A nodule in the other lung is M1a only when it is judged a metastasis; it may be a second lung cancer."
)
_LUNG_NODES = Rule(
    "M0, N3",
    "M0",
    "depends on T and N",
    _("The lowest neck nodes and those above the collarbone are regional for the lung: N3, not M1."),
    ("S44",),
    any_of=(_LOW_NODES.name,),
    near="M1b",
    why_not=_("Nodes higher in the neck would be distant."),
    trap=_("Node-positive is not enough to know: look up which nodes the list calls regional."),
    checked="partial",
    unchecked=_("where the lowest neck nodes end was not read at the source"),
)
_LUNG_NONE = no_spread(
    "M1a", _("M1a needs spread to the other lung, or to the linings or fluid of the chest.")
)


def _inside(facts: tuple[str, ...]) -> Rule:
    return Rule(
        "M1a",
        "M1a",
        "IVA",
        _LUNG_INSIDE,
        facts,
        any_of=_IN_CHEST,
        near="M1b",
        why_not=_("M1b needs a deposit outside the chest."),
        trap=_LUNG_TRAP,
        metastatic=True,
    )


LUNG_8 = System(
    "Lung",
    "8th",
    _LUNG_FINDINGS,
    (
        Rule(
            "M1c",
            "M1c",
            "IVB",
            _("Several deposits outside the chest are M1c, whether in one organ or in many."),
            ("S06",),
            organs=1,
            lesions=(2, None),
            near="M1b",
            why_not=_("M1b allows a single deposit outside the chest."),
            trap=_("This edition does not ask how many organs are involved; the 9th does."),
            metastatic=True,
        ),
        Rule(
            "M1b",
            "M1b",
            "IVA",
            _("One deposit outside the chest is M1b, even when it is a single distant node."),
            ("S05",),
            organs=1,
            lesions=(1, 1),
            near="M1c",
            why_not=_("M1c needs a second deposit outside the chest."),
            trap=_(
                "A single brain metastasis is M1b and stage IVA: the brain has no category of its own here."
            ),
            metastatic=True,
        ),
        _inside(("S04",)),
        _LUNG_NODES,
        _LUNG_NONE,
    ),
)

LUNG_9 = System(
    "Lung",
    "9th",
    _LUNG_FINDINGS,
    (
        Rule(
            "M1c2",
            "M1c2",
            "IVB",
            _("Several deposits outside the chest, in more than one organ system, are M1c2."),
            ("S09",),
            organs=2,
            near="M1c1",
            why_not=_("M1c1 needs all deposits outside the chest to lie in one organ system."),
            trap=_("Distant nodes are an organ system of their own: liver and distant nodes make two."),
            metastatic=True,
        ),
        Rule(
            "M1c1",
            "M1c1",
            "IVB",
            _("Several deposits outside the chest, all in one organ system, are M1c1."),
            ("S08",),
            organs=1,
            lesions=(2, None),
            near="M1c2",
            why_not=_("M1c2 needs a second organ system."),
            trap=_("The whole skeleton is one organ system, however many bones are involved."),
            metastatic=True,
        ),
        Rule(
            "M1b",
            "M1b",
            "IVA",
            _("One deposit outside the chest is M1b, as it was in the 8th edition."),
            ("S07",),
            organs=1,
            lesions=(1, 1),
            near="M1c1",
            why_not=_("M1c1 needs a second deposit in the same organ system."),
            trap=_("The letter changed for several deposits only; one deposit is still M1b."),
            metastatic=True,
        ),
        _inside(("S07", "S04")),
        _LUNG_NODES,
        _LUNG_NONE,
    ),
)

_CELLS = Finding("isolated tumour cells", _("tumour cells in clumps of 0.2 mm or less"), "sign")
_SAME_SIDE = Finding(
    "collarbone nodes on the same side", _("cancer in the collarbone nodes of the same side"), "sign"
)
_BREAST_ORGANS = organs(
    nodes=_("cancer in neck nodes, or in armpit, breastbone or collarbone nodes of the other side")
)

BREAST = System(
    "Breast",
    "8th",
    (_CELLS, _SAME_SIDE, *_BREAST_ORGANS),
    (
        Rule(
            "M1",
            "M1",
            "IV",
            _(
                "Distant deposits that can be felt or seen on a scan, or that measure more than 0.2 mm under the "
                "microscope, are M1."
            ),
            ("S12",),
            any_of=names(_BREAST_ORGANS, without=["distant nodes"]),
            near="cM0(i+)",
            why_not=_("Clumps of 0.2 mm or less, with nothing to see or feel, would stay cM0(i+)."),
            trap=_("In breast cancer stage IV and M1 are the same thing: neither comes without the other."),
            metastatic=True,
            checked="partial",
            unchecked=_("the wording of M1 was only partly read at the source"),
        ),
        Rule(
            "M1, nodes",
            "M1",
            "IV",
            _(
                "Neck nodes, and the armpit, breastbone and collarbone nodes of the other side, are distant: M1."
            ),
            ("S13",),
            any_of=("distant nodes",),
            near="M0, N3c",
            why_not=_("The collarbone nodes of the same side would be regional (N3c)."),
            trap=_("Above the collarbone, the side decides between N and M."),
            metastatic=True,
        ),
        Rule(
            "cM0(i+)",
            "cM0(i+)",
            "depends on T and N",
            _(
                "Tumour cells in blood, marrow or distant nodes, in clumps of 0.2 mm or less and with nothing to see "
                "or feel, are noted as cM0(i+)."
            ),
            ("S11",),
            any_of=(_CELLS.name,),
            near="M1",
            why_not=_("M1 needs deposits that can be seen or felt, or that are larger than 0.2 mm."),
            trap=_("Single tumour cells are not counted as metastatic disease: they do not make stage IV."),
        ),
        Rule(
            "M0, N3c",
            "M0",
            "depends on T and N",
            _("The collarbone nodes of the same side are regional: N3c, not M1."),
            ("S13",),
            any_of=(_SAME_SIDE.name,),
            near="M1, nodes",
            why_not=_("The same nodes of the other side would be distant."),
            trap=_("Above the collarbone, the side decides between N and M."),
        ),
        no_spread("M1", _("M1 needs a deposit beyond the breast and its regional nodes.")),
    ),
)

_NEAR_NODES = Finding("nodes beside the thymus", _("cancer in nodes beside the thymus (N1)"), "sign")
_DEEP_NODES = Finding("deep chest or neck nodes", _("cancer in deep nodes of the chest or neck (N2)"), "sign")
_THYMUS_TRAP = _("A 9th edition has been in use since 2025; its rules are not in this table.")
_THYMUS_N = _("Stage IV without distant metastasis: nodes alone are enough here.")
_SEPARATE = Finding(
    "separate pleural or pericardial nodule", _("a separate nodule on the chest lining"), "sign"
)
_IN_LUNG = Finding("nodule inside the lung", _("a nodule inside the lung"))
_THYMUS_SOURCES = ("itmig_thymoma_staging", "vista_staging_8th")
_THYMUS_ORGANS = (_IN_LUNG, *organs(without=["lung", "distant nodes"]))

THYMOMA = System(
    "Thymoma",
    "8th",
    (_NEAR_NODES, _DEEP_NODES, _SEPARATE, *_THYMUS_ORGANS),
    (
        Rule(
            "M1b",
            "M1b",
            "IVB",
            _("A nodule inside the lung, or a deposit in a distant organ, is M1b."),
            ("S29",),
            organs=1,
            near="M1a",
            why_not=_("M1a stays on the lining of the lung or heart."),
            trap=_THYMUS_TRAP,
            metastatic=True,
        ),
        Rule(
            "M1a, N2",
            "M1a",
            "IVB",
            _(
                "Deep nodes of the chest or neck (N2) make stage IVB, also together with a separate nodule on the "
                "lining (M1a)."
            ),
            ("S29",),
            all_of=(_SEPARATE.name, _DEEP_NODES.name),
            near="M1a",
            why_not=_("Stage IVA allows nodes beside the thymus only."),
            trap=_THYMUS_TRAP,
            metastatic=True,
            sources=_THYMUS_SOURCES,
        ),
        Rule(
            "M1a",
            "M1a",
            "IVA",
            _("A separate nodule on the lining of the lung or heart is M1a."),
            ("S29",),
            any_of=(_SEPARATE.name,),
            near="M1b",
            why_not=_("M1b needs a nodule inside the lung or in a distant organ."),
            trap=_THYMUS_TRAP,
            metastatic=True,
        ),
        Rule(
            "M0, N2",
            "M0",
            "IVB",
            _("Cancer in deep nodes of the chest or neck (N2) makes stage IVB with M0."),
            ("S29",),
            any_of=(_DEEP_NODES.name,),
            near="M1b",
            why_not=_("M1b needs a nodule inside the lung or in a distant organ."),
            trap=_THYMUS_N,
            sources=_THYMUS_SOURCES,
        ),
        Rule(
            "M0, N1",
            "M0",
            "IVA",
            _("Cancer in nodes beside the thymus (N1) makes stage IVA with M0."),
            ("S29",),
            any_of=(_NEAR_NODES.name,),
            near="M1a",
            why_not=_("M1a needs a separate nodule on the lining of the lung or heart."),
            trap=_THYMUS_N,
            sources=_THYMUS_SOURCES,
        ),
        no_spread("M0, N1", _("Cancer in a node beside the thymus would make stage IVA.")),
    ),
)

SYSTEMS = (LUNG_8, LUNG_9, BREAST, THYMOMA)
