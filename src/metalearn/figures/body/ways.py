"""Which way cells take from each primary by each route: the stops, the first filter, and a sentence on why."""

from __future__ import annotations

from dataclasses import dataclass

from metalearn.datasets import ROUTES
from metalearn.errors import unknown
from metalearn.figures.body.blood import BLOOD
from metalearn.figures.body.geometry import Point
from metalearn.figures.body.stops import CAVITY, LYMPH, NERVE, Stop
from metalearn.words import _

_STOPS = {"blood": BLOOD, "lymph": LYMPH, "cavity": CAVITY, "nerve": NERVE}

ROUTE_NAMES = {
    "blood": _("Blood"),
    "lymph": _("Lymph"),
    "cavity": _("Body cavity"),
    "nerve": _("Along nerves"),
}
BY_ROUTE = {
    "blood": _("{primary}, by blood"),
    "lymph": _("{primary}, by lymph"),
    "cavity": _("{primary}, through a body cavity"),
    "nerve": _("{primary}, along nerves"),
}


@dataclass(frozen=True, slots=True)
class Primary:
    """Where a cancer begins, and which ways its cells take.

    Attributes:
        name: The primary, as the tables name it.
        place: The organ in which it begins, in our words.
        at: Where it is drawn.
        parts: The parts of the drawing that show the organ.
        ways: For each route the names of the stops and of the sentence; no entry where the way is not usual.
    """

    name: str
    place: str
    at: Point
    parts: tuple[str, ...]
    ways: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Leg:
    """A stop as part of one way.

    Attributes:
        stop: The stop.
        role: "on" (on the way), "first" (the first filter), "next" (what comes after it) or "aside" (a side way).
    """

    stop: Stop
    role: str


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one cancer by one route.

    Attributes:
        primary: Where it begins.
        route: blood, lymph, cavity or nerve.
        legs: Its stops in order; none when the way is not usual.
        why: Why the first stop is what it is, or why there is none.
        basis: The row of a table behind that sentence, when it is one.
    """

    primary: Primary
    route: str
    legs: tuple[Leg, ...]
    why: str
    basis: str = ""

    @property
    def first(self) -> Stop | None:
        """The first filter, or the first stop of a way without a filter; None when there is no single one."""
        return next((leg.stop for leg in self.legs if leg.role == "first"), None)


_CAVAL = "upper cava, right heart, *lungs, >past lungs"
_LOWER = "lower cava, right heart, *lungs, >past lungs"
_KIDNEY = _LOWER.replace("cava", "cava from kidney")
_PORTAL = "portal, *liver, >past liver, >lungs next"
_BELLY = "*belly, >right side"

WHY = {
    "portal": _(
        "Blood from here flows through the portal vein. So the fine vessels of the liver are the first that "
        "cells meet."
    ),
    "veins": _(
        "Blood from here flows through the large veins to the right side of the heart and on to the lungs. So"
        " the fine vessels of the lungs are the first that cells meet."
    ),
    "lungs": _(
        "Blood from the lungs goes to the left side of the heart, and from there to every organ at once. So "
        "plumbing names no single first organ."
    ),
    "neck": _(
        "Lymph from the throat drains to the nodes of the neck first, and at the collarbone it joins the "
        "blood."
    ),
    "windpipe": _(
        "Lymph from the thyroid drains to the small nodes beside the windpipe first, then along the neck."
    ),
    "root": _(
        "Lymph from the lung drains to the nodes at its root first, then to those in the middle of the chest."
    ),
    "armpit": _(
        "Most lymph from the breast drains to the nodes of the armpit first; some goes behind the breastbone."
    ),
    "stomach": _("Lymph from the stomach drains to the nodes that lie along it and along its artery first."),
    "bowel": _("Lymph from the bowel drains to the nodes beside it and in its mesentery first."),
    "pancreas": _("Lymph from the pancreas drains to the nodes around it and along its arteries first."),
    "aorta": _(
        "Lymph from the kidney drains to the nodes beside the aorta first, at the back of the abdomen."
    ),
    "gonad": _(
        "The ovary began its life high up beside the kidney and kept its vessels. So its lymph drains to "
        "nodes beside the aorta first."
    ),
    "testis": _(
        "The testis began its life high up beside the kidney and kept its vessels. So its lymph drains to "
        "nodes beside the aorta first, not to the groin next to it."
    ),
    "pelvis": _("Lymph from here drains to the nodes of the pelvis first, then up along the aorta."),
    "skin": _(
        "Lymph from the skin drains to the nearest basin first: from the leg, the groin. From other skin it "
        "is another."
    ),
    "limb": _(
        "Lymph from the thigh drains to the groin first. Yet this kind of cancer seldom spreads to nodes; "
        "most go by blood."
    ),
    "eye": _(
        "The middle coat of the eye (uveal tract) has no lymph vessels, so this way is closed: its cells go "
        "by blood."
    ),
    "belly": _(
        "The organ borders on the cavity of the belly. Cells that fall off its surface drift with the fluid "
        "and settle on the lining: no vessel has to be entered or left."
    ),
    "pleura": _(
        "The lung borders on a narrow gap around it, the pleural cavity. Cells that fall off its surface can "
        "settle on the lining of that gap."
    ),
    "coeliac": _(
        "The pancreas lies against a dense net of nerves, and its cancer is well known for growing along "
        "them."
    ),
    "face": _("Nerves of the face run close by, and growth along them can lead up to the base of the skull."),
    "sacral": _("Nerves run along both sides of the prostate, and cells can follow them into the pelvis."),
    "unusual": _(
        "The tables of this course do not name this way for this cancer, so none is drawn. That does not mean"
        " it never happens."
    ),
}


PRIMARIES = (
    Primary(
        "Head and neck squamous",
        _("Throat"),
        (0, 146),
        ("throat",),
        {
            "blood": (f"throat veins, {_CAVAL}", "veins"),
            "lymph": ("*neck nodes, >angle", "neck"),
            "nerve": ("face nerves, *skull base", "face"),
        },
    ),
    Primary(
        "Thyroid",
        _("Thyroid gland"),
        (11, 174),
        ("thyroid",),
        {
            "blood": (f"thyroid veins, {_CAVAL}", "veins"),
            "lymph": ("*windpipe nodes, >neck nodes next, >angle", "windpipe"),
        },
    ),
    *(
        Primary(
            name,
            _("Lung"),
            (-62, 252),
            ("lung",),
            {
                "blood": ("lung veins, left heart, everywhere", "lungs"),
                "lymph": ("*lung nodes, >chest nodes, >right angle", "root"),
                "cavity": ("off lung, *pleura", "pleura"),
            },
        )
        for name in ("Lung (small cell)", "Lung (non-small cell)")
    ),
    Primary(
        "Breast",
        _("Breast"),
        (58, 280),
        ("breast",),
        {
            "blood": (f"breast veins, {_CAVAL}, ~chest wall veins", "veins"),
            "lymph": ("*armpit nodes, >collarbone nodes, >angle, ~breastbone nodes", "armpit"),
        },
    ),
    Primary(
        "Oesophagogastric",
        _("Stomach"),
        (54, 364),
        ("stomach",),
        {
            "blood": (f"stomach veins, {_PORTAL}", "portal"),
            "lymph": ("*stomach nodes, >coeliac duct, >angle", "stomach"),
            "cavity": (f"off stomach, {_BELLY}", "belly"),
        },
    ),
    Primary(
        "Colorectal",
        _("Bowel"),
        (66, 480),
        ("colon",),
        {
            "blood": (f"bowel veins, {_PORTAL}", "portal"),
            "lymph": ("*bowel nodes, >bowel duct, >angle", "bowel"),
            "cavity": (f"off bowel, {_BELLY}", "belly"),
        },
    ),
    Primary(
        "Pancreas",
        _("Pancreas"),
        (34, 370),
        ("pancreas",),
        {
            "blood": (f"spleen vein, {_PORTAL}", "portal"),
            "lymph": ("*pancreas nodes, >coeliac duct, >angle", "pancreas"),
            "cavity": (f"off pancreas, {_BELLY}", "belly"),
            "nerve": ("*belly nerves, >spine side", "coeliac"),
        },
    ),
    Primary(
        "Kidney (clear cell)",
        _("Kidney"),
        (50, 398),
        ("kidney",),
        {"blood": (f"kidney vein, {_KIDNEY}", "veins"), "lymph": ("*kidney nodes, >duct, >angle", "aorta")},
    ),
    Primary(
        "Bladder/urothelial",
        _("Bladder"),
        (-6, 521),
        ("bladder",),
        {
            "blood": (f"pelvis veins, {_LOWER}", "veins"),
            "lymph": ("*bladder nodes, >back nodes next, >duct, >angle", "pelvis"),
            "cavity": (f"off bladder, {_BELLY}", "belly"),
        },
    ),
    Primary(
        "Prostate",
        _("Prostate"),
        (0, 540),
        ("prostate",),
        {
            "blood": (f"pelvis veins, {_LOWER}, ~spine veins", "veins"),
            "lymph": ("*prostate nodes, >back nodes next, >duct, >angle", "pelvis"),
            "nerve": ("*pelvis nerves, >sacrum", "sacral"),
        },
    ),
    Primary(
        "Ovary",
        _("Ovary"),
        (34, 496),
        ("ovary",),
        {
            "blood": (f"ovary vein, {_KIDNEY}", "veins"),
            "lymph": ("*ovary nodes, >duct, >angle, ~pelvis nodes too", "gonad"),
            "cavity": (f"off ovary, {_BELLY}", "belly"),
        },
    ),
    Primary(
        "Endometrium",
        _("Womb"),
        (0, 500),
        ("uterus",),
        {
            "blood": (f"womb veins, {_LOWER}", "veins"),
            "lymph": ("*womb nodes, >back nodes next, >duct, >angle", "pelvis"),
            "cavity": (f"off womb, {_BELLY}", "belly"),
        },
    ),
    Primary(
        "Melanoma",
        _("Skin, here of a leg"),
        (-88, 648),
        (),
        {
            "blood": (f"right leg veins, {_LOWER}", "veins"),
            "lymph": (
                "*right groin nodes, >right pelvis nodes next, >right back nodes next, >right back duct, >angle",
                "skin",
            ),
        },
    ),
    Primary(
        "Melanoma (uveal)",
        _("Eye"),
        (17, 96),
        ("eye",),
        {"blood": (f"eye veins, {_CAVAL}", "veins"), "lymph": ("", "eye")},
    ),
    Primary(
        "Sarcoma",
        _("Soft tissue, here of a thigh"),
        (66, 650),
        (),
        {
            "blood": (f"leg veins, {_LOWER}", "veins"),
            "lymph": ("*groin nodes, >pelvis nodes next, >back nodes next, >duct, >angle", "limb"),
        },
    ),
    Primary(
        "Testis (germ cell)",
        _("Testis"),
        (9, 567),
        ("testis",),
        {
            "blood": (f"testis vein, {_KIDNEY}", "veins"),
            "lymph": ("*testis nodes, >duct, >angle", "testis"),
        },
    ),
)
_ROLES = {"*": "first", ">": "next", "~": "aside"}
_BASIS = {"eye": "eye", "limb": "limb", "skin": "skin nodes"}
_NAMES = {each.name: each for each in PRIMARIES}


def names() -> tuple[str, ...]:
    """Return every primary of the map.

    Example:
        >>> names()[6], len(names())
        ('Colorectal', 17)
    """
    return tuple(_NAMES)


def primary(name: str) -> Primary:
    """Return a primary of the map.

    Raises:
        UnknownNameError: When the map has none of that name; the message gives the nearest.
    """
    if name not in _NAMES:
        raise unknown("primary", name, names(), "metalearn.figures.body.ways.names()")
    return _NAMES[name]


def way(name: str, route: str) -> Way:
    """Return the way of a cancer by one route.

    Args:
        name: A primary of the map, see :func:`names`.
        route: blood, lymph, cavity or nerve.

    Raises:
        UnknownNameError: For an unknown primary or route.

    Example:
        >>> way("Colorectal", "blood").first.name, way("Kidney (clear cell)", "blood").first.name
        ('Liver', 'Lungs')
        >>> way("Breast", "nerve").legs
        ()
    """
    begins = primary(name)
    if route not in ROUTES:
        raise unknown("route", route, ROUTES, "metalearn.datasets.ROUTES")
    stops, why = begins.ways.get(route, ("", "unusual"))
    legs = tuple(_leg(route, part) for part in stops.split(", ") if part)
    return Way(begins, route, legs, WHY[why], _BASIS.get(why, ""))


def _leg(route: str, text: str) -> Leg:
    role = _ROLES.get(text[0], "on")
    return Leg(_STOPS[route][text.lstrip("*>~")], role)


def usual(name: str) -> list[str]:
    """Return the routes that are drawn for a primary.

    Example:
        >>> usual("Melanoma (uveal)")
        ['blood']
    """
    return [route for route in ROUTES if way(name, route).legs]
