"""What the live view of the body map is given: one drawing, and every state as parts to light and words to show."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from metalearn.datasets import ROUTES, Evidence
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
        counted = Counter(_texts(payload))
        self.all = [each for each, times in counted.items() if times > 1]
        self._places = {each: place for place, each in enumerate(self.all)}

    def __call__(self, value: Any) -> Any:
        """Return plain data with places instead of the texts that stand more than once."""
        if isinstance(value, Text):
            return self._places.get(value, value)
        if isinstance(value, dict):
            return {key: self(each) for key, each in value.items()}
        return [self(each) for each in value] if isinstance(value, list) else value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


class Tables:
    """Sends every table once.

    Example:
        >>> tables = Tables()
        >>> tables([[0, 1]]), tables([[2]]), tables([[0, 1]]), tables.all
        (0, 1, 0, [[[0, 1]], [[2]]])
    """

    def __init__(self) -> None:
        self.all: list[list[Any]] = []

    def __call__(self, table: list[Any]) -> int:
        """Return the place of a table, which is added when it is new."""
        if table not in self.all:
            self.all.append(table)
        return self.all.index(table)


def _shipped(state: MapState, tables: Tables) -> dict[str, Any]:
    rows, way = tables(_each(state.rows)), tables(_each(state.way))
    return {
        "head": Text(state.headline),
        "says": list(map(Text, state.sentences)),
        "picture": list(map(Text, state.picture)),
        "system": state.system,
        "lit": tables([[part, looks] for part, looks in state.lit.items()]),
        "marks": tables(list(map(_mark, state.marks))),
        "way": -1 if way == rows or not state.way else way,
        "title": Text(state.title),
        "rows": rows,
        "notes": list(map(Text, state.notes)),
        "cards": _cards(state.cards, tables),
    }


def _each(rows: Iterable[Iterable[str]]) -> list[list[Text]]:
    return [list(map(Text, row)) for row in rows]


def _mark(each: Placed) -> list[Any]:
    """Kind, place, what stands in it, its name, and the label: side, top, and the line above the name."""
    mark = each.mark
    tells = [Text(mark.tells)] if mark.tells else []
    return [mark.kind, *mark.at, mark.badge, Text(mark.name), each.side, each.top, *tells]


def _cards(cards: Iterable[Evidence], tables: Tables) -> list[list[int]]:
    found = []
    for sheet in sheets(cards):
        shared = [SHARED, *sheet.shared] if sheet.shared else []
        found.append([tables(_each(sheet.rows)), tables(list(map(Text, shared)))])
    return found
