"""The stops that cells pass on their ways through the body: what each is called, and why it is there.

Those of the ways by blood are in :mod:`metalearn.figures.body.blood`.

Which cancer passes which of them is said in :mod:`metalearn.figures.body.ways`. Where the tables of the course carry a
stop, ``basis`` names the row; the rest is teaching anatomy, as general textbooks give it, and its card says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from metalearn.figures.body.geometry import Point
from metalearn.words import _


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on a way.

    Attributes:
        name: What it is called.
        why: Why cells come this way, in a sentence.
        parts: The parts of the drawing that it lights.
        at: Where its number stands in the drawing.
        basis: The row of a table that says so, see :mod:`metalearn.figures.body.basis`; empty for teaching anatomy.
    """

    name: str
    why: str
    parts: tuple[str, ...]
    at: Point
    basis: str = ""


_NODE = _("First filter: lymph is strained here, and cells can be held.")

_TRUNK = ("l-back", "l-duct")
LYMPH = {
    "neck nodes": Stop(_("Nodes of the neck"), _NODE, ("l-from_throat", "l-neck", "k-neck"), (32, 172)),
    "windpipe nodes": Stop(
        _("Nodes beside the windpipe"), _NODE, ("l-from_thyroid", "k-windpipe"), (12, 193)
    ),
    "neck nodes next": Stop(
        _("Nodes of the neck"),
        _("The next nodes, along the large vein of the neck."),
        ("k-neck", "l-neck"),
        (34, 176),
    ),
    "lung nodes": Stop(_("Nodes at the root of the lung"), _NODE, ("l-from_lung", "k-hilum"), (-36, 262)),
    "chest nodes": Stop(
        _("Nodes in the middle of the chest"),
        _("The next nodes, along the windpipe."),
        ("l-chest", "k-chest"),
        (-12, 240),
    ),
    "right angle": Stop(
        _("Veins at the right collarbone"),
        _("Here the lymph of the right lung joins the blood, and cells with it."),
        ("k-collarbone_right", "v-brachio_right", "v-svc"),
        (-37, 205),
    ),
    "armpit nodes": Stop(_("Nodes of the armpit"), _NODE, ("l-from_breast", "k-armpit"), (91, 252)),
    "breastbone nodes": Stop(
        _("Nodes behind the edge of the breastbone"),
        _("A second way out of the breast."),
        ("l-inner", "k-breastbone"),
        (14, 280),
    ),
    "collarbone nodes": Stop(
        _("Nodes at the collarbone"),
        _("The last nodes before the blood."),
        ("l-arm", "k-collarbone"),
        (58, 206),
    ),
    "stomach nodes": Stop(
        _("Nodes along the stomach and the first branch of the aorta (coeliac nodes)"),
        _NODE,
        ("l-from_stomach", "k-stomach", "k-coeliac"),
        (24, 362),
    ),
    "pancreas nodes": Stop(
        _("Nodes around the pancreas and the first branch of the aorta (coeliac nodes)"),
        _NODE,
        ("l-from_pancreas", "k-coeliac"),
        (22, 366),
    ),
    "coeliac duct": Stop(
        _("Thoracic duct"),
        _("The largest lymph vessel: it climbs along the spine to the left collarbone."),
        ("l-coeliac", "l-duct"),
        (1, 318),
    ),
    "bowel nodes": Stop(
        _("Nodes beside the bowel and in its mesentery"), _NODE, ("l-from_colon", "k-bowel"), (30, 452)
    ),
    "bowel duct": Stop(
        _("Thoracic duct"),
        _("The largest lymph vessel: it climbs along the spine to the left collarbone."),
        ("l-bowel", "l-duct"),
        (1, 318),
    ),
    "kidney nodes": Stop(
        _("Nodes beside the aorta, at the back of the abdomen"), _NODE, ("l-from_kidney", "k-back"), (15, 404)
    ),
    "ovary nodes": Stop(
        _("Nodes beside the aorta, at the back of the abdomen"),
        _("First filter: lymph follows the vessels of the ovary up to the height of the kidneys."),
        ("l-from_ovary", "k-back"),
        (17, 424),
    ),
    "testis nodes": Stop(
        _("Nodes beside the aorta, at the back of the abdomen"),
        _(
            "First filter: lymph follows the vessels of the testis up to the height of the kidneys, past the groin."
        ),
        ("l-from_testis", "k-back"),
        (17, 424),
        "testis nodes",
    ),
    "bladder nodes": Stop(
        _("Nodes of the pelvis (iliac nodes)"), _NODE, ("l-from_bladder", "k-pelvis"), (36, 490)
    ),
    "prostate nodes": Stop(
        _("Nodes of the pelvis (iliac nodes)"), _NODE, ("l-from_prostate", "k-pelvis"), (36, 490)
    ),
    "womb nodes": Stop(
        _("Nodes of the pelvis (iliac nodes)"), _NODE, ("l-from_uterus", "k-pelvis"), (36, 490)
    ),
    "pelvis nodes too": Stop(
        _("Nodes of the pelvis (iliac nodes)"),
        _("A second way out of the ovary."),
        ("k-pelvis", "l-pelvis"),
        (36, 484),
    ),
    "groin nodes": Stop(_("Nodes of the groin"), _NODE, ("l-from_thigh", "k-groin"), (63, 546)),
    "right groin nodes": Stop(
        _("Nodes of the groin"), _NODE, ("l-from_shin", "k-groin_right"), (-63, 546), "skin nodes"
    ),
    "pelvis nodes next": Stop(
        _("Nodes of the pelvis (iliac nodes)"),
        _("The next nodes on the way up."),
        ("l-groin", "k-pelvis"),
        (36, 490),
    ),
    "right pelvis nodes next": Stop(
        _("Nodes of the pelvis (iliac nodes)"),
        _("The next nodes on the way up."),
        ("l-groin_right", "k-pelvis_right"),
        (-36, 490),
        "skin nodes",
    ),
    "back nodes next": Stop(
        _("Nodes beside the aorta, at the back of the abdomen"),
        _("The next nodes on the way up."),
        ("l-pelvis", "k-back"),
        (15, 424),
    ),
    "right back nodes next": Stop(
        _("Nodes beside the large vessels, at the back of the abdomen"),
        _("The next nodes on the way up."),
        ("l-pelvis_right", "k-back_right"),
        (-19, 424),
    ),
    "duct": Stop(
        _("Thoracic duct"),
        _("The largest lymph vessel: it climbs along the spine to the left collarbone."),
        _TRUNK,
        (1, 318),
    ),
    "right back duct": Stop(
        _("Thoracic duct"),
        _("The largest lymph vessel: it climbs along the spine to the left collarbone."),
        ("l-back_right", "l-duct"),
        (1, 318),
    ),
    "angle": Stop(
        _("Veins at the left collarbone"),
        _("Here lymph joins the blood, and cells with it: next come the heart and the lungs."),
        ("k-collarbone", "v-brachio", "v-svc"),
        (44, 200),
    ),
}

_FALL = _("Cells that reach the surface of the organ can fall off into the fluid of the belly.")
CAVITY = {
    "off ovary": Stop(_("Surface of the organ"), _FALL, ("f-from_ovary",), (20, 521), "shedding"),
    "off stomach": Stop(_("Surface of the organ"), _FALL, ("f-from_stomach",), (40, 482), "shedding"),
    "off pancreas": Stop(_("Surface of the organ"), _FALL, ("f-from_pancreas",), (24, 412), "shedding"),
    "off bowel": Stop(_("Surface of the organ"), _FALL, ("f-from_colon",), (46, 514), "shedding"),
    "off womb": Stop(_("Surface of the organ"), _FALL, ("f-from_uterus",), (14, 516), "shedding"),
    "off bladder": Stop(_("Surface of the organ"), _FALL, ("f-from_bladder",), (-18, 516), "shedding"),
    "belly": Stop(
        _("Peritoneum (the lining of the belly) and omentum"),
        _("First stop: cells stick to the lining, and to the fatty apron in front of the bowel."),
        ("peritoneum", "omentum", "f-to_omentum"),
        (2, 462),
        "fluid",
    ),
    "right side": Stop(
        _("Right side of the belly, up to the diaphragm"),
        _("The fluid moves clockwise, up along the right side to below the diaphragm."),
        ("f-right_side",),
        (-91, 426),
        "fluid",
    ),
    "off lung": Stop(
        _("Surface of the lung"),
        _("A tumour at the edge of the lung can shed cells into the gap around it."),
        ("f-around_lung",),
        (-90, 266),
        "shedding",
    ),
    "pleura": Stop(
        _("Pleura (the lining of the gap around the lung)"),
        _("First stop: deposits make the lining leak and block the drains, so fluid collects."),
        ("pleura",),
        (-93, 318),
        "pleura",
    ),
}
_CREEP = _(
    "Cells creep along the sheath of the nerves; they do not float. How far they get is not given by our sources."
)
NERVE = {
    "belly nerves": Stop(
        _("Net of nerves behind the pancreas (coeliac plexus)"), _CREEP, ("n-coeliac",), (3, 352), "nerve"
    ),
    "spine side": Stop(
        _("Nerves beside the spine"),
        _("The net is joined to the nerves that run up beside the spine."),
        ("n-splanchnic",),
        (0, 318),
    ),
    "face nerves": Stop(
        _("Nerves of the face (trigeminal and facial nerve)"), _CREEP, ("n-face",), (39, 116), "nerve"
    ),
    "skull base": Stop(
        _("Base of the skull"),
        _("Along these nerves growth can reach the base of the skull."),
        ("skull-base",),
        (12, 88),
        "skull",
    ),
    "pelvis nerves": Stop(
        _("Nerves beside the prostate and in the pelvis"), _CREEP, ("n-sacral",), (19, 518), "nerve"
    ),
    "sacrum": Stop(
        _("Roots of the nerves at the sacrum"),
        _("These nerves come from the lowest part of the spine."),
        ("sacrum",),
        (2, 480),
    ),
}
