"""What the body map shows for one setting of its controls, as plain data."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from metalearn.datasets import Evidence
from metalearn.figures.body import basis as body_basis
from metalearn.figures.body import counts as body_counts
from metalearn.figures.body import places as body_places
from metalearn.figures.body.labels import Mark, Placed, arrange
from metalearn.figures.body.ways import BY_ROUTE, ROUTE_NAMES, Way, usual, way
from metalearn.models.spread import plumbing
from metalearn.models.spread.flows import whole_percent
from metalearn.models.wording import inside, listed
from metalearn.words import _

VIEWS = {"routes": _("Find the route"), "organs": _("Look at an organ")}
SOIL = {False: _("Plumbing only"), True: _("Plumbing plus soil: what was counted")}
BEGAN = _("Began here")
_TELLS = {
    "first": _("First filter"),
    "next": "",
    "aside": _("Side way"),
}
_STOP = _("First stop")
WAY_HEADER = [_("Step"), _("Vessel or organ"), _("Why"), _("Where it comes from")]
STEP = _("Step {n}")
WAY_TITLE = _("The way, step by step")
_PICTURE = _("Picture: a person from the front")
_EXPECTED = {
    (True, True): _("First and most"),
    (True, False): _("Plumbing: first"),
    (False, True): _("Counted: most"),
    (False, False): "",
}
_SHARES = _("On the organs stands the share of patients")


@dataclass(frozen=True, slots=True)
class MapState:
    """One state of the map.

    Attributes:
        headline: What it says first.
        sentences: What it says in sentences.
        picture: What the picture shows, in sentences, without the shares on the organs.
        system: The route whose vessels are faintly in sight, or "".
        lit: Parts of the drawing, with the classes that light them.
        marks: The marks in the picture with their labels.
        way: The way as rows of text; empty in the view of organs.
        title: The title of the rows.
        rows: The rows of the table.
        notes: What to mind.
        cards: The evidence cards behind all of it.
    """

    headline: str
    sentences: tuple[str, ...]
    picture: tuple[str, ...]
    system: str
    lit: dict[str, str]
    marks: tuple[Placed, ...]
    way: tuple[tuple[str, ...], ...]
    title: str
    rows: list[list[str]]
    notes: tuple[str, ...]
    cards: tuple[Evidence, ...]

    @property
    def shown(self) -> str:
        """What the picture shows, with the shares that stand on the organs."""
        shares = (
            f"{each.mark.name} {each.mark.badge}."
            for each in self.marks
            if each.mark.kind in ("count", "bed")
        )
        return " ".join((*self.picture, *shares))


@functools.cache
def route_state(primary: str, route: str, soil: bool) -> MapState:
    """Return the state of the route finder.

    Args:
        primary: A primary of the map, see :func:`metalearn.figures.body.ways.names`.
        route: blood, lymph, cavity or nerve.
        soil: Whether what was counted stands beside what plumbing says.

    Example:
        >>> route_state("Colorectal", "blood", False).headline
        'Colorectal, by blood: first the liver'
        >>> route_state("Breast", "nerve", False).headline
        'Breast, along nerves: no way is drawn'
    """
    here = way(primary, route)
    steps = way_rows(here)
    counted = body_counts.sentences(primary, route) if soil else ()
    return MapState(
        headline=_headline(here),
        sentences=(here.why, *counted),
        picture=_picture(here, soil),
        system=route,
        lit=_lit(here),
        marks=_counts_marks(primary) if soil else arrange(_way_marks(here)),
        way=tuple(tuple(row) for row in steps),
        title=_counts_title(primary) if soil else WAY_TITLE,
        rows=body_counts.rows(primary) if soil else steps,
        notes=(*_notes(here), *([body_counts.READ] if soil else [])),
        cards=tuple(dict.fromkeys(_route_cards(here, soil))),
    )


def _headline(here: Way) -> str:
    named = BY_ROUTE[here.route].format(primary=here.primary.name)
    if here.first:
        return _("{way}: first the {organ}").format(way=named, organ=inside(here.first.name))
    if here.legs:
        return _("{way}: no single first stop").format(way=named)
    return _("{way}: no way is drawn").format(way=named)


def _notes(here: Way) -> tuple[str, ...]:
    """What the model of plumbing minds, what the drawing simplifies, and where else to look."""
    rule = {each.primary: each.note for each in plumbing.PLUMBING}
    notes = [rule.get(here.primary.name, "")] if here.route == "blood" else []
    if not here.legs:
        others = listed([inside(ROUTE_NAMES[route]) for route in usual(here.primary.name)])
        notes.append(_("Drawn for this cancer: {routes}.").format(routes=others))
    notes.append(_("A drawing for teaching: people differ, and each vessel stands for several."))
    return tuple(note for note in notes if note)


def way_rows(here: Way) -> list[list[str]]:
    """Return the way as rows of text under a header: step, vessel or organ, why, where it comes from."""
    began = [STEP.format(n=1), here.primary.place, _("Here the cancer began."), body_basis.TEACHING]
    rows = [WAY_HEADER, began]
    for n, leg in enumerate(here.legs, start=2):
        rows.append([STEP.format(n=n), leg.stop.name, leg.stop.why, body_basis.source(leg.stop.basis)])
    return rows


def _lit(here: Way) -> dict[str, str]:
    lit = dict.fromkeys(here.primary.parts, "lit began")
    looks = {"on": "lit", "first": "lit first", "next": "lit next", "aside": "lit next"}
    for leg in here.legs:
        for part in leg.stop.parts:
            lit.setdefault(part, looks[leg.role])
            if leg.role == "first" and part in here.primary.parts:
                lit[part] = looks["first"]
    return lit


def _way_marks(here: Way) -> list[Mark]:
    marks = [Mark("began", here.primary.at, "1", here.primary.place, BEGAN)]
    for n, leg in enumerate(here.legs, start=2):
        tells = _TELLS.get(leg.role, "")
        if leg.role == "first" and here.route in ("cavity", "nerve"):
            tells = _STOP
        marks.append(Mark(leg.role, leg.stop.at, str(n), leg.stop.name, tells))
    return marks


@functools.cache
def _counts_marks(primary: str) -> tuple[Placed, ...]:
    """The marks of what was counted, with their labels: the same beside every route."""
    these = body_counts.counts(primary)
    found = []
    for flow in these.flows:
        bed = flow.site == these.compared.first_bed
        most = flow.site == these.compared.observed
        tells = _EXPECTED[bed, most]
        kind = "bed" if bed else "count"
        found.append(Mark(kind, body_places.SITES[flow.site], whole_percent(flow.percent), flow.site, tells))
    return arrange(found)


def _counts_title(primary: str) -> str:
    flows = body_counts.counts(primary).flows
    return body_counts.COUNTED.format(cohort=flows[0].cohort)


def _picture(here: Way, soil: bool) -> tuple[str, ...]:
    """Say in short sentences what is lit, in order."""
    stops = [leg.stop.name for leg in here.legs] or [_("No way is lit")]
    began = _("Began here: {place}").format(place=here.primary.place)
    return tuple(f"{each}." for each in (_PICTURE, began, *stops, *([_SHARES] if soil else [])))


def _route_cards(here: Way, soil: bool) -> Iterator[Evidence]:
    yield body_basis.card("")
    yield from (body_basis.card(leg.stop.basis) for leg in here.legs)
    yield from ([body_basis.card(here.basis)] if here.basis else [])
    if here.route == "blood":
        yield body_basis.card("stuck")
    if here.route == "blood" and any(
        each.primary == here.primary.name and each.source_ids for each in plumbing.PLUMBING
    ):
        yield body_basis.card("rule")
    if soil:
        yield from body_counts.cards(here.primary.name, here.route)


@functools.cache
def organ_state(selected: str) -> MapState:
    """Return the state of the view of organs.

    Args:
        selected: An organ of :func:`metalearn.figures.body.places.names`, or "" for none.

    Example:
        >>> organ_state("Liver").headline, organ_state("").headline
        ('Liver: what is known of metastases there', 'Choose an organ')
    """
    parts = body_places.place(selected).parts if selected else ()
    return MapState(
        headline=body_places.heading(selected) if selected else _("Choose an organ"),
        sentences=(body_places.ADVICE,),
        picture=_organ_picture(selected),
        system="",
        lit=dict.fromkeys(parts, "lit first"),
        marks=places(),
        way=(),
        title=_("What is known, with numbers") if selected else _("Organs that can be chosen"),
        rows=body_places.rows(selected),
        notes=(_("The map leaves out figures on how long people live."),),
        cards=body_places.cards(selected),
    )


def _organ_picture(selected: str) -> tuple[str, ...]:
    shown = (f"{_PICTURE}.", _("The places that can be chosen are marked."))
    if not selected:
        return shown
    if body_places.place(selected).at is None:
        return *shown, _("What is chosen concerns the whole body: {organ}.").format(organ=selected)
    return *shown, _("Chosen: {organ}.").format(organ=selected)


@functools.cache
def places() -> tuple[Placed, ...]:
    """Return the marks of all organs that have a place in the picture."""
    return arrange([Mark("place", place.at, "", place.name) for place in body_places.PLACES if place.at])
