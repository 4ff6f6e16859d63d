"""The evidence cards of the scan: what was chosen, what was computed and how, and what real readers saw."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import computed
from metalearn.figures.scan.state import TISSUES
from metalearn.models.imaging.tissues import TISSUES as DENSITIES
from metalearn.models.imaging.tissues import Phase
from metalearn.words import _

IN_PEOPLE = _(
    "People need more than this model does. In one study of people who were operated on, CT had found 8% of liver "
    "metastases of 1 to 5 mm and 55% of those of 6 to 10 mm. In another, readers of scans of the usual dose, with "
    "spots drawn into them, needed a difference of about 35 HU to see 10 mm reliably, and about 70 HU to see 5 mm. "
    "A reader searches a whole scan, among vessels, and does not know where to look."
)
_CHOSEN = _("chosen by you")
_DRAWN = _("counted: the pictures that were drawn for this widget")
HOW = {
    "picture": _DRAWN,
    "phase": _CHOSEN,
    "window": _CHOSEN,
    "level": _CHOSEN,
    "width": _CHOSEN,
    "thickness": _CHOSEN,
    "dose": _("chosen by you; the noise that goes with it is a teaching value"),
    "noise": _("the noise of a slice of 5 mm, times the root of 5 mm over the thickness"),
    "size": _CHOSEN,
    "contrast": _(
        "chosen by you; 38 HU with contrast medium is the median of metastases picked because they were hard to see; "
        "the 12 HU without it are a teaching value"
    ),
    "shown": _("the difference, times the share of the slice's thickness that the spot fills at its middle"),
    "spot": _("the liver's value less the difference as shown, put on the straight line from black to white"),
    "apart": _("the grey of the liver less the grey of the spot's middle"),
    "grey_noise": _("the noise of a pixel, times 255 greys, over the width of the window"),
    "ratio": _(
        "the difference, times the root of the sum of the squares of the share of each pixel that the spot fills, over "
        "the noise of a pixel"
    ),
    "verdict": _("signal over noise of 5 or more: seen; of 3 to 5: doubtful; less: hidden"),
    "smallest": _("the diameter at which signal over noise reaches 5, in closed form"),
}
_TISSUE = _("The grey: the straight line from black to white of the window. The value in HU: {note}")
_SOURCES = {"contrast": ("hsieh_2024",)}


def _backed(card: Evidence, *source_ids: str) -> Evidence:
    """A card with the sources that were read for it."""
    found = tuple(datasets.reference(each) for each in source_ids)
    return replace(card, sources=found) if found else card


def row_cards(titles: Mapping[str, str], values: Mapping[str, str], phase: Phase) -> list[Evidence]:
    """Return the card of each row of the table, in order."""
    found = []
    for key, title in titles.items():
        source_ids: tuple[str, ...] = _SOURCES.get(key, ())
        how = HOW.get(key, "")
        if key in TISSUES:
            tissue = DENSITIES[key]
            how, source_ids = _TISSUE.format(note=tissue.note), tissue.source_ids
        found.append(_backed(computed(title, values[key], how), *source_ids))
    return found


def curve_card(rows: Sequence[Sequence[str]]) -> Evidence:
    """Return the card of the curve: every size with its signal over noise."""
    header, *body = rows
    said = tuple(f"{row[0]}: {row[1]}" for row in body)
    return computed(header[1], said, HOW["ratio"])


@functools.cache
def fixed() -> tuple[Evidence, ...]:
    """Return the cards that are the same in every state: Rose's rule, the greys of a screen, and real readers."""
    return (
        computed(
            _("Rose's rule of thumb"),
            _("seen from 5, hidden below 3"),
            _("a rule of thumb named after Albert Rose, for somebody who knows where to look"),
        ),
        computed(_("Greys from black to white"), 255, _("one byte a pixel")),
        _backed(
            computed(_("In people"), IN_PEOPLE, _("read in the abstracts of both studies")),
            "ko_2017",
            "yan_2025",
        ),
    )
