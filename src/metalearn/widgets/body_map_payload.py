"""What the live view of the body map is given: one drawing, and every state as parts to light and words to show."""

from __future__ import annotations

import functools
from collections import Counter
from typing import Any

from metalearn.datasets import ROUTES
from metalearn.datasets.sheets import sheets
from metalearn.figures.body import drawing as body_drawing
from metalearn.figures.body import places as body_places
from metalearn.figures.body.geometry import HEIGHT, NARROW, TOP, WIDE
from metalearn.figures.body.labels import Placed
from metalearn.figures.body.state import SOIL, VIEWS, MapState, organ_state, route_state
from metalearn.figures.body.ways import ROUTE_NAMES, names
from metalearn.figures.twin import SHARED
from metalearn.widgets import body_map_text as text
from metalearn.widgets.base import pack


@functools.cache
def payload() -> bytes:
    """Pack every state of the map; the same data always gives the same bytes."""
    tables = Tables()
    ways = {
        name: {route: [_shipped(route_state(name, route, soil), tables) for soil in SOIL] for route in ROUTES}
        for name in names()
    }
    organs = {name: _shipped(organ_state(name), tables) for name in ("", *body_places.names())}
    again = Again((ways, organs, tables.all))
    return pack(
        {
            "words": text.WORDS,
            "views": list(VIEWS.items()),
            "routes": list(ROUTE_NAMES.items()),
            "soils": [[str(soil).lower(), said] for soil, said in SOIL.items()],
            "primaries": names(),
            "sites": {name: body_places.site_of(name) for name in body_places.names()},
            "boxes": [f"{left} {TOP} {width} {HEIGHT}" for left, width in (WIDE, NARROW)],
            "ways": again(ways),
            "organs": again(organs),
            "tables": again(tables.all),
            "texts": again.all,
            "drawing": body_drawing.draw_all(),
        }
    )


class Text(str):
    """A text for people, as against a name in the payload."""

    __slots__ = ()


class Again:
    """Sends every text that stands more than once by its place in ``all``, and the others where they stand.

    Example:
        >>> again = Again([Text("a"), Text("b"), Text("a"), "a"])
        >>> again([Text("a"), Text("b"), Text("a"), "a"]), again.all
        ([0, 'b', 0, 'a'], ['a'])
    """

    def __init__(self, payload: object) -> None:
        found: list[Text] = []
        _gather(payload, found)
        counted = Counter(found)
        self.all = [each for each, times in counted.items() if times > 1]
        self._places = {each: place for place, each in enumerate(self.all)}

    def __call__(self, value: Any) -> Any:
        """Return plain data with places instead of the texts that stand more than once."""
        if isinstance(value, Text):
            return self._places.get(value, value)
        if isinstance(value, dict):
            return {key: self(each) for key, each in value.items()}
        return [self(each) for each in value] if isinstance(value, list | tuple) else value


def _gather(value: object, found: list[Text]) -> None:
    """Add every text of plain data to a list, in order."""
    if isinstance(value, Text):
        found.append(value)
    elif isinstance(value, dict):
        for each in value.values():
            _gather(each, found)
    elif isinstance(value, list | tuple):
        for each in value:
            _gather(each, found)


class Tables:
    """Sends every table once.

    Example:
        >>> tables = Tables()
        >>> tables(((0, 1),)), tables.texts((("a", "b"),)), tables(((0, 1),)), tables.all
        (0, 1, 0, [((0, 1),), (('a', 'b'),)])
    """

    def __init__(self) -> None:
        self.all: list[tuple[Any, ...]] = []
        self._places: dict[tuple[Any, ...], int] = {}

    def __call__(self, table: tuple[Any, ...]) -> int:
        """Return the place of a table, which is added when it is new."""
        if table not in self._places:
            self._places[table] = len(self.all)
            self.all.append(table)
        return self._places[table]

    def texts(self, table: tuple[Any, ...]) -> int:
        """Return the place of a table that holds nothing but texts for people."""
        return self._places[table] if table in self._places else self(_for_people(table))


def _for_people(table: tuple[Any, ...]) -> tuple[Any, ...]:
    """Mark the texts of a table, or of a list of lines, as such."""
    rows = table and not isinstance(table[0], str)
    return tuple(map(_for_people if rows else Text, table))


def _shipped(state: MapState, tables: Tables) -> dict[str, Any]:
    rows, way = tables.texts(tuple(map(tuple, state.rows))), tables.texts(state.way)
    return {
        "head": Text(state.headline),
        "says": list(map(Text, state.sentences)),
        "picture": list(map(Text, state.picture)),
        "system": state.system,
        "lit": tables(tuple(state.lit.items())),
        "marks": tables(tuple(map(_mark, state.marks))),
        "way": -1 if way == rows or not state.way else way,
        "title": Text(state.title),
        "rows": rows,
        "notes": list(map(Text, state.notes)),
        "cards": [
            [tables.texts(sheet.rows), tables.texts((SHARED, *sheet.shared) if sheet.shared else ())]
            for sheet in sheets(state.cards)
        ],
    }


def _mark(each: Placed) -> tuple[Any, ...]:
    """Kind, place, what stands in it, its name, and the label: side, top, and the line above the name."""
    mark = each.mark
    tells = [Text(mark.tells)] if mark.tells else []
    return (mark.kind, *mark.at, mark.badge, Text(mark.name), each.side, each.top, *tells)
