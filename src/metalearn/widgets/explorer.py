"""The treatment-option explorer: what a teaching table holds for a primary, a biomarker and a setting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import traitlets

from metalearn import datasets
from metalearn.datasets import Evidence, TreatmentOption
from metalearn.datasets.sheets import text_of
from metalearn.figures import svg
from metalearn.models.teaching.options import (
    ALL,
    ANYTHING,
    COUNTS,
    NAMED_BY_OPTION,
    Catalogue,
    Selection,
    overall,
    related,
    setting_text,
    short_setting,
)
from metalearn.widgets import explorer_text as text
from metalearn.widgets import sources
from metalearn.widgets.base import Controls, Table, Texts, View, refuse_unknown, walk


class TreatmentExplorer(View):
    """Treatment options by primary, biomarker or condition, and setting. Education, not advice; never a ranking.

    Args:
        primary: Where the cancer began; see :func:`metalearn.models.options.primaries`.
        condition: A biomarker or condition of that primary, or None for all;
            see :func:`metalearn.models.options.conditions`.
        setting: When in the course of the disease, or None for all; see :func:`metalearn.models.options.settings`.
            A setting for which the table has no row shows that, and what it does not mean.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown primary, condition or setting, with the nearest right name.
        TypeError: For an unknown keyword.

    Source:
        Each row names its own; see :func:`metalearn.datasets.treatment_options`.

    Example:
        >>> explorer = TreatmentExplorer("Melanoma (cutaneous)", condition="BRAF V600")
        >>> [row.option for row in explorer.state.rows]
        ['BRAF + MEK + PD-L1 inhibitor', 'BRAF plus MEK inhibitor']
    """

    script = "explorer"

    primary = traitlets.Unicode("Breast").tag(sync=True)
    condition = traitlets.Unicode(ALL).tag(sync=True)
    setting = traitlets.Unicode(ALL).tag(sync=True)

    def __init__(
        self,
        primary: str = "Breast",
        condition: str | None = None,
        setting: str | None = None,
        *,
        scale: float = 1.0,
        **unknown: object,
    ) -> None:
        refuse_unknown(type(self), unknown)
        self._catalogue = Catalogue(datasets.treatment_options())
        chosen = {"primary": primary, "condition": condition or ALL, "setting": setting or ALL}
        self._catalogue.check(**chosen)
        super().__init__(primary=primary, condition=chosen["condition"], scale=scale)
        self.setting = chosen["setting"]  # after the primary, which would give up a setting without rows
        self.ship(_payload(self._catalogue))

    @traitlets.validate("primary")
    def _known_primary(self, proposal: Any) -> str:
        self._catalogue.check(proposal["value"])
        return str(proposal["value"])

    @traitlets.validate("condition")
    def _known_condition(self, proposal: Any) -> str:
        self._catalogue.check(self.primary, proposal["value"])
        return str(proposal["value"])

    @traitlets.validate("setting")
    def _known_setting(self, proposal: Any) -> str:
        self._catalogue.check(self.primary, setting=proposal["value"])
        return str(proposal["value"])

    @traitlets.observe("primary")
    def _keep_what_exists(self, change: Any) -> None:
        """Give up a condition or setting that the new primary does not have."""
        if self.condition not in (ALL, *self._catalogue.conditions(self.primary)):
            self.condition = ALL
        if self.setting not in (ALL, *self._catalogue.settings(self.primary, self.condition)):
            self.setting = ALL

    @property
    def state(self) -> Selection:
        """What is on screen, as plain data."""
        return self._catalogue.select(self.primary, self.condition, self.setting)

    def describe(self) -> str:
        """Return everything on screen as text; what always stands beside the options is condensed."""
        return text.describe(self.state)

    def table(self) -> Table:
        """Return the options of the current choice, one row each, with flags and sources."""
        return text.rows_of(self.state)

    def twin(self) -> str:
        """Return the options, what always stands beside them, and the sources."""
        return text.static_twin(self.state)

    def _cards(self) -> Iterator[Evidence]:
        return text.cards(self.state)

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every condition of every primary with each setting of that primary, with rows or without."""
        setting = self.setting
        yield from walk(self, _settings(self._catalogue))
        self.setting = setting  # a setting without rows does not survive a change of primary


def _settings(catalogue: Catalogue) -> Iterator[Controls]:
    """Every setting of a primary with each of its conditions, whether there are rows or not, one primary at a time."""
    for primary in catalogue.primaries():
        for condition in (ALL, *catalogue.conditions(primary)):
            for setting in (ALL, *catalogue.settings(primary)):
                yield {"primary": primary, "condition": condition, "setting": setting}


def _payload(catalogue: Catalogue) -> dict[str, Any]:
    """Collect what the view selects among: every row once, and for each choice the places of its rows."""
    place = {row.id: i for i, row in enumerate(catalogue.rows)}
    texts = Texts()

    def indices(rows: tuple[TreatmentOption, ...]) -> list[int]:
        return [place[row.id] for row in rows]

    states: dict[str, dict[str, dict[str, list[int]]]] = {}
    for primary, condition, setting in catalogue.choices():
        rows = catalogue.own(primary, condition, setting)
        states.setdefault(primary, {}).setdefault(condition, {})[setting] = indices(rows)
    settings = list(dict.fromkeys(row.setting for row in catalogue.rows))
    return {
        "words": text.WORDS,
        "counts": COUNTS,
        "anything": ANYTHING,
        "places": text.PLACES,
        "icons": {name: icon(name) for name in text.PLACES},
        "settings": {name: [setting_text(name), short_setting(name)] for name in settings},
        "states": states,
        "related": {primary: _related(catalogue.conditions(primary)) for primary in catalogue.primaries()},
        "beside": [
            [group, "option" if group in NAMED_BY_OPTION else "for", indices(rows)]
            for group, rows in catalogue.beside()
        ],
        "agnostic": {name: indices(catalogue.agnostic(name)) for name in (ALL, *settings)},
        "rows": [_shipped(row, texts) for row in catalogue.rows],
        "about": text_of(text.about_cards("{n}", catalogue.rows[0])),
        "sources": _sources(catalogue),
        "texts": texts.all,
    }


def _related(conditions: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {name: found for name in conditions if (found := related(name, conditions))}


def _proof(row: TreatmentOption) -> list[str]:
    """The lines of a row's card that stand nowhere else: what to mind of the whole table is said once, below."""
    said = row.evidence("option").text().split("\n")[1:]
    return [line for line in said if not line.startswith(("Source: ", "Mind: "))]


def _shipped(row: TreatmentOption, texts: Texts) -> dict[str, Any]:
    return {
        "setting": row.setting,
        "for": row.condition,
        "option": row.option,
        "modality": row.modality,
        "agents": row.example_agents,
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
