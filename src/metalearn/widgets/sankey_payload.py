"""What the view of the Sankey puts its states together from: every row, drawing and sentence once.

A state is a choice of rows, so no state is shipped: the view sorts and filters the rows as
:func:`metalearn.figures.sankey_state.sankey_state` does, and fills their fields into the sentences, cells and cards
that were made here. A test walks every state of both and holds that they say the same.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from metalearn.datasets.numbers import plain
from metalearn.datasets.sheets import text_of
from metalearn.figures import sankey_list as listing
from metalearn.figures import sankey_state as states
from metalearn.figures import sankey_text as text
from metalearn.figures.sankey_drawing import NARROW, WIDE, draw
from metalearn.figures.sankey_sets import Counted, FlowSet, Listed
from metalearn.widgets.base import Texts
from metalearn.words import _

# Stands for a field of a row, in private-use letters that no name or sentence has.
_FIELD = 0xE000
# A digit comes first, and what may not stand before it after that: so the search leaps from digit to digit.
_NUMBER = re.compile(r"([0-9](?<![\w.,][0-9])[0-9,]*(?:\.[0-9]+)?(?![\w%]|[.,][0-9]))")

LISTED_WORDS = {
    "table": _("The lines in focus"),
    "table_summary": _("The list as a table"),
    "evidence_title": _("Where this line comes from"),
}


def field(i: int) -> str:
    """Return what stands for field ``i`` of a row."""
    return chr(_FIELD + i)


def shape(said: str, fields: Sequence[str]) -> str:
    """Put what stands for a field in place of each field in a text; filling them in gives the text back.

    The first two fields are names, and are found wherever they stand; the rest only as whole numbers.

    Example:
        >>> shape("Bone: 12 of 120", ["Bone", "Lung", "12"]) == f"{field(0)}: {field(2)} of 120"
        True
    """
    stands = {each: field(i) for i, each in reversed(list(enumerate(fields)))}
    for name in sorted(filter(None, fields[:2]), key=len, reverse=True):
        said = said.replace(name, stands[name])
    pieces = _NUMBER.split(said)  # every other one, from the second on, is a number
    pieces[1::2] = [stands.get(number, number) for number in pieces[1::2]]
    return "".join(pieces)


def payload(sets: Sequence[FlowSet]) -> dict[str, Any]:
    """Collect what the view needs of every choice of "Whose patients"."""
    return {
        "words": text.WORDS,
        "thresholds": {
            unit: [[value, _threshold(value, unit)] for value in values]
            for unit, values in states.THRESHOLDS.items()
        },
        "sets": {each.name: _shipped(each) for each in sets},
    }


def _threshold(value: int, unit: str) -> str:
    return states.threshold_text(value, unit) if value else text.WORDS["nothing_hidden"]


@functools.lru_cache(maxsize=8)
def _shipped(chosen: FlowSet) -> dict[str, Any]:
    if isinstance(chosen, Listed):
        fields, own = _listed(chosen)
    else:
        assert isinstance(chosen, Counted)  # there is no third kind
        fields, own = _counted(chosen)
    drawn, cards = chosen.map, Texts()
    focuses = ("", *drawn.primaries, *drawn.sites)
    bands = {text.flow_name(flow) for flow in drawn.flows}
    return {
        "title": chosen.title,
        "about": chosen.about,
        "mind": chosen.mind,
        "primaries": drawn.primaries,
        "sites": drawn.sites,
        "units": chosen.units(),
        "header": chosen.rows(())[0],
        "rows": [[drawn.primaries.index(row[0]), drawn.sites.index(row[1]), *row[2:]] for row in fields],
        "cards": [cards(shape(text_of(chosen.flow_cards(i)), row)) for i, row in enumerate(fields)],
        "card_texts": cards.all,
        "named": {name: text_of(each) for name, each in chosen.openable.items() if name not in bands},
        "headlines": {focus: [chosen.headline(focus, unit) for unit in chosen.units()] for focus in focuses},
        "legend": {unit: chosen.legend(unit) for unit in chosen.units()},
        "drawings": {
            unit: [draw(drawn, chosen.state("", unit, 0), size, bands=False) for size in (WIDE, NARROW)]
            for unit in chosen.units()
        },
        **own,
    }


def _counted(chosen: Counted) -> tuple[list[tuple[str, ...]], dict[str, Any]]:
    """The fields of counted rows, with the ends of their percentages, and what only counted flows have."""
    flow_map = chosen.map
    rows = []
    for flow, record in zip(flow_map.flows, flow_map.records, strict=True):
        _n, percent = text.flow_cards(record)
        rows.append((*text.flow_fields(flow), *map(plain, (percent.value, percent.low, percent.high))))
    places = [field(i) for i in range(7)]
    return rows, {
        "cells": text.table_row(places),
        "marks": {unit: states.value_text(places[2], places[6], unit) for unit in states.UNITS},
        "totals": {
            unit: {name: f"{n:,}" for name, n in states.totals(flow_map, "", unit).items()}
            for unit in states.UNITS
        },
        "notes": {
            unit: [states.notes(flow_map, focus, unit) for focus in ("", flow_map.sites[0])]
            for unit in states.UNITS
        },
        "hiding": {
            unit: {str(value): states.hiding(flow_map, unit, value) for value in values}
            for unit, values in states.THRESHOLDS.items()
        },
        "emptied": states.EMPTIED.format(focus="{n}"),
        "counted": {
            name: text.count_card(flow_map, text.WORDS[name], "{n}").text() for name in ("lit", "hidden")
        },
        "words": {},
    }


def _listed(chosen: Listed) -> tuple[list[tuple[str, ...]], dict[str, Any]]:
    """The fields of the lines of a list: nothing in it is a number."""
    rows = [listing.list_fields(row) for row in chosen.map.flows]
    everything = listing.list_state(chosen.map, "")
    return rows, {
        "cells": [field(i) for i in range(4)],
        "marks": {states.LISTED: listing.MARK},
        "totals": {states.LISTED: {}},
        "notes": {states.LISTED: [everything.notes, everything.notes]},
        "hiding": {},
        "emptied": "",
        "counted": {},
        "words": LISTED_WORDS,
    }
