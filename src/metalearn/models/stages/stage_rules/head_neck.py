"""Staging rules for cancers of the head and neck: nasopharynx, oropharynx and thyroid."""

from metalearn.models.stages.stage_rules.base import REGIONAL, Finding, Rule, System, no_spread, organs
from metalearn.words import _

_COUNTED = _("the wording, and the groups IVA and IVB, were not read at the source")
_COUNT_TRAP = _("The number of deposits decides here, not the number of organs.")

NASOPHARYNX = System(
    "Nasopharynx",
    "9th",
    (REGIONAL, *organs(nodes=_("cancer in armpit, groin, below-collarbone or lower chest nodes"))),
    (
        Rule(
            "M1, few",
            "M1 (up to three)",
            "IVA",
            _("Up to three distant deposits make stage IVA in this edition."),
            ("S30", "S44"),
            organs=1,
            lesions=(1, 3),
            near="M1, many",
            why_not=_("Stage IVB needs more than three."),
            trap=_COUNT_TRAP,
            metastatic=True,
            checked="no",
            unchecked=_COUNTED,
        ),
        Rule(
            "M1, many",
            "M1 (more than three)",
            "IVB",
            _("More than three distant deposits make stage IVB in this edition."),
            ("S30", "S44"),
            organs=1,
            lesions=(4, None),
            near="M1, few",
            why_not=_("Stage IVA holds up to three."),
            trap=_COUNT_TRAP,
            metastatic=True,
            checked="no",
            unchecked=_COUNTED,
        ),
        no_spread("M1, few", _("M1 needs a distant deposit."), facts=("S30",)),
    ),
)

_T4A = Finding("T4a", _("moderately advanced local growth (T4a)"), "sign")
_T4B = Finding("T4b", _("very advanced local growth (T4b)"), "sign")
_N2 = Finding("N2", _("regional nodes of category N2"), "sign")
_N3 = Finding("N3", _("regional nodes of category N3"), "sign")
_WHICH = _(
    "our table says that large or nodal disease reaches IVA or IVB; which makes which was read elsewhere"
)

OROPHARYNX = System(
    "Oropharynx, p16-negative",
    "8th",
    (_T4A, _T4B, _N2, _N3, *organs()),
    (
        Rule(
            "M1",
            "M1",
            "IVC",
            _("A deposit in a distant organ or in distant nodes is M1 and stage IVC."),
            ("S40",),
            organs=1,
            near="M0, IVB",
            why_not=_("IVA and IVB are for M0."),
            trap=_("With HPV (p16 positive) the table is another one: there, stage IV is M1 only."),
            metastatic=True,
        ),
        Rule(
            "M0, IVB",
            "M0",
            "IVB",
            _("T4b or N3 makes stage IVB with M0."),
            ("S40",),
            any_of=("T4b", "N3"),
            near="M1",
            why_not=_("Stage IVC needs a distant deposit."),
            trap=_("Two kinds of stage IV come before any distant metastasis."),
            checked="partial",
            unchecked=_WHICH,
        ),
        Rule(
            "M0, IVA",
            "M0",
            "IVA",
            _("T4a or N2 makes stage IVA with M0."),
            ("S40",),
            any_of=("T4a", "N2"),
            near="M0, IVB",
            why_not=_("IVB needs T4b or N3."),
            trap=_("Two kinds of stage IV come before any distant metastasis."),
            checked="partial",
            unchecked=_WHICH,
        ),
        no_spread("M0, IVA", _("Stage IVA with M0 needs T4a or N2.")),
    ),
    clashes=(
        ("T4a", "T4b", "a tumour has one T category"),
        ("N2", "N3", "the regional nodes have one N category"),
    ),
)

OROPHARYNX_HPV = System(
    "Oropharynx, p16-positive",
    "8th",
    (REGIONAL, *organs()),
    (
        Rule(
            "M1",
            "M1",
            "IV",
            _("With HPV (p16 positive), stage IV is M1 and nothing else."),
            ("S40",),
            organs=1,
            near="M0",
            why_not=_("Without a distant deposit it stays at III or below."),
            trap=_("Without HPV (p16 negative) local growth and nodes alone reach stage IV."),
            metastatic=True,
        ),
        no_spread("M1", _("Stage IV needs a distant deposit."), group="I to III"),
    ),
)

_NECK_SPACE = Finding(
    "T4a",
    _("growth beyond the thyroid into the windpipe, gullet, voice box, its nerve or under the skin (T4a)"),
    "sign",
)
_SPINE_SIDE = Finding("T4b", _("growth onto the spine's covering or around the great vessels (T4b)"), "sign")
_THYROID_SOURCES = ("perrier_2018_thyroid", "vista_staging_8th")
_YOUNG = _("Same findings, another age, another stage: age is part of the rule.")

DIFFERENTIATED = System(
    "Thyroid, differentiated",
    "8th",
    (REGIONAL, _NECK_SPACE, _SPINE_SIDE, *organs()),
    (
        Rule(
            "M1, under 55",
            "M1",
            "II",
            _("Under 55, any T and any N with M1 is stage II."),
            ("S32",),
            organs=1,
            under=55,
            near="M1, 55 or over",
            why_not=_("From the age of 55 the same findings are IVB."),
            trap=_YOUNG,
            metastatic=True,
        ),
        Rule(
            "M1, 55 or over",
            "M1",
            "IVB",
            _("From the age of 55, M1 is stage IVB."),
            ("S32",),
            organs=1,
            near="M1, under 55",
            why_not=_("Under 55 the same findings are stage II."),
            trap=_YOUNG,
            metastatic=True,
        ),
        Rule(
            "M0, under 55",
            "M0",
            "I",
            _("Under 55, any T and any N without distant spread is stage I."),
            ("S32",),
            under=55,
            near="M1, under 55",
            why_not=_("Stage II needs a distant deposit at this age."),
            trap=_("Under 55 there are two stages only: I and II."),
            sources=_THYROID_SOURCES,
        ),
        Rule(
            "M0, T4b",
            "M0",
            "IVA",
            _(
                "From the age of 55, growth onto the spine's covering or around the great vessels (T4b) makes stage "
                "IVA with M0."
            ),
            ("S32",),
            any_of=(_SPINE_SIDE.name,),
            near="M1, 55 or over",
            why_not=_("Stage IVB needs a distant deposit."),
            trap=_("Stage IV without distant metastasis: local growth is enough from the age of 55."),
            sources=_THYROID_SOURCES,
        ),
        Rule(
            "M0, T4a",
            "M0",
            "III",
            _(
                "From the age of 55, growth beyond the thyroid into the windpipe, gullet, voice box, its nerve or "
                "under the skin (T4a) makes stage III with M0."
            ),
            ("S32",),
            any_of=(_NECK_SPACE.name,),
            near="M0, T4b",
            why_not=_("Stage IVA needs T4b."),
            trap=_YOUNG,
            sources=_THYROID_SOURCES,
        ),
        no_spread(
            "M0, T4b", _("Stage IVA needs T4b: growth onto the spine's covering or around the great vessels.")
        ),
    ),
    clashes=(("T4a", "T4b", "a tumour has one T category"),),
)

ANAPLASTIC = System(
    "Thyroid, anaplastic",
    "8th",
    (REGIONAL, *organs()),
    (
        Rule(
            "M1",
            "M1",
            "IVC",
            _("Every anaplastic thyroid cancer is stage IV; with M1 it is IVC."),
            ("S33",),
            organs=1,
            near="M0",
            why_not=_("IVA and IVB are for M0."),
            trap=_("How this cancer behaves sets the stage, not how far it has gone."),
            metastatic=True,
        ),
        Rule(
            "M0",
            "M0",
            "IVA or IVB",
            _("Every anaplastic thyroid cancer is stage IV; with M0 it is IVA or IVB, by T and N."),
            ("S33",),
            near="M1",
            why_not=_("IVC needs a distant deposit."),
            trap=_("Stage IV without distant metastasis: it is so from the first day."),
        ),
    ),
)

SYSTEMS = (NASOPHARYNX, OROPHARYNX, OROPHARYNX_HPV, DIFFERENTIATED, ANAPLASTIC)
