"""Plain data in which whatever is long and stands in several places is sent once, however deep it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

_LONG = 16  # a part with fewer letters is not worth a name: gzip does as well
_NAMED = 6  # letters of a name
_FIGURES = frozenset((int, float))
_HELD = frozenset((str, list, tuple, dict))
# What stands for a list, a dict or a list of numbers: the keys of a dict, then its parts. A part is the place of a
# text, list or dict, or in a list of one what needs no place.
_Entry = tuple[str, tuple[str, ...], list[Any]]


class Pool:
    """Collects values, and writes each with ``{"": n}`` for every part that ``parts()[n]`` holds.

    Example:
        >>> pool = Pool()
        >>> one, two = pool({"a": "something long", "b": [1, 2]}), pool(["something long", True])
        >>> pool.close([one, two])
        >>> pool.written(one), pool.written(two), pool.parts()
        ({'a': {'': 0}, 'b': [1, 2]}, [{'': 0}, True], ['something long'])
    """

    def __init__(self) -> None:
        self._entries: list[str | _Entry] = []
        self._places: dict[tuple[bool, str], int] = {}
        self._shared: dict[int, int] = {}

    def __call__(self, value: Any) -> int:
        """Return the place of a text, list or dict; equal ones have the same."""
        kind = type(value)
        if kind is str:
            return self._place(value, value)
        entry: _Entry
        if kind is dict:
            entry = ("dict", tuple(value), list(map(self._part, value.values())))
        elif value and _FIGURES.issuperset(map(type, value)):
            entry = ("numbers", (), list(value))
        else:
            entry = ("list", (), list(map(self._part, value)))
        return self._place(repr(entry), entry)

    def _part(self, value: Any) -> Any:
        return self(value) if type(value) in _HELD else [value]

    def _place(self, mark: str, entry: str | _Entry) -> int:
        named = (entry is mark, mark)  # a text can look like an entry
        place = self._places.get(named)
        if place is None:
            place = self._places[named] = len(self._entries)
            self._entries.append(entry)
        return place

    def close(self, roots: Iterable[int]) -> None:
        """Decide what is sent once: what is long enough and stands in more than one place."""
        uses = Counter(roots)
        for entry in self._entries:
            uses.update(_inside(entry))
        sizes: list[int] = []
        for place, entry in enumerate(self._entries):  # what a part holds comes before it
            sizes.append(_NAMED if uses[place] > 1 and _size(entry, sizes) >= _LONG else _size(entry, sizes))
            if uses[place] > 1 and _size(entry, sizes) >= _LONG:
                self._shared[place] = len(self._shared)

    def written(self, place: int) -> Any:
        """Return a value as it is sent."""
        return {"": self._shared[place]} if place in self._shared else self._body(place)

    def parts(self) -> list[Any]:
        """Return what is sent once."""
        return [self._body(place) for place in self._shared]

    def _body(self, place: int) -> Any:
        entry = self._entries[place]
        if isinstance(entry, str):
            return entry
        kind, keys, items = entry
        if kind == "numbers":
            return items
        found = [item[0] if isinstance(item, list) else self.written(item) for item in items]
        return dict(zip(keys, found, strict=True)) if kind == "dict" else found


def _inside(entry: str | _Entry) -> Iterator[int]:
    """The places of the parts of an entry."""
    if not isinstance(entry, str) and entry[0] != "numbers":
        yield from (item for item in entry[2] if not isinstance(item, list))


def _size(entry: str | _Entry, sizes: list[int]) -> int:
    """About how many letters an entry takes."""
    if isinstance(entry, str):
        return len(entry) + 2
    _, keys, items = entry
    return sum(sizes[each] for each in _inside(entry)) + sum(map(len, keys)) + 4 * len(items)
