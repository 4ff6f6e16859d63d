"""The decks of cards of the course, by name: each a module of its own, loaded when it is first asked for.

A new deck is a module here with a function ``deck()`` (see :mod:`metalearn.figures.decks.design`) and a line in
``_HOMES``.
"""

from __future__ import annotations

import functools
import importlib

from metalearn.errors import unknown
from metalearn.figures.decks.design import Deck

# Name -> module, in the order of the course.
_HOMES: dict[str, str] = {
    "glossary": "glossary",
    "misconceptions": "misconceptions",
    "emergencies": "emergencies",
    "faq": "faq",
}


def names() -> tuple[str, ...]:
    """Return the names of all decks, in the order of the course.

    Example:
        >>> names()[0]
        'glossary'
    """
    return tuple(_HOMES)


@functools.cache
def deck(name: str) -> Deck:
    """Return a deck by its name.

    Raises:
        UnknownNameError: For an unknown name, with the nearest right one.

    Example:
        >>> deck("faq").title
        'Ten common questions'
    """
    if name not in _HOMES:
        raise unknown("deck", name, names(), "metalearn.figures.decks.names()")
    made: Deck = importlib.import_module(f"{__name__}.{_HOMES[name]}").deck()
    return made
