"""Name that tumour: from where it started and where it was found to its name, by two rules."""

from __future__ import annotations

from typing import NamedTuple

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.figures.panels.design import Control, Design, Scene, Try, Values
from metalearn.words import _

UNNAMED = "none"
NODE = "node"


class _Place(NamedTuple):
    """A place where a tumour is found."""

    menu: str
    inside: str  # "in the lung"
    own: str  # the cancer that begins there
    begins: str  # where that cancer begins


# Where it started -> the menu's words, and the cancer's name.
ORIGINS = {
    "breast": (_("the breast"), _("breast cancer")),
    "bowel": (_("the bowel"), _("bowel cancer")),
    "lung": (_("a lung"), _("lung cancer")),
    "prostate": (_("the prostate"), _("prostate cancer")),
    "kidney": (_("a kidney"), _("kidney cancer")),
    "skin": (_("pigment cells of the skin"), _("melanoma")),
}
PLACES = {
    "lung": _Place(
        _("a lung"), _("in the lung"), _("lung cancer"), _("Lung cancer begins in cells of the lung.")
    ),
    "liver": _Place(
        _("the liver"), _("in the liver"), _("liver cancer"), _("Liver cancer begins in cells of the liver.")
    ),
    "bone": _Place(_("a bone"), _("in bone"), _("bone cancer"), _("Bone cancer begins in cells of bone.")),
    "brain": _Place(
        _("the brain"), _("in the brain"), _("brain cancer"), _("Brain cancer begins in cells of the brain.")
    ),
    NODE: _Place(
        _("a lymph node close by"),
        _("in a lymph node close by"),
        _("lymphoma"),
        _("Lymphoma begins in cells of the lymph system."),
    ),
}


def right_name(started: str, found: str) -> str:
    """Return the name that the rules give.

    Example:
        >>> right_name("breast", "lung")
        'metastatic breast cancer in the lung'
        >>> right_name("breast", "node")
        'breast cancer in a lymph node close by'
    """
    pattern = _("{cancer} {inside}") if found == NODE else _("metastatic {cancer} {inside}")
    return pattern.format(cancer=ORIGINS[started][1], inside=PLACES[found].inside)


def named_by_place(started: str, found: str) -> str:
    """Return the name that somebody gives who looks only at where it was found."""
    return _("{own}, not {cancer}").format(own=PLACES[found].own, cancer=ORIGINS[started][1])


def named_twice(started: str, found: str) -> str:
    """Return the name that somebody gives who takes it for a second cancer."""
    return _("two cancers: {cancer} and {own}").format(cancer=ORIGINS[started][1], own=PLACES[found].own)


def _controls(values: Values) -> tuple[Control, ...]:
    started = Control(
        "started", _("Where it started"), tuple((name, menu) for name, (menu, _c) in ORIGINS.items())
    )
    if "started" not in values:
        return (started,)
    places = tuple((name, place.menu) for name, place in PLACES.items() if name != values["started"])
    found = Control("found", _("Where it was found"), places)
    if "found" not in values:
        return (started, found)
    return started, found, _names(str(values["started"]), str(values["found"]))


def _names(started: str, found: str) -> Control:
    """The names to choose from, the right one not always at the same place."""
    names = [make(started, found) for make in (right_name, named_by_place, named_twice)]
    turn = (list(ORIGINS).index(started) + list(PLACES).index(found)) % len(names)
    options = [(UNNAMED, _("not chosen yet")), *((name, name) for name in (*names[turn:], *names[:turn]))]
    return Control("name", _("Your name for it"), tuple(options), "choice")


def _scene(started: str, found: str, name: str) -> Scene:
    origin, cancer = ORIGINS[started]
    place = PLACES[found]
    if name == UNNAMED:
        asks = _("It started in {origin}, and was found in {place}. What is it called?")
        return Scene(asks.format(origin=origin, place=place.menu), verdict="open")
    label = right_name(started, found)
    facts = (
        (_("First rule: the cancer is named after where it started"), cancer),
        (_("Second rule: then comes where it was found"), _second(found)),
        (_("So its name is"), label),
        (_("A wrong name for it"), place.own),
        (
            _("Why that is wrong"),
            " ".join([place.begins, _("These cells began in {origin}.").format(origin=origin)]),
        ),
    )
    said = _said(started, found, name, label)
    return Scene(
        said,
        facts,
        (_why_it_matters(cancer),),
        cards=_cards(found),
        verdict="right" if name == label else "wrong",
    )


def _second(found: str) -> str:
    if found == NODE:
        return _("close by: it has spread, but that alone does not make it metastatic")
    return _("another organ, so it is metastatic")


def _said(started: str, found: str, name: str, label: str) -> str:
    if name == label:
        return _("{label}.").format(label=label[0].upper() + label[1:])
    if name == named_twice(started, found):
        return _("This is one cancer in two places: {label}.").format(label=label)
    return _("It keeps the name of the place where it started: {label}.").format(label=label)


def _why_it_matters(cancer: str) -> str:
    return _(
        "The name decides what is tried: it is treated with what helps against {cancer}, because that is what its "
        "cells are. A new cancer of its own is possible as well; that is for tissue to show."
    ).format(cancer=cancer)


def _cards(found: str) -> tuple[Evidence, ...]:
    cards = [datasets.misconception(each).evidence("truth") for each in ("M01", "M02")]
    if found == NODE:
        cards.append(datasets.organ("Distant lymph nodes").evidence("teaching_point"))
    return tuple(cards)


DESIGN = Design(
    name="name-that-tumour",
    title=_("Name that tumour"),
    intro=_(
        "Say where a tumour started and where it was found. Choose a name for it; then see the name the rules give."
    ),
    controls=_controls,
    scene=_scene,
    start={"started": "breast", "found": "lung", "name": UNNAMED},
    tries=(
        Try(_("Bowel, found in the liver"), {"started": "bowel", "found": "liver"}),
        Try(_("Melanoma, found in the brain"), {"started": "skin", "found": "brain"}),
        Try(_("Breast, found in a node close by"), {"started": "breast", "found": NODE}),
    ),
    stamp=_("Education, not advice"),
)
