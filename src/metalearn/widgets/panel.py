"""One engine for simulators, classifiers, choosers and ordered stories: controls in, scene out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import traitlets

from metalearn.datasets import Evidence
from metalearn.figures import panels
from metalearn.figures.panels.design import Control, Design, Value
from metalearn.figures.panels.setting import check_controls, key, settle
from metalearn.widgets import panel_text as text
from metalearn.widgets.base import COMPLETE, Controls, Table, walk
from metalearn.widgets.chart import Host
from metalearn.widgets.panel_payload import computed_data, first, shipment
from metalearn.widgets.panel_text import PanelState, failed_text


class Panel(Host):
    """A panel of the course: set its controls and see what follows.

    Args:
        name: The name of a panel, see :func:`metalearn.figures.panels.names`, or a design of one's own.
        opened: Whether what the panel keeps closed (survival figures) is open from the start.
        scale: 1 for a page, 1.5 or more for a projector.
        values: The controls of this panel, by name; see :attr:`controls`.

    Raises:
        UnknownNameError: For an unknown panel or value, with the nearest right one.
        TypeError: For a keyword that is no control of this panel, with the nearest right one.

    Source:
        Each panel names its own, on the evidence cards of what it shows.

    Example:
        >>> panel = Panel("name-that-tumour", started="breast", found="lung")
        >>> panel.values = {"name": "metastatic breast cancer in the lung"}
        >>> panel.state.scene.verdict
        'right'
    """

    script = "panel"
    parts = ("host", "panel_fields")

    values = traitlets.Dict(help="the value of each control; some of them may be assigned").tag(sync=True)
    opened = traitlets.Bool(False, help="whether what the panel keeps closed is open").tag(sync=True)
    _wants = traitlets.Bool(False, help="whether the view asks for every setting").tag(sync=True)
    _computed = traitlets.Dict(help="the scene of a setting that was not shipped").tag(sync=True)

    def __init__(
        self, name: str | Design, /, *, opened: bool = False, scale: float = 1.0, **values: Value
    ) -> None:
        self._design = name if isinstance(name, Design) else panels.panel(name)
        check_controls(self._design, values)
        start = settle(self._design, {**self._design.start, **values}, values)
        self._state = PanelState(self._design, start, opened)
        self._shipped = first(self._design, start)
        super().__init__(
            payload=self._shipped.packed,
            draws=self._shipped.draws,
            label=self._design.title,
            values=start,
            opened=opened,
            scale=scale,
        )
        if os.environ.get(COMPLETE):
            self.complete()

    @traitlets.validate("values")
    def _possible(self, proposal: Any) -> dict[str, Value]:
        """Take some values or all of them; what changed must exist, and what goes with it gives way."""
        wanted, before = proposal["value"], self._state.values
        asked = [name for name, value in wanted.items() if name not in before or before[name] != value]
        return settle(self._design, {**before, **wanted}, asked)

    @traitlets.observe("values", "opened")
    def _compute(self, _change: Any = None) -> None:
        """Work out the scene of a setting that the view does not have."""
        self._state = PanelState(self._design, dict(self.values), self.opened)
        if key(self.values) in self._shipped.keys:
            return
        try:
            self._computed = computed_data(self._state)
        except Exception as error:
            # The view is waiting: it hears of the fault, and so does whoever called.
            self._computed = {"values": dict(self.values), "failed": failed_text(error)}
            raise
        if self._computed["scene"].get("figure") and not self._library:
            self.draw()

    @traitlets.observe("_wants")
    def _ship_all(self, _change: Any) -> None:
        self.complete()

    def complete(self) -> None:
        """Give the view every setting, so that it can do without a kernel.

        A panel opens with one setting, because working out all of them can take a second; its view asks for the others
        once it is shown.
        """
        self._shipped = shipment(self._design)
        if self._shipped.draws:
            self.draw()
        self._payload = self._shipped.packed
        self._compute()

    @property
    def controls(self) -> tuple[Control, ...]:
        """The controls that there are now, with the values that each takes."""
        return self._state.controls

    @property
    def design(self) -> Design:
        """What the panel is made of."""
        return self._design

    @property
    def state(self) -> PanelState:
        """What is on screen, as plain data."""
        return self._state

    def describe(self) -> str:
        """Return everything on screen as text."""
        return text.describe(self._state)

    def table(self) -> Table:
        """Return the numbers on screen; of a scene without a table its facts, of a closed panel its settings."""
        return text.rows(self._state)

    def twin(self) -> str:
        """Return the panel as it is set; what it keeps closed is closed there, too."""
        return text.static_twin(self._state)

    def _cards(self) -> Iterator[Evidence]:
        yield from text.setting_cards(self._state)
        if self._state.shown:
            yield from text.scene_cards(self._state)

    def _folded_cards(self) -> Iterator[Evidence]:
        return text.scene_cards(self._state)

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every setting that works without a kernel, and where something is kept closed, that once."""
        kept: Controls = {"opened": True} if self._design.closed else {}
        settings: list[Controls] = [{"values": each, **kept} for each in self._design.settings()]
        if self._design.closed:
            settings.insert(0, {"values": dict(self._design.start), "opened": False})
        return walk(self, iter(settings))
