"""Every number of a lesson with its evidence card, as the closed block at the end of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from metalearn.course.numbers import trace
from metalearn.course.page import Page
from metalearn.datasets import Evidence
from metalearn.datasets.sheets import distinct, sheets

TITLE = "Every number in this lesson, and where it comes from"
NOTHING = "No number of this lesson needs an evidence card."
_MOST = 4  # cards of one number that are written out
_SURVIVAL = re.compile(r"\b(?<!-free )(surviv\w*|alive|died)\b", re.IGNORECASE)
_AROUND = 45  # letters of a text before and after its number
_HOW = (
    "What all numbers of one table share, such as source and licence, stands at the end. "
    "What a widget shows has its cards in the widget. The same by one call:"
)


def ledger(page: Page) -> str:
    """Return the block: one line a number, with its card inside; what all cards of a table share stands below once.

    Numbers that only a widget or figure shows are left out, because it brings cards of its own.

    Args:
        page: A lesson of the registry.

    Returns:
        HTML without blank lines, which Markdown keeps as it is and Jupyter's sanitizer lets through.

    Example:
        >>> from metalearn.course import page, registry
        >>> course = registry.load()
        >>> ledger(page.read(course.folder / "00_start.ipynb", course))
        'No number of this lesson needs an evidence card.'
    """
    found: dict[str, list[Evidence]] = {}
    for each in trace(page).found:
        if each.cards and not each.shown:
            found.setdefault(each.number.text, []).extend(each.cards)
    if not found or page.lesson is None:
        return NOTHING
    cards = {number: distinct(group) for number, group in found.items()}
    every = tuple(dict.fromkeys(card for group in cards.values() for card in group))
    shared = _shared(every)
    warning = " (with survival figures)" if page.lesson.care and any(map(_of_survival, every)) else ""
    example = next((number for number in cards if number.endswith("%")), next(iter(cards)))
    call = f'metalearn.course.numbers.evidence("{page.lesson.id}", "{example}")'
    lines = [
        f"<details><summary>{TITLE} ({len(cards)}){warning}</summary>",
        f"<p>{_HOW} <code>{escape(call)}</code></p>",
        *(_entry(number, group, shared) for number, group in cards.items()),
        *(_table(kind, said) for kind, said in shared.items() if said and kind[0]),
        "</details>",
    ]
    return "\n".join(lines).replace("$", "&#36;")


def _of_survival(card: Evidence) -> bool:
    """Whether a card may say how long people live, which nobody should meet unasked."""
    return bool(_SURVIVAL.search(f"{card.table.replace('_', ' ')} {card.title} {card.value}"))


Kind = tuple[str, bool]  # the table of a card, and whether the number was computed


def _kind(card: Evidence) -> Kind:
    return card.table, bool(card.formula)


def _shared(cards: Iterable[Evidence]) -> dict[Kind, tuple[str, ...]]:
    """The lines that all cards of a kind share."""
    found: dict[Kind, list[Evidence]] = {}
    for card in cards:
        found.setdefault(_kind(card), []).append(card)
    return {kind: sheets(group)[0].shared for kind, group in found.items()}


def _entry(number: str, cards: Iterable[Evidence], shared: dict[Kind, tuple[str, ...]]) -> str:
    """One number: closed, it says what it is; open, all that its cards say beyond their table."""
    first, *others = cards
    blocks = []
    for card in (first, *others[: _MOST - 1]):
        lines = [line for line in card.text().split("\n") if line not in shared[_kind(card)]]
        blocks.append(f"<p>{'<br>'.join(map(escape, lines))}</p>")
    if len(others) >= _MOST:
        blocks.append(f"<p>And {len(others) - _MOST + 1} more, by the call above.</p>")
    more = f" and {len(others)} more" if others else ""
    summary = f"<b>{escape(number)}</b> {escape(_what(number, first))}{more}"
    return f"<details><summary>{summary}</summary>{''.join(blocks)}</details>"


def _what(number: str, card: Evidence) -> str:
    """What a number is, in one line: the line that was computed, the words of a text around it, or the row."""
    if card.formula:
        return card.title
    if not isinstance(card.value, str):
        return f"{card.title} ({card.key})"
    at = max(0, card.value.find(number) - _AROUND)
    words = card.value[at : at + 2 * _AROUND]
    return f"{card.title}: “{'…' if at else ''}{words}{'…' if len(card.value) > at + len(words) else ''}”"


def _table(kind: Kind, shared: tuple[str, ...]) -> str:
    table, was_computed = kind
    name = f"table{'s' if ',' in table else ''} {table}"
    what = f"computed from the {name}" if was_computed else f"in the {name}"
    lines = "<br>".join(escape(line) for line in shared if not line.startswith("From: "))
    return f"<p><b>Of all numbers {escape(what)}:</b><br>{lines}</p>"
