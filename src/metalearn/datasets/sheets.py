"""Several evidence cards together: what they share is said once."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from metalearn.datasets.cards import Evidence


@dataclass(frozen=True, slots=True)
class Sheet:
    """Several cards of one table, with what they share said once.

    Attributes:
        rows: The lines of each row's cards that are its own; the first ones say what the numbers are.
        shared: The lines that stand on every card.
    """

    rows: tuple[tuple[str, ...], ...]
    shared: tuple[str, ...]


def sheets(cards: Iterable[Evidence]) -> tuple[Sheet, ...]:
    """Put cards together by table and row, so that a licence or a source that they share is said once.

    Example:
        >>> from metalearn import datasets
        >>> flows = datasets.flows()[:2]
        >>> (sheet,) = sheets(flow.evidence(field) for flow in flows for field in ("n", "percent"))
        >>> [len(own) for own in sheet.rows], sheet.shared[0][:15]
        ([3, 3], 'Who was counted')
    """
    by_table: dict[str, list[Evidence]] = {}
    for card in dict.fromkeys(cards):
        by_table.setdefault(card.table, []).append(card)
    return tuple(_sheet(tuple(of_table)) for of_table in by_table.values())


@functools.lru_cache(maxsize=512)  # a widget asks for the same few cards in many of its states
def _sheet(cards: tuple[Evidence, ...]) -> Sheet:
    lines = [(card, card.text().split("\n")) for card in cards]
    read = [said for card, said in lines if card.key]
    if read:  # beside the rows it was computed from, a computed number need not repeat what they say
        lines = [(card, said if card.key else said[:2]) for card, said in lines]
    shared = _common(read or [said for _card, said in lines]) if len(cards) > 1 else ()
    by_row: dict[str, list[list[str]]] = {}
    for card, said in lines:
        own = [line for line in said if line not in shared]
        by_row.setdefault(card.key or card.title, []).append(own)
    return Sheet(tuple(map(_row_lines, by_row.values())), shared)


def _row_lines(cards: list[list[str]]) -> tuple[str, ...]:
    """The lines of all cards of one row: first what each says alone, then what they say together."""
    common = _common(cards) if len(cards) > 1 else ()
    return (*(line for said in cards for line in said if line not in common), *common)


def _common(cards: list[list[str]]) -> tuple[str, ...]:
    """The lines after the first that all cards have."""
    first, *others = (said[1:] for said in cards)
    in_all = set(first).intersection(*others)
    return tuple(line for line in first if line in in_all)


def text_of(cards: Iterable[Evidence]) -> str:
    """Return several cards as lines of plain text, with what they share said once.

    Example:
        >>> from metalearn import datasets
        >>> flow = datasets.flows()[0]
        >>> text_of([flow.evidence("n"), flow.evidence("percent")]).count("Licence:")
        1
    """
    lines = (line for sheet in sheets(cards) for own in (*sheet.rows, sheet.shared) for line in own)
    return "\n".join(lines)


def distinct(cards: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return cards without those that say the same number of the same thing, such as a total that many rows repeat.

    Example:
        >>> from metalearn import datasets
        >>> len(distinct(flow.evidence("n_total") for flow in datasets.flows() if flow.primary == "Breast"))
        1
    """
    first: dict[object, Evidence] = {}
    for card in cards:
        first.setdefault((card.table, card.title, card.value, card.low, card.denominator), card)
    return tuple(first.values())
