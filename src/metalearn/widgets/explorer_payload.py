"""What the view of the treatment-option explorer selects among: every row once, and the places of those on screen."""

from __future__ import annotations

from typing import Any

from metalearn import datasets
from metalearn.datasets import Conflict, TreatmentOption
from metalearn.datasets.cards import LABELS
from metalearn.datasets.sheets import text_of
from metalearn.figures import svg
from metalearn.models.teaching import comparing
from metalearn.models.teaching.options import (
    AGNOSTIC,
    ALL,
    ANYTHING,
    NAMED_BY_OPTION,
    Catalogue,
    counted,
    in_words,
    overall,
    related,
    setting_text,
    short_setting,
)
from metalearn.widgets import explorer_text as text
from metalearn.widgets import sources
from metalearn.widgets.base import Texts

_Rows = tuple[TreatmentOption, ...]


def payload(catalogue: Catalogue, subjects: tuple[comparing.Subject, ...]) -> dict[str, Any]:
    """Collect every row once, and for each choice and each side of a comparison the places of its rows."""
    place = {row.id: i for i, row in enumerate(catalogue.rows)}
    texts = Texts()

    def indices(rows: _Rows) -> list[int]:
        return [place[row.id] for row in rows]

    settings = list(dict.fromkeys(row.setting for row in catalogue.rows))
    return {
        "words": text.WORDS,
        "counts": [counted(n) for n in range(_most(catalogue) + 1)],
        "anything": ANYTHING,
        "inside": {name: in_words(name) for name in (*catalogue.primaries(), AGNOSTIC)},
        "places": text.PLACES,
        "icons": {name: icon(name) for name in text.PLACES},
        "settings": {name: [setting_text(name), short_setting(name)] for name in settings},
        "states": {
            primary: {
                condition: {
                    setting: indices(catalogue.own(primary, condition, setting))
                    for setting in (ALL, *catalogue.settings(primary, condition))
                }
                for condition in (ALL, *catalogue.conditions(primary))
            }
            for primary in catalogue.primaries()
        },
        "related": {primary: _related(catalogue.conditions(primary)) for primary in catalogue.primaries()},
        "beside": [
            [group, "option" if group in NAMED_BY_OPTION else "for", indices(rows)]
            for group, rows in catalogue.beside()
        ],
        "agnostic": {name: indices(catalogue.agnostic(name)) for name in (ALL, *settings)},
        "kinds": comparing.KINDS,
        "subjects": [
            [each.name, each.kind, {name: indices(rows) for name, rows in each.sides}] for each in subjects
        ],
        "conflicts": [_disputed(each, place) for each in catalogue.conflicts],
        "rows": [_shipped(row, texts) for row in catalogue.rows],
        "about": text_of(text.about_cards("{n}", catalogue.rows[0])),
        "sources": _sources(catalogue),
        "texts": texts.all,
    }


def _most(catalogue: Catalogue) -> int:
    """The most options that any choice or side of a comparison has."""
    return max(len(catalogue.own(primary)) for primary in catalogue.primaries())


def _related(conditions: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {name: found for name in conditions if (found := related(name, conditions))}


def _proof(row: TreatmentOption) -> list[str]:
    """The lines of a row's card that stand nowhere else: what to mind of the whole table is said once, below."""
    said = row.evidence("option").behind()
    return [f"{LABELS[kind]}: {line}" for kind, line in said if kind not in ("source", "mind")]


def _disputed(conflict: Conflict, place: dict[str, int]) -> dict[str, Any]:
    return {
        "rows": [place[each] for each in conflict.row_ids],
        "lines": list(text.disputed(conflict)),
        "proof": [
            f"{LABELS[kind]}: {line}"
            for kind, line in conflict.evidence("about").behind()
            if kind not in ("source", "mind")
        ],
    }


def _shipped(row: TreatmentOption, texts: Texts) -> dict[str, Any]:
    return {
        "setting": row.setting,
        "for": row.condition,
        "option": row.option,
        "modality": row.modality,
        "agents": row.example_agents,
        "drugs": comparing.drugs(row),
        "place": row.local_or_systemic,
        "goal": row.goal_of_care,
        "side": row.side_effects,
        "side_label": text.side_effects_label(row),
        "cautions": row.cautions,
        "note": row.note,
        "sources": row.source_ids,
        "checked": overall(row),
        "checked_text": text.row_checked(row),
        "evidence": [texts(line) for line in _proof(row)],
    }


def _sources(catalogue: Catalogue) -> dict[str, list[str]]:
    """Label and address of each source; an address that is not https is left out."""
    cited = dict.fromkeys(source_id for row in catalogue.rows for source_id in row.source_ids)
    found = {source_id: datasets.reference(source_id) for source_id in cited}
    return {source_id: [sources.label(each), sources.address(each)] for source_id, each in found.items()}


_BODY = (12, 12, 9.5)
_DOTS = {
    "local": ((15, 9, 3.2),),
    "systemic": (
        (12, 5.8, 1.7),
        (7, 9.6, 1.7),
        (16.8, 9.4, 1.7),
        (9, 15.6, 1.7),
        (15.4, 15.8, 1.7),
        (12, 11.4, 1.7),
    ),
    "both": ((15.2, 8.8, 3.2), (7.2, 9.4, 1.6), (9, 15.8, 1.6), (15.4, 16, 1.6)),
    "neither": (),
}


def icon(name: str) -> str:
    """Return the small picture of where a treatment acts: a body with one spot, many, both or none."""
    x, y, radius = _BODY
    dashes = "3 2.4" if name == "neither" else None
    body = svg.element("circle", cx=x, cy=y, r=radius, class_="body", stroke_dasharray=dashes)
    dots = (svg.element("circle", cx=cx, cy=cy, r=r, class_="dot") for cx, cy, r in _DOTS[name])
    box = {"viewBox": "0 0 24 24", "width": 20, "height": 20, "aria_hidden": "true"}
    return svg.element("svg", body, *dots, xmlns="http://www.w3.org/2000/svg", **box)
