"""What each cell says it teaches: the topics in its metadata, ``{"metalearn": {"scope": [3, 20]}}``."""

from __future__ import annotations

from typing import Any

from metalearn import datasets
from metalearn.course.page import Cell, Page

KEY = "scope"


def said(cell: Cell) -> Any:
    """Return what a cell's metadata says about the topics it teaches, whatever it is; None when nothing."""
    own = cell.metadata.get("metalearn")
    return own.get(KEY) if isinstance(own, dict) else None


def fault(value: Any) -> str:
    """Return what is wrong with a list of topics, or "" when nothing is.

    Example:
        >>> fault([3, 20]), fault([3, 3]), fault([999])
        ('', 'names 3 twice', 'names 999, but the topics go from 1 to 191')
    """
    if not isinstance(value, list) or not value or not all(type(each) is int for each in value):
        return "is no list of whole numbers such as [3, 20]"
    twice = next((each for each in value if value.count(each) > 1), None)
    if twice is not None:
        return f"names {twice} twice"
    known = [each.no for each in datasets.scope_items()]
    beyond = next((each for each in value if each not in known), None)
    return "" if beyond is None else f"names {beyond}, but the topics go from {min(known)} to {max(known)}"


def marks(page: Page) -> dict[int, tuple[Cell, ...]]:
    """Return each topic that a page teaches and the cells that say so; values with a fault are left out."""
    found: dict[int, tuple[Cell, ...]] = {}
    for cell in page.cells:
        value = said(cell)
        for number in value if value is not None and not fault(value) else ():
            found[number] = (*found.get(number, ()), cell)
    return found


def item_text(number: int) -> str:
    """Return a topic in the words of the list of topics, with its number.

    Example:
        >>> item_text(3)
        "3, 'Cells usually spread by blood or lymph'"
    """
    text = next((each.item for each in datasets.scope_items() if each.no == number), "no such topic")
    return f"{number}, {text!r}"
