"""Where the map shows the organs that metastases reach, and what is known of them there."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from metalearn import datasets
from metalearn.datasets import Evidence, Flow, Organ
from metalearn.datasets.cards import computed, told, whole
from metalearn.errors import unknown
from metalearn.figures.body.counts import flow_cards
from metalearn.figures.body.geometry import Point
from metalearn.figures.body.vessels import NODES
from metalearn.models.spread import origins
from metalearn.models.spread.flows import whole_percent
from metalearn.words import _


@dataclass(frozen=True, slots=True)
class Place:
    """An organ of the table of organs, as the map shows it.

    Attributes:
        name: The organ, as in ``datasets.organs()``.
        at: Where its mark stands; None for what concerns the whole body.
        parts: The parts of the drawing that it lights.
    """

    name: str
    at: Point | None
    parts: tuple[str, ...] = ()


PLACES = (
    Place("Brain", (-20, 56), ("brain",)),
    Place("Leptomeninges", (38, 40), ("meninges",)),
    Place("Distant lymph nodes", (-47, 199), tuple(f"k-{key}" for key in NODES)),
    Place("Mediastinum and large veins", (-14, 244), ("v-svc", "v-brachio", "v-brachio_right", "k-chest")),
    Place("Lung", (-60, 282), ("lung",)),
    Place("Pericardium and heart", (30, 300), ("heart",)),
    Place("Pleura", (93, 318), ("pleura",)),
    Place("Bone", (-126, 290), ("bone",)),
    Place("Liver", (-60, 368), ("liver",)),
    Place("Adrenal", (38, 347), ("adrenal",)),
    Place("Spine and epidural space", (2, 408), ("spine",)),
    Place("Skin and soft tissue", (-160, 430), ("skin",)),
    Place("Peritoneum and omentum", (36, 458), ("omentum", "peritoneum")),
    Place("Bone marrow", (-66, 462), ("hip",)),
    Place("Ovary", (34, 497), ("ovary",)),
    Place("Urinary tract and bladder outlet", (-4, 522), ("bladder", "kidney")),
    Place("Along nerves", (60, 560), ("n-large",)),
    Place("Hypercalcaemia", None),
    Place("Dormant disease", None),
)
SITES: dict[str, Point] = {
    "Distant lymph nodes": (-44, 196),
    "Lung": (-58, 276),
    "Pleura": (92, 312),
    "Liver": (-60, 368),
    "Peritoneum/abdomen": (36, 456),
    "Brain/CNS": (-18, 56),
    "Bone": (-64, 464),
    "Adrenal": (40, 346),
    "Skin": (-160, 430),
}
"""Where the counts of each organ stand in the picture."""

FIELDS = {
    "symptoms": _("What people notice"),
    "emergencies": _("What must not wait, and other complications"),
    "imaging": _("How it is usually found"),
    "typical_primaries": _("Cancers that often come here"),
    "mechanism": _("Why cells settle here, as far as known"),
    "first_capillary_bed": _("First fine vessels"),
    "teaching_point": _("To remember"),
}
_OWN = {
    "Hypercalcaemia": {
        "typical_primaries": _("Cancers in which it is common"),
        "mechanism": _("How it comes about, as far as known"),
    },
    "Dormant disease": {
        "emergencies": _("What can follow"),
        "imaging": _("Whether it can be found"),
        "typical_primaries": _("Cancers in which it is known"),
        "mechanism": _("What keeps cells at rest, as far as known"),
    },
    "Along nerves": {
        "emergencies": _("What can follow"),
        "typical_primaries": _("Cancers that often grow this way"),
        "mechanism": _("Why cells grow along nerves, as far as known"),
    },
}
"""Labels for what is no organ in which metastases settle."""
_HEADINGS = {
    "Hypercalcaemia": _("Too much calcium in the blood (hypercalcaemia): what is known"),
    "Dormant disease": _("Dormant disease, cells at rest anywhere in the body: what is known"),
    "Along nerves": _("Growth along nerves: what is known"),
}
HEADER = [_("About"), _("What is known")]
ADVICE = _("Education, not advice. Symptoms have many causes; whoever is worried should ask their own team.")
_SURVIVAL = re.compile(r"\b(lived|died|survival)\b")
_TYPICAL = 5


def names() -> tuple[str, ...]:
    """Return every organ that can be chosen.

    Example:
        >>> names()[0], len(names())
        ('Brain', 19)
    """
    return tuple(place.name for place in PLACES)


def place(name: str) -> Place:
    """Return an organ of the map.

    Raises:
        UnknownNameError: When there is none; the message gives the nearest.
    """
    found = {each.name: each for each in PLACES}
    if name not in found:
        raise unknown("organ", name, names(), "metalearn.datasets.organs()")
    return found[name]


def heading(name: str) -> str:
    """Return what stands over an organ, or over what is no organ.

    Example:
        >>> heading("Liver")
        'Liver: what is known of metastases there'
        >>> heading("Along nerves")
        'Growth along nerves: what is known'
    """
    return _HEADINGS.get(name) or _("{organ}: what is known of metastases there").format(organ=name)


@functools.cache
def site_of(name: str) -> str:
    """Return the organ of the flows that a place stands for, or "" when the flows do not have it.

    Example:
        >>> site_of("Brain"), site_of("Ovary"), site_of("")
        ('Brain/CNS', '', '')
    """
    site = datasets.organ(name).site if name else ""
    return site if site in datasets.sites() else ""


def facts(name: str) -> list[tuple[str, str, str]]:
    """Return what the table of organs says: field, its label, its text, without how long people live.

    Example:
        >>> facts("Lung")[2][1:]
        ('How it is usually found', 'CT of the chest.')
    """
    row = datasets.organ(name)
    found = []
    for field, label in FIELDS.items():
        value = getattr(row, field)
        text = "; ".join(value) if isinstance(value, tuple) else _without_survival(value)
        if text:
            found.append((field, _OWN.get(name, {}).get(field, label), text))
    return found


def _without_survival(text: str) -> str:
    """Leave out the sentences that say how long people live: they are opened elsewhere, by whoever wants to know."""
    return " ".join(part for part in re.split(r"(?<=\.) ", text) if not _SURVIVAL.search(part))


@functools.cache
def reaching(name: str) -> tuple[Flow, ...]:
    """Return the counts of patients with metastases in an organ: the cancers with the largest shares first.

    Example:
        >>> [(flow.primary, flow.n) for flow in reaching("Bone")][0]
        ('Prostate', 1140)
    """
    site = site_of(name)
    found = sorted((flow for flow in datasets.flows() if flow.site == site), key=lambda flow: -flow.percent)
    return tuple(found[:_TYPICAL])


def rows(name: str) -> list[list[str]]:
    """Return what is known of an organ as rows of text under a header; without a name, the organs there are.

    Example:
        >>> rows("Bone")[7][0]
        'Counted in Bone: Prostate'
    """
    if not name:
        return [[_("Organ"), HEADER[1]], *([each, _("Choose it to see what is known")] for each in names())]
    found = [[label, text] for _field, label, text in facts(name)]
    found += [
        [_("Counted in {site}: {primary}").format(site=flow.site, primary=flow.primary), _count(flow)]
        for flow in reaching(name)
    ]
    found += [
        [_("Published for {site}: {primary}").format(site=origin.site, primary=origin.primary), str(origin)]
        for origin in _origins(name)
    ]
    return [HEADER, *found]


def _count(flow: Flow) -> str:
    words = _("{n} of {total} patients with this cancer ({percent}; between {low} and {high})")
    return words.format(
        n=f"{flow.n:,}",
        total=f"{flow.n_total:,}",
        percent=whole_percent(flow.percent),
        low=f"{flow.n_low:,}",
        high=f"{flow.n_high:,}",
    )


@functools.cache
def _origins(name: str) -> tuple[origins.Origin, ...]:
    """The published shares of one organ, the largest first, as many as one can read."""
    here = [each for each in _published() if each.site == site_of(name) and each.percent is not None]
    return tuple(sorted(here, key=lambda each: -(each.percent or 0))[:2])


@functools.cache
def _published() -> tuple[origins.Origin, ...]:
    return origins.against_published()


@functools.cache
def cards(name: str) -> tuple[Evidence, ...]:
    """Return the cards of everything that is said of an organ."""
    return tuple(_cards(name)) if name else (whole("organs"),)


def _cards(name: str) -> Iterator[Evidence]:
    row: Organ = datasets.organ(name)
    yield row.evidence("symptoms")
    yield from told(row, *(field for field in FIELDS if field != "typical_primaries"))
    if reaching(name):
        yield from flow_cards(reaching(name))
    published = {each.id: each for each in datasets.site_frequencies()}
    for origin in _origins(name):
        yield published[origin.row].evidence("percent")
        yield computed(
            _("Share by our counts"),
            origin.counted,
            _(
                "patients with this cancer and metastases there, divided by all patients with metastases there"
            ),
            [whole("flows")],
            unit="%",
            low=origin.counted_low,
            high=origin.counted_high,
        )
        yield from told(published[origin.row], "cohort")
