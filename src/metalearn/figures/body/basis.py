"""What stands behind each stop of a way: a row of a table of the course, a general rule, or plain teaching anatomy."""

from __future__ import annotations

import functools
from dataclasses import replace

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import computed
from metalearn.models.spread import plumbing
from metalearn.words import _

TEACHING = _("Teaching anatomy")
RULE = _("General rule")
_ORGANS = {
    "liver": ("Liver", "first_capillary_bed"),
    "lung": ("Lung", "first_capillary_bed"),
    "bone": ("Bone", "mechanism"),
    "fluid": ("Peritoneum and omentum", "mechanism"),
    "pleura": ("Pleura", "mechanism"),
    "nerve": ("Along nerves", "mechanism"),
    "skull": ("Along nerves", "emergencies"),
}
_STAGING = {
    "testis nodes": "S31",
    "limb": "S41",
    "skin nodes": "S47",
}
_STAGES = {"shedding": ("cavity", "entry"), "stuck": ("blood", "arrival")}


@functools.cache
def card(basis: str) -> Evidence:
    """Return the evidence card behind a stop.

    Args:
        basis: The ``basis`` of a :class:`metalearn.figures.body.stops.Stop`; "" for teaching anatomy.

    Returns:
        The card of the row; for teaching anatomy one that says that no source is cited for it.

    Example:
        >>> card("liver").key, card("").sources
        ('Liver', ())
    """
    if basis in _ORGANS:
        name, field = _ORGANS[basis]
        return datasets.organ(name).evidence(field)
    if basis in _STAGING:
        rows = {row.id: row for row in datasets.staging_facts()}
        return rows[_STAGING[basis]].evidence("trap" if basis == "limb" else "fact")
    if basis in _STAGES:
        route, stage = _STAGES[basis]
        rows_of = {row.stage: row for row in datasets.cascade_stages(route)}
        return rows_of[stage].evidence("what_happens")
    if basis == "eye":
        return datasets.question("Q03c").evidence("explanation")
    if basis == "rule":
        return _rule()
    if basis:
        raise KeyError(basis)
    return _teaching()


def _teaching() -> Evidence:
    formula = _(
        "general anatomy, as textbooks teach it; no table of this course holds it, so no source is cited"
    )
    return computed(_("Way of the vessels"), TEACHING, formula)


@functools.cache
def _rule() -> Evidence:
    """The rule behind the model of plumbing; each cancer was not looked up."""
    sources = tuple(datasets.reference(each) for each in plumbing.drainage("Kidney (clear cell)").source_ids)
    formula = _("from the veins of the organ; the rule was read, each cancer was not looked up")
    return replace(computed(_("First bed of fine vessels"), RULE, formula), sources=sources)


@functools.cache
def source(basis: str) -> str:
    """Return in a few words where a stop comes from.

    Example:
        >>> source("liver"), source("")
        ('Table of organs: Liver', 'Teaching anatomy')
        >>> source("skin nodes")
        'Table of staging: Melanoma of the skin, distant nodes'
    """
    here = card(basis)
    named = {
        "organs": _("Table of organs: {row}"),
        "staging": _("Table of staging: {row}"),
        "cascade_stages": _("Table of the cascade: {row}"),
        "questions": _("Table of questions: {row}"),
    }
    return (
        named[here.table].format(row=_row_name(here.table, here.key))
        if here.table in named
        else str(here.value)
    )


def _row_name(table: str, key: str) -> str:
    """What a row is called by its readers: its own name, or, where it has an id for a name, what it is about."""
    if table == "staging":
        row = next(each for each in datasets.staging_facts() if each.id == key)
        return f"{row.cancer}, {row.code}"
    return datasets.question(key).objective if table == "questions" else key
