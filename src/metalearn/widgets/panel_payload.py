"""What a panel ships to its view: every setting and its scene, with equal parts sent once."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from metalearn.datasets.sheets import sheets
from metalearn.figures import panels, people, twin
from metalearn.figures.panels.design import Design, Scene, Values
from metalearn.figures.panels.setting import key, settle
from metalearn.widgets.base import pack
from metalearn.widgets.panel_text import WORDS, PanelState, legend_line, scene_cards, total_text
from metalearn.widgets.pool import Pool


@dataclass(frozen=True, slots=True)
class Shipment:
    """What a panel's page holds.

    Attributes:
        packed: Settings with their scenes, and every word of the view: JSON, gzip.
        keys: The settings that are in it, see :func:`metalearn.figures.panels.setting.key`.
        draws: Whether any of them has a chart, so that plotly.js is needed.
    """

    packed: bytes
    keys: frozenset[str]
    draws: bool


def shipment(design: Design) -> Shipment:
    """Return everything the view of a panel can show without a kernel; for those of the course, packed once."""
    if design.name in panels.names() and panels.panel(design.name) is design:
        return _known(design.name)
    return _packed(design, design.settings())


def first(design: Design, values: Values) -> Shipment:
    """Return one setting: what a page needs to begin with, while the kernel has not worked out the others."""
    return _packed(design, [values], whole=False)


@functools.cache
def _known(name: str) -> Shipment:
    design = panels.panel(name)
    return _packed(design, design.settings())


def _packed(design: Design, wanted: Iterable[Values], *, whole: bool = True) -> Shipment:
    pool = Pool()
    settings, keys, draws = [], set(), False
    for values in wanted:
        state = PanelState(design, dict(values))
        settings += [pool(part) for part in (dict(values), controls_data(state), scene_data(state))]
        keys.add(key(values))
        draws = draws or state.scene.figure is not None
    rest = pool({**_rest(design), "whole": whole and design.shipped is None, "first": not whole})
    pool.close([rest, *settings])
    data = {"rest": pool.written(rest), "settings": list(map(pool.written, settings)), "parts": pool.parts()}
    return Shipment(pack(data), frozenset(keys), draws)


def _rest(design: Design) -> dict[str, Any]:
    """What is the same in every setting."""
    return {
        "words": WORDS,
        "title": design.title,
        "intro": design.intro,
        "stamp": design.stamp,
        "closed": design.closed,
        "start": dict(design.start),
        "tries": [[each.label, settle(design, {**design.start, **each.values})] for each in design.tries],
        "marks": {name: list(mark) for name, mark in people.MARKS.items()},
    }


def controls_data(state: PanelState) -> list[dict[str, Any]]:
    """Return the controls of a setting as plain data."""
    return [
        {
            "name": control.name,
            "label": control.label,
            "kind": control.kind,
            "tells": control.tells,
            "options": control.options,
        }
        for control in state.controls
    ]


def scene_data(state: PanelState) -> dict[str, Any]:
    """Return a scene as plain data, without what is empty."""
    scene: Scene = state.scene
    data: dict[str, Any] = {
        "headline": scene.headline,
        "verdict": scene.verdict,
        "facts": scene.facts,
        "text": scene.text,
        "rows": scene.rows,
        "caption": scene.caption,
        "figure": scene.figure,
        "people": [[each.n, each.mark, legend_line(each)] for each in scene.people],
        "total": total_text(scene) if scene.people else "",
        "drawing": scene.drawing,
        "drawing_text": scene.drawing_text,
        "notes": scene.notes,
        "cards": [
            [sheet.rows, [twin.SHARED, *sheet.shared] if sheet.shared else []]
            for sheet in sheets(scene_cards(state))
        ],
    }
    return {name: value for name, value in data.items() if value}


def computed_data(state: PanelState) -> dict[str, Any]:
    """Return a setting that was not shipped, as the view expects it."""
    return {
        "values": dict(state.values),
        "controls": controls_data(state),
        "scene": scene_data(state),
    }
