"""The body map: the ways of metastasis through a person, and a picker of the organs they reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import traitlets

from metalearn import datasets
from metalearn.datasets import ROUTES, Evidence
from metalearn.errors import unknown as unknown_name
from metalearn.figures.body import places as body_places
from metalearn.figures.body.state import SOIL, VIEWS, MapState, organ_state, route_state
from metalearn.figures.body.ways import names
from metalearn.figures.body.ways import primary as known_primary
from metalearn.widgets import body_map_text as text
from metalearn.widgets.base import Controls, Table, View, refuse_unknown, walk
from metalearn.widgets.body_map_payload import payload


class BodyMap(View):
    """A person from the front: find the way of a cancer by one route, or look at an organ.

    As a picker for other widgets, link to ``selected`` (an organ of :func:`metalearn.datasets.organs`) or to ``site``
    (the same organ as the flows name it, or "").

    Args:
        primary: Where the cancer began: a primary of :func:`metalearn.datasets.primaries`, or "Melanoma (uveal)",
            "Sarcoma" or "Testis (germ cell)".
        route: "blood", "lymph", "cavity" or "nerve".
        view: "routes" or "organs".
        soil: Whether what was counted stands beside what plumbing alone expects.
        selected: The organ that is chosen in the view of organs, or "".
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown primary, route, view or organ, with the nearest right name.
        TypeError: For an unknown keyword.

    Source:
        ``msk_met_2022`` for the counts; the table of organs; the rest is teaching anatomy and says so.

    Example:
        >>> BodyMap("Prostate").state.headline
        'Prostate, by blood: first the lungs'
        >>> BodyMap(view="organs", selected="Brain").site
        'Brain/CNS'
    """

    script = "body_map"

    view = traitlets.Unicode("routes").tag(sync=True)
    primary = traitlets.Unicode("Colorectal").tag(sync=True)
    route = traitlets.Unicode("blood").tag(sync=True)
    soil = traitlets.Bool(False).tag(sync=True)
    selected = traitlets.Unicode("").tag(sync=True)
    site = traitlets.Unicode("", help="the chosen organ as the flows name it, or nothing").tag(sync=True)

    def __init__(
        self,
        primary: str = "Colorectal",
        route: str = "blood",
        view: str = "routes",
        *,
        soil: bool = False,
        selected: str = "",
        scale: float = 1.0,
        **unknown: object,
    ) -> None:
        refuse_unknown(type(self), unknown)
        super().__init__(
            payload=payload(),
            primary=primary,
            route=route,
            view=view,
            soil=soil,
            selected=selected,
            site=body_places.site_of(_organ(selected)),
            scale=scale,
        )

    @traitlets.validate("primary")
    def _known_primary(self, proposal: Any) -> str:
        return known_primary(proposal["value"]).name

    @traitlets.validate("route", "view", "site")
    def _known(self, proposal: Any) -> str:
        name, value = proposal["trait"].name, proposal["value"]
        options = {"route": ROUTES, "view": tuple(VIEWS), "site": ("", *datasets.sites())}[name]
        if value not in options:
            raise unknown_name(name, value, options, "help(metalearn.BodyMap)")
        return str(value)

    @traitlets.validate("selected")
    def _known_organ(self, proposal: Any) -> str:
        return _organ(proposal["value"])

    @traitlets.observe("selected")
    def _tell_site(self, _change: Any) -> None:
        self.site = body_places.site_of(self.selected)

    @property
    def state(self) -> MapState:
        """What is on screen, as plain data."""
        if self.view == "organs":
            return organ_state(self.selected)
        return route_state(self.primary, self.route, self.soil)

    def describe(self) -> str:
        """Return everything on screen as text."""
        set_to = text.controls(self.view, self.primary, self.route, self.soil, self.selected)
        return text.describe(self.state, set_to)

    def table(self) -> Table:
        """Return the way, step by step; with soil the counts; in the view of organs what is known of one."""
        return self.state.rows

    def twin(self) -> str:
        """Return the picture of this state with its table, and where it comes from."""
        return text.static_twin(self.state, self.selected if self.view == "organs" else "")

    def _cards(self) -> Iterable[Evidence]:
        return self.state.cards

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every route of every primary without and with soil, then every organ."""
        return walk(self, _settings())


def _organ(name: str) -> str:
    return body_places.place(name).name if name else ""


def _settings() -> Iterator[Controls]:
    for name in names():
        for route in ROUTES:
            for soil in SOIL:
                yield {"view": "routes", "primary": name, "route": route, "soil": soil, "selected": ""}
    for name in ("", *body_places.names()):
        start = {"primary": "Colorectal", "route": "blood", "soil": False}
        yield {"view": "organs", **start, "selected": name}
