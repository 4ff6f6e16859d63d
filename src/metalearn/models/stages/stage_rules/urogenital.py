"""Staging rules for cancers of the prostate, kidney, bladder and testis."""

from metalearn.models.stages.stage_rules.base import (
    ADRENAL,
    REGIONAL,
    Finding,
    Rule,
    System,
    names,
    no_spread,
    organs,
)
from metalearn.words import _

_PROSTATE_ORGANS = organs(
    nodes=_("cancer in nodes beyond the regional ones, such as common iliac or groin nodes")
)

PROSTATE = System(
    "Prostate",
    "8th",
    (REGIONAL, *_PROSTATE_ORGANS),
    (
        Rule(
            "M1c",
            "M1c",
            "IVB",
            _("A distant organ other than bone is M1c, with or without bone."),
            ("S20",),
            any_of=names(_PROSTATE_ORGANS, without=["bone", "distant nodes"]),
            near="M1b",
            why_not=_("M1b is for bone, with no other distant organ."),
            trap=_("All three letters make stage IVB: the letter says where, the group does not."),
            metastatic=True,
        ),
        Rule(
            "M1b",
            "M1b",
            "IVB",
            _("Deposits in bone, with no other distant organ, are M1b."),
            ("S19",),
            any_of=("bone",),
            near="M1a",
            why_not=_("M1a is for distant nodes alone."),
            trap=_(
                "PSMA PET finds small deposits that older scans missed: more people are called M1, without any change "
                "in their disease."
            ),
            metastatic=True,
        ),
        Rule(
            "M1a",
            "M1a",
            "IVB",
            _("Nodes beyond the regional ones, with no distant organ, are M1a."),
            ("S18",),
            any_of=("distant nodes",),
            near="M0, N1",
            why_not=_(
                "Regional nodes would be N1 and stage IVA; common iliac and groin nodes are not regional here."
            ),
            trap=_("For the prostate, common iliac and groin nodes are already distant."),
            metastatic=True,
        ),
        Rule(
            "M0, N1",
            "M0",
            "IVA",
            _("Cancer in regional nodes (N1) makes stage IVA, with M0."),
            ("S21",),
            any_of=("regional nodes",),
            near="M1a",
            why_not=_("M1a needs nodes beyond the regional ones."),
            trap=_(
                "One overview prints N0 for stage IVB; the table beside it says any N. The table is right."
            ),
        ),
        no_spread("M0, N1", _("Cancer in a regional node would make stage IVA.")),
    ),
)

_T4 = Finding("T4", _("growth beyond the fascia around the kidney (T4)"), "sign")
_DIRECT = Finding(
    "adrenal by direct growth", _("direct growth into the adrenal gland of the same side"), "sign"
)
_ADRENAL_TRAP = _(
    "The adrenal gland can count either way: reached by direct growth it is T4, as a separate deposit M1."
)
_SEPARATE = Finding("adrenal", _("a separate deposit in an adrenal gland"))

KIDNEY = System(
    "Kidney",
    "8th",
    (REGIONAL, _T4, _DIRECT, *(_SEPARATE if each is ADRENAL else each for each in organs())),
    (
        Rule(
            "M1",
            "M1",
            "IV",
            _("Any distant deposit is M1; there are no letters within M1."),
            ("S26",),
            organs=1,
            near="M0, T4",
            why_not=_("T4 would be stage IV even without a distant deposit."),
            trap=_ADRENAL_TRAP,
            metastatic=True,
        ),
        Rule(
            "M0, T4",
            "M0",
            "IV",
            _("T4 makes stage IV with M0. Direct growth into the adrenal gland of the same side is T4."),
            ("S26",),
            any_of=(_T4.name, _DIRECT.name),
            near="M1",
            why_not=_("M1 needs a separate deposit at a distance."),
            trap=_ADRENAL_TRAP,
        ),
        no_spread("M0, T4", _("T4 would make stage IV, with no distant deposit.")),
    ),
)

_BLADDER_ORGANS = organs(nodes=_("cancer in nodes beyond the common iliac ones"))
_WALL = Finding("T4b", _("growth into the wall of the pelvis or abdomen (T4b)"), "sign")

BLADDER = System(
    "Bladder",
    "8th",
    (REGIONAL, _WALL, *_BLADDER_ORGANS),
    (
        Rule(
            "M1b",
            "M1b",
            "IVB",
            _("Any distant deposit other than in nodes is M1b."),
            ("S27",),
            any_of=names(_BLADDER_ORGANS, without=["distant nodes"]),
            near="M1a",
            why_not=_("M1a is for nodes alone."),
            metastatic=True,
        ),
        Rule(
            "M1a",
            "M1a",
            "IVA",
            _("Nodes beyond the common iliac ones, with no distant organ, are M1a."),
            ("S27",),
            any_of=("distant nodes",),
            near="M1b",
            why_not=_("M1b needs a distant deposit outside the nodes."),
            metastatic=True,
        ),
        Rule(
            "M0, T4b",
            "M0",
            "IVA",
            _("T4b makes stage IVA with M0."),
            ("S27",),
            any_of=(_WALL.name,),
            near="M1a",
            why_not=_("M1a needs nodes beyond the common iliac ones."),
            trap=_(
                "Stage IVA holds two kinds of people: some with distant nodes, some with local growth only."
            ),
        ),
        no_spread("M0, T4b", _("T4b would make stage IVA, with no distant deposit.")),
    ),
)

_TESTIS_ORGANS = organs(nodes=_("cancer in nodes other than those at the back of the abdomen"))
_BACK_NODES = Finding("retroperitoneal nodes", _("cancer in nodes at the back of the abdomen"), "sign")
_MARKERS = tuple(
    Finding(f"serum markers {level}", _("serum markers {level}").format(level=level), "context")
    for level in ("S0", "S1", "S2", "S3")
)
_NO_FOUR = _("There is no stage IV in testicular cancer, however far it has spread.")
_LETTER = _("the letter after III was read elsewhere; our table gives the range IIIA to IIIC")
_M1A = _("Lung deposits, or nodes other than those at the back of the abdomen, are M1a.")


def _m1a(marker: tuple[str, ...], group: str, more: str, near: str, why_not: str) -> Rule:
    return Rule(
        f"M1a, {group}",
        "M1a",
        group,
        f"{_M1A} {more}",
        ("S31",),
        organs=1,
        any_of=marker,
        near=near,
        why_not=why_not,
        trap=_NO_FOUR,
        metastatic=True,
        checked="partial" if marker else "yes",
        unchecked=_LETTER if marker else "",
    )


TESTIS = System(
    "Testis",
    "8th",
    (_BACK_NODES, *_TESTIS_ORGANS, *_MARKERS),
    (
        Rule(
            "M1b",
            "M1b",
            "IIIC",
            _("A distant organ other than the lung is M1b."),
            ("S31",),
            any_of=names(_TESTIS_ORGANS, without=["lung", "distant nodes"]),
            near="M1a, IIIA to IIIC",
            why_not=_("M1a is for the lung and for nodes."),
            trap=_NO_FOUR,
            metastatic=True,
            checked="partial",
            unchecked=_LETTER,
        ),
        _m1a(
            ("serum markers S3",),
            "IIIC",
            _("Serum markers S3 make it IIIC."),
            "M1a, IIIB",
            _("IIIB would need lower serum markers (S2)."),
        ),
        _m1a(
            ("serum markers S2",),
            "IIIB",
            _("Serum markers S2 make it IIIB."),
            "M1a, IIIA",
            _("IIIA would need lower serum markers (S0 or S1)."),
        ),
        _m1a(
            ("serum markers S0", "serum markers S1"),
            "IIIA",
            _("Serum markers S0 or S1 make it IIIA."),
            "M1a, IIIB",
            _("IIIB would need higher serum markers (S2)."),
        ),
        _m1a(
            (),
            "IIIA to IIIC",
            _("Which of IIIA, IIIB and IIIC depends on the serum markers."),
            "M1b",
            _("M1b needs a distant organ other than the lung."),
        ),
        Rule(
            "M0, N",
            "M0",
            "depends on T, N and serum markers",
            _("Nodes at the back of the abdomen are the regional ones: N, not M1."),
            ("S31",),
            any_of=(_BACK_NODES.name,),
            near="M1a, IIIA to IIIC",
            why_not=_("M1a needs the lung, or nodes elsewhere."),
            trap=_NO_FOUR,
        ),
        no_spread(
            "M1a, IIIA to IIIC",
            _("M1a needs lung deposits, or nodes other than those at the back of the abdomen."),
            group="depends on T, N and serum markers",
        ),
    ),
    clashes=tuple(
        (first.name, second.name, "the serum markers have one category")
        for i, first in enumerate(_MARKERS)
        for second in _MARKERS[i + 1 :]
    ),
)

SYSTEMS = (PROSTATE, KIDNEY, BLADDER, TESTIS)
